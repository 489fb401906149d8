"""Who signed a record, who was asked and did not, and the button for those still to come."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QByteArray, QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from counselor_desk.records import dates, times
from counselor_desk.records.signatures import (
    Refusal,
    Signature,
    SignatureMarks,
    SignatureMethod,
    SignatureRole,
)
from counselor_desk.ui import theme as themes
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.chips import Icon
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row

if TYPE_CHECKING:
    from counselor_desk.services.signatures import Proof

_ROLES: dict[SignatureRole, object] = {
    SignatureRole.COUNSELOR: QT_TRANSLATE_NOOP("signatures", "Counselor"),
    SignatureRole.CLIENT: QT_TRANSLATE_NOOP("signatures", "Client"),
    SignatureRole.GUARDIAN: QT_TRANSLATE_NOOP("signatures", "Parent or guardian"),
    SignatureRole.SUPERVISOR: QT_TRANSLATE_NOOP("signatures", "Clinical supervisor"),
}
_HOW: dict[SignatureMethod, object] = {
    SignatureMethod.ELECTRONIC: QT_TRANSLATE_NOOP("signatures", "electronically"),
    SignatureMethod.DRAWN: QT_TRANSLATE_NOOP("signatures", "by hand"),
    SignatureMethod.TYPED: QT_TRANSLATE_NOOP("signatures", "by typed name"),
    SignatureMethod.PAPER: QT_TRANSLATE_NOOP("signatures", "on paper"),
}
_PICTURE_HEIGHT = 36
_PICTURE_WIDTH = 180


class DrawnSignature(QWidget):
    """What was drawn, in the ink of the page."""

    def __init__(self, png: bytes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        drawn = QImage.fromData(QByteArray(png))
        # Dark on light becomes a mask, so that the ink can follow the theme.
        self._mask = drawn.convertToFormat(QImage.Format.Format_Grayscale8)
        self._mask.invertPixels()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(translated("Drawn signature"))

    def sizeHint(self) -> QSize:
        """As high as two lines."""
        theme = themes.current()
        return QSize(theme.s(_PICTURE_WIDTH), theme.s(_PICTURE_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Never wider than its pane."""
        return QSize(1, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The strokes at the left."""
        if self._mask.isNull():
            return
        theme = themes.current()
        size = self._mask.size().scaled(
            min(self.width(), theme.s(_PICTURE_WIDTH)),
            self.height(),
            Qt.AspectRatioMode.KeepAspectRatio,
        )
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self.rect().adjusted(0, 0, size.width() - self.width(), 0), self._inked())

    def _inked(self) -> QImage:
        inked = QImage(self._mask.size(), QImage.Format.Format_ARGB32)
        inked.fill(QColor(themes.current().color("text")))
        inked.setAlphaChannel(self._mask)
        return inked


class SignatureList(QWidget):
    """Everyone who signed, everyone who did not and why, and a button for those still to come.

    Signals:
        signature_requested: record how somebody else signs.
        scan_requested: show the scan of a signature; carries the `Signature`.
    """

    signature_requested = Signal()
    scan_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[QWidget] = []
        self._list = Column(spacing=8)
        self._seal = Label("", "hint", wraps=True)
        self.signature_add_button = Button(
            translated("Add a signature…"), icon="signature", is_small=True
        )
        self.signature_add_button.clicked.connect(self.signature_requested)
        self.setLayout(
            Column(
                Label(translated("Signatures"), "strong"),
                self._list,
                self._seal,
                Row(self.signature_add_button, "stretch"),
                spacing=8,
            )
        )
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_signatures(
        self,
        proof: Proof | None,
        local: Callable[[datetime], datetime],
    ) -> None:
        """Show who signed, and the seal; without a proof nobody can be added.

        Args:
            proof: names as the screen may show them; None when the seal does not match.
            local: turns a moment into the local one.
        """
        for row in self._rows:
            self._list.removeWidget(row)
            # A layout shows new widgets a moment later, which would make this one a window.
            row.hide()
            row.setParent(None)
            row.deleteLater()
        self._rows = [] if proof is None else self._made(proof, local)
        for row in self._rows:
            self._list.add(row)
        self._seal.setText(
            translated("Sealed {seal}").format(seal=proof.seal.short) if proof is not None else ""
        )
        self._seal.setVisible(proof is not None)
        self.signature_add_button.setVisible(proof is not None)

    def texts(self) -> list[str]:
        """What the rows say, for screen readers and tests."""
        return [row.accessibleName() for row in self._rows]

    def scan_buttons(self) -> list[Button]:
        """One for each scan that can be looked at."""
        return [one for row in self._rows for one in row.findChildren(Button)]

    def _made(self, proof: Proof, local: Callable[[datetime], datetime]) -> list[QWidget]:
        marks = proof.marks
        signed = [self._row(one, local(one.signed_at), marks) for one in proof.signatures]
        return [*signed, *(_refusal_row(one) for one in marks.refusals)]

    def _row(self, signature: Signature, at: datetime, marks: SignatureMarks) -> QWidget:
        who = ", ".join(part for part in (signature.printed_name, signature.credential) if part)
        is_paper = signature.method is SignatureMethod.PAPER
        day = dates.write_in_words(at.date())
        when = day if is_paper else f"{day}, {times.write_time(at.time())}"
        how = " · ".join((role_words(signature.role), translated(_HOW[signature.method]), when))
        below: list[QWidget] = []
        if signature.id in marks.drawn:
            below.append(DrawnSignature(marks.drawn[signature.id]))
        if signature.id in marks.damaged:
            below.append(
                Label(
                    translated("What was drawn is not as it was kept, so it is not shown."),
                    "caption",
                    tone="risk",
                    wraps=True,
                )
            )
        if is_paper and signature.attachment_id is not None:
            show = Button(translated("Show the scan"), kind="link", is_small=True)
            show.clicked.connect(lambda _on=False: self.scan_requested.emit(signature))
            line = QWidget()
            line.setLayout(Row(show, "stretch", spacing=0))
            below.append(line)
        return _lines("signature", "signed", who, how, below)


def role_words(value: SignatureRole) -> str:
    """What a role is called."""
    return translated(_ROLES[value])


def translated(text: object) -> str:
    """A text of signatures in the language of the window."""
    return QCoreApplication.translate("signatures", str(text))


def _refusal_row(refusal: Refusal) -> QWidget:
    parts = (
        role_words(refusal.role),
        translated("not signed"),
        dates.write_in_words(refusal.refused_on),
    )
    reason = Label(refusal.reason, "caption", wraps=True)
    row = _lines("ban", "overdue", refusal.printed_name, " · ".join(parts), [reason])
    row.setAccessibleName(f"{row.accessibleName()}, {refusal.reason}")
    return row


def _lines(icon: str, tone: str, who: str, how: str, below: list[QWidget]) -> QWidget:
    row = QWidget()
    words = Column(Label(who, wraps=True), Label(how, "caption", wraps=True), *below, spacing=0)
    row.setLayout(Row(Column(1, Icon(icon, tone, size=14), "stretch", spacing=0), (words, 1)))
    row.setAccessibleName(f"{who}, {how}")
    return row
