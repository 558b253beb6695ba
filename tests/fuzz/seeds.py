"""What the fuzzer begins with: small files of each kind, and the words that mean something in them."""

from __future__ import annotations

from datetime import UTC, datetime

from partnerdesk.core.cards import Card
from partnerdesk.core.hours import SchoolWeek
from partnerdesk.formats import ldif, share, tablewrite, vcardwrite

ANA = Card(
    name="Ana Lima",
    greeting="Professora Ana",
    role="Coordenadora",
    organisation="Escola; Nova",
    street="Rua 1\nCasa 2",
    postcode="4000",
    city="Porto",
    country="PT",
    zone="Europe/Lisbon",
    week=SchoolWeek.parse("Mon-Fri 08:00-12:00"),
    languages=("pt", "en"),
    emails=(("ana@escola.example", "work"), ("a@casa.example", "Em casa")),
    phones=(("+351 22 555 0100", "mobile"),),
    web="https://escola.example",
    tags=("choir", "5, A"),
    source="conference",
    introduced_by="Rui Sá",
    notes="Sings.\nReads.",
    entries=(("met", datetime(2026, 5, 4, 12, tzinfo=UTC), "In Lisbon."),),
    uid="urn:uuid:1\n2",
)
OLD_CARD = b"""BEGIN:VCARD
VERSION:2.1
N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Ru=EDz;Elena;;Dra.;
TEL;WORK;VOICE:(222) 555-0199
EMAIL;PREF;INTERNET:elena@normal.example
ADR;HOME:;;Calle 1;Puebla;PUE;72000;M=E9xico
ORG:Escuela Normal;Ingl=E9s
PHOTO;ENCODING=BASE64;TYPE=GIF:
 R0lGODdhAQ==
item1.URL:http\\://normal.example
item1.X-ABLabel:_$!<HomePage>!$_
NOTE:One\\nTwo
AGENT:
BEGIN:VCARD
FN:Ag
END:VCARD
END:VCARD
"""
ENTRY = b"""version: 1

dn: cn=Ana Lima,mail=ana@escola.example
objectclass: inetOrgPerson
cn: Ana Lima
mail: ana@escola.example
homePhone: +351 22 555 0100
description:: U2luZ3MuClJlYWRzLg==
jpegPhoto:< file:///x.jpg
street: Rua 1
 , 2

dn: cn=all
objectclass: groupOfNames
member: cn=Ana
"""
TABLES = (
    b'Name,E-mail,Phone,Notes\nAna Lima,ana@escola.example,+351 22 555 0100,"a\n""b"""\n,,,\n',
    b"Nombre;Apellidos;Correo;Ciudad;Pais\nElena;Ruiz;elena@normal.example;Puebla;M\xe9xico\n",
    "Vorname\tNachname\tE-Mail\nJürgen\tMüller\tj@schule.example\n".encode("utf-16"),
    b'Notes:\n"skip"\n\nFirst Name,Last Name,Email Address,Company\nAna,Lima,ana@escola.example,Nova\n',
    b"ana@escola.example\nrui@escola.example\n",
)
LETTER = b"""From: =?utf-8?q?Ana_L=C3=ADma?= <ana@escola.example>
To: ana.lee@lincoln.example
Date: Mon, 4 Jan 2027 10:00:00 +0000
Subject: =?iso-8859-1?B?TGEg6WNvbGU=?=
Message-ID: <1@escola.example>
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b"

--b
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Ol=C3=A1,

--=20
Ana Lima
Coordenadora, Escola Nova
+351 22 555 0100
--b
Content-Type: text/html

<p>Ol&aacute;</p>
--b--
"""
PASTED = (
    '"Ruiz, Elena" <elena@normal.example>, Ana <ana@escola.example>;\nrui@escola.example\n',
    "Ana Lima\nDiretora\nEscola Nova\nPorto, Portugal\n+351 22 555 0100\na@escola.example\nwww.n.example\n",
)
SEEDS: dict[str, tuple[bytes, ...]] = {
    "vcard": tuple(
        b"\0" + each
        for each in (
            b"".join(vcardwrite.write([ANA])), b"".join(vcardwrite.write([ANA, Card(name="Rui")], "3.0")),
            OLD_CARD,
        )
    ),
    "ldif": (b"\0" + b"".join(ldif.write([ANA])), b"\0" + ENTRY),
    "table": (b"\0" + b"".join(tablewrite.write([ANA])), *(b"\0" + each for each in TABLES)),
    "mbox": (
        b"From - Mon Jan  4 10:00:00 2027\n" + LETTER + b"\nFrom x\n" + LETTER.replace(b"ana@", b"rui@"),
    ),
    "letter": (LETTER,),
    "pasted": tuple(each.encode() for each in PASTED),
    "share": (b"".join(share.write([ANA])), b'{"format": "partnerdesk-share", "version": 1, "templates": ['
              b'{"name": "A", "language": "en", "subject": "S", "body": "{{ contact.name }}"}]}'),
}  # fmt: skip
SEEDS["anything"] = tuple(
    each[1:] if each.startswith(b"\0") else each for several in SEEDS.values() for each in several
)
WORDS = (
    "BEGIN:VCARD", "END:VCARD", "VERSION:4.0", "QUOTED-PRINTABLE", "ENCODING=b", "CHARSET=", "ALTID=",
    "item1.", "X-PARTNERDESK-WEEK:", "X-PARTNERDESK-ENTRY:", "objectclass: person", "changetype: add", ":: ",
    ":< ", "dn: ", "From ", ">From ", "=?utf-8?b?", "?=", "multipart/mixed", "boundary=", ":::", "* ",
    "Content-Transfer-Encoding: base64", "mailto:", "tel:", '"version": 1', "{{", "{%", "\\u0000", "\u2028",
    "\u202e",
)  # fmt: skip
