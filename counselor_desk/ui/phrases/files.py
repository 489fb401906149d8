"""Phrases to and from a file: asks for the place, and says what came of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QWidget

from counselor_desk.services import phrase_files
from counselor_desk.ui import messages
from counselor_desk.ui.phrases import words

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk

_FILE_NAME = "Phrases.json"


def bring_in(desk: Desk, page: QWidget) -> str:
    """Ask for a file and add what is in it; gives the words about it, none when nobody chose.

    Raises:
        DeskError: nothing of it was added.
    """
    title, kinds = words.translated("Import phrases"), words.translated("Phrases (*.json)")
    path = messages.choose_open_path(page, title, _documents(), kinds)
    if path is None:
        return ""
    came = phrase_files.bring_in(desk, path, initiator=page)
    said = words.translated(
        "{phrases} phrases and {templates} templates imported, {known} were here already"
    )
    return said.format(**came._asdict())


def export(desk: Desk, page: QWidget) -> str:
    """Ask for a place and write everything there; gives the words about it, as `bring_in`.

    Raises:
        DeskError: the file cannot be written.
    """
    title, kinds = words.translated("Export phrases"), words.translated("Phrases (*.json)")
    path = messages.choose_save_path(page, title, _documents() / _FILE_NAME, kinds)
    if path is None:
        return ""
    count = phrase_files.export(desk, path)
    return words.translated("{n:,} phrases and templates exported").format(n=count)


def _documents() -> Path:
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(place) or Path.home())
