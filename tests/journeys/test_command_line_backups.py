"""Backup and restore on the command line, from one computer to another with nothing but words."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

PASSPHRASE = "copper lantern meadow violin harbor"


def desk(
    *arguments: object, told: str = "", home: Path | None = None
) -> subprocess.CompletedProcess[str]:
    surroundings = dict(os.environ)
    if home is not None:
        for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "APPDATA"):
            surroundings[name] = str(home)
    return subprocess.run(
        [sys.executable, "-m", "counselor_desk", *map(str, arguments)],
        input=told,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        env=surroundings,
    )


def one_line(done: subprocess.CompletedProcess[str]) -> bool:
    return len(done.stderr.splitlines()) == 1 and "Traceback" not in done.stderr


@dataclass(frozen=True)
class Practice:
    """A practice store of two clients, its words, and a backup that the command made."""

    store: Path
    backup: Path
    words: str
    said: str


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Practice:
    folder = tmp_path_factory.mktemp("first computer")
    made = desk(
        "demo", "--store", folder / "practice.cdesk", "--documents", folder / "documents",
        "--clients", 2,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    told = dict(line.split(": ", 1) for line in made.stdout.splitlines() if ": " in line)
    (folder / "passphrase.txt").write_text(told["Passphrase"])
    done = desk(
        "backup", "--store", folder / "practice.cdesk", "--to", folder / "records.cdbk",
        "--passphrase-file", folder / "passphrase.txt",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return Practice(
        folder / "practice.cdesk", folder / "records.cdbk", told["Recovery words"], done.stdout
    )


def clients(store: Path, passphrase: str, home: Path | None = None) -> str:
    listed = desk("clients", "--store", store, "--passphrase-file", "-", told=passphrase, home=home)
    assert listed.returncode == 0, listed.stderr
    return listed.stdout


def passphrase_of(practice: Practice) -> str:
    return (practice.store.parent / "passphrase.txt").read_text()


def test_backup_says_where_the_verified_file_is(practice):
    assert practice.said.startswith(f"Verified backup: {practice.backup} (")
    assert practice.backup.is_file()


def test_an_empty_home_and_the_recovery_words_bring_everything_back(practice, tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    (home / "words.txt").write_text("\n".join(practice.words.split()) + "\n")
    done = desk(
        "restore", "--from", practice.backup, "--store", home / "Records.cdesk",
        "--recovery-file", home / "words.txt", home=home,
    )  # fmt: skip
    check = desk(
        "check", "--store", home / "Records.cdesk", "--passphrase-file", "-",
        told=passphrase_of(practice), home=home,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert "Clients: 2, " in done.stdout
    assert check.returncode == 0, check.stdout + check.stderr
    passphrase = passphrase_of(practice)
    assert clients(home / "Records.cdesk", passphrase, home) == clients(practice.store, passphrase)


def test_the_passphrase_restores_beside_a_store_that_goes_aside(practice, tmp_path):
    for _ in range(2):
        done = desk(
            "restore", "--from", practice.backup, "--store", tmp_path / "Records.cdesk",
            "--passphrase-file", "-", told=passphrase_of(practice) + "\n",
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    (aside,) = tmp_path.glob("Records before restore *.cdesk")

    assert str(aside) in done.stdout
    assert clients(aside, passphrase_of(practice)) == clients(
        tmp_path / "Records.cdesk", passphrase_of(practice)
    )


def test_a_folder_gets_a_file_with_a_name_of_its_own(practice, tmp_path):
    done = desk(
        "backup", "--store", practice.store, "--to", tmp_path, "--passphrase-file", "-",
        told=passphrase_of(practice),
    )  # fmt: skip
    (made,) = tmp_path.iterdir()

    assert done.returncode == 0, done.stderr
    assert made.name.startswith("practice 20")
    assert made.suffix == ".cdbk"


def test_a_file_that_exists_is_not_replaced(practice, tmp_path):
    (tmp_path / "letter.cdbk").write_text("mine")
    done = desk(
        "backup", "--store", practice.store, "--to", tmp_path / "letter.cdbk",
        "--passphrase-file", "-", told=passphrase_of(practice),
    )  # fmt: skip

    assert (done.returncode, one_line(done)) == (1, True), done.stderr
    assert (tmp_path / "letter.cdbk").read_text() == "mine"


@pytest.mark.parametrize(
    ("flag", "told", "code", "sentence"),
    [
        ("--passphrase-file", "not the passphrase\n", 1, "does not open this backup"),
        ("--recovery-file", "zoo " * 12, 1, "do not open this backup"),
        ("--recovery-file", "zoo zoo\n", 1, "12"),
        ("--recovery-file", "zoo " * 11 + "client", 1, "do not open this backup"),
    ],
)
def test_a_wrong_secret_restores_nothing(practice, tmp_path, flag, told, code, sentence):
    done = desk(
        "restore", "--from", practice.backup, "--store", tmp_path / "new" / "Records.cdesk",
        flag, "-", told=told,
    )  # fmt: skip

    assert (done.returncode, one_line(done)) == (code, True), done.stderr
    assert sentence in done.stderr
    assert not (tmp_path / "new").exists()


def test_a_damaged_backup_restores_nothing(practice, tmp_path):
    content = bytearray(practice.backup.read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / "damaged.cdbk").write_bytes(content)
    done = desk(
        "restore", "--from", tmp_path / "damaged.cdbk", "--store", tmp_path / "Records.cdesk",
        "--passphrase-file", "-", told=passphrase_of(practice),
    )  # fmt: skip

    assert (done.returncode, one_line(done)) == (1, True), done.stderr
    assert "damaged" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["damaged.cdbk"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("backup", "--store", "x.cdesk"),
        ("restore", "--store", "x.cdesk", "--passphrase-file", "-"),
        ("restore", "--from", "x.cdbk", "--passphrase-file", "-"),
        (
            "restore",
            "--from",
            "x",
            "--store",
            "y",
            "--passphrase-file",
            "-",
            "--recovery-file",
            "z",
        ),
        ("restore", "--from", "x", "--store", "y", "--recovery-file", "missing.txt"),
    ],
)
def test_an_incomplete_command_ends_with_two_and_one_line(arguments):
    done = desk(*arguments)

    assert (done.returncode, one_line(done)) == (2, True), done.stderr
