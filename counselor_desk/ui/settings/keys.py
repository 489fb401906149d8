"""Changing keys: the passphrase, the recovery words, or all of them, in steps on one card."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from counselor_desk.errors import DeskError, StoppedError
from counselor_desk.records.recovery_sheets import RecoverySheet
from counselor_desk.services import counseling_notes, keys, stores
from counselor_desk.ui import messages, tasks
from counselor_desk.ui import theme as themes
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.chips import ProgressBar
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.fields import LabeledField, PasswordEdit
from counselor_desk.ui.layouts import Column
from counselor_desk.ui.new_passphrase import NewPassphrase
from counselor_desk.ui.recovery_words import RecoveryWords
from counselor_desk.ui.step_line import StepLine

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk

_WIDTH = 560
_LEAST_STEP = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class NewKeys:
    """What the person chose: the new passphrase and words, empty where they were not asked."""

    passphrase: str = field(default="", repr=False)
    words: tuple[str, ...] = field(default=(), repr=False)


Work = Callable[[NewKeys, Callable[[int, int], None], Callable[[], bool]], None]
"""Puts the new keys in force; runs in a task, with progress and a question whether to stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyChange:
    """One way to change keys.

    Attributes:
        title, sentence: what is asked and what follows from it.
        verb: what the last button says; `busy_verb` while it works.
        asks_passphrase, asks_words: which of the two become new.
        is_grave: outlines the button in the color of risk.
        work: puts them in force.
    """

    title: str
    sentence: str
    verb: str
    busy_verb: str
    asks_passphrase: bool = False
    asks_words: bool = False
    is_grave: bool = False
    work: Work


