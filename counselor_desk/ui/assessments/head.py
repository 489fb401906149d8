"""The row over the domains: which assessment, its state, what to compare with, what to do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from counselor_desk.records.ids import Uid
from counselor_desk.ui import theme as themes
from counselor_desk.ui.assessments import words
from counselor_desk.ui.buttons import Button, IconButton
from counselor_desk.ui.chips import Chip
from counselor_desk.ui.choosers import CheckBox, ComboBox
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Row, hold
from counselor_desk.ui.segments import SegmentedControl

_MOST_SEGMENTS = 3
_ROOM_FOR_COMPARISON = 640
_GAP = 10
_NARROWEST = 400


class AssessmentHead(QWidget):
    """Versions as segments, or as a list where there are many or little room.

    Signals:
        version_chosen: show this assessment; carries its uid.
        compare_toggled: show or hide what the ratings were; carries a bool.
        begin_requested: begin another one.
        discard_requested: throw the draft away.
        details_requested: open or close the inspector.
    """

    version_chosen = Signal(str)
    compare_toggled = Signal(bool)
    begin_requested = Signal()
    discard_requested = Signal()
    details_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = 0
        self._comparison = ""
        name = words.translated("Assessment")
        self.version_segments = SegmentedControl((), name=name, tone="neutral")
        self.version_combo = ComboBox(name=name, is_small=True)
        self.version_label = Label("", "strong")
        self.state_chip = Chip("")
        self.compare_check = CheckBox()
        self.compare_check.set_value(True)
        self.begin_button = Button(words.begin(is_first=False), icon="plus", is_small=True)
        self.more_button = IconButton("ellipsis", self.tr("More"))
        self.details_button = Button("", icon="panel-right", is_small=True)
        self._more = QMenu(self)
        self._more.addAction(self.tr("Discard draft"), self.discard_requested.emit)
        self.setLayout(
            Row(
                self.version_segments,
                self.version_combo,
                self.version_label,
                self.state_chip,
                "stretch",
                self.compare_check,
                self.begin_button,
                self.more_button,
                self.details_button,
                spacing=_GAP,
            )
        )
        hold(self, min_height=32)
        self.version_segments.edited.connect(lambda uid: self.version_chosen.emit(str(uid)))
        self.version_combo.edited.connect(lambda uid: self.version_chosen.emit(str(uid)))
        self.compare_check.edited.connect(lambda is_on: self.compare_toggled.emit(bool(is_on)))
        self.begin_button.clicked.connect(self.begin_requested)
        self.details_button.clicked.connect(self.details_requested)
        self.more_button.clicked.connect(self._open_more)

    def set_versions(self, options: Sequence[tuple[Uid, str]], chosen: Uid) -> None:
        """Offer the assessments of a client, the earliest first."""
        self._count = len(options)
        self.version_segments.set_options(options if self._count <= _MOST_SEGMENTS else ())
        self.version_combo.set_options(options)
        for control in (self.version_segments, self.version_combo):
            control.set_value(chosen)
        self.version_label.setText(dict(options).get(chosen, ""))
        self._fit()

    def set_state(self, text: str, tone: str, icon: str) -> None:
        """What the chip says: draft, or signed."""
        self.state_chip.set_state(text, tone, icon)

    def set_acts(self, *, is_draft: bool, can_begin: bool, is_first: bool) -> None:
        """Show what can be done; another one is the first of its stay, or a reassessment."""
        self.more_button.setVisible(is_draft)
        self.begin_button.set_text(words.begin(is_first=is_first))
        self.begin_button.setVisible(can_begin)
        self._fit()

    def set_comparison(self, text: str) -> None:
        """Offer to compare with an earlier one; an empty text offers nothing."""
        self._comparison = text
        self.compare_check.setAccessibleName(text)
        self.compare_check.setVisible(bool(text))
        self._fit()

    def set_details(self, text: str, *, are_shown: bool) -> None:
        """The button that opens the inspector, with what is worth knowing about it."""
        self.details_button.set_text(text)
        self.details_button.setVisible(not are_shown)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """The list of versions gives way."""
        return QSize(themes.current().s(_NARROWEST), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Segments become a list in a narrow row."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        is_wide = self.width() >= themes.current().s(_ROOM_FOR_COMPARISON)
        self.compare_check.setText(self._comparison if is_wide else self.tr("Compare"))
        has_segments = 1 < self._count <= _MOST_SEGMENTS and self._has_room()
        self.version_label.setVisible(self._count == 1)
        self.version_segments.setVisible(has_segments)
        self.version_combo.setVisible(self._count > 1 and not has_segments)

    def _has_room(self) -> bool:
        """Whether the segments find room beside everything else that is there."""
        others = (
            self.state_chip,
            self.compare_check,
            self.begin_button,
            self.more_button,
            self.details_button,
        )
        shown = [self.version_segments, *(one for one in others if one.isVisibleTo(self))]
        gap = themes.current().s(_GAP)
        return sum(one.sizeHint().width() + gap for one in shown) <= self.width()

    def _open_more(self) -> None:
        corner = self.more_button.mapToGlobal(self.more_button.rect().bottomRight())
        self._more.popup(corner - QPoint(self._more.sizeHint().width(), -4))
