"""The words of the page of phrases and templates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from counselor_desk.records import dates
from counselor_desk.records.notes import NoteFormat, SectionCode
from counselor_desk.records.phrase_text import Field
from counselor_desk.records.phrases import Offered, Subject
from counselor_desk.records.sessions import SessionKind
from counselor_desk.rules.wording import Advice

_SUBJECTS = {
    Subject.ATTENDANCE: QT_TRANSLATE_NOOP("phrases", "Attendance"),
    Subject.USE: QT_TRANSLATE_NOOP("phrases", "Use and tests"),
    Subject.URGES: QT_TRANSLATE_NOOP("phrases", "Urges and coping"),
    Subject.SUPPORTS: QT_TRANSLATE_NOOP("phrases", "Recovery supports"),
    Subject.MOOD: QT_TRANSLATE_NOOP("phrases", "Mood"),
    Subject.RISK: QT_TRANSLATE_NOOP("phrases", "Risk"),
    Subject.FAMILY: QT_TRANSLATE_NOOP("phrases", "Family"),
    Subject.HEALTH: QT_TRANSLATE_NOOP("phrases", "Medication and health"),
    Subject.LIFE: QT_TRANSLATE_NOOP("phrases", "Work and home"),
    Subject.STEPS: QT_TRANSLATE_NOOP("phrases", "Goals and next steps"),
    Subject.OTHER: QT_TRANSLATE_NOOP("phrases", "Other"),
}
_OFFERED = {
    Offered.ANYWHERE: QT_TRANSLATE_NOOP("phrases", "Anywhere"),
    Offered.HAPPENED: QT_TRANSLATE_NOOP("phrases", "What happened"),
    Offered.READING: QT_TRANSLATE_NOOP("phrases", "Assessment"),
    Offered.PLAN: QT_TRANSLATE_NOOP("phrases", "Plan section"),
}
_KINDS = {
    SessionKind.INDIVIDUAL: QT_TRANSLATE_NOOP("phrases", "Individual"),
    SessionKind.FAMILY: QT_TRANSLATE_NOOP("phrases", "Family session"),
    SessionKind.GROUP: QT_TRANSLATE_NOOP("phrases", "Group"),
    SessionKind.CASE_MANAGEMENT: QT_TRANSLATE_NOOP("phrases", "Case management"),
    SessionKind.MEDICATION_MANAGEMENT: QT_TRANSLATE_NOOP("phrases", "Medication management"),
    SessionKind.VOCATIONAL: QT_TRANSLATE_NOOP("phrases", "Vocational"),
    SessionKind.CRISIS: QT_TRANSLATE_NOOP("phrases", "Crisis"),
    SessionKind.PHONE_CONTACT: QT_TRANSLATE_NOOP("phrases", "Phone contact"),
    SessionKind.COLLATERAL_CONTACT: QT_TRANSLATE_NOOP("phrases", "Collateral contact"),
    SessionKind.CASE_CONFERENCE: QT_TRANSLATE_NOOP("phrases", "Case conference"),
    SessionKind.NO_SHOW: QT_TRANSLATE_NOOP("phrases", "No-show"),
}
_FIELDS = {
    Field.FIRST: QT_TRANSLATE_NOOP("phrases", "First name"),
    Field.HE: QT_TRANSLATE_NOOP("phrases", "he, she or they"),
    Field.HIM: QT_TRANSLATE_NOOP("phrases", "him, her or them"),
    Field.HIS: QT_TRANSLATE_NOOP("phrases", "his, her or their"),
    Field.HIMSELF: QT_TRANSLATE_NOOP("phrases", "himself, herself or themself"),
    Field.DATE: QT_TRANSLATE_NOOP("phrases", "Date of the session"),
    Field.MINUTES: QT_TRANSLATE_NOOP("phrases", "Minutes"),
    Field.WEEK: QT_TRANSLATE_NOOP("phrases", "Week of treatment"),
    Field.PROBLEM: QT_TRANSLATE_NOOP("phrases", "Problem of the objective"),
    Field.GOAL: QT_TRANSLATE_NOOP("phrases", "Goal of the objective"),
    Field.OBJECTIVE: QT_TRANSLATE_NOOP("phrases", "Linked objective"),
}
_SECTIONS = {
    SectionCode.DATA: QT_TRANSLATE_NOOP("phrases", "Data"),
    SectionCode.SUBJECTIVE: QT_TRANSLATE_NOOP("phrases", "Subjective"),
    SectionCode.OBJECTIVE: QT_TRANSLATE_NOOP("phrases", "Objective"),
    SectionCode.BEHAVIOR: QT_TRANSLATE_NOOP("phrases", "Behavior"),
    SectionCode.GOAL: QT_TRANSLATE_NOOP("phrases", "Goal"),
    SectionCode.INTERVENTION: QT_TRANSLATE_NOOP("phrases", "Intervention"),
    SectionCode.RESPONSE: QT_TRANSLATE_NOOP("phrases", "Response"),
    SectionCode.ASSESSMENT: QT_TRANSLATE_NOOP("phrases", "Assessment"),
    SectionCode.PLAN: QT_TRANSLATE_NOOP("phrases", "Plan"),
}


def translated(text: object) -> str:
    """A text of this page in the language of the window."""
    return QCoreApplication.translate("phrases", str(text))


def subject(one: Subject) -> str:
    """What phrases are about."""
    return translated(_SUBJECTS[one])


def subjects() -> list[tuple[object, str]]:
    """Every subject with its name."""
    return [(one, subject(one)) for one in Subject]


def offered() -> list[tuple[object, str]]:
    """Every place a phrase can be meant for, with its name."""
    return [(one, translated(text)) for one, text in _OFFERED.items()]


def kind(one: SessionKind) -> str:
    """A kind of session."""
    return translated(_KINDS[one])


def kinds() -> list[tuple[object, str]]:
    """Every kind of session with its name."""
    return [(one, kind(one)) for one in SessionKind]


def formats() -> list[tuple[object, str]]:
    """Every format of a note."""
    return [(one, one.value.upper()) for one in NoteFormat]


def section(code: SectionCode) -> str:
    """A part of the narrative."""
    return translated(_SECTIONS[code])


def fields() -> list[tuple[Field, str]]:
    """Every field with what it is filled with."""
    return [(one, translated(text)) for one, text in _FIELDS.items()]


def used(uses: int, used_on: date | None, today: date) -> str:
    """How often, and when last: "used 14 times, last Mar 10"."""
    if not uses or used_on is None:
        return translated("not used yet")
    times = translated("used once") if uses == 1 else translated("used {n:,} times").format(n=uses)
    last = dates.write_short(used_on, today)
    return translated("{times}, last {day}").format(times=times, day=last)


def counts(phrases: int, templates: int) -> str:
    """The line below the title."""
    one = translated("1 phrase") if phrases == 1 else translated("{n:,} phrases").format(n=phrases)
    other = (
        translated("1 template")
        if templates == 1
        else translated("{n:,} templates").format(n=templates)
    )
    return " · ".join((one, other, translated("type ; and two letters in any note")))


def checked(advice: Sequence[Advice], *, is_open: bool) -> str:
    """The check line below the preview."""
    if advice:
        said = (
            translated("“{word}”: say “{proposal}”.").format(word=one.found, proposal=one.proposal)
            for one in advice[:2]
        )
        return " ".join(said)
    person_first = translated("Person-first wording.")
    if not is_open:
        return person_first
    left = translated("A choice left open blocks signing (“1 blank left”).")
    return f"{person_first} {left}"
