"""Canonical bytes: one form for one record, and another for any change."""

import json
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counselor_desk.records.canonical import SINCE, VERSION, canonical
from counselor_desk.records.ids import ClientId, EpisodeId, NoteId, Uid
from counselor_desk.records.notes import Note, Section, SectionCode
from counselor_desk.records.signing import RecordKind

SIGNED_AT = datetime(2026, 3, 12, 17, 4, 5, 6, tzinfo=UTC)
NOTE = Note(
    id=NoteId(7),
    uid=Uid("5a1e8f1c-0000-4000-8000-000000000001"),
    client_id=ClientId(1),
    episode_id=EpisodeId(1),
    held_on=date(2026, 3, 12),
    starts=time(9, 0),
    ends=time(9, 50),
    entered_at=SIGNED_AT,
    sections=(Section(code=SectionCode.DATA, text="He said: “Não”."),),
)


def sealed(note: Note) -> bytes:
    return canonical(RecordKind.NOTE, note, signed_at=SIGNED_AT, signer="D. Whitfield, LADC")


def test_the_bytes_are_utf_8_json_with_sorted_keys():
    text = sealed(NOTE).decode("utf-8")

    assert text == json.dumps(
        json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def test_the_row_id_is_not_part_of_what_is_sealed():
    assert sealed(replace(NOTE, id=NoteId(8))) == sealed(NOTE)


def test_line_ends_have_one_form():
    windows = replace(NOTE, sections=(Section(code=SectionCode.DATA, text="a\r\nb\rc"),))
    unix = replace(NOTE, sections=(Section(code=SectionCode.DATA, text="a\nb\nc"),))

    assert sealed(windows) == sealed(unix)


def test_letters_are_not_normalized():
    composed = replace(NOTE, topic="é")
    decomposed = replace(NOTE, topic="e\u0301")

    assert sealed(composed) != sealed(decomposed)


def test_the_same_moment_in_another_zone_is_the_same():
    local = SIGNED_AT.astimezone()

    assert sealed(replace(NOTE, entered_at=local)) == sealed(NOTE)


@given(st.text(), st.text())
def test_another_text_gives_other_bytes(one, other):
    def normal(text: str) -> str:
        return text.replace("\r\n", "\n").replace("\r", "\n")

    same = normal(one) == normal(other)

    assert (sealed(replace(NOTE, topic=one)) == sealed(replace(NOTE, topic=other))) is same


def test_a_float_has_no_canonical_form():
    with pytest.raises(TypeError):
        canonical(RecordKind.NOTE, 1.5, signed_at=SIGNED_AT, signer="")


@dataclass(frozen=True)
class Grown:
    """A record that got a field with the second form."""

    text: str
    course: str = field(default="treated", metadata={SINCE: 2})


def form(record: Grown, version: int) -> dict[str, str]:
    sealed_bytes = canonical(
        RecordKind.PLAN, record, signed_at=SIGNED_AT, signer="", version=version
    )
    told = json.loads(sealed_bytes)
    assert told["v"] == version
    return told["record"]


def test_an_old_form_does_not_know_a_new_field():
    assert form(Grown("words"), 1) == {"text": "words"}


def test_the_newest_form_has_every_field():
    assert form(Grown("words"), VERSION) == {"text": "words", "course": "treated"}


def test_nothing_is_added_to_an_old_seal_by_way_of_a_new_field():
    assert form(Grown("words", course="deferred"), 1) != form(Grown("words"), 1)
