"""The textbook experiment with 50 seeds: as one stack, and one after the other in plain PyTorch."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.pairs import compare
from benchmarks.rows import Row

SEEDS = 50
EPOCHS = 100
ROUNDS = 15


def run(quick: bool) -> list[Row]:
    """Measure all activations of the experiment; `quick` takes a fifth of the rounds."""
    import torch

    torch.set_num_threads(1)
    rounds = max(3, ROUNDS // 5) if quick else ROUNDS
    return [_measure(name, rounds) for name in ("sigmoid", "relu", "leaky_relu")]


def _measure(activation: str, rounds: int) -> Row:
    ours, theirs = _stack(activation), _one_after_the_other(activation)
    ours(), theirs()
    pair = compare(ours, theirs, rounds)
    return Row(
        name=f"{SEEDS} seeds of 2-16-1 {activation}, {EPOCHS} epochs, with all measures",
        ours=pair.ours,
        theirs=pair.theirs,
        ratio=pair.ratio,
        unit="s",
        target="<= 0.2",
        details={"cpu_ratio": pair.cpu_ratio},
    )


def _stack(activation: str) -> Callable[[], None]:
    """Build and train a stack of seeds, as the window's engine does it."""
    from engine.config import ExperimentConfig, with_values
    from engine.messages import Open
    from engine.opening import Opener

    changes = {"model.activation": activation, "training.steps": EPOCHS}
    config = with_values(ExperimentConfig(), changes)
    opener = Opener()

    def work() -> None:
        trainer = opener(Open(run="seeds", config=config, seeds=SEEDS))
        while trainer.outcome is None:
            trainer.advance(EPOCHS)

    return work


def _one_after_the_other(activation: str) -> Callable[[], None]:
    """Do what a script does that sets another seed for each network."""
    import torch

    from benchmarks.bare_loop import BareLoop
    from engine.config import ExperimentConfig
    from engine.datasets import build

    kinds = {
        "sigmoid": torch.nn.Sigmoid,
        "relu": torch.nn.ReLU,
        "leaky_relu": torch.nn.LeakyReLU,
    }
    data = build(ExperimentConfig().data)
    samples = (data.x_train, data.y_train.float()[:, None])

    def work() -> None:
        for seed in range(SEEDS):
            torch.manual_seed(seed)
            loop = BareLoop(
                (2, 16, 1), kinds[activation], samples, None,
                lambda parameters: torch.optim.Adam(parameters, lr=0.01),
            )  # fmt: skip
            loop.advance(EPOCHS)

    return work
