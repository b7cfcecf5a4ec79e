from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from engine import messages
from engine.config import ExperimentConfig, with_values
from engine.messages import DataPreview, Opened, Picture, Refused, RunFacts, Sentence
from engine.text import EngineError, Message
from gui.engine_views import EngineViews
from gui.runs import Run

CONFIG = ExperimentConfig()
FACTS = RunFacts(columns=(), sizes=(2, 1), task="binary", loss="bce")
PROBLEM = Message("The disk is gone.")


class FakeKeeper:
    """Has a state that is not written yet."""

    def __init__(self) -> None:
        self.library: FakeLibrary | None = None
        self.unwritten = -1
        self.flushed = 0

    def flush(self) -> None:
        assert self.library is not None
        self.flushed += 1
        if self.unwritten >= 0:
            self.library.kept.add(self.unwritten)


class FakeEngine(QObject):
    """Notes what is sent; the test answers."""

    stray = Signal(object)
    lost = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.keeper = FakeKeeper()
        self.sent: list[Any] = []

    def send(self, command: Any) -> None:
        self.sent.append(command)

    @property
    def last(self) -> Any:
        return self.sent[-1]

    def opened(self) -> None:
        self.stray.emit(Opened(run=self.last.run, facts=FACTS, preview=DataPreview()))

    def pictured(self, step: int) -> None:
        self.stray.emit(Picture(run=self.last.run, step=step))

    def kinds(self) -> list[str]:
        return [type(each).__name__ for each in self.sent]


class Told(NamedTuple):
    config: ExperimentConfig
    models: int


class FakeLibrary:
    """Keeps each step's state as its number in bytes; the test lets it answer."""

    def __init__(self) -> None:
        self.kept: set[int] = set(range(100))
        self.asked: list[tuple[str, int]] = []
        self.questions: list[tuple[Any, Any, Any]] = []
        self.problem: Message | None = None

    def state(self, run: str, step: int) -> tuple[int, bytes]:
        self.asked.append((run, step))
        there = max((each for each in self.kept if each <= step), default=-1)
        if there < 0:
            raise EngineError("There is none.")
        return there, str(there).encode()

    def ask(
        self, work: Callable[[Any], Any], answer: Callable[[Any], None], refuse: Callable[..., None]
    ) -> None:
        self.questions.append((work, answer, refuse))

    def answer(self) -> None:
        work, answer, refuse = self.questions.pop(0)
        try:
            if self.problem is not None:
                raise EngineError(self.problem.template)
            result = work(self)
        except EngineError as error:
            refuse(error.message)
        else:
            answer(result)


