"""The drafts of a client that were discarded, each with a button that brings it back."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DeskError
from counselor_desk.records import dates
from counselor_desk.records.assessments import Assessment
from counselor_desk.records.discharges import Discharge
from counselor_desk.records.ids import ClientId
from counselor_desk.records.notes import Addendum, Note
from counselor_desk.records.plans import Plan
from counselor_desk.services import discarded
from counselor_desk.services.discarded import Discarded
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import Card
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row
from counselor_desk.ui.notes import words
from counselor_desk.ui.scrolling import PageScroll

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk


class DiscardedList(QWidget):
    """One card with a row for each discarded draft, and what could not be brought back above it.

    The page that shows it hears that a draft is back, and reads it anew.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._rows: list[QWidget] = []
        self.failure_banner = Banner("", tone="risk", can_close=True)
        self.failure_banner.hide()
        self._column = Column(spacing=12)
        held = QWidget()
        held.setLayout(self._column)
        inside = QWidget()
        inside.setLayout(
            Column(
                self.failure_banner,
                Card(held, margins=(18, 12, 14, 12)),
                "stretch",
                margins=(28, 0, 18, 14),
                spacing=12,
            )
        )
        self.setLayout(Column(PageScroll(inside)))

    def show_client(self, client_id: ClientId) -> None:
        """Show the discarded drafts of a client, and no longer what went wrong before."""
        self.failure_banner.hide()
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(one) for one in discarded.of_client(self._desk, client_id)]
        for row in self._rows:
            self._column.addWidget(row)

    def buttons(self) -> list[Button]:
        """The button of each row."""
        return [button for row in self._rows for button in row.findChildren(Button)]

    def texts(self) -> list[str]:
        """What the rows say."""
        return [row.accessibleName() for row in self._rows]

    def _row(self, one: Discarded) -> QWidget:
        today = self._desk.today()
        name = title(one, today)
        told = self.tr("Discarded {day} · kept until {last}").format(
            day=words.day(one.discarded_on, today),
            last=dates.write_in_words(one.kept_until),
        )
        button = Button(self.tr("Bring back"), is_small=True)
        button.setAccessibleName(self.tr("Bring back: {name}").format(name=name))
        button.clicked.connect(partial(self._bring_back, one))
        row = QWidget()
        said = Column(Label(name, wraps=True), Label(told, "caption", wraps=True), spacing=1)
        row.setLayout(Row((said, 1), button, spacing=12))
        row.setAccessibleName(f"{name}, {told}")
        return row

    def _bring_back(self, one: Discarded) -> None:
        try:
            discarded.bring_back(self._desk, one)
        except DeskError as problem:
            self.failure_banner.set_message(str(problem), tone="risk")
            self.failure_banner.show()


def title(one: Discarded, today: date) -> str:
    """What was discarded, in the words of a list."""
    match one.record:
        case Note() as note:
            return f"{words.note_title(note.kind)}, {words.day(note.held_on, today)}"
        case Addendum():
            return _tr("Addendum")
        case Plan() as plan:
            return _tr("Treatment plan, version {number}").format(number=plan.version)
        case Assessment():
            return _tr("Assessment")
        case Discharge():
            return _tr("Discharge summary")


def _tr(text: str) -> str:
    return QCoreApplication.translate("notes", text)
