"""Which column of a table means what: by its header, in the words of many programs and languages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

from partnerdesk.core.text import fold
from partnerdesk.formats.columnwords import GIVEN_OR_WHOLE, MORE_WORDS


class Column(NamedTuple):
    """What a column means.

    Attributes:
        field: one of ``FIELDS``; empty: it is left out; ``said``: it goes into the notes, with its header.
        label: ``work``, ``home``, ``mobile`` …, where the header says so.
        number: of several: the second address is 2; 0 where a number only says that a line goes on.
        is_label: the column holds the label of another one (Google's ``E-mail 1 - Type``).

    """

    field: str = ""
    label: str = ""
    number: int = 0
    is_label: bool = False


FIELDS: Final = (
    "name", "given", "middle", "family", "prefix", "suffix", "parts", "shown", "greeting", "role",
    "organisation", "department", "street", "postcode", "city", "region", "country", "place", "zone", "week",
    "languages", "email", "phone", "web", "tags", "source", "source_detail", "introduced_by", "notes",
    "history", "uid", "said",
)  # fmt: skip

ADDRESS: Final = frozenset({"street", "postcode", "city", "region", "country"})
IDENTITY: Final = frozenset({"name", "given", "family", "organisation", "email", "phone"})
"""A table without one of these is no list of people."""

# English, Spanish, French, Portuguese, German, Italian, Dutch; folded, with spaces for everything else.
_WORDS: Final = {
    "name": "name/full name/display name/formatted name/contact/contact name/file as/person/teacher/"
    "contact person/contact persons/contacts/teacher name/teachers/persona de contacto/personas de contacto/"
    "nombre del docente/nombre del profesor/personne de contact/pessoa de contato/pessoa de contacto/"
    "ansprechperson/ansprechpartnerin/kontaktperson/"
    "nombre completo/nombre y apellido/nombre y apellidos/nom complet/nom et prenom/"
    "nome completo/contacto/contato/docente/profesor/profesora/maestro/maestra/enseignant/"
    "enseignante/professor/professora/kontakt/ansprechpartner",
    "given": "first name/given name/firstname/givenname/first/forename/nombres/nombre de pila/prenom/"
    "primeiro nome/vorname/voornaam/primer nombre",
    "middle": "middle name/middle/additional name/additional names/segundo nombre/deuxieme prenom/"
    "nome do meio/weitere vornamen/zweiter vorname",
    "family": "last name/family name/lastname/surname/last/apellido/apellidos/apellido paterno/"
    "apellido materno/primer apellido/segundo apellido/nom de famille/sobrenome/apelido/"
    "nachname/familienname/cognome/achternaam",
    "prefix": "prefix/name prefix/honorific prefix/honorific prefixes/salutation/anrede/tratamiento/"
    "civilite",
    "suffix": "suffix/name suffix/honorific suffix/honorific suffixes/generational suffix",
    "greeting": "greeting/letters begin with/saludo/saudacao",
    "role": "job title/position/role/occupation/job/function/cargo/puesto/funcion/funcao/poste/"
    "fonction/profession/organization title/organization 1 title/beruf/funktion/stelle/"
    "asignatura/materia/subject taught",
    "organisation": "organization/organisation/company/company name/school/school name/institution/institute/"
    "college/university/organization name/organization 1 name/empresa/escuela/"
    "nombre de la escuela/institucion/centro/centro educativo/colegio/organizacion/ecole/"
    "etablissement/entreprise/organisme/instituicao/escola/organizacao/firma/schule/"
    "unternehmen/scuola/azienda/organisatie",
    "department": "department/organization department/organization 1 department/departamento/departement/"
    "abteilung",
    "street": "street/street address/address/address line/address street/direccion/domicilio/calle/"
    "adresse/rue/endereco/rua/morada/strasse/anschrift/indirizzo/via/adres/straat",
    "postcode": "zip/zip code/zipcode/postal code/postcode/address postal code/codigo postal/cp/"
    "code postal/cep/plz/postleitzahl/cap",
    "city": "city/town/locality/address city/address locality/ciudad/localidad/municipio/poblacion/"
    "ville/commune/cidade/ort/stadt/citta/plaats",
    "region": "state/region/province/county/state province/address region/address state/estado/"
    "provincia/departamento o provincia/etat/provincia o estado/uf/bundesland/prefecture",
    "country": "country/country region/country name/address country/pais/pays/land/nation/nacion/paese/"
    "staat/country or region/land region/pais region/pays region",
    "zone": "time zone/timezone/zona horaria/fuseau horaire/fuso horario/zeitzone",
    "week": "school week/school hours",
    "languages": "language/languages/preferred language/idioma/idiomas/lengua/lenguas/langue/langues/"
    "lingua/linguas/sprache/sprachen",
    "email": "email/e mail/mail/email address/e mail address/e mail adresse/emailadresse/primary email/"
    "secondary email/correo/correo electronico/correo e/email personal/courriel/"
    "adresse e mail/adresse electronique/adresse mail/adresse de messagerie/"
    "endereco de e mail/endereco eletronico/e mails/emails/mails/correos/mailadresse",
    "phone": "phone/phone number/telephone/telephone number/tel/number/primary phone/main phone/"
    "telefono/numero de telefono/telefone/numero de telephone/telefon/telefonnummer/rufnummer/"
    "phones/whatsapp/telefoon",
    "web": "web/website/web site/web page/webpage/url/homepage/home page/site/sitio web/pagina web/"
    "site web/site internet/internet/webseite/webadresse",
    "tags": "tag/tags/category/categories/group/groups/group membership/labels/etiqueta/etiquetas/"
    "categoria/categorias/categorie/groupe/grupo/grupos/kategorie/kategorien",
    "source": "source/how we met/fuente/origen/origine/origem",
    "source_detail": "source detail/details of the source",
    "introduced_by": "introduced by/presentado por/presente par/apresentado por",
    "notes": "note/notes/comment/comments/remark/remarks/description/notas/nota/observaciones/"
    "observacion/comentario/comentarios/remarque/remarques/commentaire/commentaires/"
    "observacoes/bemerkung/bemerkungen/notizen",
    "history": "history",
    "parts": "name parts",
    "shown": "shown name",
    "uid": "uid/unique id",
}  # fmt: skip

# What says which of several, and nothing else.
_KINDS: Final = {
    "business": "work", "work": "work", "office": "work", "trabajo": "work", "oficina": "work",
    "travail": "work", "bureau": "work", "trabalho": "work", "geschaftlich": "work", "arbeit": "work",
    "home": "home", "private": "home", "privat": "home", "casa": "home", "particular": "home",
    "domicile": "home", "personal": "home", "personnel": "home", "other": "other", "otro": "other",
    "autre": "other", "outro": "other", "mobile": "mobile", "cell": "mobile", "cellular": "mobile",
    "celular": "mobile", "movil": "mobile", "portable": "mobile", "telemovel": "mobile", "handy": "mobile",
    "mobil": "mobile", "mobiltelefon": "mobile", "fax": "fax", "pager": "pager", "assistant": "assistant",
    "assistants": "assistant", "car": "car",
}  # fmt: skip
_OF_PLACES: Final = frozenset({"city", "region", "country"})
_SEVERAL: Final = re.compile(r"[,/&+;|-]| (?:and|y|e|et|und|en|i|och|og) ", re.IGNORECASE)
_LABELS: Final = frozenset({"type", "label", "typ"})
_PHONES: Final = frozenset({"mobile", "fax", "pager", "assistant", "car"})
# Headers that mean something else together with another column of the same table.
_TOGETHER: Final = {
    "title": (("role", "job title"), "prefix", "role"),
    # Elsewhere than in the North it is a doctor's as often as a teacher's.
    "titel": (("namn", "fornamn", "efternamn", "navn", "fornavn", "etternavn"), "role", "said"),
    "titulo": (("role", "cargo"), "prefix", "role"),
    "nombre": (("family",), "given", "name"),
    "nome": (("family",), "given", "name"),
    "nom": (("given",), "family", "name"),
    "name": (("given",), "", "name"),
    "file as": (("given", "family"), "said", "name"),
}
_SAYS_NOTHING: Final = re.compile(
    r"yomi|phonetic|display name|sensitivity|priority|mileage|initials|email type|directory server|billing"
    r"|angezeigter name|^mail client$|^screen name$|^address( \d+)? formatted$"
)
THUNDERBIRD: Final = (
    "First Name", "Last Name", "Display Name", "Nickname", "Primary Email", "Secondary Email", "Work Phone",
    "Home Phone", "Fax Number", "Pager Number", "Mobile Number", "Home Address", "Home Address 2",
    "Home City", "Home State", "Home ZipCode", "Home Country", "Work Address", "Work Address 2", "Work City",
    "Work State", "Work ZipCode", "Work Country", "Job Title", "Department", "Organization", "Web Page 1",
    "Web Page 2", "Birth Year", "Birth Month", "Birth Day", "Custom 1", "Custom 2", "Custom 3", "Custom 4",
    "Notes",
)  # fmt: skip
"""The order in which old Thunderbirds wrote their columns without a header."""


def meanings(headers: Sequence[str]) -> tuple[Column, ...]:
    """Return what each column means, by the headers of all; those not understood are ``said``."""
    found = [_meaning(header) for header in headers]
    found = [
        _place(header) if column == Column("said") else column
        for column, header in zip(found, headers, strict=True)
    ]
    there = {column.field for column in found}
    plain = [_normal(header) for header in headers]
    together_with = _known().together
    for place, words in enumerate(plain):
        if words in together_with:
            others, together, alone = together_with[words]
            beside = any(other in there or other in plain for other in others)
            if words == "name" and beside:  # German "Name, Vorname"; elsewhere the whole name
                together = "family" if "vorname" in plain and "family" not in there else "name"
            elif words == "nom" and {"cognom", "cognoms"} & set(plain):  # Catalan: given, not family
                beside, together = True, "given"
            found[place] = Column(together if beside else alone)
    return tuple(found)


def recognised(headers: Sequence[str]) -> int:
    """Return how many of these would be headers that are understood."""
    return sum(column.field not in {"", "said"} for column in meanings(headers))


def holds(header: str, field: str) -> bool:
    """Say whether a word of a header that is not understood whole means a field: ``Teacher mail``."""
    return any(_known().alone.get(word) == field for word in _normal(header).split())


class _Known(NamedTuple):
    """Folded words → what they mean alone, and together with another column."""

    alone: dict[str, str]
    together: dict[str, tuple[tuple[str, ...], str, str]]


@cache
def _known() -> _Known:
    """Fold the words of all languages, once a table is looked at."""
    more = {_normal(words): field for field, each in MORE_WORDS.items() for words in each.split("/")}
    ours = {words: field for field, each in _WORDS.items() for words in each.split("/")}
    given = {_normal(words): (("family",), "given", "name") for words in GIVEN_OR_WHOLE}
    return _Known(more | ours, given | _TOGETHER)


def _normal(header: str) -> str:
    return " ".join("".join(letter if letter.isalnum() else " " for letter in fold(header)).split())


def _place(header: str) -> Column:
    """Return what a header means that names parts of a place, ``City, Country``, or one of them twice."""
    parts = {_known().alone.get(_normal(part), "") for part in _SEVERAL.split(header)}
    if not parts <= _OF_PLACES:
        return Column("said")
    return Column("place" if "city" in parts else "said") if len(parts) > 1 else Column(parts.pop())


def _meaning(header: str) -> Column:
    words, known = _normal(header), _known().alone
    if words in known:
        return Column(known[words])
    if not words or _SAYS_NOTHING.search(words):
        return Column()
    parts = words.split()
    number = next((int(part) for part in parts if part.isdecimal() and len(part) < 3), 0)
    is_label = parts[-1] in _LABELS and len(parts) > 1
    kinds = [_KINDS[part] for part in parts if part in _KINDS]
    rest = [
        part
        for place, part in enumerate(parts)
        if not part.isdecimal()
        and part not in _KINDS
        and not (place and (part == "value" or part in _LABELS))
    ]
    field = known.get(" ".join(rest), "")
    label = kinds[-1] if kinds else ""
    if "fax" in kinds:  # "Business Fax", "Fax geschäftlich"
        label = "work fax" if "work" in kinds else "fax"
    elif "mobile" in kinds and "home" in kinds:
        label = "mobile"
    if label in {"fax", "mobile"} and "home" in kinds:  # that it is a private one must not be lost
        label = f"home {label}"
    if not rest and kinds and _PHONES & set(kinds):
        field = "phone"
    if field in ADDRESS:  # "Address 2 - Street" is another address, "Home Street 2" another line of one
        return Column(field, label, 0 if parts[-1].isdecimal() else number, is_label)
    if field in {"email", "phone", "web"}:
        return Column(field, label, number, is_label)
    if field and not kinds:
        return Column(field, "", number, is_label)
    return Column("said")
