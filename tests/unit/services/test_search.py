"""Search: names by their beginnings, texts by their words, and no text that breaks it."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counselor_desk.records.clients import ContactKind
from counselor_desk.records.notes import Section, SectionCode
from counselor_desk.records.search import Found
from counselor_desk.records.signing import RecordKind
from counselor_desk.services import addenda, clients, cvs, notes, search
from counselor_desk.services.clients import NewClient, NewContact
from counselor_desk.services.cvs import ContactValues
from counselor_desk.services.search import TextSearch

ANYTHING = st.text(st.characters(exclude_categories=["Cs"])) | st.lists(
    st.sampled_from(
        ["AND", "OR", "NOT", "NEAR(", "text:", "^", "*", '"', "'", "(", "-", "\0", "%", "_", "trig"]
    )
).map(" ".join)


def excerpt(found):
    return "".join(f"[{one.text}]" if one.is_hit else one.text for one in found.excerpt)


@pytest.fixture
def people(desk):
    """Four clients by what they are called."""
    new = {
        "marcus": NewClient(given_name="Marcus", family_name="Reyes", number="CD-0147"),
        "marisol": NewClient(given_name="Marisol", family_name="Gómez", number="CD-0131"),
        "łukasz": NewClient(
            given_name="Łukasz", family_name="Đặng-Søren", preferred_name="Luke", number="CD-1470"
        ),
        "omar": NewClient(given_name="Omar", family_name="Nuri", number="CD-0014"),
    }
    return {name: clients.add(desk, one).id for name, one in new.items()}


def found_names(desk, people, text):
    called = {client_id: name for name, client_id in people.items()}
    return [called[one] for one in search.names(desk).find(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("mar", ["marcus", "marisol"]),
        ("MAR", ["marcus", "marisol"]),
        ("marcus r", ["marcus"]),
        ("r mar", ["marcus"]),
        ("rey", ["marcus"]),
        ("eyes", []),
        ("gomez", ["marisol"]),
        ("Gómez", ["marisol"]),
        ("lukasz", ["łukasz"]),
        ("Łuk", ["łukasz"]),
        ("dang", ["łukasz"]),
        ("soren", ["łukasz"]),
        ("đặng-søren", ["łukasz"]),
        ("luke", ["łukasz"]),
        ("147", ["marcus", "łukasz"]),
        ("0147", ["marcus"]),
        ("CD-0147", ["marcus"]),
        ("cd 0147", ["marcus"]),
        ("14", ["omar", "łukasz", "marcus"]),
        ("47", []),
        ("", []),
        ("  ", []),
        ('"*', []),
    ],
)
def test_names_and_numbers_are_found_by_their_beginnings(desk, people, text, found):
    assert sorted(found_names(desk, people, text)) == sorted(found)


def test_a_number_typed_whole_comes_first(desk, people):
    assert found_names(desk, people, "147")[0] == "marcus"
    assert found_names(desk, people, "14")[0] == "omar"


def test_first_names_come_before_family_names(desk, people):
    other = clients.add(desk, NewClient(given_name="Abel", family_name="Marsh"))

    assert search.names(desk).find("mar")[-1] == other.id


def test_a_signed_note_is_found_with_the_words_around_it(desk, client, note_edit):
    note = notes.sign(desk, note_edit)

    (found,) = search.find(desk, "four trig").texts

    assert (found.kind, found.note_id, found.client_id) == (RecordKind.NOTE, note.id, client.id)
    assert (found.session, found.told_on, found.is_signed) == (note.kind, note.held_on, True)
    assert excerpt(found) == "He named [four] of five [trig]gers."


def test_an_excerpt_keeps_the_letters_as_they_were_written(desk, note_edit):
    text = "Zażółć w Łodzi; naïve hopes."
    written = replace(note_edit.note, sections=(Section(code=SectionCode.DATA, text=text),))
    edit = replace(note_edit, note=replace(written, sections=(*written.sections, plan_section())))
    notes.sign(desk, edit)

    (found,) = search.find(desk, "lodz").texts

    assert excerpt(found) == "Zażółć w [Łodz]i; naïve hopes."


def plan_section():
    return Section(code=SectionCode.PLAN, text="Next week.")


def test_a_draft_is_found_by_what_was_typed_last(desk, note_edit):
    notes.keep(desk, note_edit)

    (found,) = search.find(desk, "role-play thursday").texts

    assert not found.is_signed
    assert excerpt(found) == "[Role]-[play] the first call on [Thursday]."


def test_a_discarded_draft_is_not_found(desk, note_edit):
    notes.keep(desk, note_edit)
    notes.discard(desk, note_edit.note)

    assert search.find(desk, "role-play").texts == ()


def test_a_note_and_its_addendum_share_a_line(desk, note_edit):
    note = notes.sign(desk, note_edit)
    added = addenda.start(desk, note.id)
    addenda.sign(desk, replace(added, text="He named all five."))

    (found,) = search.find(desk, "named").texts

    assert (found.kind, found.note_id, found.told_on) == (
        RecordKind.ADDENDUM,
        note.id,
        note.held_on,
    )


def test_a_plan_is_found_by_its_goals(desk, client, plan):
    (found,) = search.find(desk, "license").texts

    assert (found.kind, found.client_id, found.version) == (RecordKind.PLAN, client.id, 1)
    assert excerpt(found) == "I want my [license] back."


def test_the_texts_of_the_open_client_come_first(desk, client, note_edit):
    mine = notes.sign(desk, note_edit)
    other = clients.add(desk, NewClient(given_name="Omar", admitted_on=date(2026, 2, 5)))
    later = notes.start(desk, other.id)
    text = Section(code=SectionCode.DATA, text="He named his triggers.")
    newer = replace(note_edit.note, id=later.id, uid=later.uid, client_id=other.id)
    newer = replace(newer, episode_id=later.episode_id, sections=(text, plan_section()))
    notes.sign(desk, replace(note_edit, note=newer))

    anywhere = [one.client_id for one in search.find(desk, "named").texts]
    inside = [one.client_id for one in search.find(desk, "named", client_id=client.id).texts]

    assert anywhere == [other.id, client.id]
    assert inside == [client.id, other.id]
    assert mine.client_id == client.id


def test_a_single_letter_finds_clients_alone(desk, people, note_edit):
    notes.sign(desk, note_edit)

    assert search.find(desk, "h").texts == ()
    assert search.find(desk, "triggers h").texts


def test_phones_and_cvs_are_never_found(desk, client):
    clients.change(
        desk, client, contacts=(NewContact(kind=ContactKind.PHONE, value="405 555 0142"),)
    )
    cv = cvs.start(desk, client.id, ContactValues(phone="405 555 0142"))
    cvs.keep(desk, replace(cv, headline="Forklift lead"))

    for text in ("405", "555 0142", "forklift"):
        assert search.find(desk, text).is_empty


@pytest.fixture
def typed(desk, note_edit):
    """A desk with something signed and something typed in it."""
    notes.keep(desk, note_edit)
    return desk


@pytest.fixture
def looking(desk):
    made = TextSearch(desk)
    yield made
    made.close()


@given(text=ANYTHING)
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_a_question(typed, text):
    assert isinstance(search.find(typed, text), Found)


@given(text=ANYTHING)
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_a_question_to_the_other_thread(typed, looking, text):
    assert isinstance(looking.find(text), tuple)


def test_the_other_thread_hears_of_what_was_typed_meanwhile(desk, looking, note_edit):
    assert looking.find("role-play") == ()
    notes.keep(desk, note_edit)

    (found,) = looking.find("role-play") or ()

    assert not found.is_signed


def test_a_closed_search_finds_nothing_more(looking, plan):
    assert looking.find("license")
    looking.close()

    assert looking.find("license") is None


def test_a_long_look_can_be_ended(looking):
    slow = "WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    begun = threading.Event()
    answers = []

    def ask(reader):
        begun.set()
        return reader.value(slow)

    thread = threading.Thread(target=lambda: answers.append(looking._inquiry.ask(ask)))
    thread.start()
    begun.wait()
    while thread.is_alive():
        looking.stop()
        thread.join(timeout=0.01)

    assert answers == [None]
