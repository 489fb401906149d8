"""The words for CVs on the screen: counts, days, gaps and neutral ways to name one."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from counselor_desk.records import dates, times
from counselor_desk.records.cv_dates import Gap
from counselor_desk.records.cvs import Cv, CvLanguage
from counselor_desk.records.program import Paper
from counselor_desk.services.cvs import ContactGap

_YEAR = 12

NEUTRAL = {
    CvLanguage.ENGLISH: (
        "Family responsibilities",
        "Further training",
        "Volunteer work",
        "Self-employed work",
        "Personal leave",
    ),
    CvLanguage.SPANISH: (
        "Responsabilidades familiares",
        "Formación continua",
        "Trabajo voluntario",
        "Trabajo por cuenta propia",
        "Licencia personal",
    ),
}
"""Headings for months without a job that keep health private, in the language of the page."""

PRESENT = {CvLanguage.ENGLISH: "present", CvLanguage.SPANISH: "actualidad"}


def tr(text: str) -> str:
    """A text of this package in the language of the window."""
    return QCoreApplication.translate("cvs", text)


def pages(count: int) -> str:
    """`1 page`, `3 pages`."""
    return tr("1 page") if count == 1 else tr("{count} pages").format(count=count)


def paper(kind: Paper) -> str:
    """The name of a paper."""
    return {Paper.LETTER: tr("Letter"), Paper.A4: tr("A4")}[kind]


def language(kind: CvLanguage) -> str:
    """The name of a language, in itself."""
    return {CvLanguage.ENGLISH: "English", CvLanguage.SPANISH: "Español"}[kind]


def name(cv: Cv) -> str:
    """What the version is called."""
    return cv.name.strip() or tr("CV without a name")


def contact_gap(gap: ContactGap) -> str:
    """What is missing, for a chip."""
    return {
        ContactGap.NAME: tr("No name"),
        ContactGap.PHONE: tr("No phone"),
        ContactGap.EMAIL: tr("No e-mail"),
    }[gap]


def gap_title(gap: Gap) -> str:
    """`14-month gap after 2024`."""
    if gap.months >= 2 * _YEAR:
        return tr("{years}-year gap after {date}").format(years=gap.months // _YEAR, date=gap.after)
    return tr("{months}-month gap after {date}").format(months=gap.months, date=gap.after)


def clock(local: datetime) -> str:
    """The time of a local moment: `9:58 am`."""
    return times.write_time(local.time())


def changed(local: datetime, today: date) -> str:
    """When it was changed: `Changed today, 9:58 am`, `Changed March 12, 2026`."""
    if local.date() == today:
        return tr("Changed today, {time}").format(time=clock(local))
    return tr("Changed {day}").format(day=dates.write_in_words(local.date()))
