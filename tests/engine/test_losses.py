"""Losses against autograd, and the float pitfalls they are there to show."""

from __future__ import annotations

import pytest
import torch
import ziafont
import ziamath
from torch import Tensor

from engine.losses import LOSSES, Loss, check, resolve
from engine.text import EngineError

BATCH = 9


def defaults(loss: Loss) -> dict[str, float]:
    return loss.resolve({}, "loss.params")


def targets(loss: Loss, models: int, columns: int, numbers: bool = False) -> Tensor:
    draw = torch.Generator().manual_seed(3)
    if loss.target == "index":
        return torch.randint(0, columns, (models, BATCH), generator=draw)
    if numbers:
        return torch.randn(models, BATCH, columns, generator=draw, dtype=torch.float64)
    labels = torch.randint(0, max(2, columns), (models, BATCH), generator=draw)
    if columns == 1:
        return labels.double().unsqueeze(-1)
    return torch.nn.functional.one_hot(labels, columns).double()


def outputs(models: int, columns: int, extreme: float | None) -> Tensor:
    draw = torch.Generator().manual_seed(4)
    o = 3 * torch.randn(models, BATCH, columns, generator=draw, dtype=torch.float64)
    if extreme is not None:
        signs = torch.randint(0, 2, o.shape, generator=draw) * 2 - 1
        o = torch.where(torch.rand(o.shape, generator=draw) < 0.5, o, extreme * signs)
    return o


def by_autograd(
    loss: Loss, o: Tensor, y: Tensor, params: dict[str, float]
) -> tuple[Tensor, Tensor]:
    o = o.clone().requires_grad_()
    values = [loss.torch_loss(o[i], y[i % len(y)], params) for i in range(len(o))]
    torch.stack(values).sum().backward()
    assert o.grad is not None
    return torch.stack(values).detach(), o.grad


def evaluate(loss: Loss, o: Tensor, y: Tensor, **params: object) -> tuple[Tensor, Tensor]:
    grad = torch.full_like(o, torch.nan)
    values = loss.evaluate(o, y, grad, {**defaults(loss), **params})
    assert values.shape == (len(o),)
    return values, grad


