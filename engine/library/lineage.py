"""A run and those it was split off from."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from engine.messages import RunFacts

if TYPE_CHECKING:
    from engine.library.track import Track


class Generation(NamedTuple):
    """A run in the lineage of another: itself first, then its parent, and so on.

    `last_step` is the last one that the descendant shares with it, None for the run itself;
    `begin` tells how many rows it has of its own parent, `origin` the step of the first row.
    """

    number: int
    last_step: int | None
    origin: int
    begin: int
    length: int
    facts: bytes | None

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the dense columns; none while nothing is known of the run."""
        return decode_facts(self.facts).columns if self.facts is not None else ()


_facts = msgspec.msgpack.Decoder(RunFacts)


def decode_facts(data: bytes) -> RunFacts:
    """Return the facts of a run from their stored form."""
    return _facts.decode(data)


def lineage(connection: sqlite3.Connection, number: int) -> list[Generation]:
    """Return the run numbered so and its ancestors, the nearest first."""
    found: list[Generation] = []
    following: int | None = number
    last_step: int | None = None
    while following is not None and all(each.number != following for each in found):
        row = connection.execute(
            "SELECT parent, parent_step, origin, begin, length, facts FROM run "
            "JOIN detail ON run = number WHERE number = ?",
            (following,),
        ).fetchone()
        if row is None:
            break
        parent, step, *rest = row
        found.append(Generation(following, last_step, *rest))
        following = parent
        if step is not None:
            last_step = step if last_step is None else min(step, last_step)
    return found


def as_read(connection: sqlite3.Connection, generations: Sequence[Generation]) -> list[Generation]:
    """Return a lineage for reading: branches without rows of their own are their trunk so far."""
    run, *trunk = generations
    if not trunk:
        return [run]
    parent, *_ = trunk = as_read(connection, trunk)
    if run.length:
        return [run, *trunk]
    shared = 0 if parent.last_step is None else parent.last_step - parent.origin + 1
    begin = max(0, min(shared, track_of(connection, trunk).count()))
    if not parent.length or not begin:
        return [run, *trunk]
    return [run._replace(origin=parent.origin, begin=begin, length=parent.length), *trunk]


def track_of(
    connection: sqlite3.Connection,
    generations: Sequence[Generation],
    columns: Sequence[str] | None = None,
) -> Track:
    """Return what reads the measurements of a run, of all columns or of some."""
    from engine.library.track import Ancestor, Track

    ancestors: list[Ancestor] = []
    stop: int | None = None
    for each in generations:
        ancestors.append(Ancestor(each.number, each.columns, each.begin, stop))
        stop = each.begin if stop is None else min(stop, each.begin)
    run = generations[0]
    return Track(connection, ancestors, run.origin, run.columns if columns is None else columns)
