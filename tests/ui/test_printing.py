"""From the screen to paper: PDF, Word, printer, and what stands in the way."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from counselor_desk.errors import NoPrinterError, PrinterError
from counselor_desk.records.audit import Act
from counselor_desk.records.edits import NoteEdit
from counselor_desk.records.notes import Section, SectionCode
from counselor_desk.records.program import Paper
from counselor_desk.services import exports, notes
from counselor_desk.services.exports import DocumentKind, Format
from counselor_desk.storage import audit
from counselor_desk.ui import messages, printers, tasks
from counselor_desk.ui.printing import Printing, PrintRequest

LONG_MS = 20_000


@pytest.fixture
def printing(desk, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    yield Printing(desk, window)
    tasks.finish()


@pytest.fixture
def plan_request(plan, client):
    return PrintRequest(kind=DocumentKind.TREATMENT_PLAN, uid=plan.uid, client_id=client.id)


@pytest.fixture
def draft_request(desk, client):
    note = notes.start(desk, client.id)
    section = Section(code=SectionCode.DATA, text="Marcus named four triggers.")
    notes.keep(desk, NoteEdit(note=replace(note, sections=(section,))))
    return PrintRequest(kind=DocumentKind.SESSION_NOTE, uid=note.uid, client_id=client.id)


@pytest.fixture
def chosen(tmp_path, monkeypatch):
    """Where the person saves: the suggested name in a folder of the test."""
    asked = []

    def choose(_parent, _title, suggested, _kinds):
        asked.append(suggested.name)
        return tmp_path / suggested.name

    monkeypatch.setattr(messages, "choose_save_path", choose)
    return asked


def save(printing, request, qtbot, form=Format.PDF):
    with qtbot.waitSignal(printing.said, timeout=LONG_MS) as heard:
        printing.save_record(request, form)
    return heard.args


def composed(desk, request):
    choice = exports.choice_of(desk, request.client_id, request.kind, request.uid)
    return exports.compose(desk, choice)


def drawn(made):
    return exports.render(made.document, Format.PDF, made.paper)


def text_of(path):
    document = pypdfium2.PdfDocument(path)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def test_a_plan_is_saved_as_pdf(printing, plan_request, chosen, tmp_path, qtbot):
    words, folder = save(printing, plan_request, qtbot)

    assert folder == tmp_path
    assert words == f"Saved {chosen[0]}"
    assert "Alcohol use disorder, severe" in text_of(tmp_path / chosen[0])


def test_a_plan_is_saved_for_word(printing, plan_request, chosen, tmp_path, qtbot):
    save(printing, plan_request, qtbot, Format.DOCX)

    assert (tmp_path / chosen[0]).read_bytes().startswith(b"PK")


def test_the_file_name_names_no_person(printing, plan_request, chosen, qtbot):
    save(printing, plan_request, qtbot)

    assert chosen == ["CD-0001 treatment plan v1.pdf"]


def test_a_draft_is_marked_and_has_what_was_typed(printing, draft_request, chosen, tmp_path, qtbot):
    save(printing, draft_request, qtbot)

    assert "draft" in chosen[0]
    text = text_of(tmp_path / chosen[0])
    assert "DRAFT" in text
    assert "four triggers" in text


def test_an_ending_is_added_when_none_was_typed(
    printing, plan_request, tmp_path, monkeypatch, qtbot
):
    monkeypatch.setattr(messages, "choose_save_path", lambda *_given: tmp_path / "plan")
    save(printing, plan_request, qtbot)

    assert (tmp_path / "plan.pdf").exists()


def test_thinking_better_of_it_writes_nothing(printing, plan_request, tmp_path, monkeypatch, qtbot):
    monkeypatch.setattr(messages, "choose_save_path", lambda *_given: None)
    before = set(tmp_path.iterdir())
    with qtbot.assertNotEmitted(printing.said):
        printing.save_record(plan_request, Format.PDF)
        tasks.finish()

    assert set(tmp_path.iterdir()) == before


def test_a_place_that_is_no_folder_is_said(printing, plan_request, tmp_path, monkeypatch, qtbot):
    (tmp_path / "file").write_text("not a folder")
    chosen = tmp_path / "file" / "plan.pdf"
    monkeypatch.setattr(messages, "choose_save_path", lambda *_given: chosen)
    with qtbot.waitSignal(printing.failed, timeout=LONG_MS) as heard:
        printing.save_record(plan_request, Format.PDF)
    (sentence,) = heard.args

    assert "safe" in sentence


@pytest.mark.parametrize(
    ("form", "title", "fate"),
    [
        (Format.PDF, "Print a box for each letter that is missing?", "a box on the paper"),
        (
            Format.DOCX,
            "Save with letters that may be missing?",
            "Word shows each in another font",
        ),
    ],
)
def test_letters_without_a_font_are_named_and_asked(
    printing, desk, draft_request, chosen, dialogs, form, title, fate
):
    edit = notes.open_edit(desk, notes.rows(desk, draft_request.client_id)[0].id)
    section = Section(code=SectionCode.DATA, text="A letter \U00012000 of old.")
    notes.keep(desk, replace(edit, note=replace(edit.note, sections=(section,))))
    seen = []

    def refuse(dialog):
        seen.append(dialog.sentence_label.text())
        dialog.reject()

    dialogs.expect(title, refuse)
    printing.save_record(draft_request, form)

    assert "\U00012000" in seen[0]
    assert fate in seen[0]
    assert chosen == []


def test_saving_is_written_into_the_log(printing, desk, plan_request, chosen, qtbot):
    save(printing, plan_request, qtbot)

    with desk.read() as reader:
        acts = [event.act for event in audit.events(reader)]
    assert Act.EXPORT in acts


def test_a_computer_without_a_printer_is_told_to_save(printing, desk, plan_request, monkeypatch):
    monkeypatch.setattr(printers, "are_there", lambda: False)
    made = composed(desk, plan_request)

    with pytest.raises(NoPrinterError, match="No printer is set up"):
        printing.print(made, drawn(made))


def test_a_printed_plan_reaches_the_printer(
    printing, desk, plan_request, tmp_path, monkeypatch, qtbot
):
    made = []

    def choose(_parent, printer):
        # The library's own printer stands in for one of wood and ink.
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "printed.pdf"))
        made.append(printer)
        return True

    monkeypatch.setattr(printers, "are_there", lambda: True)
    monkeypatch.setattr(messages, "choose_printer", choose)
    plan = composed(desk, plan_request)
    with qtbot.waitSignal(printing.said, timeout=LONG_MS) as heard:
        printing.print(plan, drawn(plan))

    assert heard.args == ["Sent to the printer", None]
    document = pypdfium2.PdfDocument(tmp_path / "printed.pdf")
    assert len(document) >= 1
    document.close()
    assert "Marcus" not in made[0].docName()


def test_pictures_of_pages_are_as_large_as_their_paper(desk, plan_request):
    pages = printers.pictures(drawn(composed(desk, plan_request)))

    assert (pages[0].width(), pages[0].height()) in ((2550, 3300), (2550, 3301))
    assert any(pages[0].pixelColor(x, 300).lightness() < 128 for x in range(200, 1500))


@pytest.mark.qt_log_ignore("Returned false")
def test_a_printer_that_takes_nothing_is_said(tmp_path):
    printer = printers.make(Paper.LETTER, "Counselor Desk")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "gone" / "printed.pdf"))

    with pytest.raises(PrinterError):
        printers.paint(printer, [QImage(10, 10, QImage.Format.Format_RGB32)])
