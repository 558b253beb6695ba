"""Whatever the time: the program's own letters give it, and the checklist reads it so in four languages."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnerdesk.core.checklist import Finding, Known, check
from partnerdesk.core.drafting import Draft, Earlier, Party, ProjectFacts, compose
from partnerdesk.core.hours import assumed_week
from partnerdesk.core.places import Place
from partnerdesk.core.purposes import CORRECTION
from partnerdesk.core.times import Slot
from partnerdesk.desk.templates import built_in
from partnerdesk.errors import BadInput

WEEK = assumed_week(frozenset({5, 6}))
HOME = Party(
    name="Ana Lee",
    organisation="Lincoln School",
    place=Place(city="Detroit", country="US", zone="America/Detroit"),
    week=WEEK,
    email="ana@lincoln.example.org",
)
PLACES = [
    Place(city="Puebla", country="MX", zone="America/Mexico_City"),
    Place(city="Lisbon", country="PT", zone="Europe/Lisbon"),
    Place(city="São Paulo", country="BR", zone="America/Sao_Paulo"),
    Place(city="Lyon", country="FR", zone="Europe/Paris"),
    Place(city="Kochi", country="IN", zone="Asia/Kolkata"),
    Place(city="Auckland", country="NZ", zone="Pacific/Auckland"),
    Place(city="London", country="GB", zone="Europe/London"),
    Place(city="Cairo", country="EG", zone="Africa/Cairo"),
]
PROJECT = ProjectFacts(
    title="Two rivers",
    subject="geography",
    ours_does="Our class shows 12 photographs of the river",
    ours_gains="ours learn about 3 rivers at 10 places",
    theirs_does="Your class shows its river at 10 places",
    theirs_gains="your pupils hear of us",
    open_to_change="Everything can be changed",
)
TEMPLATES = [each for each in built_in() if each.language in ("en", "es", "fr", "pt")]
NOW = datetime(2026, 11, 22, tzinfo=UTC)
walls = st.builds(
    lambda day, minutes: (
        datetime.combine(date(2026, 11, 24), time()) + timedelta(days=day, minutes=5 * minutes)
    ),
    st.integers(0, 800),
    st.integers(0, 287),
)


def both_times(draft: Draft, contact: Party, known: Known) -> list[Finding]:
    return [each for each in check(draft, HOME, contact, NOW, known) if each.rule == "both-times"]


@pytest.mark.parametrize("language", ["en", "es", "fr", "pt"])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(
    walls=st.lists(walls, min_size=1, max_size=3, unique=True),
    place=st.sampled_from(PLACES),
    which=st.integers(0, 50),
    minutes=st.sampled_from([20, 30, 45, 60, 90]),
)
def test_a_composed_letter_gives_its_times_right(
    language: str, walls: list[datetime], place: Place, which: int, minutes: int
) -> None:
    templates = [each for each in TEMPLATES if each.language == language]
    template = templates[which % len(templates)]
    try:
        slots = [Slot.said(wall, place.zone, minutes, 0) for wall in walls]
        old = Slot.said(walls[0] + timedelta(days=1), place.zone, minutes, 0)
    except BadInput:  # an hour that the clocks skip
        return
    contact = Party(name="Elena Ruiz", place=place, week=WEEK, email="e@s.example.org", languages=(language,))
    corrects = template.purpose == CORRECTION
    earlier = [Earlier(old, old.start)] if corrects else []
    draft = compose(template, HOME, contact, slots, PROJECT, earlier)
    (finding,) = both_times(draft, contact, Known(PROJECT, corrects=corrects or None))
    assert finding.level == "ok", (template.key, finding.text)
