"""Before a restore: the passphrase of what is here, so that the backup can be compared with it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import Panel
from counselor_desk.ui.fields import LabeledField, PasswordEdit
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Row, hold


class BesidePanel(Panel):
    """Asks for the passphrase of the records here; the restore may go on without it.

    Signals:
        submitted: compare with what this opens; carries the passphrase.
    """

    submitted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(part="sunken", margins=(12, 8, 12, 10), parent=parent)
        self.passphrase_edit = PasswordEdit()
        self.passphrase_edit.setObjectName("beside_passphrase_edit")
        self.passphrase_field = LabeledField(
            self.tr("Passphrase of the records here"), self.passphrase_edit
        )
        self.compare_button = Button("", is_small=True)
        self.compare_button.setObjectName("beside_compare_button")
        hold(self.passphrase_field, max_width=440)
        self.body.add(
            Label(self.tr("What is here opens with another passphrase"), "strong", wraps=True),
            Label(
                self.tr("Type it to see what would go. You can also go on without it."),
                "caption",
                wraps=True,
            ),
            Row((self.passphrase_field, 1000), "stretch"),
            Row(self.compare_button, "stretch"),
        )
        self.passphrase_edit.returnPressed.connect(self._submit)
        self.compare_button.clicked.connect(self._submit)
        self.set_busy(is_busy=False)

    def set_busy(self, *, is_busy: bool) -> None:
        """While the key is derived and the records are counted."""
        self.passphrase_edit.setReadOnly(is_busy)
        self.compare_button.set_text(self.tr("Comparing…") if is_busy else self.tr("Compare"))

    def show_problem(self, sentence: str) -> None:
        """Why that did not open what is here, below the field."""
        self.set_busy(is_busy=False)
        self.passphrase_field.set_error(sentence)
        self.passphrase_edit.selectAll()
        self.passphrase_edit.setFocus()

    def forget(self) -> None:
        """Wipe what was typed."""
        self.passphrase_edit.wipe()
        self.passphrase_field.set_error("")
        self.set_busy(is_busy=False)

    def _submit(self) -> None:
        if self.passphrase_edit.isReadOnly():
            return
        if not self.passphrase_edit.text():
            self.passphrase_field.set_error(self.tr("Type the passphrase of the records here."))
            return
        self.passphrase_field.set_error("")
        self.set_busy(is_busy=True)
        self.submitted.emit(self.passphrase_edit.text())
