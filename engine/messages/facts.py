"""What the engine knows of machines and runs: parts of its events."""

from __future__ import annotations

from engine.messages.parts import Array, Sentence, Struct


class Device(Struct, frozen=True):
    """Where training can be computed: `name` as the configuration spells it, memory in bytes."""

    name: str
    label: str
    memory: int = 0


class RunFacts(Struct, frozen=True):
    """What is known of a run once its data are loaded and its network is built."""

    columns: tuple[str, ...]  # dense columns of its blocks, "epoch" first
    sizes: tuple[int, ...]  # units per layer: inputs, hidden layers, outputs
    task: str  # "binary", "multiclass" or "regression"
    loss: str  # key of the loss row in use ("auto" resolved)
    classes: int = 0
    class_names: tuple[str, ...] = ()
    feature_names: tuple[str, ...] = ()
    target_names: tuple[str, ...] = ()
    image_shape: tuple[int, int, int] | None = None  # (height, width, channels)
    train_samples: int = 0
    test_samples: int = 0
    batch_size: int = 0
    parameters: int = 0
    memory: int = 0  # estimated bytes
    device: str = "cpu"
    notes: tuple[Sentence, ...] = ()  # choices made for the user: loss, gain …
    models: int = 1  # networks of a stack of seeds, over which the columns are quantiles

    @property
    def hidden_layers(self) -> int:
        """Number of hidden layers."""
        return len(self.sizes) - 2

    @property
    def layers(self) -> int:
        """Number of layers with weights: the hidden ones and the output layer."""
        return len(self.sizes) - 1


class DataPreview(Struct, frozen=True):
    """A bounded sample of the data, to be drawn: points of 1 or 2 features, or images.

    `train_x` (n, features) float32, `train_y` (n,) classes or (n, targets) numbers; images are
    (n, height, width, channels) uint8 with their classes in `image_y`.
    """

    train_x: Array | None = None
    train_y: Array | None = None
    test_x: Array | None = None
    test_y: Array | None = None
    images: Array | None = None
    image_y: Array | None = None


class Reading(Struct, frozen=True):
    """A sparse measurement: taken with the weights before that step; `model` in a stack."""

    name: str
    step: int
    value: float
    model: int = 0


class Outcome(Struct, frozen=True):
    """How a run ended: "finished" or "diverged" (first at `layer`, from 1 at the input)."""

    kind: str
    step: int
    layer: int = 0
