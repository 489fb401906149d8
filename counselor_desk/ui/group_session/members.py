"""The card of members: a list of rows, one of them open as an editor."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu, QSizePolicy, QWidget

from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.ids import ClientId
from counselor_desk.ui import painting
from counselor_desk.ui import theme as themes
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import Card, Line
from counselor_desk.ui.group_session import words
from counselor_desk.ui.group_session.editor import MemberEditor
from counselor_desk.ui.group_session.model import (
    ROW_HEIGHT,
    MembersDelegate,
    MembersModel,
    ShownMember,
    titles,
)
from counselor_desk.ui.group_session.texts import ACTS
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Row, hold
from counselor_desk.ui.page_keys import pressed

_HEAD_HEIGHT = 32
_WORDS_FROM = 640
_KEYS = {
    Qt.Key.Key_P: AttendanceCode.PRESENT,
    Qt.Key.Key_L: AttendanceCode.LATE,
    Qt.Key.Key_N: AttendanceCode.NO_SHOW,
    Qt.Key.Key_E: AttendanceCode.EXCUSED,
}
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class MemberRows(QListView):
    """Every member; as high as its rows, so that the page scrolls and not the list.

    Signals:
        opened: open the row of this client; carries its id.
        marked: how a client attended; carries its id and an `AttendanceCode`.
        remove_requested: take a client out of the session; carries its id.
    """

    opened = Signal(object)
    marked = Signal(object, object)
    remove_requested = Signal(object)

    def __init__(self, editor: MemberEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._open: ClientId | None = None
        self._open_height = 0
        self._laid: tuple[object, ...] = ()
        self.members = MembersModel(self)
        self.delegate = MembersDelegate(self._height_of, self)
        self.setModel(self.members)
        self.setItemDelegate(self.delegate)
        self.setObjectName("group_members_list")
        self.setAccessibleName(self.tr("Members"))
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        editor.setParent(self.viewport())
        editor.hide()
        self._refit = QTimer(self, singleShot=True, interval=0)
        self._refit.timeout.connect(self.refit)
        editor.resized.connect(self._refit.start)
        editor.edited.connect(self.refit)
        themes.look().theme_changed.connect(self._refit_soon)

    def show_rows(self, rows: Sequence[ShownMember]) -> None:
        """Show these members."""
        count = self.members.rowCount()
        self.members.show(rows)
        if self.members.rowCount() != count:
            self.refit()

    def open_row(self, client_id: ClientId | None) -> None:
        """Show the editor in the row of a client; None closes it."""
        self._open = client_id
        self.setCurrentIndex(self.members.find(lambda row: row.client_id == client_id))
        self.refit()
        self._editor.setVisible(client_id is not None)

    def open_client(self) -> ClientId | None:
        """Whose row is open."""
        return self._open

    def current_client(self) -> ClientId | None:
        """The row that has the keyboard."""
        row = self.members.row(self.currentIndex())
        return None if row is None else row.client_id

    def open_rect(self) -> QRect:
        """Where the open row is, in the list."""
        index = self.members.find(lambda row: row.client_id == self._open)
        return self.visualRect(index) if index.isValid() else QRect()

    def refit(self) -> None:
        """Be as high as the rows are now, with the editor in its place."""
        self._refit.stop()
        width, row_height = self.viewport().width(), themes.current().row(ROW_HEIGHT)
        is_open = self.members.find(lambda row: row.client_id == self._open).isValid()
        self._open_height = self._editor.height_at(width) if is_open else 0
        closed = self.members.rowCount() - is_open
        laid = (width, row_height, self._open if is_open else None, self._open_height, closed)
        if laid != self._laid:
            self._laid = laid
            self.delegate.fit(width)
            self.scheduleDelayedItemsLayout()
            self.executeDelayedItemsLayout()
            self.setFixedHeight(closed * row_height + self._open_height)
            self._settle_around()
        self._place_editor()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """P, L, N and E mark a row, Enter opens it, Delete takes it out."""
        if pressed(event) in ACTS or not self.hasFocus():
            event.ignore()  # a key of the page, or one that the editor had no use for
            return
        client_id, key = self.current_client(), Qt.Key(event.key())
        is_plain = event.modifiers() in _PLAIN
        if client_id is None or not is_plain:
            super().keyPressEvent(event)
        elif key in _KEYS:
            self.marked.emit(client_id, _KEYS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(client_id)
        elif key == Qt.Key.Key_Delete:
            self.remove_requested.emit(client_id)
        elif key == Qt.Key.Key_Menu:
            self._open_menu(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens the row."""
        super().mouseReleaseEvent(event)
        row = self.members.row(self.indexAt(event.position().toPoint()))
        if row is not None and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(row.client_id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the row below the mouse."""
        index = self.indexAt(event.pos())
        if index.isValid():
            self._open_menu(index)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes by keyboard finds a row to start from."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.members.rowCount():
            self.setCurrentIndex(self.members.index(0, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width makes another height."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._refit.start()
        self._place_editor()

    def _settle_around(self) -> None:
        """Give all that stands around the list its place now, so that it is painted once."""
        around = self.parentWidget()
        while around is not None and (layout := around.layout()) is not None:
            layout.activate()
            around = around.parentWidget()

    def _refit_soon(self, *_theme: object) -> None:
        self._refit.start()

    def _height_of(self, client_id: ClientId) -> int:
        """The height of the open row, 0 for the others."""
        return self._open_height if client_id == self._open else 0

    def _place_editor(self) -> None:
        rect = self.open_rect()
        if rect.isValid():
            self._editor.setGeometry(rect)

    def _open_menu(self, index: QModelIndex) -> None:
        row = self.members.row(index)
        if row is None:
            return
        menu = QMenu(self)
        for code in AttendanceCode:
            menu.addAction(words.attendance(code), partial(self.marked.emit, row.client_id, code))
        menu.addSeparator()
        menu.addAction(
            self.tr("Take out of this session"),
            partial(self.remove_requested.emit, row.client_id),
        )
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.viewport().mapToGlobal(self.visualRect(index).bottomLeft()))


class _Titles(QWidget):
    """The titles of the columns, where the delegate puts the cells."""

    def __init__(self, delegate: MembersDelegate) -> None:
        super().__init__()
        self._delegate = delegate
        hold(self, height=_HEAD_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Small words in a row."""
        painter, theme = QPainter(self), themes.current()
        for place, text in titles(self._delegate, self.rect()):
            painting.draw_text(painter, place, theme, text, kind="caption", ink="text2")


class MembersCard(Card):
    """Members with what is done for all of them.

    Signals:
        all_present_requested, no_risk_requested, add_requested: the buttons.
    """

    all_present_requested = Signal()
    no_risk_requested = Signal()
    add_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margins=(1, 1, 1, 1), spacing=0, parent=parent)
        self.editor = MemberEditor()
        self.group_members_list = MemberRows(self.editor)
        self.group_present_button = Button(self.tr("All present"), icon="check")
        self.group_risk_button = Button(self.tr("No risk reported"), icon="shield-check")
        self.group_add_member_button = Button(self.tr("Add member"), icon="user-plus")
        self.places_label = Label("", "muted")
        self.empty_label = Label(
            self.tr("No members. Add from your clients; {count} are the most."),
            "muted",
            wraps=True,
        )
        self._empty = QWidget()
        self._empty.setLayout(Row((self.empty_label, 1), margins=(16, 16, 16, 16)))
        self._head = QWidget()
        self._head.setLayout(
            Row(
                Label(self.tr("Members"), "section"),
                self.places_label,
                "stretch",
                self.group_risk_button,
                self.group_present_button,
                self.group_add_member_button,
                margins=(16, 10, 12, 10),
            )
        )
        self.titles = _Titles(self.group_members_list.delegate)
        self.body.add(self._head, Line(), self.titles, Line(), self.group_members_list, self._empty)
        self.group_present_button.setToolTip(self.tr("Only rows that are not set (Ctrl+Shift+A)"))
        self.group_risk_button.setToolTip(self.tr("Only rows without an answer (Ctrl+Shift+R)"))
        self.group_present_button.clicked.connect(self.all_present_requested)
        self.group_risk_button.clicked.connect(self.no_risk_requested)
        self.group_add_member_button.clicked.connect(self.add_requested)

    def show_rows(self, rows: Sequence[ShownMember], limit: int) -> None:
        """Show these members, and how many places there are."""
        self.group_members_list.show_rows(rows)
        count = len(rows)
        self.places_label.setText(
            self.tr("{count} of {most} places").format(count=count, most=limit)
        )
        is_over = count > limit
        self.places_label.set_tone("overdue" if is_over else "")
        self.places_label.setToolTip(
            self.tr("More members than a group should have") if is_over else ""
        )
        self.empty_label.setText(
            self.tr("No members. Add from your clients; {count} are the most.").format(count=limit)
        )
        self.group_members_list.setVisible(bool(rows))
        self.titles.setVisible(bool(rows))
        self._empty.setVisible(not rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the card is narrow, buttons say less."""
        super().resizeEvent(event)
        is_wide = self.width() / themes.current().scale >= _WORDS_FROM
        for button, name in (
            (self.group_present_button, self.tr("All present")),
            (self.group_risk_button, self.tr("No risk reported")),
            (self.group_add_member_button, self.tr("Add member")),
        ):
            button.set_text(name if is_wide else "")
            button.setAccessibleName(name)
