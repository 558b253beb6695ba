"""Labels, buttons, marks and the flow layout."""

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStyleOptionButton,
    QStyleOptionToolButton,
    QToolTip,
    QWidget,
)

from partnerdesk.qt import theme
from partnerdesk.qt.contacts.quiet import quiet_button
from partnerdesk.qt.theme import DARK, LIGHT, Size
from partnerdesk.qt.widgets import (
    EmptyPlace,
    FlowLayout,
    Hairline,
    IconButton,
    Label,
    LinkButton,
    Status,
    StatusMark,
    Tone,
    paint_status,
    plain_button,
    primary_button,
    set_tip,
)
from partnerdesk.qt.widgets.address import AddressLabel
from partnerdesk.qt.widgets.label import reading
from tests.gallery import sheet

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

HOSTILE = '<img src="/etc/passwd"><b>Ana</b>'


@pytest.fixture(autouse=True)
def look(qapp):
    made = theme.install(qapp)
    made.force(Qt.ColorScheme.Light)
    return made


class TestLabel:
    def test_a_name_is_never_read_as_html(self, qtbot):
        label = Label(HOSTILE)
        qtbot.addWidget(label)
        assert label.textFormat() is Qt.TextFormat.PlainText
        assert label.sizeHint().width() > label.fontMetrics().horizontalAdvance(HOSTILE) * 0.9

    def test_a_cut_text_is_whole_in_its_tooltip_and_escaped_there(self, qtbot):
        label = Label(HOSTILE, elide=True)
        qtbot.addWidget(label)
        label.resize(60, 20)
        label.show()
        assert label.toolTip() == '<p>&lt;img src="/etc/passwd"&gt;&lt;b&gt;Ana&lt;/b&gt;</p>'.replace(
            '"', "&quot;"
        )
        label.resize(2000, 20)
        assert label.toolTip() == ""

    def test_an_empty_tip_is_none(self, qtbot):
        widget = QWidget()
        qtbot.addWidget(widget)
        set_tip(widget, "Undo")
        set_tip(widget, "")
        assert widget.toolTip() == ""
        assert not QToolTip.isVisible()

    def test_a_cut_text_does_not_ask_for_its_width(self, qtbot):
        short, long = Label("a", elide=True), Label("a" * 500, elide=True)
        for label in (short, long):
            qtbot.addWidget(label)
        assert long.minimumSizeHint().width() < 100
        assert long.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Ignored

    def test_a_long_text_wraps(self, qtbot):
        label = Label("word " * 40, wrap=True)
        qtbot.addWidget(label)
        assert label.heightForWidth(120) > label.heightForWidth(600)

    def test_headings_are_bold_and_facts_small(self, qtbot):
        title, fact = Label("Puebla", Size.TITLE), Label("es, en", Size.SMALL, tone=Tone.MUTED)
        for label in (title, fact):
            qtbot.addWidget(label)
        assert title.font().bold()
        assert not fact.font().bold()
        assert title.font().pointSizeF() > fact.font().pointSizeF() * 1.8
        assert fact.foregroundRole() is QPalette.ColorRole.PlaceholderText

    def test_it_begins_where_the_page_begins(self, qtbot):
        label = Label("Elena")
        qtbot.addWidget(label)
        label.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        assert label.alignment() & Qt.AlignmentFlag.AlignRight
        centred = Label("Elena")
        qtbot.addWidget(centred)
        centred.setAlignment(Qt.AlignmentFlag.AlignCenter)
        centred.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        assert centred.alignment() == Qt.AlignmentFlag.AlignCenter

    @pytest.mark.parametrize(
        ("text", "way"),
        [
            ("كريم نجيب joined Ríos y cómo los usamos", Qt.LayoutDirection.LeftToRight),
            ("مدرسة النور, Alexandria", Qt.LayoutDirection.LeftToRight),
            ("كريم نجيب", Qt.LayoutDirection.RightToLeft),
            ("مدرسة النور الثانوية للبنات، PTA", Qt.LayoutDirection.RightToLeft),
            ("12:00 · 3", Qt.LayoutDirection.LeftToRight),
        ],
    )
    def test_a_sentence_is_not_turned_round_by_the_name_it_begins_with(self, text, way):
        assert reading(text) is way

    @pytest.mark.parametrize("options", [{}, {"wrap": True}, {"elide": True}])
    def test_a_sentence_begins_at_the_left_with_the_name_it_begins_with(self, qtbot, options):
        label = Label("كريم joined", **options)
        qtbot.addWidget(label)
        label.resize(600, 40)
        label.show()
        drawn = label.grab().toImage()
        alone = Label("joined", **options)
        qtbot.addWidget(alone)
        alone.resize(600, 40)
        alone.show()
        end = Label("كريم joined").fontMetrics().horizontalAdvance("joined") - 1
        words = alone.grab(QRect(0, 0, end, 40)).toImage()
        assert differing(drawn.copy(QRect(0, 0, end, 40)), words)  # “joined” does not come first

    def test_a_selectable_text_can_be_reached_by_keyboard(self, qtbot):
        label = Label("elena@normal.example.org", selectable=True)
        qtbot.addWidget(label)
        assert label.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard


