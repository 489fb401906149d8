"""The preview of a phrase with a real client, and the line that checks its wording."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from counselor_desk.records.ids import ClientId
from counselor_desk.records.phrase_text import blanks, filled, with_first_choices
from counselor_desk.services import phrases
from counselor_desk.services.phrase_fields import Values
from counselor_desk.ui.cards import Panel
from counselor_desk.ui.chips import Icon
from counselor_desk.ui.choosers import ComboBox
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.labels import ElidedLabel, Label
from counselor_desk.ui.layouts import Column, Row, hold
from counselor_desk.ui.phrases import words

_CLIENT_WIDTH = 168


class Preview(QWidget):
    """How a text reads for a client, with what is chosen in bold; below it the check line.

    `values_of` says what the fields mean for a client.
    """

    def __init__(
        self, values_of: Callable[[ClientId], Values], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._values_of = values_of
        self._texts: tuple[str, ...] = ()
        self.preview_client_choice = ComboBox(name=self.tr("Preview with"))
        self.preview_client_choice.setMaxVisibleItems(12)
        hold(self.preview_client_choice, width=_CLIENT_WIDTH)
        label = Label(self.tr("Preview with"), "caption")
        label.setBuddy(self.preview_client_choice)
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.RichText)
        self._text.setWordWrap(True)
        dress(self._text, t="reading")
        self._icon = Icon("circle-check", "signed", size=14)
        self._checked = Label("", "caption", wraps=True)
        box = Panel(self._text, part="sunken", margins=(14, 10, 14, 12))
        check = Row(self._icon, (self._checked, 1), spacing=8)
        check.setAlignment(self._icon, Qt.AlignmentFlag.AlignTop)
        self._hint = ElidedLabel(self.tr("Tab stops at each choice"), "hint")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._head = QWidget()
        self._head.setLayout(
            Row(
                label,
                self.preview_client_choice,
                (self._hint, 1),
                spacing=8,
            )
        )
        self.setLayout(Column(self._head, box, 4, check, spacing=6))
        self.preview_client_choice.edited.connect(lambda _value: self._draw())

    def set_clients(self, clients: Sequence[tuple[ClientId, str]]) -> None:
        """The clients to look at it with; the first one is chosen at first."""
        self.preview_client_choice.set_options(clients)
        if clients and self.preview_client_choice.value() is None:
            self.preview_client_choice.set_value(clients[0][0])
        self._draw()

    def show_texts(self, *texts: str) -> None:
        """Show how these texts read, one below the other, and check them."""
        self._texts = texts
        self._draw()

    def text(self) -> str:
        """What the preview says, as markup."""
        return self._text.text()

    def checked(self) -> str:
        """What the check line says."""
        return self._checked.text()

    def _draw(self) -> None:
        values: Values = {}
        client_id = self.preview_client_choice.value()
        if isinstance(client_id, int):
            values = self._values_of(ClientId(client_id))
        paragraphs = [_markup(filled(text, values)) for text in self._texts]
        self._text.setText("<br>".join(paragraphs))
        advice = phrases.advice("\n".join(self._texts))
        self._checked.setText(
            words.checked(advice, is_open=any(blanks(text) for text in self._texts))
        )
        self._checked.set_tone("overdue" if advice else "")
        self._icon.set_icon(
            "circle-alert" if advice else "circle-check", "overdue" if advice else "signed"
        )
        self.setAccessibleDescription(self._checked.text())


def _markup(text: str) -> str:
    pieces = (
        f"<b>{_escaped(piece)}</b>" if is_chosen else _escaped(piece)
        for piece, is_chosen in with_first_choices(text)
    )
    return "".join(pieces)


def _escaped(text: str) -> str:
    return escape(text).replace("\n", "<br>")
