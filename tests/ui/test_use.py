"""Use and cravings: what is recorded, what it asks of the plan, and what is refused."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from counselor_desk.errors import DiskFullError
from counselor_desk.records.circumstances import Answer
from counselor_desk.records.drug_tests import TestKind, TestResult
from counselor_desk.records.edits import FactEdit, PlanEdit
from counselor_desk.records.substances import Route, SubstanceClass
from counselor_desk.services import (
    circumstances,
    clients,
    cravings,
    drug_tests,
    episodes,
    form_drafts,
    notes,
    plans,
    substances,
)
from counselor_desk.services.clients import NewClient
from counselor_desk.services.cravings import NewCraving
from counselor_desk.services.drug_tests import NewTest
from counselor_desk.services.substances import NewReturn, NewSubstance
from counselor_desk.ui import toast
from counselor_desk.ui.bulletin import Bulletin
from counselor_desk.ui.navigation import Navigator, Page, Place, Tab, View
from counselor_desk.ui.scale import Scale
from counselor_desk.ui.theme import Theme
from counselor_desk.ui.use import words
from counselor_desk.ui.use.cards import SHOWN
from counselor_desk.ui.use.saving import FactKind
from counselor_desk.ui.use.view import UseView

LAPSE = NewReturn(
    used_on=date(2026, 3, 3),
    learned_on=date(2026, 3, 5),
    substance=SubstanceClass.ALCOHOL,
    amount="four beers",
    circumstances="At his brother’s house.",
)


@pytest.fixture
def navigator():
    made = Navigator()
    made.places = []
    made.place_requested.connect(made.places.append)
    return made


@pytest.fixture
def open_view(desk, client, navigator, qtbot):
    """Shows the view of the client and gives it back."""
    bulletin = Bulletin()
    bulletin.follow(desk)

    def show(size=(1154, 768), **where):
        view = UseView(desk, navigator, bulletin)
        qtbot.addWidget(view)
        view.resize(*size)
        with qtbot.waitExposed(view):
            view.show()
        view.show_place(place(client, **where))
        return view

    yield show
    bulletin.leave()


def place(client, **where):
    return Place(page=Page.CHART, client_id=client.id, tab=Tab.ASSESSMENT, view=View.USE, **where)


def said(card):
    rows = card.table.rows
    role = Qt.ItemDataRole.AccessibleTextRole
    return [rows.index(row, 0).data(role) for row in range(rows.rowCount())]


def fill(view, kind, **values):
    """Put values into the fields of the open panel, as a person would."""
    panel = view.panel(kind)
    for name, value in values.items():
        field = panel.field(name)
        if isinstance(value, date) or name.endswith("_on"):
            field.setText(value if isinstance(value, str) else f"{value:%m/%d/%Y}")
        else:
            field.set_value(value)
    return panel


def press(card, key):
    card.table.list.setFocus()
    QTest.keyClick(card.table.list, key)


def save(panel):
    QTest.mouseClick(panel.save_button, Qt.MouseButton.LeftButton)


def close(desk, client):
    episode = episodes.open_of(desk, client.id)
    episodes.change(desk, replace(episode, closed_on=desk.today()))


def test_an_empty_chart_says_what_to_ask(open_view):
    view = open_view()

    assert view.substances_card.empty.isVisible()
    assert not view.urge_chart.isVisible()
    assert view.overdose_card.none_label.isVisible()
    assert not view.review_banner.isVisible()


def test_a_substance_is_added(open_view, desk, client):
    view = open_view()
    view.substances_card.add_button.click()
    panel = fill(
        view,
        FactKind.SUBSTANCE,
        substance=SubstanceClass.ALCOHOL,
        name="Vodka",
        route=Route.ORAL,
        frequency="daily",
        last_used_on=date(2026, 2, 14),
        is_primary=True,
    )
    save(panel)

    (kept,) = substances.of_client(desk, client.id)
    assert (kept.name, kept.last_used_on, kept.is_primary) == ("Vodka", date(2026, 2, 14), True)
    assert said(view.substances_card) == [
        "Vodka, By mouth, daily, last use Feb 14 26 days ago, primary"
    ]
    assert view.substances_card.caption_label.text() == "26 days since last use"
    assert not view.split.is_open


def test_days_since_last_use_start_again_with_a_return(open_view, desk, client):
    new = NewSubstance(substance=SubstanceClass.ALCOHOL, last_used_on=date(2026, 2, 14))
    substances.add(desk, client.id, new)
    view = open_view()
    substances.record_return(desk, client.id, LAPSE)

    assert view.substances_card.caption_label.text() == "9 days since last use"
    assert said(view.substances_card) == ["Alcohol, last use Mar 3 9 days ago"]


def test_a_substance_is_changed_from_its_row(open_view, desk, client):
    substances.add(desk, client.id, NewSubstance(substance=SubstanceClass.ALCOHOL, name="Beer"))
    view = open_view()
    press(view.substances_card, Qt.Key.Key_Return)
    panel = fill(view, FactKind.SUBSTANCE, frequency="weekends")
    assert panel.field("name").value() == "Beer"
    QTest.keyClick(panel.field("frequency"), Qt.Key.Key_Return)

    assert substances.of_client(desk, client.id)[0].frequency == "weekends"


def test_a_click_on_a_row_opens_it(open_view, desk, client):
    drug_tests.add(desk, client.id, NewTest(tested_on=date(2026, 3, 10)))
    view = open_view()
    listed = view.tests_card.table.list
    center = listed.visualRect(listed.model().index(0, 0)).center()
    QTest.mouseClick(
        listed.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, center
    )
    panel = fill(
        view, FactKind.TEST, result=TestResult.POSITIVE, substances="THC", is_expected=True
    )
    save(panel)

    assert said(view.tests_card) == ["Mar 10, Urine, Positive, THC, explained by a prescription"]


@pytest.mark.parametrize(
    ("kind", "values", "field", "sentence"),
    [
        (
            FactKind.SUBSTANCE,
            {"substance": SubstanceClass.ALCOHOL, "last_used_on": date(2026, 3, 13)},
            "last_used_on",
            "The last use is after today.",
        ),
        (FactKind.SUBSTANCE, {"name": "Beer"}, "substance", "Choose the class"),
        (
            FactKind.RETURN,
            {"used_on": date(2026, 2, 1), "substance": SubstanceClass.ALCOHOL},
            "used_on",
            "before this stay began on February 9, 2026",
        ),
        (
            FactKind.RETURN,
            {"used_on": date(2026, 3, 13), "substance": SubstanceClass.ALCOHOL},
            "used_on",
            "The day of use is after today.",
        ),
        (FactKind.TEST, {"tested_on": date(2026, 3, 13)}, "tested_on", "The test is after today."),
        (FactKind.URGE, {"trigger": "Payday"}, "score", "Choose a score"),
        (FactKind.URGE, {"score": 11}, "score", "11 cannot be kept"),
        (
            FactKind.OVERDOSE,
            {"last_overdose_on": date(2026, 3, 13)},
            "last_overdose_on",
            "is after today",
        ),
    ],
)
def test_what_cannot_be_is_said_below_its_field_and_stays(
    open_view, desk, client, kind, values, field, sentence
):
    view = open_view()
    if kind is FactKind.OVERDOSE:
        view.overdose_card.change_button.click()
    else:
        view.add(kind)
    panel = fill(view, kind, **values)
    typed = panel.typed()
    save(panel)

    assert sentence in panel.error(field)
    assert panel.typed() == typed
    assert view.open_kind() is kind
    assert panel.field(field).hasFocus()
    assert substances.of_client(desk, client.id) == ()
    assert substances.returns_of(desk, client.id) == ()
    assert drug_tests.of_client(desk, client.id) == ()
    assert cravings.of_client(desk, client.id) == ()


def test_a_date_that_cannot_be_read_keeps_the_panel_open(open_view, desk, client):
    view = open_view()
    view.add(FactKind.TEST)
    panel = fill(view, FactKind.TEST, tested_on="13/45")
    save(panel)

    assert "month" in panel.error("tested_on")
    assert drug_tests.of_client(desk, client.id) == ()


def test_a_recorded_return_offers_the_review_at_once(open_view, desk, plan, navigator, clock):
    clock.go_on(days=2)
    view = open_view()
    view.returns_card.add_button.click()
    panel = fill(
        view,
        FactKind.RETURN,
        used_on=date(2026, 3, 13),
        substance=SubstanceClass.ALCOHOL,
        circumstances="Payday, alone.",
    )
    save(panel)

    (kept,) = substances.returns_of(desk, plan.client_id)
    assert kept.learned_on == desk.today()
    assert view.review_banner.isVisible()
    assert "return to use on Mar 13" in view.review_banner.accessibleName()
    assert view.review_banner.action_button.hasFocus()
    view.review_banner.action_button.click()

    assert plans.draft_of(desk, plan.client_id).plan.version == 2
    assert navigator.places == [Place(page=Page.CHART, client_id=plan.client_id, tab=Tab.PLAN)]


def test_on_the_day_a_plan_was_signed_the_review_is_offered_in_passing(
    open_view, desk, plan, navigator
):
    view = open_view()
    view.add(FactKind.RETURN)
    save(fill(view, FactKind.RETURN, substance=SubstanceClass.ALCOHOL))
    assert substances.returns_of(desk, plan.client_id)
    assert not view.review_banner.isVisible()
    toast.of_window(view).act()

    assert plans.draft_of(desk, plan.client_id).plan.version == 2
    assert navigator.places[-1].tab is Tab.PLAN


def test_a_signed_review_takes_the_banner_away(open_view, desk, plan, clock):
    clock.go_on(days=2)
    learned_on = desk.today()
    substances.record_return(desk, plan.client_id, replace(LAPSE, learned_on=learned_on))
    view = open_view()
    assert view.review_banner.isVisible()
    assert said(view.returns_card) == ["Mar 3, Alcohol · four beers, Review by Mar 21"]
    plans.sign(desk, PlanEdit(plan=plans.start(desk, plan.client_id)))

    assert not view.review_banner.isVisible()
    assert said(view.returns_card) == ["Mar 3, Alcohol · four beers, Plan reviewed"]


def test_a_late_review_says_so(open_view, desk, client, clock):
    substances.record_return(desk, client.id, replace(LAPSE, is_overdose=True))
    clock.go_on(days=1)
    view = open_view()

    assert "It was due Mar 12." in view.review_banner.accessibleName()
    assert said(view.returns_card) == [
        "Mar 3, Alcohol · four beers, overdose, Review was due Mar 12"
    ]
    assert view.overdose_card.last_label.text() == "last overdose Mar 3"


def test_a_return_of_an_earlier_stay_asks_for_nothing(open_view, desk, client):
    substances.record_return(desk, client.id, LAPSE)
    close(desk, client)
    view = open_view()
    assert said(view.returns_card) == ["Mar 3, Alcohol · four beers"]
    episodes.start(desk, client.id)

    assert said(view.returns_card) == ["Mar 3, Alcohol · four beers"]
    assert not view.review_banner.isVisible()


def test_a_kept_return_can_only_be_read(open_view, desk, client):
    substances.record_return(desk, client.id, LAPSE)
    view = open_view()
    press(view.returns_card, Qt.Key.Key_Return)
    panel = view.panel(FactKind.RETURN)

    assert panel.field("circumstances").isReadOnly()
    assert panel.field("amount").isReadOnly()
    assert not panel.field("substance").isEnabled()
    assert not panel.save_button.isVisible()


def test_urges_are_drawn_and_told(open_view, desk, client):
    for day, score in ((3, 2), (10, 6)):
        cravings.add(desk, client.id, NewCraving(rated_on=date(2026, 3, day), score=score))
    view = open_view()

    assert view.urge_chart.isVisible()
    assert view.urge_chart.accessibleDescription() == "Mar 3: 2 of 10; Mar 10: 6 of 10"
    assert view.urges_card.state_chip.text == "Up by 4"
    assert said(view.urges_card) == ["Mar 10, 6 of 10, Up by 4", "Mar 3, 2 of 10"]


def test_a_calm_urge_has_no_chip(open_view, desk, client):
    cravings.add(desk, client.id, NewCraving(rated_on=date(2026, 3, 10), score=6))
    view = open_view()

    assert not view.urges_card.state_chip.isVisible()
    cravings.add(desk, client.id, NewCraving(rated_on=date(2026, 3, 11), score=7))

    assert view.urges_card.state_chip.text == "Strong urge"


def test_the_chart_draws_a_line(open_view, desk, client, qtbot):
    view = open_view()
    accent = Theme().color("chart1").rgb()

    def points():
        image = view.urge_chart.grab().toImage()
        return sum(
            image.pixel(x, y) == accent
            for x in range(image.width())
            for y in range(0, image.height(), 2)
        )

    cravings.add(desk, client.id, NewCraving(rated_on=date(2026, 3, 3), score=2))
    alone = points()
    cravings.add(desk, client.id, NewCraving(rated_on=date(2026, 3, 10), score=2))

    assert points() > alone > 0


def test_a_score_is_rated_by_keyboard(open_view, desk, client):
    view = open_view()
    view.urges_card.add_button.click()
    panel = view.panel(FactKind.URGE)
    assert panel.field("score").hasFocus()
    QTest.keyClicks(panel.field("score"), "6")
    QTest.keyClick(panel.field("score"), Qt.Key.Key_Return)

    assert [one.score for one in cravings.of_client(desk, client.id)] == [6]


def test_overdoses_and_naloxone_are_kept(open_view, desk, client):
    view = open_view()
    view.overdose_card.change_button.click()
    panel = fill(
        view,
        FactKind.OVERDOSE,
        overdoses="One in 2019.",
        last_overdose_on=date(2019, 8, 4),
        carries_naloxone=Answer.YES,
    )
    save(panel)

    assert circumstances.get(desk, client.id).carries_naloxone is Answer.YES
    assert view.overdose_card.story_label.text() == "One in 2019."
    assert view.overdose_card.naloxone_chip.text == "Carries naloxone"
    assert view.overdose_card.last_label.text() == "last overdose Aug 4, 2019"


def test_an_overdose_before_birth_is_said_at_its_field_and_what_was_typed_stays(
    open_view, desk, client
):
    clients.change(desk, replace(client, born_on=date(1990, 1, 1)))
    view = open_view()
    view.overdose_card.change_button.click()
    panel = fill(view, FactKind.OVERDOSE, overdoses="One.", last_overdose_on=date(1950, 8, 4))
    save(panel)

    assert panel.error("last_overdose_on").startswith("The overdose is before the birth date.")
    assert panel.field("last_overdose_on").text() == "08/04/1950"
    assert circumstances.get(desk, client.id).last_overdose_on is None


def test_only_the_first_rows_are_shown_until_all_are_asked_for(open_view, desk, client):
    for day in range(2, 10):
        drug_tests.add(desk, client.id, NewTest(tested_on=date(2026, 3, day), kind=TestKind.BREATH))
    view = open_view()
    assert len(said(view.tests_card)) == SHOWN
    assert view.tests_card.more_button.text() == "Show all 8"
    view.tests_card.more_button.click()

    assert len(said(view.tests_card)) == 8


def test_what_is_typed_is_not_thrown_away_for_another_fact(open_view):
    view = open_view()
    view.add(FactKind.URGE)
    fill(view, FactKind.URGE, trigger="Payday")
    view.tests_card.add_button.click()

    assert view.open_kind() is FactKind.URGE
    assert view.panel(FactKind.URGE).problem_banner.isVisible()
    assert view.panel(FactKind.URGE).field("trigger").value() == "Payday"


def test_what_is_typed_waits_while_another_client_is_shown(open_view, desk, client):
    other = clients.add(desk, NewClient(given_name="Jolene", admitted_on=date(2026, 3, 2)))
    view = open_view()
    view.add(FactKind.RETURN)
    fill(view, FactKind.RETURN, used_on="13/45", amount="four beers")
    view.show_place(place(other))
    assert view.open_kind() is None
    view.show_place(place(client))

    panel = view.panel(FactKind.RETURN)
    assert view.open_kind() is FactKind.RETURN
    assert panel.field("used_on").text() == "13/45"
    assert panel.field("amount").value() == "four beers"


def test_a_return_that_was_begun_is_there_again_after_a_lock(open_view):
    view = open_view()
    view.add(FactKind.RETURN)
    typed = fill(
        view,
        FactKind.RETURN,
        used_on="13/45",
        substance=SubstanceClass.ALCOHOL,
        circumstances="At his brother’s house.",
        is_overdose=True,
    ).typed()
    view._touch()
    view.flush()

    again = open_view()
    assert again.open_kind() is FactKind.RETURN
    assert again.panel(FactKind.RETURN).typed() == typed
    assert again.panel(FactKind.RETURN).is_dirty()


def test_a_fact_that_is_being_changed_is_there_again(open_view, desk, client):
    kept = substances.add(desk, client.id, NewSubstance(substance=SubstanceClass.ALCOHOL))
    view = open_view()
    press(view.substances_card, Qt.Key.Key_Return)
    fill(view, FactKind.SUBSTANCE, frequency="daily")
    view._touch()
    view.flush()
    again = open_view()
    save(again.panel(FactKind.SUBSTANCE))

    assert substances.of_client(desk, client.id) == (replace(kept, frequency="daily"),)


def test_what_is_typed_is_kept_at_a_pause(open_view, desk, client, qtbot):
    view = open_view()
    view.add(FactKind.RETURN)
    with qtbot.waitSignal(view._autosave.saved, timeout=5000):
        QTest.keyClicks(view.panel(FactKind.RETURN).field("amount"), "four beers")

    assert form_drafts.find(desk, client.id, FactEdit).edit.typed["amount"] == "four beers"


def test_opening_a_fact_writes_nothing(open_view):
    view = open_view()
    view.add(FactKind.RETURN)

    assert not view._autosave.is_waiting


def test_a_return_that_is_recorded_leaves_no_draft(open_view, desk, client):
    view = open_view()
    view.add(FactKind.RETURN)
    panel = fill(
        view, FactKind.RETURN, used_on=LAPSE.used_on, substance=LAPSE.substance, amount="beers"
    )
    view._touch()
    view.flush()
    assert form_drafts.find(desk, client.id, FactEdit) is not None
    save(panel)

    assert substances.returns_of(desk, client.id)
    assert form_drafts.find(desk, client.id, FactEdit) is None


def test_a_fact_that_is_given_up_leaves_no_draft(open_view, desk, client):
    view = open_view()
    view.add(FactKind.RETURN)
    fill(view, FactKind.RETURN, amount="four beers")
    view._touch()
    view.flush()
    view.panel(FactKind.RETURN).cancel_button.click()

    assert form_drafts.find(desk, client.id, FactEdit) is None


def test_what_cannot_be_saved_is_said_in_the_panel(open_view, desk):
    view = open_view()
    view.add(FactKind.RETURN)
    panel = fill(view, FactKind.RETURN, amount="four beers")
    desk.database.refuse_writing(DiskFullError)
    view._touch()
    with pytest.raises(DiskFullError):
        view.flush()
    assert "disk is full" in panel.problem_banner.accessibleName()
    desk.database.refuse_writing(None)
    view.flush()

    assert not panel.problem_banner.isVisible()
    assert panel.field("amount").value() == "four beers"


def test_a_score_of_a_note_can_only_be_read(open_view, desk, client):
    note = notes.start(desk, client.id)
    cravings.add(desk, client.id, NewCraving(rated_on=date(2026, 3, 3), score=4, note_id=note.id))
    view = open_view()
    press(view.urges_card, Qt.Key.Key_Return)

    panel = view.panel(FactKind.URGE)
    assert not panel.save_button.isVisible()
    assert panel.hint_label.text() == "Told in the note of that session; it can only be read."


def test_cancel_can_be_taken_back(open_view):
    view = open_view()
    view.add(FactKind.URGE)
    fill(view, FactKind.URGE, trigger="Payday")
    view.panel(FactKind.URGE).cancel_button.click()
    assert view.open_kind() is None
    toast.of_window(view).act()

    assert view.panel(FactKind.URGE).field("trigger").value() == "Payday"


def test_escape_closes_only_what_has_nothing_typed(open_view):
    view = open_view()
    view.add(FactKind.URGE)
    panel = view.panel(FactKind.URGE)
    fill(view, FactKind.URGE, trigger="Payday")
    QTest.keyClick(panel.field("trigger"), Qt.Key.Key_Escape)
    assert view.open_kind() is FactKind.URGE
    fill(view, FactKind.URGE, trigger="")
    QTest.keyClick(panel.field("trigger"), Qt.Key.Key_Escape)

    assert view.open_kind() is None


def test_after_discharge_it_can_only_be_read(open_view, desk, client):
    substances.add(desk, client.id, NewSubstance(substance=SubstanceClass.ALCOHOL))
    close(desk, client)
    view = open_view()
    assert not view.substances_card.add_button.isVisible()
    assert not view.overdose_card.change_button.isVisible()
    press(view.substances_card, Qt.Key.Key_Return)

    assert view.open_kind() is FactKind.SUBSTANCE
    assert not view.panel(FactKind.SUBSTANCE).save_button.isVisible()
    assert view.panel(FactKind.SUBSTANCE).field("name").isReadOnly()


def test_a_place_can_name_a_card(open_view, desk, client, qtbot):
    cravings.add(desk, client.id, NewCraving(rated_on=date(2026, 3, 10), score=6))
    view = open_view(part=FactKind.URGE)

    qtbot.waitUntil(view.urges_card.table.list.hasFocus)


def test_insert_adds_in_the_list_one_is_in(open_view, desk, client):
    drug_tests.add(desk, client.id, NewTest(tested_on=date(2026, 3, 10)))
    view = open_view()
    press(view.tests_card, Qt.Key.Key_Insert)

    assert view.open_kind() is FactKind.TEST


def test_no_word_on_the_page_judges():
    said = (
        *words.classes(),
        *words.routes(),
        *words.kinds(),
        *words.results(),
        *words.answers(),
    )
    judging = re.compile(r"clean|dirty|abus|addict|relaps", re.IGNORECASE)

    assert judging.search("a dirty test")
    assert [text for _, text in said if judging.search(text)] == []


@pytest.fixture
def scale(qtbot):
    made = Scale(name="Strongest urge")
    qtbot.addWidget(made)
    made.resize(330, 32)
    made.show()
    return made


@pytest.mark.parametrize(
    ("keys", "value"), [("0", 0), ("7", 7), ("10", 10), ("1", 1), ("70", 0), ("110", 10)]
)
def test_figures_choose_on_the_scale(scale, keys, value):
    QTest.keyClicks(scale, keys)

    assert scale.value() == value
    assert scale.accessibleName() == f"Strongest urge: {value}"


def test_arrows_stop_at_the_ends_of_the_scale(scale):
    QTest.keyClick(scale, Qt.Key.Key_Left)
    assert scale.value() == 0
    QTest.keyClick(scale, Qt.Key.Key_End)
    QTest.keyClick(scale, Qt.Key.Key_Right)

    assert scale.value() == 10


@pytest.mark.parametrize("score", range(11))
def test_a_click_chooses_its_segment(scale, score):
    center: QPoint = scale.place(score).center()
    QTest.mouseClick(scale, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, center)

    assert scale.value() == score


@pytest.mark.parametrize("size", [(1154, 768), (968, 640), (700, 560)])
@pytest.mark.parametrize("scaled", [1.0, 1.5])
def test_nothing_is_clipped(
    open_view, desk, client, look, size, scaled, assert_nothing_clipped, qapp
):
    substances.add(
        desk,
        client.id,
        NewSubstance(substance=SubstanceClass.ALCOHOL, name="Vodka", is_primary=True),
    )
    substances.record_return(desk, client.id, LAPSE)
    cravings.add(desk, client.id, NewCraving(rated_on=date(2026, 3, 10), score=8))
    if scaled > 1:
        look.wear(Theme(scale=scaled))
    view = open_view(size=(round(size[0] * max(scaled / 1.25, 1)), size[1]))
    qapp.processEvents()

    assert_nothing_clipped(view)


@pytest.mark.parametrize("kind", FactKind)
def test_every_control_has_a_name(open_view, desk, client, kind, assert_accessible):
    cravings.add(desk, client.id, NewCraving(rated_on=date(2026, 3, 10), score=8))
    view = open_view()
    view.add(kind)

    assert_accessible(view)


def test_an_arrow_goes_on_in_the_next_card_that_has_rows(open_view, desk, client):
    substances.add(desk, client.id, NewSubstance(substance=SubstanceClass.ALCOHOL))
    drug_tests.add(desk, client.id, NewTest(tested_on=date(2026, 3, 10)))
    view = open_view()

    press(view.substances_card, Qt.Key.Key_Down)
    assert view.focusWidget() is view.tests_card.table.list

    press(view.tests_card, Qt.Key.Key_Up)
    assert view.focusWidget() is view.substances_card.table.list


def test_the_row_of_the_open_fact_stays_marked(open_view, desk, client):
    substances.add(desk, client.id, NewSubstance(substance=SubstanceClass.ALCOHOL))
    view = open_view()
    press(view.substances_card, Qt.Key.Key_Return)
    rows = view.substances_card.table.list
    assert view.focusWidget() is not rows
    assert rows.selectedIndexes()

    view.panel(FactKind.SUBSTANCE).close_button.click()
    view.tests_card.add_button.setFocus()
    assert not rows.selectedIndexes()


def test_what_has_no_column_stands_below_the_substance(open_view, desk, client, qapp):
    new = NewSubstance(
        substance=SubstanceClass.ALCOHOL, name="Vodka", route=Route.ORAL, first_use="age 15"
    )
    substances.add(desk, client.id, new)
    view = open_view(size=(560, 640))
    qapp.processEvents()

    table = view.substances_card.table
    assert table.titles() == ("Substance", "Last use")
    assert "age 15" in table._cells(table.rows.rows[0])[0].caption
