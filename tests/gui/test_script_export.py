"""A run's settings at its start, told from what they are now and from its markers."""

from __future__ import annotations

from engine.config import ExperimentConfig, with_values
from engine.export.script import LiveChange
from gui.runs import FORK, Run
from gui.script_export import replay


def run_of(config: ExperimentConfig, *markers: tuple[int, str, object, object]) -> Run:
    return Run(number=1, color_index=0, config=config, markers=list(markers))


def test_a_run_without_changes_is_its_settings() -> None:
    config = with_values(ExperimentConfig(), {"optimizer.name": "sgd"})
    assert replay(run_of(config)) == (config, [])


def test_what_the_engine_confirmed_counts() -> None:
    run = run_of(with_values(ExperimentConfig(), {"optimizer.learning_rate": 0.5}))
    run.applied = ExperimentConfig()
    assert replay(run) == (ExperimentConfig(), [])


def test_changes_are_undone_from_the_last_to_the_first() -> None:
    start = ExperimentConfig()
    end = with_values(
        start,
        {"optimizer.learning_rate": 1.0, "optimizer.clip_norm": 2.0, "training.batch_size": 9},
    )
    run = run_of(
        end,
        (5, "optimizer.learning_rate", 0.01, 0.3),
        (5, "training.batch_size", "full", 9),
        (7, FORK, "parent", None),
        (9, "optimizer.learning_rate", 0.3, 1.0),
        (9, "optimizer.clip_norm", None, 2.0),
    )
    assert replay(run) == (
        start,
        [
            LiveChange(5, {"optimizer.learning_rate": 0.3}),
            LiveChange(5, {"training.batch_size": 9}),
            LiveChange(9, {"optimizer.learning_rate": 1.0}),
            LiveChange(9, {"optimizer.clip_norm": 2.0}),
        ],
    )


def test_parameters_of_the_optimiser_are_undone() -> None:
    start = ExperimentConfig()
    end = with_values(start, {"optimizer.params.beta1": 0.5})
    config, changes = replay(run_of(end, (3, "optimizer.params.beta1", 0.9, 0.5)))
    assert config.optimizer.params["beta1"] == 0.9
    assert changes == [LiveChange(3, {"optimizer.params.beta1": 0.5})]
