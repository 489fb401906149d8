"""The navigation at the left: where one is, who was open last, and the lock."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from counselor_desk.records.ids import ClientId
from counselor_desk.ui import painting, tokens
from counselor_desk.ui import theme as themes
from counselor_desk.ui.buttons import Button, IconButton
from counselor_desk.ui.cards import Line, Panel
from counselor_desk.ui.chips import Icon
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.focus import KeyboardFocus
from counselor_desk.ui.keys import draw_key, shown_keys
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row, hold

ITEM_HEIGHT = 34
RECENT_LIMIT = 4
_AVATAR = 20
_BADGE_HEIGHT = 18


class NavButton(KeyboardFocus, QPushButton):
    """A place in the navigation: a picture, a word, and a count at its right.

    `has_badge` fills the ground of the count, which then asks for something to be done.

    In the rail only the picture is left; the word is the tooltip then.
    """

    def __init__(
        self,
        text: str,
        icon: str = "",
        parent: QWidget | None = None,
        *,
        has_badge: bool = False,
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self._has_badge = has_badge
        self._count = ""
        self._is_rail = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        dress(self, k="nav", on="0")
        self.set_text(text)

    def set_text(self, text: str, count: str = "") -> None:
        """Change the word and the count, and what screen readers say."""
        self._text, self._count = text, count
        self.setAccessibleName(f"{text}, {count}" if count else text)
        self._explain()
        self.update()

    def set_here(self, is_here: bool) -> None:
        """Mark it as the place that is open."""
        dress(self, on="1" if is_here else "0")

    def set_rail(self, is_rail: bool) -> None:
        """Show the picture alone, or everything."""
        self._is_rail = is_rail
        self._explain()
        self.update()

    def sizeHint(self) -> QSize:
        """One row of the navigation."""
        theme = themes.current()
        return QSize(theme.s(40), theme.s(ITEM_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Never smaller than it can be hit."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The body from the style sheet, then picture, word and count."""
        super().paintEvent(event)
        theme, painter = themes.current(), QPainter(self)
        is_here = self.property("on") == "1"
        ink = "accent" if is_here else "text"
        left = self._paint_picture(painter, theme, "accent" if is_here else "text2")
        if self._is_rail:
            return
        right = self.width() - theme.s(16)
        if self._count:
            right = self._paint_count(painter, theme) - theme.s(8)
        line = QRect(left, 0, right - left, self.height())
        kind = "strong" if is_here else "body"
        is_cut = painting.draw_text(painter, line, theme, self._text, kind=kind, ink=ink)
        self._explain(is_cut=is_cut)

    def _paint_count(self, painter: QPainter, theme: themes.Theme) -> int:
        """Draw the count, on a badge or not; returns where it starts."""
        if not self._has_badge:
            width = QFontMetrics(theme.font()).horizontalAdvance(self._count)
            place = QRect(self.width() - theme.s(16) - width, 0, width, self.height())
            painting.draw_text(painter, place, theme, self._count, ink="text2")
            return place.left()
        words = painting.text_width(theme, self._count, "chip")
        high = theme.s(_BADGE_HEIGHT)
        width = max(words + 2 * theme.s(6), theme.s(_BADGE_HEIGHT + 4))
        left, top = self.width() - theme.s(6) - width, (self.height() - high) // 2
        badge = QRect(left, top, width, high)
        painting.draw_box(painter, badge, theme, "accent", radius=_BADGE_HEIGHT / 2)
        center = Qt.AlignmentFlag.AlignHCenter
        painting.draw_text(
            painter, badge, theme, self._count, kind="chip", ink="on_accent", align=center
        )
        return left

    def _paint_picture(self, painter: QPainter, theme: themes.Theme, ink: str) -> int:
        """Draw icon or disc; returns where the word starts."""
        if self._icon_name:
            left = (self.width() - theme.s(tokens.ICON_SIZE)) // 2 if self._is_rail else theme.s(10)
            place = QPoint(left, 0)
            painting.draw_icon(painter, place, self.height(), theme, self._icon_name, ink)
            return theme.s(36)
        side = theme.s(_AVATAR)
        disc = QRect(theme.s(8), (self.height() - side) // 2, side, side)
        painting.draw_avatar(painter, disc, theme, self._text)
        return theme.s(37)

    def _explain(self, *, is_cut: bool = False) -> None:
        tip = self._text if self._is_rail or is_cut else ""
        if self.toolTip() != tip:
            self.setToolTip(tip)


class SearchButton(NavButton):
    """Looks like a line to type in and opens the palette; in the rail a magnifier."""

    def __init__(self, text: str, keys: str, parent: QWidget | None = None) -> None:
        """`keys` open it as well."""
        super().__init__(text, "search", parent)
        self._keys = keys
        dress(self, k="find")

    def set_rail(self, is_rail: bool) -> None:
        """Show the picture alone, without a frame, or everything."""
        super().set_rail(is_rail)
        dress(self, k="nav" if is_rail else "find")

    def paintEvent(self, event: QPaintEvent) -> None:
        """The key at the right, over what every place has."""
        super().paintEvent(event)
        if self._is_rail:
            return
        theme, painter = themes.current(), QPainter(self)
        draw_key(painter, self.rect().adjusted(0, 0, -theme.s(6), 0), theme, self._keys)


class BrandMark(QWidget):
    """The program's sign: a notebook on the accent color."""

    def __init__(self, *, size: float = 26, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A square."""
        side = themes.current().s(self._size)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the square and the notebook."""
        theme, painter = themes.current(), QPainter(self)
        painting.draw_box(painter, self.rect(), theme, "accent", radius=tokens.RADIUS_CONTROL)
        left = (self.width() - theme.s(tokens.ICON_SIZE)) // 2
        painting.draw_icon(
            painter, QPoint(left, 0), self.height(), theme, "notebook-pen", "on_accent"
        )


class Sidebar(Panel):
    """The navigation, 212 px wide or a rail of 56.

    Signals:
        search_requested: open the palette.
        today_requested: show what is owed.
        clients_requested: show the client list.
        groups_requested: show every group.
        attendance_requested: show the attendance of the week.
        phrases_requested: show phrases and templates.
        client_requested: open the chart of a recent client; carries its id.
        backup_requested: show backups.
        settings_requested: show the settings.
        lock_requested: lock now.
    """

    search_requested = Signal()
    today_requested = Signal()
    clients_requested = Signal()
    groups_requested = Signal()
    attendance_requested = Signal()
    phrases_requested = Signal()
    client_requested = Signal(object)
    backup_requested = Signal()
    settings_requested = Signal()
    lock_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(part="nav", margins=(10, 13, 11, 10), spacing=0, parent=parent)
        self._recent_ids: list[ClientId] = []
        self._is_rail = False
        self.menu_button = IconButton("menu", self.tr("Menu"))
        self._brand_mark = BrandMark()
        self._brand_label = Label(self.tr("Counselor Desk"), "strong")
        self._brand = Row(
            self._brand_mark, (self._brand_label, 1), self.menu_button, margins=(0, 0, 0, 0)
        )
        self.search_button = SearchButton(self.tr("Search"), shown_keys("Ctrl+K"))
        self.search_button.clicked.connect(self.search_requested)
        self.today_button = NavButton(self.tr("Today"), "sun", has_badge=True)
        self.today_button.clicked.connect(self.today_requested)
        self.clients_button = NavButton(self.tr("Clients"), "users")
        self.clients_button.clicked.connect(self.clients_requested)
        self.groups_button = NavButton(self.tr("Groups"), "users-round")
        self.groups_button.clicked.connect(self.groups_requested)
        self.recent_label = Label(self.tr("Recent clients"), "group")
        self.recent_buttons = [self._recent_button(place) for place in range(RECENT_LIMIT)]
        self.backup_button = NavButton(self.tr("Backup"), "archive-restore")
        self.backup_button.clicked.connect(self.backup_requested)
        self.attendance_button = NavButton(self.tr("Attendance"), "calendar-days")
        self.attendance_button.clicked.connect(self.attendance_requested)
        self.phrases_button = NavButton(self.tr("Phrases & templates"), "list")
        self.phrases_button.clicked.connect(self.phrases_requested)
        self.settings_button = NavButton(self.tr("Settings"), "settings")
        self.settings_button.clicked.connect(self.settings_requested)
        self.lock_label = Label("", "caption")
        self._lock_icon = Icon("lock", size=15)
        self.lock_button = Button(self.tr("Lock now"), kind="link", is_small=True)
        self.lock_button.clicked.connect(self.lock_requested)
        self.rail_lock_button = NavButton(self.tr("Lock now"), "lock")
        self.rail_lock_button.clicked.connect(self.lock_requested)
        self._line = Line()
        self._foot = Row(
            self._lock_icon, (self.lock_label, 1), self.lock_button, margins=(8, 0, 2, 0), spacing=5
        )
        self._words = (
            self._brand_mark,
            self._brand_label,
            self._line,
            self._lock_icon,
            self.lock_label,
            self.lock_button,
        )
        self._fill()
        self.set_rail(is_rail=False)
        self.set_recent(())

    def _fill(self) -> None:
        self.body.add(
            self._brand,
            13,
            self.search_button,
            11,
            Column(
                self.today_button,
                self.clients_button,
                self.groups_button,
                self.attendance_button,
                self.phrases_button,
                spacing=4,
            ),
            16,
            Row(10, self.recent_label),
            4,
            Column(*self.recent_buttons, spacing=4),
            "stretch",
            Column(self.backup_button, self.settings_button, spacing=4),
            9,
            self.rail_lock_button,
            self._line,
            9,
            self._foot,
        )

    def _recent_button(self, place: int) -> NavButton:
        button = NavButton("")
        button.clicked.connect(lambda: self.client_requested.emit(self._recent_ids[place]))
        return button

    def set_rail(self, *, is_rail: bool) -> None:
        """Shrink to a rail of icons, or show the words again."""
        self._is_rail = is_rail
        hold(self, width=tokens.RAIL_WIDTH if is_rail else tokens.NAV_WIDTH)
        self.body.set_margins((8, 16, 8, 0) if is_rail else (10, 13, 11, 10))
        self._brand.set_margins((6, 0, 0, 0))
        places = (
            self.search_button,
            self.today_button,
            self.clients_button,
            self.groups_button,
            self.attendance_button,
            self.phrases_button,
            self.backup_button,
            self.settings_button,
            self.rail_lock_button,
        )
        for button in (*places, *self.recent_buttons):
            button.set_rail(is_rail)
        for part in self._words:
            part.setVisible(not is_rail)
        self.rail_lock_button.setVisible(is_rail)
        self._show_recent()

    def set_due_count(self, count: int) -> None:
        """How much is owed."""
        self.today_button.set_text(self.tr("Today"), f"{count:,}" if count else "")

    def set_active_count(self, count: int) -> None:
        """How many clients are in treatment now."""
        self.clients_button.set_text(self.tr("Clients"), f"{count:,}")

    def set_backup_age(self, age: str) -> None:
        """When the last verified backup was made, in a word or two."""
        self.backup_button.set_text(self.tr("Backup"), age)

    def set_recent(self, clients: Sequence[tuple[ClientId, str]]) -> None:
        """The last clients that were open, newest first, by id and shown name."""
        self._recent_ids = [client_id for client_id, _ in clients[:RECENT_LIMIT]]
        for button, (_, name) in zip(self.recent_buttons, clients, strict=False):
            button.set_text(name)
        self._show_recent()

    def set_here(
        self,
        client_id: ClientId | None,
        *,
        is_list: bool,
        is_today: bool = False,
        is_groups: bool = False,
        is_attendance: bool = False,
        is_phrases: bool = False,
        is_backup: bool = False,
        is_settings: bool = False,
    ) -> None:
        """Mark Today, the list, a recent client or another page, as what is open."""
        self.today_button.set_here(is_today)
        self.groups_button.set_here(is_groups)
        self.attendance_button.set_here(is_attendance)
        self.phrases_button.set_here(is_phrases)
        self.backup_button.set_here(is_backup)
        self.settings_button.set_here(is_settings)
        is_recent = client_id in self._recent_ids
        self.clients_button.set_here(is_list or (client_id is not None and not is_recent))
        for place, button in enumerate(self.recent_buttons):
            known = place < len(self._recent_ids)
            button.set_here(known and self._recent_ids[place] == client_id)

    def set_lock_minutes(self, minutes: int) -> None:
        """After how many minutes without a key or the mouse the window locks."""
        self.lock_label.setText(self.tr("Locks after {n} min").format(n=minutes))

    def _show_recent(self) -> None:
        self.recent_label.setVisible(bool(self._recent_ids) and not self._is_rail)
        for place, button in enumerate(self.recent_buttons):
            button.setVisible(place < len(self._recent_ids) and not self._is_rail)

    def focus_stops(self) -> list[QWidget]:
        """What Tab reaches, from top to bottom."""
        return [
            self.menu_button,
            self.search_button,
            self.today_button,
            self.clients_button,
            self.groups_button,
            self.attendance_button,
            self.phrases_button,
            *self.recent_buttons,
            self.backup_button,
            self.settings_button,
            self.lock_button,
            self.rail_lock_button,
        ]
