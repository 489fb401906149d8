"""What is done with a whole summary: begun, read again, discarded, and signed by others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from counselor_desk.errors import DeskError
from counselor_desk.records.discharges import Discharge
from counselor_desk.records.ids import ClientId
from counselor_desk.records.signatures import Signature
from counselor_desk.services import discharges, episodes
from counselor_desk.ui import scans, toast
from counselor_desk.ui.discharges import shown, signing, words
from counselor_desk.ui.discharges.layout import DischargeLayout
from counselor_desk.ui.open_drafts import OpenDraft

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class OnScreen:
    """What the page knows: whose chart it is, the summary it shows, and how to show another."""

    client_id: Callable[[], ClientId | None]
    discharge: Callable[[], Discharge | None]
    load: Callable[[Discharge | None], None]


class WholeSummary(QObject):
    """Answers the buttons that concern the summary as one; a child of the page."""

    def __init__(
        self, desk: Desk, page: DischargeLayout, screen: OnScreen, draft: OpenDraft
    ) -> None:
        """Follow the buttons of the page; what cannot be done is said by `draft`."""
        super().__init__(page)
        self._desk, self._page, self._screen, self._draft = desk, page, screen, draft
        page.discharge_start_button.clicked.connect(self._start)
        page.discharge_earlier_button.clicked.connect(self._read_earlier)
        page.discharge_discard_button.clicked.connect(self._discard)
        page.closed_banner.action_requested.connect(self._start_episode)
        page.signatures.signature_requested.connect(self._ask_for_signature)
        page.signatures.scan_requested.connect(self._show_scan)

    def _start(self) -> None:
        client_id = self._screen.client_id()
        if client_id is None:
            return
        try:
            started = discharges.start(self._desk, client_id, initiator=self._page)
        except DeskError as problem:
            self._draft.complain(str(problem))
            return
        self._screen.load(started)
        self._page.outline.enter()

    def _read_earlier(self) -> None:
        client_id = self._screen.client_id()
        if client_id is not None:
            self._screen.load(shown.earlier(self._desk, client_id))

    def _start_episode(self) -> None:
        """Somebody comes back: the closed episode stays closed, a new one begins."""
        client_id = self._screen.client_id()
        if client_id is None:
            return
        try:
            episodes.start(self._desk, client_id, initiator=self._page)
        except DeskError as problem:
            self._draft.complain(str(problem))
            return
        self._screen.load(discharges.current(self._desk, client_id))
        toast.of_window(self._page).announce(words.translated("New episode started"))

    def _discard(self) -> None:
        """Throw the draft away; the toast brings it back."""
        discharge = self._screen.discharge()
        if discharge is None or discharge.is_signed:
            return
        self._draft.discard(
            lambda: discharges.discard(self._desk, discharge, initiator=self._page),
            lambda: self._screen.load(None),
            lambda: self._bring_back(discharge),
        )

    def _bring_back(self, discharge: Discharge) -> None:
        discharges.bring_back(self._desk, discharge, initiator=self._page)
        if self._screen.client_id() == discharge.client_id:
            self._screen.load(discharges.current(self._desk, discharge.client_id))

    def _ask_for_signature(self) -> None:
        discharge = self._screen.discharge()
        if discharge is None:
            return
        if signing.ask_for_signature(self._page, self._desk, discharge, initiator=self._page):
            self._screen.load(discharge)
            toast.of_window(self._page).announce(words.translated("Signature recorded"))

    def _show_scan(self, signature: Signature) -> None:
        scans.show_of(self._page, self._desk, signature)
