#!/usr/bin/env python3
"""Sets up, runs and checks Counselor Desk; standard library only, and it never asks anything."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

# An older Python must get as far as the line that names the version it needs, so nothing here
# may use syntax or modules that came after Python 3.7.

OLDEST_PYTHON = (3, 11)
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
READY = VENV / "ready.json"
LOCKS = ("requirements.txt", "requirements-dev.txt")
STORE = "build/demo/practice.cdesk"
DOCUMENTS = "build/demo/documents"

# What Qt needs of a bare Debian 12: to load, to draw letters, to open a window.
QT_PACKAGES = (
    "libegl1 libgl1 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 "
    "libxcb-shape0 libfontconfig1 libdbus-1-3 libglib2.0-0 libgssapi-krb5-2 "
    "libwayland-cursor0 fonts-dejavu-core"
)
QT_PROBE = "from PySide6.QtWidgets import QApplication as A; print(A([]).platformName())"
HEADLESS = ("offscreen", "minimal")

LINT_IMPORTS = "from importlinter.cli import lint_imports_command as lint; lint()"
CHECKS = (
    ("Format", ("-m", "ruff", "format", "--check", ".")),
    ("Lint", ("-m", "ruff", "check", ".")),
    ("Types", ("-m", "mypy")),
    ("Layers", ("-c", LINT_IMPORTS, "--no-logo")),
    ("Dependencies", ("-m", "deptry", "--no-ansi", "counselor_desk")),
)


class StepFailedError(Exception):
    """A step ended the run; ``code`` is the exit code of dev.py."""

    def __init__(self, words: str, code: int = 1) -> None:
        super().__init__(words)
        self.code = code


def say(words: str) -> None:
    """One line, at once, so that it stands before what a child prints."""
    print(words, flush=True)


def environment(**more: str) -> dict[str, str]:
    """What children see: this environment without what would lead them to another Python."""
    astray = {"PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__"}
    kept = {name: value for name, value in os.environ.items() if name not in astray}
    kept.update(PYTHONUTF8="1", PIP_NO_INPUT="1", PIP_DISABLE_PIP_VERSION_CHECK="1", PIP_USER="0")
    locale = kept.get("LC_ALL") or kept.get("LC_CTYPE") or kept.get("LANG") or "C"
    if sys.platform == "linux" and "utf" not in locale.lower():
        # Qt warns about any other, and the names of folders may need it.
        kept["LC_ALL"] = "C.UTF-8"
    kept.update(more)
    return kept


def run(words: str, command: list[str], **more: str) -> None:
    """Run one step in sight, with a line before it and its wall time after it.

    Raises:
        StepFailedError: it ended with another exit code than 0, which is passed on.
    """
    say(f"==> {words}")
    started = time.monotonic()
    code = subprocess.run(
        command, cwd=str(ROOT), env=environment(**more), stdin=subprocess.DEVNULL, check=False
    ).returncode
    took = time.monotonic() - started
    if code != 0:
        # A child that a signal ended has a negative code; a shell would say 128 + signal.
        raise StepFailedError(
            f"{words}: failed after {took:.1f} s", code if code > 0 else 128 - code
        )
    say(f"    {words}: {took:.1f} s")


def ask(command: list[str], timeout: float = 60, **more: str) -> tuple[int, str, str]:
    """Run a child out of sight; its exit code, output and error output. A hang counts as 1."""
    try:
        child = subprocess.run(
            command,
            cwd=str(ROOT),
            env=environment(**more),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=timeout,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as reason:
        return 1, "", str(reason)
    return child.returncode, child.stdout.strip(), child.stderr.strip()


def last_line(text: str) -> str:
    """The line of an error output that says most."""
    return text.splitlines()[-1].strip() if text else "no reason given"


def check_python(version: tuple[int, ...]) -> None:
    """Refuse a Python that is too old, before anything else can fail in its stead."""
    if version < OLDEST_PYTHON:
        wanted = ".".join(str(part) for part in OLDEST_PYTHON)
        found = ".".join(str(part) for part in version[:3])
        raise StepFailedError(
            f"Counselor Desk needs Python {wanted} or newer, this is {found}. "
            "Start dev.py with a newer one."
        )


def fingerprint(*names: str) -> str:
    """SHA-256 over the contents of files of the project."""
    digest = hashlib.sha256()
    for name in names:
        content = (ROOT / name).read_bytes()
        digest.update(f"{name} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def done() -> dict[str, str]:
    """What earlier set-ups finished, by step; empty when there was none."""
    try:
        kept = json.loads(READY.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def mark_done(step: str, what: str) -> None:
    """Remember that a step is finished, so that the next run need not repeat it."""
    READY.write_text(json.dumps({**done(), step: what}, indent=2), encoding="utf-8")


def make_environment() -> None:
    """Make ``.venv``, or keep the one that this Python made at this place.

    Raises:
        StepFailedError: it cannot be made.
    """
    mine = f"{sys.version} at {VENV}"
    _, version, _ = ask([str(PYTHON), "-c", "import sys; print(sys.version)"])
    marked = done().get("environment")
    if version == sys.version and marked in (None, mine):
        if marked is None:
            mark_done("environment", mine)
        return
    say("==> Virtual environment")
    started = time.monotonic()
    make = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    code, output, error = ask(make, timeout=600)
    if code != 0:  # Debian ships Python without ensurepip; the pip outside can serve
        code, output, error = ask([*make, "--without-pip"], timeout=600)
    if code != 0:
        raise StepFailedError(f"{VENV} cannot be made: {last_line(error or output)}")
    mark_done("environment", mine)
    say(f"    Virtual environment: {time.monotonic() - started:.1f} s")


def pip() -> list[str]:
    """The pip of ``.venv``, or this Python's own, told to work on ``.venv``.

    Raises:
        StepFailedError: there is none.
    """
    inside = [str(PYTHON), "-m", "pip"]
    if ask([*inside, "--version"])[0] == 0:
        return inside
    outside = [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    if ask([*outside, "--version"])[0] == 0:
        return outside
    raise StepFailedError(
        "pip 22.3 or newer is missing: install pip for this Python (python3-pip)."
    )


def install() -> None:
    """Install the locked dependencies and the project itself, each only when it changed."""
    locks, project = fingerprint(*LOCKS), fingerprint("pyproject.toml")
    if done().get("locks") != locks:
        wanted = [word for name in LOCKS for word in ("-r", name)]
        run(
            "Dependencies (some minutes the first time)",
            [*pip(), "install", "-qq", "--require-hashes", "--only-binary=:all:", *wanted],
        )
        mark_done("locks", locks)
    if done().get("project") != project:
        run(
            "Counselor Desk itself",
            [*pip(), "install", "-qq", "--no-deps", "--no-build-isolation", "-e", "."],
        )
        for link in VENV.rglob("_counselor_desk.pth"):
            # Before 3.13 Python reads this file in the locale's encoding: no name may stand in it.
            link.write_text(os.path.relpath(str(ROOT), str(link.parent)), encoding="ascii")
        mark_done("project", project)


def check_qt() -> None:
    """Make sure that Qt starts; as root on Debian, install the system libraries it lacks.

    Raises:
        StepFailedError: it still does not start; names the packages to install.
    """
    probe = [str(PYTHON), "-c", QT_PROBE]
    code, _, error = ask(probe, QT_QPA_PLATFORM="offscreen")
    if code != 0 and can_install_packages():
        say("==> Qt's system libraries (apt-get)")
        started = time.monotonic()
        ask(["apt-get", "update"], timeout=600)
        command = ["apt-get", "install", "-y", "--no-install-recommends", *QT_PACKAGES.split()]
        ask(command, timeout=1800, DEBIAN_FRONTEND="noninteractive")
        say(f"    Qt's system libraries: {time.monotonic() - started:.1f} s")
        code, _, error = ask(probe, QT_QPA_PLATFORM="offscreen")
    if code != 0:
        advice = f" Install these packages: {QT_PACKAGES}" if sys.platform == "linux" else ""
        raise StepFailedError(f"Qt cannot start ({last_line(error)}).{advice}")


def can_install_packages() -> bool:
    """Whether this is root on a system with apt."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def display() -> str:
    """The window system that Qt really reaches, ``offscreen`` when there is none.

    Only a child can find out: on a display that is set but dead, Qt ends the process.
    """
    wish = {}
    if sys.platform == "linux" and not os.environ.get("QT_QPA_PLATFORM"):
        wish["QT_QPA_PLATFORM"] = "wayland;xcb;offscreen"
    code, output, _ = ask([str(PYTHON), "-c", QT_PROBE], timeout=30, **wish)
    return output.splitlines()[-1] if code == 0 and output else "offscreen"


