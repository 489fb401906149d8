"""Pictures of the settings: every section, a search, and the dialogs that change keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter
from PySide6.QtWidgets import QApplication, QScrollBar, QWidget

from counselor_desk.ui import theme as themes
from counselor_desk.ui.gallery import Screen
from counselor_desk.ui.gallery_places import at
from counselor_desk.ui.navigation import Page, Place, Section
from counselor_desk.ui.settings import keys, removal
from counselor_desk.ui.settings.page import SettingsPage

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk

_PRINTED_AT = datetime(2026, 3, 12, 8, 14, tzinfo=UTC)


def screens() -> tuple[Screen, ...]:
    """The pictures of this module."""
    return (
        Screen(name="settings", make=at(_place(Section.SECURITY)), needs_desk=True),
        Screen(name="settings-program", make=at(_place(Section.PROGRAM)), needs_desk=True),
        Screen(name="settings-rules", make=at(_place(Section.RULES)), needs_desk=True),
        Screen(name="settings-documents", make=at(_place(Section.DOCUMENTS)), needs_desk=True),
        Screen(
            name="settings-letterhead",
            make=at(_place(Section.DOCUMENTS)),
            needs_desk=True,
            prepare=_head,
        ),
        Screen(name="settings-look", make=at(_place(Section.LOOK)), needs_desk=True),
        Screen(
            name="settings-look-compact",
            make=at(lambda _desk: Place(page=Page.CLIENTS)),
            needs_desk=True,
            prepare=partial(_wear, is_high=False),
        ),
        Screen(
            name="settings-look-contrast",
            make=at(lambda _desk: Place(page=Page.TODAY)),
            needs_desk=True,
            prepare=partial(_wear, is_high=True),
        ),
        Screen(name="settings-phrases", make=at(_place(Section.PHRASES)), needs_desk=True),
        Screen(name="settings-advanced", make=at(_place(Section.ADVANCED)), needs_desk=True),
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
        Screen(
            name="settings-removal",
            make=at(_place(Section.SECURITY)),
            needs_desk=True,
            prepare=_remove,
        ),
        Screen(
            name="settings-security-end",
            make=at(_place(Section.SECURITY)),
            needs_desk=True,
            prepare=_scroll_down,
        ),
    )


def _place(section: Section) -> Callable[[Desk], Place]:
    return lambda _desk: Place(page=Page.SETTINGS, section=section)


def _wear(_window: QWidget, *, is_high: bool) -> None:
    """Compact rows, with high contrast or without; the next picture wears its own look again."""
    worn = replace(themes.current(), compact_rows=True, high_contrast=is_high)
    themes.look().wear(worn)


def _find(text: str, window: QWidget) -> None:
    page = window.findChild(SettingsPage)
    if isinstance(page, SettingsPage):
        page.find_edit.setText(text)


def _head(window: QWidget) -> None:
    page = window.findChild(SettingsPage)
    if not isinstance(page, SettingsPage):
        return
    page.documents.header_lines.set_value(
        "4120 North Lincoln Boulevard, Suite 200\nOklahoma City, OK 73105\nPhone (405) 555-0142"
    )
    page.documents.logo_control.show_png(_logo())


def _logo() -> bytes:
    """A ridge under a sun, in the colors of nobody."""
    picture = QImage(360, 140, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#C98A2B"))
    painter.drawEllipse(QPointF(180, 62), 44, 44)
    painter.setBrush(QColor("#2F5D50"))
    ridge = [(0, 140), (90, 62), (150, 104), (226, 40), (360, 140)]
    painter.drawPolygon([QPointF(x, y) for x, y in ridge])
    painter.end()
    kept = QBuffer()
    kept.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(kept, QByteArray(b"PNG")).write(picture)
    return bytes(kept.data().data())


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


def _remove(window: QWidget) -> None:
    page = window.findChild(SettingsPage)
    if isinstance(page, SettingsPage):
        dialog = removal.RemovalDialog(page, page.desk)
        dialog.place()
        dialog.show()


def _scroll_down(window: QWidget) -> None:
    page = window.findChild(SettingsPage)
    if isinstance(page, SettingsPage):
        QApplication.processEvents()
        for bar in page.findChildren(QScrollBar):
            bar.setValue(bar.maximum())
