"""What the flags are made of, read for one client or for everybody in care.

Plain scans that are put together here: a join allocates at every row, which is dear with memory
security on. How many there are changes nothing in the number of statements.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from counselor_desk.records.assessments import RETURN_DOMAIN, Edition, Harm, Level
from counselor_desk.records.circumstances import CareLevel
from counselor_desk.records.flags import FlagFacts, RiskAnswer
from counselor_desk.records.ids import NoteId
from counselor_desk.records.intakes import IntakePaper
from counselor_desk.records.notes import Risk
from counselor_desk.storage.addenda import in_error
from counselor_desk.storage.cravings import COUNTS
from counselor_desk.storage.medications import ALLERGIES
from counselor_desk.storage.mistakes import STANDS
from counselor_desk.storage.review_causes import in_open_stays

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from counselor_desk.records.ids import ClientId
    from counselor_desk.records.medications import Allergy
    from counselor_desk.records.review_causes import ReviewCause
    from counselor_desk.storage.database import Reader
    from counselor_desk.storage.table import Table

Kept = TypeVar("Kept")

_EPISODES = "SELECT client_id, id, admitted_on, target_weeks FROM episode WHERE closed_on IS NULL"
_EXTENSIONS = f"SELECT episode_id, to_weeks FROM extension WHERE {STANDS}"
_MINORS = "SELECT id FROM client WHERE born_on > ?"
_GUARDIANS = (
    "SELECT client_id FROM person WHERE relation IN ('guardian', 'parent') AND ended_on IS NULL"
    f" AND {STANDS}"
)
_PAPERS = "SELECT episode_id FROM intake_item WHERE (done_on IS NOT NULL OR is_not_needed = 1)"
_PAPERS_COUNTED = (
    "SELECT episode_id, count(*) FROM intake_item"
    " WHERE done_on IS NOT NULL OR is_not_needed = 1 GROUP BY episode_id"
)
_ASSESSED = (
    "SELECT client_id, assessed_on, id, harm_to_self, harm_to_others, harm_level, episode_id,"
    " edition FROM assessment WHERE state = 'signed'"
)
_RATINGS = (
    "SELECT assessment_id, code, rating FROM assessment_domain"
    " WHERE assessment_id IN ({marks}) AND code IN ('d4', 'd5') AND rating IS NOT NULL"
)
# The decision is asked for when the assessment is signed, so what is written of it counts.
_IN_WITHDRAWAL = (
    "SELECT episode_id, assessed_on FROM assessment WHERE state = 'draft' AND uid IN"
    " (SELECT record_uid FROM draft WHERE kind = 'assessment' AND discarded_at IS NULL"
    " AND json_extract(content, '$.assessment.in_withdrawal') = 1)"
)
_REVIEWED = f"SELECT episode_id, reviewed_on FROM stay_review WHERE {STANDS}"
_THREATENED = "SELECT client_id FROM note WHERE state = 'signed' AND risk = 'present'"
# A note that an addendum calls entered in error says nothing. The inner question stops at the
# first note of each client, however many there are.
_NEWEST_ANSWERS = f"""
SELECT client_id, held_on, id, risk FROM note
WHERE id IN (
    SELECT (
        SELECT answer.id FROM note AS answer
        WHERE answer.client_id = client.id AND answer.state = 'signed'
            AND answer.risk IN ('present', 'none_reported') AND answer.held_on IS NOT NULL
            AND NOT {in_error("answer.id")}
        ORDER BY answer.held_on DESC, answer.starts DESC, answer.id DESC
        LIMIT 1
    ) FROM client WHERE client.id IN ({{marks}})
)
"""
_PLANS_SIGNED_AT = (
    "SELECT plan.client_id, max(seal.sealed_at) FROM plan JOIN seal"
    " ON seal.record_kind = 'plan' AND seal.record_uid = plan.uid"
    " WHERE plan.episode_id IN (SELECT id FROM episode WHERE closed_on IS NULL"
    " AND client_id IN ({marks})) AND plan.state = 'signed' GROUP BY plan.client_id"
)
_RATED = (
    "FROM craving WHERE client_id = episode.client_id AND episode_id = episode.id"
    f" AND {COUNTS} ORDER BY rated_on DESC, id DESC LIMIT 1"
)
# Subqueries that stop at the first row: five times as fast as a statement for each client.
_URGES = (
    f"SELECT id, (SELECT rated_on {_RATED}), (SELECT score {_RATED}),"
    f" (SELECT score {_RATED} OFFSET 1) FROM episode WHERE closed_on IS NULL"
)
_LEFT_CARE = (
    "SELECT client_id, ended_on, level FROM prior_care"
    " WHERE level IN ('detox', 'inpatient', 'residential', 'php')"
    f" AND {STANDS} AND ended_on >= ?"
)
_ALLERGIES = f"WHERE ended_on IS NULL AND {STANDS}"


def facts(
    db: Reader, client_id: ClientId, *, born_after: date, left_since: date, zone: str
) -> FlagFacts | None:
    """The facts of a client with an open episode, None without one.

    Args:
        db: the open store.
        client_id: whose facts.
        born_after: whoever was born later is a minor.
        left_since: care that ended before this day is no longer recent.
        zone: IANA zone in which the day of a signature is told.
    """
    looked = _Looked(db, client_id)
    stay = next(iter(looked.rows(_EPISODES)), None)
    if stay is None:
        return None
    client, episode, admitted_on, target = stay
    done = looked.rows(_PAPERS)
    extended_to = _extended_to(looked)
    return FlagFacts(
        client_id=client,
        episode_id=episode,
        admitted_on=_day(admitted_on),
        target_weeks=max(target, extended_to.get(episode, 0)),
        is_extended=episode in extended_to,
        is_unaccompanied=client in _unaccompanied(looked, born_after),
        open_papers=len(IntakePaper) - sum(of_stay == episode for (of_stay,) in done),
        **_Risks.read(looked, left_since, zone).of(client, episode),
    )


def risk_facts(db: Reader, *, left_since: date, zone: str) -> list[FlagFacts]:
    """Everybody with an open episode of whom a risk is noted, with that alone.

    `left_since` and `zone` as in `facts`.
    """
    looked = _Looked(db, None)
    risks = _Risks.read(looked, left_since, zone)
    return [
        FlagFacts(
            client_id=client,
            episode_id=episode,
            admitted_on=_day(admitted_on),
            target_weeks=target,
            **risks.of(client, episode),
        )
        for client, episode, admitted_on, target in looked.rows(_EPISODES)
        if risks.tell_of(client, episode)
    ]


def lengths(db: Reader) -> list[FlagFacts]:
    """Everybody with an open episode, with what its length is judged by."""
    return _lengths(_Looked(db, None))


def stay_facts(db: Reader, *, born_after: date) -> list[FlagFacts]:
    """Everybody with an open episode, with what the flags that are no risk are made of.

    `born_after` as in `facts`.
    """
    looked = _Looked(db, None)
    unaccompanied, done = _unaccompanied(looked, born_after), dict(db.rows(_PAPERS_COUNTED))
    return [
        replace(
            one,
            is_unaccompanied=one.client_id in unaccompanied,
            open_papers=len(IntakePaper) - done.get(one.episode_id, 0),
        )
        for one in _lengths(looked)
    ]


def _lengths(looked: _Looked) -> list[FlagFacts]:
    extended_to, reviewed_on = _extended_to(looked), _reviewed_on(looked)
    return [
        FlagFacts(
            client_id=client,
            episode_id=episode,
            admitted_on=_day(admitted_on),
            target_weeks=max(target, extended_to.get(episode, 0)),
            is_extended=episode in extended_to,
            reviewed_on=reviewed_on.get(episode),
        )
        for client, episode, admitted_on, target in looked.rows(_EPISODES)
    ]


class _Risks(NamedTuple):
    """What raises the flags of risk, each part by the client or the episode it belongs to."""

    harm: dict[int, RiskAnswer]
    withdrawal_on: dict[int, date]
    causes: dict[int, tuple[ReviewCause, ...]]
    plans_signed_on: dict[int, date]
    urges: dict[int, tuple[date, tuple[int, ...]]]
    left_care: dict[int, tuple[CareLevel, date]]
    allergies: dict[int, tuple[Allergy, ...]]
    return_risks: dict[int, tuple[tuple[date, int], ...]]
    reviewed_on: dict[int, date]

    @classmethod
    def read(cls, looked: _Looked, left_since: date, zone: str) -> _Risks:
        allergies = looked.records(ALLERGIES, _ALLERGIES)
        causes = _grouped(
            (one.client_id, one) for one in in_open_stays(looked.db, looked.client_id)
        )
        assessed = sorted(looked.rows(_ASSESSED), key=lambda row: row[1:3])
        return cls(
            harm=_harm(looked, assessed),
            withdrawal_on={
                episode: date.fromisoformat(day) for episode, day in looked.rows(_IN_WITHDRAWAL)
            },
            causes=causes,
            plans_signed_on=_plans_signed_on(looked.db, tuple(causes), zone),
            urges=_urges(looked),
            left_care=_left_care(looked, left_since),
            allergies=_grouped((one.client_id, one) for one in allergies),
            return_risks=_return_risks(looked.db, assessed),
            reviewed_on=_reviewed_on(looked),
        )

    def tell_of(self, client: int, episode: int) -> bool:
        """Whether anything of it is about this client's stay."""
        of_client = client in self.harm or client in self.left_care or client in self.allergies
        of_stay = client in self.causes or episode in self.urges
        is_rated = episode in self.return_risks or episode in self.withdrawal_on
        return of_client or of_stay or is_rated

    def of(self, client: int, episode: int) -> dict[str, Any]:
        """What it says of a client's stay, by the names in `FlagFacts`."""
        return {
            "harm": self.harm.get(client),
            "withdrawal_on": self.withdrawal_on.get(episode),
            "causes": self.causes.get(client, ()),
            "plan_signed_on": self.plans_signed_on.get(client),
            "urges": self.urges.get(episode),
            "left_care": self.left_care.get(client),
            "allergies": self.allergies.get(client, ()),
            "return_risks": self.return_risks.get(episode, ()),
            "reviewed_on": self.reviewed_on.get(episode),
        }


