"""Errors of what is typed, signed or asked of a record."""

from __future__ import annotations

from counselor_desk.errors.desk import DeskError


class UnusableTextError(DeskError):
    """A short field holds something that cannot be kept."""

    @classmethod
    def too_long(cls, label: str, length: int, limit: int) -> UnusableTextError:
        """The text has `length` characters and `limit` are kept."""
        return cls(
            f"{label} has {length:,} characters and can have up to {limit:,}. "
            "Nothing was changed. Shorten it and try again."
        )

    @classmethod
    def control_characters(cls, label: str) -> UnusableTextError:
        """The text has characters that cannot be seen or printed."""
        return cls(
            f"{label} has invisible control characters, as text copied from another program "
            "sometimes does. Nothing was changed. Type it again and try once more."
        )


class MissingNameError(DeskError):
    """A client without any name."""

    def __init__(self) -> None:
        super().__init__("A client needs a given name or a family name. Enter one of them.")


class ImpossibleDateError(DeskError):
    """A date that cannot be right."""

    @classmethod
    def birth_in_future(cls) -> ImpossibleDateError:
        """Born after today."""
        return cls("The birth date is in the future. Nothing was changed. Check the year.")

    @classmethod
    def birth_too_early(cls, year: int) -> ImpossibleDateError:
        """Born before anybody alive."""
        return cls(f"The birth date is before {year}. Nothing was changed. Check the year.")

    @classmethod
    def end_before_start(cls) -> ImpossibleDateError:
        """An episode that ends before it starts."""
        return cls(
            "The end is before the admission. Nothing was changed. Correct one of the two dates."
        )

    @classmethod
    def asked_in_future(cls) -> ImpossibleDateError:
        """A request that was made after today."""
        return cls("The request is dated after today. Nothing was changed. Check the date.")

    @classmethod
    def due_before_made(cls) -> ImpossibleDateError:
        """A task that was due before anybody thought of it."""
        return cls("The due date is before the task was made. Nothing was changed. Check the date.")


class TakenNumberError(DeskError):
    """Another client has the record number."""

    def __init__(self, number: str) -> None:
        super().__init__(
            f"Record number {number} belongs to another client. Nothing was changed. "
            "Choose another number."
        )


class UnknownClientError(DeskError):
    """No client has the number."""

    def __init__(self, number: str) -> None:
        super().__init__(f"No client has the record number {number}. Check the number.")


class NoOpenEpisodeError(DeskError):
    """The client is not in the program now."""

    def __init__(self) -> None:
        super().__init__(
            "This client has no open episode of care. Start a new episode to write in the chart."
        )


class OpenEpisodeError(DeskError):
    """The client is in the program already."""

    def __init__(self) -> None:
        super().__init__(
            "This client has an open episode of care. Close it before starting another."
        )


class UnknownRecordError(DeskError):
    """A plan or note that is not in the store."""

    def __init__(self, what: str) -> None:
        super().__init__(f"This {what} is not in the store. Go back to the list and open it again.")


class AlreadySignedError(DeskError):
    """Somebody tried to write in a closed record."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"This {what} is signed and closed. It stays as it is; nothing was changed."
        )


class UnreadyError(DeskError):
    """A record that cannot be signed yet. `messages` names each thing still missing."""

    def __init__(self, what: str, messages: tuple[str, ...]) -> None:
        self.messages = messages
        super().__init__(
            f"This {what} is not signed yet. Your draft is safe. " + " ".join(messages)
        )


class UnreadyNoteError(UnreadyError):
    """A note that cannot be signed yet."""

    def __init__(self, messages: tuple[str, ...]) -> None:
        super().__init__("note", messages)


class UnreadyPlanError(UnreadyError):
    """A plan that cannot be signed yet."""

    def __init__(self, messages: tuple[str, ...]) -> None:
        super().__init__("plan", messages)


class UnreadyDischargeError(UnreadyError):
    """A discharge summary that cannot be signed yet."""

    def __init__(self, messages: tuple[str, ...]) -> None:
        super().__init__("discharge summary", messages)


class ClosedEpisodeError(DeskError):
    """An episode that a signed discharge summary ended."""

    def __init__(self) -> None:
        super().__init__(
            "This episode of care ended with a signed discharge summary and stays closed. Nothing "
            "was changed. Start a new episode for a client who comes back."
        )


class UnknownSignerError(DeskError):
    """The store does not know yet who signs."""

    def __init__(self) -> None:
        super().__init__(
            "Your name, credential and program are not entered yet, so nothing was signed. "
            "Your draft is safe. Enter them under Settings, You & program."
        )


class BrokenSealError(DeskError):
    """A signed record is not what was signed."""

    def __init__(self) -> None:
        super().__init__(
            "This record does not match its seal: it was changed outside the program. Nothing was "
            "overwritten. Do not rely on it; compare it with an earlier copy of the store."
        )


class UnreadableDateError(DeskError):
    """What was typed into a date field is not a date. The text itself stays in the field."""

    @classmethod
    def unknown(cls) -> UnreadableDateError:
        """No way of writing a date fits."""
        return cls("This is not a date yet. Type for example 3/12, mar 12, fri, t or +7.")

    @classmethod
    def no_such_month(cls, month: int) -> UnreadableDateError:
        """A month above 12."""
        return cls(f"There is no month {month}. The month comes first, as in 3/12.")

    @classmethod
    def no_such_day(cls, month: str, day: int, year: int | None) -> UnreadableDateError:
        """A day that the month does not have."""
        when = f" {year}" if year else ""
        return cls(f"{month}{when} has no day {day}.")

    @classmethod
    def other_weekday(cls, written: str, weekday: str) -> UnreadableDateError:
        """A day of the week beside a date that falls on another."""
        return cls(f"{written} is a {weekday}. Correct the day or the date.")

    @classmethod
    def out_of_reach(cls, first: int, last: int) -> UnreadableDateError:
        """Before or after any year that makes sense."""
        return cls(f"Dates go from {first} to {last}. Check the year.")


class UnreadableTimeError(DeskError):
    """What was typed into a time field is not a time. The text itself stays in the field."""

    @classmethod
    def unknown(cls) -> UnreadableTimeError:
        """No way of writing times fits."""
        return cls("These are not times yet. Type for example 9-950, 9:00 9:50 or 2p 50.")

    @classmethod
    def end_missing(cls) -> UnreadableTimeError:
        """A start without an end or minutes."""
        return cls("Type the end or the minutes too, for example 9-950 or 2p 50.")

    @classmethod
    def too_long(cls) -> UnreadableTimeError:
        """A day and more."""
        return cls("A session lasts less than a day. Check the minutes.")


class EndBeforeStartError(DeskError):
    """A session that would end before it starts; whether the next day is meant, only one knows."""

    def __init__(self, start: str, end: str) -> None:
        """`start` and `end` as they are read out, such as 9:00 am."""
        super().__init__(
            f"The end, {end}, is not after the start, {start}. Correct one of them, or confirm "
            "that the session went on into the next day."
        )


class PlanLevelError(DeskError):
    """A node of a plan was to go where its level cannot stand; `reason` says why in short."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(
            f"{reason} A plan goes from problem to goal, objective and intervention. Nothing was "
            "moved."
        )


