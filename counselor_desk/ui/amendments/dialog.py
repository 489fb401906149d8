"""The dialog that takes words for a request, and a choice with them where one is needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DeskError
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.choosers import ComboBox
from counselor_desk.ui.fields import LabeledField
from counselor_desk.ui.forms import Bindable
from counselor_desk.ui.parsed_fields import DateField, ParsedField
from counselor_desk.ui.text_editor import TextEditor
from counselor_desk.ui.typed_dialog import Subject, TypedDialog


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What was filled in; `choice` and `day` are None where nothing was asked."""

    text: str
    choice: object = None
    day: date | None = None


class WordsDialog(TypedDialog):
    """Asks for words, for one of some values and for a day; what goes wrong is said in it.

    `act` gets what was said; a `DeskError` of it keeps the dialog open. `today` stands in the
    field for the day, whose label is `day_label`; without a label none is asked. What is typed
    outlives a lock where `about` is told.
    """

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        sentence: str,
        *,
        label: str,
        verb: str,
        act: Callable[[Said], object],
        today: Callable[[], date],
        choice: tuple[str, Sequence[tuple[object, str]]] | None = None,
        day_label: str = "",
        about: Subject | None = None,
    ) -> None:
        super().__init__(parent, title, sentence)
        self.setObjectName("words_dialog")
        self._act = act
        self.words_choice = ComboBox(choice[1] if choice else ())
        if choice and choice[1]:
            self.words_choice.set_value(choice[1][0][0])
        self.words_edit = TextEditor(name=label, is_boxed=True, min_lines=4)
        self.words_day_edit = DateField(today)
        self.words_day_edit.set_value(today())
        self._asks_day = bool(day_label)
        self.words_back_button = Button(self.tr("Back"))
        self.words_confirm_button = Button(verb, kind="primary")
        self.words_back_button.clicked.connect(self.reject)
        self.words_confirm_button.clicked.connect(self._confirm)
        self.body.add(
            LabeledField(choice[0], self.words_choice) if choice else None,
            ParsedField(day_label, self.words_day_edit) if day_label else None,
            LabeledField(label, self.words_edit),
            self.problem_banner,
        )
        for control, is_asked in (
            (self.words_choice, choice is not None),
            (self.words_day_edit, self._asks_day),
        ):
            if not is_asked:
                control.setParent(self)
                control.hide()
        self.set_buttons(self.words_back_button, self.words_confirm_button)
        if about is not None:
            asked: dict[str, Bindable] = {"words": self.words_edit}
            if choice is not None:
                asked["choice"] = self.words_choice
            if self._asks_day:
                asked["day"] = self.words_day_edit
            self.take_up(about, asked)
        self.words_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _confirm(self) -> None:
        self.words_day_edit.settle()
        if self._asks_day and self.words_day_edit.problem():
            self.words_day_edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        said = Said(
            text=self.words_edit.text(),
            choice=self.words_choice.value(),
            day=self.words_day_edit.value() if self._asks_day else None,
        )
        try:
            self._act(said)
        except DeskError as problem:
            self.problem_banner.set_message(str(problem), tone="risk")
            self.problem_banner.show()
            self.place()
        else:
            self.accept()
