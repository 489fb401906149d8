"""Entered in error: the card of the facts that were crossed out, and the dialog that does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DeskError
from counselor_desk.records import dates
from counselor_desk.records.mistakes import Fact, Mistake, MistakeKind, Struck
from counselor_desk.services import mistakes
from counselor_desk.ui import messages, toast
from counselor_desk.ui.cards import Card
from counselor_desk.ui.delegates import STRETCH, Cell, Words
from counselor_desk.ui.fact_table import OPEN, Column, FactTable, action_words
from counselor_desk.ui.form_dialog import FormDialog
from counselor_desk.ui.form_fields import line, spread
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column as ColumnLayout
from counselor_desk.ui.layouts import Row
from counselor_desk.ui.typed_dialog import Subject

if TYPE_CHECKING:
    from counselor_desk.records.ids import ClientId
    from counselor_desk.services.desk import Desk

TAKE_BACK = "take_back"
"""The action that lets a fact count again."""

_ACTION_WIDTH, _DAY_WIDTH, _ROOM_FOR_DAY = 132.0, 116.0, 620.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a page says of a fact: its name, and everything else in one line."""

    name: str = field(repr=False)
    details: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reason:
    reason: str = field(default="", repr=False)


class MistakesCard(QWidget):
    """What was entered in error, below the facts that hold; nothing while there is none."""

    def __init__(
        self,
        desk: Desk,
        told: Callable[[Fact], Told],
        *kinds: MistakeKind,
        veiled: Callable[[str], str] = lambda text: text,
        parent: QWidget | None = None,
    ) -> None:
        """Make the card.

        Args:
            desk: the open store.
            told: how the page says a fact.
            kinds: the kinds of fact the page shows.
            veiled: a text as the screen may show it.
            parent: the widget it belongs to.
        """
        super().__init__(parent)
        self._desk, self._told, self._kinds, self._veiled = desk, told, kinds, veiled
        self.table: FactTable[Struck] | None = None
        self._column = ColumnLayout(spacing=0)
        self.setLayout(self._column)
        self.hide()

    def show_client(self, client_id: ClientId, *, is_editable: bool) -> None:
        """Show what was crossed out of a client's facts.

        Raises:
            DeskError: it cannot be read.
        """
        struck = mistakes.of_client(self._desk, client_id, *self._kinds)
        if struck and self.table is None:
            self.table = self._make()
        if self.table is not None:
            self.table.show_rows(struck, is_editable=is_editable)
        self.setVisible(bool(struck))

    def cross_out(self, fact: Fact, *, after_undo: Callable[[], object] | None = None) -> None:
        """Ask why a fact was entered in error, and cross it out; the toast brings it back.

        `after_undo` is done when it was brought back, for what the mark took from it.
        """
        kept: list[Mistake] = []
        dialog = self.dialog(fact, kept.append)
        messages.run(dialog)
        dialog.deleteLater()
        for mistake in kept:
            self._offer_undo(self._told(fact).name, mistake, after_undo)

    def dialog(self, fact: Fact, on_marked: Callable[[Mistake], object]) -> FormDialog[_Reason]:
        """The question why, which crosses the fact out."""
        hint = self.tr("wrong chart, entered twice, misheard")
        fields = {"reason": line(self.tr("Reason"), hint)}
        return FormDialog(
            self,
            self.tr("Was {name} entered in error?").format(name=self._told(fact).name),
            _Reason(),
            fields=fields,
            layout=spread(fields, ("reason",)),
            act=lambda typed, _is_sure: on_marked(mistakes.mark(self._desk, fact, typed.reason)),
            verb=self.tr("Cross out"),
            says={"A fact that was entered in error": "reason", "The reason": "reason"},
            sentence=self.tr(
                "It leaves lists, flags, papers and counts. It stays readable here, and nothing "
                "is deleted."
            ),
            about=Subject.of(self._desk, fact.client_id, "mistake", fact),
        )

    def _make(self) -> FactTable[Struck]:
        table: FactTable[Struck] = FactTable(
            self._columns(), name=self.tr("Entered in error"), spoken=self._spoken
        )
        table.acted.connect(self._act)
        head = Row(Label(self.tr("Entered in error"), "section"), margins=(16, 10, 12, 8))
        self._column.addWidget(Card(head, table, margins=(1, 0, 1, 1), spacing=0))
        return table

    def _columns(self) -> tuple[Column[Struck], ...]:
        def what(row: Struck, shown: frozenset[str]) -> Cell:
            day = "" if "day" in shown else self._day(row)
            caption = " · ".join(filter(None, (self._why(row), day)))
            name = self._told(row.fact).name
            return Words(text=name, caption=caption, kind="body", is_struck=True)

        return (
            Column(key="what", width=STRETCH, cell=what, title=self.tr("Fact")),
            Column(
                key="day",
                width=_DAY_WIDTH,
                cell=lambda row, _: Words(text=self._day(row), ink="text2", is_tabular=True),
                title=self.tr("Crossed out"),
                room=_ROOM_FOR_DAY,
            ),
            Column(
                key=TAKE_BACK,
                width=_ACTION_WIDTH,
                cell=lambda _row, _: action_words(self.tr("Was right after all")),
                action=TAKE_BACK,
            ),
        )

    def _act(self, action: str, row: Struck) -> None:
        if action == OPEN:
            self._read(row)
        elif action == TAKE_BACK:
            self._take_back(row.mistake)

    def _read(self, row: Struck) -> None:
        """Everything the fact said, and why it counts no more."""
        told = self._told(row.fact)
        crossed = self.tr("Crossed out {day}: {reason}").format(
            day=self._day(row), reason=self._why(row)
        )
        text = "\n".join(filter(None, (told.details, crossed)))
        messages.tell(self, self.tr("{name}, entered in error").format(name=told.name), text)

    def _take_back(self, mistake: Mistake) -> None:
        try:
            mistakes.take_back(self._desk, mistake)
        except DeskError as problem:
            toast.of_window(self).announce(str(problem))
        else:
            toast.of_window(self).announce(self.tr("It counts again"))

    def _offer_undo(
        self, name: str, mistake: Mistake, after_undo: Callable[[], object] | None
    ) -> None:
        def bring_back() -> None:
            try:
                mistakes.take_back(self._desk, mistake)
                if after_undo is not None:
                    after_undo()
            except DeskError as problem:
                toast.of_window(self).announce(str(problem))

        said = self.tr("{name} crossed out").format(name=name)
        toast.of_window(self).announce(said, self.tr("Undo"), bring_back)

    def _spoken(self, row: Struck) -> str:
        name = self._told(row.fact).name
        return ", ".join((self.tr("entered in error"), name, self._why(row), self._day(row)))

    def _why(self, row: Struck) -> str:
        return self._veiled(row.mistake.reason)

    def _day(self, row: Struck) -> str:
        marked_on = self._desk.local(row.mistake.marked_at).date()
        return dates.write_short(marked_on, self._desk.today())
