"""Weights, biases and learned slopes that are read from safetensors files."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

from engine.config import ExperimentConfig
from engine.export.script.literals import literal
from engine.system_errors import reason_of
from engine.text import QT_TRANSLATE_NOOP, EngineError

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
    """Return the constants with the paths: the files lie beside the script."""
    return [
        f"{name} = Path(__file__).with_name({literal(_name(_content(path)))})"
        for (path, _), name in zip(loading, NAMES, strict=False)
    ]


def files(loading: Loading) -> dict[str, bytes]:
    """Return the files that belong beside the script; raises `EngineError`."""
    contents = [_content(path) for path, _ in loading]
    return {_name(content): content for content in contents}


def _name(content: bytes) -> str:
    """Return a name that another file beside the script has only if it is the same."""
    return f"weights-{hashlib.sha256(content).hexdigest()[:12]}.safetensors"


def _content(path: str) -> bytes:
    try:
        if not Path(path).is_file():  # pipes and devices are not waited for
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        return Path(path).read_bytes()
    except OSError as error:
        raise EngineError(
            QT_TRANSLATE_NOOP(
                "engine",
                "The file of weights {path} cannot be read ({reason}), so no script can be made; "
                "put it back.",
            ),
            path=path,
            reason=reason_of(error),
        ) from error


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
