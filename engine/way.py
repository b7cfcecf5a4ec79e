"""Trains a run again, unseen, from a kept state to a later step: bit for bit what it did then."""

from __future__ import annotations

from engine.hosted import Trainer
from engine.messages import Way
from engine.text import QT_TRANSLATE_NOOP, EngineError

AT_ONCE = 1000
"""Steps between two looks at how far it is; what they measure is dropped."""


def walk(trainer: Trainer, way: Way) -> None:
    """Advance `trainer`, which stands at a state of the run, to the end of the way.

    Raises
    ------
    EngineError
        If the run ends before.
    """
    for step, values in way.changes:
        _advance(trainer, step)
        trainer.retune(values)
    _advance(trainer, way.step)


def _advance(trainer: Trainer, step: int) -> None:
    while trainer.step < step:
        trainer.advance(min(AT_ONCE, step - trainer.step))
        if trainer.outcome is not None and trainer.step < step:
            raise EngineError(
                QT_TRANSLATE_NOOP(
                    "engine",
                    "This run ends at step {end} and never comes to step {step}; choose an earlier "
                    "one.",
                ),
                end=trainer.step,
                step=step,
            )
