"""Runs that start as another one did, or on purpose otherwise."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal

from engine.config import ExperimentConfig, with_values
from engine.text import EngineError
from gui.borrowed_weights import BorrowedWeights
from gui.engine_client import EngineClient
from gui.field_labels import with_labels
from gui.run_list import RunList
from gui.run_origin import Plan, beginning, other_settings
from gui.runs import Run
from gui.settings import Settings

MOST_SEEDS = 1000


def no_replay(run: Run | None) -> str:
    """Return why a run cannot be replayed, in the present language; "" if it can."""
    if run is None:
        return QCoreApplication.translate("Repeats", "There is no run to repeat.")
    if other_settings(run) is not None:
        return QCoreApplication.translate(
            "Repeats", "This branch went on under other settings; replay its parent and fork that."
        )
    return ""


def no_weights(run: Run, source: Run) -> str:
    """Return why `run` cannot start from the weights that `source` started from; "" if it can."""
    same = run.config.model.widths == source.config.model.widths
    if not same or run.config.data.name != source.config.data.name:
        return QCoreApplication.translate(
            "Repeats", "Its layers have other sizes; weights fit only where layers agree."
        )
    return ""


class Repeats(QObject):
    """Adds runs to the board that repeat one there: the same again, or new in one respect.

    `folder` is where files of weights are kept.
    """

    #: a `Message`
    problem = Signal(object)

    def __init__(
        self,
        runs: RunList,
        engine: EngineClient,
        settings: Settings,
        folder: Callable[[], Path],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._runs, self._engine, self._settings = runs, engine, settings
        self._weights = BorrowedWeights(engine, folder, self)
        self._weights.problem.connect(self.problem)

    def replay(self, run: Run) -> Run:
        """Add the same run again: weights, order of the data, and live changes at their steps.

        Those that are still to come count, where the run is a replay itself.
        """
        config, made = beginning(run)
        ahead = [each for each in run.plan if each[0] >= run.step and each not in made]
        return self._add(config, (*made, *ahead), run.seeds)

    def reseed(self, run: Run) -> Run:
        """Add a run with new weights and another order of the data; the data stay the same.

        Where the weights go on with the stream of the data, its next ones are drawn.
        """
        config, _ = beginning(run)
        if config.training.stream is None:
            used = [each.config.training.seed for each in self._runs]
            changes = {"training.seed": 1 + max(used)}
        else:
            streams = [each.config.training.stream for each in self._runs]
            changes = {"training.stream": 1 + max(each for each in streams if each is not None)}
        return self._add(with_values(config, changes), (), run.seeds)

    def start_from(self, run: Run, source: Run) -> None:
        """Add a run like `run` that starts from the weights that `source` started from."""
        config, _ = beginning(run)

        def add(path: Path) -> None:
            changes = {"init.weights": "file", "init.weights_params": {"path": str(path)}}
            self._add(with_values(config, changes), (), 1)

        self._weights.fetch(source, add)

    def set_seeds(self, run: Run, count: int) -> Run:
        """Train a run with so many seeds, as one stack; one that has begun stays as it is."""
        if run.step or run.training or run.ghost:
            return self._add(beginning(run)[0], (), count)
        run.seeds = count
        self._engine.open(run)
        self._runs.rename_all()
        self._runs.run_changed.emit(run.id)
        return run

    @property
    def one_stream(self) -> bool:
        """Whether the runs draw their weights from one stream, one after another."""
        return any(
            self._settings.wanted(run).training.stream is not None for run in self._runs.live
        )

    def set_one_stream(self, one: bool) -> None:
        """Choose what the runs draw their weights from.

        Each from its own seed, the same for all; or one after another from the stream that the
        data came from, as a script does that builds several models after one call of the seed.
        Where one of them cannot, all stay as they are, and `problem` tells why.
        """
        changed = []
        for place, run in enumerate(self._runs.live):
            stream = {"training.stream": place if one else None}
            try:
                changed.append((run, with_values(self._settings.wanted(run), stream)))
            except EngineError as error:
                self.problem.emit(with_labels(error.message, run.config))
                return
        for run, config in changed:
            self._settings.edit(run, config)

    def _add(self, config: ExperimentConfig, plan: Plan, seeds: int) -> Run:
        run = self._runs.add(config)
        run.plan, run.seeds = plan, seeds
        self._runs.rename_all()
        self._engine.open(run)
        self._runs.run_changed.emit(run.id)
        return run
