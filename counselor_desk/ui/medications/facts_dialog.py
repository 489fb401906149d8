"""The dialog of the list: every fact that cannot be kept is pointed at, each beside its field."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget

from counselor_desk.errors import DeskError, MedicationDateError, MissingMedicationFactError
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.fields import LabeledField
from counselor_desk.ui.form_dialog import FormDialog
from counselor_desk.ui.parsed_fields import DateField

Record = TypeVar("Record")


class FactsDialog(FormDialog[Record]):
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
        super().__init__(
            parent,
            title,
            record,
            fields=fields,
            layout=layout,
            act=lambda typed, _is_sure: act(typed),
            verb=verb,
            sentence=sentence,
            other=escape,
            width=width,
        )
        self._problems = problems
        self._needs = frozenset(needs)
        if not is_editable:
            self._show_only()

    def save(self) -> None:
        """Keep what was typed and close; or say, at each field, what is wrong."""
        for labeled in self.fields.values():
            if isinstance(labeled.field, DateField):
                labeled.field.settle()
        found = self._missing_days() or dict(self._problems(self.form.applied(self._record)))
        if found and self._dates_can_be_read():
            self.problem_banner.hide()
            said = {name: str(problem) for name, problem in found.items()}
            # In this order: a date that loses the focus says anew what it means.
            self.form.focus_first(said)
            self.form.set_problems(said)
            self.place()
        else:
            super().save()
            if self.isVisible():
                self.place()

    def _show_only(self) -> None:
        self._content.setEnabled(False)
        self.form_save_button.hide()
        self.form_back_button.set_text(self.tr("Close"))
        self.form_back_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _missing_days(self) -> dict[str, DeskError]:
        return {
            name: MedicationDateError.day_missing()
            for name, labeled in self.fields.items()
            if name in self._needs
            and isinstance(labeled.field, DateField)
            and not labeled.field.text().strip()
        }

    def _show(self, problem: DeskError, *, tone: str) -> None:
        labeled = self._field_of(problem)
        if labeled is None:
            super()._show(problem, tone=tone)
        else:
            labeled.set_error(str(problem))
            self._point_at(labeled)

    def _field_of(self, problem: DeskError) -> LabeledField | None:
        """The field a problem is about: a day, or the first text."""
        wants_day = isinstance(problem, MedicationDateError)
        if not wants_day and not isinstance(problem, MissingMedicationFactError):
            return None
        every = self.fields.values()
        return next((one for one in every if isinstance(one.field, DateField) is wants_day), None)
