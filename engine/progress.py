"""A progress bar on stderr, where a person sees it."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Self

from tqdm import tqdm

SECONDS_BETWEEN = 0.1


class Bar(tqdm):  # type: ignore[misc]
    """tqdm without its watching thread, which would outlive the run."""

    monitor_interval = 0


class Progress:
    """Steps done and the present loss; nothing unless stderr is a terminal.

    Parameters
    ----------
    end
        The last step.
    shown
        Whether a bar is wanted at all.
    """

    def __init__(self, end: int, *, shown: bool) -> None:
        self._bar: Bar | None = None
        self._next = 0.0
        if shown and sys.stderr is not None and sys.stderr.isatty():
            self._bar = Bar(total=end, unit=" steps", dynamic_ncols=True, mininterval=0.0)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.close()

    def show(self, step: int, loss: float, *, last: bool = False) -> None:
        """Tell how far training is; drawn some ten times a second, and when it is the `last`."""
        now = time.monotonic()
        if self._bar is None or (now < self._next and not last):
            return
        self._next = now + SECONDS_BETWEEN
        self._bar.set_postfix_str(f"loss {loss:.4g}", refresh=False)
        self._bar.update(step - self._bar.n)
        self._bar.refresh()
