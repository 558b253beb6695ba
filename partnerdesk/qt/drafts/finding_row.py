"""One finding of the checklist: its mark, its sentence, and the verbs that mend or override it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from partnerdesk.core.checklist import Finding
from partnerdesk.qt import theme
from partnerdesk.qt.letter.marks import UNKNOWN, WORDS, Mark
from partnerdesk.qt.theme import Size
from partnerdesk.qt.widgets import FlowLayout, Label, LinkButton, Tone, plain_button

Cure = tuple[str, Callable[[], object]]

_LONG = re.compile(r"(\S{20})(?=\S)")
_LONGEST_REASON = 200
_SET_IN = 4  # as a verb sets its text in, for the ring round it


def breakable(text: str) -> str:
    """Let a word that is longer than the panel is wide go on in the next line: Qt would cut lines off."""
    return _LONG.sub("\\1\u200b", text)


def _text(words: str, size: Size = Size.TEXT, tone: Tone = Tone.TEXT) -> Label:
    """Return a sentence that begins where the text of a verb below it does."""
    label = Label(breakable(words), size, tone=tone, wrap=True)
    label.setContentsMargins(_SET_IN, 0, _SET_IN, 0)  # on the side where a line begins
    return label


class FindingRow(QWidget):
    """A finding with all that can be done about it.

    Args:
        finding: what is said.
        cures: what would mend it, and what that does.
        overridable: whether it may be sent all the same, with a reason.

    Signals:
        overridden(str): it is sent all the same, for this reason; empty: no longer.

    """

    overridden = Signal(str)

    def __init__(self, finding: Finding, cures: Sequence[Cure], *, overridable: bool = False) -> None:
        super().__init__()
        self.finding = finding
        self._words = QVBoxLayout()
        self._words.setSpacing(theme.GRID // 2)
        self._words.addWidget(_text(finding.text))
        if finding.overridden:
            self._words.addWidget(
                _text(f"Goes out all the same: {finding.overridden}", Size.SMALL, Tone.MUTED)
            )
        verbs = [*cures]
        if finding.overridden:
            verbs.append(("Hold it back again", lambda: self.overridden.emit("")))
        self._verbs = QWidget(self)
        flow = FlowLayout(self._verbs)
        for verb, act in verbs:
            self._add_verb(flow, verb, act)
        self._send_anyway: LinkButton | None = None
        if overridable:
            self._send_anyway = self._add_verb(flow, "Send all the same…", self._ask)
        self._words.addWidget(self._verbs)
        self._verbs.setVisible(bool(verbs) or overridable)  # now that it is no window of its own
        line = QHBoxLayout(self)
        line.setContentsMargins(0, theme.GRID, 0, theme.GRID)
        line.setSpacing(theme.GRID - _SET_IN)
        line.addWidget(Mark(finding.level, known=finding.known), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(self._words, 1)
        self._form: QWidget | None = None
        self.setAccessibleName(said_of(finding))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _add_verb(self, flow: FlowLayout, verb: str, act: Callable[[], object]) -> LinkButton:
        link = LinkButton(verb, act)
        link.setAccessibleDescription(self.finding.text)
        flow.addWidget(link)
        return link

    def _ask(self) -> None:
        """Ask for the reason, in place."""
        if self._form is not None:
            return
        self._form = QWidget(self)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText("Why is it right to send it?")
        self.reason.setAccessibleName("Reason to send it all the same")
        self.reason.setAccessibleDescription(self.finding.text)
        self.reason.setMaxLength(_LONGEST_REASON)
        send = plain_button("Keep the reason", self._done)
        send.setEnabled(False)
        self.reason.textChanged.connect(lambda text: send.setEnabled(bool(text.strip())))
        self.reason.returnPressed.connect(self._done)
        buttons = QWidget()
        flow = FlowLayout(buttons)
        flow.addWidget(send)
        flow.addWidget(LinkButton("Cancel", self.leave))
        column = QVBoxLayout(self._form)
        column.setContentsMargins(0, theme.GRID // 2, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(self.reason)
        column.addWidget(buttons)
        self._verbs.hide()
        self._words.addWidget(self._form)
        self._form.show()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> bool:
        """Put the question away; False where there is none."""
        if self._form is None:
            return False
        self._form.hide()
        self._form.deleteLater()
        self._form = None
        self._verbs.show()
        if self._send_anyway is not None:
            self._send_anyway.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    @property
    def asking(self) -> bool:
        """Whether a reason is being typed."""
        return self._form is not None

    def _done(self) -> None:
        if reason := self.reason.text().strip():
            self.overridden.emit(reason)


class WellRow(QWidget):
    """A finding that all is well, or that nothing could be told: one small line."""

    def __init__(self, finding: Finding) -> None:
        super().__init__()
        self.finding = finding
        line = QHBoxLayout(self)
        line.setContentsMargins(0, theme.GRID // 4, 0, theme.GRID // 4)
        line.setSpacing(theme.GRID)
        line.addWidget(Mark(finding.level, known=finding.known), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(Label(breakable(finding.text), Size.SMALL, tone=Tone.MUTED, wrap=True), 1)
        self.setAccessibleName(said_of(finding))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)


def said_of(finding: Finding) -> str:
    """Return a finding in words: its level, and its sentence."""
    return f"{WORDS[finding.level] if finding.known else UNKNOWN}: {finding.text}"
