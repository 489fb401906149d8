"""The words, tone and icon of each flag, and the place it came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import cast

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from counselor_desk.records import dates
from counselor_desk.records.assessments import Level
from counselor_desk.records.circumstances import CareLevel
from counselor_desk.records.flags import Flag, FlagGroup, FlagKind
from counselor_desk.records.ids import ClientId
from counselor_desk.ui.navigation import Page, Place, Tab, View

_LEVELS: dict[Level, object] = {
    Level.LOW: QT_TRANSLATE_NOOP("flags", "low"),
    Level.MODERATE: QT_TRANSLATE_NOOP("flags", "moderate"),
    Level.HIGH: QT_TRANSLATE_NOOP("flags", "high"),
}
_CARE: dict[CareLevel, object] = {
    CareLevel.DETOX: QT_TRANSLATE_NOOP("flags", "detox"),
    CareLevel.INPATIENT: QT_TRANSLATE_NOOP("flags", "inpatient care"),
    CareLevel.PHP: QT_TRANSLATE_NOOP("flags", "PHP"),
    CareLevel.RESIDENTIAL: QT_TRANSLATE_NOOP("flags", "residential care"),
}
_COUNTED: dict[FlagKind, tuple[object, object]] = {
    FlagKind.WITHDRAWAL: (
        QT_TRANSLATE_NOOP("flags", "Refer up: withdrawal"),
        QT_TRANSLATE_NOOP("flags", "Refer up: withdrawal"),
    ),
    FlagKind.RETURN_TO_USE: (
        QT_TRANSLATE_NOOP("flags", "Return to use, plan not reviewed"),
        QT_TRANSLATE_NOOP("flags", "{n} returns to use, plan not reviewed"),
    ),
    FlagKind.LEVEL_CHANGED: (
        QT_TRANSLATE_NOOP("flags", "Level changed, plan not reviewed"),
        QT_TRANSLATE_NOOP("flags", "Level changed, plan not reviewed"),
    ),
    FlagKind.RISK_UNREVIEWED: (
        QT_TRANSLATE_NOOP("flags", "Risk found, plan not reviewed"),
        QT_TRANSLATE_NOOP("flags", "Risk found, plan not reviewed"),
    ),
    FlagKind.GUARDIAN: (
        QT_TRANSLATE_NOOP("flags", "Minor, no guardian named"),
        QT_TRANSLATE_NOOP("flags", "Minor, no guardian named"),
    ),
    FlagKind.INTAKE_PAPERS: (
        QT_TRANSLATE_NOOP("flags", "1 intake paper open"),
        QT_TRANSLATE_NOOP("flags", "{n} intake papers open"),
    ),
    FlagKind.PAST_TARGET: (
        QT_TRANSLATE_NOOP("flags", "Past the planned weeks"),
        QT_TRANSLATE_NOOP("flags", "{n} weeks past plan"),
    ),
    FlagKind.PAST_TWELVE: (
        QT_TRANSLATE_NOOP("flags", "Past 12 weeks, no reason written"),
        QT_TRANSLATE_NOOP("flags", "Past 12 weeks, no reason written"),
    ),
    FlagKind.LAST_WEEK: (
        QT_TRANSLATE_NOOP("flags", "Last planned week"),
        QT_TRANSLATE_NOOP("flags", "Last planned week"),
    ),
    FlagKind.WEEK_EIGHT: (
        QT_TRANSLATE_NOOP("flags", "Week {n}: review the stay"),
        QT_TRANSLATE_NOOP("flags", "Week {n}: review the stay"),
    ),
    FlagKind.BELOW_HOURS: (
        QT_TRANSLATE_NOOP("flags", "Below {n} h this week"),
        QT_TRANSLATE_NOOP("flags", "Below {n} h this week"),
    ),
    FlagKind.NO_INDIVIDUAL: (
        QT_TRANSLATE_NOOP("flags", "No individual session for 1 day"),
        QT_TRANSLATE_NOOP("flags", "No individual session for {n} days"),
    ),
}
_ICONS: dict[FlagKind, str] = {
    FlagKind.HARM: "triangle-alert",
    FlagKind.WITHDRAWAL: "trending-up",
    FlagKind.RETURN_TO_USE: "rotate-ccw",
    FlagKind.LEVEL_CHANGED: "waypoints",
    FlagKind.RISK_UNREVIEWED: "target",
    FlagKind.STEP_UP: "trending-up",
    FlagKind.CRAVING: "activity",
    FlagKind.ALLERGY: "octagon-alert",
    FlagKind.AFTER_DISCHARGE: "hourglass",
    FlagKind.GUARDIAN: "user-round",
    FlagKind.INTAKE_PAPERS: "clipboard-list",
    FlagKind.PAST_TARGET: "calendar-clock",
    FlagKind.PAST_TWELVE: "calendar-clock",
    FlagKind.LAST_WEEK: "calendar-clock",
    FlagKind.WEEK_EIGHT: "calendar-clock",
    FlagKind.BELOW_HOURS: "timer",
    FlagKind.NO_INDIVIDUAL: "timer",
}
_SOURCES: dict[FlagKind, tuple[Tab, View | None, str]] = {
    FlagKind.HARM: (Tab.ASSESSMENT, View.DOMAINS, "risk"),
    FlagKind.WITHDRAWAL: (Tab.ASSESSMENT, View.DOMAINS, "risk"),
    FlagKind.RETURN_TO_USE: (Tab.ASSESSMENT, View.USE, "returns"),
    FlagKind.LEVEL_CHANGED: (Tab.OVERVIEW, View.FACTS, "stay"),
    FlagKind.RISK_UNREVIEWED: (Tab.PLAN, None, ""),
    FlagKind.STEP_UP: (Tab.ASSESSMENT, View.STAY, "new"),
    FlagKind.CRAVING: (Tab.ASSESSMENT, View.USE, "cravings"),
    FlagKind.ALLERGY: (Tab.MEDICATIONS, None, "allergies"),
    FlagKind.AFTER_DISCHARGE: (Tab.OVERVIEW, View.FACTS, "care"),
    FlagKind.GUARDIAN: (Tab.OVERVIEW, View.FACTS, "people"),
    FlagKind.INTAKE_PAPERS: (Tab.OVERVIEW, View.FACTS, "papers"),
    FlagKind.PAST_TARGET: (Tab.OVERVIEW, View.FACTS, "stay"),
    FlagKind.PAST_TWELVE: (Tab.OVERVIEW, View.FACTS, "stay"),
    FlagKind.LAST_WEEK: (Tab.OVERVIEW, View.FACTS, "stay"),
    FlagKind.WEEK_EIGHT: (Tab.ASSESSMENT, View.STAY, "new"),
    FlagKind.BELOW_HOURS: (Tab.ATTENDANCE, None, ""),
    FlagKind.NO_INDIVIDUAL: (Tab.ATTENDANCE, None, ""),
}


@dataclass(frozen=True, slots=True)
class FlagWords:
    """How a flag is said: a few words, a sentence, tone and icon."""

    text: str
    sentence: str
    tone: str
    icon: str


def words(flag: Flag, today: date) -> FlagWords:
    """The chip of a flag, and the sentence a screen reader and the tooltip say."""
    text = _text(flag)
    since = ""
    if flag.since is not None:
        since = say("since {day}").format(day=dates.write_short(flag.since, today))
    sentence = ", ".join(part for part in (text, since) if part)
    tone = "risk" if flag.kind.group is FlagGroup.RISK else "overdue"
    return FlagWords(text, sentence, tone, _ICONS[flag.kind])


def source(flag: Flag, client_id: ClientId) -> Place:
    """Where what raised the flag is written."""
    if flag.note_id is not None:
        return Place(page=Page.CHART, client_id=client_id, tab=Tab.NOTES, note_id=flag.note_id)
    tab, view, part = _SOURCES[flag.kind]
    return Place(page=Page.CHART, client_id=client_id, tab=tab, view=view, part=part)


def say(text: str) -> str:
    """A text of this module in the language of the window."""
    return QCoreApplication.translate("flags", text)


def _text(flag: Flag) -> str:
    match flag.kind:
        case FlagKind.HARM:
            text = _harm(flag)
        case FlagKind.STEP_UP:
            risk, returns = say("Step up? Return risk now {n}"), say("Step up? {n} returns to use")
            text = risk if flag.rise else returns
        case FlagKind.CRAVING:
            text = say("Urge up {rise}, to {n}") if flag.rise else say("Urge {n} of 10")
        case FlagKind.ALLERGY:
            text = say("Allergy: {what}")
        case FlagKind.AFTER_DISCHARGE:
            text = _after_discharge(flag)
        case kind:
            one, many = _COUNTED[kind]
            text = _translated(one if flag.count <= 1 else many)
    return text.format(n=flag.count, rise=flag.rise, what=flag.substance)


def _harm(flag: Flag) -> str:
    """Whom it threatens and how much, as far as the entry says."""
    if flag.to_self and flag.to_others:
        text = say("Risk to self and others")
    elif flag.to_self or flag.to_others:
        text = say("Risk to self") if flag.to_self else say("Risk to others")
    else:
        text = say("Risk of harm")
    level = _LEVELS.get(flag.level)
    return f"{text}: {_translated(level) if level else say('present')}"


def _after_discharge(flag: Flag) -> str:
    care = _translated(_CARE[flag.care or CareLevel.INPATIENT])
    if flag.count == 0:
        return say("Left {care} today").replace("{care}", care)
    text = say("1 day after {care}") if flag.count == 1 else say("{n} days after {care}")
    return text.replace("{care}", care)


def _translated(text: object) -> str:
    # Qt's marker is typed as `object`; what it gives is the text.
    return say(cast("str", text))
