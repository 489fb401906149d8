"""The options of the preview: sheet, copies, names, sides and parts, over the ways to paper."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.records.printing import USUAL_PARTS, PaperPart, PrintChoices, PrintWish
from counselor_desk.records.program import Paper
from counselor_desk.records.store_settings import PaperNames
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import Card, Line
from counselor_desk.ui.chips import Icon
from counselor_desk.ui.choosers import CheckBox, ComboBox
from counselor_desk.ui.fields import LabeledField, LineEdit
from counselor_desk.ui.inspector import InspectorPane
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row, hold
from counselor_desk.ui.preview import words
from counselor_desk.ui.preview.audiences import Audience
from counselor_desk.ui.preview.wording import WordingAdvice
from counselor_desk.ui.segments import SegmentedControl

WIDTH = 300
"""The pane, in pixels at 100 %."""

MOST_COPIES = 99


class OptionsPane(InspectorPane):
    """What can be chosen about this document, and Print, PDF and Word.

    Signals:
        edited: the pages have to be laid out anew.
        print_requested, pdf_requested, word_requested: the buttons.
    """

    edited = Signal()
    print_requested = Signal()
    pdf_requested = Signal()
    word_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self._parts: dict[PaperPart, CheckBox] = {}
        self.wording = WordingAdvice()
        content = QWidget()
        super().__init__(content, name=self.tr("Print options"), parent=parent)
        self._make_options()
        content.setLayout(
            Column(
                Label(self.tr("For whom"), "section"),
                self._audience,
                self.draft_label,
                self.wording,
                Line(),
                self._sheet_row,
                self._names_box,
                self._sides_box,
                *self._parts.values(),
                "stretch",
                margins=(18, 14, 8, 8),
                spacing=10,
            )
        )
        self._make_buttons()
        hold(self, width=WIDTH)
        self._connect()

    def show_choices(self, choices: PrintChoices, paper: Paper) -> None:
        """Offer what can be chosen about the document, as it is laid out now."""
        self.preview_paper_choice.set_value(paper)
        self._names_box.setVisible(choices.names is not None)
        self.preview_names_segments.set_value(choices.names)
        for part, check in self._parts.items():
            check.setVisible(part in choices.parts)

    def show_audience(self, audience: Audience, *, is_draft: bool) -> None:
        """Say where the paper may go."""
        title, caption = words.audience(audience)
        self._audience_title.setText(title)
        self._audience_words.setText(caption)
        self.draft_label.setVisible(is_draft)

    def reset(self, paper: Paper | None, names: PaperNames | None, *, are_hidden: bool) -> None:
        """Begin with what is usual.

        Args:
            paper: the sheet that is set; None where the document has its own.
            names: how the client is named; None where that is no choice.
            are_hidden: whether the screen hides names.
        """
        self.preview_names_segments.set_value(names)
        self._names_box.setVisible(names is not None)
        self.hidden_label.setVisible(are_hidden)
        self.preview_paper_choice.set_value(paper)
        self.preview_copies_edit.set_value("1")
        self._copies_field.set_error("")
        for part, check in self._parts.items():
            check.set_value(part in USUAL_PARTS)
            check.hide()
        self.say_printer_missing(is_missing=False)

    def wish(self) -> PrintWish:
        """How the document shall be laid out."""
        paper, names = self.preview_paper_choice.value(), self.preview_names_segments.value()
        return PrintWish(
            paper=paper if isinstance(paper, Paper) else None,
            names=names if isinstance(names, PaperNames) else None,
            parts=frozenset(part for part, check in self._parts.items() if check.value()),
        )

    def copies(self) -> int | None:
        """How many copies are wanted; None after saying that it is no such number."""
        typed = self.preview_copies_edit.value().strip()
        copies = int(typed) if typed.isascii() and typed.isdigit() else 0
        if 1 <= copies <= MOST_COPIES:
            self._copies_field.set_error("")
            return copies
        said = self.tr("A number from 1 to {most}").format(most=MOST_COPIES)
        self._copies_field.set_error(said)
        self.preview_copies_edit.setFocus(Qt.FocusReason.OtherFocusReason)
        return None

    def is_two_sided(self) -> bool:
        """Whether both sides of a sheet are printed."""
        return bool(self.preview_sides_segments.value())

    def say_printer_missing(self, *, is_missing: bool) -> None:
        """Put a line in the place of Print: there is no printer, and a PDF can be saved."""
        had_focus = self.preview_print_button.hasFocus()
        self.preview_print_button.setVisible(not is_missing)
        self._no_printer.setVisible(is_missing)
        self._queue.setVisible(not is_missing)
        if is_missing and had_focus:
            self.preview_pdf_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def stops(self) -> list[QWidget]:
        """What Tab reaches, in the order of reading."""
        return [
            self.preview_paper_choice,
            self.preview_copies_edit,
            self.preview_names_segments,
            self.preview_sides_segments,
            *self._parts.values(),
            self.preview_print_button,
            self.preview_pdf_button,
            self.preview_word_button,
        ]

    def _make_options(self) -> None:
        self._audience_title, self._audience_words = Label("", "strong"), Label("", "caption")
        self._audience = Card(
            Row(
                Icon("shield-check", "accent"),
                (Column(self._audience_title, self._audience_words, spacing=0), 1),
                spacing=12,
            ),
            margins=(12, 7, 12, 7),
        )
        self.draft_label = Label(
            self.tr("A draft: every page says that it is not signed."), "caption", wraps=True
        )
        self.preview_paper_choice = ComboBox([(one, words.paper(one)) for one in Paper])
        self.preview_copies_edit = LineEdit("1", max_length=3)
        self._copies_field = LabeledField(self.tr("Copies"), self.preview_copies_edit)
        paper_field = LabeledField(self.tr("Paper"), self.preview_paper_choice)
        self._sheet_row = QWidget()
        row = Row((paper_field, 1), (self._copies_field, 1), spacing=10)
        for field in (paper_field, self._copies_field):
            row.setAlignment(field, Qt.AlignmentFlag.AlignTop)
        self._sheet_row.setLayout(row)
        self.preview_names_segments = SegmentedControl(
            [
                (PaperNames.FULL, self.tr("Full name")),
                (PaperNames.INITIALS, self.tr("Initials")),
            ],
            name=self.tr("Name on paper"),
        )
        self.hidden_label = Label(
            self.tr("Names are hidden on the screen, so it begins with initials."),
            "hint",
            wraps=True,
        )
        self._names_box = _under_label(
            self.tr("Name on paper"), self.preview_names_segments, self.hidden_label
        )
        self.preview_sides_segments = SegmentedControl(
            [(False, self.tr("One")), (True, self.tr("Both"))], name=self.tr("Sides")
        )
        self.preview_sides_segments.set_value(False)
        self._sides_box = _under_label(self.tr("Sides"), self.preview_sides_segments)
        self._parts = {part: CheckBox(words.part(part)) for part in PaperPart}

    def _make_buttons(self) -> None:
        self.preview_print_button = Button(self.tr("Print…"), kind="primary", icon="printer")
        self.preview_pdf_button = Button(self.tr("PDF…"), icon="file-down")
        self.preview_word_button = Button(self.tr("Word…"), icon="file-text")
        for button in (
            self.preview_print_button,
            self.preview_pdf_button,
            self.preview_word_button,
        ):
            policy = button.sizePolicy()
            policy.setHorizontalPolicy(policy.Policy.Expanding)
            button.setSizePolicy(policy)
        self._queue = _line(
            "info", self.tr("The computer’s print queue may keep a copy for a while.")
        )
        self._no_printer = _line(
            "circle-alert",
            self.tr("No printer is set up on this computer. Save a PDF and print it elsewhere."),
        )
        self._no_printer.hide()
        foot = QWidget()
        foot.setLayout(
            Column(
                self._queue,
                self._no_printer,
                self.preview_print_button,
                Row((self.preview_pdf_button, 1), (self.preview_word_button, 1)),
                margins=(18, 8, 18, 14),
                spacing=8,
            )
        )
        self.body.add(foot)

    def _connect(self) -> None:
        self.preview_paper_choice.edited.connect(lambda _value: self.edited.emit())
        self.preview_names_segments.edited.connect(lambda _value: self.edited.emit())
        for check in self._parts.values():
            check.edited.connect(lambda _value: self.edited.emit())
        self.preview_copies_edit.edited.connect(lambda _text: self._copies_field.set_error(""))
        self.preview_print_button.clicked.connect(self.print_requested)
        self.preview_pdf_button.clicked.connect(self.pdf_requested)
        self.preview_word_button.clicked.connect(self.word_requested)


def _under_label(label: str, *controls: QWidget) -> QWidget:
    box = QWidget()
    rows = [
        Row(control, "stretch") if isinstance(control, SegmentedControl) else control
        for control in controls
    ]
    box.setLayout(Column(Label(label, "caption"), *rows, spacing=4))
    return box


def _line(icon: str, text: str) -> QWidget:
    line = QWidget()
    picture = Icon(icon, "text3", size=14)
    row = Row(picture, (Label(text, "caption", wraps=True), 1))
    row.setAlignment(picture, Qt.AlignmentFlag.AlignTop)
    line.setLayout(row)
    return line
