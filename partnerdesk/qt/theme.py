"""How the window looks: colours, sizes and distances, light and dark, following the system while running.

Everything a widget needs is in its palette. The few colours that QPalette has no role for (hairlines, the
three school states, tinted panels) belong to the scheme of the palette: ``colours(widget.palette())`` gives
them, so a widget that is given a dark palette becomes dark as a whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6 import QtCore
from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from partnerdesk.qt.stylesheet import stylesheet

GRID = 8
"""The unit of all distances, in device-independent pixels."""
RADIUS = 8
"""Corner radius of buttons, fields and panels."""
ROW = 4 * GRID
"""The least height of a row."""


class Size(Enum):
    """The four sizes of text, as a factor of the system's own size."""

    SMALL = 0.85
    TEXT = 1.0
    HEADING = 1.25
    TITLE = 1.6


@dataclass(frozen=True)
class Colours:
    """One scheme. Text colours reach 4.5:1 on every background, marks 3:1 (tested by computation)."""

    # backgrounds
    window: QColor
    side: QColor
    field: QColor
    selected: QColor
    tint: QColor
    caution: QColor
    alarm: QColor
    # text
    text: QColor
    muted: QColor
    faint: QColor  # disabled text, which needs no contrast
    accent: QColor
    warning: QColor
    error: QColor
    # lines
    hairline: QColor
    outline: QColor
    # the one thing to do on a page
    on_accent: QColor
    accent_hover: QColor
    # school states, and text inside a filled cell
    in_session: QColor
    on_session: QColor
    stretch: QColor
    on_stretch: QColor
    closed: QColor
    # the passing bar
    bar: QColor
    on_bar: QColor

    @property
    def dark(self) -> bool:
        """Whether text is lighter than what it stands on."""
        return self.text.lightness() > self.window.lightness()


LIGHT = Colours(
    window=QColor("#fcfcfb"),
    side=QColor("#f3f4f2"),
    field=QColor("#ffffff"),
    selected=QColor("#e8efed"),
    tint=QColor("#e3f0ee"),
    caution=QColor("#fbf0df"),
    alarm=QColor("#fbe9e6"),
    text=QColor("#1d2321"),
    muted=QColor("#5d6763"),
    faint=QColor("#8f9894"),
    accent=QColor("#0f6b64"),
    warning=QColor("#9a4d19"),
    error=QColor("#a8321f"),
    hairline=QColor("#e3e5e1"),
    outline=QColor("#c6ccc9"),
    on_accent=QColor("#ffffff"),
    accent_hover=QColor("#0b5750"),
    in_session=QColor("#2a8258"),
    on_session=QColor("#ffffff"),
    stretch=QColor("#b97a14"),
    on_stretch=QColor("#171c1a"),
    closed=QColor("#7d8783"),
    bar=QColor("#1d2321"),
    on_bar=QColor("#fcfcfb"),
)

DARK = Colours(
    window=QColor("#1b1f1e"),
    side=QColor("#161a19"),
    field=QColor("#212625"),
    selected=QColor("#26302e"),
    tint=QColor("#1f3835"),
    caution=QColor("#382c1c"),
    alarm=QColor("#3d2522"),
    text=QColor("#e9eeec"),
    muted=QColor("#9ba6a1"),
    faint=QColor("#69736f"),
    accent=QColor("#58c2b4"),
    warning=QColor("#e59a66"),
    error=QColor("#f08a78"),
    hairline=QColor("#2d3331"),
    outline=QColor("#444d4a"),
    on_accent=QColor("#10211f"),
    accent_hover=QColor("#74d3c6"),
    in_session=QColor("#4fbd87"),
    on_session=QColor("#10211a"),
    stretch=QColor("#dfa23a"),
    on_stretch=QColor("#171c1a"),
    closed=QColor("#7f8a85"),
    bar=QColor("#e9eeec"),
    on_bar=QColor("#1b1f1e"),
)


def colours(palette: QPalette) -> Colours:
    """Return the scheme that ``palette`` belongs to.

    It is told by the hairline's role: the stylesheet writes over most others in the palettes of its widgets.
    """
    line = palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.Midlight)
    return DARK if line.lightness() < 128 else LIGHT


def palette_of(c: Colours) -> QPalette:
    """Build the palette of a scheme.

    Placeholder text is the muted text everywhere; ``BrightText`` is the colour of warnings, ``Link`` the
    accent as text, ``AlternateBase`` the side panel.
    """
    role = QPalette.ColorRole
    palette = QPalette()
    for which, colour in {
        role.Window: c.window,
        role.WindowText: c.text,
        role.Base: c.field,
        role.AlternateBase: c.side,
        role.Text: c.text,
        role.PlaceholderText: c.muted,
        role.BrightText: c.warning,
        role.Button: c.window,
        role.ButtonText: c.text,
        role.ToolTipBase: c.bar,
        role.ToolTipText: c.on_bar,
        role.Highlight: c.accent,
        role.HighlightedText: c.on_accent,
        role.Accent: c.accent,
        role.Link: c.accent,
        role.LinkVisited: c.accent,
        role.Light: c.field,
        role.Midlight: c.hairline,
        role.Mid: c.outline,
        role.Dark: c.closed,
        role.Shadow: c.outline if not c.dark else c.side,
    }.items():
        palette.setColor(which, colour)
    for which in (role.WindowText, role.Text, role.ButtonText, role.PlaceholderText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, c.faint)
    palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, c.outline)
    palette.setColor(QPalette.ColorGroup.Disabled, role.Accent, c.outline)
    return palette


