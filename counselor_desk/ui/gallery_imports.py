"""Pictures of an import of clients: the file, its columns, what it would do, what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from counselor_desk.services import clients, import_files, import_mapping, imports
from counselor_desk.services.import_mapping import DateOrder
from counselor_desk.ui.gallery import Screen
from counselor_desk.ui.gallery_places import at
from counselor_desk.ui.imports.page import ImportPage
from counselor_desk.ui.navigation import Page, Place

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk

_HEAD = "Last name,First name,DOB,Client ID,Cell phone,Admit date,Referral source,Case worker\n"
_FAMILIES = ("Abara", "Brandt", "Castillo", "Demir", "Evans", "Fontaine", "Grant", "Haddad")
_GIVEN = ("Imani", "Jonas", "Lucía", "Elif", "Marvin", "Noémie", "Andre", "Samira")
_FILE = Path("clients.csv")


def screens() -> tuple[Screen, ...]:
    """The pictures of this module."""
    return (
        Screen(name="import", make=at(_place), needs_desk=True),
        Screen(name="import-columns", make=at(_place), needs_desk=True, prepare=_match),
        Screen(name="import-dates", make=at(_place), needs_desk=True, prepare=_ask),
        Screen(name="import-check", make=_windowed(_good), needs_desk=True),
        Screen(name="import-ages", make=_windowed(_young), needs_desk=True),
        Screen(name="import-problems", make=_windowed(_bad), needs_desk=True),
    )


def _place(_desk: Desk) -> Place:
    return Place(page=Page.IMPORT)


def _rows(separator: str = "-") -> str:
    return "".join(
        f"{family},{given},{separator.join(('1990', '04', f'{day:02}'))},,(555) 010-{day:04},"
        f"2026-02-{day:02},Self,Kim\n"
        for day, (family, given) in enumerate(zip(_FAMILIES, _GIVEN, strict=True), start=1)
    )


def _match(window: QWidget) -> None:
    page = _page(window)
    if page is not None:
        page._take_sheet(_FILE, import_files.parse((_HEAD + _rows()).encode()))


def _ask(window: QWidget) -> None:
    _match(window)
    page = _page(window)
    if page is not None:
        page.columns_step.ask_for_order()


def _windowed(text: Callable[[Desk], str]) -> Callable[[Desk | None], QWidget]:
    """Makes the window with the look at a file whose text follows from the store."""

    def make(desk: Desk | None) -> QWidget:
        window = at(_place)(desk)
        page = _page(window)
        if desk is None or page is None:
            return window
        sheet = import_files.parse(text(desk).encode())
        mapping = import_mapping.guess(sheet.headers)
        mapping = import_mapping.Mapping(columns=mapping.columns, date_order=DateOrder.MONTH_FIRST)
        page._take_sheet(_FILE, sheet)
        page._take_trial(imports.try_out(imports.acting(desk), sheet, mapping))
        return window

    return make


def _good(desk: Desk) -> str:
    """New clients, and two of the store."""
    known = [clients.get(desk, row.id) for row in clients.rows(desk)[:2]]
    twice = "".join(f"{one.family_name},{one.given_name},,,,2026-02-20,,\n" for one in known)
    return _HEAD + _rows() + twice


def _young(_desk: Desk) -> str:
    """New clients, two of them with a slip in the year."""
    return _HEAD + _rows() + "Ito,Ken,2020-03-03,,,2026-02-01,,\nJung,Eva,1901-02-03,,,,,\n"


def _bad(_desk: Desk) -> str:
    wrong = "Ito,Ken,13/41/1990,,,2026-02-01,,\nJung,Eva,1991-02-03\n\nKhan,Ali,,,,soon,,\n"
    return _HEAD + _rows() + wrong + _rows()[:40].partition("\n")[0] + "\n"


def _page(window: QWidget) -> ImportPage | None:
    found = window.findChild(ImportPage)
    return found if isinstance(found, ImportPage) else None
