"""Settings of the store: kept inside it, changed one by one, announced."""

from __future__ import annotations

import pytest

from counselor_desk.records.store_settings import StoreSettings
from counselor_desk.services import settings
from counselor_desk.services.changes import Kind
from tests.desks import reopened


def test_a_new_store_has_the_defaults(desk):
    assert settings.get(desk) == StoreSettings()


def test_a_change_keeps_the_others(desk):
    settings.change(desk, lock_minutes=12)
    settings.change(desk, hides_names=True)

    assert settings.get(desk) == StoreSettings(lock_minutes=12, hides_names=True)


def test_settings_are_there_after_opening_again(desk, request):
    settings.change(desk, lock_minutes=30)
    again = reopened(desk)
    request.addfinalizer(again.close)

    assert settings.get(again).lock_minutes == 30


def test_a_change_is_announced(desk):
    heard = []
    desk.listen(heard.append)
    settings.change(desk, asks_to_sign=True, initiator="page")

    (changes,) = heard
    assert changes.kinds == {Kind.SETTINGS}
    assert changes.initiator == "page"


def test_what_changes_nothing_is_not_announced(desk):
    heard = []
    desk.listen(heard.append)
    settings.change(desk, lock_minutes=5)

    assert heard == []


@pytest.mark.parametrize("minutes", [0, 31])
def test_minutes_out_of_range_are_refused(desk, minutes):
    with pytest.raises(ValueError, match="lock_minutes"):
        settings.change(desk, lock_minutes=minutes)

    assert settings.get(desk) == StoreSettings()
