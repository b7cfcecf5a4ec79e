"""Optimisers: how one step follows from the gradient, on the flat vector of all parameters.

Parameters carry PyTorch's names and defaults. Weight decay is added to the gradient (L2), except
in AdamW, which takes it straight from the parameters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine import optimizer_steps
from engine.optimizer_steps import Hyper, Slots
from engine.table import Parameter, Row, Table
from engine.text import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    import torch
    from torch import Tensor

__all__ = ["OPTIMIZERS", "Hyper", "Optimizer"]

Step = Callable[["Tensor", "Tensor", Slots, int, Hyper], None]
TorchOptimizer = Callable[["Iterable[Tensor]", Hyper], "torch.optim.Optimizer"]


@dataclass(frozen=True, kw_only=True)
class Optimizer(Row):
    """A rule that turns gradients into steps.

    Attributes
    ----------
    slots
        Names of the state tensors, each of the shape of the parameters, zero before step 1.
    step
        `step(p, g, slots, t, hyper)` changes the parameters `p` and the slots in place and leaves
        the gradient `g` alone; all are flat tensors of one shape. `t` counts steps from 1.
    torch_optimizer
        Builds the optimiser of `torch.optim` that does the same, from numbers in `hyper`.
    """

    slots: tuple[str, ...]
    step: Step
    torch_optimizer: TorchOptimizer


MOMENTUM = Parameter(
    name="momentum",
    kind="float",
    default=0.9,
    label=QT_TRANSLATE_NOOP("engine", "Momentum"),
    help=QT_TRANSLATE_NOOP(
        "engine",
        "Share of the last step's velocity that is kept; 0.9 sums about the last 10 gradients.",
    ),
    minimum=0,
    maximum=1,
    live=True,
)


def _eps(default: float) -> Parameter:
    return Parameter(
        name="eps",
        kind="float",
        default=default,
        label=QT_TRANSLATE_NOOP("engine", "Epsilon"),
        help=QT_TRANSLATE_NOOP(
            "engine", "Added to the root in the denominator, so that nothing is divided by 0."
        ),
        minimum=0,
        maximum=1,
        logarithmic=True,
        live=True,
    )


BETA1 = Parameter(
    name="beta1",
    kind="float",
    default=0.9,
    label=QT_TRANSLATE_NOOP("engine", "Beta 1"),
    help=QT_TRANSLATE_NOOP(
        "engine", "Decay of the running mean of gradients; 0.9 looks back over about 10 steps."
    ),
    minimum=0,
    maximum=0.999999,
    live=True,
)
BETA2 = Parameter(
    name="beta2",
    kind="float",
    default=0.999,
    label=QT_TRANSLATE_NOOP("engine", "Beta 2"),
    help=QT_TRANSLATE_NOOP(
        "engine",
        "Decay of the running mean of squared gradients; 0.999 looks back over about 1000 steps.",
    ),
    minimum=0,
    maximum=0.999999,
    live=True,
)

OPTIMIZERS = Table(
    Optimizer(
        key="sgd",
        label="SGD",
        formula=r"\theta_t = \theta_{t-1} - \eta\,g_t",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "Plain gradient descent: a step against the gradient, its length in proportion to it; "
            "stochastic if the gradient comes from a mini-batch. It shows most plainly what "
            "happens in a network: where gradients vanish, the layer stands still, while Adam "
            "hides this. What goes wrong: above the rate 2 / sharpness it oscillates and diverges "
            "along the steepest direction, far below it crawls along the flat ones.",
        ),
        source="Robbins & Monro 1951; Rumelhart et al. 1986; PyTorch: torch.optim.SGD",
        slots=(),
        step=optimizer_steps.sgd,
        torch_optimizer=optimizer_steps.torch_sgd,
    ),
    Optimizer(
        key="momentum",
        label=QT_TRANSLATE_NOOP("engine", "SGD with momentum"),
        formula=r"v_t = \mu\,v_{t-1} + g_t \qquad \theta_t = \theta_{t-1} - \eta\,v_t",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "Heavy ball: gradients are summed into a velocity, which forgets with factor "
            "momentum. Along a steady slope the steps grow to 1 / (1 - momentum) times those of "
            "SGD, across a narrow valley they cancel. The sharpness up to which it is stable rises "
            "from 2 / rate to (2 + 2 momentum) / rate. What goes wrong: with momentum 0.9 the rate "
            "acts ten times as strongly, so a rate carried over from SGD may overshoot and swing "
            "for a long time.",
        ),
        source="Polyak 1964; Sutskever et al. 2013, On the importance of initialization and "
        "momentum in deep learning; PyTorch: torch.optim.SGD(momentum)",
        parameters=(MOMENTUM,),
        slots=("momentum_buffer",),
        step=optimizer_steps.momentum,
        torch_optimizer=optimizer_steps.torch_momentum,
    ),
    Optimizer(
        key="nesterov",
        label=QT_TRANSLATE_NOOP("engine", "Nesterov momentum"),
        formula=r"v_t = \mu\,v_{t-1} + g_t \qquad \theta_t = \theta_{t-1} - \eta\,(g_t + \mu\,v_t)",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "Momentum that looks ahead: the step uses the velocity as it will be after the next "
            "decay, which damps the swinging of the heavy ball. Often a little faster than "
            "momentum on smooth losses, hardly different with noisy batches. Against its "
            "reputation it tolerates high rates less: with full batches it is stable up to a "
            "sharpness of (2 + 2 momentum) / (rate (1 + 2 momentum)), about a third of the heavy "
            "ball's at momentum 0.9.",
        ),
        source="Nesterov 1983; Sutskever et al. 2013; PyTorch: torch.optim.SGD(nesterov=True)",
        parameters=(MOMENTUM,),
        slots=("momentum_buffer",),
        step=optimizer_steps.nesterov,
        torch_optimizer=optimizer_steps.torch_nesterov,
    ),
    Optimizer(
        key="rmsprop",
        label="RMSprop",
        formula=r"s_t = \alpha\,s_{t-1} + (1-\alpha)\,g_t^2 \qquad "
        r"\theta_t = \theta_{t-1} - \eta\,\frac{g_t}{\sqrt{s_t} + \epsilon}",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "Each parameter's gradient is divided by the root of its running mean square, so all "
            "parameters move by about the rate, however small their gradients are: layers with "
            "vanishing gradients still train. What goes wrong: steps do not shrink as the gradient "
            "does, so near a minimum it rattles about at the size of the rate; and the first steps "
            "are about 1 / sqrt(1 - alpha) = 10 times too long, since the mean starts at 0 and is "
            "not corrected.",
        ),
        source="Tieleman & Hinton 2012, Coursera lecture 6.5; PyTorch: torch.optim.RMSprop",
        parameters=(
            Parameter(
                name="alpha",
                kind="float",
                default=0.99,
                label=QT_TRANSLATE_NOOP("engine", "Alpha"),
                help=QT_TRANSLATE_NOOP(
                    "engine",
                    "Decay of the running mean of squared gradients; 0.99 looks back over about "
                    "100 steps.",
                ),
                minimum=0,
                maximum=1,
                live=True,
            ),
            _eps(1e-8),
        ),
        slots=("square_avg",),
        step=optimizer_steps.rmsprop,
        torch_optimizer=optimizer_steps.torch_rmsprop,
    ),
    Optimizer(
        key="adagrad",
        label="Adagrad",
        formula=r"s_t = s_{t-1} + g_t^2 \qquad "
        r"\theta_t = \theta_{t-1} - \eta\,\frac{g_t}{\sqrt{s_t} + \epsilon}",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "Each parameter's gradient is divided by the root of the sum of all its squared "
            "gradients so far: rarely used inputs get long steps, and the rate anneals by itself. "
            "Made for sparse features. What goes wrong: the sum only grows, so steps shrink like "
            "1 / sqrt(t), and a deep network may come to a stop before it has learned.",
        ),
        source="Duchi, Hazan & Singer 2011, Adaptive subgradient methods; "
        "PyTorch: torch.optim.Adagrad",
        parameters=(_eps(1e-10),),
        slots=("sum",),
        step=optimizer_steps.adagrad,
        torch_optimizer=optimizer_steps.torch_adagrad,
    ),
    Optimizer(
        key="adam",
        label="Adam",
        formula=r"m_t = \beta_1 m_{t-1} + (1-\beta_1)\,g_t \qquad "
        r"v_t = \beta_2 v_{t-1} + (1-\beta_2)\,g_t^2 \qquad "
        r"\theta_t = \theta_{t-1} - \eta\,"
        r"\frac{m_t/(1-\beta_1^t)}{\sqrt{v_t/(1-\beta_2^t)} + \epsilon}",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "Momentum and RMSprop together, both corrected for their start at 0. Works over a wide "
            "range of rates and hardly needs tuning; the first steps are as long as the rate in "
            "every parameter. Because it divides by the gradient's size it hides vanishing "
            "gradients: a sigmoid network in which SGD stands still trains with Adam. What goes "
            "wrong: after a quiet stretch v is small, and one large gradient makes a spike in the "
            "loss; L2 weight decay is divided away with the gradient (see AdamW).",
        ),
        source="Kingma & Ba 2015, Adam: a method for stochastic optimization; "
        "PyTorch: torch.optim.Adam",
        parameters=(BETA1, BETA2, _eps(1e-8)),
        slots=("exp_avg", "exp_avg_sq"),
        step=optimizer_steps.adam,
        torch_optimizer=optimizer_steps.torch_adam,
    ),
    Optimizer(
        key="adamw",
        label="AdamW",
        formula=r"\theta_t = (1 - \eta\lambda)\,\theta_{t-1} - \eta\,"
        r"\frac{m_t/(1-\beta_1^t)}{\sqrt{v_t/(1-\beta_2^t)} + \epsilon}",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "Adam with weight decay taken straight from the parameters instead of added to the "
            "gradient: every parameter shrinks by the factor 1 - rate x decay in each step, "
            "whatever its gradient's size. The usual choice where decay is wanted; without decay "
            "it is Adam. What goes wrong: decay acts through the rate, so a schedule changes it "
            "too; and biases are decayed like weights. PyTorch's own default decay is 0.01, here "
            "it is 0.",
        ),
        source="Loshchilov & Hutter 2019, Decoupled weight decay regularization; "
        "PyTorch: torch.optim.AdamW",
        parameters=(BETA1, BETA2, _eps(1e-8)),
        slots=("exp_avg", "exp_avg_sq"),
        step=optimizer_steps.adamw,
        torch_optimizer=optimizer_steps.torch_adamw,
    ),
)
