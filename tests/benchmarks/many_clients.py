"""A store with 10,000 clients, brought in from a sheet as a program would hand them over."""

from __future__ import annotations

import time

from counselor_desk.services import import_files, import_mapping, imports
from counselor_desk.services.desk import Desk

CLIENTS = 10_000
_HEAD = "First name,Last name,DOB,Phone,Admitted on\n"


def bring_in(desk: Desk) -> list[float]:
    """Import the clients; the milliseconds after none, one, two of them and so on."""
    who = imports.acting(desk)
    sheet = import_files.parse((_HEAD + "".join(map(_row, range(CLIENTS)))).encode())
    trial = imports.try_out(who, sheet, import_mapping.guess(sheet.headers))
    times = [time.perf_counter() * 1000]
    imports.bring_in(
        who, trial, tell=lambda _done, _total: times.append(time.perf_counter() * 1000)
    )
    return times


def _row(number: int) -> str:
    born = f"{1940 + number % 60}-{number % 12 + 1:02}-{number % 28 + 1:02}"
    return f"Imani {number},Abara,{born},555-{number:05},2026-02-{number % 9 + 1:02}\n"
