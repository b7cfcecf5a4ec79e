"""The columns of the library: what stands in them, and by what they are sorted."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from engine.library.record import RunRow
from engine.text import QT_TRANSLATE_NOOP
from gui.board_cells import Tone
from gui.library.words import loss_text, settings_text, size_text, status_text
from gui.numbers import grouped

TONES: dict[str, Tone] = {
    "training": "link",
    "finished": "good",
    "diverged": "danger",
    "failed": "danger",
    "stopped": "warning",
    "interrupted": "warning",
}
"""Colours of the dot before a state."""


@dataclass(frozen=True)
class Column:
    """One column: its title and explanation (untranslated), and how wide it is at first.

    Where the table is too narrow, columns give way down to `least` (0: never), the rightmost
    first. `text` is empty where something is painted instead. By `order` rows are sorted; None
    comes last, whichever way.
    """

    key: str
    title: str
    help: str
    width: int
    text: Callable[[RunRow], str]
    order: Callable[[RunRow], Any]
    number: bool = False
    least: int = 0
    editable: bool = False
    descending: bool = False  # which way is sorted first


COLUMNS = (
    Column(
        "starred",
        QT_TRANSLATE_NOOP("engine", "★"),
        QT_TRANSLATE_NOOP("engine", "A click stars a run; starred ones are never removed."),
        34,
        lambda row: "",
        lambda row: row.starred,
        descending=True,
    ),
    Column(
        "name",
        QT_TRANSLATE_NOOP("engine", "Name"),
        QT_TRANSLATE_NOOP("engine", "What tells the run apart from the others; F2 names it."),
        190,
        lambda row: row.name,
        lambda row: row.name.casefold(),
        least=120,
        editable=True,
    ),
    Column(
        "started",
        QT_TRANSLATE_NOOP("engine", "Started"),
        QT_TRANSLATE_NOOP("engine", "When the run began to train."),
        120,
        lambda row: "",  # it hangs on the present moment, too
        lambda row: row.number,
        least=96,
        descending=True,
    ),
    Column(
        "settings",
        QT_TRANSLATE_NOOP("engine", "Settings"),
        QT_TRANSLATE_NOOP("engine", "Settings that differ from those of the textbook experiment."),
        310,
        lambda row: settings_text(row.settings),
        lambda row: [f"{path}={value}" for path, value in row.settings.items()],
        least=150,
    ),
    Column(
        "steps",
        QT_TRANSLATE_NOOP("engine", "Last step"),
        QT_TRANSLATE_NOOP("engine", "The last step that was measured."),
        76,
        lambda row: grouped(row.steps),
        lambda row: row.steps,
        number=True,
        descending=True,
    ),
    Column(
        "loss",
        QT_TRANSLATE_NOOP("engine", "Final loss"),
        QT_TRANSLATE_NOOP("engine", "The training loss at the last step, before its update."),
        88,
        lambda row: loss_text(row.loss),
        lambda row: None if row.loss is None or math.isnan(row.loss) else row.loss,
        number=True,
    ),
    Column(
        "status",
        QT_TRANSLATE_NOOP("engine", "Outcome"),
        QT_TRANSLATE_NOOP("engine", "What has become of the run."),
        174,
        status_text,
        lambda row: row.status,
        least=110,
    ),
    Column(
        "tags",
        QT_TRANSLATE_NOOP("engine", "Tags"),
        QT_TRANSLATE_NOOP("engine", "Words to find the run by, separated by commas; F2 on it."),
        130,
        lambda row: ", ".join(row.tags),
        lambda row: [tag.casefold() for tag in row.tags] or None,
        least=70,
        editable=True,
    ),
    Column(
        "note",
        QT_TRANSLATE_NOOP("engine", "Note"),
        QT_TRANSLATE_NOOP("engine", "What you want to remember of the run; F2 on it."),
        190,
        lambda row: row.note,
        lambda row: row.note.casefold() or None,
        least=90,
        editable=True,
    ),
    Column(
        "bytes",
        QT_TRANSLATE_NOOP("engine", "Size"),
        QT_TRANSLATE_NOOP("engine", "What it takes on the disk, without what branches share."),
        70,
        lambda row: size_text(row.bytes),
        lambda row: row.bytes,
        number=True,
        descending=True,
    ),
)
KEYS = tuple(column.key for column in COLUMNS)
