"""Moments, sizes and settings as people read them, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

import pytest
from PySide6.QtWidgets import QApplication

from engine.messages import Outcome
from gui.language import LanguageManager
from gui.library.words import (
    count_text,
    full_moment_text,
    loss_text,
    moment_text,
    settings_text,
    size_text,
    status_text,
)
from tests.gui.library.stored import NOON, row


@pytest.fixture
def chinese(qapp: QApplication) -> Iterator[None]:
    manager = LanguageManager("zh_CN")
    yield
    manager.close()


WHEN = [
    (timedelta(minutes=7), "today 11:53", "今天 11:53"),
    (timedelta(hours=13), "yesterday 23:00", "昨天 23:00"),
    (timedelta(days=2), "Mon 12:00", "周一 12:00"),
    (timedelta(days=6), "Thu 12:00", "周四 12:00"),
    (timedelta(days=7), "11 Nov 12:00", "11月11日 12:00"),
    (timedelta(days=400), "14 Oct 2025", "2025年10月14日"),
    (-timedelta(days=3), "21 Nov 2026", "2026年11月21日"),  # a clock that was ahead
]


@pytest.mark.parametrize(("ago", "english", "_"), WHEN)
def test_moments(ago: timedelta, english: str, _: str, qapp: QApplication) -> None:
    assert moment_text(NOON - ago, NOON) == english


@pytest.mark.parametrize(("ago", "_", "chinese_text"), WHEN)
def test_moments_in_chinese(ago: timedelta, _: str, chinese_text: str, chinese: None) -> None:
    assert moment_text(NOON - ago, NOON) == chinese_text


def test_moments_are_told_in_the_time_zone_of_the_reader(qapp: QApplication) -> None:
    there = datetime(2026, 11, 19, 6, 0, tzinfo=timezone(timedelta(hours=8)))
    late = datetime(2026, 11, 18, 17, 30, tzinfo=UTC)
    assert moment_text(late, there) == "today 01:30"
    assert full_moment_text(late, there) == "Thursday, 19 November 2026, 01:30:00"


@pytest.mark.parametrize(
    ("size", "text"),
    [(0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (38_082, "38 kB"), (999_600, "1.0 MB"),
     (1_340_000_000, "1.3 GB"), (214 * 10**12, "214 TB")],
)  # fmt: skip
def test_sizes(size: int, text: str) -> None:
    assert size_text(size) == text


def test_settings_come_by_importance_and_the_end_last(qapp: QApplication) -> None:
    settings = {"training.steps": 300, "data.name": "xor", "optimizer.learning_rate": 0.1,
                "model.activation": "tanh"}  # fmt: skip
    assert settings_text(settings) == "Tanh, learning rate 0.1, XOR, end after 300 steps"
    assert settings_text({}) == "the textbook experiment"


def test_settings_of_another_version_are_shown_as_they_are(qapp: QApplication) -> None:
    assert settings_text({"model.magic": 3}) == "model.magic=3"
    assert settings_text({"model.activation": "spline"}) == "model.activation=spline"


def test_parameters_and_long_values(qapp: QApplication) -> None:
    slope = {"model.activation": "leaky_relu", "model.activation_params.negative_slope": 0.2}
    assert settings_text(slope) == "Leaky ReLU, negative slope 0.2"
    drawn = {"data.name": "drawn", "data.params.points": "[[1,2],[3…"}
    assert settings_text(drawn) == "Drawn"


def test_states(qapp: QApplication) -> None:
    assert status_text(row(status="interrupted")) == "interrupted"
    diverged = row(status="diverged", outcome=Outcome(kind="diverged", step=3, layer=2))
    assert status_text(diverged) == "diverged, layer 2 first"
    assert status_text(row(status="diverged")) == "diverged"


def test_counts_and_losses(qapp: QApplication) -> None:
    assert (count_text(1), count_text(0), count_text(10_000)) == (
        "1 run",
        "0 runs",
        "10\u202f000 runs",
    )
    assert (loss_text(None), loss_text(0.123456)) == ("–", "0.1235")
