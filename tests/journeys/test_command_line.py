"""The command line, as a person would use it: each command a process of its own."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from counselor_desk.records.edits import PlanEdit
from counselor_desk.services import clients, plans, stores
from counselor_desk.services.clients import NewClient
from counselor_desk.services.exports import DocumentKind
from tests import desks

PASSPHRASE = "copper lantern meadow violin harbor"
CLIENTS = 6
"""As few as give one whose stay has ended, with its discharge summary."""
ON_A_TERMINAL = (
    "import os, pty, signal, sys;"
    # Tests that were started in the background may have been told not to hear this key.
    "signal.signal(signal.SIGINT, signal.SIG_DFL);"
    "sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))"
)
posix_only = pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal or pipes of POSIX")


def desk(*arguments: object, told: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "counselor_desk", *map(str, arguments)],
        input=told,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("practice")
    made = desk(
        "demo", "--store", folder / "practice.cdesk", "--documents", folder / "documents",
        "--clients", CLIENTS, "--passphrase-file", "-", told=PASSPHRASE + "\n",
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    return folder


def ask(practice: Path, command: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    store = practice / "practice.cdesk"
    return desk(
        command, "--store", store, "--passphrase-file", "-", *arguments, told=PASSPHRASE + "\n"
    )


def listed(practice: Path) -> list[dict[str, str]]:
    return json.loads(ask(practice, "clients", "--json").stdout)


def test_demo_writes_every_plan_and_note_in_both_formats(practice):
    endings = {path.suffix for path in (practice / "documents").rglob("*.*")}
    kinds = {path.name for path in (practice / "documents").glob("*/*")}

    assert endings == {".pdf", ".docx"}
    assert kinds >= {"treatment-plan", "session-note", "vocational-tasks"}


def test_a_practice_store_with_its_own_passphrase_prints_no_secret(practice, tmp_path):
    made = desk(
        "demo", "--store", tmp_path / "p.cdesk", "--documents", tmp_path / "d", "--clients", 1,
        "--passphrase-file", "-", told=PASSPHRASE + "\n",
    )  # fmt: skip

    assert "Passphrase" not in made.stdout
    assert PASSPHRASE not in made.stdout + made.stderr


def test_clients_are_listed_with_number_name_and_status(practice):
    facts = listed(practice)

    assert len(facts) == CLIENTS
    assert all(set(fact) == {"number", "name", "status"} for fact in facts)


def test_the_plain_list_has_a_line_for_each_client(practice):
    lines = ask(practice, "clients").stdout.splitlines()

    assert [line.split("\t")[0] for line in lines] == [fact["number"] for fact in listed(practice)]


@pytest.mark.parametrize(
    "kind",
    [
        DocumentKind.TREATMENT_PLAN,
        DocumentKind.VOCATIONAL_TASKS,
        DocumentKind.CV,
        DocumentKind.DISCHARGE_SUMMARY,
    ],
)
def test_a_document_is_exported_in_each_format(practice, tmp_path, kind):
    number = min(path.parent.name for path in (practice / "documents").glob(f"*/{kind.value}"))
    starts = {"pdf": b"%PDF", "docx": b"PK", "txt": b""}
    for form, start in starts.items():
        path = tmp_path / f"paper.{form}"
        done = ask(
            practice, "export", "--client", number, "--document", kind.value,
            "--format", form, "--to", path,
        )  # fmt: skip

        assert done.returncode == 0, done.stderr
        assert path.stat().st_size > 0
        assert path.read_bytes().startswith(start)


def test_a_client_is_found_by_the_bare_number(practice, tmp_path):
    number = listed(practice)[0]["number"].lstrip("CD-").lstrip("0")
    done = ask(
        practice, "export", "--client", number, "--document", "treatment-plan",
        "--format", "txt", "--to", tmp_path / "plan.txt",
    )  # fmt: skip

    assert done.returncode == 0, done.stderr


def test_all_notes_of_a_client_go_into_a_folder(practice, tmp_path):
    number = next(fact["number"] for fact in listed(practice) if fact["status"] == "active")
    done = ask(
        practice, "export", "--client", number, "--document", "session-note", "--which", "all",
        "--format", "txt", "--to", tmp_path / "notes",
    )  # fmt: skip

    written = list((tmp_path / "notes").iterdir())
    assert done.returncode == 0, done.stderr
    assert len(written) == len(done.stdout.splitlines()) > 1


@pytest.fixture
def strange(store: Path, tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Exports the face sheet of a client with a letter in the name that no font has."""
    told = desks.PASSPHRASE + "\n"
    (tmp_path / "clients.csv").write_text(
        "First name,Surname,DOB\nAna\U00012000,Reyes,1990-04-03\n", encoding="utf-8"
    )
    opened = ("--store", store, "--passphrase-file", "-")
    made = desk("import-clients", *opened, "--from", tmp_path / "clients.csv", told=told)
    assert made.returncode == 0, made.stderr
    known = json.loads(desk("clients", *opened, "--json", told=told).stdout)
    (number,) = [client["number"] for client in known if "\U00012000" in client["name"]]
    sheet = ("--client", number, "--document", "face-sheet")
    return lambda *more: desk("export", *opened, *sheet, *more, told=told)


