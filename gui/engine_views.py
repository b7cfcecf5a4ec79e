"""Pictures of runs as they were: a viewer in the engine is set to one kept state after another."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from engine import messages
from engine.config import ExperimentConfig, differences, field_of
from engine.messages import Event, Failed, Opened, Picture, Refused
from engine.text import QT_TRANSLATE_NOOP, EngineError, Message
from gui.engine_client import EngineClient
from gui.runs import Run

if TYPE_CHECKING:
    from engine.library.store import Library

AskLibrary = Callable[
    [Callable[[Any], Any], Callable[[Any], None], Callable[[Message], None]], None
]
"""`gui.shelf.Shelf.ask`: what to do with the library, who takes the answer, who the refusal."""

KEPT_OPEN = 30_000  # milliseconds without a question after which the viewer is closed


@dataclass(frozen=True)
class Moment:
    """A run after a step of which its state is kept."""

    run: Run
    step: int


class EngineViews(QObject):
    """Shows one moment at a time; of moments asked for meanwhile only the newest counts.

    For each: the state out of the library, into the viewer, a picture of it. The viewer is a run of
    its own in the engine, so the run looked at may train, or not be in the engine at all. `parts`
    tells what is to be in the pictures.
    """

    #: a run and a `Picture` of it
    pictured = Signal(object, object)
    #: a run and the event `Opened` of its viewer: facts and data that may not be known yet
    opened = Signal(object, object)
    #: a run and a `Message`: why it cannot be shown
    failed = Signal(object, object)
    #: the engine is gone, and with it what was asked for
    lost = Signal()

    def __init__(
        self,
        engine: EngineClient,
        ask: AskLibrary,
        parts: Callable[[], tuple[str, ...]],
        parent: QObject | None = None,
        keys: Iterator[int] | None = None,
    ) -> None:
        super().__init__(parent)
        self._engine, self._ask, self._parts = engine, ask, parts
        self._keys = keys or itertools.count(1)
        self._key = ""
        self._viewed = ""  # the library's name of the run that the viewer was opened for
        self._config = ExperimentConfig()  # what it was opened with
        self._stands: Moment | None = None
        self._asked: Moment | None = None
        self._wanted: Moment | None = None
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(KEPT_OPEN)
        self._idle.timeout.connect(self.close)
        self._handlers: dict[type[Event], Callable[[Moment, Any], None]] = {
            Opened: self._opened,
            Picture: self._pictured,
            Failed: self._refused,
            Refused: self._refused,
        }
        engine.stray.connect(self._take)
        engine.lost.connect(self._lose)

    def another(self, parts: Callable[[], tuple[str, ...]], parent: QObject) -> EngineViews:
        """Return a viewer beside this one, for pictures that are not for the panels."""
        return EngineViews(self._engine, self._ask, parts, parent, self._keys)

    @property
    def busy(self) -> bool:
        """Whether a picture is still to come."""
        return self._asked is not None

    def show(self, run: Run, step: int) -> None:
        """Ask for a picture of `run` after `step`, one of its snapshots."""
        self._idle.stop()
        self._wanted = Moment(run, step)
        self._next()

    def look_again(self) -> None:
        """Ask once more for what is shown: other parts of pictures are wanted."""
        if not self._idle.isActive():
            self._wanted = self._wanted or self._asked or self._stands
            self._next()

    def rest(self) -> None:
        """Nothing is wanted for now; the viewer stays a while, to be there at once."""
        self._wanted = None
        if self._key or self._asked is not None:
            self._idle.start()

    def close(self) -> None:
        """Take the viewer out of the engine."""
        self._idle.stop()
        self._asked = self._wanted = self._stands = None
        if self._key:
            self._engine.send(messages.Close(run=self._key))
        self._key = self._viewed = ""

    # -- a moment from the library to its picture ------------------------------------------------

    def _next(self) -> None:
        if self._asked is not None or self._wanted is None:
            return
        self._asked, self._wanted = self._wanted, None
        if self._asked == self._stands and self._key:
            self._look()
        else:
            self._find(self._asked)

    def _find(self, moment: Moment) -> None:
        kept, step, flush = moment.run.kept, moment.step, self._engine.keeper.flush

        def found(data: bytes) -> None:
            if moment is self._asked:
                self._set(moment, data)

        def refused(problem: Message) -> None:
            if moment is self._asked:
                self._fail(moment, problem)

        self._ask(lambda library: state_at(library, kept, step, flush), found, refused)

    def _set(self, moment: Moment, data: bytes) -> None:
        """Set the viewer to a state and look at it; one of another run is replaced.

        So is one of other settings: a branch may have gone on with another activation or loss.
        """
        from engine.state import describe  # with numpy; the window stands before it

        self._stands = moment
        try:
            told = describe(data)
        except EngineError as error:
            self._fail(moment, error.message)
            return
        same = self._viewed == moment.run.kept and _looks_alike(self._config, told.config)
        if self._key and same:
            self._engine.send(messages.Restore(run=self._key, state=data))
            self._look()
            return
        if self._key:
            self._engine.send(messages.Close(run=self._key))
        self._key, self._viewed = f"view-{next(self._keys)}", moment.run.kept
        self._config = told.config
        self._engine.send(
            messages.Open(run=self._key, config=told.config, state=data, seeds=told.models)
        )
        self._look()

    def _look(self) -> None:
        if parts := self._parts():
            self._engine.send(messages.Look(run=self._key, parts=parts))
        else:
            self._finish()

    def _finish(self) -> None:
        self._asked = None
        self._next()

    def _fail(self, moment: Moment, problem: Message) -> None:
        self._stands = self._asked = None
        self.failed.emit(moment.run, problem)
        self._next()

    # -- what comes from the engine --------------------------------------------------------------

    def _take(self, event: Event) -> None:
        handler = self._handlers.get(type(event))
        if event.run == self._key and self._asked is not None and handler is not None:  # type: ignore[attr-defined]
            handler(self._asked, event)

    def _opened(self, moment: Moment, event: Opened) -> None:
        self.opened.emit(moment.run, event)

    def _pictured(self, moment: Moment, event: Picture) -> None:
        if event.step == moment.step:  # else it was asked for before something was refused
            self._asked = None
            self.pictured.emit(moment.run, event)
            self._next()

    def _refused(self, moment: Moment, event: Failed | Refused) -> None:
        if isinstance(event, Failed):
            self._key = self._viewed = ""
        self._fail(moment, event.sentence.message())

    def _lose(self, _: object) -> None:
        """The engine is gone, which has been told already."""
        self._key = self._viewed = ""
        self._asked = self._wanted = self._stands = None
        self.lost.emit()


def _looks_alike(old: ExperimentConfig, new: ExperimentConfig) -> bool:
    """Tell whether pictures do not depend on in what the settings differ."""
    return all(field_of(path).live for path in differences(old, new))


def state_at(library: Library, kept: str, step: int, flush: Callable[[], object]) -> bytes:
    """Return the state of the run called `kept` after exactly `step`; not for the window's thread.

    One that was just told of may not be written yet: `flush` sees to that. Raises `EngineError` for
    one that is not there.
    """
    try:
        found = library.state(kept, step)
    except EngineError:
        found = (-1, b"")
    if found[0] != step:
        flush()
        found = library.state(kept, step)
    if found[0] != step:
        text = QT_TRANSLATE_NOOP(
            "engine",
            "The snapshot of step {step} is no longer in the library; choose another one.",
        )
        raise EngineError(text, step=step)
    return found[1]
