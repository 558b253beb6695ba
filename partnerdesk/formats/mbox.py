"""Letters of an mbox file one by one, whatever program wrote it (mboxo, mboxrd, mboxcl, Thunderbird's)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from partnerdesk.core.cards import RefusedPart
from partnerdesk.formats.content import PIECE, Content, found_in
from partnerdesk.formats.mailread import LARGEST

# A line of its own that begins a letter; a head follows at once. Words such as "From Russia with love" in a
# body are followed by anything else, or quoted: some programs leave both the date and the empty line out.
_NAMES: Final = (
    rb"(?:from|to|cc|date|subject|sender|received|return-path|delivered-to|message-id|mime-version|reply-to"
    rb"|status|content-[a-z-]+|dkim-signature|authentication-results|envelope-to|x-[a-z0-9-]+)"
)
_LETTER: Final = re.compile(
    rb"(?:\A(?:\xef\xbb\xbf)?[\r\n]*|^)From(?![ \t]*:)(?: [^\r\n]{0,300})?\r?\n"
    rb"(?=(?:>From [^\r\n]{0,300}\r?\n)?" + _NAMES + rb"[ \t]*:)",
    re.IGNORECASE | re.MULTILINE,
)
_LONGEST_START: Final = 1_000  # bytes: of the lines that begin a letter, and of the field after them
_HEAD: Final = 1 << 16
_QUOTED: Final = re.compile(rb"^>(>*From )", re.MULTILINE)


def is_mbox(data: Content) -> bool:
    """Whether a file begins as an mbox does."""
    return _LETTER.match(data[:_HEAD]) is not None


def letters(data: Content) -> Iterator[tuple[str, bytes | RefusedPart]]:
    """Yield each letter with where it stands: ``letter 3, line 120``; one that is too large is refused.

    Args:
        data: the file. What stands before its first letter is passed over.

    """
    line, counted = 1, 0
    starts = found_in(data, _LETTER, _LONGEST_START)
    begun = next(starts, None)
    number = 0
    while begun is not None:
        following = next(starts, None)
        start, head = begun
        end = following[0] if following else len(data)
        number += 1
        line += sum(piece.count(b"\n") for piece in _between(data, counted, start))
        counted = start
        where = f"letter {number}, line {line}"
        if end - head > LARGEST:
            yield where, RefusedPart(where, "It is larger than 25 MB.")
        else:
            yield where, _QUOTED.sub(rb"\1", data[head:end])
        begun = following


def _between(data: Content, start: int, end: int) -> Iterator[bytes]:
    return (data[at : min(at + PIECE, end)] for at in range(start, end, PIECE))
