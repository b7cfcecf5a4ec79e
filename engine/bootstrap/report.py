"""What the bootstrap says, and how it fails."""

from __future__ import annotations

import contextlib
import sys


class BootstrapError(Exception):
    """The dependencies cannot be had: one sentence with the reason and the way on."""


def say(text: str) -> None:
    """Write one line for the person; a windowed program may have nowhere to write it."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError):
            sys.stderr.write(f"dynascope: {text}\n")
            sys.stderr.flush()
