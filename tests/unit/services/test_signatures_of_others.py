"""Signatures of client, guardian and supervisor: drawn, typed, on paper, or refused."""

import contextlib
from datetime import timedelta
from io import BytesIO

import pytest

from counselor_desk.errors import (
    BrokenSealError,
    DamagedAttachmentError,
    ImpossibleSignatureError,
    MissingScanError,
    TooLargeScanError,
    UnknownScanError,
)
from counselor_desk.records.attachments import SIZE_LIMIT, AttachmentKind, MediaType
from counselor_desk.records.signatures import SignatureMethod, SignatureRole
from counselor_desk.records.signing import RecordKind
from counselor_desk.services import attachments, checks, plans, signatures
from counselor_desk.services.changes import Kind
from counselor_desk.services.signatures import GivenRefusal, GivenSignature
from counselor_desk.storage import connection

PNG = b"\x89PNG\r\n\x1a\n" + b"strokes"
PDF = b"%PDF-1.7\n" + b"scan"


def given(desk, **facts):
    known = {
        "role": SignatureRole.CLIENT,
        "printed_name": "Marcus Reyes",
        "signed_at": desk.now(),
        "method": SignatureMethod.TYPED,
    }
    return GivenSignature(**known | facts)


def refusal(desk, **facts):
    known = {
        "role": SignatureRole.CLIENT,
        "printed_name": "Marcus Reyes",
        "reason": "He wants to talk to his lawyer first.",
        "refused_on": desk.today(),
    }
    return GivenRefusal(**known | facts)


def add(desk, plan, **facts):
    return signatures.add(desk, RecordKind.PLAN, plan, given(desk, **facts))


def marks(desk, plan):
    return plans.proof(desk, plan).marks


def unsigned(desk, plan):
    return plans.unsigned_by_client(plan, plans.proof(desk, plan))


def test_a_typed_name_is_kept_without_a_picture(desk, plan):
    kept = add(desk, plan)

    assert (kept.method, kept.attachment_id) == (SignatureMethod.TYPED, None)
    assert plans.proof(desk, plan).signatures[1] == kept


def test_a_drawn_signature_is_kept_as_a_picture(desk, plan):
    kept = add(desk, plan, method=SignatureMethod.DRAWN, picture=PNG)

    picture = attachments.get(desk, kept.attachment_id)
    assert (picture.kind, picture.media_type) == (AttachmentKind.DRAWN_SIGNATURE, MediaType.PNG)
    assert marks(desk, plan).drawn == {kept.id: PNG}


def test_a_signature_on_paper_is_kept_with_its_scan(desk, plan):
    kept = add(desk, plan, method=SignatureMethod.PAPER, picture=PDF)

    scan = attachments.get(desk, kept.attachment_id)
    assert (scan.kind, scan.media_type, scan.content) == (AttachmentKind.SCAN, MediaType.PDF, PDF)


def test_a_signature_on_paper_needs_no_scan(desk, plan):
    assert add(desk, plan, method=SignatureMethod.PAPER).attachment_id is None


def test_the_screens_hear_of_it(desk, plan):
    heard = []
    desk.listen(heard.append)
    add(desk, plan)

    assert [one.kinds for one in heard] == [frozenset({Kind.PLAN})]


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"printed_name": "  "}, "name"),
        ({"method": SignatureMethod.DRAWN}, "drawn"),
        ({"role": SignatureRole.COUNSELOR}, "already"),
    ],
)
def test_what_cannot_be_a_signature_is_refused(desk, plan, facts, said):
    with pytest.raises(ImpossibleSignatureError, match=said):
        add(desk, plan, **facts)
    assert len(plans.proof(desk, plan).signatures) == 1


def test_a_signature_of_tomorrow_is_refused(desk, plan):
    with pytest.raises(ImpossibleSignatureError, match="after today"):
        add(desk, plan, signed_at=desk.now() + timedelta(days=1))


def test_a_draft_takes_no_signature_of_others(desk, plan_edit):
    with pytest.raises(BrokenSealError):
        add(desk, plan_edit.plan)


def test_a_file_of_another_kind_is_refused_and_nothing_is_kept(desk, plan):
    with pytest.raises(UnknownScanError):
        add(desk, plan, method=SignatureMethod.PAPER, picture=b"MZ program")
    assert len(plans.proof(desk, plan).signatures) == 1


def test_a_file_larger_than_ten_megabytes_is_refused(desk, plan, tmp_path):
    large = tmp_path / "scan.pdf"
    large.write_bytes(PDF.ljust(SIZE_LIMIT + 1))

    with pytest.raises(TooLargeScanError):
        attachments.read_file(large)
    with pytest.raises(TooLargeScanError):
        add(desk, plan, method=SignatureMethod.PAPER, picture=large.read_bytes())


