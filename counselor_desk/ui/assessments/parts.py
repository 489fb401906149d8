"""Small parts of the assessment: a text, an answer of a few, and a chip one answers with."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from counselor_desk.records.assessments import CriterionAnswer
from counselor_desk.ui import painting
from counselor_desk.ui import theme as themes
from counselor_desk.ui.assessments import keys, words
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.focus import KeyboardFocus
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Row
from counselor_desk.ui.segments import SegmentedControl
from counselor_desk.ui.text_editor import TextEditor


class AssessmentText(TextEditor):
    """A text that lets the keys of the page pass."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter would break a line here, Alt+Down move the caret."""
        if keys.is_claimed(event):
            event.ignore()
        else:
            super().keyPressEvent(event)


class Choice(QWidget):
    """One of a few answers as segments; only its word where nothing can be changed.

    Signals:
        edited: the person chose another answer; carries it.
    """

    edited = Signal(object)

    def __init__(
        self,
        options: Sequence[tuple[object, str]],
        *,
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._names = dict(options)
        self.segments = SegmentedControl(options, name=name)
        self.word_label = Label("", "strong")
        self.word_label.hide()
        self.setLayout(Row(self.segments, self.word_label, spacing=0))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.segments)
        self.segments.edited.connect(self._tell)

    def value(self) -> object:
        """The chosen answer, None while it is open."""
        return self.segments.value()

    def set_value(self, value: object) -> None:
        """Show an answer without telling."""
        self.segments.set_value(value)
        self._say()

    def choose(self, value: object) -> None:
        """The person chose this answer by a key."""
        self.segments.set_value(value)
        self._tell(value)

    def set_editable(self, *, is_editable: bool) -> None:
        """Show the segments, or the word alone."""
        self.segments.setVisible(is_editable)
        self.word_label.setVisible(not is_editable)

    def _tell(self, value: object) -> None:
        self._say()
        self.edited.emit(value)

    def _say(self) -> None:
        self.word_label.setText(self._names.get(self.value(), "–"))


_KEYS: dict[int, CriterionAnswer | None] = {
    Qt.Key.Key_M: CriterionAnswer.MET,
    Qt.Key.Key_N: CriterionAnswer.NOT_MET,
    Qt.Key.Key_O: CriterionAnswer.OVERRIDDEN,
    Qt.Key.Key_Delete: None,
}


class AnswerChip(KeyboardFocus, QPushButton):
    """A chip that says whether a criterion is met; M, N and O answer, a press opens the list.

    Signals:
        edited: the person answered; carries a `CriterionAnswer` or None.
    """

    edited = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._answer: CriterionAnswer | None = None
        self._is_editable = True
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        dress(self, k="tick")
        self.set_value(None)
        self.clicked.connect(self._open)

    def value(self) -> CriterionAnswer | None:
        """The answer, None while it is open."""
        return self._answer

    def set_value(self, answer: CriterionAnswer | None) -> None:
        """Show an answer without telling."""
        self._answer = answer
        self._text, self._tone, self._icon = words.answer_look(answer)
        self.setAccessibleName(f"{self._name}: {self._text}")
        self.updateGeometry()
        self.update()

    def set_editable(self, *, is_editable: bool) -> None:
        """Whether it can be answered; read only it is no stop of the tab key."""
        self._is_editable = is_editable
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not is_editable)
        policy = Qt.FocusPolicy.StrongFocus if is_editable else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(policy)

    def menu_of_answers(self) -> QMenu:
        """What can be answered."""
        menu = QMenu(self)
        for key, answer in _KEYS.items():
            letter = chr(key) if answer is not None else self.tr("Del")
            text = f"{words.answer_look(answer)[0]}\t{letter}"
            menu.addAction(text, partial(self._choose, answer))
        return menu

    def sizeHint(self) -> QSize:
        """The chip with room for the ring of the focus."""
        return painting.chip_size(themes.current(), self._text, self._icon) + QSize(4, 4)

    def minimumSizeHint(self) -> QSize:
        """As large as its content."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """M, N and O answer, Delete takes the answer back."""
        is_plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if is_plain and self._is_editable and event.key() in _KEYS:
            self._choose(_KEYS[event.key()])
        elif is_plain and self._is_editable and event.key() == Qt.Key.Key_Return:
            self._open()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ring of the focus, and the chip inside it."""
        super().paintEvent(event)
        painting.draw_chip(
            QPainter(self),
            self.rect().adjusted(2, 2, -2, -2),
            themes.current(),
            text=self._text,
            tone=self._tone,
            icon=self._icon,
        )

    def _choose(self, answer: CriterionAnswer | None) -> None:
        self.set_value(answer)
        self.edited.emit(answer)

    def _open(self) -> None:
        menu = self.menu_of_answers()
        corner = self.mapToGlobal(self.rect().bottomRight())
        menu.popup(corner - QPoint(menu.sizeHint().width(), -2))
        menu.aboutToHide.connect(menu.deleteLater)
