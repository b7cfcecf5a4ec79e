"""The script as a whole: settings, functions, and the lines that train."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from engine.config import ExperimentConfig, with_values
from engine.datasets import DATASETS
from engine.export.script import generated_data, losses, network, schedules, weights_files
from engine.export.script.file_data import FILE_CODES, FileCode
from engine.export.script.header import description, imports, stack_comment
from engine.export.script.literals import comment, literal
from engine.export.script.preparing import limits_samples, prepare
from engine.export.script.start import Start
from engine.export.script.training import Stage, Training
from engine.losses import LOSSES
from engine.messages import RunFacts
from engine.schedule_factors import ENDLESS_PERIOD

COMMENTS = {
    "SEED": "of the weights, and then of the order of the batches",
    "EARLIER_MODELS": "built before this one, from the same stream of random numbers",
    "TRAIN_SAMPLES": "the others are the test set",
    "FALL": "steps after the warm-up",
}

_TEST = """\
with torch.no_grad():
    test_loss = loss_function(model(x_test), y_test)
print(f"test set, after the last step: {test_loss.item():.6g}")"""


@dataclass(frozen=True)
class LiveChange:
    """Live fields that changed after `step`: {dotted path: new value}."""

    step: int
    values: Mapping[str, Any]


@dataclass(frozen=True)
class ScriptExport:
    """The script, and files by name that belong into its folder."""

    text: str
    files: Mapping[str, bytes] = field(default_factory=dict)


def script(
    config: ExperimentConfig,
    facts: RunFacts,
    changes: Sequence[LiveChange] = (),
    *,
    name: str = "",
    steps: int | None = None,
    seeds: int = 1,
) -> ScriptExport:
    """Return a plain PyTorch program that prints the losses of a run.

    Parameters
    ----------
    config
        The settings at the start of the run.
    facts
        What the engine told of the run: sizes of the layers, task, classes, samples.
    changes
        Settings changed while it trained.
    name
        What a person called the run; any text.
    steps
        How many steps it trained; taken where the settings tell no end.
    seeds
        How many networks were trained as one stack; the script is that of the first.

    Raises
    ------
    EngineError
        If a file that data or weights come from cannot be looked at.
    """
    stages = stages_of(config, changes)
    return _Program(stages, facts, name, steps, seeds).export()


def stages_of(config: ExperimentConfig, changes: Sequence[LiveChange]) -> list[Stage]:
    """Return the stretches of a run between its live changes; those at step 0 come first."""
    stages = [Stage(1, config)]
    for change in sorted(changes, key=lambda each: each.step):
        changed = Stage(change.step + 1, with_values(stages[-1].config, change.values))
        if changed.first == stages[-1].first:
            stages.pop()
        stages.append(changed)
    return stages


class _Program:
    def __init__(
        self,
        stages: Sequence[Stage],
        facts: RunFacts,
        name: str,
        steps: int | None,
        seeds: int = 1,
    ) -> None:
        self._seeds = seeds
        self._config, self._facts, self._name = stages[0].config, facts, name
        self._steps = stages[-1].config.training.steps or steps or ENDLESS_PERIOD
        self._training = Training(stages)
        self._start = Start(self._config, len(facts.sizes) - 1)
        self._loading = self._start.loading()
        self._stream = self._config.training.stream
        self._files = self._file_code()

    def _file_code(self) -> FileCode:
        data = self._config.data
        row = DATASETS[data.name]
        if row.generated:
            return FileCode(settings=[], functions=generated_data.function(data))
        return FILE_CODES[data.name](row.resolve(data.params, "data.params"), self._facts)

    def export(self) -> ScriptExport:
        settings = "\n".join(self._settings())
        functions = "\n\n\n".join(self._functions())
        training = "\n\n".join(self._lines())
        body = f"{settings}\n\n\n{functions}\n\n\n{training}\n"
        head = description(self._config, self._facts)
        told = comment(self._name)
        title = f"# Run: {told}\n\n" if told else ""
        title += stack_comment(self._config, self._seeds)
        files = {**self._files.files, **weights_files.files(self._loading)}
        return ScriptExport(f"{head}\n\n{title}{imports(body)}\n\n{body}", files)

    # --- settings -----------------------------------------------------------------------------

    def _settings(self) -> list[str]:
        data, training = self._config.data, self._config.training
        values: dict[str, object] = {"STEPS": self._steps}
        if self._draws_data:
            values["DATA_SEED"] = data.seed
        if self._stream is None:
            values["SEED"] = training.seed
        elif self._stream:
            values["EARLIER_MODELS"] = self._stream
        if DATASETS[data.name].generated or limits_samples(data):
            values["SAMPLES"] = data.samples
        if data.noise:
            values["NOISE"] = data.noise
        if data.train_share < 1:
            values["TRAIN_SAMPLES"] = self._facts.train_samples
        shown = {name: literal(value) for name, value in values.items()}
        lines = [_setting(name, value) for name, value in shown.items()]
        lines += [*self._files.settings, *network.settings(self._facts.sizes)]
        lines += [_setting(name, value) for name, value in self._training.settings().items()]
        lines += weights_files.settings(self._loading)
        lines.append(f"DTYPE = torch.{training.dtype}")
        if training.device != "cpu":
            lines.append(f"DEVICE = {literal(training.device)}")
        return lines

    @property
    def _draws_data(self) -> bool:
        """Whether anything about the data, or after them in the same stream, is drawn."""
        data = self._config.data
        shuffled = data.train_share < 1 and data.params.get("shuffle", True)
        drawn = DATASETS[data.name].generated or bool(data.noise) or shuffled
        return drawn or self._stream is not None

    # --- functions ----------------------------------------------------------------------------

    def _functions(self) -> list[str]:
        row, config = LOSSES[self._facts.loss], self._config
        given = {} if config.loss.name == "auto" else config.loss.params
        parts = [
            self._files.functions,
            network.classes(config.model, self._facts.sizes),
            *self._start.functions(),
            *weights_files.functions(config, self._loading),
            losses.function(row.key, row.resolve(given, "loss.params")),
            schedules.function(config.schedule),
        ]
        return [each for each in parts if each]

    # --- lines --------------------------------------------------------------------------------

    def _lines(self) -> list[str]:
        threads = self._config.training.threads
        parts = [
            f"torch.set_num_threads({threads})  # more make small networks slower",
            self._data(),
            self._model(),
            self._training.optimizer(),
            self._training.loop(),
        ]
        if self._facts.test_samples:
            parts.append(_TEST)
        return parts

    def _data(self) -> str:
        generated = DATASETS[self._config.data.name].generated
        names = "x, y, x_test, y_test" if self._files.own_test else "x, y"
        lines = []
        if self._stream is not None and self._start.has_initialize:
            lines.append("model = Network()  # nn.Linear draws weights, too: before the seed")
        if self._draws_data:
            lines.append("torch.manual_seed(DATA_SEED)")
        lines.append(f"{names} = {'make_data' if generated else 'load_data'}()")
        prepared = prepare(self._config, self._facts, own_test=self._files.own_test)
        return "\n".join((*lines, prepared))

    def _model(self) -> str:
        place = "DTYPE" if self._config.training.device == "cpu" else "DEVICE, DTYPE"
        lines = self._drawn() if self._stream is None else self._streamed()
        lines.append(f"model = model.to({place})  # drawn in float32, whatever DTYPE is")
        return "\n".join((*lines, *weights_files.lines(self._config, self._loading)))

    def _drawn(self) -> list[str]:
        if self._start.is_usual:
            made = "model = Network()  # nn.Linear draws its weights and biases by itself"
            return ["torch.manual_seed(SEED)", made]
        lines = ["model = Network()", "torch.manual_seed(SEED)"]
        return [*lines, "initialize(model)"] if self._start.has_initialize else lines

    def _streamed(self) -> list[str]:
        """Go on with the random numbers of the data, after those of earlier models."""
        told = "# No new seed: the weights go on with the random numbers of the data."
        again = "for _ in range(EARLIER_MODELS):\n    {}"
        if self._start.is_usual:
            earlier = [again.format("Network()")] if self._stream else []
            return [told, *earlier, "model = Network()  # nn.Linear draws its weights and biases"]
        if not self._start.has_initialize:
            return ["model = Network()"]
        earlier = [again.format("initialize(model)")] if self._stream else []
        return [told, *earlier, "initialize(model)"]


def _setting(name: str, value: str) -> str:
    told = COMMENTS.get(name)
    return f"{name} = {value}  # {told}" if told else f"{name} = {value}"
