"""The Continued stay view: the reviews of a client, and the form that makes the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from counselor_desk.errors import (
    DeskError,
    ImpossibleReviewDateError,
    MissingStayDecisionError,
    MissingStayReasonError,
)
from counselor_desk.records.edits import StayReviewEdit
from counselor_desk.records.ids import ClientId
from counselor_desk.records.mistakes import Fact, MistakeKind
from counselor_desk.records.stay_reviews import StayReview
from counselor_desk.services import episodes, form_drafts, stay_reviews
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.exports import DocumentKind
from counselor_desk.services.stay_reviews import NewStayReview
from counselor_desk.ui import toast
from counselor_desk.ui.autosave import Autosave
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import EmptyState
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.layouts import Column, Row
from counselor_desk.ui.mistakes import MistakesCard, Told
from counselor_desk.ui.navigation import Navigator, Place
from counselor_desk.ui.printing import PrintRequest
from counselor_desk.ui.scrolling import PageScroll
from counselor_desk.ui.stay_reviews import words
from counselor_desk.ui.stay_reviews.card import ReviewCard
from counselor_desk.ui.stay_reviews.form import ReviewForm

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk
    from counselor_desk.ui.bulletin import Bulletin

NEW = "new"
"""The part of a place that opens the form."""

SHOWN_AT_FIRST = 6
"""How many reviews are shown before one asks for the earlier ones."""

_CONCERNED = frozenset({Kind.STAY_REVIEW, Kind.PLAN, Kind.EPISODE})


class StayReviewsView(QWidget):
    """A client's continued-stay reviews, the newest first, and a form for the next.

    Signals:
        print_requested: put a review on paper; carries a `PrintRequest`.
    """

    print_requested = Signal(object)

    def __init__(
        self,
        desk: Desk,
        navigator: Navigator,  # noqa: ARG002 - as above
        bulletin: Bulletin,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        dress(self, c="page")
        self._desk = desk
        self._client_id: ClientId | None = None
        self._reviews: tuple[StayReview, ...] = ()
        self._cards: list[ReviewCard] = []
        self._shows_all = False
        self._is_open = False
        self.form: ReviewForm | None = None
        self._autosave = Autosave(self._keep_typed, self)
        self._make()
        bulletin.changed.connect(self._hear)

    def show_place(self, place: Place) -> None:
        """Show the reviews of the place's client; its part `NEW` opens the form.

        A review that was begun is in the form again.

        Raises:
            DeskError: what is being typed could not be saved, or the reviews cannot be read.
        """
        self.flush()
        if place.client_id is None:
            return
        is_another = place.client_id != self._client_id
        if is_another:
            self._leave_form()
            self._client_id = place.client_id
            self._shows_all = False
        self.reload()
        if is_another:
            self._go_on_typing(place.client_id)
        if place.part == NEW:
            self.add()

    def flush(self) -> None:
        """Write what is being typed to the disk; it becomes a review when it is kept.

        Raises:
            DeskError: it could not be written; it is still on the screen.
        """
        self._autosave.flush_or_raise()

    def print_request(self) -> PrintRequest | None:
        """The newest review; None when there is none."""
        return self._request(self._reviews[0]) if self._reviews else None

    def cards(self) -> tuple[ReviewCard, ...]:
        """The reviews that are shown."""
        return tuple(self._cards)

    def reload(self) -> None:
        """Read the reviews again."""
        if self._client_id is None:
            return
        self._reviews = stay_reviews.of_client(self._desk, self._client_id)
        episode = episodes.current(self._desk, self._client_id)
        self._is_open = episode is not None and episode.is_open
        missing = stay_reviews.missing(self._desk, self._client_id)
        self.missing_banner.setVisible(bool(missing))
        if missing:
            self.missing_banner.set_message(
                missing[-1].message, tone="overdue", action=self.tr("Review now")
            )
        self.mistakes_card.show_client(self._client_id, is_editable=self._is_open)
        self._show_cards()
        self._show_parts()

    def add(self) -> None:
        """Open the form for a review of today, or go on in the one that is open."""
        if self._client_id is None or not self._is_open:
            return
        if self._form_is_shown():
            self._form().start()
            return
        self._open_form()
        self._show_parts()
        self._form().start()
        self._scroll.verticalScrollBar().setValue(0)

    def _make(self) -> None:
        self.review_add_button = Button(self.tr("New review"), icon="plus")
        self.review_first_button = Button(self.tr("New review"), kind="primary", icon="plus")
        self.head = QWidget(self)
        self.head.setLayout(Row("stretch", self.review_add_button))
        self.missing_banner = Banner("", tone="overdue")
        self.missing_banner.hide()
        self.failure_banner = Banner("", tone="risk")
        self.failure_banner.hide()
        self._empty = EmptyState(
            "route",
            self.tr("No review yet"),
            self.tr(
                "At each plan review: does the client go on here, move to another level, or is "
                "treatment here done? Seven questions and your reason."
            ),
            self.review_first_button,
        )
        self._form_holder = Column(spacing=0)
        self._list = Column(spacing=12)
        self.mistakes_card = MistakesCard(self._desk, self._told, MistakeKind.STAY_REVIEW)
        self.review_earlier_button = Button(self.tr("Show earlier reviews"), kind="plain")
        listed = QWidget()
        listed.setLayout(
            Column(
                self._form_holder,
                self._list,
                Row("stretch", self.review_earlier_button, "stretch"),
                self.mistakes_card,
                "stretch",
                margins=(0, 0, 18, 16),
                spacing=12,
            )
        )
        self._scroll = PageScroll(listed)
        self._bodies = QStackedWidget()
        centered = QWidget()
        centered.setLayout(Column((self._empty, 1), margins=(0, 0, 28, 0)))
        for body in (self._scroll, centered):
            self._bodies.addWidget(body)
        self._start = centered
        self.setLayout(
            Column(
                self.missing_banner,
                self.failure_banner,
                (self._bodies, 1),
                margins=(28, 0, 0, 0),
                spacing=12,
            )
        )
        for button in (self.review_add_button, self.review_first_button):
            button.clicked.connect(self.add)
        self.missing_banner.action_requested.connect(self.add)
        self.failure_banner.action_requested.connect(self._autosave.flush)
        self._autosave.saved.connect(self.failure_banner.hide)
        self._autosave.failed.connect(self._show_unsaved)
        self.review_earlier_button.clicked.connect(self._show_all)

    def _form(self) -> ReviewForm:
        """The form; made when it is first wanted."""
        if self.form is None:
            self.form = ReviewForm(self._desk.today)
            self.form.edited.connect(self._touch)
            self.form.left.connect(self._autosave.flush)
            self.form.kept.connect(self._keep)
            self.form.closed.connect(self._close)
            self._form_holder.add(self.form)
        return self.form

    def _form_is_shown(self) -> bool:
        return self.form is not None and not self.form.isHidden()

    def _open_form(self, typed: StayReviewEdit | None = None) -> None:
        """Show an empty review in the form, or one that was begun."""
        if self._client_id is None:
            return
        form = self._form()
        form.hide()  # filling it is no typing
        form.show_review(stay_reviews.blank(self._desk, self._client_id))
        if typed is not None:
            form.show_typed(typed)
        form.show()

    def _leave_form(self) -> None:
        if self.form is not None:
            self.form.hide()
        self._autosave.forget()
        self.failure_banner.hide()

    def _go_on_typing(self, client_id: ClientId) -> None:
        found = form_drafts.find(self._desk, client_id, StayReviewEdit) if self._is_open else None
        if found is not None:
            self._open_form(found.edit)
            self._show_parts()

    def _touch(self) -> None:
        if self._form_is_shown() and self._is_open:
            self._autosave.touch()

    def _keep_typed(self) -> None:
        if self._client_id is None or not self._is_open or not self._form_is_shown():
            return
        form = self._form()
        if form.is_dirty():
            form_drafts.keep(self._desk, self._client_id, form.typed())
        else:
            form_drafts.forget(self._desk, self._client_id, StayReviewEdit)

    def _show_unsaved(self, reason: str) -> None:
        self.failure_banner.set_message(
            reason,
            tone="risk",
            title=self.tr("This review could not be saved. Your text is safe on this screen."),
            action=self.tr("Try again"),
        )
        self.failure_banner.show()

    def _keep(self, new: NewStayReview) -> None:
        if self._client_id is None:
            return
        form = self._form()
        try:
            stay_reviews.add(self._desk, self._client_id, new, initiator=self)
        except MissingStayDecisionError as problem:
            form.complain("decision", str(problem))
        except MissingStayReasonError as problem:
            form.complain("reason", str(problem))
        except ImpossibleReviewDateError as problem:
            is_next = new.next_on is not None and new.next_on <= new.reviewed_on
            form.complain("next" if is_next else "day", str(problem))
        except DeskError as problem:
            form.complain("reason", str(problem))
        else:
            self._leave_form()
            self.reload()
            toast.of_window(self).announce(self.tr("Review kept"))
            self.review_add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        """Give up what is typed; the toast brings it back."""
        form, client_id = self._form(), self._client_id
        typed = form.typed() if form.is_dirty() else None
        try:
            if client_id is not None:
                form_drafts.forget(self._desk, client_id, StayReviewEdit)
        except DeskError as problem:
            self._show_unsaved(str(problem))
            return
        self._leave_form()
        self._show_parts()
        self.review_add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        if typed is not None:
            toast.of_window(self).announce(
                self.tr("Review put away"),
                self.tr("Undo"),
                lambda: self._bring_back(client_id, typed),
            )

    def _bring_back(self, client_id: ClientId | None, typed: StayReviewEdit) -> None:
        if self._client_id == client_id and self._is_open and not self._form_is_shown():
            self._open_form(typed)
            self._show_parts()
            self._touch()
            self._form().start()

    def _show_all(self) -> None:
        self._shows_all = True
        self._show_cards()
        self._show_parts()

    def _show_cards(self) -> None:
        for card in self._cards:
            self._list.removeWidget(card)
            card.hide()
            card.setParent(None)
            card.deleteLater()
        shown = self._reviews if self._shows_all else self._reviews[:SHOWN_AT_FIRST]
        today = self._desk.today()
        self._cards = [ReviewCard(one, today, can_be_wrong=self._is_open) for one in shown]
        for card in self._cards:
            card.mistake_reported.connect(
                lambda card=card: self.mistakes_card.cross_out(card.review)
            )
            card.print_requested.connect(
                lambda card=card: self.print_requested.emit(self._request(card.review))
            )
            self._list.add(card)

    def _show_parts(self) -> None:
        has_any = bool(self._reviews) or not self.mistakes_card.isHidden()
        has_body = has_any or self._form_is_shown()
        self._bodies.setCurrentWidget(self._scroll if has_body else self._start)
        self.review_add_button.setVisible(self._is_open and has_any and not self._form_is_shown())
        self.review_first_button.setVisible(self._is_open)
        self.review_earlier_button.setVisible(len(self._reviews) > len(self._cards))

    def _told(self, fact: Fact) -> Told:
        """How a review that was entered in error is said."""
        if not isinstance(fact, StayReview):
            raise TypeError(f"{type(fact).__name__} is no review")
        return words.told(fact, self._desk.today())

    def _request(self, review: StayReview) -> PrintRequest:
        return PrintRequest(
            kind=DocumentKind.STAY_REVIEW, uid=review.uid, client_id=review.client_id
        )

    def _hear(self, changes: Changes) -> None:
        is_mine = self._client_id in changes.clients and bool(changes.kinds & _CONCERNED)
        if changes.initiator is not self and is_mine:
            self.reload()
