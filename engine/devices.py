"""Where training can be computed on this machine."""

from __future__ import annotations

from engine.messages import Device


def available_devices() -> tuple[Device, ...]:
    """Return the CPU and every usable GPU; a driver that does not work is left out."""
    import psutil

    cpu = Device(name="cpu", label="CPU", memory=int(psutil.virtual_memory().total))
    return (cpu, *_cuda_devices(), *_mps_devices())


def _cuda_devices() -> list[Device]:
    import torch

    found = []
    try:
        count = torch.cuda.device_count() if torch.cuda.is_available() else 0
        for index in range(count):
            told = torch.cuda.get_device_properties(index)
            found.append(Device(name=f"cuda:{index}", label=told.name, memory=told.total_memory))
    except (RuntimeError, AssertionError, OSError):
        return []
    return found


def _mps_devices() -> list[Device]:
    import torch

    if not torch.backends.mps.is_available():
        return []
    return [Device(name="mps", label="MPS", memory=int(torch.mps.recommended_max_memory()))]
