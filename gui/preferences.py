"""What the window remembers between starts: typed, and never lost when it cannot be read."""

from __future__ import annotations

import configparser
import contextlib
import itertools
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QObject, QSettings, Signal

ORGANIZATION = "Dynascope"
APPLICATION = "dynascope"
SET_ASIDE = "set_aside"


@dataclass(frozen=True)
class Preference:
    """One remembered value: its key, its default and how it is read back.

    `read` turns what the file holds into the value, or raises `ValueError`.
    """

    key: str
    default: Any
    read: Callable[[Any], Any]


def _flag(stored: Any) -> bool:
    if str(stored).lower() in ("true", "false"):
        return str(stored).lower() == "true"
    raise ValueError(stored)


def _number(low: float, high: float) -> Callable[[Any], float]:
    def read(stored: Any) -> float:
        number = float(stored)
        if math.isfinite(number) and low <= number <= high:
            return number
        raise ValueError(stored)

    return read


def _one_of(*choices: str) -> Callable[[Any], str]:
    def read(stored: Any) -> str:
        if stored in choices:
            return str(stored)
        raise ValueError(stored)

    return read


def _text(stored: Any) -> str:
    if isinstance(stored, str):
        return stored
    raise ValueError(stored)


def _bytes(stored: Any) -> bytes:
    if isinstance(stored, QByteArray):
        return bytes(stored.data())
    raise ValueError(stored)


PREFERENCES: dict[str, Preference] = {
    each.key: each
    for each in (
        Preference("theme/mode", "system", _one_of("light", "dark", "system")),
        Preference("theme/font_scale", 1.0, _number(0.8, 2.0)),
        Preference("theme/presenter", False, _flag),
        Preference("language", "system", _one_of("en", "zh_CN", "system")),
        Preference("runs/restart_on_change", "at once", _one_of("at once", "on apply")),
        Preference("runs/steps_per_second", 0.0, _number(0.0, 1e9)),
        Preference("window/geometry", b"", _bytes),
        Preference("window/state", b"", _bytes),
        Preference("window/started_before", False, _flag),
        Preference("window/open_sections", "", _text),
        Preference("files/last_folder", "", _text),
        Preference("library/page", "runs", _one_of("runs", "differences", "library")),
        Preference("library/order", "started", _text),
        Preference("library/descending", True, _flag),
        Preference("library/limit_gb", 5.0, _number(0.0, 1e5)),
        Preference("library/told", "", _text),
        Preference("figure/kind", "pdf", _one_of("pdf", "svg", "png")),
        Preference("figure/width_cm", 8.5, _number(3.0, 60.0)),
        Preference("figure/height_cm", 6.5, _number(3.0, 60.0)),
        Preference("figure/font_pt", 8.0, _number(4.0, 36.0)),
        Preference("figure/line_pt", 1.0, _number(0.25, 6.0)),
        Preference("figure/dpi", 300.0, _number(72.0, 1200.0)),
        Preference("figure/titled", False, _flag),
        Preference("figure/keyed", True, _flag),
        Preference("animation/fps", 5.0, _number(1.0, 30.0)),
    )
}


class Preferences(QObject):
    """The remembered values, by the keys of `PREFERENCES`.

    A file that cannot be read is renamed, a value that cannot be read is kept under
    "set_aside/…": neither is overwritten, and the default serves meanwhile.
    """

    #: key and new value
    changed = Signal(str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.set_aside: list[Path] = []
        self._settings = self._open()
        self._values: dict[str, Any] = {}

    def get(self, key: str) -> Any:
        """Return the value remembered for `key`, or its default."""
        if key not in self._values:
            self._values[key] = self._read(PREFERENCES[key])
        return self._values[key]

    def set(self, key: str, value: Any) -> None:
        """Remember `value`; raises `ValueError` if it is none that `key` can have."""
        told = PREFERENCES[key]
        told.read(QByteArray(value) if isinstance(value, bytes) else value)
        if self.get(key) == value:
            return
        self._values[key] = value
        self._settings.setValue(key, QByteArray(value) if isinstance(value, bytes) else value)
        self.changed.emit(key, value)

    def reset(self, key: str) -> None:
        """Forget what was remembered for `key`."""
        self._settings.remove(key)
        self._values.pop(key, None)
        self.changed.emit(key, self.get(key))

    def save(self) -> bool:
        """Write everything to disk now; returns whether that was possible."""
        self._settings.sync()
        return self._settings.status() == QSettings.Status.NoError

    @property
    def path(self) -> Path:
        """The file that holds the values."""
        return Path(self._settings.fileName())

    def _read(self, told: Preference) -> Any:
        if not self._settings.contains(told.key):
            return told.default
        stored = self._settings.value(told.key)
        try:
            return told.read(stored)
        except (TypeError, ValueError):
            self._settings.setValue(f"{SET_ASIDE}/{told.key}", stored)
            self._settings.remove(told.key)
            return told.default

    def _open(self) -> QSettings:
        settings = _settings()
        path = Path(settings.fileName())
        if is_broken(path):
            aside = free_name(path)
            # Where it is not ours to move, Qt keeps the values in memory only.
            with contextlib.suppress(OSError):
                path.replace(aside)
                self.set_aside.append(aside)
            settings = _settings()
        return settings


def _settings() -> QSettings:
    return QSettings(
        QSettings.Format.IniFormat, QSettings.Scope.UserScope, ORGANIZATION, APPLICATION
    )


def free_name(path: Path) -> Path:
    """Return a name beside `path` that nothing has yet."""
    stem = f"{path.name}.broken-{time.strftime('%Y%m%d-%H%M%S')}"
    names = itertools.chain([stem], (f"{stem}-{number}" for number in itertools.count(2)))
    return next(each for name in names if not (each := path.with_name(name)).exists())


def is_broken(path: Path) -> bool:
    """Tell whether a settings file exists that holds something else than settings."""
    try:
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return False
    except (OSError, UnicodeDecodeError):
        return True
    reader = configparser.RawConfigParser(strict=False, allow_no_value=False)
    try:
        reader.read_string(text)
    except configparser.Error:
        return True
    return "\0" in text
