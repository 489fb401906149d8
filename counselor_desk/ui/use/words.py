"""The words, icons and tones for substances, returns to use, drug tests and urges on the screen."""

from __future__ import annotations

from datetime import date
from typing import cast

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from counselor_desk.records import cravings, dates
from counselor_desk.records.circumstances import Answer
from counselor_desk.records.cravings import Alert, Craving
from counselor_desk.records.drug_tests import DrugTest, TestKind, TestResult
from counselor_desk.records.substances import Route, Substance, SubstanceClass
from counselor_desk.ui.delegates import ChipWords

_CLASSES: dict[SubstanceClass, object] = {
    SubstanceClass.ALCOHOL: QT_TRANSLATE_NOOP("use", "Alcohol"),
    SubstanceClass.OPIOIDS: QT_TRANSLATE_NOOP("use", "Opioids"),
    SubstanceClass.CANNABIS: QT_TRANSLATE_NOOP("use", "Cannabis"),
    SubstanceClass.SEDATIVES: QT_TRANSLATE_NOOP("use", "Sedatives"),
    SubstanceClass.COCAINE: QT_TRANSLATE_NOOP("use", "Cocaine"),
    SubstanceClass.STIMULANTS: QT_TRANSLATE_NOOP("use", "Other stimulants"),
    SubstanceClass.HALLUCINOGENS: QT_TRANSLATE_NOOP("use", "Hallucinogens"),
    SubstanceClass.NICOTINE: QT_TRANSLATE_NOOP("use", "Nicotine"),
    SubstanceClass.INHALANTS: QT_TRANSLATE_NOOP("use", "Inhalants"),
    SubstanceClass.OTHER: QT_TRANSLATE_NOOP("use", "Other"),
}
_ROUTES: dict[Route, object] = {
    Route.UNKNOWN: QT_TRANSLATE_NOOP("use", "Not known"),
    Route.ORAL: QT_TRANSLATE_NOOP("use", "By mouth"),
    Route.SMOKED: QT_TRANSLATE_NOOP("use", "Smoked"),
    Route.NASAL: QT_TRANSLATE_NOOP("use", "Nasal"),
    Route.INJECTED: QT_TRANSLATE_NOOP("use", "Injected"),
    Route.OTHER: QT_TRANSLATE_NOOP("use", "Other"),
}
_KINDS: dict[TestKind, object] = {
    TestKind.URINE: QT_TRANSLATE_NOOP("use", "Urine"),
    TestKind.SALIVA: QT_TRANSLATE_NOOP("use", "Saliva"),
    TestKind.BREATH: QT_TRANSLATE_NOOP("use", "Breath"),
    TestKind.BLOOD: QT_TRANSLATE_NOOP("use", "Blood"),
    TestKind.HAIR: QT_TRANSLATE_NOOP("use", "Hair"),
    TestKind.OTHER: QT_TRANSLATE_NOOP("use", "Other"),
}
_RESULTS: dict[TestResult, tuple[object, str, str]] = {
    TestResult.PENDING: (QT_TRANSLATE_NOOP("use", "Awaited"), "draft", "hourglass"),
    TestResult.NEGATIVE: (QT_TRANSLATE_NOOP("use", "Negative"), "signed", "circle-check"),
    TestResult.POSITIVE: (QT_TRANSLATE_NOOP("use", "Positive"), "overdue", "circle-alert"),
    TestResult.INVALID: (QT_TRANSLATE_NOOP("use", "Not valid"), "neutral", "ban"),
    TestResult.DECLINED: (QT_TRANSLATE_NOOP("use", "Declined"), "neutral", "circle-x"),
}
_NALOXONE: dict[Answer, tuple[object, str, str]] = {
    Answer.YES: (QT_TRANSLATE_NOOP("use", "Carries naloxone"), "signed", "circle-check"),
    Answer.NO: (QT_TRANSLATE_NOOP("use", "No naloxone at hand"), "overdue", "circle-alert"),
    Answer.UNKNOWN: (QT_TRANSLATE_NOOP("use", "Naloxone: not asked yet"), "neutral", "circle"),
}


def say(text: object) -> str:
    """A text of this package in the language of the window."""
    # Qt's marker is typed as `object`; what it gives is the text.
    return QCoreApplication.translate("use", cast("str", text))


def classes() -> tuple[tuple[SubstanceClass, str], ...]:
    """Every class of substances with its name."""
    return tuple((one, say(text)) for one, text in _CLASSES.items())


def class_name(one: SubstanceClass) -> str:
    """The name of a class."""
    return say(_CLASSES[one])


def substance(one: Substance) -> str:
    """What a substance is called: as the client calls it, else by its class."""
    return one.name or class_name(one.substance)


def routes() -> tuple[tuple[Route, str], ...]:
    """Every way to take a substance."""
    return tuple((one, say(text)) for one, text in _ROUTES.items())


def route(one: Route) -> str:
    """How a substance is taken; nothing while it is not known."""
    return "" if one is Route.UNKNOWN else say(_ROUTES[one])


def kinds() -> tuple[tuple[TestKind, str], ...]:
    """What can be tested."""
    return tuple((one, say(text)) for one, text in _KINDS.items())


def kind(one: TestKind) -> str:
    """What was tested."""
    return say(_KINDS[one])


def results() -> tuple[tuple[TestResult, str], ...]:
    """What can come of a test."""
    return tuple((one, say(text)) for one, (text, _, _) in _RESULTS.items())


def result(test: DrugTest) -> ChipWords:
    """What came of a test; a prescription that explains a positive result calms it."""
    text, tone, icon = _RESULTS[test.result]
    if test.is_expected:
        return ChipWords(text=say(text), tone="neutral", icon="pill")
    return ChipWords(text=say(text), tone=tone, icon=icon)


def naloxone(answer: Answer) -> ChipWords:
    """Whether the client has naloxone at hand."""
    text, tone, icon = _NALOXONE[answer]
    return ChipWords(text=say(text), tone=tone, icon=icon)


def answers() -> tuple[tuple[Answer, str], ...]:
    """Yes, no, or not asked."""
    return (
        (Answer.YES, say("Yes")),
        (Answer.NO, say("No")),
        (Answer.UNKNOWN, say("Not asked")),
    )


def day(one: date, today: date) -> str:
    """A day in a list: "Mar 3"."""
    return dates.write_short(one, today)


def since(days: int) -> str:
    """How long ago: "today", "26 days ago"."""
    if days == 0:
        return say("today")
    return say("1 day ago") if days == 1 else say("{n:,} days ago").format(n=days)


def days_since_use(days: int) -> str:
    """How long nothing was used: "26 days since last use"."""
    return (
        say("1 day since last use")
        if days == 1
        else say("{n:,} days since last use").format(n=days)
    )


def score(one: Craving) -> str:
    """A score on its scale: "6 of 10"."""
    return say("{n} of {highest}").format(n=one.score, highest=cravings.HIGHEST_SCORE)


def alert(newest: Craving, before: Craving | None) -> ChipWords | None:
    """Why a score wants attention, in words and tone; None when it does not."""
    match cravings.alert(newest, before):
        case Alert.HIGH:
            return ChipWords(text=say("Strong urge"), tone="risk", icon="circle-alert")
        case Alert.RISE:
            rise = newest.score - (before.score if before else 0)
            text = say("Up by {n}").format(n=rise)
            return ChipWords(text=text, tone="overdue", icon="trending-up")
        case Alert.NONE:
            return None


def joined(*parts: str) -> str:
    """Small facts in one line."""
    return " · ".join(filter(None, parts))
