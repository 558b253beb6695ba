"""Mail header lines, in pure ASCII, that lose nothing: encoded words, folding, addresses on the wire.

The standard library loses spaces when it folds long and mixed-script subjects (cpython #92081, #144156)
and emits an international domain as an encoded word. The tests hold these few lines against it.
"""

from __future__ import annotations

import re
from base64 import b64encode
from functools import lru_cache
from typing import TypeVar

from partnerdesk.core.text import plain
from partnerdesk.errors import BadInput

Char = TypeVar("Char", str, bytes)

# RFC 2047 section 2: an encoded word has at most 75 characters, a line that holds one at most 76.
_LINE = 76
_OPEN_Q, _OPEN_B, _CLOSE = "=?utf-8?q?", "=?utf-8?b?", "?="
_ROOM = _LINE - len(_OPEN_Q) - len(_CLOSE)

# Words of printable ASCII, one space between two, none longer than a line.
_PLAIN_WORDS = re.compile(r"[!-~]{1,60}(?: [!-~]{1,60})*", re.ASCII)
# RFC 5322 atoms: a display name of these needs no quotes.
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?: [A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*", re.ASCII)
_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?",
    re.ASCII,
)
_LONGEST_LOCAL, _LONGEST_ADDRESS = 64, 254  # RFC 5321 section 4.5.3.1


class _Quoted(dict[str, str]):
    """Character → its Q encoding, with the letters that RFC 2047 section 5 (3) allows in a display name."""

    def __missing__(self, char: str) -> str:
        if char.isascii() and (char.isalnum() or char in "!*+-/"):
            quoted = char
        else:
            quoted = "".join(f"={byte:02X}" for byte in char.encode())
        self[char] = quoted
        return quoted


_QUOTED = _Quoted({" ": "_"})


def encoded_words(text: str, indent: int) -> str:
    """Return ``text`` as RFC 2047 encoded words in UTF-8, one on a line: Q where most is ASCII, else base64.

    Args:
        text: what to say; spaces at either end and between words are kept.
        indent: how many characters stand on the first line before it.
    """
    quoted = [_QUOTED[char] for char in text]
    if sum(map(len, quoted)) <= 2 * len(text.encode()):
        runs = _packed(quoted, _ROOM - indent, _ROOM - 1)
        words = [f"{_OPEN_Q}{''.join(run)}{_CLOSE}" for run in runs]
    else:
        utf8 = _packed([char.encode() for char in text], (_ROOM - indent) // 4 * 3, (_ROOM - 1) // 4 * 3)
        words = [f"{_OPEN_B}{b64encode(b''.join(run)).decode()}{_CLOSE}" for run in utf8]
    return "\r\n ".join(words)


def _packed(chars: list[Char], first: int, rest: int) -> list[list[Char]]:
    """Cut a list of encoded characters into runs: ``first`` letters or bytes at most, then ``rest``."""
    runs, start, used, room = [], 0, 0, first
    for index, char in enumerate(chars):
        used += len(char)
        if used > room:
            runs.append(chars[start:index])
            start, used, room = index, len(char), rest
    runs.append(chars[start:])
    return runs


def _folded(text: str, indent: int) -> str:
    """Return words of ASCII with line breaks before spaces, lines of at most 76 characters."""
    if indent + len(text) <= _LINE:
        return text
    lines: list[str] = []
    used = indent
    for word in text.split(" "):
        if lines and used + 1 + len(word) <= _LINE:
            lines[-1] += " " + word
            used += 1 + len(word)
        else:
            used = indent + len(word) if not lines else 1 + len(word)
            lines.append(word)
    return "\r\n ".join(lines)


@lru_cache(maxsize=256)  # as is the subject, often
def text_header(field: str, text: str) -> str:
    """Return one header line (or several folded ones) with free text, as in ``Subject: …``, ended by CRLF.

    Line breaks and other control characters become spaces or nothing (``core.text.plain``), so that no value
    can begin a header of its own.
    """
    if not text.isprintable():
        text = plain(text)
    indent = len(field) + 2
    if not text:
        return f"{field}: \r\n"
    if _PLAIN_WORDS.fullmatch(text) and "=?" not in text:
        return f"{field}: {_folded(text, indent)}\r\n"
    return f"{field}: {encoded_words(text, indent)}\r\n"


@lru_cache(maxsize=2048)  # the sender is the same in a whole batch
def address_header(field: str, name: str, address: str) -> str:
    """Return one header line with exactly one mailbox, as in ``To: "Smith, John" <j@example.org>``, and CRLF.

    Raises:
        BadInput: the address is none, or one that mail servers refuse.
    """
    name = plain(name)
    wire = on_the_wire(address)
    indent = len(field) + 2
    if not name.strip():
        return f"{field}: {wire}\r\n"
    if not _PLAIN_WORDS.fullmatch(name) or "=?" in name or len(name) > 60:
        phrase = encoded_words(name, indent)
    elif _ATOMS.fullmatch(name):
        phrase = name
    else:
        phrase = '"' + re.sub(r'(["\\])', r"\\\1", name) + '"'
    last = len(phrase) - phrase.rfind("\n") - 1 + ("\n" not in phrase) * indent
    gap = " " if last + len(wire) + 3 <= _LINE else "\r\n "
    return f"{field}: {phrase}{gap}<{wire}>\r\n"


def _ascii_domain(domain: str) -> str:
    """Return a domain in ASCII (IDNA 2008, else the older IDNA 2003, which still serves some symbols).

    Raises:
        UnicodeError: neither can write it.
    """
    if domain.isascii():
        return domain
    import idna  # lazily: its tables cost some milliseconds, and few addresses need them

    try:
        return idna.encode(domain, uts46=True).decode("ascii")
    except idna.IDNAError:
        return domain.encode("idna").decode("ascii")


def _well_formed(address: str) -> bool:
    return bool(
        _ADDRESS.fullmatch(address)
        and len(address) <= _LONGEST_ADDRESS
        and address.index("@") <= _LONGEST_LOCAL
        and "=?" not in address
    )


def on_the_wire(address: str) -> str:
    """Return an e-mail address as mail servers want it: ASCII, an international domain as IDNA.

    Raises:
        BadInput: it is not an address, or its first part has letters outside ASCII. ``field`` is ``email``.
    """
    if _well_formed(address):
        return address
    address = address.strip()
    shown = plain(address)
    local, _, domain = address.rpartition("@")
    if local and domain and not local.isascii() and shown == address:
        raise BadInput(
            f"The address ‘{shown[:80]}’ has letters outside A–Z before the @; most mail servers refuse it.",
            "Ask for an address in plain letters.",
            field="email",
        )
    try:
        wire = f"{local}@{_ascii_domain(domain)}" if shown == address else ""
    except UnicodeError:
        wire = ""
    if not _well_formed(wire):
        raise BadInput(
            f"‘{shown[:80]}’ is not an e-mail address." if shown else "There is no e-mail address.",
            "It needs a name, an @ and a domain, as in ana@example.org.",
            field="email",
        )
    return wire


def as_shown(address: str) -> str:
    """Return an address as people read it: an IDNA domain in its own letters, if it can be decoded."""
    local, _, domain = address.rpartition("@")
    if "xn--" not in domain.lower():
        return address
    import idna

    try:
        return f"{local}@{idna.decode(domain)}"
    except idna.IDNAError:
        return address
