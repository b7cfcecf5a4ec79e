"""The devices of this machine, and what each of them can do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psutil
import torch

from engine.messages import Device
from engine.text import QT_TRANSLATE_NOOP, EngineError


def available() -> tuple[Device, ...]:
    """Return the devices that training can run on, the CPU first."""
    found = [Device(name="cpu", label="CPU", memory=int(psutil.virtual_memory().total))]
    for index in range(torch.cuda.device_count() if torch.cuda.is_available() else 0):
        facts = torch.cuda.get_device_properties(index)
        found.append(Device(name=f"cuda:{index}", label=facts.name, memory=int(facts.total_memory)))
    if torch.backends.mps.is_available():
        found.append(Device(name="mps", label="Apple GPU"))
    return tuple(found)


def find(name: str, dtype: str) -> torch.device:
    """Return the device called `name`; raises `EngineError` if it is not there or cannot serve."""
    wanted = "cuda:0" if name == "cuda" else name
    names = [each.name for each in available()]
    if wanted not in names:
        raise EngineError(
            QT_TRANSLATE_NOOP(
                "engine",
                "{field} is {value}, which this machine does not have; choose one of: {names}.",
            ),
            field="training.device",
            value=name,
            names=", ".join(names),
        )
    if wanted == "mps" and dtype == "float64":
        raise EngineError(
            QT_TRANSLATE_NOOP(
                "engine", "{field} is float64, which the device mps cannot compute; choose float32."
            ),
            field="training.dtype",
        )
    return torch.device(wanted)


@contextmanager
def flushing_subnormals() -> Iterator[None]:
    """Let this thread take numbers below 1e-38 for 0, and end with PyTorch's default.

    Vanishing gradients and the momenta of dead units sink there, where the processor would
    compute many times slower.
    """
    torch.set_flush_denormal(True)
    try:
        yield
    finally:
        torch.set_flush_denormal(False)
