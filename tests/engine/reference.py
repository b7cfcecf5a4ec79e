"""The oracle: what a plain PyTorch script computes for a configuration, by autograd."""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch import Tensor, nn

from engine.activations import ACTIVATIONS
from engine.config import ExperimentConfig
from engine.optimizers import OPTIMIZERS, Hyper
from engine.schedules import SCHEDULES
from engine.trainer import Trainer


def module_of(trainer: Trainer, model: int = 0) -> nn.Sequential:
    """Return network `model` of a trainer as PyTorch's own layers, float64."""
    config = trainer.configs[model]
    hidden, output = (
        ACTIVATIONS[config.model.activation],
        ACTIVATIONS[config.model.output_activation],
    )
    params = hidden.resolve(config.model.activation_params, "")
    layers: list[nn.Module] = []
    for group, place in trainer.network.layers():
        weight, bias = group.weight(place)[model], group.bias[place][model]
        linear = nn.Linear(weight.shape[1], weight.shape[0], dtype=torch.float64)
        linear.weight.data.copy_(weight)
        linear.bias.data.copy_(bias)
        is_output = group is trainer.network.groups[-1]
        row, own = (output, output.resolve({}, "")) if is_output else (hidden, params)
        layers += [linear, row.torch_module(own).double()]
    return nn.Sequential(*layers)


def optimizer_of(config: ExperimentConfig, module: nn.Module) -> torch.optim.Optimizer:
    """Return the optimiser of `torch.optim` that the configuration means."""
    row = OPTIMIZERS[config.optimizer.name]
    params = row.resolve(config.optimizer.params, "")
    hyper = Hyper(config.optimizer.learning_rate, config.optimizer.weight_decay, dict(params))
    return row.torch_optimizer(list(module.parameters()), hyper)


def full_batch_steps(
    trainer: Trainer, steps: int, model: int = 0
) -> Iterator[tuple[Tensor, nn.Sequential]]:
    """Yield (loss before the step, module with its gradients) of each full-batch step.

    Yielded after the backward pass and before the update.
    """
    config = trainer.configs[model]
    module = module_of(trainer, model)
    optimizer = optimizer_of(config, module)
    schedule = SCHEDULES[config.schedule.name]
    schedule_params = schedule.resolve(config.schedule.params, "")
    index = model if trainer.train.x.shape[0] > 1 else 0
    x, y = trainer.train.x[index].double(), trainer.train.y[index]
    y = y.double() if y.is_floating_point() else y
    loss_params = {} if config.loss.name == "auto" else config.loss.params
    for step in range(steps):
        factor = schedule.factor(step, trainer.end, schedule_params)
        for group in optimizer.param_groups:
            group["lr"] = config.optimizer.learning_rate * factor
        optimizer.zero_grad()
        loss = trainer.loss.torch_loss(module(x), y, trainer.loss.resolve(loss_params, ""))
        loss.backward()
        yield loss.detach(), module
        if config.optimizer.clip_value is not None:
            nn.utils.clip_grad_value_(module.parameters(), config.optimizer.clip_value)
        if config.optimizer.clip_norm is not None:
            nn.utils.clip_grad_norm_(module.parameters(), config.optimizer.clip_norm)
        optimizer.step()
