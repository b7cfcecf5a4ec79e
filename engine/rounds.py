"""Trains open runs in step with each other, and tells what they measure."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from engine import messages
from engine.capture import Captures
from engine.failures import failure
from engine.hosted import Hosted, Measured
from engine.messages import Array, Event, Sentence
from engine.pace import Pace
from engine.text import EngineError

ROUND_SECONDS = 0.016
"""Aim for one round, in which every run advances by equally many steps."""

LONGEST_TURN = 0.020
"""A round that takes longer is left after the run in progress, to look for commands."""

GROWTH = 4
"""A round has at most this many times the steps of the one before."""

BLOCKS_AHEAD = 8
"""Blocks per run that may be under way before the other side gives credit."""


class Rounds:
    """The runs of a host, and the rounds in which those that train advance."""

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock = clock
        self._runs: dict[str, Hosted] = {}
        self._pace = Pace()
        self._capturing = messages.SetCapture(enabled=False)
        self._round_steps = 0
        self._blocks_under_way = 0
        self._scan_is_next = False
        self._said: list[Event] = []

    def _work(self) -> None:
        """Work for about 20 ms, if work is due and somebody takes in what comes of it."""
        if not self._may_send():
            return
        training = self._training()
        now = self._clock()
        due = bool(training) and (self._owing(training) or self._pace.wait(now) == 0)
        scanning = self._scanning(idle_only=due)
        if scanning and (self._scan_is_next or not due):
            self._scan_is_next = False
            self._advance(*scanning[0], 0)
        elif due:
            self._scan_is_next = True
            self._round(training, now)

    def _seconds_until_work(self) -> float | None:
        if not self._may_send():
            return None
        if self._scanning():
            return 0.0
        training = self._training()
        if not training:
            return None
        return 0.0 if self._owing(training) else self._pace.wait(self._clock())

    def _round(self, training: list[tuple[str, Hosted]], now: float) -> None:
        if not self._owing(training):
            steps = self._steps_of_round(training, now)
            self._pace.took(steps, now)
            for _, hosted in training:
                hosted.owed += steps
        for run, hosted in training:
            if hosted.owed:
                self._pay(run, hosted)
            if self._clock() - now > LONGEST_TURN:
                break

    def _steps_of_round(self, training: list[tuple[str, Hosted]], now: float) -> int:
        costs = [hosted.seconds_per_step for _, hosted in training]
        fitting = int(ROUND_SECONDS / sum(costs)) if all(costs) else 1
        steps = max(1, min(fitting, GROWTH * max(1, self._round_steps)))
        due = self._pace.due(now)
        self._round_steps = steps if due is None else min(steps, due)
        return self._round_steps

    def _pay(self, run: str, hosted: Hosted) -> None:
        """Advance a run by the steps that it owes, at most to its goal.

        It still owes those that a scan under way did not allow.
        """
        before = hosted.trainer.step
        steps = hosted.owed
        if hosted.goal is not None:
            steps = min(steps, hosted.goal - before)
        scanned = hosted.trainer.scanning
        begun = self._clock()
        self._advance_by_parts(run, hosted, steps)
        done = hosted.trainer.step - before
        hosted.owed = steps - done if hosted.training else 0
        if done and not scanned and not hosted.trainer.scanning:
            hosted.note_cost((self._clock() - begun) / done)

    def _advance_by_parts(self, run: str, hosted: Hosted, steps: int) -> None:
        """Advance a run by `steps`, in parts that end where a state of it or a change is due."""
        end = hosted.trainer.step + steps
        while True:
            before = hosted.trainer.step
            part = hosted.steps_until_stop(end - before)
            self._advance(run, hosted, part)
            if not before < hosted.trainer.step == before + part < end:
                return  # done, or held up by a scan
            if not hosted.training or run not in self._runs:
                return

    def _advance(self, run: str, hosted: Hosted, steps: int) -> None:
        with self._failing(run):
            measured = hosted.trainer.advance(steps)
            self._say_block(run, measured)
            if due := hosted.due_changes():  # another end may be among them
                self._change(run, hosted, due)
            outcome = hosted.trainer.outcome
            if outcome is not None and outcome != hosted.told:
                hosted.training = False
                hosted.told = outcome
                self._mark(run, hosted)
                self._say(messages.Finished(run=run, outcome=outcome))
            elif hosted.training and hosted.reached_goal:
                self._rest(run, hosted)
            elif hosted.captures is not None:
                hosted.captures.trained += measured.seconds
                self._keep(run, hosted, hosted.captures.due(hosted.trainer.step))

    def _rest(self, run: str, hosted: Hosted) -> None:
        """Let a run wait where it stands."""
        hosted.training = False
        self._mark(run, hosted)
        self._say(messages.Paused(run=run, step=hosted.trainer.step))

    def _change(self, run: str, hosted: Hosted, values: dict[str, Any]) -> None:
        """Change live fields, and tell of it."""
        with self._failing(run, refusing=True):
            changes = dict(hosted.trainer.retune(values))
            hosted.told = hosted.trainer.outcome
            self._say(messages.Retuned(run=run, step=hosted.trainer.step, changes=changes))
            self._mark(run, hosted, changed=bool(changes))

    # --- states ----------------------------------------------------------------------------------

    def _begin_states(self, run: str, hosted: Hosted) -> None:
        """Send states of a run that begins to train, the present one first, if that is wanted."""
        if not self._capturing.enabled or hosted.captures is not None:
            return
        hosted.captures = Captures(self._capturing.rolling_seconds, self._capturing.log_bytes)
        self._keep(run, hosted, "log")

    def _mark(self, run: str, hosted: Hosted, changed: bool = False) -> None:
        """Send the state of a run of which states are sent: at most once where none `changed`."""
        kept = hosted.captures
        if kept is not None and (changed or kept.marked_at != hosted.trainer.step):
            self._keep(run, hosted, "marker")

    def _keep(self, run: str, hosted: Hosted, reason: str | None) -> None:
        kept = hosted.captures
        if reason is None or kept is None or kept.given_up:
            return
        begun, step = self._clock(), hosted.trainer.step
        try:
            data = hosted.trainer.state()
        except EngineError:  # too large: the run goes on without
            kept.given_up = True
            return
        kept.took(step, reason, len(data), self._clock() - begun)
        self._say(messages.State(run=run, step=step, reason=reason, data=data))

    # --- what is going on ------------------------------------------------------------------------

    def _say_block(self, run: str, measured: Measured) -> None:
        if not len(measured.values) and not measured.readings:
            return
        self._blocks_under_way += 1
        self._say(
            messages.Block(
                run=run,
                first_step=measured.first_step,
                values=Array.of(measured.values),
                readings=measured.readings,
                seconds=measured.seconds,
            )
        )

    def _training(self) -> list[tuple[str, Hosted]]:
        return [(run, hosted) for run, hosted in self._runs.items() if hosted.training]

    def _scanning(self, idle_only: bool = False) -> list[tuple[str, Hosted]]:
        """Runs that scan their units; `advance(0)` does a slice of it."""
        return [
            (run, hosted)
            for run, hosted in self._runs.items()
            if hosted.trainer.scanning and not (idle_only and hosted.training)
        ]

    @staticmethod
    def _owing(training: list[tuple[str, Hosted]]) -> bool:
        return any(hosted.owed for _, hosted in training)

    def _may_send(self) -> bool:
        return self._blocks_under_way < BLOCKS_AHEAD * max(1, len(self._training()))

    @contextmanager
    def _failing(self, run: str, device: str = "cpu", refusing: bool = False) -> Iterator[None]:
        """Turn an exception into an event; unless it is refused, the run is dropped."""
        hosted = self._runs.get(run)
        device = hosted.device if hosted is not None else device
        try:
            yield
        except Exception as error:
            if refusing and isinstance(error, EngineError):
                sentence = Sentence.of(error.message)
                self._say(messages.Refused(run=run, sentence=sentence, field=error.field or ""))
                return
            self._runs.pop(run, None)
            self._say(failure(run, error, device))

    def _say(self, event: Event) -> None:
        self._said.append(event)

    def _take_said(self) -> list[Event]:
        said, self._said = self._said, []
        return said
