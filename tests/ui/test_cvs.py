"""CVs on the screen: versions, the form, the real page beside it, and files."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DiskError
from counselor_desk.records.clients import ContactKind
from counselor_desk.records.cvs import Cv, CvLanguage, Job, Skill
from counselor_desk.records.program import Paper
from counselor_desk.services import clients, cvs
from counselor_desk.services.clients import NewContact
from counselor_desk.services.cvs import ContactValues
from counselor_desk.services.exports import DocumentKind, Format
from counselor_desk.ui import messages
from counselor_desk.ui.bulletin import Bulletin
from counselor_desk.ui.cvs.page import CvsView
from counselor_desk.ui.navigation import Navigator, Page, Place, Tab, View
from counselor_desk.ui.tab_of_views import TabOfViews
from counselor_desk.ui.theme import Theme
from counselor_desk.ui.toast import of_window
from counselor_desk.ui.work.contact import contact_of, town_of
from counselor_desk.ui.workspace import Workspace

CONTACT = ContactValues(
    given_name="Marcus", family_name="Reyes", town="Tulsa, OK", phone="(918) 555-0142"
)
JOBS = (
    Job(title="Shipping Lead", employer="Prairie", begun="2019", ended="2024", did="Led six"),
    Job(title="Forklift Operator", employer="Ozark", begun="2015", ended="2019"),
)


@pytest.fixture
def cv(desk, client) -> Cv:
    started = cvs.start(desk, client.id, CONTACT, name="Warehouse lead")
    return cvs.keep(desk, replace(started, jobs=JOBS, skills=(Skill(text="RF scanners"),)))


@pytest.fixture
def view(desk, client, qtbot):
    """The part of the tab, shown at the size it has in a window of 1366 x 768."""
    bulletin = Bulletin()
    bulletin.follow(desk)
    made = CvsView(desk, Navigator(), bulletin, contact_of=lambda _client: CONTACT)
    qtbot.addWidget(made)
    made.resize(1154, 640)
    made.show()
    made.show_place(Place(page=Page.CHART, client_id=client.id))
    yield made
    bulletin.leave()


@pytest.fixture
def editor(view, cv):
    """The editor with the CV open."""
    view.open_cv(cv)
    return view.editor


def field(editor, name: str) -> QWidget:
    found = [one for one in editor.findChildren(QWidget, f"cv_{name}_edit") if one.isVisible()]
    (only,) = found
    return only


def drawn(qtbot, editor) -> None:
    """Wait until the page on the screen is of what stands in the form."""
    qtbot.waitUntil(editor.preview.is_drawn, timeout=15_000)


def test_a_client_without_a_cv_is_offered_one(view):
    assert view.list.cv_first_button.isVisible()


def test_a_new_cv_begins_with_what_it_was_told(view, desk, client, qtbot):
    qtbot.mouseClick(view.list.cv_first_button, Qt.MouseButton.LeftButton)

    assert view.is_editing
    assert field(view.editor, "given_name").text() == "Marcus"
    assert field(view.editor, "phone").text() == "(918) 555-0142"
    (kept,) = cvs.of_client(desk, client.id)
    assert kept.paper is desk.program().paper


def test_the_name_of_a_new_cv_can_be_typed_over(view, qtbot, desk, client):
    view.begin()
    qtbot.keyClicks(view.editor.header.cv_name_edit, "Night shift")
    view.flush()

    assert cvs.of_client(desk, client.id)[0].name == "Night shift"


def test_a_card_says_when_it_was_changed_and_how_long_it_is(view, cv, qtbot):
    (card,) = view.list.cards()

    qtbot.waitUntil(lambda: "1 page" in card.facts(), timeout=15_000)
    assert card.facts() == "Changed today, 10:04 am · 1 page · Letter · English"


def test_a_copy_opens_as_a_version_of_its_own(view, cv, desk, client):
    view.list.cards()[0].cv_copy_button.click()

    assert view.editor.header.cv_name_edit.text() == "Warehouse lead (copy)"
    assert len(cvs.of_client(desk, client.id)) == 2


def test_a_deleted_version_comes_back_by_undo(view, cv, desk, client):
    view.list.cards()[0].cv_delete_button.click()
    assert view.list.cards() == ()

    of_window(view).act()

    assert [card.cv.name for card in view.list.cards()] == ["Warehouse lead"]


def test_typing_is_saved_on_leaving(editor, view, desk, cv, qtbot):
    qtbot.keyClicks(field(editor, "email"), "m@example.com")
    editor.header.cv_back_button.click()

    assert cvs.get(desk, cv.id).email == "m@example.com"
    assert not view.is_editing


def test_typing_is_saved_at_a_pause(editor, desk, cv, qtbot):
    qtbot.keyClicks(field(editor, "email"), "m@example.com")

    qtbot.waitUntil(lambda: editor.save_state() == "Saved 10:04 am", timeout=5000)
    assert cvs.get(desk, cv.id).email == "m@example.com"


def test_what_cannot_be_saved_stays_and_says_so(editor, view, monkeypatch, qtbot):
    monkeypatch.setattr(cvs, "keep", _fail)
    qtbot.keyClicks(field(editor, "email"), "m")
    editor.header.cv_back_button.click()

    assert view.is_editing
    assert editor.failure_banner.isVisible()
    assert editor.save_state() == "Not saved"
    monkeypatch.undo()
    view.flush()
    assert not editor.failure_banner.isVisible()


def _fail(*_given: object, **_named: object) -> Cv:
    raise DiskError("the drive is gone")


def test_the_page_is_drawn_beside_the_form(editor, qtbot):
    drawn(qtbot, editor)

    assert editor.preview.pages_label.text() == "1 page · Letter"
    assert editor.preview.pages_view.height() > 400


def test_the_page_follows_what_is_typed(editor, qtbot):
    drawn(qtbot, editor)
    before = editor.preview.pages_view.grab().toImage()
    qtbot.keyClicks(field(editor, "town"), " and around")
    drawn(qtbot, editor)

    assert editor.preview.pages_view.grab().toImage() != before


def test_only_the_last_of_many_changes_is_drawn(editor, qtbot, monkeypatch):
    drawn(qtbot, editor)
    asked = []
    draw = cvs.draw
    monkeypatch.setattr(cvs, "draw", lambda cv: asked.append(cv.town) or draw(cv))
    qtbot.keyClicks(field(editor, "town"), "x" * 40)
    drawn(qtbot, editor)

    assert asked[-1].startswith("x" * 40)
    assert len(asked) < 20


def test_paper_and_language_are_switched_over_the_page(editor, desk, cv, view):
    editor.preview.paper_chosen.emit(Paper.A4)
    editor.preview.language_chosen.emit(CvLanguage.SPANISH)
    view.flush()

    kept = cvs.get(desk, cv.id)
    assert (kept.paper, kept.language) == (Paper.A4, CvLanguage.SPANISH)


def test_more_than_one_page_is_said(editor, qtbot):
    section = editor.go_to("Experience")
    section.entry_list.insert(0, Job(title="Packer", did="\n".join(f"Did {n}" for n in range(90))))
    drawn(qtbot, editor)

    assert editor.length_chip.isVisible()
    assert editor.length_chip.text == "3 pages"


def test_what_an_employer_cannot_use_is_said(editor, qtbot):
    assert editor.contact_chip.text == "No e-mail"

    qtbot.keyClicks(field(editor, "email"), "m@example.com")

    assert not editor.contact_chip.isVisible()


def test_a_job_is_added_at_the_top_with_the_caret_in_it(editor, view, desk, cv, qtbot):
    section = editor.go_to("Experience")
    section.entry_list.add()
    qtbot.keyClicks(field(editor, "title"), "Driver")
    view.flush()

    assert [job.title for job in cvs.get(desk, cv.id).jobs] == [
        "Driver",
        "Shipping Lead",
        "Forklift Operator",
    ]


def test_alt_and_arrows_move_a_job(editor, view, desk, cv, qtbot):
    editor.go_to("Experience")
    field(editor, "title").setFocus()
    qtbot.keyClick(field(editor, "title"), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    view.flush()
    assert cvs.get(desk, cv.id).jobs[0].title == "Forklift Operator"

    qtbot.keyClick(field(editor, "title"), Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    view.flush()
    assert cvs.get(desk, cv.id).jobs[0].title == "Shipping Lead"


def test_a_removed_job_comes_back_by_undo(editor, view, desk, cv):
    entry_list = editor.go_to("Experience").entry_list
    entry_list.remove(entry_list.cards()[0])
    view.flush()
    assert len(cvs.get(desk, cv.id).jobs) == 1

    of_window(view).act()
    view.flush()

    assert cvs.get(desk, cv.id).jobs == JOBS


def test_one_job_is_open_at_a_time(editor):
    first, second = editor.go_to("Experience").entry_list.cards()

    second.open_button.click()

    assert (first.is_open, second.is_open) == (False, True)


def test_each_line_of_what_was_done_is_a_bullet(editor, view, desk, cv, qtbot):
    editor.go_to("Experience")
    did = field(editor, "did")
    did.moveCursor(did.textCursor().MoveOperation.End)
    qtbot.keyClicks(did, "\rTrained 14")
    view.flush()

    assert cvs.get(desk, cv.id).jobs[0].bullets == ("Led six", "Trained 14")


def test_dates_in_the_wrong_order_are_pointed_at(editor, qtbot):
    card = editor.go_to("Experience").entry_list.cards()[0]
    field(editor, "ended").selectAll()
    qtbot.keyClicks(field(editor, "ended"), "2011")

    assert "This is before the start." in {
        label.error() for label in card.findChildren(type(field(editor, "ended").parentWidget()))
    }


def test_a_gap_is_named_with_neutral_words(editor, view, desk, cv):
    section = editor.go_to("Experience")
    (hint,) = section.hints()
    assert hint.title_label.text() == "14-month gap after 2024"

    words, act = hint.offers()[0]
    act()
    view.flush()

    first = cvs.get(desk, cv.id).jobs[0]
    assert (first.title, first.begun, first.ended) == (words, "2024", "present")
    assert section.hints() == ()


def test_a_gap_can_be_left_to_the_interview(editor, view, desk, cv):
    section = editor.go_to("Experience")
    section.hints()[0].offers()[-1][1]()
    view.flush()

    assert section.hints() == ()
    assert cvs.get(desk, cv.id).jobs == JOBS


def test_skills_are_lines(editor, view, desk, cv, qtbot):
    text = editor.go_to("Skills").skills_text
    text.moveCursor(text.textCursor().MoveOperation.End)
    qtbot.keyClicks(text, "\rWMS\r")
    view.flush()

    assert [skill.text for skill in cvs.get(desk, cv.id).skills] == ["RF scanners", "WMS"]


def test_references_are_printed_only_if_wanted(editor, view, desk, cv):
    editor.go_to("References").cv_has_references_check.click()
    view.flush()

    assert cvs.get(desk, cv.id).has_references


@pytest.mark.parametrize(
    ("button", "form"), [("cv_pdf_button", Format.PDF), ("cv_word_button", Format.DOCX)]
)
def test_a_file_is_written_from_what_is_on_the_disk(editor, view, desk, cv, qtbot, button, form):
    qtbot.keyClicks(field(editor, "email"), "m@example.com")
    with qtbot.waitSignal(view.save_requested) as heard:
        getattr(editor.header, button).click()

    request, chosen = heard.args
    assert (request.kind, request.uid, chosen) == (DocumentKind.CV, cv.uid, form)
    assert cvs.get(desk, cv.id).email == "m@example.com"


def test_another_client_closes_the_cv(editor, view, desk, client):
    view.show_place(Place(page=Page.CHART, client_id=client.id))
    assert view.is_editing

    view.show_place(Place(page=Page.CHART, client_id=type(client.id)(client.id + 1)))

    assert not view.is_editing
    assert view.print_request() is None


def test_of_several_versions_the_one_changed_last_is_printed(view, cv, desk):
    another = cvs.copy(desk, cv, name="Night shift")

    assert view.print_request().uid == another.uid


def test_in_a_narrow_window_the_page_takes_the_place_of_the_form(editor, view, qtbot):
    view.resize(968, 520)
    assert not editor.preview.isVisible()

    qtbot.keyClick(field(editor, "town"), Qt.Key.Key_Backslash, Qt.KeyboardModifier.ControlModifier)

    assert editor.preview.isVisible()
    drawn(qtbot, editor)


def test_thirty_jobs_and_eight_pages_can_be_written(view, desk, cv, qtbot):
    did = "\n".join(f"Did thing {n} and improved it" for n in range(10))
    jobs = tuple(Job(title=f"Position {n}", did=did) for n in range(30))
    view.open_cv(cvs.keep(desk, replace(cv, jobs=jobs)))
    section = view.editor.go_to("Experience")
    drawn(qtbot, view.editor)

    assert len(section.entry_list.cards()) == 30
    assert view.editor.length_chip.isVisible()


def test_an_empty_cv_is_an_empty_page(view, desk, client, qtbot):
    view.open_cv(cvs.start(desk, client.id, ContactValues()))
    drawn(qtbot, view.editor)

    assert view.editor.preview.pages_label.text() == "1 page · Letter"
    assert view.editor.contact_chip.text == "No name +2"


SIZES = pytest.mark.parametrize(
    ("width", "height", "scale"),
    [(1154, 640, 1.0), (1224, 592, 1.0), (968, 512, 1.0), (1282, 640, 1.5)],
)


def _fits(view, assert_nothing_clipped) -> bool:
    """Text areas find their height after the layout that gives them their width."""
    assert_nothing_clipped(view)
    return True


TITLES = ("Contact", "Profile", "Experience", "Certificates", "Skills", "References")


@SIZES
def test_nothing_is_cut(editor, view, look, qtbot, assert_nothing_clipped, width, height, scale):
    look.wear(Theme(scale=scale))
    view.resize(width, height)
    for title in TITLES:
        editor.go_to(title)
        qtbot.waitUntil(lambda: _fits(view, assert_nothing_clipped), timeout=3000)


@SIZES
def test_nothing_is_cut_in_the_list(
    view, cv, look, qtbot, assert_nothing_clipped, width, height, scale
):
    look.wear(Theme(scale=scale))
    view.resize(width, height)
    qtbot.waitUntil(lambda: _fits(view, assert_nothing_clipped), timeout=3000)


def test_everything_says_what_it_is(editor, view, assert_accessible):
    for title in TITLES:
        editor.go_to(title)
        assert_accessible(view)


def test_the_list_says_what_it_is(view, cv, assert_accessible):
    assert_accessible(view)


def test_the_look_changes_while_a_cv_is_open(editor, look, qtbot):
    drawn(qtbot, editor)
    before = editor.preview.grab().toImage().pixelColor(3, 200)
    look.wear(Theme(dark=True))

    assert editor.preview.grab().toImage().pixelColor(3, 200) != before


@pytest.mark.parametrize(
    ("address", "town"),
    [
        ("12 Mill Road, Easton Bridge, PA 18042", "Easton Bridge, PA"),
        ("12 Mill Road\nTulsa, OK 74103-1234", "Tulsa, OK"),
        ("Tulsa, OK", "Tulsa, OK"),
        ("12 Mill Road", ""),
        ("", ""),
    ],
)
def test_a_cv_gets_the_town_of_an_address_alone(address, town):
    assert town_of(address) == town


def test_a_new_cv_copies_name_phone_and_town_of_the_chart(desk, client):
    contacts = (
        NewContact(kind=ContactKind.ADDRESS, value="12 Mill Road, Tulsa, OK 74103"),
        NewContact(kind=ContactKind.PHONE, value="(918) 555-0142", remark="no voice mail"),
    )
    clients.change(desk, client, contacts=contacts)

    assert contact_of(desk, client.id) == CONTACT


@pytest.fixture
def workspace(desk, client, cv, qtbot):
    made = Workspace(lock_minutes=5)
    made.use(desk)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.start(Place(page=Page.CHART, client_id=client.id, tab=Tab.WORK, view=View.CVS))
    yield made
    made.leave()


def test_the_tab_gives_its_head_to_an_open_cv(workspace, cv):
    view = workspace.findChild(CvsView)
    assert view.list.cv_new_button.isVisible()
    segments = workspace.findChild(TabOfViews).view_segments
    assert segments.isVisible()

    view.open_cv(cv)
    assert not segments.isVisible()

    view.editor.header.cv_back_button.click()
    assert segments.isVisible()


@pytest.mark.parametrize(
    ("button", "ending", "start"),
    [("cv_pdf_button", "pdf", b"%PDF"), ("cv_word_button", "docx", b"PK")],
)
def test_the_buttons_write_the_file(
    workspace, cv, qtbot, tmp_path, monkeypatch, button, ending, start
):
    asked = []
    monkeypatch.setattr(
        messages,
        "choose_save_path",
        lambda _parent, _title, suggested, _kinds: (
            asked.append(suggested.name) or tmp_path / suggested.name
        ),
    )
    view = workspace.findChild(CvsView)
    view.open_cv(cv)
    getattr(view.editor.header, button).click()
    path = tmp_path / f"Reyes_Marcus_CV.{ending}"

    qtbot.waitUntil(path.exists, timeout=15_000)
    assert asked == [path.name]
    assert path.read_bytes().startswith(start)
