"""The unlock window without the program: plain widgets, the same fonts, icons and style sheet.

It knows nothing of our package. What it wears comes from a file that the benchmark writes.
"""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QFont, QFontDatabase, QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)


class Picture(QWidget):
    """An icon that paints itself."""

    def __init__(self, pixmap: QPixmap, side: int) -> None:
        super().__init__()
        self._pixmap = pixmap
        self.setFixedSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        place = (self.width() - self._pixmap.width()) // 2
        QPainter(self).drawPixmap(place, place, self._pixmap)


def show(app: QApplication, worn: str) -> QMainWindow:
    """Show the window; `worn` is the path of a JSON file of fonts, sheet and icons."""
    wear = json.loads(Path(worn).read_text(encoding="utf-8"))
    for path in wear["fonts"]:
        QFontDatabase.addApplicationFont(path)
    app.setStyle("Fusion")
    font = QFont("Inter")
    font.setPixelSize(13)
    app.setFont(font)
    icons = {name: _pixmap(svg) for name, svg in wear["icons"].items()}
    window = QMainWindow()
    window.setWindowTitle("Counselor Desk (locked)")
    outer, inner = QStackedWidget(), QStackedWidget()
    inner.addWidget(_page(icons))
    outer.addWidget(inner)
    window.setCentralWidget(outer)
    window.setStyleSheet(wear["sheet"])  # as the program's windows wear it
    window.resize(1366, 768)
    window.show()
    window.findChild(QLineEdit).setFocus()
    return window


def _page(icons: dict[str, QPixmap]) -> QWidget:
    page = _dressed(QWidget(), c="page")
    promise = "Everything is stored encrypted on this computer. Nothing is sent anywhere."
    foot = _row(Picture(icons["shield-check"], 14), _label(promise, "hint"))
    card = _row(_card(icons))
    column = QVBoxLayout(page)
    column.addStretch()
    for line in (card, foot):
        column.addLayout(line)
    column.addStretch()
    return page


def _card(icons: dict[str, QPixmap]) -> QFrame:
    card = _dressed(QFrame(), c="card")
    card.setFixedWidth(420)
    edit = _dressed(QLineEdit(), z="", bad="0")
    edit.setEchoMode(QLineEdit.EchoMode.Password)
    eye = _button("", "icon", icons["eye"])
    eye.setParent(edit)
    eye.move(336, 2)
    words = QVBoxLayout()
    words.addWidget(_label("Counselor Desk is locked", "section"))
    words.addWidget(_label("Records · this computer only", "caption"))
    head = QHBoxLayout()
    head.addWidget(Picture(icons["lock"], 40))
    head.addLayout(words, 1)
    upper, lower = QHBoxLayout(), QHBoxLayout()
    upper.addWidget(_button("Use recovery words", "link", icons["key-round"], z="s"))
    upper.addStretch()
    upper.addWidget(_button("Restore a backup…", "link", icons["rotate-ccw"], z="s"))
    lower.addWidget(_button("Open another folder…", "link", z="s"))
    lower.addStretch()
    column = QVBoxLayout(card)
    column.addWidget(_held(head))
    part = QVBoxLayout()
    field = QVBoxLayout()
    field.addWidget(_label("Passphrase", "caption"))
    field.addWidget(edit)
    part.addWidget(_held(field))
    part.addWidget(_button("Unlock", "primary", z=""))
    part.addLayout(upper)
    part.addLayout(lower)
    column.addWidget(_held(part))
    return card


def _held(layout: QLayout) -> QWidget:
    widget = QWidget()
    layout.setContentsMargins(0, 0, 0, 0)
    widget.setLayout(layout)
    return widget


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addStretch()
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch()
    return row


def _label(text: str, kind: str) -> QLabel:
    label = QLabel(text)
    return _dressed(label, t=kind, tone="")


def _button(text: str, kind: str, icon: QPixmap | None = None, **more: str) -> QPushButton:
    button = QPushButton(text)
    if icon is not None:
        button.setIcon(QIcon(icon))
    return _dressed(button, k=kind, **more)


def _dressed(widget: QWidget, **looks: str) -> QWidget:
    for name, value in looks.items():
        widget.setProperty(name, value)
    return widget


def _pixmap(svg: str) -> QPixmap:
    pixmap = QPixmap(18, 18)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, 18, 18))
    painter.end()
    return pixmap
