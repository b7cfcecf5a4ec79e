"""The loop: batches, the rate of each step, clipping, and the live changes of a run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.config import ExperimentConfig, differences
from engine.export.script import optimizers, schedules
from engine.export.script.literals import comment, indented, literal

_NEXT_BATCH = """\
if len(order) == 0:  # a new epoch: every sample once, in a new order
    order = torch.randperm(len(x))
batch, order = order[:BATCH_SIZE], order[BATCH_SIZE:]  # the last one may be smaller"""
_ANY_BATCH = """\
if BATCH_SIZE == "full":
    batch, order = slice(None), order[:0]
else:
    if len(order) == 0:  # a new epoch: every sample once, in a new order
        order = torch.randperm(len(x))
    batch, order = order[:BATCH_SIZE], order[BATCH_SIZE:]  # the last may be smaller"""

_STOP = """\
if not loss.isfinite():
    print("The run has diverged: the loss is not a finite number any more.")
    break"""


@dataclass(frozen=True)
class Stage:
    """A stretch of the run between two live changes: the settings from step `first` on."""

    first: int
    config: ExperimentConfig


class Training:
    """The parts of the script that depend on settings which may change while it trains."""

    def __init__(self, stages: Sequence[Stage]) -> None:
        self._stages = stages
        self._configs = [each.config for each in stages]
        self._scheduled = bool(schedules.function(self._configs[0].schedule))

    def _ever(self, name: str) -> bool:
        return any(getattr(each.optimizer, name) is not None for each in self._configs)

    @property
    def _sizes(self) -> set[bool]:
        """Which kinds of batches there are: of the full set (True), smaller ones (False)."""
        return {each.training.batch_size == "full" for each in self._configs}

    def settings(self) -> dict[str, str]:
        """Return the constants at the start of the run, by name, as Python writes them."""
        return self._settings(self._configs[0])

    def _settings(self, config: ExperimentConfig) -> dict[str, str]:
        values: dict[str, object] = {"LEARNING_RATE": config.optimizer.learning_rate}
        if False in self._sizes:
            values["BATCH_SIZE"] = config.training.batch_size
        values.update(schedules.settings(config.schedule, config.training.steps))
        for name in ("clip_value", "clip_norm"):
            if self._ever(name):
                values[name.upper()] = getattr(config.optimizer, name)
        return {name: literal(value) for name, value in values.items()}

    def optimizer(self) -> str:
        """Return the lines that make the optimiser."""
        config = self._configs[0].optimizer
        return optimizers.creation(config, self._arguments(self._configs[0]))

    def _arguments(self, config: ExperimentConfig) -> dict[str, str]:
        momenta = {each.optimizer.params.get("momentum") for each in self._configs}
        return optimizers.arguments(config.optimizer, momentum_changes=len(momenta) > 1)

    def loop(self) -> str:
        """Return the loop over the steps."""
        before = "order = torch.empty(0, dtype=torch.long)  # what is left of the epoch\n"
        parts = [*self._changes(), *self._rate(), *self._batch()]
        where = "[batch]" if False in self._sizes else ""
        parts += [f"loss = loss_function(model(x{where}), y{where})", self._print(), _STOP]
        parts += [
            "optimizer.zero_grad()  # else gradients would add up from step to step",
            "loss.backward()",
            *self._clipping(),
            "optimizer.step()",
        ]
        loop = "for step in range(1, STEPS + 1):\n" + indented("\n".join(parts))
        return before + loop if False in self._sizes else loop

    def _print(self) -> str:
        digits = 17 if self._configs[0].training.dtype == "float64" else 9
        return f'print(f"{{step}} {{loss.item():.{digits}g}}")'

    def _rate(self) -> list[str]:
        if not self._scheduled:
            return []
        rate = "LEARNING_RATE * learning_rate_factor(step - 1)"
        return [f'optimizer.param_groups[0]["lr"] = {rate}']

    def _batch(self) -> list[str]:
        if len(self._sizes) == 2:
            return [_ANY_BATCH]
        return [_NEXT_BATCH] if False in self._sizes else []

    def _clipping(self) -> list[str]:
        functions = {"clip_value": "clip_grad_value_", "clip_norm": "clip_grad_norm_"}
        lines = []
        for name, function in functions.items():
            clip = f"nn.utils.{function}(model.parameters(), {name.upper()})"
            if all(getattr(each.optimizer, name) is not None for each in self._configs):
                lines.append(clip)
            elif self._ever(name):
                lines.append(f"if {name.upper()} is not None:\n{indented(clip)}")
        return lines

    # --- live changes -------------------------------------------------------------------------

    def _changes(self) -> list[str]:
        found = []
        for before, stage in zip(self._stages, self._stages[1:], strict=False):
            lines = self._assignments(before.config, stage.config)
            if lines:
                told = [
                    f"# {comment(f'{path}: {literal(old)} -> {literal(new)}')}"
                    for path, (old, new) in differences(before.config, stage.config).items()
                ]
                head = f"if step == {stage.first}:  # changed while it trained"
                found.append("\n".join((head, indented("\n".join((*told, *lines))))))
        return found

    def _assignments(self, old: ExperimentConfig, new: ExperimentConfig) -> list[str]:
        settings = _changed(self._settings(old), self._settings(new))
        arguments = _changed(self._arguments(old), self._arguments(new))
        if not self._scheduled and "LEARNING_RATE" in settings:
            arguments["lr"] = settings.pop("LEARNING_RATE")
        return [
            *(f"{name} = {value}" for name, value in settings.items()),
            *(
                f'optimizer.param_groups[0]["{name}"] = {value}'
                for name, value in arguments.items()
            ),
        ]


def _changed(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in new.items() if old[name] != value}
