"""The parts that pages are made of, one noun a file: coloured by the palette, named for a screen reader.

What the first rows of a list do not need is loaded when it is first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from partnerdesk.qt.widgets.button import Button, IconButton, LinkButton, plain_button, primary_button
from partnerdesk.qt.widgets.flow import FlowLayout
from partnerdesk.qt.widgets.hairline import Hairline
from partnerdesk.qt.widgets.label import Label, Tone, set_tip
from partnerdesk.qt.widgets.mark import Status, StatusMark, paint_status
from partnerdesk.qt.widgets.search import SearchField

if TYPE_CHECKING:
    from partnerdesk.qt.widgets.bar import InlineBar, Kind, announce
    from partnerdesk.qt.widgets.chips import ChipsField, TagsField
    from partnerdesk.qt.widgets.city import CityChoice, CityField, gazetteer_choices
    from partnerdesk.qt.widgets.empty import EmptyPlace
    from partnerdesk.qt.widgets.languages import LanguagesField
    from partnerdesk.qt.widgets.passing import PassingBar
    from partnerdesk.qt.widgets.slot import Clock, SlotField
    from partnerdesk.qt.widgets.under_way import UnderWay

__all__ = [
    "Button",
    "ChipsField",
    "CityChoice",
    "CityField",
    "Clock",
    "EmptyPlace",
    "FlowLayout",
    "Hairline",
    "IconButton",
    "InlineBar",
    "Kind",
    "Label",
    "LanguagesField",
    "LinkButton",
    "PassingBar",
    "SearchField",
    "SlotField",
    "Status",
    "StatusMark",
    "TagsField",
    "Tone",
    "UnderWay",
    "announce",
    "gazetteer_choices",
    "paint_status",
    "plain_button",
    "primary_button",
    "set_tip",
]

_LATER = {
    "bar": ("InlineBar", "Kind", "announce"),
    "chips": ("ChipsField", "TagsField"),
    "city": ("CityChoice", "CityField", "gazetteer_choices"),
    "empty": ("EmptyPlace",),
    "languages": ("LanguagesField",),
    "passing": ("PassingBar",),
    "slot": ("Clock", "SlotField"),
    "under_way": ("UnderWay",),
}
"""The parts of each file that is loaded later."""


def __getattr__(name: str) -> object:
    """Give a part whose file is not loaded yet."""
    for file, parts in _LATER.items():
        if name in parts:
            return getattr(import_module(f"{__name__}.{file}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
