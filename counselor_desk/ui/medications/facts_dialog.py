"""The dialog that asks for facts; what is wrong is said beside its field, typed text stays."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget

from counselor_desk.errors import DeskError, MedicationDateError, MissingMedicationFactError
from counselor_desk.ui import messages
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.fields import LabeledField
from counselor_desk.ui.forms import Form
from counselor_desk.ui.parsed_fields import DateField
from counselor_desk.ui.scrolling import PageScroll

Record = TypeVar("Record")


class FactsDialog(messages.Dialog, Generic[Record]):
    """Shows some fields of a record and keeps the record once it is right; Esc changes nothing."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        sentence: str = "",
        *,
        record: Record,
        fields: Mapping[str, LabeledField],
        layout: QLayout,
        verb: str,
        act: Callable[[Record], object],
        problems: Callable[[Record], Mapping[str, DeskError]] = lambda _record: {},
        needs: Collection[str] = (),
        escape: Button | None = None,
        is_editable: bool = True,
        width: float = 480,
    ) -> None:
        """Make the dialog.

        Args:
            parent: any widget of the window it belongs to.
            title: a question or what is done.
            sentence: the consequence, if it has to be said.
            record: shown first, and what the fields are put into.
            fields: by the name of the record's field.
            layout: where the fields stand.
            verb: what the confirming button says.
            act: keeps the record; a `DeskError` of it keeps the dialog open.
            problems: what is wrong with a record, by the name of the field.
            needs: fields of dates that cannot stay empty.
            escape: a button that stands apart.
            is_editable: whether anything can be changed.
            width: of the card, in pixels at 100 %.
        """
        super().__init__(parent, title, sentence, width=width)
        self.setObjectName("facts_dialog")
        self.fields = dict(fields)
        self._record, self._act, self._problems = record, act, problems
        self._needs = frozenset(needs)
        self._form: Form[Record] = Form(fields, self)
        self._form.show(record)
        self._holder = QWidget()
        self._holder.setLayout(layout)
        self._scroll: PageScroll | None = None
        self.problem_banner = Banner("", tone="risk")
        self.facts_back_button = Button(self.tr("Back") if is_editable else self.tr("Close"))
        self.facts_keep_button = Button(verb, kind="primary")
        self.facts_back_button.clicked.connect(self.reject)
        self.facts_keep_button.clicked.connect(self.keep)
        self.body.add(self._holder, self.problem_banner)
        self.problem_banner.hide()
        self.set_buttons(self.facts_back_button, self.facts_keep_button, escape=escape)
        self.facts_keep_button.setVisible(is_editable)
        self._holder.setEnabled(is_editable)
        first = next(iter(self.fields.values())).field
        stop = first if is_editable else self.facts_back_button
        stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def typed(self) -> Record:
        """The record with what the fields say now."""
        return self._form.applied(self._record)

    def keep(self) -> None:
        """Keep what was typed and close; or say, at the field, what is wrong."""
        self.problem_banner.hide()
        if not self._days_can_be_read():
            return
        typed = self.typed()
        found = self._missing_days() or dict(self._problems(typed))
        if not found:
            try:
                self._act(typed)
            except DeskError as problem:
                found = {self._field_of(problem): problem}
            else:
                self.accept()
                return
        self._say(found)

    def _say(self, found: Mapping[str, DeskError]) -> None:
        said = {name: str(problem) for name, problem in found.items()}
        # In this order: a date that loses the focus says anew what it means.
        self._form.focus_first(said)
        self._form.set_problems(said)
        elsewhere = [text for name, text in said.items() if name not in self.fields]
        if elsewhere:
            self.problem_banner.set_message(" ".join(elsewhere), tone="risk")
            self.problem_banner.show()
        self.place()

    def _days_can_be_read(self) -> bool:
        """Move to the first date that means nothing; its own words say why."""
        for labeled in self.fields.values():
            edit = labeled.field
            if isinstance(edit, DateField):
                edit.settle()
                if edit.problem():
                    edit.setFocus(Qt.FocusReason.OtherFocusReason)
                    self.place()
                    return False
        return True

    def _missing_days(self) -> dict[str, DeskError]:
        return {
            name: MedicationDateError.day_missing()
            for name, labeled in self.fields.items()
            if name in self._needs
            and isinstance(labeled.field, DateField)
            and labeled.field.value() is None
        }

    def _field_of(self, problem: DeskError) -> str:
        """The field a problem is about: a day, or the first text."""
        wants_day = isinstance(problem, MedicationDateError)
        if not wants_day and not isinstance(problem, MissingMedicationFactError):
            return ""
        named = (
            name
            for name, labeled in self.fields.items()
            if isinstance(labeled.field, DateField) is wants_day
        )
        return next(named, "")

    def _fit(self) -> None:
        """As high as the content; in a low window the fields scroll."""
        super()._fit()
        window = self.parentWidget()
        if window is None or self.height() <= window.height():
            return
        if self._scroll is None:
            place = self.body.indexOf(self._holder)
            self._scroll = PageScroll(self._holder)
            self.body.insertWidget(place, self._scroll, 1)
            super()._fit()
        self.resize(self.width(), min(self.height(), window.height()))
