"""What the program knows: documents, questions, measures, answers.

Frozen dataclasses and nothing else. Standard library only; imports no other package of dgassist.
"""
