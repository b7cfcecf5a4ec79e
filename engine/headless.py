"""Training without a window: `python3 main.py train` and what it writes."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from math import nan
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from engine.bootstrap import say
from engine.config import ExperimentConfig, parse_value, read_config, to_json, with_values
from engine.failures import explain, is_out_of_memory
from engine.history import History
from engine.history_memory import share_memory
from engine.measurements_csv import MeasurementsCsv, sparse_columns
from engine.messages import RunFacts
from engine.progress import Progress
from engine.run_folder import RunFolder, unwritable
from engine.run_summary import Ending, LastValues, summary
from engine.text import QT_TRANSLATE_NOOP, EngineError, Message

if TYPE_CHECKING:
    from engine.library.headless_run import HeadlessRun
    from engine.trainer import Measured, Trainer

Figure = Callable[[Path, History, RunFacts, ExperimentConfig, Message], None]
"""Draws a run into a PNG file; raises `ImportError` with the reason where it cannot."""

CONFIG, MEASUREMENTS, SUMMARY, FIGURE = FILES = (
    "config.json",
    "measurements.csv",
    "summary.json",
    "figure.png",
)
BAD_INPUT = 2
FAILED = 1
SIGNALLED = 128  # plus the number of the signal, as shells count

BLOCK_SECONDS = 0.1
"""Training is left about so often, to write and to look for Ctrl+C."""

MOST_BLOCK_STEPS = 4096
HISTORY_BYTES = 128 << 20
"""Memory for what the figure shows; longer runs keep their bins of steps."""


def main(args: argparse.Namespace, figure: Figure | None = None) -> int:
    """Train as the arguments of `main.py train` say, and return the exit code.

    0 when the run was trained, also if it diverged; 2 for bad input, told in one sentence; 1 when
    memory or disk gave out; 130 after Ctrl+C, with everything measured so far written.
    """
    device = "cpu"
    try:
        config = config_from(args)
        device = config.training.device
        from engine.trainer import Trainer

        trainer = Trainer(config)
        with RunFolder(Path(args.out), FILES) as folder, _kept(args, trainer) as kept:
            return Session(trainer, folder, figure, kept, quiet=args.quiet).run()
    except EngineError as error:
        say(str(error))
        return BAD_INPUT
    except KeyboardInterrupt:
        say(str(Message(QT_TRANSLATE_NOOP("engine", "Stopped before all results were written."))))
        return SIGNALLED + signal.SIGINT
    except OSError as error:
        say(str(unwritable(Path(args.out), error)))
        return FAILED
    except Exception as error:
        if not is_out_of_memory(error):
            raise
        say(str(explain(error, device)[0]))
        return FAILED


def _kept(args: argparse.Namespace, trainer: Trainer) -> AbstractContextManager[HeadlessRun | None]:
    """Return what keeps the run in the library, if it is to be kept; raises `EngineError`."""
    if not args.library:
        return nullcontext()
    from engine.library.headless_run import HeadlessRun
    from engine.library.place import default_path

    return HeadlessRun(default_path(), Path(args.out).resolve().name or "run", trainer)


def config_from(args: argparse.Namespace) -> ExperimentConfig:
    """Return the configuration that the arguments describe; raises `EngineError`.

    The file comes first, then each `--set`, then the options of their own.
    """
    config = ExperimentConfig() if args.config is None else read_config(Path(args.config))
    changes = {}
    for setting in args.set:
        name, _, value = setting.partition("=")
        changes[name.strip()] = parse_value(value.strip())
    options = {
        "training.steps": args.steps,
        "training.device": args.device,
        "training.seed": args.seed,
    }
    changes.update({path: value for path, value in options.items() if value is not None})
    config = with_values(config, changes)
    if config.training.steps is None:
        raise EngineError(
            QT_TRANSLATE_NOOP("engine", "{field} is empty: set it, or give --steps."),
            field="training.steps",
        )
    return config


class Session:
    """Trains one run to its end and writes its files."""

    def __init__(
        self,
        trainer: Trainer,
        folder: RunFolder,
        figure: Figure | None,
        kept: HeadlessRun | None,
        *,
        quiet: bool,
    ) -> None:
        self._trainer = trainer
        self._folder = folder
        self._figure = figure
        self._kept = kept
        self._quiet = quiet
        self._facts = trainer.facts
        self._history = History(trainer.columns)
        self._last = LastValues(trainer.columns)
        self._notes = [each.message() for each in self._facts.notes]
        self._seconds = 0.0
        self._step = 0

    def run(self) -> int:
        """Train, write, and return the exit code."""
        with catching_signals() as caught:
            ending = self._train_into_file(caught)
            if self._kept is not None:
                self._kept.end(ending)
            self._folder.write(CONFIG, to_json(self._trainer.config))
            self._write_summary(ending)
            self._draw(ending)
        if ending.kind == "failed":
            say(str(ending.sentence()))
            return FAILED
        if not self._quiet and sys.stdout is not None:
            told = QT_TRANSLATE_NOOP("engine", "{sentence} The results are in {path}.")
            path = str(self._folder.path)
            print(Message(told, {"sentence": ending.sentence(), "path": path}))
        return SIGNALLED + caught[0] if ending.kind == "stopped" else 0

    # --- training ------------------------------------------------------------------------------

    def _train_into_file(self, caught: list[int]) -> Ending:
        with self._folder.temporary(MEASUREMENTS).open("wb") as file:
            sparse = sparse_columns(self._trainer.columns, self._facts.test_samples)
            table = MeasurementsCsv(file, self._trainer.columns, sparse)
            ending = self._train(table, caught)
            table.finish()
        self._folder.keep(MEASUREMENTS)
        return ending

    def _train(self, table: MeasurementsCsv, caught: list[int]) -> Ending:
        trainer = self._trainer
        try:
            with Progress(trainer.end or 0, shown=not self._quiet) as progress:
                steps = 1
                while trainer.outcome is None and not caught:
                    measured = trainer.advance(0 if table.is_full else steps)
                    self._take(measured, table)
                    progress.show(self._step, self._last.row["loss/train"])
                    steps = next_block(len(measured.values), measured.seconds, steps)
                progress.show(self._step, self._last.row.get("loss/train", nan), last=True)
            table.write_out()
        except Exception as error:
            return self._failed(error)
        outcome = trainer.outcome
        if outcome is None:
            return Ending("stopped", self._step)
        return Ending(outcome.kind, outcome.step, outcome.layer)

    def _failed(self, error: Exception) -> Ending:
        """Return the ending that tells of `error`; what was measured before it is kept."""
        if isinstance(error, OSError):
            return Ending("failed", self._step, reason=unwritable(self._folder.path, error).message)
        if not is_out_of_memory(error):
            traceback.print_exception(error)
        return Ending("failed", self._step, reason=explain(error, self._facts.device)[0])

    def _take(self, measured: Measured, table: MeasurementsCsv) -> None:
        self._step = measured.first_step + len(measured.values) - 1
        self._seconds += measured.seconds
        self._last.take(measured.values, measured.readings)
        self._history.append(measured.first_step, measured.values)
        for each in measured.readings:
            self._history.append_reading(each.name, each.step, each.value)
        if self._history.nbytes > HISTORY_BYTES:
            share_memory([self._history], None, HISTORY_BYTES)
        if self._kept is not None:
            self._kept.take(measured)
        table.take(measured.values, measured.readings)
        if not self._trainer.scanning:
            table.write_out()

    # --- writing -------------------------------------------------------------------------------

    def _draw(self, ending: Ending) -> None:
        """Draw the figure; where that cannot be, remove a former one and say so."""
        try:
            if self._figure is None:
                raise ImportError("there is nothing to draw it with")
            self._figure(
                self._folder.temporary(FIGURE),
                self._history,
                self._facts,
                self._trainer.config,
                ending.sentence(),
            )
            self._folder.keep(FIGURE)
        except (ImportError, OSError) as error:
            self._folder.drop(FIGURE)
            template = QT_TRANSLATE_NOOP("engine", "No {name} was drawn: {reason}")
            note = Message(template, {"name": FIGURE, "reason": error})
            self._notes.append(note)
            self._write_summary(ending)
            if not self._quiet:
                say(str(note))

    def _write_summary(self, ending: Ending) -> None:
        import torch

        text = summary(
            ending,
            self._last,
            self._facts,
            seconds=self._seconds,
            torch_version=str(torch.__version__),
            notes=self._notes,
        )
        self._folder.write(SUMMARY, text)


def next_block(done: int, seconds: float, asked: int) -> int:
    """Return how many steps to ask for next, after `asked` of which `done` took `seconds`."""
    if seconds <= 0 or done == 0:
        return asked
    wanted = int(done * BLOCK_SECONDS / seconds)
    return max(1, min(wanted, 4 * asked, MOST_BLOCK_STEPS))


@contextmanager
def catching_signals() -> Iterator[list[int]]:
    """Yield a list of the signals that asked for an end; a second one interrupts at once."""
    caught: list[int] = []

    def catch(number: int, frame: FrameType | None) -> None:
        if caught:
            raise KeyboardInterrupt
        caught.append(number)

    if threading.current_thread() is not threading.main_thread():
        yield caught
        return
    former = {each: signal.signal(each, catch) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield caught
    finally:
        for each, handler in former.items():
            signal.signal(each, handler)
