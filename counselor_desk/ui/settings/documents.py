"""Documents: their sheet, how clients stand on them, and whether spelling is checked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DeskError
from counselor_desk.records.program import Paper
from counselor_desk.records.store_settings import PaperNames
from counselor_desk.services import programs
from counselor_desk.ui.choosers import CheckBox
from counselor_desk.ui.segments import SegmentedControl
from counselor_desk.ui.settings.choices import Choices
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
        self._choices = Choices(desk, self, self.failed.emit)
        self.paper_segments = SegmentedControl(
            ((Paper.LETTER, self.tr("US Letter")), (Paper.A4, self.tr("A4"))),
            name=self.tr("Paper"),
        )
        self.paper_segments.edited.connect(self._keep_paper)
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

    def reload(self) -> None:
        """Show what is set now."""
        self.paper_segments.set_value(self._desk.program().paper)
        self._choices.reload()

    def _keep_paper(self, paper: object) -> None:
        program = self._desk.program()
        try:
            programs.keep(self._desk, replace(program, paper=Paper(str(paper))), initiator=self)
        except DeskError as problem:
            self.paper_segments.set_value(program.paper)
            self.failed.emit(str(problem))
