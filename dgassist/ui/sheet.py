"""The style sheet of a look. ``class`` is a property: what a widget is, not how it looks."""

from __future__ import annotations

from dgassist.ui.look import Look

_TIGHT, _SMALL, _MEDIUM = 4, 8, 16
_NUMBER = 36  # room at the left of an option for its digit


def sheet(look: Look, family: str, icons: str) -> str:
    """The style sheet of the whole program; ``icons`` is the folder of its few pictures."""
    parts = (_text, _areas, _buttons, _boxes, _ticks, _lists, _tables, _menus, _bars, _dates)
    whole = f"""
* {{ font-family: "{family}"; font-size: {look.body}px; color: {look.ink}; }}
QWidget {{ outline: none; }}
"""
    return whole + "".join(part(look) for part in parts) + _pictures(look, icons)


def _pictures(look: Look, icons: str) -> str:
    def picture(name: str) -> str:
        return f'url("{icons}/{name}-{"dark" if look.is_dark else "light"}.png")'

    side = look.px(14)
    return f"""
QCheckBox::indicator:checked, QMenu::indicator:checked {{ image: {picture("tick")}; }}
QComboBox::down-arrow, QDateEdit[calendarPopup="true"]::down-arrow, QPushButton::menu-indicator,
QToolButton::menu-indicator {{ image: {picture("down")}; width: {side}px; height: {side}px; }}
QMenu::right-arrow {{ image: {picture("right")}; width: {side}px; height: {side}px;
    right: {_SMALL}px; }}
QCalendarWidget QToolButton#qt_calendar_prevmonth {{ qproperty-icon: {picture("left")}; }}
QCalendarWidget QToolButton#qt_calendar_nextmonth {{ qproperty-icon: {picture("right")}; }}
"""


def _text(look: Look) -> str:
    def tag(name: str, ground: str, colour: str) -> str:
        return f"""
QLabel[class="{name}"] {{ background: {ground}; color: {colour}; font-size: {look.caption}px;
    border-radius: 4px; padding: 1px 6px; }}"""

    return f"""
QLabel {{ background: transparent; }}
QLabel:disabled {{ color: {look.muted}; }}
QLabel[class="title"] {{ font-size: {look.title}px; font-weight: bold; }}
QLabel[class="lead"] {{ font-size: {look.lead}px; font-weight: bold; }}
QLabel[class="strong"] {{ font-weight: bold; }}
QLabel[class="figure"] {{ font-size: {look.figure}px; font-weight: bold; }}
QLabel[class="reason"] {{ color: {look.accent_dark}; }}
QLabel[class="muted"] {{ color: {look.muted}; }}
QLabel[class="caption"] {{ color: {look.muted}; font-size: {look.caption}px; }}
QLabel[class="error"] {{ color: {look.no}; font-size: {look.caption}px; font-weight: bold; }}
QLabel[class="brand"] {{ font-size: {look.lead}px; font-weight: bold; color: {look.accent_dark}; }}
QLabel[class="quote"] {{ border-left: 3px solid {look.line}; padding-left: {_SMALL}px;
    color: {look.muted}; }}
{tag("tag", look.ground, look.muted)}
{tag("tag-true", look.yes_soft, look.yes)}
{tag("tag-unknown", look.open_soft, look.open)}
{tag("tag-false", look.no_soft, look.no)}
QToolTip {{ background: {look.surface}; color: {look.ink}; border: 1px solid {look.edge};
    padding: {_TIGHT}px; }}
"""


def _areas(look: Look) -> str:
    return f"""
QDialog, QMessageBox, QMainWindow {{ background: {look.ground}; }}
QFrame[class="card"] {{ background: {look.surface}; border: 1px solid {look.line};
    border-radius: 8px; }}
QFrame[class="bar"] {{ background: {look.surface}; border: none;
    border-bottom: 1px solid {look.line}; }}
QFrame[class="foot"] {{ background: {look.surface}; border: none;
    border-top: 1px solid {look.line}; }}
QFrame[class="side"] {{ background: {look.surface}; border: none;
    border-right: 1px solid {look.line}; }}
QFrame[class="notice"] {{ background: {look.open_soft}; border: 1px solid {look.open};
    border-radius: 6px; }}
QFrame[class="line"] {{ background: {look.line}; border: none; max-height: 1px;
    min-height: 1px; }}
QScrollArea, QScrollArea > QWidget > QWidget[class="page"] {{ background: transparent;
    border: none; }}
QWidget[class="cover"] {{ background: {look.ground}; }}
QSplitter::handle {{ background: {look.line}; }}
"""


