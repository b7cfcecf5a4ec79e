"""Two commands on a fresh clone: make `.venv`, install into it, start again inside it.

Standard library only: this runs before anything is installed. It steps aside where the
dependencies are there already (a person's own environment, conda), in a child process, in an
installed copy, and when frozen.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from engine.bootstrap.report import BootstrapError, say

__all__ = ["PROJECT", "BootstrapError", "ensure", "say", "version"]

PROJECT = Path(__file__).resolve().parents[2]

RESTARTED = "DYNASCOPE_RESTARTED"
"""Set for the program that is started again, which takes it out of its environment at once."""


def ensure(extra: str, command: Sequence[str], project: Path = PROJECT) -> None:
    """Return when the dependencies are there; else install them and start again with them.

    Does not return after an installation: the program that is started again takes the place
    of this one, and its exit code is this one's.

    Parameters
    ----------
    extra
        Extra of pyproject.toml that is needed too, or "".
    command
        Arguments with which Python starts this program again.

    Raises
    ------
    BootstrapError
        When the dependencies cannot be installed.
    """
    restarted = os.environ.pop(RESTARTED, None) is not None
    if restarted or is_child_or_frozen() or not (project / "pyproject.toml").exists():
        return
    from engine.bootstrap.environment import Environment
    from engine.bootstrap.requirements import missing_requirements, requirements

    environment = Environment(project)
    if environment.is_running_here() and environment.is_ready(extra):
        return
    if not missing_requirements(requirements(project, extra)):
        return
    environment.prepare(extra)
    restart(environment.python, command)


def version(project: Path = PROJECT) -> str:
    """Return the version of the program, from the clone or from the installed copy."""
    from engine.bootstrap import requirements

    return requirements.version(project)


def is_child_or_frozen() -> bool:
    """Tell whether this is a child process of the program, or a packaged executable."""
    process = sys.modules.get("multiprocessing.process")
    is_child = process is not None and process.parent_process() is not None
    return is_child or bool(getattr(sys, "frozen", False))


def restart(python: Path, command: Sequence[str]) -> NoReturn:
    """Start `command` with `python` in place of this program."""
    environment = {**os.environ, RESTARTED: "1"}
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    if os.name == "posix":
        # In place: a signal, a terminal's Ctrl+C and a kill reach the program itself.
        os.execve(python, [str(python), *command], environment)
    child = subprocess.Popen([str(python), *command], env=environment)
    while True:
        # Windows sends Ctrl+C to both: the child decides, this one waits for its answer.
        with contextlib.suppress(KeyboardInterrupt):
            sys.exit(child.wait())
