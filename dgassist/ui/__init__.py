"""The window: screens that show a Case and tell what the user intends.

Takes a Case, gives intents as past-tense signals. The only package that may import PySide6;
imports neither build nor cli. Screens never import one another; only ``connections`` connects
them, and ``session`` alone turns an intent into the next Case.
"""
