"""Clipping as `torch.nn.utils` does it, each network of a stack by itself, on a copy."""

from __future__ import annotations

import itertools

import pytest
import torch
from torch import nn

from engine.activations import ACTIVATIONS
from engine.clipping import Clipper
from engine.network import Network, Shape

LIMITS = [limits for limits in itertools.product([None, 0.3], [None, 0.5, 1e6]) if any(limits)]


def network_with_gradients(models: int) -> Network:
    network = Network(
        Shape((2, 4, 4, 3), models),
        ACTIVATIONS["prelu"],
        {"init": 0.25},
        ACTIVATIONS["identity"],
        dtype=torch.float64,
    )
    network.gradients.copy_(
        torch.randn(network.gradients.shape, generator=torch.Generator().manual_seed(1))
    )
    return network


@pytest.mark.parametrize("models", [1, 3])
@pytest.mark.parametrize(("value", "norm"), LIMITS)
def test_clips_as_pytorch_does(models: int, value: float | None, norm: float | None) -> None:
    network = network_with_gradients(models)
    before = network.gradients.clone()
    owner = network.models_of_parameters()
    clipped = Clipper(network, value, norm).clip()
    for model in range(models):
        parameter = nn.Parameter(torch.zeros(int((owner == model).sum()), dtype=torch.float64))
        parameter.grad = before[owner == model].clone()
        if value is not None:
            nn.utils.clip_grad_value_(parameter, value)
        if norm is not None:
            nn.utils.clip_grad_norm_(parameter, norm)
        torch.testing.assert_close(clipped[owner == model], parameter.grad, rtol=1e-13, atol=0)
    assert torch.equal(network.gradients, before)


def test_networks_of_a_stack_are_told_apart() -> None:
    network = network_with_gradients(3)
    owner = network.models_of_parameters()
    sizes = torch.bincount(owner)
    assert sizes.tolist() == [owner.numel() // 3] * 3
    for group, place in network.layers():
        for model in range(3):
            network.parameters.zero_()
            group.weight(place)[model] = 1
            group.bias[place][model] = 1
            if group.learned is not None:
                group.learned[place][model] = 1
            assert (owner[network.parameters == 1] == model).all()