def test_letters_that_no_font_has_are_named_and_refused(strange, tmp_path):
    for form in ("pdf", "docx"):
        path = tmp_path / f"sheet.{form}"
        done = strange("--format", form, "--to", path)

        assert (done.returncode, one_line(done)) == (1, True), done.stderr
        assert "these letters: \U00012000. Nothing was written." in done.stderr
        assert not path.exists()


def test_letters_that_no_font_has_are_written_when_accepted(strange, tmp_path):
    for form in ("pdf", "docx"):
        path = tmp_path / f"sheet.{form}"
        done = strange("--format", form, "--to", path, "--accept-missing-letters")

        assert (done.returncode, done.stderr) == (0, "")
        assert path.stat().st_size > 0


def test_words_that_label_a_client_are_told_and_the_plan_is_written(store, tmp_path):
    opened = stores.unlock(store, desks.PASSPHRASE, config_dir=None, zone="America/Chicago")
    client = clients.add(
        opened,
        NewClient(given_name="Ana", family_name="Reyes", admitted_on=opened.today()),
    )
    plan = plans.start(opened, client.id)
    plans.keep(opened, PlanEdit(plan=replace(plan, barriers="Addict friends")))
    stores.lock(opened)
    done = desk(
        "export", "--store", store, "--passphrase-file", "-", "--client", client.number,
        "--document", "treatment-plan", "--to", tmp_path / "plan.pdf",
        told=desks.PASSPHRASE + "\n",
    )  # fmt: skip

    assert done.returncode == 0
    assert "“Addict” reduces a person to a problem" in done.stderr
    assert (tmp_path / "plan.pdf").stat().st_size > 0


def test_the_kinds_of_document_are_named_without_a_store():
    done = desk("export", "--list")

    assert done.stdout.split() == [kind.value for kind in DocumentKind]


def test_check_finds_a_fresh_store_sound(practice):
    done = ask(practice, "check")

    assert done.returncode == 0, done.stdout + done.stderr
    assert {line.split("\t")[0] for line in done.stdout.splitlines()} == {"ok"}


def check_with_a_flipped_page(practice, tmp_path, *, at):
    """What `check` says when one bit is wrong, at this part of the records file."""
    store = shutil.copytree(practice / "practice.cdesk", tmp_path / "practice.cdesk")
    content = bytearray((store / "records.db").read_bytes())
    content[int(len(content) * at) + 100] ^= 0x01
    (store / "records.db").write_bytes(content)
    return ask(tmp_path, "check")


@pytest.mark.parametrize("at", [0, 0.5])
def test_check_names_a_flipped_page_and_ends_with_one(practice, tmp_path, at):
    done = check_with_a_flipped_page(practice, tmp_path, at=at)
    damaged = [line for line in done.stdout.splitlines() if line.startswith("DAMAGED\tpages")]

    assert done.returncode == 1, done.stdout + done.stderr
    words = "DAMAGED\tpages\tEncrypted pages are not as this program wrote them: page "
    assert damaged[0].startswith(words)
    engine = ("HMAC", "***", "database main", "malformed")
    assert [word for word in engine if word in done.stdout] == []
    assert "bring a backup back" in done.stderr


def test_check_of_a_store_that_does_not_open_names_its_newest_backup(practice, tmp_path):
    made = ask(practice, "backup", "--to", tmp_path)
    assert made.returncode == 0, made.stderr

    done = check_with_a_flipped_page(practice, tmp_path, at=0)

    (backup,) = tmp_path.glob("*.cdbk")
    assert "does not open" in done.stdout
    assert f"The newest backup found is {backup}, made " in done.stderr


