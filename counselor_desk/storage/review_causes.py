"""What asks for a review of the plan: returns to use, changes of level, answers on risk.

Read for everybody with an open stay or for one client, in one statement.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from counselor_desk.records.ids import ClientId
from counselor_desk.records.review_causes import CauseKind, ReviewCause
from counselor_desk.storage.addenda import in_error
from counselor_desk.storage.mistakes import STANDS

if TYPE_CHECKING:
    from counselor_desk.storage.database import Reader

_OPEN = "SELECT id FROM episode WHERE closed_on IS NULL"
_FOUND = "'present' IN (harm_to_self, harm_to_others)"
# Those of whom a note or an assessment ever found a risk are few; only their answers are read.
_THREATENED = (
    "SELECT client_id FROM note WHERE state = 'signed' AND risk = 'present'"
    f" UNION SELECT client_id FROM assessment WHERE state = 'signed' AND {_FOUND}"
)
# When the newest plan of the stay was signed. Moments are UTC as ISO 8601, which sorts by time.
_PLAN_SIGNED_AT = (
    "SELECT max(seal.sealed_at) FROM plan JOIN seal"
    " ON seal.record_kind = 'plan' AND seal.record_uid = plan.uid"
    " WHERE plan.episode_id = return_to_use.episode_id AND plan.state = 'signed'"
)
# In the order of time. Of one day a finding in an assessment counts, and none found there does
# not. A note that was entered in error says nothing.
_CAUSES = f"""
SELECT client_id, 'return', used_on, learned_on AS day, uid,
    coalesce(entered_at > ({_PLAN_SIGNED_AT}), 0), 1 AS place, '' AS starts, id, 1
FROM return_to_use WHERE episode_id IN ({_OPEN}) AND {STANDS} {{also}}
UNION ALL
SELECT client_id, 'level', changed_on, changed_on, uid, 0, 1, '', id, 1
FROM level_change WHERE episode_id IN ({_OPEN}) AND {STANDS} {{also}}
UNION ALL
SELECT client_id, 'risk', held_on, held_on, '', 0, 1, starts, id, risk = 'present'
FROM note WHERE client_id IN ({_THREATENED}) AND episode_id IN ({_OPEN}) AND state = 'signed'
    AND risk IN ('present', 'none_reported') AND held_on IS NOT NULL AND NOT {in_error()} {{also}}
UNION ALL
SELECT client_id, 'risk', assessed_on, assessed_on, '', 0, 2 * ({_FOUND}), '', id, {_FOUND}
FROM assessment WHERE client_id IN ({_THREATENED}) AND episode_id IN ({_OPEN})
    AND state = 'signed' AND ({_FOUND} OR 'none' IN (harm_to_self, harm_to_others)) {{also}}
ORDER BY day, place, starts, id
"""


def in_open_stays(db: Reader, client_id: ClientId | None = None) -> list[ReviewCause]:
    """The causes in the open stays of everybody, or of one client, the first known of first.

    A risk counts where the newest answer finds it, from the first answer since which every one
    did.
    """
    if client_id is None:
        rows = db.rows(_CAUSES.format(also=""))
    else:
        rows = db.rows(_CAUSES.format(also="AND client_id = ?1"), client_id)
    found: list[ReviewCause] = []
    risks: dict[ClientId, ReviewCause] = {}
    for client, kind, happened_on, known_on, uid, is_after, *_, is_found in rows:
        if not is_found:
            risks.pop(client, None)
            continue
        cause = ReviewCause(
            client_id=client,
            kind=CauseKind(kind),
            happened_on=date.fromisoformat(happened_on),
            known_on=date.fromisoformat(known_on),
            subject=uid,
            is_after_plan=bool(is_after),
        )
        if cause.kind is CauseKind.RISK:
            risks.setdefault(client, cause)
        else:
            found.append(cause)
    return [*found, *risks.values()]
