"""Words for the two classes, and for what each does and gains, in the four languages that are read.

Patterns are held against folded text. A pronoun stands for a class only with a verb of deeds or gains of its
person: “we bring photos”, not “we write to you”.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_DOES: Final = {
    "en": r"show|shar|present|mak|made|photograph|film|meet|ask|talk|tell|writ|draw|measur|read|sing|build"
    r"|compar|collect|exchang|send|prepar|visit|discuss|explain|play|record|interview|bring|teach|answer|cook"
    r"|grow|count|practi[cs]|listen",
    "es": r"mostr|muestr|ensen|compart|present|hac|hag|har|fotograf|film|grab|conoc|pregunt|convers|habl"
    r"|cuent|cont|escrib|dibuj|mid|med|lee|cant|constru|compar|recog|intercambi|envi|prepar|visit|explic"
    r"|jueg|entrevist|tra[ei]|llev|respond|practic|ilustr|cultiv|cocin",
    "fr": r"montr|partag|present|fai|fer|photographi|film|rencontr|pos|demand|parl|racont|ecri|dessin|mesur"
    r"|li[rst]|chant|constru|compar|recueill|echang|envo|prepar|visit|expliqu|jou|enregistr|interview|apport"
    r"|repond|pratiqu|illustr|cultiv|cuisin|enseign",
    "pt": r"mostr|compartilh|partilh|apresent|faz|far|fotograf|film|grav|conhec|pergunt|convers|fal|cont"
    r"|escrev|desenh|med|mec|le[eri]|cant|constr|compar|recolh|troc|envi|prepar|visit|explic|jog|entrevist"
    r"|tra[zg]|lev|respond|pratic|ilustr|ensin|cultiv|cozinh",
}
_GAINS: Final = {
    "en": r"gain|learn|benefit|discover|practi[cs]|enjoy|take home|get to|understand|win\b|receiv|keep|improv"
    r"|gets? (?:an?|the|some|new)\b|(?:leave|leaves|go home|come away) with\b",
    "es": r"gan|aprend|benefici|descubr|practic|disfrut|conoc|enten|llev|recib|qued|mejor|oy|oir|escuch|obt",
    "fr": r"gagn|appren|benefici|decouvr|pratiqu|profit|connai|comprend|gard|recev|recoi|amelior|progress"
    r"|entend|ecout|obt|repart",
    "pt": r"ganh|aprend|benefici|descobr|pratic|aproveit|conhec|entend|lev|receb|fica\w* com|melhor|ouv"
    r"|escut|obt",
}
# What letters say of themselves is no deed of a class: “we write to you”, “we ask you”.
_OF_LETTERS: Final = {
    "en": r"(?!writ|ask|tell|meet|talk|send|present|discuss|answer|visit)",
    "es": r"(?!escrib|habl|pregunt|envi|quedamos)",
    "fr": r"(?!ecri|demand|envo|parl|rencontr|pos|pri)",
    "pt": r"(?!escrev|fal|pergunt|envi|convers)",
}


def _doing(language: str, pronoun: str, ending: str = "", between: str = "") -> str:
    """Return a pattern for a pronoun before a verb of deeds or gains, in a letter's every other sentence."""
    verbs = f"{_OF_LETTERS[language]}(?:{_DOES[language]}|{_GAINS[language]})"
    return rf"\b{pronoun}(?= {between}{verbs}{ending})"


