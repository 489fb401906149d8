"""The forms that arabic-reshaper knows."""

LETTERS_ARABIC: dict[str, tuple[str, str, str, str]]
