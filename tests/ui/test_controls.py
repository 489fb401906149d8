from __future__ import annotations

from datetime import date, time

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFontMetrics, QTextLayout, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from counselor_desk.records.times import TimeRange
from counselor_desk.ui import painting
from counselor_desk.ui import theme as themes
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.buttons import Button, IconButton
from counselor_desk.ui.cards import Card, EmptyState, Line
from counselor_desk.ui.chips import Avatar, Chip, ProgressBar, Tile
from counselor_desk.ui.choosers import CheckBox, ComboBox
from counselor_desk.ui.fields import LabeledField, LineEdit, PasswordEdit
from counselor_desk.ui.footers import Footer
from counselor_desk.ui.labels import ElidedLabel, Label
from counselor_desk.ui.layouts import Column, FlowRow, Row
from counselor_desk.ui.parsed_fields import DateField, ParsedField, TimesField
from counselor_desk.ui.segments import SegmentedControl
from counselor_desk.ui.theme import Theme
from counselor_desk.ui.toast import Toast

TODAY = date(2026, 3, 12)
FORMATS = [("dap", "DAP"), ("soap", "SOAP"), ("birp", "BIRP"), ("girp", "GIRP")]


def shown(qtbot, *widgets, width=700):
    page = QWidget()
    page.setLayout(Column(*widgets, "stretch", margins=(20, 20, 20, 20)))
    qtbot.addWidget(page)
    qtbot.page = page  # the page would go with its last reference
    page.resize(width, 500)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def every_control():
    segments = SegmentedControl(FORMATS, name="Format")
    segments.set_value("dap")
    return [
        Row(Button("Add client", kind="primary", icon="user-plus"), Button("Print…"), "stretch"),
        Row(IconButton("x", "Close"), Button("More", kind="quiet"), Button("All", kind="link")),
        Row(Chip("Signed", "signed", "lock"), Avatar("Marcus R."), Tile("lock"), "stretch"),
        segments,
        LabeledField("Name", LineEdit()),
        LabeledField("Passphrase", PasswordEdit(), help_text="Five words."),
        LabeledField("Service", ComboBox([(1, "Individual"), (2, "Group")])),
        ParsedField("Date", DateField(lambda: TODAY)),
        ParsedField("Start – end", TimesField()),
        CheckBox("Remember"),
        Banner("Words", tone="risk", title="Title", action="Try again", can_close=True),
        ProgressBar(0.5, mark=0.45),
        Card(Label("Inside"), Line()),
        EmptyState("target", "No plan yet", "Start here.", Button("Start", kind="primary")),
    ]


@pytest.mark.parametrize("theme", [Theme(), Theme(dark=True), Theme(scale=1.5)])
def test_every_control_is_named_and_nothing_is_cut(
    qtbot, look, theme, assert_accessible, assert_nothing_clipped
):
    look.wear(theme)
    page = shown(qtbot, *every_control(), width=900)
    page.resize(page.layout().minimumSize().expandedTo(page.size()))
    QApplication.processEvents()

    assert_accessible(page)
    assert_nothing_clipped(page)


def test_the_icon_stands_8_pixels_before_the_word(qtbot):
    plain, pictured = Button("Print"), Button("Print", icon="printer")

    assert pictured.sizeHint().width() - plain.sizeHint().width() == 16 + 8


def test_a_button_shows_ampersands_as_they_are(qtbot):
    button = Button("Work & life")

    assert button.text() == "Work && life"
    assert button.shortcut().isEmpty()


def test_a_chosen_segment_is_no_wider_than_the_others_were(qtbot):
    segments = SegmentedControl(FORMATS, name="Format")
    before = segments.sizeHint()

    segments.set_value("soap")

    assert segments.sizeHint() == before


def test_other_counts_on_the_same_segments_keep_the_buttons_and_the_choice(qtbot):
    segments = SegmentedControl([("all", "All 3"), ("drafts", "Drafts 1")], name="Notes shown")
    qtbot.addWidget(segments)
    segments.set_value("drafts")
    before = segments.findChildren(Button)

    segments.set_options([("all", "All 4"), ("drafts", "Drafts 2")])

    assert segments.findChildren(Button) == before
    assert [button.text() for button in before] == ["All 4", "Drafts 2"]
    assert before[1].accessibleName() == "Notes shown: Drafts 2"
    assert segments.value() == "drafts"


