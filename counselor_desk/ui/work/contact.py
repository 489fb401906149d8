"""What a new CV copies from the chart: the name and how to reach the client, once, no more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from counselor_desk.records.clients import ContactKind
from counselor_desk.services import clients
from counselor_desk.services.cvs import ContactValues

if TYPE_CHECKING:
    from counselor_desk.records.ids import ClientId
    from counselor_desk.services.desk import Desk

_POSTAL_CODE = re.compile(r"\s*\b\d{5}(-\d{4})?$")


def contact_of(desk: Desk, client_id: ClientId) -> ContactValues:
    """The name the client goes by, the first phone and e-mail, and the town of the address.

    Raises:
        UnknownClientError: there is no such client.
    """
    client = clients.get(desk, client_id)
    first: dict[ContactKind, str] = {}
    for contact in clients.contacts(desk, client_id):
        first.setdefault(contact.kind, contact.value)
    return ContactValues(
        given_name=client.first_name,
        family_name=client.family_name,
        town=town_of(first.get(ContactKind.ADDRESS, "")),
        phone=first.get(ContactKind.PHONE, ""),
        email=first.get(ContactKind.EMAIL, ""),
    )


def town_of(address: str) -> str:
    """Town and state of an address: neither street nor postal code stand on a CV."""
    parts = [part.strip() for part in re.split(r"[,\n]", address) if part.strip()]
    town = ", ".join(parts[1:] if parts and re.search(r"\d", parts[0]) else parts)
    return _POSTAL_CODE.sub("", town).rstrip(" ,")
