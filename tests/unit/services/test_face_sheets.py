"""Face sheets from the chart: what is gathered, what is left out, what the log says."""

from dataclasses import replace
from datetime import date

import pytest

from counselor_desk.records.circumstances import CareLevel
from counselor_desk.records.ids import MedicationId
from counselor_desk.records.medications import Medication
from counselor_desk.records.people import Relation
from counselor_desk.records.program import Paper
from counselor_desk.services import circumstances, exports, people
from counselor_desk.services.circumstances import NewPriorCare
from counselor_desk.services.exports import DocumentKind, Format
from counselor_desk.services.people import NewPerson
from counselor_desk.storage import medications as medication_rows


@pytest.fixture
def choice(desk, client):
    (found,) = exports.choose(desk, client.id, DocumentKind.FACE_SHEET)
    return found


def told(desk, choice) -> str:
    composed = exports.compose(desk, choice)
    return exports.render(composed.document, Format.TXT, Paper.LETTER).decode()


def test_every_client_has_one_face_sheet(desk, client, choice):
    assert choice.record.uid == client.uid
    assert not choice.is_draft
    assert exports.compose(desk, choice).stem == "CD-0001 face sheet"


def test_people_stand_on_it_as_long_as_they_play_a_part(desk, client, choice):
    one = people.add(desk, client.id, NewPerson(relation=Relation.FAMILY, name="Daniel Reyes"))
    assert "Daniel Reyes" in told(desk, choice)

    people.end(desk, one)

    assert "Daniel Reyes" not in told(desk, choice)


def test_a_stopped_medication_is_left_out(desk, client, choice):
    taken = Medication(
        id=MedicationId(0), uid=desk.new_uid(), client_id=client.id, name="Naltrexone"
    )
    with desk.write() as writer:
        taken = medication_rows.insert(writer, taken)
    assert "Naltrexone" in told(desk, choice)

    with desk.write() as writer:
        stopped = replace(taken, stopped_on=date(2026, 3, 1), stop_reason="nausea")
        medication_rows.update(writer, stopped)

    assert "Naltrexone" not in told(desk, choice)


def test_days_from_detox_stand_on_it(desk, client, choice):
    detox = NewPriorCare(level=CareLevel.DETOX, ended_on=date(2026, 2, 2))
    circumstances.add_prior_care(desk, client.id, detox)

    assert "3 days between the last higher level of care" in told(desk, choice)


def test_an_export_is_logged_for_the_client(desk, client, choice, tmp_path):
    composed = exports.compose(desk, choice)
    exports.write(desk, composed, tmp_path / "sheet.txt", b"text")

    with desk.read() as reader:
        event = reader.row(
            "SELECT table_name, row_id, client_id, result FROM audit_event"
            " ORDER BY seq DESC LIMIT 1"
        )
    assert event == ("client", None, client.id, "txt")
