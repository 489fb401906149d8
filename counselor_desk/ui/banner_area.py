"""Where the banners of a page stand; takes no room while none is shown."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from counselor_desk.ui.banners import Banner
from counselor_desk.ui.layouts import Column, Margins

_SHOWING = (QEvent.Type.ShowToParent, QEvent.Type.HideToParent)


class BannerArea(QWidget):
    """A column of banners that is there only with one of them."""

    def __init__(
        self,
        *banners: Banner,
        margins: Margins = (28, 12, 28, 0),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._banners = banners
        self.setLayout(Column(*banners, margins=margins, spacing=8))
        for banner in banners:
            banner.installEventFilter(self)
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Come and go with the banners."""
        if event.type() in _SHOWING:
            self._follow()
        return super().eventFilter(watched, event)

    def _follow(self) -> None:
        self.setVisible(any(not banner.isHidden() for banner in self._banners))
