"""A plain PyTorch program: nn.Linear, hooks, autograd, torch.optim, and nothing of the engine.

It builds its network with the global generator seeded as a script does, and measures each
quantity by its definition, in double precision.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional


def bce(output: Tensor, y: Tensor) -> Tensor:
    return functional.binary_cross_entropy(torch.sigmoid(output[:, 0]), y.double())


def right_side(output: Tensor, y: Tensor) -> Tensor:
    return (torch.sigmoid(output[:, 0]) > 0.5).long() == y


def best_class(output: Tensor, y: Tensor) -> Tensor:
    return output.argmax(1) == y


def tanh_is_flat(a: Tensor) -> Tensor:
    return a.abs() > 0.97


def sigmoid_is_flat(a: Tensor) -> Tensor:
    return (2 * a - 1).abs() > 0.97


@dataclass
class Program:
    """What a script trains: `units` per layer, `activation`, data, loss and optimiser."""

    x: Tensor
    y: Tensor
    units: Sequence[int]
    activation: Callable[[], nn.Module]
    optimizer: Callable[..., torch.optim.Optimizer]
    loss: Callable[[Tensor, Tensor], Tensor] = bce
    right: Callable[[Tensor, Tensor], Tensor] | None = right_side
    flat: Callable[[Tensor], Tensor] | None = None
    can_die: bool = False
    batch: int | None = None
    clip_norm: float | None = None
    clip_value: float | None = None
    seed: int = 42
    test: tuple[Tensor, Tensor] | None = None
    steps: list[dict[str, float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.x, self.y = self.x.double(), self.y.double() if self.right is None else self.y
        self._draws = torch.Generator().manual_seed(self.seed)
        self.linears = []
        with torch.random.fork_rng(devices=[]):
            torch.random.set_rng_state(self._draws.get_state())
            for fan_in, fan_out in pairwise(self.units):
                self.linears.append(nn.Linear(fan_in, fan_out))
            self._draws.set_state(torch.random.get_rng_state())
        self.activations = [self.activation() for _ in self.linears[:-1]]
        layers: list[nn.Module] = []
        for linear, activation in zip(self.linears, [*self.activations, None], strict=True):
            layers += [linear] if activation is None else [linear, activation]
        self.network = nn.Sequential(*layers).double()
        self.optimizing = self.optimizer(self.network.parameters())
        self.order = torch.empty(0, dtype=torch.long)
        self.epoch = 0

    def advance(self, steps: int) -> None:
        """Train, and keep in `steps` what was measured."""
        for _ in range(steps):
            self.steps.append(self._step())

    def _batch(self) -> tuple[Tensor, Tensor]:
        if self.batch is None:
            self.epoch, self.order = self.epoch + 1, self.order[:0]
            return self.x, self.y
        if not len(self.order):
            self.order = torch.randperm(len(self.x), generator=self._draws)
            self.epoch += 1
        rows, self.order = self.order[: self.batch], self.order[self.batch :]
        return self.x[rows], self.y[rows]

    def _step(self) -> dict[str, float]:
        kept: dict[nn.Module, Tensor] = {}

        def keep(module: nn.Module, _: Any, output: Tensor) -> None:
            output.retain_grad()
            kept[module] = output

        found = self._whole_sets()
        hooks = [each.register_forward_hook(keep) for each in (*self.linears, *self.activations)]
        x, y = self._batch()
        output = self.network(x)
        for hook in hooks:
            hook.remove()
        loss = self.loss(output, y)
        self.optimizing.zero_grad()
        loss.backward()
        found |= {"epoch": self.epoch, "loss/train": loss.item()}
        found["learning_rate"] = self.optimizing.param_groups[0]["lr"]
        if self.right is not None:
            found["accuracy/train"] = self.right(output, y).double().mean().item()
        found |= self._of_layers(kept)
        parameters = list(self.network.parameters())
        found["gradient_norm/global"] = nn.utils.clip_grad_norm_(parameters, torch.inf).item()
        if self.clip_value is not None:
            nn.utils.clip_grad_value_(parameters, self.clip_value)
        if self.clip_norm is not None:
            nn.utils.clip_grad_norm_(parameters, self.clip_norm)
        before = [each.weight.detach().clone() for each in self.linears]
        self.optimizing.step()
        for layer, (linear, old) in enumerate(zip(self.linears, before, strict=True), start=1):
            moved = (linear.weight - old).norm() / old.norm()
            found[f"update_ratio/{layer}"] = moved.item()
        return found

    def _of_layers(self, kept: dict[nn.Module, Tensor]) -> dict[str, float]:
        found: dict[str, float] = {}
        for layer, linear in enumerate(self.linears, start=1):
            found[f"gradient_norm/weight/{layer}"] = linear.weight.grad.norm().item()
            found[f"gradient_norm/bias/{layer}"] = linear.bias.grad.norm().item()
            found[f"gradient_norm/preactivation/{layer}"] = kept[linear].grad.norm().item()
            found[f"weight_norm/{layer}"] = linear.weight.norm().item()
        for layer, module in enumerate(self.activations, start=1):
            a = kept[module].detach()
            found[f"activation/mean/{layer}"] = a.mean().item()
            found[f"activation/std/{layer}"] = a.std(correction=0).item()
            found[f"sparsity/{layer}"] = 100 * (a == 0).double().mean().item()
            if self.can_die:
                silent = ~(a > 0).any(0)
                found[f"inactive_units/{layer}"] = 100 * silent.double().mean().item()
            if self.flat is not None:
                found[f"saturation/{layer}"] = 100 * self.flat(a).double().mean().item()
        return found

    @torch.no_grad()
    def _whole_sets(self) -> dict[str, float]:
        """Dead units on the whole training set, and the test set, with the present weights."""
        found: dict[str, float] = {}
        if self.can_die:
            a = self.x
            for layer, (linear, f) in enumerate(
                zip(self.linears, self.activations, strict=False), start=1
            ):
                a = f(linear(a))
                dead = [not bool((a[:, unit] > 0).any()) for unit in range(a.shape[1])]
                found[f"dead_units/{layer}"] = 100 * sum(dead) / len(dead)
        if self.test is not None:
            x, y = self.test
            output = self.network(x.double())
            found["loss/test"] = self.loss(output, y if self.right else y.double()).item()
            if self.right is not None:
                found["accuracy/test"] = self.right(output, y).double().mean().item()
        return found
