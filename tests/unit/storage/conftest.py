"""Small encrypted stores, made once and copied for each test."""

import contextlib
import shutil

import pytest

from counselor_desk.storage import clients, connection, episodes, migrations, store_keys
from counselor_desk.storage.database import Database
from tests.unit.storage import charts, samples

KEY = bytearray(range(32))


def open_database(path):
    """The records as the program has them: keyed, hardened, guarded."""
    opened = connection.open_connection(path, KEY)
    connection.guard(opened)
    return contextlib.closing(Database(opened, keys=store_keys.load(opened)))


@pytest.fixture(scope="session")
def empty_records(tmp_path_factory):
    path = tmp_path_factory.mktemp("empty") / "records.db"
    connection.create_file(path)
    with contextlib.closing(connection.open_connection(path, KEY)) as raw:
        migrations.migrate(raw)
        store_keys.make(raw, samples.AT)
    return path


@pytest.fixture(scope="session")
def charted_records(empty_records, tmp_path_factory):
    """Records with one chart in them, and the chart."""
    path = shutil.copy(empty_records, tmp_path_factory.mktemp("charted") / "records.db")
    with (
        open_database(path) as database,
        database.write(samples.AT, samples.ACTOR, session_uid=samples.SESSION_UID) as db,
    ):
        chart = charts.make(db)
    return path, chart


@pytest.fixture
def records_path(request, empty_records, charted_records, tmp_path):
    is_charted = "chart" in request.fixturenames
    source = charted_records[0] if is_charted else empty_records
    return shutil.copy(source, tmp_path / "records.db")


@pytest.fixture
def raw(records_path):
    """A keyed connection without the authorizer."""
    with contextlib.closing(connection.open_connection(records_path, KEY)) as raw:
        yield raw


@pytest.fixture
def database(records_path):
    with open_database(records_path) as database:
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
def chart(charted_records):
    """Asking for it puts it into the store."""
    return charted_records[1]


@pytest.fixture
def client(writing):
    """A client in a store without the chart."""
    with writing() as db:
        return clients.insert(db, samples.client())


@pytest.fixture
def episode(writing, client):
    with writing() as db:
        return episodes.insert(db, samples.episode(client.id))


@pytest.fixture
def signed_plan(writing, client, episode):
    with writing() as db:
        return charts.sign_plan(db, samples.plan(client.id, episode.id))
