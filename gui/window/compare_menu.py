"""The menu of + Compare: which run to put beside the selected one."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from gui.repeats import MOST_SEEDS, no_replay, no_weights
from gui.session import Session
from gui.toolbar_menus import ask_number

SEEDS = (1, 5, 10, 20, 50)


class CompareMenu(QMenu):
    """Copies of the selected run: unchanged, the very same, with new weights, with many seeds.

    What cannot be done says why in its tooltip.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setToolTipsVisible(True)
        self._duplicate = self.addAction("", session.duplicate_selected)
        self._replay = self.addAction("", self._do_replay)
        self._reseed = self.addAction("", self._do_reseed)
        self._weights = self.addMenu("")
        self._weights.setToolTipsVisible(True)
        self._weights.aboutToShow.connect(self._fill_weights)
        self._seeds = self.addMenu("")
        self._seed_actions = {
            count: self._seeds.addAction("", lambda count=count: self._train_seeds(count))
            for count in SEEDS
        }
        self._ask_seeds = self._seeds.addAction("", self.ask_seeds)
        self.addSeparator()
        self._stream = self.addMenu("")
        group = QActionGroup(self)
        self._same_seed = self._choice(group, one=False)
        self._one_stream = self._choice(group, one=True)
        self.aboutToShow.connect(self.refresh)
        self.retranslate()

    def _choice(self, group: QObject, one: bool) -> QAction:
        action = self._stream.addAction("", lambda: self._session.repeats.set_one_stream(one))
        action.setCheckable(True)
        action.setActionGroup(group)  # type: ignore[arg-type]  # a QActionGroup
        return action

    # --- texts -----------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Renew the texts in the present language."""
        self._duplicate.setText(self.tr("Duplicate, to change something"))
        self._replay.setText(self.tr("Replay: the same run again"))
        self._reseed.setText(self.tr("Reseed: new weights"))
        self._weights.setTitle(self.tr("Start from the weights of"))
        self._seeds.setTitle(self.tr("Train with several seeds"))
        for count, action in self._seed_actions.items():
            one = self.tr("1 seed: one curve")
            many = self.tr("{count} seeds: median and 10–90 % band")
            action.setText(one if count == 1 else many.format(count=count))
        self._ask_seeds.setText(self.tr("Number of seeds…"))
        self._stream.setTitle(self.tr("Random numbers of these runs"))
        self._same_seed.setText(self.tr("Same seed for each run"))
        self._same_seed.setToolTip(
            self.tr("Each run begins with the same random numbers: a fair comparison")
        )
        self._one_stream.setText(self.tr("One stream, as scripts do"))
        self._one_stream.setToolTip(
            self.tr("One seed at the top of a script: each model draws what the last one left")
        )
        self.refresh()

    def refresh(self) -> None:
        """Say what can be done with the selected run."""
        run = self._session.selected
        refusal = no_replay(run)
        tips = {
            self._replay: self.tr(
                "Same weights, same order of the data, live changes at the same steps"
            ),
            self._reseed: self.tr(
                "The next seed for weights and order of the data; the data stay the same"
            ),
        }
        for action, tip in tips.items():
            action.setEnabled(not refusal)
            action.setToolTip(refusal or tip)
        self._seeds.setEnabled(not refusal)
        others = [each for each in self._session.runs if each is not run]
        self._weights.setEnabled(bool(others) and not refusal)
        one = self._session.repeats.one_stream
        self._one_stream.setChecked(one)
        self._same_seed.setChecked(not one)

    def _fill_weights(self) -> None:
        self._weights.clear()
        selected = self._session.selected
        if selected is None:
            return
        for run in self._session.runs:
            if run is selected:
                continue
            refusal = no_replay(run) or no_weights(selected, run)
            action = self._weights.addAction(
                run.name, lambda run=run: self._session.repeats.start_from(selected, run)
            )
            action.setEnabled(not refusal)
            action.setToolTip(refusal or self.tr("Its weights at step 0, whatever it learned"))

    # --- what is chosen --------------------------------------------------------------------------

    def _do_replay(self) -> None:
        if (run := self._session.selected) is not None:
            self._session.repeats.replay(run)

    def _do_reseed(self) -> None:
        if (run := self._session.selected) is not None:
            self._session.repeats.reseed(run)

    def _train_seeds(self, count: int) -> None:
        if (run := self._session.selected) is not None:
            self._session.repeats.set_seeds(run, count)

    def ask_seeds(self) -> None:
        """Ask for the number of seeds."""
        ask_number(
            self.parentWidget() or self,
            self.tr("Several seeds"),
            self.tr("Number of seeds"),
            50,
            lambda count: self._train_seeds(min(count, MOST_SEEDS)),
        )
