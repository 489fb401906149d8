"""The form of a client: add one, or change what is known; typed text stays until it is right."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from counselor_desk.errors import (
    DeskError,
    ImpossibleDateError,
    MissingNameError,
    TakenNumberError,
    UnusableTextError,
)
from counselor_desk.records.episodes import Episode, LevelOfCare, Track
from counselor_desk.services import clients, episodes
from counselor_desk.services.clients import NewClient
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.buttons import Button, IconButton
from counselor_desk.ui.cards import Card, Panel
from counselor_desk.ui.choosers import ComboBox
from counselor_desk.ui.clients.contacts import ContactList
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.field_grid import field_grid
from counselor_desk.ui.fields import LabeledField, LineEdit
from counselor_desk.ui.hidden_names import NameVeil
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row, hold
from counselor_desk.ui.navigation import Navigator, Page, Place
from counselor_desk.ui.parsed_fields import DateField, ParsedField
from counselor_desk.ui.scrolling import PageScroll

if TYPE_CHECKING:
    from counselor_desk.records.clients import Client
    from counselor_desk.services.desk import Desk
    from counselor_desk.ui.bulletin import Bulletin
    from counselor_desk.ui.theme import Theme

WEEKS = range(1, 53)
"""Weeks a stay can be planned for."""


class ClientForm(QWidget):
    """One page for adding a client and for changing one.

    Signals:
        said: something happened that is worth a toast; carries the words.
    """

    said = Signal(str)

    def __init__(
        self,
        desk: Desk,
        theme: Theme,  # noqa: ARG002 - pages are made alike
        navigator: Navigator,
        bulletin: Bulletin,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        dress(self, c="page")
        self._desk = desk
        self._navigator = navigator
        self._client: Client | None = None
        self._episode: Episode | None = None
        self._make_fields()
        self._veil = NameVeil(desk, bulletin, self._name_edits(), self)
        self._make_bars()
        self.setLayout(Column(self._bar, (self._scroll(), 1), self._foot, spacing=0))
        QShortcut(QKeySequence("Ctrl+Return"), self, self.save)
        QShortcut(QKeySequence("Ctrl+S"), self, self.save)

    def show_place(self, place: Place) -> None:
        """Show an empty form, or the client the place names.

        Raises:
            UnknownClientError: there is no such client.
        """
        if place.client_id is None:
            self._show_empty()
        else:
            self._client = clients.get(self._desk, place.client_id)
            self._episode = episodes.current(self._desk, place.client_id)
            self._show(self._client, self._episode)
        self._show_problem(None)
        self.client_given_name_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """An unfinished form is not kept: a client without a name is not a record."""

    def save(self) -> None:
        """Keep the client and open the chart; or say, at the field, what is wrong."""
        self._clear_problems()
        if not self._dates_can_be_read():
            return
        try:
            client = self._keep()
        except DeskError as problem:
            self._show_problem(problem)
            return
        words = self.tr("Client added") if self._client is None else self.tr("Changes saved")
        self.said.emit(words)
        if self._client is None:
            self._navigator.replace(Place(page=Page.CHART, client_id=client.id))
        else:
            self._navigator.back()

    def _make_fields(self) -> None:
        self.client_given_name_edit = LineEdit(max_length=1000)
        self.client_family_name_edit = LineEdit(max_length=1000)
        self.client_preferred_name_edit = LineEdit(max_length=1000)
        self.client_pronouns_edit = LineEdit()
        self.client_number_edit = LineEdit()
        self.client_born_on_edit = DateField(self._desk.today)
        self.client_contacts = ContactList()
        self.episode_admitted_on_edit = DateField(self._desk.today)
        self.episode_weeks_combo = ComboBox([(weeks, str(weeks)) for weeks in WEEKS])
        self.episode_level_combo = ComboBox(
            [
                (LevelOfCare.IOP, self.tr("Intensive outpatient")),
                (LevelOfCare.PHP, self.tr("Partial hospitalization")),
                (LevelOfCare.OUTPATIENT, self.tr("Outpatient")),
                (LevelOfCare.OTHER, self.tr("Other")),
            ]
        )
        self.episode_track_combo = ComboBox(
            [
                (Track.MORNING, self.tr("Morning")),
                (Track.EVENING, self.tr("Evening")),
                (Track.OTHER, self.tr("Other")),
            ]
        )
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
        self._admitted = ParsedField(self.tr("Admitted on"), self.episode_admitted_on_edit)
        self._weeks = LabeledField(self.tr("Planned weeks"), self.episode_weeks_combo)
        self._level = LabeledField(self.tr("Level of care"), self.episode_level_combo)
        self._track = LabeledField(self.tr("Comes in the"), self.episode_track_combo)

    def _make_bars(self) -> None:
        self.back_button = IconButton("chevron-left", self.tr("Back"))
        self.back_button.clicked.connect(self._navigator.back)
        self.title_label = Label("", "title")
        self._bar = Panel(
            Row(self.back_button, 4, (self.title_label, 1)),
            part="bar",
            margins=(18, 10, 28, 10),
        )
        self.cancel_button = Button(self.tr("Cancel"))
        self.cancel_button.clicked.connect(self._navigator.back)
        self.client_save_button = Button("", kind="primary")
        self.client_save_button.clicked.connect(self.save)
        self._foot = Panel(
            Row("stretch", self.cancel_button, self.client_save_button),
            part="foot",
            margins=(28, 9, 28, 9),
        )

    def _scroll(self) -> PageScroll:
        self.problem_banner = Banner("", tone="risk")
        person = self._card(
            self.tr("Person"),
            (self._given, self._family),
            (self._preferred, self._pronouns),
            (self._born, self._number),
        )
        self._stay_card = self._card(
            self.tr("Stay in the program"),
            (self._admitted, self._weeks),
            (self._level, self._track),
        )
        contact = Card(Label(self.tr("Contact"), "section"), 4, self.client_contacts)
        column = QWidget()
        column.setLayout(
            Column(self.problem_banner, person, self._stay_card, contact, "stretch", spacing=14)
        )
        hold(column, max_width=720)
        content = QWidget()
        content.setLayout(Row((column, 1000), "stretch", margins=(28, 20, 18, 20)))
        self._area = PageScroll(content)
        return self._area

    def _card(self, title: str, *pairs: tuple[QWidget, QWidget]) -> Card:
        return Card(Label(title, "section"), 4, field_grid(*pairs))

    def _show_empty(self) -> None:
        self._client, self._episode = None, None
        self._veil.wear(is_worn=False)
        self.title_label.setText(self.tr("Add client"))
        self.client_save_button.set_text(self.tr("Add client"))
        for field in self._name_edits():
            field.set_value("")
        self.client_number_edit.set_value(clients.suggested_number(self._desk))
        self.client_born_on_edit.set_value(None)
        self.client_contacts.set_value(())
        self._show_stay(None)

    def _show(self, client: Client, episode: Episode | None) -> None:
        self._veil.wear(is_worn=True)
        self.title_label.setText(self.tr("Edit client"))
        self.client_save_button.set_text(self.tr("Save changes"))
        self.client_given_name_edit.set_value(client.given_name)
        self.client_family_name_edit.set_value(client.family_name)
        self.client_preferred_name_edit.set_value(client.preferred_name)
        self.client_pronouns_edit.set_value(client.pronouns)
        self.client_number_edit.set_value(client.number)
        self.client_born_on_edit.set_value(client.born_on)
        self.client_contacts.set_value(clients.contacts(self._desk, client.id))
        self._show_stay(episode)

    def _show_stay(self, episode: Episode | None) -> None:
        self.episode_admitted_on_edit.set_value(episode.admitted_on if episode else None)
        self.episode_weeks_combo.set_value(episode.target_weeks if episode else 12)
        self.episode_level_combo.set_value(episode.level_of_care if episode else LevelOfCare.IOP)
        self.episode_track_combo.set_value(episode.track if episode else Track.MORNING)
        self._stay_card.setVisible(
            self._client is None or (episode is not None and episode.is_open)
        )
        if not self.episode_admitted_on_edit.text():
            self._admitted.set_help(self.tr("Empty while the client is in intake"))

    def _name_edits(self) -> tuple[LineEdit, ...]:
        return (
            self.client_given_name_edit,
            self.client_family_name_edit,
            self.client_preferred_name_edit,
            self.client_pronouns_edit,
        )

    def _keep(self) -> Client:
        if self._client is None:
            return clients.add(self._desk, self._new_client(), initiator=self)
        changed = replace(
            self._client,
            given_name=self.client_given_name_edit.value(),
            family_name=self.client_family_name_edit.value(),
            preferred_name=self.client_preferred_name_edit.value(),
            pronouns=self.client_pronouns_edit.value(),
            number=self.client_number_edit.value().strip(),
            born_on=self.client_born_on_edit.value(),
        )
        with self._desk.write():
            if self._episode is not None and self._episode.is_open:
                episodes.change(self._desk, self._changed(self._episode), initiator=self)
            return clients.change(
                self._desk, changed, contacts=self.client_contacts.value(), initiator=self
            )

    def _new_client(self) -> NewClient:
        return NewClient(
            given_name=self.client_given_name_edit.value(),
            family_name=self.client_family_name_edit.value(),
            preferred_name=self.client_preferred_name_edit.value(),
            pronouns=self.client_pronouns_edit.value(),
            born_on=self.client_born_on_edit.value(),
            number=self.client_number_edit.value(),
            contacts=self.client_contacts.value(),
            admitted_on=self.episode_admitted_on_edit.value(),
            target_weeks=self._chosen_weeks(),
            level_of_care=LevelOfCare(str(self.episode_level_combo.value())),
            track=Track(str(self.episode_track_combo.value())),
        )

    def _changed(self, episode: Episode) -> Episode:
        return replace(
            episode,
            admitted_on=self.episode_admitted_on_edit.value(),
            target_weeks=self._chosen_weeks(),
            level_of_care=LevelOfCare(str(self.episode_level_combo.value())),
            track=Track(str(self.episode_track_combo.value())),
        )

    def _chosen_weeks(self) -> int:
        return int(str(self.episode_weeks_combo.value()))

    def _clear_problems(self) -> None:
        self.problem_banner.hide()
        for field in (self._given, self._family, self._preferred, self._pronouns, self._number):
            field.set_error("")

    def _dates_can_be_read(self) -> bool:
        """Move to the first date that means nothing; its own words say why."""
        for field in (self._born, self._admitted):
            edit = field.field
            if isinstance(edit, DateField) and edit.problem():
                edit.explain()
                self._point_at(field)
                return False
        return True

    def _show_problem(self, problem: DeskError | None) -> None:
        field = self._field_of(problem) if problem else None
        self.problem_banner.setVisible(problem is not None and field is None)
        if problem is None:
            return
        if field is None:
            self.problem_banner.set_message(str(problem), tone="risk")
        else:
            field.set_error(str(problem))
            self._point_at(field)

    def _field_of(self, problem: DeskError) -> LabeledField | None:
        match problem:
            case MissingNameError():
                return self._given
            case TakenNumberError():
                return self._number
            case ImpossibleDateError():
                return self._born
            case UnusableTextError():
                labels = {
                    "The given name": self._given,
                    "The family name": self._family,
                    "The preferred name": self._preferred,
                    "The pronouns": self._pronouns,
                    "The record number": self._number,
                }
                text = str(problem)
                return next((one for label, one in labels.items() if text.startswith(label)), None)
            case _:
                return None

    def _point_at(self, field: LabeledField) -> None:
        field.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._area.ensureWidgetVisible(field)
