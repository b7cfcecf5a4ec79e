"""Pip, run with its progress told in a few lines and its failure in one sentence."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from engine.bootstrap.report import BootstrapError, say

INSTALL = ("-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--retries=2")

NETWORK_TROUBLE = re.compile(
    r"name resolution|getaddrinfo|Name or service not known|Failed to establish a new connection"
    r"|NewConnectionError|Network is unreachable|Connection refused|ConnectTimeout|ProxyError"
    r"|ReadTimeout|Read timed out|Max retries exceeded|connection broken|SSLError",
    re.IGNORECASE,
)


def run_pip(command: Sequence[str], folder: Path) -> None:
    """Run pip in `folder` and tell its progress in a few lines.

    Raises
    ------
    BootstrapError
        When pip fails: one sentence that tells the reason.
    """
    lines: list[str] = []
    with subprocess.Popen(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as pip:
        assert pip.stdout is not None
        for line in pip.stdout:
            lines.append(line.rstrip())
            progress = told(lines[-1])
            if progress:
                say(progress)
    if pip.returncode != 0:
        raise BootstrapError(reason(lines))


def told(line: str) -> str:
    """Return what a line of pip's output tells a person; "" for most lines."""
    if match := re.match(r"Collecting ([^\s(]+)", line):
        return f"  {match[1]}"
    if match := re.match(r"Processing \S*?([^/\\]+?-[^-]+)-[^/\\]*\.whl", line):
        return f"  {match[1]}"
    if match := re.match(r"\s*Downloading (\S+)\.whl \((.*[MG]B)\)", line):
        name = "-".join(match[1].rsplit("/", 1)[-1].split("-")[:2])
        return f"  downloading {name} ({match[2]})"
    if match := re.match(r"Installing collected packages: (.*)", line):
        return f"  unpacking {match[1].count(',') + 1} packages"
    return ""


def reason(lines: Sequence[str]) -> str:
    """Return one sentence why pip failed."""
    text = "\n".join(lines)
    if "No space left on device" in text or "not enough space" in text:
        return "the disk is full: free about 2 GB, then start again"
    if NETWORK_TROUBLE.search(text):
        return (
            "the packages cannot be fetched, since pip reaches no package index: connect to the "
            "network or set pip's index-url, then start again"
        )
    running = f"Python {sys.version_info.major}.{sys.version_info.minor}"
    if match := re.search(r"No matching distribution found for (.+)", text):
        return f"pip finds no {match[1].strip()} for {running} on this machine; try another Python"
    errors = [line for line in lines if line.lstrip().lower().startswith("error")]
    last = (errors or [line for line in lines if line.strip()] or ["it said nothing"])[-1]
    return f"pip could not install the packages: {last.strip()}"
