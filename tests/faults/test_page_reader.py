"""A reader that shares no line with the program opens a store, and finds no deleted word in it."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag

from counselor_desk.records.edits import NoteEdit
from counselor_desk.records.ids import ClientId, Uid
from counselor_desk.records.notes import Section, SectionCode
from counselor_desk.records.signing import RecordKind
from counselor_desk.services import clients, keys, notes
from counselor_desk.storage import search
from tests.desks import PASSPHRASE
from tests.faults import page_reader, scripted
from tests.faults.key_changes import WORDS

WORD = "wintergreenquartz"
UID = Uid("00000000-0000-4000-8000-0000000000bb")
NOTES = 12


@pytest.fixture
def store(tmp_path):
    """A closed store with signed notes in it."""
    return with_notes(scripted.make_store(tmp_path / "Records.cdesk"))


def with_notes(folder: Path) -> Path:
    """Write and sign some notes in a store, and close it."""
    with scripted.opened(folder) as desk:
        for number in range(1, NOTES + 1):
            scripted.write_note(desk, number)
    return folder


@pytest.fixture
def secrets(store):
    """What opens the store: its passphrase, and recovery words that it was given."""
    with scripted.opened(store) as desk:
        keys.replace_words(desk, WORDS)
    return {"passphrase": PASSPHRASE, "recovery": " ".join(WORDS)}


def test_it_imports_nothing_of_the_program():
    source = Path(page_reader.__file__).read_text("utf-8")

    assert not {"import counselor_desk", "from counselor_desk", "sqlcipher"} & set(
        source.split("\n")
    )
    assert "counselor_desk" not in source
    assert "sqlcipher3" not in source


@pytest.mark.parametrize("kind", ["passphrase", "recovery"])
def test_every_page_can_be_read_with_one_secret_alone(store, secrets, tmp_path, trials, kind):
    output = tmp_path / "clear.db"
    subprocess.run(
        [sys.executable, page_reader.__file__, store, output, kind],
        input=secrets[kind],
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": ""},
        cwd=tmp_path,
    )
    trials(output.stat().st_size // page_reader.PAGE)

    with closing(sqlite3.connect(output)) as clear:
        texts = {text for (text,) in clear.execute("SELECT text FROM note_section")}
        sound = clear.execute("PRAGMA integrity_check").fetchall()
    assert {scripted.words(number) for number in range(1, NOTES + 1)} <= texts
    assert sound == [("ok",)]


@pytest.mark.parametrize("kind", ["passphrase", "recovery"])
def test_another_secret_reads_nothing(store, kind):
    with pytest.raises(InvalidTag):
        page_reader.read(store, kind, "another passphrase than this")


def test_a_changed_bit_is_found(store):
    records = store / "records.db"
    content = bytearray(records.read_bytes())
    content[len(content) // 2] ^= 1
    records.write_bytes(content)

    with pytest.raises(ValueError, match="is damaged"):
        page_reader.read(store, "passphrase", PASSPHRASE)


def put_and_delete(folder: Path, *, is_thorough: bool = True, is_deleted: bool = True) -> bytes:
    """Make a word findable and delete it again; the records in clear afterwards."""
    with scripted.opened(folder) as desk:
        if not is_thorough:
            with desk.write() as writer:
                writer.execute_unaudited(
                    "INSERT INTO search (search, rank) VALUES ('secure-delete', 0)"
                )
        with desk.write() as writer:
            search.put(writer, RecordKind.NOTE, UID, ClientId(1), f"{WORD} " * 50)
        if is_deleted:
            with desk.write() as writer:
                writer.execute_unaudited("DELETE FROM search_text WHERE record_uid = ?", UID)
    return page_reader.read(folder, "passphrase", PASSPHRASE)


def test_a_deleted_word_is_gone_from_every_page(store):
    assert WORD.encode() not in put_and_delete(store)


def test_the_word_is_seen_before_it_is_deleted(store):
    assert WORD.encode() in put_and_delete(store, is_deleted=False)


def test_without_secure_delete_the_word_would_stay(store):
    """The negative control: an index that only marks words as deleted."""
    assert WORD.encode() in put_and_delete(store, is_thorough=False)


def typed(folder: Path, *texts: str) -> bytes:
    """Type one text over the other in a draft; the records in clear afterwards."""
    with scripted.opened(folder) as desk:
        (client,) = clients.rows(desk)
        note = notes.start(desk, client.id)
        for text in texts:
            sections = (Section(code=SectionCode.DATA, text=text),)
            notes.keep(desk, NoteEdit(note=replace(note, sections=sections)))
    return page_reader.read(folder, "passphrase", PASSPHRASE)


def test_what_is_typed_is_in_the_pages(store):
    assert WORD.encode() in typed(store, f"{WORD} " * 900)


def test_what_was_typed_over_is_gone_from_every_page(store):
    assert WORD.encode() not in typed(store, f"{WORD} " * 900, "He came on time.")
