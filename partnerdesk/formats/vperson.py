"""One vCard while it is read: its properties one by one, and what they come to as a ``Card``."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final
from urllib.parse import unquote

from partnerdesk.core.cards import Card
from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.text import fold, plain
from partnerdesk.formats import charsets, nameparts, own, vwhole
from partnerdesk.formats.vlines import Lines, Property
from partnerdesk.formats.vtext import Texts, unescaped

OWN: Final = "X-PARTNERDESK-"
"""What begins the properties that only our own files have."""
PRODUCT: Final = "-//PartnerDesk//PartnerDesk//EN"
"""By which a card says that we wrote it (RFC 6350 6.7.3): another program that changes it says its own."""

# About the file or the way it is sorted, nothing about the person.
SILENT: Final = frozenset(
    {
        "VERSION", "REV", "PROFILE", "KIND", "SORT-STRING", "MAILER", "CLASS", "SOURCE", "NAME",
        "X-ABADR", "X-ABSHOWAS", "X-ABUID", "X-EVOLUTION-FILE-AS", "X-MOZILLA-HTML", "X-ABLABEL",
        "CLIENTPIDMAP", "X-EVOLUTION-E164", "X-RADICALE-NAME",
    }
)  # fmt: skip
_SAID: Final = {
    "BDAY": "Birthday",
    "ANNIVERSARY": "Anniversary",
    "NICKNAME": "Also called",
    "X-PHONETIC-FIRST-NAME": "Pronounced",
    "X-PHONETIC-MIDDLE-NAME": "Pronounced",
    "X-PHONETIC-LAST-NAME": "Pronounced",
    "GENDER": "Gender",
    "IMPP": "Chat",
    "X-SKYPE": "Skype",
    "X-SKYPE-USERNAME": "Skype",
    "X-JABBER": "Jabber",
    "X-ICQ": "ICQ",
    "X-AIM": "AIM",
    "X-MSN": "MSN",
    "X-YAHOO": "Yahoo",
    "X-TWITTER": "Twitter",
    "X-SOCIALPROFILE": "Profile",
    "X-SPOUSE": "Spouse",
    "X-EVOLUTION-SPOUSE": "Spouse",
    "X-EVOLUTION-MANAGER": "Manager",
    "X-MANAGER": "Manager",
    "X-ASSISTANT": "Assistant",
    "X-EVOLUTION-ASSISTANT": "Assistant",
    "EXPERTISE": "Expertise",
    "HOBBY": "Hobby",
    "INTEREST": "Interest",
    "GEO": "Position",
}
"""Facts for which a contact has no field: they become lines of its notes."""

_FACTS: Final = {
    "TITLE": "role", "ORG": "organisation", "TZ": "zone", "GREETING": "greeting", "SOURCE": "source",
    "SOURCE-DETAIL": "source_detail", "INTRODUCED-BY": "introduced_by",
}  # fmt: skip
ADDRESS_FIELDS: Final = ("street", "city", "region", "postcode", "country")
ADDRESS: Final = re.compile(r"(?<![^\s<>()\[\]\",;:])[^\s<>()\[\]\",;:@]++@[^\s<>()\[\]\",;]++")
"""Begun where a word begins and never twice: a word of 200 KB without an @ is gone through once."""
ZONE: Final = re.compile(r"[A-Za-z_]+(/[A-Za-z0-9_+-]+)+")
_LINK: Final = re.compile(r"tel:[^;]*(?:;[A-Za-z0-9-]+(?:=[^;\s]*)?)*", re.IGNORECASE)
_APPLE: Final = re.compile(r"_\$!<(.*)>!\$_")


class Reading:
    """One card while it is read."""

    def __init__(self, lines: Lines, texts: Texts) -> None:
        self._lines = lines
        self._texts = texts
        self.facts: dict[str, str] = {}
        self.emails: list[tuple[int, str, str]] = []
        self.phones: list[tuple[int, str, str]] = []
        self.places: list[tuple[int, str, tuple[str, ...]]] = []
        self.written: list[str] = []  # addresses as they are printed
        self.webs: list[tuple[int, str]] = []
        self.languages: list[tuple[int, str]] = []
        self.tags: list[str] = []
        self.uids: list[str] = []
        self.notes: list[str] = []
        self.said: list[str] = []
        self.entries: list[tuple[str, datetime, str]] = []
        self.names: tuple[str, ...] = ()
        self.week: SchoolWeek | None = None
        self.unread: list[str] = []
        self.settled = False
        self._group_labels: dict[str, str] = {}

    def card(self, where: str) -> Card:
        """Read the properties one by one, and say what they come to."""
        for each in self._lines.properties:
            if each[1].comes_first:
                self._note(each)
        for each in self._lines.properties:
            take = _TAKERS.get(each[1].name)
            if take is None or each[1].encoding == "B":
                self._take_other(each)
            else:
                take(self, each)
        for line, text in self._lines.strays:
            if words := _line(plain(self._texts.known(text, ""))):
                self.unread.append(f"line {line}: {words}")
        for inner in self._lines.inner:
            own = Texts(raw=self._texts.raw, charset=self._texts.charset, otherwise=self._texts.otherwise)
            agent = Reading(inner, own).card("")
            reached = (pair[0] for pair in (*agent.emails, *agent.phones))
            self.said.append(", ".join([f"Agent: {agent.name or 'a card without a name'}", *reached]))
        return self._done(where)

    def _note(self, each: Property) -> None:
        """Note what says how other properties are to be read."""
        if each.head.name == "VERSION":
            self._texts.version = each.value.strip()
        elif not self._texts.charset and "CHARSET" in each.head.params:
            named = charsets.known(each.head.params["CHARSET"][0])
            self._texts.charset = named if named != "utf-8" else ""
        if each.head.name == "X-ABLABEL":
            label = self._texts.text(each)
            apple = _APPLE.fullmatch(label)
            self._group_labels[each.head.group] = apple[1].lower() if apple else _line(label)

    def _done(self, where: str) -> Card:
        facts: dict[str, object] = {"where": where}
        if name := self.facts.get("FN") or _full_name(self.names):
            facts |= {"name": name, "parts": parts_of(name, self.names)}
            if not facts["parts"] and any(part not in name for part in self.names):  # else they are kept
                self._also(name)
        for property_name, field in _FACTS.items():
            if property_name in self.facts:
                facts[field] = self.facts[property_name]
        role, more = self.facts.get("TITLE", ""), self.facts.get("ROLE", "")
        if more and more != role:
            facts["role"] = f"{role}, {more}" if role else more
        self._place(facts)
        if self.webs:
            facts["web"], *webs = [web for _, web in sorted(self.webs, key=_rank)]
            self.said.extend(f"Web: {web}" for web in webs)
        if self.emails:
            facts["emails"] = _once(self.emails)
        if self.phones:
            facts["phones"] = _once(self.phones)
        if self.languages:
            facts["languages"] = tuple(dict.fromkeys([code for _, code in sorted(self.languages, key=_rank)]))
        facts["tags"] = tuple(dict.fromkeys(self.tags))
        notes = "\n\n".join(filter(None, self.notes))
        facts["notes"] = "\n".join([notes, *self.said] if notes else self.said)
        facts |= {"week": self.week, "entries": tuple(self.entries), "unread": tuple(self.unread)}
        facts |= {"uid": "\n".join(dict.fromkeys(self.uids)), "settled": self.settled}
        return Card.of(facts)

    def _also(self, name: str) -> None:
        """Say the name that its parts give, where the one that is shown has not all of their words."""
        family, given, more = (*self.names, "", "")[:3]
        words = fold(f"{given} {more} {family}").replace(",", " ").split()
        shown = fold(name)
        if not all(word in shown for word in words):
            self.said.append(f"Also: {_full_name(self.names)}")
        elif titles := [part for part in self.names[3:] if fold(part) not in shown]:
            self.said.append(f"Title: {', '.join(titles)}")

    def _place(self, facts: dict[str, object]) -> None:
        """Take the address that is preferred; the others are said in the notes."""
        self.places.sort(key=_rank)
        if not self.places:
            self.said.extend(
                f"Address: {', '.join(map(_line, each.split(chr(10))))}" for each in self.written
            )
            return
        facts.update(zip(ADDRESS_FIELDS, self.places[0][2], strict=True))
        told = (part for _, _, parts in self.places for part in parts) if self.written else ()
        known = fold("\n".join(told))
        for each in self.written:
            if not all(word in known for word in fold(each).replace(",", " ").split()):
                self.said.append(f"Address as printed: {', '.join(map(_line, each.split(chr(10))))}")
        for _, label, parts in self.places[1:]:
            words = ", ".join(filter(None, (_line(line) for part in parts for line in part.split("\n"))))
            self.said.append(f"{(label or 'other').capitalize()} address: {words}")

    # ---- one property

    def silent(self, each: Property) -> None:
        """Pass over what says nothing about the person."""

    def take_product(self, each: Property) -> None:
        """``PRODID``: ours stands before all that depends on it."""
        self.settled = self._texts.text(each) == PRODUCT

    def _take_other(self, each: Property) -> None:
        name = each.head.name
        if name in SILENT:
            return
        if name in vwhole.MEDIA or each.head.encoding == "B":
            self.unread.append(f"line {each.line}: {name} was left out")
        elif name in _SAID:
            if words := _line(self._texts.text(each)):
                self.said.append(f"{_SAID[name]}: {words}")
        elif name.startswith(OWN):
            self._own(name.removeprefix(OWN), each)
        elif words := _line(self._texts.text(each)):
            self.unread.append(f"line {each.line}: {name}: {words}")

    def fact(self, each: Property) -> None:
        """Keep a fact of one line; the first one counts, what differs from it is said in the notes."""
        words = _line(self._texts.text(each))
        if not words:
            return
        if self.facts.setdefault(each.head.name, words) != words:
            self.said.append(f"{each.head.name.capitalize()}: {words}")

    def take_uid(self, each: Property) -> None:
        """``UID``, and our own one for those that files of others gave."""
        if words := _line(self._texts.text(each)):
            self.uids.append(words)

    def take_names(self, each: Property) -> None:
        """``N``: family, given, additional, prefixes, suffixes."""
        names = tuple(map(_line, self._texts.parts(each)))
        if self.names and names != self.names and any(names):
            self.said.append(f"Also: {_full_name(names)}")
        self.names = self.names or names

    def take_mail(self, each: Property) -> None:
        """``EMAIL``: an address, whatever stands around it."""
        text = _line(self._texts.text(each))
        text = unquote(text[7:]) if text.lower().startswith("mailto:") else text
        found = ADDRESS.search(text)
        if found:
            self.emails.append((self._preference(each), found[0], self._label(each)))
        elif text:
            self.unread.append(f"line {each.line}: EMAIL: {text}")

    def take_phone(self, each: Property) -> None:
        """``TEL``: a number as it was written, or a ``tel:`` link (RFC 3966); we write no links."""
        text = _line(self._texts.text(each))
        if not self.settled and _LINK.fullmatch(text):
            text = re.sub(r";ext=", " ext. ", unquote(text[4:]), flags=re.IGNORECASE).split(";")[0]
        if text:
            self.phones.append((self._preference(each), text, self._label(each)))

    def take_address(self, each: Property) -> None:
        """``ADR``: box, extended, street, city, region, code, country."""
        box, extended, street, city, region, code, country, *rest = (*self._texts.parts(each), *[""] * 7)
        lines = "\n".join(
            filter(None, (line.strip() for part in (extended, street, box) for line in part.split("\n")))
        )
        parts = (lines, _line(city), _line(region), _line(code), _line(country))
        if any(parts):
            self.places.append((self._preference(each), self._label(each), parts))
        if label := each.head.params.get("LABEL"):
            self.written.append(unescaped(self._texts.known(",".join(label), "")))
        if strayed := _line(" ".join(rest)):
            self.said.append(f"Address: {strayed}")

    def take_label(self, each: Property) -> None:
        """``LABEL``: an address as it is printed."""
        if text := self._texts.text(each).strip():
            self.written.append(text)

    def take_organisation(self, each: Property) -> None:
        """``ORG``: the name, then its units."""
        name, *units = map(_line, self._texts.parts(each))
        name, units = (name, units) if name else (units[0] if units else "", units[1:])
        if name and self.facts.setdefault("ORG", name) != name:
            self.said.append(f"Organisation: {name}")
        if department := ", ".join(filter(None, units)):
            self.said.append(f"Department: {department}")

    def take_note(self, each: Property) -> None:
        """``NOTE``."""
        self.notes.append(self._texts.text(each).strip())

    def take_tags(self, each: Property) -> None:
        """``CATEGORIES``."""
        self.tags.extend(filter(None, map(_line, self._texts.parts(each, ","))))

    def take_web(self, each: Property) -> None:
        """``URL``."""
        if text := _line(self._texts.text(each)):
            self.webs.append((self._preference(each), text))

    def take_language(self, each: Property) -> None:
        """``LANG`` (RFC 6350 6.4.4)."""
        if text := _line(self._texts.text(each)):
            self.languages.append((self._preference(each), text))

    def take_zone(self, each: Property) -> None:
        """``TZ``: a zone by its name; an offset alone is no zone."""
        text = _line(self._texts.text(each))
        if ZONE.fullmatch(text):
            self.facts.setdefault("TZ", text)
        elif text:
            self.said.append(f"Time zone: {text}")

    def _own(self, name: str, each: Property) -> None:
        text = self._texts.text(each)
        if not text.strip():
            return
        if name == "WEEK":
            self.week = own.week_of(text)
            if self.week is None:
                self.unread.append(f"line {each.line}: school week: {_line(text)}")
        elif name == "ENTRY":
            if entry := own.entry_of(text):
                self.entries.append(entry)
            else:
                self.unread.append(f"line {each.line}: history: {_line(text)}")
        elif name == "UID":
            self.take_uid(each)
        elif name in {"GREETING", "SOURCE", "SOURCE-DETAIL", "INTRODUCED-BY"}:
            self.facts.setdefault(name, _line(text))
        else:
            self.unread.append(f"line {each.line}: {each.head.name}: {_line(text)}")

    # ---- values

    def _preference(self, each: Property) -> int:
        """Return how much a value is preferred.

        In 2.1 the mark stands on several of one card, one for each kind: the order of the file says more.
        """
        return 101 if self._texts.version == "2.1" else each.head.preference

    def _label(self, each: Property) -> str:
        head = each.head
        if head.group and head.group in self._group_labels:
            return self._group_labels[head.group]
        own = head.params.get("X-LABEL")
        return head.label or (_line(self._texts.known(own[0], "")) if own else "")


_TAKERS: Final[dict[str, Callable[[Reading, Property], None]]] = {
    "VERSION": Reading.silent, "PRODID": Reading.take_product,
    "FN": Reading.fact, "TITLE": Reading.fact, "ROLE": Reading.fact, "UID": Reading.take_uid,
    "N": Reading.take_names, "EMAIL": Reading.take_mail, "TEL": Reading.take_phone,
    "ADR": Reading.take_address, "LABEL": Reading.take_label, "ORG": Reading.take_organisation,
    "NOTE": Reading.take_note, "CATEGORIES": Reading.take_tags, "URL": Reading.take_web,
    "LANG": Reading.take_language, "TZ": Reading.take_zone,
}  # fmt: skip


def _line(text: str) -> str:
    return " ".join(text.split()) if text else ""


def _rank(each: tuple[object, ...]) -> int:
    return each[0] if isinstance(each[0], int) else 0


def _once(found: list[tuple[int, str, str]]) -> tuple[tuple[str, str], ...]:
    if len(found) == 1:
        return (found[0][1:],)
    kept: dict[str, tuple[str, str]] = {}
    for _, value, label in sorted(found, key=_rank):
        kept.setdefault(value.casefold(), (value, label))
    return tuple(kept.values())


def parts_of(name: str, names: Sequence[str]) -> str:
    """Return the parts of ``N``, to be kept, where the name does not tell them itself."""
    family, given, middle, before, after, *_ = (*names, *[""] * 5)
    return nameparts.kept(name, given, family, middle, before, after) if any(names) else ""


def _full_name(names: tuple[str, ...]) -> str:
    """Put the parts of a name in the order in which they are said."""
    family, given, additional, prefix, suffix, *_ = (*names, *[""] * 5)
    if any(_is_han(letter) for letter in family):
        return _line(f"{prefix} {family}{given} {additional} {suffix}")
    return _line(" ".join((prefix, given, additional, family, suffix)))


def _is_han(letter: str) -> bool:
    return "\u3040" <= letter <= "\u30ff" or "\u3400" <= letter <= "\u9fff" or "\uac00" <= letter <= "\ud7a3"
