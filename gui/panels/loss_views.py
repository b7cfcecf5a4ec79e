"""The views of the loss panel, declared as data."""

from __future__ import annotations

from dataclasses import dataclass

from engine.text import QT_TRANSLATE_NOOP


@dataclass(frozen=True)
class LossView:
    """A view of the panel: measures of the training and test set, and how they are shown."""

    key: str
    name: str
    axis: str
    hint: str
    train: str
    test: str = ""
    factor: float = 1.0
    unit: str = ""
    scale: str = "log"

    @property
    def measures(self) -> tuple[str, ...]:
        """Keys of the measures drawn."""
        return (self.train, self.test) if self.test else (self.train,)


VIEWS = {
    each.key: each
    for each in (
        LossView(
            key="loss",
            name=QT_TRANSLATE_NOOP("engine", "loss"),
            axis=QT_TRANSLATE_NOOP("engine", "loss"),
            hint=QT_TRANSLATE_NOOP(
                "engine",
                "Loss of each run: of each batch thin, smoothed thick, of the test set dashed.",
            ),
            train="loss/train",
            test="loss/test",
        ),
        LossView(
            key="accuracy",
            name=QT_TRANSLATE_NOOP("engine", "accuracy"),
            axis=QT_TRANSLATE_NOOP("engine", "accuracy (%)"),
            hint=QT_TRANSLATE_NOOP(
                "engine",
                "Samples classified rightly: of each batch thin, smoothed thick, of the test set "
                "dashed.",
            ),
            train="accuracy/train",
            test="accuracy/test",
            factor=100.0,
            unit=" %",
            scale="linear",
        ),
        LossView(
            key="learning_rate",
            name=QT_TRANSLATE_NOOP("engine", "learning rate"),
            axis=QT_TRANSLATE_NOOP("engine", "learning rate"),
            hint=QT_TRANSLATE_NOOP("engine", "The rate each step used: base rate times schedule."),
            train="learning_rate",
        ),
    )
}
