"""An import of many contacts into an empty book, beside the least that any program does for a table of them.

CPU time, as the disk is another matter: both write about the same bytes, once.
"""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from random import Random
from time import process_time

from partnerdesk.core.text import fold
from partnerdesk.desk.book import Book, new_book
from partnerdesk.desk.places import gazetteer
from partnerdesk.storage.bulk import NewContact, NewOrganisation, add_all
from tests.bench.generate import NOW, SEED, new_contacts

_BARE = """
    CREATE TABLE contact (
        id INTEGER PRIMARY KEY, name, role, organisation, city, region, country, languages, emails, phones,
        tags, source, notes);
    CREATE INDEX by_name ON contact (name);
    CREATE INDEX by_country ON contact (country, region, name);
    CREATE VIRTUAL TABLE words USING fts5(name, organisation, city, emails, phones, tags, notes);
"""
