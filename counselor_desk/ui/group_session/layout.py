"""How the group session page is laid out: the shared part beside the members, or above them."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from counselor_desk.ui import theme as themes
from counselor_desk.ui.banner_area import BannerArea
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.group_session.footer import GroupFooter
from counselor_desk.ui.group_session.header import GroupHeader
from counselor_desk.ui.group_session.members import MembersCard
from counselor_desk.ui.group_session.shared import SharedCard
from counselor_desk.ui.group_session.signing import SigningStrip
from counselor_desk.ui.layouts import Column, Row
from counselor_desk.ui.scrolling import PageScroll

_SIDE_BY_SIDE_FROM = 1000
"""The width of the page, at 100 %, from which the shared part stands beside the members."""

_AROUND_ROW = 24


class GroupLayout(QWidget):
    """Head, what went wrong, the two cards, the progress of signing, and the foot."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dress(self, c="page")
        self._is_narrow: bool | None = None
        self.header, self.footer = GroupHeader(), GroupFooter()
        self.shared, self.members = SharedCard(), MembersCard()
        self.strip = SigningStrip()
        self.failure_banner = Banner("", tone="risk", can_close=True)
        self.failure_banner.hide()
        self._cards = Row(
            Column(self.shared, "stretch"),
            (Column(self.members, "stretch"), 1),
            margins=(28, 16, 18, 16),
            spacing=16,
        )
        self._content = QWidget()
        self._content.setLayout(self._cards)
        self._scroll = PageScroll(self._content)
        self.setLayout(
            Column(
                self.header,
                BannerArea(self.failure_banner),
                (self._scroll, 1),
                self.strip,
                self.footer,
                spacing=0,
            )
        )
        self.strip.hide()
        themes.look().theme_changed.connect(self.refit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the shared part beside the members or above them."""
        super().resizeEvent(event)
        self._fit()

    def refit(self, *_theme: object) -> None:
        """Lay the cards out anew, as another text size or session asks."""
        self._is_narrow = None
        self._fit()

    def reveal(self) -> None:
        """Scroll the open row into sight."""
        rows = self.members.group_members_list
        rect = rows.open_rect()
        if not rect.isValid():
            return
        for corner in (rect.bottomLeft(), rect.topLeft()):
            place = rows.viewport().mapTo(self._content, corner + QPoint(1, 0))
            self._scroll.ensureVisible(place.x(), place.y(), 0, _AROUND_ROW)

    def set_signing(self, *, is_signing: bool) -> None:
        """While notes are signed, nothing is written."""
        for part in (self.shared, self.members, self.footer):
            part.setEnabled(not is_signing)
        self.strip.setVisible(is_signing)

    def _fit(self) -> None:
        is_narrow = self.width() / themes.current().scale < _SIDE_BY_SIDE_FROM
        if is_narrow == self._is_narrow:
            return
        self._is_narrow = is_narrow
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._cards.setDirection(down if is_narrow else across)
        self.shared.set_narrow(is_narrow=is_narrow)
