"""The draft on a page: saved as it is typed, taken over at rest, signed or discarded."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DiskFullError, NewerPlanError, RescuedError, UnsavedError
from counselor_desk.records.ids import Uid
from counselor_desk.rules.findings import Finding, Severity
from counselor_desk.ui import messages, open_drafts, toast
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.footers import Footer
from counselor_desk.ui.layouts import Column
from counselor_desk.ui.open_drafts import DraftActs, OpenDraft
from counselor_desk.ui.sign_dialog import SignFacts

GAP = Finding(
    rule="P5",
    subject=Uid("u"),
    severity=Severity.BLOCK,
    message="Enter the day.",
    repair="day",
)
FACTS = SignFacts(
    title="Sign this page?",
    sentence="It cannot be changed after that.",
    facts=(("Page", "1"),),
    attestation="It is mine.",
    signer="Dana Whitfield",
    signed_at="today",
)


class _Page(QWidget):
    """A page with one draft, which notes what it is asked to do."""

    def __init__(self, desk):
        super().__init__()
        self.footer, self.banner = Footer("page"), Banner("")
        self.setLayout(Column(self.banner, self.footer))
        self.banner.hide()
        self.is_draft, self.done, self.problem = True, [], None
        self.draft = OpenDraft(
            desk,
            self,
            DraftActs(
                lambda: self.is_draft, lambda: self.done.append("settled"), self.keep, self.lead_to
            ),
            footer=self.footer,
            banner=self.banner,
            unsaved="The page could not be saved.",
        )

    def keep(self):
        if self.problem is not None:
            raise self.problem
        self.done.append("kept")

    def lead_to(self, gap):
        self.done.append(gap.repair)


@pytest.fixture
def page(desk, qtbot):
    made = _Page(desk)
    qtbot.addWidget(made)
    made.resize(900, 120)
    made.show()
    yield made
    made.draft.forget()


@pytest.fixture
def full_disk(page):
    """The page with something typed, which the disk does not take."""
    page.draft.touch()
    page.problem = DiskFullError()
    return page


def test_what_was_typed_is_taken_over_at_rest(desk, qtbot, monkeypatch):
    monkeypatch.setattr(open_drafts, "SETTLE_MS", 10)
    page = _Page(desk)
    qtbot.addWidget(page)
    page.draft.touch()

    qtbot.waitUntil(lambda: page.done == ["settled"])
    page.draft.forget()


def test_a_signed_page_takes_nothing_over(page):
    page.is_draft = False
    page.draft.touch()
    page.draft.save_and_say()

    assert page.done == []


def test_leaving_a_field_settles_before_it_saves(page):
    page.draft.touch()
    page.draft.leave_field()

    assert page.done == ["settled", "kept"]
    assert page.footer.save_state().startswith("Saved ")


def test_a_full_disk_is_said_above_the_page_and_at_its_foot(full_disk):
    with pytest.raises(DiskFullError):
        full_disk.draft.save()

    assert "could not be saved" in full_disk.banner.accessibleName()
    assert full_disk.footer.save_state() == "Not saved"


def test_trying_again_saves(full_disk):
    full_disk.draft.flush()
    full_disk.problem = None
    full_disk.banner.action_button.click()

    assert full_disk.done == ["kept"]
    assert full_disk.banner.isHidden()


def test_showing_the_page_again_does_not_call_unsaved_text_saved(full_disk):
    full_disk.draft.flush()
    full_disk.draft.show()

    assert full_disk.footer.save_state() == "Not saved"
    assert full_disk.banner.isVisible()


def test_rescued_words_are_said_without_alarm(full_disk):
    full_disk.problem = RescuedError(DiskFullError())
    full_disk.draft.flush()

    assert full_disk.footer.save_state() == "Kept in a rescue file"
    assert "comes back by itself. The disk is full" in full_disk.banner.accessibleName()
    assert "The records cannot be written right now." in full_disk.banner.accessibleName()


def test_showing_the_page_again_still_tells_of_the_rescue(full_disk):
    full_disk.problem = RescuedError(DiskFullError())
    full_disk.draft.flush()
    full_disk.draft.show()

    assert full_disk.footer.save_state() == "Kept in a rescue file"


def test_another_record_has_no_saving_time_of_the_one_before(page):
    page.draft.touch()
    page.draft.flush()
    page.draft.begin()
    page.draft.show()

    assert page.footer.save_state() == "Saved"


def test_signing_leads_to_the_first_gap(page, dialogs):
    page.footer.set_findings([GAP], "")

    assert not page.draft.sign(lambda: FACTS, lambda: page.done.append("signed"))
    assert page.done == ["settled", "day"]


def test_a_page_without_gaps_is_signed(page, dialogs):
    page.footer.set_findings([], "")
    dialogs.expect("Sign this page?", lambda dialog: dialog.sign_confirm_button.click())

    assert page.draft.sign(lambda: FACTS, lambda: page.done.append("signed"))
    assert page.done == ["settled", "signed"]


def test_discarding_saves_first_and_can_be_undone(page):
    page.draft.touch()
    page.draft.discard(
        lambda: page.done.append("discarded"),
        lambda: page.done.append("left"),
        lambda: page.done.append("back"),
    )
    toast.of_window(page).act()

    assert page.done == ["settled", "kept", "discarded", "left", "back"]


def test_nothing_is_discarded_while_it_cannot_be_saved(full_disk):
    full_disk.draft.discard(lambda: full_disk.done.append("discarded"), lambda: None, lambda: None)

    assert full_disk.done == ["settled"]
    assert full_disk.banner.action_button.isVisible()


def test_a_draft_that_cannot_come_back_says_why(page):
    def refuse():
        raise NewerPlanError

    page.draft.discard(lambda: None, lambda: None, refuse)
    toast.of_window(page).act()

    assert page.banner.isVisible()
    assert page.banner.accessibleName() == str(NewerPlanError())


@pytest.fixture
def chosen(tmp_path, monkeypatch):
    """Where the person saves a copy."""
    path = tmp_path / "stick" / "last words"
    path.parent.mkdir()
    monkeypatch.setattr(messages, "choose_save_path", lambda *_given: path)
    return path.with_name("last words.cdrescue")


def test_without_any_place_for_it_a_copy_can_be_saved(full_disk, chosen):
    full_disk.problem = UnsavedError(DiskFullError(), b"sealed")
    full_disk.draft.flush()
    assert full_disk.banner.other_button.text() == "Save a copy…"
    full_disk.banner.other_button.click()

    assert chosen.read_bytes() == b"sealed"
    assert "last words.cdrescue" in full_disk.banner.accessibleName()
    assert full_disk.footer.save_state() == "Not saved"


def test_where_the_records_take_it_by_now_no_copy_is_asked_for(full_disk, chosen):
    full_disk.problem = UnsavedError(DiskFullError(), b"sealed")
    full_disk.draft.flush()
    full_disk.problem = None
    full_disk.banner.other_button.click()

    assert full_disk.done == ["kept"]
    assert not chosen.exists()
    assert full_disk.banner.isHidden()


def test_a_place_that_takes_no_copy_is_told(full_disk, monkeypatch, tmp_path):
    told = []
    monkeypatch.setattr(messages, "tell", lambda _parent, *words: told.append(words))
    monkeypatch.setattr(messages, "choose_save_path", lambda *_given: tmp_path / "no" / "copy")
    full_disk.problem = UnsavedError(DiskFullError(), b"sealed")
    full_disk.draft.flush()
    full_disk.banner.other_button.click()

    assert told[0][0] == "The copy could not be saved"
    assert full_disk.banner.other_button.isVisible()


def test_what_no_copy_helps_offers_none(full_disk):
    full_disk.draft.flush()

    assert full_disk.banner.other_button.isHidden()
