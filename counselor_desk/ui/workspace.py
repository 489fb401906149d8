"""The window while a store is open: navigation at the left, one page at a time, toasts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DeskError
from counselor_desk.records.ids import ClientId
from counselor_desk.ui import spots
from counselor_desk.ui import theme as themes
from counselor_desk.ui.ahead import PAGES, ReadAhead
from counselor_desk.ui.backups.looking import LookedAtBanner
from counselor_desk.ui.backups.older import OlderCopyBanner
from counselor_desk.ui.banner_area import BannerArea
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.bulletin import Bulletin
from counselor_desk.ui.clients.roll import Roll
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.layouts import Column, Row
from counselor_desk.ui.navigation import Leaf, Navigator, Page, Place, Section, View
from counselor_desk.ui.open_pages import OpenPages
from counselor_desk.ui.page_making import PageMaker
from counselor_desk.ui.pages_ahead import PagesAhead
from counselor_desk.ui.palette.opening import MOST_RECENT, PaletteOpener
from counselor_desk.ui.panes import Panes
from counselor_desk.ui.printing import AnyRequest, Printing, PrintRequest, place_of
from counselor_desk.ui.sidebar import Sidebar
from counselor_desk.ui.sidebar_facts import SidebarFacts
from counselor_desk.ui.spelling import Spelling
from counselor_desk.ui.store_banners import IdleBanner, LogBanner, RescueBanner
from counselor_desk.ui.toast import Toast
from counselor_desk.ui.today.dues import Dues
from counselor_desk.ui.today.page import TodayPage
from counselor_desk.ui.views import Views
from counselor_desk.ui.views_in_turn import ViewsInTurn

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk
    from counselor_desk.services.exports import Format
    from counselor_desk.ui.spots import Spot
    from counselor_desk.ui.theme import Theme

FULL_NAVIGATION_FROM = 1352
"""The window width, in pixels at a text size of 100 %, from which the navigation has words."""

_REHEARSAL_MS = 50

_START = Place(page=Page.TODAY)
_PHRASES = Place(page=Page.PHRASES)
_CLIENTS = Place(page=Page.CLIENTS)
_ATTENDANCE = Place(page=Page.ATTENDANCE)
_GROUPS = Place(page=Page.GROUPS)
_OF_LIST = frozenset({Page.CLIENTS, Page.IMPORT})
_OPENING = frozenset({Page.CHART, Page.NOTE, Page.CLIENT_FORM, Page.AMENDMENTS, Page.PREVIEW})
"""Pages that show a client's record, which the log tells."""
_PRINTING = frozenset(
    {Page.CHART, Page.NOTE, Page.PHRASES, Page.PREVIEW, Page.AUDIT, Page.ATTENDANCE}
)
_BEGINNING = (_PRINTING - {Page.AUDIT, Page.ATTENDANCE}) | {Page.CLIENTS, Page.TODAY}
"""Pages that hear Ctrl+P and Ctrl+N themselves."""
_PROGRAM = Place(page=Page.SETTINGS, section=Section.PROGRAM)


