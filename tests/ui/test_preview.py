"""The print preview: real pages in a real window, what can be chosen, and the ways to paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from threading import Event

import docx
import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter

from counselor_desk.records.audit import Act
from counselor_desk.records.edits import NoteEdit, PlanEdit
from counselor_desk.records.notes import Section, SectionCode
from counselor_desk.records.plans import Goal, Objective, Problem
from counselor_desk.records.printing import PaperPart
from counselor_desk.records.program import Paper
from counselor_desk.records.sessions import SessionKind
from counselor_desk.records.store_settings import PaperNames
from counselor_desk.records.tasks import Lane
from counselor_desk.services import (
    assessments,
    attendance,
    clients,
    cvs,
    groups,
    notes,
    plans,
    settings,
    tasks,
)
from counselor_desk.services.attendance import NewSession
from counselor_desk.services.clients import NewClient
from counselor_desk.services.cvs import ContactValues
from counselor_desk.services.exports import DocumentKind
from counselor_desk.services.paper_wording import PaperAdvice
from counselor_desk.services.tasks import NewTask
from counselor_desk.storage import audit
from counselor_desk.ui import messages, pdf_pages, printers
from counselor_desk.ui import tasks as jobs
from counselor_desk.ui.navigation import Page, Place, Tab, View
from counselor_desk.ui.preview import building, words
from counselor_desk.ui.preview.page import PreviewPage
from counselor_desk.ui.preview.wording import WordingAdvice
from counselor_desk.ui.printing import PrintRequest, SheetRequest, place_of, request_of
from counselor_desk.ui.workspace import Workspace
from tests import programme

LONG_MS = 20_000


@pytest.fixture
def workspace(desk, client, qtbot):
    made = Workspace(lock_minutes=5)
    qtbot.addWidget(made)
    made.use(desk)
    made.resize(1366, 768)
    made.show()
    made.start(Place(page=Page.CHART, client_id=client.id, tab=Tab.PLAN))
    yield made
    jobs.finish()
    made.leave()


@pytest.fixture
def preview(workspace, plan, client, qtbot):
    """The plan in the preview, drawn."""
    return opened(workspace, qtbot, DocumentKind.TREATMENT_PLAN, plan.uid, client)


@pytest.fixture
def chosen(tmp_path, monkeypatch):
    """Where the person saves: the suggested name in a folder of the test."""
    asked = []

    def choose(_parent, _title, suggested, _kinds):
        asked.append(tmp_path / suggested.name)
        return asked[-1]

    monkeypatch.setattr(messages, "choose_save_path", choose)
    return asked


@pytest.fixture
def long_plan(desk, client, plan):
    """A second version of several pages."""
    started = plans.start(desk, client.id)
    words = "Attend three groups and one individual session each week and tell how it went. " * 6
    goals = tuple(
        Goal(
            node_uid=desk.new_uid(),
            text=f"Goal {number} in words",
            objectives=tuple(Objective(node_uid=desk.new_uid(), text=words) for _ in range(3)),
        )
        for number in range(6)
    )
    problem = Problem(node_uid=desk.new_uid(), text="Alcohol use disorder", goals=goals)
    plans.keep(desk, PlanEdit(plan=replace(started, problems=(problem,))))
    return started


def opened(workspace, qtbot, kind, uid, client):
    request = PrintRequest(kind=kind, uid=uid, client_id=client.id)
    workspace.navigator.open(place_of(request))
    return settled(workspace.findChild(PreviewPage), qtbot)


def settled(page, qtbot):
    qtbot.waitUntil(page.is_settled, timeout=LONG_MS)
    return page


def pdf_text(content):
    document = pypdfium2.PdfDocument(content)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def acts(desk):
    with desk.read() as reader:
        return [(event.act, event.table_name) for event in audit.events(reader)]


def press(page, qtbot, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(page.window().focusWidget(), key, modifier)


def test_print_on_the_chart_opens_the_preview_of_what_is_open(workspace, plan, qtbot):
    workspace.pages.here().page.chart_print_button.click()
    page = settled(workspace.findChild(PreviewPage), qtbot)

    assert workspace.place().page is Page.PREVIEW
    assert page.built().name == "Treatment plan, version 1"


def test_the_pages_are_those_of_the_file(preview):
    assert preview.pages.count() == pdf_pages.page_count(preview.built().pdf)
    assert "Alcohol use disorder" in pdf_text(preview.built().pdf)


def test_a_page_is_drawn_as_sharp_as_the_screen(preview):
    (width,) = {picture.width() for picture in preview.pages._pictures.values()}
    shown = preview.pages._rects[0].width() * preview.devicePixelRatioF()

    assert width == round(shown)
    picture = preview.pages._pictures[0]
    assert any(
        picture.pixelColor(x, y).lightness() < 128
        for x in range(40, 400, 3)
        for y in range(60, 200, 3)
    )


def test_words_that_label_a_client_are_told_beside_the_pages_and_keep_nobody_back(
    workspace, long_plan, desk, client, qtbot
):
    edit = plans.draft_of(desk, client.id)
    plans.keep(desk, replace(edit, plan=replace(edit.plan, barriers="Addict friends")))
    page = opened(workspace, qtbot, DocumentKind.TREATMENT_PLAN, long_plan.uid, client)

    assert page.options.wording.isVisible()
    assert "Barriers: “Addict”" in page.options.wording.texts()
    assert "Better: person with a substance use disorder" in page.options.wording.texts()
    assert page.options.preview_print_button.isEnabled()


def test_a_paper_with_nothing_to_say_better_is_told_nothing(preview):
    assert not preview.options.wording.isVisible()


def test_of_many_words_the_first_are_named_and_the_rest_is_counted(qtbot):
    advice = WordingAdvice()
    qtbot.addWidget(advice)
    many = [PaperAdvice(found="addict", proposal="person", place=f"Goal {n}") for n in range(7)]
    advice.show_advice(many)

    assert advice.texts()[-1] == "2 more places"
    assert "Goal 4: “addict”" in advice.texts()
    assert "Goal 5: “addict”" not in advice.texts()


def test_the_list_has_a_picture_of_every_page(workspace, long_plan, client, qtbot):
    page = opened(workspace, qtbot, DocumentKind.TREATMENT_PLAN, long_plan.uid, client)

    assert page.pages.count() >= 3
    qtbot.waitUntil(
        lambda: len(page.page_list.pages.pictures) == page.pages.count(), timeout=LONG_MS
    )


def test_page_keys_turn_pages_from_anywhere(workspace, long_plan, client, qtbot):
    page = opened(workspace, qtbot, DocumentKind.TREATMENT_PLAN, long_plan.uid, client)
    press(page, qtbot, Qt.Key.Key_PageDown)
    page.options.preview_copies_edit.setFocus()
    press(page, qtbot, Qt.Key.Key_PageDown)

    assert page.pages.current() == 2
    assert page.bar.page_label.text() == f"3 of {page.pages.count()}"
    assert page.page_list.currentIndex().row() == 2
    press(page, qtbot, Qt.Key.Key_PageUp)
    assert page.pages.current() == 1


def test_scrolling_turns_pages_too(workspace, long_plan, client, qtbot):
    page = opened(workspace, qtbot, DocumentKind.TREATMENT_PLAN, long_plan.uid, client)
    bar = page.pages.verticalScrollBar()
    bar.setValue(bar.maximum())

    assert page.pages.current() == page.pages.count() - 1
    settled(page, qtbot)
    assert page.pages.is_drawn()


def test_a_page_of_the_list_is_gone_to(workspace, long_plan, client, qtbot):
    page = opened(workspace, qtbot, DocumentKind.TREATMENT_PLAN, long_plan.uid, client)
    page.page_list.setFocus()
    press(page, qtbot, Qt.Key.Key_Down)

    assert page.pages.current() == 1


def test_the_size_follows_the_keys_and_goes_back_to_the_width(preview, qtbot):
    fit = preview.pages._rects[0].width()
    press(preview, qtbot, Qt.Key.Key_Equal, Qt.KeyboardModifier.ControlModifier)
    larger = preview.pages._rects[0].width()
    press(preview, qtbot, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    press(preview, qtbot, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    smaller = preview.pages._rects[0].width()
    settled(preview, qtbot)

    assert smaller < fit < larger
    assert preview.bar.preview_zoom_button.text() == "50 %"
    press(preview, qtbot, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert preview.pages._rects[0].width() == fit
    assert preview.bar.preview_zoom_button.text() == "Fit width"


def test_the_size_of_the_window_s_text_is_left_alone(workspace, preview, qtbot):
    with qtbot.assertNotEmitted(workspace.text_scale_requested):
        press(preview, qtbot, Qt.Key.Key_Equal, Qt.KeyboardModifier.ControlModifier)


def test_pictures_far_from_the_eye_are_let_go(workspace, long_plan, client, qtbot):
    page = opened(workspace, qtbot, DocumentKind.TREATMENT_PLAN, long_plan.uid, client)
    page.pages.go_to(page.pages.count() - 1)
    settled(page, qtbot)

    assert 0 not in page.pages._pictures


def test_escape_goes_back_and_leaves_nothing_in_memory(workspace, preview, qtbot):
    press(preview, qtbot, Qt.Key.Key_Escape)

    assert workspace.place().page is Page.CHART
    assert preview.built() is None
    assert preview._drawer._pdf == b""
    assert not preview.pages._pictures
    assert not preview.page_list.pages.pictures


def test_nothing_of_a_document_is_put_on_the_disk(preview, tmp_path, qtbot):
    found = [path.name for path in tmp_path.rglob("*") if path.suffix in {".pdf", ".docx"}]

    assert found == []


def test_another_sheet_is_laid_out_anew(preview, qtbot):
    assert preview.built().sizes[0] == (612, 792)
    preview.options.preview_paper_choice.setCurrentIndex(1)
    preview.options.preview_paper_choice.activated.emit(1)
    settled(preview, qtbot)

    assert preview.built().composed.paper is Paper.A4
    assert preview.built().sizes[0] == pytest.approx((595.28, 841.89), abs=0.1)


def test_initials_are_chosen_for_one_printing_alone(preview, desk, qtbot):
    assert "Marcus Reyes" in pdf_text(preview.built().pdf)
    preview.options.preview_names_segments._buttons[1].click()
    settled(preview, qtbot)

    text = pdf_text(preview.built().pdf)
    assert "M.R." in text
    assert "Marcus Reyes" not in text
    assert settings.get(desk).paper_names is PaperNames.FULL


def test_where_names_are_hidden_it_begins_with_initials(workspace, desk, plan, client, qtbot):
    settings.change(desk, hides_names=True)
    page = opened(workspace, qtbot, DocumentKind.TREATMENT_PLAN, plan.uid, client)

    assert "Marcus Reyes" not in pdf_text(page.built().pdf)
    assert page.options.hidden_label.isVisible()


def test_signing_lines_can_be_left_out(preview, qtbot):
    check = preview.options._parts[PaperPart.SIGNING_LINES]
    statement = "I took part in making this plan"
    assert "Client" in pdf_text(preview.built().pdf).split(statement)[1]
    check.click()
    settled(preview, qtbot)

    assert "Client" not in pdf_text(preview.built().pdf).split(statement)[1]


def test_what_is_wished_fast_is_drawn_last(preview, qtbot):
    segments = preview.options.preview_names_segments
    for button in (segments._buttons[1], segments._buttons[0], segments._buttons[1]):
        button.click()
    settled(preview, qtbot)

    assert "M.R." in pdf_text(preview.built().pdf)


def test_the_plan_goes_by_keyboard_to_a_pdf_file(preview, desk, chosen, qtbot):
    preview.options.preview_pdf_button.setFocus()
    with qtbot.waitSignal(preview._printing.said, timeout=LONG_MS):
        press(preview, qtbot, Qt.Key.Key_Space)

    assert chosen[0].read_bytes() == preview.built().pdf
    assert (Act.EXPORT, "plan") in acts(desk)


def test_the_plan_goes_by_keyboard_to_a_word_file(preview, desk, chosen, qtbot):
    preview.options.preview_word_button.setFocus()
    with qtbot.waitSignal(preview._printing.said, timeout=LONG_MS):
        press(preview, qtbot, Qt.Key.Key_Space)

    written = docx.Document(chosen[0])
    words = "\n".join(part.text or "" for part in written.element.body.iter() if part.text)
    assert "Alcohol use disorder" in words
    assert (Act.EXPORT, "plan") in acts(desk)


def test_a_file_has_the_sheet_and_the_names_that_were_chosen(preview, chosen, qtbot):
    preview.options.preview_names_segments._buttons[1].click()
    with qtbot.waitSignal(preview._printing.said, timeout=LONG_MS):
        preview.options.preview_pdf_button.click()

    text = pdf_text(chosen[0].read_bytes())
    assert "M.R." in text
    assert "Marcus Reyes" not in text


def test_ctrl_p_prints_with_what_was_chosen(preview, desk, tmp_path, monkeypatch, qtbot):
    seen = []
    make = printers.make

    def spied(*given, **more):
        seen.append(more)
        return make(*given, **more)

    def choose(_parent, printer):
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "printed.pdf"))
        return True

    monkeypatch.setattr(printers, "are_there", lambda: True)
    monkeypatch.setattr(printers, "make", spied)
    monkeypatch.setattr(messages, "choose_printer", choose)
    preview.options.preview_copies_edit.setText("2")
    preview.options.preview_sides_segments._buttons[1].click()
    with qtbot.waitSignal(preview._printing.said, timeout=LONG_MS) as said:
        press(preview, qtbot, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)

    assert said.args == ["Sent to the printer", None]
    assert seen == [{"copies": 2, "is_two_sided": True}]
    assert (Act.PRINT, "plan") in acts(desk)


@pytest.mark.parametrize("typed", ["", "0", "100", "two", "²"])
def test_no_number_of_copies_is_said_beside_it_and_stays(preview, typed):
    preview.options.preview_copies_edit.setText(typed)
    preview.print()

    assert preview.options._copies_field.error() == "A number from 1 to 99"
    assert preview.options.preview_copies_edit.text() == typed
    assert preview.options.preview_copies_edit.hasFocus()


def test_without_a_printer_a_line_and_the_pdf_are_left(preview, monkeypatch, qtbot):
    monkeypatch.setattr(printers, "are_there", lambda: False)
    preview.options.preview_print_button.setFocus()
    press(preview, qtbot, Qt.Key.Key_Space)

    assert not preview.options.preview_print_button.isVisible()
    assert preview.options._no_printer.isVisible()
    assert preview.options.preview_pdf_button.hasFocus()


def test_a_document_that_is_gone_is_said_and_can_be_tried_again(
    workspace, desk, client, plan, qtbot
):
    page = opened(workspace, qtbot, DocumentKind.TREATMENT_PLAN, desk.new_uid(), client)

    assert page.problem.isVisible()
    assert "Everything else is as it was" in page.problem.sentence_label.text()
    assert not page.options.isVisible()
    page._request = replace(page._request, uid=plan.uid)
    page.preview_again_button.click()
    settled(page, qtbot)
    assert page.pages.isVisible()


def test_a_page_that_takes_long_says_so(preview, monkeypatch, qtbot):
    go_on = Event()
    draw = building.build

    def slow(*given):
        go_on.wait(10)
        return draw(*given)

    monkeypatch.setattr(building, "build", slow)
    preview._late.setInterval(1)
    preview.show_place(preview._navigator.place)
    qtbot.waitUntil(lambda: preview.pages._says_building, timeout=LONG_MS)
    go_on.set()
    settled(preview, qtbot)

    assert not preview.pages._says_building


def test_a_press_before_the_pages_are_there_is_not_lost(preview, chosen, qtbot):
    preview.show_place(preview._navigator.place)
    with qtbot.waitSignal(preview._printing.said, timeout=LONG_MS):
        preview.options.preview_pdf_button.click()

    assert chosen[0].exists()


def test_a_draft_is_marked_and_said(workspace, desk, client, qtbot):
    note = notes.start(desk, client.id)
    section = Section(code=SectionCode.DATA, text="Marcus named four triggers.")
    notes.keep(desk, NoteEdit(note=replace(note, sections=(section,))))
    page = opened(workspace, qtbot, DocumentKind.SESSION_NOTE, note.uid, client)

    text = pdf_text(page.built().pdf)
    assert "DRAFT, not signed" in text
    assert "four triggers" in text
    assert page.options.draft_label.isVisible()


def test_other_versions_are_one_choice_away(workspace, preview, long_plan, qtbot):
    preview.show_place(preview._navigator.place)
    settled(preview, qtbot)
    choice = preview.bar.preview_document_choice
    names = [choice.itemText(at) for at in range(choice.count())]
    assert names == ["Treatment plan, version 1", "Treatment plan, version 2 (draft)"]
    choice.activated.emit(1)
    settled(preview, qtbot)

    assert preview.built().name == "Treatment plan, version 2 (draft)"
    workspace.navigator.back()
    assert workspace.place().page is Page.CHART


def test_a_cv_names_nothing_of_treatment_and_its_name_is_no_choice(workspace, desk, client, qtbot):
    cv = cvs.start(desk, client.id, ContactValues(given_name="Marcus", family_name="Reyes"))
    page = opened(workspace, qtbot, DocumentKind.CV, cv.uid, client)

    assert not page.options.preview_names_segments.isVisible()
    assert "Part 2" not in page.options._audience_words.text()
    assert "Cedar Ridge" not in pdf_text(page.built().pdf)


def test_a_document_with_one_version_has_nothing_to_choose(workspace, desk, client, qtbot):
    tasks.add(desk, client.id, NewTask(lane=Lane.JOB, text="Call the warehouse"))
    workspace.navigator.open(
        Place(page=Page.CHART, client_id=client.id, tab=Tab.WORK, view=View.TASKS)
    )
    workspace.pages.here().page.chart_print_button.click()
    page = settled(workspace.findChild(PreviewPage), qtbot)

    assert page.built().name == "Vocational tasks"
    assert page.bar.preview_document_choice.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_the_assessment_that_is_being_written_is_previewed(workspace, desk, client, qtbot):
    assessments.start(desk, client.id)
    workspace.navigator.open(Place(page=Page.CHART, client_id=client.id, tab=Tab.ASSESSMENT))
    workspace.pages.here().page.chart_print_button.click()
    page = settled(workspace.findChild(PreviewPage), qtbot)

    assert "(draft)" in page.built().name


def test_a_report_of_the_log_is_previewed_and_saved(workspace, desk, chosen, qtbot):
    workspace.navigator.open(Place(page=Page.AUDIT))
    log = workspace.pages.here().page
    qtbot.waitUntil(log.is_settled, timeout=LONG_MS)
    log.audit_print_button.click()
    page = settled(workspace.findChild(PreviewPage), qtbot)
    with qtbot.waitSignal(page._printing.said, timeout=LONG_MS):
        page.options.preview_pdf_button.click()

    assert chosen[0].name == "Activity log.pdf"
    assert (Act.EXPORT, "audit_event") in acts(desk)
    page.leave()
    assert workspace.place().page is Page.AUDIT


def test_a_report_that_is_gone_leads_back_to_the_log(workspace, qtbot):
    workspace.navigator.open(Place(page=Page.PREVIEW, part="activity-log"))
    qtbot.waitUntil(lambda: workspace.place().page is Page.AUDIT)


@pytest.fixture
def session(desk, client):
    """A group session of yesterday with one member."""
    group = programme.group(desk)
    groups.join(desk, group.id, client.id, joined_on=date(2026, 2, 9))
    return attendance.record(
        desk,
        NewSession(
            kind=SessionKind.GROUP,
            held_on=date(2026, 3, 11),
            starts=time(10, 30),
            ends=time(12),
            group_id=group.id,
        ),
    )


@pytest.fixture
def sheet(workspace, session, qtbot):
    """The sign-in sheet of the session in the preview, drawn."""
    workspace.navigator.open(Place(page=Page.GROUP_SESSION, session_id=session.id))
    workspace.pages.here().page.header.group_sheet_button.click()
    return settled(workspace.findChild(PreviewPage), qtbot)


def test_the_sign_in_sheet_is_previewed_with_first_names_and_initials(sheet, client):
    said = pdf_text(sheet.built().pdf)

    assert sheet.built().name == "Group sign-in sheet"
    assert f"{client.given_name} {client.family_name[0]}." in said
    assert client.family_name not in said
    assert "First names and initials only" in sheet.options._audience_words.text()
    assert not sheet.options.preview_names_segments.isVisible()


def test_the_sign_in_sheet_is_saved_on_the_sheet_that_was_chosen(sheet, desk, chosen, qtbot):
    sheet.options.preview_paper_choice.set_value(Paper.A4)
    sheet.options.edited.emit()
    settled(sheet, qtbot)
    with qtbot.waitSignal(sheet._printing.said, timeout=LONG_MS):
        sheet.options.preview_pdf_button.click()

    with pypdfium2.PdfDocument(chosen[0]) as saved:
        assert round(saved[0].get_width()) == 595
    assert chosen[0].name == "sign-in sheet 2026-03-11.pdf"
    assert (Act.EXPORT, "session") in acts(desk)


def test_from_the_sign_in_sheet_one_goes_back_to_the_session(workspace, sheet, session):
    sheet.leave()

    assert workspace.place() == Place(page=Page.GROUP_SESSION, session_id=session.id)


def test_the_place_of_a_sign_in_sheet_names_its_session(session):
    request = SheetRequest(session_id=session.id)

    assert request_of(place_of(request)) == request


@pytest.mark.parametrize("part", ["", "nothing/1", "treatment-plan"])
def test_a_place_that_names_no_document_is_none(client, part):
    place = Place(page=Page.PREVIEW, client_id=client.id, part=part)

    found = request_of(place)
    assert found is None or found.uid == ""


def test_a_place_names_its_document(client):
    request = PrintRequest(kind=DocumentKind.CV, uid="a-b", client_id=client.id)

    assert request_of(place_of(request)) == request


def test_tab_goes_from_the_pages_to_the_options_the_buttons_and_the_list(preview, qtbot):
    preview.pages.setFocus()
    names = []
    for _ in range(11):
        stop = preview.window().focusWidget()
        names.append(stop.accessibleName() or stop.text())
        press(preview, qtbot, Qt.Key.Key_Tab)

    assert names == [
        "Page 1 of 2",
        "Paper",
        "Copies",
        "Name on paper: Full name",
        "Sides: One",
        "Signature lines",
        "Evidence from notes",
        "Print…",
        "PDF…",
        "Word…",
        "Pages",
    ]


def test_another_page_that_fails_leaves_the_document_on_the_screen(workspace, preview, qtbot):
    workspace.navigator.open(
        Place(page=Page.NOTE, client_id=preview._request.client_id, note_id=9999)
    )
    settled(preview, qtbot)

    assert workspace.place().page is Page.PREVIEW
    assert preview.built() is not None


def test_printing_twice_what_the_printer_does_not_copy_itself(tmp_path):
    printer = printers.make(Paper.LETTER, "Counselor Desk", copies=2)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    sheet = QImage(10, 10, QImage.Format.Format_RGB32)
    sheet.fill(Qt.GlobalColor.white)
    printers.paint(printer, [sheet])

    times = 1 if printer.supportsMultipleCopies() else 2
    assert pdf_pages.page_count((tmp_path / "printed.pdf").read_bytes()) == times


def test_a_client_of_another_name_is_in_no_list(workspace, desk, preview, qtbot):
    other = clients.add(desk, NewClient(given_name="Jolene", family_name="Tate"))
    plans.start(desk, other.id)
    preview.show_place(preview._navigator.place)
    settled(preview, qtbot)

    assert preview.bar.preview_document_choice.count() == 1


def test_the_opening_is_in_the_log(workspace, desk, preview):
    workspace.leave()

    assert Act.VIEW in [act for act, _ in acts(desk)]


def test_a_picture_that_is_a_pixel_wider_is_asked_for_once(preview):
    width = preview.pages._asked[0]
    preview.pages.set_picture(0, width, QImage(width + 1, 900, QImage.Format.Format_RGB32))

    assert preview.pages.is_drawn()


def test_a_picture_is_as_wide_as_it_was_asked_for(preview):
    # 612 points times 84/612 is a little more than 84 for a computer, and so are the others.
    widths = (84, 103, 122, 127, 656)
    drawn = [pdf_pages.picture(preview.built().pdf, 0, width).width() for width in widths]

    assert drawn == list(widths)


@pytest.mark.parametrize("kind", list(DocumentKind))
def test_every_kind_of_document_has_a_name(kind):
    assert words.title(kind)


def test_every_part_has_a_name():
    assert all(words.part(part) for part in PaperPart)
