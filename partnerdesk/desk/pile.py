"""Several letters that came, read at once: of which it is clear who wrote them, and of which it is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from partnerdesk.desk import answers
from partnerdesk.desk.answers import Answer
from partnerdesk.desk.book import Book
from partnerdesk.errors import PartnerDeskError


@dataclass(frozen=True)
class Pile:
    """Letters that were read and are not filed yet.

    Attributes:
        clear: of whom the book knows who wrote them.
        unclear: of whom it does not, to be asked about one after the other.
        filed: how many are in the histories already.
        refused: why others cannot be filed, a sentence each.

    """

    clear: tuple[Answer, ...]
    unclear: tuple[Answer, ...]
    filed: int
    refused: tuple[str, ...]


def read_all(book: Book, paths: Sequence[Path]) -> Pile:
    """Read letters from files and look for whoever wrote them; nothing is stored."""
    clear: list[Answer] = []
    unclear: list[Answer] = []
    refused, filed = [], 0
    read: set[str] = set()
    for path in paths:
        try:
            answer = answers.read(book, path)
        except PartnerDeskError as error:
            refused.append(error.message)
            continue
        if answer.filed:
            filed += 1
        elif answer.letter.key in read:
            refused.append(f"“{path.name}” is a copy of another letter among them: it is filed once.")
        else:
            (unclear if answer.contact_id is None else clear).append(answer)
        read.add(answer.letter.key)
    return Pile(tuple(clear), tuple(unclear), filed, tuple(refused))
