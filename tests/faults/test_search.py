"""Whatever is typed into a search gives a result or nothing; it is never an error."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from counselor_desk.records.ids import ClientId, Uid
from counselor_desk.records.signing import RecordKind
from counselor_desk.storage import search
from tests.faults import scripted
from tests.faults.counts import count

QUESTIONS = count(300, 2_000, 10_000)
UID = Uid("00000000-0000-4000-8000-0000000000bb")
SECRET = "wintergreenquartz"

# What means something to the index or to SQL, between letters of every script.
PIECES = st.one_of(
    st.sampled_from(
        [
            "AND",
            "OR",
            "NOT",
            "NEAR(",
            "text:",
            "{text}:",
            "^",
            "*",
            '"',
            "'",
            "(",
            ")",
            "-",
            "+",
            ":",
            "--",
            ";",
            "DROP TABLE note",
            "\x00",
            "\\",
            "%",
            "_",
            "?1",
        ]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
)
HOSTILE = st.lists(PIECES, max_size=30).map(" ".join) | st.lists(PIECES, max_size=30).map("".join)
BREAKING = ('"', "AND", "a NOT", "NEAR(", "nothing:x", "(", "a*b*", "^", "'", "-", "{", "a AND")


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    folder = scripted.make_store(tmp_path_factory.mktemp("search") / "Records.cdesk")
    with scripted.opened(folder) as desk:
        with desk.write() as writer:
            search.put(writer, RecordKind.NOTE, UID, ClientId(1), f"triggers {SECRET}")
        yield desk


def test_any_text_is_a_question(desk, trials):
    trials(QUESTIONS)

    @given(text=HOSTILE)
    @settings(max_examples=QUESTIONS, suppress_health_check=list(HealthCheck), database=None)
    def ask(text: str) -> None:
        with desk.read() as reader:
            hits = search.find(reader, text)
        assert {hit.record_uid for hit in hits} <= {UID}
        assert not hits or any(map(str.isalnum, text))

    ask()


@pytest.mark.parametrize("text", ["triggers", SECRET[:5], f'"{SECRET}"'])
def test_words_are_still_found(desk, text):
    with desk.read() as reader:
        assert [hit.record_uid for hit in search.find(reader, text)] == [UID]


def test_unquoted_words_would_break_the_search(desk):
    """The negative control: the same kind of text given to the index as it is."""
    broken = []
    with desk.read() as reader:
        for text in BREAKING:
            try:
                reader.rows("SELECT rowid FROM search WHERE search MATCH ?", text)
            except dbapi2.OperationalError:
                broken.append(text)

    assert len(broken) > len(BREAKING) / 2


def test_an_unquoted_column_would_reach_into_the_index(desk):
    """The negative control: a filter is obeyed where words are not quoted."""
    with desk.read() as reader:
        assert reader.rows("SELECT rowid FROM search WHERE search MATCH ?", "text:triggers")
