"""The ways from the note editor to other pages; what is typed is saved on the way."""

from __future__ import annotations

from collections.abc import Callable

from counselor_desk.records.flags import Flag
from counselor_desk.records.ids import ClientId, NoteId
from counselor_desk.ui import flag_words
from counselor_desk.ui.navigation import Navigator, Page, Place, Tab


class NoteWays:
    """Where one goes from a note of the client that is open; nowhere while none is."""

    def __init__(self, navigator: Navigator, client_id: Callable[[], ClientId | None]) -> None:
        self._navigator = navigator
        self._client_id = client_id

    def open_backups(self) -> None:
        """Look for an earlier copy."""
        self._navigator.open(Place(page=Page.BACKUP))

    def open_note(self, note_id: NoteId) -> None:
        """Another note of the client."""
        client_id = self._client_id()
        if client_id is not None:
            self._navigator.open(Place(page=Page.NOTE, client_id=client_id, note_id=note_id))

    def open_risk(self, risk: Flag) -> None:
        """What raised the flag."""
        client_id = self._client_id()
        if client_id is not None:
            self._navigator.open(flag_words.source(risk, client_id))

    def open_plan(self) -> None:
        """The plan of the client."""
        client_id = self._client_id()
        if client_id is not None:
            self._navigator.open(Place(page=Page.CHART, client_id=client_id, tab=Tab.PLAN))

    def begin_another(self) -> None:
        """A new note of the same client; this one stays as it is."""
        client_id = self._client_id()
        if client_id is not None:
            self._navigator.open(Place(page=Page.NOTE, client_id=client_id))