def setup() -> None:
    """Make everything ready; quick and without the network when it is already."""
    started = time.monotonic()
    make_environment()
    install()
    check_qt()
    say(f"==> Set-up is ready ({time.monotonic() - started:.1f} s)")


def check() -> None:
    """Format, lint, types, layers and dependencies, without the tests."""
    setup()
    for words, arguments in CHECKS:
        run(words, [str(PYTHON), *arguments])


def test() -> None:
    """Every check, then the whole test suite without a display."""
    check()
    # Two workers share the suite; a file stays with one, since its fixtures are made for it.
    parallel = ["-n", "auto", "--dist", "loadfile"]
    run("Tests", [str(PYTHON), "-m", "pytest", *parallel], QT_QPA_PLATFORM="offscreen")


def make_practice_store() -> None:
    """Make the practice store with its documents."""
    program = [str(PYTHON), "-m", "counselor_desk", "demo"]
    run("Practice store", [*program, "--store", STORE, "--documents", DOCUMENTS])


def draw(folder: str, *more: str) -> None:
    """Draw screens of the practice store as pictures into a folder."""
    gallery = [str(PYTHON), "-m", "counselor_desk.ui.gallery", "--store", STORE, "--to", folder]
    run(f"Pictures of the screens in {folder}", [*gallery, *more], QT_QPA_PLATFORM="offscreen")


