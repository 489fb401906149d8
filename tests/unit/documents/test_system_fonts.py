"""The system's fonts for Chinese, Japanese and Korean letters are found where systems keep them."""

from __future__ import annotations

import pytest

from counselor_desk.documents import system_fonts


@pytest.fixture
def search(monkeypatch, tmp_path):
    """Searches a folder of its own, afresh."""
    monkeypatch.undo()
    monkeypatch.setattr(system_fonts, "folders", lambda: (tmp_path, tmp_path / "none"))
    system_fonts.east_asian_files.cache_clear()
    yield system_fonts.east_asian_files
    system_fonts.east_asian_files.cache_clear()


def test_known_faces_are_found_in_any_folder_best_first(search, tmp_path):
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "deep" / "er" / "wqy-zenhei.ttc").touch()
    (tmp_path / "MSYH.TTC").touch()
    (tmp_path / "Comic.ttf").touch()

    assert [file.name for file in search()] == ["MSYH.TTC", "wqy-zenhei.ttc"]


def test_a_system_without_such_fonts_finds_none(search):
    assert search() == ()


@pytest.mark.parametrize("platform", ["win32", "darwin", "linux"])
def test_every_system_has_folders_to_look_in(monkeypatch, platform):
    monkeypatch.setattr(system_fonts.sys, "platform", platform)

    assert system_fonts.folders()


@pytest.mark.parametrize("letter", "李さカ김ㄱ，")
def test_chinese_japanese_and_korean_letters_are_known(letter):
    assert system_fonts.is_east_asian(letter)


@pytest.mark.parametrize("letter", "aЯאعệ☐“")
def test_other_letters_are_not_east_asian(letter):
    assert not system_fonts.is_east_asian(letter)
