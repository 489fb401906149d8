"""An older copy of a store: told with its date and counts, decided by a person, then forgotten."""

import contextlib
import io
import shutil
from datetime import date

import pytest

from counselor_desk import cli
from counselor_desk.errors import OlderCopyError
from counselor_desk.records.audit import Act
from counselor_desk.services import anchors, audits, clients, keys, notes, stores
from counselor_desk.services.clients import NewClient
from counselor_desk.services.desk import Desk
from counselor_desk.storage import audit, connection, vault
from tests.desks import LOOSE, NOW, PASSPHRASE, ZONE


@pytest.fixture
def folder(desk, note_edit, tmp_path, clock):
    """A store whose copy in `older` lacks one signed note."""
    shutil.copytree(desk.vault.folder, tmp_path / "older")
    notes.sign(desk, note_edit)
    clock.pass_by(hours=20)
    notes.start(desk, note_edit.note.client_id)
    anchors.keep(desk)
    folder = desk.vault.folder
    desk.close()
    return folder


@pytest.fixture
def unlock(monkeypatch, clock):
    opened = []
    usual = vault.unlock
    monkeypatch.setattr(
        vault, "unlock", lambda *given, **named: usual(*given, **{"bounds": LOOSE} | named)
    )

    def unlock(folder):
        opened.append(stores.unlock(folder, PASSPHRASE, config_dir=None, zone=ZONE, clock=clock))
        return opened[-1]

    yield unlock
    for one in opened:
        one.close()


@pytest.fixture
def older_desk(folder, unlock, tmp_path):
    """The older records with the newer anchor beside them."""
    for part in ("records.db", "records.db-wal"):
        (folder / part).unlink(missing_ok=True)
        if (tmp_path / "older" / part).exists():
            shutil.copy(tmp_path / "older" / part, folder / part)
    return unlock(folder)


def acts(desk: Desk, act: Act) -> list[str]:
    with desk.read() as reader:
        return [event.result for event in audit.events(reader, act=act)]


def entries(desk: Desk) -> int:
    with desk.read() as reader:
        return reader.value("SELECT count(*) FROM audit_event")


def test_a_store_that_lacks_nothing_says_nothing(folder, unlock):
    desk = unlock(folder)

    assert anchors.missing(desk) is None
    anchors.require_newest(desk)


def test_an_older_copy_is_told_with_date_and_counts(older_desk):
    found = anchors.missing(older_desk)

    assert (found.newer_on, found.notes, found.entries > 3) == (date(2026, 3, 13), 1, True)
    assert found.sentence == (
        "This copy of the store is older than the one used here on 2026-03-13: about "
        f"{found.entries} log entries and 1 note are missing."
    )


def test_nothing_is_logged_in_an_undecided_older_copy(older_desk, unlock):
    before = entries(older_desk)
    stores.lock(older_desk)
    again = unlock(older_desk.vault.folder)

    assert entries(again) == before


def test_an_undecided_older_copy_can_be_read(older_desk):
    assert [row.full_name for row in clients.rows(older_desk)] == ["Marcus Reyes"]


def test_an_undecided_older_copy_takes_no_client(older_desk):
    with pytest.raises(OlderCopyError):
        clients.add(older_desk, NewClient(given_name="Ana", family_name="Ruiz"))


def test_accepting_it_is_logged_with_both_heads(older_desk):
    found = older_desk.vault.rollback

    anchors.accept(older_desk)

    assert acts(older_desk, Act.ACCEPT_OLDER_COPY) == [f"{found.here} {found.newer}"]
    assert not older_desk.is_read_only


def test_accepting_it_logs_first_how_it_was_opened(older_desk):
    anchors.accept(older_desk)

    with older_desk.read() as reader:
        last = [event.act for event in audit.events(reader, limit=2)]
    assert last == [Act.ACCEPT_OLDER_COPY, Act.UNLOCK]


def test_a_passphrase_can_be_chosen_for_an_older_copy_and_is_logged_later(older_desk, unlock):
    other = "stone-harbor-violet-candle-hill"
    keys.change_passphrase(older_desk, other)

    assert keys.is_passphrase(older_desk, other)
    anchors.accept(older_desk)
    assert acts(older_desk, Act.CHANGE_PASSPHRASE) == [""]


def test_what_was_on_the_screen_of_an_older_copy_is_not_logged(older_desk, clock):
    before = entries(older_desk)
    client = clients.rows(older_desk)[0].id
    audits.record_views(older_desk, [audits.View(at=clock(), client_id=client)])

    assert entries(older_desk) == before


