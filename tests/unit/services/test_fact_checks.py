"""What keeps a fact of a chart from being kept, whatever kind of fact it is."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from counselor_desk.errors import (
    ImpossibleUseDateError,
    MedicationDateError,
    MissingFactError,
    UnusableTextError,
)
from counselor_desk.services import fact_checks
from counselor_desk.services.fact_checks import Text

TODAY = date(2026, 3, 12)


@dataclass(frozen=True, slots=True)
class Told:
    name: str = ""
    account: str = ""


TEXTS = {"name": Text("The name", 8), "account": Text("The account", 20, is_long=True)}


def test_a_short_text_is_kept_on_one_line():
    assert TEXTS["name"].kept("  a\n b\t") == "a b"


def test_a_long_text_keeps_its_lines_and_loses_control_characters():
    assert TEXTS["account"].kept(" first\r\nsecond \x07") == "first\nsecond"


@pytest.mark.parametrize("record", [Told(name="a" * 9), Told(account="a" * 21)])
def test_a_text_is_too_long_for_its_field_alone(record):
    found = fact_checks.problems(fact_checks.check_texts(record, TEXTS))

    assert [type(problem) for problem in found.values()] == [UnusableTextError]
    assert getattr(record, *found)


def test_a_short_text_with_control_characters_is_refused():
    with pytest.raises(UnusableTextError):
        TEXTS["name"].kept("a\x07")


def test_problems_are_named_after_their_fields_and_the_first_is_told():
    def missing():
        raise MissingFactError("Enter it.")

    found = fact_checks.problems({"name": lambda: None, "account": missing})

    assert list(found) == ["account"]
    with pytest.raises(MissingFactError):
        fact_checks.raise_first(found)


def test_nothing_wrong_raises_nothing():
    fact_checks.raise_first(fact_checks.problems({"name": lambda: None}))


def test_what_was_typed_is_given_by_field():
    assert fact_checks.typed(Told("a", "b")) == {"name": "a", "account": "b"}


@pytest.mark.parametrize("day", [None, TODAY])
def test_a_day_up_to_today_may_stand(day):
    fact_checks.check_not_ahead("The day", day, TODAY)


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (ImpossibleUseDateError.in_future, ImpossibleUseDateError),
        (MedicationDateError.in_future, MedicationDateError),
    ],
)
def test_a_later_day_is_refused_in_the_words_of_the_list(error, kind):
    with pytest.raises(kind, match=r"The day is after today. Nothing was changed. Check the date."):
        fact_checks.check_not_ahead("The day", TODAY + timedelta(days=1), TODAY, error)
