"""The form of a client: add one, or change what is known; typed text stays until it is right."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from counselor_desk.errors import (
    DeskError,
    DoubtfulAdmissionError,
    DoubtfulAgeError,
    DoubtfulError,
    ImpossibleDateError,
    MissingNameError,
    NamesakeError,
    TakenNumberError,
    UnusableLevelError,
    UnusableTextError,
    UnusableWeeksError,
)
from counselor_desk.records.circumstances import Circumstances
from counselor_desk.records.clients import age_at
from counselor_desk.records.episodes import Episode, LevelOfCare, Track
from counselor_desk.services import circumstances, clients, episodes, people
from counselor_desk.services.clients import NewClient
from counselor_desk.ui.clients.layout import ClientFormLayout
from counselor_desk.ui.clients.typed import TypedForm
from counselor_desk.ui.fields import LabeledField
from counselor_desk.ui.hidden_names import NameVeil
from counselor_desk.ui.navigation import Navigator, Page, Place, Tab, View
from counselor_desk.ui.parsed_fields import DateField

if TYPE_CHECKING:
    from counselor_desk.records.clients import Client
    from counselor_desk.services.desk import Desk
    from counselor_desk.ui.bulletin import Bulletin


class ClientForm(ClientFormLayout):
    """One page for adding a client and for changing one.

    What is seldom right, such as an age under 12 or a name that a client has already, is kept
    when the person presses the button again.

    Signals:
        said: something happened that is worth a toast; carries the words.
    """

    said = Signal(str)

    def __init__(
        self,
        desk: Desk,
        navigator: Navigator,
        bulletin: Bulletin,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk.today, parent)
        self._desk = desk
        self._navigator = navigator
        self._client: Client | None = None
        self._episode: Episode | None = None
        self._circumstances: Circumstances | None = None
        self._confirmed: set[type[DoubtfulError]] = set()
        self._namesake: Client | None = None
        self._asked_name = ""
        self._typed = TypedForm(desk, self)
        self._veil = NameVeil(desk, bulletin, self.name_edits(), self)
        self.back_button.clicked.connect(navigator.back)
        self.cancel_button.clicked.connect(self._cancel)
        self.typed_line.start_over_requested.connect(self._start_over)
        self.client_save_button.clicked.connect(self.save)
        self.episode_level_button.clicked.connect(self._open_stay)
        self.problem_banner.action_requested.connect(self._open_namesake)
        self.client_born_on_edit.explained.connect(self._tell_age)
        dates = (self.client_born_on_edit, self.episode_admitted_on_edit)
        for edit in (*self.name_edits(), *dates):
            edit.textEdited.connect(self._forget_doubts)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.save)
        QShortcut(QKeySequence("Ctrl+S"), self, self.save)

    def show_place(self, place: Place) -> None:
        """Show an empty form, or the client the place names, and what was typed but not saved.

        Raises:
            UnknownClientError: there is no such client.
        """
        if place.client_id is None:
            self._client = self._episode = self._circumstances = None
        else:
            self._client = clients.get(self._desk, place.client_id)
            self._episode = episodes.current(self._desk, place.client_id)
            self._circumstances = circumstances.get(self._desk, place.client_id)
        self._asked_name = ""
        self._show_record()
        self._typed.begin(place.client_id)
        self.client_given_name_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin_with(self, name: str) -> None:
        """Put a name that was looked for into the empty form; the last word is the family's.

        Where somebody else's form was begun, that stays until the person starts over.
        """
        self._asked_name = name
        if not self._typed.has_found:
            self._show_asked_name()

    def flush(self) -> None:
        """Write what is typed to the disk; it becomes a record when it is saved.

        Raises:
            DeskError: it could not be written; it is still on the screen.
        """
        self._typed.flush()

    def save(self) -> None:
        """Keep the client and open the chart; or say, at the field, what is wrong."""
        self._clear_problems()
        if not self._dates_can_be_read():
            return
        try:
            self._ask_about_namesake()
            self._ask_about_admission()
            with self._desk.write():
                client = self._keep()
                self._typed.forget()
        except DeskError as problem:
            self._show_problem(problem)
            return
        self._typed.end()
        self._leave(client)

    def _cancel(self) -> None:
        if self._typed.give_up():
            self._navigator.back()

    def _start_over(self) -> None:
        """Show the record, or an empty form, in place of what was typed earlier."""
        if not self._typed.give_up():
            return
        self._show_record()
        self._typed.begin_again(self._client.id if self._client else None)
        self._show_asked_name()
        self.client_given_name_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_record(self) -> None:
        self._show_client(self._client)
        self._show_stay(self._episode)
        self._forget_doubts()
        self._show_problem(None)

    def _show_asked_name(self) -> None:
        if not self._asked_name:
            return
        given, _, family = " ".join(self._asked_name.split()).rpartition(" ")
        self.client_given_name_edit.set_value(given or family)
        self.client_family_name_edit.set_value(family if given else "")

    def _leave(self, client: Client) -> None:
        words = self.tr("Client added") if self._client is None else self.tr("Changes saved")
        self.said.emit(words)
        if self._client is not None:
            self._navigator.back()
            self._offer_groups(client)
            return
        place = Place(page=Page.CHART, client_id=client.id)
        if people.needs_guardian(self._desk, client.id):
            place = replace(place, tab=Tab.OVERVIEW, view=View.FACTS, part="people")
        self._navigator.replace(place)
        self._offer_groups(client)

    def _offer_groups(self, client: Client) -> None:
        """The groups of the track, once somebody is admitted or comes in another track."""
        from counselor_desk.ui.clients import track_groups

        now, before = episodes.current(self._desk, client.id), self._episode
        if track_groups.is_new(now, before):
            track_groups.offer(self, self._desk, client)

    def _show_client(self, client: Client | None) -> None:
        is_new = client is None
        self._veil.wear(is_worn=not is_new)
        self.title_label.setText(self.tr("Add client") if is_new else self.tr("Edit client"))
        self.client_given_name_edit.set_value(client.given_name if client else "")
        self.client_family_name_edit.set_value(client.family_name if client else "")
        self.client_preferred_name_edit.set_value(client.preferred_name if client else "")
        self.client_pronouns_edit.set_value(client.pronouns if client else "")
        number = client.number if client else clients.suggested_number(self._desk)
        self.client_number_edit.set_value(number)
        self.client_born_on_edit.set_value(client.born_on if client else None)
        self.client_contacts.set_value(clients.contacts(self._desk, client.id) if client else ())
        now = self._circumstances
        self.client_languages_edit.set_value(now.languages if now else "")
        self.client_interpreter_check.set_value(now.needs_interpreter if now else False)

    def _show_stay(self, episode: Episode | None) -> None:
        self.episode_inquiry_on_edit.set_value(episode.inquiry_on if episode else None)
        if self._client is None:
            self._inquiry.set_help(self.tr("Empty means today"))
        self.episode_referred_edit.set_value(episode.referred_by if episode else "")
        self.episode_reason_edit.set_value(episode.reason if episode else "")
        self.episode_admitted_on_edit.set_value(episode.admitted_on if episode else None)
        self.episode_weeks_combo.set_value(episode.target_weeks if episode else 12)
        is_admitted = episode is not None and episode.admitted_on is not None
        longer = self.tr("For more, press Extend… in the Person view")
        self._weeks.set_help(longer if is_admitted else "")
        self.episode_level_combo.set_value(episode.level_of_care if episode else LevelOfCare.IOP)
        self.episode_level_combo.set_editable(is_editable=not is_admitted)
        self.episode_level_button.setVisible(is_admitted)
        self.episode_track_combo.set_value(episode.track if episode else Track.MORNING)
        self._stay_card.setVisible(
            self._client is None or (episode is not None and episode.is_open)
        )
        if not self.episode_admitted_on_edit.text():
            self._admitted.set_help(self.tr("Empty while the client is in intake"))

    def _keep(self) -> Client:
        is_sure = DoubtfulAgeError in self._confirmed
        if self._client is None:
            return clients.add(self._desk, self._new_client(), is_sure=is_sure, initiator=self)
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
            kept = clients.change(
                self._desk,
                changed,
                contacts=self.client_contacts.value(),
                is_sure=is_sure,
                initiator=self,
            )
            if self._episode is not None and self._episode.is_open:
                episodes.change(self._desk, self._changed(self._episode), initiator=self)
            self._keep_languages(kept)
        return kept

    def _keep_languages(self, client: Client) -> None:
        before = self._circumstances
        languages = self.client_languages_edit.value().strip()
        needs = self.client_interpreter_check.value()
        if before and (before.languages, before.needs_interpreter) == (languages, needs):
            return
        circumstances.change(
            self._desk,
            client.id,
            lambda now: replace(now, languages=languages, needs_interpreter=needs),
            initiator=self,
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
            inquiry_on=self.episode_inquiry_on_edit.value(),
            admitted_on=self.episode_admitted_on_edit.value(),
            target_weeks=self._chosen_weeks(),
            level_of_care=LevelOfCare(str(self.episode_level_combo.value())),
            track=Track(str(self.episode_track_combo.value())),
            referred_by=self.episode_referred_edit.value(),
            reason=self.episode_reason_edit.value(),
            languages=self.client_languages_edit.value(),
            needs_interpreter=self.client_interpreter_check.value(),
        )

    def _changed(self, episode: Episode) -> Episode:
        return replace(
            episode,
            inquiry_on=self.episode_inquiry_on_edit.value(),
            admitted_on=self.episode_admitted_on_edit.value(),
            target_weeks=self._chosen_weeks(),
            level_of_care=self._chosen_level(episode),
            track=Track(str(self.episode_track_combo.value())),
            referred_by=self.episode_referred_edit.value(),
            reason=self.episode_reason_edit.value(),
        )

    def _chosen_level(self, episode: Episode) -> LevelOfCare:
        """What was typed before the admission cannot undo a change of level after it."""
        if episode.admitted_on is not None:
            return episode.level_of_care
        return LevelOfCare(str(self.episode_level_combo.value()))

    def _chosen_weeks(self) -> int:
        return int(str(self.episode_weeks_combo.value()))

    def _ask_about_namesake(self) -> None:
        """Whoever is added or named anew may be a client already, until the person is sure.

        Raises:
            NamesakeError: somebody of this name is, and the birth dates may be the same.
        """
        names = (self.client_given_name_edit.value(), self.client_family_name_edit.value())
        name, born_on = " ".join(names).strip(), self.client_born_on_edit.value()
        before = self._client
        is_known = before is not None and (before.full_name, before.born_on) == (name, born_on)
        if is_known or NamesakeError in self._confirmed:
            return
        found = clients.namesakes(self._desk, name, born_on, but=before.id if before else None)
        if found:
            self._namesake = found[0]
            raise NamesakeError(found[0].number)

    def _ask_about_admission(self) -> None:
        day = self.episode_admitted_on_edit.value()
        is_known = self._episode is not None and self._episode.admitted_on == day
        if not is_known and DoubtfulAdmissionError not in self._confirmed:
            clients.ask_about_admission(self._desk, day)

    def _open_namesake(self) -> None:
        if self._namesake is not None:
            self._navigator.open(Place(page=Page.CHART, client_id=self._namesake.id))

    def _open_stay(self) -> None:
        """Where the level of care is changed, with its day and reason."""
        if self._client is not None:
            place = Place(page=Page.CHART, client_id=self._client.id, tab=Tab.OVERVIEW)
            self._navigator.open(replace(place, view=View.FACTS, part="stay"))

    def _forget_doubts(self, *_text: object) -> None:
        """What was confirmed holds for what was typed then."""
        self._confirmed.clear()
        self._name_save_button()

    def _name_save_button(self) -> None:
        if self._confirmed:
            words = self.tr("Keep as it is")
            if self._client is None and NamesakeError in self._confirmed:
                words = self.tr("Add anyway")
        else:
            is_new = self._client is None
            words = self.tr("Add client") if is_new else self.tr("Save changes")
        self.client_save_button.set_text(words)

    def _tell_age(self, _text: str, is_problem: bool) -> None:
        """Below a birth date stands the age, by which a slip of the year is seen."""
        born_on = self.client_born_on_edit.value()
        today = self._desk.today()
        if is_problem or born_on is None or born_on > today:
            return
        age = age_at(born_on, today)
        words = self.tr("{age} years old").format(age=age)
        if age < people.OF_AGE:
            words = self.tr("{age} years old: a parent or guardian is asked for").format(age=age)
        self._born.set_help(words)

    def _clear_problems(self) -> None:
        self.problem_banner.hide()
        for field in self.labeled():
            if not isinstance(field.field, DateField):
                field.set_error("")

    def _dates_can_be_read(self) -> bool:
        """Move to the first date that means nothing; its own words say why."""
        for field in self.labeled():
            edit = field.field
            if not isinstance(edit, DateField):
                continue
            edit.explain()
            if edit.problem() and field.isVisibleTo(self):
                self._point_at(field)
                return False
        return True

    def _show_problem(self, problem: DeskError | None) -> None:
        field = self._field_of(problem) if problem else None
        self.problem_banner.setVisible(problem is not None and field is None)
        if problem is None:
            return
        if isinstance(problem, DoubtfulError):
            self._confirmed.add(type(problem))
            self._name_save_button()
        if field is not None:
            field.set_error(str(problem))
            self._point_at(field)
            return
        action = ""
        if isinstance(problem, NamesakeError):
            action = self.tr("Open {number}").format(number=problem.number)
        tone = "overdue" if action else "risk"
        self.problem_banner.set_message(str(problem), tone=tone, action=action)
        self._area.ensureWidgetVisible(self.problem_banner)

    def _field_of(self, problem: DeskError) -> LabeledField | None:
        match problem:
            case NamesakeError():
                return None
            case MissingNameError():
                return self._given
            case TakenNumberError():
                return self._number
            case UnusableWeeksError():
                return self._weeks
            case (
                DoubtfulError() | ImpossibleDateError() | UnusableLevelError() | UnusableTextError()
            ):
                return self._named(str(problem))
            case _:
                return None

    def _named(self, sentence: str) -> LabeledField | None:
        """The field that the sentence begins with."""
        starts = {
            "The given name": self._given,
            "The family name": self._family,
            "The preferred name": self._preferred,
            "The pronouns": self._pronouns,
            "The record number": self._number,
            "The birth date": self._born,
            "With this birth date": self._born,
            "The languages": self._languages,
            "The inquiry": self._inquiry,
            "The referral": self._referred,
            "The reason": self._reason,
            "The admission": self._admitted,
            "Another level": self._level,
        }
        return next((one for start, one in starts.items() if sentence.startswith(start)), None)

    def _point_at(self, field: LabeledField) -> None:
        field.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._area.ensureWidgetVisible(field)
