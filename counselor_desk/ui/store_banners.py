"""Banners above every page: it is about to lock, its log is broken, words were brought back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DeskError
from counselor_desk.records import dates, times
from counselor_desk.records.signing import RecordKind
from counselor_desk.ui import messages
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.navigation import Navigator, Page, Place

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk
    from counselor_desk.services.rescues import BroughtBack


class IdleBanner(Banner):
    """Says that nobody typed for a while; shown while the window is about to lock."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self.set_message(
            self.tr(
                "Nobody has typed for a while: locking in 60 seconds. What you typed is saved "
                "first."
            ),
            tone="overdue",
            action=self.tr("Keep working"),
        )
        self.hide()


class LogBanner(Banner):
    """Says that the log is not as it was written, until that was read and dismissed; or worse."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", tone="risk", can_close=True, parent=parent)
        self.hide()

    def tell(self, problem: str) -> None:
        """Say where the log breaks first."""
        self.set_message(
            self.tr(
                "{problem} Something other than Counselor Desk changed the records, or they are "
                "damaged. Everything before it is good. Keep a copy of this folder, and compare "
                "with a backup."
            ).format(problem=problem),
            tone="risk",
            title=self.tr("The log of this store is broken"),
        )
        self.show()

    def tell_of_cipher(self, sentence: str) -> None:
        """Say that the computer cannot be trusted to write; this is not dismissed."""
        self.close_button.hide()
        self.set_message(sentence, tone="risk", title=self.tr("Nothing is written any more"))
        self.show()


class RescueBanner(Banner):
    """Says that words which could not be saved before are in their draft again, and leads there."""

    def __init__(self, navigator: Navigator, parent: QWidget | None = None) -> None:
        super().__init__("", can_close=True, icon="life-buoy", parent=parent)
        self._navigator = navigator
        self._place: Place | None = None
        self._desk: Desk | None = None
        self.action_requested.connect(self._open)
        self.hide()

    def follow(self, desk: Desk) -> None:
        """Bring back what earlier sittings rescued, and tell of it."""
        from counselor_desk.services import rescues

        self._desk = desk
        brought = rescues.bring_back(desk)
        if brought:
            self._tell(brought)

    def ask_for_copy(self) -> None:
        """Ask for a saved copy and bring it back, or say why that cannot be."""
        from counselor_desk.services import rescues

        desk, kinds = self._desk, self.tr("Saved copies (*{ending})")
        if desk is None:
            return
        path = messages.choose_open_path(
            self,
            self.tr("Bring back a saved copy"),
            Path.home(),
            kinds.format(ending=rescues.COPY_SUFFIX),
        )
        if path is None:
            return
        # What is open may be the draft itself: it is saved first, and read anew when it is opened.
        self._navigator.open(Place(page=Page.TODAY))
        try:
            brought = rescues.bring_copy_back(desk, path)
        except DeskError as problem:
            self._say(str(problem), tone="risk", title=self.tr("Nothing was brought back"))
            return
        if brought is not None:
            self._tell((brought,))
        else:
            self._say(self.tr("Every word of this copy is in its draft already."), tone="draft")

    def _say(self, sentence: str, *, tone: str, title: str = "") -> None:
        self._place = None
        self.set_message(sentence, tone=tone, title=title)
        self.show()

    def _tell(self, brought: tuple[BroughtBack, ...]) -> None:
        last = brought[-1]
        day, clock = (
            dates.write_in_words(last.kept_at.date()),
            times.write_time(last.kept_at.time()),
        )
        is_note = last.kind is RecordKind.NOTE and last.note_id is not None
        self._place = (
            Place(page=Page.NOTE, client_id=last.client_id, note_id=last.note_id)
            if is_note
            else Place(page=Page.CHART, client_id=last.client_id)
        )
        sentence = self.tr(
            "What you typed on {day} at {clock} could not be saved then. It was kept in a rescue "
            "file and is in the draft again."
        ).format(day=day, clock=clock)
        if len(brought) > 1:
            sentence += " " + self.tr("{count} drafts were brought back.").format(
                count=len(brought)
            )
        self.set_message(
            sentence,
            tone="draft",
            title=self.tr("Your last words were brought back"),
            action=self.tr("Open note") if is_note else self.tr("Open chart"),
        )
        self.show()

    def _open(self) -> None:
        if self._place is not None:
            self._navigator.open(self._place)
            self.hide()
