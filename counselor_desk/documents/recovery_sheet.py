"""The recovery sheet on paper: twelve numbered words, where it is kept, how it is used."""

from __future__ import annotations

from datetime import UTC

from counselor_desk.documents.blocks import (
    Document,
    Field,
    FieldGrid,
    Furniture,
    Heading,
    ItemList,
    Meta,
    Paragraph,
    Signature,
    Signer,
    plain,
)
from counselor_desk.records import dates, times
from counselor_desk.records.recovery_sheets import RecoverySheet

TITLE = "Recovery sheet"
_WORDS_IN_A_ROW = 3
_FACTS_IN_A_ROW = 3

_USE = (
    "Start Counselor Desk. If the computer is new, install it there and restore your newest "
    "backup file, which ends in .cdbk.",
    "On the lock screen choose “Use recovery words” and type the twelve words in their order.",
    "Choose a new passphrase. The words stay the same until you make a new sheet.",
)
_CARE = (
    "Whoever has this sheet can open every client record. Keep it in a locked drawer or a safe, "
    "never with the laptop.",
    "Do not photograph, scan, mail or upload it, and do not type the words anywhere else.",
    "A newer sheet makes this one useless for the records, but not for backups that were made "
    "before it. Shred this sheet when those backups are gone.",
)


def build_recovery_sheet(sheet: RecoverySheet) -> Document:
    """One page; it names no client and no counselor."""
    words = tuple(Field(f"Word {at}", word) for at, word in enumerate(sheet.words, 1))
    day = dates.write_in_words(sheet.made_at.date())
    moment = f"{day}, {times.write_time(sheet.made_at.time())}"
    facts = (
        Field("Opens the store", sheet.store_label),
        Field("Mark of the store", sheet.mark),
        Field("Made on", day),
    )
    return Document(
        title=TITLE,
        meta=Meta(title=TITLE, made_at=sheet.made_at.astimezone(UTC)),
        furniture=Furniture(
            notice="Whoever holds this sheet can open the records.", printed=f"Made {moment}"
        ),
        blocks=(
            Paragraph(
                plain(
                    "These twelve words open the records when the passphrase is forgotten or lost."
                )
            ),
            FieldGrid(facts, columns=_FACTS_IN_A_ROW),
            Heading(plain("The twelve words, in their order")),
            FieldGrid(words, columns=_WORDS_IN_A_ROW),
            Heading(plain("How to use it")),
            ItemList(tuple(plain(step) for step in _USE)),
            Heading(plain("How to keep it")),
            ItemList(tuple(plain(rule) for rule in _CARE)),
            Signature(
                title="Where it is kept, filled in by hand",
                signers=(Signer(name="Place"), Signer(name="Put there by")),
            ),
        ),
    )
