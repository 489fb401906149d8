"""The foot of the note editor: is it saved, is it ready to sign, and the three things to do."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from counselor_desk.rules.findings import Finding, Severity
from counselor_desk.ui import theme as themes
from counselor_desk.ui import tokens
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import Panel
from counselor_desk.ui.chips import Icon
from counselor_desk.ui.labels import ElidedLabel, Label
from counselor_desk.ui.layouts import Row, hold
from counselor_desk.ui.notes import words

_WORDS_FROM = 900
_BUTTONS_FROM = 720
_LINK_LIMIT = 4


class NoteFooter(Panel):
    """Save state and sign check at the left, word count and buttons at the right.

    Signing is never disabled: with gaps it leads to the first of them.

    Signals:
        gap_requested: lead to a gap; carries a `Finding`.
        close_requested, print_requested, sign_requested: the buttons.
    """

    gap_requested = Signal(object)
    close_requested = Signal()
    print_requested = Signal()
    sign_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(part="foot", margins=(0, 0, 0, 0), spacing=0, parent=parent)
        self._gaps: tuple[Finding, ...] = ()
        self._build()
        self.note_close_button.clicked.connect(self.close_requested)
        self.note_sign_button.clicked.connect(self.sign_requested)
        self.note_print_button.clicked.connect(self.print_requested)
        self.note_more_button.clicked.connect(self._open_more)
        self._rest_link.clicked.connect(self._open_rest)
        self.set_idle()
        self.set_findings((), "")

    def set_idle(self) -> None:
        """Nothing was typed since it was opened."""
        self._say_saved(self.tr("Saved"))

    def set_saved(self, clock: str) -> None:
        """Everything on the screen is on the disk since `clock`."""
        self._say_saved(self.tr("Saved {time}").format(time=clock))

    def set_unsaved(self, clock: str) -> None:
        """What was typed since `clock` is on the screen only."""
        text = (
            self.tr("Not saved since {time}").format(time=clock) if clock else self.tr("Not saved")
        )
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
        """List what is missing as links, or say that the note is ready, with its facts."""
        blocks = _one_each([one for one in findings if one.severity is Severity.BLOCK])
        warnings = [one.message for one in findings if one.severity is Severity.WARN]
        self._gaps = tuple(blocks)
        is_ready = not blocks
        self._check_icon.set_icon("list-checks", "signed" if is_ready else "text2")
        self._check_label.setText(
            self.tr("Ready to sign") if is_ready else self.tr("Before signing:")
        )
        self._check_label.set_tone("signed" if is_ready else "")
        self._facts_label.setText(" ".join((f"· {facts}", *warnings)) if is_ready else "")
        for link, gap in zip(self._links, self._gaps, strict=False):
            link.set_text(words.place(gap.repair))
            link.setToolTip(gap.message)
            link.setAccessibleName(gap.message)
        self._fit()

    def stops(self) -> list[QWidget]:
        """The stops of the tab key."""
        buttons = (self.note_close_button, self.note_print_button, self.note_more_button)
        return [*self._links, self._rest_link, *buttons, self.note_sign_button]

    def gaps(self) -> tuple[Finding, ...]:
        """What is missing, one finding for each place."""
        return self._gaps

    def check_words(self) -> str:
        """What is said about signing, for the person and for tests."""
        if not self._gaps:
            return f"{self._check_label.text()} {self._facts_label.text()}"
        return f"{self._check_label.text()} " + ", ".join(
            words.place(gap.repair) for gap in self._gaps
        )

    def set_word_count(self, count: int) -> None:
        """How long the note is."""
        self._count_label.setText(
            self.tr("1 word") if count == 1 else self.tr("{count:,} words").format(count=count)
        )

    def set_signed(self, sentence: str) -> None:
        """A signed note: when and by whom instead of the checks; nothing to sign."""
        self._save_icon.set_icon("lock", "signed")
        self._save_label.setText(sentence)
        self._save_label.set_tone("")
        self._gaps = ()
        self._facts_label.setText("")
        for part in (self._check_icon, self._check_label, self.note_sign_button):
            part.hide()
        self._fit()

    def set_draft(self) -> None:
        """A note that can be signed."""
        for part in (self._check_icon, self._check_label, self.note_sign_button):
            part.show()
        self.set_idle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give way in the order: word count, links, then Close and Print under More."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """State and the signing button."""
        theme = themes.current()
        return QSize(theme.s(480), theme.s(tokens.FOOTER_HEIGHT))

    def _build(self) -> None:
        self._save_icon = Icon("circle-check", "signed", size=15)
        self._save_label = Label("", "muted")
        self._check_icon = Icon("list-checks")
        self._check_label = Label("", "strong")
        self._facts_label = ElidedLabel("", "muted")
        self._links = [Button("", kind="link", is_small=True) for _ in range(_LINK_LIMIT)]
        for place, link in enumerate(self._links):
            link.clicked.connect(lambda _on=False, at=place: self._lead_to(at))
        self._rest_link = Button("", kind="link", is_small=True)
        self._count_label = Label("", "muted")
        self.note_close_button = Button(self.tr("Close"))
        self.note_print_button = Button(self.tr("Print…"))
        self.note_more_button = Button(self.tr("More"))
        self.note_sign_button = Button(self.tr("Sign and lock…"), kind="primary", icon="signature")
        self.body.add(
            Row(
                self._save_icon,
                self._save_label,
                12,
                self._check_icon,
                self._check_label,
                *self._links,
                self._rest_link,
                (self._facts_label, 1),
                self._count_label,
                self.note_close_button,
                self.note_print_button,
                self.note_more_button,
                self.note_sign_button,
                margins=(28, 9, 20, 9),
                spacing=8,
            )
        )
        hold(self, height=tokens.FOOTER_HEIGHT)

    def _say_saved(self, text: str) -> None:
        self._save_icon.set_icon("circle-check", "signed")
        self._save_label.setText(text)
        self._save_label.set_tone("")

    def _lead_to(self, place: int) -> None:
        if place < len(self._gaps):
            self.gap_requested.emit(self._gaps[place])

    def _open_more(self) -> None:
        menu = QMenu(self)
        menu.addAction(self.tr("Close"), self.close_requested.emit)
        menu.addAction(self.tr("Print…"), self.print_requested.emit)
        menu.popup(self.note_more_button.mapToGlobal(QPoint(0, -menu.sizeHint().height())))
        menu.aboutToHide.connect(menu.deleteLater)

    def _open_rest(self) -> None:
        menu = QMenu(self)
        for gap in self._gaps:
            menu.addAction(gap.message, partial(self.gap_requested.emit, gap))
        menu.popup(self._rest_link.mapToGlobal(QPoint(0, -menu.sizeHint().height())))
        menu.aboutToHide.connect(menu.deleteLater)

    def _fit(self) -> None:
        theme = themes.current()
        has_buttons = self.width() >= theme.s(_BUTTONS_FROM)
        self._count_label.setVisible(self.width() >= theme.s(_WORDS_FROM))
        self.note_close_button.setVisible(has_buttons)
        self.note_print_button.setVisible(has_buttons)
        self.note_more_button.setVisible(not has_buttons)
        gap = theme.s(8)
        fixed = (
            self._save_icon,
            self._save_label,
            self._check_icon,
            self._check_label,
            self._count_label,
            self.note_close_button,
            self.note_print_button,
            self.note_more_button,
            self.note_sign_button,
        )
        taken = sum(part.sizeHint().width() + gap for part in fixed if part.isVisibleTo(self))
        room = self.width() - taken - theme.s(28 + 20 + 12 + 60)
        shown = 0
        for link, _gap in zip(self._links, self._gaps, strict=False):
            need = link.sizeHint().width() + gap
            if need > room:
                break
            room -= need
            shown += 1
        for place, link in enumerate(self._links):
            link.setVisible(place < shown)
        rest = len(self._gaps) - shown
        more = self.tr("+{count} more") if shown else self.tr("{count} missing")
        self._rest_link.set_text(more.format(count=rest))
        self._rest_link.setVisible(rest > 0)


def _one_each(findings: Sequence[Finding]) -> list[Finding]:
    """The first finding for each place that has to be repaired."""
    places: dict[str, Finding] = {}
    for finding in findings:
        places.setdefault(finding.repair, finding)
    return list(places.values())