class NumberPatternError(DeskError):
    """A pattern of record numbers that no number fits into."""

    def __init__(self) -> None:
        super().__init__(
            "The pattern of record numbers needs one run of # signs, such as CD-####, where the "
            "number goes. Nothing was changed. Correct the pattern."
        )


class MissingTaskTextError(DeskError):
    """A task that does not say what is to be done."""

    def __init__(self) -> None:
        super().__init__("A task needs words. Nothing was changed. Type what is to be done.")


class UnknownGoalError(DeskError):
    """A task was to serve a goal that the client's plan does not have."""

    def __init__(self) -> None:
        super().__init__(
            "This goal is not in the plan in force. Nothing was changed. Choose one of its goals, "
            "or none."
        )


class NewerDischargeError(DeskError):
    """A discarded summary was to come back beside one that was started after it."""

    def __init__(self) -> None:
        super().__init__(
            "Another discharge summary of this episode was started meanwhile, so the discarded "
            "one stays discarded. Nothing was changed. Go on with the newer one."
        )


class NewerPlanError(DeskError):
    """A discarded draft was to come back beside a plan that was started after it."""

    def __init__(self) -> None:
        super().__init__(
            "Another draft of this plan was started meanwhile, so the discarded one stays "
            "discarded. Nothing was changed. Go on with the newer one."
        )


class UnsignedNoteError(DeskError):
    """An addendum was to go to a note that can still be changed itself."""

    def __init__(self) -> None:
        super().__init__(
            "This note is not signed yet, so it can be changed itself. Nothing was added. Write "
            "in the note."
        )


class UnreadyAddendumError(UnreadyError):
    """An addendum that says nothing yet."""

    def __init__(self) -> None:
        super().__init__("addendum", ("Write what is to be added.",))


class UnreadyAmendmentError(DeskError):
    """A request to amend, or an answer to one, that is not complete."""

    def __init__(self, missing: str) -> None:
        super().__init__(f"{missing} Nothing was changed.")


class AnsweredAmendmentError(DeskError):
    """A request to amend that was answered already, or cannot be put off any more."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"{reason} Nothing was changed.")


class MissingStayDecisionError(DeskError):
    """A continued-stay review without a decision."""

    def __init__(self) -> None:
        super().__init__(
            "A review needs a decision. Nothing was kept yet. Choose whether the client goes on "
            "here, moves to another level or is discharged."
        )


class MissingStayReasonError(DeskError):
    """A continued-stay review without a reason."""

    def __init__(self) -> None:
        super().__init__(
            "A review needs the reason for its decision. Nothing was kept yet. Write it in a "
            "sentence or two."
        )


class ImpossibleReviewDateError(DeskError):
    """A day on which a review cannot have been made or cannot be due."""

    @classmethod
    def in_future(cls) -> ImpossibleReviewDateError:
        """Reviewed after today."""
        return cls("The review is dated after today. Nothing was kept yet. Check the date.")

    @classmethod
    def before_admission(cls) -> ImpossibleReviewDateError:
        """Reviewed before the client was in the program."""
        return cls(
            "The review is dated before the admission. Nothing was kept yet. Check the date."
        )

    @classmethod
    def next_too_early(cls) -> ImpossibleReviewDateError:
        """The next one would come before this one."""
        return cls(
            "The next review would come before this one. Nothing was kept yet. Check the date."
        )


class UnreadyAssessmentError(UnreadyError):
    """An assessment that cannot be signed yet."""

    def __init__(self, messages: tuple[str, ...]) -> None:
        super().__init__("assessment", messages)


class NewerAssessmentError(DeskError):
    """A discarded assessment was to come back beside one that was started after it."""

    def __init__(self) -> None:
        super().__init__(
            "Another assessment was started meanwhile, so the discarded one stays discarded. "
            "Nothing was changed. Go on with the newer one."
        )
