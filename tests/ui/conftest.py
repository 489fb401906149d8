"""The themed application and the checks that every page has to pass."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractScrollArea, QLabel, QWidget

from counselor_desk.records.edits import PlanEdit
from counselor_desk.records.plans import Goal, Intervention, Objective, Problem
from counselor_desk.records.program import Program
from counselor_desk.services import clients, plans
from counselor_desk.services.clients import NewClient
from counselor_desk.services.desk import Desk
from counselor_desk.storage import keys, vault
from counselor_desk.ui import messages
from counselor_desk.ui import theme as themes
from counselor_desk.ui.labels import ElidedLabel
from counselor_desk.ui.workspace import Workspace

_PASSPHRASE = "river-lamp-orbit-seed-wolf"
_BOUNDS = keys.Bounds(least_memory_kib=32)
_ZONE = "America/Chicago"


class Clock:
    """The clock of a test: it stands still until it is moved."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 3, 12, 15, 4, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def go_on(self, **span: float) -> None:
        self.moment += timedelta(**span)


@pytest.fixture
def clock() -> Clock:
    """March 12, 2026, 10:04 am in Chicago."""
    return Clock()


@pytest.fixture(scope="session")
def _store(tmp_path_factory):
    """A closed store that knows who signs; each test works on a copy of it."""
    folder = tmp_path_factory.mktemp("store") / "Records.cdesk"
    made = vault.create(
        folder,
        _PASSPHRASE,
        at=Clock()(),
        config_dir=None,
        cost=keys.Cost(memory_kib=32, passes=1),
        bounds=_BOUNDS,
    )
    opened = Desk(vault=made.vault, zone=_ZONE, clock=Clock())
    opened.set_program(
        Program(counselor_name="D. Whitfield", credential="LADC", program_name="Cedar Ridge")
    )
    opened.close()
    return folder


@pytest.fixture
def desk(_store, tmp_path, clock):
    """A real small store, unlocked, with somebody who can sign."""
    folder = shutil.copytree(_store, tmp_path / "Records.cdesk")
    opened = vault.unlock(folder, _PASSPHRASE, config_dir=None, bounds=_BOUNDS)
    desk = Desk(vault=opened, zone=_ZONE, clock=clock)
    yield desk
    desk.close()


@pytest.fixture
def client(desk):
    """A client in the program since February 9."""
    return clients.add(
        desk,
        NewClient(
            given_name="Marcus",
            family_name="Reyes",
            pronouns="he/him",
            born_on=date(1991, 5, 2),
            admitted_on=date(2026, 2, 9),
        ),
    )


@pytest.fixture
def plan(desk, client):
    """The client's signed plan: three problems, six objectives."""
    started = plans.start(desk, client.id)
    problems = tuple(
        _problem(desk, text, *steps)
        for text, steps in (
            (
                "Alcohol use disorder, severe",
                (
                    ("Attend three groups and one individual session weekly", ()),
                    (
                        "Name five triggers and practice one coping skill for each",
                        ("CBT functional analysis", "Urge surfing practice"),
                    ),
                    ("Attend two meetings weekly and find a sponsor", ("12-step facilitation",)),
                ),
            ),
            ("Depressed mood", (("Do two rewarding activities a week", ()),)),
            ("Unemployed for 14 months", (("Write a resume", ()), ("Apply to two jobs", ()))),
        )
    )
    edit = PlanEdit(plan=replace(started, problems=problems, client_words="Stay sober."))
    return plans.sign(desk, edit)


def _problem(desk: Desk, text: str, *steps: tuple[str, tuple[str, ...]]) -> Problem:
    objectives = tuple(
        Objective(
            node_uid=desk.new_uid(),
            text=step,
            target_on=date(2026, 4, 30),
            interventions=tuple(
                Intervention(
                    node_uid=desk.new_uid(),
                    text=done,
                    frequency="weekly",
                    duration="12 weeks",
                    responsible="D. Whitfield",
                )
                for done in (given or ("Individual counseling",))
            ),
        )
        for step, given in steps
    )
    goal = Goal(
        node_uid=desk.new_uid(),
        text=f"Make progress: {text.lower()}",
        client_words="I want my life back.",
        target_on=date(2026, 4, 30),
        objectives=objectives,
    )
    return Problem(node_uid=desk.new_uid(), text=text, goals=(goal,))


