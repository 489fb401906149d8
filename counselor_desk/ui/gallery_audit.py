"""Pictures of the activity log, of addenda and of requests to amend."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEventLoop
from PySide6.QtWidgets import QWidget

from counselor_desk.records.activity import LogCheck
from counselor_desk.services import amendments, clients, notes
from counselor_desk.ui.audit.page import AuditPage
from counselor_desk.ui.gallery import Screen
from counselor_desk.ui.gallery_places import at
from counselor_desk.ui.navigation import Page, Place, Tab
from counselor_desk.ui.notes.reader import NoteReader

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk

_WAIT_MS = 5000
_CHECKED_AT = datetime(2026, 3, 12, 10, 4, tzinfo=UTC)


def screens() -> tuple[Screen, ...]:
    """The pictures of this module; each needs a store with a signed note."""
    log = Place(page=Page.AUDIT)
    requests = partial(_place, Page.AMENDMENTS)
    chart = partial(_place, Page.CHART)
    return (
        Screen(name="audit", make=at(lambda _desk: log), needs_desk=True, prepare=_wait_for_log),
        Screen(name="audit-broken", make=at(lambda _desk: log), needs_desk=True, prepare=_break),
        Screen(name="addendum", make=at(chart), needs_desk=True, prepare=_write_addendum),
        Screen(name="amendments", make=at(requests), needs_desk=True),
    )


def _place(page: Page, desk: Desk) -> Place:
    """The first client with a request, else with a signed note; else the clients."""
    found = [one.id for one in clients.rows(desk)]
    signed = {
        client_id: note.id
        for client_id in found
        for note in notes.rows(desk, client_id)[::-1]
        if note.state == "signed"
    }
    asked = [client_id for client_id in signed if amendments.of_client(desk, client_id)]
    for client_id in asked or signed:
        note_id = signed[client_id]
        if page is Page.CHART:
            return Place(page=page, client_id=client_id, tab=Tab.NOTES, note_id=note_id)
        return Place(page=page, client_id=client_id)
    return Place(page=Page.CLIENTS)


def _wait_for_log(workspace: QWidget) -> None:
    """Let the tasks that read and check the log report."""
    page = workspace.findChild(AuditPage)
    deadline = QDeadlineTimer(_WAIT_MS)
    while isinstance(page, AuditPage) and not page.is_settled() and not deadline.hasExpired():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def _break(workspace: QWidget) -> None:
    """Show what is said of a log with an entry that does not fit."""
    _wait_for_log(workspace)
    page = workspace.findChild(AuditPage)
    if isinstance(page, AuditPage):
        page.show_check(
            LogCheck(entries=12043, first_bad_seq=12044, since=None, checked_at=_CHECKED_AT)
        )


def _write_addendum(workspace: QWidget) -> None:
    reader = workspace.findChild(NoteReader)
    if isinstance(reader, NoteReader):
        reader.add_addendum()
