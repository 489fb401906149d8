from __future__ import annotations

from counselor_desk.services.changes import Changes, Kind
from counselor_desk.ui.bulletin import Bulletin


class Desk:
    def __init__(self):
        self.listeners = []

    def listen(self, listener):
        self.listeners.append(listener)
        return lambda: self.listeners.remove(listener)

    def announce(self, changes):
        for listener in self.listeners:
            listener(changes)


CHANGES = Changes.of(Kind.NOTE)


def test_what_is_announced_is_emitted(qtbot):
    desk, bulletin = Desk(), Bulletin()
    bulletin.follow(desk)

    with qtbot.waitSignal(bulletin.changed) as change:
        desk.announce(CHANGES)

    assert change.args == [CHANGES]


def test_it_follows_one_desk_at_a_time(qtbot):
    first, second, bulletin = Desk(), Desk(), Bulletin()
    bulletin.follow(first)

    bulletin.follow(second)

    assert first.listeners == []
    assert len(second.listeners) == 1


def test_it_leaves_before_the_desk_closes(qtbot):
    desk, bulletin = Desk(), Bulletin()
    bulletin.follow(desk)

    bulletin.leave()
    bulletin.leave()

    assert desk.listeners == []
