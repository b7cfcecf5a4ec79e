from __future__ import annotations

import pytest
import torch

from engine.failures import explain, failure
from engine.text import EngineError

CPU_WORDS = "[enforce fail at alloc_cpu.cpp:118] DefaultCPUAllocator: can't allocate memory"


@pytest.mark.parametrize(
    ("error", "device", "words", "field"),
    [
        (EngineError("{field} is odd.", field="data.noise"), "cpu", "noise is odd.", "data.noise"),
        (EngineError("All is odd."), "cpu", "All is odd.", ""),
        (MemoryError(), "cpu", "computer's memory is full", "model.width"),
        (RuntimeError(CPU_WORDS), "cpu", "computer's memory is full", "model.width"),
        (torch.OutOfMemoryError("CUDA out of memory."), "cuda:0", "cuda:0 is full; train on",
         "training.device"),
        (RuntimeError("MPS backend out of memory"), "mps", "mps is full", "training.device"),
        (RuntimeError("shapes differ"), "cpu", "RuntimeError: shapes differ", ""),
        (KeyError("x"), "cpu", "KeyError: 'x'", ""),
    ],
)  # fmt: skip
def test_every_error_becomes_one_sentence(
    error: Exception, device: str, words: str, field: str
) -> None:
    message, found = explain(error, device)
    assert words in str(message)
    assert found == field
    event = failure("a", error, device)
    assert event.run == "a"
    assert event.sentence.message() == message
    assert bool(event.details) is not isinstance(error, EngineError)


def test_a_sentence_with_braces_in_its_values_is_rendered() -> None:
    message, _ = explain(ValueError("{oops} {0}"), "cpu")
    assert "{oops} {0}" in str(message)
