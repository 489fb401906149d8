"""The row of flags in a chart's header: chips that open what raised them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from counselor_desk.records.flags import Flag
from counselor_desk.ui import theme as themes
from counselor_desk.ui.flag_chips import HIT_HEIGHT, FlagChip
from counselor_desk.ui.flag_words import FlagWords, words

MOST_SHOWN = 3
"""Flags that stand in the header; the others are behind "+2"."""

_GAP = 6


class FlagRow(QWidget):
    """The first flags as chips, as many as fit, and the rest in a menu.

    Signals:
        flag_chosen: open what raised it; carries the `Flag`.
    """

    flag_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flags: tuple[Flag, ...] = ()
        self._said: tuple[FlagWords, ...] = ()
        self._shown = 0
        self._chips = tuple(self._make_chip(at) for at in range(MOST_SHOWN))
        self.flags_more_button = FlagChip(self)
        self.flags_more_button.clicked.connect(self._open_rest)
        self.setAccessibleName(self.tr("Flags"))
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        # Hidden where the client looks on, it keeps its room so that nothing jumps.
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        themes.look().theme_changed.connect(self._fit)
        self._fit()

    def set_flags(self, flags: Sequence[Flag], today: date) -> None:
        """Show other flags, the most pressing first."""
        said = tuple(words(flag, today) for flag in flags)
        if (tuple(flags), said) != (self._flags, self._said):
            self._flags, self._said = tuple(flags), said
            self._fit()

    def shown(self) -> tuple[str, ...]:
        """The words of the chips that are seen, "+2" among them."""
        chips = [*self._chips[: self._shown]]
        if self._shown < len(self._flags):
            chips.append(self.flags_more_button)
        return tuple(chip.said.text for chip in chips)

    def chip(self, at: int) -> FlagChip:
        """A chip by its place."""
        return self._chips[at]

    def sizeHint(self) -> QSize:
        """As high as a chip; its width is what the header leaves."""
        return QSize(0, themes.current().s(HIT_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """It never widens the window."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many as fit."""
        super().resizeEvent(event)
        self._fit()

    def _make_chip(self, at: int) -> FlagChip:
        chip = FlagChip(self)
        chip.clicked.connect(lambda: self.flag_chosen.emit(self._flags[at]))
        return chip

    def _fit(self, *_theme: object) -> None:
        """Place chips from the left; what does not fit whole goes behind "+n"."""
        gap, room = themes.current().s(_GAP), self.width()
        for chip, said in zip(self._chips, self._said, strict=False):
            chip.show_words(said)
        self._shown = min(len(self._said), MOST_SHOWN)
        while self._shown and self._width(self._shown) > room:
            self._shown -= 1
        x = 0
        for at, chip in enumerate(self._chips):
            chip.setVisible(at < self._shown)
            if at < self._shown:
                x = self._put(chip, x) + gap
        more = self.flags_more_button
        more.setVisible(self._shown < len(self._flags))
        if more.isVisibleTo(self):
            self._word_more()
            self._put(more, x)
        self.updateGeometry()

    def _put(self, chip: FlagChip, x: int) -> int:
        """Place a chip and give its right end."""
        hint = chip.sizeHint()
        chip.setGeometry(x, (self.height() - hint.height()) // 2, hint.width(), hint.height())
        return x + hint.width()

    def _width(self, count: int) -> int:
        """The room that so many chips need, with the chip for the rest."""
        chips = self._chips[:count]
        gap = themes.current().s(_GAP)
        width = sum(chip.sizeHint().width() for chip in chips) + gap * (count - 1)
        if count < len(self._said):
            self._word_more(len(self._said) - count)
            width += gap + self.flags_more_button.sizeHint().width()
        return width

    def _word_more(self, count: int | None = None) -> None:
        rest = len(self._flags) - self._shown if count is None else count
        hidden = self._said[len(self._said) - rest :]
        sentence = self.tr("{n} more flags: {flags}").format(
            n=rest, flags="; ".join(said.text for said in hidden)
        )
        tone = "risk" if any(said.tone == "risk" for said in hidden) else "overdue"
        self.flags_more_button.show_words(FlagWords(f"+{rest}", sentence, tone, ""))

    def _open_rest(self) -> None:
        menu = self.rest_menu()
        menu.popup(self.flags_more_button.mapToGlobal(QPoint(0, self.flags_more_button.height())))

    def rest_menu(self) -> QMenu:
        """The flags behind "+2", each an action; the menu goes when it is closed."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        theme = themes.current()
        for flag, said in zip(self._flags[self._shown :], self._said[self._shown :], strict=True):
            action = menu.addAction(theme.icon(said.icon, said.tone), said.sentence)
            action.triggered.connect(lambda *_, flag=flag: self.flag_chosen.emit(flag))
        return menu
