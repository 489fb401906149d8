"""The window: locked or at work; it locks, closes, and remembers its look and place.

Painted before the store's libraries are loaded, so the workspace is imported late.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from counselor_desk.errors import DeskError, RescuedError
from counselor_desk.settings import Settings
from counselor_desk.ui import tasks
from counselor_desk.ui import theme as themes
from counselor_desk.ui.kept_look import KeptLook
from counselor_desk.ui.opening import Opening, Surroundings
from counselor_desk.ui.relaunch import ReplaceProcess

if TYPE_CHECKING:
    from counselor_desk.records.audit import LockReason
    from counselor_desk.services.changes import Changes
    from counselor_desk.services.desk import Desk
    from counselor_desk.ui.backups.restore import RestoreOrder
    from counselor_desk.ui.main_menu import MainMenu
    from counselor_desk.ui.parting import Parting
    from counselor_desk.ui.session_watch import SessionWatch
    from counselor_desk.ui.watches import Watches
    from counselor_desk.ui.whereabouts import Whereabouts
    from counselor_desk.ui.workspace import Workspace

TITLE = "Counselor Desk"
LOCKED_TITLE = "Counselor Desk (locked)"
SMALLEST_SIZE = (720, 480)

_RETRY_LOCK_MS = 30_000
_LATER = Qt.ConnectionType.QueuedConnection
"""What ends the pages waits until the menu or page that asked for it has done its own work."""
_UNSEEN_PLATFORM = "offscreen"
"""Without a display nobody could close a dialog, and the program would never end."""


class MainWindow(QMainWindow):
    """The only window of the program."""

    def __init__(
        self,
        around: Surroundings,
        settings_path: Path,
        *,
        left: Whereabouts | None = None,
        replace_process: ReplaceProcess | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Make the window, locked.

        Args:
            around: what the outside gives.
            settings_path: where look and place are kept.
            left: what was open when the window was locked, from the process before.
            replace_process: ends this process at each lock, so that its memory goes with it;
                without it the window goes on.
            parent: none, for the only window.
        """
        super().__init__(parent)
        self.desk: Desk | None = None
        self.workspace: Workspace | None = None
        self._prepared: Workspace | None = None
        self._left = left
        self._replace_process = replace_process
        self._is_refused = False
        self._refused_lock: LockReason | None = None
        self._is_ending = False
        self.setWindowTitle(LOCKED_TITLE)
        self.setMinimumSize(*SMALLEST_SIZE)
        self.look = KeptLook(settings_path, self)
        self.look.changing.connect(self._drop_unseen)
        self.look.changed.connect(self._show_look)
        self.opening = Opening(around)
        self.opening.loaded.connect(self._prepare_ahead)
        self.opening.opened.connect(self._work)
        self.opening.turned_away.connect(self._end)
        self.opening.text_scale_requested.connect(self.look.wear_text_scale)
        self._screens = QStackedWidget()
        self._screens.addWidget(self.opening)
        self.setCentralWidget(self._screens)
        themes.look().clothe(self)
        self.menu: MainMenu | None = None
        # Not needed for the first picture, so not waited for.
        self.opening.painted.connect(self._make_menu)
        self._clock = around.clock
        self._retry = QTimer(self, singleShot=True, interval=_RETRY_LOCK_MS)
        self._retry.timeout.connect(lambda: self._lock(self._refused_lock))

    # What only an open store needs is read when it is: the first picture waits for none of it.

    @cached_property
    def _watches(self) -> Watches:
        from counselor_desk.ui.watches import Watches

        watches = Watches(self._clock, self)
        watches.lock_due.connect(self._lock)
        return watches

    @cached_property
    def _parting(self) -> Parting:
        from counselor_desk.ui.parting import Parting

        return Parting(self)

    def begin(self) -> None:
        """Show the window where it was last; a first start on a small screen fills it."""
        left = self._left
        if left is None:
            self.look.show()
            return
        if left.asks_folder:
            self.opening.painted.connect(self.opening.ask_folder)
        self.look.show(left.geometry, is_minimized=left.is_minimized)

    @property
    def settings(self) -> Settings:
        """How the window looks and which store was open last."""
        return self.look.settings

    def lock(self) -> None:
        """Save, close the store, and show the unlock screen in a process of its own.

        While the last words cannot be saved the window stays open, says so, and tries again.
        """
        self._lock(asks_folder=False)

    def follow(self, session: SessionWatch) -> None:
        """Lock when the desktop locks the screen or the computer goes to sleep."""
        self._watches.follow(session)

    def open_other(self) -> None:
        """Lock, and let the person choose the folder of another store."""
        if self.desk is None:
            self.opening.ask_folder()
        else:
            self._lock(asks_folder=True)

    def _lock(self, by_itself: LockReason | None = None, *, asks_folder: bool = False) -> None:
        if self.desk is None:
            return
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        modal = QApplication.activeModalWidget()
        if modal is not None and modal.close():
            # A dialog waits inside a call of a page: that has to end before the page goes.
            QTimer.singleShot(0, self, partial(self._lock, by_itself, asks_folder=asks_folder))
        elif modal is None and self._is_saved():
            self._part(partial(self._begin_anew, asks_folder=asks_folder), by_itself)
        else:
            self._refused_lock = by_itself
            self._retry.start()

    def _part(self, then: Callable[[], None], by_itself: LockReason | None = None) -> None:
        """Leave the pages, back up, close the store; the unlock screen rests meanwhile."""
        desk = self._leave_pages()
        self.opening.show_locked()
        if desk is None:
            then()
            return
        self.opening.setEnabled(False)
        self.opening.unlock_screen.show_problem(
            self.tr("Locked. A backup is being saved; you can unlock in a moment."), tone="neutral"
        )
        self._parting.begin(desk, partial(self._end_part, then), by_itself=by_itself)

    def _end_part(self, then: Callable[[], None]) -> None:
        self.opening.setEnabled(True)
        self.opening.show_locked()
        if self._is_ending:
            self.close()
        else:
            then()

    def _begin_anew(self, *, asks_folder: bool) -> None:
        """Leave the memory of this process behind; without that, go on with the unlock screen."""
        if self._replace_process is not None and self._left is not None:
            # The pages leave the screen before the window does.
            self.repaint()
            tasks.finish()
            left = replace(
                self._left,
                geometry=self.look.geometry(),
                is_minimized=self.isMinimized(),
                asks_folder=asks_folder,
            )
            try:
                self._replace_process(left.to_json())
            except OSError:
                self._parting.say_memory_is_kept(self.opening.unlock_screen)
        if asks_folder:
            self.opening.ask_folder()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save, back up, close the store, remember the window's place."""
        if self._parting.is_busy:
            # It closes itself once the backup is there.
            self._is_ending = True
            event.ignore()
            return
        if not self._is_saved() and not self._parting.gives_up_last_words(self):
            event.ignore()
            return
        self.look.keep_place()
        if self.desk is not None and not self._parting.is_session_ending():
            self._part(lambda: None)
        if self._parting.is_busy:
            self._is_ending = True
            event.ignore()
            return
        self._close_store()
        self.opening.close_waiting()
        tasks.finish()
        super().closeEvent(event)

    def _make_menu(self) -> None:
        from counselor_desk.ui.main_menu import MainMenu

        menu = MainMenu(self)
        menu.mode_requested.connect(self.look.wear_mode)
        menu.text_scale_requested.connect(self.look.wear_text_scale)
        menu.settings_requested.connect(lambda: self._at_work(lambda here: here.open_settings()))
        menu.log_requested.connect(lambda: self._at_work(lambda here: here.open_log()))
        menu.copy_requested.connect(
            lambda: self._at_work(lambda here: here.rescue_banner.ask_for_copy())
        )
        menu.other_store_requested.connect(self.open_other)
        menu.lock_requested.connect(self.lock, _LATER)
        menu.names_requested.connect(self._turn_names)
        menu.quit_requested.connect(self.close)
        menu.set_locked(is_locked=self.desk is None)
        if self.desk is not None:
            self._follow_settings(self.desk)
        # Keys of a menu that hangs on no bar are heard only where its actions are added.
        self.addActions(menu.actions())
        self.menu = menu
        self._show_look()

    def _prepare_ahead(self) -> None:
        """Make the pages while the passphrase is typed; in two steps, so that no key waits long."""
        if self.desk is None:
            self._prepared_workspace().prepare()

    def _prepared_workspace(self) -> Workspace:
        from counselor_desk.ui.workspace import Workspace

        if self._prepared is None:
            self._prepared = Workspace(lock_minutes=self._watches.idle.minutes)
            self._screens.addWidget(self._prepared)
            self._prepared.resize(self._screens.size())
        return self._prepared

    def _work(self, desk: Desk) -> None:
        """Show the pages of the store that was just opened."""
        folder = self.opening.folder
        left = self._left if self._left is not None and self._left.folder == folder else None
        self.desk = desk
        desk.listen(self._hear)
        self.workspace, self._prepared = self._prepared_workspace(), None
        self.workspace.use(desk, None if left is None else left.recent)
        self.workspace.lock_requested.connect(self.lock, _LATER)
        self.workspace.mode_requested.connect(self.look.wear_mode)
        self.workspace.text_scale_requested.connect(self.look.wear_text_scale)
        self.workspace.contrast_requested.connect(self.look.wear_contrast)
        self.workspace.compact_rows_requested.connect(self.look.wear_compact_rows)
        self.workspace.restore_ordered.connect(self._restore, _LATER)
        self.workspace.sidebar.menu_button.clicked.connect(self._open_menu)
        self._screens.setCurrentWidget(self.workspace)
        self.workspace.start(left.place if left else None, left.spot if left else None)
        self._set_locked(is_locked=False)
        if desk.vault.looked_at is None:
            self.look.keep_store(folder)
        self._watches.start(desk, self.workspace)
        self._follow_settings(desk)
        news, self.opening.news = self.opening.news, ""
        if news:
            self.workspace.announce(news)

    def _restore(self, order: RestoreOrder) -> None:
        """Close the store and open the restored one in its place; it may know other clients."""
        if self._is_saved():
            self._close_store()
            self._left = None
            self.opening.restore(order)

    def _hear(self, changes: Changes) -> None:
        from counselor_desk.services.changes import Kind

        if self._is_refused and self.workspace is not None:
            # Something could be written again, so what the banner says holds no longer.
            self._is_refused = False
            self.workspace.problem_banner.hide()
        if self.desk is not None and Kind.SETTINGS in changes.kinds:
            self._follow_settings(self.desk)

    def _follow_settings(self, desk: Desk) -> None:
        """Lock after the time that is set for this store, and say so."""
        from counselor_desk.services import settings

        chosen = settings.get(desk)
        self._watches.heed(chosen)
        if self.menu is not None:
            self.menu.show_names_hidden(is_hidden=chosen.hides_names)

    def _turn_names(self) -> None:
        """Show initials in place of names, or names again."""
        from counselor_desk.services import settings

        if self.desk is None or self.workspace is None:
            return
        try:
            settings.change(self.desk, hides_names=not settings.get(self.desk).hides_names)
        except DeskError as problem:
            self.workspace.complain(str(problem))
            self._follow_settings(self.desk)

    def _close_store(self) -> None:
        desk = self._leave_pages()
        if desk is not None:
            self._parting.begin(desk, lambda: None, backs_up=False)

    def _leave_pages(self) -> Desk | None:
        """Throw away every page, and let go of the store, which the caller closes."""
        desk, workspace = self.desk, self.workspace
        if desk is None or workspace is None:
            return None
        from counselor_desk.ui.whereabouts import Whereabouts

        self._retry.stop()
        if desk.vault.looked_at is not None:
            self.opening.folder = desk.vault.looked_at.home
        self._left = Whereabouts(
            folder=self.opening.folder,
            place=workspace.place(),
            recent=tuple(workspace.recent()),
            spot=workspace.spot(),
        )
        self.desk, self.workspace = None, None
        self._set_locked(is_locked=True)
        workspace.leave()
        self._screens.setCurrentWidget(self.opening)
        self._screens.removeWidget(workspace)
        # At once, so that no answer of a task finds a page without its store.
        shiboken6.delete(workspace)
        self._watches.stop()
        return desk

    def _is_saved(self) -> bool:
        if self.workspace is None:
            return True
        try:
            self.workspace.flush()
        except RescuedError:
            return True  # the next opening brings the words back
        except DeskError as problem:
            self._is_refused = True
            self.workspace.complain(str(problem))
            return False
        return True

    def _set_locked(self, *, is_locked: bool) -> None:
        self.setWindowTitle(LOCKED_TITLE if is_locked else TITLE)
        if self.menu is not None:
            self.menu.set_locked(is_locked=is_locked)

    def _open_menu(self) -> None:
        if self.workspace is not None and self.menu is not None:
            self.menu.open_below(self.workspace.sidebar.menu_button)

    def _at_work(self, act: Callable[[Workspace], None]) -> None:
        if self.workspace is not None:
            act(self.workspace)

    def _drop_unseen(self) -> None:
        """Pages that nobody sees are made anew sooner than they are restyled."""
        prepared, self._prepared = self._prepared, None
        if prepared is not None:
            shiboken6.delete(prepared)
        if self.workspace is not None:
            self.workspace.drop_hidden()

    def _show_look(self) -> None:
        if self.menu is not None:
            self.menu.show_look(self.settings.theme, self.settings.text_scale)

    def _end(self, sentence: str) -> None:
        """Another process has the store: say so and end with 1."""
        print(f"counselor-desk: {sentence}", file=sys.stderr)  # noqa: T201 - the terminal that started it
        if QGuiApplication.platformName() != _UNSEEN_PLATFORM:
            from counselor_desk.ui import messages

            messages.tell(self, self.tr("Counselor Desk is open already"), sentence)
        QApplication.exit(1)
