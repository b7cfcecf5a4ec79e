"""Plays a run's kept snapshots through a copy of a panel, picture by picture, into a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from engine.messages import Opened, Picture
from engine.text import QT_TRANSLATE_NOOP, Message
from gui.animation import AnimationWriter
from gui.as_it_was import Histories, all_as_they_were, at_hand, finder
from gui.engine_views import AskLibrary, EngineViews
from gui.publication import FRAME
from gui.publication_figure import PublicationFigure
from gui.publication_files import image_of
from gui.runs import Run

if TYPE_CHECKING:
    from engine.history import History
    from gui.panels.base import Panel

AGAIN = 10
"""Milliseconds until the writer is asked once more whether it has caught up."""

GIVEN_UP = QT_TRANSLATE_NOOP(
    "engine", "The engine was lost, so the animation was not made; export it again."
)
MakeViews = Callable[[Callable[[], tuple[str, ...]], QObject], EngineViews]


class PastFilm(QObject):
    """Draws `panel` as it would have shown each of `steps` of `run`, and then as it is now.

    The panels of the window stay as they are. One picture is drawn in a turn of the event loop,
    so the window stays usable. `views` makes the viewer that pictures the past (as
    `TimeTravel.viewer`), `ask` asks the library (as `Shelf.ask`). A snapshot that is no more is
    left out.
    """

    #: pictures drawn, and of how many
    progressed = Signal(int, int)
    #: a `Message` that says what went wrong, or None; not after `close`
    finished = Signal(object)

    def __init__(
        self,
        panel: Panel,
        run: Run,
        steps: Sequence[int],
        views: MakeViews,
        ask: AskLibrary,
        writer: AnimationWriter,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._run, self._ask, self._writer = run, ask, writer
        self.path = writer.path
        self._runs = [*panel.runs] if run in panel.runs else [*panel.runs, run]
        self._steps, self._done, self._closed = sorted(set(steps)), 0, False
        self._pictured_now = panel.isVisible() and panel.selected is run
        self.figure = PublicationFigure([panel], FRAME)
        self.figure.show_runs(self._runs, run)
        self.figure.draw()
        self._views = views(self._parts, self)
        self._views.opened.connect(self._take_facts)
        self._views.pictured.connect(lambda _, picture: self._take(picture))
        self._views.failed.connect(lambda _, problem: self._skip(problem))
        self._views.lost.connect(self._lose)
        self._problem: Message | None = None
        self._act: Callable[[], None] = self._next
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(lambda: self._act())
        writer.setParent(self)
        writer.finished.connect(self._end)
        self._then(self._next)

    def close(self) -> None:
        """Give the animation up, or let go of what it was made with."""
        self._closed = True
        self._later.stop()
        self._views.close()
        self._writer.close()
        self.figure.close()
        self.figure.deleteLater()

    # -- one moment after the other --------------------------------------------------------------

    def _then(self, act: Callable[[], None], milliseconds: int = 0) -> None:
        """Act in another turn of the event loop."""
        self._act = act
        self._later.start(milliseconds)

    @property
    def _count(self) -> int:
        """The snapshots, and now."""
        return len(self._steps) + 1

    @property
    def _step(self) -> int:
        return self._steps[self._done]

    def _parts(self) -> tuple[str, ...]:
        return tuple(sorted(self.figure.panels[0].parts))

    def _next(self) -> None:
        """Draw the next moment, as soon as its picture is there."""
        self.progressed.emit(self._done, self._count)
        if self._done == len(self._steps):
            self._draw_now()
        elif self._parts():
            self._views.show(self._run, self._step)
        else:
            self._take(None)

    def _skip(self, problem: Message) -> None:
        """Go on without this moment."""
        self._problem = problem
        self._go_on()

    def _go_on(self) -> None:
        self._done += 1
        self._then(self._next)

    def _take_facts(self, run: Run, event: Opened) -> None:
        run.facts = run.facts or event.facts
        run.preview = run.preview or event.preview

    def _take(self, picture: Picture | None) -> None:
        """Draw a moment, with what was measured up to there."""
        place = self._done
        found, lacking = at_hand(self._runs, self._step)
        if not lacking:
            self._draw(found, picture)
            return

        def answer(told: dict[str, History]) -> None:
            if not self._closed and place == self._done:
                self._draw(found | told, picture)

        self._ask(finder(lacking, self._step), answer, self._skip)

    def _draw(self, histories: Histories, picture: Picture | None) -> None:
        runs, shown = all_as_they_were(self._runs, self._run, self._step, histories, picture)
        self.figure.show_runs(runs, shown)
        self._add(self._go_on)

    def _add(self, then: Callable[[], None]) -> None:
        """Hand the picture on, when the writer has caught up."""
        if self._writer.add(image_of(self.figure, FRAME.dots)):
            then()
        else:
            self._then(lambda: self._add(then), AGAIN)

    # -- now, and the end ------------------------------------------------------------------------

    def _draw_now(self) -> None:
        """Show the present at last, if it is later than the last snapshot."""
        run, last = self._run, self._steps[-1] if self._steps else -1
        picture = run.picture
        pictured = self._pictured_now and picture is not None and picture.step > last
        if pictured if self._parts() else run.step > last:
            self._draw_present(picture)
        else:
            self._finish()

    def _draw_present(self, picture: Picture | None) -> None:
        histories = {run.id: run.history for run in self._runs if run.history is not None}
        step = self._run.step
        runs, shown = all_as_they_were(self._runs, self._run, step, histories, picture)
        self.figure.show_runs(runs, shown)
        self._add(self._finish)

    def _finish(self) -> None:
        self.progressed.emit(self._count, self._count)
        self._views.close()
        self._writer.finish()

    def _end(self, problem: Message | None) -> None:
        if not self._closed:
            nothing = problem is not None and not self._writer.frames
            self.finished.emit(self._problem if nothing and self._problem else problem)

    def _lose(self) -> None:
        """Tell that it cannot go on; why the engine is gone is told elsewhere."""
        if not self._closed and self._done < len(self._steps):
            self.finished.emit(Message(GIVEN_UP))
