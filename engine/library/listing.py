"""Runs as text for a terminal, and as JSON."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from engine.library.record import RAW, Measurements, Parent, RunRecord, RunRow
from engine.library.search import settings_of
from engine.messages import Outcome
from engine.run_summary import Ending

if TYPE_CHECKING:
    from engine.library.record import Marker

HEAD = ("ID", "BEGUN", "STEPS", "STATUS", "LOSS", "MB", "NAME", "SETTINGS")
RIGHT = {"STEPS", "LOSS", "MB"}
WIDEST_NAME = 32
WIDEST_SETTINGS = 60
MOST_TOLD = 12


def list_text(rows: Sequence[RunRow]) -> str:
    """Return a table, a line for each run."""
    if not rows:
        return "No run was found."
    lines = [HEAD, *(_line(row) for row in rows)]
    widths = [max(_width(line[place]) for line in lines) for place in range(len(HEAD))]
    return "\n".join(
        "  ".join(
            _padded(cell, width, name in RIGHT)
            for cell, width, name in zip(line, widths, HEAD, strict=True)
        ).rstrip()
        for line in lines
    )


def _line(row: RunRow) -> tuple[str, ...]:
    tags = "".join(f" #{tag}" for tag in row.tags)
    seeds = f" x{row.seeds}" if row.seeds > 1 else ""
    return (
        row.id[:8],
        f"{row.started.astimezone():%Y-%m-%d %H:%M}",
        str(row.steps),
        row.status,
        "" if row.loss is None else f"{row.loss:.4g}",
        f"{row.bytes / 1e6:.2f}",
        _cut(f"{'* ' if row.starred else ''}{row.name}{seeds}{tags}", WIDEST_NAME),
        _cut(" ".join(f"{path}={value}" for path, value in row.settings.items()), WIDEST_SETTINGS),
    )


def _cut(text: str, most: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _width(text: str) -> int:
    """Columns of a terminal that a text takes: Chinese characters take two."""
    return sum(1 + (unicodedata.east_asian_width(sign) in "WF") for sign in text)


def _padded(text: str, width: int, right: bool) -> str:
    space = " " * (width - _width(text))
    return space + text if right else text + space


def list_json(rows: Sequence[RunRow]) -> str:
    """Return all that is listed of the runs."""
    told = [
        {
            "id": row.id,
            "number": row.number,
            "name": row.name,
            "started": row.started,
            "seconds": row.seconds,
            "steps": row.steps,
            "status": row.status,
            "outcome": _outcome(row.outcome),
            "loss": _number(row.loss),
            "settings": row.settings,
            "seeds": row.seeds,
            "tags": row.tags,
            "note": row.note,
            "starred": row.starred,
            "parent": _parent(row.parent),
            "bytes": row.bytes,
            "resumable": row.resumable,
            "deleted": row.deleted,
        }
        for row in rows
    ]
    return _json(told)


def record_text(record: RunRecord, measurements: Measurements) -> str:
    """Return all that is known of a run, a line for each thing."""
    lines = [
        f"{'* ' if record.starred else ''}{record.name}",
        f"id        {record.id}",
        f"status    {_status(record)}",
        f"begun     {record.started.astimezone():%Y-%m-%d %H:%M:%S}, trained for "
        f"{record.seconds:.1f} s, {record.steps} steps",
    ]
    if record.seeds > 1:
        lines.append(f"seeds     {record.seeds}")
    if record.parent is not None:
        lines.append(f"forked    off {record.parent.run[:8]} after step {record.parent.step}")
    if record.tags:
        lines.append(f"tags      {', '.join(record.tags)}")
    if record.note:
        lines.append(f"note      {record.note}")
    if record.versions:
        told = ", ".join(f"{name} {version}" for name, version in record.versions.items())
        lines.append(f"versions  {told}")
    lines.append("settings that differ from the default:")
    settings = settings_of(record.config)
    lines += [f"  {path} = {value}" for path, value in settings.items()] or ["  none"]
    lines += _told_markers(record.markers)
    lines += _told_states(record)
    lines += ["measurements:"]
    lines += [
        f"  steps {part.first_step} to {part.last_step}: "
        + ("every step" if part.width == RAW else f"lowest, mean, highest of {part.width} steps")
        for part in measurements.parts()
    ] or ["  none"]
    return "\n".join(lines)


def _status(record: RunRecord) -> str:
    outcome = record.outcome
    if outcome is None:
        return record.status
    return str(Ending(outcome.kind, outcome.step, outcome.layer).sentence())


def _told_markers(markers: Sequence[Marker]) -> list[str]:
    found = []
    for each in markers:
        change = f"{each.path} {each.old} -> {each.new}" if each.kind == "change" else ""
        fork = f"forked off {each.text or str(each.old)[:8]}" if each.kind == "fork" else ""
        found.append(f"  step {each.step}: {change or fork or each.text or each.path}")
    return ["markers:", *found] if found else []


def _told_states(record: RunRecord) -> list[str]:
    if not record.states:
        return ["snapshots: none"]
    steps = [str(each.step) for each in record.states]
    if len(steps) > MOST_TOLD:
        steps[MOST_TOLD // 2 : -MOST_TOLD // 2] = ["…"]
    size = sum(each.bytes for each in record.states) / 1e6
    return [f"snapshots: {len(record.states)} ({size:.1f} MB) at steps {', '.join(steps)}"]


def record_json(record: RunRecord, measurements: Measurements) -> str:
    """Return all that is known of a run."""
    told = {
        "id": record.id,
        "name": record.name,
        "config": msgspec.Raw(record.config.encode()),
        "settings": settings_of(record.config),
        "started": record.started,
        "seconds": record.seconds,
        "steps": record.steps,
        "status": record.status,
        "outcome": _outcome(record.outcome),
        "versions": dict(record.versions),
        "markers": [
            {
                "step": each.step,
                "kind": each.kind,
                "path": each.path,
                "old": each.old,
                "new": each.new,
                "text": each.text,
            }
            for each in record.markers
        ],
        "states": [
            {"step": each.step, "reason": each.reason, "bytes": each.bytes}
            for each in record.states
        ],
        "tags": record.tags,
        "note": record.note,
        "starred": record.starred,
        "parent": _parent(record.parent),
        "seeds": record.seeds,
        "columns": measurements.columns,
        "parts": [part._asdict() for part in measurements.parts()],
    }
    return _json(told)


def _json(told: Any) -> str:
    return msgspec.json.format(msgspec.json.encode(told), indent=2).decode()


def _outcome(outcome: Outcome | None) -> dict[str, Any] | None:
    if outcome is None:
        return None
    return {"kind": outcome.kind, "step": outcome.step, "layer": outcome.layer or None}


def _parent(parent: Parent | None) -> dict[str, Any] | None:
    return None if parent is None else {"run": parent.run, "step": parent.step}


def _number(value: float | None) -> float | str | None:
    """JSON knows finite numbers only."""
    return value if value is None or math.isfinite(value) else repr(value)
