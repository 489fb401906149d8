"""The signature block of a plan or a summary: who signed and how, who did not, who still will."""

from __future__ import annotations

from collections.abc import Sequence

from counselor_desk.documents import labels, papers
from counselor_desk.documents.blocks import Signature as SignatureBlock
from counselor_desk.documents.blocks import Signer
from counselor_desk.records import dates
from counselor_desk.records.papers import PaperFrame
from counselor_desk.records.signatures import (
    Refusal,
    Seal,
    Signature,
    SignatureMarks,
    SignatureRole,
)
from counselor_desk.records.store_settings import PaperNames


def block(
    frame: PaperFrame,
    signatures: Sequence[Signature],
    marks: SignatureMarks,
    *,
    lines: Sequence[SignatureRole],
    statement: str,
    seal: Seal | None,
) -> SignatureBlock:
    """Everyone who signed, in the order of the roles; what was drawn stands above the name.

    A role in `lines` that has neither signed nor refused gets a line to sign on.
    """
    signers: list[Signer] = []
    for role, words in labels.ROLES.items():
        signed = [one for one in signatures if one.role is role]
        refused = [one for one in marks.refusals if one.role is role]
        if signed:
            signers += [
                papers.signer(frame, one, role=words, picture=marks.drawn.get(one.id, b""))
                for one in signed
            ]
        elif refused:
            signers += [_refused(frame, one, words) for one in refused]
        elif role in lines:
            signers.append(Signer(name=_printed(frame, role), role=words))
    return SignatureBlock(
        tuple(signers), title="Signatures", statement=statement, seal=papers.sealed(seal)
    )


def _refused(frame: PaperFrame, refusal: Refusal, role: str) -> Signer:
    hides_name = refusal.role is SignatureRole.CLIENT and frame.names is PaperNames.INITIALS
    name = frame.client_name if hides_name else refusal.printed_name
    return Signer(
        name=name,
        role=role,
        signed=f"Not signed by {name}",
        detail=f"asked on {dates.write_in_words(refusal.refused_on)}: {refusal.reason}",
    )


def _printed(frame: PaperFrame, role: SignatureRole) -> str:
    return {
        SignatureRole.CLIENT: frame.client_name,
        SignatureRole.COUNSELOR: frame.program.signing_name,
    }.get(role, "")
