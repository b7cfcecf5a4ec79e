"""Draws the initial weights of stacked networks, each as a PyTorch script would draw them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import torch
from torch import Generator, Tensor

from engine.activations import ACTIVATIONS
from engine.config import ExperimentConfig, with_values
from engine.datasets import Dataset
from engine.initializers import (
    BIAS_INITIALIZERS,
    WEIGHT_INITIALIZERS,
    WeightInit,
    gain_for,
    read_slopes,
    read_weights_file,
)
from engine.network import Network
from engine.text import QT_TRANSLATE_NOOP, Message

Layer = tuple[Tensor, Tensor]
"""Weights (out, in) and bias (out,) of a layer, float32 on the CPU."""

GAIN_NOTES = {
    "pytorch": QT_TRANSLATE_NOOP("engine", "Gain {gain} for {activation}: PyTorch's."),
    "exact": QT_TRANSLATE_NOOP(
        "engine",
        "Gain {gain} for {activation}: the exact forward gain, since PyTorch gives none.",
    ),
}


def initialize(
    network: Network,
    configs: Sequence[ExperimentConfig],
    datasets: Sequence[Dataset],
    *,
    replaced: bool = False,
) -> list[Generator]:
    """Fill the parameters of each network by its configuration.

    Weights are drawn on the CPU in float32, one network after another, layer by layer, weight
    then bias, and then cast and moved. Returns the generators, which the batches go on with.
    Weights that are going to be `replaced` by those of a state are not read from files, which may
    be gone by now.
    """
    if replaced:
        configs = [_without_files(each) for each in configs]
    generators = []
    for index, config in enumerate(configs):
        data = datasets[index if len(datasets) > 1 else 0]
        generator = _generator(config, data)
        for _ in range(config.training.stream or 0):
            draw(network.shape.sizes, config, generator)
        layers = draw(network.shape.sizes, config, generator)
        for (group, place), (weight, bias) in zip(network.layers(), layers, strict=True):
            group.weight(place)[index].copy_(weight)
            group.bias[place][index].copy_(bias)
        generators.append(generator)
    for group in network.groups:
        if group.learned is not None:
            group.learned.copy_(_per_model(group.params["init"], group.learned))
    for index, config in enumerate(configs):
        if config.init.weights == "file":
            _take_slopes(network, index, config.init.weights_params["path"])
    return generators


def _without_files(config: ExperimentConfig) -> ExperimentConfig:
    """Return `config` with zeros for what is read from files: neither draws random numbers."""
    changes: dict[str, Any] = {}
    if config.init.weights == "file":
        changes |= {"init.weights": "zeros", "init.biases": "zeros"}
    if config.init.output == "file":
        changes["init.output"] = "zeros"
    return with_values(config, changes)


def _take_slopes(network: Network, index: int, path: str) -> None:
    """Let learned slopes go on from those in a file, where it has them."""
    layers = list(network.layers())
    if all(group.learned is None for group, _ in layers):
        return
    slopes = read_slopes(path, len(layers))
    for (group, place), slope in zip(layers, slopes, strict=True):
        if slope is not None and group.learned is not None:
            group.learned[place][index].copy_(slope)


def _per_model(value: Any, like: Tensor) -> Tensor:
    return torch.as_tensor(value, dtype=like.dtype, device=like.device).expand_as(like)


def _generator(config: ExperimentConfig, data: Dataset) -> Generator:
    generator = Generator()
    if config.training.stream is None:
        return generator.manual_seed(config.training.seed)
    generator.set_state(data.generator.get_state())
    return generator


def draw(sizes: Sequence[int], config: ExperimentConfig, generator: Generator) -> list[Layer]:
    """Return weights and bias of each layer of one network, drawn from `generator`."""
    init, hidden = config.init, len(sizes) - 2
    shapes = [(outputs, inputs) for inputs, outputs in pairwise(sizes)]
    files: dict[str, list[Layer]] = {}
    layers = []
    for index, shape in enumerate(shapes):
        row, params, gain = _scheme(config, is_output=index == hidden)
        if row.key == "file":
            path, field = params["path"], "weights" if init.weights == "file" else "output"
            if path not in files:
                files[path] = read_weights_file(path, shapes, f"init.{field}_params.path")
            layers.append(files[path][index])
            continue
        weight, bias = torch.empty(shape), torch.empty(shape[0])
        row.fill(weight, gain, params, generator)
        bias_row = BIAS_INITIALIZERS[str(init.biases)]
        bias_row.fill(bias, shape[1], bias_row.resolve(init.biases_params, ""), generator)
        layers.append((weight, bias))
    return layers


def _scheme(
    config: ExperimentConfig, *, is_output: bool
) -> tuple[WeightInit, Mapping[str, Any], float]:
    """Return row, parameters and gain of a hidden layer or of the output layer.

    The output layer has gain 1 unless one is given, since no activation follows it.
    """
    init = config.init
    own = is_output and init.output != "same"
    row = WEIGHT_INITIALIZERS[init.output if own else init.weights]
    params = row.resolve(init.output_params if own else init.weights_params, "")
    key, given = config.model.activation, config.model.activation_params
    if is_output:
        key, given = "identity", {}
    gain, _ = gain_for(ACTIVATIONS[key], given, params)
    return row, params, gain


def gain_notes(config: ExperimentConfig) -> tuple[Message, ...]:
    """Return which gain was chosen for the hidden layers, if the scheme uses one."""
    row, params, _ = _scheme(config, is_output=False)
    activation = ACTIVATIONS[config.model.activation]
    gain, origin = gain_for(activation, config.model.activation_params, params)
    if not row.uses_gain or origin not in GAIN_NOTES or not config.model.hidden_layers:
        return ()
    return (Message(GAIN_NOTES[origin], {"gain": f"{gain:.4g}", "activation": activation.label}),)
