"""The card of the six domains: a rating and what it is based on, beside what it was before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QGridLayout, QWidget

from counselor_desk.records.assessments import (
    HIGHEST_RATING,
    Assessment,
    AssessmentKind,
    Domain,
    DomainChange,
    DomainCode,
)
from counselor_desk.ui import theme as themes
from counselor_desk.ui.assessments import keys, words
from counselor_desk.ui.assessments.parts import AssessmentText, Choice
from counselor_desk.ui.cards import Panel
from counselor_desk.ui.chips import Icon
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Grid, Row, hold

_NUMBER_WIDTH = 10
_NAME_WIDTH = 186
_RATING_WIDTH = 162
_GAP = 14
_MARGIN = 16
_ROOM_FOR_THREE = 580
_MIN_LINES = 2
_MORE_SERIOUS = ("trending-up", "risk")
_LESS_SERIOUS = ("trending-down", "signed")
_THE_SAME = ("minus", "text2")


class DomainRow(Panel):
    """One domain. On the rating 0 to 4 rate and Enter leads to the text.

    Signals:
        edited: the person rated or typed.
        left: the text lost the focus or rested; time to save.
    """

    edited = Signal()
    left = Signal()

    def __init__(self, code: DomainCode, parent: QWidget | None = None) -> None:
        super().__init__(part="row", margins=(0, 0, 0, 0), spacing=0, parent=parent)
        self.code = code
        self._is_editable = True
        self._is_narrow: bool | None = None
        self._build()
        self.domain_rating_choice.edited.connect(self._rate)
        self.domain_text.edited.connect(self._write)
        self.domain_text.paused.connect(lambda _text: self.left.emit())

    def show_domain(self, assessment: Assessment) -> None:
        """Show what the assessment says, without telling."""
        domain = assessment.domain(self.code)
        name = words.domain(assessment.edition, self.code)
        self.name_label.setText(name)
        self.domain_rating_choice.segments.set_name(
            self.tr("Rating of {domain}").format(domain=name)
        )
        self.domain_text.setAccessibleName(self.tr("Basis of {domain}").format(domain=name))
        self.domain_rating_choice.set_value(domain.rating)
        self.domain_text.set_value(domain.narrative)
        self._say_rating()
        self.point_out("")

    def collected(self) -> Domain:
        """The domain as it stands on the screen."""
        rating = self.domain_rating_choice.value()
        return Domain(
            code=self.code,
            rating=rating if isinstance(rating, int) else None,
            narrative=self.domain_text.value(),
        )

    def set_editable(self, *, is_editable: bool) -> None:
        """A signed assessment is only read."""
        self._is_editable = is_editable
        self.domain_rating_choice.setVisible(is_editable)
        dress(self.word_label, t="caption" if is_editable else "strong")
        self.domain_text.setReadOnly(not is_editable)
        hint = self.tr("What the rating is based on") if is_editable else ""
        self.domain_text.setPlaceholderText(hint)

    def set_change(self, change: DomainChange | None, before: AssessmentKind) -> None:
        """Say what the rating was; None says nothing."""
        text = words.was(change, before) if change is not None else ""
        step = change.step if change is not None else None
        self._was_label.setText(text)
        self._was_part.setVisible(bool(text))
        if step is None or step == 0:
            self._was_icon.set_icon(*_THE_SAME)
        else:
            self._was_icon.set_icon(*(_MORE_SERIOUS if step > 0 else _LESS_SERIOUS))

    def was_words(self) -> str:
        """What is said about the earlier rating."""
        return self._was_label.text()

    def point_out(self, message: str) -> None:
        """Say what is missing here; an empty text takes it back."""
        self._error_label.setText(message)
        self._error_label.setVisible(bool(message))

    def focus_rating(self) -> None:
        """Put the focus on the rating, or on the text of a signed one."""
        target = self.domain_rating_choice if self._is_editable else self.domain_text
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_text(self) -> None:
        """Put the caret at the end of the text."""
        self.domain_text.moveCursor(QTextCursor.MoveOperation.End)
        self.domain_text.setFocus(Qt.FocusReason.OtherFocusReason)

    def stops(self) -> list[QWidget]:
        """The stops of the tab key."""
        return [self.domain_rating_choice.segments, self.domain_text]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits rate, Enter goes on to the text, Delete takes the rating back."""
        number = keys.rating(event)
        if not self._is_editable:
            super().keyPressEvent(event)
        elif number is not None:
            self.domain_rating_choice.choose(number)
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.domain_rating_choice.choose(None)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.focus_text()
        else:
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Name and rating side by side; the text finds a place below them."""
        width = _NUMBER_WIDTH + _NAME_WIDTH + _RATING_WIDTH + 2 * _MARGIN + 2 * _GAP
        return QSize(themes.current().s(width), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow row the text stands below the rating."""
        super().resizeEvent(event)
        self._arrange()

    def _build(self) -> None:
        number = Label(self.code.value.removeprefix("d"), "caption", is_tabular=True)
        hold(number, width=_NUMBER_WIDTH)
        self.name_label = Label("", "strong", wraps=True)
        self._was_icon, self._was_label = Icon("minus", size=14), Label("", "caption", wraps=True)
        self._was_part = QWidget()
        self._was_part.setLayout(Row(self._was_icon, (self._was_label, 1), spacing=5))
        self._was_part.hide()
        name = QWidget()
        name.setLayout(Column(self.name_label, self._was_part, "stretch", spacing=3))
        hold(name, width=_NAME_WIDTH)
        ratings = [(number, str(number)) for number in range(HIGHEST_RATING + 1)]
        self.domain_rating_choice = Choice(ratings, name=self.tr("Rating"))
        self.word_label = Label("", "caption")
        rating = QWidget()
        rating.setLayout(Column(self.domain_rating_choice, self.word_label, "stretch", spacing=3))
        hold(rating, width=_RATING_WIDTH)
        self.domain_text = AssessmentText(name=self.tr("Basis"), min_lines=_MIN_LINES)
        self._error_label = Label("", "caption", tone="risk", wraps=True)
        self._error_label.hide()
        self._text_part = QWidget()
        self._text_part.setLayout(Column(self.domain_text, self._error_label, spacing=3))
        self._grid: QGridLayout = Grid(margins=(_MARGIN, 10, _MARGIN, 9), spacing=_GAP)
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(number, 0, 0, top)
        self._grid.addWidget(name, 0, 1, top)
        self._grid.addWidget(rating, 0, 2, top)
        self._grid.setColumnStretch(3, 1)
        self.body.add(self._grid)
        self._arrange()

    def _arrange(self) -> None:
        is_narrow = 0 < self.width() < themes.current().s(_ROOM_FOR_THREE)
        if is_narrow == self._is_narrow:
            return
        self._is_narrow = is_narrow
        self._grid.removeWidget(self._text_part)
        if is_narrow:
            self._grid.addWidget(self._text_part, 1, 1, 1, 3, Qt.AlignmentFlag.AlignTop)
        else:
            self._grid.addWidget(self._text_part, 0, 3, Qt.AlignmentFlag.AlignTop)

    def _rate(self, _rating: object) -> None:
        self._say_rating()
        self.point_out("")
        self.edited.emit()

    def _write(self) -> None:
        self.point_out("")
        self.edited.emit()

    def _say_rating(self) -> None:
        self.word_label.setText(words.full_rating(self.collected().rating))


