"""While names are hidden no page shows one: initials and the record number stand in its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QTextEdit, QWidget

from counselor_desk.records.circumstances import LivingKind
from counselor_desk.records.clients import ContactKind
from counselor_desk.records.people import Relation
from counselor_desk.records.signatures import SignatureRole
from counselor_desk.records.signing import RecordKind
from counselor_desk.services import (
    circumstances,
    clients,
    cvs,
    notes,
    people,
    settings,
    signatures,
)
from counselor_desk.services.circumstances import NewLiving
from counselor_desk.services.clients import NewClient, NewContact
from counselor_desk.services.people import NewPerson
from counselor_desk.services.signatures import GivenSignature
from counselor_desk.ui.cvs.page import CvsView
from counselor_desk.ui.navigation import Page, Place, Tab, View
from counselor_desk.ui.plans import signing as plan_signing
from counselor_desk.ui.work.contact import contact_of
from counselor_desk.ui.workspace import Workspace

NAMES = ("Quirin", "Zebulon", "Reyes", "Marcus", "Gloria", "Okafor")
REACHED = ("555-01", "@example.org", "Birch Street")
VIEWS = {
    Tab.OVERVIEW: (View.SUMMARY, View.FACTS),
    Tab.ASSESSMENT: (View.DOMAINS, View.DIAGNOSES, View.USE, View.STAY),
    Tab.WORK: (View.TASKS, View.CVS),
}
_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.ToolTipRole,
)


MOTHER = NewPerson(
    relation=Relation.PARENT,
    name="Gloria Reyes",
    phone="555-0124",
    email="gloria@example.org",
    address="12 Birch Street",
    is_emergency=True,
)
PHYSICIAN = NewPerson(
    relation=Relation.PHYSICIAN, name="Dr. Okafor", organization="Okafor Clinic", phone="555-0155"
)


@pytest.fixture
def filled(desk, client, plan):
    """A desk with records of every page, each with its client's name in it."""
    clients.add(desk, NewClient(given_name="Zebulon", family_name="Quirin"))
    given = GivenSignature(
        role=SignatureRole.CLIENT,
        printed_name="Marcus Reyes",
        signed_at=datetime(2026, 3, 1, tzinfo=UTC),
    )
    signatures.add(desk, RecordKind.PLAN, plan, given)
    people.add(desk, client.id, MOTHER)
    people.add(desk, client.id, PHYSICIAN)
    circumstances.add_living(
        desk, client.id, NewLiving(kind=LivingKind.WITH_FAMILY, with_whom="his mother Gloria")
    )
    contacts = [
        NewContact(kind=ContactKind.PHONE, value="555-0142"),
        NewContact(kind=ContactKind.EMAIL, value="marcus@example.org"),
        NewContact(kind=ContactKind.ADDRESS, value="376 Birch Street"),
    ]
    clients.change(desk, client, contacts=contacts)
    notes.start(desk, client.id)
    cvs.start(desk, client.id, contact_of(desk, client.id), name="CV", paper=desk.program().paper)
    return desk


@pytest.fixture
def workspace(filled, qtbot) -> Iterator[Workspace]:
    made = Workspace(lock_minutes=5)
    made.use(filled)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.start()
    yield made
    made.leave()


def places(client) -> list[Place]:
    note = Place(page=Page.NOTE, client_id=client.id, note_id=1)
    tabs = [Place(page=Page.CHART, client_id=client.id, tab=tab) for tab in Tab]
    views = [
        Place(page=Page.CHART, client_id=client.id, tab=tab, view=view)
        for tab, known in VIEWS.items()
        for view in known
    ]
    others = [Place(page=page) for page in Page if page not in {Page.CHART, Page.NOTE}]
    return [*tabs, *views, note, Place(page=Page.CLIENT_FORM, client_id=client.id), *others]


def shown(widget: QWidget) -> Iterator[str]:
    """Every word that can be seen, or heard from a screen reader."""
    for one in (widget, *widget.findChildren(QWidget)):
        if not one.isVisible():
            continue
        yield from (one.accessibleName(), one.accessibleDescription(), one.toolTip())
        if isinstance(one, QLineEdit):
            yield one.displayText()
        elif isinstance(one, QTextEdit):
            yield one.toPlainText()
        elif isinstance(one, QAbstractItemView):
            yield from _rows(one.model(), QModelIndex())
        elif callable(text := getattr(one, "text", None)):
            yield str(text())


