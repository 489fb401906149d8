"""Others sign by hand, by typed name or on paper, or it is kept why they did not."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from counselor_desk.errors import DiskFullError
from counselor_desk.records.signatures import SignatureMethod, SignatureRole
from counselor_desk.records.signing import RecordKind
from counselor_desk.services import attachments, plans, settings
from counselor_desk.services.signatures import GivenRefusal, GivenSignature
from counselor_desk.ui import messages, scans, signature_dialog
from counselor_desk.ui.signature_dialog import Keeping, SignatureDialog, SignatureRequest
from counselor_desk.ui.signature_pad import MOST_POINTS, SignaturePad
from counselor_desk.ui.signatures import SignatureList
from counselor_desk.ui.theme import Theme
from counselor_desk.ui.typed_dialog import Subject

STATEMENT = "I took part in making this plan, I was offered a copy, and I can ask for changes."


@pytest.fixture
def window(qtbot):
    made = QWidget()
    made.resize(1366, 690)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def request_of(plan):
    return SignatureRequest(
        kind=RecordKind.PLAN,
        record=plan,
        title="Who signs this plan?",
        sentence="Version 1 stays as it is.",
        statement=STATEMENT,
    )


@pytest.fixture
def kept():
    return []


@pytest.fixture
def opened(window, desk, request_of, kept):
    """Opens the dialog over a window, and closes it at the end."""
    dialogs = []

    def show(keep=kept.append, about=None):
        names = {SignatureRole.CLIENT: "Marcus Reyes"}
        keeping = Keeping(sign=keep, refuse=keep)
        dialog = SignatureDialog(window, request_of, desk, names, keeping, about=about)
        dialog.place()
        dialog.show()
        dialogs.append(dialog)
        return dialog

    yield show
    for dialog in dialogs:
        dialog.reject()


def mouse(pad, kind, x, y):
    button = Qt.MouseButton.LeftButton
    at = QPointF(x, y)
    QApplication.sendEvent(
        pad,
        QMouseEvent(kind, at, pad.mapToGlobal(at), button, button, Qt.KeyboardModifier.NoModifier),
    )


def draw(pad, *points):
    mouse(pad, QEvent.Type.MouseButtonPress, *points[0])
    for point in points[1:]:
        mouse(pad, QEvent.Type.MouseMove, *point)
    mouse(pad, QEvent.Type.MouseButtonRelease, *points[-1])


def sign_by_hand(dialog):
    draw(dialog.drawn.signature_pad, (20, 80), (60, 20), (120, 90), (200, 40))
    dialog.signature_keep_button.click()


def test_a_drawing_is_kept_as_a_small_picture(opened, kept, desk):
    sign_by_hand(opened())

    (given,) = kept
    assert isinstance(given, GivenSignature)
    assert (given.method, given.signed_at) == (SignatureMethod.DRAWN, desk.now())
    assert given.picture.startswith(b"\x89PNG")
    assert len(given.picture) < 40_000


@pytest.fixture
def about(desk, plan):
    return Subject.of(desk, plan.client_id, "sign/plan", plan)


def test_a_signature_on_paper_that_a_lock_interrupted_stands_there_again(opened, about):
    first = opened(about=about)
    first.signature_role_combo.set_value(SignatureRole.SUPERVISOR)
    first.signature_role_combo.edited.emit(SignatureRole.SUPERVISOR)
    first.signature_name_edit.set_value("Ann Lee")
    first.signature_credential_edit.set_value("LCSW")
    first.choose(SignatureMethod.PAPER)
    first.paper.signature_date_edit.set_value(date(2026, 3, 10))
    first.close()
    again = opened(about=about)

    assert again.signature_role_combo.value() is SignatureRole.SUPERVISOR
    assert again.signature_name_edit.value() == "Ann Lee"
    assert again.signature_credential_edit.isVisible()
    assert again.paper.isVisible()
    assert again.paper.signature_date_edit.value() == date(2026, 3, 10)
    assert "still here" in again.typed_line.text()


def test_a_reason_that_a_lock_interrupted_stands_there_again(opened, about, kept):
    first = opened(about=about)
    first.choose("refused")
    first.refused.signature_reason_text.set_value("Wants to read it at home")
    first.close()
    again = opened(about=about)
    again.signature_keep_button.click()

    (given,) = kept
    assert isinstance(given, GivenRefusal)
    assert (given.reason, given.printed_name) == ("Wants to read it at home", "Marcus Reyes")
    assert opened(about=about).typed_line is None


def test_who_turns_back_finds_the_dialog_as_new(opened, about):
    first = opened(about=about)
    first.signature_name_edit.set_value("Ann Lee")
    first.reject()

    assert opened(about=about).signature_name_edit.value() == "Marcus Reyes"


def test_a_tick_below_a_typed_name_and_a_drawing_are_given_anew(opened, about):
    first = opened(about=about)
    draw(first.drawn.signature_pad, (20, 80), (60, 20), (120, 90))
    first.choose(SignatureMethod.TYPED)
    first.typed.signature_agree_check.click()
    first.close()
    again = opened(about=about)

    assert again.typed.isVisible()
    assert not again.typed.signature_agree_check.value()
    assert again.drawn.signature_pad.is_empty


def test_the_picture_shows_the_strokes_and_nothing_around_them(qtbot):
    pad = SignaturePad()
    qtbot.addWidget(pad)
    pad.resize(400, 132)
    draw(pad, (100, 60), (300, 60))

    image = QImage.fromData(pad.picture())
    assert image.width() > 10 * image.height()
    dark = [x for x in range(image.width()) if image.pixelColor(x, image.height() // 2).red() < 64]
    assert len(dark) > image.width() * 0.9


def test_an_endless_scribble_stays_small(qtbot):
    pad = SignaturePad()
    qtbot.addWidget(pad)
    pad.resize(400, 132)
    draw(pad, *((at * 37 % 400, at * 53 % 132) for at in range(MOST_POINTS + 500)))

    assert sum(map(len, pad._strokes)) == MOST_POINTS
    assert len(pad.picture()) < 512 * 1024


def test_a_cleared_field_is_empty_again(opened, kept):
    dialog = opened()
    draw(dialog.drawn.signature_pad, (20, 80), (60, 20))
    dialog.drawn.signature_clear_button.click()
    dialog.signature_keep_button.click()

    assert kept == []
    assert "Nothing is drawn" in dialog.drawn._field.error()


def test_a_typed_name_is_kept_once_it_is_ticked_what_it_means(opened, kept):
    dialog = opened()
    dialog.choose(SignatureMethod.TYPED)
    dialog.signature_keep_button.click()
    assert kept == []
    assert "ticks" in dialog.typed._error.text()

    dialog.typed.signature_agree_check.click()
    dialog.signature_keep_button.click()
    assert [(one.method, one.printed_name, one.picture) for one in kept] == [
        (SignatureMethod.TYPED, "Marcus Reyes", b"")
    ]


def test_one_can_sign_by_keyboard_alone(opened, kept):
    dialog = opened()
    dialog.choose(SignatureMethod.TYPED)
    dialog.typed.signature_agree_check.setFocus()
    QTest.keyClick(dialog.typed.signature_agree_check, Qt.Key.Key_Space)
    QTest.keyClick(dialog, Qt.Key.Key_Return)

    assert [one.method for one in kept] == [SignatureMethod.TYPED]


def scan_file(folder):
    from PIL import Image

    path = folder / "signed page.png"
    Image.new("RGB", (600, 800), "white").save(path)
    return path


def choose_scan(dialog, monkeypatch, qtbot, path):
    monkeypatch.setattr(messages, "choose_open_path", lambda *_: path)
    dialog.choose(SignatureMethod.PAPER)
    dialog.paper.signature_scan_button.click()
    qtbot.waitUntil(lambda: not dialog.paper.is_reading)


def test_a_scan_is_kept_with_the_day_on_the_paper(opened, kept, monkeypatch, qtbot, tmp_path):
    dialog = opened()
    choose_scan(dialog, monkeypatch, qtbot, scan_file(tmp_path))
    dialog.paper.signature_date_edit.set_value(date(2026, 3, 10))
    dialog.signature_keep_button.click()

    (given,) = kept
    assert given.picture.startswith(b"\xff\xd8\xff")
    assert given.signed_at.date() == date(2026, 3, 10)


def test_a_file_that_is_no_scan_is_said_at_the_field(opened, monkeypatch, qtbot, tmp_path):
    other = tmp_path / "letter.docx"
    other.write_bytes(b"PK\x03\x04")
    dialog = opened()
    choose_scan(dialog, monkeypatch, qtbot, other)

    assert "no PDF, PNG or JPEG" in dialog.paper._scan.error()
    assert dialog.paper.scan == b""


def test_a_scan_can_be_left_out_again(opened, kept, monkeypatch, qtbot, tmp_path):
    dialog = opened()
    choose_scan(dialog, monkeypatch, qtbot, scan_file(tmp_path))
    dialog.paper.signature_no_scan_button.click()
    dialog.signature_keep_button.click()

    assert [one.picture for one in kept] == [b""]


def test_who_does_not_sign_gives_a_reason(opened, kept, desk):
    dialog = opened()
    dialog.choose("refused")
    dialog.signature_keep_button.click()
    assert kept == []

    dialog.refused.signature_reason_text.set_value("She wants to read it at home.")
    dialog.signature_keep_button.click()
    (given,) = kept
    assert isinstance(given, GivenRefusal)
    assert (given.reason, given.refused_on) == ("She wants to read it at home.", desk.today())


def test_the_name_follows_the_role_unless_another_was_typed(opened):
    dialog = opened()
    dialog.signature_role_combo.set_value(SignatureRole.GUARDIAN)
    dialog.signature_role_combo.edited.emit(SignatureRole.GUARDIAN)
    assert dialog.signature_name_edit.value() == ""

    dialog.signature_name_edit.set_value("Gloria Reyes")
    dialog.signature_role_combo.set_value(SignatureRole.CLIENT)
    dialog.signature_role_combo.edited.emit(SignatureRole.CLIENT)
    assert dialog.signature_name_edit.value() == "Gloria Reyes"


def test_only_a_supervisor_has_a_credential(opened, kept):
    dialog = opened()
    assert not dialog._credential.isVisible()
    dialog.signature_role_combo.set_value(SignatureRole.SUPERVISOR)
    dialog.signature_role_combo.edited.emit(SignatureRole.SUPERVISOR)
    dialog.signature_name_edit.set_value("Ruth Okafor")
    dialog.signature_credential_edit.set_value("LPC-S")
    sign_by_hand(dialog)

    assert kept[0].credential == "LPC-S"


def test_a_failure_is_said_and_what_was_drawn_stays(opened):
    def fail(_given):
        raise DiskFullError

    dialog = opened(fail)
    sign_by_hand(dialog)

    assert dialog.isVisible()
    assert dialog.problem_banner.isVisible()
    assert not dialog.drawn.signature_pad.is_empty


@pytest.mark.parametrize("way", [*list(SignatureMethod)[1:], "refused"])
@pytest.mark.parametrize(("size", "scale"), [((1366, 690), 1.0), ((1024, 640), 1.5)])
def test_nothing_is_clipped(opened, window, look, way, size, scale, assert_nothing_clipped):
    look.wear(Theme(scale=scale))
    window.resize(*size)
    dialog = opened()
    dialog.choose(way)
    QApplication.processEvents()

    assert dialog.height() <= size[1]
    assert_nothing_clipped(dialog._content)


def test_everything_says_what_it_is(opened, assert_accessible):
    dialog = opened()
    for way in (*list(SignatureMethod)[1:], "refused"):
        dialog.choose(way)
        assert_accessible(dialog)


@pytest.fixture
def listed(qtbot, desk, plan):
    """The list below a signed plan, as the screen may show it."""
    shown = SignatureList()
    qtbot.addWidget(shown)
    shown.resize(320, 400)
    shown.show()

    def show():
        from counselor_desk.services import shown_names

        proof = shown_names.of_proof(desk, plans.proof(desk, plan))
        shown.show_signatures(proof, desk.local)
        return shown

    return show


def ask(window, desk, request_of, dialogs, act):
    dialogs.expect("Who signs this plan?", act)
    return signature_dialog.ask(window, desk, request_of, initiator=None)


def test_what_was_drawn_stands_below_the_name(listed, window, desk, request_of, dialogs):
    assert ask(window, desk, request_of, dialogs, sign_by_hand)

    shown = listed()
    assert shown.texts()[1] == "Marcus Reyes, Client · by hand · March 12, 2026, 10:04 am"
    assert [one.accessibleName() for one in shown._rows[1].findChildren(QWidget)].count(
        "Drawn signature"
    ) == 1
    assert not shown.grab().isNull()


def test_a_drawn_name_is_not_shown_while_names_are_hidden(
    listed, window, desk, request_of, dialogs
):
    ask(window, desk, request_of, dialogs, sign_by_hand)
    settings.change(desk, hides_names=True)

    shown = listed()
    assert shown.texts()[1].startswith("M.R., Client")
    names = [one.accessibleName() for one in shown._rows[1].findChildren(QWidget)]
    assert "Drawn signature" not in names


def test_who_did_not_sign_stands_there_with_the_reason(listed, window, desk, request_of, dialogs):
    def refuse(dialog):
        dialog.choose("refused")
        dialog.refused.signature_reason_text.set_value("He wants to ask his lawyer.")
        dialog.signature_keep_button.click()

    ask(window, desk, request_of, dialogs, refuse)

    assert listed().texts()[1] == (
        "Marcus Reyes, Client · not signed · March 12, 2026, He wants to ask his lawyer."
    )


def test_a_scan_is_looked_at_again(
    listed, window, desk, request_of, dialogs, monkeypatch, qtbot, tmp_path
):
    def on_paper(dialog):
        choose_scan(dialog, monkeypatch, qtbot, scan_file(tmp_path))
        dialog.signature_keep_button.click()

    def look_at(dialog):
        qtbot.waitUntil(lambda: bool(dialog.pages))
        assert dialog.pages[0].pixmap().height() > dialog.pages[0].pixmap().width()
        dialog.scan_close_button.click()

    ask(window, desk, request_of, dialogs, on_paper)
    shown = listed()
    shown.scan_requested.connect(lambda one: scans.show_of(window, desk, one))
    dialogs.expect("Signed by Marcus Reyes", look_at)
    shown.scan_buttons()[0].click()


def test_the_pages_of_a_pdf_are_drawn_below_each_other(window, dialogs, desk, plan, qtbot):
    from reportlab.pdfgen import canvas

    held = BytesIO()
    pages = canvas.Canvas(held)
    for _ in range(2):
        pages.drawString(72, 720, "Signed")
        pages.showPage()
    pages.save()
    from counselor_desk.services import signatures

    given = GivenSignature(
        role=SignatureRole.CLIENT,
        printed_name="Marcus Reyes",
        signed_at=desk.now(),
        picture=held.getvalue(),
    )
    kept = signatures.add(desk, RecordKind.PLAN, plan, given)

    def look_at(dialog):
        qtbot.waitUntil(lambda: bool(dialog.pages))
        assert len(dialog.pages) == 2
        dialog.scan_close_button.click()

    dialogs.expect("Signed by Marcus Reyes", look_at)
    scans.show_of(window, desk, kept)


def test_a_damaged_scan_is_said(window, dialogs, desk, plan, monkeypatch):
    from counselor_desk.services import signatures

    given = GivenSignature(
        role=SignatureRole.CLIENT,
        printed_name="Marcus Reyes",
        signed_at=desk.now(),
        picture=b"%PDF-1.7",
    )
    kept = signatures.add(desk, RecordKind.PLAN, plan, given)
    monkeypatch.setattr(attachments, "is_genuine", lambda _one: False)

    dialogs.expect("Signed by Marcus Reyes", lambda dialog: dialog.reject())
    scans.show_of(window, desk, kept)