class DomainsCard(Panel):
    """The head of the columns and a row for each domain.

    Signals:
        edited: the person rated or typed.
        left: a text lost the focus or rested; time to save.
    """

    edited = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(part="card", margins=(0, 0, 0, 2), spacing=0, parent=parent)
        self.rows = {code: DomainRow(code) for code in DomainCode}
        names = Label(self.tr("Domain"), "caption")
        hold(names, width=_NUMBER_WIDTH + _GAP + _NAME_WIDTH)
        ratings = Label(self.tr("Rating, 0 none to 4 severe"), "caption")
        self._basis_label = Label(self.tr("What you base it on"), "caption")
        hold(ratings, min_width=_RATING_WIDTH)
        head = Row(
            names,
            ratings,
            (self._basis_label, 1),
            margins=(_MARGIN, 8, _MARGIN, 7),
            spacing=_GAP,
        )
        self.remark_label = Label("", "hint", wraps=True)
        self.remark = QWidget()
        self.remark.setLayout(Row((self.remark_label, 1), margins=(_MARGIN, 9, _MARGIN, 0)))
        self.remark.hide()
        self.body.add(self.remark, head, *self.rows.values())
        for row in self.rows.values():
            row.edited.connect(self.edited)
            row.left.connect(self.left)

    def show_assessment(
        self,
        assessment: Assessment,
        changes: Mapping[DomainCode, DomainChange],
        before: AssessmentKind,
    ) -> None:
        """Show every domain, with what it was before."""
        for row in self.rows.values():
            row.show_domain(assessment)
        self.set_changes(changes, before)

    def set_changes(
        self, changes: Mapping[DomainCode, DomainChange], before: AssessmentKind
    ) -> None:
        """Say what the ratings were; no changes say nothing."""
        for code, row in self.rows.items():
            row.set_change(changes.get(code), before)

    def set_remark(self, text: str) -> None:
        """Say something about all ratings; nothing for an empty text."""
        self.remark_label.setText(text)
        self.remark.setVisible(bool(text))

    def collected(self, assessment: Assessment) -> Assessment:
        """The assessment with the domains as they stand here."""
        return replace(assessment, domains=tuple(row.collected() for row in self.rows.values()))

    def set_editable(self, *, is_editable: bool) -> None:
        """A signed assessment is only read."""
        for row in self.rows.values():
            row.set_editable(is_editable=is_editable)

    def focus_row(self, code: DomainCode) -> None:
        """Put the focus on the rating of a domain."""
        self.rows[code].focus_rating()

    def current(self) -> DomainCode | None:
        """The domain that has the focus."""
        focused = self.focusWidget()
        has_focus = focused is not None and focused.hasFocus()
        return next(
            (code for code, row in self.rows.items() if has_focus and row.isAncestorOf(focused)),
            None,
        )

    def stops(self) -> list[QWidget]:
        """The stops of the tab key."""
        return [stop for row in self.rows.values() for stop in row.stops()]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The head of the third column goes where the texts stand below."""
        super().resizeEvent(event)
        is_narrow = self.width() < themes.current().s(_ROOM_FOR_THREE)
        self._basis_label.setVisible(not is_narrow)
