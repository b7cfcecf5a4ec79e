"""Runs with made-up measurements: enough for panels to draw, with no engine."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.config import ExperimentConfig, with_values
from engine.history import History
from engine.messages import (
    Array,
    Confusion,
    DataPreview,
    Distributions,
    FitCurve,
    Picture,
    RunFacts,
    Surface,
)
from gui.runs import Run

HIDDEN_KEYS = ("inactive_units", "sparsity", "saturation", "activation/mean", "activation/std")
LAYER_KEYS = (
    "gradient_norm/weight", "gradient_norm/preactivation", "gradient_norm/bias",
    "weight_norm", "update_ratio",
)  # fmt: skip


def made_config(**changes: Any) -> ExperimentConfig:
    """The default configuration with dotted paths changed (dots written as __)."""
    values = {name.replace("__", "."): value for name, value in changes.items()}
    return with_values(ExperimentConfig(), values)


def columns_of(hidden: int) -> tuple[str, ...]:
    names = ["epoch", "loss/train", "accuracy/train", "learning_rate", "gradient_norm/global"]
    names += [f"{key}/{layer}" for key in LAYER_KEYS for layer in range(1, hidden + 2)]
    names += [f"{key}/{layer}" for key in HIDDEN_KEYS for layer in range(1, hidden + 1)]
    return tuple(names)


def made_values(columns: tuple[str, ...], steps: int, seed: int, floor: float) -> np.ndarray:
    """Curves that look like training: falling noisy losses, gradients layer by layer."""
    rng = np.random.default_rng(seed)
    at = np.arange(1, steps + 1)
    fall = (0.7 - floor) * np.exp(-at / (0.08 * steps))
    fall += floor * (1 + 3 * np.exp(-at / (0.3 * steps)))
    walk = np.exp(np.cumsum(rng.normal(0, 0.05, steps)) * 0.6)
    values = np.empty((steps, len(columns)), np.float32)
    for k, name in enumerate(columns):
        key, _, last = name.rpartition("/")
        layer = int(last) if last.isdigit() else 0
        if name == "epoch":
            values[:, k] = at / 8
        elif name == "loss/train":
            values[:, k] = fall * np.exp(rng.normal(0, 0.25, steps))
        elif name == "accuracy/train":
            values[:, k] = 1 - 0.5 * fall / 0.7 * rng.uniform(0.8, 1.2, steps)
        elif name == "learning_rate":
            values[:, k] = 0.02
        elif key.startswith("activation/mean"):
            values[:, k] = 0.4 + 0.05 * layer + rng.normal(0, 0.02, steps)
        elif key.startswith("activation/std"):
            values[:, k] = 0.6 + 0.04 * layer + rng.normal(0, 0.02, steps)
        elif key in ("inactive_units", "sparsity", "saturation"):
            values[:, k] = np.clip(45 + 3 * layer + rng.normal(0, 2, steps), 0, 100)
        else:
            noise = np.exp(rng.normal(0, 0.08, steps))
            values[:, k] = 0.02 * np.sqrt(fall) * walk * 0.8**layer * noise
    return values


def made_run(
    name: str = "ReLU",
    number: int = 1,
    hidden: int = 8,
    steps: int = 600,
    floor: float = 4e-4,
    seed: int = 0,
    full: bool = False,
    **fields: Any,
) -> Run:
    """A run after `steps` steps, with readings of dead units and of the test set."""
    columns = columns_of(hidden)
    history = History(columns)
    if steps:
        history.append(1, made_values(columns, steps, seed, floor))
        add_readings(history, hidden, steps, seed)
    facts = RunFacts(
        columns=columns, sizes=(2, *[16] * hidden, 1), task="binary", loss="bce", classes=2,
        class_names=("0", "1"), feature_names=("x₁", "x₂"), train_samples=1000, test_samples=200,
        batch_size=1000 if full else 128, parameters=2000, device="cpu",
    )  # fmt: skip
    config = made_config(model__hidden_layers=hidden, training__steps=None,
                         training__batch_size="full" if full else 128)  # fmt: skip
    made = Run(id=str(number), name=name, number=number, color_index=number - 1, config=config,
               status="training", facts=facts, history=history)  # fmt: skip
    for key, value in fields.items():
        setattr(made, key, value)
    return made


def add_readings(history: History, hidden: int, steps: int, seed: int) -> None:
    rng = np.random.default_rng(seed + 100)
    dead = rng.integers(0, 7, hidden)
    for step in (1, *range(10, steps, 10), steps):
        dead = np.clip(dead + rng.integers(-1, 2, hidden) * (rng.random(hidden) < 0.1), 0, 16)
        for layer in range(1, hidden + 1):
            history.append_reading(f"dead_units/{layer}", step, 100 * dead[layer - 1] / 16)
        value = history.value_at("loss/train", step) or 0.0
        history.append_reading("loss/test", step, 1.4 * value)
        history.append_reading("accuracy/test", step, 0.97)


def made_distributions(hidden: int, bins: int = 60) -> Distributions:
    """Histograms like those of ReLU layers, a spike at zero in the odd ones."""
    rng = np.random.default_rng(3)
    counts, edges, pre_counts, pre_edges = [], [], [], []
    for layer in range(hidden):
        z = rng.normal(0.1 * layer, 1.0 + 0.05 * layer, 6000)
        a = np.maximum(z, 0) if layer % 2 else np.abs(z) + rng.gamma(1.0, 0.7, 6000)
        for values, c, e in ((a, counts, edges), (z, pre_counts, pre_edges)):
            found = np.histogram(values, bins)
            c.append(found[0])
            e.append(found[1])
    made = [Array.of(np.array(each, np.float32)) for each in (counts, edges, pre_counts, pre_edges)]
    return Distributions(counts=made[0], edges=made[1], pre_counts=made[2], pre_edges=made[3])


def rings(count: int = 250, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """Points of two classes, one around the other: (n, 2) and (n,)."""
    rng = np.random.default_rng(seed)
    labels = np.arange(count) % 2
    radius = np.where(labels, rng.normal(1.0, 0.12, count), 0.5 * np.sqrt(rng.random(count)))
    angle = rng.uniform(0, 2 * np.pi, count)
    return np.stack((radius * np.cos(angle), radius * np.sin(angle)), 1).astype(np.float32), labels


def ring_surface(size: int = 80) -> Surface:
    axis = np.linspace(-1.5, 1.5, size)
    x, y = np.meshgrid(axis, axis)
    wobble = 0.7 + 0.05 * np.sin(3 * np.arctan2(y, x))
    values = 1 / (1 + np.exp(-18 * (np.hypot(x, y) - wobble)))
    return Surface(x_range=(-1.5, 1.5), y_range=(-1.5, 1.5),
                   values=Array.of(values[None].astype(np.float32)))  # fmt: skip


def ring_preview() -> DataPreview:
    x, y = rings()
    tx, ty = rings(60, 7)
    return DataPreview(train_x=Array.of(x), train_y=Array.of(y), test_x=Array.of(tx),
                       test_y=Array.of(ty))  # fmt: skip


def ring_run(**fields: Any) -> Run:
    run = made_run(preview=ring_preview(), **fields)
    run.picture = Picture(run=run.id, step=600, surface=ring_surface(),
                          distributions=made_distributions(8))  # fmt: skip
    return run


def sine_run() -> Run:
    """One feature, one number to predict."""
    rng = np.random.default_rng(2)
    x = rng.uniform(-3, 3, 120).astype(np.float32)
    y = (np.sin(2 * x) + rng.normal(0, 0.1, 120)).astype(np.float32)
    line = np.linspace(-3.3, 3.3, 200, dtype=np.float32)
    facts = RunFacts(
        columns=columns_of(8), sizes=(1, 16, 1), task="regression", loss="mse",
        feature_names=("x",), target_names=("y",), train_samples=100, test_samples=20,
    )  # fmt: skip
    run = made_run("Tanh", facts=facts)
    run.preview = DataPreview(
        train_x=Array.of(x[:100, None]), train_y=Array.of(y[:100, None]),
        test_x=Array.of(x[100:, None]), test_y=Array.of(y[100:, None]),
    )  # fmt: skip
    fit = np.sin(2 * line) * np.exp(-0.02 * line**2)
    curve = FitCurve(x=Array.of(line), y=Array.of(fit[:, None]))
    run.picture = Picture(run=run.id, step=5, curve=curve)
    return run


def bumps_run() -> Run:
    """Two features, one number to predict."""
    rng = np.random.default_rng(4)
    x = rng.uniform(-1, 1, (200, 2)).astype(np.float32)
    y = np.sin(3 * x[:, 0]) * np.cos(3 * x[:, 1])
    axis = np.linspace(-1, 1, 60)
    gx, gy = np.meshgrid(axis, axis)
    values = 0.9 * np.sin(3 * gx) * np.cos(3 * gy)
    facts = RunFacts(
        columns=columns_of(8), sizes=(2, 16, 1), task="regression", loss="mse",
        feature_names=("x₁", "x₂"), target_names=("y",), train_samples=200,
    )  # fmt: skip
    run = made_run(facts=facts)
    run.preview = DataPreview(train_x=Array.of(x), train_y=Array.of(y[:, None].astype(np.float32)))
    values = values[None].astype(np.float32)
    surface = Surface(x_range=(-1, 1), y_range=(-1, 1), values=Array.of(values))
    run.picture = Picture(run=run.id, step=5, surface=surface)
    return run


def digits_run() -> Run:
    """Images of ten classes."""
    rng = np.random.default_rng(5)
    counts = np.diag(rng.integers(25, 40, 10))
    for _ in range(14):
        counts[rng.integers(10), rng.integers(10)] += rng.integers(1, 4)
    images = rng.integers(0, 90, (24, 8, 8, 1)).astype(np.uint8)
    labels = np.arange(24) % 10
    for k, label in enumerate(labels):
        images[k, 1:7, (label % 5) + 1 : (label % 5) + 3] = 230
    guesses = labels.copy()
    guesses[[3, 11]] = (labels[[3, 11]] + 5) % 10
    run = made_run(facts=RunFacts(columns=columns_of(8), sizes=(64, 64, 64, 10), task="multiclass",
        loss="cross_entropy", classes=10, class_names=tuple("0123456789"), image_shape=(8, 8, 1),
        train_samples=1437, test_samples=360))  # fmt: skip
    run.preview = DataPreview(images=Array.of(images), image_y=Array.of(labels))
    run.picture = Picture(run=run.id, step=5, predictions=Array.of(guesses), confusion=Confusion(
        counts=Array.of(counts), part="test", samples=int(counts.sum())))  # fmt: skip
    return run
