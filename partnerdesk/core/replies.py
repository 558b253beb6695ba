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


_YES = re.compile(
    r"\b(?:yes|gladly|with pleasure|happy to|we accept|i accept|count (?:me|us) in|works (?:for|well)"
    r"|we would love|i would love|agreed|claro|con (?:mucho )?gusto|aceptamos|acepto|encantad[oa]s?"
    r"|de acuerdo|nos viene bien|oui|volontiers|avec (?:grand )?plaisir|d'accord|nous acceptons|j'accepte"
    r"|cela nous convient|sim|com (?:muito )?prazer|aceitamos|aceito|combinado|de acordo)\b"
    r"|(?:^|[\n.!] ?)si[,.!]"  # which means "if" inside of a sentence
)
_NO = re.compile(
    r"\b(?:unfortunately|cannot(?! wait)|can't(?! wait)|not able|unable|decline|not possible"
    r"|not interested|no time"
    r"|no podemos|no puedo|no podremos|lamentablemente|no es posible|no nos es posible|no tenemos"
    r"|malheureusement|ne (?:pouvons|peux|pourrons) pas|pas possible|impossible|declinons"
    r"|infelizmente|nao (?:podemos|posso|poderemos|conseguimos|e possivel|temos))\b"
)
_YET = re.compile(r"\b(?:no|not|nobody|but|pero|mais|mas|nao|pas|ne|este ano)\b|n't\b|\bn'")
_SENTENCE = re.compile(r"(?<=[.!;])\s+|\n")


def leaning(text: str) -> Literal["agreed", "declined", ""]:
    """Guess, by words of English, Spanish, French and Portuguese, whether an answer is a yes or a no.

    A guess, to be proposed and never to be acted on: only where there are words of one kind and none of the
    other, a yes has no "but" and no "not" in its sentence, and it asks nothing.
    """
    folded = fold(text[:3_000])
    if not folded or "?" in folded:
        return ""
    no, some = _NO.search(folded) is not None, _YES.search(folded) is not None
    # “Claro que no”, “gladly, but not this year” are no yes.
    yes = any(_YES.search(each) and not _YET.search(each) for each in _SENTENCE.split(folded))
    if no:
        return "" if some else "declined"
    return "agreed" if yes else ""
