"""The training process: a `Host` behind a connection. It ends with the connection."""

from __future__ import annotations

import faulthandler
import os
import queue
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection

import msgspec

from engine import messages
from engine.failures import failure
from engine.host import Host
from engine.messages import Command, Event, Ready

Inbox = queue.SimpleQueue[Command | Event | None]


def start_host() -> tuple[Host, Ready]:
    """Import torch and return a host of real trainers, and what to tell of this machine."""
    import torch

    from engine.devices import available
    from engine.opening import Opener

    torch.set_num_threads(1)
    ready = Ready(torch_version=str(torch.__version__), devices=available())
    return Host(Opener(), background=True), ready


def child_main(connection: Connection, log: str = "") -> None:
    """Run the training process; crashes inside libraries are noted in the file `log`."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the window decides when training ends
    _open_missing_streams()
    with _fault_log(log), connection:
        try:
            host, ready = start_host()
        except Exception as error:
            connection.send_bytes(messages.encode(failure("", error, "cpu")))
            return
        serve(connection, host, ready)
    os._exit(0)  # unloading torch properly takes half a second, which the window would wait for


def serve(connection: Connection, host: Host, ready: Ready) -> None:
    """Drive `host` by the commands of `connection` until Quit or until the other end closes.

    Commands are received in a thread of their own, so that the other side never waits to send one
    while this side waits to send a large block.
    """
    inbox: Inbox = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(connection, inbox), daemon=True).start()
    try:
        _send(connection, [ready])
        while not host.ended:
            for command in _take(inbox, host.wait()):
                if command is None:
                    return
                _send(connection, _answer(host, command))
            _send(connection, host.turn())
    except OSError:
        return  # nobody listens any more


def _answer(host: Host, command: Command | Event) -> list[Event]:
    return [command] if isinstance(command, Event) else host.handle(command)


def _receive(connection: Connection, inbox: Inbox) -> None:
    while True:
        try:
            inbox.put(messages.decode_command(connection.recv_bytes()))
        except (EOFError, OSError):
            inbox.put(None)
            return
        except msgspec.MsgspecError as error:
            inbox.put(failure("", error, "cpu"))


def _take(inbox: Inbox, wait: float | None) -> Iterator[Command | Event | None]:
    """Yield what has come, waiting at most `wait` seconds for the first."""
    try:
        yield inbox.get(timeout=wait) if wait != 0 else inbox.get_nowait()
        while True:
            yield inbox.get_nowait()
    except queue.Empty:
        return


def _send(connection: Connection, events: list[Event]) -> None:
    for event in events:
        connection.send_bytes(messages.encode(event))


def _open_missing_streams() -> None:
    """Give libraries something to print to: a windowed program has no standard streams."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w"))  # noqa: SIM115 - lives as long as the process


@contextmanager
def _fault_log(path: str) -> Iterator[None]:
    try:
        file = open(path, "a") if path else None  # noqa: SIM115 - closed below
    except OSError:
        file = None
    if file is None:
        yield
        return
    with file:
        faulthandler.enable(file)
        try:
            yield
        finally:
            faulthandler.disable()