class _Looked:
    """Reads rows of everybody, or of one client."""

    def __init__(self, db: Reader, client_id: ClientId | None) -> None:
        self.db = db
        self.client_id = client_id

    def rows(
        self, sql: str, *parameters: object, client: str = "client_id"
    ) -> list[tuple[Any, ...]]:
        """The rows of a query that ends with a condition; `client` is the client's column."""
        return self.db.rows(*self._narrowed(sql, parameters, client))

    def records(self, table: Table[Kept], clause: str) -> list[Kept]:
        """The records of a clause that ends with a condition."""
        return table.where(self.db, *self._narrowed(clause, (), "client_id"))

    def _narrowed(self, sql: str, parameters: tuple[object, ...], client: str) -> tuple[Any, ...]:
        if self.client_id is None:
            return (sql, *parameters)
        return (f"{sql} AND {client} = ?", *parameters, self.client_id)


def _extended_to(looked: _Looked) -> dict[int, int]:
    """The weeks that the last extension of an episode reaches to."""
    weeks: dict[int, int] = {}
    for episode_id, to_weeks in looked.rows(_EXTENSIONS):
        weeks[episode_id] = max(to_weeks, weeks.get(episode_id, 0))
    return weeks


def _unaccompanied(looked: _Looked, born_after: date) -> set[int]:
    """The minors for whom nobody is named who may consent."""
    minors = {row[0] for row in looked.rows(_MINORS, born_after.isoformat(), client="id")}
    return minors - {row[0] for row in looked.rows(_GUARDIANS)} if minors else minors