def test_a_file_that_is_gone_is_refused(tmp_path):
    with pytest.raises(MissingScanError):
        attachments.read_file(tmp_path / "gone.pdf")


def test_a_scanned_picture_is_drawn_anew_without_what_is_hidden_in_it(tmp_path):
    from PIL import Image

    large = tmp_path / "scan.jpg"
    picture = Image.new("RGB", (3_400, 4_400), "white")
    exif = picture.getexif()
    exif[0x010E] = "taken at home"
    picture.save(large, "JPEG", exif=exif)
    assert b"taken at home" in large.read_bytes()

    kept = attachments.read_file(large)
    with Image.open(BytesIO(kept)) as again:
        assert (again.format, again.size) == ("JPEG", (1_700, 2_200))
    assert b"taken at home" not in kept


def test_a_picture_that_ends_too_early_is_refused(tmp_path):
    from PIL import Image

    whole = BytesIO()
    Image.effect_noise((200, 200), 60).save(whole, "PNG")
    cut = tmp_path / "scan.png"
    cut.write_bytes(whole.getvalue()[:2_000])

    with pytest.raises(UnknownScanError):
        attachments.read_file(cut)


def test_the_kind_of_a_file_is_its_content_not_its_name(tmp_path):
    named = tmp_path / "scan.pdf"
    named.write_bytes(b"<html>")

    with pytest.raises(UnknownScanError):
        attachments.read_file(named)


def test_a_refusal_is_kept_with_reason_and_day(desk, plan):
    kept = signatures.refuse(desk, RecordKind.PLAN, plan, refusal(desk))

    assert marks(desk, plan).refusals == (kept,)
    assert kept.reason == "He wants to talk to his lawyer first."


@pytest.mark.parametrize(
    ("facts", "said"), [({"reason": " \n"}, "reason"), ({"printed_name": ""}, "name")]
)
def test_a_refusal_says_who_and_why(desk, plan, facts, said):
    with pytest.raises(ImpossibleSignatureError, match=said):
        signatures.refuse(desk, RecordKind.PLAN, plan, refusal(desk, **facts))


def test_a_refusal_of_tomorrow_is_refused(desk, plan):
    later = refusal(desk, refused_on=desk.today() + timedelta(days=1))

    with pytest.raises(ImpossibleSignatureError, match="after today"):
        signatures.refuse(desk, RecordKind.PLAN, plan, later)


def test_a_signed_plan_wants_the_client_to_sign(desk, plan):
    assert [one.rule for one in unsigned(desk, plan)] == ["P9"]


@pytest.mark.parametrize("role", [SignatureRole.CLIENT, SignatureRole.GUARDIAN])
def test_client_or_guardian_answers_it(desk, plan, role):
    add(desk, plan, role=role)

    assert unsigned(desk, plan) == ()


def test_a_supervisor_does_not_answer_it(desk, plan):
    add(desk, plan, role=SignatureRole.SUPERVISOR)

    assert unsigned(desk, plan) != ()


def test_a_reason_for_not_signing_answers_it(desk, plan):
    signatures.refuse(desk, RecordKind.PLAN, plan, refusal(desk))

    assert unsigned(desk, plan) == ()


@pytest.fixture
def damaged(desk, plan):
    """A plan whose drawn signature was changed behind the program's back; its id."""
    kept = add(desk, plan, method=SignatureMethod.DRAWN, picture=PNG)
    records = desk.vault.folder / "records.db"
    key = desk.vault.derive("cdesk/db/1")
    with contextlib.closing(connection.open_connection(records, key)) as opened:
        opened.execute("DROP TRIGGER lock_attachment_update")
        opened.execute("DROP TRIGGER audit_attachment_update")
        opened.execute("UPDATE attachment SET content = ?", (PNG + b"!",))
    return kept.attachment_id


def found(desk):
    return next(one for one in checks.run(desk) if one.name == "attachments")


def test_a_damaged_picture_is_not_shown(desk, plan, damaged):
    with pytest.raises(DamagedAttachmentError):
        attachments.get(desk, damaged)
    assert marks(desk, plan).drawn == {}
    assert len(marks(desk, plan).damaged) == 1


def test_the_check_of_the_store_finds_a_damaged_picture(desk, damaged):
    assert not found(desk).is_good
    assert found(desk).sentence == "1 of 1 attached files are not as they were kept."


def test_the_check_of_the_store_counts_sound_ones(desk, plan):
    add(desk, plan, method=SignatureMethod.DRAWN, picture=PNG)

    assert found(desk).is_good
    assert found(desk).sentence == "All 1 attached files are as they were kept."


def test_no_trace_of_a_scan_is_in_the_clear(desk, plan):
    add(desk, plan, method=SignatureMethod.PAPER, picture=PDF + b"a word to look for")

    files = [one for one in desk.vault.folder.rglob("*") if one.is_file()]
    assert not any(b"a word to look for" in one.read_bytes() for one in files)
