"""What fills the window, one module each. A screen has show_case(case) and emits intents."""