def font(size: Size = Size.TEXT, *, bold: bool = False) -> QFont:
    """Return the system's font in one of the four sizes; follows whatever size the system has now."""
    result = QFont(QApplication.font())
    if result.pointSizeF() > 0:
        result.setPointSizeF(result.pointSizeF() * size.value)
    else:
        result.setPixelSize(max(1, round(result.pixelSize() * size.value)))
    if bold:
        result.setBold(True)
    return result


def set_look(widget: QWidget, name: str, value: object) -> None:
    """Set a property by which the stylesheet tells widgets apart, and draw the widget accordingly."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()


def row_height(*lines: Size) -> int:
    """Return the height of a row with these lines of text, in device-independent pixels; 32 at the least."""
    return max(ROW, sum(QFontMetrics(font(size)).height() for size in lines or (Size.TEXT,)) + 2 * GRID)


def column_width(letters: int = 72) -> int:
    """Return the width of a text column of so many average letters, in device-independent pixels."""
    return QFontMetrics(font()).averageCharWidth() * letters


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast of two opaque colours, from 1 to 21 (WCAG 2.2, relative luminance)."""

    def luminance(colour: QColor) -> float:
        linear = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            for part in (colour.redF(), colour.greenF(), colour.blueF())
        ]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _scheme(scheme: QtCore.Qt.ColorScheme) -> Colours:
    return DARK if scheme is QtCore.Qt.ColorScheme.Dark else LIGHT


_PROPERTY = "partnerdesk-theme"


class Theme(QObject):
    """Keeps the application's palette and stylesheet in step with the system's scheme and text size.

    It is all that the first paint of a window needs in an application whose style is Fusion; ``install`` adds
    what pages need.
    """

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        app.setProperty(_PROPERTY, self)  # to look for a child makes Python know all the others first
        self._forced: Colours | None = None
        # Fusion's palette is the system's. To ask for the scheme itself loads all of Qt's hundred enums, for
        # which the first paint would wait.
        self._system = DARK if app.palette().window().color().lightness() < 128 else LIGHT
        app.styleHints().colorSchemeChanged.connect(self._follow_system)
        app.fontChanged.connect(self._follow)
        self._mirrored: QObject | None = None
        self._follow()

    @property
    def colours(self) -> Colours:
        """The scheme shown now; the light one where the system names none."""
        return self._forced or self._system

    def force(self, scheme: QtCore.Qt.ColorScheme) -> None:
        """Show this scheme whatever the system says; ``Unknown`` follows the system again."""
        self._forced = None if scheme is QtCore.Qt.ColorScheme.Unknown else _scheme(scheme)
        self._app.styleHints().setColorScheme(scheme)
        self._follow()

    def set_font(self, new: QFont) -> None:
        """Use another system font or size; every label and field follows."""
        self._app.setFont(new)

    def follow_direction(self) -> None:
        """Turn lines of text with the application from now on: not before a page: it takes long."""
        self._app.layoutDirectionChanged.connect(self._turn)
        self._turn(self._app.layoutDirection())

    def _turn(self, way: QtCore.Qt.LayoutDirection) -> None:
        """Have lines of text begin where a page that is mirrored does: Qt goes by the letters in them."""
        if self._mirrored is not None:
            self._app.removeEventFilter(self._mirrored)
            self._mirrored = None
        if way is QtCore.Qt.LayoutDirection.RightToLeft:
            from partnerdesk.qt.mirrored import LeadingLines

            self._mirrored = LeadingLines(self)
            self._app.installEventFilter(self._mirrored)

    def _follow_system(self, scheme: QtCore.Qt.ColorScheme) -> None:
        self._system = _scheme(scheme)
        self._follow()

    def _follow(self) -> None:
        c = self.colours
        palette = palette_of(c)
        self._app.setPalette(palette)
        QToolTip.setPalette(palette)
        self._app.setStyleSheet(stylesheet(c, QFontMetrics(font()).height()))
        self.changed.emit()


def install(app: QApplication) -> Theme:
    """Give ``app`` the program's whole look; call once, before the first page is made."""
    # Once there is a stylesheet, a bar passes its own palette on to its parts only with this.
    passing_on = QtCore.Qt.ApplicationAttribute.AA_UseStyleSheetPropagationInWidgetStyles
    QCoreApplication.setAttribute(passing_on)
    known = theme_of(app)
    if known is None:
        app.setStyle("Fusion")
    found = known or Theme(app)
    found.follow_direction()
    return found


def theme_of(app: QCoreApplication) -> Theme | None:
    """Return the look that an application was given, if it was."""
    found = app.property(_PROPERTY)
    return found if isinstance(found, Theme) else None
