"""The parts of the CV form: contact, profile, the lists, skills and references."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.records import cv_dates
from counselor_desk.records.cv_dates import Gap
from counselor_desk.records.cvs import Cv, Job, Skill
from counselor_desk.services import cvs
from counselor_desk.ui.cards import Card
from counselor_desk.ui.chips import Chip
from counselor_desk.ui.choosers import CheckBox
from counselor_desk.ui.cvs import kinds, words
from counselor_desk.ui.cvs.entries import EntryList, Kind
from counselor_desk.ui.cvs.gaps import GapHint
from counselor_desk.ui.field_grid import field_grid
from counselor_desk.ui.fields import LabeledField, LineEdit
from counselor_desk.ui.forms import Form
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, FlowRow
from counselor_desk.ui.text_editor import TextEditor

MOST_GAPS = 2
"""Hints at gaps that are shown at once, the newest first."""


class Part(QWidget):
    """One part of the form.

    Signals:
        edited: the person changed something.
        removed: an entry was taken away; carries the words, and how to bring it back.
    """

    edited = Signal()
    removed = Signal(str, object)

    def show_cv(self, cv: Cv) -> None:
        """Fill the fields; a part without any has nothing to fill."""

    def applied(self, cv: Cv) -> Cv:
        """The CV with what stands in the fields."""
        return cv

    def count(self, _cv: Cv) -> str:
        """How many there are; empty where there is nothing to count."""
        return ""


class ContactSection(Part):
    """Who it is and how to reach the person."""

    _NAMES = ("given_name", "family_name", "town", "phone", "email", "link")

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        labels = (
            self.tr("Given name"),
            self.tr("Family name"),
            self.tr("Town and state"),
            self.tr("Phone"),
            self.tr("E-mail"),
            self.tr("Link"),
        )
        fields = {
            name: _labeled(label, LineEdit(), f"cv_{name}_edit")
            for name, label in zip(self._NAMES, labels, strict=True)
        }
        self._form: Form[Cv] = Form(fields, self)
        self._form.edited.connect(lambda *_change: self.edited.emit())
        told = list(fields.values())
        self._chips = {
            gap: Chip(words.contact_gap(gap), "overdue", "circle-alert") for gap in cvs.ContactGap
        }
        chips = QWidget()
        chips.setLayout(FlowRow(*self._chips.values(), spacing=6))
        hint = Label(
            self.tr("A copy of what the chart says when the CV was begun; change it as you like."),
            "hint",
            wraps=True,
        )
        grid = field_grid((told[0], told[1]), (told[2], told[3]), (told[4], told[5]))
        self.setLayout(Column(Card(grid, hint, chips, spacing=12), margins=(0, 0, 0, 0)))

    def show_cv(self, cv: Cv) -> None:
        """Fill the fields."""
        self._form.show(cv)
        self._mark(cv)

    def applied(self, cv: Cv) -> Cv:
        """The CV with what stands in the fields."""
        changed = self._form.applied(cv)
        self._mark(changed)
        return changed

    def _mark(self, cv: Cv) -> None:
        missing = cvs.contact_gaps(cv)
        for gap, chip in self._chips.items():
            chip.setVisible(gap in missing)


class ProfileSection(Part):
    """The line below the name and the first paragraph."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.headline_edit = LineEdit(hint=self.tr("Warehouse lead · forklift certified"))
        self.profile_text = TextEditor(name=self.tr("Profile"), min_lines=4, is_boxed=True)
        fields = {
            "headline": _labeled(self.tr("Headline"), self.headline_edit, "cv_headline_edit"),
            "profile": _labeled(
                self.tr("Profile: two or three sentences"), self.profile_text, "cv_profile_text"
            ),
        }
        self._form: Form[Cv] = Form(fields, self)
        self._form.edited.connect(lambda *_change: self.edited.emit())
        self.setLayout(Column(Card(*fields.values(), spacing=12)))

    def show_cv(self, cv: Cv) -> None:
        """Fill the fields."""
        self._form.show(cv)

    def applied(self, cv: Cv) -> Cv:
        """The CV with what stands in the fields."""
        return self._form.applied(cv)


