"""The picker of a code: one line to type in, terms that follow every key, severity, remission."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QWidget

from counselor_desk.errors import DeskError
from counselor_desk.services import icd10
from counselor_desk.services.icd10 import Remission, Severity, Term
from counselor_desk.ui import messages, tasks
from counselor_desk.ui import theme as themes
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.delegates import STRETCH, Geometry, RowDelegate, Words
from counselor_desk.ui.diagnoses import words
from counselor_desk.ui.fields import LineEdit
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Item, Row, hold
from counselor_desk.ui.models import Column as RowColumn
from counselor_desk.ui.models import RowsModel
from counselor_desk.ui.painted_lists import lay_bare
from counselor_desk.ui.segments import SegmentedControl

if TYPE_CHECKING:
    from counselor_desk.services.icd10 import CodeSet

ROW_HEIGHT = 34
WIDTH = 640
_AROUND, _FEWEST, _MOST = 312, 2, 9
_CAPTION_WIDTH = 76
_TOLD_HEIGHT = 40
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class CodePicker(messages.Dialog):
    """Asks for a term of the code set; arrows move in the list while one types.

    The code set is read in a job when the dialog opens for the first time; what was typed
    meanwhile is looked up as soon as it is there.
    """

    def __init__(self, parent: QWidget | None, *, typed: str = "") -> None:
        super().__init__(parent, words.translated("Find a diagnosis"), width=WIDTH)
        self.setObjectName("code_picker")
        self._codes: CodeSet | None = None
        self._make()
        self.code_search_edit.set_value(typed)
        self._search()
        tasks.run(self, icd10.code_set, self.take, self._fail)

    def term(self) -> Term | None:
        """The term that is chosen."""
        return self.rows.row(self.terms_list.currentIndex())

    def take(self, codes: CodeSet) -> None:
        """Search in this code set from now on."""
        self._codes = codes
        self.release_label.setText(words.release_of(codes.release, codes.valid_from))
        self._search()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and pages in the line move in the list."""
        if isinstance(event, QKeyEvent) and _moves(event):
            self.terms_list.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def _make(self) -> None:
        self.code_search_edit = LineEdit(
            hint=self.tr("Code or words, such as F10.20 or alcohol severe"),
            name=self.tr("Code or words"),
            max_length=icd10.LONGEST_QUESTION,
        )
        self.severity_segments = SegmentedControl(
            words.severities(), name=self.tr("Severity"), tone="neutral"
        )
        self.remission_segments = SegmentedControl(
            words.remissions(), name=self.tr("Remission"), tone="neutral"
        )
        for segments in (self.severity_segments, self.remission_segments):
            segments.set_value(None)
            segments.edited.connect(lambda _value: self._search())
        self.rows: RowsModel[Term] = RowsModel((RowColumn("", _spoken),), self)
        self.terms_list = _make_list(self, self.rows)
        self.release_label = Label("", "hint")
        self.told_label = Label("", "caption", wraps=True)
        self.told_label.setAlignment(Qt.AlignmentFlag.AlignTop)
        hold(self.told_label, height=_TOLD_HEIGHT)
        self.back_button = Button(self.tr("Back"))
        self.choose_button = Button(self.tr("Choose"), kind="primary")
        self.body.add(
            self.code_search_edit,
            Column(
                _captioned(
                    self.tr("Severity"),
                    self.severity_segments,
                    Label(self.tr("of F10–F19"), "hint"),
                ),
                _captioned(
                    self.tr("Remission"), self.remission_segments, "stretch", self.release_label
                ),
                spacing=4,
            ),
            self.terms_list,
            self.told_label,
        )
        self.set_buttons(self.back_button, self.choose_button)
        self.code_search_edit.installEventFilter(self)
        self.code_search_edit.edited.connect(lambda _text: self._search())
        self.terms_list.selectionModel().currentChanged.connect(lambda *_: self._tell())
        self.terms_list.doubleClicked.connect(lambda _index: self.accept())
        self.back_button.clicked.connect(self.reject)
        self.choose_button.clicked.connect(self.accept)
        self.code_search_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fail(self, problem: DeskError) -> None:
        self.told_label.setText(str(problem))

    def _search(self) -> None:
        found: tuple[Term, ...] = ()
        if self._codes is not None:
            found = self._codes.search(
                self.code_search_edit.value(),
                severity=cast("Severity | None", self.severity_segments.value()),
                remission=cast("Remission | None", self.remission_segments.value()),
            )
        self.rows.set_rows(found)
        if found:
            self.terms_list.setCurrentIndex(self.rows.index(0, 0))
        self._tell()

    def _tell(self) -> None:
        """Say the whole of the chosen term, or why there is none."""
        term = self.term()
        self.choose_button.setEnabled(term is not None)
        if term is not None and self._codes is not None:
            title = "" if term.is_title else self.tr("listed under “{title}”")
            self.told_label.setText(
                words.joined(term.code, term.words, title.format(title=term.title))
            )
        elif self._codes is None:
            self.told_label.setText(self.tr("Reading the codes…"))
        else:
            self.told_label.setText(
                self.tr("Nothing found. Try fewer words, or set severity and remission to Any.")
            )


def _moves(event: QKeyEvent) -> bool:
    return event.type() == QEvent.Type.KeyPress and Qt.Key(event.key()) in _MOVES


def _make_list(dialog: QWidget, rows: RowsModel[Term]) -> QListView:
    """As many rows as the window has room for."""
    made = QListView()
    geometry = Geometry(widths=(80, STRETCH), height=ROW_HEIGHT, left=10, right=10, gap=10)
    made.setModel(rows)
    made.setItemDelegate(RowDelegate(geometry, _cells, made, ends_card=False))
    lay_bare(made, dialog.tr("Codes found"), scrolls=True)
    made.setUniformItemSizes(True)
    window = dialog.parentWidget()
    height = window.height() if window is not None else 768
    fitting = int((height / themes.current().scale - _AROUND) // ROW_HEIGHT)
    hold(made, height=ROW_HEIGHT * min(max(fitting, _FEWEST), _MOST))
    return made


def _captioned(caption: str, segments: SegmentedControl, *beside: Item) -> Row:
    label = Label(caption, "caption")
    hold(label, width=_CAPTION_WIDTH)
    return Row(label, segments, *beside, "stretch" if "stretch" not in beside else None)


def _cells(term: Term) -> tuple[Words, Words]:
    return Words(text=term.code, kind="strong", is_tabular=True), Words(text=term.words)


def _spoken(term: Term) -> str:
    return f"{term.code}, {term.words}"
