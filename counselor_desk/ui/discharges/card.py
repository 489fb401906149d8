"""The card of one section: its text, what changed in the record since, and the facts used."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from counselor_desk.records.discharges import DischargeSection, DischargeType
from counselor_desk.services.summary_sentences import Fact
from counselor_desk.ui import theme as themes
from counselor_desk.ui import tokens
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import Card, Line
from counselor_desk.ui.chips import Chip, Icon
from counselor_desk.ui.choosers import ComboBox
from counselor_desk.ui.discharges import words
from counselor_desk.ui.field_grid import field_grid
from counselor_desk.ui.fields import LabeledField
from counselor_desk.ui.labels import ElidedLabel, Label
from counselor_desk.ui.layouts import Column, Row, hold
from counselor_desk.ui.parsed_fields import DateField, ParsedField
from counselor_desk.ui.text_editor import TextEditor

_MIN_LINES = 5
_NARROW = 520


class SectionCard(Card):
    """One section to write in. The section on type has type and date above its text.

    Signals:
        edited: the person changed the text.
        left: the text lost the focus or rested; time to save.
        type_chosen: carries a `DischargeType`.
        day_typed: the text of the date changed.
        rebuild_requested: bring the record's words back.
        changes_requested: show what changed in the record.
    """

    edited = Signal()
    left = Signal()
    type_chosen = Signal(object)
    day_typed = Signal()
    rebuild_requested = Signal()
    changes_requested = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(margins=(24, 14, 20, 16), spacing=10, parent=parent)
        self._code: DischargeSection | None = None
        self._facts: tuple[Fact, ...] = ()
        self._is_editable = True
        self._is_edited = False
        self._rows: list[QWidget] = []
        self._build(today)
        self.discharge_text.edited.connect(self.edited)
        self.discharge_text.paused.connect(lambda _text: self.left.emit())
        self.discharge_type_choice.edited.connect(self.type_chosen)
        self.discharge_day_date.textEdited.connect(lambda _text: self.day_typed.emit())
        self.discharge_day_date.edited.connect(lambda _day: self.day_typed.emit())
        self.discharge_rebuild_button.clicked.connect(self.rebuild_requested)
        self.changes_banner.action_requested.connect(self.changes_requested)

    def code(self) -> DischargeSection | None:
        """The section that is shown."""
        return self._code

    def show_section(self, code: DischargeSection, text: str) -> None:
        """Show the text of a section, with the undo history of this stay in it."""
        is_other = code is not self._code
        self._code = code
        self.title_label.setText(words.section(code))
        self.discharge_text.setAccessibleName(words.section(code))
        if is_other or self.discharge_text.text() != text:
            self.discharge_text.set_text(text)
        self._type_part.setVisible(code is DischargeSection.TYPE)

    def set_editable(self, *, is_editable: bool) -> None:
        """A signed summary is only read."""
        self._is_editable = is_editable
        self.discharge_text.setReadOnly(not is_editable)
        self.discharge_type_choice.setEnabled(is_editable)
        self.discharge_day_date.setReadOnly(not is_editable)

    def set_type(self, kind: DischargeType | None, day: date | None, typed: str) -> None:
        """Show type and date; `typed` is a date that could not be read."""
        self.discharge_type_choice.set_value(kind)
        if self.discharge_day_date.value() != day or typed:
            self.discharge_day_date.set_value(day, typed)

    def set_hint(self, hint: str) -> None:
        """What to write where nothing stands yet."""
        self.discharge_text.setPlaceholderText(hint)

    def set_state(self, *, is_edited: bool, changed: int) -> None:
        """Say whose words these are, and how many facts changed below them."""
        self._is_edited = is_edited
        self._fit()
        self.discharge_rebuild_button.setVisible(is_edited and self._is_editable)
        self.changes_banner.setVisible(changed > 0 and self._is_editable)
        self.changes_banner.set_message(
            self.tr("1 fact in the record changed since you wrote this.")
            if changed == 1
            else self.tr("{count} facts in the record changed since you wrote this.").format(
                count=changed
            ),
            tone="overdue",
            action=self.tr("See"),
            icon="history",
        )

    def set_last_service(self, sentence: str) -> None:
        """Say below the date when the client was last seen."""
        self._last_service_label.setText(sentence)
        self._last_service_label.setVisible(bool(sentence))

    def set_facts(self, facts: Sequence[Fact]) -> None:
        """List what the record says, each to be put into the text again."""
        found = tuple(facts) if self._is_editable else ()
        if found == self._facts:
            return
        self._facts = found
        for row in self._rows:
            row.setParent(None)
            row.deleteLater()
        self._rows = [self._fact_row(fact) for fact in found]
        self._fact_rows.add(*self._rows)
        self._facts_part.setVisible(bool(found))

    def insert(self, text: str) -> None:
        """Put words where the caret is, as one step that can be undone."""
        cursor = self.discharge_text.textCursor()
        before = self.discharge_text.text()[: cursor.position()]
        gap = "" if not before or before[-1:].isspace() else " "
        cursor.insertText(f"{gap}{text}")
        self.discharge_text.setFocus(Qt.FocusReason.OtherFocusReason)

    def point_out(self, place: str, message: str) -> None:
        """Put the focus on what is missing, and say it there."""
        if place == "type" and self.discharge_type_choice.value() is None:
            self._type_field.set_error(message)
            self.discharge_type_choice.setFocus(Qt.FocusReason.OtherFocusReason)
        elif place == "discharged_on":
            self._day_field.set_error(message)
            self.discharge_day_date.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.discharge_text.moveCursor(QTextCursor.MoveOperation.End)
            self.discharge_text.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear_pointing(self) -> None:
        """Take back what was said at the type; the date says for itself what is wrong."""
        self._type_field.set_error("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow card the outline alone says that a section is edited."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        is_narrow = self.width() < themes.current().s(_NARROW)
        self.title_label.setWordWrap(is_narrow)
        self.edited_chip.setVisible(self._is_edited and not is_narrow)
        self.discharge_rebuild_button.set_text(
            self.tr("Rebuild") if is_narrow else self.tr("Rebuild from record")
        )

    def _build(self, today: Callable[[], date]) -> None:
        self.title_label = Label("", "section")
        self.edited_chip = Chip(self.tr("Edited by you"), "draft", "square-pen")
        self.discharge_rebuild_button = Button(
            self.tr("Rebuild from record"), kind="quiet", icon="undo-2", is_small=True
        )
        self.changes_banner = Banner("")
        self.discharge_type_choice = ComboBox(
            [(kind, words.kind(kind)) for kind in DischargeType], name=self.tr("Discharge type")
        )
        self.discharge_type_choice.setPlaceholderText(self.tr("Choose"))
        self.discharge_day_date = DateField(today, name=self.tr("Date of discharge"))
        self._type_field = LabeledField(self.tr("Discharge type"), self.discharge_type_choice)
        self._day_field = ParsedField(self.tr("Date of discharge"), self.discharge_day_date)
        self._last_service_label = Label("", "hint", wraps=True)
        self._type_part = QWidget()
        self._type_part.setLayout(
            Column(
                field_grid((self._type_field, self._day_field)),
                self._last_service_label,
                Line(),
                spacing=10,
            )
        )
        self.discharge_text = TextEditor(name="", min_lines=_MIN_LINES)
        self._facts_part = QWidget()
        self._fact_rows = Column(spacing=2)
        self._facts_part.setLayout(
            Column(Line(), 2, Label(self.tr("Facts used here"), "caption"), self._fact_rows)
        )
        self._facts_part.hide()
        head = QWidget()
        head.setLayout(
            Row(
                self.title_label,
                self.edited_chip,
                "stretch",
                self.discharge_rebuild_button,
                spacing=10,
            )
        )
        # As high without the button, so that the text does not jump.
        hold(head, min_height=tokens.SMALL_CONTROL_HEIGHT)
        for part in (head, self.changes_banner, self._type_part, self.discharge_text):
            self.body.add(part)
        self.body.add(self._facts_part)

    def _fact_row(self, fact: Fact) -> QWidget:
        row = QWidget()
        told = fact.text.removeprefix("- ")
        button = Button(self.tr("Insert again"), kind="link", is_small=True)
        button.setAccessibleName(self.tr("Insert again: {fact}").format(fact=told))
        button.clicked.connect(partial(self.insert, fact.text))
        label = ElidedLabel(f"{fact.source} · {told}", "caption")
        row.setLayout(Row(Icon("link", size=14), (label, 1), 12, button, margins=(0, 3, 0, 3)))
        return row
