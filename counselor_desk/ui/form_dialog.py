"""A dialog with labeled fields: what cannot be kept is said at its field, and stays typed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Generic, TypeVar

from PySide6.QtCore import QMargins, Qt
from PySide6.QtWidgets import QLayout, QWidget

from counselor_desk.errors import DeskError, DoubtfulError
from counselor_desk.ui import theme as themes
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.fields import LabeledField
from counselor_desk.ui.forms import Form
from counselor_desk.ui.parsed_fields import DateField, ParsedEdit
from counselor_desk.ui.scrolling import PageScroll
from counselor_desk.ui.typed_dialog import Subject, TypedDialog

Record = TypeVar("Record")
_ROOM_AROUND = 180
"""What title, buttons and margins take of the window's height, in pixels at 100 %."""


class FormDialog(TypedDialog, Generic[Record]):
    """Fills fields from a record and hands the changed one to `act`; Esc changes nothing.

    A `DeskError` of `act` keeps the dialog open. A doubt turns the confirming button into one that
    keeps it all the same, until something is changed.
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
        problems: Callable[[Record], Mapping[str, DeskError]] = lambda _record: {},
        needs: Collection[str] = (),
        says: Mapping[str, str] | None = None,
        verb: str = "",
        sentence: str = "",
        other: Button | None = None,
        on_mistake: Callable[[], None] | None = None,
        is_editable: bool = True,
        about: Subject | None = None,
        width: float = 560,
    ) -> None:
        """Make the dialog.

        Args:
            parent: any widget of the window it belongs to.
            title: a question or what is done.
            record: shown first, and what the fields are put into.
            fields: by the name of the record's field.
            layout: where the fields stand.
            act: keeps the record; also gets whether the person is sure of what is doubtful.
            problems: what is wrong with a record, by the name of the field; asked before `act`.
            needs: fields of days that cannot stay empty.
            says: how the sentence of an error of `act` begins, and the name of its field; the
                others stand below the fields.
            verb: what the confirming button says, "Save" if nothing else.
            sentence: the consequence, if it has to be said.
            other: a quiet button at the left.
            on_mistake: what to do when the record was entered in error; a quiet button at the
                left closes the dialog for it.
            is_editable: whether anything can be changed.
            about: what it is about, where what is typed outlives a lock.
            width: of the card, in pixels at 100 %.
        """
        super().__init__(parent, title, sentence, width=width)
        self.setObjectName("form_dialog")
        self.fields = dict(fields)
        self._record, self._act, self._problems = record, act, problems
        self._needs, self._says = frozenset(needs), dict(says or {})
        self._verb = verb or self.tr("Save")
        self._is_doubted = False
        self.form: Form[Record] = Form(fields, self)
        self.form.show(record)
        self._make(layout, other, on_mistake if is_editable else None)
        if not is_editable:
            self._show_only()
        elif about is not None:
            self.remember(about)

    def remember(self, about: Subject) -> None:
        """Go on with what was typed about it before, and let what is typed outlive a lock."""
        self.take_up(about, self.form.fields())

    def place(self) -> None:
        """Center the dialog; what has no room in the window scrolls."""
        window, layout = self.parentWidget(), self._content.layout()
        if window is not None and layout is not None:
            layout.activate()
            room = window.height() - themes.current().s(_ROOM_AROUND)
            wanted = layout.totalSizeHint().height()
            if layout.hasHeightForWidth():
                flowing = layout.totalHeightForWidth(self._inner_width())
                # The scroll area makes nothing lower than this, however little flows in it.
                wanted = max(flowing, layout.totalMinimumSize().height())
            self._scroll.setFixedHeight(min(wanted, max(room, themes.current().s(96))))
        super().place()

    def save(self) -> None:
        """Keep what is typed, or say at each field what is wrong."""
        self.problem_banner.hide()
        self.form.set_problems({})
        if not self._days_can_be_read():
            return
        record = self.form.applied(self._record)
        found = self._missing_days() or _sentences(self._problems(record))
        if found:
            self._point_out(found)
            self.place()
            return
        try:
            self._act(record, self._is_doubted)
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

    def _inner_width(self) -> int:
        """How wide the fields are, or will be once the dialog is shown."""
        if self.isVisible():
            return self._scroll.viewport().width()
        layout = self._card.layout()
        margins = layout.contentsMargins() if layout is not None else QMargins()
        return self._card.minimumWidth() - margins.left() - margins.right()

    def _make(
        self, layout: QLayout, other: Button | None, on_mistake: Callable[[], None] | None
    ) -> None:
        self._content = QWidget()
        layout.setContentsMargins(0, 0, 0, 2)
        self._content.setLayout(layout)
        self._scroll = PageScroll(self._content, keeps_room=False)
        self.body.add(self._scroll, self.problem_banner)
        self.form_back_button = Button(self.tr("Back"))
        self.form_save_button = Button(self._verb, kind="primary")
        self.form_back_button.clicked.connect(self.reject)
        self.form_save_button.clicked.connect(self.save)
        self.mistake_button: Button | None = None
        if on_mistake is not None:
            self.mistake_button = Button(self.tr("Entered in error…"), kind="quiet")
            self.mistake_button.clicked.connect(self.reject)
            self.mistake_button.clicked.connect(on_mistake)
        self.set_buttons(
            self.form_back_button, self.form_save_button, escape=other, beside=self.mistake_button
        )
        self.form.edited.connect(self._forget_doubt)
        first = next(iter(self.fields.values())).field
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_only(self) -> None:
        self._content.setEnabled(False)
        self.form_save_button.hide()
        self.form_back_button.set_text(self.tr("Close"))
        self.form_back_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _days_can_be_read(self) -> bool:
        """Move to the first field whose text means nothing; its own words say why."""
        for labeled in self.fields.values():
            edit = labeled.field
            if isinstance(edit, ParsedEdit):
                edit.settle()
            if isinstance(edit, ParsedEdit) and edit.problem():
                edit.explain()
                self._point_at(labeled)
                return False
        return True

    def _missing_days(self) -> dict[str, str]:
        said = self.tr("The day is missing. Nothing was changed. Enter it.")
        return {
            name: said
            for name, labeled in self.fields.items()
            if name in self._needs
            and isinstance(labeled.field, DateField)
            and not labeled.field.text().strip()
        }

    def _point_out(self, found: Mapping[str, str]) -> None:
        """Say what is wrong at each field, what belongs to none below them."""
        # In this order: a day that loses the focus says anew what it means.
        self.form.focus_first(found)
        self.form.set_problems(found)
        others = [text for name, text in found.items() if name not in self.fields]
        if others:
            self.problem_banner.set_message(" ".join(others), tone="risk")
            self.problem_banner.show()
        first = next((labeled for name, labeled in self.fields.items() if name in found), None)
        if first is not None:
            self._scroll.ensureWidgetVisible(first)

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


def _sentences(found: Mapping[str, DeskError]) -> dict[str, str]:
    return {name: str(problem) for name, problem in found.items()}
