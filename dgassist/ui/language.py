"""The words of the interface, in Simplified Chinese, open to translation."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def tr(text: str) -> str:
    """The text in the language of the interface; put numbers in with ``.format`` afterwards."""
    return QCoreApplication.translate("dgassist", text)


def nameless() -> str:
    """What stands for the name of a company that has not told it yet."""
    return tr("（还没填名称的企业）")


REMINDER = "以实施细则和当年申报指南为准"
"""Stands on every screen: no result here is a promise."""
