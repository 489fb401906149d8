from __future__ import annotations

import sys
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QObject

from counselor_desk.ui import dressing
from counselor_desk.ui.crash import CrashReporter

SECRET = "Marcus drank on Saturday"
TITLE = "Something went wrong in the program"


@pytest.fixture
def reporter(qapp, tmp_path):
    parent = QObject()
    yield CrashReporter(
        tmp_path / "logs" / "crash.log", lambda: datetime(2026, 3, 12, 15, 4, tzinfo=UTC), parent
    )
    parent.deleteLater()


def bug():
    try:
        dressing.measure(SECRET, None)
    except AttributeError:
        return sys.exc_info()


def crash(reporter):
    kind, error, trace = bug()
    reporter.take(kind, type(error)(SECRET), trace)


def test_the_dialog_names_the_type_and_the_line(reporter, dialogs):
    seen = []
    dialogs.expect(TITLE, lambda dialog: seen.append(dialog.sentence_label.text()))

    crash(reporter)

    assert "AttributeError, ui/dressing.py:" in seen[0]


def test_nothing_clinical_is_shown_or_logged(reporter, dialogs, tmp_path):
    seen = []
    dialogs.expect(TITLE, lambda dialog: seen.append(dialog.sentence_label.text()))

    crash(reporter)

    log = (tmp_path / "logs" / "crash.log").read_text()
    assert "Marcus" not in seen[0] + log
    assert log.startswith("2026-03-12 15:04:00 AttributeError: ui/dressing.py:")


def test_a_second_bug_while_the_dialog_is_open_is_only_logged(reporter, dialogs, tmp_path):
    dialogs.expect(TITLE, lambda _dialog: crash(reporter))

    crash(reporter)

    assert len((tmp_path / "logs" / "crash.log").read_text().splitlines()) == 2


def test_a_log_that_cannot_be_written_does_not_hide_the_dialog(reporter, dialogs, tmp_path):
    (tmp_path / "logs").write_text("in the way")
    dialogs.expect(TITLE, lambda _dialog: None)

    crash(reporter)
