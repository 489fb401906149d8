"""The part of arabic-reshaper that the program uses; the package carries no types."""

from collections.abc import Mapping

class ArabicReshaper:
    def __init__(self, configuration: Mapping[str, bool] | None = None) -> None: ...
    def reshape(self, text: str) -> str: ...
