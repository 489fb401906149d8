"""Puts together what the palette lists for what was typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from counselor_desk.records.clients import Client
from counselor_desk.records.ids import ClientId
from counselor_desk.records.phrases import Phrase
from counselor_desk.records.search import FoundClient, FoundText, Passage
from counselor_desk.records.signing import RecordKind
from counselor_desk.services import clients, phrases, search, shown_names
from counselor_desk.services.search import FEW, MANY, Names
from counselor_desk.ui import actions
from counselor_desk.ui.actions import Action
from counselor_desk.ui.navigation import Navigator, Page, Place, Tab, View
from counselor_desk.ui.palette import words
from counselor_desk.ui.palette.rows import Group, Row, under

if TYPE_CHECKING:
    from collections.abc import Callable

    from counselor_desk.services.desk import Desk

RECENT = 5
"""Clients that are offered before anything is typed."""

_PAGE_ACTIONS = 4
_CLIENT_ACTIONS = 2
_PLACES: dict[RecordKind, Place] = {
    RecordKind.PLAN: Place(page=Page.CHART, tab=Tab.PLAN),
    RecordKind.ASSESSMENT: Place(page=Page.CHART, tab=Tab.ASSESSMENT, view=View.DOMAINS),
    RecordKind.DISCHARGE: Place(page=Page.CHART, tab=Tab.DISCHARGE),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standpoint:
    """Where one was when the palette was opened.

    Attributes:
        client_id: whose chart or note is open.
        recent: the clients that were open last, newest first.
        actions: what the open page offers.
        menu: what the main menu offers.
        names: gives what clients are found by.
        add_client: opens the form for a new client of this name.
    """

    client_id: ClientId | None = None
    recent: Sequence[ClientId] = ()
    actions: Sequence[Action] = ()
    menu: Sequence[Action] = ()
    names: Callable[[], Names]
    add_client: Callable[[str], object]


class Choices:
    """Knows names and actions; the texts come later, from another thread."""

    def __init__(self, desk: Desk, navigator: Navigator, stands: Standpoint) -> None:
        self._desk, self._navigator, self._stands = desk, navigator, stands

    @cached_property
    def _phrases(self) -> tuple[Phrase, ...]:
        return phrases.every(self._desk)

    def rows(
        self,
        typed: str,
        group: Group,
        texts: Sequence[FoundText] = (),
        *,
        is_looking: bool = False,
        problem: str = "",
    ) -> list[Row]:
        """What is listed for what was typed; `is_looking` while texts are still looked for."""
        if not typed.strip():
            return self._offered(group)
        found = self._named(typed, MANY if group is Group.CLIENTS else FEW)
        rows: list[Row] = []
        if group in {Group.ALL, Group.CLIENTS}:
            rows += under(_tr("Clients"), [self._client_row(one) for one in found])
        if group in {Group.ALL, Group.ACTIONS}:
            rows += self._action_rows(typed, found, group)
        if group in {Group.ALL, Group.NOTES}:
            rows += under(_tr("Notes"), [self._text_row(one) for one in texts])
        if group in {Group.ALL, Group.PHRASES}:
            most = MANY if group is Group.PHRASES else FEW
            found_phrases = search.phrases_with(self._phrases, typed, limit=most)
            rows += under(_tr("Phrases"), [self._phrase_row(one) for one in found_phrases])
        if problem:
            rows.append(Row(title=problem, icon="circle-alert"))
        if not rows and not is_looking:
            rows.append(self._nothing_row(typed.strip(), group))
        return rows

    def _offered(self, group: Group) -> list[Row]:
        """Before anything is typed."""
        rows: list[Row] = []
        if group in {Group.ALL, Group.CLIENTS}:
            recent = [search.known(self._desk, one) for one in self._stands.recent[:RECENT]]
            rows += under(_tr("Recent clients"), [self._client_row(one) for one in recent])
        if group is Group.ALL:
            first = self._every_action()[:_PAGE_ACTIONS]
            rows += under(_tr("Actions"), [_action_row(one) for one in first])
        if group is Group.ACTIONS:
            rows += under(_tr("Actions"), [_action_row(one) for one in self._every_action()])
        if group is Group.PHRASES:
            rows += under(_tr("Phrases"), [self._phrase_row(one) for one in self._phrases])
        if group is Group.NOTES:
            rows.append(Row(title=_tr("Type words that stand in a note."), icon="search"))
        return rows

    def _named(self, typed: str, limit: int) -> list[FoundClient]:
        named = self._stands.names().find(typed)
        found = [search.known(self._desk, one) for one in named[:limit]]
        return sorted(found, key=lambda one: one.stay is not None and not one.stay.is_open)

    def _action_rows(self, typed: str, found: Sequence[FoundClient], group: Group) -> list[Row]:
        """What can be done for the client that was found first, and what bears these words."""
        meant = typed.casefold().replace("-", " ").split()
        matching = [one for one in self._every_action() if one.is_meant(meant)]
        most = len(matching) if group is Group.ACTIONS else FEW
        own = self._of_client(found[0])[:_CLIENT_ACTIONS] if found else []
        about = found[0] if found else None
        if about is None:
            about, own = self._said_together(typed)
        rows = under(_tr("Actions"), [_action_row(one) for one in matching[:most]])
        if about is None or not own:
            return rows
        name = shown_names.alone(self._desk, about.client)
        title = _tr("Actions for {name}").format(name=name)
        client_id = about.client.id
        return [*under(title, [_action_row(one, name, client_id) for one in own]), *rows]

    def _said_together(self, typed: str) -> tuple[FoundClient | None, list[Action]]:
        """A client and an action in one go: `marcus plan`."""
        parts = typed.split()
        for cut in range(len(parts) - 1, 0, -1):
            found = self._named(" ".join(parts[:cut]), 1)
            if found:
                meant = [one.casefold() for one in parts[cut:]]
                return found[0], [one for one in self._of_client(found[0]) if one.is_meant(meant)]
        return None, []

    def _every_action(self) -> list[Action]:
        """A note of the open client, what the page offers, then what leads elsewhere."""
        own = self._of_open_client()
        notes = [one for one in own if one.is_first]
        return _once(
            [
                *notes,
                *self._stands.actions,
                *own,
                *self._anywhere(),
                *self._stands.menu,
            ]
        )

    def _of_open_client(self) -> list[Action]:
        client_id = self._stands.client_id
        return [] if client_id is None else self._of_client(search.known(self._desk, client_id))

    def _of_client(self, found: FoundClient) -> list[Action]:
        is_open = found.stay is not None and found.stay.is_open
        return actions.of_client(self._navigator, found.client.id, is_in_program=is_open)

    def _anywhere(self) -> list[Action]:
        return actions.anywhere(self._navigator)

    def _client_row(self, found: FoundClient) -> Row:
        client = found.client
        name = shown_names.shown(self._desk, client)
        where = words.stay(found.stay, self._desk.today())
        return Row(
            title=name,
            icon="user",
            is_strong=True,
            detail=f"{client.number} · {where}",
            spoken=_tr("Client, {name}, {number}, {stay}").format(
                name=name, number=client.number, stay=where
            ),
            act=partial(self._navigator.open, Place(page=Page.CHART, client_id=client.id)),
            client_id=client.id,
        )

    def _text_row(self, found: FoundText) -> Row:
        client = clients.get(self._desk, found.client_id)
        name = shown_names.alone(self._desk, client)
        what = words.record(found)
        day = words.day(found.told_on, self._desk.today())
        state = words.state(found)
        passages = self._veiled(client, found.excerpt)
        said = "".join(one.text for one in passages)
        return Row(
            title=name,
            icon="file-check" if found.is_signed else "file-pen",
            detail=" · ".join(one for one in (what, day) if one),
            passages=passages,
            state=state,
            spoken=", ".join(one for one in (_tr("Note"), name, what, day, state, said) if one),
            act=partial(self._navigator.open, _place_of(found)),
            client_id=found.client_id,
        )

    def _phrase_row(self, phrase: Phrase) -> Row:
        text = " ".join(phrase.text.split())
        return Row(
            title=phrase.typed,
            icon="text-quote",
            is_strong=True,
            detail=text,
            spoken=f"{_tr('Phrase')}, {phrase.typed}, {text}",
            act=partial(self._navigator.open, Place(page=Page.PHRASES, part=phrase.uid)),
        )

    def _veiled(self, client: Client, passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
        """The words around a hit without the client's name, while names are hidden."""
        text = "".join(one.text for one in passages)
        shown = shown_names.veil(self._desk, client).text(text)
        return passages if shown == text else (Passage(text=shown),)

    def _nothing_row(self, typed: str, group: Group) -> Row:
        nothing = _tr("Nothing found for “{text}”.").format(text=typed)
        if group not in {Group.ALL, Group.CLIENTS} or not any(map(str.isalpha, typed)):
            return Row(title=nothing, icon="search")
        name = typed if typed != typed.lower() else typed.title()
        add = _tr("Add client “{name}”?").format(name=name)
        return Row(
            title=f"{nothing} {add}", icon="user-plus", act=partial(self._stands.add_client, name)
        )


def _place_of(found: FoundText) -> Place:
    if found.note_id is not None:
        return Place(
            page=Page.CHART if found.is_signed else Page.NOTE,
            tab=Tab.NOTES if found.is_signed else None,
            client_id=found.client_id,
            note_id=found.note_id,
        )
    return replace(_PLACES[found.kind], client_id=found.client_id, part=found.uid)


def _action_row(action: Action, name: str = "", client_id: ClientId | None = None) -> Row:
    said = (_tr("Action"), action.words, name)
    return Row(
        title=action.words,
        icon=action.icon,
        detail=name,
        keys=action.keys,
        spoken=", ".join(one for one in said if one),
        act=action.act,
        client_id=client_id,
    )


def _once(offered: Sequence[Action]) -> list[Action]:
    """Each of the same words once, where it stands first."""
    kept: dict[str, Action] = {}
    for one in offered:
        kept.setdefault(one.words.rstrip("…"), one)
    return list(kept.values())


def _tr(text: str) -> str:
    return QCoreApplication.translate("palette", text)
