"""A treatment plan that fills four pages."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import count

from counselor_desk.documents.blocks import Block, KeepTogether
from counselor_desk.records.clients import Client
from counselor_desk.records.episodes import Episode
from counselor_desk.records.ids import ClientId, EpisodeId, PlanId, Uid
from counselor_desk.records.papers import PaperFrame, PlanPaper
from counselor_desk.records.plans import Goal, Intervention, Objective, Plan, Problem, numbered
from counselor_desk.records.program import Program

PAGES = 4

_MADE_AT = datetime(2026, 3, 12, 15, 58, tzinfo=UTC)
_PROBLEMS = (
    ("Alcohol use disorder, severe", "F10.20"),
    ("Major depressive disorder, recurrent, moderate", "F33.1"),
    ("Unemployed for 14 months", "Z56.0"),
    ("Living with a partner who drinks", "Z63.0"),
)
_STEPS = (
    (
        "Name five triggers and practice one coping skill for each, in session and at home",
        (("CBT functional analysis", "weekly"), ("Coping-skills practice", "2 × week")),
    ),
    (
        "Attend two mutual-help meetings a week and obtain a sponsor before week six",
        (("12-step facilitation; meeting log", "weekly"),),
    ),
    (
        "Do two rewarding activities a week and rate mood before and after each of them",
        (("Behavioral activation", "weekly"), ("Mood log review", "weekly")),
    ),
)


def long_plan() -> PlanPaper:
    """A draft, so that nothing has to be sealed for it."""
    uids = (Uid(f"node-{number}") for number in count())
    problems = tuple(
        Problem(
            node_uid=next(uids),
            text=text,
            code=code,
            goals=tuple(
                Goal(
                    node_uid=next(uids),
                    text=f"{goal}: {text.lower()}",
                    client_words="I want my license back, and mornings without dread.",
                    objectives=tuple(
                        Objective(
                            node_uid=next(uids),
                            text=step,
                            target_on=date(2026, 4, 30),
                            interventions=tuple(
                                Intervention(
                                    node_uid=next(uids),
                                    text=done,
                                    responsible="counselor",
                                    frequency=frequency,
                                )
                                for done, frequency in interventions
                            ),
                        )
                        for step, interventions in _STEPS
                    ),
                )
                for goal in ("Understand the pattern", "Change it")
            ),
        )
        for text, code in _PROBLEMS
    )
    plan = Plan(
        id=PlanId(1),
        uid=Uid("plan"),
        client_id=ClientId(1),
        episode_id=EpisodeId(1),
        planned_on=date(2026, 2, 12),
        client_words="I want to be there when my daughter starts school.",
        strengths="nine years of steady work; a sister who calls every day",
        barriers="no car; night shift; far from town",
        discharge_criteria="Objectives met, aftercare arranged, relapse plan written.",
        problems=problems,
    )
    frame = PaperFrame(
        program=Program(
            counselor_name="Dana Whitfield", credential="LADC", program_name="Cedar Ridge Recovery"
        ),
        client=Client(
            id=ClientId(1),
            uid=Uid("client"),
            number="CD-0147",
            given_name="Marcus",
            family_name="Reyes",
            born_on=date(1991, 6, 2),
            made_at=_MADE_AT,
        ),
        episode=Episode(
            id=EpisodeId(1), uid=Uid("episode"), client_id=ClientId(1), admitted_on=date(2026, 2, 5)
        ),
        printed_at=_MADE_AT,
    )
    return PlanPaper(frame=frame, plan=numbered(plan), review_on=date(2026, 3, 14))


def flat(blocks: tuple[Block, ...]) -> list[Block]:
    """The blocks without what keeps them together."""
    return [
        inner
        for block in blocks
        for inner in (flat(block.blocks) if isinstance(block, KeepTogether) else [block])
    ]
