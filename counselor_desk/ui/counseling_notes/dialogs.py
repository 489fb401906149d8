"""Changing what opens the counseling notes: the recovery words in force, another passphrase."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from counselor_desk.services import counseling_notes, stores
from counselor_desk.ui import messages, tasks
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.counseling_notes.door import WordsField
from counselor_desk.ui.new_passphrase import NewPassphrase

if TYPE_CHECKING:
    from counselor_desk.errors import DeskError
    from counselor_desk.services.counseling_notes import OpenNotes
    from counselor_desk.services.desk import Desk


class RecoveryDialog(messages.Dialog):
    """Takes the twelve words of the present recovery sheet."""

    def __init__(self, parent: QWidget, desk: Desk, opened: OpenNotes) -> None:
        super().__init__(
            parent,
            self.tr("Type your recovery words"),
            self.tr(
                "They open the counseling notes from then on, if their passphrase is forgotten. "
                "Words of an older sheet no longer do."
            ),
        )
        self.setObjectName("counseling_recovery_dialog")
        self._desk, self._opened = desk, opened
        self.words_field = WordsField(self.tr("As on your sheet, with spaces between."))
        self.body.add(self.words_field)
        self.cancel_button = Button(self.tr("Cancel"))
        self.use_button = Button(self.tr("Use these words"), kind="primary")
        self.cancel_button.clicked.connect(self.reject)
        self.use_button.clicked.connect(self.submit)
        self.set_buttons(self.cancel_button, self.use_button)

    @classmethod
    def ask(cls, parent: QWidget, desk: Desk, opened: OpenNotes) -> bool:
        """Whether the words were told; False when it was left."""
        dialog = cls(parent, desk, opened)
        is_done = messages.run(dialog)
        dialog.words_field.wipe()
        dialog.deleteLater()
        return is_done

    def submit(self) -> None:
        """Prove the words and wrap the key in them."""
        self._set_busy(is_busy=True)
        job = partial(
            counseling_notes.renew_words, self._desk, self._opened, self.words_field.typed()
        )
        tasks.run(self, job, lambda _none: self.accept(), self._fail)

    def _fail(self, problem: DeskError) -> None:
        self._set_busy(is_busy=False)
        self.words_field.set_error(str(problem))
        self.words_field.words_edit.setFocus()

    def _set_busy(self, *, is_busy: bool) -> None:
        self.use_button.setEnabled(not is_busy)
        self.words_field.setEnabled(not is_busy)


class PassphraseDialog(messages.Dialog):
    """Takes another passphrase for the counseling notes, which are open."""

    def __init__(self, parent: QWidget, desk: Desk, opened: OpenNotes) -> None:
        super().__init__(
            parent,
            self.tr("Change the passphrase of the counseling notes?"),
            self.tr("Not the one that opens the records. Backups made before keep the old one."),
        )
        self.setObjectName("counseling_passphrase_dialog")
        self._desk, self._opened = desk, opened
        self.form = NewPassphrase(stores.strength, stores.suggest_passphrase, self)
        self.body.add(self.form)
        self.cancel_button = Button(self.tr("Cancel"))
        self.change_button = Button(self.tr("Change the passphrase"), kind="primary")
        self.cancel_button.clicked.connect(self.reject)
        self.change_button.clicked.connect(self.form.submit)
        self.form.chosen.connect(self._change)
        self.set_buttons(self.cancel_button, self.change_button)

    @classmethod
    def ask(cls, parent: QWidget, desk: Desk, opened: OpenNotes) -> bool:
        """Whether it was changed; False when it was left."""
        dialog = cls(parent, desk, opened)
        is_done = messages.run(dialog)
        dialog.form.wipe()
        dialog.deleteLater()
        return is_done

    def _change(self, passphrase: str) -> None:
        self._set_busy(is_busy=True)
        job = partial(counseling_notes.change_passphrase, self._desk, self._opened, passphrase)
        tasks.run(self, job, lambda _none: self.accept(), self._fail)

    def _fail(self, problem: DeskError) -> None:
        self._set_busy(is_busy=False)
        self.form.show_error(str(problem))

    def _set_busy(self, *, is_busy: bool) -> None:
        self.change_button.setEnabled(not is_busy)
        self.form.setEnabled(not is_busy)
