"""One row of the preview: what it says, what becomes of it, and what the reader may decide about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QVBoxLayout, QWidget

from partnerdesk.desk import cardwords
from partnerdesk.desk.disputed import Disputed
from partnerdesk.desk.imports import Planned
from partnerdesk.desk.listing import ListRow
from partnerdesk.desk.previews import Preview
from partnerdesk.qt import theme
from partnerdesk.qt.contacts.there import place_words
from partnerdesk.qt.imports import words
from partnerdesk.qt.imports.choices import Choices, named
from partnerdesk.qt.scrolled import Column, Scrolled
from partnerdesk.qt.theme import Size
from partnerdesk.qt.twins.value import Value
from partnerdesk.qt.widgets import FlowLayout, Hairline, Label, Tone, plain_button

_EDGE = 2 * theme.GRID
_LONG = 16  # letters of a word that fits everywhere
_ENDS = re.compile(r"([@./_-])")


class RowSheet(QWidget):
    """What there is to know of a row.

    Signals:
        personChosen(int): it is this contact of the book; 0: whoever the program takes it for.
        nobodyChosen: it is nobody in the book.
        valueChosen(str, bool): of this field the file's value counts, or the book's.
        guessChosen(bool): the suggested country is taken, or not.

    Args:
        choices: what was decided up to now.

    """

    personChosen = Signal(int)  # noqa: N815 - Qt's manner
    nobodyChosen = Signal()  # noqa: N815
    valueChosen = Signal(str, bool)  # noqa: N815
    guessChosen = Signal(bool)  # noqa: N815

    def __init__(self, choices: Choices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = choices
        self._title = Label(size=Size.HEADING, wrap=True)
        self._where = Label(size=Size.SMALL, tone=Tone.MUTED, wrap=True)
        self._inside = Column()
        self._column = QVBoxLayout(self._inside)
        self._area = Scrolled(self._inside)
        self._people: dict[int, ListRow] = {}
        self._row: Planned | None = None
        self.setAccessibleName("The row chosen")
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, theme.GRID, _EDGE, 0)
        column.setSpacing(theme.GRID // 2)
        column.addWidget(self._title)
        column.addWidget(self._where)
        column.addWidget(self._area, 1)
        self._column.setContentsMargins(0, theme.GRID, 0, theme.GRID)
        self._column.setSpacing(theme.GRID)

    @property
    def row(self) -> Planned | None:
        """The row shown."""
        return self._row

    def concerned(self, row: Planned) -> list[int]:
        """Return the contacts of the book of whom more has to be known to show a row."""
        person = self._choices.as_person.get(named(row))
        known = row.contact_id if row.contact_id is not None and row.contact_id > 0 else None
        return [key for key in dict.fromkeys((*row.twins, known, person)) if key]

    def show_row(self, row: Planned | None, preview: Preview, file: str, people: Sequence[ListRow]) -> None:
        """Show a row.

        Args:
            row: the row; None: nothing.
            preview: where it is from.
            file: what its file is called.
            people: contacts of the book whom it concerns.

        """
        same = self._row is not None and row is not None and named(self._row) == named(row)
        at = self._area.verticalScrollBar().value() if same else 0
        held = self._held() if same else ""
        self._row = row
        self._people = {each.id: each for each in people}
        self._clear()
        self._title.setText(words.name_of(row) if row else "")
        where = f"{row.where} of {words.in_sentence(file)}" if row and row.fitted else ""
        self._where.setText(where or (file if row else ""))
        if row is not None:
            self._add_all(row, preview)
        self._column.addStretch(1)
        self._area.verticalScrollBar().setValue(at)
        if held:
            self._give_back(held)

    def focus_first(self) -> None:
        """Go to the first thing to decide, if there is one."""
        for widget in self._inside.findChildren(QWidget):
            if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def _held(self) -> str:
        """Return the name of the part that has the focus, so that the same one has it afterwards."""
        widget = self.focusWidget()
        return widget.accessibleName() if widget and widget.hasFocus() else ""

    def _give_back(self, name: str) -> None:
        for widget in self._inside.findChildren(QWidget):
            if widget.accessibleName() == name and not widget.isHidden():
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def _clear(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()

    def _put(self, widget: QWidget) -> None:
        self._column.addWidget(widget)
        widget.show()  # at once: the layout would do it later, and the focus may go there now

    # --- what stands there ----------------------------------------------------------------------------

    def _add_all(self, row: Planned, preview: Preview) -> None:
        self._say(row, preview)
        name = named(row)
        if row.outcome == "new" and (row.twins or name in self._choices.as_new):
            self._add_twins(row)
        if row.fitted and row.fitted.guess and row.outcome == "new":
            self._add_guess(row)
        if row.outcome in {"changed", "unchanged"} and row.contact_id:
            self._add_person(row)
        if row.disputed:
            self._add_disputed(row.disputed, row.theirs)
        if row.outcome == "changed":
            self._add_changes(row)
        elif row.fitted is not None:
            self._add_facts(row)

    def _say(self, row: Planned, preview: Preview) -> None:
        text = {
            "new": "" if row.twins else "Will be added.",
            "refused": row.why,
            "own": row.why,
            "left out": "Stays out.",
        }.get(row.outcome, "")
        if row.outcome == "duplicate":
            first = preview.first_of(row)
            whom = f"the one of {first.where}" if first else "somebody above"
            text = f"The same as {whom}: what it says besides is added to that one."
        if text:
            self._put(_words(text))

    def _add_guess(self, row: Planned) -> None:
        fitted = row.fitted
        if fitted is None:
            return
        land = words.country_name(fitted.guess)
        what = {"+": "phone number", ".": "e-mail address"}.get(fitted.why[0], "city")
        taken = self._choices.guessed(named(row))
        text = f"The country is not known. The {what} ({fitted.why}) suggests {land}."
        if taken:
            text = f"The country, {land}, is taken from the {what} ({fitted.why})."
        self._add_question(
            text,
            [(f"Leave {land} out" if taken else f"Take {land}", lambda: self.guessChosen.emit(not taken))],
        )

    def _add_twins(self, row: Planned) -> None:
        if named(row) in self._choices.as_new:
            ways = [("Decide anew", lambda: self.personChosen.emit(0))]
            self._add_question("Somebody else, you said: will be added.", ways)
            return
        for key in row.twins:
            other = self._people.get(key)
            if other is None:
                continue
            question = f"Looks like {_about(other)}, who is in the book. Will be added as somebody else."
            is_them = ("It is them", lambda key=key: self.personChosen.emit(key))
            self._add_question(question, [is_them, ("Somebody else", self.nobodyChosen.emit)])

    def _add_person(self, row: Planned) -> None:
        other = self._people.get(row.contact_id or 0)
        if other is None:
            return
        said = named(row) in self._choices.as_person
        what = "has all of this already" if row.outcome == "unchanged" else "gets what is new"
        text = f"{'You said that it is' if said else 'It is'} {_about(other)}, who {what}."
        ways = [("Decide anew", lambda: self.personChosen.emit(0))] if said else []
        ways.append(("Somebody else", self.nobodyChosen.emit))
        self._add_question(text, ways)

    def _add_question(self, text: str, ways: Sequence[tuple[str, Callable[[], object]]]) -> None:
        self._put(_words(text))
        verbs = QWidget()
        flow = FlowLayout(verbs)
        for word, act in ways:
            flow.addWidget(plain_button(word, act))
        self._put(verbs)

    def _add_disputed(self, disputed: Sequence[Disputed], theirs: Sequence[str]) -> None:
        self._head("Which holds?")
        for each in disputed:
            self._put(Label(each.caption, Size.SMALL, tone=Tone.MUTED))
            group = QButtonGroup(self._inside)
            box = QWidget()
            rows = QVBoxLayout(box)
            rows.setContentsMargins(0, 0, 0, 0)
            rows.setSpacing(2)
            for of_file, said, text in (
                (False, "in the book", each.ours),
                (True, "in the file", each.theirs),
            ):
                value = Value(f"{text}  ({said})", f"{each.caption} {said}: {text}")
                value.setChecked(of_file == (each.field in theirs))
                group.addButton(value)
                value.clicked.connect(
                    lambda _on=False, field=each.field, of_file=of_file: self.valueChosen.emit(field, of_file)
                )
                rows.addWidget(value)
            self._put(box)

    def _add_changes(self, row: Planned) -> None:
        self._head("What changes")
        lines = [
            (caption, f"{before} → {after}" if before else after)
            for _, caption, before, after in cardwords.told(row.changes)
        ]
        self._put(_grid(lines))

    def _add_facts(self, row: Planned) -> None:
        if row.fitted is None:
            return
        facts = [
            (caption, said)
            for key, caption, said in cardwords.facts(row.fitted.card)
            if key not in {"name", "place"}
        ]
        place = row.fitted.place
        where = place_words(place.city, place.region_name, place.country)
        if where or place.zone:
            zone = place.zone.replace("_", " ")
            facts.insert(0, ("Place", f"{where}\n{zone}" if where and zone else where or zone))
        if facts:
            self._head("What it says")
            self._put(_grid(facts))

    def _head(self, text: str) -> None:
        self._put(Hairline())
        self._put(Label(text, Size.SMALL, tone=Tone.MUTED))


def _grid(lines: Sequence[tuple[str, str]]) -> QWidget:
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.GRID)
    grid.setVerticalSpacing(theme.GRID // 2)
    grid.setColumnStretch(1, 1)
    for at, (caption, said) in enumerate(lines):
        grid.addWidget(Label(caption, tone=Tone.MUTED), at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(_words(said), at, 1, Qt.AlignmentFlag.AlignTop)
    return box


def _words(text: str) -> Label:
    """Return a label that wraps; a long address is broken where its parts end."""
    parts = (word if len(word) <= _LONG else _ENDS.sub("\\1\u200b", word) for word in text.split(" "))
    return Label(" ".join(parts), wrap=True)


def _about(other: ListRow) -> str:
    place = place_words(other.city, other.region_name, other.country)
    about = ", ".join(filter(None, [other.organisation, place]))
    return f"{other.name} ({about})" if about else other.name
