"""Messages survive the wire; anything else is refused."""

from __future__ import annotations

from contextlib import suppress
from typing import Any, get_args

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import messages
from engine.config import ExperimentConfig
from engine.messages import (
    AnyCommand,
    AnyEvent,
    Array,
    Block,
    Command,
    Event,
    Outcome,
    Reading,
    RunFacts,
    Sentence,
    decode_command,
    decode_event,
    encode,
)
from engine.text import Message
from tests.engine.runs import make

VALUES = Array.of(np.arange(6, dtype=np.float32).reshape(2, 3))
INNER = Message("Loss chosen by the task: {loss}.", {"loss": Message("Cross-entropy")})
SENTENCE = Sentence.of(INNER)
FACTS = RunFacts(
    columns=("epoch", "loss/train"),
    sizes=(64, 16, 10),
    task="multiclass",
    loss="cross_entropy",
    class_names=("0", "1"),
    image_shape=(8, 8, 1),
    notes=(SENTENCE,),
)
PREVIEW = messages.DataPreview(train_x=VALUES, images=Array.of(np.zeros((2, 8, 8, 1), np.uint8)))
CONFIG = make(
    data__name="drawn",
    data__params={"points": [[0, 1, 0], [1.5, 0, 1]]},
    model__width=[4, 2],
    optimizer__params={"beta1": 0.5},
    training__steps=None,
)
PICTURE = {
    "surface": messages.Surface(x_range=(0.0, 1.0), y_range=(-1.0, 2.0), values=VALUES),
    "curve": messages.FitCurve(x=VALUES, y=VALUES),
    "confusion": messages.Confusion(counts=VALUES, part="test", samples=7),
    "predictions": VALUES,
    "distributions": messages.Distributions(
        counts=VALUES, edges=VALUES, pre_counts=VALUES, pre_edges=VALUES
    ),
    "weights": (VALUES, VALUES),
}

COMMANDS: list[Command] = [
    messages.Open(run="a", config=ExperimentConfig()),
    messages.Open(run="a", config=CONFIG),
    messages.Open(run="a", config=CONFIG, state=bytes(range(256)), seeds=50),
    messages.Train(runs=("a", "b")),
    messages.Pause(),
    messages.Pause(runs=("a",)),
    messages.Advance(runs=("a",), steps=3),
    messages.Advance(runs=("a",), to_epoch=7),
    messages.SetPace(steps_per_second=None),
    messages.SetPace(steps_per_second=12.5),
    messages.Retune(run="a", changes={"optimizer.learning_rate": 0.1, "training.steps": None}),
    messages.Look(run="a", parts=("surface",), resolution=40),
    messages.ScanDead(run="a"),
    messages.Fetch(run="a"),
    messages.Fork(run="a", branch="b"),
    messages.Capture(run="a"),
    messages.Restore(run="a", state=bytes(range(256))),
    messages.SetCapture(),
    messages.SetCapture(enabled=False, rolling_seconds=0.5, log_bytes=7),
    messages.Close(run="a"),
    messages.Credit(blocks=2),
    messages.Quit(),
]
EVENTS: list[Event] = [
    messages.Ready(
        torch_version="2.13.0", devices=(messages.Device(name="cpu", label="CPU", memory=1 << 40),)
    ),
    messages.Opened(run="a", facts=FACTS, preview=PREVIEW),
    messages.Opened(
        run="b",
        facts=FACTS,
        preview=PREVIEW,
        step=9,
        training=True,
        outcome=Outcome(kind="finished", step=9),
    ),
    Block(
        run="a",
        first_step=10**12,
        values=VALUES,
        readings=(Reading(name="loss/test", step=3, value=0.5, model=2),),
        seconds=0.01,
    ),
    messages.Paused(run="a", step=4),
    messages.Finished(run="a", outcome=Outcome(kind="diverged", step=12, layer=3)),
    messages.Failed(run="a", sentence=SENTENCE, field="data.name", details="Traceback …"),
    messages.Refused(run="a", sentence=SENTENCE, field="optimizer.learning_rate"),
    messages.Retuned(run="a", step=5, changes={"training.batch_size": ("full", 32)}),
    messages.Picture(run="a", step=6, **PICTURE),
    messages.Picture(run="a", step=6),
    messages.State(run="a", step=6, reason="log", data=bytes(range(256))),
    messages.Restored(run="a", step=6),
    messages.Restored(run="a", step=6, outcome=Outcome(kind="finished", step=6)),
    messages.Snapshot(run="a", step=6, parameters={"layers.1.weight": VALUES}),
]


@pytest.mark.parametrize("message", COMMANDS, ids=lambda each: type(each).__name__)
def test_commands_survive(message: Command) -> None:
    assert decode_command(encode(message)) == message


