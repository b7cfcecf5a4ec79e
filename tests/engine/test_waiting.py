from __future__ import annotations

from engine import messages
from engine.messages import Advance, Command, Fork, Look, Pause, Retune, Train
from engine.waiting import Waiting, runs_of


class Desk:
    """A list of what waits, and the runs that are being opened."""

    def __init__(self, *opening: str) -> None:
        self.opening = set(opening)
        self.waiting = Waiting(self.opening.__contains__)

    def give(self, *commands: Command) -> list[Command]:
        """Return the commands that need not wait."""
        return [each for each in commands if not self.waiting.takes(each)]

    def opened(self, run: str) -> list[Command]:
        self.opening.discard(run)
        return self.ready()

    def ready(self) -> list[Command]:
        found = []
        while (command := self.waiting.next_ready()) is not None:
            found.append(command)
        return found


LOOK = Look(run="a", parts=("surface",))
RETUNE = Retune(run="a", changes={})


def test_commands_wait_for_their_run_in_order() -> None:
    desk = Desk("a")
    assert desk.give(Train(runs=("a",)), RETUNE, LOOK) == []
    assert desk.ready() == []
    assert desk.opened("a") == [Train(runs=("a",)), RETUNE, LOOK]
    assert desk.ready() == []


def test_what_names_other_runs_or_none_does_not_wait() -> None:
    commands = [Train(runs=("b",)), Pause(), messages.SetPace(steps_per_second=1.0),
                messages.Credit(blocks=1), messages.Close(run="a"), messages.Quit()]  # fmt: skip
    assert Desk("a").give(*commands) == commands


def test_runs_that_are_to_start_together_wait_for_each_other() -> None:
    desk = Desk("a", "b")
    desk.give(Train(runs=("a", "b", "c")))
    assert desk.opened("a") == []
    assert desk.opened("b") == [Train(runs=("a", "b", "c"))]


def test_a_run_that_was_stopped_does_not_start_with_the_others() -> None:
    desk = Desk("a", "b")
    desk.give(Train(runs=("a", "b")), Advance(runs=("a",)))
    assert desk.waiting.starting() == {"a", "b"}
    desk.waiting.stop(("a",))
    assert desk.waiting.starting() == {"b"}
    assert desk.opened("b") == [Train(runs=("b",))]
    assert desk.opened("a") == []


def test_a_branch_is_split_off_before_anything_is_asked_of_it() -> None:
    desk = Desk("a")
    fork = Fork(run="a", branch="b")
    assert desk.give(fork, Train(runs=("b", "c")), LOOK) == []
    assert desk.ready() == []
    assert desk.opened("a") == [fork, Train(runs=("b", "c")), LOOK]


def test_a_forgotten_run_takes_what_was_asked_of_it_along() -> None:
    desk = Desk("a", "d")
    fork = Fork(run="d", branch="b")
    desk.give(LOOK, Train(runs=("a", "d")), fork)
    desk.waiting.forget("a")
    desk.waiting.forget("b")
    assert desk.opened("d") == [Train(runs=("d",))]


def test_the_runs_of_a_command() -> None:
    assert runs_of(Train(runs=("a", "b"))) == ("a", "b")
    assert runs_of(LOOK) == ("a",)
    assert runs_of(Pause(runs=("a",))) == ()
