"""Clients: names, initials and age."""

from datetime import UTC, date, datetime

from counselor_desk.records.clients import Client, NameForm
from counselor_desk.records.ids import ClientId, Uid


def client(**facts) -> Client:
    known = {
        "id": ClientId(1),
        "uid": Uid("c"),
        "number": "CD-0147",
        "given_name": "Marcus",
        "family_name": "Reyes",
        "made_at": datetime(2026, 2, 5, tzinfo=UTC),
    }
    return Client(**(known | facts))


def test_name_forms():
    marcus = client()

    assert [marcus.name(form) for form in NameForm] == ["Marcus Reyes", "Marcus R.", "M.R."]


def test_the_preferred_name_is_used_where_the_person_is_addressed():
    assert client(preferred_name="Marc").name(NameForm.FIRST_AND_INITIAL) == "Marc R."


def test_a_single_name_is_enough():
    assert client(given_name="", family_name="Nguyễn").name(NameForm.INITIALS) == "N."


def test_age_turns_on_the_birthday():
    marcus = client(born_on=date(1991, 6, 2))

    assert (marcus.age_on(date(2026, 6, 1)), marcus.age_on(date(2026, 6, 2))) == (34, 35)


def test_a_repr_names_nobody():
    assert "Reyes" not in repr(client())
