"""What is worth knowing of the machine that figures come from: no names, no paths."""

from __future__ import annotations

import datetime
import os
import platform
import sys
from importlib import metadata
from pathlib import Path
from typing import Any

PACKAGES = ("torch", "PySide6_Essentials", "pyqtgraph", "numpy")


def facts() -> dict[str, Any]:
    """Return processor, cores, system, versions and the day."""
    return {
        "cpu": processor(),
        "cores": os.cpu_count(),
        "memory_gb": round(_memory_bytes() / 1e9, 1),
        "os": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        **{name: _version(name) for name in PACKAGES},
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
    }


def platform_name() -> str:
    """Return a name for a file of figures, such as "linux-x86_64"."""
    return f"{sys.platform}-{platform.machine()}".lower()


def processor() -> str:
    """Return the model of the processor."""
    told = Path("/proc/cpuinfo")
    if told.exists():
        for line in told.read_text(encoding="utf-8", errors="replace").splitlines():
            name, _, value = line.partition(":")
            if name.strip() == "model name":
                return value.strip()
    return platform.processor() or platform.machine()


def _memory_bytes() -> int:
    import psutil

    return int(psutil.virtual_memory().total)


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""
