"""Actions: what a person can do on a page, for a client and anywhere, in the words of the menus."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from counselor_desk.records.ids import ClientId
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.navigation import Navigator, Page, Place, Section, Tab, View

_ICON = "arrow-right"


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something that can be done with one press.

    Attributes:
        words: what it does, as menus and buttons say it.
        act: does it.
        icon: a picture of it.
        keys: what does it without looking for it.
        also: other words that people look for it by.
        is_first: what one most often wants, before what the page offers.
    """

    words: str
    act: Callable[[], object]
    icon: str = _ICON
    keys: str = ""
    also: str = ""
    is_first: bool = False

    def is_meant(self, typed: Sequence[str]) -> bool:
        """Whether each word that was typed begins a word of it; case is ignored."""
        own = f"{self.words} {self.also}".casefold().replace("-", " ").split()
        return bool(typed) and all(any(word.startswith(one) for word in own) for one in typed)


_OF_CLIENT: tuple[tuple[object, str, object, Place], ...] = (
    (
        QT_TRANSLATE_NOOP("actions", "Open treatment plan"),
        "target",
        QT_TRANSLATE_NOOP("actions", "tx goals objectives problems review"),
        Place(page=Page.CHART, tab=Tab.PLAN),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "Open golden thread"),
        "route",
        QT_TRANSLATE_NOOP("actions", "evidence outcomes holes gaps audit map"),
        Place(page=Page.CHART, tab=Tab.PLAN, view=View.THREAD),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "Open notes"),
        "file-text",
        QT_TRANSLATE_NOOP("actions", "progress sessions"),
        Place(page=Page.CHART, tab=Tab.NOTES),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "Open overview"),
        "layers",
        QT_TRANSLATE_NOOP("actions", "summary chart at a glance"),
        Place(page=Page.CHART, tab=Tab.OVERVIEW, view=View.SUMMARY),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "Open person"),
        "id-card",
        QT_TRANSLATE_NOOP("actions", "facts contacts people face sheet intake"),
        Place(page=Page.CHART, tab=Tab.OVERVIEW, view=View.FACTS),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "Open assessment"),
        "clipboard-list",
        QT_TRANSLATE_NOOP("actions", "asam domains dimensions biopsychosocial"),
        Place(page=Page.CHART, tab=Tab.ASSESSMENT, view=View.DOMAINS),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "Open diagnoses"),
        "activity",
        QT_TRANSLATE_NOOP("actions", "icd dsm codes dx"),
        Place(page=Page.CHART, tab=Tab.ASSESSMENT, view=View.DIAGNOSES),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "Open use and cravings"),
        "chart-line",
        QT_TRANSLATE_NOOP("actions", "substances urges drug tests overdose"),
        Place(page=Page.CHART, tab=Tab.ASSESSMENT, view=View.USE),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "Open continued stay"),
        "calendar-clock",
        QT_TRANSLATE_NOOP("actions", "review level of care extension"),
        Place(page=Page.CHART, tab=Tab.ASSESSMENT, view=View.STAY),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "Open attendance"),
        "calendar-check",
        QT_TRANSLATE_NOOP("actions", "hours weeks mutual help meetings letter"),
        Place(page=Page.CHART, tab=Tab.ATTENDANCE),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "Open medications"),
        "pill",
        QT_TRANSLATE_NOOP("actions", "meds allergies drugs"),
        Place(page=Page.CHART, tab=Tab.MEDICATIONS),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "Open tasks"),
        "list-checks",
        QT_TRANSLATE_NOOP("actions", "work life jobs housing benefits school to do"),
        Place(page=Page.CHART, tab=Tab.WORK, view=View.TASKS),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "Open CVs"),
        "file-user",
        QT_TRANSLATE_NOOP("actions", "resume curriculum"),
        Place(page=Page.CHART, tab=Tab.WORK, view=View.CVS),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "Open discharge summary"),
        "door-open",
        QT_TRANSLATE_NOOP("actions", "ending transfer aftercare"),
        Place(page=Page.CHART, tab=Tab.DISCHARGE),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "Edit client…"),
        "pen-line",
        QT_TRANSLATE_NOOP("actions", "change name birth date number"),
        Place(page=Page.CLIENT_FORM),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "Open requests to amend"),
        "inbox",
        QT_TRANSLATE_NOOP("actions", "amendments corrections"),
        Place(page=Page.AMENDMENTS),
    ),
)

