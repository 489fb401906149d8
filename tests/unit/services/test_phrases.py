"""Phrases: what can be kept, shortcuts, switching starters on and off, counting uses."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counselor_desk.errors import (
    MissingPhraseTextError,
    TakenShortcutError,
    UnknownRecordError,
    UnusableShortcutError,
    UnusableTextError,
)
from counselor_desk.records.ids import PhraseId
from counselor_desk.records.notes import SectionCode
from counselor_desk.records.phrases import Offered, Subject, matching
from counselor_desk.services import phrases, starter_phrases
from counselor_desk.services.changes import Kind
from counselor_desk.services.phrases import NewPhrase


@pytest.fixture
def phrase(desk):
    return phrases.add(desk, NewPhrase(shortcut="sponsor", text="{first} will call a sponsor."))


def of_subject(subject):
    return [one for one in starter_phrases.phrases() if one.subject is subject]


def test_a_kept_phrase_is_found_again(desk, phrase):
    assert phrases.every(desk) == (phrase,)
    assert phrases.get(desk, phrase.id) == phrase


def test_a_new_store_offers_no_phrase(desk):
    assert phrases.every(desk) == ()


def test_the_list_goes_by_subject_and_shortcut(desk):
    for shortcut, subject in [("zz", Subject.USE), ("bb", Subject.RISK), ("aa", Subject.RISK)]:
        phrases.add(desk, NewPhrase(shortcut=shortcut, text="Text.", subject=subject))

    assert [one.shortcut for one in phrases.every(desk)] == ["zz", "aa", "bb"]


@pytest.mark.parametrize("typed", [";Sponsor2", " SPONSOR2 ", "sponsor2"])
def test_a_shortcut_is_kept_in_small_letters_without_its_sign(desk, typed):
    assert phrases.add(desk, NewPhrase(shortcut=typed, text="Text.")).typed == ";sponsor2"


@pytest.mark.parametrize(
    "typed", ["", ";", "a", "2days", "two words", "a-b", "a;b", "x" * 21, "ta\tb", "nul\0l"]
)
def test_a_shortcut_that_cannot_be_typed_is_refused(desk, typed):
    with pytest.raises(UnusableShortcutError):
        phrases.add(desk, NewPhrase(shortcut=typed, text="Text."))

    assert phrases.every(desk) == ()


def test_a_taken_shortcut_names_the_other_phrase(desk, phrase):
    with pytest.raises(TakenShortcutError, match=r";sponsor is taken by the phrase “\{first} will"):
        phrases.add(desk, NewPhrase(shortcut="SPONSOR", text="Other."))


def test_a_phrase_keeps_its_own_shortcut_when_it_changes(desk, phrase):
    changed = phrases.change(desk, replace(phrase, text="Another text."))

    assert phrases.every(desk) == (changed,)


@pytest.mark.parametrize("text", ["", "  \n\t"])
def test_a_phrase_needs_words(desk, text):
    with pytest.raises(MissingPhraseTextError):
        phrases.add(desk, NewPhrase(shortcut="empty", text=text))


def test_a_phrase_that_is_too_long_is_refused(desk):
    with pytest.raises(UnusableTextError, match="2,001"):
        phrases.add(desk, NewPhrase(shortcut="long", text="a" * 2001))


def test_a_text_keeps_its_lines_and_braces(desk):
    text = "One {?a|b}\n\n  two {first}"

    assert phrases.add(desk, NewPhrase(shortcut="two", text=text)).text == text


def test_problems_are_told_by_the_name_of_the_field(desk, phrase):
    wrong = replace(phrase, shortcut="x", text="")

    assert set(phrases.problems(desk, wrong)) == {"shortcut", "text"}
    assert phrases.problems(desk, phrase) == {}


def test_a_removed_phrase_is_offered_no_more_and_comes_back(desk, phrase):
    phrases.remove(desk, phrase)
    assert phrases.every(desk) == ()

    phrases.bring_back(desk, [phrase])
    assert phrases.every(desk) == (phrase,)


def test_a_phrase_does_not_come_back_to_a_shortcut_that_was_given_away(desk, phrase):
    phrases.remove(desk, phrase)
    other = phrases.add(desk, NewPhrase(shortcut="sponsor", text="Other."))

    with pytest.raises(TakenShortcutError):
        phrases.bring_back(desk, [phrase])

    assert phrases.every(desk) == (other,)


def test_changing_a_phrase_that_is_not_there_is_refused(desk, phrase):
    with pytest.raises(UnknownRecordError):
        phrases.change(desk, replace(phrase, id=PhraseId(999)))


def test_uses_are_counted_with_their_day(desk, phrase):
    phrases.count_use(desk, phrase)
    phrases.count_use(desk, phrase)

    counted = phrases.get(desk, phrase.id)
    assert (counted.uses, counted.used_on) == (2, desk.today())


def test_an_older_value_does_not_take_uses_back(desk, phrase):
    phrases.count_use(desk, phrase)

    assert phrases.change(desk, replace(phrase, text="New.")).uses == 1


def test_a_subject_of_starters_is_switched_on_and_off(desk):
    starters = of_subject(Subject.RISK)

    added = phrases.switch_on(desk, starters)
    assert [one.starter for one in added] == [one.shortcut for one in starters]
    assert len(phrases.every(desk)) == 6

    phrases.switch_off(desk, starters)
    assert phrases.every(desk) == ()


def test_switching_off_can_be_undone(desk):
    phrases.switch_on(desk, of_subject(Subject.RISK))
    before = phrases.every(desk)

    phrases.bring_back(desk, phrases.switch_off(desk, of_subject(Subject.RISK)))

    assert phrases.every(desk) == before


def test_a_starter_that_is_on_is_not_added_again(desk):
    phrases.switch_on(desk, starter_phrases.phrases())

    assert phrases.switch_on(desk, starter_phrases.phrases()) == ()
    assert len(phrases.every(desk)) == 60


def test_a_starter_whose_shortcut_is_taken_gets_a_number(desk, phrase):
    added = phrases.switch_on(desk, of_subject(Subject.SUPPORTS))

    assert added[0].typed == ";sponsor2"


def test_a_free_shortcut_stays_short_enough(desk):
    long = "x" * 20
    phrases.add(desk, NewPhrase(shortcut=long, text="Text."))

    assert phrases.free_shortcut(desk, long) == "x" * 19 + "2"


def test_every_write_is_announced(desk, phrase):
    heard = []
    desk.listen(heard.append)

    phrases.change(desk, phrase, initiator="me")
    phrases.count_use(desk, phrase)
    phrases.remove(desk, phrase)
    phrases.switch_on(desk, of_subject(Subject.USE))

    assert [one.kinds for one in heard] == [frozenset({Kind.PHRASE})] * 4
    assert heard[0].initiator == "me"


def test_counting_a_use_leaves_no_event_in_the_log(desk, phrase):
    def events():
        with desk.read() as reader:
            return reader.row("SELECT count(*) FROM audit_event WHERE table_name = 'phrase'")

    before = events()
    phrases.count_use(desk, phrase)
    assert events() == before

    phrases.change(desk, replace(phrase, text="New."))
    assert events() != before


def test_a_phrase_for_the_section_comes_first_then_the_most_used(desk):
    for shortcut, offered in [
        ("soone", Offered.ANYWHERE),
        ("sotwo", Offered.PLAN),
        ("sothree", Offered.HAPPENED),
    ]:
        phrases.add(desk, NewPhrase(shortcut=shortcut, text="Text.", offered=offered))
    used = phrases.add(desk, NewPhrase(shortcut="sofour", text="Text."))
    phrases.count_use(desk, used)

    found = matching(phrases.every(desk), "SO", code=SectionCode.PLAN)

    assert [one.shortcut for one in found] == ["sofour", "soone", "sotwo", "sothree"]


def test_a_phrase_that_needs_an_objective_waits_for_one(desk):
    phrases.add(desk, NewPhrase(shortcut="worked", text="{objective}", needs_objective=True))
    kept = phrases.every(desk)

    assert matching(kept, "wo", has_objective=False) == ()
    assert len(matching(kept, "wo", has_objective=True)) == 1


def test_advice_names_a_better_word():
    assert [one.proposal for one in phrases.advice("He relapsed.")] == ["returned to use"]
