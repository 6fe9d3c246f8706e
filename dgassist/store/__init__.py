"""Files the program reads and writes: policies.db, case files, the user's own database.

Takes and gives model values. May import only dgassist.model and dgassist.paths.
"""
