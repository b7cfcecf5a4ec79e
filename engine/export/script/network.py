"""The network as an nn.Module."""

from __future__ import annotations

from itertools import pairwise

from engine.activations import ACTIVATIONS
from engine.config.model import ModelConfig
from engine.export.script import activations
from engine.export.script.literals import assign, docstring, indented

WRITTEN_OUT = 4
"""Up to so many hidden layers stand in the script one by one; more are made in a loop."""

_NETWORK = """\
class Network(nn.Module):
{told}

    def __init__(self):
        super().__init__()
{layers}

    def forward(self, x):
        return self.layers(x)"""

_LOOP = """\
layers = []
inputs = {inputs}
for width in WIDTHS:
    layers.append(nn.Linear(inputs, width))
    layers.append({activation})
    inputs = width
{output}
self.layers = nn.Sequential(*layers)"""


def settings(sizes: tuple[int, ...]) -> list[str]:
    """Return the constants of the network whose layers have `sizes`, from inputs to outputs."""
    widths = sizes[1:-1]
    if len(widths) <= WRITTEN_OUT:
        return []
    if len(set(widths)) == 1:
        return [f"WIDTHS = [{widths[0]}] * {len(widths)}  # units of each hidden layer"]
    return [assign("WIDTHS", widths)]


def classes(model: ModelConfig, sizes: tuple[int, ...]) -> str:
    """Return the class `Network`, after the classes of activations that PyTorch lacks."""
    used = [model.activation] * (len(sizes) > 2) + [model.output_activation]
    layers = _loop(model, sizes) if settings(sizes) else _written_out(model, sizes)
    network = _NETWORK.format(told=indented(_told(model, sizes)), layers=indented(layers, 2))
    return "\n\n\n".join((*activations.definitions(*used), network))


def _told(model: ModelConfig, sizes: tuple[int, ...]) -> str:
    if len(sizes) == 2:
        return docstring("A single linear layer: the network has no hidden ones.")
    row = ACTIVATIONS[model.activation]
    return docstring(
        f"A multilayer perceptron: linear layers, each hidden one followed by {row.label}.",
        f"See {row.source}.",
    )


def _output(model: ModelConfig, inputs: int | str, outputs: int) -> list[str]:
    linear = f"nn.Linear({inputs}, {outputs})"
    if model.output_activation == "identity":
        return [linear]
    return [linear, activations.module(model.output_activation, {})]


def _written_out(model: ModelConfig, sizes: tuple[int, ...]) -> str:
    layers = []
    for inputs, width in pairwise(sizes[:-1]):
        layers += [f"nn.Linear({inputs}, {width})"]
        layers += [activations.module(model.activation, model.activation_params)]
    layers += _output(model, sizes[-2], sizes[-1])
    lines = "\n".join(f"    {each}," for each in layers)
    return f"self.layers = nn.Sequential(\n{lines}\n)"


def _loop(model: ModelConfig, sizes: tuple[int, ...]) -> str:
    output = _output(model, "inputs", sizes[-1])
    return _LOOP.format(
        inputs=sizes[0],
        activation=activations.module(model.activation, model.activation_params),
        output="\n".join(f"layers.append({each})" for each in output),
    )
