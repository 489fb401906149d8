"""Backup and restore in the window."""

from __future__ import annotations

import pytest

from counselor_desk.services import backups
from counselor_desk.ui.backups.page import BackupPage
from counselor_desk.ui.bulletin import Bulletin
from counselor_desk.ui.navigation import Navigator, Page, Place
from counselor_desk.ui.theme import Theme

SIZES = [(1154, 768), (1224, 720), (968, 640)]


@pytest.fixture
def open_page(desk, qtbot):
    """Shows the page and gives it back."""
    bulletin = Bulletin()
    bulletin.follow(desk)

    def show(size=(1154, 768)):
        page = BackupPage(desk, Theme(), Navigator(), bulletin)
        qtbot.addWidget(page)
        page.resize(*size)
        with qtbot.waitExposed(page):
            page.show()
        page.show_place(Place(page=Page.BACKUP))
        return page

    yield show
    bulletin.leave()


def test_without_any_backup_the_page_says_so_in_a_warning_tone(open_page):
    page = open_page()
    row = page.section.places_card.last_row

    assert row.title_label.text() == "No backup yet"
    assert row.title_label.property("tone") == "overdue"


@pytest.mark.parametrize("size", SIZES)
def test_it_fits_every_window(open_page, tmp_path, desk, size, assert_nothing_clipped):
    backups.add_place(desk, tmp_path)

    assert_nothing_clipped(open_page(size))


def test_every_control_has_a_name(open_page, desk, tmp_path, assert_accessible):
    backups.add_place(desk, tmp_path)

    assert_accessible(open_page())