class ListSection(Part):
    """A list of entries of one field of the CV."""

    def __init__(self, field: str, kind: Kind[Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = field
        self.entry_list: EntryList[Any] = EntryList(kind)
        self.entry_list.edited.connect(self.edited)
        self.entry_list.removed.connect(self.removed)
        self.column = Column(self.entry_list, spacing=12)
        self.setLayout(self.column)

    def show_cv(self, cv: Cv) -> None:
        """Show the entries, the first of them open."""
        self.entry_list.show_entries(getattr(cv, self._field), opened=0)

    def applied(self, cv: Cv) -> Cv:
        """The CV with the entries as they stand."""
        changed: dict[str, Any] = {self._field: self.entry_list.entries()}
        return replace(cv, **changed)

    def count(self, cv: Cv) -> str:
        """How many entries."""
        return str(len(getattr(cv, self._field)))


class ExperienceSection(ListSection):
    """The jobs, with hints at months that nothing covers."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__("jobs", kinds.jobs(), parent)
        self._today = today
        self._left: set[Gap] = set()
        self._shown: tuple[Gap, ...] = ()
        self._hints: list[GapHint] = []

    def show_cv(self, cv: Cv) -> None:
        """Show the jobs and the gaps between them."""
        super().show_cv(cv)
        self._left, self._shown = set(), ()
        self.show_gaps(cv)

    def hints(self) -> tuple[GapHint, ...]:
        """The hints that are shown."""
        return tuple(self._hints)

    def show_gaps(self, cv: Cv) -> None:
        """Hint at the newest gaps, unless they are left to the interview."""
        today = self._today()
        found = cv_dates.gaps(cv, today.year, today.month)
        wanted = tuple(gap for gap in found if gap not in self._left)[:MOST_GAPS]
        if wanted == self._shown and len(self._hints) == len(wanted):
            return
        self._shown = wanted
        for hint in self._hints:
            self.entry_list.below.removeWidget(hint)
            hint.hide()
            hint.deleteLater()
        self._hints = [GapHint(gap, cv.language) for gap in wanted]
        for gap, hint in zip(wanted, self._hints, strict=True):
            hint.chosen.connect(lambda job, gap=gap: self._fill(gap, job))
            hint.dismissed.connect(lambda gap, cv=cv: self._leave(gap, cv))
            self.entry_list.below.addWidget(hint)

    def _fill(self, gap: Gap, job: Job) -> None:
        """The entry stands where its time belongs: above the job it follows."""
        ends = [entry.ended.strip() for entry in self.entry_list.entries()]
        self.entry_list.insert(ends.index(gap.after) if gap.after in ends else 0, job)

    def _leave(self, gap: Gap, cv: Cv) -> None:
        self._left.add(gap)
        self.show_gaps(cv)


class SkillsSection(Part):
    """Skills, one on each line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.skills_text = TextEditor(name=self.tr("Skills"), min_lines=6, is_boxed=True)
        self.skills_text.edited.connect(self.edited)
        field = _labeled(self.tr("Skills, one on each line"), self.skills_text, "cv_skills_text")
        self.setLayout(Column(Card(field)))

    def show_cv(self, cv: Cv) -> None:
        """Fill the text."""
        self.skills_text.set_value("\n".join(skill.text for skill in cv.skills))

    def applied(self, cv: Cv) -> Cv:
        """The CV with a skill for each line."""
        lines = self.skills_text.text().split("\n")
        return replace(cv, skills=tuple(Skill(text=line) for line in lines if line.strip()))

    def count(self, cv: Cv) -> str:
        """How many skills."""
        return str(len(cv.skills))


class ReferencesSection(ListSection):
    """People who agreed to be asked, on a sheet of their own if wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("references", kinds.references(), parent)
        self.cv_has_references_check = CheckBox(self.tr("Print them on a sheet of their own"))
        self.cv_has_references_check.edited.connect(lambda _is_on: self.edited.emit())
        warning = Label(
            self.tr("Not the program and nobody who works here: that would say where you were."),
            "hint",
            wraps=True,
        )
        self.column.insertWidget(0, self.cv_has_references_check)
        self.column.insertWidget(1, warning)

    def show_cv(self, cv: Cv) -> None:
        """Show the people."""
        super().show_cv(cv)
        self.cv_has_references_check.set_value(cv.has_references)

    def applied(self, cv: Cv) -> Cv:
        """The CV with the people as they stand."""
        has_references = self.cv_has_references_check.value()
        return replace(super().applied(cv), has_references=has_references)


def _labeled(label: str, field: QWidget, name: str) -> LabeledField:
    field.setObjectName(name)
    return LabeledField(label, field)
