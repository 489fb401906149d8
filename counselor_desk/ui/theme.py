"""The one theme all windows wear: tokens into palette, font, icons and style sheet."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetrics,
    QGuiApplication,
    QIcon,
    QPainter,
    QPalette,
    QPixmap,
    QPixmapCache,
)
from PySide6.QtWidgets import QApplication, QWidget

from counselor_desk import resources
from counselor_desk.ui import dressing, style_sheet, tokens

if TYPE_CHECKING:
    from counselor_desk.settings import Theme as ColorMode

_STROKE_WIDTH = re.compile(r'stroke-width="[\d.]+"')
_LOOK_NAME = "application_look"
_CLOTHED = "wears_the_look"
_STYLE = "Fusion"
_STYLE_VARIABLE = "QT_STYLE_OVERRIDE"
_FONT_FILES = ("Regular", "Medium", "SemiBold", "Bold", "Italic")
_PALETTE = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "risk",
    QPalette.ColorRole.ToolTipBase: "raised",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.PlaceholderText: "text3",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.Link: "link",
    QPalette.ColorRole.LinkVisited: "link",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Light: "raised",
    QPalette.ColorRole.Midlight: "hover",
    QPalette.ColorRole.Mid: "border",
    QPalette.ColorRole.Dark: "border_strong",
    QPalette.ColorRole.Shadow: "border_strong",
}


@dataclass(frozen=True)
class Theme:
    """How the program looks: a value, so that a test or a picture can ask for any of them.

    Attributes:
        dark: light text on dark surfaces.
        scale: factor on every pixel size, from the system font and the user's text size, 0.9-2.6.
        high_contrast: darker outlines and no tinted chips.
        compact_rows: lists with less room between their rows.
        family: the font of the screen.
    """

    dark: bool = False
    scale: float = 1.0
    high_contrast: bool = False
    compact_rows: bool = False
    family: str = "Inter"

    @cached_property
    def colors(self) -> dict[str, str]:
        """Token to #RRGGBB."""
        colors = tokens.DARK if self.dark else tokens.LIGHT
        return tokens.high_contrast(colors) if self.high_contrast else colors

    def color(self, token: str) -> QColor:
        """The color of a token."""
        return QColor(self.colors[token])

    def s(self, px: float) -> int:
        """A measure of the design, given in pixels at 100 %, in pixels of this theme."""
        return max(1, round(px * self.scale)) if px > 0 else 0

    def row(self, px: float) -> int:
        """The height of a row of a list, given in pixels at 100 %; tall ones may be compact."""
        is_tall = px >= tokens.TALL_ROW_HEIGHT
        return self.s(px - tokens.COMPACT_BY if self.compact_rows and is_tall else px)

    def font(self, kind: str = "body", *, is_tabular: bool = False) -> QFont:
        """The font of a type step (see `tokens.TYPE`).

        Tabular figures have one width, so that columns of dates and hours align. They are not
        for sentences: Inter gives hyphens the same width then.
        """
        if (kind, is_tabular) not in self._fonts:
            self._fonts[kind, is_tabular] = self._make_font(kind, is_tabular=is_tabular)
        return QFont(self._fonts[kind, is_tabular])

    def metrics(self, kind: str = "body", *, is_tabular: bool = False) -> QFontMetrics:
        """The measures of a type step, looked up once: every line that is painted asks them."""
        if (kind, is_tabular) not in self._metrics:
            font = self.font(kind, is_tabular=is_tabular)
            self._metrics[kind, is_tabular] = QFontMetrics(font)
        return self._metrics[kind, is_tabular]

    @cached_property
    def _fonts(self) -> dict[tuple[str, bool], QFont]:
        return {}

    @cached_property
    def _metrics(self) -> dict[tuple[str, bool], QFontMetrics]:
        return {}

    def _make_font(self, kind: str, *, is_tabular: bool) -> QFont:
        px, weight = tokens.TYPE[kind]
        font = QFont(self.family)
        font.setPixelSize(self.s(px))
        font.setWeight(QFont.Weight(weight))
        if is_tabular:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def palette(self) -> QPalette:
        """The palette for whatever the style sheet does not reach."""
        palette = QPalette()
        for role, token in _PALETTE.items():
            palette.setColor(role, self.color(token))
        disabled = QPalette.ColorGroup.Disabled
        for role in (
            QPalette.ColorRole.WindowText,
            QPalette.ColorRole.Text,
            QPalette.ColorRole.ButtonText,
        ):
            palette.setColor(disabled, role, self.color("disabled"))
        inactive = QPalette.ColorGroup.Inactive
        palette.setColor(inactive, QPalette.ColorRole.Highlight, self.color("selected"))
        palette.setColor(inactive, QPalette.ColorRole.HighlightedText, self.color("text"))
        return palette

    def style_sheet(self) -> str:
        """The only style sheet, which every window wears whole."""
        return style_sheet.build(self.colors, self.s, focus_width=3 if self.high_contrast else 2)

    def pixmap(self, name: str, ink: str = "text2", size: float = tokens.ICON_SIZE) -> QPixmap:
        """An icon in a token's color, `size` in pixels at 100 %, sharp on the densest screen."""
        app = QGuiApplication.instance()
        ratio = app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
        side = self.s(size)
        key = f"icon:{name}:{self.colors[ink]}:{side}:{ratio}"
        pixmap = QPixmap()
        if not QPixmapCache.find(key, pixmap):
            pixmap = _render(name, self.colors[ink], side, ratio)
            QPixmapCache.insert(key, pixmap)
        return pixmap

    def icon(self, name: str, ink: str = "text2", size: float = tokens.ICON_SIZE) -> QIcon:
        """An icon with its disabled twin, for menus and actions."""
        icon = QIcon(self.pixmap(name, ink, size))
        icon.addPixmap(self.pixmap(name, "disabled", size), QIcon.Mode.Disabled)
        return icon


