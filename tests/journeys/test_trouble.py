"""What goes wrong: a sentence that says what happened and what to do, and nothing is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from counselor_desk.records.notes import SectionCode
from counselor_desk.services import clients, notes
from counselor_desk.services.desk import Desk
from counselor_desk.storage import migrations
from tests.desks import PASSPHRASE
from tests.journeys.persons import Person

ROOT = Path(__file__).parents[2]
NEW_PASSPHRASE = "stone-harbor-violet-candle-hill"
LONG_NOTE = 100_000
TIMEOUT_S = 240


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def open_note(person: Person) -> None:
    """From the list into a new note of the only client."""
    person.presses("Ctrl+2")
    person.types("Reyes")
    person.presses("Return")
    person.clicks("New note")
    person.waits(lambda: person.focus() == "Data", "the caret in Data")


def data_text(desk: Desk) -> str:
    """The section Data of the only note, as it is kept."""
    (client,) = clients.rows(desk)
    (note,) = notes.rows(desk, client.id)
    return notes.open_edit(desk, note.id).note.text_of(SectionCode.DATA)


def paste(person: Person, text: str) -> None:
    """Ctrl+V with this on the clipboard."""
    QApplication.clipboard().setText(text)
    person.presses("Ctrl+V")


# opening


def test_a_wrong_passphrase_is_said_and_the_next_try_opens(start, store):
    before = contents(store)
    person = start(store)
    person.waits(lambda: person.focus() == "Passphrase")
    person.types("not the passphrase")
    person.presses("Return")
    person.waits_to_see("That passphrase does not match.")
    beside = {"lock": b"", "failed-unlocks.json": b""}
    assert contents(store) | beside == before | beside

    person.unlocks(PASSPHRASE)


@pytest.mark.parametrize(
    ("names", "damage", "words"),
    [
        (["records.db"], lambda _content: None, "records.db, is missing"),
        (["records.db"], lambda _content: b"", "records.db, is empty (0 bytes)"),
        (["records.db"], lambda content: content[:700], "records.db, is damaged"),
        (["keys.json", "keys.copy.json"], lambda _content: None, "keys.json, is missing"),
        (["keys.json", "keys.copy.json"], lambda _content: b"", "key file of this store is"),
        (
            ["keys.json", "keys.copy.json"],
            lambda content: content[:90],
            "key file of this store is",
        ),
    ],
    ids=["no records", "empty records", "cut records", "no keys", "empty keys", "cut keys"],
)
def test_a_damaged_store_is_explained_and_left_as_it_is(start, store, names, damage, words):
    for name in names:
        content = damage((store / name).read_bytes())
        (store / name).unlink()
        if content is not None:
            (store / name).write_bytes(content)
    before = contents(store)
    person = start(store)
    person.waits_to_see(words)

    assert person.has("Restore a backup…")
    assert contents(store) == before


def test_records_cut_in_the_middle_are_explained_when_they_are_opened(start, store):
    records = store / "records.db"
    records.write_bytes(records.read_bytes()[: records.stat().st_size // 2])
    before = records.read_bytes()
    person = start(store)
    person.waits(lambda: person.focus() == "Passphrase")
    person.types(PASSPHRASE)
    person.presses("Return")
    person.waits_to_see("records.db")

    assert person.sees("damaged")
    assert person.window.desk is None
    assert records.read_bytes() == before


def test_a_lost_key_file_is_made_again_from_its_copy(start, store):
    before = (store / "keys.json").read_bytes()
    (store / "keys.json").unlink()
    person = start(store)
    person.unlocks(PASSPHRASE)

    assert (store / "keys.json").read_bytes() == before


def test_a_key_file_of_a_newer_version_is_left_alone(start, store):
    for name in ("keys.json", "keys.copy.json"):
        document = json.loads((store / name).read_text("utf-8"))
        newer = document | {"v": document["v"] + 1, "min_reader": document["v"] + 1}
        (store / name).write_text(json.dumps(newer), "utf-8")
    before = contents(store)
    person = start(store)
    person.waits_to_see("made by a newer version of Counselor Desk (keys.json)")

    assert contents(store) == before


def test_records_of_a_newer_version_are_left_alone(start, store, monkeypatch):
    before = (store / "records.db").read_bytes()
    # So does a program see them that is one version older.
    monkeypatch.setattr(migrations, "SCHEMA_VERSION", migrations.SCHEMA_VERSION - 1)
    person = start(store)
    person.waits(lambda: person.focus() == "Passphrase")
    person.types(PASSPHRASE)
    person.presses("Return")
    person.waits_to_see("made by a newer version of Counselor Desk (records.db)")

    assert (store / "records.db").read_bytes() == before


def test_a_second_start_names_the_process_and_ends_with_one(person, store):
    second = subprocess.run(
        [sys.executable, "-m", "counselor_desk", "--store", str(store)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=TIMEOUT_S,
        check=False,
    )

    assert second.returncode == 1
    (line,) = [line for line in second.stderr.splitlines() if "plugin does not" not in line]
    assert f"is open in another Counselor Desk (process {os.getpid()}) since" in line
    assert person.window.desk is not None


def test_recovery_words_lead_to_a_new_passphrase(start, store, pattern):
    person = start(store)
    person.waits(lambda: person.focus() == "Passphrase")
    person.clicks("Use recovery words")
    person.types(" ".join(pattern[1][:11]))
    person.clicks("Open")
    person.waits_to_see("11 words were typed")
    person.fills("Twelve recovery words", "  ".join(pattern[1]).upper())
    person.clicks("Open")
    person.waits_to_see("Choose a new passphrase")
    for _ in range(2):
        person.types(NEW_PASSPHRASE)
        person.presses("Return")
    person.waits(lambda: person.window.desk is not None)
    person.locks()

    person.unlocks(NEW_PASSPHRASE)


# writing


def robot(trouble: str, store: Path) -> dict[str, object]:
    """What a window in a process of its own says while the disk makes trouble."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.journeys.troubled_robot", trouble, str(store)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=TIMEOUT_S,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_note_on_a_full_disk_stays_on_the_screen_and_is_saved_later(store, reopened):
    pytest.importorskip("resource", reason="this system has no limit on the size of files")
    seen = robot("full disk", store)

    assert "He came on time. He named four triggers." in seen["says"]
    assert seen["is open"]
    assert data_text(reopened(store)) == "He came on time. He named four triggers."


