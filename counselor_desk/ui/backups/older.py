"""The banner over an older copy of the store: everything can be read, and one has to decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DeskError
from counselor_desk.records.dates import write_in_words
from counselor_desk.services import anchors
from counselor_desk.ui import messages
from counselor_desk.ui.backups import words
from counselor_desk.ui.banners import Banner

if TYPE_CHECKING:
    from counselor_desk.services.anchors import Missing
    from counselor_desk.services.desk import Desk


class OlderCopyBanner(Banner):
    """Stands across the pages until a backup is restored or the copy is accepted.

    Signals:
        restore_requested: look for a newer backup.
        accepted: this copy is the one from now on; it may be written.
        failed: it could not be accepted; carries the sentence.
    """

    restore_requested = Signal()
    accepted = Signal()
    failed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", tone="risk", parent=parent)
        self._desk: Desk | None = None
        self.setObjectName("older_copy_banner")
        self.action_requested.connect(self.restore_requested)
        self.other_requested.connect(self._ask)
        self.hide()

    def follow(self, desk: Desk) -> None:
        """Show itself when this store is an older copy, and say what it lacks."""
        self._desk = desk
        self.show_missing(anchors.missing(desk))

    def show_missing(self, missing: Missing | None) -> None:
        """Say what this copy lacks; None hides the banner."""
        if missing is not None:
            self.set_message(
                _sentence(missing),
                tone="risk",
                title=self.tr("Nothing can be written until you decide"),
                action=self.tr("Restore a backup…"),
                other=self.tr("Go on with this copy…"),
            )
        self.setVisible(missing is not None)

    def _ask(self) -> None:
        missing = None if self._desk is None else anchors.missing(self._desk)
        if self._desk is None or missing is None:
            self.hide()
            return
        agreed = messages.ask(
            self, *self._question(missing), self.tr("Go on with this copy"), danger=True
        )
        if not agreed:
            return
        try:
            anchors.accept(self._desk)
        except DeskError as problem:
            self.failed.emit(str(problem))
            return
        self.hide()
        self.accepted.emit()

    def _question(self, missing: Missing) -> tuple[str, str]:
        """What is asked before somebody goes on, and what that means."""
        if missing.is_altered:
            return self.tr("Go on with these records?"), self.tr(
                "{what} Some of what you see may be from another day, and nobody can say which. "
                "Check the store first, under Backup: that finds damage. If you have a backup from "
                "that day or later, restore it instead. The log will say that you went on."
            ).format(what=_sentence(missing))
        return self.tr("Go on with this older copy?"), self.tr(
            "{lacks} They are not in this copy and do not come back. If the newer records are "
            "on another drive or in a backup, go back and use those. The log will say that "
            "you went on."
        ).format(lacks=_sentence(missing))


def _sentence(missing: Missing) -> str:
    day = write_in_words(missing.newer_on)
    if missing.is_altered:
        return words.say(
            "The records file is not as it was left on {day}: something other than Counselor Desk "
            "changed it, such as a failing disk or a program that copies folders."
        ).format(day=day)
    if not missing.entries:
        return words.say("This copy is not the one that was used here on {day}.").format(day=day)
    lacks = words.count("log_entries", missing.entries)
    if missing.notes:
        notes = words.say("1 note") if missing.notes == 1 else words.say("{n:,} notes")
        lacks = words.say("{entries} and {notes}").format(
            entries=lacks, notes=notes.format(n=missing.notes)
        )
    return words.say(
        "This copy is older than the one used here on {day}: about {lacks} are missing."
    ).format(day=day, lacks=lacks)
