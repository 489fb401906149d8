"""The style sheet of every window: the only one, written anew for each theme from the tokens.

Widgets ask for a look by dynamic property: `c` the part a frame plays, `k` the kind of a control,
`t` the type step of a label, `tone` a meaning, `z` the small size, `on` chosen, `kb` reached by
keyboard, `ro` only to be read. A new theme replaces the whole sheet, so no rule may use
`palette()`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from counselor_desk.ui import tokens


@dataclass(frozen=True)
class _Pen:
    """What the rules are written with."""

    colors: Mapping[str, str]
    s: Callable[[float], int]
    focus_width: int

    def type(self, kind: str) -> str:
        px, weight = tokens.TYPE[kind]
        return f"font-size:{self.s(px)}px;font-weight:{weight};"


def build(colors: Mapping[str, str], s: Callable[[float], int], *, focus_width: int = 2) -> str:
    """Write the sheet.

    Args:
        colors: token to #RRGGBB.
        s: a measure at 100 % into pixels of the theme.
        focus_width: pixels of the focus ring, taken from the padding so that nothing moves.
    """
    pen = _Pen(colors, s, focus_width)
    parts = (_frames, _labels, _buttons, _segments_and_tabs, _fields, _checks, _views, _popups)
    return "\n".join(part(pen) for part in parts)


def _frames(pen: _Pen) -> str:
    c, s = pen.colors, pen.s
    tones = "".join(
        f"""
QFrame[c="banner"][tone="{tone}"]{{background:{c[tone + "_bg"]};
  border:1px solid {c[tone + "_bd"]};border-radius:{s(6)}px;}}"""
        for tone in tokens.TONES
    )
    return f"""
QWidget{{color:{c["text"]};}}
QMainWindow, QDialog, QWidget[c="page"]{{background:{c["window"]};}}
QScrollArea{{border:none;background:transparent;}}
QScrollArea > QWidget > QWidget[c="clear"]{{background:transparent;}}
QFrame[c="nav"]{{background:{c["sidebar"]};border:none;border-right:1px solid {c["border"]};}}
QFrame[c="bar"]{{background:{c["surface"]};border:none;border-bottom:1px solid {c["border"]};}}
QFrame[c="foot"]{{background:{c["surface"]};border:none;border-top:1px solid {c["border"]};}}
QFrame[c="inspector"]{{background:{c["sunken"]};border:none;border-left:1px solid {c["border"]};}}
QFrame[c="preview"]{{background:{c["pressed"]};border:none;}}
QFrame[c="card"]{{background:{c["surface"]};border:1px solid {c["border"]};
  border-radius:{s(10)}px;}}
QFrame[c="card"][on="1"]{{border:1px solid {c["accent"]};}}
QFrame[c="dialog"]{{background:{c["raised"]};border:1px solid {c["border_strong"]};
  border-radius:{s(10)}px;}}
QFrame[c="popup"]{{background:{c["raised"]};border:1px solid {c["border_strong"]};
  border-radius:{s(6)}px;}}
QFrame[c="toast"]{{background:{c["raised"]};border:1px solid {c["border"]};
  border-radius:{s(10)}px;}}
QFrame[c="row"]{{background:transparent;border:none;border-top:1px solid {c["border"]};}}
QFrame[c="row"][first="1"]{{border-top:none;}}
QFrame[c="row"][on="1"]{{background:{c["selected"]};}}
QFrame[c="sunken"]{{background:{c["sunken"]};border:1px solid {c["border"]};
  border-radius:{s(6)}px;}}
QFrame[c="hline"]{{background:{c["border"]};border:none;max-height:1px;min-height:1px;}}
QFrame[c="vline"]{{background:{c["border"]};border:none;max-width:1px;min-width:1px;}}
{tones}"""


def _labels(pen: _Pen) -> str:
    c, s = pen.colors, pen.s
    tones = "".join(f'\nQLabel[tone="{tone}"]{{color:{c[tone]};}}' for tone in tokens.TONES)
    return f"""
QLabel{{background:transparent;{pen.type("body")}}}
QLabel[t="caption"]{{{pen.type("caption")}color:{c["text2"]};}}
QLabel[t="hint"]{{{pen.type("caption")}color:{c["text3"]};}}
QLabel[t="muted"]{{color:{c["text2"]};}}
QLabel[t="strong"]{{{pen.type("strong")}}}
QLabel[t="reading"]{{{pen.type("reading")}}}
QLabel[t="group"]{{{pen.type("chip")}color:{c["text3"]};}}
QLabel[t="section"]{{{pen.type("section")}}}
QLabel[t="title"]{{{pen.type("title")}}}
QLabel[t="display"]{{{pen.type("display")}}}
QLabel[c="key"]{{{pen.type("key")}color:{c["text2"]};background:{c["sunken"]};
  border:1px solid {c["border"]};border-radius:{s(4)}px;padding:0 {s(5)}px;
  min-height:{s(18)}px;max-height:{s(18)}px;}}
