"""A small encrypted store, made once and copied for each test."""

import contextlib
import shutil
from dataclasses import dataclass, replace

import pytest

from counselor_desk.records.attachments import Attachment, AttachmentKind, MediaType
from counselor_desk.records.plans import Progress, Rating
from counselor_desk.records.signatures import Signature, SignatureMethod, SignatureRole
from counselor_desk.records.signing import RecordKind
from counselor_desk.storage import (
    addenda,
    attachments,
    attendance,
    clients,
    connection,
    episodes,
    migrations,
    notes,
    plans,
    seals,
    sessions,
    signatures,
    store_keys,
)
from counselor_desk.storage.database import Database
from tests.unit.storage import samples

KEY = bytearray(range(32))


@dataclass(frozen=True)
class Chart:
    """What the chart of the sample client holds: everything that can be signed is signed."""

    client: object
    episode: object
    plan: object
    note: object
    addendum: object
    attachment: object
    seal: object


@pytest.fixture(scope="session")
def empty_records(tmp_path_factory):
    path = tmp_path_factory.mktemp("records") / "records.db"
    connection.create_file(path)
    with contextlib.closing(connection.open_connection(path, KEY)) as raw:
        migrations.migrate(raw)
        store_keys.make(raw, samples.AT)
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return path


@pytest.fixture
def records_path(empty_records, tmp_path):
    return shutil.copy(empty_records, tmp_path / "records.db")


@pytest.fixture
def raw(records_path):
    """A keyed connection without the authorizer."""
    with contextlib.closing(connection.open_connection(records_path, KEY)) as raw:
        yield raw


@pytest.fixture
def database(records_path):
    """The open records, as the program has them."""
    opened = connection.open_connection(records_path, KEY)
    connection.guard(opened)
    with contextlib.closing(Database(opened, keys=store_keys.load(opened))) as database:
        yield database


@pytest.fixture
def reading(database):
    with database.read() as reader:
        yield reader


@pytest.fixture
def writing(database):
    """A context manager that writes as the owner at the moment of the samples."""

    def write(at=samples.AT, actor=samples.ACTOR):
        return database.write(at, actor, session_uid=samples.SESSION_UID)

    return write


@pytest.fixture
def client(writing):
    with writing() as db:
        return clients.insert(db, samples.client())


@pytest.fixture
def episode(writing, client):
    with writing() as db:
        return episodes.insert(db, samples.episode(client.id))


@pytest.fixture
def signed_plan(writing, client, episode):
    with writing() as db:
        draft = plans.insert(db, samples.plan(client.id, episode.id))
        plan = replace(draft, state=samples.SIGNED)
        plans.fill(db, plan)
        seals.make(db, RecordKind.PLAN, plan.uid, samples.canonical(plan), samples.AT)
    return plan


@pytest.fixture
def chart(writing, client, episode, signed_plan):
    """A client with a signed plan, note and addendum, their seals, and one scan."""
    with writing() as db:
        session = sessions.insert(db, samples.session())
        there = attendance.insert(db, samples.attendance(session.id, client.id, episode.id))
        started = samples.note(client.id, episode.id, signed_plan, attendance_id=there.id)
        note = replace(notes.insert(db, started), state=samples.SIGNED)
        notes.fill(db, note)
        seal = seals.make(db, RecordKind.NOTE, note.uid, samples.canonical(note), samples.AT)
        later = addenda.insert(db, samples.addendum(note, text="It was a Sunday."))
        addendum = replace(later, state=samples.SIGNED)
        addenda.fill(db, addendum)
        scan = attachments.insert(
            db,
            Attachment(
                id=0,
                uid=samples.uid(),
                client_id=client.id,
                kind=AttachmentKind.DRAWN_SIGNATURE,
                media_type=MediaType.PNG,
                content=b"png",
                sha256="00",
                made_at=samples.AT,
            ),
        )
        signatures.insert(
            db,
            Signature(
                id=0,
                record_kind=RecordKind.NOTE,
                record_uid=note.uid,
                seal_id=seal.id,
                role=SignatureRole.COUNSELOR,
                printed_name="D. Whitfield",
                credential="LCDC",
                method=SignatureMethod.DRAWN,
                signed_at=samples.AT,
                attachment_id=scan.id,
            ),
        )
        plans.insert_progress(
            db,
            Progress(
                id=0,
                uid=samples.uid(),
                client_id=client.id,
                plan_id=signed_plan.id,
                node_uid=note.objectives[0].node_uid,
                rated_on=samples.DAY,
                rating=Rating.BETTER,
                note_id=note.id,
            ),
        )
    return Chart(client, episode, signed_plan, note, addendum, scan, seal)
