"""A client's preference of group, and part in one, are sensitive: no paper names them."""

from contextlib import suppress
from dataclasses import replace

import pytest

from counselor_desk.errors import NothingToExportError
from counselor_desk.records.clients import ClientStatus
from counselor_desk.records.printing import PrintWish
from counselor_desk.records.program import Paper, Program
from counselor_desk.services import clients, exports, group_sessions, group_sheets, groups, practice
from counselor_desk.services.exports import DocumentKind, Format
from tests.desks import Clock, new_desk

PREFERENCE, PART = "Zwetschgen", "Quittenhelfer"


@pytest.fixture(scope="module")
def papers(tmp_path_factory):
    """The texts of every paper of a few practice clients, and of a sign-in sheet, by kind."""
    folder = tmp_path_factory.mktemp("preferences") / "practice.cdesk"
    desk = new_desk(folder, Clock(), program=Program())
    practice.fill(desk, seed=1, count=3)
    people = [row.id for row in clients.rows(desk) if row.status is ClientStatus.ACTIVE]
    for client_id in people:
        groups.prefer(desk, client_id, PREFERENCE)
        for _group, member in groups.of_client(desk, client_id):
            groups.change_member(desk, replace(member, remark=PART))
    made = {kind.value: _texts(desk, people, kind) for kind in DocumentKind}
    sessions = [held.session.id for held in group_sessions.unfinished(desk)]
    made["sign-in sheet"] = [
        _text(group_sheets.compose(desk, session_id, PrintWish())) for session_id in sessions
    ]
    desk.close()
    return made


def _texts(desk, people, kind):
    texts = []
    for client_id in people:
        with suppress(NothingToExportError):
            chosen = exports.choose(desk, client_id, kind)
            texts += [_text(exports.compose(desk, one)) for one in chosen]
    return texts


def _text(composed):
    return exports.render(composed.document, Format.TXT, Paper.LETTER).decode()


def test_the_papers_about_groups_were_made(papers):
    about_groups = ("client-schedule", "attendance-report", "hours-report", "completion-list")
    letters = ("attendance-letter", "progress-letter", "session-note", "sign-in sheet")

    assert [kind for kind in (*about_groups, *letters) if not papers[kind]] == []


def test_no_paper_names_a_preference(papers):
    assert [kind for kind, texts in papers.items() if PREFERENCE in "".join(texts)] == []


def test_no_paper_names_the_part_in_a_group(papers):
    assert [kind for kind, texts in papers.items() if PART in "".join(texts)] == []
