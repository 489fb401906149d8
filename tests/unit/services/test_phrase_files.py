"""Phrases as a file: whole or not at all, however damaged the file is."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counselor_desk.errors import DeskError, UnreadablePhrasesError
from counselor_desk.services import phrase_files, phrases, starter_phrases, templates
from counselor_desk.services.phrases import NewPhrase
from tests.desks import new_desk

PHRASE = {"shortcut": "call", "text": "{first} will call.", "subject": "life", "offered": "plan"}
TEMPLATE = {"name": "Mine", "kind": "family", "format": "dap", "sections": {"plan": "Call."}}


def write(path, **told):
    content = {"format": "counselor-desk-phrases", "schema": 1} | told
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def everything(desk):
    return phrases.every(desk), templates.every(desk)


def test_what_is_exported_comes_in_elsewhere(desk, tmp_path):
    phrases.switch_on(desk, starter_phrases.phrases())
    templates.switch_on(desk, templates.starters()[0])
    phrase_files.export(desk, tmp_path / "mine.json")
    other = new_desk(tmp_path / "other.cdesk")

    came = phrase_files.bring_in(other, tmp_path / "mine.json")
    texts = [(one.shortcut, one.text, one.subject, one.offered) for one in phrases.every(other)]
    made = templates.every(other)
    other.close()

    assert came == (60, 1, 0)
    assert texts == [
        (one.shortcut, one.text, one.subject, one.offered) for one in phrases.every(desk)
    ]
    assert made[0].sections == templates.every(desk)[0].sections


def test_what_is_here_already_is_passed_over(desk, tmp_path):
    path = write(tmp_path / "x.json", phrases=[PHRASE], templates=[TEMPLATE])
    phrase_files.bring_in(desk, path)
    before = everything(desk)

    assert phrase_files.bring_in(desk, path) == (0, 0, 2)
    assert everything(desk) == before


def test_another_text_for_a_used_shortcut_stops_the_import_and_names_it(desk, tmp_path):
    phrases.add(desk, NewPhrase(shortcut="call", text="Mine."))
    fresh = PHRASE | {"shortcut": "fresh"}
    path = write(tmp_path / "x.json", phrases=[fresh, PHRASE])

    with pytest.raises(UnreadablePhrasesError, match=";call"):
        phrase_files.bring_in(desk, path)

    assert [one.shortcut for one in phrases.every(desk)] == ["call"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"shortcut": "a"},
        {"shortcut": 5},
        {"text": ""},
        {"text": None},
        {"text": "a" * 2001},
        {"text": "\ud800"},
        {"subject": "unknown"},
        {"subject": ["life"]},
        {"offered": {}},
        {"needs_objective": "yes"},
    ],
    ids=str,
)
def test_one_bad_phrase_keeps_the_whole_file_out(desk, tmp_path, wrong):
    path = write(tmp_path / "x.json", phrases=[PHRASE, PHRASE | {"shortcut": "other"} | wrong])

    with pytest.raises(UnreadablePhrasesError, match="place 2"):
        phrase_files.bring_in(desk, path)

    assert everything(desk) == ((), ())


@pytest.mark.parametrize(
    "wrong",
    [{"name": ""}, {"kind": "party"}, {"format": "x"}, {"sections": {}}, {"sections": {"x": "y"}}],
    ids=str,
)
def test_one_bad_template_keeps_the_whole_file_out(desk, tmp_path, wrong):
    path = write(tmp_path / "x.json", phrases=[PHRASE], templates=[TEMPLATE | wrong])

    with pytest.raises(UnreadablePhrasesError, match="template at place 1"):
        phrase_files.bring_in(desk, path)

    assert everything(desk) == ((), ())


def test_a_shortcut_twice_in_a_file_keeps_it_out(desk, tmp_path):
    path = write(tmp_path / "x.json", phrases=[PHRASE, PHRASE | {"text": "Other."}])

    with pytest.raises(UnreadablePhrasesError, match="place 2"):
        phrase_files.bring_in(desk, path)

    assert phrases.every(desk) == ()


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"schema": 1}', b"[" * 100_000, b'{"a":1e999}'],
    ids=range(8),
)
def test_another_file_is_refused(desk, tmp_path, content):
    path = tmp_path / "x.json"
    path.write_bytes(content)

    with pytest.raises(UnreadablePhrasesError, match="no file of phrases"):
        phrase_files.bring_in(desk, path)


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"schema": 2}, "newer version"),
        ({"schema": "1"}, "no file of phrases"),
        ({"phrases": {}}, "no file of phrases"),
        ({"phrases": [PHRASE] * 2001}, "2,000 entries"),
    ],
)
def test_a_file_that_is_not_ours_says_why(desk, tmp_path, told, reason):
    with pytest.raises(UnreadablePhrasesError, match=reason):
        phrase_files.bring_in(desk, write(tmp_path / "x.json", **told))


def test_a_file_that_is_too_big_is_not_read(desk, tmp_path):
    path = tmp_path / "x.json"
    path.write_bytes(b" " * (phrase_files.MOST_KB * 1000 + 1))

    with pytest.raises(UnreadablePhrasesError, match="2,000 KB"):
        phrase_files.bring_in(desk, path)


def test_a_folder_or_a_missing_file_says_what_to_do(desk, tmp_path):
    for path in (tmp_path, tmp_path / "none.json"):
        with pytest.raises(UnreadablePhrasesError, match="cannot be read"):
            phrase_files.bring_in(desk, path)


@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["shortcut", "text", "subject", "name", "kind", "format", "sections"]),
        inner,
        max_size=4,
    ),
    max_leaves=12,
))  # fmt: skip
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_anything_in_a_file_comes_in_or_is_explained(desk, tmp_path, told):
    path = tmp_path / "x.json"
    path.write_text(
        json.dumps({"format": "counselor-desk-phrases", "schema": 1, "phrases": [told]})
    )
    before = everything(desk)

    try:
        phrase_files.bring_in(desk, path)
    except DeskError:
        assert everything(desk) == before
