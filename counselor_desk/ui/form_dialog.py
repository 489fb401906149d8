"""A dialog with labeled fields: what cannot be kept is said at its field, and stays typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget

from counselor_desk.errors import DeskError, DoubtfulError
from counselor_desk.ui import messages
from counselor_desk.ui import theme as themes
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.fields import LabeledField
from counselor_desk.ui.forms import Form
from counselor_desk.ui.parsed_fields import ParsedEdit
from counselor_desk.ui.scrolling import PageScroll

Record = TypeVar("Record")
_ROOM_AROUND = 180
"""What title, buttons and margins take of the window's height, in pixels at 100 %."""


class FormDialog(messages.Dialog, Generic[Record]):
    """Fills fields from a record and hands the changed one to `act`.

    `act` gets the record and whether the person is sure of what is doubtful; a `DeskError` of it
    keeps the dialog open. A doubt turns the confirming button into one that keeps it all the same,
    until something is changed. `says` maps how the sentence of an error begins to the name of its
    field; the others stand below the fields.
    """

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        record: Record,
        *,
        fields: Mapping[str, LabeledField],
        layout: QLayout,
        act: Callable[[Record, bool], object],
        verb: str = "",
        sentence: str = "",
        says: Mapping[str, str] | None = None,
        other: Button | None = None,
        width: float = 560,
    ) -> None:
        """`layout` holds the fields; `other` is a quiet button at the left; `width` at 100 %."""
        super().__init__(parent, title, sentence, width=width)
        self.setObjectName("form_dialog")
        self.fields = dict(fields)
        self._record, self._act = record, act
        self._says = dict(says or {})
        self._verb = verb or self.tr("Save")
        self._is_doubted = False
        self.form: Form[Record] = Form(fields, self)
        self.form.show(record)
        self._content = QWidget()
        layout.setContentsMargins(0, 0, 0, 2)
        self._content.setLayout(layout)
        self._scroll = PageScroll(self._content, keeps_room=False)
        self.problem_banner = Banner("", tone="risk")
        self.problem_banner.hide()
        self.body.add(self._scroll, self.problem_banner)
        self.form_back_button = Button(self.tr("Back"))
        self.form_save_button = Button(self._verb, kind="primary")
        self.form_back_button.clicked.connect(self.reject)
        self.form_save_button.clicked.connect(self.save)
        self.set_buttons(self.form_back_button, self.form_save_button, escape=other)
        self.form.edited.connect(self._forget_doubt)
        first = next(iter(self.fields.values())).field
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self) -> None:
        """Center the dialog; what has no room in the window scrolls."""
        window, layout = self.parentWidget(), self._content.layout()
        if window is not None and layout is not None:
            layout.activate()
            room = window.height() - themes.current().s(_ROOM_AROUND)
            width = self._scroll.viewport().width()
            wanted = layout.totalSizeHint().height()
            if layout.hasHeightForWidth() and self.isVisible():
                wanted = layout.totalHeightForWidth(width)
            self._scroll.setFixedHeight(min(wanted, max(room, themes.current().s(96))))
        super().place()

    def save(self) -> None:
        """Keep what is typed, or say at the field what is wrong."""
        self.problem_banner.hide()
        self.form.set_problems({})
        if not self._dates_can_be_read():
            return
        try:
            self._act(self.form.applied(self._record), self._is_doubted)
        except DoubtfulError as doubt:
            self._show(doubt, tone="overdue")
            self._is_doubted = True
            self.form_save_button.set_text(self.tr("Keep as it is"))
        except DeskError as problem:
            self._show(problem, tone="risk")
        else:
            self.accept()
            return
        self.place()

    def _dates_can_be_read(self) -> bool:
        """Move to the first field whose text means nothing; its own words say why."""
        for labeled in self.fields.values():
            edit = labeled.field
            if isinstance(edit, ParsedEdit) and edit.problem():
                edit.explain()
                self._point_at(labeled)
                return False
        return True

    def _show(self, problem: DeskError, *, tone: str) -> None:
        text = str(problem)
        name = next((name for start, name in self._says.items() if text.startswith(start)), "")
        labeled = self.fields.get(name)
        if labeled is None:
            self.problem_banner.set_message(text, tone=tone)
            self.problem_banner.show()
            return
        labeled.set_error(text)
        self._point_at(labeled)

    def _point_at(self, labeled: LabeledField) -> None:
        labeled.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.ensureWidgetVisible(labeled)

    def _forget_doubt(self, *_edit: object) -> None:
        if self._is_doubted:
            self._is_doubted = False
            self.form_save_button.set_text(self._verb)
