"""Settings of loss, optimiser, schedule and of the run itself."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from engine.config.fields import declare
from engine.config.section import Parameters, Section
from engine.losses import LOSSES
from engine.optimizers import OPTIMIZERS
from engine.schedules import SCHEDULES
from engine.text import QT_TRANSLATE_NOOP


class LossConfig(Section, frozen=True, kw_only=True):
    """What is minimised."""

    name: Annotated[
        str,
        declare(
            "choice",
            QT_TRANSLATE_NOOP("engine", "Loss"),
            QT_TRANSLATE_NOOP(
                "engine", "The function of predictions and targets that is minimised."
            ),
            table=LOSSES,
            extra_choices=("auto",),
            extra_choice_labels=(QT_TRANSLATE_NOOP("engine", "chosen by the task"),),
        ),
    ] = "auto"
    params: Annotated[
        Parameters,
        declare(
            "parameters",
            QT_TRANSLATE_NOOP("engine", "Loss parameters"),
            QT_TRANSLATE_NOOP("engine", "Parameters of the loss."),
            table=LOSSES,
            row_field="name",
        ),
    ] = msgspec.field(default_factory=dict)


class OptimizerConfig(Section, frozen=True, kw_only=True):
    """How parameters follow the gradient."""

    name: Annotated[
        str,
        declare(
            "choice",
            QT_TRANSLATE_NOOP("engine", "Optimiser"),
            QT_TRANSLATE_NOOP("engine", "The rule that turns gradients into steps."),
            table=OPTIMIZERS,
        ),
    ] = "adam"
    learning_rate: Annotated[
        float,
        declare(
            "float",
            QT_TRANSLATE_NOOP("engine", "Learning rate"),
            QT_TRANSLATE_NOOP("engine", "Length of a step along the (preconditioned) gradient."),
            minimum=0,
            maximum=1e6,
            logarithmic=True,
            live=True,
        ),
    ] = 0.01
    weight_decay: Annotated[
        float,
        declare(
            "float",
            QT_TRANSLATE_NOOP("engine", "Weight decay"),
            QT_TRANSLATE_NOOP(
                "engine",
                "Pulls parameters towards 0: added to the gradient (L2), or with AdamW straight to "
                "the parameters.",
            ),
            minimum=0,
            maximum=1e3,
            live=True,
        ),
    ] = 0.0
    clip_norm: Annotated[
        float | None,
        declare(
            "float",
            QT_TRANSLATE_NOOP("engine", "Clip gradient norm"),
            QT_TRANSLATE_NOOP(
                "engine", "Gradients are scaled down so that their global norm is at most this."
            ),
            minimum=0,
            maximum=1e12,
            exclusive_minimum=True,
            optional=True,
            none_label=QT_TRANSLATE_NOOP("engine", "off"),
            live=True,
        ),
    ] = None
    clip_value: Annotated[
        float | None,
        declare(
            "float",
            QT_TRANSLATE_NOOP("engine", "Clip gradient value"),
            QT_TRANSLATE_NOOP("engine", "Each gradient entry is cut to plus or minus this."),
            minimum=0,
            maximum=1e12,
            exclusive_minimum=True,
            optional=True,
            none_label=QT_TRANSLATE_NOOP("engine", "off"),
            live=True,
        ),
    ] = None
    params: Annotated[
        Parameters,
        declare(
            "parameters",
            QT_TRANSLATE_NOOP("engine", "Optimiser parameters"),
            QT_TRANSLATE_NOOP("engine", "Parameters of the optimiser."),
            table=OPTIMIZERS,
            row_field="name",
            live=True,
        ),
    ] = msgspec.field(default_factory=dict)


class ScheduleConfig(Section, frozen=True, kw_only=True):
    """How the learning rate changes over time."""

    name: Annotated[
        str,
        declare(
            "choice",
            QT_TRANSLATE_NOOP("engine", "Schedule"),
            QT_TRANSLATE_NOOP(
                "engine", "A factor on the learning rate that changes with the step."
            ),
            table=SCHEDULES,
        ),
    ] = "constant"
    params: Annotated[
        Parameters,
        declare(
            "parameters",
            QT_TRANSLATE_NOOP("engine", "Schedule parameters"),
            QT_TRANSLATE_NOOP("engine", "Parameters of the schedule."),
            table=SCHEDULES,
            row_field="name",
        ),
    ] = msgspec.field(default_factory=dict)


class TrainingConfig(Section, frozen=True, kw_only=True):
    """Batches, length, seed and machine."""

    batch_size: Annotated[
        int | Literal["full"],
        declare(
            "batch",
            QT_TRANSLATE_NOOP("engine", "Batch size"),
            QT_TRANSLATE_NOOP("engine", "Samples per step, or the full training set in each step."),
            minimum=1,
            maximum=10_000_000,
            live=True,
        ),
    ] = "full"
    steps: Annotated[
        int | None,
        declare(
            "int",
            QT_TRANSLATE_NOOP("engine", "End after"),
            QT_TRANSLATE_NOOP("engine", "Steps after which training ends; empty: it goes on."),
            minimum=1,
            maximum=10**12,
            optional=True,
            none_label=QT_TRANSLATE_NOOP("engine", "endless"),
            unit=QT_TRANSLATE_NOOP("engine", "steps"),
            live=True,
        ),
    ] = 100
    seed: Annotated[
        int,
        declare(
            "int",
            QT_TRANSLATE_NOOP("engine", "Seed"),
            QT_TRANSLATE_NOOP(
                "engine", "Seeds the generator of the weights and then of the batches."
            ),
            minimum=0,
            maximum=2**63 - 1,
        ),
    ] = 42
    stream: Annotated[
        int | None,
        declare(
            "int",
            QT_TRANSLATE_NOOP("engine", "One stream"),
            QT_TRANSLATE_NOOP(
                "engine",
                "If given, the weights go on with the data's generator as a plain script does, "
                "after "
                "this many earlier models of the same shape; full batch only.",
            ),
            minimum=0,
            maximum=10_000,
            optional=True,
            none_label=QT_TRANSLATE_NOOP("engine", "own seed"),
        ),
    ] = None
    device: Annotated[
        str,
        declare(
            "device",
            QT_TRANSLATE_NOOP("engine", "Device"),
            QT_TRANSLATE_NOOP("engine", "Where training is computed: cpu, cuda, cuda:1 …, or mps."),
        ),
    ] = "cpu"
    dtype: Annotated[
        str,
        declare(
            "choice",
            QT_TRANSLATE_NOOP("engine", "Precision"),
            QT_TRANSLATE_NOOP("engine", "Floating-point type of parameters and activations."),
            extra_choices=("float32", "float64"),
            extra_choice_labels=("float32", "float64"),
        ),
    ] = "float32"
    threads: Annotated[
        int,
        declare(
            "int",
            QT_TRANSLATE_NOOP("engine", "Threads"),
            QT_TRANSLATE_NOOP(
                "engine", "CPU threads of one training step; more than 1 slows small networks down."
            ),
            minimum=1,
            maximum=256,
        ),
    ] = 1