def test_the_tab_key_stops_once_at_the_segments(qtbot):
    segments = SegmentedControl(FORMATS, name="Format")
    qtbot.addWidget(segments)
    segments.set_value("soap")

    stops = [
        button.text()
        for button in segments.findChildren(Button)
        if button.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert stops == ["SOAP"]


def test_arrow_keys_move_through_the_segments(qtbot):
    segments = SegmentedControl(FORMATS, name="Format")
    segments.set_value("dap")
    shown(qtbot, segments)
    segments.setFocus(Qt.FocusReason.TabFocusReason)

    with qtbot.waitSignal(segments.edited) as change:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)

    assert change.args == ["soap"]
    assert segments.value() == "soap"


def test_a_segmented_control_is_one_tab_stop(qtbot):
    segments, after = SegmentedControl(FORMATS, name="Format"), LineEdit(name="After")
    segments.set_value("birp")
    shown(qtbot, segments, after)
    segments.setFocus(Qt.FocusReason.TabFocusReason)

    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)

    assert after.hasFocus()


def test_nothing_may_be_chosen_yet(qtbot):
    segments = SegmentedControl(FORMATS, name="Format")
    segments.set_value("dap")

    segments.set_value(None)

    assert segments.value() is None


def test_setting_a_value_is_not_an_edit(qtbot):
    segments, box = SegmentedControl(FORMATS, name="Format"), ComboBox(FORMATS)
    field, check = LineEdit(), CheckBox("Tick")
    shown(qtbot, segments, box, field, check)

    with (
        qtbot.assertNotEmitted(segments.edited),
        qtbot.assertNotEmitted(box.edited),
        qtbot.assertNotEmitted(field.edited),
        qtbot.assertNotEmitted(check.edited),
    ):
        segments.set_value("soap")
        box.set_value("soap")
        field.set_value("words")
        check.set_value(True)


def test_the_wheel_does_not_change_a_combo_box(qtbot):
    box = ComboBox(FORMATS)
    box.set_value("soap")
    page = shown(qtbot, box)
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(page.mapToGlobal(QPoint(5, 5))),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )

    QApplication.sendEvent(box, wheel)

    assert box.value() == "soap"


@pytest.mark.parametrize(("width", "told"), [(400, ""), (120, "Keep a home that supports him")])
def test_a_value_that_is_cut_is_told_whole(qtbot, width, told):
    box = ComboBox([(1, "Keep a home that supports him")])
    box.set_value(1)
    box.setFixedWidth(width)
    shown(qtbot, box)
    box.grab()

    assert box.toolTip() == told


def test_a_secret_is_hidden_until_the_eye_is_pressed(qtbot):
    field = PasswordEdit(name="Passphrase")
    shown(qtbot, field)
    assert not field.is_shown()

    with qtbot.waitSignal(field.shown_changed):
        field.eye_button.click()

    assert field.is_shown()
    assert field.eye_button.accessibleName() == "Hide the text"


def test_the_eye_is_the_stop_after_its_field(qtbot):
    field = PasswordEdit(name="Passphrase")
    shown(qtbot, field, LineEdit(name="After"))
    field.setFocus()

    qtbot.keyClick(field, Qt.Key.Key_Tab)

    assert field.eye_button.hasFocus()


def test_an_error_takes_the_place_of_the_help(qtbot):
    field = LabeledField("Name", LineEdit(), help_text="As it is printed.")
    shown(qtbot, field)

    field.set_error("Enter a name.")

    assert field.error() == "Enter a name."
    assert field.field.accessibleDescription() == "Enter a name."
    field.set_error("")
    assert field.error() == ""


def test_an_elided_label_offers_all_of_it_as_a_tooltip(qtbot):
    label = ElidedLabel("A very long line of words that does not fit into the room it has")
    page = shown(qtbot, label, width=200)

    assert label.toolTip() == label.text()
    page.resize(900, 200)
    assert label.toolTip() == ""


