"""Devices: the CPU is always there, others are named when missing."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
import torch

from engine import devices
from engine.text import EngineError


def test_the_cpu_comes_first() -> None:
    found = devices.available()
    assert found[0].name == "cpu"
    assert found[0].memory > 0
    assert devices.find("cpu", "float64") == torch.device("cpu")


@pytest.fixture
def two_gpus(monkeypatch: pytest.MonkeyPatch) -> None:
    facts = SimpleNamespace(name="A GPU", total_memory=8 << 30)
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 2)
    monkeypatch.setattr(torch.cuda, "get_device_properties", lambda index: facts)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: True)


@pytest.mark.usefixtures("two_gpus")
def test_all_devices_are_listed() -> None:
    assert [each.name for each in devices.available()] == ["cpu", "cuda:0", "cuda:1", "mps"]
    assert devices.find("cuda", "float32") == torch.device("cuda:0")
    assert devices.find("cuda:1", "float64") == torch.device("cuda:1")
    assert devices.find("mps", "float32") == torch.device("mps")


@pytest.mark.usefixtures("two_gpus")
def test_mps_has_no_double_precision() -> None:
    with pytest.raises(EngineError) as caught:
        devices.find("mps", "float64")
    assert caught.value.field == "training.dtype"
    assert "{" not in str(caught.value)


@pytest.mark.usefixtures("two_gpus")
def test_a_device_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(EngineError) as caught:
        devices.find("cuda:2", "float32")
    assert str(caught.value) == (
        "training.device is cuda:2, which this machine does not have; choose one of: cpu, cuda:0, "
        "cuda:1, mps."
    )
