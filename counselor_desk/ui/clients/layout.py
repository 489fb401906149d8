"""The fields of a client's form and where they stand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from counselor_desk.records.episodes import LevelOfCare, Track
from counselor_desk.services.episodes import MOST_WEEKS
from counselor_desk.ui import tokens
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.buttons import Button, IconButton
from counselor_desk.ui.cards import Card, Panel
from counselor_desk.ui.choosers import CheckBox, ComboBox
from counselor_desk.ui.clients.contacts import ContactList
from counselor_desk.ui.clients.typed import Field
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.field_grid import field_grid
from counselor_desk.ui.fields import LabeledField, LineEdit
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row, hold
from counselor_desk.ui.parsed_fields import DateField, ParsedField
from counselor_desk.ui.scrolling import PageScroll
from counselor_desk.ui.typed_line import TypedLine

WEEKS = range(1, MOST_WEEKS + 1)
"""Weeks a stay can be planned for."""


class ClientFormLayout(QWidget):
    """A bar with the title, cards of fields that scroll, and a foot with the buttons."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dress(self, c="page")
        self._make_person(today)
        self._make_stay(today)
        self._make_bars()
        self.setLayout(Column(self._bar, (self._scroll(), 1), self._foot, spacing=0))

    def name_edits(self) -> tuple[LineEdit, ...]:
        """The fields that say who it is."""
        return (
            self.client_given_name_edit,
            self.client_family_name_edit,
            self.client_preferred_name_edit,
            self.client_pronouns_edit,
        )

    def fields(self) -> dict[str, Field]:
        """Every field but the contacts, by the name its text is kept under."""
        return {
            "given_name": self.client_given_name_edit,
            "family_name": self.client_family_name_edit,
            "preferred_name": self.client_preferred_name_edit,
            "pronouns": self.client_pronouns_edit,
            "born_on": self.client_born_on_edit,
            "number": self.client_number_edit,
            "languages": self.client_languages_edit,
            "needs_interpreter": self.client_interpreter_check,
            "inquiry_on": self.episode_inquiry_on_edit,
            "referred_by": self.episode_referred_edit,
            "reason": self.episode_reason_edit,
            "admitted_on": self.episode_admitted_on_edit,
            "target_weeks": self.episode_weeks_combo,
            "level_of_care": self.episode_level_combo,
            "track": self.episode_track_combo,
        }

    def labeled(self) -> tuple[LabeledField, ...]:
        """Every field that can have something wrong, in the order of the form."""
        return (
            self._given,
            self._family,
            self._preferred,
            self._pronouns,
            self._born,
            self._number,
            self._languages,
            self._inquiry,
            self._referred,
            self._reason,
            self._admitted,
            self._weeks,
            self._level,
        )

    def _make_person(self, today: Callable[[], date]) -> None:
        self.client_given_name_edit = LineEdit(max_length=1000)
        self.client_family_name_edit = LineEdit(max_length=1000)
        self.client_preferred_name_edit = LineEdit(max_length=1000)
        self.client_pronouns_edit = LineEdit()
        self.client_number_edit = LineEdit()
        self.client_born_on_edit = DateField(today)
        self.client_languages_edit = LineEdit()
        self.client_interpreter_check = CheckBox(self.tr("An interpreter is needed"))
        hold(self.client_interpreter_check, min_height=tokens.CONTROL_HEIGHT)
        self.client_contacts = ContactList()
        self._given = LabeledField(self.tr("Given name"), self.client_given_name_edit)
        self._family = LabeledField(self.tr("Family name"), self.client_family_name_edit)
        self._preferred = LabeledField(
            self.tr("Called"),
            self.client_preferred_name_edit,
            help_text=self.tr("If it is not the given name"),
        )
        self._pronouns = LabeledField(self.tr("Pronouns"), self.client_pronouns_edit)
        self._number = LabeledField(self.tr("Record number"), self.client_number_edit)
        self._born = ParsedField(
            self.tr("Birth date"), self.client_born_on_edit, shows_meaning=False
        )
        self._languages = LabeledField(self.tr("Languages"), self.client_languages_edit)
        self._interpreter = LabeledField(self.tr("Interpreter"), self.client_interpreter_check)

    def _make_stay(self, today: Callable[[], date]) -> None:
        self.episode_inquiry_on_edit = DateField(today)
        self.episode_referred_edit = LineEdit(hint=self.tr("Self is an answer too"))
        self.episode_reason_edit = LineEdit(hint=self.tr("In the client’s words where you can"))
        self.episode_admitted_on_edit = DateField(today)
        self.episode_weeks_combo = ComboBox([(weeks, str(weeks)) for weeks in WEEKS])
        self.episode_level_combo = ComboBox(
            [
                (LevelOfCare.IOP, self.tr("Intensive outpatient")),
                (LevelOfCare.PHP, self.tr("Partial hospitalization")),
                (LevelOfCare.OUTPATIENT, self.tr("Outpatient")),
                (LevelOfCare.OTHER, self.tr("Other")),
            ]
        )
        self.episode_level_button = Button(self.tr("Change level…"), kind="link")
        self.episode_track_combo = ComboBox(
            [
                (Track.MORNING, self.tr("Morning")),
                (Track.EVENING, self.tr("Evening")),
                (Track.OTHER, self.tr("Other")),
            ]
        )
        self._inquiry = ParsedField(self.tr("Asked for help on"), self.episode_inquiry_on_edit)
        self._referred = LabeledField(self.tr("Referred by"), self.episode_referred_edit)
        self._reason = LabeledField(self.tr("Reason"), self.episode_reason_edit)
        self._admitted = ParsedField(self.tr("Admitted on"), self.episode_admitted_on_edit)
        self._weeks = LabeledField(self.tr("Planned weeks"), self.episode_weeks_combo)
        self._level = LabeledField(self.tr("Level of care"), self.episode_level_combo)
        self._track = LabeledField(self.tr("Comes in the"), self.episode_track_combo)

    def _make_bars(self) -> None:
        self.back_button = IconButton("chevron-left", self.tr("Back"))
        self.title_label = Label("", "title")
        self._bar = Panel(
            Row(self.back_button, 4, (self.title_label, 1)),
            part="bar",
            margins=(18, 10, 28, 10),
        )
        self.cancel_button = Button(self.tr("Cancel"))
        self.client_save_button = Button("", kind="primary")
        self._foot = Panel(
            Row("stretch", self.cancel_button, self.client_save_button),
            part="foot",
            margins=(28, 9, 28, 9),
        )

    def _scroll(self) -> PageScroll:
        self.problem_banner = Banner("", tone="risk")
        self.failure_banner = Banner("", tone="risk")
        self.failure_banner.hide()
        self.typed_line = TypedLine()
        person = self._card(
            self.tr("Person"),
            (self._given, self._family),
            (self._preferred, self._pronouns),
            (self._born, self._number),
            (self._languages, self._interpreter),
        )
        self._stay_card = self._card(
            self.tr("Stay in the program"),
            (self._inquiry, self._referred),
            (self._admitted, self._weeks),
            (self._level, self._track),
            action=self.episode_level_button,
        )
        self._stay_card.body.add(4, self._reason)
        contact = Card(Label(self.tr("Contact"), "section"), 4, self.client_contacts)
        column = QWidget()
        column.setLayout(
            Column(
                self.typed_line,
                self.failure_banner,
                self.problem_banner,
                person,
                contact,
                self._stay_card,
                "stretch",
                spacing=14,
            )
        )
        hold(column, max_width=720)
        content = QWidget()
        content.setLayout(Row((column, 1000), "stretch", margins=(28, 20, 18, 20)))
        self._area = PageScroll(content)
        return self._area

    def _card(
        self, title: str, *pairs: tuple[QWidget, QWidget], action: QWidget | None = None
    ) -> Card:
        name = Label(title, "section")
        head = name if action is None else Row(name, "stretch", action)
        return Card(head, 4, field_grid(*pairs))
