from __future__ import annotations

import pytest

from counselor_desk.services import clients, spelling
from counselor_desk.services.changes import Kind
from counselor_desk.services.clients import NewClient
from counselor_desk.services.guesses import Dictionary, distance, guesses
from counselor_desk.services.spelling import Speller


@pytest.fixture(scope="module")
def dictionary() -> Dictionary:
    return spelling.load_dictionary()


@pytest.fixture
def speller(dictionary):
    return Speller(dictionary)


@pytest.mark.parametrize(
    "word",
    ["client", "Client", "reported", "unhappiest", "I'm", "client's", "doesn\u2019t", "Chicago"],
)
def test_english_is_known(speller, word):
    assert speller.is_known(word)


@pytest.mark.parametrize("word", ["recieve", "anxios", "chicago", "wasnt", "Threapy"])
def test_a_slip_is_not_known(speller, word):
    assert not speller.is_known(word)


@pytest.mark.parametrize(
    "word", ["buprenorphine", "Suboxone", "psychoeducation", "biopsychosocial", "Vivitrol's"]
)
def test_words_of_treatment_are_known(speller, word):
    assert speller.is_known(word)


@pytest.mark.parametrize("word", ["UDS", "IOPs", "x", "5mg", "CD_0147", "здоровье"])
def test_what_is_no_english_word_is_left_alone(speller, word):
    assert speller.is_known(word)


def test_unknown_words_are_found_where_they_stand(speller):
    text = "He recieved it, (anxios) and well."

    assert [text[start:end] for start, end in speller.unknown(text)] == ["recieved", "anxios"]


@pytest.mark.parametrize(
    "text",
    ["jqzz@example.org", "www.jqzzd.org", "https://jqzzd", "report.docxx", "C:\\jqzzd", "8 jqz_d"],
)
def test_addresses_are_left_alone(speller, text):
    assert speller.unknown(text) == []


def test_a_word_at_the_end_of_a_sentence_is_looked_at(speller):
    assert speller.unknown("He was anxios. Then") == [(7, 13)]


def test_both_words_around_a_stroke_are_looked_at(speller):
    assert speller.unknown("anxios/angry") == [(0, 6)]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("recieve", "receive"),
        ("teh", "the"),
        ("seperate", "separate"),
        ("anxios", "anxious"),
        ("threapy", "therapy"),
        ("commited", "committed"),
        ("buprenorphin", "buprenorphine"),
        ("suboxone", "Suboxone"),
        ("Febuary", "February"),
        ("metahdone", "methadone"),
    ],
)
def test_what_was_meant_comes_first(speller, written, meant):
    assert speller.suggestions(written)[0] == meant


def test_a_capital_is_kept_in_suggestions(speller):
    assert "Therapy" in speller.suggestions("Threapy")


def test_there_are_six_suggestions_at_most(speller):
    assert len(speller.suggestions("wich")) == spelling.MOST_SUGGESTIONS


def test_nonsense_gets_no_suggestions(speller):
    assert speller.suggestions("xqzzt") == []


def test_words_that_offend_are_known_and_never_offered(dictionary):
    hidden = {word for word in dictionary.words if not dictionary.may_offer(word)}

    assert 20 < len(hidden) < 100
    assert not any(
        hidden & set(guesses(word[:-1], dictionary, most=20)) for word in sorted(hidden)[:10]
    )


def test_two_turned_letters_are_a_small_slip():
    assert distance("teh", "the") < distance("tea", "the")


def test_the_same_word_is_no_slip():
    assert distance("therapy", "therapy") == 0


def test_two_words_run_together_are_taken_apart(speller):
    assert "a lot" in speller.suggestions("alot")


def test_an_ignored_word_is_known_in_every_case(speller):
    speller.ignore("Jqzzd")

    assert speller.is_known("jqzzd's")


def test_names_of_the_store_are_known(desk, client, dictionary):
    loaded = spelling.for_store(desk, dictionary)

    assert loaded.is_known("Reyes")
    assert loaded.is_known("Marcus\u2019s")


def test_a_name_of_the_store_is_never_offered(desk, dictionary):
    clients.add(desk, NewClient(given_name="Zanthippa", family_name="Qvist"))
    loaded = spelling.for_store(desk, dictionary)

    assert loaded.is_known("Zanthippa")
    assert "Zanthippa" not in loaded.suggestions("Zanthipa")


def test_a_name_that_comes_later_is_read_again(desk):
    before = spelling.names(desk)

    clients.add(desk, NewClient(given_name="Mireille", family_name="Dupont-Aube"))

    assert {"mireille", "dupont", "aube"} <= spelling.names(desk) - before


def test_an_own_word_is_known_after_the_next_unlock(desk):
    spelling.add(desk, "Wellspring's")

    assert spelling.own(desk) == ["Wellspring"]
    assert spelling.load(desk).is_known("wellspring")


def test_adding_a_word_is_announced(desk):
    heard = []
    desk.listen(heard.append)

    spelling.add(desk, "Wellsprings")

    assert heard[-1].kinds == {Kind.OWN_WORD}


def test_a_word_is_added_once(desk):
    spelling.add(desk, "Wellsprings")
    spelling.add(desk, "Wellsprings")

    assert spelling.own(desk) == ["Wellsprings"]


def test_an_own_word_can_be_taken_back_in_any_case(desk):
    spelling.add(desk, "Wellsprings")

    spelling.remove(desk, "wellsprings")

    assert spelling.own(desk) == []


@pytest.mark.parametrize("words", ["", "two words", "a" * 61, "one,"])
def test_only_a_single_word_can_be_added(desk, words):
    with pytest.raises(ValueError, match="one word"):
        spelling.add(desk, words)


def test_an_own_word_is_not_in_the_log(desk):
    spelling.add(desk, "Wellsprings")

    with desk.read() as reader:
        rows = reader.rows("SELECT * FROM audit_event")

    assert "wellsprings" not in str(rows).lower()
