"""Changes that wait a moment before they take effect, lest a dragged slider restart ten times."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QObject, QTimer

from engine.config import ExperimentConfig

RestartMode = Literal["at once", "on apply"]

REST = 250
"""Milliseconds without a further change after which changes take effect."""


class Drafts(QObject):
    """The wanted configuration of runs that must start anew for it.

    `apply(run id, config)` is called once changes have come to rest; in the mode "on apply" only
    when asked.
    """

    def __init__(
        self, apply: Callable[[str, ExperimentConfig], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.mode: RestartMode = "at once"
        self._apply = apply
        self._waiting: dict[str, ExperimentConfig] = {}
        self._closed = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REST)
        self._timer.timeout.connect(self.flush)

    def get(self, run: str) -> ExperimentConfig | None:
        """Return what waits for `run`, if anything does."""
        return self._waiting.get(run)

    def put(self, run: str, config: ExperimentConfig) -> None:
        """Let `config` wait for `run`, in place of what waited before."""
        if self._closed:  # a field that loses the focus to a closing window tells its text
            return
        self._waiting[run] = config
        if self.mode == "at once":
            self._timer.start()

    def drop(self, run: str) -> None:
        """Forget what waits for `run`."""
        self._waiting.pop(run, None)

    def settle(self) -> None:
        """Let changes take effect now, unless they wait to be applied by hand."""
        if self.mode == "at once":
            self.flush()

    def flush(self) -> None:
        """Let all changes take effect now."""
        self._timer.stop()
        waiting, self._waiting = self._waiting, {}
        for run, config in waiting.items():
            self._apply(run, config)

    def close(self) -> None:
        """End the timer for good; what waits is dropped."""
        self._closed = True
        self._timer.stop()
        self._waiting.clear()
