"""The catalogue of rules: what each wants, what a miss does, and where the rule comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

CHECKED_ON = date(2026, 11, 22)
"""The day the sources below were looked at."""


class Effect(StrEnum):
    """What a rule does that is not met."""

    BLOCK = "block"
    WARN = "warning"
    BLOCK_AND_WARN = "block, warning"
    SHOWN = "shown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule.

    Attributes:
        id: its name in findings and documents.
        wants: what it wants, to be read after "wants".
        effect: what a miss does: a block stops signing, a warning and what is shown do not.
        source: the law, the standard or the practice it comes from, as short as a citation.
        module: the module of this package that holds its function.
        number: the field of the program's profile that it counts with, if any.
        checked_on: when the source was looked at.
    """

    id: str
    wants: str
    effect: Effect
    source: str
    module: str
    number: str = ""
    checked_on: date = CHECKED_ON


_STANDARD = "Joint Commission CTS.03.01.03 (paraphrased)"
_NEW_JERSEY = "NJ 10:161B-9.2"
_OHIO_PLAN = "OH OAC 5122-27-03"
_OHIO_NOTE = "OH OAC 5122-27-06"
_OKLAHOMA = "OK 317:30-5-95.41"
_WASHINGTON = "WAC 246-341-0640"
_TEXAS = "TX 26 TAC 564.805"
_OWN = "this program’s own"
_PRACTICE = "good practice, a default; not verified against a source"

