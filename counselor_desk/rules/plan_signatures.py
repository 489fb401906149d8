"""Rules for signatures: a plan is signed by the client, or says why it is not.

P9, source: NJ, OH and TX rules for plans, as rules.md 3.3 lists them; a program's own rules go
before. The counselor's side of it, name and credential, is asked for before anything is signed.
"""

from __future__ import annotations

from collections.abc import Iterable

from counselor_desk.records.plans import Plan
from counselor_desk.records.signatures import Refusal, Signature, SignatureRole
from counselor_desk.rules.findings import Finding, Severity

REPAIR_SIGNATURE = "signature"
"""Where a missing signature is put right: the dialog that records one."""

_CLIENT_SIDE = frozenset({SignatureRole.CLIENT, SignatureRole.GUARDIAN})


def p9_client(
    plan: Plan, signatures: Iterable[Signature], refusals: Iterable[Refusal]
) -> tuple[Finding, ...]:
    """P9: a signed plan that neither client nor guardian signed, without a reason for it."""
    roles = {one.role for one in signatures} | {one.role for one in refusals}
    if not plan.is_signed or roles & _CLIENT_SIDE:
        return ()
    return (
        Finding(
            rule="P9",
            subject=plan.uid,
            severity=Severity.WARN,
            message=(
                f"The client has not signed version {plan.version}, and no reason is written down."
            ),
            repair=REPAIR_SIGNATURE,
        ),
    )
