"""Forward and backward pass: autograd is the oracle, buffers are made once."""

from __future__ import annotations

import itertools

import pytest
import torch
from torch.utils._python_dispatch import TorchDispatchMode

from engine.activations import ACTIVATIONS
from engine.network import Network, Shape
from engine.trainer import Trainer
from engine.workspace import Workspace
from tests.engine.reference import module_of
from tests.engine.runs import make

WIDTHS = ([], [5], [4, 4, 4], [3, 3, 6, 6, 2], [1, 1])
CASES = list(itertools.product(ACTIVATIONS, range(len(WIDTHS)), (1, 2)))


def trainer_of(activation: str, widths: list[int], models: int, output: str) -> Trainer:
    configs = [
        make(
            data__name="bumps",
            data__samples=9,
            model__activation=activation,
            model__width=widths,
            model__output_activation=output,
            training__dtype="float64",
            training__seed=seed,
        )
        for seed in range(models)
    ]
    return Trainer(configs)


@pytest.mark.parametrize(("activation", "widths", "models"), CASES)
@pytest.mark.parametrize("output", ["identity", "tanh"])
def test_gradients_are_those_of_autograd(
    activation: str, widths: int, models: int, output: str
) -> None:
    trainer = trainer_of(activation, WIDTHS[widths], models, output)
    network = trainer.network
    workspace = Workspace(network, trainer.train.x)
    values = workspace.forward().clone()
    slope = torch.randn(values.shape, generator=torch.Generator().manual_seed(3)).double()
    for _ in range(2):  # the second pass must not see what the first one left
        workspace.forward()
        workspace.output_gradient.copy_(slope)
        workspace.backward()
    for model in range(models):
        module = module_of(trainer, model)
        expected = module(trainer.train.x[0])
        torch.testing.assert_close(values[model], expected)
        expected.backward(slope[model])
        linears = [each for each in module if isinstance(each, torch.nn.Linear)]
        for linear, (group, place) in zip(linears, network.layers(), strict=True):
            weight = group.entry_gradient if place == 0 else group.inner_gradient[place - 1]
            torch.testing.assert_close(weight[model], linear.weight.grad)
            torch.testing.assert_close(group.bias_gradient[place][model], linear.bias.grad)
        slopes = [each.weight.grad for each in module if isinstance(each, torch.nn.PReLU)]
        if slopes:
            found = network.learned_gradients.view(-1, models)[:, model]
            torch.testing.assert_close(found, torch.cat(slopes))


class Allocations(TorchDispatchMode):
    """Collects the operations that return new memory."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):  # type: ignore[no-untyped-def]
        result = func(*args, **(kwargs or {}))
        given = {
            each.untyped_storage().data_ptr()
            for each in [*args, *(kwargs or {}).values()]
            if isinstance(each, torch.Tensor)
        }
        if isinstance(result, torch.Tensor):
            here = result.untyped_storage().data_ptr()
            if here not in given and result.numel() > 1:
                self.found.append(str(func))
        return result


@pytest.mark.parametrize("activation", ["relu", "tanh", "sigmoid", "leaky_relu"])
def test_passes_allocate_nothing(activation: str) -> None:
    row = ACTIVATIONS[activation]
    network = Network(Shape((2, 4, 4, 3, 1)), row, row.resolve({}, ""), ACTIVATIONS["identity"])
    workspace = Workspace(network, torch.ones(1, 6, 2))
    with Allocations() as watch:
        workspace.forward()
        workspace.backward()
    assert watch.found == []
