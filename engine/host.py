"""Hosts runs: obeys commands, trains the runs in step with each other, tells what happened.

No input or output happens here: whoever drives a `Host` gives it commands, lets it work by calling
`turn`, and sends the events on. So the same code runs in a process of its own and in a thread.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from engine import messages
from engine.config import ExperimentConfig
from engine.failures import failure
from engine.hosted import Hosted, Measured, Trainer
from engine.messages import Array, Command, Event, Sentence
from engine.pace import Pace
from engine.text import QT_TRANSLATE_NOOP, EngineError

ROUND_SECONDS = 0.016
"""Aim for one round, in which every run advances by equally many steps."""

LONGEST_TURN = 0.020
"""A round that takes longer is left after the run in progress, to look for commands."""

GROWTH = 4
"""A round has at most this many times the steps of the one before."""

BLOCKS_AHEAD = 8
"""Blocks per run that may be under way before the other side gives credit."""


class Host:
    """Obeys commands and trains.

    Call `handle` for each command and `turn` when `wait` is over; both return events to be sent, in
    order. `make` builds the trainer of a run and may raise `EngineError`.
    """

    def __init__(
        self,
        make: Callable[[ExperimentConfig], Trainer],
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        self.ended = False
        self._make = make
        self._clock = clock
        self._runs: dict[str, Hosted] = {}
        self._pace = Pace()
        self._round_steps = 0
        self._blocks_under_way = 0
        self._scan_is_next = False
        self._said: list[Event] = []
        self._handlers: dict[type[Command], Callable[[Any], None]] = {
            messages.Open: self._open,
            messages.Train: self._train,
            messages.Pause: self._pause,
            messages.Advance: self._advance_to,
            messages.SetPace: self._set_pace,
            messages.Retune: self._retune,
            messages.Look: self._look,
            messages.ScanDead: self._scan_dead,
            messages.Fetch: self._fetch,
            messages.Fork: self._fork,
            messages.Close: self._close,
            messages.Credit: self._credit,
            messages.Quit: self._quit,
        }

    # --- the driver's side -----------------------------------------------------------------------

    def handle(self, command: Command) -> list[Event]:
        """Obey `command`; returns what there is to tell."""
        self._handlers[type(command)](command)
        return self._take_said()

    def turn(self) -> list[Event]:
        """Work for about 20 ms, if work is due; returns what there is to tell."""
        if not self._may_send():
            return []
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
        return self._take_said()

    def wait(self) -> float | None:
        """Seconds until there is work; None: until the next command."""
        if not self._may_send():
            return None
        if self._scanning():
            return 0.0
        training = self._training()
        if not training:
            return None
        return 0.0 if self._owing(training) else self._pace.wait(self._clock())

    # --- training --------------------------------------------------------------------------------

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
        self._advance(run, hosted, steps)
        done = hosted.trainer.step - before
        hosted.owed = steps - done if hosted.training else 0
        if done and not scanned and not hosted.trainer.scanning:
            hosted.note_cost((self._clock() - begun) / done)

    def _advance(self, run: str, hosted: Hosted, steps: int) -> None:
        with self._failing(run):
            measured = hosted.trainer.advance(steps)
            self._say_block(run, measured)
            outcome = hosted.trainer.outcome
            if outcome is not None and outcome != hosted.told:
                hosted.training = False
                hosted.told = outcome
                self._say(messages.Finished(run=run, outcome=outcome))
            elif hosted.training and hosted.reached_goal:
                hosted.training = False
                self._say(messages.Paused(run=run, step=hosted.trainer.step))

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

    # --- commands --------------------------------------------------------------------------------

    def _open(self, command: messages.Open) -> None:
        self._runs.pop(command.run, None)
        with self._failing(command.run, command.config.training.device):
            trainer = self._make(command.config)
            self._runs[command.run] = Hosted(trainer, command.config.training.device)
            self._say(
                messages.Opened(run=command.run, facts=trainer.facts, preview=trainer.preview())
            )

    def _train(self, command: messages.Train) -> None:
        for run, hosted in self._known(command.runs):
            self._start(run, hosted, None)

    def _advance_to(self, command: messages.Advance) -> None:
        for run, hosted in self._known(command.runs):
            hosted.owed = 0
            with self._failing(run):
                trainer = hosted.trainer
                if command.to_epoch is None:
                    goal = trainer.step + command.steps
                else:
                    goal = trainer.step_at_end_of_epoch(command.to_epoch)
                self._start(run, hosted, goal)

    def _start(self, run: str, hosted: Hosted, goal: int | None) -> None:
        outcome = hosted.trainer.outcome
        if outcome is not None:
            self._say(messages.Finished(run=run, outcome=outcome))
            return
        if goal is not None and goal <= hosted.trainer.step:
            hosted.training = False
            self._say(messages.Paused(run=run, step=hosted.trainer.step))
            return
        if not self._training():
            self._round_steps = 0
            self._pace.start(self._clock())
        hosted.goal = goal
        hosted.training = True

    def _pause(self, command: messages.Pause) -> None:
        pausing = self._known(command.runs or tuple(self._runs))
        pausing = [(run, hosted) for run, hosted in pausing if hosted.training]
        slowest = max((hosted.seconds_per_step for _, hosted in pausing), default=0.0)
        if slowest * sum(hosted.owed for _, hosted in pausing) <= ROUND_SECONDS:
            for run, hosted in pausing:
                if hosted.owed:
                    self._pay(run, hosted)
        for run, hosted in pausing:
            if hosted.training and run in self._runs:
                hosted.training = False
                self._say(messages.Paused(run=run, step=hosted.trainer.step))

    def _set_pace(self, command: messages.SetPace) -> None:
        self._pace.set(command.steps_per_second, self._clock())

    def _retune(self, command: messages.Retune) -> None:
        for run, hosted in self._known((command.run,)):
            with self._failing(run, refusing=True):
                changes = dict(hosted.trainer.retune(command.changes))
                hosted.told = hosted.trainer.outcome
                step = hosted.trainer.step
                self._say(messages.Retuned(run=run, step=step, changes=changes))

    def _look(self, command: messages.Look) -> None:
        for run, hosted in self._known((command.run,)):
            with self._failing(run, refusing=True):
                parts = hosted.trainer.look(command.parts, command.resolution)
                self._say(messages.Picture(run=run, step=hosted.trainer.step, **parts))

    def _scan_dead(self, command: messages.ScanDead) -> None:
        for run, hosted in self._known((command.run,)):
            with self._failing(run, refusing=True):
                hosted.trainer.scan_dead()

    def _fetch(self, command: messages.Fetch) -> None:
        for run, hosted in self._known((command.run,)):
            with self._failing(run, refusing=True):
                found = hosted.trainer.parameters()
                arrays = {name: Array.of(values) for name, values in found.items()}
                step = hosted.trainer.step
                self._say(messages.Snapshot(run=run, step=step, parameters=arrays))

    def _fork(self, command: messages.Fork) -> None:
        parent = self._runs.get(command.run)
        device = "cpu" if parent is None else parent.device
        with self._failing(command.branch, device):
            if parent is None:
                raise EngineError(
                    QT_TRANSLATE_NOOP(
                        "engine", "The run to be forked has ended meanwhile; train it again first."
                    )
                )
            branch = self._runs[command.branch] = parent.branch()
            trainer = branch.trainer
            self._say(
                messages.Opened(
                    run=command.branch,
                    facts=trainer.facts,
                    preview=trainer.preview(),
                    step=trainer.step,
                    training=branch.training,
                    outcome=trainer.outcome,
                )
            )

    def _close(self, command: messages.Close) -> None:
        self._runs.pop(command.run, None)

    def _credit(self, command: messages.Credit) -> None:
        self._blocks_under_way = max(0, self._blocks_under_way - command.blocks)

    def _quit(self, command: messages.Quit) -> None:
        self._runs.clear()
        self.ended = True

    # --- helpers ---------------------------------------------------------------------------------

    def _known(self, runs: Iterable[str]) -> list[tuple[str, Hosted]]:
        """Runs that are open; one that failed meanwhile has been told of already."""
        return [(run, self._runs[run]) for run in runs if run in self._runs]

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
