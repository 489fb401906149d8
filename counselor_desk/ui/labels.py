"""Words on the screen: plain text only, in the type steps of the design."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from counselor_desk.ui import theme as themes
from counselor_desk.ui.dressing import dress


class Label(QLabel):
    """A text that is shown as it is, never read as markup.

    Kinds: body, caption, hint, muted, strong, reading, group, section, title, display.
    `is_tabular` gives figures one width, for numbers below each other.
    """

    def __init__(
        self,
        text: str = "",
        kind: str = "body",
        *,
        tone: str = "",
        wraps: bool = False,
        is_tabular: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setWordWrap(wraps)
        if is_tabular:
            self.setFont(themes.current().font("body", is_tabular=True))
        dress(self, t=kind, tone=tone)

    def set_tone(self, tone: str) -> None:
        """Color the text by a meaning: risk, overdue, signed, draft, or none."""
        dress(self, tone=tone)

    def minimumSizeHint(self) -> QSize:
        """A text that wraps never widens its page; its height follows from the width it gets."""
        if not self.wordWrap():
            return super().minimumSizeHint()
        return QSize(themes.current().s(32), self.fontMetrics().height())


class ElidedLabel(Label):
    """One line that ends in an ellipsis where the room ends; the tooltip shows all of it."""

    def __init__(
        self, text: str = "", kind: str = "body", *, tone: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, kind, tone=tone, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        """Show another text on one line."""
        super().setText(" ".join(text.split()))
        self._explain()

    def minimumSizeHint(self) -> QSize:
        """Gives way to its neighbors."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the whole text as a tooltip once it does not fit."""
        super().resizeEvent(event)
        self._explain()

    def changeEvent(self, event: QEvent) -> None:
        """A larger type may need the tooltip too."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._explain()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw as much as fits."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        rect = self.contentsRect()
        line = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, line)

    def _explain(self) -> None:
        is_cut = self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()
        self.setToolTip(self.text() if is_cut else "")
