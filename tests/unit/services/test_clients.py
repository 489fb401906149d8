"""Clients: what can be kept, what is refused, and the list."""

from contextlib import nullcontext
from dataclasses import replace
from datetime import date, timedelta

import pytest

from counselor_desk.errors import (
    DoubtfulAdmissionError,
    DoubtfulAgeError,
    ImpossibleDateError,
    ImpossibleStayDateError,
    MissingNameError,
    TakenNumberError,
    UnknownClientError,
    UnusableTextError,
    UnusableWeeksError,
)
from counselor_desk.records.clients import ClientStatus, ContactKind
from counselor_desk.services import circumstances, clients, episodes
from counselor_desk.services.changes import Kind
from counselor_desk.services.clients import NewClient, NewContact


def test_a_new_client_gets_the_next_number(desk):
    numbers = [clients.add(desk, NewClient(given_name=name)).number for name in ("Ana", "Ben")]

    assert numbers == ["CD-0001", "CD-0002"]


def test_a_client_without_an_admission_is_an_intake(desk):
    clients.add(desk, NewClient(given_name="Ana"))

    assert [row.status for row in clients.rows(desk)] == [ClientStatus.INTAKE]


def test_an_admitted_client_is_active_in_a_week(desk, client):
    (row,) = clients.rows(desk)

    assert (row.status, row.week, row.target_weeks) == (ClientStatus.ACTIVE, 6, 12)


def test_somebody_new_asked_for_help_today(desk):
    client = clients.add(desk, NewClient(given_name="Ana", admitted_on=desk.today()))

    assert episodes.current(desk, client.id).inquiry_on == desk.today()


def test_when_somebody_admitted_before_asked_for_help_is_not_known(desk):
    client = clients.add(desk, NewClient(given_name="Ana", admitted_on=date(2026, 2, 9)))

    assert episodes.current(desk, client.id).inquiry_on is None


def test_a_name_is_needed(desk):
    with pytest.raises(MissingNameError):
        clients.add(desk, NewClient(given_name="  "))


def test_a_name_of_300_characters_is_refused_with_its_length(desk):
    with pytest.raises(UnusableTextError, match="300"):
        clients.add(desk, NewClient(given_name="x" * 300))

    assert clients.rows(desk) == []


def test_control_characters_in_a_name_are_refused(desk):
    with pytest.raises(UnusableTextError, match="control"):
        clients.add(desk, NewClient(given_name="An\x07a"))


@pytest.mark.parametrize("born_on", [date(2026, 3, 13), date(1899, 12, 31)])
def test_an_impossible_birth_date_is_refused(desk, born_on):
    with pytest.raises(ImpossibleDateError):
        clients.add(desk, NewClient(given_name="Ana", born_on=born_on))


def test_two_clients_never_share_a_number(desk, client):
    with pytest.raises(TakenNumberError):
        clients.add(desk, NewClient(given_name="Ana", number=client.number))


def test_a_change_is_kept_and_announced(desk, client):
    heard = []
    desk.listen(heard.append)

    clients.change(desk, replace(client, preferred_name="Marc"))

    assert clients.get(desk, client.id).preferred_name == "Marc"
    assert [changes.kinds for changes in heard] == [frozenset({Kind.CLIENT})]


def test_contacts_are_replaced_together(desk, client):
    phone = NewContact(kind=ContactKind.PHONE, value="555-0142", remark="no voice mail")

    clients.change(desk, client, contacts=[phone])
    clients.change(desk, client, contacts=[phone])

    assert [(one.value, one.remark) for one in clients.contacts(desk, client.id)] == [
        ("555-0142", "no voice mail")
    ]


@pytest.mark.parametrize("number", ["1", "CD-0001", "cd-0001", " 0001 "])
def test_a_client_is_found_by_number(desk, client, number):
    assert clients.by_number(desk, number).id == client.id


def test_an_unknown_number_is_said(desk):
    with pytest.raises(UnknownClientError):
        clients.by_number(desk, "147")


def test_the_filter_ignores_accents(desk):
    clients.add(desk, NewClient(given_name="Łucja", family_name="Nguyễn"))

    found = [len(clients.rows(desk, needle=text)) for text in ("lucja", "NGUYEN", "0001", "zz")]

    assert found == [1, 1, 1, 0]


def test_closing_before_the_admission_is_refused(desk, client):
    episode = episodes.open_of(desk, client.id)

    with pytest.raises(ImpossibleDateError):
        episodes.change(desk, replace(episode, closed_on=date(2026, 2, 4)))


def test_a_discharged_client_gets_a_new_episode(desk, client):
    episode = episodes.open_of(desk, client.id)
    episodes.change(desk, replace(episode, closed_on=date(2026, 3, 12)))

    episodes.start(desk, client.id)

    assert len(episodes.of_client(desk, client.id)) == 2


