"""A run trained again from a kept state is what it was, bit for bit."""

from __future__ import annotations

import numpy as np
import pytest

from engine.config import ExperimentConfig, with_values
from engine.messages import Open, Way
from engine.opening import Opener
from engine.text import EngineError
from engine.trainer import Trainer
from engine.way import walk

CONFIG = with_values(
    ExperimentConfig(), {"training.batch_size": 300, "training.steps": None, "data.samples": 1000}
)


def test_live_changes_on_the_way_are_made_again() -> None:
    run = Trainer(CONFIG)
    run.advance(10)
    state = run.state()
    run.advance(5)
    run.retune({"optimizer.learning_rate": 0.1})
    run.advance(5)
    run.retune({"optimizer.weight_decay": 0.01, "training.batch_size": 100})
    run.advance(7)

    changes = (
        (15, {"optimizer.learning_rate": 0.1}),
        (20, {"optimizer.weight_decay": 0.01, "training.batch_size": 100}),
    )
    again = Trainer(CONFIG, state=state)
    walk(again, Way(config=CONFIG, step=27, changes=changes))
    assert again.config == run.config
    np.testing.assert_array_equal(again.advance(30).values, run.advance(30).values)


def test_a_run_that_ends_before_says_so() -> None:
    config = with_values(CONFIG, {"training.steps": 12})
    trainer = Trainer(config)
    with pytest.raises(EngineError, match="ends at step 12 and never comes to step 20"):
        walk(trainer, Way(config=config, step=20))


def test_other_settings_hold_from_the_end_of_the_way_on() -> None:
    run = Trainer(CONFIG)
    run.advance(8)
    state = run.state()
    run.advance(4)
    other = with_values(CONFIG, {"model.activation": "tanh", "optimizer.name": "sgd"})
    opened = Opener()(Open(run="a", config=other, state=state, way=Way(config=CONFIG, step=12)))
    assert opened.step == 12
    own, found = run.parameters(), opened.parameters()
    assert all(np.array_equal(own[name], found[name]) for name in own)
    assert "saturation/1" in opened.facts.columns
    opened.advance(3)
    assert opened.step == 15
