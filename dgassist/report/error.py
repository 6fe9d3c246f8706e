"""What goes wrong when a file is written, said to the user."""

from __future__ import annotations


class ReportError(Exception):
    """A file that could not be written; the message says what happened and what to do."""