def _rows(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[str]:
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        yield from (str(index.data(role)) for role in _ROLES)
        yield from _rows(model, index)


def read(workspace: Workspace, place: Place) -> set[str]:
    """The names that can be read at a place."""
    workspace.navigator.open(place)
    QTest.qWait(1)
    said = [workspace.window().windowTitle(), *shown(workspace)]
    return {name for name in NAMES if any(name in words for words in said)}


def test_no_page_shows_a_name(workspace, filled, client):
    settings.change(filled, hides_names=True)
    QTest.qWait(1)
    seen = {place: names for place in places(client) if (names := read(workspace, place))}

    assert seen == {}


def test_the_same_look_finds_names_when_they_are_shown(workspace, client):
    seen = {place.page for place in places(client) if read(workspace, place)}

    assert seen >= {Page.TODAY, Page.CLIENTS, Page.CLIENT_FORM, Page.CHART, Page.NOTE}


@pytest.mark.parametrize("view", VIEWS[Tab.OVERVIEW])
def test_how_somebody_is_reached_is_hidden_too(workspace, filled, client, view):
    place = Place(page=Page.CHART, client_id=client.id, tab=Tab.OVERVIEW, view=view)
    workspace.navigator.open(place)
    QTest.qWait(1)
    assert any(part in words for words in shown(workspace) for part in REACHED)

    settings.change(filled, hides_names=True)
    QTest.qWait(1)
    told = [words for words in shown(workspace) if any(part in words for part in REACHED)]
    assert told == []


def test_a_text_keeps_everything_but_the_names_in_it(workspace, filled, client):
    settings.change(filled, hides_names=True)
    place = Place(page=Page.CHART, client_id=client.id, tab=Tab.OVERVIEW, view=View.FACTS)
    workspace.navigator.open(place)
    QTest.qWait(1)

    assert any("with his mother G." in words for words in shown(workspace))


@pytest.mark.parametrize("tab", [Tab.PLAN, Tab.NOTES, Tab.DISCHARGE])
def test_turning_it_on_and_off_changes_the_open_page(workspace, filled, client, tab):
    place = Place(page=Page.CHART, client_id=client.id, tab=tab)
    assert read(workspace, place)
    settings.change(filled, hides_names=True)
    QTest.qWait(1)
    hidden = [words for words in shown(workspace) if any(name in words for name in NAMES)]
    assert hidden == []

    settings.change(filled, hides_names=False)
    QTest.qWait(1)
    assert any("Marcus R." in words for words in shown(workspace))


def test_the_note_that_is_being_typed_is_not_touched(workspace, filled, client):
    workspace.navigator.open(Place(page=Page.NOTE, client_id=client.id, note_id=1))
    QTest.qWait(1)
    editor = next(one for one in workspace.findChildren(QTextEdit) if one.isVisible())
    editor.setFocus()
    QTest.keyClicks(editor, "half a word")
    settings.change(filled, hides_names=True)

    assert editor.toPlainText() == "half a word"
    assert "M.R. CD-0001" in list(shown(workspace))


def test_the_sign_dialog_names_initials_and_the_number(filled, client, plan):
    settings.change(filled, hides_names=True)
    facts = plan_signing.sign_facts(filled, client, plan)

    assert any("M.R., CD-0001" in words for _, words in facts.facts)


def test_who_is_added_can_be_read(workspace, filled):
    settings.change(filled, hides_names=True)
    workspace.navigator.open(Place(page=Page.CLIENT_FORM))

    assert all(
        one.echoMode() == QLineEdit.EchoMode.Normal
        for one in workspace.findChildren(QLineEdit)
        if one.isVisible()
    )


def test_the_name_on_an_open_cv_is_covered(workspace, filled, client):
    settings.change(filled, hides_names=True)
    place = Place(page=Page.CHART, client_id=client.id, tab=Tab.WORK, view=View.CVS)
    workspace.navigator.open(place)
    view = workspace.findChild(CvsView)
    view.open_cv(cvs.of_client(filled, client.id)[0])
    QTest.qWait(1)

    assert [name for name in NAMES if any(name in words for words in shown(view))] == []


def test_a_form_of_hidden_names_keeps_what_is_in_it(workspace, filled, client):
    settings.change(filled, hides_names=True)
    workspace.navigator.open(Place(page=Page.CLIENT_FORM, client_id=client.id))
    dotted = [
        one.text()
        for one in workspace.findChildren(QLineEdit)
        if one.isVisible() and one.echoMode() == QLineEdit.EchoMode.Password
    ]

    assert dotted[:2] == ["Marcus", "Reyes"]


def test_the_list_of_clients_is_found_by_name_as_before(filled):
    settings.change(filled, hides_names=True)
    (row,) = clients.rows(filled, needle="Quirin")

    assert row.name == "Z.Q."
    assert row.full_name == "Zebulon Quirin"


def test_an_unhidden_row_is_as_storage_gives_it(filled, client):
    row = next(one for one in clients.rows(filled) if one.id == client.id)

    assert row == replace(row, name="Marcus R.")