_ANYWHERE: tuple[tuple[object, str, str, object, Place], ...] = (
    (
        QT_TRANSLATE_NOOP("actions", "Add client"),
        "user-plus",
        "Ctrl+Shift+N",
        QT_TRANSLATE_NOOP("actions", "new person admission intake"),
        Place(page=Page.CLIENT_FORM),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "Show today"),
        "sun",
        "Ctrl+1",
        QT_TRANSLATE_NOOP("actions", "what you owe due start home"),
        Place(page=Page.TODAY),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "Show clients"),
        "users",
        "Ctrl+2",
        QT_TRANSLATE_NOOP("actions", "caseload list"),
        Place(page=Page.CLIENTS),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "Show groups"),
        "users-round",
        "Ctrl+3",
        QT_TRANSLATE_NOOP("actions", "members roster weekly times places"),
        Place(page=Page.GROUPS),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "Show week"),
        "calendar-days",
        "",
        QT_TRANSLATE_NOOP("actions", "schedule calendar sessions planned"),
        Place(page=Page.TODAY, view=View.WEEK),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "Show attendance"),
        "calendar-days",
        "Ctrl+4",
        QT_TRANSLATE_NOOP("actions", "week hours present absent late excused"),
        Place(page=Page.ATTENDANCE),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "Show phrases & templates"),
        "list",
        "Ctrl+5",
        QT_TRANSLATE_NOOP("actions", "snippets shortcuts texts blocks"),
        Place(page=Page.PHRASES),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "Import clients…"),
        "download",
        "",
        QT_TRANSLATE_NOOP("actions", "csv excel spreadsheet file"),
        Place(page=Page.IMPORT),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "Back up or restore"),
        "archive-restore",
        "",
        QT_TRANSLATE_NOOP("actions", "backup copy usb"),
        Place(page=Page.BACKUP),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "Settings: you and program"),
        "settings",
        "",
        QT_TRANSLATE_NOOP("actions", "name credential signature"),
        Place(page=Page.SETTINGS, section=Section.PROGRAM),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "Settings: deadlines & rules"),
        "settings",
        "",
        QT_TRANSLATE_NOOP("actions", "profile hours review days program"),
        Place(page=Page.SETTINGS, section=Section.RULES),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "Settings: look"),
        "settings",
        "",
        QT_TRANSLATE_NOOP("actions", "theme dark light text size contrast compact"),
        Place(page=Page.SETTINGS, section=Section.LOOK),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "Settings: documents"),
        "settings",
        "",
        QT_TRANSLATE_NOOP("actions", "paper letter a4 print"),
        Place(page=Page.SETTINGS, section=Section.DOCUMENTS),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "Settings: security"),
        "settings",
        "",
        QT_TRANSLATE_NOOP("actions", "passphrase lock recovery words keys"),
        Place(page=Page.SETTINGS, section=Section.SECURITY),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "Settings: advanced"),
        "settings",
        "",
        QT_TRANSLATE_NOOP("actions", "version folder store about"),
        Place(page=Page.SETTINGS, section=Section.ADVANCED),
    ),
)


def of_page(page: QWidget) -> list[Action]:
    """What the open page offers: its buttons, the filled one first, then what its menus hold."""
    buttons = [
        one
        for one in page.findChildren(Button)
        if one.isVisible() and one.isEnabled() and one.text()
    ]
    buttons.sort(key=lambda one: one.kind != "primary")
    pressed = [
        Action(words=_plain(one.text()), icon=one.icon_name or _ICON, act=one.click)
        for one in buttons
        if one.kind in {"primary", "secondary"}
    ]
    return _once([*pressed, *of_menus(page.findChildren(QMenu))])


def of_menus(menus: Iterable[QMenu]) -> list[Action]:
    """What menus hold, as far as it can be done now."""
    return [_of_entry(entry) for menu in menus for entry in _entries(menu)]


def of_client(navigator: Navigator, client_id: ClientId, *, is_in_program: bool) -> list[Action]:
    """What can be done for a client; a note needs a stay that is open."""
    go = [
        Action(
            words=_translated(words),
            icon=icon,
            also=_translated(also),
            act=partial(navigator.open, replace(place, client_id=client_id)),
        )
        for words, icon, also, place in _OF_CLIENT
    ]
    return [new_note(navigator, client_id), *go] if is_in_program else go


def new_note(navigator: Navigator, client_id: ClientId) -> Action:
    """Begin a note of a client."""
    return Action(
        words=_translated(QT_TRANSLATE_NOOP("actions", "New note")),
        icon="plus",
        keys="Ctrl+N",
        also=_translated(QT_TRANSLATE_NOOP("actions", "write individual session progress")),
        act=partial(navigator.open, Place(page=Page.NOTE, client_id=client_id)),
        is_first=True,
    )


def anywhere(navigator: Navigator) -> list[Action]:
    """What can be done wherever one is; the place one is at is left out."""
    return [
        Action(
            words=_translated(words),
            icon=icon,
            keys=keys,
            also=_translated(also),
            act=partial(navigator.open, place),
        )
        for words, icon, keys, also, place in _ANYWHERE
        if place != navigator.place
    ]


def _entries(menu: QMenu) -> Iterator[QAction]:
    for entry in menu.actions():
        if entry.isVisible() and entry.isEnabled() and entry.text() and entry.menu() is None:
            yield entry


def _of_entry(entry: QAction) -> Action:
    keys = entry.shortcut().toString(QKeySequence.SequenceFormat.PortableText)
    return Action(words=_plain(entry.text()), keys=keys, act=entry.trigger)


def _once(actions: Iterable[Action]) -> list[Action]:
    """Each of the same words once: what a narrow window moves into a menu is on no button."""
    return list({one.words.rstrip("…"): one for one in reversed(list(actions))}.values())[::-1]


def _plain(text: str) -> str:
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def _translated(text: object) -> str:
    return QCoreApplication.translate("actions", str(text))
