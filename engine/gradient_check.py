"""Holds one step of the engine against autograd, on the first use of a device."""

from __future__ import annotations

from functools import cache

import torch

from engine.activations import ACTIVATIONS
from engine.network import Network, Shape
from engine.text import QT_TRANSLATE_NOOP, EngineError
from engine.workspace import Workspace

TOLERANCE = 1e-4


@cache
def check_device(device: torch.device) -> None:
    """Raise `EngineError` if the gradients computed on `device` are not those of autograd."""
    network = Network(
        Shape((3, 8, 8, 2)), ACTIVATIONS["tanh"], {}, ACTIVATIONS["identity"], device=device
    )
    draws = torch.Generator().manual_seed(0)
    network.parameters.copy_(torch.randn(network.parameters.shape, generator=draws) / 3)
    x = torch.randn(1, 16, 3, generator=draws).to(device)
    workspace = Workspace(network, x)
    workspace.forward()
    workspace.output_gradient.copy_(2 * workspace.output / workspace.output.numel())
    workspace.backward()

    reference = _module(network)
    reference(x[0]).square().mean().backward()
    expected = [each.grad for each in reference.parameters()]
    computed = [
        each[0]
        for group, place in network.layers()
        for each in (
            group.entry_gradient if place == 0 else group.inner_gradient[place - 1],
            group.bias_gradient[place],
        )
    ]
    errors = [_relative_error(a, b) for a, b in zip(computed, expected, strict=True)]
    wrong = [each for each in errors if not each < TOLERANCE]  # NaN is wrong, too
    if wrong:
        raise EngineError(
            QT_TRANSLATE_NOOP(
                "engine",
                "The device {device} computes wrong gradients (relative error {error}); train "
                "on the "
                "CPU instead.",
            ),
            field="training.device",
            device=str(device),
            error=f"{wrong[0]:.1e}",
        )


def _module(network: Network) -> torch.nn.Module:
    """Return the first network as PyTorch's own layers, with the same parameters."""
    layers: list[torch.nn.Module] = []
    for group, place in network.layers():
        weight = group.weight(place)[0]
        linear = torch.nn.Linear(weight.shape[1], weight.shape[0], device=weight.device)
        with torch.no_grad():
            linear.weight.copy_(weight)
            linear.bias.copy_(group.bias[place][0])
        layers += [linear, torch.nn.Tanh()]
    return torch.nn.Sequential(*layers[:-1])


def _relative_error(computed: torch.Tensor, expected: torch.Tensor | None) -> float:
    if expected is None:
        return float("nan")
    return float((computed - expected).abs().max() / expected.abs().max())
