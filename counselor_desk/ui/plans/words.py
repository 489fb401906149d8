"""The words for the levels, states and people of a treatment plan on the screen."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from counselor_desk.records import dates, times
from counselor_desk.records.phrase_text import FieldPart, Stop, Words, parse
from counselor_desk.records.plans import (
    Goal,
    Intervention,
    InterventionKind,
    Node,
    Objective,
    ObjectiveCategory,
    ObjectiveStatus,
    Plan,
    Problem,
    ProblemCourse,
    Rating,
)
from counselor_desk.records.sessions import SessionKind

_LEVELS: dict[type, object] = {
    Problem: QT_TRANSLATE_NOOP("plans", "Problem"),
    Goal: QT_TRANSLATE_NOOP("plans", "Goal"),
    Objective: QT_TRANSLATE_NOOP("plans", "Objective"),
    Intervention: QT_TRANSLATE_NOOP("plans", "Intervention"),
}
_BLANKS: dict[type, object] = {
    Problem: QT_TRANSLATE_NOOP("plans", "New problem"),
    Goal: QT_TRANSLATE_NOOP("plans", "New goal"),
    Objective: QT_TRANSLATE_NOOP("plans", "New objective"),
    Intervention: QT_TRANSLATE_NOOP("plans", "New intervention"),
}
_STATUSES: dict[ObjectiveStatus, tuple[object, str, str]] = {
    ObjectiveStatus.NEW: (QT_TRANSLATE_NOOP("plans", "Not started"), "neutral", "circle"),
    ObjectiveStatus.PROGRESSING: (
        QT_TRANSLATE_NOOP("plans", "Progressing"),
        "signed",
        "trending-up",
    ),
    ObjectiveStatus.NO_CHANGE: (QT_TRANSLATE_NOOP("plans", "No change"), "neutral", "minus"),
    ObjectiveStatus.WORSE: (QT_TRANSLATE_NOOP("plans", "Worse"), "overdue", "trending-down"),
    ObjectiveStatus.MET: (QT_TRANSLATE_NOOP("plans", "Met"), "signed", "circle-check"),
    ObjectiveStatus.OVERDUE: (QT_TRANSLATE_NOOP("plans", "Overdue"), "risk", "circle-alert"),
}
_COURSES: dict[ProblemCourse, object] = {
    ProblemCourse.TREATED: QT_TRANSLATE_NOOP("plans", "Treated here"),
    ProblemCourse.DEFERRED: QT_TRANSLATE_NOOP("plans", "Deferred"),
    ProblemCourse.REFERRED: QT_TRANSLATE_NOOP("plans", "Referred"),
}
_CATEGORIES: dict[ObjectiveCategory, object] = {
    ObjectiveCategory.SOCIAL_SKILLS: QT_TRANSLATE_NOOP("plans", "Social skills"),
    ObjectiveCategory.AUTONOMY: QT_TRANSLATE_NOOP("plans", "Autonomy"),
    ObjectiveCategory.COMMUNITY: QT_TRANSLATE_NOOP("plans", "Community"),
}
_RATING_LOOKS: dict[Rating | None, tuple[object, str, str]] = {
    None: (QT_TRANSLATE_NOOP("plans", "not rated"), "circle", "text3"),
    Rating.WORSE: (QT_TRANSLATE_NOOP("plans", "worse"), "trending-down", "overdue"),
    Rating.SAME: (QT_TRANSLATE_NOOP("plans", "same"), "minus", "text2"),
    Rating.BETTER: (QT_TRANSLATE_NOOP("plans", "better"), "trending-up", "signed"),
    Rating.MET: (QT_TRANSLATE_NOOP("plans", "met"), "circle-check", "signed"),
}
_KINDS: dict[InterventionKind, object] = {
    InterventionKind.INDIVIDUAL: QT_TRANSLATE_NOOP("plans", "Individual"),
    InterventionKind.GROUP: QT_TRANSLATE_NOOP("plans", "Group"),
    InterventionKind.FAMILY: QT_TRANSLATE_NOOP("plans", "Family"),
    InterventionKind.CASE_MANAGEMENT: QT_TRANSLATE_NOOP("plans", "Case management"),
    InterventionKind.MEDICATION_MANAGEMENT: QT_TRANSLATE_NOOP("plans", "Medication"),
    InterventionKind.VOCATIONAL: QT_TRANSLATE_NOOP("plans", "Vocational"),
    InterventionKind.MUTUAL_HELP: QT_TRANSLATE_NOOP("plans", "Mutual help"),
    InterventionKind.HOMEWORK: QT_TRANSLATE_NOOP("plans", "Homework"),
    InterventionKind.REFERRAL: QT_TRANSLATE_NOOP("plans", "Referral"),
}
_SERVICES: dict[SessionKind, object] = {
    SessionKind.INDIVIDUAL: QT_TRANSLATE_NOOP("plans", "individual"),
    SessionKind.FAMILY: QT_TRANSLATE_NOOP("plans", "family"),
    SessionKind.GROUP: QT_TRANSLATE_NOOP("plans", "group"),
    SessionKind.CASE_MANAGEMENT: QT_TRANSLATE_NOOP("plans", "case management"),
    SessionKind.MEDICATION_MANAGEMENT: QT_TRANSLATE_NOOP("plans", "medication"),
    SessionKind.VOCATIONAL: QT_TRANSLATE_NOOP("plans", "vocational"),
    SessionKind.CRISIS: QT_TRANSLATE_NOOP("plans", "crisis"),
    SessionKind.PHONE_CONTACT: QT_TRANSLATE_NOOP("plans", "phone contact"),
    SessionKind.COLLATERAL_CONTACT: QT_TRANSLATE_NOOP("plans", "collateral contact"),
    SessionKind.CASE_CONFERENCE: QT_TRANSLATE_NOOP("plans", "case conference"),
    SessionKind.NO_SHOW: QT_TRANSLATE_NOOP("plans", "no-show"),
}


def level(node: Node) -> str:
    """What a node is called: "Goal"."""
    return _translated(_LEVELS[type(node)])


def level_name(level: type[Node]) -> str:
    """What the nodes of a level are called."""
    return _translated(_LEVELS[level])


def named(node: Node) -> str:
    """A node by its level and number: "Goal 2.1"; an intervention has no number."""
    number = "" if isinstance(node, Intervention) else node.number
    return f"{level(node)} {number}".strip()


def blank(node: Node) -> str:
    """What stands in the row of a node without words."""
    return _translated(_BLANKS[type(node)])


def title(node: Node) -> str:
    """The line of a node: its words, and a problem's code behind them."""
    words = " ".join(readable(node.text).split()) or blank(node)
    code = node.code.strip() if isinstance(node, Problem) else ""
    return f"{words} ({code})" if code else words


