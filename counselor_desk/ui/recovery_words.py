"""The twelve words on the screen, the sheet they go on, and the two that are typed back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from counselor_desk.records.recovery_sheets import WORD_COUNT
from counselor_desk.ui import painting
from counselor_desk.ui import theme as themes
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.cards import Line, Panel
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.fields import LabeledField, LineEdit
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Grid, Row, hold
from counselor_desk.ui.recovery_sheets import SheetBar

if TYPE_CHECKING:
    from counselor_desk.records.program import Paper
    from counselor_desk.records.recovery_sheets import RecoverySheet

_ROWS = 4


ASKED = (3, 9)
"""The numbers of the two words that are typed back from the sheet (decision 5 of the design)."""


class RecoveryWords(QWidget):
    """Shows twelve words once and makes sure that they are on paper.

    The sheet has to be printed or saved, and two words are typed back from it; those two are
    hidden here from the moment a field has the focus. Nothing goes to the clipboard, and typing
    completes nothing.

    Signals:
        confirmed: the sheet was kept and both words were typed right.
    """

    confirmed = Signal()

    def __init__(
        self,
        sheet_of: Callable[[tuple[str, ...]], RecoverySheet],
        paper: Callable[[], Paper],
        *,
        parent: QWidget | None = None,
    ) -> None:
        """Show no words yet.

        Args:
            sheet_of: makes the sheet of twelve words.
            paper: what it is printed on.
        """
        super().__init__(parent)
        self._words: tuple[str, ...] = ()
        self._tiles = [_WordTile(number) for number in range(1, WORD_COUNT + 1)]
        grid = Grid(spacing=8, row_spacing=6)
        self._sheet = QWidget()
        self._sheet.setLayout(grid)
        # The words are a stop of their own: they are read out, and no field hides two of them yet.
        self._sheet.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._sheet.setAccessibleName(self.tr("Recovery words"))
        for place, tile in enumerate(self._tiles):
            grid.addWidget(tile, place % _ROWS, place // _ROWS)
        self.sheet_bar = SheetBar(lambda: sheet_of(self._words), paper)
        self.sheet_bar.kept.connect(self._advise)
        self.sheet_bar.failed.connect(self._tell)
        self._word_edits = tuple(self._asked_edit(place) for place in (0, 1))
        self._word_fields = tuple(LabeledField("", edit) for edit in self._word_edits)
        self.care_banner = Banner("")
        question = self.tr("Type two words from the sheet")
        self.setLayout(
            Column(
                self._sheet,
                2,
                self.sheet_bar,
                2,
                Line(),
                2,
                Label(question, "strong"),
                Row(*[(field, 1) for field in self._word_fields], spacing=12),
                2,
                self.care_banner,
            )
        )
        self.wipe()

    def show_words(self, words: Sequence[str]) -> None:
        """Show twelve words and begin anew."""
        self._words = tuple(words)
        for tile, word in zip(self._tiles, self._words, strict=True):
            tile.set_word(word)
        for number, edit, field in self._asked_parts():
            edit.setObjectName(f"recovery_word_{number}_edit")
            field.set_label(self.tr("Word {number}").format(number=number))
            edit.set_value("")
        self.sheet_bar.forget()
        self._begin_again()
        self._hide_asked(False)
        self._care(
            self.tr(
                "Keep the sheet in a locked drawer, not with the laptop. Whoever has it can open "
                "every record."
            )
        )

    def words(self) -> tuple[str, ...]:
        """The words that are shown."""
        return self._words

    def wipe(self) -> None:
        """Forget the words."""
        self.show_words([""] * WORD_COUNT)

    def submit(self) -> None:
        """Emit `confirmed`, or say what is missing and put the focus there."""
        if not self.sheet_bar.is_kept:
            for field in self._word_fields:
                field.set_error(self.tr("Print or save the sheet first."))
            self.sheet_bar.print_button.setFocus()
            return
        wrong = [part for part in self._asked_parts() if not self._is_right(part[0], part[1])]
        for number, _edit, field in wrong:
            field.set_error(
                self.tr("This is not word {number}. Look at the sheet again.").format(number=number)
            )
        if wrong:
            wrong[0][1].selectAll()
            wrong[0][1].setFocus()
        else:
            self.confirmed.emit()

    def focus_first(self) -> None:
        """Leave the caret out of the fields while the words can be read."""
        self._sheet.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hide the two words once a field has the focus."""
        if event.type() == QEvent.Type.FocusIn:
            self._hide_asked(True)
        return super().eventFilter(watched, event)

    def _asked_parts(self) -> list[tuple[int, _WordEdit, LabeledField]]:
        return list(zip(ASKED, self._word_edits, self._word_fields, strict=True))

    def _asked_edit(self, place: int) -> _WordEdit:
        edit = _WordEdit()
        edit.installEventFilter(self)
        edit.textEdited.connect(lambda _text: self._begin_again())
        edit.editingFinished.connect(lambda: self._mark(place))
        edit.returnPressed.connect(self.submit)
        return edit

    def _begin_again(self) -> None:
        for field in self._word_fields:
            field.set_error("")
        for edit in self._word_edits:
            if edit.hasFocus() or not edit.text():
                edit.set_right(False)

    def _mark(self, place: int) -> None:
        edit = self._word_edits[place]
        edit.set_right(self._is_right(ASKED[place], edit))

    def _is_right(self, number: int, edit: _WordEdit) -> bool:
        typed = edit.text().strip().casefold()
        return bool(typed) and typed == self._words[number - 1]

    def _hide_asked(self, is_hidden: bool) -> None:
        for number, tile in enumerate(self._tiles, 1):
            tile.set_hidden_word(is_hidden and number in ASKED)
        spoken = ", ".join(tile.accessibleName() for tile in self._tiles)
        self._sheet.setAccessibleDescription(spoken)

    def _advise(self, is_file: bool) -> None:
        self._begin_again()
        if is_file:
            self._care(
                self.tr(
                    "The PDF opens every record: print it and delete it, or lock the stick it is "
                    "on away. Do not leave it on this computer."
                )
            )

    def _care(self, sentence: str) -> None:
        self.care_banner.set_message(sentence, tone="overdue", icon="info")

    def _tell(self, sentence: str) -> None:
        self.care_banner.set_message(sentence, tone="risk")


class _WordTile(Panel):
    """A number and its word."""

    def __init__(self, number: int) -> None:
        self._number = Label(str(number), "hint")
        self._word = Label("", "strong")
        super().__init__(
            Row(self._number, (self._word, 1), spacing=4),
            part="sunken",
            margins=(10, 5, 8, 5),
        )
        hold(self._number, width=20)
        self._text = ""

    def set_word(self, word: str) -> None:
        self._text = word
        self.set_hidden_word(False)

    def set_hidden_word(self, is_hidden: bool) -> None:
        words = self.tr("asked below") if is_hidden else self._text
        self._word.setText(words)
        dress(self._word, t="hint" if is_hidden else "strong")
        self.setAccessibleName(f"{self._number.text()} {words}")


class _WordEdit(LineEdit):
    """A line that shows a check mark once its word is right."""

    def __init__(self) -> None:
        self._is_right = False
        super().__init__(max_length=40)

    def set_right(self, is_right: bool) -> None:
        self._is_right = is_right
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._is_right:
            theme = themes.current()
            place = QPoint(self.width() - theme.s(24), 0)
            painter = QPainter(self)
            painting.draw_icon(painter, place, self.height(), theme, "circle-check", "signed", 15)
