"""A store with 10,000 clients, brought in from a sheet as a program would hand them over."""

from __future__ import annotations

import time

from counselor_desk.services import import_files, import_mapping, imports
from counselor_desk.services.desk import Desk

CLIENTS = 10_000
_HEAD = "First name,Last name,DOB,Phone,Admitted on\n"


def bring_in(desk: Desk, clients: int = CLIENTS) -> float:
    """Import clients; the milliseconds from the text of the sheet to the last row that is kept."""
    who = imports.acting(desk)
    text = (_HEAD + "".join(map(_row, range(clients)))).encode()
    began = time.perf_counter()
    sheet = import_files.parse(text)
    trial = imports.try_out(who, sheet, import_mapping.guess(sheet.headers))
    imports.bring_in(who, trial)
    return (time.perf_counter() - began) * 1000


def _row(number: int) -> str:
    born = f"{1940 + number % 60}-{number % 12 + 1:02}-{number % 28 + 1:02}"
    return f"Imani {number},Abara,{born},555-{number:05},2026-02-{number % 9 + 1:02}\n"
