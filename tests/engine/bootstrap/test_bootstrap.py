"""When the bootstrap steps aside, and when it starts the program again."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from engine import bootstrap
from engine.bootstrap import PROJECT
from engine.bootstrap.environment import Environment

PYPROJECT = '[project]\nname = "trial"\nversion = "1.0"\ndependencies = ["absent-thing>=1"]\n'


class Restarted(Exception):
    """Raised in place of starting the program again."""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    def restart(python: Path, command: object) -> None:
        raise Restarted

    (tmp_path / "pyproject.toml").write_text(PYPROJECT)
    monkeypatch.setattr(bootstrap, "restart", restart)
    monkeypatch.setattr(Environment, "prepare", lambda self, extra: None)
    return tmp_path


def test_missing_dependencies_start_again(project: Path) -> None:
    with pytest.raises(Restarted):
        bootstrap.ensure("", [], project)


def test_dependencies_at_hand_do_not(project: Path) -> None:
    (project / "pyproject.toml").write_text(PYPROJECT.replace("absent-thing", "pytest"))
    bootstrap.ensure("", [], project)


def test_an_installed_copy_does_not(project: Path) -> None:
    (project / "pyproject.toml").unlink()
    bootstrap.ensure("", [], project)


def test_a_frozen_program_does_not(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    bootstrap.ensure("", [], project)


def test_a_child_process_does_not(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import multiprocessing.process

    monkeypatch.setattr(multiprocessing.process, "_parent_process", object())
    bootstrap.ensure("", [], project)


def test_the_restarted_program_does_not_and_forgets(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(bootstrap.RESTARTED, "1")
    bootstrap.ensure("", [], project)
    assert bootstrap.RESTARTED not in os.environ


def test_restart_passes_arguments_and_exit_code() -> None:
    inner = "import os, sys; print(sys.argv[1:], 'DYNASCOPE_RESTARTED' in os.environ); sys.exit(7)"
    outer = (
        "import sys; from pathlib import Path; from engine import bootstrap; "
        f"bootstrap.restart(Path(sys.executable), ['-c', {inner!r}, 'a b', '--c'])"
    )
    result = subprocess.run(
        [sys.executable, "-c", outer], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 7
    assert result.stdout == "['a b', '--c'] True\n"


def test_say_survives_a_missing_stderr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    bootstrap.say("nobody hears this")


def test_it_needs_the_standard_library_only() -> None:
    program = (
        "import engine.bootstrap, engine.bootstrap.environment, engine.bootstrap.requirements; "
        "import main, tests.__main__"
    )
    subprocess.run([sys.executable, "-S", "-c", program], cwd=PROJECT, check=True)