def test_create_prints_twelve_words_once(tmp_path):
    made = desk(
        "create", "--store", tmp_path / "Records.cdesk", "--passphrase-file", "-",
        told=PASSPHRASE + "\n",
    )  # fmt: skip
    words = [word for line in made.stdout.splitlines()[2:] for word in line.split()[1::2]]

    assert made.returncode == 0, made.stderr
    assert len(words) == 12


def one_line(done: subprocess.CompletedProcess[str]) -> bool:
    return len(done.stderr.splitlines()) == 1 and "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("clients",), 2),
        (("clients", "--store", "nowhere.cdesk", "--passphrase-file", "missing.txt"), 2),
        (("export", "--store", "x.cdesk", "--document", "novel"), 2),
        (("demo", "--store", "x", "--documents", "y", "--clients", "1001"), 2),
        (("paint",), 2),
    ],
)
def test_an_incomplete_command_ends_with_two_and_one_line(tmp_path, arguments, code):
    done = desk(*arguments)

    assert (done.returncode, one_line(done)) == (code, True), done.stderr


def test_a_missing_store_ends_with_one_and_a_sentence(tmp_path):
    done = desk(
        "clients", "--store", tmp_path / "none.cdesk", "--passphrase-file", "-", told="anything\n"
    )

    assert (done.returncode, one_line(done)) == (1, True), done.stderr


def test_a_wrong_passphrase_ends_with_one_and_a_sentence(practice):
    done = desk(
        "clients", "--store", practice / "practice.cdesk", "--passphrase-file", "-",
        told="not the passphrase\n",
    )  # fmt: skip

    assert (done.returncode, one_line(done)) == (1, True), done.stderr
    assert "does not match" in done.stderr


def test_a_weak_passphrase_makes_no_store(tmp_path):
    done = desk(
        "create", "--store", tmp_path / "Records.cdesk", "--passphrase-file", "-",
        told="password1234\n",
    )  # fmt: skip

    assert (done.returncode, one_line(done)) == (1, True), done.stderr
    assert not (tmp_path / "Records.cdesk").exists()


def test_an_unknown_client_ends_with_one(practice, tmp_path):
    done = ask(
        practice, "export", "--client", "9999", "--document", "treatment-plan",
        "--to", tmp_path / "x.pdf",
    )  # fmt: skip

    assert (done.returncode, one_line(done)) == (1, True), done.stderr


@pytest.mark.parametrize("count", ["abc", "0", "1.5"])
def test_a_count_of_clients_that_is_none_is_told_what_it_may_be(tmp_path, count):
    done = desk(
        "demo", "--store", tmp_path / "x", "--documents", tmp_path / "y", "--clients", count
    )

    assert (done.returncode, one_line(done)) == (2, True), done.stderr
    assert "the number of clients is a whole number from 1 to 1000" in done.stderr


def _press_until_it_ends(talk: subprocess.Popen[bytes], key: bytes) -> None:
    """As somebody would whose key was not heard; a program that never ends is killed."""
    for _ in range(12):
        talk.stdin.write(key)
        talk.stdin.flush()
        with contextlib.suppress(subprocess.TimeoutExpired):
            talk.wait(timeout=5)
            return
    talk.kill()


@posix_only
@pytest.mark.parametrize(
    ("key", "code", "sentence"),
    [(b"\x03", 130, b"Stopped"), (b"\x04", 2, b"No passphrase was given")],
    ids=["Ctrl+C", "Ctrl+D"],
)
def test_a_key_that_ends_the_question_for_the_passphrase_gets_one_line(
    practice, key, code, sentence
):
    program = [sys.executable, "-m", "counselor_desk", "clients", "--store"]
    prompt = b"Passphrase: "
    with subprocess.Popen(
        [sys.executable, "-c", ON_A_TERMINAL, *program, practice / "practice.cdesk"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as talk:
        shown = b""
        while not shown.endswith(prompt):
            letter = talk.stdout.read(1)
            assert letter, shown
            shown += letter
        _press_until_it_ends(talk, key)
        said = talk.stdout.read()

    lines = said.strip().splitlines()
    assert (talk.returncode, len(lines)) == (code, 1), said
    assert sentence in lines[0]


@posix_only
def test_nothing_is_said_when_nobody_reads_the_answer(practice):
    read, write = os.pipe()
    os.close(read)
    try:
        done = subprocess.run(
            [
                sys.executable, "-m", "counselor_desk", "clients", "--store",
                practice / "practice.cdesk", "--passphrase-file", "-",
            ],
            input=PASSPHRASE.encode() + b"\n",
            stdout=write,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )  # fmt: skip
    finally:
        os.close(write)

    assert (done.returncode, done.stderr) == (141, b"")
