"""Parts that screens are made of. They know questions and findings, but no screen."""
