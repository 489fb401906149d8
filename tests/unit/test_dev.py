"""Facts about dev.py: it runs on a bare machine, says what is wrong, and never asks."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import dev

SOURCE = Path(dev.__file__)
posix_only = pytest.mark.skipif(os.name == "nt", reason="needs shell scripts")
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="needs X11 and Wayland")


@pytest.fixture
def here(monkeypatch):
    """The set-up is done: steps run with the Python of the tests."""
    monkeypatch.setattr(dev, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(dev, "setup", lambda: None)


@pytest.fixture
def installed(monkeypatch, tmp_path):
    """What pip was last told to install, call by call; nothing is really installed."""
    targets: list[str] = []

    def keep(_words, command):
        targets.append(command[-1])

    monkeypatch.setattr(dev, "VENV", tmp_path)
    monkeypatch.setattr(dev, "READY", tmp_path / "ready.json")
    monkeypatch.setattr(dev, "pip", lambda: ["pip"])
    monkeypatch.setattr(dev, "run", keep)
    return targets


def script(path: Path, text: str) -> Path:
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_it_needs_nothing_but_the_standard_library():
    tree = ast.parse(SOURCE.read_text(encoding="utf-8"))
    names = {
        name.name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for name in node.names
    } | {node.module.split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}

    assert names <= sys.stdlib_module_names


def test_an_older_python_can_read_it():
    ast.parse(SOURCE.read_text(encoding="utf-8"), feature_version=(3, 7))


def test_a_python_that_is_too_old_is_named():
    with pytest.raises(dev.StepFailedError, match=r"needs Python 3\.11 or newer, this is 3\.10\.4"):
        dev.check_python((3, 10, 4))


def test_this_python_is_new_enough():
    dev.check_python(sys.version_info[:3])


@pytest.mark.parametrize("arguments", [[], ["dance"]])
def test_an_unknown_command_is_a_usage_error(arguments):
    outcome = subprocess.run([sys.executable, SOURCE, *arguments], capture_output=True, check=False)

    assert outcome.returncode == 2


def test_full_counts_belong_to_faults_only():
    with pytest.raises(SystemExit) as ended:
        dev.main(["check", "--full"])

    assert ended.value.code == 2


@pytest.mark.parametrize(("more", "length"), [([], "usual"), (["--full"], "full")])
def test_faults_asks_for_its_counts_and_prints_a_table(here, monkeypatch, more, length):
    told = []
    monkeypatch.setattr(dev, "run", lambda *command, **how: told.append((command, how)))

    assert dev.main(["faults", *more]) == 0

    ((_, command), environment) = told[0]
    assert environment["COUNSELOR_DESK_FAULTS"] == length
    assert "tests.faults.promises" in command
    assert "tests/faults/test_killed_in_commit.py" in command


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_terminal_of_another_encoding_is_no_obstacle(encoding):
    talk = "import dev, sys; dev.main(['check']) or print(sys.stdout.encoding)"
    strange = f"import dev; dev.setup = lambda: dev.say('ễ'); dev.CHECKS = (); {talk}"
    outcome = subprocess.run(
        [sys.executable, "-c", strange],
        cwd=SOURCE.parent,
        env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
        capture_output=True,
        check=True,
    )

    assert b"\\u1ec5" in outcome.stdout


def test_the_first_failure_ends_the_run_with_its_exit_code(here, monkeypatch, capfd):
    steps = (
        ("First", ("-c", "print('one')")),
        ("Second", ("-c", "import sys; sys.exit(7)")),
        ("Third", ("-c", "print('three')")),
    )
    monkeypatch.setattr(dev, "CHECKS", steps)

    code = dev.main(["check"])

    said = capfd.readouterr().out
    assert code == 7
    assert "one" in said
    assert "Second: failed after" in said
    assert "three" not in said


@posix_only
def test_a_step_ended_by_a_signal_is_a_failure(here, monkeypatch):
    kill = ("-c", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    monkeypatch.setattr(dev, "CHECKS", (("Killed", kill),))

    assert dev.main(["check"]) == 137


def test_every_step_says_how_long_it_took(here, monkeypatch, capfd):
    monkeypatch.setattr(dev, "CHECKS", (("Quick", ("-c", "")),))

    dev.main(["check"])

    assert capfd.readouterr().out.startswith("==> Quick\n    Quick: 0.")


def test_children_are_not_led_to_another_python(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    monkeypatch.setenv("PYTHONHOME", "/elsewhere")

    assert not {"PYTHONPATH", "PYTHONHOME"} & set(dev.environment())


@linux_only
@pytest.mark.parametrize(
    ("mine", "theirs"), [("C", "C.UTF-8"), ("de_DE.ISO-8859-1", "C.UTF-8"), ("pl.utf8", "pl.utf8")]
)
def test_children_have_a_unicode_locale(monkeypatch, mine, theirs):
    monkeypatch.setenv("LC_ALL", mine)

    assert dev.environment()["LC_ALL"] == theirs


@linux_only
def test_a_dead_display_counts_as_none(here, monkeypatch):
    monkeypatch.setenv("DISPLAY", ":987")
    monkeypatch.setenv("WAYLAND_DISPLAY", "gone")
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    monkeypatch.delenv("QT_QPA_PLATFORM")

    assert dev.display() == "offscreen"


def test_a_chosen_window_system_is_respected(here, monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "minimal")

    assert dev.display() == "minimal"


def test_a_window_system_that_ends_qt_counts_as_none(here, monkeypatch):
    monkeypatch.setattr(dev, "QT_PROBE", "import os; os.abort()")

    assert dev.display() == "offscreen"


@pytest.mark.parametrize("platform", dev.HEADLESS)
def test_run_without_a_display_says_so_and_draws_the_screens(here, monkeypatch, capsys, platform):
    steps = []
    monkeypatch.setattr(dev, "display", lambda: platform)
    monkeypatch.setattr(dev, "run", lambda *step, **how: steps.append((step[1], how)))

    assert dev.main(["run"]) == 0

    (making, _), (drawing, how) = steps
    assert "demo" in making
    assert "counselor_desk.ui.gallery" in drawing
    assert drawing[drawing.index("--to") + 1] == "build/demo/screens"
    assert how == {"QT_QPA_PLATFORM": "offscreen"}
    assert "no usable display" in capsys.readouterr().out


def test_run_with_a_display_opens_the_window_on_it(here, monkeypatch):
    steps = []
    monkeypatch.setattr(dev, "display", lambda: "wayland")
    monkeypatch.setattr(dev, "run", lambda *step, **how: steps.append((step[1], how)))

    assert dev.main(["run"]) == 0

    (_, _), (opening, how) = steps
    assert opening[-2:] == ["--store", dev.STORE]
    assert how == {"QT_QPA_PLATFORM": "wayland"}


@linux_only
def test_when_qt_cannot_load_the_packages_are_named(here, monkeypatch):
    monkeypatch.setattr(dev, "QT_PROBE", "raise ImportError('libGL.so.1: cannot open')")
    monkeypatch.setattr(dev, "can_install_packages", lambda: False)

    with pytest.raises(dev.StepFailedError, match=r"libGL\.so\.1.* Install .* libgl1 ") as failure:
        dev.check_qt()

    assert failure.value.code == 1
    assert "\n" not in str(failure.value)


@linux_only
def test_root_installs_what_qt_lacks(here, monkeypatch, tmp_path):
    calls = tmp_path / "calls"
    script(tmp_path / "apt-get", f'echo "$@" >> {calls}')
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(dev, "QT_PROBE", f"open({str(calls)!r})")

    dev.check_qt()

    update, install = calls.read_text(encoding="utf-8").splitlines()
    assert update == "update"
    assert install.startswith("install -y")
    assert "libegl1" in install


@posix_only
def test_a_python_without_ensurepip_still_makes_the_environment(monkeypatch, tmp_path):
    bare = script(
        tmp_path / "python3",
        f'case "$*" in *--without-pip*) ;; *venv*) exit 1;; esac\nexec {sys.executable} "$@"',
    )
    monkeypatch.setattr(sys, "executable", str(bare))
    monkeypatch.setattr(dev, "VENV", tmp_path / "venv")
    monkeypatch.setattr(dev, "PYTHON", tmp_path / "venv" / "bin" / "python")
    monkeypatch.setattr(dev, "READY", tmp_path / "venv" / "ready.json")

    dev.make_environment()

    assert dev.ask([str(dev.PYTHON), "-c", "print('alive')"])[1] == "alive"


def test_what_is_installed_is_not_installed_again(installed):
    dev.install()
    dev.install()

    assert installed == ["requirements-dev.txt", "."]


def test_a_changed_lock_is_installed(installed):
    dev.install()
    dev.mark_done("locks", "an older one")

    dev.install()

    assert installed[2:] == ["requirements-dev.txt"]


def test_the_link_to_the_project_names_no_folder(installed, tmp_path):
    link = tmp_path / "site-packages" / "_counselor_desk.pth"
    link.parent.mkdir()
    link.write_text("/home/José/counselor-desk", encoding="utf-8")

    dev.install()

    linked = link.read_text(encoding="ascii")
    assert not Path(linked).is_absolute()
    assert (link.parent / linked).resolve() == SOURCE.parent


@pytest.mark.parametrize("damage", ["", "{", "[]"])
def test_a_damaged_marker_counts_as_nothing_done(monkeypatch, tmp_path, damage):
    ready = tmp_path / "ready.json"
    ready.write_text(damage, encoding="utf-8")
    monkeypatch.setattr(dev, "READY", ready)

    assert dev.done() == {}


def test_the_locks_name_no_address():
    for name in dev.LOCKS:
        assert "://" not in (SOURCE.parent / name).read_text(encoding="utf-8")
