"""Batches: every sample once an epoch, in an order of its own, whatever the size."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.activations import ACTIVATIONS
from engine.batches import Batches, Samples
from engine.network import Network, Shape


def batches(count: int, size: int | None, models: int = 1, sets: int = 1) -> Batches:
    """Batches of samples whose input tells which one of which set they are."""
    x = torch.arange(sets * count, dtype=torch.float32).reshape(sets, count, 1)
    labels = (x[..., 0] % 3).long()
    samples = Samples(x, torch.nn.functional.one_hot(labels, 3).float(), labels)
    network = Network(Shape((1, 3), models), ACTIVATIONS["relu"], {}, ACTIVATIONS["identity"])
    generators = [torch.Generator().manual_seed(seed) for seed in range(models)]
    return Batches(network, samples, size, generators)


@settings(max_examples=25, deadline=None)
@given(count=st.integers(1, 40), data=st.data())
def test_an_epoch_has_every_sample_once(count: int, data: st.DataObject) -> None:
    size = data.draw(st.integers(1, count))
    made = batches(count, size)
    for epoch in (1, 2, 3):
        seen: list[float] = []
        while len(seen) < count:
            workspace, samples = made.next()
            assert made.epoch == epoch
            assert workspace.batch == samples.count == min(size, count - len(seen))
            assert workspace.x is samples.x
            seen += samples.x[0, :, 0].tolist()
            assert torch.equal(samples.y[0].argmax(1), (samples.x[0, :, 0] % 3).long())
            if samples.labels is not None:
                assert torch.equal(samples.labels[0], (samples.x[0, :, 0] % 3).long())
        assert sorted(seen) == list(range(count))
        assert made.steps_left == 0


def test_the_order_is_one_permutation_an_epoch_of_the_generator() -> None:
    made = batches(7, 3)
    draws = torch.Generator().manual_seed(0)
    for _ in range(2):
        seen: list[float] = []
        for _ in range(3):
            seen += made.next()[1].x[0, :, 0].tolist()
        assert seen == torch.randperm(7, generator=draws).tolist()


@pytest.mark.parametrize("sets", [1, 3])
def test_each_network_has_its_own_order_in_its_own_data(sets: int) -> None:
    made = batches(6, 6, models=3, sets=sets)
    x = made.next()[1].x
    assert x.shape == (3, 6, 1)
    for model in range(3):
        order = torch.randperm(6, generator=torch.Generator().manual_seed(model))
        first = 6 * model if sets == 3 else 0
        assert x[model, :, 0].tolist() == (order + first).tolist()


def test_a_full_batch_draws_nothing_and_copies_nothing() -> None:
    made = batches(6, None)
    generator = made._generators[0]
    state = generator.get_state()
    workspace, samples = made.next()
    made.next()
    assert samples.x[0, :, 0].tolist() == list(range(6))
    assert workspace.batch == 6
    assert torch.equal(generator.get_state(), state)
    assert (made.epoch, made.steps_left, made.steps_per_epoch) == (2, 0, 1)


def test_steps_are_counted() -> None:
    made = batches(10, 4)
    assert (made.steps_left, made.steps_per_epoch) == (0, 3)
    left = [(made.next(), made.steps_left)[1] for _ in range(4)]
    assert left == [2, 1, 0, 2]


def test_another_size_goes_on_in_the_same_order() -> None:
    made = batches(10, 4)
    seen = made.next()[1].x[0, :, 0].tolist()
    made.resize(5)
    assert made.steps_left == 2
    seen += made.next()[1].x[0, :, 0].tolist()
    made.resize(3)
    assert made.steps_left == 1
    seen += made.next()[1].x[0, :, 0].tolist()
    assert seen == torch.randperm(10, generator=torch.Generator().manual_seed(0)).tolist()
    assert made.epoch == 1
    made.next()
    assert made.epoch == 2


def test_a_smaller_size_after_the_last_batch_leaves_nothing_of_the_epoch() -> None:
    made = batches(10, 4)
    for _ in range(3):
        made.next()
    made.resize(1)
    assert made.steps_left == 0


def test_full_batches_end_the_epoch_and_count_on() -> None:
    made = batches(10, 4)
    made.next()
    made.resize(None)
    assert made.is_full
    assert made.next()[1].count == 10
    assert made.epoch == 2
    made.resize(4)
    assert made.next()[1].count == 4
    assert made.epoch == 3
    assert made.steps_left == 2
