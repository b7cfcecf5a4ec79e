"""Sentences about settings of a run, with the settings' labels instead of their names in files."""

from __future__ import annotations

from engine.config import ExperimentConfig, field_of
from engine.text import EngineError, Message


def label_of(config: ExperimentConfig, path: str) -> str:
    """Return the untranslated label of the setting at a dotted path; the path if none has it."""
    try:
        owner = field_of(path)
        if path == owner.path:
            return owner.declaration.label
        row = getattr(config, owner.section).row_of(owner)
        return str(row.parameter(path.rpartition(".")[2]).label) if row is not None else path
    except (EngineError, KeyError):  # no such field, or none of the row chosen
        return path


def with_labels(message: Message, config: ExperimentConfig) -> Message:
    """Return a message that calls the field it names as the form does."""
    path = message.values.get("field")
    if not isinstance(path, str):
        return message
    label = label_of(config, path)
    if label == path:
        return message
    return Message(message.template, {**message.values, "field": Message(label)})