@pytest.fixture(autouse=True)
def _look(qapp):
    """Every test starts in the light theme at 100 %."""
    worn = themes.apply(qapp, themes.Theme())
    worn.high_contrast = worn.compact_rows = False
    yield
    if themes.current() != themes.Theme():
        themes.apply(qapp, themes.Theme())


@pytest.fixture
def qtbot(qtbot):
    """Every window of a test wears the look, as those of the program do."""
    add = qtbot.addWidget

    def add_clothed(widget, **how):
        if widget.parent() is None:
            themes.look().clothe(widget)
        add(widget, **how)

    qtbot.addWidget = add_clothed
    return qtbot


@pytest.fixture
def look(qapp):
    """What the application wears; tests change it with `look.wear(Theme(...))`."""
    return themes.look()


@pytest.fixture
def assert_accessible():
    """Call with a shown page: every widget that Tab reaches says what it is."""
    return _assert_accessible


@pytest.fixture
def assert_nothing_clipped():
    """Call with a shown page: no label is cut and nothing sticks out of its parent."""
    return _assert_nothing_clipped


class Dialogs:
    """What the program asked, and what the test answers."""

    def __init__(self):
        self.opened = []
        self._answers = []

    def expect(self, title, act):
        """The next dialog must have this title; `act` gets it and presses something."""
        self._answers.append((title, act))

    def run(self, dialog):
        self.opened.append(dialog.title_label.text())
        assert self._answers, f"unexpected dialog: {dialog.title_label.text()}"
        title, act = self._answers.pop(0)
        assert dialog.title_label.text() == title
        dialog.place()
        dialog.show()
        act(dialog)
        accepted = dialog.result() == dialog.DialogCode.Accepted
        dialog.done(dialog.result())
        return accepted


@pytest.fixture(autouse=True)
def dialogs(monkeypatch):
    """A dialog that the test does not expect is a failure."""
    seam = Dialogs()
    monkeypatch.setattr(messages, "run", seam.run)
    yield seam
    assert not seam._answers, f"never asked: {seam._answers}"


def _assert_accessible(page: QWidget) -> None:
    silent = [
        _name(widget)
        for widget in page.findChildren(QWidget)
        if widget.isVisibleTo(page)
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not _spoken(widget)
    ]
    assert not silent, f"without an accessible name: {silent}"


def _spoken(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else ""


def _assert_nothing_clipped(page: QWidget) -> None:
    cut = [_name(label) for label in page.findChildren(QLabel) if _is_cut(label, page)]
    assert not cut, f"cut: {cut}"
    out = [_name(child) for child in page.findChildren(QWidget) if _sticks_out(child, page)]
    assert not out, f"outside its parent: {out}"


def _is_cut(label: QLabel, page: QWidget) -> bool:
    if isinstance(label, ElidedLabel) or not label.isVisibleTo(page) or not label.text():
        return False
    if label.wordWrap():
        return label.heightForWidth(label.width()) > label.height()
    hint = label.sizeHint()
    return hint.width() > label.width() or hint.height() > label.height()


def _sticks_out(child: QWidget, page: QWidget) -> bool:
    parent = child.parentWidget()
    if parent is None or child.isWindow() or not child.isVisibleTo(page) or child.size().isEmpty():
        return False
    if isinstance(parent.parentWidget(), QAbstractScrollArea):
        # What scrolls may be taller than its view, never wider.
        return child.width() > parent.width() and parent is parent.parentWidget().viewport()
    return not QRect(0, 0, parent.width(), parent.height()).contains(child.geometry())


def _name(widget: QWidget) -> str:
    text = getattr(widget, "text", lambda: "")
    words = text() if callable(text) else text
    return f"{type(widget).__name__} {widget.objectName()} {words!r}"


@pytest.fixture
def workspace(desk, qtbot):
    """The pages over the test's store, at work in a window of the usual size."""
    made = Workspace(lock_minutes=5)
    made.use(desk)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.start()
    yield made
    made.leave()
