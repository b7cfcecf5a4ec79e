"""What the window and the engine say to each other: commands down, events up; bytes, no pickle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from engine.config import ExperimentConfig
from engine.text import Message

if TYPE_CHECKING:
    import numpy.typing as npt

# numpy is loaded where it is used: the window stands before it.


class Struct(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """Base of the parts of messages."""


class Array(Struct, frozen=True):
    """A numpy array on the wire."""

    dtype: str
    shape: tuple[int, ...]
    data: bytes

    @classmethod
    def of(cls, values: npt.ArrayLike) -> Array:
        """Wrap `values` (copied, C order)."""
        import numpy as np

        array = np.ascontiguousarray(values)
        return cls(dtype=array.dtype.str, shape=array.shape, data=array.tobytes())

    def numpy(self) -> npt.NDArray[Any]:
        """Return the array, read-only."""
        import numpy as np

        return np.frombuffer(self.data, dtype=self.dtype).reshape(self.shape)


class Sentence(Struct, frozen=True):
    """A `Message` on the wire."""

    template: str
    values: dict[str, Any] = {}

    @classmethod
    def of(cls, message: Message) -> Sentence:
        """Wrap `message`; nested messages become nested sentences."""
        values = {
            name: ["sentence", *_pair(value)] if isinstance(value, Message) else _plain(value)
            for name, value in message.values.items()
        }
        return cls(template=message.template, values=values)

    def message(self) -> Message:
        """Return the message again."""
        values = {
            name: Sentence(template=value[1], values=value[2]).message()
            if isinstance(value, list) and len(value) == 3 and value[0] == "sentence"
            else value
            for name, value in self.values.items()
        }
        return Message(self.template, values)


def _pair(message: Message) -> tuple[str, dict[str, Any]]:
    sentence = Sentence.of(message)
    return sentence.template, sentence.values


def _plain(value: object) -> Any:
    """Return what msgpack can carry: its integers have 64 bits, and it knows no numpy numbers."""
    if value is None or type(value) in (str, float, bool):
        return value
    if isinstance(value, int) and -(2**63) <= value < 2**63:
        return int(value)
    return float(value) if isinstance(value, float) else str(value)


# --- parts of events ---------------------------------------------------------------------------


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


class Surface(Struct, frozen=True):
    """The network over the plane of two features.

    `values` float32 (classes or targets, height, width): probabilities of the classes (binary:
    one plane, of class 1) or outputs; row 0 is the smallest y.
    """

    x_range: tuple[float, float]
    y_range: tuple[float, float]
    values: Array


class FitCurve(Struct, frozen=True):
    """Predictions over one feature: `x` (m,), `y` (m, targets or classes)."""

    x: Array
    y: Array


class Confusion(Struct, frozen=True):
    """Counts (true class, predicted class) over the first `samples` of the `part` named."""

    counts: Array
    part: str  # "test" or "train"
    samples: int


class Distributions(Struct, frozen=True):
    """Histograms of each hidden layer's activations on a fixed probe of the training data.

    `counts` (layers, bins), `edges` (layers, bins + 1); `pre_counts`, `pre_edges` likewise of the
    pre-activations.
    """

    counts: Array
    edges: Array
    pre_counts: Array
    pre_edges: Array


# --- commands ----------------------------------------------------------------------------------


class Command(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Base of what the window asks of the engine."""


class Open(Command, frozen=True):
    """Load data and build the network of a run; it waits at step 0. Answer: Opened or Failed."""

    run: str
    config: ExperimentConfig


class Train(Command, frozen=True):
    """Train these runs together, interleaved at equal steps, until paused or finished."""

    runs: tuple[str, ...]


class Pause(Command, frozen=True):
    """Stop after the step in progress; no runs named: all."""

    runs: tuple[str, ...] = ()


class Advance(Command, frozen=True):
    """Train exactly `steps` steps, or to the end of the epoch `to_epoch`, then pause."""

    runs: tuple[str, ...]
    steps: int = 1
    to_epoch: int | None = None


class SetPace(Command, frozen=True):
    """Steps per second of each run; None: as fast as possible."""

    steps_per_second: float | None


class Retune(Command, frozen=True):
    """Change live fields, by dotted path. Answer: Retuned or Refused."""

    run: str
    changes: dict[str, Any]


