"""Every page in the real window at the sizes and text sizes that leave it little room."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QApplication, QMainWindow

from counselor_desk.records.circumstances import Answer, CareLevel, LivingKind
from counselor_desk.records.clients import ContactKind
from counselor_desk.records.medications import AddictionMedication
from counselor_desk.records.people import Relation
from counselor_desk.records.program import Weekday
from counselor_desk.records.substances import SubstanceClass
from counselor_desk.records.tasks import Lane
from counselor_desk.services import (
    allergies,
    assessments,
    attendance,
    circumstances,
    clients,
    cravings,
    cvs,
    diagnoses,
    discharges,
    drug_tests,
    groups,
    medications,
    notes,
    people,
    plans,
    schedule,
    substances,
    tasks,
)
from counselor_desk.services.allergies import NewAllergy
from counselor_desk.services.circumstances import NewLiving, NewPriorCare
from counselor_desk.services.clients import NewContact
from counselor_desk.services.cravings import NewCraving
from counselor_desk.services.cvs import ContactValues
from counselor_desk.services.diagnoses import NewDiagnosis
from counselor_desk.services.drug_tests import NewTest
from counselor_desk.services.medications import NewMedication
from counselor_desk.services.people import NewPerson
from counselor_desk.services.substances import NewReturn, NewSubstance
from counselor_desk.services.tasks import NewTask
from counselor_desk.ui.navigation import Page, Place, Section, Tab, View
from counselor_desk.ui.theme import Theme
from counselor_desk.ui.workspace import Workspace
from tests import programme

ROOMS = [
    (1024, 640, 1.0),
    (1024, 640, 1.5),
    (1280, 720, 1.0),
    (1280, 720, 1.25),
    (1280, 720, 1.5),
]
"""Width and height in pixels, and the text size."""

WIDE = (1800, 900)

DAYS = (View.DAY, View.WEEK)
"""The views of Today."""

VIEWS = {
    Tab.PLAN: (View.PLAN, View.THREAD),
    Tab.OVERVIEW: (View.SUMMARY, View.FACTS),
    Tab.ASSESSMENT: (View.DOMAINS, View.DIAGNOSES, View.USE, View.STAY),
    Tab.WORK: (View.TASKS, View.CVS),
}
"""The tabs that have several views."""


@pytest.fixture
def places(desk, client, plan):
    """Every page, tab and view of a client in the middle of treatment."""
    notes.start(desk, client.id)
    note = notes.start(desk, client.id)
    plans.start(desk, client.id)
    discharges.start(desk, client.id)
    assessments.start(desk, client.id)
    cvs.start(desk, client.id, ContactValues(given_name="Marcus", family_name="Reyes"))
    tasks.add(
        desk, client.id, NewTask(lane=Lane.HOUSING, text="Call the housing office before Friday")
    )
    tell_facts(desk, client)
    chart = {
        " ".join(filter(None, (tab, view))): Place(
            page=Page.CHART, client_id=client.id, tab=tab, view=view
        )
        for tab in Tab
        for view in VIEWS.get(tab, (None,))
    }
    session = meet(desk, client)
    return {
        **{view.value: Place(page=Page.TODAY, view=view) for view in DAYS},
        "groups": Place(page=Page.GROUPS),
        "group": Place(page=Page.GROUPS, group_id=session.group_id),
        "group session": Place(page=Page.GROUP_SESSION, session_id=session.id),
        "attendance": Place(page=Page.ATTENDANCE),
        "clients": Place(page=Page.CLIENTS),
        "new client": Place(page=Page.CLIENT_FORM),
        "client": Place(page=Page.CLIENT_FORM, client_id=client.id),
        **{section.value: Place(page=Page.SETTINGS, section=section) for section in Section},
        "note": Place(page=Page.NOTE, client_id=client.id, note_id=note.id),
        "preview": Place(page=Page.PREVIEW, client_id=client.id, part=f"treatment-plan/{plan.uid}"),
        **chart,
    }


def meet(desk, client):
    """A group that the client belongs to, and its meeting of yesterday."""
    group = programme.group(desk, name="Evening relapse prevention, women only")
    day = desk.today() - timedelta(days=1)
    programme.weekly(desk, of_group=group, weekday=Weekday(day.weekday()))
    groups.join(desk, group.id, client.id, joined_on=day)
    (planned,) = schedule.book(desk, day, day).occurrences
    return attendance.hold(desk, planned)


def tell_facts(desk, client):
    """Some of every kind of fact, with words as long as people write them."""
    clients.change(
        desk,
        client,
        contacts=[NewContact(kind=ContactKind.EMAIL, value="marcus.reyes.tulsa@example.org")],
    )
    people.add(
        desk,
        client.id,
        NewPerson(
            relation=Relation.PROBATION_OFFICER,
            name="Bernadette Vandersloot-Castellanos",
            organization="Community Supervision and Corrections Department",
            phone="(918) 555-0177",
            is_emergency=True,
        ),
    )
    circumstances.add_living(
        desk,
        client.id,
        NewLiving(
            kind=LivingKind.SOBER_LIVING,
            since=date(2026, 1, 4),
            with_whom="seven housemates and a live-in manager",
            somebody_uses=Answer.YES,
        ),
    )
    circumstances.add_prior_care(
        desk,
        client.id,
        NewPriorCare(
            level=CareLevel.DETOX,
            facility="Tulsa County Withdrawal Management Center",
            ended_on=date(2026, 2, 2),
        ),
    )
    diagnoses.add(
        desk,
        client.id,
        NewDiagnosis(
            code="F10.20",
            words="Alcohol dependence, uncomplicated",
            is_principal=True,
            onset="February 2024",
            made_by="Dr. Vandersloot-Castellanos",
        ),
    )
    substances.add(
        desk,
        client.id,
        NewSubstance(
            substance=SubstanceClass.ALCOHOL,
            name="vodka, later anything",
            frequency="daily, a fifth, more on paydays",
            first_use="age 15, at his uncle's",
            is_primary=True,
        ),
    )
    substances.record_return(
        desk,
        client.id,
        NewReturn(
            used_on=date(2026, 3, 1),
            learned_on=date(2026, 3, 2),
            substance=SubstanceClass.ALCOHOL,
            amount="four beers",
            circumstances="After the funeral, with two cousins; it stopped when his sister came.",
        ),
    )
    cravings.add(desk, client.id, NewCraving(rated_on=date(2026, 3, 4), score=8, trigger="payday"))
    drug_tests.add(desk, client.id, NewTest(tested_on=date(2026, 3, 5), substances="ethanol, EtG"))
    medications.add(
        desk,
        client.id,
        NewMedication(
            name="Buprenorphine and naloxone",
            dose="8 mg / 2 mg",
            schedule="twice a day, under the tongue",
            for_addiction=AddictionMedication.BUPRENORPHINE,
            prescriber="Dr. Vandersloot-Castellanos",
            started_on=date(2026, 2, 24),
        ),
    )
    allergies.add(desk, client.id, NewAllergy(substance="Penicillin", reaction="rash, swelling"))


@pytest.fixture
def window(desk, qtbot, places):
    """The window on an open store; every page was seen in it while it was wide."""
    made = QMainWindow()
    qtbot.addWidget(made)
    workspace = Workspace(lock_minutes=5)
    workspace.use(desk)
    made.setCentralWidget(workspace)
    made.resize(*WIDE)
    made.show()
    workspace.start()
    for place in places.values():
        workspace.navigator.open(place)
        settle()
    yield made
    workspace.leave()


def settle():
    for _ in range(4):
        QApplication.processEvents()


def test_every_view_is_seen():
    seen = [*DAYS, *(view for views in VIEWS.values() for view in views)]

    assert sorted(seen) == sorted(View)


@pytest.mark.parametrize(("width", "height", "scale"), ROOMS)
def test_no_page_is_cut_or_needs_a_wider_window(
    window, look, places, assert_nothing_clipped, width, height, scale
):
    faults = {}
    look.wear(Theme(scale=scale))
    for name, place in places.items():
        window.centralWidget().navigator.open(place)
        window.resize(width, height)
        settle()
        if (least := max(window.minimumSizeHint().width(), window.width())) > width:
            faults[name] = f"needs {least} pixels"
            continue
        try:
            assert_nothing_clipped(window.centralWidget())
        except AssertionError as fault:
            faults[name] = str(fault)

    assert faults == {}
