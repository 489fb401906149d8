"""Groups, their members, and what is typed about a group session, in the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counselor_desk.records.groups import Group, GroupDraft, GroupPreference, Member
from counselor_desk.storage.table import Table

if TYPE_CHECKING:
    from datetime import date

    from counselor_desk.records.ids import ClientId, GroupId, SessionId
    from counselor_desk.storage.database import Reader, Writer

GROUPS = Table("care_group", Group)
MEMBERS = Table("group_member", Member)
DRAFTS = Table("group_draft", GroupDraft)
PREFERENCES = Table("group_preference", GroupPreference)


def insert(db: Writer, group: Group) -> Group:
    """Keep a new group."""
    return GROUPS.insert(db, group)


def update(db: Writer, group: Group) -> None:
    """Keep changed facts of a group."""
    GROUPS.update(db, group)


def get(db: Reader, group_id: GroupId) -> Group | None:
    """The group of a row id."""
    return GROUPS.get(db, group_id)


def every(db: Reader) -> list[Group]:
    """Every group, those that still meet first, by name."""
    return GROUPS.where(db, "ORDER BY closed_on IS NOT NULL, name COLLATE NOCASE, id")


def join(db: Writer, member: Member) -> Member:
    """Keep that a client belongs to a group."""
    return MEMBERS.insert(db, member)


def change_member(db: Writer, member: Member) -> None:
    """Keep changed days of a membership."""
    MEMBERS.update(db, member)


def members(db: Reader, group_id: GroupId) -> list[Member]:
    """Everybody who is or was in a group, in the order they joined."""
    return MEMBERS.where(db, "WHERE care_group_id = ? ORDER BY joined_on, id", group_id)


def every_member(db: Reader) -> list[Member]:
    """Every membership of every group, in the order they joined."""
    return MEMBERS.where(db, "ORDER BY joined_on, id")


def members_between(db: Reader, first_on: date, last_on: date) -> list[Member]:
    """The memberships that have a day from `first_on` to `last_on`, in the order they joined."""
    clause = "WHERE joined_on <= ? AND (left_on IS NULL OR left_on >= ?) ORDER BY joined_on, id"
    return MEMBERS.where(db, clause, last_on.isoformat(), first_on.isoformat())


def of_client(db: Reader, client_id: ClientId) -> list[Member]:
    """The groups a client is or was in, in the order of joining."""
    return MEMBERS.where(db, "WHERE client_id = ? ORDER BY joined_on, id", client_id)


def keep_draft(db: Writer, draft: GroupDraft) -> None:
    """Keep what is typed about a group session, in place of what was there."""
    db.execute("DELETE FROM group_draft WHERE session_id = ?", draft.session_id)
    DRAFTS.insert(db, draft)


def draft(db: Reader, session_id: SessionId) -> GroupDraft | None:
    """What is typed about a group session."""
    return DRAFTS.first(db, "WHERE session_id = ?", session_id)


def drafts(db: Reader) -> list[GroupDraft]:
    """Every group session that is being written up, the newest first."""
    return DRAFTS.where(db, "ORDER BY kept_at DESC")


def end_draft(db: Writer, session_id: SessionId) -> None:
    """Everything about the session is signed or given up."""
    db.execute("DELETE FROM group_draft WHERE session_id = ?", session_id)


def prefer(db: Writer, preference: GroupPreference) -> GroupPreference:
    """Keep with whom a client would rather be, in place of what was said before."""
    forget_preference(db, preference.client_id)
    return PREFERENCES.insert(db, preference)


def forget_preference(db: Writer, client_id: ClientId) -> None:
    """Take a preference out."""
    db.execute("DELETE FROM group_preference WHERE client_id = ?", client_id)


def every_preference(db: Reader) -> list[GroupPreference]:
    """With whom clients would rather be, of those of whom it is known."""
    return PREFERENCES.where(db, "ORDER BY client_id")


def preference_of(db: Reader, client_id: ClientId) -> GroupPreference | None:
    """With whom a client would rather be, if that was said."""
    found = PREFERENCES.where(db, "WHERE client_id = ?", client_id)
    return found[0] if found else None
