"""What is due, from the shell."""

import json
from pathlib import Path

import pytest

from partnerdesk.desk import approaches
from partnerdesk.desk.book import open_book
from tests.cli.shell import done, partnerdesk


def written(folder: Path) -> None:
    """A letter to Elena with a time that suits her, whatever day it is."""
    plan = json.loads(done(folder, "times", "b", "--with", "1", "--most", "1", "--json"))
    start = plan["slots"][0]["parties"][1]["local_start"][:16].replace("T", " ")
    done(folder, "draft", "b", "--template", "first-proposal", "--to", "1", "--out", str(folder),
         "--slot", f"{start} America/Hermosillo")  # fmt: skip


def test_nothing_is_due_in_a_new_book(folder: Path) -> None:
    assert done(folder, "due", "b") == "Nothing is due.\n"
    found = json.loads(done(folder, "due", "b", "--json"))
    assert list(found) == ["on", "due", "waiting"]
    assert found["due"] == found["waiting"] == []


def test_a_letter_is_asked_about_and_then_waits_and_is_due(folder: Path) -> None:
    written(folder)
    (question,) = json.loads(done(folder, "due", "b", "--json"))["due"]
    assert list(question) == [
        "id", "kind", "contact", "contacts", "project", "state", "step", "on", "sentence", "detail",
    ]  # fmt: skip
    assert question["contact"] == {"id": 1, "name": "Elena Ruiz"}
    assert question["sentence"] == "Did you send the letter to Elena Ruiz?"
    with open_book(folder / "b") as book:
        approaches.sent(book, [1])
    (waiting,) = json.loads(done(folder, "due", "b", "--json"))["waiting"]
    assert (waiting["kind"], waiting["state"], waiting["step"]) == ("waiting", "sent", "remind")
    later = json.loads(done(folder, "due", "b", "--on", waiting["on"], "--json"))
    assert later["on"] == waiting["on"]
    assert [each["kind"] for each in later["due"]] == ["due"]
    text = done(folder, "due", "b")
    assert text.startswith("Nothing is due.\n\nWaiting:\n" + waiting["on"])


@pytest.mark.parametrize("on", ["0001-01-01", "0001-02-01", "9999-12-31"])
def test_a_day_that_no_clock_knows_is_refused_in_one_sentence(folder: Path, on: str) -> None:
    ran = partnerdesk(folder, "due", "b", "--on", on)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert "is too far away to plan. Take dates from 1970 to 2199." in ran.stderr
    assert len(ran.stderr.splitlines()) == 1


def test_what_is_no_date_is_said(folder: Path) -> None:
    ran = partnerdesk(folder, "due", "b", "--on", "tomorrow")
    assert (ran.returncode, ran.stdout) == (1, "")
    assert "is not a date" in ran.stderr
