"""The words, tones and icons of continued-stay reviews on the screen."""

from __future__ import annotations

from datetime import date
from typing import cast

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from counselor_desk.records import dates
from counselor_desk.records.stay_reviews import StayDecision, StayReview
from counselor_desk.ui.mistakes import Told

_TICKS: dict[str, object] = {
    "is_progressing": QT_TRANSLATE_NOOP("stay", "Making progress, goals not reached yet"),
    "is_working_at_it": QT_TRANSLATE_NOOP("stay", "No progress yet, but able and working at it"),
    "has_new_problem_for_here": QT_TRANSLATE_NOOP("stay", "New problem that can be treated here"),
    "has_reached_goals": QT_TRANSLATE_NOOP("stay", "Goals of this level of care reached"),
    "cannot_progress_here": QT_TRANSLATE_NOOP("stay", "No progress in spite of plan changes"),
    "lacks_capacity": QT_TRANSLATE_NOOP("stay", "Not able to make use of this program"),
    "needs_another_level": QT_TRANSLATE_NOOP("stay", "Worse, or a new problem for another level"),
}
_DECISIONS: dict[StayDecision, tuple[object, object, str, str]] = {
    StayDecision.CONTINUE: (
        QT_TRANSLATE_NOOP("stay", "Go on here"),
        QT_TRANSLATE_NOOP("stay", "Goes on here"),
        "signed",
        "circle-check",
    ),
    StayDecision.TRANSFER: (
        QT_TRANSLATE_NOOP("stay", "Another level"),
        QT_TRANSLATE_NOOP("stay", "Moves to another level"),
        "draft",
        "arrow-up-right",
    ),
    StayDecision.DISCHARGE: (
        QT_TRANSLATE_NOOP("stay", "Discharge"),
        QT_TRANSLATE_NOOP("stay", "Is discharged"),
        "neutral",
        "door-open",
    ),
}


def tick(name: str) -> str:
    """What a tick says, by the name of its field."""
    return say(_TICKS[name])


def decisions() -> tuple[tuple[StayDecision, str], ...]:
    """The three decisions, for a control that offers them."""
    return tuple((one, say(words[0])) for one, words in _DECISIONS.items())


def decided(review: StayReview) -> tuple[str, str, str]:
    """Word, tone and icon of a review's chip."""
    _, word, tone, icon = _DECISIONS[review.decision]
    return say(word), tone, icon


def told(review: StayReview, today: date) -> Told:
    """A review that was entered in error."""
    name = say(QT_TRANSLATE_NOOP("stay", "Review of {day}"))
    return Told(
        name=name.format(day=dates.write_in_words(review.reviewed_on)),
        details=" · ".join((decided(review)[0], review.reason, facts(review, today))),
    )


def facts(review: StayReview, today: date) -> str:
    """The line below the title: "Plan version 2 · next review by Apr 11 · Dana Whitfield"."""
    plan = say(QT_TRANSLATE_NOOP("stay", "Plan version {number}"))
    parts = [plan.format(number=review.plan_version)] if review.plan_version else []
    if review.next_on is not None:
        due = say(QT_TRANSLATE_NOOP("stay", "next review by {day}"))
        parts.append(due.format(day=dates.write_short(review.next_on, today)))
    parts.append(review.made_by)
    text = " · ".join(parts)
    return text[:1].upper() + text[1:]


def say(text: object) -> str:
    """A text of this package in the language of the window."""
    # Qt's marker is typed as `object`; what it gives is the text.
    return QCoreApplication.translate("stay", cast("str", text))
