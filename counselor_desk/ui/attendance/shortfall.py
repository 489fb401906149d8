"""The line for the first client who cannot reach the hours of the week: choose why, and save."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from counselor_desk.records.attendance_weeks import ClientWeek
from counselor_desk.records.reasons import ReasonCode
from counselor_desk.ui.attendance import words
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.chips import Icon
from counselor_desk.ui.choosers import ComboBox
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Row


class ShortfallBanner(QFrame):
    """One client at a time; the next one follows once a reason is saved.

    Signals:
        reason_saved: carries the `ClientWeek` and the `ReasonCode`.
    """

    reason_saved = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dress(self, c="banner", tone="overdue")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._line: ClientWeek | None = None
        self.shortfall_label = Label("", wraps=True)
        self.shortfall_reason_combo = ComboBox(
            ((None, self.tr("Choose a reason")), *words.reason_options()),
            name=self.tr("Reason"),
            is_small=True,
        )
        self.shortfall_save_button = Button(self.tr("Save reason"), is_small=True)
        self.shortfall_reason_combo.edited.connect(lambda _code: self._enable())
        self.shortfall_save_button.clicked.connect(self._save)
        self.setLayout(
            Row(
                Icon("circle-alert", "overdue", size=15),
                (self.shortfall_label, 1),
                self.shortfall_reason_combo,
                self.shortfall_save_button,
                margins=(14, 7, 10, 7),
                spacing=10,
            )
        )

    def show_line(self, line: ClientWeek | None) -> None:
        """Ask about a client's week; None hides the line."""
        is_same = (
            line is not None
            and self._line is not None
            and line.episode_id == self._line.episode_id
            and line.week.begins_on == self._line.week.begins_on
        )
        self._line = line
        if line is not None:
            self.shortfall_label.setText(words.shortfall(line))
            self.setAccessibleName(words.shortfall(line))
        if not is_same:
            self.shortfall_reason_combo.set_value(None)
        self._enable()
        self.setVisible(line is not None)

    def _enable(self) -> None:
        is_chosen = self.shortfall_reason_combo.value() is not None
        self.shortfall_save_button.setEnabled(is_chosen)

    def _save(self) -> None:
        code = self.shortfall_reason_combo.value()
        if self._line is not None and isinstance(code, ReasonCode):
            self.reason_saved.emit(self._line, code)
