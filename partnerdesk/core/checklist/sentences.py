"""Where sentences end in a line: not behind “a.m.”, nor behind a month that is cut short."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MARK = re.compile(r"[.!?…。！？]+[”»\"')\]]*")
_HALF = re.compile(r"\d\s?[ap]\.?\s?m\.\Z", re.IGNORECASE)
_MONTH = re.compile(
    r"\b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|ene|abr|ago|set|dic|janv|fev|févr?|avr|juil|out|dez|déc)\.\Z",
    re.IGNORECASE,
)
# With one of these a sentence begins after “3 p.m.”; a city does not.
_BEGINS = re.compile(
    r"\s+[¿¡]?(?:We|Our|I|You|Your|The|This|That|It|If|Is|Are|Would|Could|Please|My|They|There|Nos|Nuestr\w+|La|El"
    r"|Los|Las|Si|Podr\w+|Mi|Son|Es|Le|Les|Nous|Vous|Notre|Votre|Je|Ce|Cela|O|A|Os|As|Nós|Vocês|Seria|Isso|Noss\w+)"
    r"\b"
)


def pieces(body: str) -> Iterator[tuple[int, str]]:
    """Yield the sentences of a body, each with where it begins; a line with a UTC offset is a whole one."""
    start = 0
    for line in body.split("\n"):
        if "(UTC" in line:
            yield start, line
        else:
            yield from ((start + at, said) for at, said in sentences_of(line))
        start += len(line) + 1


def sentences_of(line: str) -> Iterator[tuple[int, str]]:
    """Yield the sentences of a line, each with where it begins."""
    begin = 0
    for mark in _MARK.finditer(line):
        if _ends(line, mark):
            yield begin, line[begin : mark.end()]
            begin = mark.end()
    if line[begin:].strip():
        yield begin, line[begin:]


def _ends(line: str, mark: re.Match[str]) -> bool:
    """Say whether a mark ends its sentence; anything but a single full stop does."""
    if mark[0] != ".":
        return True
    if _HALF.search(line, max(0, mark.end() - 8), mark.end()):
        return _BEGINS.match(line, mark.end()) is not None
    short = _MONTH.search(line, max(0, mark.end() - 6), mark.end())
    cut = short is not None and re.match(r"\s+\d", line[mark.end() :]) is not None
    return not cut and not re.match(r"[^\W_]|\s+[a-zà-öø-ÿ]", line[mark.end() :])
