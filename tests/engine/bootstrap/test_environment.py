"""The project's own .venv: made once, kept while it serves, made again when it is broken."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from engine.bootstrap import environment as module
from engine.bootstrap.environment import STAMP, UNFINISHED, Environment, python_version
from engine.bootstrap.lock import lock
from engine.bootstrap.report import BootstrapError

PYPROJECT = """\
[project]
name = "trial"
version = "1.0"
dependencies = []
optional-dependencies = { test = [] }
"""


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Stand in for pip, which needs a network, and for the seconds that ensurepip takes."""
    calls: list[str] = []

    def run_pip(command: Sequence[str], folder: Path) -> None:
        calls.append(command[command.index("--editable") + 1])

    monkeypatch.setattr(module, "run_pip", run_pip)
    monkeypatch.setattr(module, "has_pip", lambda python: True)
    monkeypatch.setattr(module, "VENV", ("-m", "venv", "--without-pip"))
    return calls


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").write_text(PYPROJECT)
    return tmp_path


def test_made_once(project: Path, calls: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    environment = Environment(project)
    assert not environment.is_ready("")
    environment.prepare("")
    assert environment.is_ready("")
    assert python_version(environment.python) == "{}.{}".format(*sys.version_info)
    assert "making" in capsys.readouterr().err
    environment.prepare("")
    assert calls == ["."]
    assert capsys.readouterr().err == ""


def test_an_extra_is_added_and_remembered(project: Path, calls: list[str]) -> None:
    environment = Environment(project)
    environment.prepare("test")
    assert environment.is_ready("")
    environment.prepare("")
    assert calls == [".[test]"]


def test_a_changed_pyproject_installs_again(project: Path, calls: list[str]) -> None:
    environment = Environment(project)
    environment.prepare("")
    (project / "pyproject.toml").write_text(PYPROJECT + "# changed\n")
    assert not environment.is_ready("")
    environment.prepare("")
    assert calls == [".", "."]


def test_a_lost_package_installs_again(project: Path, calls: list[str]) -> None:
    (project / "pyproject.toml").write_text(PYPROJECT.replace("[]", '["lost>=1"]', 1))
    environment = Environment(project)
    environment.prepare("")
    assert not environment.is_ready("")


def without_python(folder: Path) -> None:
    for name in ("bin", "Scripts"):
        for file in (folder / name).glob("python*"):
            file.unlink()


def with_damaged_python(folder: Path) -> None:
    without_python(folder)
    python = Environment(folder.parent).python
    python.write_text("no program")
    python.chmod(0o755)


def with_another_python(folder: Path) -> None:
    stamp = json.loads((folder / STAMP).read_text())
    (folder / STAMP).write_text(json.dumps({**stamp, "python": "3.10"}))


def left_unfinished(folder: Path) -> None:
    (folder / STAMP).unlink()
    (folder / UNFINISHED).touch()


@pytest.mark.parametrize(
    "damage", [without_python, with_damaged_python, with_another_python, left_unfinished]
)
def test_a_broken_one_is_made_again(
    project: Path, calls: list[str], damage: object, capsys: pytest.CaptureFixture[str]
) -> None:
    environment = Environment(project)
    environment.prepare("")
    (environment.folder / "witness").touch()
    assert callable(damage)
    damage(environment.folder)
    assert not environment.is_ready("")
    capsys.readouterr()
    environment.prepare("")
    assert environment.is_ready("")
    assert not (environment.folder / "witness").exists()
    assert "making it again" in capsys.readouterr().err


def test_what_is_not_ours_is_put_aside(project: Path, calls: list[str]) -> None:
    (project / ".venv").mkdir()
    (project / ".venv" / "precious").touch()
    Environment(project).prepare("")
    assert Environment(project).is_ready("")
    assert (project / ".venv-old-1" / "precious").exists()


def test_a_damaged_stamp_is_no_stamp(project: Path, calls: list[str]) -> None:
    environment = Environment(project)
    environment.prepare("")
    for text in ("", "[]", "{", '{"pyproject": 3}'):
        (environment.folder / STAMP).write_text(text)
        assert not environment.is_ready("")


def test_a_failing_pip_leaves_it_unfinished(
    project: Path, calls: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(command: Sequence[str], folder: Path) -> None:
        raise BootstrapError("no network")

    monkeypatch.setattr(module, "run_pip", fail)
    environment = Environment(project)
    with pytest.raises(BootstrapError, match="no network"):
        environment.prepare("")
    assert not environment.is_ready("")
    assert (environment.folder / UNFINISHED).exists()


def test_a_missing_venv_module_names_the_package(
    project: Path, calls: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(BootstrapError, match="apt-get install python3-venv"):
        Environment(project).prepare("")
    assert not (project / ".venv").exists()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(BootstrapError, match="cannot be written"), lock(tmp_path / "absent" / "l"):
        pass


def test_two_starts_make_one(
    project: Path, calls: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    starts = [threading.Thread(target=Environment(project).prepare, args=("",)) for _ in range(2)]
    with lock(project / ".venv.lock"):
        for start in starts:
            start.start()
    for start in starts:
        start.join()
    assert calls == ["."]
    assert Environment(project).is_ready("")
