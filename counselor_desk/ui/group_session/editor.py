"""The open row: attendance, what the member did, what it served, and risk, for one member."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.group_sessions import ASKS_MINUTES, MemberEdit, Participation
from counselor_desk.records.hours import CAME
from counselor_desk.records.plans import Plan
from counselor_desk.rules.findings import Finding
from counselor_desk.ui.buttons import Button, IconButton
from counselor_desk.ui.cards import Panel
from counselor_desk.ui.chips import Avatar, Icon
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.fields import LabeledField, LineEdit
from counselor_desk.ui.group_session import words
from counselor_desk.ui.group_session.objectives import MemberObjectives
from counselor_desk.ui.group_session.risk import MemberRisk
from counselor_desk.ui.group_session.texts import GroupText
from counselor_desk.ui.group_session.urge import MemberUrge
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import FlowRow, Row, hold
from counselor_desk.ui.segments import SegmentedControl

_LONGEST_MINUTES = 6
_AT_ONCE = frozenset({"minutes", "attendance", "stay"})
"""Where what is wrong is said at once, not only when signing leads there."""


class MemberEditor(Panel):
    """One member at a time; the page shows another one in the same widgets.

    Signals:
        edited: the person changed something.
        left: a text was left, or typing paused.
        next_requested: this member is done.
        remove_requested: take the member out of this session.
        resized: it is as high as before no more.
    """

    edited = Signal()
    left = Signal()
    next_requested = Signal()
    remove_requested = Signal()
    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(part="row", margins=(12, 9, 12, 10), spacing=8, parent=parent)
        dress(self, on="1")
        self._row: MemberEdit | None = None
        self._is_remote = False
        self._make()
        self._lay_out()
        self._connect()

    def show_member(
        self,
        row: MemberEdit,
        name: str,
        plan: Plan | None,
        *,
        is_remote: bool,
        urge_before: int | None = None,
    ) -> None:
        """Show the row of a member, without telling.

        Args:
            row: what is typed so far.
            name: as the screen calls the member.
            plan: the member's plan in force.
            is_remote: whether the group met by video or phone, so that the place is asked for.
            urge_before: the member's last score of an urge, which a new one is compared with.
        """
        self._row, self._is_remote = row, is_remote
        self._avatar.set_name(name)
        self._name.setText(name)
        self.setAccessibleName(name)
        self.group_participation_segments.set_value(row.participation)
        self.group_response_text.set_text(row.text)
        self.group_location_text.set_value(row.location)
        self.objectives.show_row(row, plan)
        self.risk.show_row(row)
        self.urge.show_urge(row.urge, urge_before)
        self._show_attendance()
        self.set_problem("")

    def collected(self) -> MemberEdit | None:
        """The row as it stands here; None before a member was shown."""
        if self._row is None:
            return None
        taking = self.group_participation_segments.value()
        return self.risk.collected(
            replace(
                self._row,
                participation=taking if isinstance(taking, Participation) else None,
                text=self.group_response_text.value(),
                location=self.group_location_text.value(),
                objectives=self.objectives.links(),
                unlinked_reason=self.objectives.reason(),
                urge=self.urge.collected(),
            )
        )

    def mark(self, code: AttendanceCode) -> None:
        """Say how the member attended; a part of the session asks for its minutes."""
        if self._row is None:
            return
        self._row = self._row.marked(code)
        self._show_attendance()
        self.edited.emit()
        if code in ASKS_MINUTES:
            self.group_minutes_text.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin(self) -> None:
        """Put the caret into the response, behind what is written."""
        editor = self.group_response_text
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        editor.moveCursor(editor.textCursor().MoveOperation.End)

    def toggle(self, place: int) -> None:
        """Link or unlink an objective."""
        if self._row is not None and self._row.code in CAME:
            self.objectives.toggle(place)

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Say what cannot be as it stands."""
        found = [one.message for one in findings if one.repair in _AT_ONCE]
        is_typed = self._row is not None and self._row.code is not None
        self.set_problem(found[0] if found and is_typed else "")

    def point_out(self, place: str, message: str) -> None:
        """Say what is missing and put the focus there."""
        if self.risk.focus_place(place, message):
            self.set_problem(message if place == "risk" else "")
            return
        self.set_problem(message)
        match place:
            case "attendance":
                self.group_attendance_segments.setFocus(Qt.FocusReason.OtherFocusReason)
            case "minutes":
                self.group_minutes_text.setFocus(Qt.FocusReason.OtherFocusReason)
            case "location":
                self.group_location_text.setFocus(Qt.FocusReason.OtherFocusReason)
            case "urge":
                self.set_problem("")
                self.urge.point_out(message)
            case "objectives" | "ratings":
                self.objectives.focus_rating()
            case _:
                self.begin()

    def set_problem(self, sentence: str) -> None:
        """Say something is wrong; an empty text takes it back."""
        self._problem.setText(sentence)
        self._problem_part.setVisible(bool(sentence))
        self.group_minutes_text.set_bad(bool(sentence) and not self._minutes_part.isHidden())

    def height_at(self, width: int) -> int:
        """How high it is in a list of this width, in pixels."""
        layout = self.layout()
        if layout is None:
            return 0
        self._settle()
        hint = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else -1
        return hint if hint > 0 else layout.totalSizeHint().height()

    def event(self, event: QEvent) -> bool:
        """Tell when the height may be another one."""
        is_done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.resized.emit()
        return is_done

    def _settle(self) -> None:
        """Let every part know its size before the row asks for its height.

        Otherwise parts that came or went count a moment later, and the list is painted twice.
        """
        for part in reversed(self.findChildren(QWidget)):  # those inside come after their parents
            inner = part.layout()
            if inner is not None:
                inner.activate()

    def _make(self) -> None:
        self._avatar, self._name = Avatar("", size=30), Label("", "strong")
        self.group_attendance_segments = SegmentedControl(
            [(code, words.attendance(code)) for code in words.ROW_CODES],
            name=self.tr("Attendance"),
        )
        self.group_more_button = IconButton("ellipsis", self.tr("More for this member"))
        self.group_minutes_text = LineEdit(
            name=self.tr("Minutes"), is_small=True, max_length=_LONGEST_MINUTES
        )
        hold(self.group_minutes_text, width=48)
        self._minutes_part = QWidget()
        self._minutes_part.setLayout(
            Row(self.group_minutes_text, Label(self.tr("min"), "muted"), spacing=6)
        )
        self.group_participation_segments = SegmentedControl(
            words.options(Participation, words.participation), name=self.tr("Participation")
        )
        self._part = QWidget()
        self._part.setLayout(
            Row(
                Label(self.tr("Participation"), "muted"),
                self.group_participation_segments,
                spacing=8,
            )
        )
        self._problem = Label("", "caption", tone="risk", wraps=True)
        self._problem_part = QWidget()
        self._problem_part.setLayout(
            Row(Icon("circle-alert", "risk", size=14), (self._problem, 1), spacing=6)
        )
        self.group_response_text = GroupText(name=self.tr("Response"), min_lines=2, is_boxed=True)
        self.group_location_text = LineEdit(max_length=200)
        self.location_field = LabeledField(
            self.tr("Where the client was"), self.group_location_text
        )
        self.urge = MemberUrge()
        self.objectives = MemberObjectives()
        self.group_next_button = Button(self.tr("Done, next"), kind="primary", is_small=True)
        hint = Label(self.tr("Alt ↓ next member"), "caption")
        self.risk = MemberRisk(hint, self.group_next_button)

    def _lay_out(self) -> None:
        who = QWidget()
        who.setLayout(Row(self._avatar, self._name, spacing=10))
        attendance = QWidget()
        attendance.setLayout(Row(self.group_attendance_segments, self.group_more_button, spacing=4))
        self.body.add(
            FlowRow(
                who,
                attendance,
                self._minutes_part,
                self._part,
                self.urge.group_urge_button,
                spacing=10,
                row_spacing=6,
            ),
            self.urge,
            self.group_response_text,
            self._problem_part,
            self.location_field,
            self.objectives,
            self.risk,
        )
        stops = (
            self.group_attendance_segments,
            self.group_more_button,
            self.group_minutes_text,
            self.group_participation_segments,
            self.urge.group_urge_button,
            self.group_response_text,
        )
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _connect(self) -> None:
        self.group_attendance_segments.edited.connect(self._choose_code)
        self.group_participation_segments.edited.connect(lambda _value: self.edited.emit())
        self.group_minutes_text.edited.connect(self._take_minutes)
        self.group_location_text.edited.connect(self.edited)
        for part in (self.group_response_text, self.urge, self.objectives, self.risk):
            part.edited.connect(self.edited)
        self.group_response_text.edited.connect(lambda: self.set_problem(""))
        self.group_response_text.paused.connect(lambda _text: self.left.emit())
        self.group_minutes_text.editingFinished.connect(self.left)
        self.urge.left.connect(self.left)
        self.group_more_button.clicked.connect(self.open_menu)
        self.group_next_button.clicked.connect(self.next_requested)

    def open_menu(self) -> None:
        """Offer the attendance that is seldom, and taking the member out."""
        menu = QMenu(self)
        for code in AttendanceCode:
            if code not in words.ROW_CODES:
                menu.addAction(words.attendance(code), partial(self.mark, code))
        menu.addSeparator()
        menu.addAction(self.tr("Take out of this session"), self.remove_requested.emit)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.group_more_button.mapToGlobal(QPoint(0, self.group_more_button.height())))

    def _choose_code(self, code: object) -> None:
        if isinstance(code, AttendanceCode):
            self.mark(code)

    def _take_minutes(self, typed: object) -> None:
        if self._row is None:
            return
        text = str(typed).strip()
        minutes = int(text) if text.isascii() and text.isdigit() else None
        bad = text if text and minutes is None else ""
        self._row = replace(self._row, minutes=minutes, typed_minutes=bad)
        self.edited.emit()

    def _show_attendance(self) -> None:
        """What is asked follows from how the member attended."""
        row = self._row
        if row is None:
            return
        codes = list(words.ROW_CODES)
        if row.code is not None and row.code not in codes:
            codes.append(row.code)
        self.group_attendance_segments.set_options([(one, words.attendance(one)) for one in codes])
        self.group_attendance_segments.set_value(row.code)
        is_absent = row.code is not None and row.code not in CAME
        asks = row.code in ASKS_MINUTES or (row.minutes is not None and not is_absent)
        typed = row.typed_minutes or ("" if row.minutes is None else str(row.minutes))
        self.group_minutes_text.set_value(typed)
        self._minutes_part.setVisible(asks or bool(row.typed_minutes))
        for part in (self._part, self.objectives):
            part.setVisible(not is_absent)
        self.risk.set_asked(is_asked=not is_absent)
        self.urge.set_asked(is_asked=not is_absent)
        self.location_field.setVisible(self._is_remote and not is_absent)
        name = self.tr("Reason for the absence") if is_absent else self.tr("Response")
        self.group_response_text.setAccessibleName(name)
        self.group_response_text.setPlaceholderText(
            self.tr("What is known about the absence, and what you did")
            if is_absent
            else self.tr("What this member did and said, in this member’s words")
        )
