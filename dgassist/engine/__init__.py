"""From a policy book and answers to findings.

Takes model values; gives truth, amounts with their arithmetic, and findings with reasons.
Pure functions on the standard library; may import only dgassist.model.
"""
