"""What one member worked on: the linked objectives with their rating, and how to choose others."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from counselor_desk.records.group_sessions import MemberEdit
from counselor_desk.records.ids import Uid
from counselor_desk.records.notes import LinkedObjective
from counselor_desk.records.plans import Objective, Plan, Rating
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.chips import Chip
from counselor_desk.ui.fields import LabeledField, LineEdit
from counselor_desk.ui.group_session import words
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row, hold
from counselor_desk.ui.segments import SegmentedControl

_CHIP_LETTERS = 34
_MENU_LETTERS = 90
_MOST_KEYS = 9
_LINE_HEIGHT = 30


class _Line(QWidget):
    """One linked objective and how it moved."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.node_uid = Uid("")
        self.chip = Chip("", "draft", "link")
        self.rating = SegmentedControl(words.options(Rating, words.rating), name="")
        self.setLayout(Row(self.chip, self.rating, "stretch"))

    def show_objective(self, number: str, text: str, rating: Rating | None) -> None:
        """Show another objective."""
        said = text if len(text) <= _CHIP_LETTERS else f"{text[: _CHIP_LETTERS - 1].rstrip()}…"
        self.chip.set_state(f"{number} {said}".strip(), "draft", "link")
        self.chip.setToolTip(text)
        self.rating.set_name(self.tr("Progress on {number}").format(number=number))
        self.rating.set_value(rating)


class MemberObjectives(QWidget):
    """The golden thread of one row.

    Signals:
        edited: the person changed something.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan: Plan | None = None
        self._links: tuple[LinkedObjective, ...] = ()
        self._lines: list[_Line] = []
        self.group_choose_button = Button(self.tr("Change"), kind="link", is_small=True)
        self.group_choose_button.setAccessibleName(self.tr("Change the objectives"))
        self.group_reason_text = LineEdit(max_length=500)
        self.reason_field = LabeledField(
            self.tr("No objective applies, because"), self.group_reason_text
        )
        self._column = Column(spacing=6)
        label = Label(self.tr("Works on"), "muted")
        for part in (label, self.group_choose_button):
            hold(part, height=_LINE_HEIGHT)
        self._lines_part = QWidget()
        self._lines_part.setLayout(self._column)
        line = Row(
            Column(label, "stretch", spacing=0),
            self._lines_part,
            Column(self.group_choose_button, "stretch", spacing=0),
            "stretch",
        )
        self.setLayout(Column(line, self.reason_field, spacing=6))
        self._add_line()  # made before it is needed, which would take longer than a key may
        self.group_choose_button.clicked.connect(self.open_menu)
        self.group_reason_text.edited.connect(self.edited)

    def show_row(self, row: MemberEdit, plan: Plan | None) -> None:
        """Show what the member works on, without telling."""
        self._plan, self._links = plan, row.objectives
        self.group_reason_text.set_value(row.unlinked_reason)
        self.group_choose_button.setVisible(plan is not None)
        self._show()

    def links(self) -> tuple[LinkedObjective, ...]:
        """What is linked, each with its rating."""
        rated = {one.node_uid: one.rating.value() for one in self._lines if not one.isHidden()}
        return tuple(
            LinkedObjective(
                plan_id=one.plan_id,
                node_uid=one.node_uid,
                rating=value if isinstance(value := rated.get(one.node_uid), Rating) else None,
            )
            for one in self._links
        )

    def reason(self) -> str:
        """Why none applies; nothing while one is linked."""
        return "" if self._links else self.group_reason_text.value()

    def toggle(self, place: int) -> None:
        """Link or unlink the objective at a place of the plan, from 1, and ask how it moved."""
        known = self._objectives()
        if 0 < place <= len(known):
            self._toggle(known[place - 1].node_uid)
            self.focus_rating()

    def focus_rating(self) -> None:
        """Put the focus on the first rating that is open, else on choosing."""
        shown = [one for one in self._lines if not one.isHidden()]
        unrated = next((one for one in shown if one.rating.value() is None), None)
        target: QWidget = (
            unrated.rating
            if unrated is not None
            else shown[0].rating
            if shown
            else self.group_choose_button
            if self._plan is not None
            else self.group_reason_text
        )
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_menu(self) -> None:
        """Offer every objective of the plan in force."""
        menu = QMenu(self)
        linked = {one.node_uid for one in self._links}
        for place, one in enumerate(self._objectives(), 1):
            text = f"{one.number} {one.text}"[:_MENU_LETTERS].replace("&", "&&")
            action = menu.addAction(f"{text}\tCtrl+{place}" if place <= _MOST_KEYS else text)
            action.setCheckable(True)
            action.setChecked(one.node_uid in linked)
            action.triggered.connect(partial(self._choose, one.node_uid))
        menu.aboutToHide.connect(menu.deleteLater)
        corner = QPoint(0, self.group_choose_button.height())
        menu.popup(self.group_choose_button.mapToGlobal(corner))

    def stops(self) -> list[QWidget]:
        """The stops of the tab key."""
        return [*(one.rating for one in self._lines), self.group_choose_button]

    def _choose(self, node_uid: Uid, _is_on: bool) -> None:
        self._toggle(node_uid)
        self.focus_rating()

    def _toggle(self, node_uid: Uid) -> None:
        if self._plan is None:
            return
        links = self.links()
        if any(one.node_uid == node_uid for one in links):
            self._links = tuple(one for one in links if one.node_uid != node_uid)
        else:
            self._links = (*links, LinkedObjective(plan_id=self._plan.id, node_uid=node_uid))
        self._show()
        self.edited.emit()

    def _objectives(self) -> tuple[Objective, ...]:
        return () if self._plan is None else tuple(self._plan.objectives())

    def _add_line(self) -> None:
        line = _Line(self)
        line.rating.edited.connect(lambda _value: self.edited.emit())
        self._lines.append(line)
        self._column.add(line)

    def _show(self) -> None:
        known = {one.node_uid: one for one in self._objectives()}
        while len(self._lines) < len(self._links):
            self._add_line()
        for place, line in enumerate(self._lines):
            if place < len(self._links):
                link = self._links[place]
                one = known.get(link.node_uid)
                line.node_uid = link.node_uid
                line.show_objective(
                    one.number if one else "",
                    one.text if one else self.tr("From an earlier plan"),
                    link.rating,
                )
            line.setVisible(place < len(self._links))
        self.reason_field.setVisible(not self._links)
        self._lines_part.setVisible(bool(self._links))
        self.group_choose_button.set_text(self.tr("Change") if self._links else self.tr("Choose"))
