"""The text of the scripts: well formed, nothing superfluous, and safe whatever a person typed."""

from __future__ import annotations

import ast
import subprocess
import sys
import tokenize
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.activations import ACTIVATIONS
from engine.config import all_fields
from engine.datasets import DATASETS
from engine.export.script import LiveChange
from engine.export.script.activations import ACTIVATION_CODES
from engine.export.script.file_data import FILE_CODES
from engine.export.script.generated_data import GENERATED_CODES
from engine.export.script.initializers import BIAS_CODES, WEIGHT_CODES
from engine.export.script.literals import comment, literal
from engine.export.script.losses import LOSS_CODES
from engine.export.script.optimizers import OPTIMIZER_CODES
from engine.export.script.preparing import SCALING_CODES
from engine.export.script.schedules import SCHEDULE_CODES
from engine.initializers import BIAS_INITIALIZERS, WEIGHT_INITIALIZERS
from engine.losses import LOSSES
from engine.optimizers import OPTIMIZERS
from engine.schedules import SCHEDULES
from tests.engine.export.cases import OTHERS, of_files, of_tables
from tests.engine.export.scripts import executed, exported, save, small, trained
from tests.engine.export.test_script import CHANGES

TABLES: dict[str, tuple[Mapping[str, Any], Mapping[str, Any]]] = {
    "activations": (ACTIVATIONS, ACTIVATION_CODES),
    "losses": (LOSSES, LOSS_CODES),
    "optimizers": (OPTIMIZERS, OPTIMIZER_CODES),
    "schedules": (SCHEDULES, SCHEDULE_CODES),
    "weights": (WEIGHT_INITIALIZERS, WEIGHT_CODES),
    "biases": (BIAS_INITIALIZERS, BIAS_CODES),
    "data": (DATASETS, {**GENERATED_CODES, **FILE_CODES}),
}


@pytest.mark.parametrize("table", TABLES)
def test_every_row_has_its_code(table: str) -> None:
    rows, codes = TABLES[table]
    missing = [key for key in rows if key not in codes]
    assert not missing, f"engine/export/script/ has no code for {table}: {', '.join(missing)}"
    assert [key for key in codes if key not in rows] == []


def test_every_scaling_has_its_code() -> None:
    assert tuple(SCALING_CODES) == all_fields()["data.scaling"].choices


# --- form -----------------------------------------------------------------------------------------

SPECIAL = {
    "a device": {"training__device": "cuda:1"},
    "a device, classes": {"training__device": "cuda", "data__name": "blobs"},
}


