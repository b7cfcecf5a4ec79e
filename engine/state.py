"""What a state says of itself; read without torch.

A state is one safetensors blob, all that the future of a run depends on. Its tensors: `parameters`,
`slot/NAME` of the optimiser, `generators` (N, bytes) as they were before the present epoch's order
was drawn, `gradient_before`, `survey/KIND` (frozen parameters of a survey under way). What is no
tensor stands in its metadata as JSON. `engine.snapshots` takes and restores states.
"""

from __future__ import annotations

import msgspec

from engine.config import ExperimentConfig, from_json
from engine.messages import Outcome
from engine.text import QT_TRANSLATE_NOOP, EngineError

SCHEMA = 1
KEY = "dynascope"
MOST_BYTES = 1_000_000_000
"""As much as SQLite takes into one cell."""
MOST_HEADER = 16 << 20


class SurveyFacts(msgspec.Struct, frozen=True, kw_only=True):
    """A survey under way: "test" or "dead", of the weights before `step`."""

    kind: str
    step: int


class StateFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What a state says of itself.

    Attributes
    ----------
    step, epoch
        The last step, from 1 (0: none yet), and the pass over the data that it belongs to.
    drawn_epoch, at
        The pass that the order of the data is of, and the place in it; None without an order.
    outcome
        How the run has ended, if it has.
    sizes, models
        Units of each layer from the inputs on; networks in the stack.
    learned
        Layers, from 1, whose activation learns a parameter.
    optimizer, optimizer_began
        Its name, and the step after which its slots were 0.
    dtype
        Type of the parameters.
    order
        Tells runs apart whose data come in another order.
    config_json
        The configuration of the first network, live changes included.
    surveys, asked
        Surveys under way, and kinds of those that are still to be begun.
    """

    schema: int
    step: int
    epoch: int
    drawn_epoch: int
    at: int | None
    outcome: Outcome | None
    sizes: tuple[int, ...]
    models: int
    learned: tuple[int, ...]
    optimizer: str
    optimizer_began: int
    dtype: str
    order: str
    config_json: str
    surveys: tuple[SurveyFacts, ...] = ()
    asked: tuple[str, ...] = ()

    @property
    def config(self) -> ExperimentConfig:
        """The configuration of the first network; raises `EngineError` if it cannot be read."""
        return from_json(self.config_json)


class _Schema(msgspec.Struct):
    schema: int


def describe(data: bytes) -> StateFacts:
    """Return what the state in `data` says of itself; its tensors are not looked at.

    Raises `EngineError`, in one sentence, if it is no state, cut short or of a newer version.
    """
    try:
        text = _metadata(data)
        schema = msgspec.json.decode(text, type=_Schema).schema
        facts = None if schema > SCHEMA else msgspec.json.decode(text, type=StateFacts)
    except (KeyError, ValueError, RecursionError) as error:  # msgspec's are ValueErrors
        raise foreign() from error
    if facts is None:
        raise EngineError(
            QT_TRANSLATE_NOOP(
                "engine",
                "The state was kept by a newer version of Dynascope; update this one to use it.",
            )
        )
    _check(facts)
    return facts


def _metadata(data: bytes) -> bytes:
    """Return our part of the header, as JSON."""
    length = int.from_bytes(data[:8], "little")
    if not 2 <= length <= min(MOST_HEADER, len(data) - 8):
        raise ValueError("no header")
    header = msgspec.json.decode(data[8 : 8 + length], type=dict[str, msgspec.Raw])
    return msgspec.json.decode(header["__metadata__"], type=dict[str, str])[KEY].encode()


def _check(facts: StateFacts) -> None:
    """Refuse numbers that no run can have."""
    hidden = len(facts.sizes) - 1
    sound = (
        len(facts.sizes) >= 2
        and min(facts.sizes) >= 1
        and facts.models >= 1
        and 0 <= facts.optimizer_began <= facts.step < 2**62
        and 0 <= facts.epoch < 2**62
        and 0 <= facts.drawn_epoch < 2**62
        and (facts.at is None or facts.at > 0)
        and all(1 <= layer <= hidden for layer in facts.learned)
        and len(set(facts.learned)) == len(facts.learned)
        and all(each.step >= 1 for each in facts.surveys)
        and (facts.outcome is None or facts.outcome.kind in ("finished", "diverged"))
    )
    if not sound:
        raise foreign()


def foreign() -> EngineError:
    """Return what is said of data that are no whole state."""
    return EngineError(
        QT_TRANSLATE_NOOP(
            "engine",
            "The state of the run is damaged, cut short or of another program; take an earlier "
            "one, or train the run anew.",
        )
    )
