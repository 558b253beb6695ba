"""Words of letters in the languages that can be read here: English, Spanish, French and Portuguese.

Patterns are held against folded text: small letters without accents, with plain quotes.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from partnerdesk.core.checklist import classwords
from partnerdesk.core.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

READ = ("en", "es", "fr", "pt")
"""The languages whose words are read."""

_ENOUGH = 4  # small words of a language, until it counts as spoken in a text
_FEW = 2  # telling words of a short text
_SHARE = 0.35  # of what the language spoken most has, until another counts as spoken beside it

# Small words that one of the four has and the others have not.
_SMALL = MappingProxyType(
    {
        "en": "the and of to is are we you your our with for this that would could it from have be which "
        "when",
        "es": "el los las y con una su sus nuestra nuestro nuestras nuestros usted ustedes es del muy "
        "pero al "
        "lo se le les podria seria mas donde cuando esta este",
        "fr": "le les des du une et est vous nous votre notre vos nos avec pour dans au aux ce cette qui "
        "sur "
        "je ne pas par ou serait il elle",
        "pt": "os um uma com nao sua seu suas seus nossa nosso nossas nossos voce voces em do da dos das "
        "na "
        "ao aos mais muito e ou seria pelo pela isso",
    }
)
# Words that open and close letters, counted in short ones only.
_TELLING = MappingProxyType(
    {
        "en": "dear hello class students kind regards thank thanks flexible school",
        "es": "estimado estimada hola profesora clase gracias flexibles saludo saludos",
        "fr": "bonjour madame monsieur merci cordialement bien eleves ecole",
        "pt": "cara caro prezado prezada ola professora turma obrigado obrigada flexiveis",
    }
)
_WORD_OF = {
    word: tuple(language for language, small in _SMALL.items() if word in small.split())
    for words in _SMALL.values()
    for word in words.split()
}

_PATTERNS: Mapping[str, Mapping[str, str]] = {
    **classwords.PATTERNS,
    "flexible": {
        "en": r"\bflexib|\b(?:an|any )other (?:day|time|date|hour|week)|\bsuits? you better"
        r"|\b(?:name|suggest|propose|choose|pick|tell us|tell me)\b[^.;?!,]{0,12}\b(?:another|a better)\b"
        r"|\bany (?:slot|time|day|hour|date)\b[^.;?!,]{0,16}\b(?:works|suits|is fine|fits)"
        r"|\bother times\b",
        "es": r"\bflexib|\botr[oa]s? (?:dia|hora|fecha|horario|momento|semana)|\bles convenga"
        r"|\b(?:propong|indiqu|elij|escoj|digan?)\w*\b[^.;?!,]{0,12}\b(?:otr[oa]|cualquier)"
        r"|\bcualquier (?:dia|hora|fecha|horario|momento)",
        "fr": r"\bflexib|\bsouples?\b|\bautres? (?:jour|heure|date|horaire|moment|semaine|creneau)"
        r"|\b(?:proposez|indiquez|choisissez|dites)\b[^.;?!,]{0,12}\b(?:en )?une? autre",
        "pt": r"\bflexi(?:v|b)|\boutr[oa]s? (?:dia|hora|data|horario|momento|semana)"
        r"|\b(?:propon|indiqu|escolh|digam?)\w*\b[^.;?!,]{0,12}\b(?:outr[oa]|qualquer)"
        r"|\bqualquer (?:dia|hora|data|horario|momento)",
    },
    "open": {
        "en": r"\b(?:can|could|may|might|happy|open|free|glad|willing|ready)\b[^.;?!]{0,40}\b(?:chang"
        r"|adapt|adjust)"
        r"|\bchange (?:this|it|anything|everything|what\w*)\b|\bwhat would (?:you|help|suit)"
        r"|\byour (?:own )?(?:ideas|wishes)"
        r"|\bsuggest|\b(?:another|a better|other|better) ideas?\b|\bwould you (?:rather|prefer)",
        "es": r"\b(?:pued\w*|podemos|podria\w*|abiert\w*|dispuest\w*)\b[^.;?!]{0,40}\b(?:cambi|modific"
        r"|adapt|ajust)"
        r"|\bque (?:les|le|te|os) (?:gustaria|serviria|parece)|\bsus (?:propias )?ideas"
        r"|\b(?:otra|mejor) idea|\bsugier|\bsuger"
        r"|\bprefier",
        "fr": r"\b(?:peut|peuvent|pouvons|pouvez|pourrons|ouverte?s?|prete?s?|disposee?s?)\b[^.;?!]{0,40}"
        r"\b(?:chang|modifi|adapt|ajust)|\bqu'?\s?aimeriez|\bque (?:souhait|prefer)"
        r"|\bqu'est-ce qui (?:serait|vous)"
        r"|\bvos (?:propres )?idees|\b(?:autre|meilleure) idee|\bsugger|\bproposez",
        "pt": r"\b(?:pode\w*|podemos|abert\w*|dispost\w*)\b[^.;?!]{0,40}\b(?:mud|alter|modific|adapt"
        r"|ajust|troc)"
        r"|\bo que (?:voces |lhes )?(?:gostariam|gostaria|ajudaria|seria|prefer)"
        r"|\bsuas (?:proprias )?ideias|\b(?:outra|melhor) ideia|\bsuger|\bsugir",
    },
    "follows": {
        "en": r"\bi wrote\b|\bwe wrote\b|\bonce more\b|\bmy (?:last|first) (?:letter|e-?mail|message)"
        r"|\bcorrect(?:ed|ion)\b",
        "es": r"\b(?:le|te|les) escrib|\bde nuevo\b|\bmi (?:ultim[oa]|primer[oa]?) (?:carta|correo"
        r"|mensaje)|\bcorreccion",
        "fr": r"\bai ecrit\b|\bencore une fois\b|\bm(?:on|a) (?:derni|premi)ere? (?:lettre|courriel"
        r"|message)|\bcorrection",
        "pt": r"\b(?:lhe |te )?escrevi\b|\bmais uma vez\b|\bminha (?:ultima|primeira) (?:carta|mensagem)"
        r"|\bcorrecao",
    },
    "corrects": {
        "en": r"\bcorrection\b|\bcorrected\b|\b(?:have|want) to correct\b|\bno longer holds"
        r"|\b(?:was|were) wrong\b",
        "es": r"\bcorreccion|\bcorregid|\bcorrijo\b|\bque corregir\b|\bya no (?:vale|es valid)"
        r"|\bestaba\w* (?:mal|equivocad)",
        "fr": r"\bcorrection|\bcorrigee?s?\b|\bdois corriger\b|\bplus valable"
        r"|\b(?:etait|etaient) (?:fauss?e?s?|errone)",
        "pt": r"\bcorrecao|\bcorrigid|\bcorrijo\b|\btenho (?:de|que) corrigir\b|\bja nao (?:vale|e valid)"
        r"|\bestava\w* errad",
    },
    "past": {
        "en": r"\b(?:met|spoke|talked|saw|was|were|had|wrote|visited|last)\b",
        "es": r"\b(?:vimos|reunimos|hablamos|conocimos|escrib\w*|fue|estuv\w+|tuv\w+|pasad[oa])\b",
        "fr": r"\b(?:avons|avions|etait|etaient|sommes (?:vus|rencontre|parle)\w*|dernier|derniere)\b",
        "pt": r"\b(?:vimos|reunimos|falamos|conhecemos|escrev\w*|foi|estiv\w+|tiv\w+|passad[oa])\b",
    },
    "meets": {
        "en": r"\bsee you\b|\bappointment\b|\b(?:we|to) meet\b|\b(?:the|our) (?:meeting|call|session)\b",
        "es": r"\bquedamos\b|\bcita\b"
        r"|\bnos (?:vemos|veremos|reunimos|reuniremos|conectaremos|encontramos|conectamos)\b"
        r"|\b(?:la|nuestra) (?:reunion|llamada|sesion)\b",
        "fr": r"\brendez-vous\b|\bretrouvons-nous\b|\bon se (?:voit|retrouve)\b"
        r"|\bnous nous (?:connectons|voyons|verrons|retrouvons)\b"
        r"|\b(?:la|notre) (?:reunion|rencontre|seance)\b|\bl'appel\b",
        "pt": r"\A\W*ate (?:a )?(?:segunda|terca|quarta|quinta|sexta)\b|\bencontro (?:e|sera|fica)\b"
        r"|\bnos (?:vemos|veremos|conectamos|encontramos|reunimos)\b|\b(?:vemo|encontramo|reunimo)-nos\b"
        r"|\b(?:a|nossa) (?:reuniao|chamada|sessao)\b",
    },
    "routine": {
        "en": r"\b(?:opens?|closes?|bell|lunch|recess|break)\b|\bgo(?:es)? home\b"
        r"|\b(?:school|lessons?|classes|day)(?: day)? (?:\w+ ){0,3}(?:starts?|begins?|ends?|finish\w*"
        r"|is over)\b|\bevery (?:day|week)"
        r"|\b(?:most|pupils|students|children|they) (?:\w+ )?(?:arrive|come|leave|eat)\b",
        "es": r"\b(?:abr[ei]\w*|cierra\w*|recreo|almuerz\w+|almorza\w+|timbre)\b|\bjornada\b"
        r"|\b(?:clases|escuela|dia escolar) (?:\w+ ){0,3}(?:empie\w+|comien\w+|termina\w*|acaba\w*)"
        r"|\b(?:empie\w+|comien\w+|termina\w*|acaba\w*) (?:las clases|la escuela)"
        r"|\b(?:mayoria|alumn\w+|estudiantes|ninos) (?:\w+ )?(?:llega|sale|entra|come)n?\b"
        r"|\bcada (?:dia|semana)",
        "fr": r"\b(?:ouvre\w*|ferme\w*|recre\w*|dejeun\w*|cantine|sonn\w+)\b|\brentrent\b"
        r"|\b(?:cours|classes?|ecole|journee) (?:\w+ ){0,3}(?:commence\w*|debute\w*|fini\w+|termin\w+)"
        r"|\b(?:plupart|eleves|enfants) (?:\w+ )?(?:arriv|sort|part|mang)\w+|\bchaque (?:jour|semaine)",
        "pt": r"\b(?:abr[ei]\w*|fecha\w*|recreio|intervalo|almoc\w+|sinal)\b"
        r"|\b(?:aulas|escola|dia letivo) (?:\w+ ){0,3}(?:comeca\w*|inicia\w*|termina\w*|acaba\w*)"
        r"|\b(?:maioria|alun\w+|estudantes|criancas) (?:\w+ )?(?:chega|sai|entra|almoca)m?\b"
        r"|\b(?:cada dia|toda semana|todos os dias)",
    },
    "vague": {
        "en": r"\bfirst thing\b|\blunch ?time\b|\bnoonish\b|\d-?ish\b|\bmid-?(?:morning|afternoon)\b"
        r"|\b(?:early|late) (?:morning|afternoon)\b|\bafter (?:lunch|school|recess)\b"
        r"|\bthe usual (?:time|hour)\b"
        r"|\b(?:first|second|third|last) (?:period|lesson)\b",
        "es": r"\b(?:primera|ultima) hora\b|\ba media (?:manana|tarde)\b|\bla hora de siempre\b|\btempran\w+"
        r"|\bdespues (?:del (?:recreo|almuerzo)|de (?:comer|clases))\b",
        "fr": r"\b(?:premiere|derniere) heure\b"
        r"|\b(?:debut|fin|milieu) d(?:e|'apres-)\s?(?:matinee|midi|journee)\b"
        r"|\bl'heure habituelle\b|\bapres (?:la recre\w*|la cantine|les cours|le dejeuner)\b|\btot\b",
        "pt": r"\b(?:primeira|ultima) (?:hora|aula)\b|\bmeio da (?:manha|tarde)\b|\bcedo\b"
        r"|\bhor(?:a|ario) de sempre\b|\bdepois d(?:o (?:recreio|almoco|intervalo)|as aulas)\b",
    },
    "deadline": {
        "en": r"\b(?:answer|reply|respond|write|send|let (?:us|me) know|(?:tell|call|phone) (?:us|me))\b"
        r".{0,90}\b(?:by|before|until|till|between)\b|\bdeadline\b|\breach (?:us|me)\b|\bbe reached\b",
        "es": r"\b(?:respond|respuest|contest|escrib|envi|avis|dig|llam)\w*\b"
        r".{0,90}\b(?:antes|hasta|a mas tardar)\b|\b(?:fecha limite|plazo)\b",
        "fr": r"\b(?:repon|ecri|envoy|dites|prevene|appel)\w*\b"
        r".{0,90}\b(?:avant|d'ici|jusqu'a|au plus tard)\b"
        r"|\b(?:date limite|delai|joignable)\b",
        "pt": r"\b(?:respo|escrev|envi|avis|dig|lig)\w*\b.{0,90}\b(?:antes|ate|no maximo)\b"
        r"|\b(?:data limite|prazo)\b",
    },
    "at-work": {
        "en": r"\boffice\b|\b(?:i|we) teach\b|\bmy (?:phone|lessons?)\b|\bschool day\b|\bfree from\b",
        "es": r"\b(?:oficina|mi telefono|doy clases?|damos clases?)\b",
        "fr": r"\b(?:bureau|mon telephone|j'enseigne)\b",
        "pt": r"\b(?:escritorio|meu telefone|dou aulas?)\b",
    },
    "difference": {
        "en": r"\bhours? (?:ahead|behind)\b|\bclocks? (?:change|go)\b|\btime difference\b",
        "es": r"\bhoras? (?:de diferencia|mas|menos|adelante|atras)\b|\bcambio de hora\b",
        "fr": r"\bheures? (?:de decalage|d'avance|de plus|de moins)\b|\bchangement d'heure\b",
        "pt": r"\bhoras? (?:de diferenca|a mais|a menos|a frente|atras)\b|\bmudanca d[ea] hora\b",
    },
    "ready": {
        "en": r"\b(?:online|log in|link|ready|dial in)\b",
        "es": r"\b(?:en linea|enlace|list[oa]s?|conectad[oa]s?)\b",
        "fr": r"\b(?:en ligne|lien|prets?|pretes?|connectee?s?)\b",
        "pt": r"\b(?:online|em linha|link|pront[oa]s?|conectad[oa]s?)\b",
    },
    "journey": {
        "en": r"\b(?:flights?|planes?|trains?|bus(?:es)?|ferry)\b"
        r"|\b(?:i|we) (?:arrive|land|fly|leave|travel)\b",
        "es": r"\b(?:vuelos?|avion|tren|autobus|camion)\b|\b(?:llego|llegamos|aterriz\w+|viaj\w+)\b",
        "fr": r"\b(?:vols?|avion|train(?! de)|autocar|bus)\b|\b(?:j'arrive|nous arrivons|atterri\w+)\b",
        "pt": r"\b(?:voos?|aviao|trem|comboio|onibus|autocarro)\b|\b(?:chego|chegamos|aterriss\w+|viaj\w+)\b",
    },
    "affair": {
        "en": r"\b(?:exhibition|concert|play|show|festival|fair|party|premiere|graduation)\b",
        "es": r"\b(?:exposicion|concierto|obra|funcion|festival|feria|fiesta|estreno|graduacion)\b",
        "fr": r"\b(?:exposition|concert|piece|spectacle|festival|kermesse|fete|premiere)\b",
        "pt": r"\b(?:exposicao|concerto|peca|espetaculo|festival|(?<!-)feira|festa|estreia|formatura)\b",
    },
    "besides": {
        "en": r"\b(?:also|instead|alternatively|either|or|if)\b",
        "es": r"\b(?:tambien|o|u|si|en cambio|en lugar)\b",
        "fr": r"\b(?:aussi|ou|sinon|si|plutot)\b",
        "pt": r"\b(?:tambem|ou|se|em vez)\b",
    },
    "not": {
        "en": r"\b(?:not|nothing|never|no longer|cannot|hardly)\b|n't\b|\bno (?=an|other|flex)"
        r"|\bun(?=flex)",
        "es": r"\b(?:no|nada|nunca|tampoco|ni|sin)\b",
        "fr": r"\b(?:ne|pas|rien|jamais|ni|sans)\b|\bn'",
        "pt": r"\b(?:nao|nada|nunca|nem|sem)\b",
    },
    "greeting": {
        "en": r"(?:dear|hello|hi|hey|good (?:morning|afternoon|evening|day)|greetings)\b",
        "es": r"(?:[^\w\n]*)(?:estimad[oa]s?|apreciad[oa]s?|querid[oa]s?|hola|buen(?:os|as)? (?:dias?"
        r"|tardes?)|saludos)\b",
        "fr": r"(?:bonjour|bonsoir|chere?s?|salut)\b",
        "pt": r"(?:prezad[oa]s?|car[oa]s?|querid[oa]s?|ola|bo[ma] (?:dia|tarde|noite))\b",
    },
}  # fmt: skip

# Titles, and words for many
_NOT_NAMES = (
    "all both everyone everybody colleague colleagues friend friends teacher teachers professor team sir "
    "madam colega colegas amigo amiga amigos amigas profesor profesora profesores maestro maestra equipo "
    "director directora todos todas senor senora collegue collegues ami amie amis professeur professeure "
    "equipe madame monsieur mesdames messieurs tous toutes directeur directrice professora professores "
    "diretor diretora senhor senhora doctor doctora doutor doutora docteur dr dra dre mr mrs ms mx miss "
    "prof profa profe sr sra srta mme mlle licenciado licenciada lic ing mtra mtro coordinator "
    "coordinador coordinadora and y et e de la le los las des do da du the "
)
_NAMED_FOR_ALL = frozenset(_NOT_NAMES.split())


class _Letters(dict[int, str]):
    """Code point → one folded letter, worked out when first met; what folds to none or to two stays."""

    def __missing__(self, code: int) -> str:
        after = fold(chr(code))
        self[code] = after if len(after) == 1 else chr(code)
        return self[code]


_LETTERS = _Letters()


def folded(text: str) -> str:
    """Return text without case and accents, letter for letter: places in it are places in the text."""
    return text.translate(_LETTERS)


@lru_cache(maxsize=256)
def _pattern(topic: str, language: str) -> re.Pattern[str]:
    return re.compile(_PATTERNS[topic][language])


def languages(text: str, declared: str) -> tuple[str, ...]:
    """Return those of the languages read here that a folded text is in, the one spoken most first.

    Args:
        text: folded.
        declared: the language it is said to be in, which counts where the text is too short to tell.

    """
    count: Counter[str] = Counter()
    for word in re.findall(r"\w+", text):
        for language in _WORD_OF.get(word, ()):
            count[language] += 1
    most = max(count.values(), default=0)
    spoken = [language for language, number in count.most_common() if number >= max(_ENOUGH, most * _SHARE)]
    base = declared.replace("_", "-").partition("-")[0].lower()
    if not spoken and not base:
        return _of_few(text, count)
    if not spoken and base in READ:
        spoken = [base]
    return tuple(spoken)


def _of_few(text: str, count: Counter[str]) -> tuple[str, ...]:
    """Return the language of a short text that is said to be in none: by words that only one language has.

    None where fewer than two tell, or another language has half as many.
    """
    for language, telling in _TELLING.items():
        count[language] += sum(word in telling.split() for word in re.findall(r"\w+", text))
    (first, most), (_, second) = (*count.most_common(2), ("", 0), ("", 0))[:2]
    return (first,) if most >= _FEW and most >= 2 * second else ()


def mentions(topic: str, text: str, spoken: tuple[str, ...]) -> Iterator[re.Match[str]]:
    """Find what speaks of a topic in a folded text, in any of the languages spoken in it."""
    for language in spoken:
        yield from _pattern(topic, language).finditer(text)


def says(topic: str, text: str, spoken: tuple[str, ...]) -> bool:
    """Say whether a folded text speaks of a topic without a "not" shortly before, in the same clause."""
    for found in mentions(topic, text, spoken):
        clause = re.split(r"[.;:!?,\n]", text[: found.start()])[-1]
        before = " ".join(clause.split()[-4:]) + " "
        if not any(_pattern("not", language).search(before + found[0]) for language in spoken):
            return True
    return False


def begins(topic: str, text: str, spoken: tuple[str, ...]) -> re.Match[str] | None:
    """Find what speaks of a topic at the very beginning of a folded text."""
    return next((found for language in spoken if (found := _pattern(topic, language).match(text))), None)


def is_a_name(word: str) -> bool:
    """Say whether a word of a greeting is a name: written large, and neither a title nor a word for many."""
    return word[:1].isupper() and folded(word) not in _NAMED_FOR_ALL


def name_tokens(name: str) -> set[str]:
    """Return the folded words of a name that tell it from others."""
    return {each for each in re.findall(r"\w+", folded(name)) if len(each) > 1 and each not in _NAMED_FOR_ALL}
