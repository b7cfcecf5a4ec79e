"""The check of a device notices wrong gradients, and is made once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import torch

from engine import gradient_check
from engine.gradient_check import check_device
from engine.text import EngineError
from engine.workspace import Workspace

CPU = torch.device("cpu")


@pytest.fixture(autouse=True)
def _forget_checks() -> Iterator[None]:
    check_device.cache_clear()
    yield
    check_device.cache_clear()


def test_the_cpu_passes() -> None:
    check_device(CPU)


@pytest.mark.parametrize("factor", [1.01, float("nan")])
@pytest.mark.parametrize("which", range(6))
def test_a_wrong_gradient_is_noticed(
    monkeypatch: pytest.MonkeyPatch, factor: float, which: int
) -> None:
    backward = Workspace.backward

    def wrong(self: Workspace) -> None:
        backward(self)
        group, place = list(self.network.layers())[which // 2]
        weight = group.entry_gradient if place == 0 else group.inner_gradient[place - 1]
        (weight if which % 2 else group.bias_gradient[place]).mul_(factor)

    monkeypatch.setattr(Workspace, "backward", wrong)
    with pytest.raises(EngineError) as caught:
        check_device(CPU)
    assert caught.value.field == "training.device"
    assert str(caught.value).startswith("The device cpu computes wrong gradients")


def test_a_device_is_checked_once_and_again_after_a_failure(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls: list[Any] = []
    module = gradient_check._module

    def counted(network: Any) -> Any:
        calls.append(network)
        return module(network)

    monkeypatch.setattr(gradient_check, "_module", counted)
    monkeypatch.setattr(gradient_check, "TOLERANCE", 0.0)
    with pytest.raises(EngineError):
        check_device(CPU)
    monkeypatch.setattr(gradient_check, "TOLERANCE", 1e-4)
    check_device(CPU)
    check_device(CPU)
    assert len(calls) == 2