@pytest.mark.parametrize("needle", ["lucja", "NGUYEN", "0001", "zz", "", "  "])
def test_matching_finds_the_same_clients_as_the_rows(desk, needle):
    for given, family in (("Łucja", "Żak"), ("Lê", "Nguyễn"), ("Ada", "Bell")):
        clients.add(desk, NewClient(given_name=given, family_name=family))

    listed = {row.id for row in clients.rows(desk, needle=needle)}
    assert clients.matching(desk, needle) == listed
    assert clients.found_in(clients.search_names(desk), needle) == listed


@pytest.mark.parametrize("born_on", [date(2014, 3, 13), date(1915, 3, 12)])
def test_an_age_that_is_seldom_right_is_asked_about(desk, born_on):
    new = NewClient(given_name="Ana", born_on=born_on)

    with pytest.raises(DoubtfulAgeError):
        clients.add(desk, new)

    assert clients.rows(desk) == []
    assert clients.add(desk, new, is_sure=True).born_on == born_on


@pytest.mark.parametrize("born_on", [date(2014, 3, 12), date(1915, 3, 13)])
def test_the_youngest_and_the_oldest_likely_age_are_not_asked_about(desk, born_on):
    assert clients.add(desk, NewClient(given_name="Ana", born_on=born_on)).born_on == born_on


def test_an_age_that_was_confirmed_once_is_not_asked_about_again(desk):
    new = NewClient(given_name="Ana", born_on=date(2016, 1, 1))
    client = clients.add(desk, new, is_sure=True)

    assert clients.change(desk, replace(client, pronouns="she/her")).pronouns == "she/her"
    with pytest.raises(DoubtfulAgeError):
        clients.change(desk, replace(client, born_on=date(2017, 1, 1)))


@pytest.mark.parametrize(("days", "is_asked"), [(60, False), (61, True), (-400, False)])
def test_an_admission_far_ahead_is_asked_about(desk, days, is_asked):
    asked = pytest.raises(DoubtfulAdmissionError) if is_asked else nullcontext()

    with asked:
        clients.ask_about_admission(desk, desk.today() + timedelta(days=days))


def test_an_admission_before_the_birth_is_refused(desk):
    new = NewClient(given_name="Ana", born_on=date(1990, 1, 1), admitted_on=date(1989, 1, 1))

    with pytest.raises(ImpossibleStayDateError, match="birth"):
        clients.add(desk, new)


def test_a_birth_date_after_the_admission_is_refused(desk, client):
    with pytest.raises(ImpossibleStayDateError, match="admission"):
        clients.change(desk, replace(client, born_on=date(2026, 2, 6)), is_sure=True)


@pytest.mark.parametrize("day", [date(2026, 3, 13), date(2090, 1, 1)])
def test_nobody_asked_for_help_after_today(desk, day):
    with pytest.raises(ImpossibleStayDateError, match=r"The inquiry is after today\."):
        clients.add(desk, NewClient(given_name="Ana", inquiry_on=day))

    assert clients.rows(desk) == []


def test_nobody_is_admitted_before_they_asked(desk):
    new = NewClient(given_name="Ana", inquiry_on=date(2026, 3, 10), admitted_on=date(2026, 3, 9))

    with pytest.raises(ImpossibleStayDateError, match="inquiry"):
        clients.add(desk, new)


@pytest.mark.parametrize("weeks", [0, 105])
def test_a_stay_of_no_or_too_many_weeks_is_refused(desk, weeks):
    with pytest.raises(UnusableWeeksError):
        clients.add(desk, NewClient(given_name="Ana", target_weeks=weeks))


def test_what_is_told_at_the_first_call_is_kept(desk):
    client = clients.add(
        desk,
        NewClient(
            given_name="Ana",
            referred_by="Drug court",
            reason="Court order",
            languages="Spanish, English",
            needs_interpreter=True,
        ),
    )

    stay = episodes.open_of(desk, client.id)
    now = circumstances.get(desk, client.id)
    assert (stay.referred_by, stay.reason) == ("Drug court", "Court order")
    assert (now.languages, now.needs_interpreter) == ("Spanish, English", True)


def test_somebody_of_the_same_name_is_found(desk, client):
    found = clients.namesakes(desk, "marcus reyes", date(1991, 6, 2))

    assert [one.id for one in found] == [client.id]
    assert clients.namesakes(desk, "Marcus Reyes", date(1991, 6, 3)) == ()
    assert clients.namesakes(desk, "Marcus Reyes", None, but=client.id) == ()
    assert clients.namesakes(desk, "  ", None) == ()
