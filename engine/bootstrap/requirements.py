"""What pyproject.toml asks for, and whether this Python has it."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

SAME_MODULES = {"PySide6-Essentials": "PySide6"}
"""The name under which conda knows a distribution."""

OPERATORS = r"(>=|<=|==|!=|>|<)"


def read_project_table(project: Path) -> dict[str, Any]:
    """Return the table [project] of pyproject.toml."""
    import tomllib

    with (project / "pyproject.toml").open("rb") as file:
        table: dict[str, Any] = tomllib.load(file)["project"]
    return table


def version(project: Path) -> str:
    """Return the version of the program, from the clone or from the installed copy."""
    if (project / "pyproject.toml").exists():
        return str(read_project_table(project)["version"])
    return metadata.version("dynascope")


def requirements(project: Path, extra: str) -> list[str]:
    """Return what pyproject.toml asks for, with the extra if it is not ""."""
    table = read_project_table(project)
    extras = table.get("optional-dependencies", {})
    return [*table.get("dependencies", []), *(extras[extra] if extra else [])]


def missing_requirements(wanted: Sequence[str], places: Sequence[str] | None = None) -> list[str]:
    """Return those requirements that are not installed at a fitting version.

    Parameters
    ----------
    wanted
        Requirements as pyproject.toml writes them.
    places
        Folders of packages to look in; None looks where this Python imports from.
    """
    where = list(sys.path if places is None else places)
    return [requirement for requirement in wanted if not is_satisfied(requirement, where)]


def is_satisfied(requirement: str, places: list[str]) -> bool:
    """Tell whether a requirement such as "numpy>=1.26,<3" is installed in one of `places`.

    Knows the operators >= > <= < == !=, which are all that pyproject.toml uses.
    """
    match = re.match(r"[A-Za-z0-9._-]*[A-Za-z0-9]", requirement)
    name = match.group() if match else requirement
    limits = re.findall(OPERATORS + r"\s*([0-9][^,\s]*)", requirement)
    for known_as in (name, SAME_MODULES.get(name, name)):
        for found in metadata.distributions(name=known_as, path=places):
            # An installation that was broken off has no version.
            installed = found.metadata["Version"] or ""
            return bool(installed) and all(fits(installed, *limit) for limit in limits)
    return False


def fits(installed: str, operator: str, limit: str) -> bool:
    """Compare two versions by their release numbers, so that 2.13.0+cpu equals 2.13."""
    here, there = release(installed), release(limit)
    length = max(len(here), len(there))
    here += (0,) * (length - len(here))
    there += (0,) * (length - len(there))
    return {
        ">=": here >= there,
        "<=": here <= there,
        ">": here > there,
        "<": here < there,
        "==": here == there,
        "!=": here != there,
    }[operator]


def release(text: str) -> tuple[int, ...]:
    """Return the release numbers of a version: (2, 13, 0) for "2.13.0+cpu"."""
    match = re.match(r"\d+(?:\.\d+)*", text)
    return tuple(int(part) for part in match.group().split(".")) if match else ()
