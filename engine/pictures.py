"""Pictures of a network's present state: decision surface, fit curve, confusion, distributions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor

from engine import data_preview
from engine.batches import Samples
from engine.datasets import Dataset
from engine.losses import Loss
from engine.messages import Array, Confusion, DataPreview, Distributions, FitCurve, Surface
from engine.network import Network

BINS = 48
PROBE_SAMPLES = 1000
PROBE_ENTRIES = 200_000
CONFUSION_SAMPLES = 2000
LEAST_ROWS = 64
MULTIPLICATIONS = 1_000_000_000  # a picture may take
DRAWN_WEIGHTS = 5000


class Gallery:
    """Draws the pictures of the first of the stacked networks, from fixed samples.

    Nothing here draws from the run's generators, and nothing changes the network.
    """

    def __init__(
        self, network: Network, data: Dataset, loss: Loss, train: Samples, test: Samples
    ) -> None:
        self._network, self._data, self._loss = network, data, loss
        self._train, self._test = train, test
        self._affordable = max(LEAST_ROWS, MULTIPLICATIONS // max(1, network.weights))
        self._preview = data_preview.preview(data)
        self._range = data_preview.feature_range(data)

    def preview(self) -> DataPreview:
        """Return a bounded sample of the data."""
        found = self._preview
        images = found.get("images")
        pixels = None if images is None else np.rint(images * 255).astype(np.uint8)
        return DataPreview(
            train_x=_wrap(found.get("x_train")),
            train_y=_wrap(found.get("y_train")),
            test_x=_wrap(found.get("x_test")),
            test_y=_wrap(found.get("y_test")),
            images=_wrap(pixels),
            image_y=_wrap(found.get("image_labels")),
        )

    def look(self, parts: Sequence[str], resolution: int) -> dict[str, Any]:
        """Return the pictures called `parts`, as fields of `messages.Picture`; None where one
        does not apply."""
        return {name: _PARTS[name](self, resolution) for name in parts if name in _PARTS}

    def _outputs(self, inputs: Tensor) -> Tensor:
        """Return predictions (n, classes or targets), for inputs (n, features)."""
        like = self._network.parameters
        x = inputs.to(like.device, like.dtype)[None]
        for _, a in self._network.evaluate(x):
            output = a
        return self._readable(output[0])

    def _readable(self, output: Tensor) -> Tensor:
        """Turn outputs into what the loss takes them for: probabilities, or numbers."""
        if self._data.task == "regression":
            return output
        if self._loss.key.startswith("cross_entropy"):
            return output.softmax(-1)
        if self._loss.key.startswith("bce"):
            return output.sigmoid()
        return output.clamp(0, 1)

    def _planes(self, output: Tensor) -> Tensor:
        """Return the columns to be drawn: of two classes the second, which tells all."""
        return output[:, -1:] if self._data.task == "binary" else output

    def _classes(self, output: Tensor) -> Tensor:
        """Return the predicted classes (n,) of readable outputs."""
        if output.shape[1] == 1:
            return output[:, 0].gt(0.5).long()
        return output.argmax(1)

    def _surface(self, resolution: int) -> Surface | None:
        if len(self._range) != 2:
            return None
        side = max(2, min(resolution, int(self._affordable**0.5)))
        (x0, x1), (y0, y1) = self._range.tolist()
        x, y = torch.linspace(x0, x1, side), torch.linspace(y0, y1, side)
        grid = torch.cartesian_prod(y, x).flip(1)
        values = self._planes(self._outputs(grid)).T.reshape(-1, side, side)
        return Surface(x_range=(x0, x1), y_range=(y0, y1), values=_array(values))

    def _curve(self, resolution: int) -> FitCurve | None:
        if len(self._range) != 1:
            return None
        points = max(2, min(4 * resolution, self._affordable))
        low, high = self._range[0].tolist()
        x = torch.linspace(low, high, points)
        return FitCurve(x=_array(x), y=_array(self._outputs(x[:, None])))

    def _confusion(self, resolution: int) -> Confusion | None:
        if self._data.task == "regression":
            return None
        part, samples = ("test", self._test) if self._test.count else ("train", self._train)
        count = min(samples.count, CONFUSION_SAMPLES, self._affordable)
        labels = samples.labels
        if labels is None:
            return None
        predicted = self._classes(self._outputs(samples.x[0, :count]))
        classes = self._data.classes
        pairs = labels[0, :count] * classes + predicted
        counts = torch.bincount(pairs, minlength=classes**2).reshape(classes, classes)
        return Confusion(counts=_array(counts), part=part, samples=count)

    def _predictions(self, resolution: int) -> Array | None:
        inputs = self._preview.get("image_inputs")
        if inputs is None or self._data.task == "regression":
            return None
        return _array(self._classes(self._outputs(torch.from_numpy(inputs))))

    def _distributions(self, resolution: int) -> Distributions | None:
        hidden = self._network.shape.hidden
        if not hidden:
            return None
        rows = min(PROBE_SAMPLES, PROBE_ENTRIES // self._network.shape.units, self._affordable)
        probe = self._train.x[:1, : max(8, rows)]
        layers = [(z[0], a[0]) for z, a in self._network.evaluate(probe)][:hidden]
        after = [_histogram(a) for _, a in layers]
        before = [_histogram(z) for z, _ in layers]
        return Distributions(
            counts=Array.of(np.stack([counts for counts, _ in after])),
            edges=Array.of(np.stack([edges for _, edges in after])),
            pre_counts=Array.of(np.stack([counts for counts, _ in before])),
            pre_edges=Array.of(np.stack([edges for _, edges in before])),
        )

    def _weights(self, resolution: int) -> tuple[Array, ...] | None:
        if self._network.shape.weights > DRAWN_WEIGHTS:
            return None
        return tuple(_array(group.weight(at)[0]) for group, at in self._network.layers())


_PARTS: dict[str, Callable[[Gallery, int], Any]] = {
    "surface": Gallery._surface,
    "curve": Gallery._curve,
    "confusion": Gallery._confusion,
    "predictions": Gallery._predictions,
    "distributions": Gallery._distributions,
    "weights": Gallery._weights,
}
"""No gallery holds methods of its own: a closed run frees its memory at once."""


def _histogram(values: Tensor) -> tuple[np.ndarray, np.ndarray]:
    """Return counts (bins,) and edges (bins + 1,) of the finite values, both float32."""
    single = values.float().cpu()
    finite = single[single.isfinite()].double()  # in float32 the span of the values may overflow
    low, high = (float(finite.min()), float(finite.max())) if finite.numel() else (0.0, 0.0)
    if not high > low:
        margin = max(0.5, abs(low) / 1000)
        low, high = low - margin, high + margin
    counts = torch.histc(finite, BINS, low, high).float().numpy()
    return counts, np.linspace(low, high, BINS + 1).astype(np.float32)


def _array(values: Tensor) -> Array:
    array = values.cpu()
    return Array.of((array.float() if array.is_floating_point() else array).numpy())


def _wrap(values: np.ndarray | None) -> Array | None:
    return None if values is None else Array.of(values)
