"""You and program: who signs here, for which program, on which paper."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DeskError
from counselor_desk.records.program import Paper, Program
from counselor_desk.services import programs
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.buttons import Button, IconButton
from counselor_desk.ui.cards import Card, Panel
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.field_grid import field_grid
from counselor_desk.ui.fields import LabeledField, LineEdit
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row, hold
from counselor_desk.ui.navigation import Navigator, Place
from counselor_desk.ui.scrolling import PageScroll
from counselor_desk.ui.segments import SegmentedControl

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk
    from counselor_desk.ui.bulletin import Bulletin
    from counselor_desk.ui.theme import Theme


class ProgramPage(QWidget):
    """What stands under every signature and at the head of every paper.

    Signals:
        said: something happened that is worth a toast; carries the words.
    """

    said = Signal(str)

    def __init__(
        self,
        desk: Desk,
        theme: Theme,  # noqa: ARG002 - pages are made alike
        navigator: Navigator,
        bulletin: Bulletin,  # noqa: ARG002 - nothing else changes the program
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        dress(self, c="page")
        self._desk = desk
        self._navigator = navigator
        self._shown = Program()
        self._make_fields()
        self._make_bars()
        self.setLayout(Column(self._bar, (self._scroll(), 1), self._foot, spacing=0))
        QShortcut(QKeySequence("Ctrl+Return"), self, self.save)
        QShortcut(QKeySequence("Ctrl+S"), self, self.save)

    def show_place(self, _place: Place) -> None:
        """Show what is known."""
        self._shown = self._desk.program()
        self._fill(self._shown)
        self.problem_banner.hide()
        self.intro_banner.setVisible(not self._shown.is_complete)
        self.program_counselor_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Keep what is typed, even on the way out.

        Raises:
            DeskError: it could not be kept.
        """
        self._keep()

    def save(self) -> None:
        """Keep it and go back; or say what is wrong."""
        try:
            self._keep()
        except DeskError as problem:
            self.problem_banner.set_message(str(problem), tone="risk")
            self.problem_banner.show()
            return
        self._navigator.back()

    def _keep(self) -> None:
        program = self._typed()
        if program != self._shown:
            self._shown = programs.keep(self._desk, program, initiator=self)
            self.said.emit(self.tr("You and program saved"))

    def _typed(self) -> Program:
        return replace(
            self._shown,
            counselor_name=self.program_counselor_edit.value(),
            credential=self.program_credential_edit.value(),
            program_name=self.program_name_edit.value(),
            number_pattern=self.program_number_edit.value(),
            paper=Paper(str(self.program_paper_segments.value())),
        )

    def _fill(self, program: Program) -> None:
        self.program_counselor_edit.set_value(program.counselor_name)
        self.program_credential_edit.set_value(program.credential)
        self.program_name_edit.set_value(program.program_name)
        self.program_number_edit.set_value(program.number_pattern)
        self.program_paper_segments.set_value(program.paper)

    def _make_fields(self) -> None:
        self.program_counselor_edit = LineEdit()
        self.program_credential_edit = LineEdit()
        self.program_name_edit = LineEdit()
        self.program_number_edit = LineEdit()
        hold(self.program_number_edit, width=160)
        self.program_paper_segments = SegmentedControl(
            ((Paper.LETTER, self.tr("US Letter")), (Paper.A4, self.tr("A4"))),
            name=self.tr("Paper"),
        )

    def _make_bars(self) -> None:
        self.back_button = IconButton("chevron-left", self.tr("Back"))
        self.back_button.clicked.connect(self._navigator.back)
        title = Label(self.tr("You and program"), "title")
        self._bar = Panel(
            Row(self.back_button, 4, (title, 1)), part="bar", margins=(18, 10, 28, 10)
        )
        self.program_save_button = Button(self.tr("Done"), kind="primary")
        self.program_save_button.clicked.connect(self.save)
        self._foot = Panel(
            Row("stretch", self.program_save_button), part="foot", margins=(28, 9, 28, 9)
        )

    def _scroll(self) -> PageScroll:
        self.intro_banner = Banner(
            self.tr(
                "Name, credential and program stand under each signature. Signing waits until "
                "they are known."
            ),
            tone="draft",
        )
        self.problem_banner = Banner("", tone="risk")
        you = Card(
            Label(self.tr("You"), "section"),
            4,
            field_grid(
                (
                    LabeledField(self.tr("Your name"), self.program_counselor_edit),
                    LabeledField(
                        self.tr("Credential"),
                        self.program_credential_edit,
                        help_text=self.tr("Such as LCDC or LADC"),
                    ),
                ),
                shares=(3, 2),
            ),
        )
        program = Card(
            Label(self.tr("Program"), "section"),
            4,
            LabeledField(self.tr("Program name"), self.program_name_edit),
            6,
            LabeledField(
                self.tr("Record numbers"),
                self.program_number_edit,
                help_text=self.tr("The signs # become the next number: CD-#### makes CD-0147"),
            ),
        )
        paper = Card(
            Label(self.tr("Paper"), "section"), 4, Row(self.program_paper_segments, "stretch")
        )
        column = QWidget()
        column.setLayout(
            Column(
                self.intro_banner, self.problem_banner, you, program, paper, "stretch", spacing=14
            )
        )
        hold(column, max_width=640)
        content = QWidget()
        content.setLayout(Row((column, 1000), "stretch", margins=(28, 20, 18, 20)))
        return PageScroll(content)
