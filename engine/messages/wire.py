"""Messages as bytes: msgpack, no pickle."""

from __future__ import annotations

import msgspec

from engine.messages.commands import AnyCommand, Command
from engine.messages.events import AnyEvent, Event

_encoder = msgspec.msgpack.Encoder()
_commands: msgspec.msgpack.Decoder[AnyCommand] = msgspec.msgpack.Decoder(AnyCommand)
_events: msgspec.msgpack.Decoder[AnyEvent] = msgspec.msgpack.Decoder(AnyEvent)


def encode(message: Command | Event) -> bytes:
    """Return `message` as bytes."""
    return _encoder.encode(message)


def decode_command(data: bytes) -> AnyCommand:
    """Return the command in `data`; raises `msgspec.ValidationError` for anything else."""
    return _commands.decode(data)


def decode_event(data: bytes) -> AnyEvent:
    """Return the event in `data`; raises `msgspec.ValidationError` for anything else."""
    return _events.decode(data)
