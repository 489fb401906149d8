"""The part of pypdfium2 that the program and its tests use; the wheel carries no types."""

import ctypes
import os
from collections.abc import Iterator
from types import TracebackType
from typing import IO, Literal, Self

from PIL.Image import Image

class PdfiumError(RuntimeError): ...

class PdfDocument:
    def __init__(
        self,
        input: str | os.PathLike[str] | bytes | IO[bytes],
        password: str | bytes | None = None,
        autoclose: bool = False,
    ) -> None: ...
    def __enter__(self) -> Self: ...
    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...
    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[PdfPage]: ...
    def __getitem__(self, i: int) -> PdfPage: ...
    def get_metadata_dict(self, skip_empty: bool = False) -> dict[str, str]: ...
    def get_page_size(self, index: int) -> tuple[float, float]: ...
    def close(self) -> None: ...

class PdfPage:
    def get_width(self) -> float: ...
    def get_height(self) -> float: ...
    def get_size(self) -> tuple[float, float]: ...
    def get_textpage(self) -> PdfTextPage: ...
    def render(
        self,
        scale: float = 1,
        rotation: Literal[0, 90, 180, 270] = 0,
        crop: tuple[float, float, float, float] = (0, 0, 0, 0),
        may_draw_forms: bool = True,
        *,
        fill_color: tuple[int, int, int, int] = ...,
        grayscale: bool = ...,
        optimize_mode: Literal["lcd", "print"] | None = ...,
        draw_annots: bool = ...,
        rev_byteorder: bool = ...,
        prefer_bgrx: bool = ...,
        maybe_alpha: bool = ...,
    ) -> PdfBitmap: ...
    def close(self) -> None: ...

class PdfTextPage:
    def count_chars(self) -> int: ...
    def get_text_range(self, index: int = 0, count: int = -1, errors: str = "ignore") -> str: ...
    def get_text_bounded(
        self,
        left: float | None = None,
        bottom: float | None = None,
        right: float | None = None,
        top: float | None = None,
        errors: str = "ignore",
    ) -> str: ...
    def close(self) -> None: ...

class PdfBitmap:
    buffer: ctypes.Array[ctypes.c_ubyte]
    width: int
    height: int
    stride: int
    mode: str
    n_channels: int
    def to_pil(self) -> Image: ...
    def close(self) -> None: ...