def _outlined(look: Look, colour: str, side: int, *, less: int = 0) -> str:
    """An edge of two pixels that takes no more room than the usual one of one pixel."""
    return f"""border: 2px solid {colour}; padding: 0 {side - 1}px;
    min-height: {look.target - 4 - less}px;"""


def _buttons(look: Look) -> str:
    high = look.target - 2
    return f"""
QPushButton, QToolButton {{ background: {look.surface}; border: 1px solid {look.edge};
    border-radius: 6px; padding: 0 {_MEDIUM}px; min-height: {high}px; }}
QToolButton {{ padding: 0 {_SMALL}px; min-width: {look.target - 2 * _SMALL - 2}px; }}
QPushButton:hover, QToolButton:hover {{ background: {look.hover}; }}
QPushButton:pressed, QToolButton:pressed {{ background: {look.accent_soft}; }}
QPushButton:focus {{ {_outlined(look, look.accent, _MEDIUM)} }}
QToolButton:focus {{ {_outlined(look, look.accent, _SMALL)} }}
QPushButton:disabled, QToolButton:disabled {{ color: {look.edge}; border-color: {look.line};
    background: {look.ground}; }}
QPushButton:checked, QToolButton:checked {{ background: {look.accent_soft};
    color: {look.accent_dark}; font-weight: bold;
    {_outlined(look, look.accent, _MEDIUM)} }}
QPushButton[class="primary"] {{ background: {look.accent}; border-color: {look.accent};
    color: {look.surface}; font-weight: bold; }}
QPushButton[class="primary"]:hover {{ background: {look.accent_dark}; }}
QPushButton[class="primary"]:focus {{ border: 2px solid {look.ink}; }}
QPushButton[class="primary"]:disabled {{ background: {look.ground}; color: {look.edge};
    border-color: {look.line}; }}
QPushButton[class="link"] {{ background: transparent; border: 1px solid transparent;
    color: {look.accent}; padding: 0 {_SMALL}px; }}
QPushButton[class="link"]:hover {{ text-decoration: underline; background: {look.hover}; }}
QPushButton[class="link"]:focus {{ {_outlined(look, look.accent, _SMALL)} }}
QPushButton[class="link"]:disabled {{ color: {look.edge}; }}
QPushButton[class="step"] {{ background: transparent; border: 2px solid transparent;
    border-bottom: 3px solid transparent; border-radius: 0; color: {look.muted};
    font-weight: normal; padding: 0 {_MEDIUM - 4}px; min-height: {look.target + 9}px; }}
QPushButton[class="step"]:hover {{ color: {look.ink}; background: {look.hover}; }}
QPushButton[class="step"]:checked {{ color: {look.accent}; font-weight: bold;
    border-bottom: 3px solid {look.accent}; }}
QPushButton[class="step"]:focus {{ border: 2px solid {look.accent};
    border-bottom: 3px solid {look.accent}; }}
QPushButton[class="step"]:disabled {{ color: {look.edge}; }}
QToolButton[popupMode="2"] {{ padding-right: {look.px(24)}px; }}
QToolButton::menu-indicator, QPushButton::menu-indicator {{ subcontrol-position: right center;
    subcontrol-origin: padding; right: {_SMALL}px; }}
"""


