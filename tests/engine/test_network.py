"""Shapes and parameters of stacked networks."""

from __future__ import annotations

from itertools import pairwise

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from engine.activations import ACTIVATIONS
from engine.network import Network, Shape
from engine.trainer import Trainer
from tests.engine.reference import module_of
from tests.engine.runs import make

sizes = st.lists(st.integers(1, 6), min_size=2, max_size=8).map(tuple)


def network(shape: Shape, activation: str = "relu") -> Network:
    row = ACTIVATIONS[activation]
    return Network(shape, row, row.resolve({}, ""), ACTIVATIONS["identity"])


@given(sizes=sizes, models=st.integers(1, 3), activation=st.sampled_from(["relu", "prelu"]))
def test_every_parameter_belongs_to_one_layer_of_one_network(
    sizes: tuple[int, ...], models: int, activation: str
) -> None:
    made = network(Shape(sizes, models), activation)
    made.parameters.zero_()
    places = list(made.layers())
    assert len(places) == made.shape.layers == len(sizes) - 1
    for number, (group, place) in enumerate(places):
        assert group.weight(place).shape == (models, sizes[number + 1], sizes[number])
        assert group.bias[place].shape == (models, sizes[number + 1])
        group.weight(place).add_(1)
        group.bias[place].add_(1)
        if group.learned is not None:
            group.learned[place].add_(1)
    assert (made.parameters == 1).all()
    expected = made.shape.weights + made.shape.units
    learned = made.shape.hidden if activation == "prelu" else 0
    assert made.parameters.numel() == models * (expected + learned)
    assert made.weights == models * made.shape.weights
    assert made.learned_gradients.numel() == models * learned


@given(sizes=sizes)
def test_layers_of_equal_width_side_by_side_form_a_group(sizes: tuple[int, ...]) -> None:
    runs = Shape(sizes).runs()
    layers = [first + place for first, count in runs for place in range(count)]
    assert layers == list(range(len(sizes) - 1))
    assert runs[-1] == (len(sizes) - 2, 1)
    for first, count in runs:
        assert len(set(sizes[first + 1 : first + count + 1])) == 1
    for (first, _), (second, _) in pairwise(runs[:-1]):
        assert sizes[first + 1] != sizes[second + 1]


def test_gradients_updates_and_weights_before_share_rows() -> None:
    made = network(Shape((2, 3, 3, 1), 2))
    group = made.groups[0]
    made.before.fill_(1)
    made.gradients.fill_(2)
    made.update.fill_(3)
    assert group.entry_rows.shape == (3, 2, 6)
    assert group.inner_rows.shape == (3, 1, 2, 9)
    for index in range(3):
        assert (group.entry_rows[index] == index + 1).all()
        assert (group.inner_rows[index] == index + 1).all()
    group.entry_gradient.zero_()
    assert (group.entry_rows[1] == 0).all()


@pytest.mark.parametrize("activation", ["tanh", "prelu", "identity"])
@pytest.mark.parametrize("widths", [[], [4], [3, 3, 5]])
def test_evaluation_is_that_of_the_layers(activation: str, widths: list[int]) -> None:
    trainer = Trainer(
        make(model__activation=activation, model__width=widths, training__dtype="float64")
    )
    x = trainer.train.x
    layers = list(trainer.network.evaluate(x))
    with torch.no_grad():
        expected, values = x[0], []
        for layer in module_of(trainer):
            expected = layer(expected)
            values.append(expected)
    for index, (z, a) in enumerate(layers):
        torch.testing.assert_close(z[0], values[2 * index])
        torch.testing.assert_close(a[0], values[2 * index + 1])


def test_evaluation_may_take_other_parameters() -> None:
    trainer = Trainer(make(model__activation="prelu", model__width=[4, 4]))
    frozen = trainer.network.parameters.clone()
    x = trainer.train.x[:, :5]
    before = [a.clone() for _, a in trainer.network.evaluate(x)]
    trainer.advance(20)
    now = [a for _, a in trainer.network.evaluate(x)]
    then = [a for _, a in trainer.network.evaluate(x, frozen)]
    for old, new, again in zip(before, now, then, strict=True):
        assert torch.equal(old, again)
        assert not torch.equal(old, new)
