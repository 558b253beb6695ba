"""Pictures of every page, to be looked at: ``python -m tests.gallery OUT``.

Each page is registered in ``PAGES`` under the name of its picture, with a function that returns it as a
widget of the size it is to be shown in, on a sample book of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtWidgets import QWidget

from tests.gallery import (
    contacts,
    drafts,
    edges,
    imports,
    printing,
    projects,
    sheet,
    templates,
    times,
    times_pictures,
    today,
    twins,
    whole,
)

NOW = datetime(2026, 12, 7, 18, 41, tzinfo=UTC)
"""The clock of all pictures: a Monday, 13:41 in Detroit."""

Page = Callable[[], QWidget]

PAGES: dict[str, Page] = {"widgets": sheet.fields, "messages": sheet.messages, "popups": sheet.popups}
PAGES |= today.PAGES | contacts.PAGES | drafts.PAGES | projects.PAGES | times.PAGES
PAGES |= imports.PAGES | printing.PAGES | twins.PAGES | times_pictures.PAGES | templates.PAGES
PAGES |= whole.PAGES

PAGES |= {
    "start": edges.start,
    "start-wrong": edges.start_wrong,
    "start-elsewhere": edges.start_elsewhere,
    "notopen-locked": edges.locked,
    "notopen-damaged": edges.damaged,
    "details": edges.details,
    "details-foot": edges.details_foot,
    "details-wrong": edges.details_wrong,
    "trash": edges.trash,
    "trash-empty": edges.trash_empty,
}
