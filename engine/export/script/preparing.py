"""What happens to data between their source and the network: noise, split, scaling, types."""

from __future__ import annotations

from engine.config import ExperimentConfig
from engine.config.data import DataConfig
from engine.datasets import DATASETS
from engine.losses import LOSSES
from engine.messages import RunFacts

SCALING_CODES = {
    "none": "",
    "standardize": """\
# Mean 0 and standard deviation 1 for each feature; a constant one is only shifted.
# Measured on the training set alone: of the test set nothing must be known before.
values = x.double()
shift, scale = values.mean(dim=0), values.std(dim=0, correction=0)
scale[values.amin(dim=0) == values.amax(dim=0)] = 1.0""",
    "minmax": """\
# The range 0 to 1 for each feature; a constant one is only shifted.
# Measured on the training set alone: of the test set nothing must be known before.
values = x.double()
shift, scale = values.amin(dim=0), values.amax(dim=0) - values.amin(dim=0)
scale[scale == 0] = 1.0""",
}


def limits_samples(data: DataConfig) -> bool:
    """Tell whether only some of the samples of a file are used."""
    return not DATASETS[data.name].generated and isinstance(data.samples, int)


def prepare(config: ExperimentConfig, facts: RunFacts, *, own_test: bool) -> str:
    """Return the lines from the loaded data to what the network and the loss take.

    They need `x`, `y` (with an `own_test` set, `x_test`, `y_test` too) and leave the same.
    """
    parts = (
        _noise(config.data, facts, own_test),
        _split(config.data, own_test),
        _scale(config.data, bool(facts.test_samples)),
        *(_types(config, facts, end) for end in ("", "_test")[: 1 + bool(facts.test_samples)]),
    )
    return "\n".join(each for each in parts if each)


def _noise(data: DataConfig, facts: RunFacts, own_test: bool) -> str:
    if data.noise == 0:
        return ""
    if not facts.classes:
        return "y = y + NOISE * torch.randn(y.shape)  # on what is to be learnt"
    lines = ["x = x + NOISE * torch.randn(x.shape)  # on the inputs; the classes stay"]
    if own_test:
        lines.append("x_test = x_test + NOISE * torch.randn(x_test.shape)")
    return "\n".join(lines)


def _split(data: DataConfig, own_test: bool) -> str:
    limit = "[:SAMPLES]" if limits_samples(data) else ""
    first = f"x, y = x{limit}, y{limit}" if limit else ""
    if data.train_share == 1:
        return first
    if not data.params.get("shuffle", True):
        parts = (
            first,
            "x_test, y_test = x[TRAIN_SAMPLES:], y[TRAIN_SAMPLES:]  # the rows keep their order",
            "x, y = x[:TRAIN_SAMPLES], y[:TRAIN_SAMPLES]",
        )
        return "\n".join(each for each in parts if each)
    lines = [f"order = torch.randperm(len(x)){limit}"]
    if not own_test:
        lines.append("x_test, y_test = x[order[TRAIN_SAMPLES:]], y[order[TRAIN_SAMPLES:]]")
    lines.append("x, y = x[order[:TRAIN_SAMPLES]], y[order[:TRAIN_SAMPLES]]")
    return "\n".join(lines)


def _scale(data: DataConfig, has_test: bool) -> str:
    if data.scaling == "none":
        return ""
    names = ("x", "x_test") if has_test else ("x",)
    scaled = (f"{name} = (({name}.double() - shift) / scale).float()" for name in names)
    return "\n".join((SCALING_CODES[data.scaling], *scaled))


def _types(config: ExperimentConfig, facts: RunFacts, end: str) -> str:
    """Return what makes inputs and targets of the type that the loss takes."""
    place = "DTYPE" if config.training.device == "cpu" else "DEVICE, DTYPE"
    x, y = f"x{end}", f"y{end}"
    if LOSSES[facts.loss].target == "index" and facts.classes:
        moved = "" if config.training.device == "cpu" else f", {y}.to(DEVICE)"
        return f"{x}, {y} = {x}.to({place}), {y}.to(DEVICE)" if moved else f"{x} = {x}.to(DTYPE)"
    shaped = y
    if facts.task == "binary":
        shaped = f"{y}[:, None]"  # a column, as the network's output
    elif facts.task == "multiclass":
        shaped = f"F.one_hot({y}, {facts.classes})"
    return f"{x}, {y} = {x}.to({place}), {shaped}.to({place})"
