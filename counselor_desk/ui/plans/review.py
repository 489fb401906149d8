"""Reviews: what a draft changed of the version in force, and when the next review is due."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from counselor_desk.records import dates, plan_changes
from counselor_desk.records.assessments import DomainCode
from counselor_desk.records.ids import Uid
from counselor_desk.records.plan_changes import NodeChange, PlanChanges
from counselor_desk.records.plans import (
    Intervention,
    InterventionKind,
    Node,
    ObjectiveCategory,
    Plan,
    Problem,
    ProblemCourse,
)
from counselor_desk.ui.plans import words

Domains = Mapping[DomainCode, str]
"""What each domain of the assessment is called, with its number."""

_UNNAMED: Domains = MappingProxyType({})

SOON = timedelta(days=7)
"""From this many days before it a review is announced in the tone of a warning."""


_FIELDS: dict[str, object] = {
    "text": QT_TRANSLATE_NOOP("plans", "Words"),
    "code": QT_TRANSLATE_NOOP("plans", "Diagnosis code"),
    "course": QT_TRANSLATE_NOOP("plans", "What is done about it"),
    "course_reason": QT_TRANSLATE_NOOP("plans", "Reason"),
    "domain": QT_TRANSLATE_NOOP("plans", "Domain of the assessment"),
    "also_answers": QT_TRANSLATE_NOOP("plans", "Further domains of the assessment"),
    "client_words": QT_TRANSLATE_NOOP("plans", "In the client’s own words"),
    "target_on": QT_TRANSLATE_NOOP("plans", "Target date"),
    "category": QT_TRANSLATE_NOOP("plans", "Also builds"),
    "kind": QT_TRANSLATE_NOOP("plans", "Kind"),
    "frequency": QT_TRANSLATE_NOOP("plans", "How often"),
    "duration": QT_TRANSLATE_NOOP("plans", "How long"),
    "responsible": QT_TRANSLATE_NOOP("plans", "Who"),
    "strengths": QT_TRANSLATE_NOOP("plans", "Strengths"),
    "needs": QT_TRANSLATE_NOOP("plans", "Needs"),
    "abilities": QT_TRANSLATE_NOOP("plans", "Abilities"),
    "preferences": QT_TRANSLATE_NOOP("plans", "Preferences"),
    "barriers": QT_TRANSLATE_NOOP("plans", "Barriers"),
    "services": QT_TRANSLATE_NOOP("plans", "Services"),
    "discharge_criteria": QT_TRANSLATE_NOOP("plans", "Discharge criteria"),
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """Rows of a draft that are not as in the version in force, by node uid.

    `was` says what was in a changed row; a new row is in it with an empty text.
    """

    was: dict[Uid, str] = field(default_factory=dict, repr=False)

    def is_changed(self, node_uid: Uid) -> bool:
        """Whether a row differs from the version in force."""
        return node_uid in self.was


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change in words: what it is about, and what was there before."""

    title: str = field(repr=False)
    detail: str = field(default="", repr=False)
    icon: str = "pen-line"
    tone: str = "accent"


def compared(draft: Plan, basis: Plan | None, domains: Domains = _UNNAMED) -> Comparison:
    """What a draft changed; nothing when there is no version in force yet.

    An objective's interventions belong to its row: the row is changed when one of them is.
    `domains` are the names of those of the assessment.
    """
    if basis is None:
        return Comparison()
    owners = {
        step.node_uid: one.node_uid
        for plan in (basis, draft)
        for one in plan.objectives()
        for step in one.interventions
    }
    rows = {node.node_uid for node in draft.nodes() if node.node_uid not in owners}
    new: set[Uid] = set()
    was: dict[Uid, list[str]] = {}
    for change in plan_changes.between(draft, basis).nodes:
        uid = change.node.node_uid
        row = owners.get(uid, uid)
        if row not in rows:
            continue
        if uid == row and change.was is None:
            new.add(row)
        elif row not in new:
            was.setdefault(row, []).append(_was(change, domains, is_own=uid == row))
    return Comparison({**dict.fromkeys(new, ""), **{u: "; ".join(t) for u, t in was.items()}})


def told(changes: PlanChanges, domains: Domains = _UNNAMED) -> list[ChangeLine]:
    """Every change as a line to read, the fields of the plan itself first.

    `domains` are the names of those of the assessment.
    """
    head = [
        ChangeLine(
            _tr("Changed: {what}").format(what=_field(name)), _tr("Was: {text}").format(text=old)
        )
        if old.strip()
        else ChangeLine(_tr("New: {what}").format(what=_field(name)), "", "plus", "signed")
        for name, old in changes.head
    ]
    return [*head, *(_line(one, domains) for one in changes.nodes)]


