"""Errors of phrases and note templates: their shortcuts, their texts and their files."""

from __future__ import annotations

from counselor_desk.errors.desk import DeskError

_NOTHING = "Nothing was changed."


class UnusableShortcutError(DeskError):
    """A shortcut that could not be typed in a note."""

    def __init__(self, fewest: int, most: int) -> None:
        super().__init__(
            f"A shortcut has {fewest} to {most} letters or digits without spaces, and begins with "
            f"a letter. {_NOTHING} Type for example ;sponsor."
        )


class TakenShortcutError(DeskError):
    """Another phrase has the shortcut already."""

    def __init__(self, shortcut: str, beginning: str) -> None:
        """`beginning` is how the other phrase begins."""
        super().__init__(
            f"{shortcut} is taken by the phrase “{beginning}”. {_NOTHING} Choose another shortcut."
        )


class MissingPhraseTextError(DeskError):
    """A phrase without words."""

    def __init__(self) -> None:
        super().__init__(f"A phrase needs words. {_NOTHING} Type what it inserts.")


class UnreadyTemplateError(DeskError):
    """A template without a name or without any text."""

    @classmethod
    def without_name(cls) -> UnreadyTemplateError:
        """It could not be told from the others."""
        return cls(f"A template needs a name. {_NOTHING} Type one.")

    @classmethod
    def without_text(cls) -> UnreadyTemplateError:
        """It would fill nothing."""
        return cls(f"A template needs a text in one section at least. {_NOTHING} Type one.")


class UnreadablePhrasesError(DeskError):
    """A file of phrases that cannot be brought in."""

    @classmethod
    def missing(cls, name: str) -> UnreadablePhrasesError:
        """There is no plain file of this name, or it may not be read."""
        return cls(
            f"{name} cannot be read. Nothing was imported. Check that the file is there and that "
            "you may open it."
        )

    @classmethod
    def too_big(cls, most_kb: int) -> UnreadablePhrasesError:
        """Longer than any file of phrases."""
        return cls(
            f"The file is larger than {most_kb:,} KB, so it is no file of phrases. Nothing was "
            "imported. Choose a file that was exported from this page."
        )

    @classmethod
    def unknown(cls) -> UnreadablePhrasesError:
        """Not a file of phrases."""
        return cls(
            "This is no file of phrases. Nothing was imported. Choose a file that was exported "
            "from this page."
        )

    @classmethod
    def newer(cls) -> UnreadablePhrasesError:
        """Written by a later version."""
        return cls(
            "This file was written by a newer version of the program. Nothing was imported. "
            "Update the program, or export the file again from this version."
        )

    @classmethod
    def too_many(cls, most: int) -> UnreadablePhrasesError:
        """More than are brought in at once."""
        return cls(
            f"The file has more than {most:,} entries. Nothing was imported. Divide it into "
            "several files."
        )

    @classmethod
    def bad_entry(cls, what: str, place: int, reason: str) -> UnreadablePhrasesError:
        """`what` is "phrase" or "template", `place` counts from 1, `reason` is a sentence."""
        return cls(
            f"The {what} at place {place:,} of the file cannot be kept. {reason} Nothing was "
            "imported. Correct the file and import it again."
        )

    @classmethod
    def taken(cls, shortcuts: tuple[str, ...]) -> UnreadablePhrasesError:
        """Shortcuts that stand for other texts here."""
        names = ", ".join(shortcuts)
        return cls(
            f"The file has other texts for shortcuts you use: {names}. Nothing was imported. "
            "Change these shortcuts here or in the file, and import it again."
        )
