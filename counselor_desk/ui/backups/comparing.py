"""The third step of a restore: what is in the backup, what is here, and what would go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from counselor_desk.records.backups import Kinship
from counselor_desk.ui.backups import words
from counselor_desk.ui.backups.beside import BesidePanel
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import Panel
from counselor_desk.ui.chips import Chip, Icon
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row, hold

_VALUE_WIDTH = 168
_DIFFERENCE_WIDTH = 104
_ROW_HEIGHT = 30
_NOT_A_THING = "log_entries"
"""Log entries are compared, and nobody misses them."""

_SELDOM = "unfinished_forms"
"""Stands in the table only where there is one: most often there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What the table shows.

    `here` is None where nothing can be compared, as before a store is open. `made` and `now` are
    moments in words; `only_here` counts what would go and `listed` names it, where it is known;
    `aside` is the folder that the present data goes to, empty without any. `is_locked` when another
    secret opens what is here, and `unreadable` says why it could not be compared.
    """

    made: str
    in_backup: Mapping[str, int]
    here: Mapping[str, int] | None = None
    now: str = ""
    kinship: Kinship = "same"
    only_here: Mapping[str, int] = field(default_factory=dict)
    span: str = ""
    listed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    is_log_whole: bool = True
    aside: str = ""
    is_locked: bool = False
    unreadable: str = ""


class CompareStep(QWidget):
    """The table, what exists only here, where the present data goes, and the buttons.

    Signals:
        back_requested: another secret or file.
        beside_submitted: compare with what this passphrase opens here.
        list_requested: show what exists only here.
        look_requested: open it, to be read alone.
        replace_requested: restore it.
    """

    back_requested = Signal()
    beside_submitted = Signal(str)
    list_requested = Signal()
    look_requested = Signal()
    replace_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.problem_banner = Banner("", tone="risk")
        self.problem_banner.hide()
        self._table = Column(spacing=0)
        self._panel = Panel(self._table, part="card", margins=(0, 0, 0, 0), spacing=0)
        self.only_here_banner = Banner("", tone="overdue", icon="circle-alert")
        self.only_here_banner.action_requested.connect(self.list_requested)
        self.beside_panel: BesidePanel | None = None
        self._beside = Column(spacing=0)
        self.aside_title = Label("", "strong", wraps=True)
        self.aside_label = Label("", "caption", wraps=True)
        self._aside = Panel(
            Row(
                Icon("shield-check", "signed"),
                (Column(self.aside_title, self.aside_label, spacing=1), 1),
                spacing=10,
            ),
            part="sunken",
            margins=(12, 8, 12, 8),
        )
        self._aside.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.back_button = Button(self.tr("Back"), kind="plain")
        self.back_button.clicked.connect(self.back_requested)
        self.look_button = Button(self.tr("Open it read-only"), icon="eye")
        self.look_button.clicked.connect(self.look_requested)
        self.replace_button = Button("", icon="rotate-ccw")
        self.replace_button.clicked.connect(self.replace_requested)
        self.setLayout(
            Column(
                self.problem_banner,
                self._panel,
                self.only_here_banner,
                self._beside,
                self._aside,
                4,
                Row(self.back_button, "stretch", self.look_button, 4, self.replace_button),
                spacing=10,
            )
        )

    def show_compared(self, compared: Compared) -> None:
        """Fill the table."""
        self.problem_banner.hide()
        while (item := self._table.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                shiboken6.delete(widget)
        has_here = compared.here is not None
        now_head = self.tr("On this computer now") if has_here else ""
        self._table.add(
            _TableRow("", self.tr("In this backup"), now_head, is_head=True),
            _TableRow(self.tr("Made"), compared.made, compared.now),
            *(self._row(what, compared) for what in _rows(compared)),
            self._log_row(compared),
        )
        self._show_only_here(compared)
        self._show_beside(compared)
        self._show_aside(compared)

    def show_problem(self, sentence: str) -> None:
        """Why it was given up."""
        self.problem_banner.set_message(sentence, tone="risk")
        self.problem_banner.show()

    def focus_first(self) -> None:
        """The first thing that one can do here, and nothing that cannot be undone."""
        self.back_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Wipe the passphrase of what is here."""
        if self.beside_panel is not None:
            self.beside_panel.forget()

    def _show_beside(self, compared: Compared) -> None:
        if compared.is_locked and self.beside_panel is None:
            self.beside_panel = BesidePanel()
            self.beside_panel.submitted.connect(self.beside_submitted)
            self._beside.add(self.beside_panel)
        if self.beside_panel is not None:
            self.beside_panel.forget()
            self.beside_panel.setVisible(compared.is_locked)

    def _row(self, what: str, compared: Compared) -> _TableRow:
        before = compared.in_backup[what]
        if compared.here is None:
            return _TableRow(words.kind(what), f"{before:,}", "")
        here = compared.here.get(what, 0)
        chip = None
        if here > before:
            text = self.tr("{n:,} more").format(n=here - before)
            chip = Chip(text, "neutral" if what == _NOT_A_THING else "overdue", "arrow-up")
        elif here < before:
            text = self.tr("{n:,} fewer").format(n=before - here)
            chip = Chip(text, "neutral", "arrow-down")
        return _TableRow(words.kind(what), f"{before:,}", f"{here:,}", chip)

    def _log_row(self, compared: Compared) -> _TableRow:
        # A backup is made of a whole log alone, and no byte of this one has changed since.
        unbroken = self.tr("unbroken")
        here, chip = "", None
        if compared.here is not None and compared.is_log_whole:
            here = unbroken
        elif compared.here is not None:
            here, chip = self.tr("broken"), Chip(self.tr("damaged"), "risk", "triangle-alert")
        return _TableRow(self.tr("Activity log"), unbroken, here, chip)

    def _show_only_here(self, compared: Compared) -> None:
        only_here = {what: n for what, n in compared.only_here.items() if n}
        is_same = compared.kinship == "same"
        if compared.unreadable:
            self._say_unreadable(compared.unreadable)
            return
        self.only_here_banner.setVisible(bool(only_here) or not is_same)
        title, text = self._same(only_here) if is_same else self._foreign(compared, only_here)
        self.only_here_banner.set_message(
            text.format(listed=words.counted(only_here, *only_here), span=compared.span),
            tone="overdue",
            title=title,
            action=self.tr("See the list") if compared.listed else "",
            icon="circle-alert",
        )

    def _say_unreadable(self, sentence: str) -> None:
        self.only_here_banner.set_message(
            sentence,
            tone="overdue",
            title=self.tr("What is here could not be compared"),
            icon="circle-alert",
        )
        self.only_here_banner.show()

    def _same(self, only_here: Mapping[str, int]) -> tuple[str, str]:
        total = sum(only_here.values())
        title = (
            self.tr("1 thing exists only on this computer")
            if total == 1
            else self.tr("{n:,} things exist only on this computer").format(n=total)
        )
        return title, self.tr(
            "{listed}{span}. After replacing they are no longer in the program, but stay in the "
            "copy below."
        )

    def _foreign(self, compared: Compared, only_here: Mapping[str, int]) -> tuple[str, str]:
        """What is said of a backup whose records are not those here, as they were once."""
        if compared.kinship == "other":
            title = self.tr("This is a backup of another store")
            reason = self.tr("It holds other records than yours.")
        else:
            title = self.tr("This backup and the records here went separate ways")
            reason = self.tr(
                "One of them was restored or went on from an older copy, so what they share cannot "
                "be told."
            )
        if not only_here:
            return title, reason
        going = self.tr(
            "Everything here counts as going: {listed}. After replacing it is no longer in the "
            "program, but stays in the copy below."
        )
        return title, f"{reason} {going}"

    def _show_aside(self, compared: Compared) -> None:
        if compared.aside:
            self.aside_title.setText(self.tr("Your current data is put aside first"))
            self.aside_label.setText(
                self.tr(
                    "{name} · beside the present folder · opens with the passphrase of today · "
                    "kept until you remove it"
                ).format(name=compared.aside)
            )
            self.replace_button.set_text(self.tr("Replace current data…"))
        else:
            self.aside_title.setText(self.tr("There is no store in this place yet"))
            self.aside_label.setText(self.tr("Nothing is replaced."))
            self.replace_button.set_text(self.tr("Restore this backup"))


