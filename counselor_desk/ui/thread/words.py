"""The words and looks of the golden thread on the screen."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from counselor_desk.records import dates
from counselor_desk.records.notes import Note
from counselor_desk.records.plans import ObjectiveStatus, Plan, Problem, ProblemCourse, Rating
from counselor_desk.records.sessions import SessionKind
from counselor_desk.records.threads import (
    GoalLine,
    ObjectiveLine,
    ThreadCell,
    ThreadNote,
    Week,
)
from counselor_desk.rules.threads import Hole, Repair

_STATUSES: dict[ObjectiveStatus, tuple[object, str, str]] = {
    ObjectiveStatus.NEW: (QT_TRANSLATE_NOOP("thread", "New"), "draft", "circle-dot"),
    ObjectiveStatus.PROGRESSING: (
        QT_TRANSLATE_NOOP("thread", "Progressing"),
        "signed",
        "trending-up",
    ),
    ObjectiveStatus.NO_CHANGE: (QT_TRANSLATE_NOOP("thread", "No change"), "neutral", "minus"),
    ObjectiveStatus.WORSE: (QT_TRANSLATE_NOOP("thread", "Worse"), "overdue", "trending-down"),
    ObjectiveStatus.MET: (QT_TRANSLATE_NOOP("thread", "Met"), "signed", "circle-check"),
    ObjectiveStatus.OVERDUE: (QT_TRANSLATE_NOOP("thread", "Overdue"), "risk", "circle-alert"),
}
_RATINGS: dict[Rating | None, tuple[object, str, str]] = {
    None: (QT_TRANSLATE_NOOP("thread", "not rated"), "neutral", "circle"),
    Rating.WORSE: (QT_TRANSLATE_NOOP("thread", "worse"), "overdue", "trending-down"),
    Rating.SAME: (QT_TRANSLATE_NOOP("thread", "same"), "neutral", "minus"),
    Rating.BETTER: (QT_TRANSLATE_NOOP("thread", "better"), "signed", "trending-up"),
    Rating.MET: (QT_TRANSLATE_NOOP("thread", "met"), "signed", "circle-check"),
}
_REPAIRS: dict[Repair, tuple[object, str, str]] = {
    Repair.ADD_TO_PLAN: (QT_TRANSLATE_NOOP("thread", "Add to plan"), "risk", "flag"),
    Repair.REVIEW_OBJECTIVE: (QT_TRANSLATE_NOOP("thread", "Review objective"), "risk", "target"),
    Repair.ADD_INTERVENTION: (
        QT_TRANSLATE_NOOP("thread", "Add intervention"),
        "overdue",
        "handshake",
    ),
    Repair.LINK_NOTE: (QT_TRANSLATE_NOOP("thread", "Link a note"), "overdue", "file-text"),
    Repair.OPEN_NOTE: (QT_TRANSLATE_NOOP("thread", "Open the note"), "overdue", "file-pen"),
}
_KINDS: dict[SessionKind, object] = {
    SessionKind.INDIVIDUAL: QT_TRANSLATE_NOOP("thread", "individual"),
    SessionKind.FAMILY: QT_TRANSLATE_NOOP("thread", "family"),
    SessionKind.GROUP: QT_TRANSLATE_NOOP("thread", "group"),
    SessionKind.CASE_MANAGEMENT: QT_TRANSLATE_NOOP("thread", "case management"),
    SessionKind.MEDICATION_MANAGEMENT: QT_TRANSLATE_NOOP("thread", "medication"),
    SessionKind.VOCATIONAL: QT_TRANSLATE_NOOP("thread", "vocational"),
    SessionKind.CRISIS: QT_TRANSLATE_NOOP("thread", "crisis"),
    SessionKind.PHONE_CONTACT: QT_TRANSLATE_NOOP("thread", "phone contact"),
    SessionKind.COLLATERAL_CONTACT: QT_TRANSLATE_NOOP("thread", "collateral contact"),
    SessionKind.CASE_CONFERENCE: QT_TRANSLATE_NOOP("thread", "case conference"),
    SessionKind.NO_SHOW: QT_TRANSLATE_NOOP("thread", "no-show"),
}
_COURSES: dict[ProblemCourse, object] = {
    ProblemCourse.DEFERRED: QT_TRANSLATE_NOOP("thread", "deferred"),
    ProblemCourse.REFERRED: QT_TRANSLATE_NOOP("thread", "referred"),
}


def outcome(status: ObjectiveStatus) -> str:
    """Where an objective stands."""
    return translated(_STATUSES[status][0])


def outcome_look(status: ObjectiveStatus) -> tuple[str, str]:
    """The tone and the icon of an outcome."""
    return _STATUSES[status][1:]


def rating(value: Rating | None) -> str:
    """How an objective moved."""
    return translated(_RATINGS[value][0])


def rating_look(value: Rating | None) -> tuple[str, str]:
    """The tone and the icon of a rating."""
    return _RATINGS[value][1:]


def repair(hole: Hole) -> str:
    """What the button of a hole says."""
    return translated(_REPAIRS[hole.repair][0])


def hole_look(hole: Hole) -> tuple[str, str]:
    """The tone and the icon of a hole."""
    return _REPAIRS[hole.repair][1:]


def way(plan: Plan) -> str:
    """What the thread runs through."""
    text = translated(
        QT_TRANSLATE_NOOP("thread", "assessment → plan version {version} → notes → outcome")
    )
    return text.format(version=plan.version)


def week_title(week: Week, today: date) -> str:
    """The title of a column: "5 · Mar 9"."""
    return f"{week.number} · {dates.write_short(week.starts_on, today).split(',')[0]}"


def note_title(note: ThreadNote, today: date) -> str:
    """The title of the column of one note: its day."""
    return dates.write_short(note.held_on, today).split(",")[0]


def note_line(note: ThreadNote, today: date) -> str:
    """One of several notes: "Mar 10 · group"."""
    return f"{dates.write_short(note.held_on, today)} · {translated(_KINDS[note.kind])}"


def draft_line(note: Note, today: date) -> str:
    """A note that waits for its signature: "Mar 10 · individual, not signed"."""
    kind = translated(_KINDS[note.kind])
    if note.held_on is None:
        return translated(QT_TRANSLATE_NOOP("thread", "{kind}, not signed")).format(kind=kind)
    return translated(QT_TRANSLATE_NOOP("thread", "{day} · {kind}, not signed")).format(
        day=dates.write_short(note.held_on, today), kind=kind
    )


def measured(line: ObjectiveLine, today: date) -> str:
    """The newest rating and its day; of an objective that is met the day alone."""
    if line.rated is None:
        return "–"
    day = dates.write_short(line.rated.rated_on, today).split(",")[0]
    return day if line.status is ObjectiveStatus.MET else f"{rating(line.rated.rating)}, {day}"


def from_domain(problem: Problem) -> str:
    """The domain of the assessment a problem was drawn from; empty without one."""
    if problem.domain is None:
        return ""
    text = translated(QT_TRANSLATE_NOOP("thread", "assessment {domain}"))
    return text.format(domain=problem.domain.removeprefix("d"))


def problem_aside(problem: Problem) -> str:
    """What stands at the right of a problem: its course where it is not treated, its domain."""
    course = _COURSES.get(problem.course)
    parts = (translated(course) if course else "", from_domain(problem))
    return " · ".join(part for part in parts if part)


def no_goal() -> str:
    """What stands in the place of a goal that is missing."""
    return translated(QT_TRANSLATE_NOOP("thread", "No goal yet"))


def no_note() -> str:
    """What stands in a cell that should have a note."""
    return translated(QT_TRANSLATE_NOOP("thread", "no note"))


def goal_spoken(line: GoalLine) -> str:
    """A goal under its problem, for a screen reader."""
    problem = translated(QT_TRANSLATE_NOOP("thread", "Problem {number}: {text}")).format(
        number=line.problem.number, text=line.problem.text
    )
    if line.goal is None:
        none = translated(QT_TRANSLATE_NOOP("thread", "no goal"))
        return ", ".join(part for part in (problem, none, problem_aside(line.problem)) if part)
    goal = translated(QT_TRANSLATE_NOOP("thread", "Goal {number}: {text}")).format(
        number=line.goal.number, text=line.goal.text
    )
    if not line.is_first:
        return goal
    return ", ".join(part for part in (problem, goal, problem_aside(line.problem)) if part)


def objective_spoken(line: ObjectiveLine, today: date) -> str:
    """An objective, for a screen reader."""
    one = line.objective
    said = translated(QT_TRANSLATE_NOOP("thread", "Objective {number}: {text}")).format(
        number=one.number, text=one.text
    )
    if one.target_on is None:
        return said
    target = translated(QT_TRANSLATE_NOOP("thread", "target {day}"))
    return f"{said}, {target.format(day=dates.write_short(one.target_on, today))}"


def cell_spoken(cell: ThreadCell) -> str:
    """A cell, for a screen reader: "2 notes, better"."""
    if cell.is_missing:
        return translated(QT_TRANSLATE_NOOP("thread", "no note, one was due"))
    if not cell.notes:
        return no_note()
    count = (
        translated(QT_TRANSLATE_NOOP("thread", "1 note"))
        if len(cell.notes) == 1
        else translated(QT_TRANSLATE_NOOP("thread", "{count} notes")).format(count=len(cell.notes))
    )
    return f"{count}, {rating(cell.rating)}"


def translated(text: object) -> str:
    """A text marked for this package, in the language of the window."""
    return QCoreApplication.translate("thread", str(text))
