"""Settings of the data."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import UNSET, UnsetType

from engine.config.fields import declare
from engine.config.section import Parameters, Section
from engine.datasets import DATASETS, GENERATED_SAMPLES
from engine.text import QT_TRANSLATE_NOOP


class DataConfig(Section, frozen=True, kw_only=True):
    """Which data, how many, and how they are prepared."""

    name: Annotated[
        str,
        declare(
            "choice",
            QT_TRANSLATE_NOOP("engine", "Data"),
            QT_TRANSLATE_NOOP("engine", "The data set that the network learns."),
            table=DATASETS,
        ),
    ] = "disc"
    samples: Annotated[
        int | UnsetType | None,
        declare(
            "int",
            QT_TRANSLATE_NOOP("engine", "Samples"),
            QT_TRANSLATE_NOOP(
                "engine",
                "How many samples are generated; of data from files, how many are used (empty: "
                "all).",
            ),
            minimum=2,
            maximum=10_000_000,
            optional=True,
            none_label=QT_TRANSLATE_NOOP("engine", "all"),
        ),
    ] = UNSET
    noise: Annotated[
        float,
        declare(
            "float",
            QT_TRANSLATE_NOOP("engine", "Noise"),
            QT_TRANSLATE_NOOP(
                "engine",
                "Standard deviation of the Gaussian noise added to the inputs after the classes "
                "are "
                "known, or to the targets of a regression.",
            ),
            minimum=0,
            maximum=100,
        ),
    ] = 0.0
    seed: Annotated[
        int,
        declare(
            "int",
            QT_TRANSLATE_NOOP("engine", "Data seed"),
            QT_TRANSLATE_NOOP(
                "engine", "Seeds the generator that draws, shuffles and splits the data."
            ),
            minimum=0,
            maximum=2**63 - 1,
        ),
    ] = 42
    train_share: Annotated[
        float,
        declare(
            "float",
            QT_TRANSLATE_NOOP("engine", "Training share"),
            QT_TRANSLATE_NOOP(
                "engine", "Share of the samples used for training; the rest is the test set."
            ),
            minimum=0,
            maximum=1,
            exclusive_minimum=True,
        ),
    ] = 1.0
    scaling: Annotated[
        str,
        declare(
            "choice",
            QT_TRANSLATE_NOOP("engine", "Input scaling"),
            QT_TRANSLATE_NOOP(
                "engine",
                "How inputs are scaled, measured on the training set: as they are, to mean 0 and "
                "standard deviation 1 per feature, or to the range 0 to 1 per feature.",
            ),
            extra_choices=("none", "standardize", "minmax"),
            extra_choice_labels=(
                QT_TRANSLATE_NOOP("engine", "as they are"),
                QT_TRANSLATE_NOOP("engine", "standardised"),
                QT_TRANSLATE_NOOP("engine", "range 0 to 1"),
            ),
        ),
    ] = "none"
    params: Annotated[
        Parameters,
        declare(
            "parameters",
            QT_TRANSLATE_NOOP("engine", "Data parameters"),
            QT_TRANSLATE_NOOP("engine", "Parameters of the data set."),
            table=DATASETS,
            row_field="name",
        ),
    ] = msgspec.field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.samples is UNSET:
            generated = DATASETS[self.name].generated
            msgspec.structs.force_setattr(self, "samples", GENERATED_SAMPLES if generated else None)
