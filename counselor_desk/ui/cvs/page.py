"""The CVs of a client: the list of versions, and the editor of the one that is open."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from counselor_desk.errors import DeskError
from counselor_desk.records.cvs import Cv
from counselor_desk.records.ids import ClientId
from counselor_desk.services import cvs
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.cvs import ContactValues
from counselor_desk.services.exports import DocumentKind, Format
from counselor_desk.ui.banner_area import BannerArea
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.cvs import words
from counselor_desk.ui.cvs.editor import CvEditor
from counselor_desk.ui.cvs.list import CvList
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.hidden_names import NameVeil
from counselor_desk.ui.layouts import Column, Row
from counselor_desk.ui.navigation import Navigator, Place
from counselor_desk.ui.printing import PrintRequest
from counselor_desk.ui.toast import of_window

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk
    from counselor_desk.ui.bulletin import Bulletin


class CvsView(QWidget):
    """A part of the Work & life tab. It reads CVs alone; how to reach the client it is told.

    While a CV is open, it wants the whole tab. `head` is for the head of the tab otherwise.

    Signals:
        save_requested: write the CV as a file; carries a `PrintRequest` and a `Format`.
        whole_wanted: whether the whole tab is wanted from now on.
    """

    save_requested = Signal(object, object)
    whole_wanted = Signal(bool)

    def __init__(
        self,
        desk: Desk,
        navigator: Navigator,  # noqa: ARG002 - as above
        bulletin: Bulletin,
        parent: QWidget | None = None,
        *,
        contact_of: Callable[[ClientId], ContactValues],
    ) -> None:
        """`contact_of` gives what a new CV of a client copies from the chart."""
        super().__init__(parent)
        dress(self, c="page")
        self._desk = desk
        self._contact_of = contact_of
        self._client_id: ClientId | None = None
        self.list = CvList(desk)
        self.head = QWidget(self)
        self.head.hide()
        self.head.setLayout(Row("stretch", self.list.cv_new_button))
        self.editor = CvEditor(desk)
        self._veil = NameVeil(desk, bulletin, self.editor.name_fields(), self)
        self.problem_banner = Banner("", tone="risk", can_close=True)
        self.problem_banner.hide()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.editor)
        self.setLayout(Column(BannerArea(self.problem_banner), (self._stack, 1), spacing=0))
        self.list.new_requested.connect(self.begin)
        self.list.open_requested.connect(self.open_cv)
        self.list.copy_requested.connect(self._copy)
        self.list.delete_requested.connect(self._delete)
        self.editor.closed.connect(self._close)
        self.editor.copied.connect(lambda cv: self.open_cv(cv, names_it=True))
        self.editor.save_requested.connect(self._save)
        bulletin.changed.connect(self._hear)

    @property
    def is_editing(self) -> bool:
        """Whether a CV is open."""
        return self._stack.currentWidget() is self.editor

    @property
    def is_whole(self) -> bool:
        """Whether the whole tab is wanted now."""
        return self.is_editing

    def show_place(self, place: Place) -> None:
        """Show the CVs of the place's client; one that is open stays open."""
        if place.client_id is None:
            return
        if place.client_id != self._client_id:
            self._client_id = place.client_id
            self.editor.leave()
            self._show(self.list)
        self._load()

    def flush(self) -> None:
        """Write what is being typed to the disk.

        Raises:
            DeskError: it could not be written; it is still on the screen.
        """
        self.editor.flush()

    def print_request(self) -> PrintRequest | None:
        """The CV that is open, else the one changed last; None when there is none."""
        cards = self.list.cards()
        cv = self.editor.cv() or (cards[0].cv if cards else None)
        return None if cv is None else _request(cv)

    def begin(self) -> None:
        """Begin a blank CV and open it."""
        if self._client_id is None:
            return
        count = len(self.list.cards()) + 1
        name = self.tr("CV") if count == 1 else self.tr("CV {number}").format(number=count)
        paper = self._desk.program().paper
        try:
            contact = self._contact_of(self._client_id)
            cv = cvs.start(
                self._desk, self._client_id, contact, name=name, paper=paper, initiator=self
            )
        except DeskError as problem:
            self._complain(problem)
            return
        self.open_cv(cv, names_it=True)

    def open_cv(self, cv: Cv, *, names_it: bool = False) -> None:
        """Open a version in the editor."""
        self.problem_banner.hide()
        self._show(self.editor)
        self.editor.open_cv(cv, names_it=names_it)

    def _close(self) -> None:
        cv = self.editor.cv()
        try:
            self.editor.flush()
        except DeskError:
            return  # the editor says it
        self.editor.leave()
        self._show(self.list)
        self._load()
        card = next((one for one in self.list.cards() if cv and one.cv.uid == cv.uid), None)
        aim = card.cv_open_button if card is not None else self.list.cv_new_button
        aim.setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    def _copy(self, cv: Cv) -> None:
        name = self.tr("{name} (copy)").format(name=words.name(cv))
        try:
            another = cvs.copy(self._desk, cv, name=name, initiator=self)
        except DeskError as problem:
            self._complain(problem)
            return
        self.open_cv(another, names_it=True)

    def _delete(self, cv: Cv) -> None:
        try:
            cvs.delete(self._desk, cv)
        except DeskError as problem:
            self._complain(problem)
            return
        said = self.tr("{name} deleted").format(name=words.name(cv))
        of_window(self).announce(said, self.tr("Undo"), lambda: self._bring_back(cv))

    def _bring_back(self, cv: Cv) -> None:
        try:
            cvs.bring_back(self._desk, cv)
        except DeskError as problem:
            self._complain(problem)

    def _save(self, form: Format) -> None:
        cv = self.editor.cv()
        if cv is not None:
            self.save_requested.emit(_request(cv), form)

    def _show(self, part: QWidget) -> None:
        self._stack.setCurrentWidget(part)
        self.whole_wanted.emit(self.is_editing)

    def _load(self) -> None:
        if self._client_id is not None and not self.is_editing:
            self.list.show_cvs(cvs.of_client(self._desk, self._client_id))

    def _complain(self, problem: DeskError) -> None:
        self.problem_banner.set_message(str(problem), tone="risk")
        self.problem_banner.show()

    def _hear(self, changes: Changes) -> None:
        if Kind.CV in changes.kinds and self._client_id in changes.clients:
            self._load()


def _request(cv: Cv) -> PrintRequest:
    return PrintRequest(kind=DocumentKind.CV, uid=cv.uid, client_id=cv.client_id)
