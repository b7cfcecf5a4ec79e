"""Stacked multilayer perceptrons: the parameters of N >= 1 networks of one shape.

Layers of equal width form a `Group`, whose parameters lie side by side, so that whole groups are
measured, and their weight gradients computed, in one operation. All parameters lie in one flat
tensor that the optimiser updates at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import torch
from torch import Tensor

from engine.activations import ACTIVATIONS, Activation


@dataclass(frozen=True)
class Shape:
    """Sizes of N stacked networks: units per layer from inputs to outputs."""

    sizes: tuple[int, ...]
    models: int = 1

    @property
    def layers(self) -> int:
        """Layers with weights: the hidden ones and the output layer."""
        return len(self.sizes) - 1

    @property
    def hidden(self) -> int:
        """Hidden layers."""
        return len(self.sizes) - 2

    @property
    def weights(self) -> int:
        """Weights of one network, without biases."""
        return sum(a * b for a, b in pairwise(self.sizes))

    @property
    def units(self) -> int:
        """Units with parameters in one network: hidden and output ones."""
        return sum(self.sizes[1:])

    def runs(self) -> list[tuple[int, int]]:
        """Return (first layer from 0, count) of the hidden layers of equal width side by side,
        and of the output layer by itself."""
        found: list[tuple[int, int]] = []
        for layer in range(self.hidden):
            if found and self.sizes[layer + 1] == self.sizes[found[-1][0] + 1]:
                found[-1] = (found[-1][0], found[-1][1] + 1)
            else:
                found.append((layer, 1))
        return [*found, (self.hidden, 1)]


@dataclass(frozen=True)
class Group:
    """Parameters of `count` consecutive layers of one width, as views into the flat tensors.

    Shapes: `entry` (N, width, fan_in), weights of the first layer; `inner` (count - 1, N, width,
    width), those of the others; `bias` (count, N, width); `learned` (count, N, 1, 1), the learned
    parameter of the activation, None if it has none. Their gradients have the same shapes;
    `entry_rows` (3, N, -1) and `inner_rows` (3, count - 1, N, -1) hold what the measures need:
    weights before the step, gradients, updates.
    """

    first: int
    count: int
    fan_in: int
    width: int
    activation: Activation
    params: Mapping[str, Any]
    entry: Tensor
    entry_gradient: Tensor
    entry_rows: Tensor
    inner: Tensor
    inner_gradient: Tensor
    inner_rows: Tensor
    bias: Tensor
    bias_gradient: Tensor
    learned: Tensor | None
    learned_gradient: Tensor | None

    @property
    def span(self) -> slice:
        """The layers of the group, among all."""
        return slice(self.first, self.first + self.count)

    @property
    def is_linear(self) -> bool:
        """Whether activations are the pre-activations themselves."""
        return self.activation is ACTIVATIONS["identity"]

    def weight(self, place: int) -> Tensor:
        """Return the weights (N, width, fan_in) of the layer at `place` in the group."""
        return self.entry if place == 0 else self.inner[place - 1]

    def params_of(self, place: int | slice) -> Mapping[str, Any]:
        """Return the activation's parameters of a layer, or of several, the learned one included.

        That is (N, 1, 1) for a layer and (layers, N, 1, 1) for several.
        """
        if self.learned is None:
            return self.params
        return {**self.params, self.activation.learned[0]: self.learned[place]}


class _Cutter:
    """Cuts consecutive pieces off the flat tensors: of parameters, of the rows of measures."""

    def __init__(self, parameters: Tensor, memory: Tensor) -> None:
        self._parameters = parameters
        self._memory = memory
        self._at = 0

    def cut(self, *shape: int) -> tuple[Tensor, Tensor, Tensor]:
        """Return values, gradients (both of `shape`) and rows (3, *shape[:-2], -1)."""
        size = 1
        for each in shape:
            size *= each
        part = slice(self._at, self._at + size)
        self._at += size
        rows = self._memory[:, part]
        flat_rows = (3, *shape[:-2], shape[-2] * shape[-1])
        return (
            self._parameters[part].view(shape),
            self._memory[1, part].view(shape),
            rows.view(flat_rows) if size else rows.new_zeros(flat_rows),
        )


def _make_groups(
    shape: Shape,
    cutter: _Cutter,
    activation: Activation,
    params: Mapping[str, Any],
    output_activation: Activation,
) -> list[Group]:
    models, plan = shape.models, shape.runs()
    rows = [activation] * (len(plan) - 1) + [output_activation]
    given = [params] * (len(plan) - 1) + [output_activation.resolve({}, "")]
    spans = [(count, shape.sizes[first], shape.sizes[first + 1]) for first, count in plan]
    weights = [
        (cutter.cut(models, width, fan_in), cutter.cut(count - 1, models, width, width))
        for count, fan_in, width in spans
    ]
    biases = [cutter.cut(count, models, width) for count, _, width in spans]
    slopes = [
        cutter.cut(count, models, 1, 1) if row.learned else (None, None, None)
        for (count, _, _), row in zip(spans, rows, strict=True)
    ]
    groups = []
    for index, (count, fan_in, width) in enumerate(spans):
        entry, inner = weights[index]
        groups.append(
            Group(
                first=plan[index][0],
                count=count,
                fan_in=fan_in,
                width=width,
                activation=rows[index],
                params=given[index],
                entry=entry[0],
                entry_gradient=entry[1],
                entry_rows=entry[2],
                inner=inner[0],
                inner_gradient=inner[1],
                inner_rows=inner[2],
                bias=biases[index][0],
                bias_gradient=biases[index][1],
                learned=slopes[index][0],
                learned_gradient=slopes[index][1],
            )
        )
    return groups


class Network:
    """N stacked networks.

    `parameters` and `gradients` are flat, all weights first (`weights` entries, `all_weights`);
    `before` and `update` belong to the weights alone. The four share no memory, but `gradients`,
    `before` and `update` lie at equal distances, so that one reduction measures all three.
    """

    def __init__(
        self,
        shape: Shape,
        activation: Activation,
        activation_params: Mapping[str, Any],
        output_activation: Activation,
        *,
        device: torch.device | str = "cpu",
        dtype: torch.dtype = torch.float32,
    ) -> None:
        self.shape = shape
        learned_layers = bool(activation.learned) * shape.hidden + bool(output_activation.learned)
        self.weights = shape.weights * shape.models
        total = self.weights + (shape.units + learned_layers) * shape.models
        self.parameters = torch.zeros(total, device=device, dtype=dtype)
        self.all_weights = self.parameters[: self.weights]
        memory = torch.zeros(3, total, device=device, dtype=dtype)
        self.before = memory[0, : self.weights]
        self.gradients = memory[1]
        self.update = memory[2, : self.weights]
        cutter = _Cutter(self.parameters, memory)
        self.groups = _make_groups(shape, cutter, activation, activation_params, output_activation)
        self.learned_gradients = self.gradients[total - learned_layers * shape.models :]

    def layers(self) -> Iterator[tuple[Group, int]]:
        """Yield (group, place in it) of each layer, from the input on."""
        for group in self.groups:
            for place in range(group.count):
                yield group, place

    def copy(self) -> Network:
        """Return a network of the same parameters in memory of its own."""
        first, last, like = self.groups[0], self.groups[-1], self.parameters
        twin = Network(
            self.shape,
            first.activation,
            first.params,
            last.activation,
            device=like.device,
            dtype=like.dtype,
        )
        twin.parameters.copy_(like)
        return twin

    def models_of_parameters(self) -> Tensor:
        """Return, for each entry of `parameters`, the network (0 to N - 1) that it belongs to."""
        owner = torch.zeros(self.parameters.numel())
        cutter = _Cutter(owner, torch.zeros(3, owner.numel()))
        first, last = self.groups[0], self.groups[-1]
        index = torch.arange(self.shape.models, dtype=owner.dtype)
        for group in _make_groups(
            self.shape, cutter, first.activation, first.params, last.activation
        ):
            group.entry.copy_(index[:, None, None].expand_as(group.entry))
            group.inner.copy_(index[None, :, None, None].expand_as(group.inner))
            group.bias.copy_(index[None, :, None].expand_as(group.bias))
            if group.learned is not None:
                group.learned.copy_(index[None, :, None, None].expand_as(group.learned))
        return owner.long().to(self.parameters.device)

    def evaluate(
        self, x: Tensor, parameters: Tensor | None = None
    ) -> Iterator[tuple[Tensor, Tensor]]:
        """Yield (pre-activations, activations), each (N, batch, width), layer by layer.

        `x` (N or 1, batch, inputs); `parameters` stands in for the present ones (a frozen copy).
        Allocates its results: for displays and surveys, not for training.
        """
        for group, place in self.layers():
            weight, bias = group.weight(place), group.bias[place]
            params = group.params_of(place)
            if parameters is not None:
                weight, bias = (_same_place(each, parameters) for each in (weight, bias))
                if group.learned is not None:
                    slope = _same_place(group.learned[place], parameters)
                    params = {**params, group.activation.learned[0]: slope}
            z = torch.baddbmm(
                bias[:, None, :],
                x.expand(weight.shape[0], *x.shape[1:]),
                weight.transpose(1, 2),
            )
            a = z
            if not group.is_linear:
                a = torch.empty_like(z)
                group.activation.forward(z, a, params)
            yield z, a
            x = a


def _same_place(view: Tensor, flat: Tensor) -> Tensor:
    """Return the part of `flat` that `view` is of the flat tensor it was cut from."""
    return flat.as_strided(view.shape, view.stride(), view.storage_offset())
