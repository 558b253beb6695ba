"""What somebody wrote in an answer, without what they quote and sign with."""

from __future__ import annotations

import re
from typing import Literal

from partnerdesk.core.text import fold

_LONGEST = 100_000
"""Letters that are looked at: nobody answers at greater length."""

# Lines after which the letter answered is quoted, or the signature stands, in the four languages and German.
_ENDS = re.compile(
    r"""^[ \t]*(?:
        --[ ]?$ | _{8,}[ \t]*$
      | -{2,}[ ]?(?:original[ ]message|mensaje[ ]original|message[ ]d[’']origine|mensagem[ ]original
        |forwarded[ ]message|mensaje[ ]reenviado|urspr.ngliche[ ]nachricht)\b
      | (?:on|el|le|em|am)\b[^\n]{4,200}\n?[^\n]{0,120}
        \b(?:wrote|escribi[oó]|a[ ]écrit|escreveu|schrieb)[^\n]{0,60}:[ \t]*$
      | (?:from|de|von):[ ][^\n]{3,300}\n[ \t]*
        (?:sent|date|to|enviado|fecha|para|envoyé|à|data|gesendet)[^\n]{0,12}:
      | (?:sent[ ]from[ ]my|enviado[ ]desde[ ]mi|envoyé[ ]de(?:puis)?[ ]mon|enviado[ ]do[ ]meu)\b
    )""",
    re.IGNORECASE | re.MULTILINE | re.VERBOSE,
)
_QUOTED = re.compile(r"^[ \t]*[>|].*$", re.MULTILINE)
_GAPS = re.compile(r"\n{3,}")


def own_words(text: str) -> str:
    """Return what the writer of an answer says, without quoted text and signature.

    Where nothing stands above what is quoted, they answered between its lines or below: then only the lines
    that begin with ``>`` are left out. Where nothing else is left, the whole text is returned.
    """
    text = text[:_LONGEST].strip()
    found = _ENDS.search(text)
    above = _without_quotes(text[: found.start()] if found else text)
    return above or _without_quotes(text) or text


def _without_quotes(text: str) -> str:
    return _GAPS.sub("\n\n", _QUOTED.sub("", text)).strip()


def shortened(text: str, most: int) -> str:
    """Return a text as one line of at most so many letters, cut between words."""
    line = " ".join(text[: 4 * most].split())
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    return f"{cut.rpartition(' ')[0] or cut}…"


_LOOKED_AT = 3_000
"""Letters of an answer that are looked at for what it leans to."""

