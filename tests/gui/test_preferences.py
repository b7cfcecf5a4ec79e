"""Preferences: typed, kept, and never lost when they cannot be read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.preferences import APPLICATION, ORGANIZATION, PREFERENCES, Preferences, is_broken

VALUES: dict[str, Any] = {
    "theme/mode": "dark",
    "theme/font_scale": 1.25,
    "theme/presenter": True,
    "language": "zh_CN",
    "runs/restart_on_change": "on apply",
    "runs/steps_per_second": 17.0,
    "window/geometry": b"\x00\x01geometry",
    "window/state": b"\xff\xfe",
    "window/started_before": True,
    "window/open_sections": "data,training",
    "files/last_folder": '/tmp/数据, "quoted"',
    "library/page": "library",
    "library/order": "loss",
    "library/descending": False,
    "library/limit_gb": 2.5,
    "library/told": "0a,1b",
    "figure/kind": "svg",
    "figure/width_cm": 17.5,
    "figure/height_cm": 11.25,
    "figure/font_pt": 9.5,
    "figure/line_pt": 0.75,
    "figure/dpi": 600.0,
    "figure/titled": True,
    "figure/keyed": False,
    "animation/fps": 12.5,
}
WRONG: dict[str, Any] = {
    "theme/mode": "pink",
    "theme/font_scale": "huge",
    "theme/presenter": "perhaps",
    "language": "tlh",
    "runs/restart_on_change": "",
    "runs/steps_per_second": "nan",
    "window/geometry": "text",
    "window/state": 12,
    "window/started_before": 2,
    "library/page": "shelf",
    "library/limit_gb": "-1",
}


@pytest.fixture
def file(qapp: QApplication, isolated_home: Path) -> Path:
    settings = QSettings(
        QSettings.Format.IniFormat, QSettings.Scope.UserScope, ORGANIZATION, APPLICATION
    )
    path = Path(settings.fileName())
    assert path.is_relative_to(isolated_home)
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def test_every_preference_is_tried_here() -> None:
    assert VALUES.keys() == PREFERENCES.keys()


@pytest.mark.parametrize("key", PREFERENCES)
def test_defaults_are_values(key: str, file: Path) -> None:
    told = PREFERENCES[key]
    preferences = Preferences()
    assert preferences.get(key) == told.default
    preferences.set(key, told.default)


@pytest.mark.parametrize("key", VALUES)
def test_what_is_set_comes_back_with_its_type(key: str, file: Path) -> None:
    first = Preferences()
    first.set(key, VALUES[key])
    assert first.save()
    value = Preferences().get(key)
    assert value == VALUES[key]
    assert type(value) is type(VALUES[key])


@pytest.mark.parametrize("key", WRONG)
def test_a_value_that_cannot_be_read_is_set_aside(key: str, file: Path) -> None:
    settings = QSettings(str(file), QSettings.Format.IniFormat)
    settings.setValue(key, WRONG[key])
    settings.sync()
    preferences = Preferences()
    assert preferences.get(key) == PREFERENCES[key].default
    preferences.save()
    again = QSettings(str(file), QSettings.Format.IniFormat)
    assert str(again.value(f"set_aside/{key}")) == str(WRONG[key])
    assert not again.contains(key)


@pytest.mark.parametrize("key", WRONG)
def test_a_wrong_value_is_refused(key: str, file: Path) -> None:
    preferences = Preferences()
    with pytest.raises(ValueError):  # noqa: PT011 - the message is the value
        preferences.set(key, WRONG[key])
    assert preferences.get(key) == PREFERENCES[key].default


def test_changes_are_told_once(file: Path, qtbot: QtBot) -> None:
    preferences = Preferences()
    with qtbot.waitSignal(preferences.changed) as caught:
        preferences.set("theme/mode", "dark")
    assert caught.args == ["theme/mode", "dark"]
    with qtbot.assertNotEmitted(preferences.changed):
        preferences.set("theme/mode", "dark")


def test_reset_brings_the_default_back(file: Path) -> None:
    preferences = Preferences()
    preferences.set("theme/mode", "dark")
    preferences.reset("theme/mode")
    assert preferences.get("theme/mode") == "system"


@pytest.mark.parametrize("content", [
    b"\x00\x01\x02\xff\xfe garbage", b"no section = 1\nanother line without sense\n", b"{\"a\": 1}",
])  # fmt: skip
def test_a_broken_file_is_set_aside(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    preferences = Preferences()
    assert preferences.get("theme/mode") == "system"
    assert [each.read_bytes() for each in preferences.set_aside] == [content]
    preferences.set("theme/mode", "dark")
    assert preferences.save()
    assert Preferences().get("theme/mode") == "dark"


def test_two_broken_files_are_both_kept(file: Path) -> None:
    for content in (b"\xff one", b"\xff two"):
        file.write_bytes(content)
        Preferences()
    kept = {each.read_bytes() for each in file.parent.iterdir()}
    assert {b"\xff one", b"\xff two"} <= kept


def test_a_good_or_missing_file_is_not_broken(file: Path) -> None:
    assert not is_broken(file)
    preferences = Preferences()
    for key, value in VALUES.items():
        preferences.set(key, value)
    assert preferences.save()
    assert not is_broken(file)


@pytest.mark.skipif(sys.platform == "win32", reason="a file in place of a folder")
def test_a_place_that_cannot_be_written_does_no_harm(file: Path) -> None:
    file.parent.rmdir()
    file.parent.write_text("in the way")
    preferences = Preferences()
    preferences.set("theme/mode", "dark")
    assert not preferences.save()
    assert preferences.get("theme/mode") == "dark"
