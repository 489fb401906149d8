"""The bar under the grid: what the current cell holds, and what went wrong with the last key."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from counselor_desk.records.attendance_weeks import ClientWeek, DayCell, Part
from counselor_desk.ui import painting, tokens
from counselor_desk.ui import theme as themes
from counselor_desk.ui.attendance import words
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import Panel
from counselor_desk.ui.chips import Chip
from counselor_desk.ui.labels import ElidedLabel, Label
from counselor_desk.ui.layouts import Column, Row
from counselor_desk.ui.segments import SegmentedControl

_MOST_PARTS = 5
_ROOM_FOR_HINT = 980
_GAP = 12
_CENTER = Qt.AlignmentFlag.AlignHCenter


class CellBar(Panel):
    """Client, day and the sessions of the current cell; of several one is chosen.

    Signals:
        open_requested: open the chosen session.
    """

    open_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.name_label = Label("", "strong")
        self.day_label = Label("")
        self.part_chip = Chip("", "neutral", "user")
        self.part_segments = SegmentedControl((), name="", tone="neutral")
        self.detail_label = ElidedLabel("", "caption")
        self.hint_label = Label("", "caption")
        self.problem_label = Label("", "caption", wraps=True)
        self.problem_label.set_tone("risk")
        self.session_open_button = Button("", kind="link", is_small=True)
        line = Row(
            self.name_label,
            4,
            self.day_label,
            4,
            self.part_chip,
            self.part_segments,
            (self.detail_label, 1),
            self.hint_label,
            4,
            self.session_open_button,
            spacing=8,
        )
        super().__init__(
            Column(line, self.problem_label, spacing=4),
            part="card",
            margins=(16, 6, 14, 6),
            spacing=0,
            parent=parent,
        )
        self._cell: DayCell | None = None
        self._is_urgent = False
        self.part_segments.set_name(self.tr("Session"))
        self.session_open_button.set_text(self.tr("Open session"))
        self.session_open_button.clicked.connect(self.open_requested)
        self.part_segments.edited.connect(lambda _place: self._detail())
        self.problem_label.hide()

    def show_cell(self, line: ClientWeek | None, cell: DayCell | None) -> None:
        """Show the sessions of a cell; the one chosen of the same day stays chosen."""
        chosen = self.chosen()
        self._cell = cell
        self.name_label.setText(line.name if line is not None else "")
        self.day_label.setText(words.day_in_words(cell.day) if cell is not None else "")
        parts = cell.parts[:_MOST_PARTS] if cell is not None else ()
        self.part_chip.setVisible(len(parts) == 1)
        self.part_segments.setVisible(len(parts) > 1)
        if len(parts) == 1:
            self.part_chip.set_state(words.service(parts[0]), "neutral", "clock")
        if len(parts) > 1:
            self.part_segments.set_options(
                [(place, words.start(one)) for place, one in enumerate(parts)]
            )
            self.part_segments.set_value(_place_of(chosen, parts))
        self._detail()

    def chosen(self) -> Part | None:
        """The session that keys act on: the only one, or that of several which is chosen."""
        parts = self._cell.parts if self._cell is not None else ()
        if len(parts) < 2:  # noqa: PLR2004  # one needs no choice
            return parts[0] if parts else None
        place = self.part_segments.value()
        return parts[place] if isinstance(place, int) and place < len(parts) else parts[0]

    def turn(self) -> None:
        """Choose the next session of the day."""
        parts = self._cell.parts[:_MOST_PARTS] if self._cell is not None else ()
        place = self.part_segments.value()
        if len(parts) > 1 and isinstance(place, int):
            self.part_segments.set_value((place + 1) % len(parts))
            self._detail()

    def say(self, problem: str) -> None:
        """Say what could not be done, or with an empty text nothing any more."""
        self.problem_label.setText(problem)
        self.problem_label.setVisible(bool(problem))

    def hint(self, text: str, *, is_urgent: bool = False) -> None:
        """Say what the keys do, where there is room; or what is meant by what is typed."""
        self._is_urgent = is_urgent
        self.hint_label.setText(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the session needs the room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        is_roomy = self.width() >= themes.current().s(_ROOM_FOR_HINT)
        self.hint_label.setVisible(self._is_urgent or is_roomy)

    def _detail(self) -> None:
        part = self.chosen()
        nothing = self.tr("Nothing is planned.") if self._cell is not None else ""
        is_one_of_several = self.part_segments.isVisibleTo(self)
        told = words.part_of_several if is_one_of_several else words.part
        self.detail_label.setText(told(part) if part is not None else nothing)
        # What others led is marked without a note.
        self.session_open_button.setVisible(part is not None and not part.led_by)


class Legend(QWidget):
    """The letters with their words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(
            ", ".join(f"{words.look(one).letter} {words.code(one)}" for one in words.LEGEND)
        )

    def sizeHint(self) -> QSize:
        """Every letter with its word."""
        theme = themes.current()
        width = sum(self._width(theme, words.code(one)) for one in words.LEGEND)
        return QSize(width - theme.s(_GAP), theme.s(tokens.CHIP_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """All of it."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A small box with the letter, then the word."""
        theme, painter, left = themes.current(), QPainter(self), 0
        side = theme.s(tokens.CHIP_HEIGHT - 2)
        for one in words.LEGEND:
            look, word = words.look(one), words.code(one)
            box = QRect(left, (self.height() - side) // 2, side, side)
            tone = look.tone
            painting.draw_box(painter, box, theme, f"{tone}_bg", f"{tone}_bd", tokens.RADIUS_CHIP)
            painting.draw_text(
                painter,
                box,
                theme,
                look.letter,
                kind="chip",
                ink=tone,
                align=_CENTER,
            )
            place = QRect(left + side + theme.s(7), 0, self.width(), self.height())
            painting.draw_text(painter, place, theme, word, kind="caption", ink="text2")
            left += self._width(theme, word)

    def _width(self, theme: themes.Theme, word: str) -> int:
        side = theme.s(tokens.CHIP_HEIGHT - 2)
        return side + theme.s(7) + painting.text_width(theme, word, "caption") + theme.s(_GAP)


def _place_of(chosen: Part | None, parts: tuple[Part, ...]) -> int:
    """Where the chosen session is now; else the first that is not recorded, else the first."""
    if chosen is not None:
        for place, one in enumerate(parts):
            if one.day == chosen.day and one.is_same(chosen):
                return place
    return next((place for place, one in enumerate(parts) if not one.is_recorded), 0)