def _boxes(look: Look) -> str:
    lines = "QLineEdit, QComboBox, QAbstractSpinBox"
    focused = "QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus"
    texts = "QTextEdit, QPlainTextEdit"
    return f"""
{lines}, {texts} {{ placeholder-text-color: {look.muted}; }}
{lines} {{ background: {look.surface}; border: 1px solid {look.edge}; border-radius: 6px;
    padding: 0 {_SMALL}px; min-height: {look.target - 2}px;
    selection-background-color: {look.accent}; selection-color: {look.surface}; }}
{focused} {{ {_outlined(look, look.accent, _SMALL)} }}
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {{ background: {look.ground};
    color: {look.muted}; border-color: {look.line}; }}
QLineEdit:read-only {{ background: {look.ground}; }}
QLineEdit[wrong="true"], QComboBox[wrong="true"] {{ {_outlined(look, look.no, _SMALL)} }}
QLineEdit QToolButton {{ border: none; background: transparent; padding: 0; min-width: 0;
    min-height: 0; }}
QAbstractSpinBox QLineEdit {{ border: none; background: transparent; padding: 0;
    min-height: 0; }}
QComboBox::drop-down, QDateEdit::drop-down {{ border: none; width: {look.px(28)}px;
    subcontrol-position: right center; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: 0; border: none; }}
QComboBox QAbstractItemView {{ background: {look.surface}; border: 1px solid {look.edge};
    padding: {_TIGHT}px; selection-background-color: {look.accent_soft};
    selection-color: {look.ink}; }}
QComboBox QAbstractItemView::item {{ min-height: {look.target}px; padding: 0 {_SMALL}px; }}
{texts} {{ background: {look.surface}; border: 1px solid {look.edge}; border-radius: 6px;
    padding: {_TIGHT}px; selection-background-color: {look.accent};
    selection-color: {look.surface}; }}
QTextEdit:focus, QPlainTextEdit:focus {{ border: 2px solid {look.accent};
    padding: {_TIGHT - 1}px; }}
QTextBrowser {{ border: 1px solid {look.line}; border-radius: 8px; padding: {_MEDIUM}px; }}
QTextBrowser:focus {{ border: 2px solid {look.accent}; padding: {_MEDIUM - 1}px; }}
"""


def _ticks(look: Look) -> str:
    both = "QRadioButton, QCheckBox"
    side = look.px(20)
    dot = look.px(6)
    return f"""
{both} {{ spacing: {_SMALL}px; min-height: {look.target - 4}px; padding: 0 {_SMALL}px;
    border: 2px solid transparent; border-radius: 6px; background: transparent; }}
QRadioButton:hover, QCheckBox:hover {{ background: {look.hover}; }}
QRadioButton:focus, QCheckBox:focus {{ border-color: {look.accent}; }}
QRadioButton[class="option"] {{ border: 1px solid {look.edge}; border-radius: 8px;
    background: {look.surface}; padding: 0 {_MEDIUM}px 0 {_NUMBER}px;
    min-height: {look.target + 8}px; }}
QRadioButton[class="option"]:hover {{ background: {look.hover}; }}
QRadioButton[class="option"]:checked {{ border-color: {look.accent};
    background: {look.accent_soft}; }}
QRadioButton[class="option"]:focus {{ border: 2px solid {look.accent};
    padding: 0 {_MEDIUM - 1}px 0 {_NUMBER - 1}px; min-height: {look.target + 6}px; }}
QRadioButton:disabled, QCheckBox:disabled {{ color: {look.edge}; }}
QRadioButton::indicator, QCheckBox::indicator {{ width: {side - 4}px; height: {side - 4}px;
    border: 2px solid {look.edge}; background: {look.surface}; }}
QRadioButton::indicator {{ border-radius: {side // 2}px; }}
QCheckBox::indicator {{ border-radius: 4px; }}
QRadioButton::indicator:checked {{ width: {side - 2 * dot}px; height: {side - 2 * dot}px;
    border: {dot}px solid {look.accent}; }}
QCheckBox::indicator:checked {{ border-color: {look.accent}; background: {look.accent}; }}
QMenu::indicator {{ width: {side}px; height: {side}px; left: {_SMALL}px; border-radius: 4px; }}
QMenu::indicator:checked {{ background: {look.accent}; }}
QRadioButton::indicator:disabled, QCheckBox::indicator:disabled {{ border-color: {look.line}; }}
"""


