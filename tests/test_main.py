"""The command line: it explains itself at once and refuses with one sentence."""

from __future__ import annotations

import argparse
import ast
import subprocess
import sys
from pathlib import Path

import pytest

import main

ROOT = Path(__file__).parents[1]


def run_main(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run main.py without any installed package, as on a fresh clone."""
    command = [sys.executable, "-S", str(ROOT / "main.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("command", ["", "train", "export-script", "runs"])
def test_help_needs_nothing_installed(command: str) -> None:
    result = run_main(*command.split(), "--help")
    assert result.returncode == 0
    assert "examples:" in result.stdout
    assert result.stderr == ""


def test_version_needs_nothing_installed() -> None:
    result = run_main("--version")
    assert result.returncode == 0
    assert result.stdout.startswith("dynascope 0.")


@pytest.mark.parametrize(
    ("arguments", "mention"),
    [
        (["--wrong"], "--wrong"),
        (["--theme", "pink"], "pink"),
        (["--language", "fr"], "fr"),
        (["walk"], "walk"),
        (["train", "--steps", "0"], "at least 1"),
        (["train", "--steps", "many"], "many"),
        (["train", "--steps", "1e400"], "1e400"),
        (["train", "--seed", "-1"], "-1"),
        (["train", "--set", "optimizer.learning_rate"], "name=value"),
        (["train", "--set", "=3"], "name=value"),
        (["train", "--config"], "--config"),
        (["train", "--out", ""], "the folder is empty"),
        (["train", "--quie"], "--quie"),
        (["export-script", "--out", " "], "the file is empty"),
        (["export-script", "--quiet"], "--quiet"),
        (["runs"], "action"),
        (["runs", "list", "--order", "age"], "age"),
        (["runs", "show"], "ID"),
    ],
)
def test_bad_arguments_are_one_sentence(arguments: list[str], mention: str) -> None:
    result = run_main(*arguments)
    assert result.returncode == 2
    assert result.stdout == ""
    assert mention in result.stderr
    assert result.stderr.count("\n") == 1


def test_train_arguments() -> None:
    args = main.build_parser().parse_args(
        ["train", "--set", "a.b=1", "--set", "c.d=x=y", "--steps", "20", "--seed", "0", "--quiet"]
    )
    assert args == argparse.Namespace(
        command="train",
        in_process=False,
        language=None,
        theme=None,
        config=None,
        out=Path("results"),
        set=["a.b=1", "c.d=x=y"],
        steps=20,
        device=None,
        seed=0,
        library=False,
        quiet=True,
    )


@pytest.mark.parametrize("name", ["main.py", "tests/__main__.py"])
def test_an_old_python_gets_as_far_as_the_sentence(name: str) -> None:
    tree = ast.parse((ROOT / name).read_text(encoding="utf-8"), feature_version=(3, 7))
    before = []
    for node in tree.body:
        if isinstance(node, ast.If):
            assert ast.unparse(node.test) == "sys.version_info < (3, 11)"
            break
        before.append(node)
    assert [ast.unparse(node) for node in before[1:]] == ["import sys"]


def test_an_interrupted_installation_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(main.bootstrap, "ensure", interrupt)
    assert main.main([]) == 130
    assert "next start" in capsys.readouterr().err


def test_a_failed_installation_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise main.bootstrap.BootstrapError("no network")

    monkeypatch.setattr(main.bootstrap, "ensure", fail)
    assert main.main(["train"]) == 2
    assert capsys.readouterr().err == "dynascope: no network\n"


@pytest.mark.parametrize(
    ("arguments", "files", "options"),
    [
        (["a.dynascope"], ["a.dynascope"], []),
        (["--theme", "dark", "/tmp/b c.DYNASCOPE", "a.dynascope"],
         ["/tmp/b c.DYNASCOPE", "a.dynascope"], ["--theme", "dark"]),
        (["runs", "export", "3", "--out", "a.dynascope"], [],
         ["runs", "export", "3", "--out", "a.dynascope"]),
        ([], [], []),
        (["a.json"], [], ["a.json"]),
    ],
)  # fmt: skip
def test_files_of_runs_are_for_the_window(
    arguments: list[str], files: list[str], options: list[str]
) -> None:
    assert main.split_files(arguments) == ([Path(each) for each in files], options)


def test_all_commands_are_known_where_files_are_split_off() -> None:
    [commands] = [action for action in main.build_parser()._actions
                  if isinstance(action, argparse._SubParsersAction)]  # fmt: skip
    assert set(commands.choices) == set(main.COMMANDS)
