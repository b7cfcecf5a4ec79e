"""What a row of the table of data sets is, and what its loader hands over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from engine.table import Row
from engine.text import Message

if TYPE_CHECKING:
    from torch import Generator, Tensor

    from engine.config.data import DataConfig

Params = Mapping[str, Any]
TaskFamily = Literal["classification", "regression"]

GENERATED_SAMPLES = 1000  # where no number is given
MAX_VALUES = 2**28  # input values of one data set: 1 GiB as float32


@dataclass(frozen=True, kw_only=True, eq=False)
class RawData:
    """Samples as they were generated or stand in a file, before noise, split and scaling.

    Attributes
    ----------
    inputs
        (n, d), float32, or uint8 for images.
    targets
        int64 (n,), classes from 0 to k-1; or float32 (n, c), numbers of a regression.
    feature_names, target_names
        One for each column of `inputs`; one for each column of `targets` of a regression.
    class_names
        One for each class; empty for a regression.
    image_shape
        (height, width, channels) where a row of `inputs` is an image, else None.
    planes
        The channels of an image follow each other as planes; else those of a pixel do.
    test
        Inputs and targets of the data's own test set, if it has one.
    keep_order
        The rows are never shuffled.
    notes
        What was decided while reading, to be shown.
    """

    inputs: Tensor
    targets: Tensor
    feature_names: tuple[str, ...]
    class_names: tuple[str, ...] = ()
    target_names: tuple[str, ...] = ()
    image_shape: tuple[int, int, int] | None = None
    planes: bool = False
    test: tuple[Tensor, Tensor] | None = None
    keep_order: bool = False
    notes: tuple[Message, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DatasetRow(Row):
    """A data set: how to get it, and what is known of it before.

    Attributes
    ----------
    generated
        Drawn from the data's generator, in any number of samples; else read or given.
    recommended_scaling
        The input scaling that suits it: `"none"`, `"standardize"` or `"minmax"`.
    task
        Parameters -> classification or regression, or None where only the file will tell.
    load
        (settings, all parameters, the data's generator) -> `RawData`; raises `EngineError`.
    """

    generated: bool
    recommended_scaling: str = "none"
    task: Callable[[Params], TaskFamily | None] = field(repr=False)
    load: Callable[[DataConfig, Params, Generator], RawData] = field(repr=False)


def classification(_: Params) -> TaskFamily:
    """Tell that the targets are classes, whatever the parameters."""
    return "classification"


def regression(_: Params) -> TaskFamily:
    """Tell that the targets are numbers, whatever the parameters."""
    return "regression"


def sample_count(config: DataConfig) -> int:
    """Return how many samples to generate; where none are given, the usual number."""
    return config.samples if isinstance(config.samples, int) else GENERATED_SAMPLES
