"""The head and the foot of a page, as all pages have them that are about one thing to do."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from partnerdesk.qt import theme
from partnerdesk.qt.theme import Size
from partnerdesk.qt.widgets.label import Label

EDGE: Final = 5 * theme.GRID // 2
"""Pixels between a page's content and its sides."""


def page_head(title: str, *below: QWidget, under: int = theme.GRID) -> QVBoxLayout:
    """Return the title of a page with what stands below it, and ``under`` that many pixels of room."""
    head = QVBoxLayout()
    head.setContentsMargins(EDGE, 2 * theme.GRID, EDGE, under)
    head.setSpacing(theme.GRID // 2)
    for part in (Label(title, Size.TITLE), *below):
        head.addWidget(part)
    return head


def page_foot(*verbs: QWidget) -> QHBoxLayout:
    """Return the line of verbs below a page; what else stands there is added behind them."""
    foot = QHBoxLayout()
    foot.setContentsMargins(EDGE, theme.GRID, EDGE, theme.GRID)
    foot.setSpacing(theme.GRID)
    for verb in verbs:
        foot.addWidget(verb)
    return foot
