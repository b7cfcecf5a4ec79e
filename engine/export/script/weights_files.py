"""Weights, biases and learned slopes that are read from safetensors files."""

from __future__ import annotations

from collections.abc import Sequence

from engine.config import ExperimentConfig
from engine.export.script.literals import literal

Loading = Sequence[tuple[str, str]]
"""Paths, and the range of the layers that come from each, as Python writes it."""

NAMES = ("WEIGHTS_FILE", "OUTPUT_WEIGHTS_FILE")

_WEIGHTS = '''\
@torch.no_grad()
def load_weights(model, path, numbers):
    """Copy the layers of these numbers (1 is next to the input) from a safetensors file."""
    tensors = load_file(path)
    layers = [each for each in model.layers if isinstance(each, nn.Linear)]
    for number in numbers:
        layers[number - 1].weight.copy_(tensors[f"layers.{number}.weight"])
        layers[number - 1].bias.copy_(tensors[f"layers.{number}.bias"])'''
_SLOPES = '''\
@torch.no_grad()
def load_slopes(model, path):
    """Let the PReLU of each layer go on with its slope in the file, where there is one."""
    tensors = load_file(path)
    number = 0
    for module in model.layers:
        if isinstance(module, nn.Linear):
            number += 1
        elif isinstance(module, nn.PReLU) and f"layers.{number}.slope" in tensors:
            module.weight.copy_(tensors[f"layers.{number}.slope"])'''


def settings(loading: Loading) -> list[str]:
    """Return the constants with the paths."""
    return [f"{name} = {literal(path)}" for (path, _), name in zip(loading, NAMES, strict=False)]


def functions(config: ExperimentConfig, loading: Loading) -> list[str]:
    """Return the functions that read what comes from files."""
    return [_WEIGHTS] * bool(loading) + [_SLOPES] * _has_slopes(config, loading)


def lines(config: ExperimentConfig, loading: Loading) -> list[str]:
    """Return the lines that read it into `model`."""
    found = [
        f"load_weights(model, {name}, {numbers})"
        for (_, numbers), name in zip(loading, NAMES, strict=False)
    ]
    return found + [f"load_slopes(model, {NAMES[0]})"] * _has_slopes(config, loading)


def _has_slopes(config: ExperimentConfig, loading: Loading) -> bool:
    """Whether slopes may come with the weights: those of the hidden layers' file do."""
    hidden = [config.model.activation] * bool(config.model.widths)
    from_file = bool(loading) and config.init.weights == "file"
    return from_file and "prelu" in (*hidden, config.model.output_activation)
