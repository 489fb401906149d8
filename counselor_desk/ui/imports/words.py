"""The words of an import: facts, what a file is, what a row says."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from counselor_desk.records import dates, times
from counselor_desk.services.import_files import ENCODINGS
from counselor_desk.services.import_mapping import DateOrder, Fact

if TYPE_CHECKING:
    from datetime import date

    from counselor_desk.services.import_files import Sheet
    from counselor_desk.services.import_rows import Incoming

_FACTS: dict[Fact, object] = {
    Fact.GIVEN_NAME: QT_TRANSLATE_NOOP("imports", "Given name"),
    Fact.FAMILY_NAME: QT_TRANSLATE_NOOP("imports", "Family name"),
    Fact.FULL_NAME: QT_TRANSLATE_NOOP("imports", "Full name"),
    Fact.PREFERRED_NAME: QT_TRANSLATE_NOOP("imports", "Called"),
    Fact.PRONOUNS: QT_TRANSLATE_NOOP("imports", "Pronouns"),
    Fact.BIRTH_DATE: QT_TRANSLATE_NOOP("imports", "Birth date"),
    Fact.RECORD_NUMBER: QT_TRANSLATE_NOOP("imports", "Record number"),
    Fact.PHONE: QT_TRANSLATE_NOOP("imports", "Phone"),
    Fact.EMAIL: QT_TRANSLATE_NOOP("imports", "E-mail"),
    Fact.ADDRESS: QT_TRANSLATE_NOOP("imports", "Address"),
    Fact.INQUIRY_DATE: QT_TRANSLATE_NOOP("imports", "Inquiry on"),
    Fact.ADMISSION_DATE: QT_TRANSLATE_NOOP("imports", "Admitted on"),
    Fact.TRACK: QT_TRANSLATE_NOOP("imports", "Comes in the"),
    Fact.TARGET_WEEKS: QT_TRANSLATE_NOOP("imports", "Planned weeks"),
    Fact.LEVEL_OF_CARE: QT_TRANSLATE_NOOP("imports", "Level of care"),
    Fact.REFERRED_BY: QT_TRANSLATE_NOOP("imports", "Referred by"),
    Fact.REASON: QT_TRANSLATE_NOOP("imports", "Reason"),
    Fact.LANGUAGES: QT_TRANSLATE_NOOP("imports", "Languages"),
}
_DELIMITERS: dict[str, object] = {
    ",": QT_TRANSLATE_NOOP("imports", "commas"),
    ";": QT_TRANSLATE_NOOP("imports", "semicolons"),
    "\t": QT_TRANSLATE_NOOP("imports", "tabs"),
}
_ORDERS: dict[DateOrder, object] = {
    DateOrder.MONTH_FIRST: QT_TRANSLATE_NOOP("imports", "March 4: month first"),
    DateOrder.DAY_FIRST: QT_TRANSLATE_NOOP("imports", "April 3: day first"),
}


def fact(one: Fact) -> str:
    """What a column can hold: "Birth date"."""
    return say(_FACTS[one])


def orders() -> tuple[tuple[object, str], ...]:
    """What 3/4/1990 may mean."""
    return tuple((order, say(text)) for order, text in _ORDERS.items())


def file(name: str, sheet: Sheet) -> str:
    """What was read: "clients.csv · 500 rows · UTF-8, commas"."""
    rows = len(sheet.lines) + len(sheet.problems)
    text = QT_TRANSLATE_NOOP("imports", "{name} · {rows} · {encoding}, {delimiter}")
    return say(text).format(
        name=name,
        rows=counted(
            rows, QT_TRANSLATE_NOOP("imports", "row"), QT_TRANSLATE_NOOP("imports", "rows")
        ),
        encoding=ENCODINGS[sheet.encoding],
        delimiter=say(_DELIMITERS[sheet.delimiter]),
    )


def clients(count: int) -> str:
    """How many: "1 client", "480 clients"."""
    return counted(
        count, QT_TRANSLATE_NOOP("imports", "client"), QT_TRANSLATE_NOOP("imports", "clients")
    )


def counted(count: int, one: object, many: object) -> str:
    """A number with its noun."""
    return f"{count:,} {say(one if count == 1 else many)}"


def moment(local: datetime, today: date) -> str:
    """When something was done: "Mar 12, 2:05 pm"."""
    minute = local.time().replace(second=0, microsecond=0)
    return f"{dates.write_short(local.date(), today)}, {times.write_time(minute)}"


def facts(one: Incoming, today: date) -> str:
    """What a row says beside the name: "born 04/03/1990 · admitted Feb 3 · A-7"."""
    new = one.new
    parts = []
    if new.born_on is not None:
        text = QT_TRANSLATE_NOOP("imports", "born {day}")
        parts.append(say(text).format(day=dates.write(new.born_on)))
    if new.admitted_on is not None:
        text = QT_TRANSLATE_NOOP("imports", "admitted {day}")
        parts.append(say(text).format(day=dates.write_short(new.admitted_on, today)))
    else:
        parts.append(say(QT_TRANSLATE_NOOP("imports", "in intake")))
    if new.number:
        parts.append(new.number)
    return " · ".join(parts)


def say(text: object) -> str:
    """The words in the language of the window."""
    return QCoreApplication.translate("imports", str(text))
