"""From findings to a plan: what to claim together, by when, and what is one step away.

Takes an Assessment; gives an ActionPlan. Standard library only; may import model and engine.
"""
