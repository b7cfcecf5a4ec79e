"""Surveys: what they find, that they keep to their time, and when they are due."""

from __future__ import annotations

from typing import Any

import pytest
import torch

from engine import survey
from engine.batches import Samples
from engine.survey import Survey, correct
from engine.trainer import Trainer
from tests.engine.runs import make


def survey_of(trainer: Trainer, **changes: Any) -> Survey:
    given = {"train": trainer.train, "test": trainer.test, **changes}
    return Survey(trainer.network, 1, loss=trainer.loss, loss_params=trainer._loss_params, **given)


class Clock:
    """Tells a second more each time it is asked."""

    def __init__(self, tick: float) -> None:
        self.now, self.tick = 0.0, tick

    def perf_counter(self) -> float:
        self.now += self.tick
        return self.now


def test_work_keeps_to_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(survey, "OPERATIONS_CPU", 1)  # 16 samples at a time
    trainer = Trainer(make(data__samples=160, data__train_share=0.5))
    kill_a_unit(trainer)
    monkeypatch.setattr(survey, "time", Clock(tick=1.0))
    under_way = survey_of(trainer)
    calls = 0
    while not under_way.done:
        under_way.work(1.5)  # after two looks at the clock the time is over
        calls += 1
    assert calls == 6  # 5 pieces of either set, two at a time, and the end
    assert {each.name for each in under_way.readings()} == {
        "dead_units/1", "loss/test", "accuracy/test",
    }  # fmt: skip


def kill_a_unit(trainer: Trainer) -> None:
    group = trainer.network.groups[0]
    group.entry[0, 0] = 0
    group.bias[0, 0, 0] = -1


def test_a_scan_stops_once_every_unit_fired(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(survey, "OPERATIONS_CPU", 1)
    trainer = Trainer(make(data__samples=160))
    seen = []
    evaluate = trainer.network.evaluate

    def watched(x: torch.Tensor, *more: Any) -> Any:
        seen.append(x.shape[1])
        return evaluate(x, *more)

    monkeypatch.setattr(trainer.network, "evaluate", watched)
    survey_of(trainer).work(100)
    assert seen == [16]
    kill_a_unit(trainer)
    seen.clear()
    scan = survey_of(trainer)
    scan.work(100)
    assert seen == [16] * 10
    assert [each.value for each in scan.readings()] == [100 / 16]


def test_a_survey_sees_the_weights_of_its_beginning() -> None:
    trainer = Trainer(make(data__train_share=0.5, model__width=[6, 4]))
    first, second = survey_of(trainer), survey_of(trainer)
    first.work(100)
    trainer.network.parameters.zero_()
    second.work(100)
    assert first.readings() == second.readings()
    third = survey_of(trainer)
    third.work(100)
    assert third.readings() != first.readings()


def test_pieces_add_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """45 test samples in pieces of 16, 16 and 13 count as in one."""
    trainer = Trainer(make(data__samples=90, data__train_share=0.5, training__dtype="float64"))
    whole = survey_of(trainer)
    whole.work(100)
    monkeypatch.setattr(survey, "OPERATIONS_CPU", 1)
    parts = survey_of(trainer)
    parts.work(100)
    assert [each.value for each in parts.readings()] == pytest.approx(
        [each.value for each in whole.readings()], rel=1e-14
    )


def test_each_network_of_a_stack_is_read_by_itself() -> None:
    configs = [
        make(data__train_share=0.5, training__seed=seed, data__seed=seed, model__hidden_layers=2)
        for seed in range(3)
    ]
    stacked = survey_of(Trainer(configs))
    stacked.work(100)
    for model, config in enumerate(configs):
        single = survey_of(Trainer(config))
        single.work(100)
        own = {each.name: each.value for each in stacked.readings() if each.model == model}
        expected = {each.name: each.value for each in single.readings()}
        assert own == pytest.approx(expected, rel=1e-6)


def test_a_network_without_numbers_is_not_dead_among_living_ones() -> None:
    trainer = Trainer([make(training__seed=seed) for seed in range(2)])
    trainer.network.groups[0].entry[1] = torch.nan
    found, alone = survey_of(trainer), survey_of(Trainer(make(training__seed=0)))
    found.work(100)
    alone.work(100)
    values = {each.model: each.value for each in found.readings()}
    assert values[0] == alone.readings()[0].value
    assert values[1] != values[1]


# --- classes --------------------------------------------------------------------------------------


def test_one_output_tells_class_1_above_the_threshold() -> None:
    output = torch.tensor([[[0.2], [0.6], [-3.0], [0.5]]])
    labels = torch.tensor([[1, 1, 0, 1]])
    samples = Samples(torch.zeros(1, 4, 1), labels[..., None].float(), labels)
    assert correct(output, samples, torch.tensor(0.5)).tolist() == [2]
    assert correct(output, samples, torch.tensor(0.0)).tolist() == [4]


@pytest.mark.parametrize("one_hot", [False, True])
def test_several_outputs_tell_the_class_of_the_largest(one_hot: bool) -> None:
    output = torch.tensor([[[1.0, 2.0, 0.0], [5.0, 2.0, 0.0]], [[0.0, 0.0, 9.0], [3.0, 2.0, 1.0]]])
    labels = torch.tensor([[1, 2]])
    y = torch.nn.functional.one_hot(labels, 3).float() if one_hot else labels
    samples = Samples(torch.zeros(1, 2, 1), y, labels)
    assert correct(output, samples, torch.tensor(0.0)).tolist() == [1, 0]


# --- training with surveys under way --------------------------------------------------------------


def test_training_goes_on_while_a_survey_is_under_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(survey, "OPERATIONS_CPU", 1)
    work = Survey.work
    monkeypatch.setattr(Survey, "work", lambda self, seconds: work(self, 0.0))
    trainer = Trainer(make(data__samples=400, training__batch_size=200, training__steps=50))
    kill_a_unit(trainer)
    while trainer.step < 20 or trainer.scanning:
        trainer.advance(20 - trainer.step)
    trainer.scan_dead()
    readings = list(trainer.advance(0).readings)
    assert trainer.scanning
    assert readings == []
    second = trainer.advance(5)
    assert len(second.values) == 5
    readings += second.readings
    while trainer.scanning:
        readings += trainer.advance(0).readings
    assert [(each.name, each.step) for each in readings] == [("dead_units/1", 21)]
    assert readings[0].value >= 100 / 16


def test_the_end_waits_for_the_last_survey(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(survey, "OPERATIONS_CPU", 1)
    work = Survey.work
    monkeypatch.setattr(Survey, "work", lambda self, seconds: work(self, 0.0))
    trainer = Trainer(make(data__train_share=0.5, training__steps=7))
    readings = []
    while trainer.outcome is None:
        readings += trainer.advance(10).readings
    assert not trainer.scanning
    assert {each.step for each in readings if each.name == "loss/test"} == {1, 2, 3, 4, 6, 7}
