"""The Groups page: made, filled, planned, closed and taken back by keyboard, and its looks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from PySide6.QtCore import Qt

from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.clients import Caseload
from counselor_desk.records.episodes import Track
from counselor_desk.records.groups import GroupType
from counselor_desk.records.program import Weekday
from counselor_desk.records.schedule import CourseTopic, PlannedTopic
from counselor_desk.records.sessions import SessionKind
from counselor_desk.services import attendance, clients, courses, groups, schedule, settings
from counselor_desk.services.attendance import NewSession
from counselor_desk.services.clients import NewClient
from counselor_desk.ui import session_words, toast
from counselor_desk.ui.bulletin import Bulletin
from counselor_desk.ui.groups import words
from counselor_desk.ui.groups.group import EARLIER
from counselor_desk.ui.groups.list import CLOSED
from counselor_desk.ui.groups.page import GroupsPage
from counselor_desk.ui.navigation import Navigator, Page, Place
from counselor_desk.ui.theme import Theme
from tests import programme

SIZES = ((1366 - 212, 768), (1280 - 56, 720), (1024 - 56, 640))
TODAY = date(2026, 3, 12)


@pytest.fixture
def navigator(qapp):
    made = Navigator()
    made.places = []
    made.place_requested.connect(made.places.append)
    return made


@pytest.fixture
def open_page(qtbot, desk, navigator):
    """Shows the list, or one group, and gives the page."""
    bulletin = Bulletin()
    bulletin.follow(desk)

    def show(group=None, size=(1154, 768)):
        page = GroupsPage(desk, navigator, bulletin)
        qtbot.addWidget(page)
        page.resize(*size)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        page.show_place(Place(page=Page.GROUPS, group_id=None if group is None else group.id))
        return page

    yield show
    bulletin.leave()


@pytest.fixture
def group(desk):
    made = programme.group(desk)
    programme.weekly(desk, of_group=made, weekday=Weekday.FRIDAY, ends=time(10, 30))
    return made


def typed(qtbot, dialog, **facts):
    for name, text in facts.items():
        field = dialog.fields[name].field
        field.selectAll()
        qtbot.keyClicks(field, text)


def filled(qtbot, **facts):
    """Types into the fields of a dialog, then keeps them."""

    def act(dialog):
        typed(qtbot, dialog, **facts)
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    return act


def refused(qtbot, at, sentence, **facts):
    """Types, is refused with a sentence at a field, and goes back."""

    def act(dialog):
        typed(qtbot, dialog, **facts)
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
        assert sentence in dialog.fields[at].error()
        assert all(dialog.fields[one].field.text() == text for one, text in facts.items())
        dialog.reject()

    return act


def names(table):
    return [row.name for row in table.rows.rows]


def admit(desk, name):
    new = NewClient(given_name=name, family_name="Tate", admitted_on=date(2026, 2, 9))
    return clients.add(desk, new)


def test_without_groups_the_first_step_is_offered(open_page):
    page = open_page()

    assert page.list_view.first_add_button.isVisible()


def test_a_row_tells_times_places_next_meeting_and_leader(open_page, group):
    page = open_page()

    model = page.list_view.table.rows
    said = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)

    assert said == (
        "Relapse prevention, Relapse prevention, Fri 9:00 – 10:30 am, 0 of 10 places taken, "
        "Tomorrow 9:00 am, You"
    )


def test_enter_opens_a_group(qtbot, open_page, group, navigator):
    page = open_page()

    qtbot.keyClick(page.list_view.table.list, Qt.Key.Key_Return)

    assert navigator.places == [Place(page=Page.GROUPS, group_id=group.id)]


def test_a_new_group_is_opened_to_be_filled(qtbot, open_page, desk, navigator, dialogs):
    page = open_page()
    dialogs.expect("New group", filled(qtbot, name="Coping skills", cap="8"))

    page.list_view.first_add_button.click()

    (made,) = groups.every(desk)
    assert (made.group.name, made.limit) == ("Coping skills", 8)
    assert navigator.places[-1].group_id == made.group.id


def test_a_group_without_a_name_is_refused_at_its_field(qtbot, open_page, desk, dialogs):
    page = open_page()
    dialogs.expect("New group", refused(qtbot, "name", "needs a name", led_by="J. Ortiz"))

    page.list_view.first_add_button.click()

    assert groups.every(desk) == ()


def test_letters_are_no_number_of_places(qtbot, open_page, dialogs):
    page = open_page()
    dialogs.expect(
        "New group", refused(qtbot, "cap", "no number of members", name="Skills", cap="ten")
    )

    page.list_view.first_add_button.click()


def test_the_provider_is_asked_for_a_complementary_therapy_alone(open_page, dialogs):
    page = open_page()
    seen = []

    def act(dialog):
        seen.append(dialog.fields["provider"].isVisible())
        box = dialog.fields["type"].field
        box.set_value(GroupType.COMPLEMENTARY)
        box.edited.emit(GroupType.COMPLEMENTARY)
        seen.append(dialog.fields["provider"].isVisible())
        dialog.reject()

    dialogs.expect("New group", act)
    page.list_view.first_add_button.click()

    assert seen == [False, True]


def test_a_client_is_found_by_name_and_added(qtbot, open_page, desk, group, client, dialogs):
    admit(desk, "Jolene")
    page = open_page(group)

    def act(dialog):
        qtbot.keyClicks(dialog.member_search_edit, "marc")
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    dialogs.expect("Add a member", act)
    qtbot.keyClick(page.group_view.members_table.list, Qt.Key.Key_Insert)

    assert names(page.group_view.members_table) == ["Marcus R."]


def test_a_day_before_the_admission_is_refused_in_words(qtbot, open_page, group, client, dialogs):
    page = open_page(group)
    seen = []

    def act(dialog):
        dialog.joined_edit.setText("01/02/2026")
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
        seen.append(dialog.problem_banner.isVisible())
        dialog.reject()

    dialogs.expect("Add a member", act)
    page.group_view.member_add_button.click()

    assert seen == [True]
    assert names(page.group_view.members_table) == []


def test_an_eleventh_member_is_warned_of_and_taken(qtbot, open_page, desk, group, dialogs):
    for place in range(11):
        one = admit(desk, f"Name{'abcdefghijk'[place]}")
        if place < 10:
            groups.join(desk, group.id, one.id)
    page = open_page(group)
    seen = []

    def act(dialog):
        seen.append(dialog.full_banner.isVisible())
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    dialogs.expect("Add a member", act)
    page.group_view.member_add_button.click()

    assert seen == [True]
    assert len(page.whole().members) == 11
    assert page.group_view.limit_banner.isVisible()


def test_a_guest_is_another_counselors_client(qtbot, open_page, desk, group, client, dialogs):
    page = open_page(group)
    dialogs.expect("Add a member", lambda dialog: dialog.guest_button.click())
    dialogs.expect("New guest", filled(qtbot, given_name="Ruben", family_name="Ortega"))

    page.group_view.member_add_button.click()

    (row,) = page.whole().members
    assert (row.name, row.client.caseload) == ("Ruben O.", Caseload.GUEST)


def test_a_new_member_joins_the_ticked_groups_of_the_track(open_page, desk, group, client, dialogs):
    others = [programme.group(desk, name) for name in ("Breakfast", "Noon", "Without a track")]
    for other in others[:2]:
        programme.weekly(desk, of_group=other, track=Track.MORNING)
    page = open_page(group)
    seen = []

    def act(dialog):
        seen.append((dialog.track_label.text(), list(dialog.track_ticks)))
        dialog.track_ticks[others[1].id].click()
        dialog.choose()

    dialogs.expect("Add a member", act)
    page.group_view.member_add_button.click()

    assert seen == [("Morning track: joins these groups too", [one.id for one in others[:2]])]
    assert [one.name for one, _ in groups.of_client(desk, client.id)] == [group.name, "Noon"]


def test_a_weekly_time_gets_its_track(open_page, desk, group, dialogs):
    series = programme.weekly(desk, of_group=group)
    page = open_page(group)

    def act(dialog):
        combo = dialog.fields["track"].field
        combo.setCurrentIndex(combo.findText("Evening track"))
        combo.activated.emit(combo.currentIndex())
        dialog.save()

    dialogs.expect(session_words.when(series), act)
    page.writing().edit_time(series)

    kept = next(one for one in schedule.of_group(desk, group.id) if one.id == series.id)
    assert kept.track is Track.EVENING
    assert "Evening track" in words.series_caption(kept, desk.today())


def test_a_changed_weekly_time_leaves_its_past_and_is_as_it_was_by_undo(
    qtbot, open_page, desk, group, dialogs
):
    series = programme.weekly(desk, of_group=group)
    page = open_page(group)
    before = schedule.of_group(desk, group.id)

    def act(dialog):
        dialog.fields["led_by"].field.setText("J. Ortiz")
        dialog.save()

    dialogs.expect(session_words.when(series), act)
    table = page.group_view.times_table
    table.choose(series.uid)
    qtbot.keyClick(table.list, Qt.Key.Key_Return)

    leaders = {one.id: one.led_by for one in schedule.of_group(desk, group.id)}
    assert (leaders[series.id], sorted(leaders.values())[-1]) == (series.led_by, "J. Ortiz")
    toast.of_window(page).act()
    assert schedule.of_group(desk, group.id) == before


def seen_in_the_picker(page, dialogs):
    """What the picker says of each candidate."""
    seen = []

    def act(dialog):
        rows = dialog.rows
        seen.extend(rows.data(rows.index(at, 0)) for at in range(rows.rowCount()))
        dialog.reject()

    dialogs.expect("Add a member", act)
    page.group_view.member_add_button.click()
    return seen


def test_with_whom_a_client_would_rather_be_stands_beside_the_candidate(
    open_page, desk, group, client, dialogs
):
    groups.prefer(desk, client.id, "veterans")

    (said,) = seen_in_the_picker(open_page(group), dialogs)

    assert said.endswith("would rather: veterans")


def test_a_preference_is_not_shown_while_names_are_hidden(open_page, desk, group, client, dialogs):
    groups.prefer(desk, client.id, "veterans")
    settings.change(desk, hides_names=True)

    (said,) = seen_in_the_picker(open_page(group), dialogs)

    assert "veterans" not in said


def test_the_part_of_a_senior_peer_is_written_with_f2_and_taken_back(
    qtbot, open_page, desk, group, client, dialogs
):
    groups.join(desk, group.id, client.id, joined_on=date(2026, 2, 9))
    page = open_page(group)
    dialogs.expect("Marcus R. in the group", filled(qtbot, remark="senior peer"))

    qtbot.keyClick(page.group_view.members_table.list, Qt.Key.Key_F2)
    told = [one.member.remark for one in page.whole().members]
    toast.of_window(page).act()

    assert told == ["senior peer"]
    assert [one.member.remark for one in page.whole().members] == [""]


def test_who_leaves_is_listed_as_earlier_and_comes_back_with_undo(
    qtbot, open_page, desk, group, client, dialogs
):
    groups.join(desk, group.id, client.id, joined_on=date(2026, 2, 9))
    page = open_page(group)
    dialogs.expect(
        "Marcus R. leaves the group?", filled(qtbot, last_on="03/11/2026", remark="works then")
    )

    qtbot.keyClick(page.group_view.members_table.list, Qt.Key.Key_Delete)
    page.group_view.turn_to(EARLIER)
    gone = names(page.group_view.members_table)
    toast.of_window(page).act()

    assert gone == ["Marcus R."]
    assert len(page.whole().members) == 1


def test_a_last_day_before_the_first_is_refused_at_its_field(
    qtbot, open_page, desk, group, client, dialogs
):
    groups.join(desk, group.id, client.id, joined_on=TODAY)
    page = open_page(group)
    dialogs.expect(
        "Marcus R. leaves the group?",
        refused(qtbot, "last_on", "before the day of joining", last_on="03/01/2026"),
    )

    qtbot.keyClick(page.group_view.members_table.list, Qt.Key.Key_Delete)


def test_weekly_times_are_typed_as_people_write_them(qtbot, open_page, desk, group, dialogs):
    page = open_page(group)
    dialogs.expect("Add weekly time", filled(qtbot, times="1-230"))

    qtbot.keyClick(page.group_view.times_table.list, Qt.Key.Key_Insert)

    added = max(schedule.of_group(desk, group.id), key=lambda one: one.id)
    assert (added.weekday, added.starts, added.ends) == (Weekday.THURSDAY, time(13), time(14, 30))


def test_an_end_before_its_start_needs_the_tick_for_the_next_day(
    qtbot, open_page, desk, group, dialogs
):
    page = open_page(group)
    seen = []

    def act(dialog):
        typed(qtbot, dialog, times="11pm-1am")
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
        seen.append(dialog.fields["times"].error())
        dialog.fields["is_overnight"].field.click()
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    dialogs.expect("Add weekly time", act)
    page.group_view.time_add_button.click()

    added = max(schedule.of_group(desk, group.id), key=lambda one: one.id)
    assert "not after the start" in seen[0]
    assert (added.starts, added.ends) == (time(23), time(1))


def test_a_time_that_ends_is_gone_and_comes_back_with_undo(qtbot, open_page, desk, group, dialogs):
    page = open_page(group)
    dialogs.expect("End Friday 9:00 – 10:30 am?", filled(qtbot, last_on="03/06/2026"))

    qtbot.keyClick(page.group_view.times_table.list, Qt.Key.Key_Delete)
    left = page.group_view.times_table.rows.rows
    toast.of_window(page).act()

    assert left == ()
    assert [one.ends_on for one in schedule.of_group(desk, group.id)] == [None]


def test_what_overlaps_is_said_in_words(open_page, desk, group, client):
    programme.weekly(desk, of_client=client, weekday=Weekday.FRIDAY)
    page = open_page(group)

    assert page.group_view.clash_banner.isVisible()
    assert page.group_view.clash_banner.accessibleName() == (
        "You also lead Marcus R.: Tomorrow at 9:00 am."
    )


def test_topics_count_by_the_meetings_somebody_came_to(open_page, desk, group, client):
    groups.join(desk, group.id, client.id, joined_on=date(2026, 2, 9))
    session = attendance.record(
        desk,
        NewSession(
            kind=SessionKind.GROUP,
            held_on=date(2026, 3, 6),
            starts=time(9),
            ends=time(10, 30),
            group_id=group.id,
            course_topic=CourseTopic.TRAUMA,
        ),
    )
    attendance.mark(desk, session.id, client.id, AttendanceCode.PRESENT)
    page = open_page(group)

    table = page.group_view.topics_card.members_table
    assert table.titles() == ("Meetings attended on", "Trauma")
    assert table.rows.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Marcus R., Trauma 1"


def test_an_own_topic_stands_with_its_name(open_page, desk, group, client):
    groups.join(desk, group.id, client.id, joined_on=date(2026, 2, 9))
    session = attendance.record(
        desk,
        NewSession(
            kind=SessionKind.GROUP,
            held_on=date(2026, 3, 6),
            starts=time(9),
            ends=time(10, 30),
            group_id=group.id,
            topic="Grief",
            course_topic=CourseTopic.OWN,
        ),
    )
    attendance.mark(desk, session.id, client.id, AttendanceCode.PRESENT)
    page = open_page(group)

    table = page.group_view.topics_card.members_table
    assert table.rows.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Marcus R., Grief 1"


def taught(desk, group, client, *topics):
    """Meetings of a group in early March, each on a topic, that a client came to."""
    for place, topic in enumerate(topics):
        new = NewSession(
            kind=SessionKind.GROUP,
            held_on=date(2026, 3, 2 + place),
            starts=time(9),
            ends=time(10, 30),
            group_id=group.id,
            course_topic=topic,
        )
        session = attendance.record(desk, new)
        attendance.mark(desk, session.id, client.id, AttendanceCode.PRESENT)


def plan(desk, group, *wanted):
    """Plans topics in some meetings each."""
    topics = [
        PlannedTopic(id=0, care_group_id=group.id, position=0, topic=topic, meetings=meetings)
        for topic, meetings in wanted
    ]
    return courses.plan(desk, group.id, topics)


def topics_of(desk, group):
    return [(one.topic, one.name, one.meetings) for one in courses.planned(desk, group.id)]


def test_what_is_taught_stands_beside_what_is_planned(open_page, desk, group, client):
    groups.change(desk, replace(group, curriculum="Steady Ground"))
    groups.join(desk, group.id, client.id, joined_on=date(2026, 2, 9))
    plan(desk, group, (CourseTopic.TRAUMA, 3), (CourseTopic.RELATIONSHIPS, 1))
    taught(desk, group, client, CourseTopic.TRAUMA, CourseTopic.SELF_DISCOVERY)
    card = open_page(group).group_view.topics_card

    assert card.course_label.text() == (
        "Follows Steady Ground · Taught 1 of 4 planned meetings · 0 of 2 topics covered"
    )
    model = card.planned_table.rows
    assert [model.index(at, 0).data(Qt.ItemDataRole.AccessibleTextRole) for at in range(3)] == [
        "Trauma, Begun, 1 of 3",
        "Family and friend relationships, Not yet taught, 0 of 1",
        "Self-discovery, Taught, not planned, 1",
    ]
    members = card.members_table.rows
    assert members.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == (
        "Marcus R., Trauma 1 of 3, Family and friend relationships 0 of 1, Self-discovery 1, "
        "0 of 2 topics covered"
    )


def test_topics_are_planned_by_keyboard_and_taken_back(qtbot, open_page, desk, group, dialogs):
    plan(desk, group, (CourseTopic.TRAUMA, 2))
    page = open_page(group)
    table = page.group_view.topics_card.planned_table

    def act(dialog):
        box = dialog.fields["topic"].field
        box.set_value(CourseTopic.OWN)
        box.edited.emit(CourseTopic.OWN)
        typed(qtbot, dialog, meetings="4", name="Money")
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    dialogs.expect("Plan a topic", act)
    qtbot.keyClick(table.list, Qt.Key.Key_Insert)
    added = topics_of(desk, group)
    toast.of_window(page).act()

    assert added == [(CourseTopic.TRAUMA, "", 2), (CourseTopic.OWN, "Money", 4)]
    assert topics_of(desk, group) == [(CourseTopic.TRAUMA, "", 2)]


def test_a_planned_topic_is_changed_with_enter(qtbot, open_page, desk, group, dialogs):
    plan(desk, group, (CourseTopic.TRAUMA, 2))
    page = open_page(group)
    dialogs.expect("Planned topic", filled(qtbot, meetings="5"))

    qtbot.keyClick(page.group_view.topics_card.planned_table.list, Qt.Key.Key_Return)

    assert topics_of(desk, group) == [(CourseTopic.TRAUMA, "", 5)]


@pytest.mark.parametrize(
    ("at", "sentence", "facts"),
    [
        ("meetings", "no number of meetings", {"meetings": "ten"}),
        ("meetings", "no number of meetings", {"meetings": "100"}),
        ("topic", "planned already", {"meetings": "3"}),
    ],
)
def test_a_topic_that_cannot_be_planned_is_refused_at_its_field(
    qtbot, open_page, desk, group, dialogs, at, sentence, facts
):
    plan(desk, group, *((topic, 1) for topic in CourseTopic if topic is not CourseTopic.OWN))
    page = open_page(group)
    seen = []

    def act(dialog):
        box = dialog.fields["topic"].field
        box.set_value(CourseTopic.TRAUMA)
        box.edited.emit(CourseTopic.TRAUMA)
        typed(qtbot, dialog, **facts)
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
        seen.append(dialog.fields[at].error())
        dialog.reject()

    dialogs.expect("Plan a topic", act)
    page.group_view.topics_card.topic_add_button.click()

    assert sentence in seen[0]
    assert len(topics_of(desk, group)) == len(CourseTopic) - 1


def test_a_topic_is_removed_with_delete_and_comes_back_with_undo(qtbot, open_page, desk, group):
    plan(desk, group, (CourseTopic.TRAUMA, 2), (CourseTopic.SELF_DISCOVERY, 1))
    page = open_page(group)

    qtbot.keyClick(page.group_view.topics_card.planned_table.list, Qt.Key.Key_Delete)
    left = topics_of(desk, group)
    toast.of_window(page).act()

    assert left == [(CourseTopic.SELF_DISCOVERY, "", 1)]
    assert [topic for topic, _, _ in topics_of(desk, group)] == [
        CourseTopic.TRAUMA,
        CourseTopic.SELF_DISCOVERY,
    ]


def test_topics_change_places_with_alt_and_an_arrow(qtbot, open_page, desk, group):
    plan(desk, group, *((topic, 1) for topic in tuple(CourseTopic)[:3]))
    page = open_page(group)
    table = page.group_view.topics_card.planned_table
    table.enter()

    for _ in range(3):
        qtbot.keyClick(table.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)

    first, second, third = tuple(CourseTopic)[:3]
    assert [topic for topic, _, _ in topics_of(desk, group)] == [second, third, first]
    assert table.current().line.topic.topic is first


def test_a_topic_that_was_taught_unplanned_is_planned_from_its_row(
    qtbot, open_page, desk, group, client, dialogs
):
    taught(desk, group, client, CourseTopic.TRAUMA)
    page = open_page(group)
    dialogs.expect("Plan a topic", filled(qtbot, meetings="2"))

    qtbot.keyClick(page.group_view.topics_card.planned_table.list, Qt.Key.Key_Return)

    assert topics_of(desk, group) == [(CourseTopic.TRAUMA, "", 2)]


def interrupted_and_opened_again(qtbot, dialogs, title, ask, **facts):
    """What stands in the fields of a dialog that a lock closed, once it is opened again."""
    seen = {}

    def interrupt(dialog):
        typed(qtbot, dialog, **facts)
        dialog.close()

    def go_on(dialog):
        seen.update((name, dialog.fields[name].field.text()) for name in facts)
        dialog.reject()

    for act in (interrupt, go_on):
        dialogs.expect(title, act)
        ask()
    return seen


def test_what_was_typed_about_a_topic_outlives_a_lock(qtbot, open_page, group, dialogs):
    add = open_page(group).group_view.topics_card.topic_add_button

    seen = interrupted_and_opened_again(qtbot, dialogs, "Plan a topic", add.click, meetings="7")

    assert seen == {"meetings": "7"}


def test_what_was_typed_about_a_new_group_outlives_a_lock(qtbot, open_page, desk, dialogs):
    page = open_page()
    facts = {"name": "Coping", "cap": "eight"}

    seen = interrupted_and_opened_again(
        qtbot, dialogs, "New group", page.list_view.first_add_button.click, **facts
    )

    assert seen == facts
    assert groups.every(desk) == ()


def test_the_type_of_a_group_comes_back_with_its_fields(qtbot, open_page, dialogs):
    page = open_page()
    seen = []

    def interrupt(dialog):
        box = dialog.fields["type"].field
        box.set_value(GroupType.COMPLEMENTARY)
        box.edited.emit(GroupType.COMPLEMENTARY)
        typed(qtbot, dialog, provider="B. Lake")
        dialog.close()

    def go_on(dialog):
        provider = dialog.fields["provider"]
        seen.append((provider.isVisible(), provider.field.text()))
        dialog.reject()

    for act in (interrupt, go_on):
        dialogs.expect("New group", act)
        page.list_view.first_add_button.click()

    assert seen == [(True, "B. Lake")]


@pytest.mark.parametrize(
    ("title", "key", "facts"),
    [
        ("Marcus R. in the group", Qt.Key.Key_F2, {"remark": "senior peer"}),
        ("Marcus R. leaves the group?", Qt.Key.Key_Delete, {"remark": "works then"}),
    ],
)
def test_what_was_typed_about_a_member_outlives_a_lock(
    qtbot, open_page, desk, group, client, dialogs, title, key, facts
):
    groups.join(desk, group.id, client.id, joined_on=date(2026, 2, 9))
    table = open_page(group).group_view.members_table

    def ask():
        qtbot.keyClick(table.list, key)

    assert interrupted_and_opened_again(qtbot, dialogs, title, ask, **facts) == facts


@pytest.mark.parametrize(
    ("title", "key", "facts"),
    [
        ("Friday 9:00 – 10:30 am", Qt.Key.Key_Return, {"led_by": "J. Ortiz"}),
        ("Add weekly time", Qt.Key.Key_Insert, {"times": "1-230"}),
        ("End Friday 9:00 – 10:30 am?", Qt.Key.Key_Delete, {"last_on": "03/31/2026"}),
    ],
)
def test_what_was_typed_about_a_weekly_time_outlives_a_lock(
    qtbot, open_page, group, dialogs, title, key, facts
):
    table = open_page(group).group_view.times_table

    def ask():
        qtbot.keyClick(table.list, key)

    assert interrupted_and_opened_again(qtbot, dialogs, title, ask, **facts) == facts


def test_whom_one_looked_for_outlives_a_lock(qtbot, open_page, desk, group, client, dialogs):
    admit(desk, "Jolene")
    page = open_page(group)
    seen = []

    def interrupt(dialog):
        qtbot.keyClicks(dialog.member_search_edit, "marc")
        qtbot.keyClicks(dialog.remark_edit, "welcomes newcomers")
        dialog.close()

    def go_on(dialog):
        seen.append((dialog.rows.rowCount(), dialog.remark_edit.value(), dialog.chosen().id))
        dialog.reject()

    for act in (interrupt, go_on):
        dialogs.expect("Add a member", act)
        page.group_view.member_add_button.click()

    assert seen == [(1, "welcomes newcomers", client.id)]


def test_who_was_picked_outlives_a_lock(qtbot, open_page, desk, group, client, dialogs):
    other = admit(desk, "Jolene")
    page = open_page(group)
    seen = []

    def interrupt(dialog):
        seen.append(dialog.chosen().id)
        qtbot.keyClick(dialog.members_list, Qt.Key.Key_Down)
        seen.append(dialog.chosen().id)
        dialog.close()

    def go_on(dialog):
        seen.append(dialog.chosen().id)
        dialog.reject()

    for act in (interrupt, go_on):
        dialogs.expect("Add a member", act)
        page.group_view.member_add_button.click()

    assert set(seen) == {client.id, other.id}
    assert seen[1] == seen[2] != seen[0]


def test_what_was_given_up_is_not_there_again(qtbot, open_page, desk, group, client, dialogs):
    page = open_page(group)
    seen = []

    def give_up(dialog):
        qtbot.keyClicks(dialog.remark_edit, "welcomes newcomers")
        dialog.reject()

    for act in (give_up, lambda dialog: (seen.append(dialog.remark_edit.value()), dialog.reject())):
        dialogs.expect("Add a member", act)
        page.group_view.member_add_button.click()

    assert seen == [""]


def test_a_group_gets_its_curriculum(qtbot, open_page, desk, group, dialogs):
    page = open_page(group)
    dialogs.expect(group.name, filled(qtbot, curriculum="Steady Ground"))

    page.group_view.group_edit_button.click()

    assert groups.get(desk, group.id).group.curriculum == "Steady Ground"


def test_the_last_meeting_opens_to_be_written_up(open_page, desk, group, navigator):
    page = open_page(group)

    page.group_view.write_up_button.click()

    place = navigator.places[-1]
    assert place.page is Page.GROUP_SESSION
    assert attendance.get(desk, place.session_id).session.held_on == date(2026, 3, 6)


def test_a_closed_group_is_opened_again_with_undo(open_page, desk, group, client, dialogs):
    groups.join(desk, group.id, client.id)
    page = open_page(group)
    dialogs.expect("Close Relapse prevention?", lambda dialog: dialog.accept())

    page.group_view.group_close_button.click()
    closed = groups.get(desk, group.id)
    page.show_place(Place(page=Page.GROUPS))
    page.list_view.turn_to(CLOSED)
    listed = [row.group.name for row in page.list_view.table.rows.rows]
    toast.of_window(page).act()

    opened = groups.get(desk, group.id)
    assert (closed.group.is_open, closed.members, listed) == (False, (), ["Relapse prevention"])
    assert opened.group.is_open
    assert len(opened.members) == 1
    assert [one.ends_on for one in schedule.of_group(desk, group.id)] == [None]


def test_another_page_that_adds_a_member_is_heard(open_page, desk, group, client):
    page = open_page(group)

    groups.join(desk, group.id, client.id)

    assert names(page.group_view.members_table) == ["Marcus R."]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_nothing_is_cut(
    qapp,
    open_page,
    desk,
    group,
    client,
    look,
    size,
    scale,
    assert_nothing_clipped,
    assert_accessible,
):
    groups.join(desk, group.id, client.id)
    plan(desk, group, *((topic, 2) for topic in CourseTopic if topic is not CourseTopic.OWN))
    look.wear(Theme(scale=scale))
    for shown in (None, group):
        page = open_page(shown, size)
        for _ in range(3):
            # The bar of what scrolls takes its room once everything has its height.
            qapp.processEvents()
        assert_nothing_clipped(page)
        assert_accessible(page)