@pytest.mark.parametrize("message", EVENTS, ids=lambda each: type(each).__name__)
def test_events_survive(message: Event) -> None:
    assert decode_event(encode(message)) == message


def test_the_examples_are_all_there_is() -> None:
    assert {type(each) for each in COMMANDS} == set(get_args(AnyCommand))
    assert {type(each) for each in EVENTS} == set(get_args(AnyEvent))
    assert set(PICTURE) == {each.name for each in msgspec.structs.fields(messages.Picture)} - {
        "run",
        "step",
    }


GARBAGE = [
    b"",
    b"\xc1",
    b"hello",
    b"\x80\x04\x95.",  # as a pickle begins
    msgspec.msgpack.encode({"type": "Train"}),
    msgspec.msgpack.encode({"type": "Explode", "run": "a"}),
    msgspec.msgpack.encode({"runs": ["a"]}),
    msgspec.msgpack.encode({"type": "Train", "runs": [1]}),
    msgspec.msgpack.encode({"type": "Finished", "run": "a", "outcome": "well"}),
    msgspec.msgpack.encode(None),
    encode(COMMANDS[2])[:-1],
    encode(EVENTS[2])[:-1],
]


@pytest.mark.parametrize("data", GARBAGE, ids=repr)
def test_garbage_is_refused(data: bytes) -> None:
    for decode in (decode_command, decode_event):
        with pytest.raises(msgspec.DecodeError):
            decode(data)


def test_commands_are_no_events() -> None:
    with pytest.raises(msgspec.ValidationError):
        decode_event(encode(COMMANDS[2]))
    with pytest.raises(msgspec.ValidationError):
        decode_command(encode(EVENTS[3]))


def test_a_bad_configuration_is_refused_on_the_wire_too() -> None:
    plain = msgspec.msgpack.decode(encode(COMMANDS[0]))
    plain["config"]["optimizer"]["learning_rate"] = -1.0
    with pytest.raises(msgspec.ValidationError, match=r"optimizer\.learning_rate"):
        decode_command(msgspec.msgpack.encode(plain))


@given(st.binary(max_size=60))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    for decode in (decode_command, decode_event):
        with suppress(msgspec.DecodeError):
            decode(data)


@pytest.mark.parametrize(
    "values",
    [
        np.float32([1, np.nan, np.inf, -np.inf, 1e-45]),
        np.arange(24).reshape(2, 3, 4)[:, ::2],
        np.zeros((0, 5), np.float32),
        np.float64(3.5),
        np.array([True, False]),
        np.asfortranarray(np.arange(6.0).reshape(2, 3)),
        [1, 2, 3],
    ],
    ids=repr,
)
def test_arrays_survive_bit_for_bit(values: Any) -> None:
    event = Block(run="a", first_step=1, values=Array.of(values))
    decoded = decode_event(encode(event))
    assert isinstance(decoded, Block)
    found, expected = decoded.values.numpy(), np.asarray(values)
    assert found.dtype == expected.dtype
    assert found.tobytes() == expected.tobytes()
    assert found.shape == np.ascontiguousarray(expected).shape
    assert not found.flags.writeable


def test_arrays_are_copies() -> None:
    values = np.zeros(3)
    wrapped = Array.of(values)
    values[:] = 1
    assert wrapped.numpy().tolist() == [0, 0, 0]


SENTENCES = [
    Message("Nothing to fill in."),
    Message("{field} is {value}.", {"field": "data.name", "value": "[1, 'x']"}),
    Message("{a} {b} {c} {d}", {"a": 1, "b": 2.5, "c": True, "d": None}),
    Message("{outer}", {"outer": INNER}),
    Message("{big} {list}", {"big": 10**40, "list": ["sentence", "x", {}]}),
    Message("{number} {whole}", {"number": np.float64(0.5), "whole": np.int64(7)}),
]


@pytest.mark.parametrize("message", SENTENCES, ids=str)
def test_sentences_survive(message: Message) -> None:
    event = messages.Refused(run="a", sentence=Sentence.of(message))
    decoded = decode_event(encode(event))
    assert isinstance(decoded, messages.Refused)
    again = decoded.sentence.message()
    assert str(again) == str(message)
    marked = again.render(lambda text: "<" + text + ">")
    assert marked == message.render(lambda text: "<" + text + ">")
    assert str(Sentence.of(message).message()) == str(message)


def test_nested_sentences_are_translated_inside_out() -> None:
    german = {"Loss chosen by the task: {loss}.": "Verlust: {loss}.", "Cross-entropy": "CE"}
    assert SENTENCE.message().render(lambda text: german[text]) == "Verlust: CE."


def test_facts_count_layers() -> None:
    assert (FACTS.hidden_layers, FACTS.layers) == (1, 2)
    assert msgspec.structs.replace(FACTS, sizes=(2, 1)).hidden_layers == 0
