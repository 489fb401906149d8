"""A person at the window: looks at the screen, presses keys, clicks, and waits."""

from __future__ import annotations

import faulthandler
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)

from counselor_desk.ui.kept_look import FIRST_SIZE
from counselor_desk.ui.main_window import MainWindow
from counselor_desk.ui.opening import Surroundings
from tests.journeys.stalls import Stalls

ZONE = "America/Chicago"
PATIENCE_S = 120.0
"""Far more than anything takes: a loaded machine may stand still for half a minute."""
_LOOK_EVERY_MS = 40
_LOOKS = 20
"""How often one looks whether a control lies still before one clicks where it is."""
_ASCII_END = 128
_MOVES = frozenset({"Tab", "Shift+Tab", "Up", "Down", "Left", "Right", "Home", "End", "Alt+Down"})
"""Keys that move within a page and open nothing."""


class ImpatientError(AssertionError):
    """What the person waited for did not come."""


class Person:
    """Works with one window as somebody would who sees its words and has a keyboard."""

    def __init__(self, window: MainWindow, stalls: Stalls | None = None) -> None:
        """`stalls` hears what every letter and move took."""
        self.window = window
        self.stalls = stalls or Stalls()

    def types(self, text: str) -> None:
        """Type into whatever has the focus; letters that no key has come by an input method."""
        for letter in text:
            if _is_text(QApplication.focusWidget()):
                what, stays = f"the letter {letter!r}", self._stays_here()
                with self.stalls.watching(what, is_letter=True, counts=stays):
                    _type(letter)
            else:
                _type(letter)

    def presses(self, *keys: str) -> None:
        """Press keys one after the other: `presses("Ctrl+L")`, `presses("Tab", "Return")`."""
        for name in keys:
            if name in _MOVES:
                with self.stalls.watching(name, counts=self._stays_here()):
                    _press(name)
            else:
                _press(name)

    def clicks(self, what: str | QWidget) -> None:
        """Click on a control in sight, by its words or the control itself."""
        widget = self.finds(what) if isinstance(what, str) else what
        _bring_into_sight(widget)
        window = widget.window().windowHandle()
        none = Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(window, Qt.MouseButton.LeftButton, none, _place(widget))

    def fills(self, name: str, text: str) -> None:
        """Click into a field and type over what is there."""
        self.clicks(self.finds(name))
        self.presses("Ctrl+A")
        self.types(text)

    def finds(self, name: str) -> QWidget:
        """The control in sight with this accessible name, or with these words on it."""
        found = [one for one in self._in_sight() if name in _names(one) and _takes_focus(one)]
        if not found:
            raise ImpatientError(f"no control is called {name!r}; there are {self.controls()}")
        return found[0]

    def has(self, name: str) -> bool:
        """Whether a control of this name is in sight."""
        return any(name in _names(one) and _takes_focus(one) for one in self._in_sight())

    def controls(self) -> list[str]:
        """What the controls in sight are called."""
        return [_name(one) for one in self._in_sight() if _takes_focus(one)]

    def reads(self) -> str:
        """Every word in sight, a line for each piece."""
        return "\n".join(words for one in self._in_sight() if (words := _words(one)))

    def sees(self, words: str) -> bool:
        """Whether these words are in sight."""
        return words in self.reads()

    def focus(self) -> str:
        """What the control with the focus is called."""
        widget = QApplication.focusWidget()
        return "" if widget is None else _name(widget)

    def waits_to_see(self, words: str) -> None:
        """Wait until these words are in sight."""
        self.waits(lambda: self.sees(words), words)

    def waits(self, until: Callable[[], bool], what: str = "it") -> None:
        """Let the program work until something is so."""
        patience_ends = time.monotonic() + PATIENCE_S
        while not until():
            if time.monotonic() > patience_ends:
                faulthandler.dump_traceback(all_threads=True)  # where a job of ours still is
                raise ImpatientError(
                    f"waited for {what!r}; the focus is on {self.focus()!r}; saw:\n{self.reads()}"
                )
            QTest.qWait(_LOOK_EVERY_MS)

    def unlocks(self, passphrase: str) -> None:
        """Type the passphrase and wait for the pages."""
        self.waits(lambda: self.focus() == "Passphrase", "the passphrase")
        self.types(passphrase)
        self.presses("Return")
        self.waits(lambda: self.window.desk is not None, "the open store")

    def locks(self) -> None:
        """Press Ctrl+L and wait for the lock."""
        self.presses("Ctrl+L")
        self.waits(lambda: self.window.desk is None, "the lock")

    def chooses(self, entry: str) -> None:
        """Choose an entry of the open menu by keyboard."""
        menu = QApplication.activePopupWidget()
        if menu is None:
            raise ImpatientError("no menu is open")
        for _ in menu.actions():
            self.presses("Down")
            active = menu.activeAction()
            if active is not None and active.text() == entry:
                self.presses("Return")
                # Every desktop gives the focus back when a menu closes; the offscreen one does not.
                self.window.activateWindow()
                return
        raise ImpatientError(f"the menu has {[one.text() for one in menu.actions()]}")

    def _stays_here(self) -> Callable[[], bool]:
        """Tells later whether no page was opened or made ahead since now: that may take longer."""
        before = self._standing()
        return lambda: self._standing() == before

    def _standing(self) -> object:
        """The place that is open, and how many pages are still to be made in pauses."""
        workspace = self.window.workspace
        return workspace and (workspace.place(), len(workspace._pages_ahead._left))

    def _in_sight(self) -> list[QWidget]:
        top = QApplication.activeModalWidget() or self.window
        return [one for one in top.findChildren(QWidget) if one.isVisible() and _has_room(one)]


