"""What one can do to the list: each verb asks in a dialog and keeps the answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DeskError
from counselor_desk.records.ids import ClientId, ReconciliationId, Uid
from counselor_desk.records.medications import Allergy, Medication, MedicationList, Reconciliation
from counselor_desk.services import allergies, medications
from counselor_desk.services.allergies import NewAllergy
from counselor_desk.services.medications import NewMedication
from counselor_desk.ui import messages
from counselor_desk.ui.form_dialog import FormDialog
from counselor_desk.ui.medications import dialogs
from counselor_desk.ui.medications.dialogs import Asking
from counselor_desk.ui.typed_dialog import Subject

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk

Record = TypeVar("Record")


class Writing:
    """Writes in the list of one client; each verb gives what was kept, or None."""

    def __init__(
        self,
        desk: Desk,
        page: QWidget,
        client_id: ClientId,
        *,
        is_open: bool,
        cross_out: Callable[[Medication | Allergy | Reconciliation], None],
    ) -> None:
        """`page` is what the dialogs stand on; `is_open` whether anything can be changed.

        `cross_out` asks about a line that was entered in error.
        """
        self._desk, self._page, self._client_id = desk, page, client_id
        self._is_open, self._cross_out = is_open, cross_out

    def add(
        self, new: NewMedication | None = None, *, again: Medication | None = None
    ) -> Medication | None:
        """Put a medication on the list; `new` is what the fields begin with, after `again`."""
        kept: list[Medication] = []

        def add(typed: Medication | NewMedication) -> None:
            if isinstance(typed, NewMedication):
                kept.append(medications.add(self._desk, self._client_id, typed))

        asking = self._asking("new_medication", again, self._problems)
        _run(dialogs.about_medication(asking, new or NewMedication(), add))
        return _first(kept)

    def add_again(self, stopped: Medication) -> Medication | None:
        """Take up what was stopped, as a line of its own."""
        facts = {one.name: getattr(stopped, one.name) for one in fields(NewMedication)}
        new = NewMedication(**facts | {"started_on": None, "expected_until": None})
        return self.add(new, again=stopped)

    def edit(self, medication: Medication) -> Medication | None:
        """Correct a line, or go on with another dose."""
        kept: list[Medication] = []
        wants_dose: list[bool] = []
        wrong: list[Medication] = []

        def change(typed: Medication | NewMedication) -> None:
            if isinstance(typed, Medication):
                kept.append(medications.change(self._desk, typed))

        _run(
            dialogs.about_medication(
                self._asking("medication", medication, self._problems),
                medication,
                change,
                on_new_dose=(lambda: wants_dose.append(True)) if medication.is_current else None,
                on_mistake=lambda: wrong.append(medication),
            )
        )
        for one in wrong:
            self._cross_out(one)
        return self.new_dose(medication) if wants_dose else _first(kept)

    def new_dose(self, medication: Medication) -> Medication | None:
        """Stop a line, and add one with another dose."""
        kept: list[Medication] = []

        def keep(typed: Medication) -> None:
            day = typed.started_on
            kept.append(medications.new_dose(self._desk, medication, typed.dose, on=day))

        _run(dialogs.new_dose(self._asking("new_dose", medication), medication, keep))
        return _first(kept)

    def stop(self, medication: Medication) -> Medication | None:
        """Stop a medication, with the reason."""
        kept: list[Medication] = []

        def stop(typed: Medication) -> None:
            day, reason = typed.stopped_on, typed.stop_reason
            kept.append(medications.stop(self._desk, medication, on=day, reason=reason))

        asking = self._asking("stop", medication, self._problems)
        _run(dialogs.stopping(asking, medication, stop))
        return _first(kept)

    def check(self, listed: MedicationList, client: str) -> None:
        """Go through the list with the client, whose name to show is `client`."""

        def keep(typed: Reconciliation) -> None:
            medications.reconcile(
                self._desk,
                self._client_id,
                on=typed.checked_on,
                checked_with=typed.checked_with,
                remark=typed.remark,
            )

        blank = Reconciliation(
            id=ReconciliationId(0),
            uid=Uid(""),
            client_id=self._client_id,
            checked_on=self._desk.today(),
        )
        wrong: list[Reconciliation] = []
        last = listed.last_check
        asking = self._asking("medication_check")
        on_mistake = (lambda: wrong.append(last)) if last is not None else None
        _run(dialogs.checking(asking, listed, client, keep, blank, on_mistake=on_mistake))
        for one in wrong:
            self._cross_out(one)

    def add_allergy(self) -> Allergy | None:
        """Put an allergy on the list."""
        kept: list[Allergy] = []

        def add(typed: Allergy | NewAllergy) -> None:
            if isinstance(typed, NewAllergy):
                kept.append(allergies.add(self._desk, self._client_id, typed))

        new = NewAllergy(noted_on=self._desk.today())
        asking = self._asking("allergy", problems=self._allergy_problems)
        _run(dialogs.about_allergy(asking, new, add))
        return _first(kept)

    def edit_allergy(self, allergy: Allergy) -> None:
        """Correct an allergy."""
        wrong: list[Allergy] = []

        def change(typed: Allergy | NewAllergy) -> None:
            if isinstance(typed, Allergy):
                allergies.change(self._desk, typed)

        _run(
            dialogs.about_allergy(
                self._asking("allergy", allergy, self._allergy_problems),
                allergy,
                change,
                on_mistake=lambda: wrong.append(allergy),
            )
        )
        for one in wrong:
            self._cross_out(one)

    def end_allergy(self, allergy: Allergy) -> Allergy | None:
        """End an allergy, with the reason."""
        kept: list[Allergy] = []

        def end(typed: Allergy) -> None:
            day, reason = typed.ended_on, typed.end_reason
            kept.append(allergies.end(self._desk, allergy, on=day, reason=reason))

        asking = self._asking("allergy_end", allergy, self._allergy_problems)
        _run(dialogs.ending(asking, allergy, end))
        return _first(kept)

    def deny_allergies(self, listed: MedicationList) -> None:
        """Note that the client knows of no allergies."""

        def deny(typed: MedicationList) -> None:
            allergies.deny(self._desk, self._client_id, on=typed.allergies_denied_on)

        _run(dialogs.denying(self._asking("no_allergies"), listed, deny))

    def _asking(
        self,
        form: str,
        record: Medication | Allergy | None = None,
        problems: Callable[..., Mapping[str, DeskError]] = lambda _typed: {},
    ) -> Asking:
        return Asking(
            parent=self._page,
            today=self._desk.today,
            problems=problems,
            is_editable=self._is_open,
            about=Subject.of(self._desk, self._client_id, form, record),
        )

    def _problems(self, typed: Medication | NewMedication) -> Mapping[str, DeskError]:
        return medications.problems(self._desk, self._client_id, typed)

    def _allergy_problems(self, typed: Allergy | NewAllergy) -> Mapping[str, DeskError]:
        return allergies.problems(self._desk, self._client_id, typed)


def _run(dialog: FormDialog[Record]) -> None:
    messages.run(dialog)
    dialog.deleteLater()


def _first(kept: list[Record]) -> Record | None:
    return next(iter(kept), None)
