"""The activity log: what is found in it, what its lines say, what the check finds."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from counselor_desk.records.activity import PARTS, Part, View
from counselor_desk.records.audit import Act
from counselor_desk.services import addenda, audits, clients, notes
from counselor_desk.services.clients import NewClient
from tests.desks import ZONE


def seqs(desk, **wanted):
    return list(audits.index(desk.database, ZONE, audits.wanted(desk, **wanted)).seqs)


def found(desk, **wanted):
    return audits.lines(desk, seqs(desk, **wanted))


def see(desk, client_id, note_id=None):
    audits.record_views(desk, [View(at=desk.now(), client_id=client_id, note_id=note_id)])


def check(desk):
    return audits.check(desk.database, desk.now(), ZONE)


@pytest.fixture
def note(desk, note_edit):
    return notes.sign(desk, note_edit)


def test_every_act_is_in_one_part_or_only_opens_something():
    parts = [act for acts in PARTS.values() for act in acts]

    assert sorted(parts) == sorted(set(Act) - {Act.VIEW})


def test_the_newest_line_comes_first(desk, note):
    numbers = seqs(desk)

    assert numbers == sorted(numbers, reverse=True)
    assert numbers[-1] == 1


def test_signing_is_told_in_words(desk, note):
    (line, _) = found(desk, part=Part.SIGNED)

    assert (line.what, line.client, line.detail, line.who) == (
        "Note signed",
        "Marcus R.",
        "Individual note, Mar 12",
        "Dana Whitfield",
    )


def test_a_change_names_its_fields_and_no_value(desk, note):
    client = clients.get(desk, note.client_id)
    clients.change(desk, replace(client, preferred_name="Marek"))

    line = found(desk)[0]
    assert (line.what, line.detail) == ("Client changed", "preferred name")


def test_no_line_holds_text_of_a_record(desk, note):
    addenda.sign(desk, replace(addenda.start(desk, note.id), text="It was a Sunday."))

    said = " ".join(f"{line.what} {line.detail} {line.event!r}" for line in found(desk))
    for word in ("Sunday", "triggers", "abstinence", "Role-play"):
        assert word not in said


def test_an_addendum_is_told_with_its_reason(desk, note):
    addenda.sign(desk, replace(addenda.start(desk, note.id), text="It was a Sunday."))

    told = [(line.what, line.detail) for line in found(desk, part=Part.SIGNED)]
    assert ("Addendum entered", "Individual note, Mar 12 · late information") in told


def test_changes_leave_out_what_was_signed(desk, note):
    assert {line.event.act for line in found(desk, part=Part.CHANGES)} <= {
        Act.INSERT,
        Act.UPDATE,
        Act.DELETE,
    }


def test_a_word_finds_the_client(desk, note):
    clients.add(desk, NewClient(given_name="Jolene", family_name="Tate"))

    assert {line.client for line in found(desk, text="jolene")} == {"Jolene T."}


@pytest.mark.parametrize("text", ["note signed", "SIGNED note", "signed marcus"])
def test_every_word_has_to_fit(desk, note, text):
    assert "Note signed" in {line.what for line in found(desk, text=text)}


def test_words_that_fit_nothing_find_nothing(desk, note):
    assert found(desk, text="note zzz") == ()


def test_a_number_finds_its_line(desk, note):
    (line,) = found(desk, text="7")

    assert line.event.seq == 7


@pytest.mark.parametrize("text", ["²", "9" * 40, "%", "' OR 1=1 --", "\0"])
def test_any_text_is_a_question(desk, note, text):
    assert found(desk, text=text) == ()


def test_lines_can_be_asked_for_by_client(desk, note):
    other = clients.add(desk, NewClient(given_name="Jolene", family_name="Tate"))

    assert {line.client for line in found(desk, client_id=other.id)} == {"Jolene T."}


def test_lines_can_be_asked_for_by_local_days(desk, note, clock):
    clock.pass_by(hours=15)  # one in the morning on the 13th in Chicago
    clients.add(desk, NewClient(given_name="Jolene", family_name="Tate"))

    later = found(desk, first_on=date(2026, 3, 13))
    earlier = found(desk, last_on=date(2026, 3, 12))

    assert {line.client for line in later} == {"Jolene T."}
    assert len(later) + len(earlier) == len(seqs(desk))


def test_lines_are_counted_by_local_day(desk, note, clock):
    before = len(seqs(desk))
    clock.pass_by(hours=15)
    clients.add(desk, NewClient(given_name="Jolene", family_name="Tate"))
    every = audits.index(desk.database, ZONE, audits.wanted(desk))

    newest, oldest = every.days
    assert (newest.day, newest.first) == (date(2026, 3, 13), 0)
    assert (oldest.day, oldest.first, oldest.count) == (date(2026, 3, 12), newest.count, before)


def test_a_page_takes_the_same_number_of_statements_however_long_the_log(desk, note):
    def statements():
        with desk.database.counting() as counts:
            audits.lines(desk, seqs(desk)[:20])
        return counts.statements

    first = statements()
    for _ in range(50):
        see(desk, note.client_id, note.id)

    assert statements() <= first


def test_an_unbroken_log_says_since_when(desk, note):
    result = check(desk)

    assert result.is_whole
    assert result.entries == len(seqs(desk))
    assert result.since.date() == date(2026, 3, 12)


def test_a_check_that_somebody_asked_for_is_a_line(desk):
    audits.note_checked(desk, check(desk))

    assert found(desk)[0].detail == "log good"


def test_opening_a_chart_is_a_line(desk, client):
    see(desk, client.id)

    line = found(desk)[0]
    assert (line.event.act, line.what, line.client) == (Act.VIEW, "Chart opened", "Marcus R.")


def test_views_that_come_together_keep_their_moments(desk, client, note):
    earlier = desk.now() - timedelta(seconds=20)
    first = View(at=earlier, client_id=client.id)
    audits.record_views(desk, [first, View(at=desk.now(), client_id=client.id, note_id=note.id)])

    later, before = found(desk)[:2]
    assert (before.event.at, later.event.at) == (earlier, desk.now())
    assert (later.what, later.detail) == ("Note opened", "Individual note, Mar 12")
    assert check(desk).is_whole


def test_a_report_holds_the_newest_lines(desk, note, monkeypatch):
    monkeypatch.setattr(audits, "MOST_PRINTED", 5)
    every = audits.index(desk.database, ZONE, audits.wanted(desk))

    made = audits.report(desk, every, check(desk), ())

    assert made.total == len(every.seqs)
    assert [line.event.seq for line in made.lines] == list(every.seqs[:5])


def test_a_jump_of_the_clock_is_counted(desk, clock):
    with desk.write() as writer:
        writer.act(Act.CLOCK_JUMP)

    assert check(desk).clock_jumps == 1


def test_the_words_know_every_act(desk):
    with desk.write() as writer:
        for act in Act:
            writer.act(act, table="note", row_id=1)

    assert len({line.what for line in found(desk)[: len(Act)]}) == len(Act)
