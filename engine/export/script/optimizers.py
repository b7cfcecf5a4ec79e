"""Optimisers of torch.optim: one entry for each row of the table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from engine.config.training import OptimizerConfig
from engine.export.script.literals import call, commented, literal
from engine.optimizers import OPTIMIZERS

Params = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class OptimizerCode:
    """The class in `torch.optim`, and the row's parameters under its names."""

    name: str
    arguments: Callable[[Params], dict[str, object]]
    why: str
    default_decay: float = 0.0


def _adam(params: Params) -> dict[str, object]:
    return {"betas": (params["beta1"], params["beta2"]), "eps": params["eps"]}


OPTIMIZER_CODES: dict[str, OptimizerCode] = {
    "sgd": OptimizerCode(
        name="SGD",
        arguments=lambda params: {},
        why="Gradient descent: each parameter moves against its gradient.",
    ),
    "momentum": OptimizerCode(
        name="SGD",
        arguments=lambda params: {"momentum": params["momentum"]},
        why="The heavy ball: gradients add up to a velocity, of which a share is kept each step.",
    ),
    "nesterov": OptimizerCode(
        name="SGD",
        arguments=lambda params: {
            "momentum": params["momentum"],
            "nesterov": params["momentum"] > 0,
        },
        why="Momentum that looks one step ahead.",
    ),
    "rmsprop": OptimizerCode(
        name="RMSprop",
        arguments=lambda params: {"alpha": params["alpha"], "eps": params["eps"]},
        why="Each gradient is divided by the root of its running mean square.",
    ),
    "adagrad": OptimizerCode(
        name="Adagrad",
        arguments=lambda params: {"eps": params["eps"]},
        why="Each gradient is divided by the root of the sum of all its squares so far.",
    ),
    "adam": OptimizerCode(
        name="Adam",
        arguments=_adam,
        why="Momentum over the root of the gradient's mean square, both corrected for their "
        "start at 0. Weight decay, if there is any, is added to the gradient.",
    ),
    "adamw": OptimizerCode(
        name="AdamW",
        arguments=_adam,
        why="Adam with weight decay taken straight from the parameters (PyTorch's own default "
        "is 0.01).",
        default_decay=0.01,
    ),
}

ALMOST_NONE = 1e-300
"""A momentum that leaves nothing of the velocity; with 0 torch.optim.SGD would not keep one."""


def arguments(config: OptimizerConfig, *, momentum_changes: bool) -> dict[str, str]:
    """Return the named arguments that the optimiser takes beside the rate, as Python writes them.

    `momentum_changes` while it trains: then a velocity must be kept from the start.
    """
    params = OPTIMIZERS[config.name].resolve(config.params, "optimizer.params")
    if momentum_changes and params.get("momentum") == 0:
        params["momentum"] = ALMOST_NONE
    found = OPTIMIZER_CODES[config.name].arguments(params)
    shown = {name: literal(value) for name, value in found.items()}
    return {**shown, "weight_decay": literal(config.weight_decay)}


def creation(config: OptimizerConfig, arguments: Mapping[str, str]) -> str:
    """Return the lines that make the optimiser; arguments with PyTorch's defaults are left out."""
    code = OPTIMIZER_CODES[config.name]
    usual = {"weight_decay": literal(code.default_decay), "nesterov": "False"}
    told = {name: value for name, value in arguments.items() if usual.get(name) != value}
    start = f"optimizer = torch.optim.{code.name}(model.parameters()"
    return f"{commented(code.why)}\n{call(start, {'lr': 'LEARNING_RATE', **told})}"
