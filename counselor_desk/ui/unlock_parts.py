"""What stands in the card of the unlock screen: the passphrase, the twelve words, a new passphrase.

Loaded before the first paint, so it imports Qt and the standard library only.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import Panel
from counselor_desk.ui.fields import LabeledField, PasswordEdit
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row

if TYPE_CHECKING:
    from counselor_desk.ui.new_passphrase import NewPassphrase, Strength
    from counselor_desk.ui.text_editor import TextEditor

FREE_TRIES = 5
"""Wrong passphrases before the screen makes one wait."""

FIRST_WAIT_S = 20
LONGEST_WAIT_S = 320


class Part(QWidget):
    """What stands in the card below its head."""

    def set_busy(self, is_busy: bool) -> None:
        """Rest while the caller works."""

    def show_error(self, sentence: str) -> None:
        """Say what is wrong with what was typed."""

    def focus_first(self) -> None:
        """Put the caret where one types."""


class PassphrasePart(Part):
    """The passphrase, the Unlock button, and the ways around it.

    Signals:
        submitted: carries the passphrase.
    """

    submitted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._wrong_tries = 0
        self._wait_s = 0
        self._is_caps_on: bool | None = None
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self._count_down)
        self.passphrase_edit = PasswordEdit()
        self.passphrase_edit.setObjectName("unlock_passphrase_edit")
        self.passphrase_edit.returnPressed.connect(self._submit)
        self.passphrase_edit.installEventFilter(self)
        self.passphrase_field = LabeledField(self.tr("Passphrase"), self.passphrase_edit)
        self.unlock_button = _wide_button(self.tr("Unlock"))
        self.unlock_button.setObjectName("unlock_button")
        self.unlock_button.clicked.connect(self._submit)
        self.words_button = Button(
            self.tr("Use recovery words"), kind="link", icon="key-round", is_small=True
        )
        self.words_button.setShortcut("Alt+R")
        self.other_button = Button(
            self.tr("Open another folder…"), kind="link", icon="folder-open", is_small=True
        )
        self.restore_button = Button(
            self.tr("Restore a backup…"), kind="link", icon="rotate-ccw", is_small=True
        )
        self._practice_words = Label("", "strong", wraps=True)
        self._practice = self._practice_panel()
        links = Column(
            Row(self.words_button, "stretch", self.restore_button),
            Row(self.other_button, "stretch"),
            spacing=2,
        )
        self.setLayout(
            Column(self._practice, self.passphrase_field, 4, self.unlock_button, 2, links)
        )

    def show_practice(self, passphrase: str) -> None:
        """Show the passphrase of the practice store, or with an empty one nothing."""
        self._practice.setVisible(bool(passphrase))
        self._practice_words.setText(passphrase)

    def show_wrong(self) -> None:
        """The passphrase did not match; from the sixth time on one has to wait."""
        self._wrong_tries += 1
        if self._wrong_tries > FREE_TRIES:
            doubled = FIRST_WAIT_S * 2 ** (self._wrong_tries - FREE_TRIES - 1)
            self._wait_s = min(doubled, LONGEST_WAIT_S)
            self._clock.start()
        self._say_wrong()
        self.focus_first()

    def show_error(self, sentence: str) -> None:
        """Say what is wrong."""
        self.passphrase_field.set_error(sentence)

    def set_busy(self, is_busy: bool) -> None:
        """The button says so and the field rests."""
        self.passphrase_edit.setReadOnly(is_busy)
        self.unlock_button.set_text(self.tr("Unlocking…") if is_busy else self.tr("Unlock"))

    def focus_first(self) -> None:
        """The caret stands in the field, and what is there gives way to typing."""
        self.passphrase_edit.selectAll()
        self.passphrase_edit.setFocus()

    def forget(self) -> None:
        """Wipe the passphrase and the count of wrong ones."""
        self._wrong_tries = 0
        self._wait_s = 0
        self._clock.stop()
        self.unlock_button.setEnabled(True)
        self.passphrase_edit.wipe()
        self.passphrase_field.set_help("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See from the letters typed whether Caps Lock is on; Qt cannot be asked."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self._watch_caps(event)
        return super().eventFilter(watched, event)

    def _practice_panel(self) -> Panel:
        self._practice_words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return Panel(
            Label(self.tr("Practice store, with invented people. Its passphrase:"), "caption"),
            self._practice_words,
            part="sunken",
            margins=(12, 8, 12, 8),
            spacing=2,
        )

    def _submit(self) -> None:
        if self._wait_s or self.passphrase_edit.isReadOnly():
            return
        if self.passphrase_edit.text():
            self.passphrase_field.set_error("")
            self.submitted.emit(self.passphrase_edit.text())
        else:
            self.passphrase_field.set_error(self.tr("Type your passphrase."))

    def _say_wrong(self) -> None:
        words = [self.tr("That passphrase does not match.")]
        if self._is_caps_on is not None:
            caps_on, caps_off = self.tr("Caps Lock is on."), self.tr("Caps Lock is off.")
            words.append(caps_on if self._is_caps_on else caps_off)
        if self._wait_s:
            words.append(self.tr("Try again in {seconds} s.").format(seconds=self._wait_s))
        if self._wrong_tries > FREE_TRIES:
            words.append(self.tr("The twelve words on your paper open it too."))
        self.passphrase_field.set_error(" ".join(words))
        self.unlock_button.setEnabled(not self._wait_s)

    def _count_down(self) -> None:
        self._wait_s = max(self._wait_s - 1, 0)
        if not self._wait_s:
            self._clock.stop()
        self._say_wrong()

    def _watch_caps(self, event: QKeyEvent) -> None:
        letter = event.text()
        if event.key() == Qt.Key.Key_CapsLock and self._is_caps_on is not None:
            self._is_caps_on = not self._is_caps_on
        elif len(letter) == 1 and letter.lower() != letter.upper():
            is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._is_caps_on = letter.isupper() != is_shifted
        else:
            return
        if not self.passphrase_field.error():
            hint = self.tr("Caps Lock is on.") if self._is_caps_on else ""
            self.passphrase_field.set_help(hint)


class WordsPart(Part):
    """Twelve words in one box."""

    submitted = Signal(str)

    def __init__(self) -> None:
        from counselor_desk.ui.text_editor import TextEditor

        super().__init__()
        label = self.tr("Twelve recovery words")
        self._editor: TextEditor = TextEditor(
            name=label, min_lines=3, is_boxed=True, checks_spelling=False
        )
        self._field = LabeledField(
            label,
            self._editor,
            help_text=self.tr("As on your paper, in their order, with spaces between."),
        )
        self._open_button = _wide_button(self.tr("Open"))
        self._open_button.clicked.connect(self._submit)
        self.back_button = Button(self.tr("Use the passphrase"), kind="link", is_small=True)
        links = Row(self.back_button, "stretch")
        self.setLayout(Column(self._field, 2, self._open_button, 2, links))

    def set_busy(self, is_busy: bool) -> None:
        """The button says so and what was typed rests."""
        self._editor.setReadOnly(is_busy)
        self._open_button.set_text(self.tr("Opening…") if is_busy else self.tr("Open"))

    def show_error(self, sentence: str) -> None:
        """Say what is wrong, below the field."""
        self._field.set_error(sentence)

    def focus_first(self) -> None:
        """Put the caret where one types."""
        self._editor.setFocus()

    def _submit(self) -> None:
        if not self._editor.isReadOnly():
            self._field.set_error("")
            self.submitted.emit(self._editor.text())


class NewPassphrasePart(Part):
    """The passphrase that follows the words."""

    def __init__(self, strength: Callable[[str], Strength], suggest: Callable[[], str]) -> None:
        from counselor_desk.ui.new_passphrase import NewPassphrase

        super().__init__()
        self.form: NewPassphrase = NewPassphrase(strength, suggest)
        self._save_button = _wide_button(self.tr("Use this passphrase"))
        self._save_button.clicked.connect(self.form.submit)
        sentence = self.tr("Your twelve words stay the same. Keep them where they are.")
        self.setLayout(
            Column(Label(sentence, "muted", wraps=True), self.form, 6, self._save_button)
        )

    def set_busy(self, is_busy: bool) -> None:
        """The button says so and what was typed rests."""
        self.form.setEnabled(not is_busy)
        usual = self.tr("Use this passphrase")
        self._save_button.set_text(self.tr("Saving…") if is_busy else usual)

    def show_error(self, sentence: str) -> None:
        """Say what is wrong, below the field."""
        self.form.show_error(sentence)

    def focus_first(self) -> None:
        """Put the caret where one types."""
        self.form.focus_first()


def _wide_button(text: str) -> Button:
    button = Button(text, kind="primary")
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return button
