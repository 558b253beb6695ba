"""The parts that pages are made of, one noun a file: coloured by the palette, named for a screen reader."""

from partnerdesk.qt.widgets.bar import InlineBar, Kind, announce
from partnerdesk.qt.widgets.button import Button, IconButton, LinkButton, plain_button, primary_button
from partnerdesk.qt.widgets.chips import ChipsField, TagsField
from partnerdesk.qt.widgets.city import CityChoice, CityField, gazetteer_choices
from partnerdesk.qt.widgets.empty import EmptyPlace
from partnerdesk.qt.widgets.flow import FlowLayout
from partnerdesk.qt.widgets.hairline import Hairline
from partnerdesk.qt.widgets.label import Label, Tone, set_tip
from partnerdesk.qt.widgets.languages import LanguagesField
from partnerdesk.qt.widgets.mark import Status, StatusMark, paint_status
from partnerdesk.qt.widgets.passing import PassingBar
from partnerdesk.qt.widgets.search import SearchField
from partnerdesk.qt.widgets.slot import Clock, SlotField

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
    "announce",
    "gazetteer_choices",
    "paint_status",
    "plain_button",
    "primary_button",
    "set_tip",
]
