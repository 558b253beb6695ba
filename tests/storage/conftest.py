"""A book that is made once, and a fresh copy of it for each test."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from partnerdesk.core.places import Place
from partnerdesk.storage.database import create, open_engine


@pytest.fixture(scope="session")
def empty_book(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a new book; nobody has it open."""
    path = tmp_path_factory.mktemp("book") / "empty.partnerdesk"
    create(path)
    return path.read_bytes()


@pytest.fixture
def book(tmp_path: Path, empty_book: bytes) -> Path:
    path = tmp_path / "partners.partnerdesk"
    path.write_bytes(empty_book)
    return path


@pytest.fixture
def engine(book: Path) -> Iterator[Engine]:
    engine = open_engine(book)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def place_words() -> Callable[[Place], str]:
    """The gazetteer's part in a search, in short."""
    names = {"MX": "Mexico México Mexique MX", "EG": "Egypt Egipto EG"}
    return lambda place: f"{names.get(place.country, place.country)} {place.region_name}"
