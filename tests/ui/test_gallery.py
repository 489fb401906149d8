from __future__ import annotations

from PySide6.QtGui import QImage

from counselor_desk.ui import gallery


def test_pictures_are_named_by_screen_size_and_theme(tmp_path, capsys):
    assert gallery.main(["--to", str(tmp_path), "--only", "unlock"]) == 0

    names = sorted(file.name for file in tmp_path.iterdir())
    assert names == ["unlock_1366x768_dark.png", "unlock_1366x768_light.png"]
    assert capsys.readouterr().out.count("unlock_") == 2


def test_the_themes_differ(tmp_path):
    gallery.main(["--to", str(tmp_path), "--only", "unlock"])

    light, dark = (
        QImage(str(tmp_path / f"unlock_1366x768_{theme}.png")).pixelColor(5, 5).name()
        for theme in ("light", "dark")
    )
    assert (light.upper(), dark.upper()) == ("#F7F6F3", "#151816")


def test_every_size_and_text_size_is_drawn_on_demand(tmp_path, qapp):
    chosen = tuple(screen for screen in gallery.screens() if screen.name == "unlock")

    files = list(gallery.draw(qapp, tmp_path, chosen, is_all=True))

    assert len(files) == 3 * 2 * 2
    assert tmp_path / "unlock_1024x640_text150_dark.png" in files


def test_screens_have_names_of_their_own():
    names = [screen.name for screen in gallery.screens()]

    assert len(names) == len(set(names))


def test_a_screen_that_needs_a_store_waits_for_one(tmp_path, qapp):
    needy = gallery.Screen(name="needy", make=lambda _desk: None, needs_desk=True)

    assert list(gallery.draw(qapp, tmp_path, (needy,))) == []