class _TableRow(QFrame):
    """What, how many in the backup, how many here, and the difference."""

    def __init__(
        self,
        what: str,
        in_backup: str,
        here: str,
        chip: Chip | None = None,
        *,
        is_head: bool = False,
    ) -> None:
        super().__init__()
        dress(self, c="row", first="1" if is_head else "0")
        kind = "strong" if is_head or chip is not None else "body"
        cells = [_cell(text, kind) for text in (in_backup, here)]
        for cell in cells:
            hold(cell, max_width=_VALUE_WIDTH)
        side = QWidget()
        side.setLayout(Row(chip, "stretch"))
        hold(side, width=_DIFFERENCE_WIDTH)
        parts = ((_cell(what, "muted"), 1), *((cell, 1) for cell in cells))
        self.setLayout(Row(*parts, side, margins=(16, 4, 12, 4), spacing=8))
        hold(self, min_height=_ROW_HEIGHT)
        spoken = (what, in_backup, here, chip.text if chip is not None else "")
        self.setAccessibleName(", ".join(part for part in spoken if part))


def _rows(compared: Compared) -> list[str]:
    """The kinds that are counted in the table."""
    here = compared.here or {}
    is_any = any(counts.get(_SELDOM) for counts in (compared.in_backup, here))
    return [what for what in compared.in_backup if what != _SELDOM or is_any]


def _cell(text: str, kind: str) -> Label:
    """Words that wrap and ask for no width of their own, so that columns stand below each other."""
    cell = Label(text, kind, wraps=True)
    policy = cell.sizePolicy()
    policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
    cell.setSizePolicy(policy)
    return cell