def _lists(look: Look) -> str:
    return f"""
QTreeView, QListView {{ background: {look.surface}; border: 2px solid transparent; }}
QTreeView:focus, QListView:focus, QTableView:focus {{ border: 2px solid {look.accent}; }}
QListWidget::item {{ padding: {_SMALL}px; border-radius: 6px; color: {look.ink}; }}
QListWidget::item:selected {{ background: {look.accent_soft}; color: {look.ink}; }}
QListWidget::item:hover:!selected {{ background: {look.hover}; }}
QTreeView::item {{ min-height: {look.target}px; padding: 0 {_TIGHT}px; }}
QTreeView::item:selected {{ background: {look.accent_soft}; color: {look.ink}; }}
QTreeView::item:hover:!selected {{ background: {look.hover}; }}
"""


def _tables(look: Look) -> str:
    return f"""
QTableView {{ background: {look.surface}; border: 1px solid {look.line}; border-radius: 6px;
    gridline-color: {look.line}; selection-background-color: {look.accent_soft};
    selection-color: {look.ink}; }}
QTableView::item {{ padding: 0 {_SMALL}px; }}
QTableView::item:selected {{ background: {look.accent_soft}; color: {look.ink}; }}
QHeaderView {{ background: {look.ground}; border: none; }}
QHeaderView::section {{ background: {look.ground}; color: {look.muted};
    font-size: {look.caption}px; border: none; padding: 0 {_SMALL + 2}px; }}
QHeaderView::section:horizontal {{ border-bottom: 1px solid {look.line};
    min-height: {look.px(32)}px; }}
QTableCornerButton::section {{ background: {look.ground}; border: none;
    border-bottom: 1px solid {look.line}; }}
"""


def _menus(look: Look) -> str:
    return f"""
QMenu {{ background: {look.surface}; border: 1px solid {look.edge}; padding: {_TIGHT}px; }}
QMenu::item {{ background: transparent; border-radius: 4px;
    padding: {(look.target - look.px(22)) // 2}px {look.px(28)}px; }}
QMenu::item:selected {{ background: {look.accent_soft}; color: {look.ink}; }}
QMenu::item:disabled {{ color: {look.edge}; }}
QMenu::separator {{ height: 1px; background: {look.line}; margin: {_TIGHT}px {_SMALL}px; }}
QTabWidget::pane {{ border: none; border-top: 1px solid {look.line}; }}
QTabBar::tab {{ background: transparent; color: {look.muted}; padding: 0 {_MEDIUM}px;
    min-height: {look.target}px; border: 2px solid transparent; }}
QTabBar::tab:hover {{ color: {look.ink}; background: {look.hover}; }}
QTabBar::tab:selected {{ color: {look.accent}; border-bottom: 3px solid {look.accent}; }}
QTabBar {{ qproperty-drawBase: 0; border: 2px solid transparent; }}
QTabBar:focus {{ border-color: {look.accent}; }}
"""


def _bars(look: Look) -> str:
    return f"""
QProgressBar {{ background: {look.ground}; border: 1px solid {look.edge}; border-radius: 6px;
    text-align: center; min-height: {look.px(20)}px; }}
QProgressBar::chunk {{ background: {look.accent_soft}; border-radius: 5px; }}
QScrollBar:vertical {{ width: 14px; background: transparent; }}
QScrollBar:horizontal {{ height: 14px; background: transparent; }}
QScrollBar::handle {{ background: {look.edge}; border-radius: 3px; margin: 4px; }}
QScrollBar::handle:hover {{ background: {look.muted}; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


def _dates(look: Look) -> str:
    return f"""
QCalendarWidget QWidget {{ alternate-background-color: {look.ground}; }}
QCalendarWidget QWidget#qt_calendar_navigationbar {{ background: {look.ground}; }}
QCalendarWidget QToolButton {{ border: 1px solid transparent; background: transparent; }}
QCalendarWidget QToolButton:hover {{ background: {look.hover}; }}
QCalendarWidget QAbstractItemView {{ background: {look.surface}; border: none;
    selection-background-color: {look.accent}; selection-color: {look.surface}; }}
QCalendarWidget QAbstractItemView:disabled {{ color: {look.edge}; }}
"""
