"""Pictures of backups: the page in its states, the steps of a restore, the older copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counselor_desk.ui.gallery import Screen
from counselor_desk.ui.gallery_places import at
from counselor_desk.ui.navigation import Page, Place

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk


def screens() -> tuple[Screen, ...]:
    """The pictures of this module."""
    return (Screen(name="backup", make=at(_backup), needs_desk=True),)


def _backup(_desk: Desk) -> Place:
    return Place(page=Page.BACKUP)
