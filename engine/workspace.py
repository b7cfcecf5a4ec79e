"""Forward and backward pass of stacked networks for one batch size, without allocation.

Every buffer and every view is made once; a step is then a list of calls into preallocated
tensors. Autograd is the oracle of these passes in the tests; nothing here calls it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from engine.network import Group, Network

LEAST_SUMS, FEWER = 500, 2
"""Where the gradient of a layer's weights is computed transposed: with so many samples at least,
and so many times as many units as inputs."""

Call = tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]


@dataclass(frozen=True)
class Buffers:
    """What a group computes, each (count, N, batch, width).

    `z` pre-activations, `a` activations: the same memory for the identity and for ReLU, where
    nothing needs `z` again, since memory that stays in the processor's cache saves time. `dz` the
    gradients of the mean loss by `z`; until a layer's gradient comes, its slopes f'(z) lie there.
    `a_and_dz` (2, count, N, batch, width) are both in one. `da` (N, batch, width) is scratch for
    the gradient by `a` of one layer. `active` (count, N, width) counts the samples on which each
    unit that can die is active.
    """

    z: Tensor
    a: Tensor
    dz: Tensor
    a_and_dz: Tensor
    da: Tensor
    active: Tensor

    def flat(self, which: Tensor) -> Tensor:
        """Return a buffer as (count, N, batch x width)."""
        return which.flatten(2)


class Workspace:
    """Buffers of a network for batches of one size, and the two passes over them.

    `x` (N or 1, batch, inputs) is the batch, filled in place by its owner; after `forward`,
    `output` (N, batch, outputs) holds the predictions; fill `output_gradient` with the gradient
    of each network's mean loss, and `backward` writes the gradients of all parameters.
    """

    def __init__(self, network: Network, x: Tensor) -> None:
        self.network = network
        self.x = x
        self.batch = x.shape[1]
        models = network.shape.models
        self._single = models == 1
        self.buffers = [self._allocate(group, models) for group in network.groups]
        self.output = self.buffers[-1].a[0]
        last = self.buffers[-1]
        self.output_gradient = last.dz[0] if network.groups[-1].is_linear else last.da
        self._forward = [call for index in range(len(network.groups)) for call in self._up(index)]
        self._backward = [
            call for index in reversed(range(len(network.groups))) for call in self._down(index)
        ]

    def forward(self) -> Tensor:
        """Compute and return the predictions `output` for the batch in `x`."""
        for function, args, kwargs in self._forward:
            function(*args, **kwargs)
        return self.output

    def backward(self) -> None:
        """Write the gradients of all parameters, from `output_gradient` on."""
        for function, args, kwargs in self._backward:
            function(*args, **kwargs)

    def _allocate(self, group: Group, models: int) -> Buffers:
        shape = (group.count, models, self.batch, group.width)
        a_and_dz = self.x.new_zeros((2, *shape))
        a, dz = a_and_dz
        in_place = group.is_linear or group.activation.can_die
        z = a if in_place else torch.zeros_like(a)
        active = a.new_zeros((group.count, models, group.width))
        return Buffers(z, a, dz, a_and_dz, torch.zeros_like(a[0]), active)

    def _view(self, stacked: Tensor) -> Tensor:
        """Return (N, rows, columns) as a matrix where there is one network: `mm` beats `bmm`."""
        return stacked[0] if self._single else stacked

    def _input(self, index: int, place: int) -> Tensor:
        """Return what feeds a layer: (N, batch, fan_in)."""
        if place:
            return self.buffers[index].a[place - 1]
        if index:
            return self.buffers[index - 1].a[-1]
        return self.x.expand(self.network.shape.models, *self.x.shape[1:])

    def _up(self, index: int) -> list[Call]:
        group, own = self.network.groups[index], self.buffers[index]
        affine = torch.addmm if self._single else torch.baddbmm
        calls: list[Call] = []
        for place in range(group.count):
            x, weight = self._input(index, place), group.weight(place)
            bias = group.bias[place][:, None, :]
            operands = (
                self._view(bias),
                self._view(x),
                self._view(weight).transpose(-1, -2),
            )
            calls.append((affine, operands, {"out": self._view(own.z[place])}))
            if not group.is_linear:
                given = (own.z[place], own.a[place], group.params_of(place))
                calls.append((group.activation.forward, given, {}))
        return calls

    def _down(self, index: int) -> list[Call]:
        group, own = self.network.groups[index], self.buffers[index]
        is_output = index == len(self.network.groups) - 1
        multiply = torch.mm if self._single else torch.bmm
        calls = [] if group.is_linear else self._slopes(group, own)
        for place in reversed(range(group.count)):
            if not is_output:
                target = own.dz[place] if group.is_linear else own.da
                signal = self._signal(index, place)
                product = torch.mul if signal[0].shape[-1] == 1 else multiply  # faster for one unit
                calls.append((product, signal, {"out": self._view(target)}))
            if not group.is_linear:
                calls.append((own.dz[place].mul_, (own.da,), {}))
            if group.learned_gradient is not None:
                calls.append((_learn, (group, own, place), {}))
        return calls + self._parameter_gradients(index)

    def _slopes(self, group: Group, own: Buffers) -> list[Call]:
        """Return what writes the slopes of all layers of a group at once.

        A product per layer is left then, which is cheaper than a call of `backward` for each.
        """
        one = own.z.new_ones(()).expand_as(own.z)
        given = (one, own.z, own.a, own.dz, group.params_of(slice(None)))
        calls: list[Call] = [(group.activation.backward, given, {})]
        if group.activation.can_die:  # slopes are 1 or 0 there
            calls.append((torch.sum, (own.dz, 2), {"out": own.active}))
        return calls

    def _signal(self, index: int, place: int) -> tuple[Tensor, Tensor]:
        """Return the factors whose product is the gradient by a layer's activations."""
        group, own = self.network.groups[index], self.buffers[index]
        if place + 1 < group.count:
            return self._view(own.dz[place + 1]), self._view(group.weight(place + 1))
        after, following = self.network.groups[index + 1], self.buffers[index + 1]
        return self._view(following.dz[0]), self._view(after.entry)

    def _parameter_gradients(self, index: int) -> list[Call]:
        group, own = self.network.groups[index], self.buffers[index]
        calls = self._entry_gradient(index)
        if group.count > 1:
            factors = (own.dz[1:].flatten(0, 1).transpose(1, 2), own.a[:-1].flatten(0, 1))
            calls.append((torch.bmm, factors, {"out": group.inner_gradient.flatten(0, 1)}))
        calls.append((torch.sum, (own.dz, 2), {"out": group.bias_gradient}))
        return calls

    def _entry_gradient(self, index: int) -> list[Call]:
        """Return what writes the gradient of a group's first weights: dz' x, or (x' dz)'.

        A product of few rows takes a fraction of the time of one of few columns.
        """
        group, own = self.network.groups[index], self.buffers[index]
        multiply = torch.mm if self._single else torch.bmm
        x, dz = self._view(self._input(index, 0)), self._view(own.dz[0])
        target = self._view(group.entry_gradient)
        enough = self.batch * self.network.shape.models >= LEAST_SUMS
        if not enough or FEWER * group.fan_in > group.width:
            return [(multiply, (dz.transpose(-1, -2), x), {"out": target})]
        turned = torch.zeros_like(target.transpose(-1, -2), memory_format=torch.contiguous_format)
        return [
            (multiply, (x.transpose(-1, -2), dz), {"out": turned}),
            (target.copy_, (turned.transpose(-1, -2),), {}),
        ]


def _learn(group: Group, own: Buffers, place: int) -> None:
    """Write the gradient of a layer's learned activation parameter."""
    contribution = group.activation.learned_gradient
    if contribution is not None and group.learned_gradient is not None:
        total = contribution(own.da, own.z[place]).sum((1, 2), keepdim=True)
        group.learned_gradient[place].copy_(total)
