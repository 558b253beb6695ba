"""Where the lines with which a letter is signed begin, and where what its writer passed on does."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from partnerdesk.core.text import fold

MOST_LINES: Final = 14
"""The most lines of a signature."""

_MOST_MARKS: Final = 100  # that are looked at: who draws more lines signs under none of them
_LONGEST: Final = 10_000  # letters under a mark
_LAST_LINES: Final = 24  # of a letter, among which its closing is looked for
_MARK: Final = re.compile(r"^(?:--[ ]?|_{3,}|—)[ \t]*$", re.MULTILINE)
_QUOTES: Final = re.compile(r"^[ \t]*[>|].*$", re.MULTILINE)
_QUOTED: Final = re.compile(r"^[ \t]*>.*\n?", re.MULTILINE)
# What stands under these lines somebody else wrote: programs of five languages say so.
_PASSED_ON: Final = re.compile(
    r"""^[ \t]*(?:
        [-_]{2,}[ ]*(?:original[ ]message|mensaje[ ]original|message[ ]d[’']origine|mensagem[ ]original
          |urspr.ngliche[ ]nachricht|forwarded[ ]message|mensaje[ ]reenviado|message[ ]transf.r.
          |mensagem[ ](?:re)?encaminhada|weitergeleitete[ ]nachricht)\b
      | (?:begin[ ]forwarded[ ]message|inicio[ ]del[ ]mensaje[ ]reenviado|d.but[ ]du[ ]message[ ]r.exp.di.
          |in.cio[ ]da[ ]mensagem[ ]re(?:en)?caminhada|anfang[ ]der[ ]weitergeleiteten[ ](?:nachricht|e-mail)
        )[ ]*:
      | \*?(?:from|de|von)[ ]?:\*?[ ][^\n]{3,300}\n[ \t]*
        \*?(?:sent|date|to|enviado|fecha|para|envoy.|[àa]|data|gesendet|datum|an)[^\n]{0,12}:
      | (?:on|el|le|em|am)\b[^\n]{4,200}\n?[^\n]{0,120}
        \b(?:wrote|escribi[oó]|a[ ]écrit|escreveu|schrieb)[^\n]{0,60}:[ \t]*\n(?!\s*[>|])
    )""",
    re.IGNORECASE | re.MULTILINE | re.VERBOSE,
)
_CLOSING: Final = re.compile(
    r"(?:(?:with |all |my )?(?:best|kind|kindest|warm|warmest|many|sincere) (?:regards|wishes|greetings)"
    r"|(?:kind|best|warm)? ?regards|(?:all the )?best|yours(?: (?:sincerely|faithfully|truly))?|sincerely"
    r"(?: yours)?|cheers|greetings|many thanks|thanks(?: (?:and|&) (?:best |kind )?regards)?"
    r"|(?:un |muchos |con un )?(?:cordial(?:es)?|atentos?)? ?saludos?(?: (?:cordial(?:es)?|atentos?))?"
    r"|(?:muy )?atentamente|(?:un )?(?:fuerte )?abrazo|cordialmente|muchas gracias"
    r"|(?:bien |tres )?cordialement|(?:sinceres|meilleures|cordiales) salutations|salutations"
    r"(?: distinguees)?"
    r"|bien a (?:vous|toi)|amicalement|atenciosamente|atentamente|(?:com os )?(?:melhores )?cumprimentos"
    r"|(?:um )?(?:grande )?abracos?|cordiais saudacoes|saudacoes(?: cordiais)?|obrigad[oa]"
    r"|(?:mit )?(?:freundlichen?|besten?|herzlichen?|lieben?|schonen?|viele[nr]?) gru(?:ss|ssen|sse)"
    r"|(?:mit )?vielen grussen|hochachtungsvoll|mfg|vg|lg)"
    r"(?: (?:aus|from|desde|de|von) [^\n]{2,30})?[ ,.!;:-]*"
)


def is_closing(line: str) -> bool:
    """Whether a line is what letters end with: ``Best regards,``, ``Mit freundlichen Grüßen``."""
    return len(line) < 60 and _CLOSING.fullmatch(fold(line).strip()) is not None


def below(text: str) -> str:
    """Return the lines with which a letter is signed; empty where nothing marks them.

    They stand under a line of two hyphens, else under the closing words. What the writer quotes or passes on
    is signed by somebody else.
    """
    if passed_on := _PASSED_ON.search(text):
        text = text[: passed_on.start()]
    found = [mark.end() for mark in islice(_MARK.finditer(text), _MOST_MARKS)]
    for end in found:
        stop = text.find("\n\n", end, end + _LONGEST)
        if not _QUOTES.search(text, end, stop if stop >= 0 else end + _LONGEST):
            return _cut(text[end : end + _LONGEST])
    return "" if found else _cut(_under_closing(_QUOTED.sub("", text)))


def _cut(text: str) -> str:
    return "\n".join(_QUOTED.sub("", text).strip("\n").split("\n")[:MOST_LINES])


def _under_closing(text: str) -> str:
    lines = text.rstrip().split("\n")
    for at in range(len(lines) - 1, max(len(lines) - _LAST_LINES, 0) - 1, -1):
        if is_closing(lines[at]):
            return "\n".join(lines[at + 1 :])
    return ""
