"""How weights and biases start: drawn by nn.Linear, by a scheme, or read from a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.activations import ACTIVATIONS
from engine.config import ExperimentConfig
from engine.export.script import activations
from engine.export.script.initializers import BIAS_CODES, WEIGHT_CODES
from engine.export.script.literals import docstring, indented, literal
from engine.initializers import BIAS_INITIALIZERS, WEIGHT_INITIALIZERS, WeightInit

USUAL = "pytorch_default"
_LINEAR_LAYERS = "[each for each in model.layers if isinstance(each, nn.Linear)]"

_FORWARD_GAIN = '''\
def forward_gain(activation):
    """Return 1 / sqrt(E f(z)^2) for z ~ N(0, 1), for which PyTorch has no value here.

    Weights of variance gain^2 / fan_in then keep the signal's size from layer to layer.
    """
    z = torch.linspace(-12, 12, 240_001, dtype=torch.float64)
    density = torch.exp(-0.5 * z * z) * (24 / 240_000 / math.sqrt(2 * math.pi))
    with torch.no_grad():
        return 1 / math.sqrt((activation(z).square() * density).sum())'''


@dataclass(frozen=True)
class Scheme:
    """What fills some of the layers: `row` with `params`, those from `first` to `last`, from 1."""

    row: WeightInit
    params: Mapping[str, Any]
    first: int
    last: int
    gain: str

    @property
    def is_file(self) -> bool:
        """Whether weights and biases come from a file."""
        return self.row.key == "file"


class Start:
    """The parts of the script that fill a network of `layers` layers, the output layer included."""

    def __init__(self, config: ExperimentConfig, layers: int) -> None:
        self._config, self._layers = config, layers
        init = config.init
        if init.output == "same":
            output = self._scheme(init.weights, init.weights_params, layers, layers)
        else:
            output = self._scheme(init.output, init.output_params, layers, layers)
        hidden = self._scheme(init.weights, init.weights_params, 1, layers - 1)
        self._schemes = [hidden, output] if layers > 1 else [output]

    def _scheme(self, key: str, given: Mapping[str, Any], first: int, last: int) -> Scheme:
        row = WEIGHT_INITIALIZERS[key]
        params = row.resolve(given, "")
        return Scheme(row, params, first, last, self._gain(params, is_output=first == self._layers))

    def _gain(self, params: Mapping[str, Any], *, is_output: bool) -> str:
        """Return the gain as an expression; no activation follows the output layer."""
        if params.get("gain") is not None:
            return literal(params["gain"])
        model = self._config.model
        row = ACTIVATIONS[model.activation]
        if is_output or row.key == "identity":
            return "1.0"
        known = row.resolve(model.activation_params, "")
        if row.pytorch_gain(known) is None:
            made = activations.module(row.key, model.activation_params, "torch.float64")
            return f"forward_gain({made})"
        told = [literal(value) for value in known.values()]
        return f"nn.init.calculate_gain({', '.join((literal(row.key), *told))})"

    # --- what the script needs ----------------------------------------------------------------

    @property
    def is_usual(self) -> bool:
        """Whether all is drawn as nn.Linear does it by itself."""
        keys = {each.row.key for each in self._schemes} | {str(self._config.init.biases)}
        return keys == {USUAL}

    @property
    def has_initialize(self) -> bool:
        """Whether the script has a function `initialize(model)`, which draws."""
        return not self.is_usual and bool(self._drawn)

    @property
    def _drawn(self) -> list[Scheme]:
        return [each for each in self._schemes if not each.is_file]

    def functions(self) -> list[str]:
        """Return the functions that draw; none if nn.Linear does it all."""
        if not self.has_initialize:
            return []
        exact = any("forward_gain" in each.gain for each in self._drawn if each.row.uses_gain)
        return [_FORWARD_GAIN] * exact + [self._initialize()]

    def loading(self) -> list[tuple[str, str]]:
        """Return (path, range of the layers) of what is read from files."""
        found: dict[str, list[Scheme]] = {}
        for each in self._schemes:
            if each.is_file:
                found.setdefault(each.params["path"], []).append(each)
        return [
            (path, f"range({schemes[0].first}, {schemes[-1].last + 1})")
            for path, schemes in found.items()
        ]

    # --- drawing ------------------------------------------------------------------------------

    def _initialize(self) -> str:
        named = {False: "layer", True: "output"}
        fills = {each.first == self._layers: self._fill(each) for each in self._drawn}
        lines = ["def initialize(model):", indented(self._story())]
        if len(self._schemes) == len(self._drawn) and len(set(fills.values())) == 1:
            lines.append(f"    for layer in {_LINEAR_LAYERS}:")
            lines.append(indented(next(iter(fills.values())).format(layer="layer"), 2))
            return "\n".join(lines)
        hidden, output = ("*hidden" if False in fills else "*_", "output" if True in fills else "_")
        lines.append(f"    {hidden}, {output} = {_LINEAR_LAYERS}")
        lines += self._gain_line()
        for is_output, code in fills.items():
            if not is_output:
                lines.append("    for layer in hidden:")
            lines.append(indented(code.format(layer=named[is_output]), 2 - is_output))
        return "\n".join(lines)

    def _gain_line(self) -> list[str]:
        hidden = self._schemes[0]
        return [f"    gain = {hidden.gain}"] if self._names_gain(hidden) else []

    def _names_gain(self, scheme: Scheme) -> bool:
        """Whether the gain is worth a line of its own."""
        return scheme.row.uses_gain and not scheme.is_file and "(" in scheme.gain

    def _fill(self, scheme: Scheme) -> str:
        init = self._config.init
        row = BIAS_INITIALIZERS[str(init.biases)]
        gain = "gain" if self._names_gain(scheme) else scheme.gain
        weights = WEIGHT_CODES[scheme.row.key](scheme.params, gain)
        return f"{weights}\n{BIAS_CODES[row.key](row.resolve(init.biases_params, ''))}"

    def _story(self) -> str:
        rows = {each.row.key: each.row for each in self._drawn}
        biases = BIAS_INITIALIZERS[str(self._config.init.biases)]
        schemes = ", then ".join(row.label for row in rows.values())
        sources = dict.fromkeys(row.source for row in rows.values())
        return docstring(
            f"Draw weights ({schemes}) and biases ({biases.label}), layer by layer.",
            *(f"See {source}." for source in sources),
        )
