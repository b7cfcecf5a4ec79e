"""What stands above the script: what it is, what it needs, what it imports."""

from __future__ import annotations

import ast

from engine.activations import ACTIVATIONS
from engine.config import ExperimentConfig
from engine.datasets import DATASETS
from engine.export.script.literals import wrapped
from engine.initializers import WEIGHT_INITIALIZERS
from engine.losses import LOSSES
from engine.messages import RunFacts
from engine.optimizers import OPTIMIZERS
from engine.schedules import SCHEDULES

STANDARD = {
    "csv": "import csv",
    "gzip": "import gzip",
    "math": "import math",
    "struct": "import struct",
    "Path": "from pathlib import Path",
}
INSTALLED = {
    "torch": "import torch",
    "load_file": "from safetensors.torch import load_file",
    "nn": "from torch import nn",
    "F": "from torch.nn import functional as F",
}
SHOWN_SIZES = 6


def imports(body: str) -> str:
    """Return the imports of the names that the code uses."""
    used = {each.id for each in ast.walk(ast.parse(body)) if isinstance(each, ast.Name)}
    groups = (
        "\n".join(line for name, line in group.items() if name in used)
        for group in (STANDARD, INSTALLED)
    )
    return "\n\n".join(each for each in groups if each)


def stack_comment(config: ExperimentConfig, seeds: int) -> str:
    """Return lines that tell of which network the script is, where several were trained at once."""
    if seeds == 1:
        return ""
    training = config.training
    first, last = training.seed, training.seed + seeds - 1
    told, name = f"seeds {first} to {last}", "SEED"
    if training.stream is not None:
        first, last = training.stream, training.stream + seeds - 1
        told, name = f"{first} to {last} earlier models in the stream", "EARLIER_MODELS"
    lines = (
        f"# The run was a stack of {seeds} networks, {told}; this is the first of them.",
        f"# {name} chooses another one. A stack equals single runs only to rounding.",
    )
    return "\n".join(lines) + "\n\n"


def description(config: ExperimentConfig, facts: RunFacts) -> str:
    """Return the documentation of the script; no text that a person typed goes into it."""
    needs = "torch and safetensors" if "file" in (config.init.weights, config.init.output) else (
        "torch"
    )  # fmt: skip
    paragraphs = (
        "A run of Dynascope as a plain PyTorch program: it prints the loss before each step.",
        wrapped(_story(config, facts)),
        wrapped(f"It needs {needs}; start it with: python run.py. {_rounding(config)}"),
    )
    return '"""' + "\n\n".join(paragraphs) + '\n"""'


def _story(config: ExperimentConfig, facts: RunFacts) -> str:
    told = {
        "Data": DATASETS[config.data.name].label,
        "Network": _network(config, facts.sizes),
        "Init": WEIGHT_INITIALIZERS[config.init.weights].label,
        "Loss": LOSSES[facts.loss].label,
        "Optimiser": OPTIMIZERS[config.optimizer.name].label,
        "Schedule": SCHEDULES[config.schedule.name].label,
    }
    return " ".join(f"{name}: {value}." for name, value in told.items())


def _network(config: ExperimentConfig, sizes: tuple[int, ...]) -> str:
    if len(sizes) == 2:
        return f"{sizes[0]}-{sizes[1]}, without hidden layers"
    shown = "-".join(map(str, sizes))
    if len(sizes) > SHOWN_SIZES:
        shown = f"{sizes[0]}-…-{sizes[-1]} with {len(sizes) - 2} hidden layers"
    return f"{shown}, {ACTIVATIONS[config.model.activation].label}"


def _rounding(config: ExperimentConfig) -> str:
    same = (
        "Data, weights and batches are drawn as in the run, so that its losses are those of the "
        "run but for rounding: sums are taken in another order here."
    )
    long = "they agree for a hundred steps and more, unless the training itself is chaotic"
    if config.training.dtype == "float64":
        return f"{same} In float64 {long}."
    return (
        f"{same} In float32 the losses of the first steps agree to five digits or more; training "
        "amplifies the difference from step to step, as it does any other. In float64 (DTYPE "
        f"below, and the precision of the run) {long}."
    )
