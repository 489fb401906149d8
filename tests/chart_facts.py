"""Writes facts into a chart the short way, as rows, for tests that are about what comes of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from counselor_desk.records.assessments import (
    RETURN_DOMAIN,
    Assessment,
    Domain,
    Edition,
    Harm,
    Level,
)
from counselor_desk.records.circumstances import CareLevel, PriorCare
from counselor_desk.records.clients import Client
from counselor_desk.records.cravings import Craving
from counselor_desk.records.edits import NoteEdit, PlanEdit
from counselor_desk.records.episodes import Extension
from counselor_desk.records.ids import (
    AllergyId,
    AssessmentId,
    CravingId,
    EpisodeId,
    ExtensionId,
    IntakeItemId,
    MedicationId,
    PersonId,
    PriorCareId,
    ReturnId,
    StayReviewId,
)
from counselor_desk.records.intakes import IntakeItem, IntakePaper
from counselor_desk.records.medications import Adherence, Allergy, Medication
from counselor_desk.records.notes import Note, Risk, Section, SectionCode
from counselor_desk.records.people import Person, Relation
from counselor_desk.records.plans import Goal, Objective, Plan, Problem
from counselor_desk.records.sessions import SessionKind
from counselor_desk.records.signing import RecordState
from counselor_desk.records.stay_reviews import StayDecision, StayReview
from counselor_desk.records.substances import ReturnToUse, SubstanceClass
from counselor_desk.services import circumstances, episodes, notes, plans
from counselor_desk.services.desk import Desk
from counselor_desk.storage import assessments as assessment_rows
from counselor_desk.storage import circumstances as circumstance_rows
from counselor_desk.storage import cravings as craving_rows
from counselor_desk.storage import episodes as episode_rows
from counselor_desk.storage import intakes as intake_rows
from counselor_desk.storage import medications as medication_rows
from counselor_desk.storage import people as people_rows
from counselor_desk.storage import stay_reviews as stay_review_rows
from counselor_desk.storage import substances as substance_rows


def episode_of(desk: Desk, client: Client) -> EpisodeId:
    """The client's episode."""
    episode = episodes.current(desk, client.id)
    assert episode is not None
    return episode.id


def assess(
    desk: Desk,
    client: Client,
    on: date,
    to_self: Harm = Harm.NONE,
    to_others: Harm = Harm.NONE,
    level: Level = Level.UNSAID,
    *,
    return_risk: int | None = None,
    edition: Edition = Edition.THIRD,
) -> None:
    """A signed assessment that answers the question of harm, and rates the return to use."""
    with desk.write() as writer:
        kept = assessment_rows.insert(
            writer,
            Assessment(
                id=AssessmentId(0),
                uid=desk.new_uid(),
                client_id=client.id,
                episode_id=episode_of(desk, client),
                assessed_on=on,
                harm_to_self=to_self,
                harm_to_others=to_others,
                harm_level=level,
                edition=edition,
                domains=(Domain(code=RETURN_DOMAIN[edition], rating=return_risk),),
                entered_at=desk.now(),
            ),
        )
        assessment_rows.fill(writer, replace(kept, state=RecordState.SIGNED))


def note(
    desk: Desk,
    client: Client,
    on: date,
    risk: Risk,
    *,
    kind: SessionKind = SessionKind.INDIVIDUAL,
    participants: str = "",
) -> Note:
    """A signed note with this answer on its risk line."""
    started = notes.start(desk, client.id, kind=kind, held_on=on)
    is_present = risk is Risk.PRESENT
    texts = {
        SectionCode.DATA: "She named four of five triggers.",
        SectionCode.ASSESSMENT: "Notices urges sooner.",
        SectionCode.PLAN: "Role-play the first call.",
    }
    return notes.sign(
        desk,
        NoteEdit(
            note=replace(
                started,
                starts=time(8, 0),
                ends=time(8, 50),
                participants=participants or started.participants,
                risk=risk,
                risk_remark="Asked, not answered." if risk is Risk.NOT_ASSESSED else "",
                risk_ideation="Thoughts of dying at night." if is_present else "",
                risk_plan="None." if is_present else "",
                risk_means="None at home." if is_present else "",
                risk_action="Safety plan gone through." if is_present else "",
                unlinked_reason="The plan is being written.",
                sections=tuple(Section(code=code, text=text) for code, text in texts.items()),
            )
        ),
    )


def return_to_use(desk: Desk, client: Client, used_on: date, learned_on: date) -> None:
    """A return to use in the open episode."""
    with desk.write() as writer:
        substance_rows.insert_return(
            writer,
            ReturnToUse(
                id=ReturnId(0),
                uid=desk.new_uid(),
                client_id=client.id,
                episode_id=episode_of(desk, client),
                used_on=used_on,
                learned_on=learned_on,
                substance=SubstanceClass.ALCOHOL,
                entered_at=desk.now(),
            ),
        )