class Look(Command, frozen=True):
    """Ask for pictures of the present state; parts: surface, curve, confusion, predictions,
    distributions, weights. Those that do not apply are left out. Answer: Picture."""

    run: str
    parts: tuple[str, ...]
    resolution: int = 80


class ScanDead(Command, frozen=True):
    """Measure the dead units now, exactly, over the whole training set. Answer: a Block."""

    run: str


class Fetch(Command, frozen=True):
    """Ask for a snapshot of the parameters. Answer: Snapshot."""

    run: str


class Fork(Command, frozen=True):
    """Split `run` where it stands: `branch` starts in the same state, and trains if `run` does.
    Answer: Opened or Failed, of the branch."""

    run: str
    branch: str


class Close(Command, frozen=True):
    """Forget a run and free its memory."""

    run: str


class Credit(Command, frozen=True):
    """Tell that this many blocks have been taken in; without credit the engine waits."""

    blocks: int


class Quit(Command, frozen=True):
    """End the engine."""


# --- events ------------------------------------------------------------------------------------


class Event(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Base of what the engine tells the window."""


class Ready(Event, frozen=True):
    """The engine has started."""

    torch_version: str
    devices: tuple[Device, ...]


class Opened(Event, frozen=True):
    """A run stands at `step`: at 0, or where it was forked off another one.

    `training` and `outcome` are what a branch has from the run that it was split off.
    """

    run: str
    facts: RunFacts
    preview: DataPreview
    step: int = 0
    training: bool = False
    outcome: Outcome | None = None


class Block(Event, frozen=True):
    """Measurements of consecutive steps: `values` float32 (steps, columns), and readings.

    `seconds` is the time spent training them (without waiting for the pace).
    """

    run: str
    first_step: int
    values: Array
    readings: tuple[Reading, ...] = ()
    seconds: float = 0.0


class Paused(Event, frozen=True):
    """A run waits at `step`."""

    run: str
    step: int


class Finished(Event, frozen=True):
    """A run reached its end or diverged."""

    run: str
    outcome: Outcome


class Failed(Event, frozen=True):
    """A run could not be opened or broke; `details` is for a report, not for the sentence.

    `field` names the configuration field at fault, if one is.
    """

    run: str
    sentence: Sentence
    field: str = ""
    details: str = ""


class Refused(Event, frozen=True):
    """A command could not be obeyed; the run goes on as it was."""

    run: str
    sentence: Sentence
    field: str = ""


class Retuned(Event, frozen=True):
    """Live fields changed after `step`: {path: [old, new]}."""

    run: str
    step: int
    changes: dict[str, tuple[Any, Any]]


class Picture(Event, frozen=True):
    """The parts asked for, as far as they apply, at `step` (weights after that step)."""

    run: str
    step: int
    surface: Surface | None = None
    curve: FitCurve | None = None
    confusion: Confusion | None = None
    predictions: Array | None = None  # of the images in the preview: (n,) classes
    distributions: Distributions | None = None
    weights: tuple[Array, ...] | None = None  # (out, in) per layer; only of small networks


class Snapshot(Event, frozen=True):
    """Parameters at `step`, under the names of a weights file (`layers.1.weight` …)."""

    run: str
    step: int
    parameters: dict[str, Array]


AnyCommand = (
    Open
    | Train
    | Pause
    | Advance
    | SetPace
    | Retune
    | Look
    | ScanDead
    | Fetch
    | Fork
    | Close
    | Credit
    | Quit
)
AnyEvent = (
    Ready | Opened | Block | Paused | Finished | Failed | Refused | Retuned | Picture | Snapshot
)

_encoder = msgspec.msgpack.Encoder()
_commands: msgspec.msgpack.Decoder[AnyCommand] = msgspec.msgpack.Decoder(AnyCommand)
_events: msgspec.msgpack.Decoder[AnyEvent] = msgspec.msgpack.Decoder(AnyEvent)


def encode(message: Command | Event) -> bytes:
    """Return `message` as bytes."""
    return _encoder.encode(message)


def decode_command(data: bytes) -> AnyCommand:
    """Return the command in `data`; raises `msgspec.ValidationError` for anything else."""
    return _commands.decode(data)


def decode_event(data: bytes) -> AnyEvent:
    """Return the event in `data`; raises `msgspec.ValidationError` for anything else."""
    return _events.decode(data)