def _line(change: NodeChange, domains: Domains) -> ChangeLine:
    what = f"{words.named(change.node)}: {words.title(change.node)}"
    if change.was is None:
        return ChangeLine(_tr("New: {what}").format(what=what), "", "plus", "signed")
    if change.now is None:
        return ChangeLine(_tr("Removed: {what}").format(what=what), "", "minus", "risk")
    if not change.fields:
        pattern = _tr("Moved: {what}").format(what=what)
        return ChangeLine(pattern, _place(change.was), "arrow-right", "text2")
    lead = _tr("Changed and moved: {what}") if change.is_moved else _tr("Changed: {what}")
    detail = _tr("Was: {text}").format(text=_old_words(change, domains))
    return ChangeLine(lead.format(what=what), detail)


def _was(change: NodeChange, domains: Domains, *, is_own: bool) -> str:
    """What a row says of a change of its own, or of one of its interventions."""
    if is_own:
        if change.was is not None and not change.fields:
            return _place(change.was)
        return _old_words(change, domains)
    if change.was is None:
        return _tr("without the intervention “{text}”").format(text=words.title(change.node))
    if change.now is None:
        return _tr("with the intervention “{text}”").format(text=words.title(change.node))
    return (
        _old_words(change, domains) if change.fields else _tr("its interventions in another order")
    )


def _place(was: Node) -> str:
    number = "" if isinstance(was, Intervention) else was.number
    return (
        _tr("number {number} before").format(number=number) if number else _tr("placed otherwise")
    )


def _old_words(change: NodeChange, domains: Domains) -> str:
    """The old words of every field that is another, the text of the line first."""
    old = change.was
    if old is None:
        return ""
    parts = [words.title(old)] if {"text", "code"} & set(change.fields) else []
    others = [name for name in change.fields if name not in {"text", "code"}]
    told = [f"{_field(name).lower()} {_told(old, name, domains)}" for name in others]
    return "; ".join([*parts, *told])


def _told(old: Node, name: str, domains: Domains) -> str:
    """What stood in a field; domains of the assessment by their names."""
    if isinstance(old, Problem) and name == "domain" and old.domain is not None:
        return _domain(old.domain, domains)
    if isinstance(old, Problem) and name == "also_answers" and old.also_answers:
        codes = (DomainCode(code) for code in old.also_answers.split())
        return ", ".join(_domain(code, domains) for code in codes)
    return _said(getattr(old, name))


def _domain(code: DomainCode, domains: Domains) -> str:
    """The number and name of a domain; without an assessment that names it, its number."""
    return domains.get(code, code.value.removeprefix("d"))


def _said(value: object) -> str:
    if value is None or value == "":
        return _tr("none")
    if isinstance(value, date):
        return dates.write_in_words(value)
    if isinstance(value, InterventionKind):
        return words.kind(value)
    if isinstance(value, ProblemCourse):
        return words.course(value)
    if isinstance(value, ObjectiveCategory):
        return words.category(value)
    return str(value)


def _field(name: str) -> str:
    return _tr(str(_FIELDS.get(name, name)))


@dataclass(frozen=True, slots=True)
class Due:
    """The review of a signed plan in words, and how urgent it is."""

    sentence: str
    tone: str


def due(due_on: date, every: timedelta, version: int, today: date) -> Due:
    """What the banner of the plan in force says about its next review, `every` being how often."""
    when = words.full_day(due_on, today)
    if due_on < today:
        late = (today - due_on).days
        days = _tr("1 day ago") if late == 1 else _tr("{count} days ago").format(count=late)
        lead = _tr("{n}-day review was due {day}, {days}.").format(
            n=every.days, day=when, days=days
        )
    elif due_on == today:
        lead = _tr("{n}-day review due today.").format(n=every.days)
    else:
        lead = _tr("{n}-day review due {day}.").format(n=every.days, day=when)
    rest = _tr("Editing opens a new version; version {version} stays as signed.").format(
        version=version
    )
    is_near = due_on - today <= SOON
    return Due(f"{lead} {rest}", "overdue" if is_near else "neutral")


def _tr(text: str) -> str:
    return QCoreApplication.translate("plans", text)
