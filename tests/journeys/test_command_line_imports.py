"""Clients come in on the command line: a dry run, the import, and what it refuses."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.desks import PASSPHRASE

CLIENTS = "First name,Surname,DOB,Phone\nAna,Reyes,1990-04-03,=1+1\nBo,Berg,1985-01-02,\n"


def command(store: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [
            sys.executable, "-m", "counselor_desk", *map(str, arguments),
            "--store", str(store), "--passphrase-file", "-",
        ],
        input=PASSPHRASE + "\n",
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )  # fmt: skip


def names(store: Path) -> set[str]:
    return {one["name"] for one in json.loads(command(store, "clients", "--json").stdout)}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "clients.csv"
    path.write_text(CLIENTS, encoding="utf-8")
    return path


def test_a_dry_run_tells_and_imports_nothing(store, source):
    looked = command(store, "import-clients", "--from", source, "--dry-run")

    assert (looked.returncode, looked.stderr) == (0, "")
    assert "Read as UTF-8, commas" in looked.stdout
    assert "First name -> given_name" in looked.stdout
    assert "Rows: 2, new clients: 2" in looked.stdout
    assert "nothing was imported" in looked.stdout
    assert names(store) == {"Marcus Reyes"}


def test_clients_are_imported_once(store, source):
    first = command(store, "import-clients", "--from", source)
    second = command(store, "import-clients", "--from", source)

    assert (first.returncode, first.stderr) == (0, "")
    assert "Imported 2 clients." in first.stdout
    assert second.returncode == 1
    assert second.stderr.count("\n") == 1
    assert "line 2: the same name as a client of the store" in second.stdout
    assert names(store) == {"Marcus Reyes", "Ana Reyes", "Bo Berg"}


def test_unusual_ages_are_asked_about_and_come_in_when_they_are_confirmed(store, source):
    source.write_text("Name,DOB\nAna,2024-01-01\n", encoding="utf-8")
    looked = command(store, "import-clients", "--from", source, "--dry-run")
    refused = command(store, "import-clients", "--from", source)

    assert "line 2: The birth date makes this client" in looked.stdout
    assert refused.returncode == 1
    assert "--accept-unusual-ages" in refused.stderr
    assert names(store) == {"Marcus Reyes"}

    meant = command(store, "import-clients", "--from", source, "--accept-unusual-ages")
    assert (meant.returncode, meant.stderr) == (0, "")
    assert names(store) == {"Marcus Reyes", "Ana"}


def test_a_mapping_says_which_column_and_which_date(store, tmp_path):
    source, mapping = tmp_path / "clients.csv", tmp_path / "mapping.toml"
    source.write_bytes("Wer;Wann\nMüller, Jörg;3.4.1990\n".encode("cp1252"))
    mapping.write_text(
        'schema = 1\ndate_order = "day_first"\n[columns]\nfull_name = "Wer"\nbirth_date = "Wann"\n',
        encoding="utf-8",
    )

    done = command(store, "import-clients", "--from", source, "--mapping", mapping)

    assert done.returncode == 0, done.stderr
    assert "Jörg Müller" in names(store)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Name,DOB\nAna,never\n", "1 thing is wrong in the file, the first on line 2."),
        ("Name,DOB\nAna,3/4/1990\n", "the month or the day first"),
        ("Town,DOB\nRome,1990-04-03\n", "No column holds the names"),
        ("Name\n" + "Ana\n" * 100_000, "more than 20,000 rows"),
    ],
)
def test_a_bad_file_ends_with_one_and_one_line(store, tmp_path, text, words):
    source = tmp_path / "bad.csv"
    source.write_text(text, encoding="utf-8")

    refused = command(store, "import-clients", "--from", source)

    assert refused.returncode == 1
    assert words in refused.stderr
    assert refused.stderr.count("\n") == 1
    assert names(store) == {"Marcus Reyes"}


def test_a_command_without_a_file_ends_with_two(store):
    assert command(store, "import-clients").returncode == 2
