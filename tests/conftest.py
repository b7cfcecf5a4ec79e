"""Every test starts clean and must end clean: own settings, nothing left running."""

from __future__ import annotations

import itertools
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

# Before torch or Qt is imported; child processes inherit them.
os.environ["OMP_NUM_THREADS"] = "1"
os.environ["MKL_NUM_THREADS"] = "1"
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from hypothesis import HealthCheck, settings

from tests.leaks import StartLog, Watch, report

# No test may fail because a machine is busy; on CI the same examples are tried each time.
settings.register_profile(
    "dynascope",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("dynascope")

HOME_VARIABLES = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA")
XDG_VARIABLES = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
FAILED_CHECKS = "DYNASCOPE_FAILED_CHECKS"


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Yield one empty home folder after another."""
    root = tmp_path_factory.mktemp("homes")
    return (root / str(number) for number in itertools.count())


@pytest.fixture(autouse=True)
def isolated_home(homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the test an empty home folder, so that it neither reads nor writes the person's."""
    home = next(homes)
    home.mkdir()
    for name in HOME_VARIABLES:
        monkeypatch.setenv(name, str(home))
    for name in XDG_VARIABLES:
        monkeypatch.setenv(name, str(home / name.removeprefix("XDG_").lower()))
    if "PySide6.QtCore" in sys.modules:
        from PySide6.QtCore import QSettings, QStandardPaths

        QStandardPaths.setTestModeEnabled(True)
        for kind in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
            for scope in (QSettings.Scope.UserScope, QSettings.Scope.SystemScope):
                QSettings.setPath(kind, scope, str(home / "settings"))
    return home


@pytest.fixture(scope="session")
def start_log() -> Iterator[StartLog]:
    log = StartLog()
    yield log
    log.close()


@pytest.fixture(scope="session")
def qt_start_log() -> Iterator[object]:
    from tests.qt_leaks import QtStartLog

    log = QtStartLog()
    yield log
    log.close()


def uses_qt(request: pytest.FixtureRequest) -> bool:
    """Tell whether the test may open windows."""
    return "qapp" in request.fixturenames or "gui" in request.node.path.parts


@pytest.fixture(autouse=True)
def nothing_left_behind(
    request: pytest.FixtureRequest, start_log: StartLog, isolated_home: Path
) -> Iterator[None]:
    """Fail a test that leaves a thread, process, timer or widget, and say where it started."""
    if uses_qt(request):
        from tests.qt_leaks import QtWatch

        qt_watch = QtWatch(request.getfixturevalue("qt_start_log"))
    else:
        qt_watch = None
    watch = Watch(start_log)
    yield
    leaks = qt_watch.leaks() if qt_watch is not None else []
    leaks += watch.leaks()
    if leaks:
        pytest.fail(report(leaks), pytrace=False)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Repeat the checks that failed before pytest began, lest they scroll out of sight."""
    failed = os.environ.get(FAILED_CHECKS)
    if failed:
        terminalreporter.section("checks that failed before the tests (see above)", red=True)
        terminalreporter.line(failed)
