"""Estimates of memory, and the refusal of what would not fit."""

from __future__ import annotations

import pytest
import torch

from engine import memory
from engine.network import Shape
from engine.text import EngineError
from engine.trainer import Trainer
from tests.engine.runs import make


def tensor_bytes(trainer: Trainer) -> int:
    """Bytes of all tensors that a trainer holds on to while it trains."""
    seen: dict[int, int] = {}
    todo: list[object] = [trainer]
    visited: set[int] = set()
    while todo:
        each = todo.pop()
        if id(each) in visited:
            continue
        visited.add(id(each))
        if isinstance(each, torch.Tensor):
            storage = each.untyped_storage()
            seen[storage.data_ptr()] = storage.nbytes()
        elif isinstance(each, dict):
            todo += [*each.keys(), *each.values()]
        elif isinstance(each, (list, tuple, set)):
            todo += each
        elif hasattr(each, "__dict__"):
            todo += vars(each).values()
    return sum(seen.values())


@pytest.mark.parametrize("batch", ["full", 700])
@pytest.mark.parametrize("widths", [[256] * 6, [512, 256, 128, 64], []])
@pytest.mark.parametrize("optimizer", ["sgd", "adam"])
def test_estimates_come_close_to_what_is_held(
    batch: int | str, widths: list[int], optimizer: str
) -> None:
    config = make(
        data__samples=2000,
        model__width=widths,
        optimizer__name=optimizer,
        training__batch_size=batch,
    )
    trainer = Trainer(config)
    trainer.advance(3)
    held = tensor_bytes(trainer)
    assert held <= trainer.memory
    assert trainer.memory - memory.RUNTIME <= 1.6 * held + (1 << 20)


def test_estimates_grow_with_everything() -> None:
    least = memory.estimate(Shape((2, 8, 1)), 10, 0, 100, 4)
    for more in (
        memory.estimate(Shape((2, 9, 1)), 10, 0, 100, 4),
        memory.estimate(Shape((2, 8, 8, 1)), 10, 0, 100, 4),
        memory.estimate(Shape((2, 8, 1), 2), 10, 0, 100, 4),
        memory.estimate(Shape((2, 8, 1)), 11, 0, 100, 4),
        memory.estimate(Shape((2, 8, 1)), 10, 1, 100, 4),
        memory.estimate(Shape((2, 8, 1)), 10, 0, 101, 4),
        memory.estimate(Shape((2, 8, 1)), 10, 0, 100, 8),
    ):
        assert more > least


def test_more_than_the_share_of_free_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "free_bytes", lambda device: 10_000_000_000)
    device = torch.device("cpu")
    memory.check(6_000_000_000, device)
    with pytest.raises(EngineError) as caught:
        memory.check(6_100_000_000, device)
    assert caught.value.field == "model.width"
    told = str(caught.value)
    assert told.startswith("The run needs about 6.1 GB of memory")
    assert "10.0 GB" in told
    assert "on cpu" in told
    assert told.endswith("choose a smaller width, depth or batch.")


def test_there_is_free_memory() -> None:
    assert memory.free_bytes(torch.device("cpu")) > 1 << 20
