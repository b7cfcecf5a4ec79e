"""Moments, sizes, states and settings of stored runs, in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from engine.config import ExperimentConfig, with_values
from engine.library.record import RunRow
from engine.text import EngineError
from gui.numbers import grouped, rounded
from gui.run_names import NOT_IN_NAMES, by_importance, setting_text

UNITS = ("B", "kB", "MB", "GB", "TB")
DAYS_NAMED = 6
"""So many days ago a day is called by its name in the week."""


def moment_text(moment: datetime, now: datetime) -> str:
    """Return a moment as people tell it: "today 14:03", "Mon 09:12", "3 Nov 2025".

    Both are aware; it is told in the time zone of `now`.
    """
    local = moment.astimezone(now.tzinfo)
    days = (now.date() - local.date()).days
    if days == 0:
        told = QCoreApplication.translate("LibraryWords", "'today' HH:mm")
    elif days == 1:
        told = QCoreApplication.translate("LibraryWords", "'yesterday' HH:mm")
    elif 0 < days <= DAYS_NAMED:
        told = QCoreApplication.translate("LibraryWords", "ddd HH:mm")
    elif local.year == now.year and days > 0:
        told = QCoreApplication.translate("LibraryWords", "d MMM HH:mm")
    else:
        told = QCoreApplication.translate("LibraryWords", "d MMM yyyy")
    return _formatted(local, told)


def full_moment_text(moment: datetime, now: datetime) -> str:
    """Return a moment to the second."""
    told = QCoreApplication.translate("LibraryWords", "dddd, d MMMM yyyy, HH:mm:ss")
    return _formatted(moment.astimezone(now.tzinfo), told)


def _formatted(local: datetime, told: str) -> str:
    locale = QLocale(QCoreApplication.translate("LibraryWords", "en_GB"))
    day, time = (local.year, local.month, local.day), (local.hour, local.minute, local.second)
    return locale.toString(QDateTime(*day, *time), told)


def size_text(size: int) -> str:
    """Return bytes as "1.3 GB"."""
    value, unit = float(size), 0
    while value >= 999.5 and unit < len(UNITS) - 1:
        value, unit = value / 1000, unit + 1
    text = f"{value:.1f}" if unit and value < 9.95 else f"{value:.0f}"
    return f"{text} {UNITS[unit]}"


def status_text(row: RunRow) -> str:
    """Return what has become of a run."""
    if row.status == "diverged" and row.outcome is not None and row.outcome.layer:
        text = QCoreApplication.translate("LibraryWords", "diverged, layer {layer} first")
        return text.format(layer=row.outcome.layer)
    texts = {
        "training": QCoreApplication.translate("LibraryWords", "training"),
        "paused": QCoreApplication.translate("LibraryWords", "paused"),
        "finished": QCoreApplication.translate("LibraryWords", "finished"),
        "diverged": QCoreApplication.translate("LibraryWords", "diverged"),
        "failed": QCoreApplication.translate("LibraryWords", "failed"),
        "stopped": QCoreApplication.translate("LibraryWords", "stopped"),
        "interrupted": QCoreApplication.translate("LibraryWords", "interrupted"),
    }
    return texts[row.status]


def loss_text(loss: float | None) -> str:
    """Return the last loss."""
    return "–" if loss is None else rounded(loss, 4)


def settings_text(settings: Mapping[str, Any]) -> str:
    """Return settings that differ from the default, the important ones first.

    What this version does not know is written as it is kept.
    """
    known = {path: value for path, value in settings.items() if not _is_cut(value)}
    if not known:
        return QCoreApplication.translate("LibraryWords", "the textbook experiment")
    try:
        config = with_values(ExperimentConfig(), known)
        paths = sorted(by_importance(known), key=NOT_IN_NAMES.__contains__)
        return ", ".join(setting_text(config, path) for path in paths)
    except (EngineError, KeyError):
        return ", ".join(f"{path}={value}" for path, value in settings.items())


def _is_cut(value: Any) -> bool:
    """Tell whether the list of runs has only the beginning of a value, such as drawn points."""
    return isinstance(value, str) and value.endswith("…")


def count_text(count: int) -> str:
    """Return "1 run", "214 runs"."""
    if count == 1:
        return QCoreApplication.translate("LibraryWords", "1 run")
    return QCoreApplication.translate("LibraryWords", "{count} runs").format(count=grouped(count))
