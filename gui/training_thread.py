"""The thread that drives the engine, in a process of its own or, on request, in itself."""

from __future__ import annotations

import logging
from collections.abc import Callable
from multiprocessing.connection import wait

from PySide6.QtCore import QObject, QThread, Signal

from engine.failures import explain
from engine.host import Host
from engine.messages import AnyEvent, Block, Command, Credit, Event, Failed, Opened, Ready
from engine.text import QT_TRANSLATE_NOOP, Message
from engine.worker import child_main, start_host
from gui.engine_process import ChildMain, EngineProcess
from gui.mailbox import Mailbox

Intake = Callable[[Opened | Block], None]
Witness = Callable[[Event], None]

log = logging.getLogger(__name__)


class TrainingThread(QThread):
    """Starts the engine, brings commands down and events up; the window never waits for it.

    `intake` is called in this thread with every Opened and Block, so that measurements are stored
    before anybody hears of what came after them; `witness` before that with every event, to keep
    it. All events but Block are emitted, too. An engine
    that was lost stays away, and commands with it, until `revive` is called.
    """

    event_arrived = Signal(object)
    #: a `Message`; what was open in the engine is gone
    engine_lost = Signal(object)

    def __init__(
        self,
        intake: Intake,
        *,
        witness: Witness | None = None,
        in_process: bool = False,
        log_file: str = "",
        main: ChildMain = child_main,
        make_host: Callable[[], tuple[Host, Ready]] = start_host,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("training")
        self._intake = intake
        self._witness = witness
        self._in_process = in_process
        self._log_file = log_file
        self._main = main
        self._make_host = make_host
        self._mailbox = Mailbox()
        self._stopping = False
        self._pid: int | None = None

    # --- for the window --------------------------------------------------------------------------

    @property
    def engine_pid(self) -> int | None:
        """Number of the training process; None while there is none."""
        return self._pid

    def send(self, command: Command) -> bool:
        """Send a command, as soon as the engine is there; False if the engine is lost."""
        return self._mailbox.put(command)

    def revive(self) -> None:
        """Start a new engine if the last one was lost."""
        self._mailbox.open()

    def stop(self) -> None:
        """Ask engine and thread to end; `wait` tells when they have, after about 1 s at most."""
        self._stopping = True
        if self.isRunning():
            self._mailbox.ring()

    # --- in the thread ---------------------------------------------------------------------------

    def run(self) -> None:
        drive = self._drive_here if self._in_process else self._drive_process
        while not self._stopping:
            if not self._mailbox.is_open:
                wait([self._mailbox.bell])
                self._mailbox.hush()
                continue
            try:
                problem = drive()
            except Exception as error:
                log.exception("the training thread met an error")
                problem = explain(error, "cpu")[0]
            self._pid = None
            if problem is not None:
                self._mailbox.shut()
                self.engine_lost.emit(problem)
        self._mailbox.close()

    def _drive_process(self) -> Message | None:
        """Drive a process until it ends; returns why, None if that was wanted."""
        try:
            process = EngineProcess(self._main, self._log_file)
        except OSError as error:
            return Message(
                QT_TRANSLATE_NOOP(
                    "engine",
                    "The engine could not be started ({reason}). Close other programs and press "
                    "Train, or start Dynascope with --in-process.",
                ),
                {"reason": error.strerror or str(error)},
            )
        self._pid = process.pid
        ready = False
        try:
            while not self._stopping:
                wait([process.connection, process.sentinel, self._mailbox.bell])
                events = process.receive()
                for event in events:
                    ready = ready or isinstance(event, Ready)
                    if not ready and isinstance(event, Failed):
                        process.end(asking=False)
                        return event.sentence.message()
                    self._deliver(event)
                self._answer(process, events, ready)
        except (EOFError, OSError):
            return process.bury()
        except BaseException:
            process.end(asking=False)
            raise
        process.end(asking=ready)
        return None

    def _answer(self, process: EngineProcess, events: list[AnyEvent], ready: bool) -> None:
        """Give credit for blocks and send what the window wants, once the engine listens."""
        blocks = sum(isinstance(event, Block) for event in events)
        if blocks:
            process.send(Credit(blocks=blocks))
        if not ready:
            self._mailbox.hush()
            return
        for command in self._mailbox.take():
            process.send(command)

    def _drive_here(self) -> Message | None:
        """Drive a host in this thread until asked to stop."""
        host, ready = self._make_host()
        self._deliver(ready)
        try:
            while not self._stopping:
                wait([self._mailbox.bell], host.wait())
                for command in self._mailbox.take():
                    self._deliver_all(host, host.handle(command))
                self._deliver_all(host, host.turn())
        finally:
            host.close()
        return None

    def _deliver_all(self, host: Host, events: list[Event]) -> None:
        for event in events:
            self._deliver(event)
            if isinstance(event, Block):
                host.handle(Credit(blocks=1))

    def _deliver(self, event: Event) -> None:
        if self._witness is not None:
            self._witness(event)
        if isinstance(event, (Opened, Block)):
            self._intake(event)
        if not isinstance(event, Block):
            self.event_arrived.emit(event)