QLabel[c="badge"]{{{pen.type("chip")}color:{c["on_accent"]};background:{c["accent"]};
  border-radius:{s(9)}px;padding:0 {s(6)}px;min-height:{s(18)}px;max-height:{s(18)}px;}}
{tones}"""


def _buttons(pen: _Pen) -> str:
    c, s, ring = pen.colors, pen.s, pen.focus_width
    clear = "background:transparent;border:1px solid transparent;"
    return f"""
QPushButton{{background:{c["surface"]};border:1px solid {c["border_btn"]};
  border-radius:{s(6)}px;padding:0;min-height:{s(32) - 2}px;{pen.type("button")}}}
QPushButton:hover{{background:{c["hover"]};}}
QPushButton:pressed{{background:{c["pressed"]};}}
QPushButton:disabled{{color:{c["disabled"]};border-color:{c["border"]};background:{c["sunken"]};}}
QPushButton[z="s"]{{min-height:{s(28) - 2}px;{pen.type("caption")}font-weight:500;}}
QPushButton[k="primary"]{{background:{c["accent"]};border-color:{c["accent"]};
  color:{c["on_accent"]};font-weight:600;}}
QPushButton[k="primary"]:hover{{background:{c["accent_hover"]};
  border-color:{c["accent_hover"]};}}
QPushButton[k="primary"]:pressed{{background:{c["accent_pressed"]};}}
QPushButton[k="primary"]:disabled{{color:{c["disabled"]};border-color:{c["border"]};
  background:{c["sunken"]};}}
QPushButton[k="danger"]{{color:{c["risk"]};border-color:{c["risk"]};}}
QPushButton[k="quiet"]{{{clear}color:{c["text2"]};}}
QPushButton[k="quiet"]:hover{{background:{c["hover"]};color:{c["text"]};}}
QPushButton[k="link"], QPushButton[k="plain"]{{background:transparent;border:none;}}
QPushButton[k="icon"]{{{clear}min-width:{s(28) - 2}px;max-width:{s(28) - 2}px;
  min-height:{s(28) - 2}px;max-height:{s(28) - 2}px;}}
QPushButton[k="icon"]:hover{{background:{c["hover"]};}}
QPushButton[k="tick"]{{{clear}min-height:0;}}
QPushButton[k="tick"]:hover{{background:{c["hover"]};}}
QPushButton[k="fold"]{{background:transparent;border-color:{c["border"]};}}
QPushButton[k="fold"]:hover{{background:{c["hover"]};}}
QPushButton[k="nav"]{{{clear}text-align:left;min-height:{s(34) - 2}px;
  max-height:{s(34) - 2}px;}}
QPushButton[k="nav"]:hover{{background:{c["hover"]};}}
QPushButton[k="nav"][on="1"]{{background:{c["selected"]};}}
QPushButton[k="find"]{{text-align:left;background:{c["surface"]};
  border:1px solid {c["border_strong"]};min-height:{s(34) - 2}px;max-height:{s(34) - 2}px;}}
QPushButton[k="find"]:hover{{background:{c["hover"]};}}
QPushButton[k="head"]{{{clear}min-height:0;border-radius:{s(4)}px;}}
QPushButton[k="head"]:hover{{background:{c["hover"]};}}
QPushButton[kb="1"]:focus{{border:{ring}px solid {c["focus"]};}}
QPushButton[k="primary"][kb="1"]:focus{{border:{ring}px solid {c["text"]};}}
QPushButton[k="link"][kb="1"]:focus, QPushButton[k="plain"][kb="1"]:focus{{border:none;}}"""


def _segments_and_tabs(pen: _Pen) -> str:
    c, s, ring = pen.colors, pen.s, pen.focus_width
    return f"""
QFrame[c="segments"]{{background:{c["track"]};border:none;border-radius:{s(6)}px;}}
QFrame[c="dialog"] QFrame[c="segments"]{{background:{c["pressed"]};}}
QPushButton[k="segment"]{{background:transparent;border:1px solid transparent;
  border-radius:{s(5)}px;min-height:{s(26) - 2}px;max-height:{s(26) - 2}px;
  {pen.type("caption")}font-weight:500;color:{c["text2"]};}}
