"""Faults T1 to T7: a stranger's template takes no memory, no time, no data, and leaves no half letter."""

import json
import subprocess
import sys
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import pytest

from partnerdesk.core.drafting import MOST_SLOTS, Draft, Party, Template, compose, parse_template
from partnerdesk.core.hours import assumed_week
from partnerdesk.core.places import Place
from partnerdesk.core.sandbox import check
from partnerdesk.core.times import Slot
from partnerdesk.errors import TemplateError

HEAD = "Language: en\nSubject: Hello\n\n"
HOME = Party(
    name="Ana Lee",
    place=Place(city="Detroit", country="US", zone="America/Detroit"),
    week=assumed_week(frozenset({5, 6})),
)
ELENA = replace(HOME, name="Elena Ruiz")
SLOT = Slot.parse("2027-03-16 10:00 America/Detroit")

BOMBS = {
    "repeat": "{{ 'a'*10**10 }}",
    "centre": "{{ 'a'|center(2*10**9) }}",
    "centre method": "{{ 'a'.center(2000000000) }}",
    "format": "{{ '%2000000000d'|format(1) }}",
    "percent": "{{ '%2000000000d' % 1 }}",
    "ranges": "{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}",
    "lipsum": "{{ lipsum(n=10000000) }}",
    "power": "{{ 9**9**9 }}",
    "folding": "{% if 'a'*300000000 %}x{% endif %}",
    "filter argument": "{{ contact.name|default('a'*300000000) }}",
    "joined": "{{ ['a', 'a']|join('x'*300000000) }}",
    "join of joins": "{{ contact.languages|join(contact.languages|join(home.languages|join('abc'))) }}",
    "indent": "{{ contact.name|indent(2000000000) }}",
    "batch": "{{ contact.name|batch(2000000000, 'x')|list }}",
    "long number": "{{ " + "9" * 30000 + " }}",
    "brackets": "{{ " + "(" * 15000 + "1" + ")" * 15000 + " }}",
    "brackets that never close": "{{ " + "[" * 30000,
    "nots": "{{ " + "not " * 7000 + "1 }}",
    "minuses": "{{ " + "-" * 30000 + "1 }}",
    "dots": "{{ contact" + ".name" * 6000 + " }}",
    "filters": "{{ contact.name" + "|upper" * 5000 + " }}",
    "ifs": "{% if minutes %}" * 900 + "x" + "{% endif %}" * 900,
    "elses": "{{ " + "1 if 1 else " * 2500 + "1 }}",
    "many tags": "{{ minutes }}" * 2400,
    "loops": "{% for a in slots %}" * 3 + "x" + "{% endfor %}" * 3,
    "recursive loop": "{% for a in slots recursive %}{{ loop(slots) }}{% endfor %}",
    "macro": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
}  # fmt: skip

ESCAPES = {
    "T5 call": "{{ contact.delete() }}",
    "class": "{{ contact.__class__.__mro__ }}",
    "init": "{{ contact.__init__.__globals__ }}",
    "attr": "{{ contact|attr('__class__') }}",
    "subscript": "{{ contact['__class__'] }}",
    "CVE-2019-10906": "{{ '{0.__class__}'.format_map({'a': 1}) }}",
    "CVE-2024-56201": "{% include '{{ name }}' %}",
    "CVE-2024-56326": "{{ ''|attr('format') }}",
    "CVE-2025-27516": "{{ ('{0.__class__}'|attr('format'))(contact) }}",
    "map": "{{ slots|map(attribute='__class__')|list }}",
    "globals": "{{ cycler.__init__.__globals__ }}",
    "self": "{{ self._TemplateReference__context }}",
    "namespace": "{% set n = namespace() %}{% set n.x = 1 %}",
    "import": "{% import 'os' as os %}",
    "extends": "{% extends 'x' %}",
    "block": "{% block x %}{% endblock %}",
    "call block": "{% call x() %}{% endcall %}",
    "filter block": "{% filter upper %}x{% endfilter %}",
    "with": "{% with a = 1 %}{% endwith %}",
    "do": "{% do 1 %}",
    "autoescape": "{% autoescape true %}{% endautoescape %}",
    "loop inside": "{% for s in slots %}{{ loop.cycle('a') }}{% endfor %}",
    "private": "{{ contact._values }}",
    "records": "{{ contact.place.zone }}",
    "unpacking": "{% for a, b in slots %}{% endfor %}",
    "keyword": "{{ contact.name|default(value=1) }}",
    "stars": "{{ contact.name|default(*slots) }}",
}  # fmt: skip


def composed(text: str, contact: Party = ELENA, slots: tuple[Slot, ...] = (SLOT,)) -> Draft:
    return compose(parse_template(HEAD + text, "note.txt"), HOME, contact, slots)


