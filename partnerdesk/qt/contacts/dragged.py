"""Contacts under way by drag and drop, from their list to a project."""

from __future__ import annotations

import json
from collections.abc import Sequence

from PySide6.QtCore import QMimeData

TYPE = "application/x-partnerdesk-contacts"
"""The kind of data; it means something in the window that it comes from alone."""


def to_drag(contact_ids: Sequence[int]) -> QMimeData:
    """Return contacts as what is dragged."""
    data = QMimeData()
    data.setData(TYPE, json.dumps(list(contact_ids)).encode())
    return data


def dragged(data: QMimeData) -> list[int]:
    """Return the contacts in what is dragged; none where it is something else."""
    if not data.hasFormat(TYPE):
        return []
    try:
        found = json.loads(bytes(data.data(TYPE).data()))
    except ValueError:
        return []
    return [each for each in found if isinstance(each, int)] if isinstance(found, list) else []
