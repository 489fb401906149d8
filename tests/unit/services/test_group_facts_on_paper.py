"""What papers tell of a group: for whom it is only where ticked, and who gives a therapy."""

from datetime import date, timedelta

import pytest

from counselor_desk.documents.blocks import strings
from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.groups import GroupType
from counselor_desk.records.printing import PrintWish
from counselor_desk.records.program import Weekday
from counselor_desk.services import attendance, exports, group_sheets, groups, schedule
from counselor_desk.services.exports import DocumentKind
from tests import programme

MONDAY = date(2026, 3, 9)
TAGGED = ["client-schedule", "attendance-report", "sign-in sheet"]


def papers(desk, client, **facts):
    """The papers that name the group of a client, by kind."""
    group = programme.group(desk, **facts)
    programme.weekly(desk, of_group=group, weekday=Weekday.MONDAY, begins_on=MONDAY)
    groups.join(desk, group.id, client.id, joined_on=MONDAY - timedelta(days=7))
    held = attendance.hold(desk, schedule.book(desk, MONDAY, MONDAY).occurrences[0])
    attendance.mark(desk, held.id, client.id, AttendanceCode.PRESENT)
    composed = {
        kind.value: exports.compose(desk, exports.choose(desk, client.id, kind)[0])
        for kind in (
            DocumentKind.CLIENT_SCHEDULE,
            DocumentKind.ATTENDANCE_REPORT,
            DocumentKind.HOURS_REPORT,
        )
    }
    composed["sign-in sheet"] = group_sheets.compose(desk, held.id, PrintWish())
    return {kind: "\n".join(strings(one.document)) for kind, one in composed.items()}


def holding(found, text):
    return [kind for kind, told in found.items() if text in told]


def test_for_whom_a_group_is_stands_on_paper_once_it_is_ticked(desk, client):
    found = papers(desk, client, affinity="Veterans", prints_affinity=True)

    assert holding(found, "Relapse prevention · Veterans") == TAGGED


def test_for_whom_a_group_is_stands_on_no_paper_without_the_tick(desk, client):
    found = papers(desk, client, affinity="Veterans")

    assert holding(found, "Veterans") == []
    assert set(TAGGED) <= set(holding(found, "Relapse prevention"))


@pytest.mark.parametrize(
    ("provider", "credential", "said"),
    [("Ana Ruiz", "ATR-BC", "Ana Ruiz, ATR-BC"), ("Ana Ruiz", "", "Ana Ruiz")],
)
def test_papers_tell_who_gives_a_complementary_therapy(desk, client, provider, credential, said):
    found = papers(
        desk,
        client,
        type=GroupType.COMPLEMENTARY,
        provider=provider,
        credential=credential,
    )

    assert holding(found, said) == TAGGED
