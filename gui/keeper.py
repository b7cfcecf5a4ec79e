"""Keeps every run in the library as it trains."""

from __future__ import annotations

import logging
import platform
import threading
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject, Signal

from engine.config import ExperimentConfig, to_json
from engine.messages import (
    Block,
    Event,
    Failed,
    Finished,
    Opened,
    Outcome,
    Paused,
    Ready,
    Retuned,
    RunFacts,
    State,
)

if TYPE_CHECKING:
    from engine.library.record import Reason, Status
    from engine.library.shared import SharedLibrary
    from engine.library.writer import Writer

log = logging.getLogger(__name__)

FLUSH_SECONDS = 5.0

Changes = Mapping[str, tuple[Any, Any]]
"""Old and new value of settings, by dotted path."""


@dataclass
class Kept:
    """A run that is open in the engine, as the library knows it, or will.

    `parent` is the run that it was split off from, `step` where it was opened, `resumed` whether it
    was in the library before. `status` is the last one told to the library; "" before it has begun
    to train: live changes until then wait in `retuned`. `changes` are settings other than the
    parent's.
    """

    id: str
    name: str
    config: ExperimentConfig
    seeds: int = 1
    parent: str = ""
    parent_name: str = ""
    step: int = 0
    resumed: bool = False
    facts: RunFacts | None = None
    status: Status | str = ""
    changes: Changes = field(default_factory=dict)
    retuned: list[tuple[int, Changes]] = field(default_factory=list)


