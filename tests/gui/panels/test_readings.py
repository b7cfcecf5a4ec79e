from __future__ import annotations

import itertools
import math
from html import unescape

import msgspec
import numpy as np
import pytest

from engine.messages import Array, DataPreview, Outcome, Sentence
from engine.text import EngineError, Message
from gui.panels.key_readings import constant_loss, key_readings
from gui.panels.readings import ReadingsPanel
from gui.presets import PRESETS
from tests.gui.panels.conftest import Open, settle
from tests.gui.panels.made import made_config, made_run, ring_run, sine_run


def reading(run: object, measure: str):
    return next((each for each in key_readings(run) if each.measure == measure), None)


def with_classes(labels: list[int], **facts: object):
    run = ring_run()
    run.preview = DataPreview(train_y=Array.of(np.array(labels)))
    run.facts = msgspec.structs.replace(run.facts, **facts)
    return run


@pytest.mark.parametrize(
    ("labels", "loss", "task", "expected"),
    [
        ([0, 1] * 50, "bce", "binary", math.log(2)),
        ([0] * 75 + [1] * 25, "bce_with_logits", "binary", 0.5623351446),
        (list(range(10)) * 10, "cross_entropy", "multiclass", math.log(10)),
        ([0, 0], "cross_entropy", "binary", 0.0),
        ([0, 1], "mse", "binary", None),
        (list(range(3)), "bce", "multiclass", None),
    ],
)
def test_loss_of_a_constant(labels: list[int], loss: str, task: str, expected: object) -> None:
    found = constant_loss(with_classes(labels, loss=loss, task=task))
    assert found == (None if expected is None else pytest.approx(expected))


def test_variance_is_the_squared_error_of_a_constant() -> None:
    run = sine_run()
    assert constant_loss(run) == pytest.approx(float(run.preview.train_y.numpy().var()), rel=1e-5)


def test_readings_are_what_was_measured() -> None:
    run = made_run(hidden=4, steps=100)
    value = run.history.latest
    assert float(reading(run, "loss/train").value) == pytest.approx(
        value("loss/train")[1], rel=0.01
    )
    first, last = (value(f"gradient_norm/preactivation/{k}")[1] for k in (1, 5))
    told = float(reading(run, "gradient_norm/preactivation").value.removesuffix(" ×"))
    assert told == pytest.approx(first / last, rel=0.06)
    ratios = [value(f"update_ratio/{k}")[1] for k in range(1, 6)]
    assert float(reading(run, "update_ratio").value) == pytest.approx(np.median(ratios), rel=0.06)


def test_dead_units_are_counted_over_unequal_layers() -> None:
    run = made_run(hidden=2, steps=20)
    run.config = made_config(model__width=(4, 12))
    run.history.append_reading("dead_units/1", 20, 50.0)
    run.history.append_reading("dead_units/2", 20, 25.0)
    found = reading(run, "dead_units")
    assert found.meaning.values == {"dead": 5, "total": 16}
    assert found.value == "31.2 %"


def test_a_loss_that_is_no_number_is_said() -> None:
    run = made_run(hidden=1, steps=0)
    run.history.append(1, np.full((3, len(run.history.columns)), np.nan, np.float32))
    assert "no longer a finite number" in reading(run, "loss/train").meaning.template
    assert reading(run, "update_ratio") is None


@pytest.mark.parametrize("steps", [0, 1, 50])
def test_every_length_of_a_run_can_be_read(show: Open, steps: int) -> None:
    panel = show(ReadingsPanel, [made_run(hidden=2, steps=steps)])
    assert bool(panel.numbers().splitlines()[1:]) == (steps > 0)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"status": "planned", "history": None, "facts": None}, "planned"),
        ({"status": "finished"}, "finished"),
        ({"status": "diverged", "outcome": Outcome(kind="diverged", step=12, layer=3)}, "layer 3"),
        ({"status": "diverged", "outcome": Outcome(kind="diverged", step=12)}, "step 12"),
        ({"status": "failed", "problem": Message("The file {f} is cut.", {"f": "a"})}, "file a"),
    ],
)
def test_the_outcome_is_told(show: Open, changes: dict, words: str) -> None:
    panel = show(ReadingsPanel, [made_run(hidden=2, steps=30, **changes)])
    assert words in panel._outcome.text()


def test_choices_made_for_the_user_are_told(show: Open) -> None:
    run = made_run(hidden=2, steps=30)
    note = Sentence(template="Gain {gain} <b>.", values={"gain": 1.5})
    run.facts = msgspec.structs.replace(run.facts, notes=(note,))
    panel = show(ReadingsPanel, [run])
    assert "Gain 1.5 <b>." in panel._facts.text()


@pytest.mark.parametrize("key", PRESETS)
def test_presets_are_valid_and_differ_in_their_runs(show: Open, key: str) -> None:
    preset = PRESETS[key]
    try:
        configs = preset.configs()
    except EngineError as error:
        pytest.fail(str(error))
    assert len(configs) >= 2
    assert all(a != b for a, b in itertools.pairwise(configs))
    assert 0 <= preset.selected < len(configs)
    assert preset.pace is None or preset.pace > 0


def test_a_preset_is_asked_for_by_its_button(show: Open) -> None:
    panel = show(ReadingsPanel, [])
    asked: list[str] = []
    panel.preset_chosen.connect(asked.append)
    for key, button in panel._buttons.items():
        button.click()
        assert asked[-1] == key


def test_nothing_is_cut_off_where_there_is_little_room(show: Open) -> None:
    panel = show(ReadingsPanel, [made_run(hidden=2, steps=30)])
    panel.resize(200, 320)
    settle()
    assert panel._content.width() <= panel._area.viewport().width()
    cut = [each for each in panel._buttons.values() if each.text() != each.full_text]
    assert cut
    assert all(each.full_text in unescape(each.toolTip()) for each in cut)
