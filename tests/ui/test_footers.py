"""The foot of papers that are being written."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QMenu, QWidget

from counselor_desk.rules.findings import Finding, Severity
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.footers import Footer
from counselor_desk.ui.theme import Theme

GAPS = tuple(
    Finding(rule="N1", subject="note", severity=Severity.BLOCK, message=message, repair=message)
    for message in ("Enter the times.", "Choose an objective.", "Write the plan.")
)
WARNING = Finding(
    rule="N1", subject="note", severity=Severity.WARN, message="It is late.", repair="date"
)


@pytest.fixture
def footer(qtbot):
    page = QWidget()
    made = Footer("note", buttons=(Button("Close"), Button("Print…")), link_limit=2, parent=page)
    qtbot.addWidget(page)
    made.resize(1100, 51)
    page.show()
    yield made
    page.close()


def words(footer):
    return [one._label for one in footer.findChildren(Button) if one.isVisible()]


def test_gaps_are_links_and_the_rest_is_counted(footer):
    footer.set_findings(GAPS, "")

    assert words(footer)[:3] == ["Enter the times", "Choose an objective", "+1 more"]


def test_where_links_have_no_room_one_counts_them(footer):
    footer.set_findings(GAPS, "")
    footer.resize(540, 51)

    assert words(footer) == ["3 things missing", "More", "Sign and lock…"]


def test_where_buttons_have_no_room_a_menu_has_them(qtbot, monkeypatch, footer):
    monkeypatch.setattr(QMenu, "popup", lambda _menu, _place: None)
    footer.set_findings(GAPS, "")
    footer.resize(540, 51)
    footer._more_button.click()
    menu = footer._more_button.findChild(QMenu)
    with qtbot.waitSignal(footer._buttons[1].clicked):
        menu.actions()[1].trigger()

    assert [action.text() for action in menu.actions()] == ["Close", "Print…"]


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 1.6])
@pytest.mark.parametrize("gaps", [(), GAPS[:1], GAPS])
def test_in_the_narrowest_window_nothing_is_cut(
    qtbot, footer, look, assert_nothing_clipped, scale, gaps
):
    look.wear(Theme(scale=scale))
    footer.set_findings(gaps, "times, 1 objective, risk line, plan")
    footer.set_unsaved("10:04 am")
    footer.resize(round(584 * scale), footer.height())

    qtbot.waitUntil(lambda: assert_nothing_clipped(footer))


def test_a_warning_does_not_keep_from_signing(footer):
    footer.set_findings((WARNING,), "times")

    assert footer.gaps() == ()
    assert footer.check_words() == "Ready to sign · times It is late."


def test_a_link_leads_to_its_gap(qtbot, footer):
    footer.set_findings(GAPS, "")
    with qtbot.waitSignal(footer.gap_requested) as asked:
        footer._links[1].click()

    assert asked.args == [GAPS[1]]


def test_signed_there_is_nothing_to_sign(footer):
    footer.set_findings(GAPS, "")
    footer.set_signed("Signed Mar 12, 10:04 am")

    assert words(footer) == ["Close", "Print…"]
    assert footer.save_state() == "Signed Mar 12, 10:04 am"


@pytest.fixture
def leading(qtbot):
    """The foot of a paper whose warnings are links."""
    page = QWidget()
    made = Footer("plan", links_warnings=True, parent=page)
    qtbot.addWidget(page)
    made.resize(1100, 51)
    page.show()
    yield made
    page.close()


def test_warnings_can_be_links_that_lead_to_their_place(qtbot, leading):
    leading.set_findings((WARNING,), "3 goals")

    with qtbot.waitSignal(leading.gap_requested) as told:
        leading._links[0].click()

    assert told.args == [WARNING]
    assert leading.check_words() == "Ready to sign It is late"
    assert leading.gaps() == ()


def test_warnings_without_room_are_counted(leading):
    leading.set_findings((WARNING, WARNING), "")
    leading.resize(460, 51)

    assert "2 to read" in words(leading)


def test_gaps_go_before_warnings(leading):
    leading.set_findings((*GAPS, WARNING), "")

    assert leading.linked() == GAPS


def test_a_link_tells_the_source_of_its_rule(footer):
    footer.set_findings(GAPS, "")

    (link,) = (
        one for one in footer.findChildren(Button) if one.accessibleName() == GAPS[0].message
    )
    assert link.toolTip() == f"Enter the times.\nRule N1: {GAPS[0].source}"
    assert link.accessibleDescription() == f"Rule N1: {GAPS[0].source}"
