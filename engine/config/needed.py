"""What a configuration cannot do without and does not have yet: a file, points to learn from."""

from __future__ import annotations

from engine.config.experiment import ExperimentConfig, all_fields
from engine.text import EngineError


def missing(config: ExperimentConfig) -> EngineError | None:
    """Return the sentence that asks for the first value still needed; None if nothing is.

    An empty value is no mistake but a beginning: the run is not ready, and nothing is to be read.
    """
    for owner in all_fields().values():
        if owner.declaration.kind != "parameters":
            continue
        section = getattr(config, owner.section)
        row, given = section.row_of(owner), getattr(section, owner.name)
        for told in row.parameters if row is not None else ():
            value = given.get(told.name, told.default)
            empty = not (value.strip() if isinstance(value, str) else value)
            if told.prompt and empty:
                return EngineError(told.prompt, field=f"{owner.path}.{told.name}")
    return None
