"""From the files in resources/ to a checked policy book, and on to policies.db.

Takes YAML and document texts; gives a PolicyBook, or all problems with file and line.
The only package that reads YAML or parses formulas. May import model, engine and store.
"""