class KeysDialog(messages.Dialog):
    """Proves who asks, takes the new keys, and puts them in force.

    It cannot be left while keys are written: the lock waits for that, too.
    """

    _progressed = Signal(int, int)

    def __init__(self, parent: QWidget, desk: Desk, change: KeyChange) -> None:
        super().__init__(parent, change.title, change.sentence, width=_WIDTH)
        self.setObjectName("keys_dialog")
        self._desk, self._change = desk, change
        self._place, self._is_busy, self._stop = 0, False, threading.Event()
        self._passphrase = ""
        self.present_edit = PasswordEdit()
        self.present_edit.setObjectName("present_passphrase_edit")
        self._present_field = LabeledField(self.tr("Your present passphrase"), self.present_edit)
        self._steps: list[tuple[str, QWidget]] = [(self.tr("Present passphrase"), self._present())]
        self.form, self.recovery_words = self._new_parts()
        self._line = StepLine([title for title, _ in self._steps])
        self.problem_banner = Banner("", tone="risk")
        self.problem_banner.hide()
        self._bar = ProgressBar(0)
        self._bar.hide()
        self._content = QWidget()
        dress(self._content, c="clear")
        self._content.setLayout(Column(*(part for _, part in self._steps)))
        self._area = QScrollArea()
        self._area.setWidget(self._content)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.add(self._line, 2, self._area, self._bar, self.problem_banner)
        self.cancel_button = Button(self.tr("Cancel"))
        self.next_button = Button("", kind="danger" if change.is_grave else "primary")
        self.cancel_button.clicked.connect(self.reject)
        self.next_button.clicked.connect(self.go_on)
        self.set_buttons(self.cancel_button, self.next_button)
        self._progressed.connect(self._show_progress)
        self.show_step(0)

    def go_on(self) -> None:
        """Submit the step at hand."""
        if self._is_busy:
            return
        self.problem_banner.hide()
        part = self._steps[self._place][1]
        if part is self.form:
            self.form.submit()
        elif part is self.recovery_words:
            self.recovery_words.submit()
        else:
            self._prove()

    def place(self) -> None:
        """Center the card; a step that is higher than the window scrolls."""
        wanted = _height(self._content, self._area.width())
        self._area.setFixedHeight(wanted)
        super().place()
        window = self.parentWidget()
        over = 0 if window is None else self.height() - window.height() + themes.current().s(16)
        if over > 0:
            self._area.setFixedHeight(max(wanted - over, themes.current().s(_LEAST_STEP)))
            super().place()

    def reject(self) -> None:
        """Leave all as it is; while keys are written, ask the work to stop."""
        if self._is_busy:
            self._stop.set()
            return
        self._forget()
        super().reject()

    def accept(self) -> None:
        """The new keys are in force."""
        self._forget()
        super().accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter belongs to the fields of the step, which go on themselves."""
        if event.key() == Qt.Key.Key_Escape:
            self.reject()

    def _present(self) -> QWidget:
        part = QWidget()
        part.setLayout(Column(self._present_field))
        self.present_edit.returnPressed.connect(self.go_on)
        self.present_edit.textEdited.connect(lambda _text: self._present_field.set_error(""))
        return part

    def _new_parts(self) -> tuple[NewPassphrase, RecoveryWords]:
        form = NewPassphrase(stores.strength, stores.suggest_passphrase, self)
        form.chosen.connect(self._keep_passphrase)
        words = RecoveryWords(self._sheet, lambda: self._desk.program().paper, parent=self)
        words.confirmed.connect(self._advance)
        for is_asked, title, part in (
            (self._change.asks_passphrase, self.tr("New passphrase"), form),
            (self._change.asks_words, self.tr("New recovery sheet"), words),
        ):
            part.hide()
            if is_asked:
                self._steps.append((title, part))
        return form, words

    def _sheet(self, words: tuple[str, ...]) -> RecoverySheet:
        return RecoverySheet(
            words=words,
            store_label=stores.look(self._desk.vault.folder).label,
            store_id=self._desk.vault.store_id,
            made_at=self._desk.local(self._desk.now()),
        )

    def show_step(self, place: int) -> None:
        """Show the first (0) step or a later one."""
        self._place = place
        for at, (_, part) in enumerate(self._steps):
            part.setVisible(at == place)
        self._line.show_step(place)
        self._name_verb()
        part = self._steps[place][1]
        if part is self.recovery_words:
            self.recovery_words.show_words(keys.new_words(self._desk))
            self.recovery_words.focus_first()
        elif part is self.form:
            self.form.focus_first()
        else:
            self.present_edit.setFocus()
        # Layouts learn of what came and went a moment later.
        QTimer.singleShot(0, self, self.place)

    def _name_verb(self) -> None:
        is_last = self._place == len(self._steps) - 1
        usual = self._change.verb if is_last else self.tr("Continue")
        busy = self._change.busy_verb if is_last and self._place else self.tr("Checking…")
        self.next_button.set_text(busy if self._is_busy else usual)

    def _prove(self) -> None:
        typed = self.present_edit.text()
        if not typed:
            self._present_field.set_error(self.tr("Type your passphrase."))
            self.present_edit.setFocus()
            return
        self._set_busy(is_busy=True)
        tasks.run(self, partial(keys.is_passphrase, self._desk, typed), self._proven, self._fail)

    def _proven(self, is_right: bool) -> None:
        self._set_busy(is_busy=False)
        if is_right:
            self._advance()
            return
        self._present_field.set_error(self.tr("That passphrase does not match."))
        self.present_edit.selectAll()
        self.present_edit.setFocus()
        QTimer.singleShot(0, self, self.place)

    def _keep_passphrase(self, passphrase: str) -> None:
        self._passphrase = passphrase
        self._advance()

    def _advance(self) -> None:
        if self._place + 1 < len(self._steps):
            self.show_step(self._place + 1)
        else:
            self._begin()

    def _begin(self) -> None:
        chosen = NewKeys(
            passphrase=self._passphrase,
            words=self.recovery_words.words() if self._change.asks_words else (),
        )
        self._stop.clear()
        self._set_busy(is_busy=True)
        work, tell, stopped = self._change.work, self._progressed.emit, self._stop.is_set
        tasks.run(self, lambda: work(chosen, tell, stopped), lambda _none: self._end(), self._fail)

    def _end(self) -> None:
        self._set_busy(is_busy=False)
        self.accept()

    def _fail(self, problem: DeskError) -> None:
        self._set_busy(is_busy=False)
        if isinstance(problem, StoppedError):
            self.reject()
            return
        self.problem_banner.set_message(str(problem), tone="risk")
        self.problem_banner.show()
        QTimer.singleShot(0, self, self.place)

    def _set_busy(self, *, is_busy: bool) -> None:
        self._is_busy = is_busy
        for part in (self.next_button, *(part for _, part in self._steps)):
            part.setEnabled(not is_busy)
        self._bar.setVisible(is_busy and self._change.is_grave and self._place > 0)
        self._name_verb()

    def _show_progress(self, done: int, total: int) -> None:
        self._bar.set_share(done / total if total else 0)

    def _forget(self) -> None:
        self.present_edit.wipe()
        self.form.wipe()
        self.recovery_words.wipe()
        self._passphrase = ""


def _height(content: QWidget, width: int) -> int:
    layout = content.layout()
    if layout is not None and layout.hasHeightForWidth():
        return layout.totalHeightForWidth(width)
    return content.sizeHint().height()


def passphrase_change(desk: Desk) -> KeyChange:
    """Another passphrase; the recovery sheet stays."""
    return KeyChange(
        title=_tr("Change the passphrase?"),
        sentence=_tr(
            "The recovery sheet stays the same. Backups made before still open with the old "
            "passphrase."
        ),
        verb=_tr("Change the passphrase"),
        busy_verb=_tr("Changing…"),
        asks_passphrase=True,
        work=lambda chosen, _tell, _stopped: keys.change_passphrase(desk, chosen.passphrase),
    )


def sheet_change(desk: Desk) -> KeyChange:
    """A new recovery sheet; the passphrase stays."""
    return KeyChange(
        title=_tr("Make a new recovery sheet?"),
        sentence=_tr(
            "Its twelve words take the place of the old ones. Backups made before still open with "
            "the old sheet."
        )
        + _of_counseling_notes(desk),
        verb=_tr("I have it, use it"),
        busy_verb=_tr("Changing…"),
        asks_words=True,
        work=lambda chosen, _tell, _stopped: keys.replace_words(desk, chosen.words),
    )


def rotation(desk: Desk) -> KeyChange:
    """A fresh root key: the records are encrypted anew, and the store has to be locked then."""
    return KeyChange(
        title=_tr("Change all keys?"),
        sentence=_tr(
            "The records are encrypted anew; only the new passphrase and the new sheet open them. "
            "Then the program locks. Backups and copies made before still open with the old ones: "
            "remove those that somebody else may have."
        )
        + _of_counseling_notes(desk),
        verb=_tr("Change all keys"),
        busy_verb=_tr("Encrypting…"),
        asks_passphrase=True,
        asks_words=True,
        is_grave=True,
        work=lambda chosen, tell, stopped: keys.rotate(
            desk, chosen.passphrase, chosen.words, progress=tell, is_cancelled=stopped
        ),
    )


def _of_counseling_notes(desk: Desk) -> str:
    """What new words mean for counseling notes, which only their own page can tell them."""
    if not counseling_notes.is_set_up(desk):
        return ""
    return " " + _tr(
        "Counseling notes keep the old words: open them afterwards and type the new ones there, "
        "and keep the old sheet until then."
    )


def ask(parent: QWidget, desk: Desk, change: KeyChange) -> bool:
    """Go through the steps; True when the new keys are in force, False when it was left."""
    dialog = KeysDialog(parent, desk, change)
    is_done = messages.run(dialog)
    dialog.deleteLater()
    return is_done


def _tr(text: str) -> str:
    return QCoreApplication.translate("keys", text)
