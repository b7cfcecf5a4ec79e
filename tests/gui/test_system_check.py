"""What is missing for a window is told with the line that mends it."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import sys

import pytest

from gui import system_check
from gui.system_check import ALWAYS, FOR_WAYLAND, FOR_X11, missing_libraries, problem

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="checked on Linux only")

X11 = {"DISPLAY": ":0"}
WAYLAND = {"WAYLAND_DISPLAY": "wayland-0"}
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen:some=option"}


@pytest.fixture
def present(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The libraries that can be loaded; all of them at first, and the display answers."""
    present = {*ALWAYS, *FOR_X11, *FOR_WAYLAND}

    def find(wanted: dict[str, str]) -> dict[str, str]:
        return {name: package for name, package in wanted.items() if name not in present}

    monkeypatch.setattr(system_check, "missing_libraries", find)
    monkeypatch.setattr(system_check, "answers", lambda display: True)
    return present


@linux
@pytest.mark.parametrize("environment", [X11, WAYLAND, {**X11, **WAYLAND}, OFFSCREEN])
def test_nothing_is_missing(present: set[str], environment: dict[str, str]) -> None:
    assert problem(environment) is None


@linux
@pytest.mark.parametrize("library", [*ALWAYS, *FOR_X11])
def test_each_missing_library_is_named(present: set[str], library: str) -> None:
    present.remove(library)
    sentence = problem(X11) or ""
    package = {**ALWAYS, **FOR_X11}[library]
    assert library in sentence
    assert sentence.endswith(f"sudo apt-get install {package}")


@linux
def test_a_platform_that_qt_does_not_know_is_told(present: set[str]) -> None:
    assert "'nonsense'" in (problem({**X11, "QT_QPA_PLATFORM": "nonsense"}) or "")
    assert "offscreen" in (problem({"QT_QPA_PLATFORM": "Offscreen"}) or "")


@linux
def test_without_a_display_x11_libraries_do_not_matter(present: set[str]) -> None:
    present.difference_update(FOR_X11)
    assert problem(OFFSCREEN) is None
    assert problem(WAYLAND) is None


@linux
def test_where_wayland_cannot_be_loaded_x11_is_checked(present: set[str]) -> None:
    present.difference_update(FOR_WAYLAND)
    assert problem({**X11, **WAYLAND}) is None
    assert "libwayland-client0" in (problem(WAYLAND) or "")
    present.remove("libxcb-cursor.so.0")
    assert "libxcb-cursor0" in (problem({**X11, **WAYLAND}) or "")


@linux
@pytest.mark.parametrize("environment", [{}, {"DISPLAY": ""}, {"QT_QPA_PLATFORM": ""}])
def test_no_display_is_told_with_the_way_on(environment: dict[str, str]) -> None:
    sentence = problem(environment) or ""
    assert "no display" in sentence
    assert "QT_QPA_PLATFORM=offscreen" in sentence
    assert "train" in sentence


@linux
def test_a_display_that_does_not_answer_is_told() -> None:
    sentence = problem({"DISPLAY": ":4711"}) or ""
    assert "':4711'" in sentence or "libx" in sentence


@linux
@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="needs Xvfb")
def test_a_display_that_answers_is_no_problem() -> None:
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "640x480x24"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert server.stdout is not None
        assert problem({"DISPLAY": f":{server.stdout.readline().strip()}"}) is None
    finally:
        server.terminate()
        server.communicate()


def test_missing_libraries_are_found_by_loading() -> None:
    def load(name: str) -> object:
        if name == "absent.so":
            raise OSError
        return ctypes

    assert missing_libraries({"absent.so": "a", "there.so": "b"}, load) == {"absent.so": "a"}


def test_other_systems_bring_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert problem({}) is None
