"""The letters of the built-in templates, as bytes: everything about them is fixed."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from partnerdesk.core.drafting import Draft, Earlier, Party, ProjectFacts, Template, compose
from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.times import Slot
from partnerdesk.desk import templates
from partnerdesk.desk.places import locate
from partnerdesk.formats import mail

FOLDER = Path(__file__).parent / "letters"

HOME = Party(
    name="Ana Lee",
    role="exchange coordinator",
    organisation="Lincoln School",
    place=locate(city="Detroit", country="US"),
    week=SchoolWeek.parse("Mon-Fri 08:00-15:00"),
    languages=("en", "es", "fr"),
    email="ana.lee@lincoln.example.org",
    signature="Ana Lee\nLincoln School, Detroit",
)
CONTACTS = {
    "en": Party(
        name="Priya Nair",
        organisation="Sunrise School, Kochi",
        place=locate(city="Kochi", country="IN"),
        week=SchoolWeek.parse("Mon-Sat 08:30-15:30"),
        languages=("en",),
        email="priya.nair@sunrise.example.org",
    ),
    "es": Party(
        name="Elena Ruiz Ortega",
        greeting="Estimada profesora Ruiz",
        organisation="Escuela Normal Superior",
        place=locate(city="Puebla", country="MX"),
        week=SchoolWeek.parse("Mon-Fri 08:00-13:00"),
        languages=("es", "en"),
        email="elena.ruiz@normal.example.org",
    ),
    "fr": Party(
        name="Aïcha N’Diaye",
        place=locate(city="Dakar", country="SN"),
        week=SchoolWeek.parse("Mon-Fri 08:00-13:00", confirmed=False),
        languages=("fr",),
        email="aicha.ndiaye@lycee.example.org",
    ),
    "pt": Party(
        name="Marina Duarte",
        organisation="Escola Municipal do Rio Claro",
        place=locate(city="Recife", country="BR"),
        week=SchoolWeek.parse("Mon-Fri 07:30-12:00", confirmed=False),
        languages=("pt",),
        email="marina.duarte@rioclaro.example.org",
    ),
}


def project(title: str, ours: tuple[str, str], theirs: tuple[str, str], **more: str) -> ProjectFacts:
    """A project: what our class does and gains, and what theirs does and gains."""
    does = {"ours_does": ours[0], "ours_gains": ours[1], "theirs_does": theirs[0], "theirs_gains": theirs[1]}
    return ProjectFacts(title=title, **does, **more)


PROJECTS = {
    "en": project(
        "Water in our town",
        ("three photographs of the water near us, and a map", "a view of a river they have never seen"),
        ("three photographs of theirs", "a film of both, with their names"),
    ),
    "es": project(
        "El agua de nuestra ciudad",
        ("tres fotos del agua que nos rodea y un mapa", "ver un río que no conocen"),
        ("tres fotos del agua de allí", "una película de las dos, con sus nombres"),
    ),
    "fr": project(
        "L’eau de notre ville",
        ("trois photos de l’eau près de chez nous, et une carte", "voir un fleuve qu’ils ne connaissent pas"),
        ("trois photos de l’eau près de chez vous", "un film des deux, avec leurs noms"),
        subject="sciences",
        ages="10–11 ans",
        medium="appel vidéo",
        open_to_change="la date, le thème",
    ),
    "pt": project(
        "A água da nossa cidade",
        ("três fotos da água perto de nós e um mapa", "conhecer um rio que nunca viram"),
        ("três fotos da água perto de vocês", "um filme das duas, com os nomes deles"),
        subject="ciências",
    ),
}
SLOTS = {
    "en": ("2027-03-16 14:00 Asia/Kolkata", "2027-03-18 14:00 Asia/Kolkata"),
    "es": (
        "2027-03-12 10:00 America/Mexico_City",
        "2027-03-16 10:00 America/Mexico_City",
    ),  # the US clocks change
    "fr": ("2027-11-05 12:00 Africa/Dakar",),
    "pt": ("2027-03-16 10:00 America/Recife",),
}
HOUR = timedelta(hours=1)


def draft(template: Template) -> Draft:
    """A built-in template's letter: with the project, but for the reminder and where there is none yet."""
    language = template.language
    slots = tuple(Slot.parse(text) for text in SLOTS[language]) if template.proposes_times else ()
    project = None if template.key == "reminder" else PROJECTS[language]
    said = [replace(each, wall=each.wall - HOUR) for each in slots] if template.key == "correction" else []
    earlier = [Earlier(each, each.start) for each in said]
    return compose(template, HOME, CONTACTS[language], slots, project, earlier)


def letter(template: Template) -> bytes:
    """The same as .eml."""
    return mail.write(draft(template))


def letters() -> dict[str, bytes]:
    """All of them, by file name."""
    return {f"{each.key}.{each.language}.eml": letter(each) for each in templates.built_in()}
