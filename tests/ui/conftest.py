"""The themed application and the checks that every page has to pass."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractScrollArea, QLabel, QWidget

from counselor_desk.ui import messages
from counselor_desk.ui import theme as themes
from counselor_desk.ui.labels import ElidedLabel


@pytest.fixture(autouse=True)
def _look(qapp):
    """Every test starts in the light theme at 100 %."""
    themes.apply(qapp, themes.Theme())
    yield
    if themes.current() != themes.Theme():
        themes.apply(qapp, themes.Theme())


@pytest.fixture
def look(qapp):
    """What the application wears; tests change it with `look.wear(Theme(...))`."""
    return themes.look()


@pytest.fixture
def assert_accessible():
    """Call with a shown page: every widget that Tab reaches says what it is."""
    return _assert_accessible


@pytest.fixture
def assert_nothing_clipped():
    """Call with a shown page: no label is cut and nothing sticks out of its parent."""
    return _assert_nothing_clipped


class Dialogs:
    """What the program asked, and what the test answers."""

    def __init__(self):
        self.opened = []
        self._answers = []

    def expect(self, title, act):
        """The next dialog must have this title; `act` gets it and presses something."""
        self._answers.append((title, act))

    def run(self, dialog):
        self.opened.append(dialog.title_label.text())
        assert self._answers, f"unexpected dialog: {dialog.title_label.text()}"
        title, act = self._answers.pop(0)
        assert dialog.title_label.text() == title
        dialog.place()
        dialog.show()
        act(dialog)
        accepted = dialog.result() == dialog.DialogCode.Accepted
        dialog.done(dialog.result())
        return accepted


@pytest.fixture(autouse=True)
def dialogs(monkeypatch):
    """A dialog that the test does not expect is a failure."""
    seam = Dialogs()
    monkeypatch.setattr(messages, "run", seam.run)
    yield seam
    assert not seam._answers, f"never asked: {seam._answers}"


def _assert_accessible(page: QWidget) -> None:
    silent = [
        _name(widget)
        for widget in page.findChildren(QWidget)
        if widget.isVisibleTo(page)
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not _spoken(widget)
    ]
    assert not silent, f"without an accessible name: {silent}"


def _spoken(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else ""


def _assert_nothing_clipped(page: QWidget) -> None:
    cut = [_name(label) for label in page.findChildren(QLabel) if _is_cut(label, page)]
    assert not cut, f"cut: {cut}"
    out = [_name(child) for child in page.findChildren(QWidget) if _sticks_out(child, page)]
    assert not out, f"outside its parent: {out}"


def _is_cut(label: QLabel, page: QWidget) -> bool:
    if isinstance(label, ElidedLabel) or not label.isVisibleTo(page) or not label.text():
        return False
    if label.wordWrap():
        return label.heightForWidth(label.width()) > label.height()
    hint = label.sizeHint()
    return hint.width() > label.width() or hint.height() > label.height()


def _sticks_out(child: QWidget, page: QWidget) -> bool:
    parent = child.parentWidget()
    if parent is None or child.isWindow() or not child.isVisibleTo(page) or child.size().isEmpty():
        return False
    if isinstance(parent.parentWidget(), QAbstractScrollArea):
        # What scrolls may be taller than its view, never wider.
        return child.width() > parent.width() and parent is parent.parentWidget().viewport()
    return not QRect(0, 0, parent.width(), parent.height()).contains(child.geometry())


def _name(widget: QWidget) -> str:
    text = getattr(widget, "text", lambda: "")
    words = text() if callable(text) else text
    return f"{type(widget).__name__} {widget.objectName()} {words!r}"
