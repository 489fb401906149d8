"""Pictures of the assessment: not begun, being written beside the one before, and signed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from counselor_desk.records.assessments import (
    Assessment,
    Criterion,
    CriterionAnswer,
    CriterionCode,
    Domain,
    DomainCode,
    Harm,
    Level,
    Severity,
)
from counselor_desk.records.clients import ClientRow, ClientStatus
from counselor_desk.records.edits import AssessmentEdit
from counselor_desk.services import assessments, clients, episodes
from counselor_desk.ui.assessments.page import AssessmentView
from counselor_desk.ui.gallery import Screen
from counselor_desk.ui.gallery_places import at
from counselor_desk.ui.inspector import InspectorSplit
from counselor_desk.ui.navigation import Page, Place, Tab, View

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk

_FIRST = (
    (2, "Drank daily until two days before admission. Mild tremor, no history of seizures."),
    (1, "Blood pressure mildly raised, followed by the family physician."),
    (3, "PHQ-9 16. Passive thoughts of death at intake, no plan."),
    (2, "Came because of the court, says that part of it is for the children."),
    (4, "Six attempts in two years; the longest stretch was nine weeks."),
    (3, "A roommate drinks at home. License suspended; uses the bus."),
)
_NOW = (
    (0, "Last drink on the day before admission. Breathalyzer 0.00 at each visit since."),
    (1, "Blood pressure mildly raised. Liver tests are due next month."),
    (2, "PHQ-9 11, was 16. Passive thoughts of death once; none since, safety plan in place."),
    (1, "Asks for homework, reports urges the same week. Still unsure about a sponsor."),
    (2, "Four of five triggers known. Weekend evenings and payday remain high risk."),
    (3, "The roommate still drinks. Spends weekends with his brother."),
)
_EXCEPTIONS = {
    CriterionCode.HOME: (
        CriterionAnswer.OVERRIDDEN,
        "The roommate drinks; weekends at the brother’s house. Sober living on the board.",
    ),
    CriterionCode.RELAPSE_RISK: (
        CriterionAnswer.NOT_MET,
        "Paydays are unsafe; a fourth group is added on Fridays.",
    ),
}


def screens() -> tuple[Screen, ...]:
    """The pictures of this module; those that write come after those that read."""
    return (
        Screen(name="assessment-empty", make=at(_unbegun), needs_desk=True),
        Screen(name="assessment", make=at(_begun), needs_desk=True),
        Screen(name="assessment-risk", make=at(_begun), needs_desk=True, prepare=_open_inspector),
        Screen(name="assessment-signed", make=at(_ended), needs_desk=True),
    )


def _unbegun(desk: Desk) -> Place:
    listed = clients.rows(desk, sort="week", is_descending=False)
    found = (row for row in listed if assessments.current(desk, row.id) is None)
    return _place(next(found, None))


def _begun(desk: Desk) -> Place:
    """The longest open stay, with a reassessment begun."""
    row = _longest(desk)
    if row is not None:
        _reassessed(desk, row)
    return _place(row)


def _ended(desk: Desk) -> Place:
    """The same one, signed."""
    row = _longest(desk)
    now = assessments.current(desk, row.id) if row is not None else None
    if row is not None and (now is None or not now.is_signed):
        assessments.sign(desk, AssessmentEdit(assessment=_reassessed(desk, row)))
    return _place(row)


def _reassessed(desk: Desk, row: ClientRow) -> Assessment:
    if assessments.in_force(desk, row.id) is None:
        first = _filled(assessments.start(desk, row.id), _FIRST)
        day = episodes.open_of(desk, row.id).admitted_on or desk.today()
        assessments.sign(desk, AssessmentEdit(assessment=replace(first, assessed_on=day)))
    draft = _filled(assessments.start(desk, row.id), _NOW)
    draft = replace(
        draft,
        harm_to_self=Harm.PRESENT,
        harm_level=Level.MODERATE,
        ideation="Passive thoughts once, two weeks ago.",
        intent="No plan, no intent.",
        means="None at hand; firearms are locked away at his brother’s.",
        action="Safety plan reviewed today, unchanged. 988 on the card.",
    )
    assessments.keep(desk, AssessmentEdit(assessment=draft))
    return draft


def _filled(assessment: Assessment, told: tuple[tuple[int, str], ...]) -> Assessment:
    domains = tuple(
        Domain(code=code, rating=rating, narrative=text)
        for code, (rating, text) in zip(DomainCode, told, strict=True)
    )
    met = (CriterionAnswer.MET, "")
    criteria = tuple(
        Criterion(code=code, answer=answer, reason=reason)
        for code in CriterionCode
        for answer, reason in [_EXCEPTIONS.get(code, met)]
    )
    return replace(
        assessment,
        domains=domains,
        criteria=criteria,
        harm_to_self=Harm.NONE,
        harm_to_others=Harm.NONE,
        in_withdrawal=False,
        severity=Severity.SEVERE,
        level_of_care="2.1",
        summary="Goes on here: able to take part, and working at it.",
    )


def _longest(desk: Desk) -> ClientRow | None:
    listed = clients.rows(desk, sort="week", is_descending=True)
    return next((row for row in listed if row.status is ClientStatus.ACTIVE), None)


def _place(row: ClientRow | None) -> Place:
    if row is None:
        return Place(page=Page.CLIENTS)
    return Place(page=Page.CHART, client_id=row.id, tab=Tab.ASSESSMENT, view=View.DOMAINS)


def _open_inspector(window: QWidget) -> None:
    """Where there is no room for it beside the domains, the inspector is a drawer."""
    view = window.findChild(AssessmentView)
    if isinstance(view, AssessmentView) and isinstance(view.split, InspectorSplit):
        view.split.set_open(True)