def test_an_accepted_copy_takes_a_client_and_is_the_store_from_now_on(older_desk, unlock):
    anchors.accept(older_desk)
    clients.add(older_desk, NewClient(given_name="Ana", family_name="Ruiz"))
    stores.lock(older_desk)

    again = unlock(older_desk.vault.folder)

    assert anchors.missing(again) is None
    assert len(clients.rows(again)) == 2


def test_accepting_what_is_no_older_copy_writes_nothing(folder, unlock):
    desk = unlock(folder)
    before = entries(desk)

    anchors.accept(desk)

    assert entries(desk) == before


def test_a_job_keeps_the_anchor_once_for_each_change(folder, unlock):
    desk = unlock(folder)
    notes.start(desk, clients.rows(desk)[0].id)
    job = anchors.due(desk)
    (desk.vault.folder / "anchor.json").unlink()

    job()

    assert (desk.vault.folder / "anchor.json").exists()
    assert anchors.due(desk) is None


def test_a_clock_that_went_back_is_logged_once(folder, unlock, clock):
    clock.moment = NOW
    desk = unlock(folder)
    stores.lock(desk)
    again = unlock(folder)

    assert acts(again, Act.CLOCK_JUMP) == [f"{20 * 3600} s back"]


def test_a_clock_that_is_a_little_behind_or_far_ahead_is_not_logged(folder, unlock, clock):
    clock.pass_by(seconds=-100)
    stores.lock(unlock(folder))
    clock.pass_by(days=40)

    assert acts(unlock(folder), Act.CLOCK_JUMP) == []


def run_command(*arguments: str) -> tuple[int, str, str]:
    output, problems = io.StringIO(), io.StringIO()
    around = cli.Surroundings(
        config_dir=None,
        zone=ZONE,
        output=output,
        problems=problems,
        input=io.StringIO(PASSPHRASE + "\n"),
    )
    code = cli.run(cli.parser().parse_args(arguments), around)
    return code, output.getvalue(), problems.getvalue()


def command(name: str, desk: Desk) -> tuple[int, str, str]:
    desk.close()
    return run_command(name, "--store", str(desk.vault.folder), "--passphrase-file", "-")


def test_a_command_on_an_older_copy_says_so_and_ends_with_1(older_desk):
    code, output, problems = command("clients", older_desk)

    assert (code, output) == (1, "")
    assert "older than the one used here on 2026-03-13" in problems


def test_a_check_of_an_older_copy_names_what_is_missing_and_ends_with_1(older_desk):
    code, output, _ = command("check", older_desk)

    assert code == 1
    assert "DAMAGED\tanchor\tThis copy of the store is older" in output


@pytest.fixture
def altered(folder):
    """The store, with a page at the end of its file that something else put there."""
    with (folder / "records.db").open("ab") as records:
        records.write(bytes(connection.PAGE_BYTES))
    return folder


def test_a_changed_file_is_told_with_the_day_it_was_left(altered, unlock):
    found = anchors.missing(unlock(altered))

    assert (found.is_altered, found.newer_on) == (True, date(2026, 3, 13))
    assert found.sentence.startswith("The records file of this store is not as it was left")


def test_a_changed_file_can_be_accepted_and_the_log_says_so(altered, unlock):
    desk = unlock(altered)
    anchors.accept(desk)

    assert anchors.missing(desk) is None
    (told,) = acts(desk, Act.ACCEPT_OLDER_COPY)
    assert told.startswith("altered ")


@pytest.mark.usefixtures("unlock")
@pytest.mark.parametrize(("name", "says"), [("clients", "problems"), ("check", "output")])
def test_a_command_says_that_the_file_was_changed_and_ends_with_1(altered, name, says):
    code, output, problems = run_command(name, "--store", str(altered), "--passphrase-file", "-")

    assert code == 1
    assert "is not as it was left on 2026-03-13" in {"output": output, "problems": problems}[says]


@pytest.mark.usefixtures("unlock")
def test_a_command_says_that_the_log_is_broken_and_goes_on(folder):
    opened = vault.unlock(folder, PASSPHRASE, config_dir=None)
    key, records = opened.derive("cdesk/db/1"), folder / "records.db"
    opened.close()
    with contextlib.closing(connection.open_connection(records, key)) as outside:
        outside.execute("DROP TRIGGER lock_audit_event_update")
        outside.execute("UPDATE audit_event SET actor = 'nobody' WHERE seq = 3")
    (folder / "anchor.json").unlink()  # it would say already that the file was changed
    code, output, problems = run_command(
        "clients", "--store", str(folder), "--passphrase-file", "-"
    )

    assert (code, "Marcus Reyes" in output) == (0, True)
    assert "The log of this store is broken. Entry 3 does not fit." in problems


def test_the_same_command_lists_once_it_was_accepted(older_desk):
    anchors.accept(older_desk)

    assert command("clients", older_desk)[0] == 0