QPushButton[k="segment"]:hover{{color:{c["text"]};}}
QPushButton[k="segment"]:checked{{background:{c["accent"]};border-color:{c["accent"]};
  color:{c["on_accent"]};font-weight:600;}}
QPushButton[k="segment"][tone="neutral"]:checked{{background:{c["raised"]};
  border:1px solid {c["border_btn"]};color:{c["text"]};}}
QPushButton[k="segment"]:disabled{{color:{c["disabled"]};}}
QPushButton[k="segment"][kb="1"]:focus{{border:{ring}px solid {c["focus"]};}}
QPushButton[k="segment"][kb="1"]:checked:focus{{border:{ring}px solid {c["text"]};}}
QPushButton[k="tab"]{{background:transparent;border:none;border-bottom:2px solid transparent;
  border-radius:0;min-height:{s(36)}px;color:{c["text2"]};font-weight:500;}}
QPushButton[k="tab"]:hover{{color:{c["text"]};border-bottom-color:{c["border_strong"]};}}
QPushButton[k="tab"]:checked{{color:{c["accent"]};border-bottom:2px solid {c["accent"]};
  font-weight:600;}}
QPushButton[k="tab"][kb="1"]:focus{{border:{ring}px solid {c["focus"]};
  border-radius:{s(4)}px;}}"""


def _fields(pen: _Pen) -> str:
    c, s, ring = pen.colors, pen.s, pen.focus_width
    selection = f"selection-background-color:{c['accent']};selection-color:{c['on_accent']};"
    return f"""
QLineEdit, QComboBox{{background:{c["surface"]};border:1px solid {c["border_strong"]};
  border-radius:{s(6)}px;padding:0 {s(10)}px;min-height:{s(32) - 2}px;
  {pen.type("body")}{selection}}}
QLineEdit:hover, QComboBox:hover{{border-color:{c["text2"]};}}
QLineEdit:focus, QComboBox:focus{{border:{ring}px solid {c["focus"]};
  padding:0 {s(10) - ring + 1}px;min-height:{s(32) - 2 * ring}px;}}
QLineEdit:disabled, QComboBox:disabled{{color:{c["disabled"]};border-color:{c["border"]};
  background:{c["sunken"]};}}
QLineEdit:read-only, QComboBox[ro="1"], QComboBox[ro="1"]:hover{{background:{c["sunken"]};
  border-color:{c["border"]};}}
QLineEdit[bad="1"]{{border-color:{c["risk"]};}}
QLineEdit[bad="1"]:focus{{border-color:{c["focus"]};}}
QLineEdit[z="s"], QComboBox[z="s"]{{min-height:{s(28) - 2}px;{pen.type("caption")}
  padding:0 {s(8)}px;}}
QLineEdit[z="s"]:focus, QComboBox[z="s"]:focus{{min-height:{s(28) - 2 * ring}px;
  padding:0 {s(8) - ring + 1}px;}}
QLineEdit[k="title"]{{border:1px solid transparent;background:transparent;
  {pen.type("section")}padding:0 {s(6)}px;}}
QLineEdit[k="title"]:hover{{border-color:{c["border_btn"]};}}
QLineEdit[k="title"]:focus{{border:{ring}px solid {c["focus"]};background:{c["surface"]};
  padding:0 {s(6) - ring + 1}px;}}
QLineEdit[k="plain"]{{border:1px solid transparent;background:transparent;}}
QLineEdit[k="plain"]:focus{{border:{ring}px solid {c["focus"]};background:{c["surface"]};}}
QLineEdit[k="palette"], QLineEdit[k="palette"]:focus{{border:none;background:{c["raised"]};
  padding:0;min-height:{s(30)}px;font-size:{s(16)}px;}}
QComboBox{{padding-left:{s(12)}px;}}
QComboBox:focus{{padding-left:{s(12) - ring + 1}px;}}
QComboBox::drop-down{{border:none;width:{s(28)}px;}}
QComboBox::down-arrow{{image:none;width:0;height:0;}}
QComboBox QAbstractItemView{{background:{c["raised"]};border:1px solid {c["border_strong"]};
  padding:{s(4)}px;}}
