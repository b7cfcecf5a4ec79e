"""Surveys of a run: begins them when they are due, and carries them out between its steps."""

from __future__ import annotations

from engine import survey
from engine.batches import Samples
from engine.loss_functions import Params
from engine.losses import Loss
from engine.measure_functions import Raw, inactive_units
from engine.measures import column
from engine.messages import Reading
from engine.network import Network
from engine.survey import Calendar, Survey


class Surveyor:
    """Takes the sparse measures of a run: test loss and accuracy, dead units.

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
        self._can_die = network.shape.hidden > 0 and network.groups[0].activation.can_die
        self._survey: Survey | None = None
        self._pending: list[Reading] = []
        self._asked = False
        self.resize(batch)

    def copy(self, network: Network) -> Surveyor:
        """Return what goes on in the same way for `network`; only the samples are shared."""
        copied = Surveyor(
            network, self._train, self._test, self._batch, self._loss, self._loss_params
        )
        copied._survey = None if self._survey is None else self._survey.copy(network)
        copied._pending = list(self._pending)
        copied._asked = self._asked
        return copied

    def resize(self, batch: int | None) -> None:
        """Go by another batch size from now on; None: all samples."""
        self._batch = batch
        self._calendar = self._make_calendar()

    @property
    def under_way(self) -> bool:
        """Whether `go_on` has something to do."""
        return self._survey is not None or self._asked

    def ask(self) -> None:
        """Have everything surveyed as soon as can be, exactly."""
        self._asked = self._can_die or self._test.count > 0

    def withdraw(self) -> None:
        """Take back what was asked and is not begun."""
        self._asked = False

    # --- when ----------------------------------------------------------------------------------

    def _make_calendar(self) -> Calendar | None:
        """Return when surveys are due; None if a full batch tells all there is to know."""
        scanned = self._train.count if self._can_die and self._batch is not None else 0
        samples = scanned + self._test.count
        return Calendar.of(samples, self._batch or self._train.count) if samples else None

    def may_train(self, step: int, end: int | None) -> bool:
        """Begin the survey that is due before `step`; False if an earlier one must end first."""
        if self._calendar is None or not (step in (1, end) or self._calendar.is_due(step)):
            return True
        return self._begin(step)

    def steps_until_due(self, step: int, end: int | None, most: int) -> int:
        """Return how many steps from `step` on, at least one, may follow before a survey is due."""
        if self._calendar is None:
            return most
        due = self._calendar.next_due(step)
        if end is not None and step < end:
            due = min(due, end)
        return min(most, due - step)

    # --- what ----------------------------------------------------------------------------------

    def _begin(self, step: int) -> bool:
        """Freeze the weights before `step`; False if an earlier survey is still under way."""
        if self._survey is not None and self._survey.step != step:
            return False
        if self._survey is None:
            self._start(step, self._train if self._can_die and self._batch is not None else None)
        return True

    def _start(self, step: int, train: Samples | None) -> None:
        if train is None and not self._test.count:
            return
        self._survey = Survey(
            self._network,
            step,
            train=train,
            test=self._test,
            loss=self._loss,
            loss_params=self._loss_params,
        )

    def go_on(self, step: int) -> None:
        """Do a slice of what is under way; what was asked for is begun with the weights of now,
        before `step`."""
        if self._survey is None and self._asked:
            self._asked = False
            self._start(step, self._train if self._can_die else None)
        if self._survey is None:
            return
        self._survey.work()
        if self._survey.done:
            self._pending += self._survey.readings()
            self._survey = None

    def read_full_batches(self, raw: Raw, steps: range, end: int | None) -> None:
        """Take dead units from full batches, where they are the inactive ones."""
        percent = inactive_units(raw)
        if percent is None or self._batch is not None:
            return
        for row, step in enumerate(steps):
            if step in (1, end) or step % survey.LEAST_INTERVAL == 0:
                for layer, values in enumerate(percent[row], start=1):
                    self._pending += survey.per_model(column("dead_units", layer), step, values)

    def take(self) -> tuple[Reading, ...]:
        """Return the readings that are complete, once."""
        readings, self._pending = tuple(self._pending), []
        return readings
