"""Rule N8 of the catalogue: a signed note stays as it is, and what is added says something.

Sources: 45 CFR 164.312(c), integrity; 45 CFR 164.526, amendment. The store refuses changes too.
"""

from __future__ import annotations

from counselor_desk.records.notes import Addendum, Note
from counselor_desk.rules.findings import Finding, Severity


def n8_signed(note: Note) -> tuple[Finding, ...]:
    """N8: a note that is signed is not written any more."""
    if not note.is_signed:
        return ()
    message = "The note is signed and stays as it is; later thoughts go in an addendum."
    return (_block(note.uid, message, "addendum"),)


def n8_addendum(addendum: Addendum) -> tuple[Finding, ...]:
    """N8: an addendum has words; its reason and its time it has from the start."""
    if addendum.text.strip():
        return ()
    return (_block(addendum.uid, "Write what is to be added.", "text"),)


def _block(subject: str, message: str, repair: str) -> Finding:
    return Finding(
        rule="N8", subject=subject, severity=Severity.BLOCK, message=message, repair=repair
    )