class Viewing:
    """Views, and what they said."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.engine, self.library = FakeEngine(), FakeLibrary()
        self.engine.keeper.library = self.library
        self.parts: tuple[str, ...] = ("surface",)
        self.views = EngineViews(
            self.engine,  # type: ignore[arg-type]
            self.library.ask,
            lambda: self.parts,
        )
        self.pictures: list[tuple[str, int]] = []
        self.problems: list[Message] = []
        self.views.pictured.connect(lambda run, event: self.pictures.append((run.kept, event.step)))
        self.views.failed.connect(lambda run, problem: self.problems.append(problem))
        self.run = Run(number=1, color_index=0, config=CONFIG, kept="aa")

    def show(self, step: int) -> None:
        """Go the whole way to a picture."""
        self.views.show(self.run, step)
        self.library.answer()
        if isinstance(self.engine.sent[-2], messages.Open):
            self.engine.opened()
        self.engine.pictured(step)


@pytest.fixture
def viewing(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Viewing:
    state = pytest.importorskip("engine.state")
    monkeypatch.setattr(state, "describe", lambda data: Told(CONFIG, 1))
    return Viewing(qtbot)


def test_a_viewer_is_opened_once_and_restored_from_then_on(viewing: Viewing) -> None:
    viewing.show(8)
    viewing.show(3)
    assert viewing.engine.kinds() == ["Open", "Look", "Restore", "Look"]
    opened, look, restored, _ = viewing.engine.sent
    assert (opened.config, opened.state, opened.seeds) == (CONFIG, b"8", 1)
    assert look.parts == ("surface",)
    assert restored.state == b"3"
    assert len({each.run for each in viewing.engine.sent}) == 1
    assert viewing.pictures == [("aa", 8), ("aa", 3)]


def test_of_what_is_asked_meanwhile_only_the_newest_counts(viewing: Viewing) -> None:
    viewing.show(1)
    for step in range(2, 50):
        viewing.views.show(viewing.run, step)
    viewing.library.answer()
    viewing.engine.pictured(2)
    viewing.library.answer()
    viewing.engine.pictured(49)
    assert [step for _, step in viewing.library.asked] == [1, 2, 49]
    assert viewing.pictures == [("aa", 1), ("aa", 2), ("aa", 49)]
    assert not viewing.views.busy
    assert not viewing.library.questions


def test_another_run_gets_another_viewer(viewing: Viewing) -> None:
    viewing.show(5)
    first = viewing.engine.last.run
    viewing.run = Run(number=2, color_index=1, config=CONFIG, kept="bb")
    viewing.show(5)
    assert viewing.engine.kinds() == ["Open", "Look", "Close", "Open", "Look"]
    assert viewing.engine.sent[2].run == first != viewing.engine.last.run
    assert viewing.library.asked == [("aa", 5), ("bb", 5)]


def test_a_branch_that_got_other_settings_is_seen_with_those_of_each_step(
    viewing: Viewing, monkeypatch: pytest.MonkeyPatch
) -> None:
    tanh = with_values(CONFIG, {"model.activation": "tanh"})
    faster = with_values(tanh, {"optimizer.learning_rate": 1.0})
    configs = {b"5": CONFIG, b"10": tanh, b"20": faster}
    monkeypatch.setattr("engine.state.describe", lambda data: Told(configs[data], 1))
    for step in (20, 10, 5):
        viewing.show(step)
    assert viewing.engine.kinds() == ["Open", "Look", "Restore", "Look", "Close", "Open", "Look"]
    assert [each.config for each in viewing.engine.sent if isinstance(each, messages.Open)] == [
        faster,
        CONFIG,
    ]


def test_other_parts_are_looked_at_without_the_library(viewing: Viewing) -> None:
    viewing.show(5)
    viewing.parts = ("surface", "weights")
    viewing.views.look_again()
    assert viewing.engine.last.parts == ("surface", "weights")
    viewing.engine.pictured(5)
    assert viewing.library.asked == [("aa", 5)]


def test_without_panels_that_need_pictures_none_is_asked_for(viewing: Viewing) -> None:
    viewing.parts = ()
    viewing.views.show(viewing.run, 5)
    viewing.library.answer()
    viewing.engine.opened()
    assert viewing.engine.kinds() == ["Open"]
    assert not viewing.views.busy


def test_a_state_that_is_not_written_yet_is_written_first(viewing: Viewing) -> None:
    viewing.library.kept = {0, 4}
    viewing.engine.keeper.unwritten = 8
    viewing.views.show(viewing.run, 8)
    viewing.library.answer()
    assert viewing.engine.sent[0].state == b"8"
    assert viewing.engine.keeper.flushed == 1


def test_what_is_written_is_read_without_a_flush(viewing: Viewing) -> None:
    viewing.show(8)
    assert viewing.engine.keeper.flushed == 0


def test_a_state_that_is_gone_is_told(viewing: Viewing) -> None:
    viewing.library.kept = {4}
    viewing.views.show(viewing.run, 8)
    viewing.library.answer()
    assert [problem.values for problem in viewing.problems] == [{"step": 8}]
    assert not viewing.views.busy


def test_a_library_that_refuses_is_told(viewing: Viewing) -> None:
    viewing.library.problem = PROBLEM
    viewing.views.show(viewing.run, 8)
    viewing.library.answer()
    assert viewing.problems == [PROBLEM]


def test_a_state_that_the_engine_refuses_is_told_and_the_next_one_shown(viewing: Viewing) -> None:
    viewing.show(5)
    viewing.views.show(viewing.run, 6)
    viewing.library.answer()
    sentence = Sentence.of(PROBLEM)
    viewing.engine.stray.emit(Refused(run=viewing.engine.last.run, sentence=sentence))
    viewing.engine.pictured(5)  # what it was asked for stands where it stood
    assert viewing.pictures == [("aa", 5)]
    assert [problem.template for problem in viewing.problems] == [PROBLEM.template]
    viewing.show(7)
    assert viewing.pictures[-1] == ("aa", 7)


def test_a_lost_engine_ends_what_was_under_way_and_a_new_viewer_is_opened(
    viewing: Viewing,
) -> None:
    viewing.show(5)
    viewing.views.show(viewing.run, 6)
    viewing.engine.lost.emit(PROBLEM)
    assert not viewing.views.busy
    viewing.library.questions.clear()
    viewing.show(7)
    assert viewing.engine.kinds()[-2:] == ["Open", "Look"]


def test_late_answers_of_a_closed_viewer_are_dropped(viewing: Viewing) -> None:
    viewing.show(5)
    viewing.views.show(viewing.run, 6)
    viewing.library.answer()
    viewing.views.close()
    assert viewing.engine.kinds()[-1] == "Close"
    viewing.engine.pictured(6)
    assert viewing.pictures == [("aa", 5)]


def test_a_viewer_that_rests_is_closed_after_a_while(viewing: Viewing) -> None:
    viewing.show(5)
    viewing.views._idle.setInterval(1)
    viewing.views.rest()
    viewing.qtbot.waitUntil(lambda: viewing.engine.kinds()[-1] == "Close")


def test_back_at_the_moment_that_the_viewer_stands_at_it_only_looks(viewing: Viewing) -> None:
    viewing.show(5)
    viewing.views.rest()
    viewing.views.show(viewing.run, 5)
    assert viewing.engine.kinds() == ["Open", "Look", "Look"]
