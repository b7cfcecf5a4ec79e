"""What every refusal has in common: one sentence that says what, where and how to mend."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from engine.text import EngineError


def refusal(call: Callable[[], object]) -> EngineError:
    """Return the `EngineError` that `call` raises, after looking at its form."""
    with pytest.raises(EngineError) as caught:
        call()
    told = str(caught.value)
    assert told.endswith("."), told
    assert not re.search(r"\. [A-Z]", told), f"more than one sentence: {told}"
    assert "{" not in told, f"a value is missing: {told}"
    assert re.search("[;:]", told), f"no mend: {told}"
    assert caught.value.field is not None
    assert caught.value.field.startswith("data.params.")
    return caught.value
