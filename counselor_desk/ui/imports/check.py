"""The step that shows what an import would do, row by row, before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from counselor_desk.services import clients, shown_names
from counselor_desk.services.import_duplicates import Duplicate, Likeness
from counselor_desk.services.import_files import Problem
from counselor_desk.services.import_rows import Incoming
from counselor_desk.services.imports import Trial
from counselor_desk.ui import theme as themes
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import Card
from counselor_desk.ui.choosers import CheckBox
from counselor_desk.ui.imports import words
from counselor_desk.ui.imports.findings import Finding, FindingList, Part, Row
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, hold
from counselor_desk.ui.layouts import Row as RowLayout
from counselor_desk.ui.segments import SegmentedControl

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk


class CheckStep(QWidget):
    """New clients, those who may be there already, what to look at and what is wrong.

    Signals:
        edited: another choice was made of what comes in, or ages were confirmed.
    """

    edited = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._trial: Trial | None = None
        self._kept: set[int] = set()
        self._titles = {
            Part.PROBLEM: self.tr("Problems"),
            Part.DOUBT: self.tr("Please check"),
            Part.DUPLICATE: self.tr("There already"),
            Part.NEW: self.tr("New"),
        }
        self.summary_label = Label("", "section")
        self.sentence_label = Label("", "muted", wraps=True)
        self.ages_check = CheckBox()
        self.ages_check.edited.connect(lambda _is_on: self.edited.emit())
        hold(self.ages_check, min_height=32)
        self.ages_check.hide()
        self.parts_segments = SegmentedControl(
            tuple(self._titles.items()), name=self.tr("Show"), tone="neutral"
        )
        self.parts_segments.edited.connect(lambda _part: self._show_part())
        self.import_all_button = Button("", is_small=True)
        self.import_all_button.clicked.connect(self._turn_all)
        self.findings_list = FindingList()
        self.findings_list.turned.connect(self._turn)
        self._card = Card(self.findings_list, margins=(1, 1, 1, 1), spacing=0)
        themes.look().theme_changed.connect(self._fit_card)
        head = Column(self.summary_label, self.sentence_label, self.ages_check, spacing=2)
        tools = RowLayout(self.parts_segments, "stretch", self.import_all_button, spacing=10)
        body = Column((self._card, 1000), "stretch", spacing=0)
        self.setLayout(Column(head, 10, tools, 12, (body, 1), margins=(28, 4, 28, 16), spacing=0))

    def show_trial(self, trial: Trial) -> None:
        """Show what was found, the worst first."""
        self._trial, self._kept = trial, set()
        self.ages_check.set_value(False)
        worst = next((part for part in self._titles if self._rows(part)), Part.NEW)
        self.parts_segments.set_value(worst)
        for part, title in self._titles.items():
            self.parts_segments.set_text(part, f"{title} {len(self._rows(part)):,}")
        self._show_part()
        self._show_summary()

    def kept_lines(self) -> frozenset[int]:
        """The lines of the duplicates that come in as well."""
        return frozenset(self._kept)

    def count(self) -> int:
        """How many clients would come in."""
        return 0 if self._trial is None else len(self._trial.ready) + len(self._kept)

    def is_confirmed(self) -> bool:
        """Whether nothing stands in the way that somebody has to confirm first."""
        return not self._ages() or self.accepts_unusual_ages()

    def accepts_unusual_ages(self) -> bool:
        """Whether the ages under 12 and over 110 are meant."""
        return bool(self.ages_check.value())

    def take_focus(self) -> None:
        """Go to the rows."""
        self.findings_list.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the card as high as its rows, where there is room."""
        super().resizeEvent(event)
        self._fit_card()

    def _ages(self) -> int:
        return len(self._trial.ages_to_confirm(self._kept)) if self._trial else 0

    def _show_ages(self) -> None:
        count = self._ages()
        has_problems = self._trial is not None and bool(self._trial.problems)
        self.ages_check.setVisible(count > 0 and not has_problems)
        text = (
            self.tr("The age of 1 client, under 12 or over 110, is right")
            if count == 1
            else self.tr("The ages of {n:,} clients, under 12 or over 110, are right").format(
                n=count
            )
        )
        self.ages_check.setText(text)
        self.ages_check.setAccessibleName(text)

    def _rows(self, part: Part) -> Sequence[Row]:
        trial = self._trial
        if trial is None:
            return ()
        rows: dict[Part, Sequence[Row]] = {
            Part.NEW: trial.ready,
            Part.DUPLICATE: trial.duplicates,
            Part.DOUBT: trial.doubts,
            Part.PROBLEM: trial.problems,
        }
        return rows[part]

    def _part(self) -> Part:
        value = self.parts_segments.value()
        return value if isinstance(value, Part) else Part.NEW

    def _show_part(self) -> None:
        part = self._part()
        self.findings_list.show_rows(self._rows(part), self._described)
        self._show_all_button()
        self._fit_card()

    def _show_all_button(self) -> None:
        duplicates = self._rows(Part.DUPLICATE)
        self.import_all_button.setVisible(self._part() is Part.DUPLICATE and bool(duplicates))
        is_all = len(self._kept) == len(duplicates)
        self.import_all_button.set_text(
            self.tr("Leave all out") if is_all else self.tr("Import all of them")
        )

    def _show_summary(self) -> None:
        trial = self._trial
        if trial is None:
            return
        self._show_ages()
        if trial.problems:
            self.summary_label.setText(self.tr("Nothing can be imported yet"))
            self.sentence_label.setText(
                self.tr("Correct these lines in the file, save it, and choose it again.")
            )
            return
        self.summary_label.setText(
            self.tr("{clients} will be imported").format(clients=words.clients(self.count()))
        )
        left_out = len(trial.duplicates) - len(self._kept)
        sentences = [self.tr("Nothing is written before you press Import.")]
        if left_out:
            sentences.insert(
                0,
                self.tr("{clients} may be there already and will be left out.").format(
                    clients=words.clients(left_out)
                ),
            )
        self.sentence_label.setText(" ".join(sentences))

    def _described(self, row: Row) -> Finding:
        if isinstance(row, Problem):
            trial = self._trial
            is_problem = trial is not None and self._part() is Part.PROBLEM
            part = Part.PROBLEM if is_problem else Part.DOUBT
            return Finding(part=part, line=row.line, title=row.text)
        if isinstance(row, Duplicate):
            return self._duplicate(row)
        return Finding(
            part=Part.NEW,
            line=row.line,
            title=self._name(row),
            caption=words.facts(row, self._desk.today()),
        )

    def _duplicate(self, row: Duplicate) -> Finding:
        line = row.incoming.line
        is_kept = line in self._kept
        return Finding(
            part=Part.DUPLICATE,
            line=line,
            title=self._name(row.incoming),
            caption=self._likeness(row),
            choice=self.tr("Import") if is_kept else self.tr("Leave out"),
            is_kept=is_kept,
        )

    def _likeness(self, row: Duplicate) -> str:
        if row.client_id is None:
            where = self.tr("line {line:,}").format(line=row.line or 0)
        else:
            client = clients.get(self._desk, row.client_id)
            where = f"{shown_names.shown(self._desk, client)}, {client.number}"
        if row.likeness is Likeness.SAME_NUMBER:
            return self.tr("Same record number as {where}; gets a new one").format(where=where)
        return self.tr("Perhaps {where}").format(where=where)

    def _name(self, one: Incoming) -> str:
        return shown_names.of_other(self._desk, one.full_name)

    def _turn(self, line: int) -> None:
        self._kept ^= {line}
        self._renew()

    def _turn_all(self) -> None:
        lines = {one.incoming.line for one in self._trial.duplicates} if self._trial else set()
        self._kept = set() if self._kept == lines else lines
        self._renew()

    def _renew(self) -> None:
        self.findings_list.renew()
        self._show_all_button()
        self._show_summary()
        self.edited.emit()

    def _fit_card(self, *_theme: object) -> None:
        margins = self._card.body.contentsMargins()
        frame = 2 + margins.top() + margins.bottom()
        self._card.setMaximumHeight(self.findings_list.content_height() + frame)
