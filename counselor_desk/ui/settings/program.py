"""You & program: who signs here, for which program, and how clients are numbered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DeskError
from counselor_desk.records.program import Program, Weekday
from counselor_desk.services import programs
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.choosers import ComboBox
from counselor_desk.ui.fields import LineEdit
from counselor_desk.ui.layouts import hold
from counselor_desk.ui.settings.rows import SettingGroup, SettingRow
from counselor_desk.ui.settings.sections import SettingSection
from counselor_desk.ui.weekdays import weekday_options

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk

_FIELD_WIDTH = 280


class ProgramSection(SettingSection):
    """What stands under every signature and at the head of every paper."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("user-round", parent)
        self.set_title(self.tr("You & program"))
        self._desk = desk
        self._shown = Program()
        self._make_fields()
        self._fill(self._shown)  # else empty fields would look like typed ones
        self.intro_banner = Banner(
            self.tr(
                "Name, credential and program stand under each signature. Signing waits until "
                "they are known."
            ),
            tone="draft",
        )
        self.body.add(self.intro_banner)
        self.set_groups(
            SettingGroup(
                self.tr("You"),
                SettingRow(self.tr("Your name"), self.program_counselor_edit),
                SettingRow(
                    self.tr("Credential"),
                    self.program_credential_edit,
                    self.tr("Such as LCDC or LADC"),
                ),
            ),
            SettingGroup(
                self.tr("Program"),
                SettingRow(self.tr("Program name"), self.program_name_edit),
                SettingRow(
                    self.tr("Record numbers"),
                    self.program_number_edit,
                    self.tr("The signs # become the next number: CD-#### makes CD-0147"),
                ),
                SettingRow(
                    self.tr("The week starts on"),
                    self.program_week_combo,
                    self.tr("Weekly hours are counted from this day"),
                ),
            ),
        )

    def reload(self) -> None:
        """Show what is known; what is being typed stays."""
        known = self._desk.program()
        if self._typed() == self._shown or known.is_complete is not self._shown.is_complete:
            self._fill(known)
        self.intro_banner.setVisible(not known.is_complete)

    def flush(self) -> None:
        """Keep what is typed.

        Raises:
            DeskError: it could not be kept; it is still in the fields.
        """
        program = self._typed()
        if program != self._shown:
            self._shown = programs.keep(self._desk, program, initiator=self)
            self.intro_banner.setVisible(not self._shown.is_complete)
            self.said.emit(self.tr("You & program saved"))

    def focus_first(self) -> None:
        """Put the caret into the name."""
        self.program_counselor_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self) -> None:
        try:
            self.flush()
        except DeskError as problem:
            self.failed.emit(str(problem))

    def _keep_week(self, day: object) -> None:
        try:
            self.flush()
        except DeskError as problem:
            if self.program_week_combo.value() == day:
                self.program_week_combo.set_value(self._shown.week_starts)
            self.failed.emit(str(problem))

    def _typed(self) -> Program:
        day = self.program_week_combo.value()
        return replace(
            self._shown,
            counselor_name=self.program_counselor_edit.value(),
            credential=self.program_credential_edit.value(),
            program_name=self.program_name_edit.value(),
            number_pattern=self.program_number_edit.value(),
            week_starts=day if isinstance(day, Weekday) else self._shown.week_starts,
        )

    def _fill(self, program: Program) -> None:
        self._shown = program
        self.program_counselor_edit.set_value(program.counselor_name)
        self.program_credential_edit.set_value(program.credential)
        self.program_name_edit.set_value(program.program_name)
        self.program_number_edit.set_value(program.number_pattern)
        self.program_week_combo.set_value(program.week_starts)

    def _make_fields(self) -> None:
        self.program_counselor_edit = LineEdit()
        self.program_credential_edit = LineEdit()
        self.program_name_edit = LineEdit()
        self.program_number_edit = LineEdit()
        self.program_week_combo = ComboBox(weekday_options())
        for edit in (
            self.program_counselor_edit,
            self.program_credential_edit,
            self.program_name_edit,
            self.program_number_edit,
        ):
            hold(edit, max_width=_FIELD_WIDTH)
            edit.editingFinished.connect(self._keep)
        self.program_week_combo.edited.connect(self._keep_week)
