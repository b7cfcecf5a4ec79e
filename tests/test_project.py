"""The project as a whole: packages complete, imports one way, nothing heavy where it hurts."""

from __future__ import annotations

import importlib.resources
import pkgutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHIPPED = ("engine", "gui", "resources")

TABLES = (
    "activations",
    "config",
    "datasets",
    "history",
    "initializers",
    "losses",
    "messages",
    "optimizers",
    "schedules",
    "table",
)
"""Modules of the engine that the window reads."""

PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def modules_of(package: str) -> list[str]:
    """Return the names of all modules of a package."""
    return [
        package,
        *(info.name for info in pkgutil.walk_packages([str(ROOT / package)], f"{package}.")),
    ]


def test_every_folder_of_code_is_a_package() -> None:
    folders = {file.parent for name in SHIPPED for file in (ROOT / name).rglob("*.py")}
    assert [folder for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []


def test_every_package_is_shipped() -> None:
    from setuptools import find_namespace_packages

    rules = PYPROJECT["tool"]["setuptools"]["packages"]["find"]
    shipped = set(find_namespace_packages(str(ROOT), rules["exclude"], rules["include"]))
    there = {
        ".".join(file.parent.relative_to(ROOT).parts)
        for name in SHIPPED
        for file in (ROOT / name).rglob("__init__.py")
    }
    assert there <= shipped
    assert {name.partition(".")[0] for name in shipped} == set(SHIPPED)


IMPORT_ALL = """
import importlib, sys
for name in {names}:
    importlib.import_module(name)
found = sorted({forbidden} & {{name.partition(".")[0] for name in sys.modules}})
sys.exit(f"{{found}} was imported" if found else 0)
"""


def import_all(names: list[str], forbidden: set[str]) -> subprocess.CompletedProcess[str]:
    """Import modules in a new process and see what came with them."""
    program = IMPORT_ALL.format(names=names, forbidden=forbidden)
    return subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_the_engine_imports_no_qt() -> None:
    forbidden = {"PySide6", "shiboken6", "pyqtgraph", "gui"}
    result = import_all(["main", *modules_of("engine")], forbidden)
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_read_without_torch(name: str) -> None:
    result = import_all([f"engine.{name}"], {"torch"})
    assert result.returncode == 0, result.stderr


def test_the_window_does_not_import_torch() -> None:
    result = import_all(modules_of("gui"), {"torch"})
    assert result.returncode == 0, result.stderr


def test_the_command_line_imports_nothing_heavy() -> None:
    result = import_all(["main"], {"torch", "PySide6", "numpy", "msgspec", "pyqtgraph"})
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize(
    "name",
    [
        "fonts/DynascopeSans-Regular.otf",
        "fonts/DynascopeSans-SemiBold.otf",
        "fonts/DynascopeSansSC-Regular.otf",
        "fonts/DynascopeSansSC-Bold.otf",
        "fonts/OFL-DynascopeSans.txt",
        "fonts/OFL-DynascopeSansSC.txt",
        "translations/dynascope_zh_CN.qm",
        "translations/qtbase_zh_CN.qm",
    ],
)
def test_resources_are_found_as_package_data(name: str) -> None:
    assert importlib.resources.files("resources").joinpath(name).is_file()


def test_every_folder_of_tests_is_a_package() -> None:
    """Else two test files of the same name would be taken for one."""
    folders = {file.parent for file in (ROOT / "tests").rglob("*.py")}
    assert [folder for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []


def test_generated_files_are_not_kept() -> None:
    files = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if files.returncode != 0:
        pytest.skip("not a git clone")
    kept = files.stdout.split()
    assert [name for name in kept if name.endswith((".pyc", ".egg-info", ".venv.lock"))] == []
