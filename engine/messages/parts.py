"""What messages are made of: frozen structs, arrays and sentences on the wire."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from engine.text import Message

if TYPE_CHECKING:
    import numpy.typing as npt

# numpy is loaded where it is used: the window stands before it.


class Struct(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """Base of the parts of messages."""


class Array(Struct, frozen=True):
    """A numpy array on the wire."""

    dtype: str
    shape: tuple[int, ...]
    data: bytes

    @classmethod
    def of(cls, values: npt.ArrayLike) -> Array:
        """Wrap `values` (copied, C order)."""
        import numpy as np

        array = np.ascontiguousarray(values)
        return cls(dtype=array.dtype.str, shape=array.shape, data=array.tobytes())

    def numpy(self) -> npt.NDArray[Any]:
        """Return the array, read-only."""
        import numpy as np

        return np.frombuffer(self.data, dtype=self.dtype).reshape(self.shape)


class Sentence(Struct, frozen=True):
    """A `Message` on the wire."""

    template: str
    values: dict[str, Any] = {}

    @classmethod
    def of(cls, message: Message) -> Sentence:
        """Wrap `message`; nested messages become nested sentences."""
        values = {
            name: ["sentence", *_pair(value)] if isinstance(value, Message) else _plain(value)
            for name, value in message.values.items()
        }
        return cls(template=message.template, values=values)

    def message(self) -> Message:
        """Return the message again."""
        values = {
            name: Sentence(template=value[1], values=value[2]).message()
            if isinstance(value, list) and len(value) == 3 and value[0] == "sentence"
            else value
            for name, value in self.values.items()
        }
        return Message(self.template, values)


def _pair(message: Message) -> tuple[str, dict[str, Any]]:
    sentence = Sentence.of(message)
    return sentence.template, sentence.values


def _plain(value: object) -> Any:
    """Return what msgpack can carry: its integers have 64 bits, and it knows no numpy numbers."""
    if value is None or type(value) in (str, float, bool):
        return value
    if isinstance(value, int) and -(2**63) <= value < 2**63:
        return int(value)
    return float(value) if isinstance(value, float) else str(value)