def begin(
    folder: Path,
    *,
    clock: Callable[[], datetime],
    settings: Path,
    usual_folder: Path | None = None,
) -> MainWindow:
    """The window over the store in `folder`, shown and active."""
    around = Surroundings(
        folder=folder,
        usual_folder=usual_folder or folder,
        config_dir=None,
        zone=lambda: ZONE,
        clock=clock,
    )
    window = MainWindow(around, settings)
    window.begin()
    window.showNormal()
    window.resize(*FIRST_SIZE)
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    return window


def _target() -> QWindow:
    """The window that the system would hand a key to."""
    popup = QApplication.activePopupWidget()
    widget = popup or QApplication.activeModalWidget()
    window = widget.windowHandle() if widget is not None else QGuiApplication.focusWindow()
    if window is None:
        raise ImpatientError("no window has the focus")
    return window


def _is_text(widget: QWidget | None) -> bool:
    """Whether one writes there; while a passphrase is typed, pages are made (decision 11)."""
    if isinstance(widget, QLineEdit):
        return widget.echoMode() != QLineEdit.EchoMode.Password
    return isinstance(widget, QTextEdit | QPlainTextEdit)


def _type(letter: str) -> None:
    if ord(letter) < _ASCII_END:
        QTest.keyClick(_target(), letter)
    else:
        event = QInputMethodEvent()
        event.setCommitString(letter)
        QApplication.sendEvent(QApplication.focusWidget(), event)


def _press(name: str) -> None:
    key = QKeySequence(name)[0]
    QTest.keyClick(_target(), key.key(), key.keyboardModifiers())


def _bring_into_sight(widget: QWidget) -> None:
    """Scroll to it, as one would with the wheel, until it lies still: a form may still be laid."""
    for _ in range(_LOOKS):
        before = _place(widget)
        _scroll_to(widget)
        if _place(widget) == before and widget.visibleRegion().contains(_middle(widget)):
            return
        QTest.qWait(1)


def _scroll_to(widget: QWidget) -> None:
    area = widget.parentWidget()
    while area is not None:
        if isinstance(area, QScrollArea):
            area.ensureWidgetVisible(widget)
            QApplication.processEvents()
        area = area.parentWidget()


def _place(widget: QWidget) -> QPoint:
    return widget.mapTo(widget.window(), _middle(widget))


def _middle(widget: QWidget) -> QPoint:
    return widget.rect().center()


def _has_room(widget: QWidget) -> bool:
    return widget.width() > 0 and widget.height() > 0


def _takes_focus(widget: QWidget) -> bool:
    is_stop = widget.focusPolicy() != Qt.FocusPolicy.NoFocus
    return widget.isEnabled() and (is_stop or isinstance(widget, QAbstractButton))


def _names(widget: QWidget) -> set[str]:
    names = {widget.accessibleName()}
    if isinstance(widget, QAbstractButton):
        names.add(widget.text().replace("&&", "&"))
    return names


def _name(widget: QWidget) -> str:
    return widget.accessibleName() or max(_names(widget), key=len)


def _rows(view: QAbstractItemView) -> Iterator[str]:
    """What the rows of a list or a tree say."""
    model = view.model()
    waiting = [QModelIndex()]
    while waiting:
        parent = waiting.pop()
        for row in range(model.rowCount(parent)):
            index = model.index(row, 0, parent)
            yield str(index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data() or "")
            waiting.append(index)


def _words(widget: QWidget) -> str:
    if isinstance(widget, QAbstractItemView):
        return "\n".join(_rows(widget))
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text().replace("&&", "&") or widget.accessibleName()
    shown = getattr(widget, "text", None)
    words = shown() if callable(shown) else shown
    return words if isinstance(words, str) and words else widget.accessibleName()
