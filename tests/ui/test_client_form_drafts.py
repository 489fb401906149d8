"""A client's form that is left: what was typed stands there again until it is saved or given up."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counselor_desk.errors import BusyStoreError
from counselor_desk.records.edits import ClientEdit
from counselor_desk.records.episodes import Track
from counselor_desk.services import clients, form_drafts
from counselor_desk.ui.bulletin import Bulletin
from counselor_desk.ui.clients.form import ClientForm
from counselor_desk.ui.navigation import Navigator, Page, Place
from counselor_desk.ui.workspace import Workspace

NEW = Place(page=Page.CLIENT_FORM)


@pytest.fixture
def another_form(desk, qtbot):
    """Call for a form as it is made after a lock."""

    def make(place):
        form = ClientForm(desk, Navigator(), Bulletin())
        qtbot.addWidget(form)
        form.show()
        form.show_place(place)
        return form

    return make


def editing(client):
    return Place(page=Page.CLIENT_FORM, client_id=client.id)


def kept(desk, client_id=None):
    return form_drafts.find(desk, client_id, ClientEdit)


def test_a_new_clients_name_is_there_after_another_page(workspace):
    workspace.navigator.open(NEW)
    form = workspace.pages.currentWidget()
    QTest.keyClicks(form.client_given_name_edit, "Ada")
    QTest.keyClick(form, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert workspace.place().page is Page.TODAY
    workspace.navigator.open(NEW)

    assert form.client_given_name_edit.value() == "Ada"
    assert form.typed_line.isVisible()


def test_a_page_that_was_only_looked_at_keeps_nothing(workspace, desk, client):
    for place in (NEW, editing(client)):
        workspace.navigator.open(place)
        workspace.navigator.back()

    assert kept(desk) is kept(desk, client.id) is None


def test_every_field_of_a_new_client_is_there_after_a_lock(another_form, desk):
    form = another_form(NEW)
    for name in ("given_name", "family_name", "preferred_name", "pronouns", "number"):
        form.fields()[name].set_value(f"a {name}")
    for name in ("born_on", "inquiry_on", "admitted_on"):
        QTest.keyClicks(form.fields()[name], "someday")
    for name in ("languages", "referred_by", "reason"):
        form.fields()[name].set_value(f"a {name}")
    form.client_interpreter_check.set_value(True)
    form.episode_weeks_combo.set_value(16)
    form.episode_level_combo.setCurrentIndex(2)
    form.episode_track_combo.set_value(Track.EVENING)
    form.client_contacts.lines[0].value_edit.set_value("555-0100")
    form.client_contacts.contact_add_button.click()
    form.client_contacts.lines[1].kind_combo.setCurrentIndex(1)
    assert set(form._typed.edit().typed) == set(form.fields())
    form.flush()

    again = another_form(NEW)
    assert again._typed.edit() == form._typed.edit()
    assert again._born.error()
    assert again.client_contacts.typed() == (("phone", "555-0100", ""), ("email", "", ""))


def test_a_changed_name_is_there_again_for_that_client_alone(another_form, desk, client):
    form = another_form(editing(client))
    QTest.keyClicks(form.client_preferred_name_edit, "Marc")
    form.flush()

    assert another_form(editing(client)).client_preferred_name_edit.value().endswith("Marc")
    assert another_form(NEW).client_preferred_name_edit.value() == ""


def test_a_field_that_was_not_touched_follows_the_record(another_form, desk, client):
    form = another_form(editing(client))
    QTest.keyClicks(form.client_languages_edit, "Polish")
    form.flush()
    kept_client = clients.get(desk, client.id)
    clients.change(desk, kept_client, contacts=())

    again = another_form(editing(client))
    assert again.client_contacts.value() == ()
    assert kept(desk, client.id).edit == ClientEdit(typed={"languages": "Polish"})


@pytest.mark.parametrize(
    "act",
    [
        lambda form: QTest.keyClicks(form.client_given_name_edit, "Ada"),
        lambda form: QTest.keyClicks(form.client_born_on_edit, "3/1"),
        lambda form: form.client_interpreter_check.click(),
        lambda form: QTest.keyClicks(form.client_contacts.lines[0].value_edit, "555"),
        lambda form: form.client_contacts.lines[0].remove_button.click(),
    ],
    ids=["name", "date", "check", "contact", "contact removed"],
)
def test_a_form_is_kept_at_a_pause(qtbot, desk, another_form, act):
    form = another_form(NEW)
    with qtbot.waitSignal(form._typed._autosave.saved, timeout=5000):
        act(form)

    assert kept(desk) is not None


def test_the_line_says_since_when(another_form, clock):
    form = another_form(NEW)
    QTest.keyClicks(form.client_given_name_edit, "Ada")
    form.flush()
    clock.go_on(days=1)

    again = another_form(NEW)
    assert again.typed_line.text() == "What you typed on Thu, Mar 12, 10:04 am is still here."
    assert not form.typed_line.isVisible()


def test_starting_over_shows_the_record_and_forgets(another_form, desk, client):
    form = another_form(editing(client))
    form.client_given_name_edit.set_value("Nobody")
    form.client_contacts.lines[0].remove_button.click()
    form.flush()
    again = another_form(editing(client))
    again.typed_line.start_over_button.click()

    assert again.client_given_name_edit.value() == client.given_name
    assert again._typed.edit() == ClientEdit()
    assert not again.typed_line.isVisible()
    assert kept(desk, client.id) is None


def test_after_starting_over_one_can_type_and_leave_again(another_form, desk):
    form = another_form(NEW)
    form.client_given_name_edit.set_value("Ada")
    form.flush()
    again = another_form(NEW)
    again.typed_line.start_over_button.click()
    again.client_given_name_edit.set_value("Bea")
    again.flush()

    assert kept(desk).edit.typed == {"given_name": "Bea"}


def test_a_client_who_is_added_leaves_no_draft(another_form, desk):
    form = another_form(NEW)
    form.client_given_name_edit.set_value("Ada")
    form.flush()
    form.save()
    form.flush()

    assert len(clients.namesakes(desk, "Ada", None)) == 1
    assert kept(desk) is None


def test_a_client_who_is_refused_stays_typed(another_form, desk):
    form = another_form(NEW)
    form.client_pronouns_edit.set_value("they/them")
    form.save()
    form.flush()

    assert kept(desk).edit.typed == {"pronouns": "they/them"}


def test_cancelling_forgets_and_leaves(workspace, desk):
    workspace.navigator.open(NEW)
    form = workspace.pages.currentWidget()
    QTest.keyClicks(form.client_given_name_edit, "Ada")
    form.flush()
    form.cancel_button.click()

    assert workspace.place().page is Page.TODAY
    assert kept(desk) is None


def test_typing_back_what_the_record_says_forgets(another_form, desk, client):
    form = another_form(editing(client))
    form.client_given_name_edit.set_value("Nobody")
    form.flush()
    form.client_given_name_edit.set_value(client.given_name)
    form.flush()

    assert kept(desk, client.id) is None


def test_a_name_that_was_looked_for_waits_for_starting_over(another_form):
    form = another_form(NEW)
    form.client_given_name_edit.set_value("Ada")
    form.flush()
    again = another_form(NEW)
    again.begin_with("Bea Kim")
    assert again.client_given_name_edit.value() == "Ada"
    again.typed_line.start_over_button.click()

    assert again.client_given_name_edit.value() == "Bea"
    assert again.client_family_name_edit.value() == "Kim"


def test_the_focus_goes_back_to_its_field_after_a_lock(workspace, desk, qtbot, qapp):
    workspace.navigator.open(NEW)
    qapp.processEvents()
    workspace.pages.currentWidget().episode_referred_edit.setFocus()
    workspace.flush()
    again = Workspace(lock_minutes=5)
    again.use(desk)
    qtbot.addWidget(again)
    again.show()
    again.start(workspace.place(), workspace.spot())

    form = again.pages.currentWidget()
    assert form.focusWidget() is form.episode_referred_edit
    again.leave()


def test_a_failure_to_keep_is_said_and_the_text_stays(another_form, monkeypatch, desk):
    form = another_form(NEW)
    QTest.keyClicks(form.client_given_name_edit, "Ada")
    with monkeypatch.context() as patch:
        patch.setattr(form_drafts, "keep", _fail)
        with pytest.raises(BusyStoreError):
            form.flush()
        assert form.failure_banner.isVisible()
    form.flush()

    assert not form.failure_banner.isVisible()
    assert kept(desk).edit.typed == {"given_name": "Ada"}


def _fail(*_arguments):
    raise BusyStoreError


def test_the_line_is_accessible_and_whole(another_form, assert_accessible, assert_nothing_clipped):
    form = another_form(NEW)
    form.client_given_name_edit.set_value("Ada")
    form.flush()
    again = another_form(NEW)
    again.resize(640, 700)

    assert_accessible(again)
    assert_nothing_clipped(again)
