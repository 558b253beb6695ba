"""Hours in the words of each language: “half past twelve”, “las diez y media”, “midi et quart”, “às dez”.

Each reader takes a line folded and as it stands, and yields the hours that it finds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from partnerdesk.core.checklist.hournames import (
    ENGLISH,
    FRENCH,
    MINUTES,
    PORTUGUESE,
    SPANISH,
    any_of,
)
from partnerdesk.core.checklist.hourparts import (
    CALLED,
    HALF,
    SHARP,
    Said,
    before,
    goes_on,
    number,
    of,
    part,
    stands_before,
)

_EN, _ES, _FR, _PT = (MINUTES[language] for language in ("en", "es", "fr", "pt"))
_OF_24 = r"2[0-4]|1\d|0?\d"
_IN_FIGURES = "15|[2-5][05]"  # minutes beside a bare hour

_EN_HOUR = any_of(ENGLISH, r"1[0-2]|0?[1-9]")
_EN_PAST = re.compile(
    rf"\b(?:(?P<thirty>half)|(?:a\s)?(?P<quarter>quarter)|(?P<count>{any_of(_EN)}|[1-5]?[05])"
    rf"(?:\sminutes)?)\s(?P<side>past|after|to|till|before|of)\s(?P<hour>{_EN_HOUR})\b{HALF}?"
)
_EN_AT = re.compile(r"\b(?:at|at about|at around|at exactly|until|till|is|it's|be)\s\Z")
_EN_HALF = re.compile(rf"\bhalf (?P<hour>{_EN_HOUR})\b{HALF}?")
_EN_MINUTES = re.compile(
    rf"\b(?P<hour>{any_of(ENGLISH)})[ -](?P<minute>{any_of(_EN)})\b(?!-)(?:\so'clock)?{HALF}?"
)
_EN_BARE = re.compile(
    rf"\b(?P<at>at (?:about |around |exactly )?|until |till |let's say "
    rf"|(?:it|that)(?:'s| is| would be| will be) )?(?P<hour>{_EN_HOUR})\b(?![:.]\d|-\w)"
    rf"(?P<called>\so'?\s?clock\b)?{SHARP}{HALF}?"
)


def english(text: str, line: str) -> Iterator[Said]:
    """Read “half past ten”, “a quarter to one”, “ten thirty”, “at ten”, “ten o'clock”."""
    for match in _EN_PAST.finditer(text):
        counts = match["count"] is not None or match["side"] == "of"  # “ten to twelve pupils”
        at = stands_before(_EN_AT, text, match.start())
        if counts and not (at and goes_on("en", text, line, match.end())):
            continue
        hour = number(match["hour"], ENGLISH)
        minutes = 30 if match["thirty"] else 15 if match["quarter"] else number(match["count"], _EN)
        yield from (of if match["side"] in ("past", "after") else before)(match, hour, minutes)
    for match in _EN_HALF.finditer(text):
        if goes_on("en", text, line, match.end()):
            yield from of(match, number(match["hour"], ENGLISH), 30)
    for match in _EN_MINUTES.finditer(text):
        if match["half"] or goes_on("en", text, line, match.end()):
            yield from of(match, ENGLISH[match["hour"]], _EN[match["minute"]])
    for match in _EN_BARE.finditer(text):
        sure = match["called"] or match["half"]
        if sure or (match["at"] and goes_on("en", text, line, match.end())):
            yield from of(match, number(match["hour"], ENGLISH), 0)


_ES_HOUR = any_of(SPANISH, _OF_24)
_ES_PARTS = any_of({**_ES, "media": 30, "cuarto": 15}, _IN_FIGURES)
_ES_AT = re.compile(
    r"(?P<at>\b(?:a|desde|hasta|para|hacia|sobre|son|ser[ai]a?n?|y|o|de|entre)\s)?\blas?\s"
    rf"(?P<hour>{_ES_HOUR})\b(?![:.]\d|\s?h\s?\d)(?:\sy\s(?P<past>{_ES_PARTS})\b|\s(?P<minute>{any_of(_ES)})\b"
    rf"|\smenos\s(?P<less>{_ES_PARTS})\b)?{CALLED}?{SHARP}{HALF}?"
)
_ES_TO = re.compile(
    rf"\b(?:un\s)?(?P<less>{_ES_PARTS})(?:\sminutos)?\spara\slas?\s(?P<hour>{_ES_HOUR})\b{HALF}?"
)


def spanish(text: str, line: str) -> Iterator[Said]:
    """Read “a las 10”, “las diez y media”, “la una menos cuarto”, “las 3 de la tarde”."""
    for match in _ES_TO.finditer(text):
        if match["half"] or goes_on("es", text, line, match.end()):
            yield from before(match, number(match["hour"], SPANISH), part(match["less"], _ES))
    for match in _ES_AT.finditer(text):
        more = match["past"] or match["minute"]
        sure = more or match["less"] or match["called"] or match["half"]
        if not sure and not (match["at"] and goes_on("es", text, line, match.end())):
            continue
        hour = number(match["hour"], SPANISH)
        if match["less"]:
            yield from before(match, hour, part(match["less"], _ES))
        else:
            yield from of(match, hour, part(more, _ES) if more else 0)


