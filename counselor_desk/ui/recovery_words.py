"""The twelve words on the screen, and the two that are typed back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from counselor_desk.ui import painting
from counselor_desk.ui import theme as themes
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.cards import Line, Panel
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.fields import LabeledField, LineEdit
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Grid, Row, hold

WORD_COUNT = 12
ASKED = (3, 9)
"""The numbers of the words that are typed back, counted from 1."""

_ROWS = 4


class RecoveryWords(QWidget):
    """Shows twelve words once and makes sure that they were written down.

    The two asked for are hidden from the moment a field has the focus. Nothing goes to the
    clipboard, and typing completes nothing.

    Signals:
        confirmed: both words were typed right.
    """

    confirmed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
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
        self._edits = {number: self._asked_edit(number) for number in ASKED}
        label = self.tr("Word {number}")
        self._fields = {
            number: LabeledField(label.format(number=number), edit)
            for number, edit in self._edits.items()
        }
        question = self.tr("Type two of them back from your paper")
        self.setLayout(
            Column(
                self._sheet,
                4,
                Line(),
                4,
                Label(question, "strong"),
                Row(*[(field, 1) for field in self._fields.values()], spacing=12),
                4,
                Banner(
                    self.tr(
                        "Keep the paper in a locked drawer, not with the laptop. Whoever has it "
                        "can open every record."
                    ),
                    tone="overdue",
                    icon="info",
                ),
            )
        )

    def show_words(self, words: Sequence[str]) -> None:
        """Show twelve words and begin anew."""
        self._words = tuple(words)
        for tile, word in zip(self._tiles, self._words, strict=True):
            tile.set_word(word)
        for number in ASKED:
            self._edits[number].set_value("")
            self._begin_again(number)
        self._hide_asked(False)

    def words(self) -> tuple[str, ...]:
        """The words that are shown."""
        return self._words

    def wipe(self) -> None:
        """Forget the words."""
        self.show_words([""] * WORD_COUNT)

    def submit(self) -> None:
        """Emit `confirmed`, or put the caret into the first word that is not right."""
        wrong = [number for number in ASKED if not self._is_right(number)]
        for number in wrong:
            self._fields[number].set_error(
                self.tr("This is not word {number}. Look at your paper again.").format(
                    number=number
                )
            )
        if wrong:
            self._edits[wrong[0]].selectAll()
            self._edits[wrong[0]].setFocus()
        else:
            self.confirmed.emit()

    def focus_first(self) -> None:
        """Leave the caret out of the fields while the words are being written down."""
        self._sheet.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hide the two words once a field has the focus."""
        if event.type() == QEvent.Type.FocusIn:
            self._hide_asked(True)
        return super().eventFilter(watched, event)

    def _asked_edit(self, number: int) -> _WordEdit:
        edit = _WordEdit()
        edit.setObjectName(f"recovery_word_{number}_edit")
        edit.installEventFilter(self)
        edit.textEdited.connect(lambda _text: self._begin_again(number))
        edit.editingFinished.connect(lambda: self._mark(number))
        edit.returnPressed.connect(self.submit)
        return edit

    def _begin_again(self, number: int) -> None:
        self._fields[number].set_error("")
        self._edits[number].set_right(False)

    def _mark(self, number: int) -> None:
        self._edits[number].set_right(self._is_right(number))

    def _is_right(self, number: int) -> bool:
        typed = self._edits[number].text().strip().casefold()
        return bool(typed) and typed == self._words[number - 1]

    def _hide_asked(self, is_hidden: bool) -> None:
        for number in ASKED:
            self._tiles[number - 1].set_hidden_word(is_hidden)
        spoken = ", ".join(tile.accessibleName() for tile in self._tiles)
        self._sheet.setAccessibleDescription(spoken)


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
