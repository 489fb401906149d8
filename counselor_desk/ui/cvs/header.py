"""The head of the CV editor: what the version is called, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from counselor_desk.ui import theme as themes
from counselor_desk.ui.buttons import Button, IconButton
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.fields import LineEdit
from counselor_desk.ui.layouts import Row, hold
from counselor_desk.ui.segments import SegmentedControl

EDIT, PREVIEW = "edit", "preview"

_WORDS_FROM = 640


class EditorHeader(QWidget):
    """Back, the name, copy, Word and PDF; where it is narrow, the switch to the preview.

    Signals:
        back_requested, copy_requested, word_requested, pdf_requested: the buttons.
        renamed: the person typed another name; carries it.
        view_chosen: `EDIT` or `PREVIEW`.
    """

    back_requested = Signal()
    copy_requested = Signal()
    word_requested = Signal()
    pdf_requested = Signal()
    renamed = Signal(object)
    view_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cv_back_button = IconButton("chevron-left", self.tr("All CVs"))
        self.cv_name_edit = LineEdit(name=self.tr("Name of this version"), max_length=120)
        self.cv_name_edit.setToolTip(self.tr("For you alone: it is never printed"))
        dress(self.cv_name_edit, k="title")
        self.cv_view_segments = SegmentedControl(
            ((EDIT, self.tr("Edit")), (PREVIEW, self.tr("Preview"))),
            name=self.tr("View"),
            tone="neutral",
        )
        self.cv_view_segments.set_value(EDIT)
        self.cv_copy_button = Button(self.tr("Copy"), kind="quiet", icon="copy")
        self.cv_copy_button.setToolTip(self.tr("Begin another version with all of this"))
        self.cv_word_button = Button(self.tr("Word"), icon="file-down")
        self.cv_pdf_button = Button(self.tr("PDF"), kind="primary", icon="file-down")
        self.setLayout(
            Row(
                self.cv_back_button,
                (self.cv_name_edit, 1),
                self.cv_view_segments,
                self.cv_copy_button,
                self.cv_word_button,
                self.cv_pdf_button,
                margins=(20, 13, 18, 10),
            )
        )
        hold(self.cv_name_edit, min_width=96)
        self.cv_back_button.clicked.connect(self.back_requested)
        self.cv_name_edit.edited.connect(self.renamed)
        self.cv_view_segments.edited.connect(self.view_chosen)
        self.cv_copy_button.clicked.connect(self.copy_requested)
        self.cv_word_button.clicked.connect(self.word_requested)
        self.cv_pdf_button.clicked.connect(self.pdf_requested)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Copying is on the list too: its button goes first."""
        super().resizeEvent(event)
        is_roomy = self.width() >= themes.current().s(_WORDS_FROM)
        is_tight = self.cv_view_segments.isVisibleTo(self) and not is_roomy
        self.cv_copy_button.setVisible(not is_tight)

    def set_docked(self, is_docked: bool) -> None:
        """Beside the form the preview needs no switch."""
        self.cv_view_segments.setVisible(not is_docked)
