from __future__ import annotations

import threading
from collections.abc import Iterator
from multiprocessing.connection import wait

import pytest

from engine.messages import Credit, Pause
from gui.mailbox import Mailbox


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    made = Mailbox()
    yield made
    made.close()


def rings(mailbox: Mailbox) -> bool:
    return bool(wait([mailbox.bell], 0))


def test_commands_come_out_in_order_and_ring_once(mailbox: Mailbox) -> None:
    assert not rings(mailbox)
    for blocks in (1, 2, 3):
        assert mailbox.put(Credit(blocks=blocks))
    assert rings(mailbox)
    assert [command.blocks for command in mailbox.take()] == [1, 2, 3]
    assert not rings(mailbox)
    assert mailbox.take() == []


def test_hush_keeps_the_commands(mailbox: Mailbox) -> None:
    mailbox.put(Pause())
    mailbox.hush()
    assert not rings(mailbox)
    assert mailbox.take() == [Pause()]


def test_a_shut_mailbox_takes_nothing(mailbox: Mailbox) -> None:
    mailbox.put(Pause())
    mailbox.shut()
    assert not mailbox.is_open
    assert not mailbox.put(Pause())
    assert mailbox.take() == []
    mailbox.open()
    assert rings(mailbox)
    assert mailbox.put(Pause())


def test_putting_never_waits_for_the_taker(mailbox: Mailbox) -> None:
    for _ in range(100_000):
        mailbox.put(Pause())
    assert len(mailbox.take()) == 100_000


def test_closed_mailboxes_are_harmless() -> None:
    mailbox = Mailbox()
    mailbox.close()
    assert not mailbox.put(Pause())
    mailbox.ring()


def test_two_threads(mailbox: Mailbox) -> None:
    def put() -> None:
        for blocks in range(2000):
            mailbox.put(Credit(blocks=blocks))

    thread = threading.Thread(target=put)
    thread.start()
    taken: list[int] = []
    while len(taken) < 2000:
        assert wait([mailbox.bell], 10)
        taken += [command.blocks for command in mailbox.take()]
    thread.join()
    assert taken == list(range(2000))
