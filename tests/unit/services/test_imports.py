"""A file of clients comes in whole or not at all, never twice, and can be taken out again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from counselor_desk.errors import (
    ChangedClientsError,
    ClientsComingError,
    FaultyImportError,
    MappingError,
    NothingToImportError,
    StoppedImportError,
    UndoneImportError,
    UnusualAgesError,
    UsedImportError,
)
from counselor_desk.records.audit import Act
from counselor_desk.records.clients import ContactKind
from counselor_desk.records.edits import NoteEdit
from counselor_desk.services import (
    audits,
    checks,
    circumstances,
    clients,
    episodes,
    import_files,
    import_mapping,
    imports,
    notes,
)
from counselor_desk.services.changes import Kind
from counselor_desk.services.clients import NewClient
from counselor_desk.services.import_duplicates import Likeness
from counselor_desk.storage import audit

HEAD = "Name,DOB,Number,Phone,Admitted,Languages\n"
THREE = HEAD + (
    "Ana Réyes,1990-04-03,A-7,+1 555 0100,2026-02-03,Spanish\n"
    "Bo Berg,1985-01-02,,,2026-02-04,\n"
    "Cy Cole,,,=1+1,,\n"
)


@pytest.fixture
def who(desk):
    return imports.acting(desk)


def look(who, text):
    sheet = import_files.parse(text.encode())
    return imports.try_out(who, sheet, import_mapping.guess(sheet.headers))


def numbers(desk):
    return [row.number for row in clients.rows(desk, sort="number")]


def test_a_look_writes_nothing(desk, who):
    with desk.read() as reader:
        before = reader.value("SELECT max(seq) FROM audit_event")

    trial = look(who, THREE)

    assert (trial.rows, len(trial.ready)) == (3, 3)
    with desk.read() as reader:
        assert reader.value("SELECT max(seq) FROM audit_event") == before
    assert not numbers(desk)


def test_what_may_be_another_encoding_is_asked_about(who):
    sheet = import_files.parse("Name\nИван Петров\n".encode("cp1251"))
    trial = imports.try_out(who, sheet, import_mapping.guess(sheet.headers))

    assert [doubt.line for doubt in trial.doubts] == [2]


def test_every_fact_of_a_row_is_kept(desk, who):
    _, ids = imports.bring_in(who, look(who, THREE))

    ana = clients.by_number(desk, "A-7")
    assert ana.id == ids[0]
    assert (ana.full_name, ana.born_on) == ("Ana Réyes", date(1990, 4, 3))
    (contact,) = clients.contacts(desk, ana.id)
    assert (contact.kind, contact.value) == (ContactKind.PHONE, "+1 555 0100")
    assert episodes.open_of(desk, ana.id).admitted_on == date(2026, 2, 3)
    assert circumstances.get(desk, ana.id).languages == "Spanish"


def test_a_formula_is_text_and_stays_it(desk, who):
    _, ids = imports.bring_in(who, look(who, THREE))

    assert [one.value for one in clients.contacts(desk, ids[2])] == ["=1+1"]


def test_rows_without_a_number_get_the_next_free_ones(desk, who):
    clients.add(desk, NewClient(given_name="First"))
    text = "Name,Number\nAna,CD-0003\nBo,\nCy,CD-0002\nDi,\n"

    imports.bring_in(who, look(who, text))

    named = {row.full_name: row.number for row in clients.rows(desk)}
    assert named == {
        "First": "CD-0001",
        "Ana": "CD-0003",
        "Bo": "CD-0004",
        "Cy": "CD-0002",
        "Di": "CD-0005",
    }


def test_the_log_has_the_import_and_each_row(desk, who):
    made, ids = imports.bring_in(who, look(who, THREE))

    with desk.read() as reader:
        events = audit.events(reader, act=Act.INSERT)
    told = [event.table_name for event in events]
    assert told.count("client_import") == 1
    assert told.count("client") == told.count("episode") == len(ids) == made.clients
    assert audits.check(desk.database, desk.now(), desk.zone).first_bad_seq is None


def test_any_problem_keeps_everything_out(desk, who):
    trial = look(who, THREE + "Di Dorn,never,,,,\nToo,few\n")

    assert [problem.line for problem in trial.problems] == [5, 6]
    with pytest.raises(FaultyImportError, match="2 things are wrong in the file, the first on l"):
        imports.bring_in(who, trial)
    assert not numbers(desk)


def test_a_name_is_needed(who):
    with pytest.raises(MappingError, match="No column"):
        look(who, "DOB\n1990-04-03\n")


def test_dates_with_two_meanings_are_asked_about(who):
    with pytest.raises(MappingError, match="month or the day first"):
        look(who, "Name,DOB\nAna,3/4/1990\n")


@pytest.mark.parametrize("born", ["2020-01-01", "1901-01-01"])
def test_an_unlikely_age_keeps_everything_out_until_it_is_confirmed(desk, who, born):
    trial = look(who, f"Name,DOB\nBo,1990-01-01\nAna,{born}\n")

    assert [age.line for age in trial.unusual_ages] == [3]
    with pytest.raises(UnusualAgesError, match="the first on line 3"):
        imports.bring_in(who, trial)
    assert numbers(desk) == []

    imports.bring_in(who, trial, accepts_unusual_ages=True)
    assert len(numbers(desk)) == 2


@pytest.mark.parametrize("born", ["2014-03-12", "1915-03-13"])
def test_ages_of_12_and_110_are_usual(who, born):
    assert look(who, f"Name,DOB\nAna,{born}\n").unusual_ages == ()


def test_the_age_of_a_duplicate_that_is_left_out_asks_nothing(desk, who):
    imports.bring_in(who, look(who, "Name,DOB\nAna,2020-01-01\n"), accepts_unusual_ages=True)
    trial = look(who, "Name,DOB\nAna,2020-01-01\nBo,1990-01-01\n")

    imports.bring_in(who, trial)

    assert len(numbers(desk)) == 2


def test_a_birth_date_of_tomorrow_stands_in_the_way(desk, who):
    trial = look(who, f"Name,DOB\nAna,{desk.today() + timedelta(days=1)}\n")

    assert [problem.line for problem in trial.problems] == [2]
    with pytest.raises(FaultyImportError):
        imports.bring_in(who, trial, accepts_unusual_ages=True)


@pytest.mark.parametrize(
    ("row", "likeness"),
    [
        ("ana reyes,1990-04-03,,", Likeness.SAME_NAME),
        ("Ana Reyes,,,", Likeness.SAME_NAME),
        ("Ana Reyes,1990-04-04,,", None),
        ("Anna Reyes,1990-04-03,,", None),
        ("Someone Else,,cd-0001,", Likeness.SAME_NUMBER),
    ],
)
def test_a_client_of_the_store_is_recognized(desk, who, row, likeness):
    known = clients.add(
        desk, NewClient(given_name="Ana", family_name="Réyes", born_on=date(1990, 4, 3))
    )

    trial = look(who, f"Name,DOB,Number,Phone\n{row}\n")

    assert [one.likeness for one in trial.duplicates] == [likeness] * bool(likeness)
    assert {one.client_id for one in trial.duplicates} <= {known.id}
    assert len(trial.ready) + len(trial.duplicates) == 1


def test_a_row_that_comes_twice_is_recognized(who):
    trial = look(who, "Name,DOB,Number\nAna,1990-04-03,7\nAna,1990-04-03,\nBo,,7\n")

    assert [(one.incoming.line, one.line, one.likeness) for one in trial.duplicates] == [
        (3, 2, Likeness.SAME_NAME),
        (4, 2, Likeness.SAME_NUMBER),
    ]


def test_duplicates_are_left_out_unless_they_are_chosen(desk, who):
    trial = look(who, "Name,Number\nAna,7\nAna,\nBo,7\n")

    made, _ = imports.bring_in(who, trial, kept_lines={4})

    assert made.clients == 2
    assert {(row.full_name, row.number) for row in clients.rows(desk)} == {
        ("Ana", "7"),
        ("Bo", "CD-0001"),
    }


def test_the_same_file_again_brings_nothing(desk, who):
    imports.bring_in(who, look(who, THREE))

    with pytest.raises(NothingToImportError):
        imports.bring_in(who, look(who, THREE))
    assert len(numbers(desk)) == 3


def test_clients_who_came_meanwhile_are_not_doubled(desk, who):
    trial = look(who, THREE)
    clients.add(desk, NewClient(given_name="Bo", family_name="Berg"))

    with pytest.raises(ChangedClientsError):
        imports.bring_in(who, trial)
    assert len(numbers(desk)) == 1


def test_a_client_who_comes_while_rows_are_made_ready_keeps_id_and_number(desk, who):
    trial, came = look(who, THREE), []

    def new_uid():
        if not came:
            came.append(clients.add(desk, NewClient(given_name="Di")))
        return desk.new_uid()

    _, ids = imports.bring_in(who._replace(new_uid=new_uid), trial)

    assert came[0].id not in ids
    assert len(set(numbers(desk))) == 4


def test_a_client_of_the_file_who_comes_while_rows_are_made_ready_is_not_doubled(desk, who):
    trial, came = look(who, THREE), []

    def new_uid():
        if not came:
            came.append(clients.add(desk, NewClient(given_name="Bo", family_name="Berg")))
        return desk.new_uid()

    with pytest.raises(ChangedClientsError):
        imports.bring_in(who._replace(new_uid=new_uid), trial)
    assert len(numbers(desk)) == 1


def test_hundreds_come_in_with_all_they_have(desk, who):
    rows = "".join(f"Client {n:03},1990-04-03,,+1 555 {n:04},,Spanish\n" for n in range(250))
    _, ids = imports.bring_in(who, look(who, HEAD + rows))

    assert len(set(numbers(desk))) == len(ids) == 250
    for client_id in (ids[0], ids[99], ids[100], ids[-1]):
        (contact,) = clients.contacts(desk, client_id)
        number = clients.get(desk, client_id).given_name, clients.get(desk, client_id).family_name
        assert contact.value == f"+1 555 0{number[1]}"
        assert circumstances.get(desk, client_id).languages == "Spanish"
        assert episodes.open_of(desk, client_id)
    assert audits.check(desk.database, desk.now(), desk.zone).first_bad_seq is None


def test_whoever_saves_during_an_import_is_told_to_wait_and_can_save_after_it(desk, who):
    note = notes.start(desk, clients.add(desk, NewClient(given_name="Di")).id)
    edit = NoteEdit(note=replace(note, topic="Sleep"))
    told = []

    def save(_done, _total):
        with pytest.raises(ClientsComingError) as refusal:
            notes.keep(desk, edit)
        told.append(str(refusal.value))

    imports.bring_in(who, look(who, THREE), tell=save)
    notes.keep(desk, edit)

    assert all("saved right after that" in sentence for sentence in told)
    assert told
    assert notes.open_edit(desk, note.id).note.topic == "Sleep"


def test_what_is_typed_during_an_import_is_rescued_until_it_is_saved(desk, who):
    note = notes.start(desk, clients.add(desk, NewClient(given_name="Di")).id)
    edit = NoteEdit(note=replace(note, topic="Sleep"))

    def save(_done, _total):
        with pytest.raises(ClientsComingError):
            notes.keep(desk, edit)
        assert list(desk.vault.folder.rglob("*rescue*"))

    imports.bring_in(who, look(who, THREE), tell=save)
    notes.keep(desk, edit)

    assert not [path for path in desk.vault.folder.rglob("*rescue*") if path.is_file()]


def test_an_import_that_fails_lets_the_window_save_again(desk, who):
    with pytest.raises(StoppedImportError):
        imports.bring_in(who, look(who, THREE), is_stopped=lambda: True)

    clients.add(desk, NewClient(given_name="Di"))


def test_a_stopped_import_leaves_nothing(desk, who):
    answers = iter([False, False, True])

    with pytest.raises(StoppedImportError):
        imports.bring_in(who, look(who, THREE), is_stopped=lambda: next(answers))
    assert not numbers(desk)
    assert imports.newest(desk) is None


def test_how_far_it_is_can_be_heard(who):
    heard = []

    imports.bring_in(who, look(who, THREE), tell=lambda done, total: heard.append((done, total)))

    assert [total for _, total in heard] == [heard[-1][0]] * len(heard)
    assert [done for done, _ in heard] == list(range(1, len(heard) + 1))


def test_an_import_can_be_undone(desk, who):
    before = clients.add(desk, NewClient(given_name="Stays"))
    made, ids = imports.bring_in(who, look(who, THREE))

    left = imports.take_out(who, made)

    assert set(left) == set(ids)
    assert numbers(desk) == [before.number]
    assert imports.newest(desk) is None
    with desk.read() as reader:
        assert reader.value("SELECT count(*) FROM contact") == 0
        assert reader.value("SELECT count(*) FROM circumstances") == 0
        assert reader.value("SELECT count(*) FROM imported_client") == 0
    assert audits.check(desk.database, desk.now(), desk.zone).first_bad_seq is None


def test_the_log_can_be_read_after_an_undo(desk, who):
    made, ids = imports.bring_in(who, look(who, THREE))
    imports.take_out(who, made)

    found = audits.index(desk.database, desk.zone, audits.wanted(desk, client_id=ids[0]))

    assert any(line.event.act is Act.DELETE for line in audits.lines(desk, list(found.seqs)))
    assert all(result.is_good for result in checks.run(desk))


def test_nobody_gets_the_id_of_a_client_who_left(desk, who):
    made, ids = imports.bring_in(who, look(who, THREE))
    imports.take_out(who, made)

    assert clients.add(desk, NewClient(given_name="New")).id > max(ids)


def test_looking_at_a_chart_does_not_keep_an_import(desk, who):
    made, ids = imports.bring_in(who, look(who, THREE))
    with desk.write() as writer:
        writer.act(Act.VIEW, table="client", row_id=ids[0], client_id=ids[0])

    assert imports.take_out(who, made)


def begin_a_note(desk, client_id):
    notes.start(desk, client_id)


def print_something(desk, client_id):
    with desk.write() as writer:
        writer.act(Act.PRINT, table="client", row_id=client_id, client_id=client_id)


def change_a_name(desk, client_id):
    client = clients.get(desk, client_id)
    clients.change(desk, client, contacts=())


@pytest.mark.parametrize("use", [begin_a_note, print_something, change_a_name])
def test_an_import_with_records_since_stays(desk, who, use):
    made, ids = imports.bring_in(who, look(who, THREE))
    use(desk, ids[0])

    with pytest.raises(UsedImportError, match="1 client of this import has"):
        imports.take_out(who, made)
    assert len(numbers(desk)) == 3


def test_an_import_is_undone_once(who):
    made, _ = imports.bring_in(who, look(who, THREE))
    imports.take_out(who, made)

    with pytest.raises(UndoneImportError):
        imports.take_out(who, made)


def test_the_import_before_can_be_undone_next(desk, who):
    first, _ = imports.bring_in(who, look(who, THREE))
    second, _ = imports.bring_in(who, look(who, "Name\nDi Dorn\n"))

    assert imports.newest(desk) == second
    imports.take_out(who, second)
    assert imports.newest(desk) == first


def test_everybody_hears_of_the_clients(desk, who):
    heard = []
    desk.listen(heard.append)
    _, ids = imports.bring_in(who, look(who, THREE))

    imports.announce(desk, ids)

    assert heard[0].clients == set(ids)
    assert {Kind.CLIENT, Kind.EPISODE} <= heard[0].kinds


def test_an_import_knows_when_it_was_made(desk, who, clock):
    made, _ = imports.bring_in(who, look(who, THREE))
    clock.pass_by(days=2)

    assert imports.newest(desk).made_at == made.made_at == clock() - timedelta(days=2)
