"""Before the first plan: the needs that the assessment found, as ready reasons of a note."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column
from counselor_desk.ui.notes.lines import TickLine

_BETWEEN = "; "


class NeedLines(QWidget):
    """The needs one can tick; a ticked one stands in the reason, beside what was typed there.

    Signals:
        chosen: a need was ticked or cleared; carries the reason as it reads now.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._begins = self.tr("Before the first plan: ")
        self._reason = ""
        self._lines: list[TickLine] = []
        self._column = Column(Label(self.tr("Needs in the assessment"), "caption"), spacing=2)
        self.setLayout(self._column)
        self.hide()

    def offer(self, needs: Sequence[str]) -> None:
        """Offer other needs."""
        if tuple(needs) == self.needs():
            return
        for line in self._lines:
            self._column.removeWidget(line)
            line.setParent(None)
            line.deleteLater()
        self._lines = [TickLine(need) for need in needs]
        for need, line in zip(needs, self._lines, strict=True):
            line.clicked.connect(lambda is_on, need=need: self._tick(need, is_on=is_on))
            self._column.add(line)

    def needs(self) -> tuple[str, ...]:
        """What is offered."""
        return tuple(line.words() for line in self._lines)

    def lines(self) -> list[TickLine]:
        """The stops of the tab key."""
        return list(self._lines)

    def show_reason(self, reason: str) -> None:
        """Tick the needs that the reason names."""
        self._reason = reason
        named = self._parts(reason)
        for line in self._lines:
            line.setChecked(line.words() in named)

    def _tick(self, need: str, *, is_on: bool) -> None:
        parts = [part for part in self._parts(self._reason) if part != need]
        if is_on:
            parts.append(need)
        is_ours = not self._reason.strip() or self._reason.startswith(self._begins)
        told = _BETWEEN.join(parts)
        self._reason = f"{self._begins}{told}" if told and is_ours else told
        self.chosen.emit(self._reason)

    def _parts(self, reason: str) -> list[str]:
        told = reason.removeprefix(self._begins)
        return [part for part in (one.strip() for one in told.split(_BETWEEN.strip())) if part]
