"""What pyproject.toml asks for, compared with what is installed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from engine.bootstrap import PROJECT
from engine.bootstrap.requirements import (
    fits,
    missing_requirements,
    release,
    requirements,
    version,
)


@pytest.mark.parametrize(
    ("installed", "operator", "limit", "expected"),
    [
        ("2.13.0+cpu", "==", "2.13.0", True),
        ("2.13.0", "==", "2.13", True),
        ("2.14.0", "<", "2.14", False),
        ("2.9", "<", "2.11", True),
        ("2.11", ">=", "2.11.0", True),
        ("2.10.9", ">=", "2.11", False),
        ("6.10.3", "<", "6.11", True),
        ("3", ">", "2.99", True),
        ("3", "<=", "3.0", True),
        ("3.1", "!=", "3.1.0", False),
        ("2.14.0rc1", "<", "2.14", False),
    ],
)
def test_versions_compare_by_release(
    installed: str, operator: str, limit: str, expected: bool
) -> None:
    assert fits(installed, operator, limit) is expected


def test_release_of_something_else_is_empty() -> None:
    assert release("unknown") == ()


@pytest.mark.parametrize("extra", ["", "test"])
def test_all_requirements_are_in_the_form_that_is_understood(extra: str) -> None:
    for requirement in requirements(PROJECT, extra):
        assert re.fullmatch(r"[A-Za-z0-9-]+((>=|<)[0-9.]+,?)+", requirement), requirement


def make_distribution(folder: Path, name: str, metadata: str) -> None:
    info = folder / f"{name.replace('-', '_')}-1.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(metadata)


def test_missing_and_misfitting_are_told(tmp_path: Path) -> None:
    make_distribution(tmp_path, "good-one", "Name: good-one\nVersion: 2.5\n")
    make_distribution(tmp_path, "old", "Name: old\nVersion: 0.9\n")
    make_distribution(tmp_path, "broken-off", "Name: broken-off\n")
    wanted = ["good-one>=2,<3", "old>=1", "broken-off", "absent>=1", "good-one<2"]
    assert missing_requirements(wanted, [str(tmp_path)]) == wanted[1:]


def test_condas_name_counts(tmp_path: Path) -> None:
    make_distribution(tmp_path, "PySide6", "Name: PySide6\nVersion: 6.9.1\n")
    assert missing_requirements(["PySide6-Essentials>=6.8,<6.11"], [str(tmp_path)]) == []


def test_version_is_that_of_pyproject() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", version(PROJECT))
