"""The second step of a restore: the passphrase or the recovery words of the backup."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DeskError, SecretError
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.fields import LabeledField, PasswordEdit
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row, hold
from counselor_desk.ui.text_editor import TextEditor

Secret = str | tuple[str, ...]
"""A passphrase, or the twelve recovery words."""


class SecretStep(QWidget):
    """One field for the passphrase, or one for the twelve words.

    Signals:
        submitted: open it with this; carries a `Secret`.
        back_requested: choose another file.
    """

    submitted = Signal(object)
    back_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_by_words = False
        self.problem_banner = Banner("", tone="risk")
        self.problem_banner.hide()
        self.passphrase_edit = PasswordEdit()
        self.passphrase_edit.setObjectName("backup_passphrase_edit")
        self.passphrase_edit.returnPressed.connect(self._submit)
        self.passphrase_field = LabeledField(
            self.tr("Passphrase of the backup"),
            self.passphrase_edit,
            help_text=self.tr("The one that opened the records when the backup was made."),
        )
        words_label = self.tr("Recovery words of the backup")
        self.words_editor = TextEditor(
            name=words_label, min_lines=2, is_boxed=True, checks_spelling=False
        )
        self.words_editor.setObjectName("backup_words_editor")
        self.words_field = LabeledField(
            words_label,
            self.words_editor,
            help_text=self.tr("All twelve, as on the recovery sheet, with spaces between."),
        )
        self.other_button = Button("", kind="link", icon="key-round", is_small=True)
        self.other_button.clicked.connect(lambda: self.ask_words(is_on=not self._is_by_words))
        self.back_button = Button(self.tr("Back"), kind="plain")
        self.back_button.clicked.connect(self.back_requested)
        self.open_button = Button("", kind="primary")
        self.open_button.clicked.connect(self._submit)
        secrets = QWidget()
        secrets.setLayout(
            Column(
                self.passphrase_field,
                self.words_field,
                Row(self.other_button, "stretch"),
                spacing=8,
            )
        )
        hold(secrets, max_width=440)
        self.setLayout(
            Column(
                Label(self.tr("Looking inside changes nothing."), "muted", wraps=True),
                self.problem_banner,
                Row((secrets, 1000), "stretch"),
                4,
                Row(self.back_button, "stretch", self.open_button),
            )
        )
        self.set_busy(is_busy=False)
        self.ask_words(is_on=False)

    def ask_words(self, *, is_on: bool) -> None:
        """Ask for the twelve words, or for the passphrase."""
        self._is_by_words = is_on
        self.words_field.setVisible(is_on)
        self.passphrase_field.setVisible(not is_on)
        self.other_button.set_text(
            self.tr("Use the passphrase") if is_on else self.tr("Use recovery words")
        )
        self.focus_first()

    def set_busy(self, *, is_busy: bool) -> None:
        """While the key is derived and the file is read."""
        self.passphrase_edit.setReadOnly(is_busy)
        self.words_editor.setReadOnly(is_busy)
        self.back_button.setEnabled(not is_busy)
        self.open_button.set_text(self.tr("Opening…") if is_busy else self.tr("Open the backup"))

    def show_problem(self, problem: DeskError) -> None:
        """What is wrong with the secret, below its field; with the file, above it."""
        self.set_busy(is_busy=False)
        if isinstance(problem, SecretError):
            self._shown_field().set_error(str(problem))
        else:
            self.problem_banner.set_message(str(problem), tone="risk")
            self.problem_banner.show()
        self.focus_first()

    def forget(self) -> None:
        """Wipe what was typed."""
        self.passphrase_edit.wipe()
        self.words_editor.set_text("")
        self.passphrase_field.set_error("")
        self.words_field.set_error("")
        self.problem_banner.hide()
        self.set_busy(is_busy=False)
        self.ask_words(is_on=False)

    def focus_first(self) -> None:
        """The caret stands where one types."""
        field = self.words_editor if self._is_by_words else self.passphrase_edit
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self._is_by_words:
            self.passphrase_edit.selectAll()

    def _shown_field(self) -> LabeledField:
        return self.words_field if self._is_by_words else self.passphrase_field

    def _submit(self) -> None:
        if self.passphrase_edit.isReadOnly():
            return
        self.problem_banner.hide()
        self._shown_field().set_error("")
        try:
            secret = self._secret()
        except SecretError as problem:
            self.show_problem(problem)
            return
        if secret:
            self.set_busy(is_busy=True)
            self.submitted.emit(secret)
        else:
            self._shown_field().set_error(self.tr("Type the passphrase of the backup."))

    def _secret(self) -> Secret:
        if not self._is_by_words:
            return self.passphrase_edit.text()
        from counselor_desk.services import stores

        return stores.check_words(self.words_editor.text())
