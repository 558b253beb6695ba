"""The letter's text in its place: the times in their panel."""

from pytestqt.qtbot import QtBot

from partnerdesk.qt.letter.body import Body

TIME = "Monday, 14 December 2026, 10:00 in Buenos Aires (UTC−3)"


def test_a_time_that_needs_two_lines_is_set_in_as_a_whole_and_ends_before_its_panel(qtbot: QtBot) -> None:
    body = Body()
    qtbot.addWidget(body)
    body.resize(300, 400)
    body.show_text(
        f"Dear Elena,\n\n    {TIME}\n\nKind regards, who writes a long line that wraps, too", [TIME]
    )
    body.show()
    layout = body.document().findBlockByNumber(2).layout()
    assert layout.lineCount() == 2
    first, second = layout.lineAt(0), layout.lineAt(1)
    begins, _ = first.cursorToX(len("    "))  # after the blanks
    assert abs(begins - second.cursorToX(second.textStart())[0]) < 1.5
    assert max(each.naturalTextRect().right() for each in (first, second)) <= body.viewport().width() - 8
    prose = body.document().findBlockByNumber(4).layout()
    assert prose.lineAt(1).x() == prose.lineAt(0).x()
    assert body.toPlainText().split("\n")[2] == f"    {TIME}"  # only shown so
