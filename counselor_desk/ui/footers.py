"""The foot of a paper that is being written: is it saved, what is missing, and signing it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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

_GAP = 8
_AROUND = 28 + 12 + 8 + 20
_EXTENT_FROM = 900


class Footer(Panel):
    """Save state and sign check at the left, extent and buttons at the right.

    Signing is never disabled: with gaps it leads to the first of them. A paper that is ready may
    have its warnings as links, so that they lead to their place too. Where the window is narrow,
    the extent goes first, then the links become one that counts, then the other buttons move into
    a menu; state and signing stay.

    Signals:
        gap_requested: lead to a gap; carries a `Finding`.
        sign_requested: the button.
    """

    gap_requested = Signal(object)
    sign_requested = Signal()

    def __init__(
        self,
        noun: str,
        *,
        sign_text: str = "",
        buttons: Sequence[Button] = (),
        link_limit: int = 1,
        links_warnings: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Lay out the parts.

        Args:
            noun: of the paper, for the object names: "note" makes `note_sign_button`.
            sign_text: on the filled button; "Sign and lock…" unless given.
            buttons: what else one can do, in their order.
            link_limit: how many gaps are links of their own.
            links_warnings: whether the warnings of a paper that is ready are links.
            parent: the page.
        """
        super().__init__(part="foot", margins=(0, 0, 0, 0), spacing=0, parent=parent)
        self._gaps: tuple[Finding, ...] = ()
        self._linked: tuple[Finding, ...] = ()
        self._links_warnings = links_warnings
        self._is_signed = False
        self._buttons = tuple(buttons)
        self._save_icon = Icon("circle-check", "signed", size=15)
        self._save_label = Label("", "muted")
        self._check_icon = Icon("list-checks")
        self._check_label = Label("", "strong")
        self._links = [Button("", kind="link", is_small=True) for _ in range(link_limit)]
        self._rest_link = Button("", kind="link", is_small=True)
        self._facts_label = ElidedLabel("", "muted")
        self._extent_label = Label("", "muted")
        self._more_button = Button(self.tr("More"))
        self.sign_button = Button(
            sign_text or self.tr("Sign and lock…"), kind="primary", icon="signature"
        )
        self.sign_button.setObjectName(f"{noun}_sign_button")
        self._lay_out()
        for place, link in enumerate(self._links):
            link.clicked.connect(partial(self._lead_to, place))
        self._rest_link.clicked.connect(self._open_rest)
        self._more_button.clicked.connect(self._open_more)
        self.sign_button.clicked.connect(self.sign_requested)
        self.set_saved()

    def set_saved(self, clock: str = "") -> None:
        """Everything on the screen is on the disk; since `clock`, if it was typed here."""
        text = self.tr("Saved {time}").format(time=clock) if clock else self.tr("Saved")
        self._say("circle-check", text)

    def set_unsaved(self, clock: str = "") -> None:
        """What was typed since `clock` is on the screen only."""
        since = self.tr("Not saved since {time}").format(time=clock)
        text = since if clock else self.tr("Not saved")
        is_news = self._save_label.text() != text
        self._say("circle-alert", text, tone="risk")
        if is_news:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def set_rescued(self) -> None:
        """What was typed last is in a rescue file, and not in the records yet."""
        text = self.tr("Kept in a rescue file")
        is_news = self._save_label.text() != text
        self._say("shield", text, tone="overdue")
        if is_news:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def save_state(self) -> str:
        """What is said about saving."""
        return self._save_label.text()

    def set_findings(self, findings: Sequence[Finding], facts: str) -> None:
        """List what is missing as links; or say that it is ready, with facts and warnings."""
        self._gaps = tuple(one for one in findings if one.severity is Severity.BLOCK)
        warnings = tuple(one for one in findings if one.severity is Severity.WARN)
        is_ready = not self._gaps
        self._linked = self._gaps or (warnings if self._links_warnings else ())
        told = () if self._links_warnings else tuple(one.message for one in warnings)
        self._check_icon.set_icon("list-checks", "signed" if is_ready else "text2")
        self._check_label.setText(
            self.tr("Ready to sign") if is_ready else self.tr("Before signing:")
        )
        self._check_label.set_tone("signed" if is_ready else "")
        self._facts_label.setText(" ".join((f"· {facts}", *told)) if is_ready else "")
        for link, gap in zip(self._links, self._linked, strict=False):
            link.set_text(self.gap_words(gap))
            source = self.tr("Rule {rule}: {source}").format(rule=gap.rule, source=gap.source)
            link.setToolTip(f"{gap.message}\n{source}")
            link.setAccessibleName(gap.message)
            link.setAccessibleDescription(source)
        self._fit()

    def gaps(self) -> tuple[Finding, ...]:
        """What is missing."""
        return self._gaps

    def linked(self) -> tuple[Finding, ...]:
        """What the links lead to: the gaps, or the warnings of a paper that is ready."""
        return self._linked

    def gap_words(self, gap: Finding) -> str:
        """The words of a link."""
        return gap.message.rstrip(".")

    def check_words(self) -> str:
        """What is said about signing."""
        said = ", ".join(map(self.gap_words, self._linked)) or self._facts_label.text()
        return f"{self._check_label.text()} {said}"

    def set_extent(self, text: str) -> None:
        """How much it is, such as "120 words"."""
        if text != self._extent_label.text():
            self._extent_label.setText(text)
            self._fit()

    def set_draft(self) -> None:
        """A paper that can be signed, with nothing typed since it was opened."""
        self._is_signed = False
        self.set_saved()

    def set_signed(self, sentence: str) -> None:
        """A signed paper: when and by whom instead of the checks; nothing to sign."""
        self._is_signed = True
        self._gaps = self._linked = ()
        self._facts_label.setText("")
        self._say("lock", sentence)

    def stops(self) -> list[QWidget]:
        """The stops of the tab key."""
        return [
            *self._links,
            self._rest_link,
            *self._buttons,
            self._more_button,
            self.sign_button,
        ]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give way where it is narrow."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """State and the signing button; the rest gives way."""
        theme = themes.current()
        return QSize(theme.s(430), theme.s(tokens.FOOTER_HEIGHT))

    def _lay_out(self) -> None:
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
                self._extent_label,
                *self._buttons,
                self._more_button,
                self.sign_button,
                margins=(28, 9, 20, 9),
                spacing=_GAP,
            )
        )
        hold(self, height=tokens.FOOTER_HEIGHT)

    def _say(self, icon: str, text: str, tone: str = "") -> None:
        self._save_icon.set_icon(icon, tone or "signed")
        self._save_label.setText(text)
        self._save_label.set_tone(tone)
        self._fit()

    def _fit(self) -> None:
        """Show what the width has room for, the more important first."""
        theme = themes.current()
        is_open = not self._is_signed
        room = self.width() - theme.s(_AROUND) - _width(self._save_icon, self._save_label)
        if is_open:
            room -= _width(self._check_icon, self._check_label, self.sign_button)
        self._rest_link.set_text(self._rest_words(0))
        least = _width(self._rest_link) if self._linked else 0
        has_buttons = not self._buttons or _width(*self._buttons) + least <= room
        room -= _width(*(self._buttons if has_buttons else (self._more_button,)))
        has_extent = bool(self._extent_label.text()) and self.width() >= theme.s(_EXTENT_FROM)
        has_extent = has_extent and _width(self._extent_label) + least <= room
        room -= _width(self._extent_label) if has_extent else 0
        is_tight = room < least
        self._check_icon.setVisible(is_open and not is_tight)
        # In a tight place the link says enough: "3 things missing".
        self._check_label.setVisible(is_open and not (is_tight and self._gaps))
        self.sign_button.setVisible(is_open)
        for button in self._buttons:
            button.setVisible(has_buttons)
        self._more_button.setVisible(not has_buttons)
        self._extent_label.setVisible(has_extent)
        self._fit_links(room)

    def _fit_links(self, room: int) -> None:
        """As many gaps as fit by name, and one link for the rest."""
        count = len(self._linked)
        shown = min(count, len(self._links))
        while shown and _width(*self._links[:shown], *self._rest(shown)) > room:
            shown -= 1
        for place, link in enumerate(self._links):
            link.setVisible(place < shown)
        self._rest_link.set_text(self._rest_words(shown))
        self._rest_link.setVisible(shown < count)

    def _rest(self, shown: int) -> tuple[QWidget, ...]:
        self._rest_link.set_text(self._rest_words(shown))
        return (self._rest_link,) if shown < len(self._linked) else ()

    def _rest_words(self, shown: int) -> str:
        count = len(self._linked) - shown
        if shown:
            return self.tr("+{count} more").format(count=count)
        if not self._gaps:
            return self.tr("{count} to read").format(count=count)
        if count == 1:
            return self.tr("1 thing missing")
        return self.tr("{count} things missing").format(count=count)

    def _lead_to(self, place: int) -> None:
        if place < len(self._linked):
            self.gap_requested.emit(self._linked[place])

    def _open_rest(self) -> None:
        _open_above(
            self._rest_link,
            [(gap.message, partial(self.gap_requested.emit, gap)) for gap in self._linked],
        )

    def _open_more(self) -> None:
        _open_above(
            self._more_button,
            [(button.text().replace("&&", "&"), button.click) for button in self._buttons],
        )


def _width(*parts: QWidget) -> int:
    """The room of parts and of the gap beside each, in pixels."""
    return sum(part.sizeHint().width() + themes.current().s(_GAP) for part in parts)


def _open_above(anchor: QWidget, entries: Sequence[tuple[str, Callable[[], None]]]) -> None:
    menu = QMenu(anchor)
    for text, act in entries:
        menu.addAction(text.replace("&", "&&"), act)
    menu.popup(anchor.mapToGlobal(QPoint(0, -menu.sizeHint().height())))
    menu.aboutToHide.connect(menu.deleteLater)