def test_a_label_never_reads_markup(qtbot):
    label = Label("<b>Marcus</b> & co")

    assert label.sizeHint().width() >= QFontMetrics(label.font()).horizontalAdvance(label.text())


def test_a_long_banner_does_not_widen_its_page(qtbot):
    page = shown(qtbot, Banner("words " * 200, tone="overdue", action="Start review"))

    assert page.minimumSizeHint().width() < 400


def test_a_flow_row_goes_on_in_the_next_line(qtbot):
    holder = QWidget()
    holder.setLayout(FlowRow(*[Button(f"Button {n}") for n in range(6)]))

    assert holder.layout().heightForWidth(2000) == 32
    assert holder.layout().heightForWidth(220) == 32 * 3 + 8 * 2 or 32 * 6 + 8 * 5


def test_initials_come_from_the_first_and_last_word():
    assert painting.initials("Marcus R.") == "MR"
    assert painting.initials("maría josé garcía") == "MG"
    assert painting.initials("Cher") == "C"
    assert painting.initials("   ") == ""


def test_avatars_of_every_size_have_letters(qtbot):
    small, large = Avatar("Marcus R.", size=20), Avatar("Marcus R.", size=44)

    def inks(avatar):
        image = avatar.grab().toImage()
        return {
            image.pixelColor(x, image.height() // 2).name() for x in range(4, image.width() - 4)
        }

    assert len(inks(small)) > 1
    assert len(inks(large)) > 1
    assert len(inks(Avatar("", size=20))) == 1


class TestToast:
    @pytest.fixture
    def page(self, qtbot):
        return shown(qtbot)

    def test_it_stands_at_the_bottom_center(self, page):
        toast = Toast(page)
        toast.announce("Goal 2.1 removed", "Undo", lambda: None)

        assert abs(toast.geometry().center().x() - page.rect().center().x()) <= 1
        assert toast.geometry().bottom() == page.height() - themes.current().s(22) - 1

    def test_it_stands_above_the_foot_of_a_page(self, qtbot):
        foot = Footer("note")
        page = QWidget()
        page.setLayout(Column("stretch", foot))
        qtbot.addWidget(page)
        page.resize(900, 600)
        page.show()
        toast = Toast(page)
        toast.announce("Note signed")

        assert toast.geometry().bottom() == foot.y() - themes.current().s(22) - 1

    def test_it_stands_above_the_foot_in_a_smaller_window_too(self, qtbot):
        foot = Footer("note")
        page = QWidget()
        page.setLayout(Column("stretch", foot))
        qtbot.addWidget(page)
        page.resize(900, 600)
        page.show()
        toast = Toast(page)
        toast.announce("Note signed")
        page.resize(900, 500)

        qtbot.waitUntil(lambda: toast.geometry().bottom() < foot.y() < 500)

    def test_undo_is_done_once(self, page):
        toast, undone = Toast(page), []
        toast.announce("Goal 2.1 removed", "Undo", lambda: undone.append(1))

        toast.action_button.click()
        toast.act()

        assert undone == [1]
        assert not toast.isVisible()

    def test_it_goes_by_itself(self, page, qtbot):
        toast = Toast(page)
        toast._timer.setInterval(10)
        toast.announce("Note signed")

        qtbot.waitUntil(lambda: not toast.isVisible())

    def test_it_stays_while_it_has_the_focus(self, page, qtbot):
        toast = Toast(page)
        toast.announce("Goal 2.1 removed", "Undo", lambda: None)
        toast.action_button.setFocus()

        toast._expire()

        assert toast.isVisible()


class TestDates:
    @pytest.fixture
    def field(self, qtbot):
        field = DateField(lambda: TODAY, name="Date", has_weekday=True)
        field.labeled = ParsedField("Target date", field)
        shown(qtbot, field.labeled)
        field.setFocus()
        return field

    def test_what_is_typed_is_written_out_on_leaving(self, field, qtbot):
        qtbot.keyClicks(field, "+4")
        with qtbot.waitSignal(field.edited) as change:
            qtbot.keyClick(field, Qt.Key.Key_Return)

        assert field.text() == "Mon 03/16/2026"
        assert change.args == [date(2026, 3, 16)]

    def test_the_caption_says_weekday_and_distance_while_typing(self, field, qtbot):
        qtbot.keyClicks(field, "+4")

        assert field.labeled._below.text() == "Monday, in 4 days"

    def test_up_and_down_move_a_day(self, field, qtbot):
        field.set_value(TODAY)

        qtbot.keyClick(field, Qt.Key.Key_Up)
        assert field.value() == date(2026, 3, 13)
        qtbot.keyClick(field, Qt.Key.Key_Down)
        assert field.value() == TODAY

    def test_what_is_no_date_stays_and_says_why(self, field, qtbot):
        qtbot.keyClicks(field, "2/30")
        qtbot.keyClick(field, Qt.Key.Key_Return)

        assert field.text() == "2/30"
        assert field.value() is None
        assert field.labeled.error() == "February has no day 30."

    @pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)  # no real screen
    def test_the_calendar_picks_a_day(self, field, qtbot):
        field.set_value(TODAY)

        qtbot.keyClick(field, Qt.Key.Key_F4)
        popup = field._calendar
        assert popup.isVisible()
        popup.calendar.clicked.emit(popup.calendar.selectedDate().addDays(3))

        assert field.value() == date(2026, 3, 15)
        assert not popup.isVisible()

    def test_the_same_date_is_not_told_twice(self, field, qtbot):
        field.set_value(TODAY)

        with qtbot.assertNotEmitted(field.edited):
            field.settle()


