"""Search: words in any writing find what was signed, and no text can break it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counselor_desk.records.signing import RecordKind
from counselor_desk.storage import clients, search
from tests.unit.storage import samples

TEXTS = (
    "He named four of five triggers and rode out two urges.",
    "Łódź: Zażółć gęślą jaźń; Đặng Thị Ảnh attended, Øyvind too.",
    "Role-play of a call; naïve hopes, co-operation, O'Brien's rule.",
)


@pytest.fixture
def signed(writing, client):
    uids = [samples.uid() for _ in TEXTS]
    with writing() as db:
        for uid, text in zip(uids, TEXTS, strict=True):
            search.put(db, RecordKind.NOTE, uid, client.id, text)
    return uids


def places(reader, signed, text, **asked):
    return [signed.index(hit.record_uid) for hit in search.find(reader, text, **asked)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("triggers", [0]),
        ("TRIGGERS", [0]),
        ("trigg", [0]),
        ("four urg", [0]),
        ("urges four", [0]),
        ("lodz", [1]),
        ("Łódź", [1]),
        ("dang thi anh", [1]),
        ("Đặng", [1]),
        ("oyvind", [1]),
        ("zazolc gesla", [1]),
        ("role-pl", [2]),
        ("naive", [2]),
        ("o'brien", [2]),
        ("trigg four", []),
        ("triggers missing", []),
        ("a", [2, 1, 0]),
    ],
)
def test_words_find_the_text(signed, reading, text, found):
    assert places(reading, signed, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        '"',
        '""',
        "*",
        "-",
        "\0",
        "AND",
        "OR NOT",
        "NEAR(a b)",
        "text:four",
        "{text}: x",
        "^four",
        "four*",
        '"four',
        "four\0five",
        "(((",
        "'; DROP TABLE note; --",
        "\ud7ff\U0001f600",
        "x" * 100_000,
        "word " * 1_000,
    ],
)
def test_signs_are_only_signs(signed, reading, text):
    assert isinstance(search.find(reading, text), list)


@given(text=st.text(st.characters(exclude_categories=["Cs"])))
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_a_question(signed, reading, text):
    assert isinstance(search.find(reading, text), list)


@given(text=st.text(st.characters(exclude_categories=["Cs"])))
@settings(max_examples=300)
def test_folding_keeps_every_place(text):
    assert len(search.fold(text)) == len(text)


def test_a_word_in_quotes_is_found_without_them(signed, reading):
    assert places(reading, signed, '"urges"') == [0]


def test_the_newest_stand_first(writing, client, reading):
    uids = [samples.uid() for _ in range(5)]
    with writing() as db:
        for uid in uids:
            search.put(db, RecordKind.NOTE, uid, client.id, "the same words")

    found = search.find(reading, "same words", limit=3)

    assert [hit.record_uid for hit in found] == uids[:1:-1]


def test_a_hit_names_kind_and_client(signed, client, reading):
    (hit,) = search.find(reading, "triggers")

    assert (hit.kind, hit.client_id) == (RecordKind.NOTE, client.id)


def test_inside_one_client_others_are_not_found(signed, client, writing, reading):
    with writing() as db:
        other = clients.insert(db, samples.client("CD-0200"))
        search.put(db, RecordKind.NOTE, samples.uid(), other.id, "triggers of another")

    assert places(reading, signed, "triggers", client_id=client.id) == [0]


def test_inside_one_client_the_texts_of_others_cost_few_steps(signed, client, writing, database):
    def steps():
        with database.counting() as counts, database.read() as reader:
            search.find(reader, "triggers", client_id=client.id)
        return counts.steps

    few = steps()
    with writing() as db:
        other = clients.insert(db, samples.client("CD-0200"))
        for _ in range(300):
            search.put(db, RecordKind.NOTE, samples.uid(), other.id, "triggers of another")

    assert steps() < 2 * few


def test_a_text_put_again_is_found_by_its_new_words_only(signed, client, writing, reading):
    with writing() as db:
        search.put(db, RecordKind.NOTE, signed[0], client.id, "Quite different.")

    assert places(reading, signed, "different") == [0]
    assert places(reading, signed, "triggers") == []


def test_a_deleted_text_is_not_found(signed, writing, reading):
    with writing() as db:
        db.execute_unaudited("DELETE FROM search_text WHERE record_uid = ?", signed[0])

    assert places(reading, signed, "triggers") == []


def test_a_deleted_word_is_gone_from_the_index(signed, writing, raw):
    with writing() as db:
        db.execute_unaudited("DELETE FROM search_text WHERE record_uid = ?", signed[0])

    blocks = b"".join(block for (block,) in raw.execute("SELECT block FROM search_data"))
    assert b"trigger" not in blocks
    assert b"oyvind" in blocks


def test_a_sound_index_is_said_to_be_sound(signed, reading):
    assert search.is_sound(reading)


def test_an_index_with_the_words_before_a_change_is_found_out(signed, raw, reading):
    raw.execute("DROP TRIGGER search_text_update")
    raw.execute("UPDATE search_text SET text = 'other' WHERE record_uid = ?", (signed[0],))

    assert not search.is_sound(reading)


def test_an_index_that_lost_a_text_is_found_out(signed, raw, reading):
    raw.execute("DELETE FROM search_docsize WHERE id = 1")

    assert not search.is_sound(reading)


def test_an_index_with_a_text_too_many_is_found_out(signed, raw, reading):
    raw.execute("DROP TRIGGER search_text_delete")
    raw.execute("DELETE FROM search_text WHERE record_uid = ?", (signed[0],))

    assert not search.is_sound(reading)


def ways(reader, sql, *parameters):
    return [row[3] for row in reader.rows(f"EXPLAIN QUERY PLAN {sql}", *parameters)]


def test_inside_one_client_their_texts_alone_are_read(signed, client, reading):
    (plan,) = ways(reading, search._OF_CLIENT, client.id, 50)

    assert plan == "SEARCH search_text USING INDEX search_text_of_client (client_id=?)"


def test_the_slow_join_is_told_by_its_plan(signed, client, reading):
    """The negative control: joined, the index gives every hit and the client is looked up last."""
    joined = (
        "SELECT kind FROM search JOIN search_text ON search_text.id = search.rowid"
        " WHERE search MATCH ? AND client_id = ? ORDER BY search.rowid DESC LIMIT ?"
    )
    plan = ways(reading, joined, '"triggers"*', client.id, 50)

    assert any(
        way.startswith("SCAN search VIRTUAL TABLE") and "=" not in way.split(":")[1] for way in plan
    )


def test_a_long_beginning_is_found_behind_many_newer_texts(writing, client, reading):
    uid = samples.uid()
    with writing() as db:
        search.put(db, RecordKind.NOTE, uid, client.id, "transferred to detox")
        for _ in range(search._NEAR + 20):
            search.put(db, RecordKind.NOTE, samples.uid(), client.id, "the train was late")

    assert [hit.record_uid for hit in search.find(reading, "transf")] == [uid]


@pytest.mark.parametrize("text", ["transf", "late transf", "train", "tra", "role-transf"])
def test_a_long_beginning_finds_what_the_index_alone_would(writing, client, reading, text):
    with writing() as db:
        for number in range(60):
            words = ("train", "late", "transferred", "role-transfer", "tra", "Tränen")
            chosen = " ".join(word for at, word in enumerate(words) if number % (at + 2) == 0)
            search.put(db, RecordKind.NOTE, samples.uid(), client.id, chosen)
    question = search._question(search._words(text))
    alone = reading.rows(search._FIND, question, 500)

    found = search.find(reading, text, limit=500)

    assert [hit.record_uid for hit in found] == [row[1] for row in alone]