@pytest.mark.parametrize("size", [Size.TEXT, Size.HEADING, Size.TITLE])
def test_an_accent_on_a_capital_is_whole_in_a_label_of_one_line(qtbot, size):
    label = Label("ÑÅÉ", size, bold=True, elide=True)
    qtbot.addWidget(label)
    label.resize(label.sizeHint())
    image = label.grab().toImage()
    ground = image.pixelColor(0, 0)
    inked = [
        y
        for y in range(image.height())
        if any(image.pixelColor(x, y) != ground for x in range(image.width()))
    ]
    assert len(inked) >= label.fontMetrics().tightBoundingRect("ÑÅÉ").height()


def test_another_text_leaves_nothing_of_the_one_before_in_the_margins(qtbot):
    drawn = []

    class Seen(Label):
        def paintEvent(self, event):  # noqa: N802 - Qt's name
            drawn.append(event.rect())
            super().paintEvent(event)

    label = Seen("Agustina Ñáñez")
    label.setContentsMargins(0, 2, 0, 0)  # into which the tilde reaches
    qtbot.addWidget(label)
    label.show()
    qtbot.waitUntil(lambda: bool(drawn))
    drawn.clear()
    label.setText("Kari Dahl")
    qtbot.waitUntil(lambda: bool(drawn))
    assert drawn[-1] == label.rect()


class TestButtons:
    @pytest.mark.parametrize("make", [primary_button, plain_button, LinkButton])
    def test_a_press_calls(self, qtbot, make):
        calls = []
        button = make("Write", lambda: calls.append(True))
        qtbot.addWidget(button)
        qtbot.keyClick(button, Qt.Key.Key_Space)
        button.click()
        assert calls == [True, True]
        assert button.accessibleName() == "Write"

    def test_the_spoken_name_has_no_key_mark(self, qtbot):
        button = plain_button("&Save && close")
        qtbot.addWidget(button)
        assert button.accessibleName() == "Save & close"

    def test_a_picture_has_a_name(self, qtbot):
        button = IconButton("trash", "Move to Trash")
        qtbot.addWidget(button)
        assert button.accessibleName() == "Move to Trash"
        assert "Move to Trash" in button.toolTip()
        assert button.focusPolicy() is Qt.FocusPolicy.StrongFocus

    @pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
    @pytest.mark.parametrize(
        "make",
        [
            lambda on: primary_button("Write", on),
            lambda on: plain_button("Edit", on),
            lambda on: IconButton("more", "More", on),
            lambda on: LinkButton("Add an e-mail", on),
        ],
    )
    def test_a_button_with_the_focus_is_pressed_by_return(self, qtbot, make, key):
        pressed = []
        button = make(lambda: pressed.append(True))
        qtbot.addWidget(button)
        button.show()
        button.setFocus()
        qtbot.keyClick(button, key)
        assert pressed == [True]

    def test_a_button_with_the_focus_has_one_ring(self, qtbot):
        page = QWidget()
        qtbot.addWidget(page)
        button = plain_button("", lambda: None)
        button.setParent(page)
        button.resize(120, 32)
        before = QLineEdit(page)
        before.move(0, 60)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        before.setFocus()
        plain = button.grab().toImage()
        qtbot.keyClick(before, Qt.Key.Key_Backtab)  # Qt draws rings of its own from the first Tab on
        assert button.hasFocus()
        inside = QRect(5, 5, 110, 22)
        assert button.grab().toImage().copy(inside) == plain.copy(inside)

    def test_a_key_with_control_is_not_for_the_button(self, qtbot):
        pressed = []
        button = plain_button("Edit", lambda: pressed.append(True))
        qtbot.addWidget(button)
        button.show()
        qtbot.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert pressed == []

    def test_the_main_button_is_filled_and_can_become_plain(self, qtbot):
        button = primary_button("Write")
        qtbot.addWidget(button)
        button.show()
        qtbot.waitExposed(button)
        assert LIGHT.accent.name() in colours_in(button)
        button.set_kind("plain")
        assert LIGHT.accent.name() not in colours_in(button)

    def test_a_link_follows_the_palette_of_its_bar(self, qtbot):
        box = QWidget()
        qtbot.addWidget(box)
        link = LinkButton("Undo", bold=True, parent=box)
        box.setPalette(theme.palette_of(DARK))
        assert link.palette().color(QPalette.ColorRole.Link) == DARK.accent


