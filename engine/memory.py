"""Estimates what a run will take before anything is allocated, and refuses what would not fit."""

from __future__ import annotations

import torch

from engine.network import Shape
from engine.text import QT_TRANSLATE_NOOP, EngineError

FREE_SHARE = 0.6
PARAMETER_COPIES = 6  # parameters, gradients, weights before, updates, copies of two surveys
BUFFER_COPIES = 3  # pre-activations, activations, their gradients
RUNTIME = 16 << 20


def estimate(shape: Shape, rows: int, slots: int, data_values: int, item: int) -> int:
    """Return the bytes that training takes: parameters, optimiser, batch buffers and data.

    `rows` samples in the buffers, a smaller last batch included; `slots` state tensors of the
    optimiser; `data_values` numbers in all samples; `item` bytes per number.
    """
    parameters = (shape.weights + shape.units) * shape.models
    scratch = sum(shape.sizes[first + 1] for first, _ in shape.runs())  # one per group of layers
    ends = shape.sizes[0] + 2 * shape.sizes[-1]  # the batch itself, what the loss computes
    buffers = (BUFFER_COPIES * shape.units + scratch + ends) * rows * shape.models
    return RUNTIME + item * ((PARAMETER_COPIES + slots) * parameters + buffers + data_values)


def free_bytes(device: torch.device) -> int:
    """Return the free memory of a device."""
    if device.type == "cuda":
        return int(torch.cuda.mem_get_info(device)[0])
    import psutil

    return int(psutil.virtual_memory().available)


def check(needed: int, device: torch.device) -> None:
    """Raise `EngineError` if a run would take more than 60 % of the free memory."""
    free = free_bytes(device)
    if needed > FREE_SHARE * free:
        raise EngineError(
            QT_TRANSLATE_NOOP(
                "engine",
                "The run needs about {needed} GB of memory, more than 60 % of the {free} GB that "
                "are free on {device}; choose a smaller width, depth or batch.",
            ),
            field="model.width",
            needed=f"{needed / 1e9:.1f}",
            free=f"{free / 1e9:.1f}",
            device=str(device),
        )