def readable(text: str) -> str:
    """A text to read, in which a blank is what may stand there: "for [14 / 30] days"."""
    return "".join(
        part.source if isinstance(part, Words) else f"[{_choices(part)}]" for part in parse(text)
    )


def course(value: ProblemCourse) -> str:
    """What is done about a problem now."""
    return _translated(_COURSES[value])


def course_told(problem: Problem) -> str:
    """That a problem is put off or left to somebody else, and why; empty while it is treated."""
    if problem.course is ProblemCourse.TREATED:
        return ""
    reason = " ".join(problem.course_reason.split())
    return f"{course(problem.course)}: {reason}" if reason else course(problem.course)


def category(value: ObjectiveCategory | None) -> str:
    """What an objective builds beside sobriety; nothing where it builds nothing of the kind."""
    return "" if value is None else _translated(_CATEGORIES[value])


def status(value: ObjectiveStatus) -> str:
    """Where an objective stands."""
    return _translated(_STATUSES[value][0])


def status_look(value: ObjectiveStatus) -> tuple[str, str]:
    """The tone and the icon of a status chip."""
    return _STATUSES[value][1:]


def rating(value: Rating | None) -> str:
    """How an objective moved in one note."""
    return _translated(_RATING_LOOKS[value][0])


def rating_look(value: Rating | None) -> tuple[str, str]:
    """The icon of a rating, and its color."""
    return _RATING_LOOKS[value][1:]


def yes_or_no(value: bool | None) -> str:
    """An answer in a signed version; nothing where none was given."""
    if value is None:
        return ""
    said = QT_TRANSLATE_NOOP("plans", "Yes") if value else QT_TRANSLATE_NOOP("plans", "No")
    return _translated(said)


def kind(value: InterventionKind) -> str:
    """The setting of an intervention."""
    return _translated(_KINDS[value])


def service(value: SessionKind) -> str:
    """The kind of a session within a sentence."""
    return _translated(_SERVICES[value])


def how_often(step: Intervention) -> str:
    """Who does an intervention, in which setting, how often and for how long."""
    parts = (step.responsible, kind(step.kind), step.frequency, step.duration)
    return " · ".join(part.strip() for part in parts if part.strip())


def contents(problem: Problem) -> str:
    """How much is folded away below a problem: "1 goal · 2 objectives"."""
    goals = len(problem.goals)
    objectives = sum(len(goal.objectives) for goal in problem.goals)
    return f"{_goals(goals)} · {objectives_words(objectives)}"


def objectives_words(count: int) -> str:
    """A number of objectives in words."""
    if count == 1:
        return _translated(QT_TRANSLATE_NOOP("plans", "1 objective"))
    return _translated(QT_TRANSLATE_NOOP("plans", "{count} objectives")).format(count=count)


def extent(plan: Plan) -> str:
    """How large a plan is: "3 problems · 4 goals · 9 objectives"."""
    problems = len(plan.problems)
    first = (
        _translated(QT_TRANSLATE_NOOP("plans", "1 problem"))
        if problems == 1
        else _translated(QT_TRANSLATE_NOOP("plans", "{count} problems")).format(count=problems)
    )
    goals = _goals(len(list(plan.goals())))
    return f"{first} · {goals} · {objectives_words(len(list(plan.objectives())))}"


def day(value: date, today: date) -> str:
    """A date in a list: "Mar 12", with the year when it is another one."""
    short = f"{dates.MONTHS[value.month - 1][:3]} {value.day}"
    return short if value.year == today.year else f"{short}, {value.year}"


def full_day(value: date, today: date) -> str:
    """A date in a sentence: "Monday, March 16", with the year when it is another one."""
    words = f"{dates.WEEKDAYS[value.weekday()]}, {dates.MONTHS[value.month - 1]} {value.day}"
    return words if value.year == today.year else f"{words}, {value.year}"


def full_moment(local: datetime) -> str:
    """A local moment for a signature: "March 12, 2026, 10:04 am"."""
    return f"{dates.write_in_words(local.date())}, {times.write_time(local.time())}"


def translated(text: object) -> str:
    """A text marked for this package, in the language of the window."""
    return _translated(text)


def _choices(part: FieldPart | Stop) -> str:
    if isinstance(part, FieldPart):
        return part.field.value
    return " / ".join(part.choices) or part.label or "…"


def _goals(count: int) -> str:
    if count == 1:
        return _translated(QT_TRANSLATE_NOOP("plans", "1 goal"))
    return _translated(QT_TRANSLATE_NOOP("plans", "{count} goals")).format(count=count)


def _translated(text: object) -> str:
    return QCoreApplication.translate("plans", str(text))
