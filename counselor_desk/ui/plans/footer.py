"""The foot of a plan that is being written: is it saved, is it ready to sign, and signing it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from counselor_desk.rules.findings import Finding
from counselor_desk.ui import theme as themes
from counselor_desk.ui import tokens
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import Panel
from counselor_desk.ui.chips import Icon
from counselor_desk.ui.labels import ElidedLabel, Label
from counselor_desk.ui.layouts import Row, hold

_FACTS_FROM = 620


class PlanFooter(Panel):
    """Save state and sign check at the left, signing at the right.

    Signing is never disabled: with gaps it leads to the first of them.

    Signals:
        gap_requested: lead to a gap; carries a `Finding`.
        sign_requested: the button.
    """

    gap_requested = Signal(object)
    sign_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(part="foot", margins=(0, 0, 0, 0), spacing=0, parent=parent)
        self._gaps: tuple[Finding, ...] = ()
        self._save_icon = Icon("circle-check", "signed", size=15)
        self._save_label = Label("", "muted")
        self._check_icon = Icon("list-checks")
        self._check_label = Label("", "strong")
        self._facts = ElidedLabel("", "muted")
        self.plan_gap_button = Button("", kind="link", is_small=True)
        self.plan_gaps_button = Button("", kind="link", is_small=True)
        self.plan_sign_button = Button(self.tr("Sign and lock…"), kind="primary", icon="signature")
        self.plan_gap_button.clicked.connect(self._lead)
        self.plan_gaps_button.clicked.connect(self._open_gaps)
        self.plan_sign_button.clicked.connect(self.sign_requested)
        self.body.add(
            Row(
                self._save_icon,
                self._save_label,
                12,
                self._check_icon,
                self._check_label,
                self.plan_gap_button,
                self.plan_gaps_button,
                (self._facts, 1),
                self.plan_sign_button,
                margins=(28, 9, 20, 9),
                spacing=8,
            )
        )
        hold(self, height=tokens.FOOTER_HEIGHT)
        self.set_saved("")

    def set_saved(self, clock: str) -> None:
        """Everything on the screen is on the disk; since `clock`, if it was typed here."""
        text = self.tr("Saved {time}").format(time=clock) if clock else self.tr("Saved")
        self._save_icon.set_icon("circle-check", "signed")
        self._save_label.setText(text)
        self._save_label.set_tone("")

    def set_unsaved(self, clock: str) -> None:
        """What was typed since `clock` is on the screen only."""
        since = self.tr("Not saved since {time}").format(time=clock)
        text = since if clock else self.tr("Not saved")
        is_news = self._save_label.text() != text
        self._save_icon.set_icon("circle-alert", "risk")
        self._save_label.setText(text)
        self._save_label.set_tone("risk")
        if is_news:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def save_state(self) -> str:
        """What is said about saving."""
        return self._save_label.text()

    def set_findings(self, findings: Sequence[Finding], facts: str) -> None:
        """The first gap and how many more, or that the plan is ready, with its facts."""
        self._gaps = tuple(findings)
        is_ready = not self._gaps
        self._check_icon.set_icon("list-checks", "signed" if is_ready else "text2")
        self._check_label.setText(
            self.tr("Ready to sign") if is_ready else self.tr("Before signing:")
        )
        self._check_label.set_tone("signed" if is_ready else "")
        self._facts.setText(f"· {facts}" if is_ready else "")
        if self._gaps:
            self.plan_gap_button.set_text(self._gaps[0].message.rstrip("."))
        self._fit()

    def gaps(self) -> tuple[Finding, ...]:
        """What is missing."""
        return self._gaps

    def minimumSizeHint(self) -> QSize:
        """State and the signing button; links give way."""
        theme = themes.current()
        return QSize(theme.s(430), theme.s(tokens.FOOTER_HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the links into the new width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        theme = themes.current()
        self._facts.setVisible(self.width() >= theme.s(_FACTS_FROM) or bool(self._gaps))
        fixed = (
            self._save_icon,
            self._save_label,
            self._check_icon,
            self._check_label,
            self.plan_sign_button,
        )
        gap = theme.s(8)
        taken = sum(part.sizeHint().width() + gap for part in fixed)
        room = self.width() - taken - theme.s(28 + 20 + 12 + 8)
        count = len(self._gaps)
        more = self.tr("+{count} more").format(count=count - 1)
        self.plan_gaps_button.set_text(more)
        needed = self.plan_gap_button.sizeHint().width() + gap
        needed += self.plan_gaps_button.sizeHint().width() + gap if count > 1 else 0
        has_room = needed <= room
        if not has_room:
            missing = (
                self.tr("1 thing missing") if count == 1 else self.tr("{count} things missing")
            )
            self.plan_gaps_button.set_text(missing.format(count=count))
        self.plan_gap_button.setVisible(count > 0 and has_room)
        self.plan_gaps_button.setVisible(count > 1 or (count == 1 and not has_room))

    def _lead(self) -> None:
        if self._gaps:
            self.gap_requested.emit(self._gaps[0])

    def _open_gaps(self) -> None:
        menu = QMenu(self)
        for gap in self._gaps:
            text = gap.message.replace("&", "&&")
            menu.addAction(text, partial(self.gap_requested.emit, gap))
        menu.popup(self.plan_gaps_button.mapToGlobal(QPoint(0, -menu.sizeHint().height())))
        menu.aboutToHide.connect(menu.deleteLater)
