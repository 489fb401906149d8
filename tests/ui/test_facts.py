"""The Person view: what its cards show, what is kept, asked about and refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt

from counselor_desk.records.circumstances import Answer, CareLevel, Employment, LivingKind
from counselor_desk.records.clients import ContactKind
from counselor_desk.records.episodes import LevelOfCare
from counselor_desk.records.intakes import IntakePaper
from counselor_desk.records.people import Relation
from counselor_desk.services import (
    circumstances,
    clients,
    episodes,
    groups,
    intakes,
    people,
    settings,
)
from counselor_desk.services.circumstances import NewLiving, NewPriorCare
from counselor_desk.services.clients import NewClient, NewContact
from counselor_desk.services.exports import DocumentKind
from counselor_desk.services.people import NewPerson
from counselor_desk.ui.bulletin import Bulletin
from counselor_desk.ui.facts.page import FactsView
from counselor_desk.ui.navigation import Navigator, Page, Place, Tab, View
from counselor_desk.ui.theme import Theme

SIZES = [(1154, 654), (1068, 606), (968, 526)]
TODAY = date(2026, 3, 12)
BROTHER = NewPerson(
    relation=Relation.FAMILY,
    name="Daniel Reyes",
    relation_remark="older brother",
    phone="(918) 555-0177",
    is_emergency=True,
)


@pytest.fixture
def went():
    return []


@pytest.fixture
def page(desk, went, qtbot):
    bulletin = Bulletin()
    bulletin.follow(desk)
    navigator = Navigator()
    navigator.place_requested.connect(went.append)
    made = FactsView(desk, navigator, bulletin)
    qtbot.addWidget(made)
    made.resize(1154, 654)
    made.show()
    yield made
    bulletin.leave()


@pytest.fixture
def shown(page, client):
    page.show_place(at(client))
    return page


def at(client, part=""):
    return Place(page=Page.CHART, client_id=client.id, tab=Tab.OVERVIEW, view=View.FACTS, part=part)


def facts(page, card):
    return page.cards[card].lines.rows.rows


def texts(page, card):
    return [fact.text for fact in facts(page, card)]


def fact(page, card, label):
    return next(fact for fact in facts(page, card) if fact.label == label)


def press(page, card, button):
    page.cards[card].buttons[button].click()


def open_line(page, card, text, qtbot):
    lines = page.cards[card].lines
    row = next(at for at, fact in enumerate(lines.rows.rows) if fact.text == text)
    lines.setFocus()
    lines.setCurrentIndex(lines.rows.index(row, 0))
    qtbot.keyClick(lines, Qt.Key.Key_Return)


def value(dialog, field, given):
    widget = dialog.fields[field].field
    if isinstance(given, str) and hasattr(widget, "set_text"):
        widget.set_text(given)
    elif isinstance(given, str) and hasattr(widget, "setText"):
        widget.setText(given)
    else:
        widget.set_value(given)


def fill(**given):
    """Fills the dialog and saves it."""

    def act(dialog):
        for field, one in given.items():
            value(dialog, field, one)
        dialog.form_save_button.click()

    return act


def test_who_the_client_is(shown, client, desk):
    clients.change(
        desk,
        client,
        contacts=[NewContact(kind=ContactKind.PHONE, value="555-0142", remark="no voice mail")],
    )

    assert fact(shown, "person", "Legal name").text == "Marcus Reyes"
    assert fact(shown, "person", "Born").text.replace("\u00a0", " ") == "05/02/1991 · 34 years old"
    assert fact(shown, "person", "Phone").caption == "no voice mail"


def test_hidden_names_hide_the_legal_name_and_those_around(shown, client, desk):
    people.add(desk, client.id, BROTHER)
    settings.change(desk, hides_names=True)

    assert fact(shown, "person", "Legal name").text == "M.R."
    assert fact(shown, "people", "Family").text == "D.R."


def test_editing_the_person_opens_the_form(shown, client, went):
    press(shown, "person", "person_edit_button")

    assert went == [Place(page=Page.CLIENT_FORM, client_id=client.id)]


def test_a_person_is_added(shown, client, desk, dialogs):
    dialogs.expect("Add a person", fill(name="Daniel Reyes", phone="555-0177", is_emergency=True))
    press(shown, "people", "people_add_button")

    (kept,) = people.of_client(desk, client.id)
    assert (kept.name, kept.phone, kept.is_emergency) == ("Daniel Reyes", "555-0177", True)
    assert fact(shown, "people", "Family").chip[0] == "Emergency"


def test_a_person_without_a_name_stays_typed(shown, client, desk, dialogs):
    def act(dialog):
        fill(phone="555-0177")(dialog)
        assert dialog.fields["name"].error().startswith("A person needs a name")
        assert dialog.fields["phone"].field.text() == "555-0177"
        dialog.form_back_button.click()

    dialogs.expect("Add a person", act)
    press(shown, "people", "people_add_button")

    assert people.of_client(desk, client.id) == ()


def test_a_family_name_of_a_sponsor_is_kept_only_when_confirmed(shown, client, desk, dialogs):
    def act(dialog):
        fill(relation=Relation.SPONSOR, name="Bill Wilson")(dialog)
        assert dialog.fields["name"].error().startswith("A sponsor is written down")
        assert dialog.form_save_button.text() == "Keep as it is"
        assert people.of_client(desk, client.id) == ()
        dialog.form_save_button.click()

    dialogs.expect("Add a person", act)
    press(shown, "people", "people_add_button")

    assert texts(shown, "people") == ["Bill Wilson"]


def test_a_doubt_is_forgotten_when_something_is_changed(shown, dialogs, qtbot):
    def act(dialog):
        fill(relation=Relation.SPONSOR, name="Bill Wilson")(dialog)
        name = dialog.fields["name"].field
        name.clear()
        qtbot.keyClicks(name, "Bill Wilso")
        assert dialog.form_save_button.text() == "Save"
        dialog.form_back_button.click()

    dialogs.expect("Add a person", act)
    press(shown, "people", "people_add_button")


def test_enter_on_a_person_opens_them_and_a_part_can_end(shown, client, desk, dialogs, qtbot):
    people.add(desk, client.id, BROTHER)
    dialogs.expect("Person", fill(ended_on="3/1"))
    open_line(shown, "people", "Daniel Reyes", qtbot)

    (kept,) = people.of_client(desk, client.id)
    assert kept.ended_on == date(2026, 3, 1)
    assert "until Mar 1" in fact(shown, "people", "Family").caption


def test_a_date_that_is_none_stays_in_its_field(shown, client, desk, dialogs, qtbot):
    people.add(desk, client.id, BROTHER)

    def act(dialog):
        fill(ended_on="someday")(dialog)
        assert dialog.fields["ended_on"].error().startswith("This is not a date yet")
        assert dialog.fields["ended_on"].field.text() == "someday"
        dialog.form_back_button.click()

    dialogs.expect("Person", act)
    open_line(shown, "people", "Daniel Reyes", qtbot)


def test_a_minor_without_a_guardian_is_pointed_out(page, desk, dialogs):
    minor = clients.add(desk, NewClient(given_name="Ana", born_on=date(2010, 1, 1)))
    page.show_place(at(minor))
    assert fact(page, "people", "Guardian").chip[0] == "Missing"

    dialogs.expect("Add a person", fill(name="Eva"))
    press(page, "people", "people_add_button")

    assert [fact.chip for fact in facts(page, "people")] == [None]


def test_a_home_is_added_and_the_one_before_stays(shown, client, desk, dialogs):
    circumstances.add_living(desk, client.id, NewLiving(kind=LivingKind.HOME))
    dialogs.expect(
        "Where the client lives now",
        fill(kind=LivingKind.SOBER_LIVING, since="2/1", somebody_uses=Answer.YES),
    )
    press(shown, "living", "living_moved_button")

    assert texts(shown, "living")[:2] == ["Sober living", "At home"]
    assert facts(shown, "living")[0].chip[0] == "Somebody there uses"


def test_a_move_is_of_today_unless_said_otherwise_and_never_of_no_day(shown, client, desk, dialogs):
    home = NewLiving(kind=LivingKind.HOME, since=date(2025, 1, 1))
    circumstances.add_living(desk, client.id, home)

    def act(dialog):
        since = dialog.fields["since"]
        assert since.field.value() == TODAY
        dialog.fields["kind"].field.set_value(LivingKind.SOBER_LIVING)
        since.field.setText("")
        dialog.form_save_button.click()
        assert since.error() == "Enter the day the client moved in. Nothing was changed."
        since.field.setText("t")
        dialog.form_save_button.click()

    dialogs.expect("Where the client lives now", act)
    press(shown, "living", "living_moved_button")

    assert texts(shown, "living")[:2] == ["Sober living", "At home"]


def test_circumstances_are_kept_beside_what_other_pages_wrote(shown, client, desk, dialogs):
    circumstances.change(desk, client.id, lambda now: replace(now, carries_naloxone=Answer.YES))
    dialogs.expect(
        "Living and work",
        fill(employment=Employment.PART_TIME, strengths="Asked for help\nhimself"),
    )
    press(shown, "living", "living_edit_button")

    now = circumstances.get(desk, client.id)
    assert (now.employment, now.carries_naloxone) == (Employment.PART_TIME, Answer.YES)
    assert fact(shown, "living", "Strengths").text == "Asked for help\nhimself"


def test_care_before_is_added_and_the_days_are_counted(shown, client, desk, dialogs):
    dialogs.expect(
        "Add earlier care",
        fill(level=CareLevel.DETOX, facility="County", started_on="2/1", ended_on="2/6/2026"),
    )
    press(shown, "care", "care_add_button")

    assert fact(shown, "care", "Step-down").text == "3 days between detox and admission"
    assert fact(shown, "care", "Step-down").chip is None


def test_the_first_28_days_after_detox_are_flagged(shown, client, desk):
    circumstances.add_prior_care(
        desk, client.id, NewPriorCare(level=CareLevel.DETOX, ended_on=date(2026, 2, 9))
    )
    assert fact(shown, "care", "Step-down").chip is None
    recent = replace(episodes.open_of(desk, client.id), inquiry_on=None, admitted_on=TODAY)
    episodes.change(desk, recent)
    circumstances.add_prior_care(
        desk, client.id, NewPriorCare(level=CareLevel.INPATIENT, ended_on=date(2026, 3, 10))
    )

    assert fact(shown, "care", "Step-down").chip[0] == "First 28 days, to Apr 7"


def test_care_that_ends_before_it_begins_is_refused_at_its_field(shown, client, desk, dialogs):
    def act(dialog):
        fill(facility="County", started_on="2/6", ended_on="2/1")(dialog)
        assert dialog.fields["ended_on"].error().startswith("The care ended before it began")
        dialog.form_back_button.click()

    dialogs.expect("Add earlier care", act)
    press(shown, "care", "care_add_button")

    assert circumstances.prior_care(desk, client.id) == ()


def test_a_paper_is_gone_through_today(shown, client, desk, dialogs, qtbot):
    dialogs.expect("Consent to treatment", fill())
    open_line(shown, "papers", "Consent to treatment", qtbot)

    stay = episodes.open_of(desk, client.id)
    assert IntakePaper.CONSENT_TO_TREATMENT not in intakes.open_papers(desk, stay)
    assert facts(shown, "papers")[0].chip == ("Mar 12", "signed", "circle-check")


def test_a_paper_that_is_not_needed_says_why(shown, client, desk, dialogs, qtbot):
    def act(dialog):
        fill(is_not_needed=True)(dialog)
        assert "needs its reason" in dialog.fields["remark"].error()
        fill(remark="In person only")(dialog)

    dialogs.expect("Telehealth consent", act)
    open_line(shown, "papers", "Telehealth consent", qtbot)

    assert facts(shown, "papers")[1].chip[0] == "Not needed"
    assert facts(shown, "papers")[1].caption == "In person only"


def test_every_paper_is_listed_the_notice_of_part_2_too(shown):
    assert texts(shown, "papers")[-1] == "Notice of confidentiality (42 CFR 2.22)"
    assert len(facts(shown, "papers")) == len(IntakePaper)


def test_the_steps_of_earlier_care_stand_in_their_order_with_the_days_between(shown, client, desk):
    for level, start, end in (
        (CareLevel.DETOX, date(2026, 1, 1), date(2026, 1, 7)),
        (CareLevel.RESIDENTIAL, date(2026, 1, 19), date(2026, 2, 2)),
        (CareLevel.PHP, date(2026, 2, 1), date(2026, 2, 8)),
    ):
        circumstances.add_prior_care(
            desk, client.id, NewPriorCare(level=level, started_on=start, ended_on=end)
        )

    assert fact(shown, "care", "Steps").text == (
        "Detox, 12 days later residential, 1 day before its end PHP, 1 day later this program"
    )
    assert fact(shown, "care", "PHP").chip[0] == "Overlaps"
    assert fact(shown, "care", "Residential").chip is None


def test_one_step_is_told_by_the_step_down_alone(shown, client, desk):
    care = NewPriorCare(level=CareLevel.DETOX, ended_on=date(2026, 2, 2))
    circumstances.add_prior_care(desk, client.id, care)

    assert [one.label for one in facts(shown, "care")] == ["Step-down", "Detox"]


def test_weeks_past_the_plan_are_pointed_out_until_the_stay_is_extended(
    shown, client, desk, dialogs
):
    late = replace(episodes.open_of(desk, client.id), target_weeks=3)
    episodes.change(desk, late)
    assert fact(shown, "stay", "Length").chip[0] == "Extension missing"

    dialogs.expect("Extend the stay", fill(to_weeks=8, reason="Two objectives\nare close"))
    press(shown, "stay", "stay_extend_button")

    assert fact(shown, "stay", "Length").chip is None
    assert fact(shown, "stay", "Extended").caption == "Two objectives are close"


def test_the_length_says_when_the_stay_is_expected_to_end(shown):
    assert fact(shown, "stay", "Length").text == "Week 5 of 12"
    assert fact(shown, "stay", "Length").caption == "expected to end May 3"


def test_a_place_leads_to_the_button_that_extends_the_stay(page, client):
    page.show_place(at(client, "extend"))

    assert page.focusWidget() is page.cards["stay"].buttons["stay_extend_button"]


def test_an_extension_moves_the_expected_end(shown, dialogs):
    dialogs.expect("Extend the stay", fill(to_weeks=16, reason="Two objectives are close"))
    press(shown, "stay", "stay_extend_button")

    assert fact(shown, "stay", "Length").caption == "expected to end May 31"


def test_an_extension_without_a_reason_is_refused_at_its_field(shown, client, desk, dialogs):
    def act(dialog):
        fill(to_weeks=16)(dialog)
        assert dialog.fields["reason"].error().startswith("An extension needs its reason")
        dialog.form_back_button.click()

    dialogs.expect("Extend the stay", act)
    press(shown, "stay", "stay_extend_button")

    assert episodes.open_of(desk, client.id).target_weeks == 12


def test_a_change_of_level_is_told_with_its_day_and_reason(shown, client, desk, dialogs):
    dialogs.expect(
        "Change the level of care",
        fill(to_level=LevelOfCare.PHP, changed_on="3/9", reason="Urges\nevery day"),
    )
    press(shown, "stay", "stay_level_button")

    changed = fact(shown, "stay", "Level changed")
    assert changed.text == "Partial hospitalization since Mar 9, before that intensive outpatient"
    assert changed.caption == "Urges every day"
    assert episodes.open_of(desk, client.id).level_of_care is LevelOfCare.PHP


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"reason": " "}, "reason", "A change of level needs its reason"),
        ({"reason": "a", "changed_on": "3/13"}, "changed_on", "The change of level is after"),
        ({"reason": "a", "changed_on": "2/1"}, "changed_on", "The change of level is before"),
    ],
)
def test_what_is_wrong_with_a_change_of_level_is_said_at_its_field(
    shown, client, desk, dialogs, typed, field, said
):
    def act(dialog):
        fill(**typed)(dialog)
        assert dialog.fields[field].error().startswith(said)
        dialog.form_back_button.click()

    dialogs.expect("Change the level of care", act)
    press(shown, "stay", "stay_level_button")

    assert episodes.open_of(desk, client.id).level_of_care is LevelOfCare.IOP


def test_only_another_level_is_offered(shown, dialogs):
    offered = []

    def act(dialog):
        combo = dialog.fields["to_level"].field
        offered.extend(combo.itemText(at) for at in range(combo.count()))
        dialog.form_back_button.click()

    dialogs.expect("Change the level of care", act)
    press(shown, "stay", "stay_level_button")

    assert offered == ["Partial hospitalization", "Outpatient", "Other level"]


def test_an_inquiry_offers_no_change_of_level(page, client, desk):
    stay = episodes.open_of(desk, client.id)
    episodes.change(desk, replace(stay, admitted_on=None))
    page.show_place(at(client))

    assert not page.cards["stay"].buttons["stay_level_button"].isVisible()


def test_a_readmission_lists_the_stay_before(page, client, desk):
    stay = episodes.open_of(desk, client.id)
    episodes.change(desk, replace(stay, closed_on=TODAY - timedelta(days=10)))
    again = episodes.start(desk, client.id)
    episodes.change(desk, replace(again, admitted_on=TODAY))
    page.show_place(at(client))

    assert fact(page, "stay", "Admitted").caption == "Readmission, 10 days after the last stay"
    assert fact(page, "stay", "Earlier stay").text == "Feb 9 – Mar 2"


def test_an_earlier_stay_is_read_with_its_papers_and_extensions(page, client, desk):
    stay = episodes.open_of(desk, client.id)
    privacy = replace(intakes.of_episode(desk, stay)[0], done_on=TODAY, remark="Read together.")
    intakes.keep(desk, privacy)
    episodes.extend(desk, stay, to_weeks=stay.target_weeks + 4, reason="New work began.")
    stay = episodes.open_of(desk, client.id)
    episodes.change(desk, replace(stay, closed_on=TODAY))
    page.show_place(at(client))
    assert fact(page, "stay", "Extended").key is not None

    episodes.start(desk, client.id)
    page.show_place(at(client))

    extended, paper = fact(page, "stay", "Extended"), fact(page, "stay", "Paper")
    assert (extended.caption, paper.caption) == ("New work began.", "Mar 12\u00a0· Read together.")
    assert (extended.key, paper.key) == (None, None)
    assert (extended.is_quiet, paper.is_quiet) == (True, True)


def test_the_facts_of_a_discharged_client_open_nothing(shown, client, desk, went, qtbot):
    people.add(desk, client.id, BROTHER)
    stay = episodes.open_of(desk, client.id)
    episodes.change(desk, replace(stay, closed_on=TODAY))

    open_line(shown, "people", "Daniel Reyes", qtbot)
    buttons = [one for card in shown.cards.values() for one in card.buttons.values()]

    assert went == []
    assert not any(button.isVisible() for button in buttons)


@pytest.mark.parametrize("part", ["person", "people", "living", "care", "stay", "papers"])
def test_a_place_names_the_card_to_show(page, client, part, qtbot):
    page.resize(600, 300)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.show_place(at(client, part))
    card = page.cards[part]
    qtbot.waitUntil(lambda: is_laid_out(card) and is_in_sight(page, card))

    assert card.lines.hasFocus()


def is_in_sight(page, card):
    top = card.mapTo(page, card.rect().topLeft()).y()
    return 0 <= top < page.height() - 40


@pytest.mark.parametrize("height", range(380, 660, 40))
def test_a_link_leads_to_the_whole_card_of_a_new_page(desk, client, qtbot, height):
    people.add(desk, client.id, BROTHER)
    page = FactsView(desk, Navigator(), Bulletin())
    qtbot.addWidget(page)

    page.show_place(at(client, "papers"))
    page.resize(1154, height)
    page.show()

    card = page.cards["papers"]
    qtbot.waitUntil(lambda: is_laid_out(card) and _is_whole(page, card), timeout=1000)


def _is_whole(page, card):
    view = page._scroll.viewport()
    return card.mapTo(view, card.rect().bottomLeft()).y() < view.height()


def test_whoever_scrolls_is_not_brought_back(page, client, desk, qtbot):
    page.resize(600, 300)
    page.show_place(at(client, "papers"))
    card = page.cards["papers"]
    qtbot.waitUntil(lambda: is_laid_out(card) and is_in_sight(page, card))
    bar = page._scroll.verticalScrollBar()
    bar.triggerAction(bar.SliderAction.SliderToMinimum)
    people.add(desk, client.id, BROTHER)
    qtbot.wait(10)

    assert bar.value() == 0


def test_printing_offers_the_face_sheet(shown, client):
    request = shown.print_request()

    assert (request.kind, request.uid) == (DocumentKind.FACE_SHEET, client.uid)


def test_arrows_move_within_a_card_and_tab_goes_to_the_next(shown, qtbot):
    lines = shown.cards["person"].lines
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    lines.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(lines, Qt.Key.Key_Down)

    assert lines.currentIndex().row() == 1


@pytest.mark.parametrize(
    ("card", "title"),
    [
        ("people", "Add a person"),
        ("living", "Where the client lives now"),
        ("care", "Add earlier care"),
    ],
)
def test_insert_adds_a_line(shown, dialogs, qtbot, card, title):
    dialogs.expect(title, lambda dialog: dialog.form_back_button.click())

    qtbot.keyClick(shown.cards[card].lines, Qt.Key.Key_Insert)


def test_every_line_is_read_out(shown):
    lines = shown.cards["stay"].lines
    spoken = [
        lines.rows.data(lines.rows.index(row, 0), Qt.ItemDataRole.AccessibleTextRole)
        for row in range(len(lines.rows.rows))
    ]

    assert "Length, Week 5 of 12, expected to end May 3" in spoken


def fill_chart(desk, client):
    people.add(desk, client.id, BROTHER)
    people.add(
        desk,
        client.id,
        NewPerson(
            relation=Relation.PROBATION_OFFICER,
            name="Alexandria Montgomery-Featherstonehaugh",
            organization="County department of community supervision and corrections",
            email="a.very.long.address.without.any.break@probation.example",
        ),
    )
    circumstances.change(
        desk, client.id, lambda now: replace(now, strengths="Steady work for years. " * 30)
    )


def is_laid_out(card):
    return card.rect().contains(card.lines.geometry())


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_nothing_is_clipped(page, client, desk, look, size, scale, assert_nothing_clipped, qtbot):
    fill_chart(desk, client)
    look.wear(Theme(scale=scale))
    page.resize(*size)
    page.show_place(at(client))
    qtbot.waitUntil(lambda: all(is_laid_out(card) for card in page.cards.values()))

    assert_nothing_clipped(page)
    assert page.minimumSizeHint().width() <= size[0]
    for card in page.cards.values():
        lines = card.lines
        assert lines.height() == lines.height_at(lines.viewport().width())
        assert lines.verticalScrollBar().maximum() == 0


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_nothing_is_clipped_in_a_dialog(
    page, client, dialogs, look, scale, assert_nothing_clipped, qtbot
):
    look.wear(Theme(scale=scale))
    page.resize(1024, 640)
    page.show_place(at(client))

    def act(dialog):
        dialog.form_save_button.click()
        qtbot.wait(1)
        assert_nothing_clipped(dialog)
        assert dialog.height() <= page.height()
        dialog.form_back_button.click()

    dialogs.expect("Add a person", act)
    press(page, "people", "people_add_button")


def test_in_a_narrow_window_the_cards_stand_below_each_other(shown, qtbot):
    shown.resize(700, 600)
    qtbot.wait(1)

    lefts = {card.mapTo(shown, card.rect().topLeft()).x() for card in shown.cards.values()}
    assert len(lefts) == 1


def test_every_control_has_a_name(shown, assert_accessible):
    assert_accessible(shown)


def test_with_whom_a_client_would_rather_be_is_written_and_taken_out(
    shown, desk, client, dialogs, qtbot
):
    def write(text):
        def act(dialog):
            dialog.fields["affinity"].field.set_value(text)
            dialog.form.edited.emit("affinity", text)
            qtbot.keyClick(dialog, Qt.Key.Key_Return)

        return act

    said = []
    for text in ("women", ""):
        dialogs.expect("Preference of group", write(text))
        shown.cards["person"].lines.opened.emit(fact(shown, "person", "In groups").key)
        said.append(fact(shown, "person", "In groups").text)

    assert said == ["Would rather be with: women", "No preference"]


def test_a_preference_of_group_is_not_shown_while_names_are_hidden(shown, desk, client):
    groups.prefer(desk, client.id, "women")
    settings.change(desk, hides_names=True)

    assert "women" not in "".join(texts(shown, "person"))
