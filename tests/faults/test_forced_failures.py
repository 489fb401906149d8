"""The program fails in many places over a client's words: none of them reaches a log or stderr."""

from __future__ import annotations

import logging
import sys
import traceback
from dataclasses import dataclass, replace
from datetime import date, time
from itertools import cycle

import pytest
from PySide6.QtCore import QObject
from sqlcipher3 import dbapi2

from counselor_desk import app
from counselor_desk.errors import DeskError
from counselor_desk.records.edits import NoteEdit, PlanEdit
from counselor_desk.records.notes import Risk, Section, SectionCode
from counselor_desk.records.plans import Goal, Objective, Problem
from counselor_desk.services import clients, exports, notes, plans, stores
from counselor_desk.services.clients import NewClient
from counselor_desk.services.exports import DocumentKind
from counselor_desk.storage import costs
from counselor_desk.ui import messages
from counselor_desk.ui.crash import CrashReporter
from tests.desks import NOW, PASSPHRASE, PROGRAM, ZONE, new_desk
from tests.faults.counts import count

FAILURES = count(30, 100, 200)
NAME, PREFERRED, WORD, GOAL = "Quirinsson", "Zebulonja", "wintergreenquartz", "periwinklesextant"
MARKERS = (NAME, PREFERRED, WORD, GOAL)
DATABASE_ERRORS = ("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_CORRUPT", "SQLITE_BUSY", "SQLITE_ERROR")


@dataclass
class Failing:
    """A connection that fails at one statement, with everything bound to it in the error."""

    connection: object
    at: int
    error: str
    asked: int = 0
    raised: BaseException | None = None

    def execute(self, sql, parameters=()):
        """Run a statement, or fail as a careless library would: with the values in the text."""
        self.asked += 1
        if self.asked == self.at:
            self.raised = self._error(f"{sql} {parameters!r} {' '.join(MARKERS)}")
            raise self.raised
        return self.connection.execute(sql, parameters)

    def executemany(self, sql, rows):
        """As `execute`, for many rows."""
        self.asked += 1
        if self.asked == self.at:
            self.raised = self._error(f"{sql} {rows!r} {' '.join(MARKERS)}")
            raise self.raised
        return self.connection.executemany(sql, rows)

    def __getattr__(self, name):
        return getattr(self.connection, name)

    def _error(self, text):
        if not self.error.startswith("SQLITE"):
            return {"ValueError": ValueError, "KeyError": KeyError}[self.error](text)
        error = dbapi2.OperationalError(text)
        error.sqlite_errorname = self.error
        return error


def ready(note):
    return replace(
        note,
        starts=time(9, 0),
        ends=time(9, 50),
        risk=Risk.NONE_REPORTED,
        unlinked_reason="intake",
        sections=tuple(
            Section(code=code, text=f"{WORD} {NAME}")
            for code in (SectionCode.DATA, SectionCode.INTERVENTION, SectionCode.PLAN)
        ),
    )


def work(desk):
    """A client, a plan, a note, a search and two papers."""
    client = clients.add(
        desk,
        NewClient(given_name=NAME, preferred_name=PREFERRED, admitted_on=date(2026, 2, 5)),
    )
    objective = Objective(node_uid=desk.new_uid(), text=GOAL)
    goal = Goal(node_uid=desk.new_uid(), text=GOAL, objectives=(objective,))
    problem = Problem(node_uid=desk.new_uid(), text=WORD, goals=(goal,))
    plans.sign(desk, PlanEdit(plan=replace(plans.start(desk, client.id), problems=(problem,))))
    note = ready(notes.start(desk, client.id))
    notes.keep(desk, NoteEdit(note=note))
    notes.sign(desk, NoteEdit(note=note))
    notes.find(desk, client.id, WORD)
    clients.rows(desk)
    for kind in (DocumentKind.SESSION_NOTE, DocumentKind.TREATMENT_PLAN):
        exports.compose(desk, exports.choices(desk, client.id, kind)[0])


@pytest.fixture
def told(qapp, tmp_path, monkeypatch, capfd, caplog):
    """Everything that a failure leaves behind, as one text; takes bugs as the program does."""
    parent = QObject()
    shown = []
    monkeypatch.setattr(messages, "tell", lambda _parent, *words: shown.extend(words))
    caplog.set_level(logging.DEBUG)
    reporter = CrashReporter(tmp_path / "problems.log", lambda: NOW, parent)

    class Told:
        take = staticmethod(reporter.take)

        def text(self):
            captured = capfd.readouterr()
            log = tmp_path / "problems.log"
            kept = log.read_text("utf-8") if log.exists() else ""
            return "\n".join([kept, captured.err, captured.out, caplog.text, *shown])

        def says(self, words):
            shown.append(words)

    yield Told()
    parent.deleteLater()


def fail(desk, told, at, error):
    """Let the work fail at its statement `at`; what was raised there, None if it came so far."""
    database = desk.vault.database
    sound = database._connection
    failing = Failing(sound, at, error)
    database._use(failing)
    try:
        work(desk)
    except DeskError as fault:
        told.says(str(fault))
    except (ValueError, KeyError, dbapi2.Error):
        told.take(*sys.exc_info())
    finally:
        database._use(sound)
    return failing


def seen(text):
    return [marker for marker in MARKERS if marker in text]


def test_no_forced_failure_tells_a_clients_words(told, tmp_path, trials):
    desk = new_desk(tmp_path / "Records.cdesk")
    steps = fail(desk, told, 0, "ValueError").asked
    kinds = cycle((*DATABASE_ERRORS, "ValueError", "KeyError"))
    places = [1 + steps * number // FAILURES for number in range(FAILURES)]
    failed = [fail(desk, told, at, kind) for at, kind in zip(places, kinds, strict=False)]
    desk.close()
    trials(FAILURES)

    assert steps > 100
    assert all(one.raised is not None for one in failed)
    assert seen(told.text()) == []


def test_a_careless_log_would_tell_them(told, tmp_path):
    """The negative control: the same failure, printed as Python prints it."""
    desk = new_desk(tmp_path / "Records.cdesk")
    failing = fail(desk, told, 40, "ValueError")
    desk.close()
    print("".join(traceback.format_exception(failing.raised)))  # noqa: T201

    assert seen(told.text()) == list(MARKERS)


def test_a_failing_command_tells_only_where(tmp_path, monkeypatch, told):
    monkeypatch.setattr(app, "_keep_to_myself", lambda: None)  # it would change this process
    store, secret = tmp_path / "Records.cdesk", tmp_path / "secret"
    secret.write_text(PASSPHRASE)
    desk, _ = stores.create(
        store, PASSPHRASE, config_dir=None, zone=ZONE, program=PROGRAM, cost=costs.FLOOR
    )
    stores.lock(desk)

    def fails(*_args, **_kwargs):
        raise ValueError(" ".join(MARKERS))

    monkeypatch.setattr(clients, "rows", fails)
    command = ["clients", "--store", str(store), "--passphrase-file", str(secret)]

    assert app.main(command) == 1
    text = told.text()
    assert seen(text) == []
    assert "(ValueError, cli.py:" in text