class Look(QObject):
    """What the application wears now; one per application, as its palette and font are.

    Signals:
        theme_changed: after everything was restyled; carries the new theme. Widgets that hold
            measures or pictures of their own follow it.
    """

    theme_changed = Signal(object)

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.setObjectName(_LOOK_NAME)
        self.theme = Theme()
        self.mode: ColorMode = "light"
        self.text_size = 1.0
        self.high_contrast = self.compact_rows = False
        self._app = app
        self._has_fonts = False
        self._follows = False

    def wear(self, theme: Theme) -> None:
        """Put a theme on the application; live widgets restyle."""
        if not self._has_fonts:
            self._has_fonts = True
            register_fonts()
            if os.environ.pop(_STYLE_VARIABLE, "") != _STYLE:
                self._app.setStyle(_STYLE)
        self.theme = theme
        for widget in self._app.allWidgets():
            dressing.measure(widget, theme.s)
        self._app.setPalette(theme.palette())
        self._app.setFont(theme.font())
        for window in self._app.topLevelWidgets():
            if window.property(_CLOTHED):
                window.setStyleSheet(theme.style_sheet())
        self.theme_changed.emit(theme)

    def clothe(self, window: QWidget) -> None:
        """Put the style sheet on a window without a parent, now and at every change of theme.

        What is in the window or belongs to it, its dialogs and menus too, follows. A sheet on the
        application would reach everything by itself, but Qt polishes each widget once for each of
        its parents when such a sheet changes, and once more whenever a part is put into another:
        1.5 s instead of 0.15 s for a new theme on 900 widgets, 300 ms instead of 140 ms for
        opening the note page.
        """
        window.setProperty(_CLOTHED, True)
        window.setStyleSheet(self.theme.style_sheet())

    def choose(
        self,
        mode: ColorMode,
        text_size: float = 1.0,
        *,
        high_contrast: bool = False,
        compact_rows: bool = False,
    ) -> None:
        """Follow the user's choice, and with `system` the desktop's light or dark from now on.

        `text_size` is the user's own factor, 0.9-1.6, on top of the system's font size. High
        contrast is also worn where the desktop asks for it.
        """
        self.mode, self.text_size = mode, min(max(text_size, 0.9), 1.6)
        self.high_contrast, self.compact_rows = high_contrast, compact_rows
        schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
        hints = self._app.styleHints()
        hints.setColorScheme(schemes.get(mode, Qt.ColorScheme.Unknown))
        if not self._follows:
            self._follows = True
            hints.colorSchemeChanged.connect(self._follow)
            # The system's font size has no signal of its own: look when the window comes back.
            self._app.applicationStateChanged.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        # Two steps: the accessibility hints die with the wrapper of the style hints.
        hints = self._app.styleHints()
        preference = hints.accessibility().contrastPreference()
        is_dark = hints.colorScheme() == Qt.ColorScheme.Dark
        dark = is_dark if self.mode == "system" else self.mode == "dark"
        theme = replace(
            self.theme,
            dark=dark,
            scale=round(system_scale() * self.text_size, 3),
            high_contrast=self.high_contrast or preference == Qt.ContrastPreference.HighContrast,
            compact_rows=self.compact_rows,
        )
        if theme != self.theme or not self._has_fonts:
            self.wear(theme)


def prepare() -> None:
    """Choose the style before the application is made, which costs less than changing it.

    `setStyle` hands back a style and with it the whole QStyle class: 15 ms of the start. The
    variable is taken away again by the first theme, so that no other program inherits it.
    """
    os.environ[_STYLE_VARIABLE] = _STYLE


def look() -> Look:
    """The look of the running application.

    Raises:
        RuntimeError: there is no application yet.
    """
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise RuntimeError("the look belongs to a QApplication, and none is running")  # noqa: TRY004  # a state, not a type
    found = app.findChild(Look, _LOOK_NAME, Qt.FindChildOption.FindDirectChildrenOnly)
    return found if isinstance(found, Look) else Look(app)


def current() -> Theme:
    """The theme the application wears now."""
    return look().theme


def apply(app: QApplication, theme: Theme) -> Look:
    """Dress the application in `theme` and return its look."""
    wardrobe = look() if QApplication.instance() is app else Look(app)
    wardrobe.wear(theme)
    return wardrobe


def system_scale() -> float:
    """How much larger the system's font is than its platform's own default, 1.0-1.6."""
    platform = QGuiApplication.platformName()
    if platform in ("offscreen", "minimal"):
        return 1.0
    desktop = os.environ.get("XDG_CURRENT_DESKTOP", "")
    usual = {"windows": 9.0, "cocoa": 13.0}.get(platform, 10.0 if "KDE" in desktop else 11.0)
    points = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).pointSizeF()
    return min(max(points / usual, 1.0), 1.6)


def register_fonts() -> None:
    """Make Inter known to Qt."""
    for weight in _FONT_FILES:
        QFontDatabase.addApplicationFont(
            str(resources.path("fonts", "inter", f"Inter-{weight}.ttf"))
        )


def _render(name: str, color: str, side: int, ratio: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer

    source = resources.read_text("icons", f"{name}.svg")
    source = _STROKE_WIDTH.sub('stroke-width="1.75"', source.replace("currentColor", color))
    pixmap = QPixmap(round(side * ratio), round(side * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(source.encode())).render(
        painter, QRectF(0, 0, pixmap.width(), pixmap.height())
    )
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
