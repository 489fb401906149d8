"""The stay beside a plan: what its paper says of the client's way, gathered from the chart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from counselor_desk.records.assessments import return_risks
from counselor_desk.records.episodes import Episode
from counselor_desk.records.papers import PlanStay
from counselor_desk.records.people import FAMILY
from counselor_desk.services import medications, people, stays
from counselor_desk.services.desk import Desk
from counselor_desk.storage import assessments as assessment_rows
from counselor_desk.storage import circumstances as circumstance_rows
from counselor_desk.storage import clients as client_rows
from counselor_desk.storage import cravings as craving_rows
from counselor_desk.storage import notes as note_rows
from counselor_desk.storage import people as people_rows
from counselor_desk.storage import substances as substance_rows


def gather(desk: Desk, episode: Episode) -> PlanStay:
    """What is known of a stay now, of its home, work, medication and risk."""
    client_id = episode.client_id
    with desk.read() as reader:
        client = client_rows.get(reader, client_id)
        stay = stays.read(reader, episode, desk.today())
        now = circumstance_rows.get(reader, client_id)
        living = circumstance_rows.living_of(reader, client_id)
        listed = None if client is None else medications.list_of(reader, client)
        assessed = assessment_rows.signed_of(reader, episode.id)
        urges = sorted(craving_rows.scores_of(reader, client_id, episode.id))
        sessions = note_rows.family_sessions(reader, episode.id)
        around = people_rows.of_client(reader, client_id)
        returns = [
            one
            for one in substance_rows.returns_of(reader, client_id)
            if one.episode_id == episode.id
        ]
    rated = assessed[-1] if assessed else None
    told = PlanStay(
        expected_end_on=stay.expected_end_on,
        extensions=stay.extensions,
        level_changes=stay.level_changes,
        came_from=stay.stepped_down_from,
        step_down_days=stay.step_down_days,
        first_days_end_on=stay.first_days_end_on,
        home=next(iter(living), None),
        guardians=people.guardians(desk, client_id),
        family=tuple(one for one in around if one.is_current and one.relation in FAMILY),
        family_sessions=tuple(day for day, _ in sessions),
        family_took_part=_took_part(typed for _, typed in sessions),
        for_addiction=listed.for_addiction if listed else (),
        is_medication_known=bool(listed and (listed.medications or listed.denied_on)),
        return_risk=rated.return_risk if rated else None,
        return_risks=return_risks(assessed),
        risk_rated_on=rated.assessed_on if rated else None,
        returns=len(returns),
        last_urge=urges[-1] if urges else None,
        highest_urge=max(urges, key=lambda urge: urge[1], default=None),
    )
    if now is None:
        return told
    return replace(
        told,
        dependants=now.dependants,
        work=now.employment,
        work_remark=now.employment_remark,
        barriers=now.barriers,
    )


def _took_part(typed: Iterable[str]) -> tuple[str, ...]:
    """Whoever is named as a participant beside the client, each once."""
    named = (one.strip().rstrip(".") for text in typed for one in text.split(";"))
    return tuple(one for one in dict.fromkeys(named) if one and one.lower() != "client")
