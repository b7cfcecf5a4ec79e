"""Exceptions told in one sentence: what happened to a run, and how to mend it."""

from __future__ import annotations

import traceback

from engine.messages import Failed, Sentence
from engine.text import QT_TRANSLATE_NOOP, EngineError, Message

OUT_OF_MEMORY_WORDS = ("out of memory", "can't allocate memory", "not enough memory")
"""What torch says on the GPU, on the CPU under Linux and macOS, and on the CPU under Windows."""


def failure(run: str, error: Exception, device: str) -> Failed:
    """Return the event that tells that `run`, computed on `device`, broke with `error`."""
    message, field = explain(error, device)
    return Failed(
        run=run,
        sentence=Sentence.of(message),
        field=field,
        details="" if isinstance(error, EngineError) else "".join(_lines(error)),
    )


def explain(error: Exception, device: str) -> tuple[Message, str]:
    """Return the sentence for `error` and the configuration field at fault ("" if none is)."""
    if isinstance(error, EngineError):
        return error.message, error.field or ""
    if is_out_of_memory(error):
        return _out_of_memory(device)
    return (
        Message(
            QT_TRANSLATE_NOOP(
                "engine",
                "The engine met an unexpected error ({error}); reset the run to try again, or "
                "change a setting.",
            ),
            {"error": traceback.format_exception_only(error)[-1].strip()},
        ),
        "",
    )


def is_out_of_memory(error: Exception) -> bool:
    """Tell whether memory ran out, on whichever device."""
    if isinstance(error, MemoryError):
        return True
    words = str(error)
    return isinstance(error, RuntimeError) and any(each in words for each in OUT_OF_MEMORY_WORDS)


def _out_of_memory(device: str) -> tuple[Message, str]:
    if device == "cpu":
        template = QT_TRANSLATE_NOOP(
            "engine",
            "The computer's memory is full; use fewer or narrower layers, or a smaller batch size.",
        )
        return Message(template), "model.width"
    template = QT_TRANSLATE_NOOP(
        "engine",
        "The memory of {device} is full; train on the CPU, or use a smaller width or batch size.",
    )
    return Message(template, {"device": device}), "training.device"


def _lines(error: Exception) -> list[str]:
    return traceback.format_exception(error)
