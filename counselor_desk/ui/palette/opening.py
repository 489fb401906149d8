"""Opens the palette from anywhere in an open store, and tells it where one stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from counselor_desk.services.changes import Changes, Kind
from counselor_desk.ui.navigation import Navigator, Page, Place

if TYPE_CHECKING:
    from PySide6.QtGui import QWindow

    from counselor_desk.records.ids import ClientId
    from counselor_desk.services.desk import Desk
    from counselor_desk.services.search import Names
    from counselor_desk.ui.actions import Action
    from counselor_desk.ui.bulletin import Bulletin
    from counselor_desk.ui.palette.palette import Palette

KEYS = "Ctrl+K"

MOST_RECENT = 6
"""One more than is shown: the client one is at is left out."""


@runtime_checkable
class Named(Protocol):
    """A form that can begin with a name."""

    def begin_with(self, name: str) -> None:
        """Put a name into its fields."""


class PaletteOpener(QObject):
    """Makes the palette when it is first wanted, over the whole of `over`."""

    def __init__(
        self,
        desk: Desk,
        navigator: Navigator,
        bulletin: Bulletin,
        over: QWidget,
        *,
        page: Callable[[], QWidget | None],
        recent: Sequence[ClientId],
    ) -> None:
        """`page` gives what is open beside the navigation, `recent` who was open before."""
        super().__init__(over)
        self._desk, self._navigator, self._over = desk, navigator, over
        self._page, self._recent = page, list(dict.fromkeys(recent))[:MOST_RECENT]
        self._palette: Palette | None = None
        self._names: Names | None = None
        self._window: QWindow | None = None
        QShortcut(QKeySequence(KEYS), over, self.open)
        bulletin.changed.connect(self._hear)
        navigator.place_requested.connect(self._remember)

    def open(self) -> None:
        """Show the palette; a second time closes it."""
        from counselor_desk.ui.palette.choices import Standpoint

        palette = self._made()
        if palette.isVisible():
            palette.leave_open()
            return
        place = self._navigator.place
        here = None if place is None else place.client_id
        palette.open(
            Standpoint(
                client_id=here,
                recent=[one for one in self._recent if one != here],
                actions=self._page_actions(),
                menu=[*self._group_actions(), *self._menu_actions()],
                names=self._known_names,
                add_client=self._add_client,
            )
        )

    def leave(self) -> None:
        """Let go of the store, which is about to be closed."""
        if self._palette is not None:
            self._palette.leave()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the key before a line to type in does: on some desktops it empties the line."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and QKeySequence(event.keyCombination()) == QKeySequence(KEYS)
            and self._over.isVisible()
        ):
            self.open()
            return True
        return super().eventFilter(watched, event)

    def watch(self) -> None:
        """Hear the keys of the window as well, once there is one."""
        window = self._over.window().windowHandle()
        if window is not None and window is not self._window:
            self._window = window
            window.installEventFilter(self)

    def _made(self) -> Palette:
        from counselor_desk.ui.palette.palette import Palette

        if self._palette is None:
            self._palette = Palette(self._desk, self._navigator, self._over)
        return self._palette

    def _page_actions(self) -> list[Action]:
        from counselor_desk.ui import actions

        page = self._page()
        return [] if page is None else actions.of_page(page)

    def _group_actions(self) -> list[Action]:
        from counselor_desk.ui.palette.group_actions import group_actions

        return group_actions(self._desk, self._navigator)

    def _menu_actions(self) -> list[Action]:
        from counselor_desk.ui import actions
        from counselor_desk.ui.main_menu import MainMenu

        return actions.of_menus(self._over.window().findChildren(MainMenu))

    def _known_names(self) -> Names:
        from counselor_desk.services import search

        if self._names is None:
            self._names = search.names(self._desk)
        return self._names

    def _add_client(self, name: str) -> None:
        self._navigator.open(Place(page=Page.CLIENT_FORM))
        form = self._page()
        if isinstance(form, Named):
            form.begin_with(name)

    def _remember(self, place: Place) -> None:
        if place.client_id is not None:
            others = [one for one in self._recent if one != place.client_id]
            self._recent = [place.client_id, *others][:MOST_RECENT]

    def _hear(self, changes: Changes) -> None:
        if Kind.CLIENT in changes.kinds:
            self._names = None
            if not changes.clients.isdisjoint(self._recent):
                self._forget_gone()

    def _forget_gone(self) -> None:
        """Clients who went again with the import that brought them are recent no more."""
        from counselor_desk.services import clients

        there = clients.some(self._desk, self._recent)
        self._recent = [one for one in self._recent if one in there]