def _return_risks(
    db: Reader, assessed: list[tuple[Any, ...]]
) -> dict[int, tuple[tuple[date, int], ...]]:
    """The two newest ratings of the chance of a return to use, of episodes that have two."""
    newest: dict[int, list[tuple[Any, ...]]] = {}
    for row in reversed(assessed):
        newest.setdefault(row[6], []).append(row)
    pairs = {episode: rows[:2] for episode, rows in newest.items() if len(rows) > 1}
    ids = [row[2] for rows in pairs.values() for row in rows]
    if not ids:
        return {}
    found = db.rows(_RATINGS.format(marks=_marks(ids)), *ids)
    rated = {(assessment, code): rating for assessment, code, rating in found}
    risks = {}
    for episode, rows in pairs.items():
        told = [(row[1], rated.get((row[2], RETURN_DOMAIN[Edition(row[7])].value))) for row in rows]
        risks[episode] = tuple(
            (date.fromisoformat(day), rating) for day, rating in told if rating is not None
        )
    return risks


def _reviewed_on(looked: _Looked) -> dict[int, date]:
    """The day of the newest continued-stay review of each episode."""
    newest: dict[int, str] = {}
    for episode, day in looked.rows(_REVIEWED):
        newest[episode] = max(day, newest.get(episode, ""))
    return {episode: date.fromisoformat(day) for episode, day in newest.items()}


