"""Colours that can be read, sizes that follow the system, icons of one family."""

import re
import xml.etree.ElementTree as ET

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPushButton,
    QStyle,
    QStyleOptionViewItem,
    QTimeEdit,
    QTreeView,
)
from pytestqt.qtbot import QtBot

from partnerdesk.paths import resource
from partnerdesk.qt import icons, theme
from partnerdesk.qt.contacts.folder_delegate import FolderDelegate
from partnerdesk.qt.contacts.folder_model import FolderModel
from partnerdesk.qt.navigation import Navigation
from partnerdesk.qt.theme import DARK, LIGHT, Colours, Size
from partnerdesk.qt.widgets import IconButton, Label, LinkButton

NEEDED = [
    "add",
    "search",
    "trash",
    "restore",
    "undo",
    "redo",
    "pin",
    "mail",
    "copy",
    "save",
    "clock",
    "calendar",
    "person",
    "people",
    "school",
    "place",
    "globe",
    "tag",
    "phone",
    "link",
    "edit",
    "close",
    "check",
    "warning",
    "info",
    "more",
    "chevron-right",
    "chevron-down",
    "settings",
    "folder",
    "import",
    "home",
    "note",
]

BACKGROUNDS = ("window", "side", "field", "selected", "tint", "caution", "alarm")
TEXTS = ("text", "muted", "accent", "warning", "error")
FILLED = (
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_bar", "bar"),
    ("on_session", "in_session"),
    ("on_stretch", "stretch"),
)
MARKS = ("in_session", "stretch", "closed")


@pytest.fixture
def look(qapp):
    made = theme.install(qapp)
    made.force(Qt.ColorScheme.Light)
    face = QFont(qapp.font())
    yield made
    made.set_font(face)
    made.force(Qt.ColorScheme.Unknown)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
class TestContrast:
    @pytest.mark.parametrize("paper", BACKGROUNDS)
    @pytest.mark.parametrize("ink", TEXTS)
    def test_text_can_be_read_on_every_background(self, scheme: Colours, ink, paper):
        assert theme.contrast(getattr(scheme, ink), getattr(scheme, paper)) >= 4.5

    @pytest.mark.parametrize(("ink", "paper"), FILLED)
    def test_text_can_be_read_on_what_is_filled(self, scheme: Colours, ink, paper):
        assert theme.contrast(getattr(scheme, ink), getattr(scheme, paper)) >= 4.5

    @pytest.mark.parametrize("paper", BACKGROUNDS)
    @pytest.mark.parametrize("mark", MARKS)
    def test_marks_can_be_seen(self, scheme: Colours, mark, paper):
        assert theme.contrast(getattr(scheme, mark), getattr(scheme, paper)) >= 3

    def test_the_palette_s_own_pairs_can_be_read(self, scheme: Colours):
        palette, role = theme.palette_of(scheme), QPalette.ColorRole
        for ink, paper in (
            (role.WindowText, role.Window),
            (role.Text, role.Base),
            (role.Text, role.AlternateBase),
            (role.PlaceholderText, role.Base),
            (role.ButtonText, role.Button),
            (role.HighlightedText, role.Highlight),
            (role.ToolTipText, role.ToolTipBase),
            (role.Link, role.Window),
            (role.BrightText, role.Window),
        ):
            assert theme.contrast(palette.color(ink), palette.color(paper)) >= 4.5, (ink, paper)

    def test_a_palette_tells_its_scheme(self, scheme: Colours):
        assert theme.colours(theme.palette_of(scheme)) is scheme


def test_contrast_is_that_of_wcag():
    assert theme.contrast(QColor("#000000"), QColor("#ffffff")) == pytest.approx(21)
    assert theme.contrast(QColor("#777777"), QColor("#ffffff")) == pytest.approx(4.48, abs=0.01)


def test_the_scheme_changes_while_running(look, qapp, qtbot):
    button = IconButton("trash", "Move to Trash")
    qtbot.addWidget(button)
    before = button.icon().pixmap(20, 20).toImage()
    with qtbot.waitSignal(look.changed):
        look.force(Qt.ColorScheme.Dark)
    qapp.processEvents()
    assert look.colours is DARK
    assert qapp.palette().color(QPalette.ColorRole.Window) == DARK.window
    assert theme.colours(button.palette()) is DARK
    assert button.icon().pixmap(20, 20).toImage() != before


def test_only_one_theme_for_a_program(look, qapp):
    assert theme.install(qapp) is look


def test_the_four_sizes_are_shares_of_the_system_s(look, qapp):
    system = qapp.font().pointSizeF()
    assert [theme.font(size).pointSizeF() / system for size in Size] == pytest.approx([0.85, 1, 1.25, 1.6])


def test_sizes_given_in_pixels_are_kept_in_proportion(look, qapp):
    face = QFont(qapp.font())
    face.setPixelSize(20)
    look.set_font(face)
    assert theme.font(Size.HEADING).pixelSize() == 25


