"""What the operating system refuses is told in words that can be translated."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from engine.system_errors import REASONS, reason_of
from engine.text import Message


@pytest.mark.parametrize("number", REASONS)
def test_known_reasons_are_our_own_words(number: int) -> None:
    found = reason_of(OSError(number, "system words"))
    assert isinstance(found, Message)
    assert "system words" not in str(found)


def test_other_reasons_are_the_systems() -> None:
    assert reason_of(OSError(errno.ELOOP, "Too many levels.")) == "Too many levels"
    assert reason_of(OSError()) == "OSError"
    assert reason_of(TimeoutError()) == "TimeoutError"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OSError) as caught:  # noqa: PT011 - its number is looked at
        (tmp_path / "gone").open()
    assert str(reason_of(caught.value)) == "there is no such file or folder"
