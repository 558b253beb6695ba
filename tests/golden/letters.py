"""The letters of the built-in templates, as bytes: everything about them is fixed."""

from pathlib import Path

from partnerdesk.core.drafting import Party, ProjectFacts, Template, compose
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
}
PROJECT = ProjectFacts(
    title="Water in our town",
    ours_does="three photographs of the water near us, and a map",
    ours_gains="a view of a river they have never seen",
    theirs_does="three photographs of theirs",
    theirs_gains="a film of both, with their names",
)
SLOTS = {
    "en": ("2027-03-16 14:00 Asia/Kolkata", "2027-03-18 14:00 Asia/Kolkata"),
    "es": (
        "2027-03-12 10:00 America/Mexico_City",
        "2027-03-16 10:00 America/Mexico_City",
    ),  # the US clocks change
    "fr": ("2027-11-05 12:00 Africa/Dakar",),
}


def letter(template: Template) -> bytes:
    """The .eml of a built-in template: with the project where it proposes first, without where it reminds."""
    slots = tuple(Slot.parse(text) for text in SLOTS[template.language])
    project = PROJECT if template.key == "first-proposal" else None
    return mail.write(compose(template, HOME, CONTACTS[template.language], slots, project))


def letters() -> dict[str, bytes]:
    """All of them, by file name."""
    return {f"{each.key}.{each.language}.eml": letter(each) for each in templates.built_in()}