def start() -> None:
    """Open the program on its practice store, or draw its screens where there is no display."""
    setup()
    make_practice_store()
    platform = display()
    if platform in HEADLESS:
        say("==> There is no usable display: the main screens become pictures instead.")
        draw("build/demo/screens")
        return
    command = [str(PYTHON), "-m", "counselor_desk", "--store", STORE]
    run(f"Counselor Desk ({platform})", command, QT_QPA_PLATFORM=platform)


def screens() -> None:
    """Draw every screen, light and dark, at all sizes, into build/screens."""
    setup()
    make_practice_store()
    draw("build/screens", "--all")


def faults() -> None:
    """Kill, fill, tear and damage, then print what was shown of each promise; 1 if not all."""
    setup()
    measure_faults("usual")


def faults_in_full() -> None:
    """The same with the counts of a release; takes hours."""
    setup()
    measure_faults("full")


def measure_faults(length: str) -> None:
    """Run the tests of every promise in SECURITY.md, each as often as `length` asks."""
    code, named, error = ask([str(PYTHON), "-m", "tests.faults.promises"])
    if code != 0:
        raise StepFailedError(f"The promises cannot be read ({last_line(error)}).")
    found = [name for name in named.split() if (ROOT / name).is_file()]
    plugins = ["-p", "tests.faults.promises", "-n", "auto", "--dist", "loadfile"]
    run(
        f"Faults ({length} counts)",
        [str(PYTHON), "-m", "pytest", "-q", *plugins, *found],
        QT_QPA_PLATFORM="offscreen",
        COUNSELOR_DESK_FAULTS=length,
    )


def bench() -> None:
    """Compare speed and cost in ratios; ends with 1 when a target is missed for certain."""
    setup()
    run("Benchmarks", [str(PYTHON), "-m", "tests.benchmarks.run"])


COMMANDS = {
    "setup": (setup, "make .venv with everything the program and its tests need"),
    "run": (start, "set up, make the practice store, open the program on it"),
    "test": (test, "set up, then every check and the whole test suite"),
    "check": (check, "set up, then every check but no tests"),
    "screens": (screens, "draw every screen, light and dark, into build/screens"),
    "faults": (faults, "set up, then kill, fill, tear and damage; what each promise withstood"),
    "bench": (bench, "set up, then compare speed and cost in ratios"),
}


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit code is 0, or that of the first step that failed."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="backslashreplace")
    summary = "\n".join(f"  {name:8} {words}" for name, (_, words) in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="dev.py",
        description=f"Counselor Desk for developers. Commands:\n{summary}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=list(COMMANDS), metavar="command")
    parser.add_argument(
        "--full", action="store_true", help="faults: the counts of a release, for hours"
    )
    asked = parser.parse_args(arguments)
    chosen = asked.command
    if asked.full and chosen != "faults":
        parser.error("--full belongs to faults")
    try:
        check_python(sys.version_info[:3])
        if asked.full:
            faults_in_full()
        else:
            COMMANDS[chosen][0]()
    except StepFailedError as failure:
        say(f"==> {failure}")
        return failure.code
    except OSError as reason:
        say(f"==> {chosen} stopped: {reason}")
        return 1
    except KeyboardInterrupt:
        say("==> Stopped.")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