class Keeper(QObject):
    """Hands what the engine tells to the library's writer, which never lets anybody wait.

    A run is in the library from its first step on, a branch at once: it has its trunk's, and may be
    split itself. `take` is for the training thread, everything
    else for the window. Where there is no library nothing is kept.
    """

    #: a `Message`: runs are not kept any more, or somewhere else
    problem = Signal(object)
    #: id of a run that has come into the library
    begun = Signal(str)

    def __init__(self, library: SharedLibrary, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._lock = threading.Lock()
        self._kept: dict[str, Kept] = {}
        self._own: set[str] = set()
        self._writer: Writer | None = None
        self._torch_version = ""
        self._closed = False
        self._handlers: dict[type[Event], Callable[[Kept, Any], None]] = {
            Opened: self._opened,
            Block: self._block,
            State: self._state,
            Retuned: self._retuned,
            Paused: self._paused,
            Finished: self._finished,
            Failed: self._failed,
        }

    # --- for the window --------------------------------------------------------------------------

    @property
    def keeps(self) -> bool:
        """Whether anything is kept at all."""
        return self._library.path is not None

    def has_kept(self, id: str) -> bool:
        """Whether a run of the library was measured, or gone on with, in this window."""
        with self._lock:
            return id in self._own

    def expect(
        self,
        key: str,
        name: str,
        config: ExperimentConfig,
        *,
        seeds: int = 1,
        parent: str = "",
        parent_name: str = "",
        id: str = "",
        changes: Changes | None = None,
    ) -> str:
        """Keep what comes for `key` from now on; returns the name in the library, "" without one.

        `parent` names the run that it is split off from, where `Opened` says; `id` a run that is
        there already and is gone on with. `changes` are old and new values of the settings in which
        `config` differs from those of the parent at the split.
        """
        if not self.keeps:
            return ""
        kept = Kept(id or uuid.uuid4().hex, name, config, seeds, parent, parent_name)
        kept.resumed = bool(id)
        kept.changes = changes or {}
        with self._lock:
            self._kept[key] = kept
        return kept.id

    def forget(self, key: str) -> None:
        """Nothing more comes for `key`; a run that was training has been stopped."""
        with self._lock:
            kept = self._kept.pop(key, None)
        if kept is not None and kept.status == "training":
            self._tell(kept, "stopped")

    def lose(self) -> None:
        """The engine is gone, and with it whatever trained."""
        with self._lock:
            keys = list(self._kept)
        for key in keys:
            self.forget(key)

    def rename(self, key: str, name: str) -> None:
        """Call a run by another name."""
        with self._lock:
            kept = self._kept.get(key)
            if kept is None or kept.name == name:
                return
            kept.name = name
        if kept.status and self._writer is not None:
            self._writer.update(kept.id, name=name)

    def flush(self) -> None:
        """Wait until all that came is written; for other threads than the window's."""
        writer = self._writer
        if writer is not None:
            writer.flush(FLUSH_SECONDS)

    def close(self) -> None:
        """Write what is left, and end the writer."""
        self.lose()
        with self._lock:
            self._closed = True
            writer, self._writer = self._writer, None
        if writer is not None:
            writer.close()

    # --- in the training thread ------------------------------------------------------------------

    def take(self, event: Event) -> None:
        """Keep what there is to keep of an event."""
        if isinstance(event, Ready):
            self._torch_version = event.torch_version
            return
        handler = self._handlers.get(type(event))
        with self._lock:
            kept = self._kept.get(getattr(event, "run", ""))
        if handler is not None and kept is not None:
            handler(kept, event)

    def _opened(self, kept: Kept, event: Opened) -> None:
        kept.facts, kept.step = event.facts, event.step
        if kept.parent and self._begun(kept) is not None:
            self._tell(kept, "paused")

    def _block(self, kept: Kept, event: Block) -> None:
        writer = self._begun(kept)
        if writer is None:
            return
        values = event.values.numpy()
        if len(values):
            writer.append(kept.id, event.first_step, values, event.seconds)
            if kept.status != "training":
                self._tell(kept, "training")
        if event.readings:
            writer.readings(
                kept.id, [(each.name, each.step, each.value) for each in event.readings]
            )

    def _state(self, kept: Kept, event: State) -> None:
        writer = self._begun(kept)
        if writer is not None:
            writer.state(kept.id, event.step, cast("Reason", event.reason), event.data)

    def _retuned(self, kept: Kept, event: Retuned) -> None:
        if not kept.status:
            kept.retuned.append((event.step, event.changes))
        elif self._writer is not None:
            _mark(self._writer, kept, event.step, event.changes)

    def _paused(self, kept: Kept, event: Paused) -> None:
        if kept.status:
            self._tell(kept, "paused")

    def _finished(self, kept: Kept, event: Finished) -> None:
        if kept.status:
            diverged = event.outcome.kind == "diverged"
            self._tell(kept, "diverged" if diverged else "finished", event.outcome)

    def _failed(self, kept: Kept, event: Failed) -> None:
        if kept.status:
            self._tell(kept, "failed")

    def _tell(self, kept: Kept, status: Status, outcome: Outcome | None = None) -> None:
        kept.status = status
        if self._writer is not None:
            self._writer.outcome(kept.id, outcome, status)

    def _begun(self, kept: Kept) -> Writer | None:
        """Return the writer, once it knows of the run."""
        writer = self._open()
        if writer is not None and not kept.status:
            from engine.library.record import Marker, Parent, RunStart

            start = RunStart(
                id=kept.id,
                name=kept.name,
                config=to_json(kept.config),
                started=datetime.now(UTC),
                facts=kept.facts,
                versions=self._versions(),
                parent=Parent(kept.parent, kept.step) if kept.parent else None,
                seeds=kept.seeds,
            )
            if kept.resumed:
                writer.resume(kept.id, kept.step)
            else:
                writer.begin(start)
            if start.parent is not None:
                mark = Marker(kept.step, "fork", old=kept.parent, text=kept.parent_name)
                writer.marker(kept.id, mark)
            for step, changes in ((kept.step, kept.changes), *kept.retuned):
                _mark(writer, kept, step, changes)
            kept.status = "training"
            with self._lock:
                self._own.add(kept.id)
            self.begun.emit(kept.id)
        return writer

    def _open(self) -> Writer | None:
        """Return the writer, made with the first run that trains; None when all is over."""
        with self._lock:
            if self._writer is None and not self._closed:
                from engine.library.writer import Writer

                self._writer = Writer(self._library.get().path, self.problem.emit)
            return self._writer

    def _versions(self) -> dict[str, str]:
        from engine.bootstrap import version

        return {
            "dynascope": version(),
            "torch": self._torch_version,
            "python": platform.python_version(),
            "platform": platform.platform(),
        }


def _mark(writer: Writer, kept: Kept, step: int, changes: Changes) -> None:
    """Keep which settings were changed after a step."""
    from engine.library.record import Marker

    for path, (old, new) in changes.items():
        writer.marker(kept.id, Marker(step, "change", path, old, new))
