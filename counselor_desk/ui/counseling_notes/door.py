"""What stands before the counseling notes: the first passphrase with its explanation, or a lock."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.services import stores
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import Card, Line
from counselor_desk.ui.counseling_notes import words
from counselor_desk.ui.fields import LabeledField, PasswordEdit
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row, hold
from counselor_desk.ui.new_passphrase import NewPassphrase
from counselor_desk.ui.scrolling import PageScroll
from counselor_desk.ui.text_editor import TextEditor

_WIDTH = 640


class WordsField(LabeledField):
    """The twelve recovery words, typed from the sheet."""

    def __init__(self, help_text: str, parent: QWidget | None = None) -> None:
        self.words_edit = TextEditor(name="", min_lines=2, is_boxed=True, checks_spelling=False)
        label = self.tr("Twelve recovery words")
        self.words_edit.setAccessibleName(label)
        super().__init__(label, self.words_edit, help_text=help_text, parent=parent)

    def typed(self) -> str:
        """What was typed."""
        return self.words_edit.text()

    def wipe(self) -> None:
        """Forget the words and what was said about them."""
        self.words_edit.set_text("")
        self.set_error("")


class SetUp(QWidget):
    """First use: what counseling notes are, and a passphrase of their own.

    Signals:
        chosen: a strong passphrase, and the recovery words or nothing.
    """

    chosen = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = NewPassphrase(stores.strength, stores.suggest_passphrase, self)
        self.words_field = WordsField(
            self.tr(
                "From your recovery sheet: they open these notes when the passphrase is forgotten. "
                "You can leave this empty and do it later."
            )
        )
        self.counseling_set_up_button = Button(self.tr("Set up counseling notes"), kind="primary")
        self.problem_banner = Banner("", tone="risk")
        self.problem_banner.hide()
        self.setLayout(Column(self._scroll()))
        self.counseling_set_up_button.clicked.connect(self.form.submit)
        self.form.chosen.connect(
            lambda passphrase: self.chosen.emit(passphrase, self.words_field.typed())
        )

    def show_problem(self, sentence: str) -> None:
        """Say why it was not done; what was typed stays."""
        self.problem_banner.set_message(sentence, tone="risk")
        self.problem_banner.show()

    def set_busy(self, *, is_busy: bool) -> None:
        """The button says so and the fields rest."""
        if is_busy:
            self.problem_banner.hide()
        for part in (self.form, self.words_field, self.counseling_set_up_button):
            part.setEnabled(not is_busy)
        self.counseling_set_up_button.set_text(
            self.tr("Setting up…") if is_busy else self.tr("Set up counseling notes")
        )

    def wipe(self) -> None:
        """Forget what was typed."""
        self.form.wipe()
        self.words_field.wipe()
        self.problem_banner.hide()

    def _scroll(self) -> PageScroll:
        card = Card(
            Label(words.about(), wraps=True),
            4,
            _told(self.tr("May stand here"), words.allowed()),
            _told(self.tr("Belongs in the chart"), words.excluded()),
            _told(self.tr("Giving them to somebody"), words.consent()),
            Label(words.source(), "hint", wraps=True),
            8,
            Line(),
            8,
            Label(self.tr("A passphrase of their own"), "section"),
            Label(
                self.tr("Not the one that opens the records. It is asked for each time."),
                "muted",
                wraps=True,
            ),
            4,
            self.form,
            4,
            self.words_field,
            self.problem_banner,
            4,
            Row(self.counseling_set_up_button, "stretch"),
            margins=(24, 20, 24, 22),
            spacing=6,
        )
        return _centered(card)


class Door(QWidget):
    """The lock of the counseling notes.

    Signals:
        passphrase_typed: open by this passphrase.
        words_typed: open by these recovery words.
    """

    passphrase_typed = Signal(str)
    words_typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.passphrase_edit = PasswordEdit()
        self.passphrase_edit.setObjectName("counseling_passphrase_edit")
        self._passphrase_field = LabeledField(
            self.tr("Passphrase of the counseling notes"), self.passphrase_edit
        )
        self.words_field = WordsField(
            self.tr("From your recovery sheet, in their order, with spaces between.")
        )
        self.words_field.hide()
        self.counseling_open_button = Button(self.tr("Open"), kind="primary")
        self.counseling_words_button = Button(
            self.tr("Use recovery words"), kind="link", icon="key-round", is_small=True
        )
        card = Card(
            Label(self.tr("Counseling notes are closed"), "section"),
            Label(words.about(), "muted", wraps=True),
            8,
            self._passphrase_field,
            self.words_field,
            4,
            Row(self.counseling_open_button, "stretch", self.counseling_words_button),
            margins=(24, 20, 24, 22),
            spacing=6,
        )
        self.setLayout(Column(_centered(card)))
        self.passphrase_edit.returnPressed.connect(self.submit)
        self.passphrase_edit.textEdited.connect(lambda _text: self._passphrase_field.set_error(""))
        self.counseling_open_button.clicked.connect(self.submit)
        self.counseling_words_button.clicked.connect(self._turn)

    def submit(self) -> None:
        """Ask to open, or say what is missing."""
        if self._asks_words():
            self.words_typed.emit(self.words_field.typed())
        elif self.passphrase_edit.text():
            self.passphrase_typed.emit(self.passphrase_edit.text())
        else:
            self.show_problem(self.tr("Type the passphrase."))

    def show_problem(self, sentence: str) -> None:
        """Say beside the field why it did not open."""
        if self._asks_words():
            self.words_field.set_error(sentence)
        else:
            self._passphrase_field.set_error(sentence)
            self.passphrase_edit.selectAll()
        self.focus_first()

    def set_busy(self, *, is_busy: bool) -> None:
        """The button says so and the fields rest."""
        for part in (self._passphrase_field, self.words_field, self.counseling_open_button):
            part.setEnabled(not is_busy)
        self.counseling_open_button.set_text(self.tr("Opening…") if is_busy else self.tr("Open"))

    def wipe(self) -> None:
        """Forget what was typed."""
        self.passphrase_edit.wipe()
        self._passphrase_field.set_error("")
        self.words_field.wipe()

    def focus_first(self) -> None:
        """Put the caret where one types."""
        (self.words_field.words_edit if self._asks_words() else self.passphrase_edit).setFocus()

    def _asks_words(self) -> bool:
        return not self.words_field.isHidden()

    def _turn(self) -> None:
        asks_words = not self._asks_words()
        self.words_field.setVisible(asks_words)
        self._passphrase_field.setVisible(not asks_words)
        self.counseling_words_button.set_text(
            self.tr("Use the passphrase") if asks_words else self.tr("Use recovery words")
        )
        self.focus_first()


def _told(title: str, text: str) -> Column:
    return Column(Label(title, "strong"), Label(text, wraps=True), 4, spacing=2)


def _centered(card: Card) -> PageScroll:
    """The card at the left edge of the page, no wider than one reads with ease."""
    hold(card, max_width=_WIDTH)
    content = QWidget()
    content.setLayout(
        Column(Row((card, 1000), "stretch"), "stretch", margins=(28, 0, 18, 18), spacing=0)
    )
    return PageScroll(content)
