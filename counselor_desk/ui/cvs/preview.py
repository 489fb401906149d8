"""The page as it will be printed, beside the form: drawn anew after each pause in typing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QRect, QSize, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from counselor_desk.errors import DeskError
from counselor_desk.records.cvs import Cv, CvLanguage
from counselor_desk.records.program import Paper
from counselor_desk.services import cvs
from counselor_desk.ui import pdf_pages, tasks
from counselor_desk.ui import theme as themes
from counselor_desk.ui.cards import Panel
from counselor_desk.ui.cvs import words
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, FlowRow, Row
from counselor_desk.ui.scrolling import PageScroll
from counselor_desk.ui.segments import SegmentedControl

PAUSE_MS = 150
"""After the last key the page is drawn anew."""

_WIDEST_PAGE = 640
_GAP = 16
_POINTS_WIDE = {Paper.LETTER: 612.0, Paper.A4: 595.3}


@dataclass(frozen=True, slots=True)
class _Wish:
    """A page to draw, so many pixels wide."""

    cv: Cv = field(repr=False)
    width: int


class PagesView(QWidget):
    """The pages below each other, each as wide as there is room.

    Signals:
        widened: there is another width to draw for.
    """

    widened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: Sequence[QImage] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_pages(self, pages: Sequence[QImage]) -> None:
        """Show other pages."""
        self._pages = pages
        self.setAccessibleName(self.tr("Preview, {pages}").format(pages=words.pages(len(pages))))
        self._fit()
        self.update()

    def page_width(self) -> int:
        """How wide a page is here, in pixels of the window."""
        return min(self.width(), themes.current().s(_WIDEST_PAGE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Scale what there is, and ask for a sharp picture."""
        super().resizeEvent(event)
        self._fit()
        if event.size().width() != event.oldSize().width():
            self.widened.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the pages that there are."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        top, left = 0, (self.width() - self.page_width()) // 2
        for page in self._pages:
            height = self._height(page)
            painter.drawImage(QRect(left, top, self.page_width(), height), page)
            top += height + themes.current().s(_GAP)

    def sizeHint(self) -> QSize:
        """All pages."""
        return QSize(self.page_width(), self.height())

    def minimumSizeHint(self) -> QSize:
        """As narrow as it must."""
        return QSize(themes.current().s(120), self.height())

    def _height(self, page: QImage) -> int:
        return round(self.page_width() * page.height() / max(page.width(), 1))

    def _fit(self) -> None:
        gap = themes.current().s(_GAP)
        height = sum(self._height(page) + gap for page in self._pages)
        if height != self.height():
            self.setFixedHeight(max(height, 1))


class PreviewPane(Panel):
    """Language, paper and number of pages over the pages themselves.

    Only the last wish is drawn: what was typed meanwhile is drawn next, not everything between.

    Signals:
        language_chosen, paper_chosen: the person chose another; carry the value.
        drawn: the pages on the screen are of the last CV that was shown; carries their number.
    """

    language_chosen = Signal(object)
    paper_chosen = Signal(object)
    drawn = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(part="preview", margins=(0, 0, 0, 0), spacing=0, parent=parent)
        self._cv: Cv | None = None
        self._task: tasks.Task[list[QImage]] | None = None
        self._done: _Wish | None = None
        self._asked: _Wish | None = None
        self.cv_language_segments = SegmentedControl(
            [(kind, words.language(kind)) for kind in CvLanguage], name=self.tr("Headings")
        )
        self.cv_paper_segments = SegmentedControl(
            [(kind, words.paper(kind)) for kind in Paper], name=self.tr("Paper"), tone="neutral"
        )
        self.pages_label = Label("", "muted")
        self.pages_view = PagesView()
        content = QWidget()
        content.setLayout(Column(self.pages_view, "stretch", margins=(22, 4, 12, 18), spacing=0))
        switches = FlowRow(self.cv_language_segments, self.cv_paper_segments, spacing=8)
        self.body.add(
            Row((switches, 1), self.pages_label, margins=(18, 12, 22, 12)),
            (PageScroll(content), 1),
        )
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._draw)
        self.pages_view.widened.connect(self._pause.start)
        self.cv_language_segments.edited.connect(self.language_chosen)
        self.cv_paper_segments.edited.connect(self.paper_chosen)

    def show_cv(self, cv: Cv) -> None:
        """Show another CV at once."""
        self._cv = cv
        self.cv_language_segments.set_value(cv.language)
        self.cv_paper_segments.set_value(cv.paper)
        self._draw()

    def follow(self, cv: Cv) -> None:
        """The CV is being changed: draw it at the next pause."""
        self._cv = cv
        self.cv_language_segments.set_value(cv.language)
        self.cv_paper_segments.set_value(cv.paper)
        self._pause.start()

    def leave(self) -> None:
        """Draw nothing more and forget what was drawn."""
        self._pause.stop()
        if self._task is not None:
            self._task.drop()
        self._cv = self._task = self._done = self._asked = None
        self.pages_view.show_pages(())
        self.pages_label.setText("")

    def is_drawn(self) -> bool:
        """Whether the pages on the screen are of the CV as it stands."""
        return self._done is not None and self._done == self._wish()

    def _wish(self) -> _Wish | None:
        if self._cv is None or not self.pages_view.isVisible():
            return None
        ratio = self.devicePixelRatioF()
        return _Wish(self._cv, round(self.pages_view.page_width() * ratio))

    def showEvent(self, event: object) -> None:
        """Catch up with what changed while nobody saw it."""
        super().showEvent(event)  # type: ignore[arg-type]  # passed on untouched
        self._pause.start()

    def _draw(self) -> None:
        self._pause.stop()
        wish = self._wish()
        if self._task is not None or wish is None or wish == self._done:
            return
        self._asked = wish
        self._task = tasks.run(self, partial(_pictures, wish), self._show, self._fail)

    def _show(self, pages: list[QImage]) -> None:
        self._task, self._done = None, self._asked
        self.pages_view.show_pages(pages)
        if self._cv is not None:
            paper = words.paper(self._cv.paper)
            self.pages_label.setText(f"{words.pages(len(pages))} · {paper}")
        if self.is_drawn():
            self.drawn.emit(len(pages))
        elif not self._pause.isActive():
            self._draw()

    def _fail(self, problem: DeskError) -> None:
        self._task = None
        self.pages_label.setText(str(problem))


def _pictures(wish: _Wish) -> list[QImage]:
    """Runs in a task."""
    scale = wish.width / _POINTS_WIDE[wish.cv.paper]
    return pdf_pages.pictures(cvs.draw(wish.cv), scale)