QTextEdit, QPlainTextEdit{{background:transparent;border:none;{pen.type("reading")}{selection}}}
QTextEdit[k="box"], QPlainTextEdit[k="box"]{{background:{c["surface"]};
  border:1px solid {c["border_strong"]};border-radius:{s(6)}px;
  padding:{s(5)}px {s(9)}px;{pen.type("body")}}}
QTextEdit[k="box"]:read-only, QPlainTextEdit[k="box"]:read-only{{background:{c["sunken"]};
  border-color:{c["border"]};}}
QTextEdit[k="box"]:focus, QPlainTextEdit[k="box"]:focus{{border:{ring}px solid {c["focus"]};
  padding:{s(5) - ring + 1}px {s(9) - ring + 1}px;}}"""


def _checks(pen: _Pen) -> str:
    c, s, ring = pen.colors, pen.s, pen.focus_width
    parts = []
    for widget, radius in (("QCheckBox", s(4)), ("QRadioButton", s(9))):
        parts.append(f"""
{widget}{{spacing:{s(8)}px;{pen.type("body")}background:transparent;}}
{widget}::indicator{{width:{s(18) - 2}px;height:{s(18) - 2}px;
  border:1px solid {c["border_strong"]};border-radius:{radius}px;background:{c["surface"]};}}
{widget}::indicator:hover{{border-color:{c["text2"]};}}
{widget}::indicator:checked{{background:{c["accent"]};border-color:{c["accent"]};}}
{widget}::indicator:disabled{{background:{c["sunken"]};border-color:{c["border"]};}}
{widget}[kb="1"]::indicator:focus{{border:{ring}px solid {c["focus"]};
  width:{s(18) - 2 * ring}px;height:{s(18) - 2 * ring}px;}}
{widget}[kb="1"]::indicator:checked:focus{{border:{ring}px solid {c["text"]};}}""")
    return "".join(parts)


def _views(pen: _Pen) -> str:
    c, s = pen.colors, pen.s
    return f"""
QAbstractItemView{{background:transparent;border:none;outline:0;{pen.type("body")}
  selection-background-color:{c["selected"]};selection-color:{c["text"]};}}
QHeaderView{{background:transparent;border:none;}}
QHeaderView::section{{background:transparent;border:none;border-bottom:1px solid {c["border"]};
  color:{c["text2"]};{pen.type("caption")}padding:{s(8)}px {s(8)}px;}}
QScrollBar:vertical{{background:transparent;width:{s(10)}px;margin:0;}}
QScrollBar:horizontal{{background:transparent;height:{s(10)}px;margin:0;}}
QScrollBar::handle{{background:{c["border_btn"]};border-radius:{s(3)}px;margin:{s(2)}px;}}
QScrollBar::handle:vertical{{min-height:{s(32)}px;}}
QScrollBar::handle:horizontal{{min-width:{s(32)}px;}}
QScrollBar::handle:hover{{background:{c["border_strong"]};}}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page{{
  background:none;border:none;width:0;height:0;}}
QSplitter::handle{{background:transparent;}}"""


def _popups(pen: _Pen) -> str:
    c, s = pen.colors, pen.s
    return f"""
QToolTip{{background:{c["raised"]};color:{c["text"]};border:1px solid {c["border_strong"]};
  padding:{s(4)}px {s(8)}px;{pen.type("caption")}}}
QMenu{{background:{c["raised"]};border:1px solid {c["border_strong"]};padding:{s(4)}px;}}
QMenu::item{{padding:{s(6)}px {s(16)}px {s(6)}px {s(12)}px;border-radius:{s(4)}px;}}
QMenu::item:selected{{background:{c["selected"]};color:{c["text"]};}}
QMenu::item:disabled{{color:{c["disabled"]};}}
QMenu::icon{{padding-left:{s(8)}px;}}
QMenu::separator{{height:1px;background:{c["border"]};margin:{s(4)}px {s(8)}px;}}
QMenuBar{{background:{c["sidebar"]};}}
QMenuBar::item{{padding:{s(4)}px {s(8)}px;}}
QMenuBar::item:selected{{background:{c["selected"]};}}
QCalendarWidget QWidget{{background:{c["raised"]};alternate-background-color:{c["raised"]};}}
QCalendarWidget QAbstractItemView{{background:{c["raised"]};
  selection-background-color:{c["accent"]};selection-color:{c["on_accent"]};}}
QCalendarWidget QToolButton{{background:transparent;border:none;color:{c["text"]};
  padding:{s(4)}px {s(8)}px;{pen.type("strong")}}}
QCalendarWidget QToolButton:hover{{background:{c["hover"]};border-radius:{s(4)}px;}}"""
