"""Addenda below a note: signed ones to be read, and the one that is being written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from counselor_desk.errors import (
    DeskError,
    RescuedError,
    UnreadyAddendumError,
    UnsavedError,
)
from counselor_desk.records.clients import Client
from counselor_desk.records.notes import Addendum, AddendumReason, Note
from counselor_desk.services import addenda, clients, shown_names
from counselor_desk.ui import messages, saved_copies
from counselor_desk.ui import theme as themes
from counselor_desk.ui.autosave import Autosave
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import Panel
from counselor_desk.ui.chips import Chip
from counselor_desk.ui.choosers import ComboBox
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import FlowRow, Row, hold
from counselor_desk.ui.notes import words
from counselor_desk.ui.sign_dialog import SignFacts, ask_to_sign, passphrase_check
from counselor_desk.ui.text_editor import TextEditor

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk
    from counselor_desk.ui.notes.shown import ShownAddendum

_REASON_WIDTH = 190


class AddendumBlock(Panel):
    """One signed addendum: when, why, its text, and who signed it."""

    def __init__(self, desk: Desk, shown: ShownAddendum, number: int) -> None:
        super().__init__(part="sunken", margins=(12, 8, 8, 8), spacing=4)
        addendum = shown.addendum
        entered = desk.local(addendum.entered_at)
        chip = (
            Chip(self.tr("Signed"), "signed", "lock")
            if not shown.problem
            else Chip(self.tr("Does not match its seal"), "risk", "triangle-alert")
        )
        self.facts_label = Label(_entered(entered, desk.today(), addendum.reason), "caption")
        title = Label(self.tr("Addendum {number}").format(number=number), "strong")
        self.text_editor = TextEditor(name=title.text(), min_lines=1)
        self.text_editor.setReadOnly(True)
        self.text_editor.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.text_editor.set_text(addendum.text)
        self.body.add(
            Row((FlowRow(title, self.facts_label, spacing=8), 1), chip),
            Banner(shown.problem, tone="risk") if shown.problem else None,
            self.text_editor,
            Label(_signers(shown), "caption", wraps=True) if shown.proof else None,
        )


class AddendumForm(Panel):
    """A new addendum: why, what, and the signature. It is kept as it is typed.

    Nothing is begun in the store before something is typed. Ctrl+Enter signs.

    Signals:
        signed: it was signed.
        closed: it was thrown away, or put aside empty.
    """

    signed = Signal()
    closed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(part="sunken", margins=(12, 8, 12, 10), spacing=8, parent=parent)
        self.setObjectName("addendum_form")
        self._desk = desk
        self._note: Note | None = None
        self._addendum: Addendum | None = None
        self._autosave = Autosave(self._keep, self)
        self.addendum_reason_choice = ComboBox(
            words.options(AddendumReason, words.addendum_reason),
            name=self.tr("Reason for the addendum"),
            is_small=True,
        )
        hold(self.addendum_reason_choice, width=_REASON_WIDTH)
        self.addendum_text_edit = TextEditor(
            name=self.tr("Addendum"),
            is_boxed=True,
            min_lines=3,
            hint=self.tr("What is to be added. The note above stays as it is."),
        )
        self.effect_label = Label("", "hint", wraps=True)
        self.state_label = Label("", "caption")
        self.problem_banner = Banner("", tone="risk")
        self.addendum_discard_button = Button(self.tr("Discard"), is_small=True)
        self.addendum_sign_button = Button(
            self.tr("Sign addendum…"), kind="primary", icon="signature", is_small=True
        )
        head = Row(
            Label(self.tr("New addendum"), "strong"),
            self.addendum_reason_choice,
            "stretch",
            spacing=8,
        )
        foot = Row((self.state_label, 1), self.addendum_discard_button, self.addendum_sign_button)
        self.body.add(head, self.addendum_text_edit, self.effect_label, self.problem_banner, foot)
        self.problem_banner.hide()
        # After the note above made room for it.
        self._reveal = QTimer(self, singleShot=True, interval=0)
        self._reveal.timeout.connect(self._come_into_sight)
        self.addendum_text_edit.installEventFilter(self)
        self._connect()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whoever goes to the text sees all of the form, however long the note above is."""
        if event.type() == QEvent.Type.FocusIn:
            self._reveal.start()
        return super().eventFilter(watched, event)

    def open_for(self, note: Note, draft: Addendum | None) -> None:
        """Write an addendum to this note, or go on with the one that was begun."""
        if self.is_for(note) and self._autosave.is_waiting:
            return
        self._note, self._addendum = note, draft
        reason = draft.reason if draft else AddendumReason.LATE_INFORMATION
        self.addendum_reason_choice.set_value(reason)
        self.addendum_text_edit.set_value(draft.text if draft else "")
        self.state_label.setText(self._saved_words(draft))
        self.problem_banner.hide()
        self._show_effect()

    def _show_effect(self) -> None:
        """Say what calling the note entered in error does, before it is signed."""
        is_wrong = self.addendum_reason_choice.value() is AddendumReason.ENTERED_IN_ERROR
        self.effect_label.setVisible(is_wrong and self._note is not None)
        if self._note is not None and is_wrong:
            self.effect_label.setText(words.effect_of_error(self._note.kind))

    def _come_into_sight(self) -> None:
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if isinstance(area, QScrollArea):
            area.ensureWidgetVisible(self, 0, themes.current().s(16))

    def is_for(self, note: Note) -> bool:
        """Whether an addendum to this note is being written."""
        return self._note is not None and self._note.id == note.id

    def leave(self) -> None:
        """Nothing is written here any more; what was typed is in the store."""
        self._autosave.forget()
        self._note = self._addendum = None

    def flush(self) -> None:
        """Write what is typed to the disk.

        Raises:
            DeskError: it could not be written; it is still on the screen.
        """
        self._autosave.flush_or_raise()

    def sign(self) -> None:
        """Ask for the signature; without a text say what is missing."""
        note = self._note
        if note is None:
            return
        if not self.addendum_text_edit.text().strip():
            self._tell(str(UnreadyAddendumError()))
            self.addendum_text_edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not self._autosave.flush():
            return  # the banner says it, and the text is still on the screen
        try:
            client = clients.get(self._desk, note.client_id)
        except DeskError as problem:
            self._tell(str(problem))
            return
        facts = self._sign_facts(note, client)
        if ask_to_sign(
            self,
            facts,
            sign=self._sign,
            is_passphrase=passphrase_check(self._desk),
        ):
            self.leave()
            self.signed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter signs."""
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if is_enter and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.sign()
        else:
            super().keyPressEvent(event)

    def _connect(self) -> None:
        self.addendum_text_edit.edited.connect(self._touch)
        self.addendum_text_edit.paused.connect(lambda _text: self._autosave.flush())
        self.addendum_reason_choice.edited.connect(lambda _reason: self._touch())
        self.addendum_reason_choice.edited.connect(lambda _reason: self._show_effect())
        self.addendum_discard_button.clicked.connect(self._discard)
        self.addendum_sign_button.clicked.connect(self.sign)
        self._autosave.saved.connect(self._say_saved)
        self._autosave.failed.connect(self._say_unsaved)
        self.problem_banner.action_requested.connect(self._autosave.flush)
        self.problem_banner.other_requested.connect(self._save_copy)

    def _touch(self) -> None:
        self.state_label.setText(self.tr("Not saved yet"))
        self._autosave.touch()

    def _keep(self) -> None:
        """Begin it in the store with the first letter, then keep it as it stands."""
        if self._note is None:
            return
        text = self.addendum_text_edit.text()
        reason = self.addendum_reason_choice.value()
        if self._addendum is None and not text.strip():
            return
        if self._addendum is None:
            self._addendum = addenda.start(self._desk, self._note.id, initiator=self)
        if isinstance(reason, AddendumReason):
            self._addendum = replace(self._addendum, reason=reason, text=text)
        addenda.keep(self._desk, self._addendum, initiator=self)

    def _sign(self) -> None:
        if self._addendum is not None:
            addenda.sign(self._desk, self._addendum, initiator=self)

    def _discard(self) -> None:
        has_text = bool(self.addendum_text_edit.text().strip())
        if has_text and not messages.ask(
            self,
            self.tr("Discard this addendum?"),
            self.tr("It was not signed. The note above stays as it is."),
            self.tr("Discard"),
            danger=True,
        ):
            return
        begun = self._addendum
        self.leave()
        if begun is not None:
            try:
                addenda.discard(self._desk, begun, initiator=self)
            except DeskError as problem:
                self._tell(str(problem))
                return
        self.closed.emit()

    def _say_saved(self) -> None:
        self.problem_banner.hide()
        self.state_label.setText(self._saved_words(self._addendum))

    def _say_unsaved(self, reason: str) -> None:
        """What is typed is in a rescue file, or on the screen alone and can be saved as a copy."""
        problem = self._autosave.problem
        is_rescued = isinstance(problem, RescuedError)
        self.state_label.setText(
            self.tr("Kept in a rescue file") if is_rescued else self.tr("Not saved")
        )
        self.problem_banner.set_message(
            reason,
            tone="overdue" if is_rescued else "risk",
            title="" if is_rescued else self._unsaved_words(),
            action=self.tr("Try again"),
            other=saved_copies.action() if isinstance(problem, UnsavedError) else "",
        )
        self.problem_banner.show()

    def _unsaved_words(self) -> str:
        return self.tr("This addendum could not be saved. Your text is safe on this screen.")

    def _save_copy(self) -> None:
        """Save once more, else what is on the screen now, encrypted, where the person wants it."""
        problem = None if self._autosave.flush() else self._autosave.problem
        if not isinstance(problem, UnsavedError):
            return
        said = saved_copies.save(self, self._desk, problem)
        if said:
            self.problem_banner.set_message(
                said,
                tone="risk",
                title=self._unsaved_words(),
                action=self.tr("Try again"),
                other=saved_copies.action(),
            )

    def _saved_words(self, draft: Addendum | None) -> str:
        if draft is None:
            return self.tr("Kept as you type it")
        now = words.clock(self._desk.local(self._desk.now()))
        return self.tr("Saved {time}").format(time=now)

    def _tell(self, problem: str) -> None:
        self.problem_banner.set_message(problem, tone="risk")
        self.problem_banner.show()

    def _sign_facts(self, note: Note, client: Client) -> SignFacts:
        who = f"{shown_names.shown(self._desk, client)}, {client.number}"
        reason = self.addendum_reason_choice.value()
        told = words.addendum_reason(reason) if isinstance(reason, AddendumReason) else ""
        text = self.addendum_text_edit.text()
        return SignFacts(
            title=self.tr("Sign this addendum?"),
            sentence=self.tr(
                "The note stays as it was signed. After signing the addendum cannot be changed."
            ),
            facts=(
                (self.tr("Note"), f"{words.kind_name(note.kind)}, {who}"),
                (self.tr("Session"), words.short_full_day(note.held_on)),
                (self.tr("Reason"), told),
                (self.tr("Text"), _count(text)),
            ),
            attestation=self.tr("This addendum is my own accurate record."),
            signer=self._desk.program().signing_name,
            signed_at=words.full_moment(self._desk.local(self._desk.now())),
        )


def _count(text: str) -> str:
    from counselor_desk.ui.notes.signing import word_count

    return word_count(len(text.split()))


def _entered(local: datetime, today: date, reason: AddendumReason) -> str:
    """When and why, as in: entered Mar 11, 8:20 am · correction."""
    return words.addendum_entered(words.moment(local, today), words.addendum_reason(reason))


def _signers(shown: ShownAddendum) -> str:
    if shown.proof is None:
        return ""
    names = [
        ", ".join(part for part in (one.printed_name, one.credential) if part)
        for one in shown.proof.signatures
    ]
    return words.sealed(" · ".join(names), shown.proof.seal.short)
