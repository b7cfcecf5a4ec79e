"""The project's own `.venv`: made, filled with pip, stamped, made again when it is broken.

Standard library only, like all of engine/bootstrap, whose ensure() decides when this is needed.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from engine.bootstrap.installer import INSTALL, run_pip
from engine.bootstrap.lock import lock
from engine.bootstrap.report import BootstrapError, say
from engine.bootstrap.requirements import missing_requirements, requirements

TORCH = "torch==2.13.0"
"""Asked of pip by number: the newest that pyproject.toml allows may be a build that brings
gigabytes of CUDA libraries with it."""

STAMP = "dynascope.json"
"""In `.venv`: what was installed there. Missing while an installation goes on."""

UNFINISHED = "dynascope-unfinished"
"""In `.venv`: an installation goes on, or was broken off."""

OLDEST_PYTHON = (3, 11)
VENV = ("-m", "venv")


class Environment:
    """The virtual environment in the project's folder."""

    def __init__(self, project: Path) -> None:
        self.project = project
        self.folder = project / ".venv"
        if os.name == "nt":
            windowed = Path(sys.executable or "").stem.lower() == "pythonw"
            self.python = self.folder / "Scripts" / ("pythonw.exe" if windowed else "python.exe")
        else:
            self.python = self.folder / "bin" / "python"

    def is_running_here(self) -> bool:
        """Tell whether this very process runs in the environment."""
        with contextlib.suppress(OSError):
            return os.path.samefile(sys.prefix, self.folder)
        return False

    def is_ready(self, extra: str) -> bool:
        """Tell whether all that pyproject.toml now asks for was installed, and still runs."""
        stamp = self._read_stamp()
        return (
            stamp.get("pyproject") == self._fingerprint()
            and extra in stamp.get("extras", ())
            and (self.is_running_here() or stamp.get("python") == python_version(self.python))
            and not missing_requirements(
                requirements(self.project, extra), self._packages(stamp["python"])
            )
        )

    def prepare(self, extra: str) -> None:
        """Make the environment ready, once, even when two starts want it at the same time.

        Raises
        ------
        BootstrapError
            When that cannot be done.
        """
        if self.is_ready(extra):
            return
        with lock(self.project / ".venv.lock"):
            if self.is_ready(extra):
                return
            started = time.monotonic()
            try:
                self._make()
                self._install(extra)
            except OSError as error:
                raise BootstrapError(
                    f"{self.folder} cannot be made: {error.strerror or error}; "
                    "free some space or allow writing there, then start again"
                ) from error
            say(f"ready after {time.monotonic() - started:.0f} s, starting")

    def _packages(self, version: str) -> list[str]:
        """Return where pip puts packages in an environment of this Python version."""
        places = {"base": str(self.folder), "py_version_short": version}
        return [sysconfig.get_path(kind, "venv", places) for kind in ("purelib", "platlib")]

    def _fingerprint(self) -> str:
        return hashlib.sha256((self.project / "pyproject.toml").read_bytes()).hexdigest()

    def _read_stamp(self) -> dict[str, Any]:
        try:
            stamp = json.loads((self.folder / STAMP).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return stamp if isinstance(stamp, dict) else {}

    def _make(self) -> None:
        """Leave a working, possibly empty environment."""
        if self._is_usable():
            return
        if self.folder.exists() or self.folder.is_symlink():
            self._clear_away()
        if not all(map(importlib.util.find_spec, ("venv", "ensurepip"))):
            raise missing_venv_module()
        if not sys.executable:
            raise BootstrapError("this Python does not know its own program; start it by its path")
        say(f"making {self.folder}: the first start takes some minutes and about 1.5 GB")
        self.folder.mkdir()
        (self.folder / UNFINISHED).touch()
        result = subprocess.run(
            [sys.executable, *VENV, str(self.folder)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
        if result.returncode != 0:
            if "ensurepip" in result.stdout:
                raise missing_venv_module()
            lines = result.stdout.strip().splitlines() or [f"exit code {result.returncode}"]
            raise BootstrapError(f"{self.folder} cannot be made: {lines[-1]}")

    def _is_usable(self) -> bool:
        """Tell whether pip can go on with what is there."""
        if self.is_running_here():
            return True
        if (self.folder / UNFINISHED).exists() or python_version(self.python) is None:
            return False
        stamped = self._read_stamp().get("python")
        return stamped in (None, python_version(self.python)) and has_pip(self.python)

    def _clear_away(self) -> None:
        """Remove our own broken environment; put aside anything that is not ours."""
        if not self.folder.is_symlink() and any(
            (self.folder / name).exists() for name in (STAMP, UNFINISHED)
        ):
            say(f"{self.folder} is broken or was not finished: making it again")
            # First what makes it look sound, lest a half-removed one be trusted.
            (self.folder / UNFINISHED).touch()
            shutil.rmtree(self.folder)
            return
        aside = next(
            path
            for number in range(1, 1000)
            if not (path := self.folder.with_name(f".venv-old-{number}")).exists()
        )
        self.folder.rename(aside)
        say(f"{self.folder} does not work and was not made by Dynascope: it is now {aside}")

    def _install(self, extra: str) -> None:
        """Install the project in editable mode and stamp the environment."""
        fingerprint = self._fingerprint()
        stamp = self._read_stamp()
        extras = stamp.get("extras", []) if stamp.get("pyproject") == fingerprint else []
        (self.folder / UNFINISHED).touch()
        (self.folder / STAMP).unlink(missing_ok=True)
        say("installing what pyproject.toml asks for" + (f", with [{extra}]" if extra else ""))
        target = f".[{extra}]" if extra else "."
        run_pip([str(self.python), *INSTALL, "--editable", target, TORCH], self.project)
        stamp = {
            "pyproject": fingerprint,
            "python": python_version(self.python),
            "extras": sorted({"", extra, *extras}),
        }
        (self.folder / STAMP).write_text(json.dumps(stamp), encoding="utf-8")
        (self.folder / UNFINISHED).unlink()


def missing_venv_module() -> BootstrapError:
    """Return the error of a Debian whose Python came without venv."""
    return BootstrapError(
        "Python's venv module is missing; on Debian and Ubuntu install it with "
        f"'sudo apt-get install python3-venv python3.{sys.version_info.minor}-venv', "
        "then start again"
    )


def python_version(python: Path) -> str | None:
    """Return major.minor of an interpreter; None if it does not run or is too old."""
    program = "import sys; print('%d.%d' % sys.version_info[:2])"
    output = output_of([str(python), "-I", "-S", "-c", program])
    numbers = tuple(int(part) for part in output.split(".")) if output else ()
    return output if numbers >= OLDEST_PYTHON else None


def has_pip(python: Path) -> bool:
    """Tell whether an interpreter has pip."""
    program = "import importlib.util; print(importlib.util.find_spec('pip') is not None)"
    return output_of([str(python), "-I", "-c", program]) == "True"


def output_of(command: Sequence[str]) -> str:
    """Return what a short program prints; "" if it does not run."""
    try:
        result = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=60,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return result.stdout.strip() if result.returncode == 0 else ""
