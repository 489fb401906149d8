"""Clients in the store: numbers, contacts, namesakes, and the client list."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from counselor_desk.records.clients import Caseload, ClientStatus, Contact, ContactKind, NameForm
from counselor_desk.records.signing import RecordKind
from counselor_desk.storage import audit, clients, drafts, episodes, notes
from counselor_desk.storage.search import plain
from tests.unit.storage import charts, samples

TODAY = date(2026, 3, 16)
WEEK, MONTH = timedelta(days=7), timedelta(days=30)


@pytest.fixture
def add(writing):
    """Keep a client with an episode."""

    def add(number="CD-0001", given="Ann", family="Abel", *, caseload=Caseload.MINE, **facts):
        with writing() as db:
            client = clients.insert(db, samples.client(number, given, family, caseload=caseload))
            episodes.insert(db, samples.episode(client.id, **facts))
        return client

    return add


def listed(reader, **asked):
    return clients.rows(reader, today=TODAY, plan_due=WEEK, review=MONTH, **asked)


def only(reader, **asked):
    (row,) = listed(reader, **asked)
    return row


def contact(value):
    return Contact(id=0, client_id=0, kind=ContactKind.PHONE, value=value)


def test_a_changed_client_is_kept(client, writing, reading):
    changed = replace(client, pronouns="he/him")

    with writing() as db:
        clients.update(db, changed)

    assert clients.get(reading, client.id) == changed


@pytest.mark.parametrize("typed", ["CD-0147", "cd-0147", "147", "0147", " 147 "])
def test_a_client_is_found_by_number(client, reading, typed):
    assert clients.by_number(reading, typed) == client


@pytest.mark.parametrize("typed", ["47", "14", "1470", "", "%", "CD-", "'", "٤"])
def test_another_number_finds_nobody(client, reading, typed):
    assert clients.by_number(reading, typed) is None


def test_digits_that_two_clients_share_find_nobody(client, add, reading):
    add("XY-147")

    assert clients.by_number(reading, "147") is None


@pytest.mark.parametrize(
    ("pattern", "number"),
    [
        ("CD-####", "CD-0148"),
        ("CD-##", "CD-148"),
        ("##/2026", "01/2026"),
        ("A.#", "A.1"),
        ("IOP", "IOP1"),
    ],
)
def test_the_next_number_follows_the_highest_of_its_pattern(client, add, reading, pattern, number):
    add("CD-9")

    assert clients.next_number(reading, pattern) == number


def test_a_first_client_gets_number_one(reading):
    assert clients.next_number(reading, "CD-####") == "CD-0001"


def test_contacts_keep_their_order(client, writing, reading):
    with writing() as db:
        clients.replace_contacts(db, client.id, [contact("555-0102"), contact("555-0101")])

    values = [one.value for one in clients.contacts_of(reading, client.id)]
    assert values == ["555-0102", "555-0101"]


def test_contacts_are_replaced(client, writing, reading):
    with writing() as db:
        clients.replace_contacts(db, client.id, [contact("555-0102")])
        clients.replace_contacts(db, client.id, [contact("555-0103")])

    assert [one.value for one in clients.contacts_of(reading, client.id)] == ["555-0103"]


def test_the_same_contacts_again_are_no_event(client, writing, reading):
    with writing() as db:
        clients.replace_contacts(db, client.id, [contact("555-0102")])
    before = len(audit.events(reading))

    with writing() as db:
        clients.replace_contacts(db, client.id, clients.contacts_of(db, client.id))

    assert len(audit.events(reading)) == before


@pytest.mark.parametrize(
    ("name", "born_on", "is_found"),
    [
        ("Łucja Đặng", None, True),
        ("lucja dang", None, True),
        ("Lucja Dang", date(1990, 1, 1), True),
        ("Lucja Dang", date(1991, 1, 1), False),
        ("Lucja", None, False),
        ("Dang Lucja", None, False),
    ],
)
def test_a_namesake_is_found(writing, reading, name, born_on, is_found):
    with writing() as db:
        clients.insert(db, samples.client(given="Łucja", family="Đặng", born_on=date(1990, 1, 1)))

    assert bool(clients.duplicates(reading, name, born_on)) is is_found


def test_the_list_shows_a_client_in_the_program(add, reading):
    client = add(admitted_on=date(2026, 3, 2), target_weeks=10)

    row = only(reading)

    assert (row.id, row.number, row.name, row.full_name, row.initials) == (
        client.id,
        "CD-0001",
        "Ann A.",
        "Ann Abel",
        "AA",
    )
    assert (row.status, row.week, row.target_weeks) == (ClientStatus.ACTIVE, 3, 10)


@pytest.mark.parametrize(
    ("given", "family", "preferred"),
    [
        ("Ann", "Abel", ""),
        ("Ann", "", ""),
        ("", "Abel", ""),
        ("Ann", "Abel", "Nan"),
        ("łu", "żo", ""),
    ],
)
def test_the_list_names_a_client_as_the_record_does(writing, reading, given, family, preferred):
    client = samples.client(given=given, family=family, preferred_name=preferred)
    with writing() as db:
        clients.insert(db, client)

    row = only(reading)

    assert (row.name, row.full_name, row.initials) == (
        client.name(NameForm.FIRST_AND_INITIAL),
        client.full_name,
        client.initials,
    )


@pytest.mark.parametrize("admitted_on", [None, date(2026, 3, 17)])
def test_before_admission_a_client_is_in_intake(add, reading, admitted_on):
    add(admitted_on=admitted_on)

    row = only(reading)

    assert (row.status, row.week, row.plan_due_on) == (ClientStatus.INTAKE, None, None)


def test_after_the_episode_a_client_is_discharged(add, reading):
    add(closed_on=date(2026, 3, 14))

    row = only(reading)

    assert (row.status, row.week, row.plan_due_on) == (ClientStatus.DISCHARGED, None, None)


def test_of_several_episodes_the_open_one_counts(add, writing, reading):
    client = add(admitted_on=date(2026, 3, 9))
    with writing() as db:
        episodes.insert(
            db,
            samples.episode(client.id, admitted_on=date(2025, 1, 6), closed_on=date(2025, 3, 3)),
        )

    assert only(reading).week == 2


def test_of_closed_episodes_the_latest_counts(add, writing, reading):
    client = add(closed_on=date(2026, 3, 14), target_weeks=6)
    with writing() as db:
        episodes.insert(
            db,
            samples.episode(
                client.id,
                admitted_on=date(2025, 1, 6),
                closed_on=date(2025, 3, 3),
                target_weeks=9,
            ),
        )

    assert only(reading).target_weeks == 6


def test_a_client_without_an_episode_is_in_intake(client, reading):
    assert only(reading).status is ClientStatus.INTAKE


def test_a_guest_is_not_on_the_list(add, reading):
    add(caseload=Caseload.GUEST)

    assert listed(reading) == []


def test_the_first_plan_is_due_a_week_after_admission(add, reading):
    add(admitted_on=date(2026, 3, 9))

    assert only(reading).plan_due_on == date(2026, 3, 16)


def test_a_review_is_due_thirty_days_after_the_plan(chart, reading):
    row = only(reading)

    assert (row.plan_signed_on, row.plan_due_on) == (samples.AT.date(), date(2026, 3, 14))


def test_the_day_of_signing_is_told_in_the_local_zone(client, writing, reading):
    late = datetime(2026, 3, 13, 2, 30, tzinfo=UTC)
    with writing(at=late) as db:
        episode = episodes.insert(db, samples.episode(client.id))
        plan = samples.plan(client.id, episode.id)
        charts.sign_plan(db, plan, at=late)

    assert only(reading, zone="America/Chicago").plan_signed_on == date(2026, 3, 12)


def test_a_signed_note_is_the_last_note(chart, reading):
    assert only(reading).last_note_on == chart.note.held_on


def test_notes_that_wait_are_counted(client, episode, writing, reading):
    with writing() as db:
        kept = [notes.insert(db, samples.note(client.id, episode.id)) for _ in range(3)]
        drafts.keep(db, RecordKind.NOTE, kept[0].uid, "{}", samples.AT)
        drafts.discard(db, RecordKind.NOTE, kept[0].uid, samples.AT)

    row = only(reading)

    assert (row.unsigned_notes, row.last_note_on) == (2, None)


@pytest.mark.parametrize(
    "needle",
    ["", "marcus", "REYES", "rey", "reyes marcus", "Márcus", "147", "cd-0147", "  m   r "],
)
def test_the_filter_finds_words_in_name_and_number(client, reading, needle):
    assert [row.id for row in listed(reading, needle=needle)] == [client.id]


@pytest.mark.parametrize("needle", ["nobody", "%", "_", "'", '"', "marcus x", "\\"])
def test_the_filter_takes_signs_as_they_are(client, reading, needle):
    assert listed(reading, needle=needle) == []


def test_the_filter_ignores_accents_of_the_name(add, reading):
    add(given="Łukasz", family="Żółć")

    assert len(listed(reading, needle="lukasz zolc")) == 1


def test_the_filter_finds_a_changed_name(client, writing, reading):
    with writing() as db:
        clients.update(db, replace(client, preferred_name="Mako"))

    assert len(listed(reading, needle="mako")) == 1


def test_the_list_can_show_one_status(add, reading):
    add("CD-0001")
    add("CD-0002", admitted_on=None)

    assert only(reading, status=ClientStatus.INTAKE).number == "CD-0002"


@pytest.fixture
def three(add, writing):
    """Łucja without admission, Ann in week 2, Zoé in week 6 with a note that waits."""
    add("CD-0002", "Łucja", "Nowak", admitted_on=None)
    add("CD-0010", "Ann", "Abel", admitted_on=date(2026, 3, 9))
    zoe = add("CD-0003", "Zoé", "Alvarez", admitted_on=date(2026, 2, 9))
    with writing() as db:
        (episode,) = episodes.of_client(db, zoe.id)
        notes.insert(db, samples.note(zoe.id, episode.id))
        charts.sign_note(db, samples.note(zoe.id, episode.id))


@pytest.mark.parametrize(
    ("sort", "descending", "names"),
    [
        ("name", False, ["Ann", "Łucja", "Zoé"]),
        ("name", True, ["Zoé", "Łucja", "Ann"]),
        ("number", False, ["Łucja", "Zoé", "Ann"]),
        ("week", False, ["Ann", "Zoé", "Łucja"]),
        ("week", True, ["Zoé", "Ann", "Łucja"]),
        ("due", False, ["Zoé", "Ann", "Łucja"]),
        ("last_note", False, ["Zoé", "Ann", "Łucja"]),
        ("unsigned", True, ["Zoé", "Ann", "Łucja"]),
    ],
)
def test_the_list_is_sorted(three, reading, sort, descending, names):
    rows = listed(reading, sort=sort, descending=descending)

    assert [row.name.split()[0] for row in rows] == names


@pytest.mark.parametrize("sort", ["name", *clients.SORTS])
@pytest.mark.parametrize("descending", [False, True])
def test_rows_that_were_read_are_sorted_as_the_store_sorts_them(three, reading, sort, descending):
    read = listed(reading)

    assert clients.in_order(read, sort, descending=descending) == listed(
        reading, sort=sort, descending=descending
    )


def test_an_unknown_sort_is_a_bug(reading):
    with pytest.raises(KeyError):
        listed(reading, sort="shoe size")


def test_the_list_takes_the_same_statements_for_any_number(three, add, database):
    def statements():
        with database.counting() as counts, database.read() as reader:
            clients.rows(reader, today=TODAY, plan_due=WEEK, review=MONTH)
        return counts.statements

    few = statements()
    for number in range(20, 30):
        add(f"CD-{number:04}")

    assert statements() == few == 6


def test_names_are_compared_without_accents_and_case():
    assert plain("  ĐẶNG  Thị\tẢnh ") == "dang thi anh"