_RULES = (
    Rule(
        id="A1",
        wants=(
            "six domains rated with what each rating is based on; harm to self and to "
            "others answered, with what was done when it is present; what was decided when "
            "withdrawal is active; before the plan is signed. What was not asked and what "
            "is open on the checklist is told"
        ),
        effect=Effect.BLOCK_AND_WARN,
        source=f"{_WASHINGTON}; {_OHIO_PLAN}",
        module="assessments",
    ),
    Rule(
        id="P",
        wants=(
            "a goal to work on, an objective for each goal, words in every line, no blank left "
            "open, and a date that has come and is no older than the version before"
        ),
        effect=Effect.BLOCK,
        source="without an objective no note can be linked; " + _OWN,
        module="plans",
    ),
    Rule(
        id="P1",
        wants="a signed plan within so many days after the admission",
        effect=Effect.SHOWN,
        source="good practice, a default; NJ 10:161B-9.2: 30 days; MD 10.47.02.04: 7 working days",
        module="plan_timing",
        number="plan_due_days",
    ),
    Rule(
        id="P2",
        wants=(
            "a review of the plan every so many calendar days, never moved to a weekday, "
            "that says who took part and how each objective stands"
        ),
        effect=Effect.SHOWN,
        source="WAC 388-877B-0350: monthly; Medicare: 60 days; MD 10.47.02.04: 90 days",
        module="plan_timing",
        number="plan_review_days",
    ),
    Rule(
        id="P3",
        wants=(
            "a goal for each problem, or that it is deferred or referred with a reason; a "
            "problem for each domain of the assessment from this rating on, and on the "
            "thread for each diagnosis that holds"
        ),
        effect=Effect.BLOCK_AND_WARN,
        source=f"{_STANDARD}; {_NEW_JERSEY}",
        module="plans",
    ),
    Rule(
        id="P4",
        wants="each goal in the client’s own words too",
        effect=Effect.WARN,
        source=_STANDARD,
        module="plan_content",
    ),
    Rule(
        id="P5",
        wants=(
            "a number or a frequency and a target date in each objective; on the thread, in "
            "one that is met"
        ),
        effect=Effect.BLOCK_AND_WARN,
        source=_STANDARD,
        module="plan_content",
    ),
    Rule(
        id="P6",
        wants="an intervention for each objective with kind, how often, for how long and who",
        effect=Effect.WARN,
        source=f"{_NEW_JERSEY}; {_OHIO_PLAN}",
        module="plan_content",
    ),
    Rule(
        id="P7",
        wants="strengths, barriers and discharge criteria talked about and written",
        effect=Effect.WARN,
        source=f"{_STANDARD}, since July 1, 2017",
        module="plan_content",
    ),
    Rule(
        id="P8",
        wants=(
            "whether anything is needed for work or school; a need has a plan, or is deferred or "
            "referred"
        ),
        effect=Effect.WARN,
        source=_NEW_JERSEY,
        module="plan_content",
    ),
    Rule(
        id="P9",
        wants="the signatures of client and counselor with date and credential, or a refusal",
        effect=Effect.WARN,
        source=f"{_NEW_JERSEY}; {_OHIO_PLAN}; {_TEXAS}",
        module="plan_signatures",
    ),
    Rule(
        id="P10",
        wants=(
            "a review of the plan within so many days after a return to use is learned of, the "
            "level of care changes, or a signed answer finds a risk of harm; a plan signed that "
            "day or later answers it, but for a return to use entered after that signature. A "
            "level and a risk ask only once a plan was signed, and a risk that was found before "
            "that plan and since asks for none"
        ),
        effect=Effect.SHOWN,
        source=_PRACTICE,
        module="use",
        number="return_to_use_review_days",
    ),
    Rule(
        id="P11",
        wants="no goal word for word as in another client’s signed plan",
        effect=Effect.WARN,
        source="Joint Commission findings on plans that look alike",
        module="plan_content",
    ),
    Rule(
        id="N1",
        wants=(
            "date, start and end; the client’s place when the session was remote; who took "
            "part, or whom one spoke with; a no-show needs only its date; a group without a "
            "topic is told"
        ),
        effect=Effect.BLOCK_AND_WARN,
        source=f"{_OHIO_NOTE}; WAC 246-341; {_OKLAHOMA}",
        module="notes",
    ),
    Rule(
        id="N2",
        wants="at least one plan objective, or the reason why none applies",
        effect=Effect.BLOCK,
        source=f"{_OHIO_NOTE}; the golden thread from assessment to outcome",
        module="notes",
    ),
    Rule(
        id="N3",
        wants=(
            "an intervention, ticked or written; the client’s response; a rating of each "
            "linked objective; the next step; a no-show says how the client was tried to "
            "reach"
        ),
        effect=Effect.BLOCK,
        source=_OKLAHOMA,
        module="notes",
    ),
    Rule(
        id="N4",
        wants=(
            "a day that has come and is not before the birth; an end after the start and "
            "minutes from 1 to 1,440, no longer than the session; a day before the stay, and "
            "another session of the client or the counselor at that time, are told"
        ),
        effect=Effect.BLOCK_AND_WARN,
        source="plain sense",
        module="notes",
    ),
    Rule(
        id="N5",
        wants=(
            "a signature within so many hours after the end of the session; later it is "
            "printed as a late entry with its reason"
        ),
        effect=Effect.WARN,
        source="a default; WAC 388-877B-0350; MD 10.47.02.04; CA 9 CCR 10345: 14 days",
        module="notes",
        number="note_due_hours",
    ),
    Rule(
        id="N6",
        wants=(
            "at most so many percent of the words in paragraphs unchanged from the last "
            "signed note of the same kind"
        ),
        effect=Effect.WARN,
        source="good practice against notes that repeat each other, a default",
        module="copied",
        number="copied_text_percent",
    ),
    Rule(
        id="N7",
        wants="an answer on risk; a present risk says thoughts, plan, means and what was done",
        effect=Effect.BLOCK,
        source=_WASHINGTON,
        module="notes",
    ),
    Rule(
        id="N8",
        wants="a signed note as it was signed; what is added has a reason, a time and a signature",
        effect=Effect.BLOCK,
        source="45 CFR 164.312(c) and 164.526",
        module="addenda",
    ),
    Rule(
        id="N9",
        wants="no field and no choice of a phrase left open in the text",
        effect=Effect.BLOCK,
        source=_OWN,
        module="notes",
    ),
    Rule(
        id="C1",
        wants="a consent that names whom one speaks with about the client, or why none is needed",
        effect=Effect.WARN,
        source="42 CFR 2.31",
        module="notes",
    ),
    Rule(
        id="T1",
        wants="no open objective past its target date",
        effect=Effect.SHOWN,
        source="the golden thread from assessment to outcome; good practice, a default",
        module="threads",
    ),
    Rule(
        id="T2",
        wants="a signed note on each open objective within so many days",
        effect=Effect.SHOWN,
        source="the golden thread from assessment to outcome; good practice, a default",
        module="threads",
        number="objective_note_days",
    ),
    Rule(
        id="D1",
        wants="a discharge summary when the weeks of treatment end",
        effect=Effect.SHOWN,
        source=f"{_TEXAS}: 30 days; SD 67:61:07:10: 5 working days",
        module="today",
    ),
    Rule(
        id="L1",
        wants=(
            "a look at the stay in week 8, and a decision to extend it or to discharge in the "
            "last planned week, past the planned weeks and past 12 without an extension"
        ),
        effect=Effect.SHOWN,
        source=f"8 to 12 weeks are usual; {_PRACTICE}",
        module="lengths",
    ),
    Rule(
        id="D2",
        wants="every section of the discharge summary, on signed notes and dates that fit",
        effect=Effect.BLOCK_AND_WARN,
        source=f"OH OAC 5122-27; {_TEXAS}",
        module="discharges",
    ),
    Rule(
        id="D3",
        wants="the first appointment after discharge, or why there is none",
        effect=Effect.BLOCK,
        source=_TEXAS,
        module="discharges",
    ),
    Rule(
        id="D4",
        wants="that a client whose treatment was ended was told of the right to appeal",
        effect=Effect.BLOCK,
        source="OH OAC 5122-27",
        module="discharges",
    ),
    Rule(
        id="D5",
        wants="each attempt to reach a client who left",
        effect=Effect.BLOCK,
        source="SD 67:61:07:10",
        module="discharges",
    ),
    Rule(
        id="M1",
        wants="the medications gone through with the client within 30 days",
        effect=Effect.WARN,
        source=_PRACTICE,
        module="medications",
    ),
    Rule(
        id="M2",
        wants="no prescription of a current medication that ran out",
        effect=Effect.WARN,
        source="plain sense",
        module="medications",
    ),
    Rule(
        id="R1",
        wants=(
            "an answer to a request to amend a record within 60 days, put off once by 30 with a "
            "reason in writing, and denied only on one of four bases"
        ),
        effect=Effect.SHOWN,
        source="45 CFR 164.526(a)(2), (b)(2)",
        module="today",
    ),
    Rule(
        id="S1",
        wants="a continued-stay review within 7 days of each reviewed plan",
        effect=Effect.WARN,
        source="asked again at each plan review; good practice, a default",
        module="stay_reviews",
    ),
    Rule(
        id="S2",
        wants="a decision on the stay that a tick speaks for",
        effect=Effect.WARN,
        source="plain sense",
        module="stay_reviews",
    ),
    Rule(
        id="U1",
        wants="an urge below 7 of 10, and less than 3 above the one before",
        effect=Effect.SHOWN,
        source=_PRACTICE,
        module="use",
    ),
    Rule(
        id="H1",
        wants="the least hours of a week, told while it runs",
        effect=Effect.WARN,
        source="SAMHSA Advisory 2021; KS R03-704; 12VAC30-130-5090",
        module="hours",
        number="week_hours_least",
    ),
    Rule(
        id="H2",
        wants="no week above the most hours of this level of care, or a reason",
        effect=Effect.WARN,
        source="NC 8A-12; 12VAC30-130-5090",
        module="hours",
        number="week_hours_most",
    ),
    Rule(
        id="H3",
        wants="days of service of at least so many hours",
        effect=Effect.WARN,
        source="NC 8A-12; 12VAC30-130-5090",
        module="hours",
        number="day_hours_least",
    ),
    Rule(
        id="H4",
        wants="at least so many days of service in a week",
        effect=Effect.WARN,
        source="NC 8A-12",
        module="hours",
        number="service_days_least",
    ),
    Rule(
        id="H5",
        wants="at most so many days in a row without service",
        effect=Effect.WARN,
        source="NC 8A-12",
        module="hours",
        number="gap_days_most",
    ),
    Rule(
        id="H8",
        wants="a reason for each week below the least hours",
        effect=Effect.WARN,
        source="findings of auditors; good practice",
        module="hours",
        number="week_hours_least",
    ),
    Rule(
        id="H9",
        wants="no more than so many days without contact, or the reason why the stay goes on",
        effect=Effect.WARN,
        source="Administrative Rules of Montana",
        module="hours",
        number="silence_days",
    ),
    Rule(
        id="G1",
        wants="at most so many members in a group; one more is told, not refused",
        effect=Effect.WARN,
        source="common practice, a default; TX 26 TAC 564: 16; CA 9 CCR 10345: 12",
        module="groups",
        number="group_cap",
    ),
    Rule(
        id="G2",
        wants="at most so many members in a class",
        effect=Effect.WARN,
        source="TX 26 TAC 564",
        module="groups",
        number="class_cap",
    ),
    Rule(
        id="G3",
        wants="no other member named in a group note, and a response of its own for each",
        effect=Effect.BLOCK_AND_WARN,
        source="42 CFR 2.12; Joint Commission findings on notes that look alike",
        module="groups",
        number="similar_text_percent",
    ),
    Rule(
        id="I1",
        wants="an individual session every so many days, more often in the first weeks where the "
        "program wants that, or the reason why not",
        effect=Effect.WARN,
        source="common practice, a default",
        module="hours",
        number="individual_days",
    ),
    Rule(
        id="I2",
        wants="a family session every so many days, or that the client refused",
        effect=Effect.WARN,
        source="NJ 10:161B-10.1",
        module="hours",
        number="family_days",
    ),
)

CATALOGUE: Mapping[str, Rule] = {one.id: one for one in _RULES}
"""Every rule that a finding can name, by its id."""
