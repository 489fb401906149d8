"""Choosing a passphrase: type or be given one, see how strong it is, type it again if hidden."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from counselor_desk.ui import painting
from counselor_desk.ui import theme as themes
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.chips import Icon
from counselor_desk.ui.fields import LabeledField, PasswordEdit
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row

LEVELS = 5
_ALMOST = 3
_JUDGE_AFTER_MS = 120


class Strength(Protocol):
    """How hard a passphrase is to guess, as the services say it."""

    @property
    def level(self) -> int:
        """0 to 5."""

    @property
    def words(self) -> str:
        """A sentence without its full stop."""

    @property
    def is_accepted(self) -> bool:
        """Whether it may be used."""


class NewPassphrase(QWidget):
    """Two fields and a meter.

    Signals:
        chosen: a passphrase that is strong and was typed twice, or was in sight.
    """

    chosen = Signal(str)

    def __init__(
        self,
        strength: Callable[[str], Strength],
        suggest: Callable[[], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._judge = strength
        self._suggest = suggest
        self.passphrase_edit = PasswordEdit()
        self.passphrase_edit.setObjectName("new_passphrase_edit")
        self.repeat_edit = PasswordEdit()
        self.repeat_edit.setObjectName("new_passphrase_repeat_edit")
        self.suggest_button = Button(self.tr("Suggest five words"), kind="link", is_small=True)
        self._field = LabeledField(
            self.tr("Passphrase"), self.passphrase_edit, beside=self.suggest_button
        )
        self._repeat_field = LabeledField(self.tr("Type it again"), self.repeat_edit)
        self._meter = StrengthMeter()
        self.setLayout(Column(self._field, self._meter, 2, self._repeat_field, spacing=5))
        QWidget.setTabOrder(self.passphrase_edit.eye_button, self.suggest_button)
        QWidget.setTabOrder(self.suggest_button, self.repeat_edit)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_JUDGE_AFTER_MS)
        self._soon.timeout.connect(self._measure)
        self.passphrase_edit.textChanged.connect(self._changed)
        self.passphrase_edit.shown_changed.connect(self._show_repeat)
        self.passphrase_edit.returnPressed.connect(self._go_on)
        self.repeat_edit.returnPressed.connect(self.submit)
        self.suggest_button.clicked.connect(self._fill)

    def submit(self) -> None:
        """Emit `chosen`, or put the caret where something is missing and say what."""
        passphrase = self.passphrase_edit.text()
        strength = self._judge(passphrase)
        self._meter.show_strength(strength, is_empty=not passphrase)
        if not strength.is_accepted:
            self.show_error(f"{strength.words}.")
        elif not self.passphrase_edit.is_shown() and self.repeat_edit.text() != passphrase:
            self._repeat_field.set_error(self.tr("The two are not the same. Type it again."))
            self.repeat_edit.selectAll()
            self.repeat_edit.setFocus()
        else:
            self.chosen.emit(passphrase)

    def show_error(self, sentence: str) -> None:
        """Say what is wrong with the passphrase."""
        self._field.set_error(sentence)
        self._meter.set_words_shown(False)
        self.focus_first()

    def focus_first(self) -> None:
        """Put the caret into the passphrase."""
        self.passphrase_edit.setFocus()

    def wipe(self) -> None:
        """Forget both fields."""
        self.passphrase_edit.wipe()
        self.repeat_edit.wipe()

    def _changed(self) -> None:
        self._field.set_error("")
        self._repeat_field.set_error("")
        self._soon.start()

    def _measure(self) -> None:
        passphrase = self.passphrase_edit.text()
        self._meter.show_strength(self._judge(passphrase), is_empty=not passphrase)

    def _fill(self) -> None:
        self.passphrase_edit.set_shown(True)
        self.passphrase_edit.setText(self._suggest())
        self.repeat_edit.setText("")
        self._measure()
        self.passphrase_edit.setFocus()

    def _show_repeat(self, is_shown: bool) -> None:
        self._repeat_field.setVisible(not is_shown)

    def _go_on(self) -> None:
        if self.passphrase_edit.is_shown():
            self.submit()
        else:
            self.repeat_edit.setFocus()


class StrengthMeter(QWidget):
    """Five bars and the words for them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars = _Bars()
        self._icon = Icon("info", "text3", size=14)
        self._words = Label("", "caption", wraps=True)
        self._advice = self.tr(
            "Unrelated words are easier to remember than symbols, and harder to guess."
        )
        self.setLayout(Column(self._bars, Row(self._icon, (self._words, 1), spacing=6), spacing=5))
        self._say(self._advice, "info", "text3")

    def show_strength(self, strength: Strength, *, is_empty: bool) -> None:
        """Fill the bars and say the words."""
        self.set_words_shown(True)
        if is_empty:
            self._bars.fill(0, "neutral")
            self._say(self._advice, "info", "text3")
            return
        tone = "risk" if strength.level < _ALMOST else "overdue"
        tone = "signed" if strength.is_accepted else tone
        self._bars.fill(strength.level, tone)
        icon = "circle-check" if strength.is_accepted else "circle-alert"
        self._say(f"{strength.words}.", icon, tone)

    def set_words_shown(self, is_shown: bool) -> None:
        """Leave the words to the error below the field."""
        self._icon.setVisible(is_shown)
        self._words.setVisible(is_shown)

    def _say(self, words: str, icon: str, ink: str) -> None:
        self._words.setText(words)
        self._icon.set_icon(icon, ink)
        self.setAccessibleName(words)


class _Bars(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._level, self._tone = 0, "neutral"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def fill(self, level: int, tone: str) -> None:
        self._level, self._tone = level, tone
        self.update()

    def sizeHint(self) -> QSize:
        theme = themes.current()
        return QSize(theme.s(160), theme.s(6))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), themes.current()
        gap = theme.s(4)
        width = (self.width() - gap * (LEVELS - 1)) / LEVELS
        for place in range(LEVELS):
            left, right = round(place * (width + gap)), round(place * (width + gap) + width)
            bar = self.rect().adjusted(left, 0, right - self.width(), 0)
            painting.draw_bar(painter, bar, theme, float(place < self._level), self._tone)
