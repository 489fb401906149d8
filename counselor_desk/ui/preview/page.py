"""The preview page: what would be printed, as it would be printed, before it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QHideEvent, QImage, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from counselor_desk.errors import (
    DeskError,
    NoPrinterError,
    NoSuchExportError,
    NothingToExportError,
)
from counselor_desk.records.store_settings import PaperNames
from counselor_desk.services import settings
from counselor_desk.services.exports import Format
from counselor_desk.ui import page_keys, tasks
from counselor_desk.ui import theme as themes
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import EmptyState
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.layouts import Column, Row
from counselor_desk.ui.navigation import Navigator, Page, Place
from counselor_desk.ui.page_keys import CONTROL, SHIFT, Stroke
from counselor_desk.ui.preview import building
from counselor_desk.ui.preview.audiences import Audience, audience_of
from counselor_desk.ui.preview.bar import PreviewBar
from counselor_desk.ui.preview.building import Built
from counselor_desk.ui.preview.drawing import PageDrawer
from counselor_desk.ui.preview.options import OptionsPane
from counselor_desk.ui.preview.pages import PagesView
from counselor_desk.ui.preview.thumbs import PageList
from counselor_desk.ui.printing import (
    AnyRequest,
    PrintRequest,
    ReportRequest,
    place_of,
    request_of,
)

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk
    from counselor_desk.ui.bulletin import Bulletin
    from counselor_desk.ui.printing import Printing

LATE_MS = 1000
"""From then on the pages say that they are being built."""

_LIST_FROM = 880
"""The width of the page, in pixels at 100 %, from which the list of pages has room."""


class PreviewPage(QWidget):
    """Real pages, drawn from the real file. It lives in memory, and ends when one leaves."""

    def __init__(
        self,
        desk: Desk,
        navigator: Navigator,
        bulletin: Bulletin,  # noqa: ARG002 - as above; nothing changes while one looks
        parent: QWidget | None = None,
        *,
        printing: Printing,
    ) -> None:
        """`printing` does what the buttons ask for."""
        super().__init__(parent)
        dress(self, c="page")
        self._desk, self._navigator, self._printing = desk, navigator, printing
        self._request: AnyRequest | None = None
        self._task: tasks.Task[Built] | None = None
        self._built: Built | None = None
        self._then: Callable[[], None] | None = None
        self._small_missing: set[int] = set()
        self.bar, self.options = PreviewBar(), OptionsPane()
        self.page_list, self.pages = PageList(), PagesView()
        self.preview_again_button = Button(self.tr("Try again"))
        self.problem = EmptyState("octagon-alert", "", "", self.preview_again_button)
        self._drawer = PageDrawer(self)
        self._late = QTimer(self, singleShot=True, interval=LATE_MS)
        self._bodies = QStackedWidget()
        for body in (self.pages, self.problem):
            self._bodies.addWidget(body)
        self.setLayout(
            Column(
                self.bar,
                (Row(self.page_list, (self._bodies, 1), self.options, spacing=0), 1),
                spacing=0,
            )
        )
        self._connect()
        self._order()

    def take(self, request: AnyRequest) -> None:
        """Keep what shall be shown when its place is opened; a report has no other way here."""
        self._request = request

    def show_place(self, place: Place) -> None:
        """Show the document the place names, laid out as it is set."""
        request = self._request
        if request is None or place_of(request) != place:
            request = request_of(place)
        if request is None:
            # A report of the log is made of what was asked for there, and is gone by now.
            self._navigator.replace(Place(page=Page.AUDIT))
            return
        self._request = request
        self._forget()
        self._begin(request)
        self.pages.set_zoom(None)
        self.build()
        self.pages.setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    def flush(self) -> None:
        """Nothing is typed here that would be kept."""

    def is_settled(self) -> bool:
        """Whether everything in sight is drawn, or it was said why not."""
        if self._bodies.currentWidget() is self.problem:
            return True
        return self.built() is not None and self.pages.is_drawn() and self._drawer.is_idle()

    def built(self) -> Built | None:
        """The document that is shown; None while it is made."""
        return self._built if self._task is None else None

    def build(self) -> None:
        """Lay the document out as it is wished now; what is shown stays until that is done."""
        if self._request is None:
            return
        if self._task is not None:
            self._task.drop()
        self.options.show()
        self._bodies.setCurrentWidget(self.pages)
        job = partial(building.build, self._desk, self._request, self.options.wish())
        self._task = tasks.run(self, job, self._show, self._fail)
        self._late.start()

    def print(self) -> None:
        """Ask for a printer and print."""
        copies = self.options.copies()
        if copies is not None:
            self._when_built(partial(self._print, copies))

    def save(self, form: Format) -> None:
        """Ask where to and save the document."""
        self._when_built(partial(self._save, form))

    def leave(self) -> None:
        """Go back to where one came from."""
        self._navigator.back()

    def event(self, event: QEvent) -> bool:
        """The page's own keys come before the window's."""
        if isinstance(event, QKeyEvent) and page_keys.take(event, self, _KEYS):
            return True
        return super().event(event)

    def resizeEvent(self, event: QEvent) -> None:
        """In a narrow window the pages need the room of their list."""
        super().resizeEvent(event)  # type: ignore[arg-type]  # passed on untouched
        self.page_list.setVisible(self.width() >= themes.current().s(_LIST_FROM))

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever leaves leaves nothing of the document in memory."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._forget()
            if isinstance(self._request, ReportRequest):
                self._request = None

    def showEvent(self, event: QShowEvent) -> None:
        """Whoever could not leave finds the document again."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._catch_up)

    def _catch_up(self) -> None:
        is_blank = self._task is None and self._built is None
        if self.isVisible() and is_blank and self._bodies.currentWidget() is self.pages:
            self.build()

    def _begin(self, request: AnyRequest) -> None:
        """Offer what is usual before it is known what the document has."""
        audience = audience_of(request)
        is_own = audience is Audience.CLIENT
        held = settings.get(self._desk)
        names = PaperNames.INITIALS if held.hides_names else held.paper_names
        has_names = isinstance(request, PrintRequest) and not is_own
        self.options.reset(
            None if is_own else self._desk.program().paper,
            names if has_names else None,
            are_hidden=held.hides_names and has_names,
        )
        self.options.show_audience(audience, is_draft=False)
        self.options.wording.show_advice(())

    def _when_built(self, act: Callable[[], None]) -> None:
        """Do it with the document as it is wished now, as soon as that is laid out."""
        if self._task is not None:
            self._then = act
        elif self._built is not None:
            act()

    def _print(self, copies: int) -> None:
        if self._built is None:
            return
        try:
            self._printing.print(
                self._built.composed,
                self._built.pdf,
                copies=copies,
                is_two_sided=self.options.is_two_sided(),
            )
        except NoPrinterError:
            self.options.say_printer_missing(is_missing=True)

    def _save(self, form: Format) -> None:
        if self._built is not None:
            ready = self._built.pdf if form is Format.PDF else None
            self._printing.save(self._built.composed, form, ready)

    def _show(self, built: Built) -> None:
        self._task, self._built = None, built
        if isinstance(self._request, PrintRequest):
            self.bar.show_documents(built.siblings, self._request.uid)
        else:
            self.bar.show_documents(((built.name, built.name),), built.name)
        self.options.show_choices(built.composed.choices, built.composed.paper)
        self.options.wording.show_advice(built.composed.wording)
        if self._request is not None:
            audience = audience_of(self._request)
            self.options.show_audience(audience, is_draft=built.is_draft)
        self._drawer.open(built.pdf)
        self.page_list.pages.show_pages(built.sizes)
        self.pages.show_pages(built.sizes)
        self.page_list.set_current(self.pages.current())
        self._draw(is_new=True)
        then, self._then = self._then, None
        if then is not None:
            then()

    def _fail(self, problem: DeskError) -> None:
        self._task = self._then = None
        self._forget()
        self.options.hide()
        said = str(problem)
        if isinstance(problem, NoSuchExportError | NothingToExportError):
            said = self.tr(
                "It is not in the records any more, as when a draft was discarded. Everything "
                "else is as it was."
            )
        self.problem.set_text(self.tr("This document cannot be shown"), said)
        self._bodies.setCurrentWidget(self.problem)
        self.preview_again_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _draw(self, *, is_new: bool = False) -> None:
        """Draw what is in sight, then the small pictures that are missing."""
        if self._built is None:
            return
        count, width = len(self._built.sizes), self.page_list.page_width()
        if is_new:
            self._small_missing = set(range(count))
        here = self.pages.current()
        small = sorted(self._small_missing, key=lambda at: abs(at - here))
        self._drawer.want((*self.pages.wishes(), *((at, width) for at in small)))

    def _take_picture(self, at: int, width: int, picture: QImage) -> None:
        if width == self.page_list.page_width() and at in self._small_missing:
            self._small_missing.discard(at)
            self.page_list.pages.set_picture(at, picture)
        else:
            self.pages.set_picture(at, width, picture)
        if self.pages.is_drawn():
            self._late.stop()
            self.pages.say_building(is_said=False)

    def _forget(self) -> None:
        if self._task is not None:
            self._task.drop()
        self._task = self._built = self._then = None
        self._small_missing = set()
        self._late.stop()
        self._drawer.close()
        self.pages.clear()
        self.page_list.pages.clear()
        self.bar.show_documents((), "")
        self.bar.show_page(0, 0)

    def _turn_to(self, at: int) -> None:
        self.bar.show_page(at, self.pages.count())
        self.page_list.set_current(at)

    def _turn(self, step: int) -> None:
        self.pages.go_to(self.pages.current() + step)

    def _zoom(self, step: int) -> None:
        if step:
            self.pages.step_zoom(step)
        else:
            self.pages.set_zoom(None)

    def _choose(self, uid: object) -> None:
        """Show another document of the kind in the place of this one."""
        if isinstance(self._request, PrintRequest):
            self._navigator.replace(place_of(self._request.of(str(uid))))

    def _connect(self) -> None:
        self.bar.back_requested.connect(self.leave)
        self.bar.document_chosen.connect(self._choose)
        self.bar.turn_requested.connect(self._turn)
        self.bar.zoom_requested.connect(self._zoom)
        self.pages.turned.connect(self._turn_to)
        self.pages.wanted.connect(self._draw)
        self.pages.zoom_changed.connect(lambda: self.bar.show_zoom(self.pages.zoom()))
        self.page_list.chosen.connect(self.pages.go_to)
        self.options.edited.connect(self.build)
        self.options.print_requested.connect(self.print)
        self.options.pdf_requested.connect(lambda: self.save(Format.PDF))
        self.options.word_requested.connect(lambda: self.save(Format.DOCX))
        self.preview_again_button.clicked.connect(self.build)
        # A field that scrolls would keep these keys to itself.
        QShortcut(QKeySequence("PgDown"), self, lambda: self._turn(1))
        QShortcut(QKeySequence("PgUp"), self, lambda: self._turn(-1))
        self._drawer.drawn.connect(self._take_picture)
        self._late.timeout.connect(lambda: self.pages.say_building(is_said=True))

    def _order(self) -> None:
        """From the pages, Tab goes on to the options, the buttons and the list of pages."""
        stops = [self.pages, self.preview_again_button, *self.options.stops(), self.page_list]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)


_KEYS: Mapping[Stroke, Callable[[PreviewPage], None]] = {
    (CONTROL, Qt.Key.Key_P): lambda page: page.print(),
    (CONTROL, Qt.Key.Key_Equal): lambda page: page.pages.step_zoom(1),
    (CONTROL, Qt.Key.Key_Plus): lambda page: page.pages.step_zoom(1),
    (CONTROL | SHIFT, Qt.Key.Key_Plus): lambda page: page.pages.step_zoom(1),
    (CONTROL, Qt.Key.Key_Minus): lambda page: page.pages.step_zoom(-1),
    (CONTROL, Qt.Key.Key_0): lambda page: page.pages.set_zoom(None),
    (Qt.KeyboardModifier.NoModifier, Qt.Key.Key_Escape): lambda page: page.leave(),
}
