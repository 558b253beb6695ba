"""Cards made to fit at once become what each of them would alone."""

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from partnerdesk.core.cards import DEFAULTS, Card, RefusedPart, Sheaf
from partnerdesk.core.hours import SchoolWeek
from partnerdesk.desk.fits import fit_all
from partnerdesk.desk.fitting import Fitted, fit

words = st.sampled_from(("", "Ana", "a b", "山", "x" * 501, "x" * 20_001))
addresses = st.sampled_from(
    (
        "ana@example.org",
        "Ana@Example.ORG",
        "ana@example.org,",
        "no address",
        "ñ@example.org",
        "ana@EXAMPLE.org",
    )
)
phones = st.sampled_from(("+52 662 555", "none", "x" * 501, "1" * 501, "555"))
labels = st.sampled_from(("", "work", "y" * 501))
entries = st.tuples(
    st.sampled_from(("note", "shouted")),
    st.sampled_from((datetime(2027, 1, 2, tzinfo=UTC), datetime(2027, 1, 2, 3, 4, 5, 6, tzinfo=UTC))),
    st.sampled_from(("said", " said ", "")),
)
facts = st.fixed_dictionaries(
    {},
    optional={
        **{key: words for key, default in DEFAULTS.items() if default == "" and key != "where"},
        "city": st.sampled_from(("Hermosillo", "Paris", "Nowhere at all", "x" * 501)),
        "region": st.sampled_from(("Sonora", "MX-SON", "Elsewhere")),
        "country": st.sampled_from(("MX", "México", "Atlantis")),
        "zone": st.sampled_from(("America/Hermosillo", "US/Eastern", "Mars/Olympus")),
        "source": st.sampled_from(("alumni", "conference", "a friend")),
        "week": st.just(SchoolWeek.parse("Mon-Fri 08:00-13:00")),
        "languages": st.lists(st.sampled_from(("es", "ES", "Spanish", "no such")), max_size=2).map(tuple),
        "emails": st.lists(st.tuples(addresses, labels), max_size=2).map(tuple),
        "phones": st.lists(st.tuples(phones, labels), max_size=2).map(tuple),
        "tags": st.lists(st.sampled_from(("film", "#art", "a, b", "z", "y" * 501)), max_size=3).map(tuple),
        "entries": st.lists(entries, max_size=2).map(tuple),
        "unread": st.just(("line 3: X-FOO: bar",)),
        "settled": st.booleans(),
    },
)
parts = st.lists(
    facts.map(lambda some: Card(**some)) | st.just(RefusedPart("row 1", "It is no card.")), min_size=1
)


@settings(deadline=None)
@given(parts)
def test_cards_that_fit_at_once_are_those_that_fit_one_by_one(some: list[Card | RefusedPart]) -> None:
    some = [
        each if isinstance(each, RefusedPart) else each.but({"where": f"card {at}"})
        for at, each in enumerate(some)
    ]
    alone = [fit(each) if isinstance(each, Card) else each for each in some]
    fits = fit_all(Sheaf.of(some))
    together = [fits.sheaf.refused.get(at) or fits.fitted(at) for at in range(len(some))]
    assert together == alone
    for one, other in zip(together, alone, strict=True):
        if isinstance(one, Fitted) and isinstance(other, Fitted):
            assert one.card.settled == other.card.settled  # which is left out where cards are compared


def test_what_is_changed_afterwards_is_in_its_place() -> None:
    fits = fit_all(Sheaf.of([Card(name="Ana"), Card(name="Bea", city="Paris", country="FR")]))
    other = fit(Card(name="Cem", role="teacher", country="TR"))
    assert isinstance(other, Fitted)
    fits.put(0, other._replace(guessed=True))
    assert fits.fitted(0) == other._replace(guessed=True)
    assert (fits.fitted(1).card.name, fits.fitted(1).card.role, fits.fitted(1).guessed) == ("Bea", "", False)
