from __future__ import annotations

from dataclasses import replace

import pytest

from counselor_desk.errors import (
    ClosedCounselingNotesError,
    CounselingNotesSetUpError,
    DamagedCounselingNoteError,
    RecoveryCountError,
    SamePassphraseError,
    WeakPassphraseError,
    WrongNotesPassphraseError,
    WrongNotesWordsError,
    WrongSecretError,
)
from counselor_desk.records.audit import Act
from counselor_desk.services import audits, clients, counseling_notes, keys, notes
from counselor_desk.services.changes import Kind
from counselor_desk.services.clients import NewClient
from counselor_desk.storage import counseling_notes as rows
from tests.desks import PASSPHRASE, reopened

SECOND = "granite-otter-velvet-compass-thunder"
MARKER = "she fears her brother qzjxv"


@pytest.fixture
def words(desk):
    """The recovery words in force."""
    made = keys.new_words(desk)
    keys.replace_words(desk, made)
    return " ".join(made)


@pytest.fixture
def opened(desk):
    made = counseling_notes.set_up(desk, SECOND)
    yield made
    made.close()


@pytest.fixture
def note(desk, client, opened):
    started = counseling_notes.start(desk, opened, client.id)
    return counseling_notes.keep(desk, opened, started, MARKER)


def events(desk, table="counseling_note"):
    with desk.read() as reader:
        return reader.rows(
            "SELECT act, columns, client_id FROM audit_event WHERE table_name = ? ORDER BY seq",
            table,
        )


def test_they_are_not_set_up_at_first(desk):
    assert not counseling_notes.is_set_up(desk)


def test_what_was_written_is_read_again_with_the_passphrase(desk, client, note):
    again = counseling_notes.open_notes(desk, SECOND)

    assert counseling_notes.of_client(desk, again, client.id) == [note]
    assert note.text == MARKER
    again.close()


def test_it_is_read_after_the_next_unlock(desk, client, note):
    later = reopened(desk)
    again = counseling_notes.open_notes(later, SECOND)

    assert [one.text for one in counseling_notes.of_client(later, again, client.id)] == [MARKER]
    again.close()
    later.close()


def test_another_passphrase_opens_nothing(desk, opened):
    with pytest.raises(WrongNotesPassphraseError):
        counseling_notes.open_notes(desk, "granite-otter-velvet-compass-lightning")


def test_the_passphrase_of_the_store_opens_nothing(desk, opened):
    with pytest.raises(WrongNotesPassphraseError):
        counseling_notes.open_notes(desk, PASSPHRASE)


def test_the_passphrase_of_the_store_is_refused(desk):
    with pytest.raises(SamePassphraseError):
        counseling_notes.set_up(desk, PASSPHRASE)
    assert not counseling_notes.is_set_up(desk)


def test_a_weak_passphrase_is_refused(desk):
    with pytest.raises(WeakPassphraseError):
        counseling_notes.set_up(desk, "password1234")


def test_they_are_set_up_once(desk, opened):
    with pytest.raises(CounselingNotesSetUpError):
        counseling_notes.set_up(desk, "meadow-copper-lantern-orbit-saddle")


def test_the_recovery_words_open_them(desk, client, words):
    opened = counseling_notes.set_up(desk, SECOND, words)
    counseling_notes.start(desk, opened, client.id)
    opened.close()

    again = counseling_notes.open_by_words(desk, words.upper())

    assert len(counseling_notes.of_client(desk, again, client.id)) == 1
    assert not counseling_notes.needs_words(desk)
    again.close()


def test_words_that_do_not_open_the_store_are_refused(desk):
    with pytest.raises(WrongSecretError):
        counseling_notes.set_up(desk, SECOND, " ".join(keys.new_words(desk)))
    assert not counseling_notes.is_set_up(desk)


def test_eleven_words_are_refused(desk, words):
    with pytest.raises(RecoveryCountError):
        counseling_notes.set_up(desk, SECOND, words.rpartition(" ")[0])


def test_without_words_it_is_said_that_they_are_needed(desk, opened):
    assert counseling_notes.needs_words(desk)


def test_new_recovery_words_do_not_open_them_until_told(desk, words):
    counseling_notes.set_up(desk, SECOND, words).close()
    fresh = keys.new_words(desk)
    keys.replace_words(desk, fresh)

    assert counseling_notes.needs_words(desk)
    with pytest.raises(WrongNotesWordsError):
        counseling_notes.open_by_words(desk, " ".join(fresh))


def test_the_old_words_open_them_until_the_new_ones_are_told(desk, words):
    counseling_notes.set_up(desk, SECOND, words).close()
    keys.replace_words(desk, keys.new_words(desk))

    counseling_notes.open_by_words(desk, words).close()


def test_new_words_take_the_place_of_the_old_ones(desk, words):
    opened = counseling_notes.set_up(desk, SECOND, words)
    fresh = keys.new_words(desk)
    keys.replace_words(desk, fresh)

    counseling_notes.renew_words(desk, opened, " ".join(fresh))

    assert not counseling_notes.needs_words(desk)
    counseling_notes.open_by_words(desk, " ".join(fresh)).close()
    with pytest.raises(WrongNotesWordsError):
        counseling_notes.open_by_words(desk, words)
    opened.close()


def test_the_passphrase_can_be_changed(desk, client, opened, note):
    counseling_notes.change_passphrase(desk, opened, "meadow-copper-lantern-orbit-saddle")

    again = counseling_notes.open_notes(desk, "meadow-copper-lantern-orbit-saddle")
    assert counseling_notes.of_client(desk, again, client.id) == [note]
    with pytest.raises(WrongNotesPassphraseError):
        counseling_notes.open_notes(desk, SECOND)
    again.close()


