"""Cards taken property by property say what each of them says by itself."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnerdesk.formats import vcard, vcolumns
from tests.formats.test_tablecolumns import shown

LINES = (
    "FN:Ana Lee", "FN:Müller\\, Jörg", "N:Lee;Ana;;;", "N:Lee;Bea;;Dr.;", "N:Lee Ruiz;Ana", "FN:Ana Lee Ruiz",
    "N:Ruiz\\;x;Ana", "ROLE:Head",
    "TITLE:Head  teacher",
    "ROLE:Rector", "ORG:School", "ORG:School;Dept", "ORG:A\\, B", "EMAIL:ana@x.example",
    "EMAIL;TYPE=work:b@x.example", "EMAIL;TYPE=HOME;PREF=1:c@x.example", "EMAIL:mailto:a@x.example",
    "EMAIL:no",
    "TEL:+1 555", "TEL;TYPE=CELL:tel:+1-555;ext=3", "TEL;CELL:9", 'TEL;TYPE="voice,home":12', "BEGIN:VCARD",
    "ADR:;;Street 1;Lyon;;69;France", "ADR;TYPE=WORK:a;b;c;d;e;f;g;h", "ADR:;;a\\, b;c", "TZ:Europe/Paris",
    "TZ:+0100", "NOTE:one\\ntwo", "NOTE:a\n  folded", "NOTE: x ", "CATEGORIES:a,b,a", "CATEGORIES:a\\,b",
    "UID:u1", "URL:https://x.example", "REV:1", "PRODID:-//PartnerDesk//PartnerDesk//EN", "X-FOO:bar", "",
    "item1.TEL:7", "item1.X-ABLABEL:phone", "KIND:group", "stray", " lead", "PHOTO;ENCODING=b:AAAA",
    "NOTE;ENCODING=QUOTED-PRINTABLE:a=20b=\nc", "fn:lower", "AGENT:BEGIN:VCARD", "END:VCARD", "begin:vcard",
    "NOTE:\x07bell", "NOTE:trailing\\",
)  # fmt: skip
VERSIONS = ("VERSION:4.0", "VERSION:3.0", "VERSION:2.1", "VERSION: 4.0", "")
cards = st.tuples(
    st.sampled_from(VERSIONS),
    st.lists(st.sampled_from(LINES), max_size=6),
    st.sampled_from(["END:VCARD"] * 9 + [""]),
).map(lambda parts: "\n".join(["BEGIN:VCARD", parts[0], *parts[1], parts[2]]))


@settings(deadline=None)
@given(st.lists(cards, min_size=1, max_size=3), st.sampled_from(["\n", "\r\n"]), st.sampled_from(["", "\n"]))
def test_columns_say_what_cards_say(some: list[str], end: str, last: str) -> None:
    data = ("\n".join(some) + last).replace("\n", end).encode()
    taken = [*map(shown, vcard.read(data))]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vcolumns, "sheaf", lambda *_: None)
        assert taken == [*map(shown, vcard.read(data))]


def test_plain_cards_are_taken_as_columns() -> None:
    text = "BEGIN:VCARD\nVERSION:4.0\nFN:Ana\nEMAIL:ana@x.example\nEND:VCARD\n"
    found = vcolumns.sheaf(text, 4, 10, lambda *_: pytest.fail("it is plain"))
    assert found is not None
    count, sheaf = found
    assert (count, sheaf.columns) == (
        1, {"where": ["card 5, line 11"], "name": ["Ana"], "emails": [(("ana@x.example", ""),)]}
    )  # fmt: skip
