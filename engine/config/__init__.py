"""The configuration of a run."""

from engine.config.experiment import (
    ExperimentConfig,
    all_fields,
    differences,
    field_of,
    value_of,
    with_values,
)
from engine.config.fields import Field
from engine.config.json_text import SCHEMA, from_json, parse_value, read_config, to_json
from engine.config.needed import missing

__all__ = [
    "SCHEMA",
    "ExperimentConfig",
    "Field",
    "all_fields",
    "differences",
    "field_of",
    "from_json",
    "missing",
    "parse_value",
    "read_config",
    "to_json",
    "value_of",
    "with_values",
]