def test_scripts_are_formatted_and_pass_ruff(tmp_path: Path) -> None:
    files = tmp_path / "files"
    files.mkdir()
    cases = {**of_tables(), **OTHERS, **of_files(files)}
    scripts = tmp_path / "scripts"
    scripts.mkdir()
    for number, settings in enumerate(cases.values()):
        text = exported(small(**settings)).text
        (scripts / f"run_{number}.py").write_text(text, encoding="utf-8")
    for number, (settings, changes) in enumerate(CHANGES.values()):
        text = exported(small(**settings), changes, "a name").text
        (scripts / f"changed_{number}.py").write_text(text, encoding="utf-8")
    for command in (["check", "--isolated"], ["format", "--isolated", "--diff"]):
        result = subprocess.run(
            [sys.executable, "-m", "ruff", *command, "--no-cache", str(scripts)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert result.returncode == 0, result.stdout + result.stderr


def test_only_what_is_needed_is_there() -> None:
    text = exported(small()).text
    for word in (
        "sigmoid(",
        "nn.ReLU(),\n            nn.Linear(8, 1)",
        "torch.optim.Adam(",
        "manual_seed(SEED)",
    ):
        assert text.count(word) == 1
    for word in ("tanh", "clip_grad", "BATCH_SIZE", "randperm", "learning_rate_factor", "Path",
                 "safetensors", "def initialize", "NOISE", "math", "x_test", "DEVICE"):  # fmt: skip
        assert word not in text


def test_no_path_of_this_machine_is_told() -> None:
    for settings in ({}, OTHERS["digits"]):
        text = exported(small(**settings)).text
        assert str(Path(__file__).parents[3]) not in text
        assert str(Path.home()) not in text


def test_a_device_is_where_model_and_data_go() -> None:
    from engine.export.script import script
    from engine.trainer import Trainer

    for settings in SPECIAL.values():
        config = small(**settings)
        on_cpu = small(**{**settings, "training__device": "cpu"})
        text = script(config, Trainer(on_cpu).facts).text
        assert f'DEVICE = "{config.training.device}"' in text
        assert "model.to(DEVICE, DTYPE)" in text
        assert "x.to(DEVICE, DTYPE)" in text
        ast.parse(text)


# --- safety ---------------------------------------------------------------------------------------

EVIL = (
    '"""\nraise SystemExit("injected")\n"""',
    "\nraise SystemExit('injected')",
    "\rraise SystemExit('injected')",
    "\x0c\x0braise SystemExit('injected')\u2028raise SystemExit\u2029x\x85y",
    "coding: utf-7",
    "-*- coding: cp037 -*-",
    '\\"); raise SystemExit("injected") #',
    "\\",
    "'\"'\"",
    "{steps} %s \\N{BULLET} \\x41 \u202e",
    "神经网络 🙂 \ud800",
    "\0",
    "fmt: off",
)


@pytest.mark.parametrize("name", EVIL)
def test_a_name_stays_a_comment(name: str, tmp_path: Path) -> None:
    config = small(training__steps=2)
    plain, named = exported(config), exported(config, name=name)
    content = named.text.encode()
    tokens = list(tokenize.tokenize(BytesIO(content).readline))
    assert tokens[0].string == "utf-8"
    assert ast.dump(ast.parse(content)) == ast.dump(ast.parse(plain.text))
    assert list(executed(save(named, tmp_path))) == list(executed(save(plain, tmp_path)))


@pytest.mark.parametrize("name", [each for each in EVIL if not set(each) & {"\0", "\ud800"}])
def test_a_path_stays_a_text(name: str, tmp_path: Path) -> None:
    path = tmp_path / (name.replace("/", "-") + ".csv")
    path.write_text("x,y\n1,2.5\n2,3.25\n3,1.125\n", encoding="utf-8")
    config = small(
        data__name="csv", data__samples=None, data__params={"path": str(path)}, training__steps=3
    )
    export = exported(config)
    texts = [
        each.value
        for each in ast.walk(ast.parse(export.text))
        if isinstance(each, ast.Constant) and isinstance(each.value, str)
    ]
    assert str(path) in texts
    losses = executed(save(export, tmp_path))
    assert losses == pytest.approx(trained(config), rel=1e-6)


def test_an_undecodable_path_can_be_written() -> None:
    text = literal("/data/\udcff🙂.csv")
    assert text.encode() == '"/data/\\udcff🙂.csv"'.encode()
    assert ast.literal_eval(text) == "/data/\udcff🙂.csv"


@given(st.text())
def test_any_text_comes_back_from_its_literal(value: str) -> None:
    written = literal(value)
    written.encode()
    assert ast.literal_eval(written) == value
    assert len(written.splitlines()) == 1


@given(st.text())
def test_any_text_is_one_line_of_comment(value: str) -> None:
    line = comment(value)
    line.encode()
    assert len(f"# {line}".splitlines()) == 1
    assert len(line) <= 70


@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.lists(inner, max_size=3).map(tuple),
))  # fmt: skip
def test_any_value_comes_back_from_its_literal(value: Any) -> None:
    assert ast.literal_eval(literal(value)) == value


def test_live_changes_name_old_and_new() -> None:
    text = exported(small(), [LiveChange(9, {"optimizer.learning_rate": 0.5})]).text
    assert "if step == 10:" in text
    assert "# optimizer.learning_rate: 0.01 -> 0.5" in text