def test_they_open_after_all_keys_of_the_store_were_changed(desk, client, note):
    fresh = keys.new_words(desk)
    keys.rotate(desk, PASSPHRASE, fresh)
    later = reopened(desk)

    again = counseling_notes.open_notes(later, SECOND)

    assert [one.text for one in counseling_notes.of_client(later, again, client.id)] == [MARKER]
    assert counseling_notes.needs_words(later)
    again.close()
    later.close()


def test_closing_wipes_the_key(desk, client, opened, note):
    key = opened.key._root

    opened.close()

    assert not any(key)
    with pytest.raises(ClosedCounselingNotesError):
        counseling_notes.of_client(desk, opened, client.id)
    with pytest.raises(ClosedCounselingNotesError):
        counseling_notes.keep(desk, opened, note, "more")


def test_a_wiped_key_is_never_wrapped(desk, words):
    opened = counseling_notes.set_up(desk, SECOND)
    opened.close()

    with pytest.raises(ClosedCounselingNotesError):
        counseling_notes.renew_words(desk, opened, words)
    assert counseling_notes.needs_words(desk)


def test_no_text_stands_in_any_row_of_the_store(desk, client, note):
    with desk.read() as reader:
        tables = [
            name for (name,) in reader.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        told = " ".join(str(reader.rows("SELECT * FROM " + one)) for one in tables)  # noqa: S608 - own names

    assert client.family_name in told
    assert "qzjxv" not in told


def test_no_text_stands_in_any_file_of_the_store(desk, note, tmp_path):
    for file in desk.vault.folder.rglob("*"):
        if file.is_file():
            assert b"qzjxv" not in file.read_bytes()


def test_the_length_of_a_text_is_hidden(desk, client, opened, note):
    counseling_notes.keep(desk, opened, note, "short")
    with desk.read() as reader:
        (short,) = rows.of_client(reader, client.id)
    counseling_notes.keep(desk, opened, note, "a little longer than that, but not by much")
    with desk.read() as reader:
        (longer,) = rows.of_client(reader, client.id)

    assert len(short.content) == len(longer.content)


def test_a_row_moved_to_another_client_is_not_read(desk, client, opened, note):
    other = clients.add(desk, NewClient(given_name="Jolene", family_name="Tate"))
    with desk.read() as reader:
        (row,) = rows.of_client(reader, client.id)
    with desk.write() as writer:
        rows.update(writer, replace(row, client_id=other.id))

    with pytest.raises(DamagedCounselingNoteError):
        counseling_notes.of_client(desk, opened, other.id)


def test_a_text_put_under_another_note_is_not_read(desk, client, opened, note):
    second = counseling_notes.start(desk, opened, client.id)
    with desk.read() as reader:
        found = {row.uid: row for row in rows.of_client(reader, client.id)}
    first = found[note.uid]
    with desk.write() as writer:
        swapped = replace(found[second.uid], nonce=first.nonce, content=first.content)
        rows.update(writer, swapped)

    with pytest.raises(DamagedCounselingNoteError):
        counseling_notes.of_client(desk, opened, client.id)


def test_a_damaged_lock_is_said(desk, opened):
    with desk.write() as writer:
        writer.execute("UPDATE counseling_lock SET key_document = '{}'")

    with pytest.raises(DamagedCounselingNoteError):
        counseling_notes.open_notes(desk, SECOND)


def test_each_save_has_a_nonce_of_its_own(desk, client, opened, note):
    seen = set()
    for text in ("one", "two", "one"):
        note = counseling_notes.keep(desk, opened, note, text)
        with desk.read() as reader:
            seen.add(rows.of_client(reader, client.id)[0].nonce)

    assert len(seen) == 3


def test_a_deleted_note_is_gone_and_can_be_brought_back(desk, client, opened, note):
    counseling_notes.delete(desk, note)
    assert counseling_notes.of_client(desk, opened, client.id) == []

    back = counseling_notes.bring_back(desk, opened, note)

    assert counseling_notes.of_client(desk, opened, client.id) == [back]
    assert back.text == MARKER


def test_writing_is_told_in_the_log_once_in_five_minutes(desk, clock, client, opened):
    note = counseling_notes.start(desk, opened, client.id)
    for text in ("a", "ab", "abc"):
        clock.pass_by(seconds=20)
        note = counseling_notes.keep(desk, opened, note, text)
    clock.pass_by(minutes=5)
    counseling_notes.keep(desk, opened, note, "abcd")

    assert events(desk) == [("insert", "", client.id), ("update", "changed_at", client.id)]


def test_opening_is_told_in_the_log(desk, client, opened):
    counseling_notes.tell_opened(desk, client.id)

    assert events(desk)[-1] == (Act.VIEW, "", client.id)


def test_a_change_names_its_client(desk, client, opened):
    heard = []
    desk.listen(heard.append)

    counseling_notes.start(desk, opened, client.id)

    assert heard[-1].kinds == {Kind.COUNSELING_NOTE}
    assert heard[-1].clients == {client.id}


def test_a_text_is_not_in_its_representation(note):
    assert "qzjxv" not in repr(note)


def test_the_log_tells_of_them_in_words_without_a_text(desk, client, note):
    counseling_notes.tell_opened(desk, client.id)
    counseling_notes.delete(desk, note)
    with desk.read() as reader:
        seqs = [seq for (seq,) in reader.rows("SELECT seq FROM audit_event ORDER BY seq DESC")]

    told = str(audits.lines(desk, seqs[:3]))

    assert told.count("Counseling note") == 3
    assert "qzjxv" not in told


def test_no_search_finds_them(desk, client, note):
    with desk.read() as reader:
        found = reader.rows("SELECT * FROM search_text")

    assert "qzjxv" not in str(found)
    assert notes.find(desk, client.id, "qzjxv") == frozenset()
