"""The sign dialog: what is signed, the sentence that is signed to, and one button."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DeskError
from counselor_desk.ui import messages, tasks
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import Panel
from counselor_desk.ui.chips import Icon
from counselor_desk.ui.fields import LabeledField, PasswordEdit
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row, hold

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk

_LABEL_WIDTH = 92


@dataclass(frozen=True, slots=True, kw_only=True)
class SignFacts:
    """What the dialog shows.

    `facts` are label and text, in order; they name the client by two identifiers. `cautions`
    are what the signer has to know, such as a late entry. `signer` is name and credential,
    `signed_at` the moment in words.
    """

    title: str
    sentence: str
    facts: tuple[tuple[str, str], ...] = field(repr=False)
    attestation: str
    signer: str = field(repr=False)
    signed_at: str
    cautions: tuple[str, ...] = ()
    verb: str = ""


class SignDialog(messages.Dialog):
    """Asks for the signature; Enter signs, Escape goes back.

    With `sign` it does the signing itself: when that fails it stays open, says that nothing was
    signed and why, and offers to try again. With `is_passphrase` it asks for the passphrase, and
    signs once it is right.
    """

    def __init__(
        self,
        parent: QWidget | None,
        facts: SignFacts,
        sign: Callable[[], None] | None = None,
        is_passphrase: Callable[[str], bool] | None = None,
    ) -> None:
        super().__init__(parent, facts.title, facts.sentence)
        self.setObjectName("sign_dialog")
        self._sign = sign
        self._is_passphrase = is_passphrase
        self._is_checking = False
        self.passphrase_edit = PasswordEdit()
        self.passphrase_edit.setObjectName("sign_passphrase_edit")
        self.passphrase_field = LabeledField(self.tr("Your passphrase"), self.passphrase_edit)
        self.passphrase_edit.textEdited.connect(lambda _text: self.passphrase_field.set_error(""))
        self._verb = facts.verb or self.tr("Sign and lock")
        self.failure_banner = Banner("", tone="risk")
        self.failure_banner.hide()
        self.sign_back_button = Button(self.tr("Back"))
        self.sign_confirm_button = Button(self._verb, kind="primary", icon="signature")
        self.sign_back_button.clicked.connect(self.reject)
        self.sign_confirm_button.clicked.connect(self._confirm)
        attestation = Row(
            Icon("signature", "accent"), (Label(facts.attestation, wraps=True), 1), spacing=8
        )
        self.body.add(
            _facts_block(facts),
            attestation,
            Label(f"{facts.signer} · {facts.signed_at}", "caption", wraps=True),
            self.passphrase_field,
            self.failure_banner,
        )
        self.passphrase_field.setVisible(is_passphrase is not None)
        self.set_buttons(self.sign_back_button, self.sign_confirm_button)
        self.setAccessibleDescription(
            "\n".join((facts.sentence, *(f"{label}: {text}" for label, text in facts.facts)))
        )
        first = self.sign_confirm_button if is_passphrase is None else self.passphrase_edit
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def done(self, result: int) -> None:
        """Forget the passphrase."""
        self.passphrase_edit.wipe()
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter signs wherever the focus is, except on Back."""
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if is_enter and not self.sign_back_button.hasFocus():
            self._confirm()
        else:
            super().keyPressEvent(event)

    def _confirm(self) -> None:
        if self._is_checking:
            return
        if self._is_passphrase is None:
            self._finish()
            return
        typed = self.passphrase_edit.text()
        if not typed:
            self._refuse(self.tr("Type your passphrase."))
            return
        self._set_checking(is_checking=True)
        tasks.run(self, partial(self._is_passphrase, typed), self._hear, self._fail)

    def _hear(self, is_right: bool) -> None:
        self._set_checking(is_checking=False)
        if is_right:
            self._finish()
        else:
            self._refuse(self.tr("That passphrase does not match. Nothing was signed."))

    def _fail(self, problem: DeskError) -> None:
        self._set_checking(is_checking=False)
        self._tell(str(problem))

    def _refuse(self, sentence: str) -> None:
        self.passphrase_field.set_error(sentence)
        self.passphrase_edit.selectAll()
        self.passphrase_edit.setFocus()
        QTimer.singleShot(0, self, self.place)

    def _set_checking(self, *, is_checking: bool) -> None:
        self._is_checking = is_checking
        self.passphrase_edit.setEnabled(not is_checking)
        self.sign_confirm_button.setEnabled(not is_checking)
        self.sign_confirm_button.set_text(self.tr("Checking…") if is_checking else self._verb)

    def _finish(self) -> None:
        if self._sign is None:
            self.accept()
            return
        try:
            self._sign()
        except DeskError as error:
            self._tell(str(error))
        else:
            self.accept()

    def _tell(self, reason: str) -> None:
        title = self.tr("Not signed. Your draft is safe.")
        self.failure_banner.set_message(reason, tone="risk", title=title)
        self.failure_banner.show()
        self.sign_confirm_button.set_text(self.tr("Try again"))
        self.place()


def ask_to_sign(
    parent: QWidget | None,
    facts: SignFacts,
    *,
    is_passphrase: Callable[[str], bool] | None,
    sign: Callable[[], None] | None = None,
) -> bool:
    """Ask for the signature; True when it was given, and with `sign` when it was done as well.

    Args:
        parent: any widget of the window.
        facts: what is signed.
        is_passphrase: what `passphrase_check` gave; without it the passphrase is not asked for.
        sign: does the signing; a `DeskError` of it is shown in the dialog, which stays open.
    """
    dialog = SignDialog(parent, facts, sign, is_passphrase)
    is_signed = messages.run(dialog)
    dialog.deleteLater()
    return is_signed


def passphrase_check(desk: Desk) -> Callable[[str], bool] | None:
    """What checks the passphrase before a signature; None where the settings do not ask for it."""
    from counselor_desk.services import keys, settings

    return partial(keys.is_passphrase, desk) if settings.get(desk).asks_to_sign else None


def _facts_block(facts: SignFacts) -> Panel:
    block = Panel(part="sunken", margins=(14, 8, 14, 8), spacing=4)
    for label, text in facts.facts:
        name = Label(label, "caption")
        hold(name, width=_LABEL_WIDTH)
        at_top = Column(name, "stretch", spacing=0)
        block.body.add(Row(at_top, (Label(text, wraps=True), 1), spacing=8))
    for caution in facts.cautions:
        words = Label(caution, tone="overdue", wraps=True)
        block.body.add(Row(Icon("circle-alert", "overdue", size=15), (words, 1), spacing=8))
    return block