def urge(desk: Desk, client: Client, on: date, score: int) -> None:
    """How strong an urge was, 0 to 10."""
    with desk.write() as writer:
        craving_rows.insert(
            writer,
            Craving(
                id=CravingId(0),
                uid=desk.new_uid(),
                client_id=client.id,
                episode_id=episode_of(desk, client),
                rated_on=on,
                score=score,
            ),
        )


def prior_care(desk: Desk, client: Client, level: CareLevel, ended_on: date) -> None:
    """Care before this program."""
    with desk.write() as writer:
        circumstance_rows.PRIOR_CARE.insert(
            writer,
            PriorCare(
                id=PriorCareId(0),
                uid=desk.new_uid(),
                client_id=client.id,
                level=level,
                facility="County hospital",
                ended_on=ended_on,
            ),
        )


def allergy(desk: Desk, client: Client, substance: str, reaction: str) -> Allergy:
    """Something the client does not tolerate."""
    with desk.write() as writer:
        return medication_rows.insert_allergy(
            writer,
            Allergy(
                id=AllergyId(0),
                uid=desk.new_uid(),
                client_id=client.id,
                substance=substance,
                reaction=reaction,
                noted_on=desk.today(),
            ),
        )


def medication(desk: Desk, client: Client, name: str, **more: object) -> Medication:
    """A medication the client takes every day."""
    with desk.write() as writer:
        return medication_rows.insert(
            writer,
            replace(
                Medication(
                    id=MedicationId(0),
                    uid=desk.new_uid(),
                    client_id=client.id,
                    name=name,
                    adherence=Adherence.EVERY_DAY,
                ),
                **more,
            ),
        )


def person(desk: Desk, client: Client, relation: Relation, name: str, **more: object) -> Person:
    """Somebody around the client."""
    with desk.write() as writer:
        return people_rows.insert(
            writer,
            replace(
                Person(
                    id=PersonId(0),
                    uid=desk.new_uid(),
                    client_id=client.id,
                    relation=relation,
                    name=name,
                ),
                **more,
            ),
        )


def papers_done(desk: Desk, client: Client, *papers: IntakePaper) -> None:
    """These papers were gone through; without any named, all were."""
    with desk.write() as writer:
        for paper in papers or tuple(IntakePaper):
            intake_rows.keep(
                writer,
                IntakeItem(
                    id=IntakeItemId(0),
                    client_id=client.id,
                    episode_id=episode_of(desk, client),
                    paper=paper,
                    done_on=desk.today(),
                ),
            )


def extend(desk: Desk, client: Client, to_weeks: int) -> None:
    """The stay goes on past its planned weeks."""
    with desk.write() as writer:
        episode_rows.insert_extension(
            writer,
            Extension(
                id=ExtensionId(0),
                uid=desk.new_uid(),
                client_id=client.id,
                episode_id=episode_of(desk, client),
                decided_on=desk.today(),
                from_weeks=12,
                to_weeks=to_weeks,
                reason="Two goals are close.",
            ),
        )


def sign_plan(desk: Desk, client: Client, *, target_on: date | None = None) -> Plan:
    """A signed plan with one goal of two objectives; the review when there is one already."""
    started = plans.start(desk, client.id)
    if not started.problems:
        objectives = tuple(
            Objective(node_uid=desk.new_uid(), text=text, target_on=target_on)
            for text in ("Name five triggers", "Attend two meetings a week")
        )
        goal = Goal(
            node_uid=desk.new_uid(),
            text="Reach and keep abstinence",
            client_words="I want my license back.",
            objectives=objectives,
        )
        problem = Problem(node_uid=desk.new_uid(), text="Alcohol use disorder", goals=(goal,))
        started = replace(started, problems=(problem,))
    return plans.sign(desk, PlanEdit(plan=started))


def strengths(desk: Desk, client: Client, text: str) -> None:
    """What the client brings, apart from any plan."""
    circumstances.change(desk, client.id, lambda now: replace(now, strengths=text))


def close(desk: Desk, client: Client, on: date) -> None:
    """The stay ended on a day."""
    episodes.change(desk, replace(episodes.open_of(desk, client.id), closed_on=on))


def stay_review(desk: Desk, client: Client, on: date) -> None:
    """A continued-stay review that decides to go on."""
    with desk.write() as writer:
        stay_review_rows.insert(
            writer,
            StayReview(
                id=StayReviewId(0),
                uid=desk.new_uid(),
                client_id=client.id,
                episode_id=episode_of(desk, client),
                reviewed_on=on,
                is_progressing=True,
                decision=StayDecision.CONTINUE,
                reason="The goals can still be reached here.",
                made_by="D. Whitfield, LCDC",
                made_at=desk.now(),
            ),
        )
