"""Weights and biases from a safetensors file, checked before anything of it is used."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.system_errors import reason_of
from engine.text import QT_TRANSLATE_NOOP, EngineError

if TYPE_CHECKING:
    from torch import Tensor

_TYPES = {"F32", "F64"}


def read_weights_file(
    path: str | Path,
    shapes: Sequence[tuple[int, int]],
    where: str = "init.weights_params.path",
) -> list[tuple[Tensor, Tensor]]:
    """Return weight (out, in) and bias (out,) of each layer, from the input on.

    Parameters
    ----------
    path
        A safetensors file with ``layers.1.weight``, ``layers.1.bias``, ``layers.2.weight`` …, all
        float32 or float64 and finite. Other tensors than these are left aside.
    shapes
        (out, in) of each layer of the network, output layer last.
    where
        Dotted name of the configuration field that gave the path.

    Returns
    -------
    The tensors in the type that the file has, on the CPU.

    Raises
    ------
    EngineError
        In one sentence, with the file and the tensor at fault. Shapes and types are checked from
        the header alone, so that nothing larger than the network is ever read.
    """
    if not str(path).strip():
        raise EngineError(
            QT_TRANSLATE_NOOP(
                "engine", "{field} is empty; choose a safetensors file with weights."
            ),
            field=where,
        )
    from safetensors import SafetensorError, safe_open

    try:
        _refuse_no_file(path, where)
        with safe_open(path, framework="pt") as file:
            return _read_layers(file, str(path), shapes, where)
    except SafetensorError as error:
        raise EngineError(
            QT_TRANSLATE_NOOP(
                "engine",
                "{path} is no whole safetensors file; it may be cut short or of another format: "
                "save the weights again.",
            ),
            field=where,
            path=str(path),
        ) from error
    except OSError as error:
        raise EngineError(
            QT_TRANSLATE_NOOP("engine", "{path} cannot be read: {reason}."),
            field=where,
            path=str(path),
            reason=reason_of(error),
        ) from error


def read_slopes(
    path: str | Path, count: int, where: str = "init.weights_params.path"
) -> list[Tensor | None]:
    """Return the learned slope (1,) of each of the first `count` layers; None where there is none.

    They stand in ``layers.1.slope`` … of a file that `read_weights_file` has read. Raises
    `EngineError`, if one is no single finite number.
    """
    from safetensors import safe_open

    with safe_open(path, framework="pt") as file:
        names = set(file.keys())
        found: list[Tensor | None] = []
        for layer in range(1, count + 1):
            name = f"layers.{layer}.slope"
            if name in names:
                _check_header(file.get_slice(name), str(path), name, (1,), where)
            known = name in names
            found.append(_finite(file.get_tensor(name), str(path), name, where) if known else None)
    return found


def _refuse_no_file(path: str | Path, where: str) -> None:
    """Folders, pipes and devices are refused before anything waits for them."""
    if not Path(path).is_file():
        raise EngineError(
            QT_TRANSLATE_NOOP(
                "engine", "{path} is no file; choose a safetensors file for {field}."
            ),
            field=where,
            path=str(path),
        )


def _read_layers(
    file: Any, path: str, shapes: Sequence[tuple[int, int]], where: str
) -> list[tuple[Tensor, Tensor]]:
    names = set(file.keys())
    _refuse_deeper(names, path, len(shapes), where)
    wanted: dict[str, tuple[int, ...]] = {}
    for layer, (out, fan_in) in enumerate(shapes, start=1):
        wanted[f"layers.{layer}.weight"] = (out, fan_in)
        wanted[f"layers.{layer}.bias"] = (out,)
    for name, shape in wanted.items():
        if name not in names:
            raise EngineError(
                QT_TRANSLATE_NOOP(
                    "engine",
                    "{path} has no tensor {tensor}; a network of {count} layers needs weight and "
                    "bias of layers.1 to layers.{count}.",
                ),
                field=where,
                path=path,
                tensor=name,
                count=len(shapes),
            )
        _check_header(file.get_slice(name), path, name, shape, where)
    tensors = {name: _finite(file.get_tensor(name), path, name, where) for name in wanted}
    return [
        (tensors[f"layers.{layer}.weight"], tensors[f"layers.{layer}.bias"])
        for layer in range(1, len(shapes) + 1)
    ]


def _refuse_deeper(names: set[str], path: str, count: int, where: str) -> None:
    """Weights of more layers than the network has belong to another network."""
    found = (re.fullmatch(r"layers\.(\d{1,9})\.(weight|bias)", name) for name in names)
    depth = max((int(match[1]) for match in found if match), default=0)
    if depth > count:
        raise EngineError(
            QT_TRANSLATE_NOOP(
                "engine",
                "{path} holds {depth} layers, but the network has {count}; set the number of "
                "hidden layers to {hidden} or choose another file.",
            ),
            field=where,
            path=path,
            depth=depth,
            count=count,
            hidden=depth - 1,
        )


def _check_header(header: Any, path: str, name: str, shape: tuple[int, ...], where: str) -> None:
    found = tuple(header.get_shape())
    if found != shape:
        raise EngineError(
            QT_TRANSLATE_NOOP(
                "engine",
                "{path}: {tensor} has the shape {found}, but the network needs {wanted}; change "
                "the network's widths or choose another file.",
            ),
            field=where,
            path=path,
            tensor=name,
            found=str(found),
            wanted=str(shape),
        )
    if header.get_dtype() not in _TYPES:
        raise EngineError(
            QT_TRANSLATE_NOOP(
                "engine", "{path}: {tensor} has the type {type}; save it as float32 or float64."
            ),
            field=where,
            path=path,
            tensor=name,
            type=header.get_dtype(),
        )


def _finite(tensor: Tensor, path: str, name: str, where: str) -> Tensor:
    bad = int((~tensor.isfinite()).sum())
    if bad:
        raise EngineError(
            QT_TRANSLATE_NOOP(
                "engine",
                "{path}: {tensor} has {count} values that are not finite (NaN or infinite); save "
                "the weights of a run that has not diverged.",
            ),
            field=where,
            path=path,
            tensor=name,
            count=bad,
        )
    return tensor.clone()
