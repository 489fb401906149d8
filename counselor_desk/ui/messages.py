"""Dialogs: the only place that opens any, so that a test knows of each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QVBoxLayout, QWidget

from counselor_desk.ui import theme as themes
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row, hold

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

VEIL_ALPHA = {False: 70, True: 140}
"""How much of what lies below a veil is taken away, of 255, in light and dark."""


@runtime_checkable
class _Lockable(Protocol):
    """A window that can be locked."""

    def lock(self) -> None:
        """Close the store, and the dialogs before it."""


class Dialog(QDialog):
    """A card over a flat veil: a question as its title, its content, buttons at the right.

    Fill `body`, give the buttons with `set_buttons`, and open it with `run`. Esc is the safe way
    out.
    """

    def __init__(
        self, parent: QWidget | None, title: str, sentence: str = "", *, width: float = 480
    ) -> None:
        super().__init__(parent.window() if parent is not None else None)
        self.setWindowFlags(Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setModal(True)
        self.setWindowTitle(self.tr("Counselor Desk"))
        self.setAccessibleName(title)
        self.title_label = Label(title, "title", wraps=True)
        self.sentence_label = Label(sentence, "muted", wraps=True)
        self.body = Column(self.title_label, self.sentence_label, spacing=10)
        self._buttons = Row(spacing=8)
        self._card = QFrame()
        dress(self._card, c="dialog")
        self._card.setLayout(
            Column(self.body, 4, self._buttons, margins=(24, 20, 24, 20), spacing=10)
        )
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._card)
        hold(self._card, width=width)
        if parent is None:
            themes.look().clothe(self)
        window = self.parentWidget()
        if isinstance(window, _Lockable):
            # The menu's own key does not reach through a dialog.
            QShortcut(QKeySequence("Ctrl+L"), self, window.lock)
        # Shown before it lay on the card it would have been a window of its own.
        self.sentence_label.setVisible(bool(sentence))
        self._veil: _Veil | None = None

    def set_buttons(
        self, *buttons: Button, escape: Button | None = None, beside: Button | None = None
    ) -> None:
        """The buttons, the confirming one last; `escape` and `beside` it stand at the left."""
        self._buttons.add(escape, beside, "stretch", *buttons)
        if buttons:
            buttons[-1].setDefault(True)

    def set_sentence(self, sentence: str) -> None:
        """Say something else below the title."""
        self.sentence_label.setText(sentence)
        self.sentence_label.setVisible(bool(sentence))
        self._fit()

    def place(self) -> None:
        """Lay the veil over the parent's window and center the card on it."""
        self._fit()
        window = self.parentWidget()
        if window is None:
            return
        if self._veil is None:
            self._veil = _Veil(window)
        self._veil.cover()
        middle = window.mapToGlobal(window.rect().center())
        self.move(middle.x() - self.width() // 2, middle.y() - self.height() // 2)

    def _fit(self) -> None:
        """As high as the content; `adjustSize` would cut it at two thirds of the screen."""
        inner, outer = self._card.layout(), self.layout()
        if inner is None or outer is None:
            return
        # At once, not with the next events: sizes of what was there before would stand in the way.
        inner.activate()
        self._card.updateGeometry()
        outer.activate()
        size = outer.totalSizeHint()
        is_flowing = outer.hasHeightForWidth()
        height = outer.totalHeightForWidth(size.width()) if is_flowing else size.height()
        self.resize(size.width(), height)

    def done(self, result: int) -> None:
        """Take the veil away with the card."""
        if self._veil is not None:
            self._veil.hide()
            self._veil.deleteLater()
            self._veil = None
        super().done(result)


class _Veil(QWidget):
    """A flat shade over a window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.installEventFilter(self)

    def cover(self) -> None:
        """Lie over the whole window."""
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
            self.show()
            self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        if event.type() == QEvent.Type.Resize:
            self.cover()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """One flat color; no animation."""
        alpha = VEIL_ALPHA[themes.current().dark]
        QPainter(self).fillRect(self.rect(), QColor(0, 0, 0, alpha))


def run(dialog: Dialog) -> bool:
    """Open a dialog and wait for its answer: True if it was accepted.

    Every dialog goes through here; tests put their own in place of it.
    """
    dialog.place()
    return dialog.exec() == QDialog.DialogCode.Accepted


def ask(
    parent: QWidget | None,
    title: str,
    sentence: str,
    confirm_verb: str,
    *,
    danger: bool = False,
    refuse_verb: str = "",
) -> bool:
    """Ask before something that cannot be undone.

    Args:
        parent: any widget of the window it belongs to.
        title: a question with the verb: "Sign this note?"
        sentence: the consequence.
        confirm_verb: what the confirming button says: "Sign and lock".
        danger: outline the confirming button in the risk color and give Enter to the other.
        refuse_verb: the safe button; "Back" if empty.
    """
    dialog = Dialog(parent, title, sentence)
    refuse = Button(refuse_verb or dialog.tr("Back"))
    confirm = Button(confirm_verb, kind="danger" if danger else "primary")
    refuse.clicked.connect(dialog.reject)
    confirm.clicked.connect(dialog.accept)
    dialog.set_buttons(refuse, confirm)
    safe = refuse if danger else confirm
    safe.setDefault(True)
    safe.setFocus(Qt.FocusReason.OtherFocusReason)
    answer = run(dialog)
    dialog.deleteLater()
    return answer


def tell(parent: QWidget | None, title: str, sentence: str, *, verb: str = "") -> None:
    """Say something that cannot wait and cannot be said inside the page."""
    dialog = Dialog(parent, title, sentence)
    close = Button(verb or dialog.tr("Close"), kind="primary")
    close.clicked.connect(dialog.accept)
    dialog.set_buttons(close)
    close.setFocus(Qt.FocusReason.OtherFocusReason)
    run(dialog)
    dialog.deleteLater()


def choose_save_path(
    parent: QWidget | None, title: str, suggested: Path, kinds: str
) -> Path | None:
    """Ask where to save a file; None if the person thinks better of it.

    Args:
        parent: any widget of the window it belongs to.
        title: what is saved: "Save as PDF".
        suggested: folder and name to begin with.
        kinds: the kind of file as the system's dialog wants it: "PDF (*.pdf)".
    """
    from PySide6.QtWidgets import QFileDialog

    from counselor_desk.ui.dialog_history import unremembered

    with unremembered():
        chosen, _ = QFileDialog.getSaveFileName(parent, title, str(suggested), kinds)
    return Path(chosen) if chosen else None


def choose_open_path(parent: QWidget | None, title: str, start: Path, kinds: str) -> Path | None:
    """Ask for a file to read; None if the person thinks better of it.

    Args:
        parent: any widget of the window it belongs to.
        title: what is chosen: "Choose a backup".
        start: the folder to begin with.
        kinds: the kind of file as the system's dialog wants it: "Backups (*.cdbk)".
    """
    from PySide6.QtWidgets import QFileDialog

    from counselor_desk.ui.dialog_history import unremembered

    with unremembered():
        chosen, _ = QFileDialog.getOpenFileName(parent, title, str(start), kinds)
    return Path(chosen) if chosen else None


def choose_folder(parent: QWidget | None, title: str, start: Path) -> Path | None:
    """Ask for a folder; None if the person thinks better of it."""
    from PySide6.QtWidgets import QFileDialog

    from counselor_desk.ui.dialog_history import unremembered

    with unremembered():
        chosen = QFileDialog.getExistingDirectory(parent, title, str(start))
    return Path(chosen) if chosen else None


def choose_printer(parent: QWidget | None, printer: QPrinter) -> bool:
    """Let the person choose printer, pages and copies; False if they think better of it."""
    from PySide6.QtPrintSupport import QPrintDialog

    dialog = QPrintDialog(printer, parent)
    answer = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return answer
