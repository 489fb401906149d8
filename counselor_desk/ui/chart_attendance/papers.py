"""The papers of the Attendance tab: the one of each segment, and the letters in a menu."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from counselor_desk.records.hour_reports import HourPaperKind
from counselor_desk.records.ids import ClientId
from counselor_desk.services import hour_reports
from counselor_desk.services.exports import DocumentKind
from counselor_desk.ui.chart_attendance.words import say
from counselor_desk.ui.printing import PrintRequest

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk


class Letters(QMenu):
    """What can be put on paper beside the report of a segment."""

    def __init__(
        self, desk: Desk, button: QWidget, on_request: Callable[[PrintRequest], object]
    ) -> None:
        """`button` is what the menu opens below."""
        super().__init__(button)
        self._desk, self._button, self._on_request = desk, button, on_request

    def open_for(self, client_id: ClientId | None) -> None:
        """Open with what there is to print for a client."""
        self.clear()
        for text, request in offers(self._desk, client_id):
            self.addAction(text, self._asker(request))
        self.popup(self._button.mapToGlobal(QPoint(0, self._button.height() + 4)))

    def _asker(self, request: PrintRequest) -> Callable[[], object]:
        return lambda: self._on_request(request)


def offers(desk: Desk, client_id: ClientId | None) -> Iterator[tuple[str, PrintRequest]]:
    """The letters and lists that have something to tell, with their names."""
    known: tuple[tuple[str, DocumentKind, HourPaperKind], ...] = (
        (
            say("Letter of attendance…"),
            DocumentKind.ATTENDANCE_LETTER,
            HourPaperKind.ATTENDANCE_LETTER,
        ),
        (
            say("Letter of progress…"),
            DocumentKind.PROGRESS_LETTER,
            HourPaperKind.PROGRESS_LETTER,
        ),
        (
            say("Class completion list…"),
            DocumentKind.COMPLETION_LIST,
            HourPaperKind.COMPLETION_LIST,
        ),
    )
    for text, kind, paper in known:
        request = paper_of(desk, client_id, kind, paper)
        if request is not None:
            yield text, request


def paper_of(
    desk: Desk, client_id: ClientId | None, kind: DocumentKind, paper: HourPaperKind
) -> PrintRequest | None:
    """A paper of a client; None where it would be empty."""
    if client_id is None:
        return None
    found = hour_reports.papers_of(desk, client_id, paper)
    if not found:
        return None
    return PrintRequest(kind=kind, uid=found[0].uid, client_id=client_id)
