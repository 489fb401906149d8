"""The design tokens: every color, type size and measure that the window is drawn from."""

from __future__ import annotations

TONES = ("risk", "overdue", "signed", "draft", "neutral")

# Pixel sizes and weights at 100 %.
TYPE: dict[str, tuple[int, int]] = {
    "key": (11, 400),
    "caption": (12, 400),
    "chip": (12, 600),
    "body": (13, 400),
    "button": (13, 500),
    "small_button": (12, 500),
    "strong": (13, 600),
    "reading": (14, 400),
    "section": (15, 600),
    "title": (20, 600),
    "display": (26, 600),
}

RADIUS_CHIP = 4
RADIUS_CONTROL = 6
RADIUS_CARD = 10

CONTROL_HEIGHT = 32
SMALL_CONTROL_HEIGHT = 28
CHIP_HEIGHT = 22
ROW_HEIGHT = 40
TWO_LINE_ROW_HEIGHT = 50
TALL_ROW_HEIGHT = 44
COMPACT_BY = 9
ICON_SIZE = 16
NAV_WIDTH = 212
RAIL_WIDTH = 56
INSPECTOR_WIDTH = 348
FOOTER_HEIGHT = 51
PAGE_MARGIN = 28

# Below this value the sRGB transfer curve is a straight line (IEC 61966-2-1, as WCAG 2 uses it).
_SRGB_LINEAR_PART = 0.04045

LIGHT: dict[str, str] = {
    "window": "#F7F6F3",
    "sidebar": "#EFEDE8",
    "surface": "#FFFFFF",
    "raised": "#FFFFFF",
    "sunken": "#F3F1ED",
    "track": "#EAE7E1",
    "hover": "#EBE8E2",
    "pressed": "#E0DCD4",
    "selected": "#DDEFEC",
    "border": "#E2DED6",
    "border_btn": "#CDC8BE",
    "border_strong": "#8E887D",
    "text": "#1E2321",
    "text2": "#525A56",
    "text3": "#636A66",
    "disabled": "#A3A29B",
    "accent": "#0E6B65",
    "accent_hover": "#0A5752",
    "accent_pressed": "#084844",
    "on_accent": "#FFFFFF",
    "accent_soft": "#E1F1EE",
    "focus": "#0E6B65",
    "link": "#0B625C",
    "risk": "#A3201D",
    "risk_bg": "#FCEBE9",
    "risk_bd": "#F0C5C1",
    "overdue": "#864600",
    "overdue_bg": "#FFF2DB",
    "overdue_bd": "#EDD2A1",
    "signed": "#1B6638",
    "signed_bg": "#E5F3E9",
    "signed_bd": "#BADCC5",
    "draft": "#3E4C97",
    "draft_bg": "#ECEEFA",
    "draft_bd": "#CBD1F0",
    "neutral": "#525A56",
    "neutral_bg": "#EFEDE8",
    "neutral_bd": "#DDD9D0",
    "chart1": "#0E6B65",
    "chart2": "#9A5B00",
    "chart3": "#3E4C97",
    "grid": "#E7E3DC",
}

DARK: dict[str, str] = {
    "window": "#151816",
    "sidebar": "#101211",
    "surface": "#1D211F",
    "raised": "#262B28",
    "sunken": "#181C1A",
    "track": "#2A302D",
    "hover": "#282E2B",
    "pressed": "#313834",
    "selected": "#173A36",
    "border": "#303633",
    "border_btn": "#48504C",
    "border_strong": "#7C857F",
    "text": "#ECEFED",
    "text2": "#B6BDB9",
    "text3": "#98A19C",
    "disabled": "#5E6662",
    "accent": "#66C8BC",
    "accent_hover": "#80D6CB",
    "accent_pressed": "#4FB3A7",
    "on_accent": "#04211E",
    "accent_soft": "#16312E",
    "focus": "#80D6CB",
    "link": "#7AD2C7",
    "risk": "#FFA097",
    "risk_bg": "#391B19",
    "risk_bd": "#6A322D",
    "overdue": "#F2BC68",
    "overdue_bg": "#332610",
    "overdue_bd": "#5F4A22",
    "signed": "#88D7A3",
    "signed_bg": "#152E1E",
    "signed_bd": "#2C5439",
    "draft": "#B3BDFF",
    "draft_bg": "#20264A",
    "draft_bd": "#3C4680",
    "neutral": "#B6BDB9",
    "neutral_bg": "#282E2B",
    "neutral_bd": "#39403C",
    "chart1": "#66C8BC",
    "chart2": "#F2BC68",
    "chart3": "#B3BDFF",
    "grid": "#2B312E",
}


def high_contrast(colors: dict[str, str]) -> dict[str, str]:
    """The same tokens with outlines as dark as text and no tinted chip backgrounds."""
    outlines = dict.fromkeys(("border", "border_btn", "border_strong"), colors["text2"])
    tones = {f"{tone}_bg": colors["surface"] for tone in TONES}
    edges = {f"{tone}_bd": colors[tone] for tone in TONES}
    return colors | outlines | tones | edges


def contrast(first: str, second: str) -> float:
    """The WCAG 2 contrast ratio of two #RRGGBB colors, from 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    red, green, blue = (_linear(int(color[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    is_dark = channel <= _SRGB_LINEAR_PART
    return channel / 12.92 if is_dark else ((channel + 0.055) / 1.055) ** 2.4
