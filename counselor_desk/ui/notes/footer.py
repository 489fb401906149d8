"""The foot of the note editor: the sign check by places, the words, closing and printing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.rules.findings import Finding, Severity
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.footers import Footer
from counselor_desk.ui.notes import words

_LINK_LIMIT = 4


class NoteFooter(Footer):
    """The foot of a note; one link for each place that has to be repaired.

    Signals:
        close_requested, print_requested: the buttons.
    """

    close_requested = Signal()
    print_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.note_close_button = Button(self.tr("Close"))
        self.note_print_button = Button(self.tr("Print…"))
        super().__init__(
            "note",
            buttons=(self.note_close_button, self.note_print_button),
            link_limit=_LINK_LIMIT,
            links_warnings=True,
            parent=parent,
        )
        self.note_close_button.clicked.connect(self.close_requested)
        self.note_print_button.clicked.connect(self.print_requested)
        self.set_findings((), "")

    def set_findings(self, findings: Sequence[Finding], facts: str) -> None:
        """The first finding of each place."""
        places: dict[tuple[str, str], Finding] = {}
        for finding in findings:
            places.setdefault((finding.severity, finding.repair), finding)
        super().set_findings(tuple(places.values()), facts)

    def gap_words(self, gap: Finding) -> str:
        """The place where it is repaired; of blanks also how many there are."""
        if gap.severity is Severity.WARN:
            return words.warning(gap.rule, gap.repair)
        return gap.message.rstrip(".") if gap.rule == "N9" else words.place(gap.repair)

    def set_word_count(self, count: int, copied: str = "") -> None:
        """How long the note is, and how much of it stands in another one."""
        said = self.tr("1 word") if count == 1 else self.tr("{count:,} words").format(count=count)
        self.set_extent(f"{said} · {copied}" if copied else said)
