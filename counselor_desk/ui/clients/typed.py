"""What is typed into a client's form: kept at each pause, and there again when one comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from counselor_desk.errors import DeskError
from counselor_desk.records.edits import ClientEdit, Typed
from counselor_desk.services import form_drafts
from counselor_desk.ui.autosave import Autosave
from counselor_desk.ui.choosers import CheckBox, ComboBox
from counselor_desk.ui.fields import LineEdit
from counselor_desk.ui.forms import type_again, typed_in
from counselor_desk.ui.parsed_fields import DateField

if TYPE_CHECKING:
    from counselor_desk.records.ids import ClientId
    from counselor_desk.services.desk import Desk
    from counselor_desk.ui.clients.layout import ClientFormLayout

Field = LineEdit | ComboBox | CheckBox
"""A field of the form, contacts aside."""


class TypedForm(QObject):
    """Knows what differs from the record in the form, and keeps that as a draft.

    Only changed fields are kept, so that the others follow the record. Nothing is kept in a store
    that can only be read, nor after `end`.
    """

    def __init__(self, desk: Desk, form: ClientFormLayout) -> None:
        super().__init__(form)
        self._desk, self._form = desk, form
        self._client_id: ClientId | None = None
        self._is_live = False
        self._untouched: dict[str, Typed] = {}
        self._untouched_contacts: tuple[tuple[str, str, str], ...] = ()
        self._kept = ClientEdit()
        self._autosave = Autosave(self._keep, self)
        self._autosave.saved.connect(form.failure_banner.hide)
        self._autosave.failed.connect(self._show_unsaved)
        form.failure_banner.action_requested.connect(self._autosave.flush)
        for field in form.fields().values():
            field.edited.connect(self._touch)
            if isinstance(field, DateField):
                field.textEdited.connect(self._touch)
        form.client_contacts.edited.connect(self._touch)

    @property
    def has_found(self) -> bool:
        """Whether something that was typed earlier stands in the form."""
        return not self._form.typed_line.isHidden()

    def begin(self, client_id: ClientId | None) -> None:
        """The form shows a record as it is kept, or none: put back what was typed into it."""
        self._take_as_untouched(client_id)
        found = form_drafts.find(self._desk, client_id, ClientEdit)
        if found is None:
            return
        self._kept = found.edit
        self._show(found.edit)
        self._form.typed_line.tell(found.kept_at, self._desk.local(self._desk.now()))

    def begin_again(self, client_id: ClientId | None) -> None:
        """The form shows the record again, after `give_up`."""
        self._take_as_untouched(client_id)

    def flush(self) -> None:
        """Write what stands in the form to the disk.

        Raises:
            DeskError: it could not be written; it is still on the screen.
        """
        if self._is_live and self.edit() != self._kept:
            self._autosave.touch()
        self._autosave.flush_or_raise()

    def forget(self) -> None:
        """Take the draft from the disk, in the transaction that keeps the client.

        Raises:
            DeskError: it could not be written.
        """
        form_drafts.forget(self._desk, self._client_id, ClientEdit)

    def end(self) -> None:
        """What stands in the form was kept, or given up: nothing of it is written any more."""
        self._is_live = False
        self._autosave.forget()
        self._form.failure_banner.hide()
        self._form.typed_line.hide()

    def give_up(self) -> bool:
        """Drop what was typed; returns whether that could be done, which a banner says if not."""
        if self._kept != ClientEdit():
            try:
                self.forget()
            except DeskError as problem:
                self._show_unsaved(str(problem))
                return False
        self.end()
        return True

    def edit(self) -> ClientEdit:
        """What differs from the record now."""
        now, contacts = self._values(), self._form.client_contacts.typed()
        return ClientEdit(
            typed={name: now[name] for name in now if now[name] != self._untouched.get(name)},
            contacts=None if contacts == self._untouched_contacts else contacts,
        )

    def _take_as_untouched(self, client_id: ClientId | None) -> None:
        self.end()
        self._client_id = client_id
        self._kept = ClientEdit()
        self._untouched = self._values()
        self._untouched_contacts = self._form.client_contacts.typed()
        self._is_live = not self._desk.is_read_only

    def _values(self) -> dict[str, Typed]:
        return {name: typed_in(field) for name, field in self._form.fields().items()}

    def _show(self, edit: ClientEdit) -> None:
        fields = self._form.fields()
        for name, value in edit.typed.items():
            if name in fields:
                type_again(fields[name], value)
        if edit.contacts is not None:
            self._form.client_contacts.set_typed(edit.contacts)

    def _touch(self, *_value: object) -> None:
        if self._is_live:
            self._autosave.touch()

    def _keep(self) -> None:
        edit = self.edit()
        if not self._is_live or edit == self._kept:
            return
        if edit == ClientEdit():
            self.forget()
            self._form.typed_line.hide()
        else:
            form_drafts.keep(self._desk, self._client_id, edit)
        self._kept = edit

    def _show_unsaved(self, reason: str) -> None:
        banner = self._form.failure_banner
        banner.set_message(
            reason,
            tone="risk",
            title=self.tr("This could not be saved. Your text is safe on this screen."),
            action=self.tr("Try again"),
        )
        banner.show()
