"""The rows of the board: order, numbers, colours, names, selection, and the old runs kept."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, Signal

from engine.config import ExperimentConfig
from gui.run_names import automatic_names, branch_name, difference_texts
from gui.runs import Run, reference_of

GHOST_STEPS = 5
"""A run that trained no more steps leaves no ghost."""

MOST_GHOSTS = 12
"""Old runs kept; beyond that the oldest one goes."""

MOST_DIFFERENCES_IN_NAME = 2


class RunList(QObject):
    """Runs in the order in which they are shown, each followed by its ghosts, the newest first."""

    #: rows were added, removed or renamed
    changed = Signal()
    #: id of a run of which something but its measurements changed
    run_changed = Signal(str)
    #: id of the run that is selected now, "" without runs
    selected_changed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runs: list[Run] = []
        self._numbers = 0
        self._selected = ""

    def __iter__(self) -> Iterator[Run]:
        return iter(list(self._runs))

    def __len__(self) -> int:
        return len(self._runs)

    def find(self, id: str) -> Run | None:
        """Return the run called `id`, if it is (still) there."""
        return next((run for run in self._runs if run.id == id), None)

    @property
    def live(self) -> list[Run]:
        """The runs that are no ghosts."""
        return [run for run in self._runs if not run.ghost]

    @property
    def ghosts(self) -> list[Run]:
        """The old runs."""
        return [run for run in self._runs if run.ghost]

    @property
    def reference(self) -> Run | None:
        """The run that the others are compared with: the pinned one, else the first."""
        return reference_of(self._runs)

    def pin(self, run: Run | None) -> None:
        """Compare the others with `run`; None: with the first one again."""
        for each in self._runs:
            each.pinned = each is run
        self.changed.emit()

    @property
    def selected(self) -> Run | None:
        """The run that panels and form show."""
        return self.find(self._selected)

    def select(self, id: str) -> None:
        """Select the run called `id`."""
        if id != self._selected and self.find(id) is not None:
            self._selected = id
            self.selected_changed.emit(id)

    def add(self, config: ExperimentConfig, name: str = "") -> Run:
        """Append a planned run with the next number and the first free colour; select it."""
        self._numbers = self._numbers + 1 if self._runs else 1
        taken = {run.color_index for run in self.live}
        color = next(index for index in range(len(taken) + 1) if index not in taken)
        run = Run(number=self._numbers, color_index=color, config=config, name=name,
                  named=bool(name), lap=config.training.steps)  # fmt: skip
        self._runs.append(run)
        self.rename_all()
        self.select(run.id)
        return run

    def remove(self, *removed: Run) -> None:
        """Take runs off the board; if one was selected, the run that takes its place is."""
        place = next((k for k, run in enumerate(self._runs) if run.id == self._selected), 0)
        self._runs = [run for run in self._runs if run not in removed]
        self.rename_all()
        if self.selected is None:
            self._selected = self._runs[min(place, len(self._runs) - 1)].id if self._runs else ""
            self.selected_changed.emit(self._selected)

    def rename(self, run: Run, name: str) -> None:
        """Name a run; an empty name brings the automatic one back."""
        run.name = " ".join(name.split())
        run.named = bool(run.name)
        self.rename_all()

    def start_anew(self, run: Run, config: ExperimentConfig) -> None:
        """Put `run` back to step 0 with `config`; what it measured stays as a ghost.

        Ghosts of the same settings that show no more go, and the oldest beyond `MOST_GHOSTS`.
        """
        if run.step > GHOST_STEPS:
            ghost = run.become_ghost()
            run.config = config
            dropped = [each for each in self.ghosts if _shows_no_more(each, ghost)]
            self._runs.insert(self._runs.index(run) + 1, ghost)
            kept = [each for each in self.ghosts if each not in dropped]
            by_age = sorted(kept, key=lambda each: int(each.id.rpartition("-")[2]))
            self.remove(*dropped, *by_age[: max(0, len(kept) - MOST_GHOSTS)])
        else:
            run.begin_anew()
            run.config = config
            self.rename_all()
        self.run_changed.emit(run.id)

    def retire_all(self) -> None:
        """Let go of the runs that measured nothing; the others stay as ghosts, out of sight.

        Curves of another experiment would only crowd those that come now.
        """
        for run in self:
            run.visible = False
            if run.step and not run.ghost:
                run.retire()
        self.remove(*self.live)

    def rename_all(self) -> None:
        """Name the runs in the present language."""
        self._refresh_names()
        self.changed.emit()

    def _refresh_names(self) -> None:
        unnamed = [run for run in self.live if not run.named]
        single = [run for run in unnamed if run.split is None and run.seeds == 1]
        stacks = [run for run in unnamed if run.split is None and run.seeds > 1]
        configs = [run.config for run in single]
        configs += [run.config for run in stacks if run.config not in configs]
        names = automatic_names(configs)
        for run, name in zip(single, names, strict=False):
            run.name = name
        for run in stacks:
            run.name = f"{names[configs.index(run.config)]} ×{run.seeds}"
        for run in unnamed:
            if run.split is not None:
                others = [each.name for each in self if each is not run]
                run.name = branch_name(run.split.name, run.split.step, others)
        for ghost in self.ghosts:
            if not ghost.named:
                ghost.name = self._ghost_name(ghost)

    def _ghost_name(self, ghost: Run) -> str:
        heir = self.find(ghost.ghost_of)
        if heir is None:
            return ghost.name
        texts = difference_texts(heir.config, ghost.config)[:MOST_DIFFERENCES_IN_NAME]
        return ", ".join(texts) or heir.name


def _shows_no_more(old: Run, new: Run) -> bool:
    """Tell whether everything that the ghost `old` shows is shown by `new`, too."""
    same = old.ghost_of == new.ghost_of and old.config == new.config
    marked = old.shown_markers or new.shown_markers
    return same and not marked and old.step <= new.step
