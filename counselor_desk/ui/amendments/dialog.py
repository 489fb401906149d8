"""The dialog that takes words for a request, and a choice with them where one is needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DeskError
from counselor_desk.ui import messages
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.fields import ComboBox, LabeledField
from counselor_desk.ui.text_editor import TextEditor


class WordsDialog(messages.Dialog):
    """Asks for words, and for one of some values; what goes wrong is said in it.

    `act` gets the value, or None, and the words; a `DeskError` of it keeps the dialog open.
    """

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        sentence: str,
        *,
        label: str,
        verb: str,
        act: Callable[[object, str], object],
        choice: tuple[str, Sequence[tuple[object, str]]] | None = None,
    ) -> None:
        super().__init__(parent, title, sentence)
        self.setObjectName("words_dialog")
        self._act = act
        self.words_choice = ComboBox(choice[1] if choice else ())
        if choice and choice[1]:
            self.words_choice.set_value(choice[1][0][0])
        self.words_edit = TextEditor(name=label, is_boxed=True, min_lines=4)
        self.problem_banner = Banner("", tone="risk")
        self.problem_banner.hide()
        self.words_back_button = Button(self.tr("Back"))
        self.words_confirm_button = Button(verb, kind="primary")
        self.words_back_button.clicked.connect(self.reject)
        self.words_confirm_button.clicked.connect(self._confirm)
        self.body.add(
            LabeledField(choice[0], self.words_choice) if choice else None,
            LabeledField(label, self.words_edit),
            self.problem_banner,
        )
        if choice is None:
            self.words_choice.setParent(self)
            self.words_choice.hide()
        self.set_buttons(self.words_back_button, self.words_confirm_button)
        self.words_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _confirm(self) -> None:
        try:
            self._act(self.words_choice.value(), self.words_edit.text())
        except DeskError as problem:
            self.problem_banner.set_message(str(problem), tone="risk")
            self.problem_banner.show()
            self.place()
        else:
            self.accept()
