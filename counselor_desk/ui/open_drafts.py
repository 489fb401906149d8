"""The draft that is open on a page: saved as it is typed, checked at rest, signed or discarded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DeskError, RescuedError, UnsavedError
from counselor_desk.records import times
from counselor_desk.ui import saved_copies, toast
from counselor_desk.ui.autosave import Autosave
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.footers import Footer
from counselor_desk.ui.sign_dialog import SignFacts, ask_to_sign, passphrase_check

if TYPE_CHECKING:
    from counselor_desk.rules.findings import Finding
    from counselor_desk.services.desk import Desk

SETTLE_MS = 250
"""How long after a key what is typed is taken over and checked."""


@dataclass(frozen=True, slots=True)
class DraftActs:
    """What only the page knows of its draft.

    `is_writing` tells whether a draft is on the screen and can be changed. `settle` takes over
    what the fields say and lets the sign check follow. `keep` writes it to the disk. `lead_to`
    goes to what is missing.
    """

    is_writing: Callable[[], bool]
    settle: Callable[[], None]
    keep: Callable[[], None]
    lead_to: Callable[[Finding], None]


class OpenDraft(QObject):
    """Looks after what is typed on a page that ends in a signature.

    The page says what was typed; footer and banner say whether it is on the disk. It is a child
    of the page and lives as long.
    """

    def __init__(
        self,
        desk: Desk,
        page: QWidget,
        acts: DraftActs,
        *,
        footer: Footer,
        banner: Banner,
        unsaved: str,
    ) -> None:
        """Follow footer and banner of the page.

        Args:
            desk: the open store.
            page: where the draft is; dialogs and toasts belong to its window.
            acts: what only the page knows.
            footer: the save state, the sign check and the button that signs.
            banner: what went wrong.
            unsaved: the title above the reason when the draft could not be saved.
        """
        super().__init__(page)
        self._desk, self._page, self._acts = desk, page, acts
        self._footer, self._banner, self._unsaved = footer, banner, unsaved
        self._saved_clock = ""
        self._autosave = Autosave(acts.keep, self)
        self._autosave.saved.connect(self._show_saved)
        self._autosave.failed.connect(self._show_unsaved)
        self._rest = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._rest.timeout.connect(self.settle)
        banner.action_requested.connect(self.flush)
        banner.other_requested.connect(self._save_copy)
        footer.gap_requested.connect(self._lead_to)

    def begin(self) -> None:
        """Another record is open: nothing was typed in it yet."""
        self.forget()
        self._saved_clock = ""

    def forget(self) -> None:
        """Nothing waits any more: the draft was signed, discarded or left."""
        self._rest.stop()
        self._autosave.forget()

    def touch(self) -> None:
        """Something was typed."""
        if self._acts.is_writing():
            self._autosave.touch()
            self._rest.start()

    def mark(self) -> None:
        """The draft itself is different, with nothing left to take over from the fields."""
        self._autosave.touch()

    def hold(self) -> None:
        """The fields are about to be filled anew: what they said is not taken over."""
        self._rest.stop()

    def settle(self) -> None:
        """Take over now what was typed."""
        self._rest.stop()
        self._acts.settle()

    def leave_field(self) -> None:
        """The focus left a field: take over what was typed, and save it."""
        self.settle()
        self.flush()

    def flush(self) -> bool:
        """Save now what waits; returns whether everything is on the disk."""
        return self._autosave.flush()

    def save(self) -> None:
        """Save now what waits.

        Raises:
            DeskError: it could not be written; it is still on the screen.
        """
        self._autosave.flush_or_raise()

    def save_and_say(self) -> None:
        """People press Ctrl+S: save now and say so."""
        if self._acts.is_writing():
            self._autosave.touch()
            self._autosave.flush()

    def show(self) -> None:
        """Say whether everything is on the disk, and no longer what went wrong before."""
        problem = self._autosave.problem
        self._banner.setVisible(problem is not None)
        if not self._acts.is_writing():
            return
        if problem is None:
            self._footer.set_saved(self._saved_clock)
        elif isinstance(problem, RescuedError):
            self._footer.set_rescued()
        else:
            self._footer.set_unsaved(self._saved_clock)

    def complain(self, sentence: str) -> None:
        """Say what could not be done."""
        self._banner.set_message(sentence, tone="risk")
        self._banner.show()

    def attempt(self, act: Callable[[], None]) -> None:
        """Do something of which a `DeskError` is said on the page."""
        try:
            act()
        except DeskError as problem:
            self.complain(str(problem))

    def sign(self, facts: Callable[[], SignFacts], sign: Callable[[], None]) -> bool:
        """Lead to the first gap, or ask for the signature; True when it was given.

        Args:
            facts: tells what is signed; asked for once nothing is missing.
            sign: does the signing; a `DeskError` of it is shown in the dialog, which stays open.
        """
        self.settle()
        if not self._acts.is_writing():
            return False
        gaps = self._footer.gaps()
        if gaps:
            self._lead_to(gaps[0])
            return False
        return ask_to_sign(
            self._page,
            facts(),
            sign=sign,
            is_passphrase=passphrase_check(self._desk),
        )

    def discard(
        self,
        discard: Callable[[], None],
        leave: Callable[[], None],
        bring_back: Callable[[], None],
        said: Callable[[], str] | None = None,
    ) -> None:
        """Throw the draft away; the toast brings it back.

        Args:
            discard: does it in the store.
            leave: shows something else.
            bring_back: undoes it; a `DeskError` of it is said on the page.
            said: what the toast says once it is done, where that is more than usual.
        """
        self.settle()
        if not self.flush():
            return  # the banner says it, and the text is still on the screen
        try:
            discard()
        except DeskError as problem:
            self.complain(str(problem))
            return
        self.forget()
        leave()
        toast.of_window(self._page).announce(
            said() if said is not None else self.tr("Draft discarded"),
            self.tr("Undo"),
            lambda: self.attempt(bring_back),
        )

    def _lead_to(self, gap: Finding) -> None:
        self._acts.lead_to(gap)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._page, gap.message))

    def _show_saved(self) -> None:
        self._saved_clock = times.write_time(self._desk.local(self._desk.now()).time())
        self._footer.set_saved(self._saved_clock)
        self._banner.hide()

    def _show_unsaved(self, reason: str) -> None:
        problem = self._autosave.problem
        if isinstance(problem, RescuedError):
            self._show_rescued(problem)
            return
        self._footer.set_unsaved(self._saved_clock)
        can_copy = isinstance(problem, UnsavedError)
        self._banner.set_message(
            reason,
            tone="risk",
            title=self._unsaved,
            action=self.tr("Try again"),
            other=saved_copies.action() if can_copy else "",
        )
        self._banner.show()

    def _save_copy(self) -> None:
        """Save once more, else what is on the screen now, encrypted, where the person wants it."""
        problem = None if self.flush() else self._autosave.problem
        if not isinstance(problem, UnsavedError):
            return
        said = saved_copies.save(self._page, self._desk, problem)
        if not said:
            return
        self._banner.set_message(
            said,
            tone="risk",
            title=self._unsaved,
            action=self.tr("Try again"),
            other=saved_copies.action(),
        )

    def _show_rescued(self, problem: RescuedError) -> None:
        """It is on the disk, though not in the records: no alarm."""
        self._footer.set_rescued()
        self._banner.set_message(
            self.tr(
                "What you type is kept encrypted in a rescue file and comes back by itself. "
                "{reason}"
            ).format(reason=problem.reason),
            tone="overdue",
            title=self.tr("The records cannot be written right now."),
            action=self.tr("Try again"),
        )
        self._banner.show()
