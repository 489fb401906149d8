"""The list of pages: a small picture of each with its number."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from counselor_desk.ui import painting
from counselor_desk.ui import theme as themes
from counselor_desk.ui.layouts import hold
from counselor_desk.ui.painted_lists import lay_bare

Index = QModelIndex | QPersistentModelIndex

WIDTH = 128
"""The list, in pixels at 100 %."""

_PAGE_WIDTH = 84
_ABOVE = 14
_NUMBER = 22


class PageModel(QAbstractListModel):
    """A row for each page: its picture once it is drawn, and its number."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.sizes: Sequence[tuple[float, float]] = ()
        self.pictures: dict[int, QImage] = {}

    def show_pages(self, sizes: Sequence[tuple[float, float]]) -> None:
        """Have other pages; pictures of the old ones stay until new ones come."""
        if len(sizes) == len(self.sizes):
            self.sizes = sizes
            return
        self.beginResetModel()
        self.sizes = sizes
        self.pictures = {at: one for at, one in self.pictures.items() if at < len(sizes)}
        self.endResetModel()

    def clear(self) -> None:
        """Forget every page."""
        self.beginResetModel()
        self.sizes, self.pictures = (), {}
        self.endResetModel()

    def set_picture(self, at: int, picture: QImage) -> None:
        """A page was drawn."""
        if at < len(self.sizes):
            self.pictures[at] = picture
            self.dataChanged.emit(self.index(at), self.index(at))

    def rowCount(self, parent: Index | None = None) -> int:
        """How many pages there are."""
        return 0 if parent is not None and parent.isValid() else len(self.sizes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The number, in words for a screen reader."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return str(index.row() + 1)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.tr("Page {page}").format(page=index.row() + 1)
        return None


class PageList(QListView):
    """Arrows and clicks turn to a page.

    Signals:
        chosen: the person went to a page; carries its place.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pages = PageModel(self)
        self.setModel(self.pages)
        lay_bare(self, self.tr("Pages"), scrolls=True)
        self.setItemDelegate(_PageDelegate(self.pages, self))
        hold(self, width=WIDTH)
        self.selectionModel().currentChanged.connect(self._choose)
        self._is_told = False

    def page_width(self) -> int:
        """How wide a picture is drawn, in pixels of the screen."""
        return round(themes.current().s(_PAGE_WIDTH) * self.devicePixelRatioF())

    def set_current(self, at: int) -> None:
        """Mark a page without telling."""
        if at != self.currentIndex().row() and 0 <= at < len(self.pages.sizes):
            self._is_told = True
            self.setCurrentIndex(self.pages.index(at))
            self._is_told = False

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid() and not self._is_told:
            self.chosen.emit(index.row())


class _PageDelegate(QStyledItemDelegate):
    """Paints the page, its outline and its number."""

    def __init__(self, pages: PageModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._pages = pages

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """A page with its number below it."""
        s = themes.current().s
        return QSize(0, s(_ABOVE) + self._page_size(index.row()).height() + s(_NUMBER))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The current page has an outline of two pixels and a strong number."""
        theme, at = themes.current(), index.row()
        view = self.parent()
        is_current = isinstance(view, QListView) and view.currentIndex().row() == at
        size = self._page_size(at)
        left = option.rect.left() + (option.rect.width() - size.width()) // 2
        page = QRect(left, option.rect.top() + theme.s(_ABOVE), size.width(), size.height())
        painter.save()
        picture = self._pages.pictures.get(at)
        painter.fillRect(page, Qt.GlobalColor.white)
        if picture is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(page, picture)
        painter.setPen(QPen(theme.color("accent" if is_current else "border_btn"), 1))
        painter.drawRect(page.adjusted(-1, -1, 0, 0))
        if is_current:
            painter.drawRect(page.adjusted(-2, -2, 1, 1))
            if isinstance(view, QListView) and view.hasFocus():
                painter.setPen(QPen(theme.color("focus"), 2))
                painter.drawRect(page.adjusted(-6, -6, 5, 5))
        painter.restore()
        number = QRect(option.rect.left(), page.bottom() + 2, option.rect.width(), theme.s(_NUMBER))
        painting.draw_text(
            painter,
            number,
            theme,
            str(at + 1),
            kind="strong" if is_current else "body",
            ink="text" if is_current else "text2",
            align=Qt.AlignmentFlag.AlignHCenter,
        )

    def _page_size(self, at: int) -> QSize:
        wide, high = self._pages.sizes[at]
        width = themes.current().s(_PAGE_WIDTH)
        return QSize(width, round(width * high / max(wide, 1)))
