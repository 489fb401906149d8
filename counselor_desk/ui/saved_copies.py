"""Saving an encrypted copy of what the records do not take, where the person wants it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DeskError, UnsavedError
from counselor_desk.services import rescues
from counselor_desk.services.rescues import COPY_SUFFIX
from counselor_desk.ui import messages

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk


def action() -> str:
    """What the button says."""
    return _tr("Save a copy…")


def save(page: QWidget, desk: Desk, unsaved: UnsavedError) -> str:
    """Ask for a place and save the copy there.

    Returns what to say of it; an empty text where no place was chosen, or it took nothing, which
    was said then.
    """
    day = desk.local(desk.now()).strftime("%Y-%m-%d %H%M")
    path = messages.choose_save_path(
        page,
        _tr("Save an encrypted copy"),
        Path.home() / f"{day}{COPY_SUFFIX}",
        _tr("Saved copies (*{ending})").format(ending=COPY_SUFFIX),
    )
    if path is None:
        return ""
    if path.suffix.lower() != COPY_SUFFIX:
        path = path.with_name(f"{path.name}{COPY_SUFFIX}")
    try:
        rescues.save_copy(unsaved, path)
    except DeskError as refused:
        messages.tell(page, _tr("The copy could not be saved"), str(refused))
        return ""
    return _tr(
        "A copy of it as it is now is saved in {name}, encrypted. “Bring back a saved "
        "copy…” in the main menu puts it into the records when they can be written."
    ).format(name=path.name)


def _tr(text: str) -> str:
    return QCoreApplication.translate("saved_copies", text)
