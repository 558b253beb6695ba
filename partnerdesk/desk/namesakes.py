"""Who may have written a letter whose address nobody has, by the name that it gives."""

from __future__ import annotations

from partnerdesk.core.samename import Likeness, Name, likeness
from partnerdesk.desk import listing
from partnerdesk.desk.book import Book

_MOST = 3
_LOOKED_AT = 200  # contacts with a word of the name


def namesakes(book: Book, name: str) -> tuple[tuple[int, str], ...]:
    """Return key and name, with the city, of the few who may have such a name, the likeliest first.

    A name is looked for by its first and its last word, whatever stands between; a single word tells nobody.
    """
    wanted = Name(name)
    if len(wanted.words) < 2:
        return ()
    ends = (wanted.words[0], wanted.words[-1])
    keys = dict.fromkeys(key for word in ends for key in listing.find(book, text=word)[:_LOOKED_AT])
    found = []
    for row in listing.rows(book, list(keys)):
        like = likeness(wanted, Name(row.name))
        if like >= Likeness.PART:
            words = f"{row.name}, {row.city}" if row.city else row.name
            found.append((-like, words, row.id))
    return tuple((key, words) for _, words, key in sorted(found)[:_MOST])
