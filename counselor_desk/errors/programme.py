"""Errors of groups, the schedule, attendance and the program's own numbers."""

from __future__ import annotations

from counselor_desk.errors.desk import DeskError
from counselor_desk.errors.people import DoubtfulError

_NOTHING = "Nothing was changed."


class MissingGroupFactError(DeskError):
    """A group without a name, or one of its own type that is not named."""

    def __init__(self, what: str) -> None:
        """`what` is the missing fact, such as `a name`."""
        super().__init__(f"The group needs {what}. {_NOTHING} Type it and save again.")


class ClosedGroupError(DeskError):
    """A group that does not meet any more."""

    def __init__(self) -> None:
        super().__init__(f"This group does not meet any more. {_NOTHING} Choose another group.")


class MemberAlreadyError(DeskError):
    """A client who is in the group already."""

    def __init__(self) -> None:
        super().__init__(f"This client is in the group already. {_NOTHING}")


class MembershipDateError(DeskError):
    """Days of a membership that cannot be."""

    @classmethod
    def before_admission(cls) -> MembershipDateError:
        """The client would join before the admission."""
        return cls(
            f"The day lies before the client was admitted. {_NOTHING} Choose a day of the stay."
        )

    @classmethod
    def left_before_joining(cls) -> MembershipDateError:
        """The last day lies before the first."""
        return cls(f"The last day lies before the day of joining. {_NOTHING} Correct one of them.")


class ImpossibleSeriesError(DeskError):
    """Planned sessions that cannot be."""

    @classmethod
    def ends_before_it_begins(cls) -> ImpossibleSeriesError:
        """The last day lies before the first."""
        return cls(f"The last day lies before the first. {_NOTHING} Correct one of them.")

    @classmethod
    def without_length(cls) -> ImpossibleSeriesError:
        """Start and end are the same."""
        return cls(f"The session ends when it starts. {_NOTHING} Correct the times.")

    @classmethod
    def ends_before_its_start(cls) -> ImpossibleSeriesError:
        """The end lies before the start and nobody said that it is the next day."""
        return cls(
            f"The session ends before it starts. {_NOTHING} "
            "Correct the times, or say that it ends on the next day."
        )

    @classmethod
    def is_over(cls) -> ImpossibleSeriesError:
        """Its last day lies before any time that could still change."""
        return cls(
            f"The last day lies before any time that could still change. {_NOTHING} "
            "Choose a later last day, or plan a new weekly time."
        )

    @classmethod
    def of_nobody(cls) -> ImpossibleSeriesError:
        """It belongs to no group and no client."""
        return cls(f"Choose the group or the client it is planned for. {_NOTHING}")

    @classmethod
    def held_already(cls) -> ImpossibleSeriesError:
        """That time was held, so that it cannot be moved or left out any more."""
        return cls(
            f"This session was held and recorded already. {_NOTHING} "
            "Correct its attendance instead."
        )


class ImpossibleAttendanceError(DeskError):
    """Attendance that cannot be."""

    @classmethod
    def minutes_beyond(cls, minutes: int) -> ImpossibleAttendanceError:
        """More minutes than the session had."""
        return cls(f"The session had {minutes} minutes. {_NOTHING} Type 0 to {minutes}.")

    @classmethod
    def outside_the_stay(cls) -> ImpossibleAttendanceError:
        """The session was before the admission or after the discharge."""
        return cls(
            f"The client was not in treatment on that day. {_NOTHING} "
            "Check the day of the session and the client’s stay."
        )

    @classmethod
    def elsewhere(cls, at: str) -> ImpossibleAttendanceError:
        """The client was at another session at that time; `at` is its time."""
        return cls(
            f"The client was at another session at {at}. {_NOTHING} "
            "Correct the minutes or the times of one of them."
        )

    @classmethod
    def not_yet(cls) -> ImpossibleAttendanceError:
        """The session lies ahead."""
        return cls(
            f"This session is still to come. {_NOTHING} "
            "Attendance is recorded once it has begun; a cancelled one is left out of the plan."
        )

    @classmethod
    def with_signed_note(cls) -> ImpossibleAttendanceError:
        """A signed note reports it, so that it cannot be taken away."""
        return cls(
            f"A signed note reports this attendance, so it stays. {_NOTHING} "
            "Correct its code or minutes instead; the note says what was signed."
        )

    @classmethod
    def of_nobody(cls) -> ImpossibleAttendanceError:
        """A session is recorded at which nobody was."""
        return cls(f"Nobody was chosen for this session. {_NOTHING} Choose who was there.")

    @classmethod
    def unreadable_minutes(cls) -> ImpossibleAttendanceError:
        """What was typed for the time is none."""
        return cls(f"This is no time. {_NOTHING} Type hours such as 1.5, or minutes such as 75.")

    @classmethod
    def nothing_there(cls) -> ImpossibleAttendanceError:
        """There is no session to set anything of."""
        return cls(
            "No session is planned or recorded here. Press Record session to add one that was held."
        )


class ImpossibleMutualHelpError(DeskError):
    """A meeting of mutual help, or a step, that cannot be."""

    @classmethod
    def not_yet(cls) -> ImpossibleMutualHelpError:
        """The meeting lies ahead."""
        return cls(f"This day is still to come. {_NOTHING} Choose today or a day before.")

    @classmethod
    def before_birth(cls) -> ImpossibleMutualHelpError:
        """The meeting lies before the client was born."""
        return cls(f"This day lies before the client was born. {_NOTHING} Correct the day.")

    @classmethod
    def step(cls, last: int) -> ImpossibleMutualHelpError:
        """A step that there is not."""
        return cls(f"The steps are 1 to {last}. {_NOTHING} Type one of them, or 0 for none yet.")


class UnreadableCapError(DeskError):
    """A limit of members that is no number, or too small or large to be one."""

    def __init__(self) -> None:
        super().__init__(
            f"This is no number of members. {_NOTHING} Type 1 to 200, or leave it empty."
        )


class ImpossibleTopicError(DeskError):
    """A topic that cannot be planned for a class."""

    @classmethod
    def without_name(cls) -> ImpossibleTopicError:
        """A topic of one's own that is not named."""
        return cls(f"The topic needs a name. {_NOTHING} Type what it is about.")

    @classmethod
    def planned_already(cls) -> ImpossibleTopicError:
        """The class has it already."""
        return cls(
            f"This topic is planned already. {_NOTHING} "
            "Choose another one, or change its number of meetings."
        )

    @classmethod
    def meetings(cls, most: int) -> ImpossibleTopicError:
        """The number of meetings is none, or too small or large to be one."""
        return cls(f"This is no number of meetings. {_NOTHING} Type 1 to {most}.")


class MissingSnoozeReasonError(DeskError):
    """A risk that is put off without saying why."""

    def __init__(self) -> None:
        super().__init__(
            f"What may harm is only put off with a reason. {_NOTHING} "
            "Type why it can wait until tomorrow."
        )


class DoubtfulOverlapError(DoubtfulError):
    """A session at a time at which the counselor, or the client, has another one."""

    def __init__(self, others: str) -> None:
        """`others` names what is at that time, such as `Early recovery at 9:00 am`."""
        super().__init__(
            f"At that time there is already {others}. Nothing was changed yet. "
            "Choose another time, or keep it as it is."
        )