@pytest.mark.parametrize("extreme", [None, 30.0, 200.0])
@pytest.mark.parametrize("columns", [1, 2, 5])
@pytest.mark.parametrize(("models", "seen"), [(1, 1), (3, 1), (3, 3)])
@pytest.mark.parametrize("key", LOSSES)
def test_value_and_gradient_are_autograds(
    key: str, models: int, seen: int, columns: int, extreme: float | None
) -> None:
    loss = LOSSES[key]
    o, y = outputs(models, columns, extreme), targets(loss, seen, columns)
    values, grad = evaluate(loss, o, y)
    true_values, true_grad = by_autograd(loss, o, y, defaults(loss))
    torch.testing.assert_close(values, true_values, rtol=1e-12, atol=1e-14)
    torch.testing.assert_close(grad, true_grad, rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("key", [key for key, loss in LOSSES.items() if "regression" in loss.tasks])
def test_numbers_as_targets(key: str) -> None:
    loss = LOSSES[key]
    o, y = outputs(2, 3, 30.0), targets(loss, 1, 3, numbers=True)
    o[:, 0] = y[:, 0]
    values, grad = evaluate(loss, o, y)
    true_values, true_grad = by_autograd(loss, o, y, defaults(loss))
    torch.testing.assert_close(values, true_values, rtol=1e-12, atol=1e-14)
    torch.testing.assert_close(grad, true_grad, rtol=1e-12, atol=1e-15)
    assert (grad[:, 0] == 0).all()


@pytest.mark.parametrize("key", LOSSES)
def test_float32_agrees_and_nothing_given_is_changed(key: str) -> None:
    loss = LOSSES[key]
    o, y = outputs(3, 4, None).float(), targets(loss, 1, 4)
    y = y.float() if loss.target == "column" else y
    o_before, y_before = o.clone(), y.clone()
    values, grad = evaluate(loss, o, y)
    alone = loss.evaluate(o, y, None, defaults(loss))
    true_values, true_grad = by_autograd(loss, o, y, defaults(loss))
    torch.testing.assert_close(values, true_values, rtol=2e-6, atol=1e-7)
    torch.testing.assert_close(grad, true_grad, rtol=2e-5, atol=1e-7)
    assert torch.equal(values, alone)
    assert torch.equal(o, o_before)
    assert torch.equal(y, y_before)


@pytest.mark.parametrize("bad", [torch.nan, torch.inf, -torch.inf])
@pytest.mark.parametrize("key", LOSSES)
def test_a_broken_output_stays_in_its_model(key: str, bad: float) -> None:
    loss = LOSSES[key]
    o, y = outputs(3, 4, None), targets(loss, 1, 4)
    sound_values, sound_grad = evaluate(loss, o, y)
    o[1, 2, 3] = bad
    values, grad = evaluate(loss, o, y)
    others = [0, 2]
    torch.testing.assert_close(values[others], sound_values[others], rtol=0, atol=0)
    torch.testing.assert_close(grad[others], sound_grad[others], rtol=0, atol=0)
    if bad != bad:
        assert values[1].isnan()
    if key in ("mse", "mae", "huber"):
        assert not values[1].isfinite()


@pytest.mark.parametrize(("logit", "label", "value", "slope"), [
    (17.0, 0.0, 100.0, 0.0),
    (-30.0, 1.0, 30.0, -0.0935762),
    (-200.0, 1.0, 100.0, 0.0),
    (16.0, 0.0, 15.942385, 1.0),
])  # fmt: skip
def test_bce_rounds_as_textbook_code_does(
    logit: float, label: float, value: float, slope: float
) -> None:
    values, grad = evaluate(LOSSES["bce"], torch.tensor([[[logit]]]), torch.tensor([[[label]]]))
    assert values.item() == pytest.approx(value, rel=1e-4)
    assert grad.item() == pytest.approx(slope, rel=1e-4, abs=1e-12)


def test_bce_with_logits_does_not_round() -> None:
    o = torch.tensor([[[17.0]], [[-20.0]], [[-200.0]]])
    y = torch.tensor([[[0.0]], [[0.0]], [[1.0]]])
    values, grad = evaluate(LOSSES["bce_with_logits"], o, y)
    torch.testing.assert_close(values, torch.tensor([17.0, 2.0611537e-09, 200.0]))
    torch.testing.assert_close(grad.flatten(), torch.tensor([1.0, 2.0611537e-09, -1.0]))


@pytest.mark.parametrize(("classes", "floor"), [(2, 0.3133), (3, 0.5514), (10, 1.4612)])
def test_superfluous_softmax_has_a_floor(classes: int, floor: float) -> None:
    y = torch.arange(classes).unsqueeze(0)
    o = 1000 * torch.eye(classes).unsqueeze(0)
    values, _ = evaluate(LOSSES["cross_entropy_after_softmax"], o, y)
    assert values.item() == pytest.approx(floor, abs=5e-5)
    assert evaluate(LOSSES["cross_entropy"], o, y)[0].item() == 0


def test_hubers_delta_may_differ_between_models() -> None:
    loss, deltas = LOSSES["huber"], (0.1, 1.0, 7.0)
    o, y = outputs(3, 2, 30.0), targets(LOSSES["huber"], 1, 2, numbers=True)
    values, grad = evaluate(loss, o, y, delta=torch.tensor(deltas, dtype=o.dtype).view(3, 1, 1))
    for i, delta in enumerate(deltas):
        value, slope = evaluate(loss, o[i : i + 1], y, delta=delta)
        torch.testing.assert_close(values[i : i + 1], value, rtol=1e-12, atol=0)
        torch.testing.assert_close(grad[i : i + 1], slope, rtol=1e-12, atol=0)


@pytest.mark.parametrize(("task", "key"), [
    ("binary", "bce"), ("multiclass", "cross_entropy"), ("regression", "mse"),
])  # fmt: skip
def test_auto_is_chosen_by_the_task(task: str, key: str) -> None:
    assert resolve("auto", task).key == key
    check("auto", task)


@pytest.mark.parametrize("key", LOSSES)
@pytest.mark.parametrize("task", ["binary", "multiclass", "regression"])
def test_only_what_cannot_work_is_refused(key: str, task: str) -> None:
    compares_classes = key.startswith(("bce", "cross_entropy"))
    if not (task == "regression" and compares_classes):
        check(key, task)
        return
    with pytest.raises(EngineError, match="are numbers") as refusal:
        check(key, task)
    assert refusal.value.field == "loss.name"
    assert LOSSES[key].label in str(refusal.value)


def test_unknown_loss_is_refused_by_name() -> None:
    with pytest.raises(EngineError, match="did you mean cross_entropy"):
        resolve("cross_entrophy", "binary")


@pytest.mark.parametrize(("key", "task", "wanted"), [
    ("bce", "binary", 1), ("bce", "multiclass", 5), ("bce_with_logits", "binary", 1),
    ("cross_entropy", "binary", 2), ("cross_entropy", "multiclass", 5),
    ("cross_entropy_after_softmax", "binary", 2), ("mse", "binary", 1), ("mse", "multiclass", 5),
    ("mse", "regression", 3), ("huber", "regression", 3),
])  # fmt: skip
def test_number_of_outputs(key: str, task: str, wanted: int) -> None:
    classes = {"binary": 2, "multiclass": 5, "regression": 0}[task]
    assert LOSSES[key].outputs(task, classes, target_columns=3) == wanted


@pytest.mark.parametrize("key", [key for key, loss in LOSSES.items() if loss.target == "column"])
def test_the_threshold_is_where_both_labels_cost_the_same(key: str) -> None:
    loss = LOSSES[key]
    o = torch.full((2, 1, 1), float(loss.threshold or 0.0), dtype=torch.float64)
    y = torch.tensor([[[0.0]], [[1.0]]], dtype=torch.float64)
    values, grad = evaluate(loss, o, y)
    assert values[0].item() == pytest.approx(values[1].item())
    assert grad[0].item() == pytest.approx(-grad[1].item())


@pytest.mark.parametrize("key", LOSSES)
def test_explains_itself(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ziafont.config, "svg2", False)
    row = LOSSES[key]
    assert "<path" in ziamath.Latex(row.formula).svg()
    assert len(row.explanation) > 150
    assert "PyTorch: torch." in row.source
