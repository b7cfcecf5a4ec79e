"""Learning-rate schedules: a factor on the base rate, as a function of the step.

`factor(step, total_steps, params)` counts steps from 0, so that `factor(0, …)` belongs to the
first update; it agrees with the schedulers of `torch.optim.lr_scheduler` stepped once after each
update. No torch is needed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from engine import schedule_factors
from engine.schedule_factors import Params
from engine.table import Parameter, Row, Table
from engine.text import QT_TRANSLATE_NOOP

Factor = Callable[[int, int | None, Params], float]

MAX_STEPS = 10**12


@dataclass(frozen=True, kw_only=True)
class Schedule(Row):
    """How the learning rate changes with the step.

    `factor(step, total_steps, params)` gives the number by which the base rate is multiplied at
    `step` (0 is the first); `total_steps` is the planned length of the run, None if it has none.
    """

    factor: Factor


PERIOD = Parameter(
    name="period",
    kind="int",
    default=None,
    label=QT_TRANSLATE_NOOP("engine", "Period"),
    help=QT_TRANSLATE_NOOP(
        "engine",
        "Steps from the start to the end of the schedule; empty: the length of the run, or 1000 "
        "steps if the run has no end.",
    ),
    minimum=1,
    maximum=MAX_STEPS,
    optional=True,
    none_label=QT_TRANSLATE_NOOP("engine", "whole run"),
    unit=QT_TRANSLATE_NOOP("engine", "steps"),
)
MIN_FACTOR = Parameter(
    name="min_factor",
    kind="float",
    default=0.0,
    label=QT_TRANSLATE_NOOP("engine", "Lowest factor"),
    help=QT_TRANSLATE_NOOP(
        "engine",
        "Share of the base rate that is left at the end of the cosine (eta_min / base rate).",
    ),
    minimum=0,
    maximum=1,
)

SCHEDULES = Table(
    Schedule(
        key="constant",
        label=QT_TRANSLATE_NOOP("engine", "Constant"),
        formula=r"\eta_t = \eta",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "The learning rate stays as it is set. The right choice for looking at what the rate "
            "itself does, and enough for most small networks. Its limit: with small batches the "
            "loss stops falling at a level set by the gradient's noise, because steps do not get "
            "shorter; and a rate that is safe at the start may be slower than needed later.",
        ),
        source="Robbins & Monro 1951, A stochastic approximation method; "
        "PyTorch: torch.optim.Optimizer without a scheduler",
        factor=schedule_factors.constant,
    ),
    Schedule(
        key="step",
        label=QT_TRANSLATE_NOOP("engine", "Step decay"),
        formula=r"\eta_t = \eta\,\gamma^{\lfloor t/s \rfloor}",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "The rate is multiplied by gamma after each block of steps, the classic recipe of "
            "image networks. Long steps first find the region, short ones then settle in it: with "
            "mini-batches the loss falls visibly at each drop, since less gradient noise is "
            "followed. What goes wrong: a drop that comes too early freezes the run at a high "
            "loss, and that looks like convergence.",
        ),
        source="He et al. 2016, Deep residual learning, section 3.4; "
        "PyTorch: torch.optim.lr_scheduler.StepLR",
        parameters=(
            Parameter(
                name="step_size",
                kind="int",
                default=None,
                label=QT_TRANSLATE_NOOP("engine", "Steps between drops"),
                help=QT_TRANSLATE_NOOP(
                    "engine",
                    "Steps with the same rate; empty: a third of the run, or 333 steps if the run "
                    "has no end.",
                ),
                minimum=1,
                maximum=MAX_STEPS,
                optional=True,
                none_label=QT_TRANSLATE_NOOP("engine", "a third"),
                unit=QT_TRANSLATE_NOOP("engine", "steps"),
            ),
            Parameter(
                name="gamma",
                kind="float",
                default=0.1,
                label=QT_TRANSLATE_NOOP("engine", "Gamma"),
                help=QT_TRANSLATE_NOOP("engine", "Factor on the rate at each drop."),
                minimum=0,
                maximum=1,
                exclusive_minimum=True,
            ),
        ),
        factor=schedule_factors.step_decay,
    ),
    Schedule(
        key="exponential",
        label=QT_TRANSLATE_NOOP("engine", "Exponential decay"),
        formula=r"\eta_t = \eta\,\gamma^{t/T}",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "The rate falls by the same ratio at every step and has become gamma times the base "
            "rate after one period; a straight line on a logarithmic axis. Smoother than step "
            "decay, with the same purpose: quiet the gradient noise towards the end. What goes "
            "wrong: the sum of all steps that are still to come is finite, so with a fast decay "
            "the network cannot reach a distant minimum however long it trains.",
        ),
        source="Bottou 2012, Stochastic gradient descent tricks; "
        "PyTorch: torch.optim.lr_scheduler.ExponentialLR (its gamma is ours to the power 1/period)",
        parameters=(
            replace(PERIOD, default=1),
            Parameter(
                name="gamma",
                kind="float",
                default=0.99,
                label=QT_TRANSLATE_NOOP("engine", "Gamma"),
                help=QT_TRANSLATE_NOOP(
                    "engine",
                    "Factor on the rate after one period; with a period of 1 it is the factor of "
                    "each step, as in PyTorch.",
                ),
                minimum=0,
                maximum=1,
                exclusive_minimum=True,
            ),
        ),
        factor=schedule_factors.exponential,
    ),
    Schedule(
        key="cosine",
        label=QT_TRANSLATE_NOOP("engine", "Cosine"),
        formula=r"\eta_t = \eta_{min} + \frac{\eta - \eta_{min}}{2}"
        r"\left(1 + \cos\frac{\pi t}{T}\right)",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "Half a cosine wave from the base rate down: slow at first, steepest in the middle, "
            "gentle at the end; nothing to tune but the length. Past the period the rate rises "
            "again, exactly as in PyTorch, so a period that is too short shows as a loss that gets "
            "rough again; a period longer than the run never reaches the quiet end.",
        ),
        source="Loshchilov & Hutter 2017, SGDR: stochastic gradient descent with warm restarts "
        "(without restarts); PyTorch: torch.optim.lr_scheduler.CosineAnnealingLR",
        parameters=(PERIOD, MIN_FACTOR),
        factor=schedule_factors.cosine,
    ),
    Schedule(
        key="warmup_cosine",
        label=QT_TRANSLATE_NOOP("engine", "Warm-up + cosine"),
        formula=r"\eta_t = \begin{cases} \eta\left(f_0 + (1 - f_0)\,t/w\right) & t < w \\ "
        r"\eta_{min} + \frac{\eta - \eta_{min}}{2}\left(1 + \cos\frac{\pi(t - w)}{T - w}\right) "
        r"& t \geq w \end{cases}",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "The rate first rises on a straight line, then falls along a cosine. A fresh network "
            "may stand where the loss is strongly curved, and Adam knows its averages from few "
            "gradients only; small first steps get past that, and a higher rate becomes possible "
            "afterwards. What goes wrong: a warm-up longer than needed costs time; one that is "
            "too short shows as a spike of loss and gradient norm when the rate peaks. Past the "
            "period the rate rises again, as in PyTorch.",
        ),
        source="Goyal et al. 2017, Accurate, large minibatch SGD; Loshchilov & Hutter 2017; "
        "PyTorch: torch.optim.lr_scheduler.LinearLR and CosineAnnealingLR joined by SequentialLR",
        parameters=(
            PERIOD,
            Parameter(
                name="warmup",
                kind="int",
                default=None,
                label=QT_TRANSLATE_NOOP("engine", "Warm-up"),
                help=QT_TRANSLATE_NOOP(
                    "engine", "Steps of the rise, part of the period; empty: a tenth of it."
                ),
                minimum=0,
                maximum=MAX_STEPS,
                optional=True,
                none_label=QT_TRANSLATE_NOOP("engine", "a tenth"),
                unit=QT_TRANSLATE_NOOP("engine", "steps"),
            ),
            Parameter(
                name="start_factor",
                kind="float",
                default=0.01,
                label=QT_TRANSLATE_NOOP("engine", "First factor"),
                help=QT_TRANSLATE_NOOP("engine", "Share of the base rate at the first step."),
                minimum=0,
                maximum=1,
                exclusive_minimum=True,
            ),
            MIN_FACTOR,
        ),
        factor=schedule_factors.warmup_cosine,
    ),
    Schedule(
        key="one_cycle",
        label=QT_TRANSLATE_NOOP("engine", "One cycle"),
        formula=r"\frac{\eta}{d} \longrightarrow \eta \longrightarrow \frac{\eta}{d \cdot d_{end}}",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "One rise to the base rate, which is the peak here, and one long fall to almost "
            "nothing, both along half a cosine. The high rate in the middle crosses flat regions "
            "quickly and keeps out of sharp minima. Set the peak from a range test. What goes "
            "wrong: the length must be known before; after it the rate is next to zero and "
            "nothing moves any more. PyTorch also moves the momentum against the rate; here the "
            "momentum stays.",
        ),
        source="Smith & Topin 2018, Super-convergence; PyTorch: "
        "torch.optim.lr_scheduler.OneCycleLR (max_lr = base rate, cycle_momentum=False)",
        parameters=(
            PERIOD,
            Parameter(
                name="pct_start",
                kind="float",
                default=0.3,
                label=QT_TRANSLATE_NOOP("engine", "Share of the rise"),
                help=QT_TRANSLATE_NOOP("engine", "Part of the period in which the rate rises."),
                minimum=0,
                maximum=1,
            ),
            Parameter(
                name="div_factor",
                kind="float",
                default=25.0,
                label=QT_TRANSLATE_NOOP("engine", "Start divisor"),
                help=QT_TRANSLATE_NOOP(
                    "engine", "The first rate is the base rate divided by this."
                ),
                minimum=1,
                maximum=1e9,
                logarithmic=True,
            ),
            Parameter(
                name="final_div_factor",
                kind="float",
                default=1e4,
                label=QT_TRANSLATE_NOOP("engine", "End divisor"),
                help=QT_TRANSLATE_NOOP(
                    "engine", "The last rate is the first rate divided by this."
                ),
                minimum=1,
                maximum=1e9,
                logarithmic=True,
            ),
        ),
        factor=schedule_factors.one_cycle,
    ),
    Schedule(
        key="range_test",
        label=QT_TRANSLATE_NOOP("engine", "Range test"),
        formula=r"\eta_t = \eta\,a\left(\frac{b}{a}\right)^{t/(T - 1)}",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "Not for training but for finding a rate: it grows by the same ratio at every step, "
            "from far too small to far too large. Where the loss starts to fall is the lowest "
            "useful rate; where it turns up, the limit: choose a third to a tenth of that. With "
            "SGD and full batches the turn comes after the rate passes 2 / sharpness. The loss "
            "takes some steps to grow, so a fast test places the limit too high. Smith raised the "
            "rate on a straight line; the exponential form covers several powers of ten.",
        ),
        source="Smith 2017, Cyclical learning rates for training neural networks, section 3.3; "
        "PyTorch: torch.optim.lr_scheduler.ExponentialLR with gamma above 1",
        parameters=(
            PERIOD,
            Parameter(
                name="start_factor",
                kind="float",
                default=1e-5,
                label=QT_TRANSLATE_NOOP("engine", "First factor"),
                help=QT_TRANSLATE_NOOP("engine", "Multiple of the base rate at the first step."),
                minimum=0,
                maximum=1e9,
                exclusive_minimum=True,
                logarithmic=True,
            ),
            Parameter(
                name="end_factor",
                kind="float",
                default=1e3,
                label=QT_TRANSLATE_NOOP("engine", "Last factor"),
                help=QT_TRANSLATE_NOOP("engine", "Multiple of the base rate at the last step."),
                minimum=0,
                maximum=1e9,
                exclusive_minimum=True,
                logarithmic=True,
            ),
        ),
        factor=schedule_factors.range_test,
    ),
)
