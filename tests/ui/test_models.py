from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QListView

from counselor_desk.ui.delegates import Bar, ChipWords, Geometry, Picture, RowDelegate, Words
from counselor_desk.ui.models import ROW_ROLE, Column, RowsModel
from counselor_desk.ui.theme import Theme


@dataclass(frozen=True)
class Person:
    name: str
    number: str


ROWS = tuple(Person(f"Person {n}", f"CD-{n:04d}") for n in range(1000))


@pytest.fixture
def model(qapp):
    model = RowsModel([Column("Client", lambda p: p.name), Column("Number", lambda p: p.number)])
    model.set_rows(ROWS)
    return model


def test_a_model_hands_out_rows_and_their_words(model):
    index = model.index(2, 1)

    assert model.row(index) == ROWS[2]
    assert index.data() == "CD-0002"
    assert index.data(ROW_ROLE) == ROWS[2]
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Person 2, CD-0002"
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Client"


def test_a_row_can_be_found_again(model):
    assert model.find(lambda person: person.number == "CD-0500").row() == 500
    assert not model.find(lambda person: person.number == "none").isValid()


def test_cells_lie_where_the_geometry_says():
    geometry = Geometry(widths=(100, 0, 50), left=16, right=12, gap=10)

    places = geometry.places(QRect(0, 0, 500, 48), Theme())

    assert [place.left() for place in places] == [16, 126, 438]
    assert [place.width() for place in places] == [100, 302, 50]


class Counting(RowsModel):
    asked = 0

    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        self.asked += 1
        return super().data(index, role)


@pytest.fixture
def view(qtbot):
    def made(count):
        model = Counting([Column("Client", lambda p: p.name)])
        model.set_rows(ROWS[:count])
        view = QListView()
        view.setUniformItemSizes(True)
        view.setModel(model)
        view.setItemDelegate(
            RowDelegate(
                Geometry(widths=(0, 100, 120, 16)),
                lambda p: (
                    Words(text=p.name, caption=p.number, kind="strong", avatar=p.name),
                    Bar(text="9.0 h", share=0.5, tone="signed", mark=0.45),
                    ChipWords(text="Signed", tone="signed", icon="lock"),
                    Picture(icon="chevron-right"),
                ),
                view,
            )
        )
        qtbot.addWidget(view)
        view.resize(700, 400)
        view.show()
        model.asked = 0
        view.grab()
        return view

    return made


def test_a_repaint_asks_no_more_for_many_rows_than_for_few(view):
    few, many = view(50).model().asked, view(1000).model().asked

    assert many <= few + 5
    assert many < 100


def test_rows_have_the_height_of_the_design(view):
    assert view(10).sizeHintForRow(0) == 50


def test_a_selected_row_is_painted_as_one(view):
    list_view = view(10)
    list_view.setCurrentIndex(list_view.model().index(1, 0))

    image = list_view.grab().toImage()

    assert image.pixelColor(680, 75).name().upper() == Theme().colors["selected"]