def test_larger_text_reaches_labels_buttons_and_icons(look, qapp, qtbot):
    label, button, picture = Label("Puebla", Size.TITLE), QPushButton("Write"), IconButton("mail", "Write")
    for widget in (label, button, picture):
        qtbot.addWidget(widget)
        widget.ensurePolished()
    heights = [widget.sizeHint().height() for widget in (label, button, picture)]
    face = QFont(qapp.font())
    face.setPointSizeF(face.pointSizeF() * 2)
    look.set_font(face)
    qapp.processEvents()
    for widget, height in zip((label, button, picture), heights, strict=True):
        assert widget.sizeHint().height() > height * 1.2, widget


def test_rows_are_never_lower_than_32(look):
    assert theme.row_height(Size.SMALL) == 32
    assert theme.row_height(Size.TEXT, Size.SMALL, Size.SMALL) > 32


def test_a_text_column_holds_60_to_80_letters(look):
    assert 60 <= theme.column_width() / theme.column_width(1) <= 80


class TestIcons:
    def test_all_that_the_pages_need_are_there(self):
        assert set(NEEDED) <= set(icons.names())

    @pytest.mark.parametrize("name", icons.names())
    def test_they_are_one_family(self, name):
        text = resource("icons", f"{name}.svg").read_text("utf-8")
        root = ET.fromstring(text)
        assert root.get("viewBox") == "0 0 20 20"
        assert (root.get("stroke"), root.get("fill")) == ("currentColor", "none")
        assert root.get("stroke-width") == ("2.25" if name == "more" else "1.5")
        assert len(re.findall("#[0-9a-f]{3,6}", text)) == 0

    @pytest.mark.parametrize("name", icons.names())
    def test_they_are_drawn_in_the_colour_asked_for(self, qapp, name):
        image = icons.pixmap(name, QColor("#ff0000"), 20, 2.0).toImage()
        assert (image.width(), image.height()) == (40, 40)
        inks = [image.pixelColor(x, y) for x in range(40) for y in range(40)]
        seen = [ink for ink in inks if ink.alpha() > 200]
        assert len(seen) > 10
        assert all(ink.red() > 200 and ink.green() < 60 for ink in seen)

    def test_those_of_the_stylesheet_have_the_scheme_s_colours(self):
        for scheme, name in ((LIGHT, "light"), (DARK, "dark")):
            for picture in ("up", "down", "left", "right"):
                assert scheme.muted.name() in resource("icons", f"drawn-{picture}-{name}.svg").read_text(
                    "utf-8"
                )
            assert scheme.on_accent.name() in resource("icons", f"drawn-check-{name}.svg").read_text("utf-8")

    def test_they_are_cached_by_colour(self, look, qapp):
        one = icons.icon("mail")
        assert icons.icon("mail").cacheKey() == one.cacheKey()
        assert icons.icon("mail", theme.palette_of(DARK)).cacheKey() != one.cacheKey()

    def test_pictures_that_point_turn_with_the_direction_of_reading(self, qapp):
        ink = QColor("#000000")
        try:
            plain = icons.pixmap("chevron-right", ink).toImage(), icons.pixmap("mail", ink).toImage()
            qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            turned = icons.pixmap("chevron-right", ink).toImage(), icons.pixmap("mail", ink).toImage()
        finally:
            qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        mirrored = plain[0].flipped(Qt.Orientation.Horizontal)
        for x in range(20):
            for y in range(20):
                assert abs(turned[0].pixelColor(x, y).alpha() - mirrored.pixelColor(x, y).alpha()) < 40
        assert turned[0] != plain[0]
        assert turned[1] == plain[1]


def test_the_stylesheet_is_one_that_qt_reads(look, qapp, qtbot):
    # Qt says so in the log, which fails the test, as soon as a widget is polished.
    button = QPushButton("Write")
    qtbot.addWidget(button)
    button.ensurePolished()
    assert "{" in QApplication.instance().styleSheet()
    assert "{{" not in QApplication.instance().styleSheet()


def test_pointing_at_something_leaves_the_colours_that_all_share_as_they_are(qtbot):
    def shared() -> list[QColor]:
        return [QColor(value) for c in (LIGHT, DARK) for value in vars(c).values()]

    before = shared()
    link, pages = LinkButton("Undo"), Navigation((("contacts", "Contacts"),))
    for widget in (link, pages._entries["contacts"]):
        widget.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    view, model, option = QTreeView(), FolderModel(), QStyleOptionViewItem()
    for widget in (link, pages, view):
        qtbot.addWidget(widget)
    view.setModel(model)
    option.state = QStyle.StateFlag.State_Enabled | QStyle.StateFlag.State_MouseOver
    option.rect = view.viewport().rect()
    everybody = model.index(1, 0)  # the first line is a heading
    for c in (LIGHT, DARK):
        for widget in (link, pages, view):
            widget.setPalette(theme.palette_of(c))
        link.grab()
        pages.grab()
        picture = QPixmap(200, 40)
        painter = QPainter(picture)
        FolderDelegate(model, view).paint(painter, option, everybody)
        painter.end()
    assert shared() == before


def test_fields_begin_where_a_mirrored_page_does(qapp: QApplication, qtbot: QtBot) -> None:
    theme.install(qapp)
    left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
    kinds = (QLineEdit, QTimeEdit)
    try:
        qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        for field in [kind() for kind in kinds]:
            qtbot.addWidget(field)
            field.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            field.show()
            assert field.alignment() & right
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    for field in [kind() for kind in kinds]:
        qtbot.addWidget(field)
        field.show()
        assert field.alignment() & left