def _harm(looked: _Looked, found: list[tuple[Any, ...]]) -> dict[int, RiskAnswer]:
    """Of whom the newest signed answer finds a risk of harm, and that answer.

    `found` are the signed assessments, the oldest first.
    """
    assessed: dict[int, tuple[str, RiskAnswer | None]] = {}
    for client, assessed_on, _, to_self, to_others, level, *_ in found:
        answers_here = {to_self, to_others}
        if answers_here & {Harm.NONE, Harm.PRESENT}:
            answer = RiskAnswer(
                answered_on=date.fromisoformat(assessed_on),
                level=Level(level),
                to_self=to_self == Harm.PRESENT,
                to_others=to_others == Harm.PRESENT,
            )
            assessed[client] = (assessed_on, answer if Harm.PRESENT in answers_here else None)
    threatened = {row[0] for row in looked.rows(_THREATENED)}
    threatened |= {client for client, (_, answer) in assessed.items() if answer}
    noted = _newest_answers(looked.db, tuple(threatened))
    answers = {}
    for client in threatened:
        newest = _newer(noted.get(client), *assessed.get(client, ("", None)))
        if newest is not None:
            answers[client] = newest
    return answers


def _newest_answers(db: Reader, client_ids: Collection[int]) -> dict[int, tuple[Any, ...]]:
    """The newest note of each of these clients that answers: day, id and answer."""
    if not client_ids:
        return {}
    found = db.rows(_NEWEST_ANSWERS.format(marks=_marks(client_ids)), *client_ids)
    return {client: tuple(answer) for client, *answer in found}


def _newer(
    noted: tuple[Any, ...] | None, assessed_on: str, assessed: RiskAnswer | None
) -> RiskAnswer | None:
    """The newer of note and assessment; of one day the one that finds a risk."""
    if noted is None or noted[0] < assessed_on:
        return assessed
    held_on, note_id, risk = noted
    if risk != Risk.PRESENT:
        return assessed if held_on == assessed_on else None
    if held_on == assessed_on and assessed is not None:
        return assessed
    return RiskAnswer(answered_on=date.fromisoformat(held_on), note_id=NoteId(note_id))


def _plans_signed_on(db: Reader, client_ids: Collection[int], zone: str) -> dict[int, date]:
    """The local day on which the newest plan in the open stay of each of these was signed."""
    if not client_ids:
        return {}
    found = db.rows(_PLANS_SIGNED_AT.format(marks=_marks(client_ids)), *client_ids)
    return {
        client: datetime.fromisoformat(signed_at).astimezone(ZoneInfo(zone)).date()
        for client, signed_at in found
    }


def _urges(looked: _Looked) -> dict[int, tuple[date, tuple[int, ...]]]:
    """The day of the newest score of each episode, with that score and the one before."""
    return {
        episode: (date.fromisoformat(day), (newest,) if before is None else (newest, before))
        for episode, day, newest, before in looked.rows(_URGES)
        if day is not None
    }


def _left_care(looked: _Looked, left_since: date) -> dict[int, tuple[CareLevel, date]]:
    """The last higher level of care that ended since a day."""
    rows = sorted(looked.rows(_LEFT_CARE, left_since.isoformat()), key=lambda row: row[1])
    return {client: (CareLevel(level), date.fromisoformat(day)) for client, day, level in rows}


def _marks(values: Collection[object]) -> str:
    return ", ".join("?" * len(values))


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _grouped(pairs: Iterable[tuple[int, Kept]]) -> dict[int, tuple[Kept, ...]]:
    groups: defaultdict[int, tuple[Kept, ...]] = defaultdict(tuple)
    for owner, one in pairs:
        groups[owner] += (one,)
    return dict(groups)
