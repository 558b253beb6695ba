"""Small verbs that do not ask for attention: a grey picture and a word."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from partnerdesk.qt.widgets import IconButton, set_tip


def quiet_button(icon: str, text: str, on: Callable[[], object]) -> IconButton:
    """Return a button with a picture and words beside it, without a frame; ``on`` is called when pressed."""
    button = IconButton(icon, text.rstrip("…"), on)
    button.setText(text)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    set_tip(button, "")
    return button
