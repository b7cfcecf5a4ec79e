from engine.activations.row import Activation, Params
from engine.table import Parameter, Table


def _n(*a):
    return None


def _p(name, default):
    return Parameter(name=name, kind="float", default=default, label=name, help=name)


def _row(key, *parameters, **more):
    return Activation(key=key, label=key, formula="x", explanation=key, source=key, parameters=parameters,
        forward=_n, backward=_n, torch_module=_n, saturation=key, death=key, pytorch_gain=_n, **more)


ACTIVATIONS = Table(
    *map(_row, ["identity", "sigmoid", "tanh"]), _row("relu", can_die=True), _row("leaky_relu", _p("negative_slope", 0.01)),
    _row("prelu", _p("init", 0.25), learned=("weight",)), _row("elu", _p("alpha", 1.0)), _row("selu"),
    _row("gelu", Parameter(name="approximate", kind="choice", default="none", label="Form", help="Form", choices=("none", "tanh"), choice_labels=("exact", "tanh"))),
    _row("silu"), _row("softplus", _p("beta", 1.0), _p("threshold", 20.0)), _row("hardtanh", _p("min_val", -1.0), _p("max_val", 1.0)),
    _row("sine", _p("omega", 1.0)),
)
