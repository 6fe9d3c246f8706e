"""Where files are: what is bundled with the program, and the user's own folder."""

from __future__ import annotations

import sys
from pathlib import Path

APP_NAME = "dgassist"


def bundle() -> Path:
    """The folder with policies.db and resources/, in a source tree and in a frozen program."""
    frozen = getattr(sys, "_MEIPASS", None)
    return Path(frozen) if frozen else Path(__file__).resolve().parent.parent


def policies() -> Path:
    """The bundled policy base."""
    return bundle() / "policies.db"


def policies_digest() -> Path:
    """The SHA-256 that the policy base must have."""
    return bundle() / "resources" / "policies.sha256"


def resources() -> Path:
    """The bundled resources: documents, measures, questions, fonts."""
    return bundle() / "resources"


def user_folder() -> Path:
    """The user's own folder for this program, never roaming; it may not exist yet."""
    from platformdirs import user_data_path  # noqa: PLC0415 - needed by the window alone

    return user_data_path(APP_NAME, appauthor=False, roaming=False)
