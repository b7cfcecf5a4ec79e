"""What a window needs to know of a run, told from its trainer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.initial_weights import gain_notes
from engine.messages import RunFacts, Sentence
from engine.text import QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from engine.trainer import Trainer


def facts_of(trainer: Trainer) -> RunFacts:
    """Return the facts of a run; of a stack, those of one of its networks."""
    data, shape = trainer.datasets[0], trainer.network.shape
    return RunFacts(
        columns=trainer.columns,
        sizes=shape.sizes,
        task=data.task,
        loss=trainer.loss.key,
        classes=data.classes,
        class_names=tuple(data.class_names),
        feature_names=tuple(data.feature_names),
        target_names=tuple(data.target_names),
        image_shape=data.image_shape,
        train_samples=trainer.train.count,
        test_samples=trainer.test.count,
        batch_size=trainer.batches.size or trainer.train.count,
        parameters=trainer.network.parameters.numel() // shape.models,
        memory=trainer.memory,
        device=trainer.config.training.device,
        notes=tuple(Sentence.of(each) for each in _notes(trainer)),
    )


def _notes(trainer: Trainer) -> list[Message]:
    notes = [*trainer.datasets[0].notes, *gain_notes(trainer.config)]
    if trainer.config.loss.name == "auto":
        text = QT_TRANSLATE_NOOP("engine", "Loss chosen by the task: {loss}.")
        notes.append(Message(text, {"loss": Message(trainer.loss.label)}))
    return notes
