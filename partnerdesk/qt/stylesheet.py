"""The stylesheet: what Fusion and a palette cannot say (rounded fields, quiet buttons, slim scroll bars).

Written from the scheme's colours and the height of a line of text, and from nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor

from partnerdesk.paths import resource

if TYPE_CHECKING:
    from partnerdesk.qt.theme import Colours

_SHEET = """
QPushButton {{
    border: 1px solid {outline}; border-radius: 8px; background: {window}; color: {text};
    padding: 5px 15px; min-height: {line}px; outline: none;
}}
QPushButton:hover {{ background: {selected}; }}
QPushButton:pressed, QPushButton:checked {{ background: {tint}; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: 4px 14px; }}
QPushButton:disabled {{ color: {faint}; border-color: {hairline}; background: transparent; }}
QPushButton[kind="primary"] {{
    border: 1px solid {accent}; background: {accent}; color: {on_accent}; font-weight: bold;
}}
QPushButton[kind="primary"]:hover {{ background: {accent_hover}; border-color: {accent_hover}; }}
QPushButton[kind="primary"]:pressed {{ background: {accent}; }}
QPushButton[kind="primary"]:focus {{ border: 2px solid {text}; }}
QPushButton[kind="primary"]:disabled {{
    background: {selected}; border-color: {selected}; color: {faint};
}}
/* Drawn by the style alone it is missing where the page reads from the right. */
QPushButton::menu-indicator {{
    image: url("{icons}/drawn-down-{scheme}.svg"); width: 12px; height: 12px;
    subcontrol-origin: border; subcontrol-position: center right; right: 10px;
}}

QToolButton {{
    border: 1px solid transparent; border-radius: 6px; padding: 5px; background: transparent; outline: none;
}}
QToolButton:hover {{ background: {selected}; }}
QToolButton:pressed, QToolButton:checked {{ background: {tint}; }}
QToolButton:focus {{ border: 2px solid {accent}; padding: 4px; }}
QToolButton[small="true"] {{ padding: 2px; }}
QToolButton[small="true"]:focus {{ padding: 1px; }}
QToolButton::menu-indicator {{ image: none; }}

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {{
    border: 1px solid {outline}; border-radius: 8px; background: {field}; color: {text};
    selection-background-color: {accent}; selection-color: {on_accent}; placeholder-text-color: {muted};
}}
QLineEdit {{ padding: 5px 8px; min-height: {line}px; }}
QComboBox {{
    padding: 5px 8px 5px 10px; min-height: {line}px; max-height: {line}px; combobox-popup: 0;
}}
QAbstractSpinBox {{ padding: 5px 8px; min-height: {line}px; max-height: {line}px; }}
QPlainTextEdit, QTextEdit {{ padding: 7px 8px; }}
QLineEdit:focus {{ border: 2px solid {accent}; padding: 4px 7px; }}
QComboBox:focus, QComboBox:on {{ border: 2px solid {accent}; padding: 4px 7px 4px 9px; }}
QAbstractSpinBox:focus {{ border: 2px solid {accent}; padding: 4px 7px; }}
QPlainTextEdit:focus, QTextEdit:focus {{ border: 2px solid {accent}; padding: 6px 7px; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled,
QComboBox:disabled, QAbstractSpinBox:disabled {{
    background: {window}; color: {faint}; border-color: {hairline};
}}
QLineEdit[wrong="true"], QComboBox[wrong="true"], QAbstractSpinBox[wrong="true"] {{ border-color: {error}; }}
QComboBox QLineEdit, QAbstractSpinBox QLineEdit,
QComboBox QLineEdit:focus, QAbstractSpinBox QLineEdit:focus {{
    min-height: 0px;
}}
QLineEdit[bare="true"], QLineEdit[bare="true"]:focus {{ min-height: {chip}px; max-height: {chip}px; }}
QComboBox QLineEdit, QAbstractSpinBox QLineEdit, QComboBox QLineEdit:focus, QAbstractSpinBox QLineEdit:focus,
QLineEdit[bare="true"], QLineEdit[bare="true"]:focus {{
    border: none; padding: 0px; background: transparent; border-radius: 0px;
}}
QComboBox::drop-down, QDateEdit::drop-down {{
    subcontrol-origin: border; subcontrol-position: center right; border: none; width: 28px;
}}
QComboBox::down-arrow, QDateEdit::down-arrow {{
    image: url("{icons}/drawn-down-{scheme}.svg"); width: 14px; height: 14px;
}}
QAbstractSpinBox::up-button {{
    subcontrol-origin: border; subcontrol-position: top right; border: none; width: 24px;
    margin: 3px 3px 0px 0px;
}}
QAbstractSpinBox::down-button {{
    subcontrol-origin: border; subcontrol-position: bottom right; border: none; width: 24px;
    margin: 0px 3px 3px 0px;
}}
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover {{
    background: {selected}; border-radius: 4px;
}}
QAbstractSpinBox::up-arrow {{ image: url("{icons}/drawn-up-{scheme}.svg"); width: 11px; height: 11px; }}
QAbstractSpinBox::down-arrow {{ image: url("{icons}/drawn-down-{scheme}.svg"); width: 11px; height: 11px; }}
QDateEdit::down-arrow {{ width: 14px; height: 14px; }}
QAbstractItemView {{
    border: none; outline: none; background: {window};
    selection-background-color: {selected}; selection-color: {text};
}}
QCalendarWidget QWidget {{ alternate-background-color: {side}; }}
QCalendarWidget QWidget#qt_calendar_navigationbar {{ background: {side}; }}
QCalendarWidget QToolButton {{ color: {text}; font-weight: bold; }}
QCalendarWidget QToolButton#qt_calendar_prevmonth {{
    qproperty-icon: none; image: url("{icons}/drawn-left-{scheme}.svg"); width: 18px; height: 18px;
}}
QCalendarWidget QToolButton#qt_calendar_nextmonth {{
    qproperty-icon: none; image: url("{icons}/drawn-right-{scheme}.svg"); width: 18px; height: 18px;
}}
QCalendarWidget QAbstractItemView {{
    background: {field}; selection-background-color: {accent}; selection-color: {on_accent};
}}
/* A border of 1 and 2 inside it: the 6 pixels that a completer keeps for both edges of its list. */
QComboBox QAbstractItemView, QAbstractItemView[popup="true"] {{
    border: 1px solid {outline}; background: {field}; padding: 2px; outline: none;
    selection-background-color: {selected}; selection-color: {text};
}}
QComboBox QAbstractItemView::item, QAbstractItemView[popup="true"]::item {{
    padding: {pad}px 8px; border-radius: 6px;
}}
QComboBox QAbstractItemView::item:selected, QAbstractItemView[popup="true"]::item:selected {{
    background: {selected}; color: {text};
}}