class Workspace(QWidget):
    """Every page of an open store, thrown away at lock.

    It is made while the passphrase is typed, before there is a desk; `use` gives it one.

    Signals:
        lock_requested: lock now.
        mode_requested: wear light, dark, or what the system wears.
        text_scale_requested: show text at this factor of the normal size.
        contrast_requested: wear high contrast, or stop to.
        compact_rows_requested: show lists with less room between their rows, or stop to.
        restore_ordered: close the store and put a backup in its place; carries a `RestoreOrder`.
    """

    lock_requested = Signal()
    mode_requested = Signal(str)
    text_scale_requested = Signal(float)
    contrast_requested = Signal(bool)
    compact_rows_requested = Signal(bool)
    restore_ordered = Signal(object)

    _desk: Desk
    _roll: Roll
    _dues: Dues
    _facts: SidebarFacts
    _views: Views
    _printing: Printing
    _spelling: Spelling
    _palette: PaletteOpener
    _maker: PageMaker

    def __init__(self, *, lock_minutes: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dress(self, c="page")
        self._place: Place | None = None
        self._bulletin = Bulletin(self)
        self.navigator = Navigator(self)
        self.navigator.place_requested.connect(self._go)
        self._make_sidebar(lock_minutes)
        self._panes = Panes(self.sidebar, self.sidebar.clients_button)
        self.pages = OpenPages()
        self.idle_banner, self.log_banner = IdleBanner(), LogBanner()
        self.problem_banner = Banner("", tone="risk", can_close=True)
        self.problem_banner.hide()
        self.older_banner = OlderCopyBanner()
        self.older_banner.restore_requested.connect(self.begin_restore)
        self.older_banner.failed.connect(self.complain)
        self.looked_at_banner = LookedAtBanner()
        self.looked_at_banner.back_requested.connect(self.lock_requested)
        self.rescue_banner = RescueBanner(self.navigator)
        content = QWidget()
        banners = BannerArea(
            self.idle_banner,
            self.looked_at_banner,
            self.older_banner,
            self.log_banner,
            self.rescue_banner,
            self.problem_banner,
        )
        content.setLayout(Column(banners, (self.pages, 1), spacing=0))
        self.setLayout(Row(self.sidebar, (content, 1), spacing=0))
        self.toast = Toast(content)
        self._ahead = ReadAhead(PAGES, self)
        self._pages_ahead = PagesAhead(self.pages.makers_ahead(), self)
        self._ahead.done.connect(self._pages_ahead.start)
        self._rehearsal = QTimer(self, singleShot=True, interval=_REHEARSAL_MS)
        self._rehearsal.timeout.connect(self._rehearse)
        self._listen_to_keys()
        themes.look().theme_changed.connect(self._fit_sidebar)
        self._today = TodayPage(self.navigator)
        start = ViewsInTurn(
            {
                View.DAY: lambda: Leaf(self._today, self._today),
                View.WEEK: self._make_week,
            }
        )
        start.make_ahead()
        self.pages.keep(Page.TODAY, Leaf(start, start))

    def prepare(self) -> None:
        """Soon lay out and paint once, unseen, so that the first page is there at once."""
        self._rehearsal.start()

    def _rehearse(self) -> None:
        if not self.isVisible():
            self.grab()
            self._today.rehearse()

    def use(self, desk: Desk, recent: Sequence[ClientId] | None = None) -> None:
        """Work with an open store; `recent` are the clients that were open before the lock."""
        self._desk = desk
        self._bulletin.follow(desk)
        self._roll = Roll(desk, self._bulletin, self)
        self._dues = Dues(desk, self._bulletin, self, rows=self._roll.rows)
        self._facts = SidebarFacts(
            desk, self.sidebar, self._bulletin, roll=self._roll, dues=self._dues, recent=recent
        )
        self._views = Views(desk, self)
        self._printing = Printing(desk, self)
        self._printing.said.connect(self.toast.announce_file)
        self._printing.failed.connect(self.complain)
        self._spelling = Spelling(desk, self._bulletin, self)
        self._spelling.said.connect(self.say)
        self._spelling.failed.connect(self.complain)
        self._palette = PaletteOpener(
            desk,
            self.navigator,
            self._bulletin,
            self,
            page=self.pages.currentWidget,
            recent=(*self._facts.recent(), *self._roll.last_noted(MOST_RECENT)),
        )
        self.sidebar.search_requested.connect(self._palette.open)
        self._make_maker()
        self._today.follow(desk, self._dues)
        self.looked_at_banner.follow(desk)
        self.rescue_banner.follow(desk)
        self.older_banner.follow(desk)

    def _make_maker(self) -> None:
        self._maker = PageMaker(
            self._desk,
            self.navigator,
            self._bulletin,
            roll=self._roll,
            dues=self._dues,
            printing=self._printing,
            parent=self,
        )
        self.pages.use(self._maker)
        self._maker.said.connect(self.say)
        self._maker.print_requested.connect(self._print)
        self._maker.save_requested.connect(self._save_file)
        self._maker.note_read.connect(self._views.saw)
        self._maker.lock_requested.connect(self.lock_requested)
        self._maker.mode_requested.connect(self.mode_requested)
        self._maker.text_scale_requested.connect(self.text_scale_requested)
        self._maker.contrast_requested.connect(self.contrast_requested)
        self._maker.compact_rows_requested.connect(self.compact_rows_requested)
        self._maker.restore_ordered.connect(self.restore_ordered)

    def start(self, place: Place | None = None, spot: Spot | None = None) -> None:
        """Open the page one left when the store was locked, else what is owed today.

        Without a name to sign with, that is asked first.
        """
        self.navigator.open(_START)
        if place is not None:
            self.navigator.open(place)
            self._return_to(spot)
        elif not self._desk.program().is_complete:
            self.navigator.open(_PROGRAM)
        self._ahead.start()
        self._palette.watch()

    def flush(self) -> None:
        """Write what is being typed on the open page.

        Raises:
            DeskError: it could not be written; it is still on the screen.
        """
        leaf = self.pages.here()
        if leaf is not None:
            leaf.page.flush()

    def place(self) -> Place | None:
        """What is open, to come back to after the lock."""
        return self._place

    def spot(self) -> Spot | None:
        """Scroll and caret on the open page, to come back to after the lock."""
        page = self.pages.currentWidget()
        return None if page is None else spots.taken(page)

    def recent(self) -> list[ClientId]:
        """The last clients that were open, newest first."""
        return self._facts.recent()

    def drop_hidden(self) -> None:
        """Throw away every page that is not open; it is made anew when it is."""
        self.pages.drop_hidden()

    def leave(self) -> None:
        """Stop listening to the store, which is about to be closed."""
        self._views.flush()
        self._palette.leave()
        self._bulletin.leave()

    def warn_of_lock(self, *, is_near: bool) -> None:
        """Say that the window is about to lock, or take it back."""
        self.idle_banner.setVisible(is_near)

    def warn_of_log(self, problem: str) -> None:
        """Say that the log is not as it was written, until that was read and dismissed."""
        self.log_banner.tell(problem)

    def warn_of_cipher(self, sentence: str) -> None:
        """Say that nothing is written any more, because this computer computes wrongly."""
        self.log_banner.tell_of_cipher(sentence)

    def complain(self, sentence: str) -> None:
        """Show what went wrong above the page."""
        self.problem_banner.set_message(sentence, tone="risk")
        self.problem_banner.show()

    def announce(self, sentence: str) -> None:
        """Show something good that one should have time to read, until the next page."""
        self.problem_banner.set_message(sentence, tone="signed")
        self.problem_banner.show()

    def open_settings(self) -> None:
        """Show the settings."""
        self.navigator.open(Place(page=Page.SETTINGS))

    def open_log(self) -> None:
        """Show the activity log."""
        self.navigator.open(Place(page=Page.AUDIT))

    def begin_restore(self) -> None:
        """Show the backups and begin to restore one."""
        self.navigator.open(Place(page=Page.BACKUP))
        leaf = self.pages.leaves.get(Page.BACKUP)
        if leaf is not None and isinstance(leaf.page, _Restoring):
            leaf.page.begin_restore()

    def open_menu(self) -> None:
        """Open the main menu, as F10 does."""
        self.sidebar.menu_button.click()

    def say(self, words: str) -> None:
        """Announce what just happened."""
        self.toast.announce(words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shrink the navigation to a rail where the page needs the room."""
        super().resizeEvent(event)
        self._fit_sidebar()

    def _make_sidebar(self, lock_minutes: int) -> None:
        self.sidebar = Sidebar()
        self.sidebar.set_lock_minutes(lock_minutes)
        self.sidebar.today_requested.connect(lambda: self.navigator.open(_START))
        self.sidebar.clients_requested.connect(lambda: self.navigator.open(_CLIENTS))
        self.sidebar.client_requested.connect(
            lambda client_id: self.navigator.open(Place(page=Page.CHART, client_id=client_id))
        )
        self.sidebar.groups_requested.connect(lambda: self.navigator.open(_GROUPS))
        self.sidebar.attendance_requested.connect(lambda: self.navigator.open(_ATTENDANCE))
        self.sidebar.phrases_requested.connect(lambda: self.navigator.open(_PHRASES))
        self.sidebar.backup_requested.connect(lambda: self.navigator.open(Place(page=Page.BACKUP)))
        self.sidebar.settings_requested.connect(self.open_settings)
        self.sidebar.lock_requested.connect(self.lock_requested)

    def _make_week(self) -> Leaf:
        # The maker comes with the store, later than the page one starts on.
        return self._maker.make_week()

    def _ask_for_client(self) -> None:
        self.toast.announce(self.tr("Open a client first: notes and papers belong to one."))

    def _listen_to_keys(self) -> None:
        steps: dict[str, Callable[[], None]] = {
            "Ctrl+1": lambda: self.navigator.open(_START),
            "Ctrl+2": lambda: self.navigator.open(_CLIENTS),
            "Ctrl+3": lambda: self.navigator.open(_GROUPS),
            "Ctrl+4": lambda: self.navigator.open(_ATTENDANCE),
            "Ctrl+5": lambda: self.navigator.open(_PHRASES),
            "Ctrl+Shift+N": lambda: self.navigator.open(Place(page=Page.CLIENT_FORM)),
            "Alt+Left": self.navigator.back,
            "F10": self.open_menu,
            "F6": lambda: self._turn_pane(1),
            "Shift+F6": lambda: self._turn_pane(-1),
        }
        for keys, step in steps.items():
            QShortcut(QKeySequence(keys), self, step)
        self._new_key = QShortcut(QKeySequence("Ctrl+N"), self, self._ask_for_client)
        self._print_key = QShortcut(QKeySequence("Ctrl+P"), self, self._ask_for_client)

    def _go(self, place: Place) -> None:
        """Leave the open page and show another; on failure say why and stay."""
        before = self.pages.currentWidget()
        try:
            self.flush()
            leaf = self.pages.leaf(place.page)
            # Shown first, so that the page can give the focus to what it wants.
            self.pages.setCurrentWidget(leaf.widget)
            leaf.page.show_place(place)
        except DeskError as problem:
            if before is not None:
                self.pages.setCurrentWidget(before)
            self.complain(str(problem))
            self.navigator.stay(self._place)
            return
        if self.navigator.place != place:
            # The page went on from there itself, as from a new note to the one it made.
            return
        self._place = place
        self.problem_banner.hide()
        self._new_key.setEnabled(place.page not in _BEGINNING)
        self._print_key.setEnabled(place.page not in _PRINTING)
        self._facts.remember(place.client_id)
        if place.client_id is not None and place.page in _OPENING:
            self._views.saw(place.client_id, place.note_id if place.page is Page.NOTE else None)
        client_id = None if place.page is Page.CLIENTS else place.client_id
        is_list = place.page in _OF_LIST or place == Place(page=Page.CLIENT_FORM)
        self.sidebar.set_here(
            client_id,
            is_list=is_list,
            is_today=place.page is Page.TODAY,
            is_groups=place.page in {Page.GROUPS, Page.GROUP_SESSION},
            is_attendance=place.page is Page.ATTENDANCE,
            is_phrases=place.page is Page.PHRASES,
            is_backup=place.page is Page.BACKUP,
            is_settings=place.page in {Page.SETTINGS, Page.AUDIT},
        )

    def _return_to(self, spot: Spot | None) -> None:
        page = self.pages.currentWidget()
        if page is not None and spot is not None:
            spots.return_to(page, spot)

    def _print(self, request: AnyRequest) -> None:
        """Open the preview; it takes the request itself, which a place cannot name in full."""
        leaf = self.pages.leaf(Page.PREVIEW)
        if isinstance(leaf.page, _Previewing):
            leaf.page.take(request)
        self.navigator.open(place_of(request))

    def _save_file(self, request: PrintRequest, form: Format) -> None:
        try:
            self._printing.save_record(request, form)
        except DeskError as problem:
            self.complain(str(problem))

    def _fit_sidebar(self, *_theme: Theme) -> None:
        room = self.width() / themes.current().scale
        self.sidebar.set_rail(is_rail=room < FULL_NAVIGATION_FROM)

    def _turn_pane(self, step: int) -> None:
        """Move the focus to the next pane: navigation, content, inspector, foot."""
        page = self.pages.currentWidget()
        if page is not None:
            self._panes.turn(page, step)


@runtime_checkable
class _Previewing(Protocol):
    """The print preview, as far as the window hands it something."""

    def take(self, request: AnyRequest) -> None:
        """Keep what shall be shown when its place is opened."""


@runtime_checkable
class _Restoring(Protocol):
    """The page of backups, as far as the window asks it for something."""

    def begin_restore(self) -> None:
        """Begin to restore a backup."""
