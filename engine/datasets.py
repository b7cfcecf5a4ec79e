"""The table of data sets, and how one becomes a training and a test set.

The order is fixed, so that a seed always gives the same data: load or generate, add noise, split,
scale. All random numbers come from one generator, seeded with `data.seed`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from engine.data_curves import CURVES
from engine.data_shapes import SHAPES
from engine.data_sources import SOURCES
from engine.dataset_row import GENERATED_SAMPLES, DatasetRow, RawData, TaskFamily
from engine.table import Table
from engine.text import QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from torch import Generator, Tensor

    from engine.config.data import DataConfig

__all__ = [
    "DATASETS",
    "GENERATED_SAMPLES",
    "Dataset",
    "DatasetRow",
    "RawData",
    "TaskFamily",
    "build",
]

TaskKind = Literal["binary", "multiclass", "regression"]

DATASETS: Table[DatasetRow] = Table(*SHAPES, *CURVES, *SOURCES)

_COLUMNS_AT_ONCE = 64  # statistics are taken in float64, a few columns at a time to save memory


@dataclass(frozen=True, kw_only=True, eq=False)
class Dataset:
    """A training and a test set, ready for a network.

    Attributes
    ----------
    x_train, x_test
        float32 (n, d), scaled; the test set may have 0 rows.
    y_train, y_test
        int64 (n,), classes from 0; or float32 (n, c), numbers of a regression.
    classes
        Number of classes; 0 for a regression.
    image_shape
        (height, width, channels) where an input is an image, else None.
    planes
        The channels of an image follow each other as planes; else those of a pixel do.
    shift, scale
        float32 (d,): scaled inputs are (inputs - shift) / scale.
    generator
        The data's generator, right after everything was drawn.
    notes
        What was decided on the way, to be shown.
    """

    name: str
    task: TaskKind
    x_train: Tensor = field(repr=False)
    y_train: Tensor = field(repr=False)
    x_test: Tensor = field(repr=False)
    y_test: Tensor = field(repr=False)
    classes: int
    class_names: tuple[str, ...]
    feature_names: tuple[str, ...] = field(repr=False)
    target_names: tuple[str, ...]
    image_shape: tuple[int, int, int] | None
    planes: bool = False
    shift: Tensor = field(repr=False)
    scale: Tensor = field(repr=False)
    generator: Generator = field(repr=False)
    notes: tuple[Message, ...] = ()


def build(config: DataConfig) -> Dataset:
    """Load or generate the data that `config` names, add noise, split and scale them.

    With a training share below 1 the samples are shuffled, and the first round(n * share) of
    them train, at least one, and at least one tests. With a share of 1 the order is kept and
    nothing is drawn. Where data bring their own test set, that is the whole test set, and the
    samples beyond the training share are left out.

    Raises
    ------
    EngineError
        One sentence, if the data cannot be read or are not what the settings say.
    """
    import torch

    generator = torch.Generator().manual_seed(config.seed)
    row = DATASETS[config.name]
    raw = row.load(config, row.resolve(config.params, "data.params"), generator)
    wanted = _wanted(raw, config)
    raw = _with_noise(raw, config.noise, generator)
    train, test = _split(raw, wanted, config.train_share, generator)
    shift, scale = _scaling(train[0], config.scaling)
    for inputs in (train[0], test[0]):
        _rescale(inputs, shift, scale, config.scaling)
    classes = len(raw.class_names)
    task: TaskKind = "regression" if not classes else "binary" if classes == 2 else "multiclass"
    return Dataset(
        name=config.name,
        task=task,
        x_train=train[0],
        y_train=train[1],
        x_test=test[0],
        y_test=test[1],
        classes=classes,
        class_names=raw.class_names,
        feature_names=raw.feature_names,
        target_names=raw.target_names,
        image_shape=raw.image_shape,
        planes=raw.planes,
        shift=shift.float(),
        scale=scale.float(),
        generator=generator,
        notes=raw.notes + _count_notes(raw, config) + _split_notes(raw, len(train[0]), wanted),
    )


def _wanted(raw: RawData, config: DataConfig) -> int:
    """Return how many samples are used for training and test (without an own test set)."""
    available = len(raw.inputs)
    return min(config.samples, available) if isinstance(config.samples, int) else available


def _count_notes(raw: RawData, config: DataConfig) -> tuple[Message, ...]:
    """Tell where the samples asked for and those there are differ; of files only."""
    available, asked = len(raw.inputs), config.samples
    if DATASETS[config.name].generated or not isinstance(asked, int) or asked == available:
        return ()
    if asked > available:
        text = QT_TRANSLATE_NOOP(
            "engine", "All {available} samples are used; {asked} were asked for."
        )
    else:
        text = QT_TRANSLATE_NOOP("engine", "{asked} of the {available} samples are used.")
    return (Message(text, {"asked": asked, "available": available}),)


def _with_noise(raw: RawData, noise: float, generator: Generator) -> RawData:
    """Return the data with Gaussian noise on the inputs, or on the targets of a regression."""
    import torch

    def noisy(values: Tensor) -> Tensor:
        values = values.float()
        return values + noise * torch.randn(values.shape, generator=generator)

    if noise == 0:
        return raw
    if not raw.class_names:
        return replace(raw, targets=noisy(raw.targets))
    inputs = noisy(raw.inputs)
    test = None if raw.test is None else (noisy(raw.test[0]), raw.test[1])
    return replace(raw, inputs=inputs, test=test)


def _split(
    raw: RawData, wanted: int, share: float, generator: Generator
) -> tuple[tuple[Tensor, Tensor], tuple[Tensor, Tensor]]:
    """Return (inputs, targets) for training and for the test, inputs as new float32 tensors."""
    import torch

    available = len(raw.inputs)
    training = wanted
    if share < 1 and wanted >= 2:
        training = min(max(round(wanted * share), 1), wanted - 1)
    if share < 1 and not raw.keep_order:
        order = torch.randperm(available, generator=generator)[:wanted]
    else:
        order = torch.arange(wanted)
    first, rest = order[:training], order[training:]
    test = (raw.inputs[rest], raw.targets[rest]) if raw.test is None else raw.test
    return (
        (raw.inputs[first].float(), raw.targets[first]),
        (test[0].to(torch.float32, copy=True), test[1]),
    )


def _split_notes(raw: RawData, training: int, wanted: int) -> tuple[Message, ...]:
    if raw.test is None or training == wanted:
        return ()
    told = QT_TRANSLATE_NOOP(
        "engine",
        "The test set is the data's own; {unused} of the {wanted} training samples are left out, "
        "as data.train_share says.",
    )
    return (Message(told, {"unused": wanted - training, "wanted": wanted}),)


def _scaling(inputs: Tensor, scaling: str) -> tuple[Tensor, Tensor]:
    """Return shift and scale, float64 (d,), measured on `inputs`; scale 1 where all are equal."""
    import torch

    features = inputs.shape[1]
    shift = torch.zeros(features, dtype=torch.float64)
    scale = torch.ones(features, dtype=torch.float64)
    if scaling == "none":
        return shift, scale
    for start in range(0, features, _COLUMNS_AT_ONCE):
        block = slice(start, start + _COLUMNS_AT_ONCE)
        values = inputs[:, block].double()
        low, high = values.amin(dim=0), values.amax(dim=0)
        if scaling == "standardize":
            spread, middle = torch.std_mean(values, dim=0, correction=0)
        else:
            spread, middle = high - low, low
        # Tested by the extremes: rounding alone can give a constant feature a tiny spread.
        shift[block] = middle
        scale[block] = torch.where(high > low, spread, 1.0)
    return shift, scale


def _rescale(inputs: Tensor, shift: Tensor, scale: Tensor, scaling: str) -> None:
    """Scale `inputs` in place; untouched, bit for bit, where they are wanted as they are."""
    if scaling == "none":
        return
    for start in range(0, inputs.shape[1], _COLUMNS_AT_ONCE):
        block = slice(start, start + _COLUMNS_AT_ONCE)
        inputs[:, block] = ((inputs[:, block].double() - shift[block]) / scale[block]).float()
