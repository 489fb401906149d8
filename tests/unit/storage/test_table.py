"""Every record fits its table, and comes back from it as it went in."""

import contextlib
import shutil
from dataclasses import fields, replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import partial
from typing import NewType, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counselor_desk.records.episodes import LevelOfCare
from counselor_desk.records.signatures import SignatureRole
from counselor_desk.storage import (
    addenda,
    amendments,
    assessments,
    attachments,
    attendance,
    audit,
    backup_log,
    circumstances,
    clients,
    counseling_notes,
    course_topics,
    cravings,
    cvs,
    diagnoses,
    discharges,
    drafts,
    drug_tests,
    episodes,
    form_drafts,
    groups,
    imports,
    intakes,
    medications,
    mistakes,
    mutual_help,
    notes,
    people,
    phrases,
    plans,
    profiles,
    program,
    reasons,
    schedule,
    seals,
    sessions,
    signatures,
    snoozes,
    stay_reviews,
    store_settings,
    substances,
    tasks,
    templates,
)
from counselor_desk.storage.parts import Parts
from counselor_desk.storage.table import Table, moment_text, time_text
from tests.unit.storage import samples
from tests.unit.storage.conftest import open_database

MODULES = (
    addenda,
    amendments,
    assessments,
    attachments,
    attendance,
    audit,
    backup_log,
    circumstances,
    clients,
    counseling_notes,
    course_topics,
    cravings,
    cvs,
    diagnoses,
    discharges,
    drafts,
    drug_tests,
    episodes,
    form_drafts,
    groups,
    imports,
    intakes,
    medications,
    mistakes,
    mutual_help,
    notes,
    people,
    phrases,
    plans,
    profiles,
    program,
    reasons,
    schedule,
    seals,
    sessions,
    signatures,
    snoozes,
    stay_reviews,
    store_settings,
    substances,
    tasks,
    templates,
)
NOUNS = [one for module in MODULES for one in vars(module).values()]
TABLES = tuple(one for one in NOUNS if type(one) is Table) + tuple(
    one.table for one in NOUNS if type(one) is Parts
)
WITHOUT_RECORD = {
    "acting", "audit_seal", "imported_client", "own_word", "search_text", "store", "store_key",
}  # fmt: skip


@pytest.fixture(scope="module")
def database(empty_records, tmp_path_factory):
    path = shutil.copy(empty_records, tmp_path_factory.mktemp("tables") / "records.db")
    with open_database(path) as database:
        yield database


@pytest.fixture(scope="module")
def owners(database):
    """Ids of rows that others hang on."""
    with database.write(samples.AT, samples.ACTOR, session_uid=samples.SESSION_UID) as db:
        client = clients.insert(db, samples.client())
        episode = episodes.insert(db, samples.episode(client.id, closed_on=date(2026, 5, 1)))
        session = sessions.insert(db, samples.session())
        other = sessions.insert(db, samples.session())
        there = attendance.insert(db, samples.attendance(other.id, client.id, episode.id))
        plan = plans.insert(db, samples.plan(client.id, episode.id, width=0))
        note = notes.insert(db, samples.note(client.id, episode.id, sections=()))
        cv = cvs.insert(db, samples.cv(client.id))
        discharge = discharges.insert(db, samples.discharge(client.id, episode.id))
        assessment = assessments.insert(db, samples.assessment(client.id, episode.id))
        seal = seals.SEALS.insert(db, _seal())
        template = templates.insert(db, samples.template())
        group = groups.insert(db, samples.group())
        series = schedule.insert(db, samples.series(group.id))
    return {
        "client_id": client.id,
        "episode_id": episode.id,
        "session_id": session.id,
        "about_session_id": session.id,
        "attendance_id": there.id,
        "plan_id": plan.id,
        "note_id": note.id,
        "cv_id": cv.id,
        "discharge_id": discharge.id,
        "assessment_id": assessment.id,
        "seal_id": seal.id,
        "note_template_id": template.id,
        "attachment_id": None,
        "care_group_id": group.id,
        "series_id": series.id,
    }


def _seal():
    return seals.Seal(
        id=0,
        record_kind=samples.KINDS[0],
        record_uid=samples.uid(),
        version=1,
        canonical=b"",
        signature=b"",
        sealed_at=samples.AT,
    )


