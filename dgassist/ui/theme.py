"""One design system: spacing, type, colours. Everything that is drawn takes its looks from here."""

from __future__ import annotations

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from dgassist import paths
from dgassist.engine.truth import Truth

FAMILY = "Noto Sans SC"

# spacing
TIGHT, SMALL, MEDIUM, LARGE = 4, 8, 16, 24
TARGET = 34  # the least height of what can be clicked
TEXT_WIDTH = 760  # lines longer than this are hard to read

# type, in pixels
CAPTION, BODY, LEAD, TITLE, FIGURE = 13, 15, 17, 22, 26

# colours: each text colour has a contrast of 4.5 or more on each ground it stands on
GROUND, SURFACE, HOVER = "#F3F5F8", "#FFFFFF", "#EAF1F8"
INK, MUTED, LINE, EDGE = "#1C2733", "#566270", "#DDE2E8", "#8794A3"
ACCENT, ACCENT_DARK, ACCENT_SOFT = "#17609E", "#0F4A7C", "#E3EEF8"
YES, YES_SOFT = "#17713F", "#E3F3EA"
OPEN, OPEN_SOFT = "#8A5200", "#FBF0DA"
NO, NO_SOFT = "#B3261E", "#FBE9E7"
MARK = "#FFE58A"  # behind quoted words in a document

TRUTH_COLOUR = {Truth.TRUE: YES, Truth.UNKNOWN: OPEN, Truth.FALSE: NO}
TRUTH_GROUND = {Truth.TRUE: YES_SOFT, Truth.UNKNOWN: OPEN_SOFT, Truth.FALSE: NO_SOFT}


def apply(app: QApplication) -> None:
    """Give the application its font, style, palette and sheet; always light."""
    for weight in ("Regular", "Bold"):
        QFontDatabase.addApplicationFont(
            str(paths.resources() / "fonts" / f"NotoSansSC-{weight}.ttf")
        )
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setFont(font())
    app.setPalette(_palette())
    app.setStyleSheet(_SHEET)


def keep_light(app: QApplication) -> None:
    """Stay light where the system is dark; done after the first paint, for it is not seen in it."""
    from PySide6.QtCore import Qt  # its names cost a tenth of the time to the first window

    app.styleHints().setColorScheme(Qt.ColorScheme.Light)


def font(size: int = BODY, *, bold: bool = False) -> QFont:
    """The font of the program."""
    result = QFont(FAMILY)
    result.setPixelSize(size)
    result.setBold(bold)
    return result


def _palette() -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for which, colour in {
        role.Window: GROUND, role.Base: SURFACE, role.AlternateBase: GROUND,
        role.Button: SURFACE, role.WindowText: INK, role.Text: INK, role.ButtonText: INK,
        role.PlaceholderText: MUTED, role.ToolTipBase: SURFACE, role.ToolTipText: INK,
        role.Highlight: ACCENT, role.HighlightedText: SURFACE,
        role.Link: ACCENT, role.LinkVisited: ACCENT,
    }.items():  # fmt: skip
        palette.setColor(which, QColor(colour))
    return palette


