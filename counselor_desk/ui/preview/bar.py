"""The bar of the preview: back, which document, which page, how large."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from counselor_desk.ui import theme as themes
from counselor_desk.ui.buttons import Button, IconButton
from counselor_desk.ui.cards import Panel
from counselor_desk.ui.choosers import ComboBox
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Row, hold
from counselor_desk.ui.preview import words

_TITLE_FROM = 640
"""The width of the bar, in pixels at 100 %, from which it says what it is."""

_PERCENT = 100


class PreviewBar(Panel):
    """One line over the pages.

    Signals:
        back_requested: leave the preview.
        document_chosen: another document of the kind; carries its uid.
        turn_requested: the next page (1) or the one before (-1).
        zoom_requested: larger (1), smaller (-1), or fit to the width (0).
    """

    back_requested = Signal()
    document_chosen = Signal(object)
    turn_requested = Signal(int)
    zoom_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(part="bar", margins=(20, 8, 20, 8), parent=parent)
        self.preview_back_button = IconButton("chevron-left", self.tr("Back"))
        self.title_label = Label(self.tr("Print preview"), "section")
        self.preview_document_choice = ComboBox(name=self.tr("Document"))
        hold(self.preview_document_choice, min_width=120, max_width=272)
        self.preview_previous_button = IconButton("chevron-left", self.tr("Previous page"))
        self.page_label = Label("", is_tabular=True)
        self.preview_next_button = IconButton("chevron-right", self.tr("Next page"))
        self.preview_smaller_button = IconButton("zoom-out", self.tr("Smaller"))
        self.preview_zoom_button = Button("", kind="quiet", is_small=True)
        self.preview_larger_button = IconButton("zoom-in", self.tr("Larger"))
        self.body.add(
            Row(
                self.preview_back_button,
                self.title_label,
                (self.preview_document_choice, 1000),
                "stretch",
                self.preview_previous_button,
                self.page_label,
                self.preview_next_button,
                12,
                self.preview_smaller_button,
                self.preview_zoom_button,
                self.preview_larger_button,
            )
        )
        hold(self, height=49)
        self._connect()
        self.show_zoom(None)
        self.show_page(0, 0)

    def show_documents(self, named: Sequence[tuple[str, str]], uid: str) -> None:
        """Offer the documents of the kind, and mark the one that is shown."""
        self.preview_document_choice.set_options(named)
        self.preview_document_choice.set_value(uid)
        self.preview_document_choice.set_editable(is_editable=len(named) > 1)
        self.preview_document_choice.setVisible(bool(named))

    def show_page(self, at: int, count: int) -> None:
        """Say which page it is; `at` counts from 0."""
        self.page_label.setText(words.page_of(at, count) if count else "–")
        self.preview_previous_button.setEnabled(at > 0)
        self.preview_next_button.setEnabled(at < count - 1)

    def show_zoom(self, zoom: float | None) -> None:
        """Say how large the pages are; None when they fit the width."""
        fits = self.tr("Fit width")
        said = fits if zoom is None else f"{round(zoom * _PERCENT)} %"
        self.preview_zoom_button.set_text(said)
        self.preview_zoom_button.setToolTip(fits)
        self.preview_zoom_button.setAccessibleName(
            self.tr("Size: {size}. Fit to the width.").format(size=said)
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the document says enough."""
        super().resizeEvent(event)
        self.title_label.setVisible(self.width() >= themes.current().s(_TITLE_FROM))

    def _connect(self) -> None:
        self.preview_back_button.clicked.connect(self.back_requested)
        self.preview_document_choice.edited.connect(self.document_chosen)
        self.preview_previous_button.clicked.connect(lambda: self.turn_requested.emit(-1))
        self.preview_next_button.clicked.connect(lambda: self.turn_requested.emit(1))
        self.preview_smaller_button.clicked.connect(lambda: self.zoom_requested.emit(-1))
        self.preview_zoom_button.clicked.connect(lambda: self.zoom_requested.emit(0))
        self.preview_larger_button.clicked.connect(lambda: self.zoom_requested.emit(1))
