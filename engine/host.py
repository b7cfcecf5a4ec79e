"""Hosts runs: obeys commands, trains the runs in step with each other, tells what happened.

No input or output happens here: whoever drives a `Host` gives it commands, lets it work by calling
`turn`, and sends the events on. So the same code runs in a process of its own and in a thread.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any

from engine import messages
from engine.hosted import Hosted
from engine.messages import Array, Command, Event
from engine.openings import Built, Make, Openings
from engine.rounds import ROUND_SECONDS, Rounds
from engine.text import QT_TRANSLATE_NOOP, EngineError
from engine.waiting import Waiting

LOOK_FOR_OPENED = 0.002
"""Seconds after which to look again for what is being opened."""

SECONDS_TO_END = 1.0
"""So long the end waits for what is being opened."""


class Host(Rounds):
    """Obeys commands and trains.

    Call `handle` for each command and `turn` when `wait` is over; both return events to be sent, in
    order. `make` builds the trainer of a run and may raise `EngineError`; with `background` it does
    so in a thread, and all else goes on meanwhile.
    """

    def __init__(
        self,
        make: Make,
        clock: Callable[[], float] = time.perf_counter,
        background: bool = False,
    ) -> None:
        super().__init__(clock)
        self.ended = False
        self._openings = Openings(make, background)
        self._waiting = Waiting(self._openings.__contains__)
        self._stopped: set[str] = set()  # runs told to pause before they were open
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
            messages.Capture: self._capture,
            messages.Restore: self._restore,
            messages.SetCapture: self._set_capture,
            messages.Close: self._close,
            messages.Credit: self._credit,
            messages.Quit: self._quit,
        }

    # --- the driver's side -----------------------------------------------------------------------

    def handle(self, command: Command) -> list[Event]:
        """Obey `command`; returns what there is to tell."""
        if not self._waiting.takes(command):
            self._handlers[type(command)](command)
        return self._take_said()

    def turn(self) -> list[Event]:
        """Work for about 20 ms, if work is due; returns what there is to tell."""
        self._take_opened()
        self._work()
        return self._take_said()

    def wait(self) -> float | None:
        """Seconds until there is work; None: until the next command."""
        seconds = self._seconds_until_work()
        if self._openings:
            return LOOK_FOR_OPENED if seconds is None else min(seconds, LOOK_FOR_OPENED)
        return seconds

    def close(self) -> None:
        """End, and wait a little for what is being opened, for who goes on living."""
        self._quit(messages.Quit())
        self._openings.close(SECONDS_TO_END)

    # --- opening ---------------------------------------------------------------------------------

    def _open(self, command: messages.Open) -> None:
        self._runs.pop(command.run, None)
        self._openings.begin(command)
        self._take_opened()

    def _take_opened(self) -> None:
        """Take in the runs that are open now, and do what waited for them."""
        for built in self._openings.take():
            self._note_opened(built)
        self._resume()

    def _note_opened(self, built: Built) -> None:
        run, device = built.command.run, built.command.config.training.device
        with self._failing(run, device):
            changes = list(built.command.changes)
            hosted = self._runs[run] = Hosted(built.trainer(), device, changes=changes)
            self._say_opened(run, hosted)
            if due := hosted.due_changes():  # made before the first step
                self._change(run, hosted, due)
            if run in self._stopped:
                self._say(messages.Paused(run=run, step=hosted.trainer.step))
        self._stopped.discard(run)

    def _say_opened(self, run: str, hosted: Hosted) -> None:
        trainer = hosted.trainer
        hosted.told = trainer.outcome
        self._say(
            messages.Opened(
                run=run,
                facts=trainer.facts,
                preview=trainer.preview(),
                step=trainer.step,
                training=hosted.training,
                outcome=trainer.outcome,
            )
        )

    def _resume(self) -> None:
        while (command := self._waiting.next_ready()) is not None:
            self._handlers[type(command)](command)

    # --- commands --------------------------------------------------------------------------------

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
        with self._failing(run):
            self._begin_states(run, hosted)

    def _pause(self, command: messages.Pause) -> None:
        self._stop_starting(command.runs)
        pausing = self._known(command.runs or tuple(self._runs))
        pausing = [(run, hosted) for run, hosted in pausing if hosted.training]
        slowest = max((hosted.seconds_per_step for _, hosted in pausing), default=0.0)
        if slowest * sum(hosted.owed for _, hosted in pausing) <= ROUND_SECONDS:
            for run, hosted in pausing:
                if hosted.owed:
                    self._pay(run, hosted)
        for run, hosted in pausing:
            if hosted.training and run in self._runs:
                with self._failing(run):
                    self._rest(run, hosted)

    def _stop_starting(self, runs: tuple[str, ...]) -> None:
        """Let runs not start that wait to train; no runs named: all."""
        starting = self._waiting.starting()
        stopped = starting.intersection(runs) if runs else starting
        self._waiting.stop(stopped)
        for run in sorted(stopped):
            hosted = self._runs.get(run)
            if hosted is None:
                self._stopped.add(run)
            elif not hosted.training:
                self._say(messages.Paused(run=run, step=hosted.trainer.step))

    def _set_pace(self, command: messages.SetPace) -> None:
        self._pace.set(command.steps_per_second, self._clock())

    def _retune(self, command: messages.Retune) -> None:
        for run, hosted in self._known((command.run,)):
            self._change(run, hosted, command.changes)

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
            self._mark(command.run, parent)
            branch = self._runs[command.branch] = parent.branch()
            self._say_opened(command.branch, branch)
            self._mark(command.branch, branch)

    def _capture(self, command: messages.Capture) -> None:
        for run, hosted in self._known((command.run,)):
            with self._failing(run, refusing=True):
                data = hosted.trainer.state()
                step = hosted.trainer.step
                self._say(messages.State(run=run, step=step, reason="asked", data=data))

    def _restore(self, command: messages.Restore) -> None:
        for run, hosted in self._known((command.run,)):
            with self._failing(run, refusing=True):
                if hosted.training:
                    raise EngineError(
                        QT_TRANSLATE_NOOP(
                            "engine",
                            "A run that trains cannot be set to another of its states; pause it "
                            "first.",
                        )
                    )
                hosted.trainer.restore(command.state)
                hosted.told = outcome = hosted.trainer.outcome
                hosted.owed = 0
                step = hosted.trainer.step
                self._say(messages.Restored(run=run, step=step, outcome=outcome))

    def _set_capture(self, command: messages.SetCapture) -> None:
        self._capturing = command
        for run, hosted in list(self._runs.items()):
            hosted.captures = None
            if hosted.training:
                with self._failing(run):
                    self._begin_states(run, hosted)

    def _close(self, command: messages.Close) -> None:
        self._runs.pop(command.run, None)
        self._openings.drop(command.run)
        self._waiting.forget(command.run)
        self._stopped.discard(command.run)
        self._resume()

    def _credit(self, command: messages.Credit) -> None:
        self._blocks_under_way = max(0, self._blocks_under_way - command.blocks)

    def _quit(self, command: messages.Quit) -> None:
        self._runs.clear()
        self._waiting.clear()
        self.ended = True

    def _known(self, runs: Iterable[str]) -> list[tuple[str, Hosted]]:
        """Runs that are open; one that failed meanwhile has been told of already."""
        return [(run, self._runs[run]) for run in runs if run in self._runs]