class TestTimes:
    @pytest.fixture
    def field(self, qtbot):
        field = TimesField(name="Start – end")
        field.labeled = ParsedField("Start – end", field)
        shown(qtbot, field.labeled)
        field.setFocus()
        return field

    def test_what_is_typed_is_written_out(self, field, qtbot):
        qtbot.keyClicks(field, "9-950")
        qtbot.keyClick(field, Qt.Key.Key_Return)

        assert field.text() == "9:00 – 9:50 am"
        assert field.value().minutes == 50

    def test_a_box_beside_it_alone_says_that_the_end_is_on_the_next_day(self, field, qtbot):
        box = CheckBox("Ends on the next day")
        qtbot.addWidget(box)
        field.follow_night(box)
        field.set_value(TimeRange(start=time(23), end=time(1)))
        assert field.value() is None

        box.set_value(True)
        assert field.value() == TimeRange(start=time(23), end=time(1))
        box.set_value(False)
        assert field.value() is None
        assert field.problem()

    def test_an_end_before_the_start_asks_for_the_next_day(self, field, qtbot):
        qtbot.keyClicks(field, "11pm-1am")
        qtbot.keyClick(field, Qt.Key.Key_Return)
        assert field.asks_next_day()
        assert "next day" in field.labeled.error()

        with qtbot.waitSignal(field.edited):
            field.confirm_next_day()

        assert field.value().minutes == 120
        assert field.labeled.error() == ""


def test_segments_that_are_replaced_at_once_leave_no_window(qtbot):
    control = SegmentedControl((("a", "A"),), name="Show")
    qtbot.addWidget(control)
    control.show()
    for count in (1, 2):
        control.set_options([(place, f"{place}") for place in range(count)])
    QApplication.processEvents()

    windows = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    assert windows == [control]


SENTENCE = (
    "Six domains with a rating and its reason, the risk of harm, "
    "and whether this level of care fits."
)


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("width", [1000, 560, 300])
def test_no_word_stands_alone_at_the_end_of_an_empty_state(qtbot, look, scale, width):
    state = EmptyState("target", "No assessment yet", SENTENCE)
    shown(qtbot, state, width=round(width * scale))

    look.wear(Theme(scale=scale))
    QApplication.processEvents()

    label = state.sentence_label
    lines = _lines(label)
    assert sum(lines) / len(lines) > 0.6 * max(lines)
    assert label.height() >= label.heightForWidth(label.width())


def _lines(label):
    """The widths of the lines that a label makes of its words."""
    layout = QTextLayout(label.text(), label.font())
    layout.beginLayout()
    widths = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(label.width())
        widths.append(line.naturalTextWidth())
    layout.endLayout()
    return widths
