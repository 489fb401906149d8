"""The holes of a thread in a card: what is missing, why it matters, one button for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from counselor_desk.rules.threads import Hole
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import Line, Panel
from counselor_desk.ui.chips import Icon, Tile
from counselor_desk.ui.labels import ElidedLabel, Label
from counselor_desk.ui.layouts import Column, Row
from counselor_desk.ui.thread import words

SHOWN_FIRST = 3
"""How many holes stand there before one asks for all."""

_TILE = 28


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownHole:
    """A hole on the screen; `is_done` says that it was put right since it was opened from here."""

    hole: Hole
    is_done: bool = False


class HolesCard(Panel):
    """Every hole, the most pressing first; without any, one line that says so.

    Signals:
        repair_requested: put this one right; carries the `Hole`.
    """

    repair_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(part="card", margins=(0, 0, 0, 0), spacing=0, parent=parent)
        self._holes: tuple[ShownHole, ...] = ()
        self._shows_all = False
        self._rows: list[_HoleRow] = []
        self._list = Column(spacing=0)
        self.checked_label = Label("", "muted")
        self._fine = QWidget()
        self._fine.setLayout(
            Row(
                Icon("circle-check", "signed"),
                self.checked_label,
                "stretch",
                margins=(14, 11, 14, 11),
            )
        )
        self.thread_all_button = Button("", kind="link", is_small=True)
        self.thread_all_button.clicked.connect(self._show_all)
        self._more = QWidget()
        self._more.setLayout(Row(self.thread_all_button, "stretch", margins=(54, 4, 14, 6)))
        self.body.add(self._list, self._more, self._fine)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_holes(self, holes: Sequence[ShownHole], fine: str) -> None:
        """Show other holes; `fine` is said when there are none."""
        self._holes = tuple(holes)
        self.checked_label.setText(fine)
        self._fill()

    def fold(self) -> None:
        """Show the first ones only, as for another client."""
        self._shows_all = False

    def shown(self) -> tuple[ShownHole, ...]:
        """Every hole, those that were put right first."""
        return self._holes

    def buttons(self) -> list[Button]:
        """The buttons in sight, in order."""
        return [row.hole_repair_button for row in self._rows if not row.is_done]

    def focus_next(self) -> bool:
        """Give the focus to the next hole, after the last to the first; whether there is one."""
        buttons = self.buttons()
        if not buttons:
            return False
        place = next((at for at, one in enumerate(buttons) if one.hasFocus()), -1)
        buttons[(place + 1) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _fill(self) -> None:
        for row in self._rows:
            self._list.removeWidget(row)
            row.hide()
            row.setParent(None)
            row.deleteLater()
        shown = self._holes if self._shows_all else self._holes[:SHOWN_FIRST]
        first_open = next((at for at, one in enumerate(shown) if not one.is_done), -1)
        self._rows = []
        for place, one in enumerate(shown):
            row = _HoleRow(one, is_first=place == 0, is_chief=place == first_open)
            row.hole_repair_button.clicked.connect(
                lambda _on=False, hole=one.hole: self.repair_requested.emit(hole)
            )
            self._rows.append(row)
            self._list.add(row)
        self._more.setVisible(len(shown) < len(self._holes))
        self.thread_all_button.set_text(
            self.tr("Show all {count} holes").format(count=len(self._holes))
        )
        self._fine.setVisible(not self._holes)

    def _show_all(self) -> None:
        self._shows_all = True
        self._fill()
        buttons = self.buttons()
        if len(buttons) > SHOWN_FIRST:
            buttons[SHOWN_FIRST].setFocus(Qt.FocusReason.TabFocusReason)


class _HoleRow(QWidget):
    """One hole: tile, what and why, and the button that leads to where it is put right."""

    def __init__(
        self,
        shown: ShownHole,
        *,
        is_first: bool,
        is_chief: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        hole, self.is_done = shown.hole, shown.is_done
        tone, icon = ("signed", "circle-check") if shown.is_done else words.hole_look(hole)
        why = self.tr("Put right") if shown.is_done else hole.why
        self.hole_repair_button = Button(
            words.repair(hole), kind="primary" if is_chief else "secondary", is_small=True
        )
        self.hole_repair_button.setAccessibleName(
            f"{words.repair(hole)}: {hole.finding.message}. {hole.why}"
        )
        source = self.tr("{rule}: {source}").format(
            rule=hole.finding.rule, source=hole.finding.source
        )
        self.hole_repair_button.setToolTip(source)
        self.setToolTip(source)
        self.hole_repair_button.setVisible(not shown.is_done)
        texts = Column(
            ElidedLabel(hole.finding.message, "strong"), ElidedLabel(why, "caption"), spacing=0
        )
        row = Row(
            Tile(icon, tone, size=_TILE),
            3,
            (texts, 1),
            8,
            self.hole_repair_button,
            margins=(14, 7, 12, 7),
        )
        self.setLayout(Column(None if is_first else Line(), row, spacing=0))
