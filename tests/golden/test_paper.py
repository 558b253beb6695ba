"""Pages as they were looked at: their text, and where the ink is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.formats.paper.pictures import apart
from tests.golden.paper import FOLDER, WISHES, pictures, printed, text, typeface

pytestmark = pytest.mark.usefixtures("qapp")

MEAN, WORST = 1.5, 40
"""Ink that may differ: in all squares on average, and in one of them (0 to 255)."""


@pytest.fixture(scope="module")
def files(qapp: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Path]]:
    with typeface() as lacking:
        if lacking:
            pytest.skip(f"this machine has not got {lacking}: other letters, and lines that break elsewhere")
        yield printed(tmp_path_factory.mktemp("pages"))


def test_there_is_one_for_each_and_no_file_is_left_over() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == {*WISHES}
    assert {path.stem.rpartition("-")[0] for path in FOLDER.glob("*.png")} == {*WISHES}


@pytest.mark.parametrize("style", WISHES)
def test_the_text_is_the_one_that_was_read(files: dict[str, Path], style: str) -> None:
    expected = (FOLDER / f"{style}.txt").read_text(encoding="utf-8")
    assert text(files[style]).splitlines() == expected.splitlines()


@pytest.mark.parametrize("style", WISHES)
def test_the_pages_are_those_that_were_looked_at(files: dict[str, Path], style: str, tmp_path: Path) -> None:
    found = pictures(files[style], tmp_path)
    assert sorted(found) == sorted(path.name for path in FOLDER.glob(f"{style}-*.png"))
    for name, page in found.items():
        mean, worst = apart(QImage(str(FOLDER / name)), page)
        assert mean < MEAN, (name, mean, worst)
        assert worst < WORST, (name, mean, worst)


@pytest.mark.parametrize(("across", "down"), [(0, 2), (3, 0)])
def test_a_page_that_moved_would_be_found(across: int, down: int) -> None:
    """By 1.3 millimetres down, or 1.9 across."""
    page = QImage(str(FOLDER / "list-1.png"))
    mean, worst = apart(page, page.copy(across, down, page.width(), page.height()))
    assert mean > MEAN or worst > WORST
