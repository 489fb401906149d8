"""The foot of a group session: saved or not, the name check, the preview, and signing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.rules.findings import Finding
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.footers import Footer

_LINKS = 3


class GroupFooter(Footer):
    """Names of other members are what stops a note here; what else is missing stands on its row.

    Signals:
        preview_requested: the button.
    """

    preview_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.group_preview_button = Button(self.tr("Preview notes"))
        super().__init__(
            "group", buttons=(self.group_preview_button,), link_limit=_LINKS, parent=parent
        )
        self.group_preview_button.clicked.connect(self.preview_requested)
        self._checked: tuple[Finding, ...] | None = None
        self.show_check(())
        self.set_ready(0)

    def show_check(self, named: Sequence[Finding]) -> None:
        """The notes in which other members are named, each as a link."""
        if tuple(named) == self._checked:
            return
        self._checked = tuple(named)
        self.set_findings(tuple(named), "")
        self._check_icon.set_icon(
            "shield" if named else "shield-check", "risk" if named else "text2"
        )
        self._check_label.set_tone("risk" if named else "")
        self._check_label.setText(self.tr("Name check:"))
        self._facts_label.setText(
            "" if named else self.tr("no other member is named in these notes.")
        )
        self._fit()

    def gap_words(self, gap: Finding) -> str:
        """In whose note it is; the rest stands on the row."""
        return gap.message.partition(":")[0]

    def _rest_words(self, shown: int) -> str:
        count = len(self.linked()) - shown
        if shown:
            return super()._rest_words(shown)
        return (
            self.tr("1 name found")
            if count == 1
            else self.tr("{count} names found").format(count=count)
        )

    def set_ready(self, count: int) -> None:
        """How many notes can be signed."""
        text = (
            self.tr("Sign 1 ready note…")
            if count == 1
            else self.tr("Sign {count} ready notes…").format(count=count)
            if count
            else self.tr("Sign ready notes…")
        )
        if text.replace("&", "&&") != self.sign_button.text():
            self.sign_button.set_text(text)
            self._fit()
