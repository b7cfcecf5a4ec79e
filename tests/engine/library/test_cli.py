import io
import json
import sys

import pytest

import main
from engine.config import ExperimentConfig, from_json, read_config, with_values
from engine.export.stored_run import KINDS
from engine.library import arguments
from engine.library.cli import main as runs
from engine.library.record import Marker, Parent
from engine.library.store import ORDERS, Library
from engine.messages import Outcome
from tests.engine.library.keeping import noisy, start, writing

ID = "0123456789abcdef0123456789abcdef"
OTHER = "fedcba9876543210fedcba9876543210"


@pytest.fixture
def path(tmp_path, monkeypatch):
    path = tmp_path / "runs.sqlite"
    monkeypatch.setenv("DYNASCOPE_LIBRARY", str(path))
    return path


@pytest.fixture
def library(path):
    with writing(path) as writer:
        settings = {"model.activation": "tanh", "optimizer.learning_rate": 0.2}
        writer.begin(start(ID, name="My run: 学习", settings=settings))
        writer.append(ID, 1, noisy(50, special=0), seconds=1.25)
        writer.marker(ID, Marker(20, "change", "optimizer.learning_rate", 0.1, 0.2))
        writer.state(ID, 50, "log", b"x" * 100)
        writer.outcome(ID, Outcome(kind="finished", step=50), "finished")
        writer.update(ID, tags=["seminar"], note="keep this", starred=True)
        writer.begin(start(OTHER, name="branch", parent=Parent(ID, 20)))
        writer.append(OTHER, 21, noisy(5))
    with Library(path) as library:
        yield library


def run(*argv: str) -> int:
    return runs(main.build_parser().parse_args(["runs", *argv]))


def test_the_arguments_know_the_orders_and_kinds():
    assert tuple(arguments.ORDERS) == tuple(ORDERS)
    assert list(arguments.KINDS) == list(KINDS)


def test_list(library, capsys):
    assert run("list") == 0
    head, branch, first = capsys.readouterr().out.splitlines()
    assert head.split()[:3] == ["ID", "BEGUN", "STEPS"]
    assert branch.startswith("fedcba98")
    for told in ("01234567", "finished", "* My run: 学习 #seminar", "model.activation=tanh"):
        assert told in first
    assert run("list", "learning_rate=0.2") == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
    assert run("list", "nothing like this") == 0
    assert capsys.readouterr().out == "No run was found.\n"


def test_list_as_json(library, capsys):
    assert run("list", "--json", "--order", "name", "--ascending", "--limit", "1") == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert (told["id"], told["parent"]) == (OTHER, {"run": ID, "step": 20})
    assert run("list", "--json", "seminar") == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert told["settings"]["model.activation"] == "tanh"
    assert told["outcome"] == {"kind": "finished", "step": 50, "layer": None}
    assert told["loss"] == pytest.approx(float(noisy(50, special=0)[-1, 1]))


def test_show(library, capsys):
    assert run("show", "0123") == 0
    text = capsys.readouterr().out
    for told in (
        "My run: 学习",
        ID,
        "Finished at step 50.",
        "trained for 1.2 s, 50 steps",
        "tags      seminar",
        "note      keep this",
        "model.activation = tanh",
        "step 20: optimizer.learning_rate 0.1 -> 0.2",
        "snapshots: 1 (0.0 MB) at steps 50",
        "steps 1 to 50: every step",
    ):
        assert told in text
    assert run("show", "2") == 0
    assert "forked    off 01234567 after step 20" in capsys.readouterr().out


