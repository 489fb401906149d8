"""Starts the program: the only file that knows every room; picks command line or window."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import Namespace

    from PySide6.QtWidgets import QApplication

    from counselor_desk.ui.main_window import MainWindow
    from counselor_desk.ui.whereabouts import Whereabouts

PROGRAM_NAME = "Counselor Desk"
FOLDER_NAME = "counselor-desk"
_PACKAGE = Path(__file__).resolve().parent
_BUG = (
    "counselor-desk: Something went wrong in the program ({where}). What was saved before is safe. "
    "For a report, these words hold nothing about clients."
)
_STOPPED = "counselor-desk: Stopped before it was done. What was saved before is safe."
_INTERRUPTED = 130
_NOBODY_READS = 141
_ONLY_FOR_ME = 0o077
_PR_SET_DUMPABLE = 4
_UNSEEN = "offscreen"
_PLATFORMS = f"wayland;xcb;{_UNSEEN}"
_NO_DISPLAY = (
    "counselor-desk: There is no usable display, so no window was opened. Nothing was changed. "
    "Start it inside a desktop session, or use the commands: counselor-desk --help."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command, or open the window when there is none.

    Args:
        arguments: what stands behind the program's name; None takes the process's own.

    Returns:
        0 done, 1 the store or the record says no, 2 wrong usage; as in a shell, 130 after Ctrl+C
        and 141 when nobody reads the answer any more.
    """
    _keep_to_myself()
    as_found = dict(os.environ)
    given = sys.argv[1:] if arguments is None else arguments
    match given:
        case []:
            return _run_window(None, as_found)
        case ["--store", store] if store and not store.startswith("-"):
            # The usual start: the parser of the commands is not read for it.
            return _run_window(Path(store), as_found)
    from counselor_desk import cli

    asked = cli.parser().parse_args(given)
    if asked.command is None:
        return _run_window(asked.store, as_found)
    return _run_command(asked)


def _run_command(asked: Namespace) -> int:
    from counselor_desk import cli

    around = cli.Surroundings(
        config_dir=_config_folder(),
        zone=_zone(),
        output=sys.stdout,
        problems=sys.stderr,
        input=sys.stdin,
    )
    try:
        code = cli.run(asked, around)
        # Here, since at the end of the process it is too late to be quiet about a closed pipe.
        sys.stdout.flush()
    except KeyboardInterrupt:
        print(_STOPPED, file=sys.stderr)  # noqa: T201 - a command speaks on the terminal
        return _INTERRUPTED
    except BrokenPipeError:
        # What is still kept back would be tried once more at the end of the process.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _NOBODY_READS
    except Exception as bug:  # noqa: BLE001 - the last place that can keep its text to itself
        print(_BUG.format(where=_whereabouts(bug)), file=sys.stderr)  # noqa: T201
        return 1
    return code


def _whereabouts(bug: Exception) -> str:
    """The type of a bug and the line of ours it came from; its text may hold what a client said."""
    import traceback

    lines = [
        (Path(frame.f_code.co_filename), at) for frame, at in traceback.walk_tb(bug.__traceback__)
    ]
    ours = [
        f"{path.relative_to(_PACKAGE).as_posix()}:{at}"
        for path, at in lines
        if path.is_relative_to(_PACKAGE)
    ]
    return ", ".join((type(bug).__name__, *ours[-1:]))


def _run_window(store: Path | None, as_found: dict[str, str]) -> int:
    """Open the window; `as_found` is the environment at the start of the process."""
    # Until the first picture everything is new and nothing is garbage: looking takes 12 ms.
    gc.disable()
    may_be_unseen = "QT_QPA_PLATFORM" in os.environ
    if sys.platform.startswith("linux"):
        # A display that is named and dead would end the process: the last one always works.
        os.environ.setdefault("QT_QPA_PLATFORM", _PLATFORMS)
    from counselor_desk.settings import load

    # All that needs no Qt comes first: Qt reads the source of every module imported after it.
    config, state, usual = _config_folder(), _state_folder(), _data_folder() / "Records.cdesk"
    settings_path = config / "settings.json"
    folder = store or load(settings_path).last_store or usual

    from PySide6.QtWidgets import QApplication

    from counselor_desk.ui import theme as themes
    from counselor_desk.ui.crash import CrashReporter
    from counselor_desk.ui.main_window import MainWindow
    from counselor_desk.ui.opening import Surroundings
    from counselor_desk.ui.relaunch import VARIABLE, handed_over, replace_process

    message = handed_over(os.environ)
    left = None if message is None else _left_by(message)
    as_found.pop(VARIABLE, None)
    themes.prepare()
    app = QApplication(sys.argv[:1])
    if app.platformName() == _UNSEEN and not may_be_unseen:
        print(_NO_DISPLAY, file=sys.stderr)  # noqa: T201 - there is no window to say it in
        return 1
    app.setApplicationName(PROGRAM_NAME)
    app.setDesktopFileName(FOLDER_NAME)
    CrashReporter(state / "problems.log", _now, app).install()
    around = Surroundings(
        folder=folder if left is None else left.folder,
        usual_folder=usual,
        config_dir=config,
        zone=_zone,
        clock=_now,
    )
    window = MainWindow(
        around,
        settings_path,
        left=left,
        replace_process=partial(replace_process, environment=as_found),
    )
    window.opening.painted.connect(gc.enable)
    # Not needed for the first picture, so not waited for.
    window.opening.painted.connect(partial(_watch_session, app, window))
    window.begin()
    return app.exec()


def _left_by(message: bytes) -> Whereabouts | None:
    """Where the process before this one was, when it locked."""
    from counselor_desk.ui.whereabouts import from_json

    return from_json(message)


def _watch_session(app: QApplication, window: MainWindow) -> None:
    """Lock with the screen, and before the computer sleeps."""
    from counselor_desk.ui.session_watch import SessionWatch

    session = SessionWatch(app)
    window.follow(session)
    session.start()


def _keep_to_myself() -> None:
    """Files for this user alone; no memory image on the disk after a crash."""
    os.umask(_ONLY_FOR_ME)
    if sys.platform == "win32":
        return
    import resource

    hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
    resource.setrlimit(resource.RLIMIT_CORE, (0, hard))
    if sys.platform.startswith("linux"):
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def _data_folder() -> Path:
    import platformdirs

    return Path(platformdirs.user_data_dir(PROGRAM_NAME, appauthor=False))


def _config_folder() -> Path:
    import platformdirs

    return Path(platformdirs.user_config_dir(PROGRAM_NAME, appauthor=False))


def _state_folder() -> Path:
    import platformdirs

    return Path(platformdirs.user_state_dir(PROGRAM_NAME, appauthor=False))


def _zone() -> str:
    """The IANA name of the local time zone; UTC where the system does not say."""
    import tzlocal

    return tzlocal.get_localzone_name() or "UTC"


def _now() -> datetime:
    return datetime.now(UTC)