@pytest.mark.parametrize("text", [*BOMBS.values(), *ESCAPES.values()], ids=[*BOMBS, *ESCAPES])
def test_t1_t4_t5_what_is_not_allowed_is_refused_with_its_line(text: str) -> None:
    with pytest.raises(TemplateError) as caught:
        parse_template(HEAD + text, "note.txt")
    assert str(caught.value).startswith("note.txt, line 4: ")
    assert caught.value.hint
    assert len(str(caught.value)) < 400


def test_a_template_that_was_never_read_is_still_checked() -> None:
    unread = Template(
        "x", "x", "en", "Hi", "{{ contact.__class__ }}", False, HEAD + "{{ contact.__class__ }}"
    )
    with pytest.raises(TemplateError, match="line 4"):
        check(unread)
    with pytest.raises(TemplateError, match="line 4"):
        compose(unread, HOME, ELENA, ())


GUARDED = """
import json, resource, sys
from partnerdesk.core.drafting import parse_template
from partnerdesk.errors import TemplateError
bombs = json.load(sys.stdin)
parse_template({head!r} + "x", "warm")
used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + 48 * 2**20,) * 2)
resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
for bomb in bombs:
    try:
        parse_template({head!r} + bomb, "note.txt")
    except TemplateError as error:
        assert error.line, bomb[:60]
    else:
        sys.exit("allowed: " + bomb[:60])
"""


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs Linux to bound its own memory")
def test_t1_t2_bombs_take_neither_memory_nor_time() -> None:
    code = GUARDED.format(head=HEAD)
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=json.dumps(list(BOMBS.values())),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]


def test_t2_the_compiler_works_nothing_out_in_advance() -> None:
    resource = pytest.importorskip("resource", reason="this system does not say how much memory was used")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(3):
        with pytest.raises(TemplateError):
            composed("{{ 'a'*300000000 }}")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000  # KiB; it would be 293,000


def test_t3_the_largest_allowed_template_ends_soon() -> None:
    slots = tuple(replace(SLOT, minutes=5 * n) for n in range(1, MOST_SLOTS + 1))
    loops = "{% for a in slots %}{% for b in slots %}"
    with pytest.raises(TemplateError, match="64 KB"):
        composed(loops + "{{ a.theirs }}" * 400 + "{% endfor %}" * 2, slots=slots)
    quiet = loops + "{% if minutes > 900 %}x{% endif %}" * 400 + "{% endfor %}" * 2
    assert composed(quiet, slots=slots).body.startswith("Proposed date and time:")


def test_t3_a_stack_that_is_nearly_full_gives_a_readable_error() -> None:
    def deep(left: int) -> None:
        if left:
            deep(left - 1)
        else:
            parse_template(
                HEAD + "{{ contact.name }}" + "{% if minutes %}" * 9 + "{% endif %}" * 9, f"{left}.txt"
            )

    outcomes = set()
    for left in range(sys.getrecursionlimit() - 60, 0, -40):
        try:
            deep(left)
            outcomes.add("read")
        except TemplateError as error:
            assert "tangled" in str(error)  # noqa: PT017
            outcomes.add("refused")
        except RecursionError:
            outcomes.add("not even begun")  # the caller's own stack was full
    assert "read" in outcomes


def test_t4_jinja_has_the_known_escapes_mended() -> None:
    assert tuple(map(int, version("jinja2").split(".")[:3])) >= (3, 1, 6)


def test_t6_a_missing_field_leaves_no_partial_draft() -> None:
    with pytest.raises(
        TemplateError, match=r"line 6: 'contact' has no 'nmae'\. Did you mean contact\.name\?"
    ):
        composed("One\nTwo\n{{ contact.nmae }}")
    draft = composed("At {{ contact.role }}.")
    assert "‹role›" in draft.body
    assert draft.missing == ("contact.role",)


def test_t7_a_name_that_looks_like_a_template_stays_a_name() -> None:
    for name in ("{{7*7}}", "{% raw %}", "{{ contact.__class__ }}", "{#", "}}", "%}"):
        draft = composed("Dear {{ contact.name }},", replace(ELENA, name=name), ())
        assert draft.body == f"Dear {name},"
        assert draft.to.name == name


def test_d1_no_fact_can_break_out_of_the_subject() -> None:
    template = parse_template("Language: en\nSubject: For {{ contact.name }}{{ '\\n' }}!\n\nx", "note.txt")
    for bad in "\r\n\x0b\x0c\x1c\x85\u2028\u2029\0":
        draft = compose(template, HOME, replace(ELENA, name=f"Elena{bad}Bcc: x@example.org"), ())
        assert draft.subject.isprintable()
        assert draft.to.name.isprintable()
        assert draft.subject.startswith("For Elena")
