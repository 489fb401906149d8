"""Programs: keep who signs here, checked before it stands under a signature."""

from __future__ import annotations

import re
from dataclasses import replace

from counselor_desk.errors import NumberPatternError
from counselor_desk.records.program import Program
from counselor_desk.services.desk import Desk
from counselor_desk.services.names import clean

_PATTERN = re.compile(r"[^#]*#+[^#]*")


def keep(desk: Desk, program: Program, *, initiator: object = None) -> Program:
    """Keep who signs, for which program, on which paper.

    Raises:
        UnusableTextError: a field is too long or has control characters.
        NumberPatternError: the pattern of record numbers has no place for the number.
    """
    checked = replace(
        program,
        counselor_name=clean("Your name", program.counselor_name),
        credential=clean("The credential", program.credential),
        program_name=clean("The program name", program.program_name),
        number_pattern=clean("The pattern of record numbers", program.number_pattern, limit=40),
    )
    if not _PATTERN.fullmatch(checked.number_pattern):
        raise NumberPatternError
    desk.set_program(checked, initiator=initiator)
    return checked
