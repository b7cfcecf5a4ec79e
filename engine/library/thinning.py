"""What is dropped of a run that grows long: rows in its middle, snapshots close to each other."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Sequence

from engine.library.record import StateInfo

FIRST_ROWS = 100_000
LAST_ROWS = 1_000_000
"""Rows of a run that are kept in full; of those between, bins stay."""

MOST_STATES = 200
MOST_STATE_BYTES = 256 << 20
"""What the snapshots of a run may take, without the rolling one."""


def thin_rows(connection: sqlite3.Connection, number: int, count: int) -> None:
    """Drop the chunks of rows between the first and the last ones of `count`."""
    if count > FIRST_ROWS + LAST_ROWS:
        connection.execute(
            "DELETE FROM chunk WHERE run = ? AND level = 0 AND first >= ? AND first + count <= ?",
            (number, FIRST_ROWS, count - LAST_ROWS),
        )


def thin_states(connection: sqlite3.Connection, number: int) -> None:
    """Drop snapshots of a run until they are as few and as small as they may be."""
    rows = connection.execute(
        "SELECT step, reason, size FROM state WHERE run = ? AND reason != 'rolling' ORDER BY step",
        (number,),
    )
    gone = surplus([StateInfo(*row) for row in rows], MOST_STATES, MOST_STATE_BYTES)
    connection.executemany(
        "DELETE FROM state WHERE run = ? AND step = ?", [(number, each.step) for each in gone]
    )


def surplus(states: Sequence[StateInfo], most: int, most_bytes: int) -> list[StateInfo]:
    """Return those of the snapshots, sorted by step, that are to go.

    The one whose neighbours are closest on a logarithmic scale goes first. The first, the last and
    those at markers stay as long as others can go.
    """
    kept, gone = list(states), []
    total = sum(each.bytes for each in kept)
    while kept and (len(kept) > most or total > most_bytes):
        found = _least_needed(kept)
        total -= found.bytes
        kept.remove(found)
        gone.append(found)
    return gone


def _least_needed(states: Sequence[StateInfo]) -> StateInfo:
    between = range(1, len(states) - 1)
    plain = [place for place in between if states[place].reason != "marker"]

    def gap(place: int) -> float:
        return math.log((states[place + 1].step + 1) / (states[place - 1].step + 1))

    for places in (plain, between):
        if places:
            return states[min(places, key=gap)]
    return states[-1]
