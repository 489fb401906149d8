"""The decoder of typed notes is made once, whoever asks for it at the same time."""

import threading
import time

import msgspec
import pytest

from counselor_desk.services import drafts


@pytest.fixture
def slow_making(monkeypatch):
    """How many decoders are made at once, where making one takes long."""
    drafts._made_note_decoder.cache_clear()
    made, usual = [], msgspec.json.Decoder

    def make(kind):
        made.append(kind)
        time.sleep(0.1)
        return usual(kind)

    monkeypatch.setattr(msgspec.json, "Decoder", make)
    yield made
    drafts._made_note_decoder.cache_clear()


def test_two_threads_that_ask_at_once_get_the_same_decoder(slow_making):
    threads = [threading.Thread(target=drafts.warm_up) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert len(slow_making) == 1
