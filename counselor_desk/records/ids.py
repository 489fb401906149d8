"""Ids of rows inside the store, and uids of everything that can leave it."""

from __future__ import annotations

from typing import NewType

Uid = NewType("Uid", str)
"""A UUID in its 36-character text form; stays the same in every copy and version."""

ClientId = NewType("ClientId", int)
ContactId = NewType("ContactId", int)
EpisodeId = NewType("EpisodeId", int)
SessionId = NewType("SessionId", int)
AttendanceId = NewType("AttendanceId", int)
PlanId = NewType("PlanId", int)
NoteId = NewType("NoteId", int)
ProgressId = NewType("ProgressId", int)
AmendmentId = NewType("AmendmentId", int)
BackupId = NewType("BackupId", int)
BackupPlaceId = NewType("BackupPlaceId", int)
AddendumId = NewType("AddendumId", int)
SealId = NewType("SealId", int)
SignatureId = NewType("SignatureId", int)
AttachmentId = NewType("AttachmentId", int)
DraftId = NewType("DraftId", int)
TaskId = NewType("TaskId", int)
CvId = NewType("CvId", int)
DischargeId = NewType("DischargeId", int)
