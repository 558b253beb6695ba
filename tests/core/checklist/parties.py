"""Two parties, and a good letter in each language that is read."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from partnerdesk.core.checklist import Finding, Known, check
from partnerdesk.core.drafting import Address, Draft, Party, local_times
from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.places import Place
from partnerdesk.core.times import Slot

HOME = Party(
    name="Ana Lee",
    organisation="Lincoln School",
    place=Place(city="Detroit", country="US", zone="America/Detroit"),
    week=SchoolWeek.parse("Mon-Fri 08:00-15:00"),
    email="ana@lincoln.example.org",
)
ELENA = Party(
    name="Elena Ruiz Ortega",
    place=Place(city="Puebla", country="MX", zone="America/Mexico_City"),
    week=SchoolWeek.parse("Mon-Fri 08:00-13:00"),
    languages=("en", "es", "fr", "pt", "ja"),
    email="elena@normal.example.org",
)
SLOT = Slot.parse("2027-03-16 10:00 America/Mexico_City")
BODIES = {
    "en": """Dear Elena Ruiz,

Our class photographs the river near us. Your class photographs yours.

Your students gain friends of their own age, and ours learn about a river they have never seen.

Would this time suit you? We are flexible.

TIMES

Everything can be changed. What would you like?

Kind regards,
Ana Lee""",
    "es": """Estimada profesora Ruiz:

Nuestra clase fotografía el río de aquí. Su clase fotografía el suyo.

Sus estudiantes ganan amigos de su edad, y los nuestros aprenden de un río que nunca han visto.

¿Les vendría bien esta fecha? Somos flexibles.

TIMES

Todo se puede cambiar. ¿Qué les gustaría a ustedes?

Un cordial saludo,
Ana Lee""",
    "fr": """Bonjour Madame Ruiz,

Notre classe photographie la rivière d’ici. Votre classe photographie la sienne.

Vos élèves gagnent des amis de leur âge, et les nôtres découvrent une rivière qu’ils n’ont jamais vue.

Cette date vous conviendrait-elle ? Nous sommes flexibles.

TIMES

Tout peut être modifié. Qu’aimeriez-vous ?

Bien cordialement,
Ana Lee""",
    "pt": """Prezada professora Elena Ruiz,

A nossa turma fotografa o rio daqui. A sua turma fotografa o seu.

Seus alunos ganham amigos da idade deles, e os nossos aprendem sobre um rio que nunca viram.

Esta data seria boa para vocês? Somos flexíveis.

TIMES

Tudo pode ser mudado. O que vocês gostariam de fazer?

Um abraço,
Ana Lee""",
}


def letter(
    language: str = "en",
    *,
    body: str = "",
    slots: Sequence[Slot] = (SLOT,),
    subject: str = "Two rivers, two classes",
    contact: Party = ELENA,
) -> Draft:
    """A good letter; TIMES in the body stands for the times as composed."""
    times = "\n\n".join(
        "\n".join(f"    {line}" for line in local_times(slot, HOME, contact, language)) for slot in slots
    )
    body = (body or BODIES.get(language, "")).replace("TIMES", times)
    to, sender = Address(contact.name, contact.email), Address(HOME.name, HOME.email)
    return Draft(to, sender, subject, body, language, tuple(slots))


def found(
    rule: str,
    draft: Draft,
    contact: Party = ELENA,
    *,
    now: datetime | None = None,
    known: Known | None = None,
) -> list[Finding]:
    """What one rule says."""
    return [each for each in check(draft, HOME, contact, now, known) if each.rule == rule]


def level(rule: str, draft: Draft, contact: Party = ELENA, *, known: Known | None = None) -> str:
    """The level of a rule's one finding."""
    (finding,) = found(rule, draft, contact, known=known)
    return finding.level


def mended(draft: Draft, finding: Finding) -> Draft:
    """The letter with the finding's first fix made."""
    subject, body = finding.fixes[0].applied(draft.subject, draft.body)
    return replace(draft, subject=subject, body=body)
