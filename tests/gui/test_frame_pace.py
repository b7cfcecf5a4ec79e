"""The time between frames follows what frames cost."""

from __future__ import annotations

from gui.frame_pace import FRAME, SLOWEST, FramePace


def after(*costs: float) -> int:
    pace = FramePace()
    for cost in costs:
        pace.note(cost)
    return pace.interval


def test_cheap_frames_come_thirty_times_a_second() -> None:
    assert after() == after(*[FRAME / 3] * 50) == FRAME


def test_drawing_takes_half_of_the_time_at_most() -> None:
    assert after(*[60.0] * 50) == 120


def test_one_slow_frame_changes_little() -> None:
    assert after(*[10.0] * 50, 80.0) < 2 * FRAME


def test_it_never_stands_still_and_recovers() -> None:
    assert after(*[5000.0] * 50) == SLOWEST
    assert after(*[200.0] * 50, *[10.0] * 50) == FRAME