def colours_in(widget: QWidget) -> set[str]:
    image = widget.grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(0, image.width(), 2) for y in range(image.height())}


class TestMark:
    def test_each_state_has_its_own_shape(self, qapp):
        shapes = set()
        for status in Status:
            image = QImage(10, 10, QImage.Format.Format_ARGB32)
            image.fill(Qt.GlobalColor.transparent)
            painter = QPainter(image)
            paint_status(painter, image.rect().toRectF(), status, theme.palette_of(LIGHT))
            painter.end()
            shapes.add(tuple(image.pixelColor(x, y).alpha() > 127 for x in range(10) for y in range(10)))
        assert len(shapes) == len(Status)

    def test_a_screen_reader_hears_the_state(self, qtbot):
        mark = StatusMark(Status.CLOSED)
        qtbot.addWidget(mark)
        mark.set_status(Status.IN_SESSION)
        assert mark.accessibleName() == "in session"


class TestFlow:
    def box(self, qtbot, count=4, *, middle=False):
        box = QWidget()
        qtbot.addWidget(box)
        flow = FlowLayout(box, gap=8, middle=middle)
        for _ in range(count):
            part = QWidget()
            part.setFixedSize(100, 20)
            flow.addWidget(part)
        return box, flow

    def parts(self, flow, width, height=200):
        flow.setGeometry(QRect(0, 0, width, height))
        return [flow.itemAt(index).geometry() for index in range(flow.count())]

    def test_parts_go_on_in_the_next_line(self, qtbot):
        _, flow = self.box(qtbot)
        places = self.parts(flow, 220)
        assert [place.top() for place in places] == [0, 0, 28, 28]
        assert flow.heightForWidth(220) == 48
        assert flow.heightForWidth(1000) == 20

    def test_lines_begin_at_the_right_where_reading_does(self, qtbot):
        box, flow = self.box(qtbot)
        box.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        assert [place.right() for place in self.parts(flow, 220)] == [219, 111, 219, 111]

    def test_a_line_can_stand_in_the_middle(self, qtbot):
        _, flow = self.box(qtbot, 1, middle=True)
        assert self.parts(flow, 300)[0].left() == 100

    def test_the_last_part_takes_the_rest_of_its_line(self, qtbot):
        _, flow = self.box(qtbot, 1)
        flow.addWidget(QLineEdit())
        assert self.parts(flow, 500)[1].right() == 499

    def test_hidden_parts_take_no_room_and_parts_can_be_taken_out(self, qtbot):
        box, flow = self.box(qtbot)
        box.show()
        flow.itemAt(0).widget().hide()
        assert self.parts(flow, 220)[3].top() == 28
        assert flow.heightForWidth(330) == 20
        assert flow.takeAt(0) is not None
        assert flow.takeAt(9) is None
        assert flow.count() == 3

    def test_nothing_wider_than_the_place(self, qtbot):
        _, flow = self.box(qtbot)
        assert flow.minimumSize() == QSize(100, 20)


def test_a_hairline_is_one_pixel(qtbot):
    across, down = Hairline(), Hairline(Qt.Orientation.Vertical)
    for line in (across, down):
        qtbot.addWidget(line)
    assert (across.maximumHeight(), down.maximumWidth()) == (1, 1)


def test_an_empty_place_says_what_to_do(qtbot):
    calls = []
    place = EmptyPlace(
        "people", "No contacts here yet", [plain_button("Add", lambda: calls.append(1))], hint="…"
    )
    qtbot.addWidget(place)
    place.show()
    assert place.accessibleName() == "No contacts here yet"
    place.set_sentence("Nothing found for “xyz”")
    assert place.accessibleName() == "Nothing found for “xyz”"


