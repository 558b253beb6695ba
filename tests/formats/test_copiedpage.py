"""What is copied from web pages: their tables, and addresses that only links have."""

from hypothesis import given
from hypothesis import strategies as st

from partnerdesk.core.cards import Card
from partnerdesk.desk import imports
from partnerdesk.formats.copiedpage import LONGEST, text_of

ROWS = """<html><body><!--StartFragment--><table><thead><tr><th>Name</th><th>School</th></tr></thead>
<tr><td><a href="mailto:ana@l.example?subject=Hi">Ana Lee</a></td><td>Lincoln School<br>East wing</td></tr>
<tr><td><a href="MAILTO:bob%2Bx@r.example">Bob&nbsp;Ray</a></td><td>Liceo Sur</td></tr></table>"""
PLAIN = "Name\tSchool\nAna Lee\tLincoln School\nEast wing\nBob Ray\tLiceo Sur\n"


def people(text: str) -> list[tuple[str, str, list[str]]]:
    cards = (each for each in imports.look(text.encode()).cards() if isinstance(each, Card))
    return [(each.name, each.organisation, [address for address, _ in each.emails]) for each in cards]


def test_a_table_keeps_its_cells_whole_and_gets_the_addresses_of_its_links() -> None:
    assert people(text_of(ROWS, PLAIN)) == [
        ("Ana Lee", "Lincoln School East wing", ["ana@l.example"]),
        ("Bob Ray", "Liceo Sur", ["bob+x@r.example"]),
    ]


def test_addresses_outside_of_the_table_are_not_lost() -> None:
    text = text_of(f"{ROWS}<p>Write to cy@f.example</p>", f"{PLAIN}Write to cy@f.example")
    assert all(each in text for each in ("Ana Lee <ana@l.example>", "<bob+x@r.example>", "cy@f.example"))


def test_links_in_a_list_say_their_addresses() -> None:
    html = '<li><a href="mailto:ana@l.example">Ana Lee</a></li><li>Bob <b>Ray</b> bob@r.example</li>'
    plain = "Ana Lee\nBob Ray bob@r.example"
    assert text_of(html, plain) == plain.replace("Ana Lee", "Ana Lee <ana@l.example>")


def test_the_plain_text_stays_where_the_page_says_no_more() -> None:
    plain = "Ana Lee  <ana@l.example>"
    assert text_of("<p>Ana Lee &lt;<a href='mailto:ana@l.example'>ana@l.example</a>&gt;</p>", plain) == plain
    assert text_of("<table>" + "<tr><td>a</td><td>b</td></tr>" * LONGEST, plain) == plain


def test_the_largest_table_is_taken_out_of_those_that_lay_out_the_page() -> None:
    html = f"<style>td {{}}</style><table><tr><td>{ROWS}</td></tr></table>"
    assert [name for name, *_ in people(text_of(html, PLAIN))] == ["Ana Lee", "Bob Ray"]


TAGS = ["<table>", "<tr>", "<td colspan=3>", "</td>", "</tr>", "</table>", "<br>", "<script>", "</a>", "<"]
tags = st.sampled_from([*TAGS, "<a href='mailto:a@b.example'>", "a@b.example", "&#0;"])


@given(st.lists(tags, max_size=30).map("".join))
def test_no_page_raises(html: str) -> None:
    text_of(html, "x")
