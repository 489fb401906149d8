"""The requests of one client to amend the record: taken down, answered in time, on paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from counselor_desk.errors import DeskError
from counselor_desk.records.amendments import Amendment, DenialBasis
from counselor_desk.records.ids import ClientId, Uid
from counselor_desk.records.signing import RecordKind
from counselor_desk.services import amendments, clients, notes, shown_names
from counselor_desk.services.amendments import Amendable
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.exports import DocumentKind
from counselor_desk.ui import messages
from counselor_desk.ui.amendments import words
from counselor_desk.ui.amendments.card import RequestCard
from counselor_desk.ui.amendments.dialog import Said, WordsDialog
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import EmptyState
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row
from counselor_desk.ui.navigation import Navigator, Page, Place, Tab
from counselor_desk.ui.printing import PrintRequest
from counselor_desk.ui.scrolling import PageScroll
from counselor_desk.ui.typed_dialog import Subject

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk
    from counselor_desk.ui.bulletin import Bulletin


class AmendmentsPage(QWidget):
    """Every request of a client, the newest first, with the steps that are open for it.

    Signals:
        print_requested: put an answer on paper; carries a `PrintRequest`.
    """

    print_requested = Signal(object)

    def __init__(
        self,
        desk: Desk,
        navigator: Navigator,
        bulletin: Bulletin,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        dress(self, c="page")
        self._desk, self._navigator = desk, navigator
        self._client_id: ClientId | None = None
        self._cards: list[RequestCard] = []
        self._make()
        bulletin.changed.connect(self._hear)

    def show_place(self, place: Place) -> None:
        """Show the requests of the place's client.

        Raises:
            DeskError: they cannot be read.
        """
        if place.client_id is None:
            return
        self._client_id = place.client_id
        self.problem_banner.hide()
        self.reload()

    def flush(self) -> None:
        """Nothing is typed here outside of dialogs."""

    def cards(self) -> tuple[RequestCard, ...]:
        """The requests that are shown."""
        return tuple(self._cards)

    def reload(self) -> None:
        """Read the requests again."""
        if self._client_id is None:
            return
        client = clients.get(self._desk, self._client_id)
        self.client_label.setText(f"{shown_names.shown(self._desk, client)}, {client.number}")
        about = {one.uid: one for one in amendments.amendable(self._desk, client.id)}
        today = self._desk.today()
        for card in self._cards:
            self._list.removeWidget(card)
            card.setParent(None)
            card.deleteLater()
        self._cards = []
        for place, one in enumerate(amendments.of_client(self._desk, client.id)):
            record = words.record(about.get(one.record_uid), one.record_kind, today)
            card = RequestCard(one, record, today)
            card.step_chosen.connect(self._take_step)
            self._list.insertWidget(place, card)
            self._cards.append(card)
        self._bodies.setCurrentWidget(self._scroll if self._cards else self._empty)
        self.amendment_add_button.setVisible(bool(self._cards))

    def _make(self) -> None:
        self.amendment_chart_button = Button(self.tr("Notes"), icon="chevron-left")
        self.amendment_add_button = Button(self.tr("New request"), kind="primary", icon="plus")
        first = Button(self.tr("New request"), kind="primary", icon="plus")
        self.amendment_first_button = first
        self.client_label = Label("", "muted")
        title = Column(Label(self.tr("Requests to amend"), "title"), self.client_label, spacing=2)
        head = Row(
            (title, 1),
            self.amendment_chart_button,
            self.amendment_add_button,
            margins=(0, 0, 14, 0),
            spacing=8,
        )
        self.problem_banner = Banner("", tone="risk", can_close=True)
        self.problem_banner.hide()
        self._empty = EmptyState(
            "mail",
            self.tr("No request yet"),
            self.tr(
                "A client can ask that a signed record be amended. The answer is due in 60 days "
                "(45 CFR 164.526); Today reminds you of it."
            ),
            first,
        )
        self._list = Column(spacing=12)
        listed = QWidget()
        listed.setLayout(Column(self._list, "stretch", margins=(0, 0, 14, 14)))
        self._scroll = PageScroll(listed)
        self._bodies = QStackedWidget()
        for body in (self._scroll, self._empty):
            self._bodies.addWidget(body)
        self.setLayout(
            Column(
                head, 14, self.problem_banner, (self._bodies, 1), margins=(28, 20, 14, 0), spacing=0
            )
        )
        self.amendment_chart_button.clicked.connect(self._open_notes)
        for button in (self.amendment_add_button, first):
            button.clicked.connect(self.add)

    def add(self) -> None:
        """Take a new request down."""
        client_id = self._client_id
        if client_id is None:
            return
        every = amendments.amendable(self._desk, client_id)
        if not every:
            self._complain(self.tr("Nothing is signed yet; a draft can be changed itself."))
            return
        today = self._desk.today()
        choice = tuple((one.uid, words.record(one, one.kind, today)) for one in every)

        def take(said: Said) -> None:
            about: Amendable = next(one for one in every if one.uid == said.choice)
            amendments.take(self._desk, client_id, about, said.text, requested_on=said.day)

        self._ask(
            self._about("new"),
            self.tr("New request to amend"),
            self.tr("What the client asks to have changed, in the client’s words where you can."),
            label=self.tr("Request"),
            verb=self.tr("Keep request"),
            act=take,
            choice=(self.tr("Record"), choice),
            day_label=self.tr("Received on"),
        )

    def _take_step(self, name: str, amendment: Amendment) -> None:
        steps: dict[str, Callable[[Amendment], None]] = {
            "addendum": self._open_note,
            "accept": self._accept,
            "deny": self._deny,
            "extend": self._extend,
            "disagree": self._disagree,
            "rebut": self._rebut,
            "print": self._print,
        }
        try:
            steps[name](amendment)
        except DeskError as problem:
            self._complain(str(problem))

    def _accept(self, amendment: Amendment) -> None:
        """A note is amended by an addendum; anything else by words that say what was done."""
        choice = None
        if amendment.record_kind is RecordKind.NOTE:
            found = amendments.addenda_to(self._desk, amendment)
            if not found:
                self._complain(
                    self.tr(
                        "An addendum carries out a request about a note. Open the note, sign the "
                        "addendum there, then grant the request."
                    )
                )
                return
            today = self._desk.today()
            offered = tuple(
                (
                    one.uid,
                    self.tr("Addendum of {day}").format(
                        day=words.day(self._desk.local(one.entered_at).date(), today)
                    ),
                )
                for one in reversed(found)
            )
            choice = (self.tr("Carried out by"), offered)

        def accept(said: Said) -> None:
            addendum = Uid(said.choice) if isinstance(said.choice, str) else None
            amendments.accept(self._desk, amendment, explanation=said.text, addendum_uid=addendum)

        self._ask(
            self._about("grant", amendment),
            self.tr("Grant this request?"),
            self.tr("Tell the client in writing, and ask who else should know."),
            label=self.tr("How the record was amended"),
            verb=self.tr("Grant"),
            act=accept,
            choice=choice,
        )

    def _deny(self, amendment: Amendment) -> None:
        def deny(said: Said) -> None:
            basis = said.choice if isinstance(said.choice, DenialBasis) else DenialBasis.NONE
            amendments.deny(self._desk, amendment, basis, said.text)

        self._ask(
            self._about("deny", amendment),
            self.tr("Deny this request?"),
            self.tr("The client gets the reason in plain words, and may disagree in writing."),
            label=self.tr("Reason in plain words"),
            verb=self.tr("Deny"),
            act=deny,
            choice=(self.tr("Basis"), words.bases()),
        )

    def _extend(self, amendment: Amendment) -> None:
        self._ask(
            self._about("put_off", amendment),
            self.tr("Put the answer off by 30 days?"),
            self.tr("Once, and the client is told the reason in writing within the 60 days."),
            label=self.tr("Why it takes longer"),
            verb=self.tr("Put off"),
            act=lambda said: amendments.extend(self._desk, amendment, said.text),
        )

    def _disagree(self, amendment: Amendment) -> None:
        self._ask(
            self._about("statement", amendment),
            self.tr("The client’s statement"),
            self.tr("It stays with the record and goes along whenever that is disclosed."),
            label=self.tr("Statement of disagreement"),
            verb=self.tr("Keep statement"),
            act=lambda said: amendments.disagree(self._desk, amendment, said.text),
        )

    def _rebut(self, amendment: Amendment) -> None:
        self._ask(
            self._about("answer", amendment),
            self.tr("Our answer to the statement"),
            self.tr("It stays with the record; give the client a copy."),
            label=self.tr("Answer"),
            verb=self.tr("Keep answer"),
            act=lambda said: amendments.rebut(self._desk, amendment, said.text),
        )

    def _about(self, form: str, amendment: Amendment | None = None) -> Subject:
        return Subject.of(self._desk, self._client_id, f"amendment.{form}", amendment)

    def _ask(
        self,
        about: Subject,
        title: str,
        sentence: str,
        *,
        label: str,
        verb: str,
        act: Callable[[Said], object],
        choice: tuple[str, tuple[tuple[object, str], ...]] | None = None,
        day_label: str = "",
    ) -> None:
        dialog = WordsDialog(
            self,
            title,
            sentence,
            label=label,
            verb=verb,
            act=act,
            today=self._desk.today,
            choice=choice,
            day_label=day_label,
            about=about,
        )
        if messages.run(dialog):
            self.problem_banner.hide()
        dialog.deleteLater()

    def _print(self, amendment: Amendment) -> None:
        self.print_requested.emit(
            PrintRequest(
                kind=DocumentKind.AMENDMENT_ANSWER,
                uid=amendment.uid,
                client_id=amendment.client_id,
            )
        )

    def _open_note(self, amendment: Amendment) -> None:
        found = notes.rows(self._desk, amendment.client_id)
        row = next((one for one in found if one.uid == amendment.record_uid), None)
        if row is not None:
            self._navigator.open(
                Place(
                    page=Page.CHART,
                    client_id=amendment.client_id,
                    tab=Tab.NOTES,
                    note_id=row.id,
                )
            )

    def _open_notes(self) -> None:
        self._navigator.open(Place(page=Page.CHART, client_id=self._client_id, tab=Tab.NOTES))

    def _hear(self, changes: Changes) -> None:
        if self._client_id in changes.clients and Kind.AMENDMENT in changes.kinds:
            self.reload()

    def _complain(self, sentence: str) -> None:
        self.problem_banner.set_message(sentence, tone="risk")
        self.problem_banner.show()