# ``class`` is a dynamic property: what a widget is, not how it looks.
_SHEET = f"""
* {{ font-family: "{FAMILY}"; font-size: {BODY}px; color: {INK}; }}
QWidget {{ outline: none; }}
QToolTip {{ background: {SURFACE}; color: {INK}; border: 1px solid {EDGE}; padding: {TIGHT}px; }}

QFrame[class="card"] {{ background: {SURFACE}; border: 1px solid {LINE}; border-radius: 8px; }}
QFrame[class="bar"] {{ background: {SURFACE}; border: none; border-bottom: 1px solid {LINE}; }}
QFrame[class="foot"] {{ background: {SURFACE}; border: none; border-top: 1px solid {LINE}; }}
QFrame[class="side"] {{ background: {SURFACE}; border: none; border-right: 1px solid {LINE}; }}
QFrame[class="notice"] {{ background: {OPEN_SOFT}; border: 1px solid {OPEN}; border-radius: 6px; }}
QFrame[class="line"] {{ background: {LINE}; border: none; max-height: 1px; min-height: 1px; }}
QScrollArea, QScrollArea > QWidget > QWidget[class="page"] {{ background: transparent;
    border: none; }}

QLabel {{ background: transparent; }}
QLabel[class="title"] {{ font-size: {TITLE}px; font-weight: bold; }}
QLabel[class="lead"] {{ font-size: {LEAD}px; font-weight: bold; }}
QLabel[class="strong"] {{ font-weight: bold; }}
QLabel[class="figure"] {{ font-size: {FIGURE}px; font-weight: bold; }}
QLabel[class="muted"] {{ color: {MUTED}; }}
QLabel[class="caption"] {{ color: {MUTED}; font-size: {CAPTION}px; }}
QLabel[class="error"] {{ color: {NO}; font-size: {CAPTION}px; font-weight: bold; }}
QLabel[class="brand"] {{ font-size: {LEAD}px; font-weight: bold; color: {ACCENT_DARK}; }}
QLabel[class="tag"] {{ background: {GROUND}; color: {MUTED}; font-size: {CAPTION}px;
    border-radius: 4px; padding: 1px 6px; }}
QLabel[class="tag-true"] {{ background: {YES_SOFT}; color: {YES}; font-size: {CAPTION}px;
    border-radius: 4px; padding: 1px 6px; }}
QLabel[class="tag-unknown"] {{ background: {OPEN_SOFT}; color: {OPEN}; font-size: {CAPTION}px;
    border-radius: 4px; padding: 1px 6px; }}
QLabel[class="tag-false"] {{ background: {NO_SOFT}; color: {NO}; font-size: {CAPTION}px;
    border-radius: 4px; padding: 1px 6px; }}
QLabel[class="quote"] {{ border-left: 3px solid {LINE}; padding-left: {SMALL}px; color: {MUTED}; }}

QPushButton {{ background: {SURFACE}; border: 1px solid {EDGE}; border-radius: 6px;
    padding: 0 {MEDIUM}px; min-height: {TARGET - 2}px; }}
QPushButton:hover {{ background: {HOVER}; }}
QPushButton:pressed {{ background: {ACCENT_SOFT}; }}
QPushButton:focus {{ border: 2px solid {ACCENT}; padding: 0 {MEDIUM - 1}px;
    min-height: {TARGET - 4}px; }}
QPushButton:disabled {{ color: {EDGE}; border-color: {LINE}; }}
QPushButton[class="primary"] {{ background: {ACCENT}; border-color: {ACCENT}; color: {SURFACE};
    font-weight: bold; }}
QPushButton[class="primary"]:hover {{ background: {ACCENT_DARK}; }}
QPushButton[class="primary"]:focus {{ border: 2px solid {INK}; }}
QPushButton[class="link"] {{ background: transparent; border: 1px solid transparent;
    color: {ACCENT}; padding: 0 {SMALL}px; }}
QPushButton[class="link"]:hover {{ text-decoration: underline; background: {HOVER}; }}
QPushButton[class="link"]:focus {{ border: 2px solid {ACCENT}; padding: 0 {SMALL - 1}px; }}
QPushButton[class="step"] {{ background: transparent; border: 2px solid transparent;
    border-bottom: 3px solid transparent; border-radius: 0; color: {MUTED};
    padding: 0 {MEDIUM - 4}px; min-height: 43px; }}
QPushButton[class="step"]:hover {{ color: {INK}; background: {HOVER}; }}
QPushButton[class="step"]:checked {{ color: {ACCENT}; font-weight: bold;
    border-bottom: 3px solid {ACCENT}; }}
QPushButton[class="step"]:focus {{ border: 2px solid {ACCENT};
    border-bottom: 3px solid {ACCENT}; }}
QPushButton[class="step"]:disabled {{ color: {EDGE}; }}
QPushButton[class="choice"] {{ padding: 0 {MEDIUM}px; }}
QPushButton[class="choice"]:checked {{ background: {ACCENT_SOFT}; border: 2px solid {ACCENT};
    color: {ACCENT_DARK}; font-weight: bold; padding: 0 {MEDIUM - 1}px;
    min-height: {TARGET - 4}px; }}

QLineEdit {{ background: {SURFACE}; border: 1px solid {EDGE}; border-radius: 6px;
    padding: 0 {SMALL}px; min-height: {TARGET - 2}px; selection-background-color: {ACCENT}; }}
QLineEdit:focus {{ border: 2px solid {ACCENT}; padding: 0 {SMALL - 1}px;
    min-height: {TARGET - 4}px; }}
QLineEdit[wrong="true"] {{ border: 2px solid {NO}; padding: 0 {SMALL - 1}px;
    min-height: {TARGET - 4}px; }}

QRadioButton {{ spacing: {SMALL}px; min-height: {TARGET - 2}px; padding: 0 {SMALL}px;
    border: 2px solid transparent; border-radius: 6px; }}
QRadioButton:focus {{ border-color: {ACCENT}; }}
QRadioButton:hover {{ background: {HOVER}; }}

QTreeView, QListView {{ background: {SURFACE}; border: 2px solid transparent; }}
QTreeView:focus, QListView:focus, QTableView:focus {{ border: 2px solid {ACCENT}; }}
QListWidget::item {{ padding: {SMALL}px; border-radius: 6px; color: {INK}; }}
QListWidget::item:selected {{ background: {ACCENT_SOFT}; color: {INK}; }}
QListWidget::item:hover:!selected {{ background: {HOVER}; }}
QTreeView::item {{ min-height: {TARGET}px; padding: 0 {TIGHT}px; }}
QTreeView::item:selected, QTableView::item:selected {{ background: {ACCENT_SOFT}; color: {INK}; }}
QTreeView::item:hover {{ background: {HOVER}; }}
QTableView {{ background: {SURFACE}; border: 1px solid {LINE}; border-radius: 6px;
    gridline-color: {LINE};
    selection-background-color: {ACCENT_SOFT}; selection-color: {INK}; }}
QTableView::item {{ padding: 0 {SMALL}px; }}
QHeaderView {{ background: {GROUND}; border: none; }}
QHeaderView::section {{ background: {GROUND}; color: {MUTED}; font-size: {CAPTION}px; border: none;
    padding: 0 {SMALL + 2}px; }}
QHeaderView::section:horizontal {{ border-bottom: 1px solid {LINE}; min-height: 32px; }}
QTableCornerButton::section {{ background: {GROUND}; border: none;
    border-bottom: 1px solid {LINE}; }}
QTextBrowser {{ background: {SURFACE}; border: 1px solid {LINE}; border-radius: 8px;
    padding: {MEDIUM}px; }}
QTextBrowser:focus {{ border: 2px solid {ACCENT}; }}
QScrollBar:vertical {{ width: 12px; background: transparent; }}
QScrollBar::handle {{ background: #BCC5CF; border-radius: 4px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar:horizontal {{ height: 12px; background: transparent; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QSplitter::handle {{ background: {LINE}; }}
"""
