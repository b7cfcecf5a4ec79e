"""Commands for runs that are still being opened: kept, in order, until they can be obeyed."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from engine import messages
from engine.messages import Command

WAITING = (
    messages.Retune,
    messages.Look,
    messages.ScanDead,
    messages.Fetch,
    messages.Fork,
    messages.Capture,
    messages.Restore,
)


def runs_of(command: Command) -> tuple[str, ...]:
    """Return the runs that have to be open before `command` can be obeyed."""
    if isinstance(command, (messages.Train, messages.Advance)):
        return command.runs
    return (command.run,) if isinstance(command, WAITING) else ()


class Waiting:
    """Commands that wait for runs to be open; `is_opening` tells of a run."""

    def __init__(self, is_opening: Callable[[str], bool]) -> None:
        self._is_opening = is_opening
        self._commands: list[Command] = []

    def takes(self, command: Command) -> bool:
        """Keep `command` if it has to wait; tells whether it has."""
        if not any(self._is_awaited(run) for run in runs_of(command)):
            return False
        self._commands.append(command)
        return True

    def _is_awaited(self, run: str) -> bool:
        """Whether a run is being opened, or is to be split off one that is."""
        return self._is_opening(run) or any(
            isinstance(each, messages.Fork) and each.branch == run for each in self._commands
        )

    def next_ready(self) -> Command | None:
        """Take out the first command whose runs are all open, or gone."""
        to_come: set[str] = set()  # branches that an earlier command makes
        for place, command in enumerate(self._commands):
            if not any(self._is_opening(run) or run in to_come for run in runs_of(command)):
                return self._commands.pop(place)
            if isinstance(command, messages.Fork):
                to_come.add(command.branch)
        return None

    def starting(self) -> set[str]:
        """Return the runs that wait to train."""
        kinds = (messages.Train, messages.Advance)
        return {run for each in self._commands if isinstance(each, kinds) for run in each.runs}

    def stop(self, runs: Iterable[str]) -> None:
        """Let these runs not be started."""
        left = set(runs)
        kept: list[Command] = []
        for command in self._commands:
            if isinstance(command, (messages.Train, messages.Advance)):
                others = tuple(run for run in command.runs if run not in left)
                if others:
                    kept.append(msgspec.structs.replace(command, runs=others))
            else:
                kept.append(command)
        self._commands = kept

    def forget(self, run: str) -> None:
        """Drop what was asked of a run, and its being split off another one."""
        self.stop((run,))
        self._commands = [
            each
            for each in self._commands
            if run not in runs_of(each)
            and not (isinstance(each, messages.Fork) and each.branch == run)
        ]

    def clear(self) -> None:
        """Drop all."""
        self._commands.clear()