PATTERNS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "ours": {
            "en": r"\bour part\b|\bthe class(?= gains)|\bmine\b|\bours\b|\bmy (?:class|students|pupils|group)"
            r"|\bour (?:\w+ )?(?:class|students|pupils|children|school|group|learners)"
            r"|\bwe(?= (?:would |will )?(?:see|hear|find|get (?:to|an?|the|some|new)\b))|"
            + _doing("en", "we", between="(?:would |will |can |could )?"),
            "es": r"\bnuestra parte\b|\bganamos\b|\bla clase(?= gan)|\bgana la clase\b"
            r"|\bnuestr[oa]s? (?:clase|estudiantes|alumn\w+|grupo|escuela)|\b(?:la|los|las) nuestr[oa]s?\b"
            r"|\bmi (?:clase|grupo)|\bmis (?:estudiantes|alumn\w+|chic[oa]s|nin[oa]s)"
            r"|\b(?:el|la|los|las) mi[oa]s?\b|"
            + _doing("es", "nosotr[oa]s", r"\w*mos\b", r"(?:nos |les |la |lo )?"),
            "fr": r"\bnotre cote\b|\bla classe(?= y gagn)|\bnotre (?:classe|groupe|ecole)"
            r"|\bnos (?:eleves|etudiants|classes|deux classes)|\bl[ae]s? notres?\b|\bma classe|\bmon groupe"
            r"|\bmes (?:eleves|etudiants|enfants)|\bl[ae]s? miene?s?\b|\ble mien\b|"
            + _doing("fr", "nous", r"\w*ons\b", r"(?:y |en |vous )?"),
            "pt": r"\bnossa parte\b|\ba turma(?= ganh)|\bminhas? (?:turma|aluna)|\bmeu grupo|\bmeus alunos"
            r"|\bos meus\b(?! (?:cumpriment|melhores|sincer))"
            r"|\bnoss[oa]s? (?:turma|classe|alun\w+|estudantes|grupo|escola)|\b[oa]s? noss[oa]s?\b|"
            + _doing("pt", "nos", r"\w*mos\b"),
        },
        "theirs": {
            "en": r"\byour part\b|\byours\b|\bof your classes"
            r"|\byou(?= (?:would |will )?(?:meet|answer|visit|get (?:to|an?|the|some|new)\b))"
            r"|\byour (?:\w+ )?(?:class|students|pupils|children|group|learners"
            r"|school(?! (?:hours|days?|weeks?|years?)\b))|"
            + _doing("en", "you", between="(?:would |will )?"),
            "es": r"\bsu parte\b|\bganan? usted(?:es)?\b|\bvuestr\w+|\btu clase"
            r"|\btus (?:estudiantes|alumn\w+)"
            r"|\bsus? (?:clase|estudiantes|alumn\w+|grupo|escuela|chic[oa]s|nin[oa]s)"
            r"|\b(?:la|los|las) suy[oa]s?\b|" + _doing("es", "usted(?:es)?", between="(?:se |nos |la |lo )?"),
            "fr": r"\bvotre cote\b|\bvotre (?:classe|groupe|ecole)|\bvos (?:eleves|etudiants|classes)"
            r"|\bl[ae]s? votres?\b|\bta classe|"
            + _doing("fr", "vous", r"\w*(?:ez|tes)\b", r"(?:y |en |nous )?"),
            "pt": r"\bsua parte\b|\bparte de voces\b|\bsuas? (?:turma|classe|escola|aluna)|\bvoss[oa]s?\b"
            r"|\bseus? (?:alun\w+|estudantes|grupo)|\b[oa]s? suas?\b|\b[oa]s? seus?\b|\bde voces\b|"
            + _doing("pt", "voces?", between="(?:nos )?"),
        },
        "both": {
            "en": r"\b(?:each|both)(?: of (?:our|the|us))?(?: two)?(?: class(?:es)?)?\b|\btogether\b",
            "es": r"\b(?:cada una|cada clase|ambas|las dos|juntas|juntos)\b",
            "fr": r"\b(?:chacune?|chaque classe|les deux classes|ensemble)\b",
            "pt": r"\b(?:cada uma|cada turma|ambas|as duas|juntas|juntos)\b",
        },
        "does": {language: rf"\b(?:{verbs})" for language, verbs in _DOES.items()},
        "gains": {
            "en": rf"\b(?:{_GAINS['en']})"
            r"|\b(?:ours|yours|mine|class|students|pupils|children) (?:sees?|hears?|meets?)\b"
            r"|\b(?:would|will|can|could|get to|may)\b(?: \w+)? (?:see|hear|know|meet|find|talk|speak)\b",
            "es": rf"\b(?:{_GAINS['es']})|\b(?:ver|conversar|hablar|escuchar)(?:ia|ian|iamos|a|an|emos)\b",
            "fr": rf"\b(?:{_GAINS['fr']})"
            r"|\b(?:verr|parler|entendr|rencontrer)(?:a|ont|ons|aient|ait|ions)\b",
            "pt": rf"\b(?:{_GAINS['pt']})|\b(?:ver|conversar|falar|ouvir)(?:ia|iam|iamos|a|ao|emos)\b",
        },
        "likewise": {
            "en": r"\s*(?:and |while )?(?:ours|yours|mine)\b",
            "es": r"\s*(?:y |mientras )?(?:la|los|las) (?:nuestr|suy)[oa]s?\b",
            "fr": r"\s*(?:et )?(?:l[ae]s?) (?:n|v)otres?\b",
            "pt": r"\s*(?:e |enquanto )?[oa]s? (?:noss[oa]s?|su[ao]s?|seus?)\b",
        },
    }
)
"""Topics, each with a pattern by language."""