def test_show_as_json(library, capsys):
    assert run("show", ID, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert from_json(json.dumps(told["config"])) == from_json(library.record(ID).config)
    assert told["states"] == [{"step": 50, "reason": "log", "bytes": 100}]
    assert told["parts"] == [{"first_step": 1, "last_step": 50, "width": 1}]


def test_export_several_kinds_into_a_folder(library, tmp_path, capsys):
    out = tmp_path / "new" / "folder"
    assert run("export", "0123", "--csv", "--config", "--archive", "--out", str(out)) == 0
    names = {"measurements.csv", "config.json", "My run- 学习.dynascope"}
    assert {each.name for each in out.iterdir()} == names
    assert len(capsys.readouterr().out.splitlines()) == 3
    expected = {"model.activation": "tanh", "optimizer.learning_rate": 0.2}
    assert read_config(out / "config.json") == with_values(ExperimentConfig(), expected)
    lines = (out / "measurements.csv").read_text().splitlines()
    assert len(lines) == 51
    assert lines[0] == "step,epoch,loss/train,c"


def test_export_one_kind_into_a_file(library, tmp_path, capsys):
    assert run("export", "0123", "--csv", "--out", str(tmp_path / "x.csv")) == 0
    assert run("export", "0123", "--out", str(tmp_path / "x.dynascope")) == 0
    assert run("export", "0123", "--script", "--out", str(tmp_path / "x.py")) == 0
    assert capsys.readouterr().out.splitlines() == [
        str(tmp_path / name) for name in ("x.csv", "x.dynascope", "x.py")
    ]
    compile((tmp_path / "x.py").read_text(encoding="utf-8"), "x.py", "exec")
    assert (tmp_path / "x.dynascope").read_bytes()[:2] == b"PK"


def test_a_place_that_cannot_be_written_is_told(library, tmp_path, capsys):
    (tmp_path / "file").write_text("x")
    assert run("export", "0123", "--csv", "--out", str(tmp_path / "file" / "folder")) == 1
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "cannot be written" in error


def test_delete_and_restore(library, capsys):
    assert run("delete", "0123", "--yes") == 0
    told = capsys.readouterr().out
    assert "runs restore 01234567" in told
    assert [row.id for row in library.runs()] == [OTHER]
    assert run("list", "--deleted") == 0
    assert "My run" in capsys.readouterr().out
    assert run("restore", "01234567") == 0
    assert len(library.runs()) == 2


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("answer", "left"), [("y\n", 1), ("no\n", 2), ("\n", 2)])
def test_deleting_asks(library, monkeypatch, capsys, answer, left):
    monkeypatch.setattr(sys, "stdin", Terminal(answer))
    assert run("delete", "0123") == 0
    assert "Delete My run: 学习 (01234567, 50 steps)? [y/N]" in capsys.readouterr().out
    assert len(library.runs()) == left


def test_nobody_to_ask(library, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.StringIO("y\n"))
    assert run("delete", "0123") == 2
    assert "give --yes" in capsys.readouterr().err
    assert len(library.runs()) == 2


@pytest.mark.parametrize(
    "arguments",
    [("show", "9999"), ("export", "9999"), ("delete", "9999", "--yes"), ("restore", "9999")],
)
def test_a_run_that_is_not_there_is_one_sentence(library, capsys, arguments):
    assert run(*arguments) == 2
    error = capsys.readouterr().err
    assert error == "dynascope: No run 9999 is in the library; list shows all that are.\n"


def test_without_a_library_none_is_made(path, capsys):
    assert run("list") == 0
    assert str(path) in capsys.readouterr().err
    assert run("list", "--json") == 0
    assert json.loads(capsys.readouterr().out) == []
    assert run("show", "1234") == 2
    assert run("delete", "1234", "--yes") == 2
    assert not path.exists()


def test_a_damaged_library_is_left_where_it_is(path, capsys):
    path.write_text("garbage")
    assert run("list") == 2
    assert "is damaged" in capsys.readouterr().err
    assert path.read_text() == "garbage"


def test_another_library_can_be_named(library, path, tmp_path, capsys):
    other = tmp_path / "other.sqlite"
    assert run("list", "--library", str(other)) == 0
    assert str(other) in capsys.readouterr().err
    path.rename(other)
    assert run("list", "--library", str(other)) == 0
    assert "branch" in capsys.readouterr().out


def test_a_script_that_cannot_be_told_is_refused_with_a_way_out(library, path, tmp_path, capsys):
    with writing(path) as writer:
        writer.resume(OTHER)
        writer.marker(OTHER, Marker(20, "change", "model.activation", "relu", "tanh"))
    assert run("export", "fedc", "--script", "--out", str(tmp_path / "x.py")) == 2
    told = capsys.readouterr().err
    assert "from step 20 on" in told
    assert "save the script of the run that it was split off from" in told
    assert not (tmp_path / "x.py").exists()
