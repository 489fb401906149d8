"""Face sheets: everything that stands on one, gathered from the chart."""

from __future__ import annotations

from counselor_desk.records.clients import FaceSheet
from counselor_desk.records.ids import ClientId
from counselor_desk.records.papers import FaceSheetPaper, PaperFrame
from counselor_desk.services import circumstances, clients, episodes, intakes, people, stays
from counselor_desk.services.desk import Desk
from counselor_desk.storage import diagnoses as diagnosis_rows
from counselor_desk.storage import medications as medication_rows


def of_client(desk: Desk, client_id: ClientId) -> tuple[FaceSheet, ...]:
    """The one sheet of a client; none for whoever never had an episode."""
    if episodes.current(desk, client_id) is None:
        return ()
    return (FaceSheet(uid=clients.get(desk, client_id).uid, client_id=client_id),)


def gather(desk: Desk, frame: PaperFrame) -> FaceSheetPaper:
    """Everything a face sheet says: of people and of clinical facts only what holds."""
    client_id = frame.client.id
    with desk.read() as reader:
        stay = stays.of(desk, frame.episode)
        diagnoses = diagnosis_rows.of_client(reader, client_id)
        medications = medication_rows.of_client(reader, client_id)
        allergies = medication_rows.allergies_of(reader, client_id)
        return FaceSheetPaper(
            frame=frame,
            contacts=clients.contacts(desk, client_id),
            people=tuple(one for one in people.of_client(desk, client_id) if one.is_current),
            circumstances=circumstances.get(desk, client_id),
            living=circumstances.living(desk, client_id),
            prior_care=circumstances.prior_care(desk, client_id),
            step_down_days=stay.step_down_days,
            papers=intakes.of_episode(desk, frame.episode),
            extensions=stay.extensions,
            level_changes=stay.level_changes,
            earlier=stay.earlier,
            diagnoses=tuple(one for one in diagnoses if one.is_active),
            medications=tuple(one for one in medications if one.is_current),
            allergies=tuple(one for one in allergies if one.is_current),
        )
