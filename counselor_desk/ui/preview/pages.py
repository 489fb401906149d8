"""The pages below each other, as wide as the window or as large as one likes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from counselor_desk.ui import painting
from counselor_desk.ui import theme as themes
from counselor_desk.ui.focus import KeyboardFocus
from counselor_desk.ui.pdf_pages import POINTS_PER_INCH

ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
"""The sizes one can step through; 1 is the size of the paper on a screen of 96 dots per inch."""

_SCREEN_DOTS = 96
_MARGIN = 28
_GAP = 16
_LINE = 24
_NEAR = 1
"""Pages before and after those in sight that are drawn as well."""


class PagesView(KeyboardFocus, QAbstractScrollArea):
    """Paints pages where pictures of them are, white sheets where they are still drawn.

    Signals:
        wanted: pages came into sight, or have another size on the screen.
        turned: another page is the current one; carries its place.
        zoom_changed: the size is another.
    """

    wanted = Signal()
    turned = Signal(int)
    zoom_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sizes: Sequence[tuple[float, float]] = ()
        self._rects: list[QRect] = []
        self._pictures: dict[int, QImage] = {}
        self._asked: dict[int, int] = {}
        self._old: set[int] = set()
        self._zoom: float | None = None
        self._current = 0
        self._is_going = False
        self._says_building = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Always there: a bar that came and went would change the width that pages are fit to.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().setSingleStep(_LINE)
        self.horizontalScrollBar().setSingleStep(_LINE)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        themes.look().theme_changed.connect(self._arrange)
        self._name_it()

    def show_pages(self, sizes: Sequence[tuple[float, float]]) -> None:
        """Show other pages, in points; the place among them stays as far as they reach.

        Pictures of the old ones stay until new ones come, so that nothing flickers.
        """
        self._sizes = sizes
        self._pictures = {at: one for at, one in self._pictures.items() if at < len(sizes)}
        self._old = set(self._pictures)
        self._current = min(self._current, max(len(sizes) - 1, 0))
        self._arrange()
        self._name_it()
        self.turned.emit(self._current)

    def clear(self) -> None:
        """Forget every page and picture."""
        self._sizes, self._pictures, self._current = (), {}, 0
        self._says_building = False
        self.verticalScrollBar().setValue(0)
        self._arrange()
        self._name_it()

    def set_picture(self, at: int, width: int, picture: QImage) -> None:
        """A page was drawn for a width in pixels; pictures of pages far away are let go."""
        near = range(self._first() - _NEAR, self._last() + _NEAR + 1)
        self._pictures = {one: kept for one, kept in self._pictures.items() if one in near}
        if at in near:
            self._pictures[at] = picture
            # The picture itself may be a pixel wider, by rounding, and is still the one asked for.
            self._asked[at] = width
            self._old.discard(at)
        self.viewport().update()

    def say_building(self, *, is_said: bool) -> None:
        """Say on pages that are not drawn yet that they will be."""
        if is_said != self._says_building:
            self._says_building = is_said
            self.viewport().update()

    def wishes(self) -> list[tuple[int, int]]:
        """Pages that lack a sharp picture, those in sight first, with their width in pixels."""
        if not self._rects:
            return []
        first, last = self._first(), self._last()
        near = [*range(first, last + 1), last + 1, first - 1]
        ratio = self.devicePixelRatioF()
        wished = []
        for at in near:
            if 0 <= at < len(self._rects):
                width = round(self._rects[at].width() * ratio)
                is_sharp = at in self._pictures and self._asked.get(at) == width
                if not is_sharp or at in self._old:
                    wished.append((at, width))
        return wished

    def is_drawn(self) -> bool:
        """Whether every page in sight has its picture."""
        return bool(self._rects) and not self.wishes()

    def current(self) -> int:
        """The page one is at, counted from 0."""
        return self._current

    def count(self) -> int:
        """How many pages there are."""
        return len(self._sizes)

    def go_to(self, at: int) -> None:
        """Bring the head of a page to the top; past the ends nothing happens."""
        if not 0 <= at < len(self._rects):
            return
        self._is_going = True
        self.verticalScrollBar().setValue(self._rects[at].top() - self._gap())
        self._is_going = False
        self._set_current(at)

    def zoom(self) -> float | None:
        """How large pages are; None fits them to the width."""
        return self._zoom

    def set_zoom(self, zoom: float | None) -> None:
        """Show pages in another size, at the same place."""
        if zoom == self._zoom:
            return
        self._zoom = zoom
        self._arrange()
        self.zoom_changed.emit()

    def step_zoom(self, step: int) -> None:
        """Go to the next larger size (1) or the next smaller one (-1)."""
        now = self._shown_zoom()
        if step > 0:
            further = [zoom for zoom in ZOOMS if zoom > now + 0.01]
            self.set_zoom(further[0] if further else ZOOMS[-1])
        else:
            further = [zoom for zoom in ZOOMS if zoom < now - 0.01]
            self.set_zoom(further[-1] if further else ZOOMS[0])

    def sizeHint(self) -> QSize:
        """Whatever is there."""
        theme = themes.current()
        return QSize(theme.s(600), theme.s(600))

    def minimumSizeHint(self) -> QSize:
        """A page that can still be told from another."""
        theme = themes.current()
        return QSize(theme.s(200), theme.s(120))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages anew."""
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page keys turn pages, Home and End go to the ends, arrows scroll."""
        bar = self.verticalScrollBar()
        match event.key():
            case Qt.Key.Key_PageDown:
                self.go_to(self._current + 1)
            case Qt.Key.Key_PageUp:
                self.go_to(self._current - 1)
            case Qt.Key.Key_Home:
                self.go_to(0)
            case Qt.Key.Key_End:
                self.go_to(len(self._sizes) - 1)
            case Qt.Key.Key_Space:
                is_back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                bar.setValue(bar.value() + bar.pageStep() * (-1 if is_back else 1))
            case _:
                super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl the wheel changes the size."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.step_zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring to whoever came by keyboard."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sheets in sight."""
        theme, painter = themes.current(), QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.color("pressed"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for at, rect in enumerate(self._rects):
            seen = rect.translated(-self._left(), -self.verticalScrollBar().value())
            if seen.intersects(event.rect()):
                self._paint_page(painter, at, seen)
        if self.hasFocus() and self.property("kb") == "1":
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def _paint_page(self, painter: QPainter, at: int, rect: QRect) -> None:
        picture = self._pictures.get(at)
        if picture is not None:
            painter.drawImage(rect, picture)
            return
        painter.fillRect(rect, Qt.GlobalColor.white)
        if self._says_building:
            said = self.tr("Building page {page} of {pages}")
            line = QRect(rect.left(), rect.top() + self._gap(), rect.width(), self._gap() * 2)
            center = Qt.AlignmentFlag.AlignHCenter
            words = said.format(page=at + 1, pages=len(self._rects))
            # Sheets are white in both themes, so the words are dark in both.
            light = themes.Theme(dark=False, scale=themes.current().scale)
            painting.draw_text(painter, line, light, words, ink="text2", align=center)

    def _arrange(self, *_theme: object) -> None:
        """Lay the sheets out; the current one keeps its place on the screen."""
        view, gap, margin = self.viewport().size(), self._gap(), themes.current().s(_MARGIN)
        kept = self._offset()
        widths = [self._width(size) for size in self._sizes]
        room = max(view.width(), max(widths, default=0) + 2 * margin)
        self._rects, top = [], themes.current().s(_MARGIN - 6)
        for (wide, high), width in zip(self._sizes, widths, strict=True):
            height = round(width * high / max(wide, 1))
            self._rects.append(QRect((room - width) // 2, top, width, height))
            top += height + gap
        self._is_going = True
        self.verticalScrollBar().setPageStep(view.height())
        self.verticalScrollBar().setRange(0, max(top - view.height(), 0))
        self.horizontalScrollBar().setPageStep(view.width())
        self.horizontalScrollBar().setRange(0, room - view.width())
        if self._rects and kept is not None:
            rect = self._rects[self._current]
            self.verticalScrollBar().setValue(rect.top() + round(kept * rect.height()))
        self._is_going = False
        self.viewport().update()
        self.wanted.emit()

    def _offset(self) -> float | None:
        """How far one has scrolled into the current page, as a share of its height."""
        if self._current >= len(self._rects) or not self.verticalScrollBar().value():
            return None
        rect = self._rects[self._current]
        return (self.verticalScrollBar().value() - rect.top()) / max(rect.height(), 1)

    def _width(self, size: tuple[float, float]) -> int:
        if self._zoom is not None:
            return round(size[0] * self._zoom * _SCREEN_DOTS / POINTS_PER_INCH)
        widest = max(wide for wide, _ in self._sizes)
        return max(round(self._room() * size[0] / widest), 1)

    def _room(self) -> int:
        return self.viewport().width() - 2 * themes.current().s(_MARGIN)

    def _shown_zoom(self) -> float:
        if self._zoom is not None or not self._sizes:
            return self._zoom or 1.0
        widest = max(wide for wide, _ in self._sizes)
        return self._room() / (widest * _SCREEN_DOTS / POINTS_PER_INCH)

    def _scrolled(self) -> None:
        self.viewport().update()
        if not self._is_going:
            eye = self.verticalScrollBar().value() + self.viewport().height() // 3
            passed = [at for at, rect in enumerate(self._rects) if rect.top() <= eye]
            self._set_current(passed[-1] if passed else 0)
        self.wanted.emit()

    def _set_current(self, at: int) -> None:
        if at != self._current:
            self._current = at
            self._name_it()
            self.turned.emit(at)

    def _name_it(self) -> None:
        if not self._sizes:
            self.setAccessibleName(self.tr("Pages"))
            return
        said = self.tr("Page {page} of {pages}")
        self.setAccessibleName(said.format(page=self._current + 1, pages=len(self._sizes)))

    def _first(self) -> int:
        """The first page in sight."""
        top = self.verticalScrollBar().value()
        return next((at for at, rect in enumerate(self._rects) if rect.bottom() >= top), 0)

    def _last(self) -> int:
        """The last page in sight."""
        end = self.verticalScrollBar().value() + self.viewport().height()
        seen = [at for at, rect in enumerate(self._rects) if rect.top() <= end]
        return seen[-1] if seen else 0

    def _left(self) -> int:
        return self.horizontalScrollBar().value()

    def _gap(self) -> int:
        return themes.current().s(_GAP)
