"""Surveys of a run: begins them when they are due, and carries them out between its steps."""

from __future__ import annotations

import time
from typing import Literal

from torch import Tensor

from engine import survey
from engine.batches import Samples
from engine.log_steps import is_log_step
from engine.loss_functions import Params
from engine.losses import Loss
from engine.measure_functions import Raw, inactive_units
from engine.measures import column
from engine.messages import Reading
from engine.network import Network
from engine.survey import Survey, cost_per_sample
from engine.survey_calendar import LEAST_INTERVAL, Calendar

Kind = Literal["test", "dead"]
KINDS: tuple[Kind, ...] = ("test", "dead")
"""Loss and accuracy on the test set; dead units over the training set, which are dearer."""
PER_DOUBLING: dict[Kind, float] = {"test": 2, "dead": 1}


class Surveyor:
    """Takes the sparse measures of a run: test loss and accuracy, dead units.

    Each kind has a calendar of its own, and one survey of each may be under way.

    Parameters
    ----------
    network
        The networks that train.
    train, test
        Their samples.
    batch
        Samples in a batch; None for all, whose inactive units are then the dead ones.
    loss, loss_params
        What the test loss is.
    """

    def __init__(
        self,
        network: Network,
        train: Samples,
        test: Samples,
        batch: int | None,
        loss: Loss,
        loss_params: Params,
    ) -> None:
        self._network = network
        self._train, self._test = train, test
        self._loss, self._loss_params = loss, loss_params
        can_die = network.shape.hidden > 0 and network.groups[0].activation.can_die
        self._samples: dict[Kind, int] = {"test": test.count, "dead": train.count * can_die}
        self._under_way: dict[Kind, Survey] = {}
        self._asked: set[Kind] = set()
        self._pending: list[Reading] = []
        self._until: float | None = None
        self.resize(batch)

    def copy(self, network: Network) -> Surveyor:
        """Return what goes on in the same way for `network`; only the samples are shared.

        A survey under way begins again on its frozen weights, and so gives the same readings.
        """
        copied = Surveyor(
            network, self._train, self._test, self._batch, self._loss, self._loss_params
        )
        for kind, each in self._under_way.items():
            copied.begin(kind, each.step, each.frozen.clone())
        copied._pending = list(self._pending)
        copied._asked = set(self._asked)
        return copied

    def resize(self, batch: int | None) -> None:
        """Go by another batch size from now on; None: all samples."""
        self._batch = batch
        self._calendars = {
            kind: Calendar.of(
                self._samples[kind],
                batch or self._train.count,
                cost_per_sample(self._network),
                PER_DOUBLING[kind],
            )
            for kind in KINDS
            if self._samples[kind] and (kind == "test" or batch is not None)
        }

    @property
    def busy(self) -> bool:
        """Whether `go_on` has something to do."""
        return bool(self._under_way or self._asked)

    @property
    def under_way(self) -> dict[Kind, Survey]:
        """The surveys that are begun and not done."""
        return dict(self._under_way)

    @property
    def asked(self) -> tuple[Kind, ...]:
        """The surveys that are to be begun as soon as can be."""
        return tuple(kind for kind in KINDS if kind in self._asked)

    def ask(self, kinds: tuple[Kind, ...] = KINDS) -> None:
        """Have these surveyed as soon as can be, exactly."""
        self._asked |= {kind for kind in kinds if self._samples[kind]}

    def withdraw(self) -> None:
        """Take back what was asked and is not begun."""
        self._asked.clear()

    def forget(self) -> None:
        """Drop what was asked, what is under way and what was read."""
        self._asked.clear()
        self._under_way.clear()
        self._pending.clear()

    # --- when ----------------------------------------------------------------------------------

    def may_train(self, step: int, end: int | None) -> bool:
        """Begin what is due before `step`; False if an earlier one of its kind must end first."""
        due = [
            kind
            for kind, calendar in self._calendars.items()
            if step in (1, end) or calendar.is_due(step)
        ]
        if any(kind in self._under_way and self._under_way[kind].step != step for kind in due):
            return False
        for kind in due:
            if kind not in self._under_way:
                self.begin(kind, step)
        return True

    def steps_until_due(self, step: int, end: int | None, most: int) -> int:
        """Return how many steps from `step` on, at least one, may follow before a survey is due."""
        dues = [each.next_due(step) for each in self._calendars.values()]
        if dues and end is not None and step < end:
            dues.append(end)
        return min([most, *(due - step for due in dues)])

    # --- what ----------------------------------------------------------------------------------

    def begin(self, kind: Kind, step: int, frozen: Tensor | None = None) -> None:
        """Begin a survey of the weights before `step`: of `frozen`, or of the present ones."""
        self._under_way[kind] = Survey(
            self._network,
            step,
            train=self._train if kind == "dead" else None,
            test=self._test if kind == "test" else None,
            loss=self._loss,
            loss_params=self._loss_params,
            frozen=frozen,
        )

    def begin_slice(self) -> None:
        """Let `go_on` work for about 20 ms from its next call on."""
        self._until = None

    def go_on(self, step: int) -> None:
        """Work on what is under way, if the slice is not over; what was asked for is begun with
        the weights of now, before `step`."""
        for kind in self.asked:
            if kind not in self._under_way:
                self._asked.discard(kind)
                self.begin(kind, step)
        for kind in KINDS:
            if kind in self._under_way:
                self._work(kind)

    def _work(self, kind: Kind) -> None:
        now = time.perf_counter()
        if self._until is None:
            self._until = now + survey.SLICE_SECONDS
        elif now >= self._until:
            return
        under_way = self._under_way[kind]
        under_way.work(self._until - now)
        if under_way.done:
            self._pending += under_way.readings()
            del self._under_way[kind]

    def read_full_batches(self, raw: Raw, steps: range, end: int | None) -> None:
        """Take dead units from full batches, where they are the inactive ones."""
        percent = inactive_units(raw)
        if percent is None or self._batch is not None:
            return
        for row, step in enumerate(steps):
            if step == end or step % LEAST_INTERVAL == 0 or _is_among_the_first(step):
                for layer, values in enumerate(percent[row], start=1):
                    self._pending += survey.per_model(column("dead_units", layer), step, values)

    def take(self) -> tuple[Reading, ...]:
        """Return the readings that are complete, once."""
        readings, self._pending = tuple(self._pending), []
        return readings


def _is_among_the_first(step: int) -> bool:
    return step < LEAST_INTERVAL and is_log_step(step, PER_DOUBLING["test"])