_FR_PARTS = any_of({**_FR, "demie": 30, "demi": 30, "quart": 15, "le quart": 15}, "[0-5]?[05]")
_FR_MORE = rf"(?:\set\s(?P<past>{_FR_PARTS})\b|\smoins\s(?P<less>{_FR_PARTS})\b|\s(?P<minute>{_FR_PARTS})\b)?"
_FR_HOURS = re.compile(
    rf"(?<![\d:.,])\b(?P<hour>{any_of(FRENCH, _OF_24)})\s(?P<called>heures?|h)\b{_FR_MORE}{SHARP}{HALF}?"
)
_FR_NOON = re.compile(rf"(?<!apres[- ])(?<!\bdu )(?<!\ble )\b(?P<noon>midi|minuit)\b{_FR_MORE}")
_FR_AT = re.compile(r"(?:\b(?:a|vers|des|jusqu'a|est|sera|serait|donc|soit|entre|et|ou)\s|\A)\Z")
_FR_AFTER = re.compile(r"[:,(/–-]\s?\Z")
_FR_WHOSE = re.compile(r"\s(?:a|pour|chez|du matin|de l'apres-midi)\s|\)")  # “dix heures à Detroit”
_FR_LASTS = re.compile(r"\sheures?\s(?:de|d')\s?(?!l'apres|chez)[a-z]")


def french(text: str, _line: str) -> Iterator[Said]:
    """Read “15 heures et demie”, “dix heures moins le quart”, “midi et demi”; not “deux heures de cours”.

    Hours go up to 24 in words, too: “dix heures” is not ten in the evening. Up to nine they may be spoken.
    """
    for match in _FR_NOON.finditer(text):
        yield from _in_french(match, 12 if match["noon"] == "midi" else 0, exact=True)
    for match in _FR_HOURS.finditer(text):
        hour = number(match["hour"], FRENCH)
        lasts = _FR_LASTS.match(text, match.start("called") - 1)
        listed = stands_before(_FR_AFTER, text, match.start()) and _FR_WHOSE.match(text, match.end())
        by_day = 7 <= hour <= 22  # “, une heure à Lyon” lasts
        if not lasts and (stands_before(_FR_AT, text, match.start()) or (listed and by_day)):
            yield from _in_french(match, hour, exact=hour > 9)


def _in_french(match: re.Match[str], hour: int, *, exact: bool) -> Iterator[Said]:
    if match["less"]:
        yield from before(match, hour, part(match["less"], _FR), exact=exact)
    else:
        more = match["past"] or match["minute"]
        yield from of(match, hour, part(more, _FR) if more else 0, exact=exact)


_PT_HOUR = any_of(PORTUGUESE, _OF_24)
_PT_PARTS = any_of({**_PT, "meia": 30, "um quarto": 15, "quarto": 15}, _IN_FIGURES)
_PT_AT = re.compile(
    rf"\b(?P<at>as?|pelas?|das?|desde as?|ate as?|sao|serao)\s(?P<hour>{_PT_HOUR})\b(?![:.]\d|\s?h\s?\d)"
    rf"(?:\se\s(?P<past>{_PT_PARTS})\b|\smenos\s(?P<less>{_PT_PARTS})\b)?{CALLED}?{SHARP}{HALF}?"
)
_PT_TO = re.compile(
    rf"\b(?P<less>{_PT_PARTS})(?:\sminutos)?\spara\s(?:as?|o)\s(?P<hour>{_PT_HOUR}|meio[- ]dia)\b{HALF}?"
)
_PT_NOON = re.compile(rf"\b(?P<noon>meio[- ]dia|meia[- ]noite)\b(?:\se\s(?P<past>{_PT_PARTS})\b)?")
_PT_OF = re.compile(r"\sd[aeo]\s(?!manha|tarde|noite|madrugada)")
_PT_LASTS = re.compile(r"\sde\s(?!voces)")
_PT_HOURS = {**PORTUGUESE, "meio-dia": 12, "meio dia": 12}


def portuguese(text: str, line: str) -> Iterator[Said]:
    """Read “às 10”, “às dez e meia”, “um quarto para as onze”, “meio-dia e meia”; not “a uma escola”."""
    for match in _PT_NOON.finditer(text):
        hour = 12 if match["noon"].startswith("meio") else 0
        yield from of(match, hour, part(match["past"], _PT) if match["past"] else 0, exact=True)
    for match in _PT_TO.finditer(text):
        if match["half"] or goes_on("pt", text, line, match.end()):
            yield from before(match, number(match["hour"], _PT_HOURS), part(match["less"], _PT))
    for match in _PT_AT.finditer(text):
        if _counts(match, text, line):
            continue
        sure = match["past"] or match["less"] or match["half"] or match["called"]
        if not sure and not goes_on("pt", text, line, match.end()):
            continue
        hour = number(match["hour"], PORTUGUESE)
        if match["less"]:
            yield from before(match, hour, part(match["less"], _PT))
        else:
            yield from of(match, hour, part(match["past"], _PT) if match["past"] else 0)


def _counts(match: re.Match[str], text: str, line: str) -> bool:
    """Say whether it is no hour but a number: “a uma escola”, “as duas de Puebla”, “à uma hora de”."""
    if match["at"] in ("sao", "serao"):
        return not match["called"] or _PT_LASTS.match(text, match.end()) is not None
    accent = line[match.start()] in "àÀ"
    of_these = _PT_OF.match(text, match.end()) is not None
    if match["at"] in ("a", "da"):
        one = match["hour"] in ("uma", "1")
        return not one or (match["at"] == "a" and not accent) or (of_these and match["called"] is not None)
    return match["at"] == "as" and not accent and of_these
