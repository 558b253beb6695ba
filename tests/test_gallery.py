"""The gallery, by which every page is looked at, draws each variant alone as it does among all."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.gallery import PAGES
from tests.gallery.__main__ import main, wanted


@pytest.mark.parametrize(("variant", "width"), [("light", 560), ("200", 1120)])
def test_a_screen_of_200_percent_has_twice_as_many_points(tmp_path: Path, variant: str, width: int) -> None:
    words = [str(tmp_path), "--only", "calendar-folded", "--variant", variant]
    subprocess.run(
        [sys.executable, "-m", "tests.gallery", *words],
        check=True,
        capture_output=True,
        cwd=Path(__file__).parents[1],
        timeout=120,
    )
    assert QImage(str(tmp_path / f"calendar-folded-{variant}.png")).width() == width


def test_pages_are_drawn_by_their_name_or_how_it_begins() -> None:
    assert wanted(["export"]) == ["export"]
    assert {"import-table", "import-columns"} <= set(wanted(["import"])) <= set(PAGES)
    assert wanted(None) == list(PAGES)


def test_a_page_that_there_is_not_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["gallery", str(tmp_path), "--only", "nonsense"])
    assert main() == 2
