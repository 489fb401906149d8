"""The last question before a restore: one types the program's name, and what would go."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from counselor_desk.ui import messages
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.fields import LabeledField, LineEdit


class ReplaceDialog(messages.Dialog):
    """Goes on only when the name was typed, and with many notes at stake their number as well.

    Args:
        parent: any widget of the window.
        sentence: the consequence.
        name: what has to be typed; capitals do not matter.
        lost_notes: signed notes that would go and whose number has to be typed; 0 asks for none.
    """

    def __init__(
        self, parent: QWidget | None, *, sentence: str, name: str, lost_notes: int = 0
    ) -> None:
        super().__init__(parent, self.tr("Replace current data?"), sentence)
        self.setObjectName("replace_dialog")
        self._name, self._lost_notes = name, lost_notes
        self.name_edit = LineEdit()
        self.name_edit.setObjectName("replace_name_edit")
        self.name_field = LabeledField(
            self.tr("Type “{name}” to go on").format(name=name), self.name_edit
        )
        self.count_edit = LineEdit(max_length=12)
        self.count_edit.setObjectName("replace_count_edit")
        self.count_field = LabeledField(
            self.tr("How many signed notes would go?"),
            self.count_edit,
            help_text=self.tr("More than a tenth of them: the table behind this says how many."),
        )
        self.body.add(4, self.name_field, self.count_field)
        self.count_field.setVisible(lost_notes > 0)
        self.back_button = Button(self.tr("Back"))
        self.replace_button = Button(self.tr("Replace current data"), kind="danger")
        self.back_button.clicked.connect(self.reject)
        self.replace_button.clicked.connect(self._confirm)
        for edit in (self.name_edit, self.count_edit):
            edit.returnPressed.connect(self._confirm)
        self.set_buttons(self.back_button, self.replace_button)
        # Enter in a field is asked for once, by the field itself.
        for button in (self.back_button, self.replace_button):
            button.setAutoDefault(False)
            button.setDefault(False)
        self.name_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _confirm(self) -> None:
        is_named = self.name_edit.text().strip().casefold() == self._name.strip().casefold()
        typed = self.count_edit.text().strip().replace(",", "")
        is_counted = not self._lost_notes or typed == str(self._lost_notes)
        self.name_field.set_error("" if is_named else self.tr("That is not the name."))
        self.count_field.set_error("" if is_counted else self.tr("That is not the number."))
        if is_named and is_counted:
            self.accept()
            return
        (self.count_edit if is_named else self.name_edit).setFocus()
        self.place()


def ask_to_replace(
    parent: QWidget | None, *, sentence: str, name: str, lost_notes: int = 0
) -> bool:
    """Ask before the current data is replaced; True when everything was typed as asked."""
    dialog = ReplaceDialog(parent, sentence=sentence, name=name, lost_notes=lost_notes)
    answer = messages.run(dialog)
    dialog.deleteLater()
    return answer
