"""Actions as data: one key each, all in menus, bound by name."""

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMainWindow

from partnerdesk.qt import actions, icons, theme
from partnerdesk.qt.actions import ACTS, Act

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Target:
    """Notes what it is asked to do."""

    def __init__(self):
        self.done = []

    def __getattr__(self, name):
        if name in {act.name for act in ACTS}:
            return lambda: self.done.append(name)
        raise AttributeError(name)


@pytest.fixture
def window(qapp, qtbot):
    theme.install(qapp).force(Qt.ColorScheme.Light)
    made = QMainWindow()
    qtbot.addWidget(made)
    return made


def test_no_key_means_two_things(qapp):
    keys = Counter(key.toString() for act in ACTS for key in actions.sequences(act))
    assert [key for key, times in keys.items() if times > 1] == []


def test_every_action_has_a_key_or_is_only_about(qapp):
    assert [act.name for act in ACTS if not actions.sequences(act)] == ["about"]


def test_the_keys_people_know(qapp):
    by_name = {act.name: [key.toString() for key in actions.sequences(act)] for act in ACTS}
    for name, key in (
        ("undo", "Ctrl+Z"),
        ("redo", "Ctrl+Shift+Z"),
        ("find", "Ctrl+F"),
        ("new_contact", "Ctrl+N"),
        ("main_thing", "Ctrl+Return"),
        ("step_back", "Esc"),
        ("shortcuts", "F1"),
    ):
        assert key in by_name[name], name


def test_names_are_unique_and_icons_exist():
    assert len({act.name for act in ACTS}) == len(ACTS)
    assert {act.icon for act in ACTS if act.icon} <= set(icons.names())


def test_every_action_stands_in_a_menu_in_the_order_of_the_table(window):
    made = actions.build(window, Target())
    actions.fill(window.menuBar(), made)
    in_menus = [
        action.objectName()
        for entry in window.menuBar().actions()
        for action in entry.menu().actions()
        if not action.isSeparator()
    ]
    assert in_menus == [act.name for act in ACTS]


def test_no_two_words_of_a_menu_have_the_same_mark():
    for title in {act.menu for act in ACTS}:
        marks = [act.text[act.text.index("&") + 1].lower() for act in ACTS if act.menu == title]
        assert len(marks) == len(set(marks)), title


def test_each_calls_the_method_of_its_name(window):
    target = Target()
    for action in actions.build(window, target).values():
        action.trigger()
    assert target.done == [act.name for act in ACTS]


def test_a_method_that_is_missing_is_a_bug(window):
    with pytest.raises(AttributeError):
        actions.build(window, object())


def test_keys_work_in_the_window(window, qtbot):
    target = Target()
    actions.build(window, target)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert target.done == ["find"]


def test_icons_follow_the_scheme(window, qapp, qtbot):
    look = theme.install(qapp)
    undo = actions.build(window, Target())["undo"]
    qtbot.waitUntil(lambda: not undo.icon().isNull())
    before = undo.icon().cacheKey()
    look.force(Qt.ColorScheme.Dark)
    assert undo.icon().cacheKey() != before
    look.force(Qt.ColorScheme.Light)
    assert undo.icon().cacheKey() == before


def test_a_window_that_is_gone_is_left_alone(qapp, qtbot):
    look = theme.install(qapp)
    gone = QMainWindow()
    actions.build(gone, Target())
    gone.deleteLater()
    with qtbot.waitSignal(gone.destroyed):
        pass
    look.force(Qt.ColorScheme.Dark)
    look.force(Qt.ColorScheme.Light)


def test_the_list_of_keys_has_all_of_them(qapp):
    rows = actions.shortcuts()
    assert ("Edit", QKeySequence("Ctrl+Z").toString(QKeySequence.SequenceFormat.NativeText)) in [
        row[:2] for row in rows
    ]
    assert len(rows) == len([act for act in ACTS if act.keys]) + len(actions.ALSO)
    assert all(where and keys and what for where, keys, what in rows)


def test_a_table_of_one_row_is_enough(window):
    calls = []

    class One:
        def greet(self):
            calls.append(True)

    act = Act("greet", "&Greet", "&Help", ("Ctrl+G",))
    actions.build(window, One(), [act])["greet"].trigger()
    assert calls == [True]
