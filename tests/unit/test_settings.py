"""Facts about preferences: they survive, and nothing about them stops a start."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counselor_desk import settings
from counselor_desk.settings import Settings

JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=6,
)
FIELDS = (
    "theme",
    "text_scale",
    "high_contrast",
    "compact_rows",
    "window_geometry",
    "last_store",
    "other",
)
PREFERENCES = st.builds(
    Settings,
    theme=st.sampled_from(["system", "light", "dark"]),
    text_scale=st.floats(settings.MIN_TEXT_SCALE, settings.MAX_TEXT_SCALE),
    high_contrast=st.booleans(),
    compact_rows=st.booleans(),
    window_geometry=st.text(),
    last_store=st.none() | st.just(Path("stores") / "Räte 記.cdesk"),
)


@given(kept=PREFERENCES)
def test_what_is_saved_is_loaded(tmp_path_factory, kept):
    path = tmp_path_factory.mktemp("settings") / "settings.json"

    settings.save(path, kept)

    assert settings.load(path) == kept


def test_a_missing_file_gives_the_defaults(tmp_path):
    assert settings.load(tmp_path / "none.json") == Settings()


@pytest.mark.parametrize("damage", [b"", b"{", b"\xff\xfe\x00", b"[1]", b"null", b"[" * 100_000])
def test_a_damaged_file_gives_the_defaults(tmp_path, damage):
    path = tmp_path / "settings.json"
    path.write_bytes(damage)

    assert settings.load(path) == Settings()


@given(
    kept=st.fixed_dictionaries(
        {},
        optional=dict.fromkeys(
            ("theme", "text_scale", "window_geometry", "last_store", "other"), JSON_VALUES
        ),
    )
)
def test_values_that_make_no_sense_never_stop_a_start(tmp_path_factory, kept):
    path = tmp_path_factory.mktemp("settings") / "settings.json"
    path.write_text(json.dumps(kept), encoding="utf-8")

    assert isinstance(settings.load(path), Settings)


def test_one_bad_value_leaves_the_others(tmp_path):
    path = tmp_path / "settings.json"
    path.write_text('{"theme": "dark", "text_scale": 99}', encoding="utf-8")

    assert settings.load(path) == Settings(theme="dark")


def test_a_text_size_out_of_range_is_refused():
    with pytest.raises(ValueError, match="text_scale"):
        Settings(text_scale=2.0)


def test_the_folder_is_made_and_holds_nothing_else(tmp_path):
    path = tmp_path / "new" / "settings.json"

    settings.save(path, Settings())
    settings.save(path, Settings(theme="light"))

    assert [entry.name for entry in path.parent.iterdir()] == ["settings.json"]


def test_a_place_that_is_no_folder_is_no_error(tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")

    settings.save(tmp_path / "file" / "settings.json", Settings())


@pytest.mark.skipif(os.name == "nt", reason="folder permissions work otherwise on Windows")
def test_a_read_only_folder_keeps_the_old_settings(tmp_path):
    tmp_path.chmod(0o755)
    path = tmp_path / "settings.json"
    settings.save(path, Settings(theme="dark"))
    path.chmod(0o644)
    tmp_path.chmod(0o555)
    child = (
        "import sys\n"
        "from pathlib import Path\n"
        "from counselor_desk import settings\n"
        "from tests import privileges\n"
        "privileges.drop()\n"
        "settings.save(Path(sys.argv[1]), settings.Settings(theme='light'))\n"
    )

    subprocess.run([sys.executable, "-c", child, str(path)], check=True)

    assert settings.load(path) == Settings(theme="dark")
