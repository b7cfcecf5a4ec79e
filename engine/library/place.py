"""Where the library lies."""

from __future__ import annotations

import os
import sys
from pathlib import Path

VARIABLE = "DYNASCOPE_LIBRARY"
FILE = "runs.sqlite"
FOLDERS = ("Dynascope", "dynascope")
"""Organisation and application, as Qt's AppDataLocation puts them together."""


def default_path() -> Path:
    """Return the library of this person: `DYNASCOPE_LIBRARY`, or in the folder of user data."""
    chosen = os.environ.get(VARIABLE, "")
    return Path(chosen).expanduser() if chosen.strip() else _data_folder().joinpath(*FOLDERS, FILE)


def _data_folder() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    given = os.environ.get("XDG_DATA_HOME", "")
    # A relative path is to be ignored, says the XDG base directory specification.
    return Path(given) if os.path.isabs(given) else Path.home() / ".local" / "share"