class UndoError(Exception):
    """Ends a transaction so that nothing of it stays."""


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
BY_TYPE = {
    str: TEXT,
    int: st.integers(1, 100),
    bool: st.booleans(),
    bytes: st.binary(max_size=64),
    date: st.dates(),
    time: st.times().map(lambda moment: moment.replace(second=0, microsecond=0)),
    datetime: st.datetimes(
        datetime.combine(date(1900, 1, 1), time()),
        datetime.combine(date(9000, 1, 1), time()),
        timezones=ZONES,
    ),
}
UNRELATED = {
    "group_id": st.none(),
    "attachment_id": st.none(),
    "logo_id": st.none(),
    "lock_minutes": st.integers(1, 30),
}
ASKED = [role for role in SignatureRole if role is not SignatureRole.COUNSELOR]
BOUND = {
    ("counseling_note", "nonce"): st.binary(min_size=12, max_size=12),
    ("assessment_domain", "rating"): st.none() | st.integers(0, 4),
    ("craving", "score"): st.integers(0, 10),
    ("group_preference", "affinity"): st.just("Women"),
    ("level_change", "from_level"): st.just(LevelOfCare.PHP),
    ("level_change", "to_level"): st.just(LevelOfCare.IOP),
    ("level_change", "reason"): st.just("Medically stable"),
    ("mistake", "reason"): st.just("Entered in the wrong chart"),
    ("past_profile", "reason"): st.just("The state asks for it."),
    ("planned_topic", "meetings"): st.integers(1, 99),
    ("refusal", "role"): st.sampled_from(ASKED),
    ("refusal", "reason"): st.just("She moved away."),
    ("mutual_help_standing", "step"): st.none() | st.integers(0, 12),
    ("series", "kind"): st.sampled_from(samples.SERIES_KINDS),
    ("series", "client_id"): st.none(),
    ("series", "ends_on"): st.none(),
    ("series", "every_weeks"): st.integers(1, 12),
    ("series_exception", "moved_to"): st.none(),
    ("series_exception", "starts"): st.none(),
    ("series_exception", "ends"): st.none(),
}
LATE = {"closed_on", "due_on", "ended_on", "learned_on", "left_on", "stopped_on"}
"""Days that are not before the row's other ones."""


def _values(hint):
    kind = hint.__supertype__ if isinstance(hint, NewType) else hint
    if type(None) in getattr(kind, "__args__", ()):
        return st.none() | _values(next(part for part in kind.__args__ if part is not type(None)))
    return BY_TYPE[kind] if kind in BY_TYPE else st.sampled_from(kind)


def records(table, owners):
    """Any record of the table that hangs on the given rows."""
    hints = get_type_hints(table._record)
    parts = {}
    for part in fields(table._record):
        if get_origin(hints[part.name]) is tuple:
            continue
        if (table.name, part.name) in BOUND:
            parts[part.name] = BOUND[table.name, part.name]
        elif part.name in owners and owners[part.name] is not None:
            parts[part.name] = st.just(owners[part.name])
        elif part.name in {"uid", "node_uid", "record_uid"}:
            parts[part.name] = st.uuids(version=4).map(str)
        elif part.name in LATE:
            parts[part.name] = st.just(date.max)
        else:
            parts[part.name] = UNRELATED.get(part.name, _values(hints[part.name]))
    return st.builds(partial(table._record), **parts)


def test_every_table_has_its_record(database):
    with database.read() as reader:
        kept = reader.rows(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
            " AND name NOT LIKE 'sqlite%'"
        )

    assert {name for (name,) in kept} == {one.name for one in TABLES} | WITHOUT_RECORD


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_columns_are_the_fields_of_the_record(table, raw):
    columns = {row[1] for row in raw.execute(f"PRAGMA table_info ({table.name})")}
    is_child = "id" not in table.fields and "seq" not in table.fields

    assert columns == {*table.fields, *table.beside, *table.derived, *(["id"] * is_child)}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
@given(data=st.data())
@settings(max_examples=40)
def test_a_record_comes_back_as_it_went_in(table, database, owners, data):
    record = data.draw(records(table, owners))
    beside = owners | {"position": 0, "parent_uid": samples.uid(), "search_name": "", "id": 1}
    beside = {name: beside[name] for name in table.beside}

    with (
        contextlib.suppress(UndoError),
        database.write(samples.AT, samples.ACTOR, session_uid=samples.SESSION_UID) as db,
    ):
        kept = table.insert(db, record, **beside)
        back = table.first(db, "ORDER BY rowid DESC")
        raise UndoError

    assert back == kept


@pytest.mark.parametrize("table", [episodes.EPISODES, notes.NOTES, clients.CLIENTS])
@given(data=st.data())
@settings(max_examples=40)
def test_an_update_writes_every_field(table, database, owners, data):
    before, after = data.draw(records(table, owners)), data.draw(records(table, owners))
    if table is notes.NOTES:
        before = replace(before, state=samples.DRAFT)
    beside = dict.fromkeys(table.beside, "")

    with (
        contextlib.suppress(UndoError),
        database.write(samples.AT, samples.ACTOR, session_uid=samples.SESSION_UID) as db,
    ):
        changed = replace(after, id=table.insert(db, before, **beside).id)
        table.update(db, changed, **beside)
        back = table.get(db, changed.id)
        raise UndoError

    assert back == changed


def test_updating_a_row_that_is_not_there_is_a_bug(database):
    nobody = replace(samples.client(), id=99)

    with (
        pytest.raises(LookupError),
        database.write(samples.AT, samples.ACTOR, session_uid=samples.SESSION_UID) as db,
    ):
        clients.CLIENTS.update(db, nobody, search_name="")


def test_an_unknown_column_beside_a_record_is_a_bug(database):
    with (
        pytest.raises(TypeError, match="nick"),
        database.write(samples.AT, samples.ACTOR, session_uid=samples.SESSION_UID) as db,
    ):
        clients.CLIENTS.insert(db, samples.client(), search_name="", nick="M")


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        moment_text(datetime(2026, 3, 12))  # noqa: DTZ001 - the fault under test


def test_moments_sort_as_text():
    moments = [datetime(2026, 3, 12, 14, 58, second, tzinfo=UTC) for second in (1, 10, 2)]

    assert sorted(map(moment_text, moments)) == list(map(moment_text, sorted(moments)))


def test_a_time_with_seconds_is_refused():
    with pytest.raises(ValueError, match="minutes"):
        time_text(time(9, 0, 30))
