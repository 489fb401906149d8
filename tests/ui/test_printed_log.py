"""Whatever is printed from the window stands in the log: which record, whose, and when."""

from __future__ import annotations

import pytest
from PySide6.QtPrintSupport import QPrinter

from counselor_desk.records.audit import Act
from counselor_desk.records.stay_reviews import StayDecision
from counselor_desk.records.tasks import Lane
from counselor_desk.services import (
    amendments,
    assessments,
    cvs,
    discharges,
    exports,
    medications,
    notes,
    stay_reviews,
    tasks,
)
from counselor_desk.services.cvs import ContactValues
from counselor_desk.services.exports import DocumentKind
from counselor_desk.services.medications import NewMedication
from counselor_desk.services.stay_reviews import NewStayReview
from counselor_desk.services.tasks import NewTask
from counselor_desk.storage import audit
from counselor_desk.ui import messages, printers
from counselor_desk.ui import tasks as jobs
from counselor_desk.ui.navigation import Page, Place, Tab
from counselor_desk.ui.preview.page import PreviewPage
from counselor_desk.ui.printing import PrintRequest, place_of
from counselor_desk.ui.workspace import Workspace

LONG_MS = 20_000
FEWEST_KINDS = 11


@pytest.fixture
def records(desk, client, plan):
    """One record for each kind of document."""
    assessments.start(desk, client.id)
    notes.start(desk, client.id)
    tasks.add(desk, client.id, NewTask(lane=Lane.JOB, text="Call the warehouse"))
    contact = ContactValues(given_name="Marcus", family_name="Reyes")
    cvs.start(desk, client.id, contact, name="Warehouse")
    medications.add(desk, client.id, NewMedication(name="Naltrexone"))
    stay_reviews.add(
        desk,
        client.id,
        NewStayReview(
            reviewed_on=desk.today(),
            ticks=frozenset({"is_progressing"}),
            decision=StayDecision.CONTINUE,
            reason="Two of six objectives are met.",
        ),
    )
    (about, *_) = amendments.amendable(desk, client.id)
    amendments.take(desk, client.id, about, "The meeting was on Sunday.")
    discharges.start(desk, client.id)
    found = {kind: exports.choices(desk, client.id, kind) for kind in DocumentKind}
    assert sum(map(bool, found.values())) >= FEWEST_KINDS
    return {kind: choices[0].record.uid for kind, choices in found.items() if choices}


@pytest.fixture
def workspace(desk, client, qtbot):
    made = Workspace(lock_minutes=5)
    qtbot.addWidget(made)
    made.use(desk)
    made.resize(1366, 768)
    made.show()
    made.start(Place(page=Page.CHART, client_id=client.id, tab=Tab.PLAN))
    yield made
    jobs.finish()
    made.leave()


@pytest.fixture
def printer(tmp_path, monkeypatch):
    """The library's own printer stands in for one of wood and ink."""

    def choose(_parent, made):
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(tmp_path / "printed.pdf"))
        return True

    monkeypatch.setattr(printers, "are_there", lambda: True)
    monkeypatch.setattr(messages, "choose_printer", choose)


def printed(desk):
    with desk.read() as reader:
        return [
            (event.table_name, event.client_id, event.result)
            for event in audit.events(reader, act=Act.PRINT)
        ]


def previewed(workspace, qtbot):
    page = workspace.findChild(PreviewPage)
    qtbot.waitUntil(page.is_settled, timeout=LONG_MS)
    return page


def print_out(workspace, qtbot):
    page = previewed(workspace, qtbot)
    with qtbot.waitSignal(page._printing.said, timeout=LONG_MS):
        page.options.preview_print_button.click()


def test_every_document_that_is_printed_is_in_the_log(
    workspace, desk, client, records, printer, qtbot
):
    for done, (kind, uid) in enumerate(records.items()):
        assert len(printed(desk)) == done
        request = PrintRequest(kind=kind, uid=uid, client_id=client.id)
        workspace.navigator.open(place_of(request))
        print_out(workspace, qtbot)

    assert sorted(printed(desk)) == sorted((kind.table, client.id, "printer") for kind in records)


def test_a_printed_report_of_the_log_is_in_the_log_itself(workspace, desk, printer, qtbot):
    workspace.navigator.open(Place(page=Page.AUDIT))
    log = workspace.pages.here().page
    qtbot.waitUntil(log.is_settled, timeout=LONG_MS)
    log.audit_print_button.click()
    print_out(workspace, qtbot)

    assert printed(desk) == [("audit_event", None, "printer")]


def test_what_nobody_printed_in_the_end_is_not_in_the_log(
    workspace, desk, client, plan, printer, monkeypatch, qtbot
):
    monkeypatch.setattr(messages, "choose_printer", lambda *_: False)
    request = PrintRequest(kind=DocumentKind.TREATMENT_PLAN, uid=plan.uid, client_id=client.id)
    workspace.navigator.open(place_of(request))
    previewed(workspace, qtbot).options.preview_print_button.click()
    jobs.finish()
    qtbot.wait(1)

    assert printed(desk) == []