def test_words_the_records_refuse_are_rescued_over_the_lock(store, reopened):
    pytest.importorskip("resource", reason="this system has no limit on the size of files")
    seen = robot("almost full disk", store)

    assert "Kept in a rescue file" in seen["says"]
    assert seen["rescued"] > 0
    assert not seen["is readable"]
    assert "He came on time. He named four triggers." in seen["after"]
    assert seen["left"] == []
    assert data_text(reopened(store)) == "He came on time. He named four triggers."


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0,
    reason="gives up the rights of root, so it has to have them",
)
def test_a_store_that_cannot_be_written_is_named(store):
    for parent in list(store.parents)[:-2]:
        parent.chmod(0o755)
    for path in store.iterdir():
        path.chmod(0o444)
    store.chmod(0o555)
    before = contents(store)
    seen = robot("read-only", store)

    assert not seen["is open"]
    assert contents(store) == before


def test_a_name_of_300_characters_is_pointed_at_and_stays(person):
    person.presses("Ctrl+Shift+N")
    paste(person, "N" * 300)
    person.presses("Ctrl+Return")

    assert person.sees("The given name has 300 characters and can have up to 200.")
    assert person.focus() == "Given name"
    assert person.finds("Given name").text() == "N" * 300


def test_a_note_of_100_000_characters_is_kept_in_full(person, store, reopened):
    open_note(person)
    text = ("He named another trigger. " * 4000)[:LONG_NOTE]
    paste(person, text)
    person.types("!")
    person.locks()
    person.window.close()

    assert data_text(reopened(store)) == text + "!"


def test_pasted_control_characters_are_left_out_and_said(person, store, reopened):
    open_note(person)
    paste(person, "Line\x00 one\x1b\r\nline\x07 two")
    assert person.sees("3 invisible characters were left out of what you pasted.")

    person.window.close()
    assert data_text(reopened(store)) == "Line one\nline two"


def test_an_end_before_its_start_is_asked_about(person):
    open_note(person)
    person.fills("Start – end", "11pm-1am")
    person.presses("Return")
    assert person.sees("The end, 1:00 am, is not after the start, 11:00 pm.")

    person.clicks("It ended the next day")

    assert person.finds("Minutes").text() == "120"


def test_signing_an_empty_note_leads_to_what_is_missing_first(person):
    open_note(person)
    person.presses("Ctrl+Return")

    assert person.focus() == "Start – end"
    assert person.sees("Enter when the session started and ended.")


@pytest.mark.parametrize("leave", ["close", "lock"])
def test_the_last_words_are_kept_on_leaving(person, store, reopened, leave):
    open_note(person)
    person.types("Typed just now")
    if leave == "lock":
        person.locks()
    person.window.close()

    assert data_text(reopened(store)) == "Typed just now"


def test_the_idle_lock_warns_keeps_the_words_and_comes_back_to_them(person, clock):
    open_note(person)
    person.types("Typed before the phone rang")
    clock.pass_by(minutes=4, seconds=10)
    person.waits_to_see("locking in 60 seconds")
    clock.pass_by(minutes=1)
    person.waits(lambda: person.window.desk is None, "the lock")
    assert not person.sees("Typed before")

    person.unlocks(PASSPHRASE)

    person.waits_to_see("Typed before the phone rang")