@pytest.mark.parametrize("page", [sheet.fields, sheet.messages, sheet.popups])
class TestEverySheet:
    def test_every_control_has_a_name(self, qtbot, page):
        widget = page()
        qtbot.addWidget(widget)
        widget.show()
        own = ("partnerdesk.",)
        nameless = [
            part
            for part in widget.findChildren(QWidget)
            if type(part).__module__.startswith(own)
            and part.focusPolicy() != Qt.FocusPolicy.NoFocus
            and not part.accessibleName()
            and not isinstance(part, QLabel)
        ]
        assert nameless == []

    def test_no_label_reads_html(self, qtbot, page):
        widget = page()
        qtbot.addWidget(widget)
        assert all(label.textFormat() is Qt.TextFormat.PlainText for label in widget.findChildren(Label))

    def test_it_can_be_turned_to_right_to_left(self, qtbot, page, look):
        widget = page()
        qtbot.addWidget(widget)
        widget.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        widget.show()
        QApplication.processEvents()
        assert not widget.grab().isNull()


# The third sheet has a menu with icons of its own; those of actions follow: see test_actions.
@pytest.mark.parametrize("page", [sheet.fields, sheet.messages])
def test_what_turns_dark_while_running_is_as_what_was_made_dark(qtbot, page, look):
    pictures = []
    for first, then in ((Qt.ColorScheme.Light, Qt.ColorScheme.Dark), (Qt.ColorScheme.Dark,) * 2):
        look.force(first)
        widget = page()
        qtbot.addWidget(widget)
        widget.show()
        QApplication.processEvents()
        look.force(then)
        QApplication.processEvents()
        pictures.append(widget.grab().toImage())
    turned, made = pictures
    assert made.pixelColor(2, 2) == DARK.window
    assert differing(turned, made) == 0


def differing(one: QImage, other: QImage) -> int:
    """How many rows of pixels are not the same."""
    rows = range(one.height())
    return sum(bytes(one.constScanLine(y)) != bytes(other.constScanLine(y)) for y in rows)


@pytest.mark.parametrize("make", [plain_button, lambda text: quiet_button("pin", text, lambda: None)])
def test_the_dots_of_a_button_stay_at_its_end_on_a_page_that_reads_from_the_right(qtbot, make):
    button = make("Pin a country…")
    qtbot.addWidget(button)
    option = QStyleOptionButton() if isinstance(button, QPushButton) else QStyleOptionToolButton()
    button.initStyleOption(option)
    assert option.text == "Pin a country…"
    button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    button.initStyleOption(option)
    assert option.text == "Pin a country…\u200e"


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_a_button_with_a_menu_has_its_arrow_at_the_end_of_the_line(qtbot, direction):
    pictures = []
    for with_menu in (False, True):
        button = plain_button("")
        qtbot.addWidget(button)
        button.setLayoutDirection(direction)
        button.setFixedSize(90, 32)
        if with_menu:
            button.setMenu(QMenu(button))
        pictures.append(button.grab().toImage())
    plain, arrow = pictures
    other = {x for x in range(90) for y in range(32) if plain.pixel(x, y) != arrow.pixel(x, y)}
    assert other
    rtl = direction is Qt.LayoutDirection.RightToLeft
    assert all(x < 30 for x in other) if rtl else all(x > 60 for x in other)


class TestAddressLabel:
    ADDRESS = "elena.ruiz@normal.example.org"

    @pytest.fixture
    def label(self, qtbot):
        made = AddressLabel(self.ADDRESS)
        qtbot.addWidget(made)
        made.show()
        return made

    def test_it_is_whole_on_one_line_where_there_is_room(self, label):
        label.resize(label.sizeHint())
        assert label.told() == self.ADDRESS
        assert label.toolTip() == ""

    def test_else_it_breaks_before_the_at(self, label):
        whole = label.sizeHint()
        narrow = whole.width() * 3 // 4
        label.resize(narrow, label.heightForWidth(narrow))
        assert label.told() == "elena.ruiz\n@normal.example.org"
        assert label.height() > whole.height()
        assert label.text() == self.ADDRESS  # which is what is copied

    def test_it_is_cut_only_where_that_is_too_little_and_then_told_whole(self, label):
        label.resize(60, label.heightForWidth(60))
        assert "…" in label.told()
        assert self.ADDRESS in label.toolTip()
