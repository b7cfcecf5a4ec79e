"""Records made of what the tables hold."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import msgspec

from engine.library.lineage import decode_facts, lineage
from engine.library.record import Marker, MarkerKind, Parent, RunRecord, RunRow, StateInfo
from engine.library.splitting import shared_markers
from engine.messages import Outcome

COLUMNS = (
    "id, number, name, started, seconds, steps, status, outcome, loss, settings, seeds, tags, "
    "note, starred, parent, (SELECT id FROM run AS other WHERE other.number = run.parent), "
    "parent_step, bytes, deleted, owner, status IN ('paused', 'stopped', 'interrupted', 'training')"
    " AND (EXISTS (SELECT 1 FROM state WHERE state.run = run.number) OR EXISTS"
    " (SELECT 1 FROM state WHERE state.run = run.parent AND step <= run.parent_step))"
)

_outcome = msgspec.msgpack.Decoder(Outcome)
_settings = msgspec.json.Decoder(dict[str, Any])
_tags = msgspec.json.Decoder(tuple[str, ...])
_versions = msgspec.json.Decoder(dict[str, str])


def run_row(row: tuple[Any, ...], lives: Callable[[str], bool]) -> RunRow:
    """Return a line of the list; `lives` tells whether an owner still runs."""
    (
        run, number, name, started, seconds, steps, status, outcome, loss, settings, seeds, tags,
        note, starred, parent, parent_id, parent_step, size, deleted, owner, resumable,
    ) = row  # fmt: skip
    in_use = owner is not None and lives(owner)
    if owner is not None and not in_use and status in ("training", "paused"):
        status = "interrupted"
    return RunRow(
        id=run,
        number=number,
        name=name,
        started=moment(started),
        seconds=seconds,
        steps=steps,
        status=status,
        outcome=None if outcome is None else _outcome.decode(outcome),
        loss=loss,
        settings=_settings.decode(settings),
        seeds=seeds,
        tags=_tags.decode(tags) if tags != "[]" else (),
        note=note,
        starred=bool(starred),
        parent=None if parent is None else Parent(parent_id, parent_step),
        bytes=size,
        resumable=bool(resumable) and not in_use,
        deleted=None if deleted is None else moment(deleted),
    )


def moment(seconds: float) -> datetime:
    """Return seconds since 1970 as a moment in UTC."""
    return datetime.fromtimestamp(seconds, UTC)


def record(connection: sqlite3.Connection, number: int, lives: Callable[[str], bool]) -> RunRecord:
    """Return all that is known of the run numbered so, but its measurements; see `run_row`."""
    row = connection.execute(
        f"SELECT {COLUMNS}, config, facts, versions FROM run JOIN detail ON run = number "
        "WHERE number = ?",
        (number,),
    ).fetchone()
    *listed, config, facts, versions = row
    shown = run_row(tuple(listed), lives)
    return RunRecord(
        id=shown.id,
        name=shown.name,
        config=config,
        facts=None if facts is None else decode_facts(facts),
        started=shown.started,
        seconds=shown.seconds,
        steps=shown.steps,
        status=shown.status,
        outcome=shown.outcome,
        versions=_versions.decode(versions),
        markers=_markers(connection, number),
        states=_states(connection, number),
        tags=shown.tags,
        note=shown.note,
        starred=shown.starred,
        parent=shown.parent,
        seeds=shown.seeds,
    )


def _markers(connection: sqlite3.Connection, number: int) -> tuple[Marker, ...]:
    found: list[Marker] = []
    branch: list[Marker] = []  # those of the run that was split off from the next one
    split, config = 0, ""
    for each in lineage(connection, number):
        rows = connection.execute(
            "SELECT step, kind, path, change, text FROM marker WHERE run = ? AND step <= ? "
            "ORDER BY step, id",
            (each.number, 2**62 if each.last_step is None else each.last_step),
        )
        own = [_marker(step, kind, path, change, text) for step, kind, path, change, text in rows]
        if config:
            own = shared_markers(own, split, config, branch)
        found[:0] = own
        branch = own
        split, config = connection.execute(
            "SELECT parent_step, config FROM run JOIN detail ON run = number WHERE number = ?",
            (each.number,),
        ).fetchone()
    return tuple(sorted(found, key=lambda marker: marker.step))


def _marker(step: int, kind: MarkerKind, path: str, change: bytes, text: str) -> Marker:
    old, new = msgspec.msgpack.decode(change)
    return Marker(step, kind, path, old, new, text)


def _states(connection: sqlite3.Connection, number: int) -> tuple[StateInfo, ...]:
    found: dict[int, StateInfo] = {}
    for each in lineage(connection, number):
        rows = connection.execute(
            "SELECT step, reason, size FROM state WHERE run = ? AND step <= ?",
            (each.number, 2**62 if each.last_step is None else each.last_step),
        )
        for row in rows:
            found.setdefault(row[0], StateInfo(*row))
    return tuple(found[step] for step in sorted(found))
