from __future__ import annotations

import os
import signal

import pytest
from pytestqt.qtbot import QtBot

from gui.interrupts import SIGNALS, Interrupts


@pytest.mark.parametrize("number", SIGNALS)
@pytest.mark.skipif(os.name == "nt", reason="Windows has no signals between processes")
def test_a_signal_closes_and_the_former_handlers_come_back(
    qtbot: QtBot, number: signal.Signals
) -> None:
    before = signal.getsignal(number)
    closed = []
    interrupts = Interrupts(lambda: closed.append(number))
    try:
        os.kill(os.getpid(), number)
        qtbot.waitUntil(lambda: closed == [number])
    finally:
        interrupts.uninstall()
    assert signal.getsignal(number) is before


@pytest.mark.skipif(not hasattr(signal, "SIGUSR1"), reason="the system has no such signal")
def test_other_signals_do_not_close(qtbot: QtBot) -> None:
    closed = []
    former = signal.signal(signal.SIGUSR1, lambda *_: None)
    interrupts = Interrupts(lambda: closed.append(1))
    try:
        os.kill(os.getpid(), signal.SIGUSR1)
        qtbot.wait(50)
    finally:
        interrupts.uninstall()
        signal.signal(signal.SIGUSR1, former)
    assert not closed
