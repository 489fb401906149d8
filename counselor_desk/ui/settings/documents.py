"""Documents: their sheet and head, how clients stand on them, and whether spelling is checked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DeskError
from counselor_desk.records import dates
from counselor_desk.records.program import Paper
from counselor_desk.records.store_settings import PaperNames
from counselor_desk.services import programs
from counselor_desk.ui.choosers import CheckBox
from counselor_desk.ui.labels import Label
from counselor_desk.ui.segments import SegmentedControl
from counselor_desk.ui.settings.choices import Choices
from counselor_desk.ui.settings.letterhead import HeaderLines, LogoControl
from counselor_desk.ui.settings.rows import SettingGroup, SettingRow
from counselor_desk.ui.settings.sections import SettingSection

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk


class DocumentsSection(SettingSection):
    """How papers look."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("file-text", parent)
        self.set_title(self.tr("Documents"))
        self._desk = desk
        self._header = ""
        self._choices = Choices(desk, self, self.failed.emit)
        self.paper_segments = SegmentedControl(
            ((Paper.LETTER, self.tr("US Letter")), (Paper.A4, self.tr("A4"))),
            name=self.tr("Paper"),
        )
        self.paper_segments.edited.connect(self._keep_paper)
        self.logo_control = LogoControl()
        self.logo_control.chosen.connect(self._keep_logo)
        self.logo_control.removed.connect(self._remove_logo)
        self.logo_control.failed.connect(self.failed)
        self.header_lines = HeaderLines()
        for edit in self.header_lines.edits:
            edit.editingFinished.connect(self._keep_header)
        first, second, third = self.header_lines.edits
        self.names_segments = SegmentedControl(
            (
                (PaperNames.FULL, self.tr("Full name")),
                (PaperNames.INITIALS, self.tr("Initials")),
            ),
            name=self.tr("Name on clinical papers"),
        )
        self._choices.tie("paper_names", self.names_segments)
        self.spelling_box = CheckBox()
        self._choices.tie("checks_spelling", self.spelling_box)
        self.set_groups(
            SettingGroup(
                self.tr("Paper"),
                SettingRow(
                    self.tr("Paper"),
                    self.paper_segments,
                    self.tr("New CVs begin with it too; each CV keeps its own"),
                ),
            ),
            SettingGroup(
                self.tr("Head of clinical papers"),
                SettingRow(
                    self.tr("Logo"),
                    self.logo_control,
                    self.tr("PNG or JPEG, up to 5 MB; never on CVs"),
                ),
                SettingRow(
                    self.tr("First line"),
                    first,
                    self.tr("Below the program, such as its address"),
                ),
                SettingRow(self.tr("Second line"), second),
                SettingRow(self.tr("Third line"), third),
            ),
            SettingGroup(
                self.tr("Notice on clinical papers"),
                SettingRow(
                    self.tr("At the foot of each page"),
                    Label(self.tr("Fixed by law"), "muted"),
                    self._notice(),
                ),
            ),
            SettingGroup(
                self.tr("Clients on paper"),
                SettingRow(
                    self.tr("Name on clinical papers"),
                    self.names_segments,
                    self.tr("The record number stands beside it on every page. Not for CVs."),
                ),
            ),
            SettingGroup(
                self.tr("Writing"),
                SettingRow(
                    self.tr("Check spelling"),
                    self.spelling_box,
                    self.tr("Marks unknown words where you write; F7 goes to the next one"),
                ),
            ),
        )

    def _notice(self) -> str:
        """The notice word for word, and where it comes from: the law gives its words."""
        notice = programs.notice()
        said = self.tr(
            "“{text}” {source}. Checked {day}. Not on CVs or on letters that a client carries."
        )
        day = dates.write_in_words(notice.checked_on)
        return said.format(text=notice.text, source=notice.source, day=day)

    def reload(self) -> None:
        """Show what is set now; lines that are being typed stay."""
        program = self._desk.program()
        self.paper_segments.set_value(program.paper)
        if self.header_lines.value() == self._header:
            self._show_header(program.header)
        self.logo_control.show_png(programs.logo(self._desk))
        self._choices.reload()

    def flush(self) -> None:
        """Keep the lines that are being typed.

        Raises:
            DeskError: they could not be kept; they are still in the fields.
        """
        typed = self.header_lines.value()
        if typed != self._header:
            program = replace(self._desk.program(), header=typed)
            self._show_header(programs.keep(self._desk, program, initiator=self).header)
            self.said.emit(self.tr("Head of papers saved"))

    def _show_header(self, header: str) -> None:
        self._header = header
        self.header_lines.set_value(header)

    def _keep_header(self) -> None:
        try:
            self.flush()
        except DeskError as problem:
            self.failed.emit(str(problem))

    def _keep_logo(self, png: bytes) -> None:
        try:
            programs.set_logo(self._desk, png, initiator=self)
        except DeskError as problem:
            self.failed.emit(str(problem))
            return
        self.logo_control.show_png(png)
        self.said.emit(self.tr("Logo saved"))

    def _remove_logo(self) -> None:
        try:
            programs.remove_logo(self._desk, initiator=self)
        except DeskError as problem:
            self.failed.emit(str(problem))
            return
        self.logo_control.show_png(b"")
        self.logo_control.choose_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.said.emit(self.tr("Logo removed"))

    def _keep_paper(self, paper: object) -> None:
        program = self._desk.program()
        try:
            programs.keep(self._desk, replace(program, paper=Paper(str(paper))), initiator=self)
        except DeskError as problem:
            self.paper_segments.set_value(program.paper)
            self.failed.emit(str(problem))
