"""Pictures of the settings: every section, a search, and the dialogs that change keys."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from counselor_desk.ui.gallery import Screen
from counselor_desk.ui.gallery_places import at
from counselor_desk.ui.navigation import Page, Place, Section
from counselor_desk.ui.settings import keys
from counselor_desk.ui.settings.page import SettingsPage

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk

_PRINTED_AT = datetime(2026, 3, 12, 8, 14, tzinfo=UTC)


def screens() -> tuple[Screen, ...]:
    """The pictures of this module."""
    return (
        Screen(name="settings", make=at(_place(Section.SECURITY)), needs_desk=True),
        Screen(name="settings-program", make=at(_place(Section.PROGRAM)), needs_desk=True),
        Screen(name="settings-documents", make=at(_place(Section.DOCUMENTS)), needs_desk=True),
        Screen(name="settings-look", make=at(_place(Section.LOOK)), needs_desk=True),
        Screen(name="settings-backup", make=at(_place(Section.BACKUP)), needs_desk=True),
        Screen(
            name="settings-found",
            make=at(_place(Section.LOOK)),
            needs_desk=True,
            prepare=partial(_find, "name"),
        ),
        Screen(
            name="settings-failed",
            make=at(_place(Section.SECURITY)),
            needs_desk=True,
            prepare=_fail,
        ),
        Screen(
            name="settings-passphrase",
            make=at(_place(Section.SECURITY)),
            needs_desk=True,
            prepare=partial(_change, keys.passphrase_change, 1),
        ),
        Screen(
            name="settings-keys",
            make=at(_place(Section.SECURITY)),
            needs_desk=True,
            prepare=partial(_change, keys.rotation, 0),
        ),
        Screen(
            name="settings-sheet",
            make=at(_place(Section.SECURITY)),
            needs_desk=True,
            prepare=partial(_change, keys.sheet_change, 1),
        ),
    )


def _place(section: Section) -> Callable[[Desk], Place]:
    return lambda _desk: Place(page=Page.SETTINGS, section=section)


def _find(text: str, window: QWidget) -> None:
    page = window.findChild(SettingsPage)
    if isinstance(page, SettingsPage):
        page.find_edit.setText(text)


def _fail(window: QWidget) -> None:
    page = window.findChild(SettingsPage)
    if isinstance(page, SettingsPage):
        page.complain("The disk is full. Free some space and try again; nothing was lost.")


def _change(kind: Callable[[Desk], keys.KeyChange], place: int, window: QWidget) -> None:
    page = window.findChild(SettingsPage)
    if isinstance(page, SettingsPage):
        dialog = keys.KeysDialog(page, page.desk, kind(page.desk))
        dialog.show_step(place)
        dialog.recovery_words.sheet_bar.set_kept(_PRINTED_AT, is_file=False)
        dialog.place()
        dialog.show()