QMenuBar {{ background: {window}; }}
QMenuBar::item {{ padding: 5px 10px; background: transparent; border-radius: 6px; }}
QMenuBar::item:selected, QMenuBar::item:pressed {{ background: {selected}; }}
QMenu {{ background: {field}; border: 1px solid {outline}; padding: 4px; }}
QMenu::item {{ padding: 6px 16px 6px 8px; border-radius: 6px; background: transparent; }}
QMenu::item:selected {{ background: {selected}; color: {text}; }}
QMenu::item:disabled {{ color: {faint}; }}
QMenu::icon {{ padding-left: 8px; }}
QMenu::separator {{ height: 1px; background: {hairline}; margin: 4px 8px; }}

QTableView[facts="true"]::item {{ padding: 0px 5px; }}
QTableView[facts="true"] QHeaderView::section {{
    border: none; border-bottom: 1px solid {hairline}; background: {window}; color: {muted};
    padding: 4px 8px;
}}

QCheckBox, QRadioButton {{ spacing: 8px; min-height: {line}px; outline: none; }}
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator {{
    width: {box}px; height: {box}px; border: 1px solid {closed}; background: {field};
}}
QCheckBox::indicator, QAbstractItemView::indicator {{ border-radius: 4px; }}
QRadioButton::indicator {{ border-radius: {half}px; }}
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {{
    border-color: {accent}; background: {accent}; image: url("{icons}/drawn-check-{scheme}.svg");
}}
QRadioButton::indicator:checked {{
    border: {dot}px solid {accent}; width: {hole}px; height: {hole}px;
}}
QCheckBox::indicator:focus, QRadioButton::indicator:focus {{ border-color: {text}; }}
QCheckBox:focus, QRadioButton:focus {{ color: {accent}; }}
QCheckBox:disabled, QRadioButton:disabled {{ color: {faint}; }}

QProgressBar {{
    border: none; border-radius: 3px; background: {selected}; color: transparent;
    min-height: 6px; max-height: 6px;
}}
QProgressBar::chunk {{ border-radius: 3px; background: {accent}; }}

QScrollBar {{ background: transparent; border: none; margin: 0px; }}
QScrollBar:vertical {{ width: 12px; }}
QScrollBar:horizontal {{ height: 12px; }}
QScrollBar::handle {{ background: {outline}; border-radius: 3px; margin: 3px; }}
QScrollBar::handle:hover, QScrollBar::handle:pressed {{ background: {closed}; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0px; height: 0px; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}

QSplitter::handle {{ background: {hairline}; }}
QToolTip {{ border: none; padding: 6px 8px; background: {bar}; color: {on_bar}; }}
"""


def stylesheet(c: Colours, line: int) -> str:
    """Return the sheet for a scheme.

    Args:
        c: the scheme.
        line: height of a line of text at the system's size, in device-independent pixels.

    """
    names = {name: value.name() for name, value in vars(c).items() if isinstance(value, QColor)}
    # A border is drawn outside the box: with it, a checked radio button is as large as an empty one.
    box = max(16, line - 2)
    dot = round(box * 0.3)
    sizes = {
        "line": max(line + 2, 20),
        "pad": max((32 - line) // 2, 6),
        "chip": max(line + 6, 24),
        "box": box,
        "half": box // 2 + 1,
        "dot": dot,
        "hole": box + 2 - 2 * dot,
    }
    icons = resource("icons").as_posix()
    return _SHEET.format(**names, **sizes, icons=icons, scheme="dark" if c.dark else "light")
