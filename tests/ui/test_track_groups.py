"""After an admission the groups of the track are offered; nothing is joined without a tick."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt

from counselor_desk.records.episodes import Track
from counselor_desk.services import clients, episodes, groups
from counselor_desk.services.clients import NewClient
from counselor_desk.ui.bulletin import Bulletin
from counselor_desk.ui.clients.form import ClientForm
from counselor_desk.ui.navigation import Navigator, Page, Place
from counselor_desk.ui.theme import Theme
from tests import programme

OFFER = "{}: does Ada B. join its groups?"
ADMITTED = date(2026, 3, 9)


@pytest.fixture
def mornings(desk):
    """Two groups of the morning, and one of the evening."""
    made = [programme.group(desk, name) for name in ("Relapse prevention", "Skills", "Evening")]
    for one, track in zip(made, (Track.MORNING, Track.MORNING, Track.EVENING), strict=True):
        programme.weekly(desk, of_group=one, track=track)
    return made[:2]


@pytest.fixture
def fill(qtbot, desk):
    """Opens the form of a new client, or of one, and saves it with an admission."""

    def show(client=None, *, admitted="03/09/2026", track=Track.MORNING):
        form = ClientForm(desk, Navigator(), Bulletin())
        qtbot.addWidget(form)
        form.resize(1154, 768)
        form.show()
        client_id = None if client is None else client.id
        form.show_place(Place(page=Page.CLIENT_FORM, client_id=client_id))
        if client is None:
            form.client_given_name_edit.set_value("Ada")
            form.client_family_name_edit.set_value("Byron")
        form.episode_admitted_on_edit.setText(admitted)
        form.episode_admitted_on_edit.settle()
        form.episode_track_combo.set_value(track)
        form.save()

    return show


def joined(desk):
    known = clients.some(desk, [row.id for row in clients.rows(desk)]).values()
    (client,) = (one for one in known if one.given_name == "Ada")
    return [(one.name, member.joined_on) for one, member in groups.of_client(desk, client.id)]


def test_the_groups_of_the_track_are_offered_and_joined_with_a_tick(
    qtbot, desk, mornings, fill, dialogs
):
    seen = []

    def act(dialog):
        first, second = dialog.group_ticks.values()
        seen.append((first.text(), second.text(), dialog.join_button.isEnabled()))
        qtbot.keyClick(second, Qt.Key.Key_Space)
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    dialogs.expect(OFFER.format("Morning track"), act)
    fill()

    assert seen == [("Relapse prevention", "Skills", False)]
    assert joined(desk) == [("Skills", ADMITTED)]


def test_without_a_tick_nothing_happens(qtbot, desk, mornings, fill, dialogs):
    def act(dialog):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
        assert dialog.isVisible()
        dialog.not_now_button.click()

    dialogs.expect(OFFER.format("Morning track"), act)
    fill()

    assert joined(desk) == []


def test_a_full_group_says_so_and_takes_one_more(qtbot, desk, mornings, fill, dialogs):
    full = groups.change(desk, replace(mornings[0], cap=1))
    other = clients.add(
        desk, NewClient(given_name="Jo", family_name="T", admitted_on=date(2026, 2, 9))
    )
    groups.join(desk, full.id, other.id)
    seen = []

    def act(dialog):
        tick = dialog.group_ticks[full.id]
        seen.append(tick.accessibleDescription())
        tick.click()
        dialog.join()

    dialogs.expect(OFFER.format("Morning track"), act)
    fill()

    assert seen[0].startswith("Full: 1 of 1 places taken")
    assert [name for name, _ in joined(desk)] == ["Relapse prevention"]


def test_a_day_before_the_admission_is_refused_in_words(qtbot, desk, mornings, fill, dialogs):
    seen = []

    def act(dialog):
        next(iter(dialog.group_ticks.values())).click()
        dialog.joined_edit.setText("03/01/2026")
        dialog.join()
        seen.append(dialog.problem_banner.accessibleName())
        dialog.reject()

    dialogs.expect(OFFER.format("Morning track"), act)
    fill()

    assert "before the client was admitted" in seen[0]
    assert joined(desk) == []


def test_a_client_in_intake_is_offered_nothing_until_the_admission(desk, mornings, fill, dialogs):
    fill(admitted="")
    (client,) = clients.some(desk, [row.id for row in clients.rows(desk)]).values()

    dialogs.expect(OFFER.format("Morning track"), lambda dialog: dialog.reject())
    fill(client, admitted="03/12/2026")

    assert episodes.open_of(desk, client.id).admitted_on == date(2026, 3, 12)


def test_another_track_is_offered_and_a_known_one_is_not_asked_about_again(
    desk, mornings, fill, dialogs
):
    made = clients.add(desk, NewClient(given_name="Ada", family_name="Byron", admitted_on=ADMITTED))
    fill(made)
    dialogs.expect(OFFER.format("Evening track"), lambda dialog: dialog.reject())
    fill(made, track=Track.EVENING)

    assert joined(desk) == []


def test_a_track_without_groups_asks_nothing(desk, fill, dialogs):
    fill()

    assert joined(desk) == []


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("more", [0, 12])
def test_nothing_is_cut(
    qapp, desk, mornings, fill, dialogs, look, scale, more, assert_nothing_clipped
):
    for place in range(more):
        one = programme.group(desk, f"Group {place}")
        programme.weekly(desk, of_group=one, track=Track.MORNING)
    look.wear(Theme(scale=scale))

    def act(dialog):
        # What scrolls gets its height with the events that follow.
        qapp.processEvents()
        assert_nothing_clipped(dialog)
        assert dialog.height() <= 640 * scale
        dialog.reject()

    dialogs.expect(OFFER.format("Morning track"), act)
    fill()