_YES = re.compile(
    r"\b(?:yes|gladly|with pleasure|happy to|we accept|i accept|count (?:me|us) in|works (?:for|well)"
    r"|we would love|i would love|agreed|claro|con (?:mucho )?gusto|aceptamos|acepto|encantad[oa]s?"
    r"|de acuerdo|nos viene bien"
    r"|perfect[oa]?|confirm(?:o|amos|ado|ed)|suits us|(?:is|are) (?:fine|good|perfect) (?:for|with) us"
    r"|oui|volontiers|avec (?:grand )?plaisir|d'accord|nous acceptons|j'accepte"
    r"|(?:cela|ca) (?:nous|me) convient|parfait|je confirme"
    r"|perfeit[oa]|sim|com (?:muito )?prazer|aceitamos|aceito|combinado|de acordo)\b"
    r"|(?:^|[\n.!] ?)si[,.!]"  # which means "if" inside of a sentence
)
_NO = re.compile(
    r"\b(?:unfortunately|cannot(?! wait)|can't(?! wait)|not able|unable|decline|not possible"
    r"|not interested|no time"
    r"|no podemos|no puedo|no podremos|lamentablemente|no es posible|no nos es posible|no tenemos"
    r"|malheureusement|ne (?:pouvons|peux|pourrons) pas|pas possible|impossible|declinons"
    r"|infelizmente|nao (?:podemos|posso|poderemos|conseguimos|e possivel|temos))\b"
)
_OFF = re.compile(
    r"\b(?:cancel(?:s|led|ed|ling|ing|lation|ation)?|call(?:ing)? (?:it|the \w+|our \w+) off"
    r"|postpon(?:e|ed|es|ing)|reschedul(?:e|ed|ing)|(?:cannot|can't|could not|couldn't) make it"
    r"|cancel(?:ar(?:l[ao]s?)?|amos|o|ad[oa]s?)|suspend(?:er(?:l[ao])?|emos|id[oa])|anular(?:l[ao])?"
    r"|aplaza(?:r(?:l[ao])?|mos|d[oa])|posp(?:oner(?:l[ao])?|onemos|uest[oa])"
    r"|annul(?:er|ons|ee?)|decaler|decalons|(?:devons|dois|faut|pouvons|est|sera)\s(?:\w+\s){0,2}report(?:er|ee?)"
    r"|desmarc(?:ar|amos|ad[oa])|adi(?:ar|amos|ad[oa])|remarc(?:ar|amos|ad[oa]))\b"
    r"|\b(?:find|look for|choose|need|prefer|rather|could we|can we|encontrar|buscar|elegir|necesit\w+"
    r"|podr?iamos|podemos|preferi\w+|trouver|pourrions|pouvons|poderiamos|precis\w+)\b[^.!?;]{0,30}"
    r"\b(?:another (?:day|time|date|hour)|otro dia|otra (?:hora|fecha)|un autre (?:jour|horaire|moment)"
    r"|une autre (?:date|heure)|outro (?:dia|horario)|outra (?:data|hora))\b"
)
# What is off is the meeting: it is named, or nothing is and it is the writer who calls off.
_OF_THE_MEETING = re.compile(
    r"\b(?:meetings?|calls?|it|appointment|sessions?|video ?conference|our (?:time|hour|date)|make it"
    r"|reunion|encuentro|llamada|cita|nuestr[oa]|videollamada"
    r"|rencontre|appel|rendez-vous|visio|reuniao|encontro|chamada|videochamada|noss[oa])\b"
    r"|\b(?:cancel|postpone|reschedule|cancel(?:ar|amos|o)|suspender|anular|aplazar|posponer|annuler|annulons"
    r"|decaler|reporter|desmarcar|adiar|remarcar)(?:l[ao]s?)?[.!]*\Z"
)
_NOT_OFF = re.compile(r"(?:\b(?:no|not|never|nao|nunca|ne|pas|sin|sem|sans|without)|n't)\s(?:\w+\s){0,3}\Z")
_YET = re.compile(r"\b(?:no|not|nobody|but|pero|mais|mas|nao|pas|ne|este ano)\b|n't\b|\bn'")
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n")
_FIGURE = re.compile(r"\d")


def leaning(text: str) -> Literal["agreed", "declined", "off", ""]:
    """Guess, by words of English, Spanish, French and Portuguese, whether an answer is a yes or a no.

    A guess, to be proposed and never to be acted on: only where there are words of one kind and none of the
    other, a yes has no "but" and no "not" in its sentence, and it asks nothing. ``off``: the time that there
    was is cancelled, or another one is wished for, whatever else is said; not where they accept a time, and
    what is off is something else, as a concert of theirs.
    """
    folded = fold(text[:_LOOKED_AT])
    sentences = _SENTENCE.split(folded)
    off = [each for each in sentences if _is_off(each)]
    accepts = any(map(_accepts_a_time, sentences))
    if any(not accepts or _OF_THE_MEETING.search(each) for each in off):
        return "off"
    if not folded or "?" in folded:
        return ""
    no, some = _NO.search(folded) is not None, _YES.search(folded) is not None
    if no:
        return "" if some else "declined"
    return "agreed" if any(map(_is_yes, sentences)) else ""


def accepting(text: str) -> str:
    """Return the sentences of an answer that accept a time, whatever is asked beside them; may be empty."""
    sentences = _SENTENCE.split(text[:_LOOKED_AT])
    return " ".join(each for each in sentences if _accepts_a_time(fold(each)))


def _accepts_a_time(sentence: str) -> bool:
    """Whether a folded sentence says yes and names something by figures, and neither asks nor calls off."""
    plain = "?" not in sentence and not _is_off(sentence)
    return plain and _is_yes(sentence) and _FIGURE.search(sentence) is not None


def _is_yes(sentence: str) -> bool:
    """Whether a folded sentence says yes: “Claro que no”, “gladly, but not this year” do not."""
    return _YES.search(sentence) is not None and _YET.search(sentence) is None


def _is_off(sentence: str) -> bool:
    """Whether in a folded sentence something is cancelled or put off, or another time is wished for."""
    return any(not _NOT_OFF.search(sentence[: off.start()]) for off in _OFF.finditer(sentence))
