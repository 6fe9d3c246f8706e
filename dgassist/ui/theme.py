"""One design system. Everything that is drawn takes its looks from here, when it is drawn.

``look()`` is asked again at every painting, so what is on the screen follows a change of look.
"""

from __future__ import annotations

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from dgassist import paths
from dgassist.ui.look import DARK, LIGHT, NORMAL, SCHEMES, SIZES, SYSTEM, Look, look_of
from dgassist.ui.look import LARGE as LARGE_TYPE
from dgassist.ui.sheet import sheet

FAMILY = "Noto Sans SC"

# spacing
TIGHT, SMALL, MEDIUM, LARGE = 4, 8, 16, 24
TEXT_WIDTH = 760  # lines longer than this are hard to read


class _State:
    """What was chosen, and what is shown."""

    def __init__(self) -> None:
        self.scheme = SYSTEM
        self.size = NORMAL
        self.look = look_of()
        self.is_begun = False
        self.is_settled = False


_state = _State()


def look() -> Look:
    """The look in force."""
    return _state.look


def scheme() -> str:
    """The chosen colours: one of ``SCHEMES``."""
    return _state.scheme


def size() -> str:
    """The chosen type size: one of ``SIZES``."""
    return _state.size


def font(size: int = 0, *, bold: bool = False) -> QFont:
    """The font of the program, in body size unless another is asked for."""
    result = QFont(FAMILY)
    result.setPixelSize(size or _state.look.body)
    result.setBold(bold)
    return result


def choose(scheme: str = SYSTEM, size: str = NORMAL) -> None:
    """Take the colours and type size a user wants; what is open follows. Unknown words are none."""
    _state.scheme = scheme if scheme in SCHEMES else SYSTEM
    _state.size = size if size in SIZES else NORMAL
    app = QApplication.instance()
    if isinstance(app, QApplication) and _state.is_begun:
        if _state.is_settled:
            _tell_qt(app)
        apply(app)


def apply(app: QApplication, look: Look | None = None) -> None:
    """Give the application its font, style, palette and sheet: those chosen, or a given look."""
    if not _state.is_begun:
        _state.is_begun = True
        for weight in ("Regular", "Bold"):
            QFontDatabase.addApplicationFont(
                str(paths.resources() / "fonts" / f"NotoSansSC-{weight}.ttf")
            )
        app.setStyle(QStyleFactory.create("Fusion"))
    elif (look or _chosen(app)) == _state.look:
        return
    _state.look = look or _chosen(app)
    app.setStyleSheet("")  # a sheet in the place of another takes four times as long
    app.setFont(font())
    app.setPalette(_palette(_state.look))
    app.setStyleSheet(sheet(_state.look, FAMILY, (paths.resources() / "icons").as_posix()))


def settle(app: QApplication) -> None:
    """Tell Qt's own dialogs and title bars, and follow the system; after the first paint.

    It is not seen in the first paint, and Qt's names that it needs cost a tenth of the time to it.
    """
    if _state.is_settled:
        return
    _state.is_settled = True
    _tell_qt(app)
    app.styleHints().colorSchemeChanged.connect(lambda: apply(app))


def _chosen(app: QApplication) -> Look:
    # Fusion's own palette is dark where the system is: Qt's colour scheme by a cheaper way.
    follows = _state.scheme == SYSTEM
    ground = app.style().standardPalette().color(QPalette.ColorRole.Window) if follows else None
    is_dark = ground.lightness() < 128 if ground else _state.scheme == DARK
    return look_of(is_dark=is_dark, is_large=_state.size == LARGE_TYPE)


def _tell_qt(app: QApplication) -> None:
    from PySide6.QtCore import Qt

    schemes = {LIGHT: Qt.ColorScheme.Light, DARK: Qt.ColorScheme.Dark}
    app.styleHints().setColorScheme(schemes.get(_state.scheme, Qt.ColorScheme.Unknown))


def _palette(look: Look) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for which, colour in {
        role.Window: look.ground, role.Base: look.surface, role.AlternateBase: look.ground,
        role.Button: look.surface, role.WindowText: look.ink, role.Text: look.ink,
        role.ButtonText: look.ink, role.PlaceholderText: look.muted,
        role.ToolTipBase: look.surface, role.ToolTipText: look.ink,
        role.Highlight: look.accent, role.HighlightedText: look.surface,
        role.Accent: look.accent, role.Link: look.accent,
        role.LinkVisited: look.accent,
    }.items():  # fmt: skip
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(look.edge))
    return palette
