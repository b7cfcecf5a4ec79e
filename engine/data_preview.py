"""What the window draws of the data: points, sample images, extents. Nothing here draws from the
generators of a run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from torch import Tensor

    from engine.datasets import Dataset

MAX_IMAGES = 64
_MARGIN = 0.1  # of the extent, on each side


def preview(dataset: Dataset, limit: int = 2000) -> dict[str, NDArray[Any]]:
    """Return what is shown of the data, the same choice of samples every time.

    Returns
    -------
    dict
        Always `y_train`, `y_test`: the targets of at most `limit` samples of each set, int64 (k,)
        or float32 (k, c). With one or two features also `x_train`, `x_test`, float32 (k, d), in
        the scaled coordinates that the network sees. With images also those of up to 64 samples
        of the test set (of the training set, if there is none): `images`, float32 (k, height,
        width, channels) from 0 to 1; `image_inputs`, float32 (k, d), as the network sees them;
        `image_labels`, int64 (k,).
    """
    found: dict[str, NDArray[Any]] = {}
    sets = {
        "train": (dataset.x_train, dataset.y_train),
        "test": (dataset.x_test, dataset.y_test),
    }
    for name, (inputs, targets) in sets.items():
        rows = _some_rows(len(inputs), limit)
        found[f"y_{name}"] = _as_array(targets, rows)
        if inputs.shape[1] <= 2:
            found[f"x_{name}"] = _as_array(inputs, rows)
    if dataset.image_shape is not None:
        found.update(_images(dataset, dataset.image_shape))
    return found


def feature_range(dataset: Dataset) -> NDArray[np.float64]:
    """Return lowest and highest value of each feature, (d, 2), with a margin of a tenth.

    Over training and test set, in the scaled coordinates that the network sees: the extent of a
    decision surface or fit curve. A constant feature gets 1 to each side.
    """
    import torch

    sets = [inputs for inputs in (dataset.x_train, dataset.x_test) if len(inputs)]
    low = torch.stack([inputs.amin(dim=0) for inputs in sets]).amin(dim=0).double()
    high = torch.stack([inputs.amax(dim=0) for inputs in sets]).amax(dim=0).double()
    margin = torch.where(high > low, (high - low) * _MARGIN, 1.0)
    extent: NDArray[np.float64] = torch.stack((low - margin, high + margin), dim=1).numpy()
    return extent


def unscaled(dataset: Dataset, inputs: Tensor) -> Tensor:
    """Return scaled inputs (n, d) in the units in which the data came."""
    return inputs * dataset.scale + dataset.shift


def _images(dataset: Dataset, shape: tuple[int, int, int]) -> dict[str, NDArray[Any]]:
    own_test = len(dataset.x_test) > 0
    inputs = dataset.x_test if own_test else dataset.x_train
    labels = dataset.y_test if own_test else dataset.y_train
    rows = _some_rows(len(inputs), MAX_IMAGES)
    chosen = inputs[rows]
    pixels = unscaled(dataset, chosen).numpy()
    low, high = float(pixels.min()), float(pixels.max())
    shown = (pixels - low) / max(high - low, 1e-30)
    height, width, channels = shape
    if dataset.planes:
        shown = shown.reshape(-1, channels, height, width).transpose(0, 2, 3, 1)
    return {
        "images": shown.reshape(-1, *shape),
        "image_inputs": chosen.numpy(),
        "image_labels": _as_array(labels, rows),
    }


def _some_rows(available: int, limit: int) -> NDArray[np.int64]:
    """Return up to `limit` row numbers in ascending order, always the same ones."""
    if available <= limit:
        return np.arange(available)
    return np.sort(np.random.default_rng(0).choice(available, limit, replace=False))


def _as_array(values: Tensor, rows: NDArray[np.int64]) -> NDArray[Any]:
    array: NDArray[Any] = values[rows].numpy()
    return array
