"""How the measurements of many runs share the memory."""

from collections.abc import Sequence

from engine.history import SELECTED_ROWS, History

SELECTED_SHARE = 0.6
MEMORY_BUDGET = 900_000_000
"""Bytes that all histories share: with what comes in between two looks they stay within 1 GB."""


def share_memory(
    histories: Sequence[History], selected: History | None, budget: int = MEMORY_BUDGET
) -> None:
    """Keep all histories (oldest first) together within ``budget`` bytes, as far as bins allow.

    The selected one keeps raw rows for its newest million steps, or for what fits in 0.6 of the
    budget. Others lose raw rows only when needed, the oldest first; then the finest bins go, the
    oldest history first and the selected one last.
    """
    others = [history for history in histories if history is not selected]
    if selected is not None:
        row = 4 * max(1, len(selected.columns))
        selected.limit_raw(min(SELECTED_ROWS, int(SELECTED_SHARE * budget) // row))
    total = sum(history.nbytes for history in histories)
    for history in others:
        if total <= budget:
            return
        total += _freed_by(history, 0)
    for history in [*others, *([selected] if selected is not None else [])]:
        while total > budget:
            before = history.nbytes
            if not history.drop_finest_bins():
                break
            total += history.nbytes - before


def _freed_by(history: History, rows: int) -> int:
    """Limit the raw rows; the change in bytes."""
    before = history.nbytes
    history.limit_raw(rows)
    return history.nbytes - before
