"""The table of weight initializers."""

from __future__ import annotations

from engine.initializers.fixed import CONSTANT, FILE, NORMAL, ONES, UNIFORM, ZEROS
from engine.initializers.row import WeightInit
from engine.initializers.scaled import (
    KAIMING_NORMAL,
    KAIMING_UNIFORM,
    LECUN_NORMAL,
    MEAN_FIELD,
    ORTHOGONAL,
    PYTORCH_DEFAULT,
    XAVIER_NORMAL,
    XAVIER_UNIFORM,
)
from engine.table import Table

WEIGHT_INITIALIZERS: Table[WeightInit] = Table(
    PYTORCH_DEFAULT,
    UNIFORM,
    NORMAL,
    ZEROS,
    ONES,
    CONSTANT,
    KAIMING_NORMAL,
    KAIMING_UNIFORM,
    XAVIER_NORMAL,
    XAVIER_UNIFORM,
    ORTHOGONAL,
    LECUN_NORMAL,
    MEAN_FIELD,
    FILE,
)
