"""What the reader has decided so far about the rows of a preview."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from partnerdesk.desk.imports import Decisions, Planned

Name = tuple[int, str]
"""A row by the number of its file and its place in it."""


def named(row: Planned) -> Name:
    """Return the name of a row."""
    return row.file, row.where


class Choices:
    """Decisions that change."""

    def __init__(self) -> None:
        self.left_out: set[Name] = set()
        self.as_new: set[Name] = set()
        self.as_person: dict[Name, int] = {}
        self.file_values: set[tuple[int, str, str]] = set()
        self.guesses = False
        self.guess_otherwise: set[Name] = set()

    def decisions(self) -> Decisions:
        """Return them as they are now."""
        return Decisions(
            left_out=frozenset(self.left_out),
            as_new=frozenset(self.as_new),
            as_person=dict(self.as_person),
            file_values=frozenset(self.file_values),
            guesses=self.guesses,
            guess_otherwise=frozenset(self.guess_otherwise),
        )

    def leave_out(self, rows: Iterable[Name], *, out: bool) -> None:
        """Leave rows out, or take them all the same."""
        if out:
            self.left_out.update(rows)
        else:
            self.left_out.difference_update(rows)

    def is_person(self, row: Name, contact_id: int) -> None:
        """Say that a row is somebody in the book."""
        self.as_new.discard(row)
        self.as_person[row] = contact_id

    def is_nobody_known(self, row: Name) -> None:
        """Say that a row is nobody in the book."""
        self.as_person.pop(row, None)
        self.as_new.add(row)

    def forget_who(self, row: Name) -> None:
        """Leave it to the program who a row is."""
        self.as_person.pop(row, None)
        self.as_new.discard(row)

    def forget_others(self, there: Collection[int]) -> None:
        """Leave it to the program who those are who were said to be somebody else than these."""
        self.as_person = {row: key for row, key in self.as_person.items() if key in there}

    def take_value(self, row: Name, field: str, *, of_file: bool) -> None:
        """Say whether the file's value of a field takes the place of the book's."""
        change = self.file_values.add if of_file else self.file_values.discard
        change((*row, field))

    def guessed(self, row: Name) -> bool:
        """Say whether the suggested country of a row is taken."""
        return self.guesses != (row in self.guess_otherwise)

    def take_guess(self, row: Name, *, on: bool) -> None:
        """Take the suggested country of a row, or not."""
        change = self.guess_otherwise.discard if on == self.guesses else self.guess_otherwise.add
        change(row)

    def take_guesses(self, *, on: bool) -> None:
        """Take all suggested countries, or none."""
        self.guesses = on
        self.guess_otherwise.clear()

    def forget_file(self, number: int) -> None:
        """Forget what was decided about the rows of a file: it is read in another way."""
        for rows in (self.left_out, self.as_new, self.guess_otherwise):
            rows -= {each for each in rows if each[0] == number}
        self.file_values -= {each for each in self.file_values if each[0] == number}
        for row in [each for each in self.as_person if each[0] == number]:
            del self.as_person[row]

    def without_file(self, number: int) -> None:
        """Forget a file; those after it have numbers one less from now on."""
        self.forget_file(number)

        def moved(row: Name) -> Name:
            return (row[0] - (row[0] > number), row[1])

        self.left_out = set(map(moved, self.left_out))
        self.as_new = set(map(moved, self.as_new))
        self.guess_otherwise = set(map(moved, self.guess_otherwise))
        self.as_person = {moved(row): key for row, key in self.as_person.items()}
        self.file_values = {(*moved((file, where)), field) for file, where, field in self.file_values}

    def clear(self) -> None:
        """Forget all."""
        self.guesses = False
        for some in (self.left_out, self.as_new, self.as_person, self.file_values, self.guess_otherwise):
            some.clear()
