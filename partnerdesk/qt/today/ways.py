"""What can be done about a line of Today: the words of its menu, and the verbs behind them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from partnerdesk.core.purposes import ANOTHER_TIME, THANKS
from partnerdesk.core.times import day_words
from partnerdesk.core.wording import clock
from partnerdesk.desk.book import Book, Changes
from partnerdesk.qt.today.line import Way

if TYPE_CHECKING:
    from partnerdesk.core.times import Slot
    from partnerdesk.desk.today import Item

_BETWEEN: Way = ("", "")
_SNOOZES = (("tomorrow", "Put off until tomorrow", 1), ("week", "Put off for a week", 7))
_OTHERWISE: tuple[Way, ...] = (("file", "File an answer…"), ("done", "Done by another way"))
_USE = "use"
"""What uses a time that they propose, the first one; others have their number behind it."""
_LONGER = ("month", "Put off for four weeks", 28)


def ways(item: Item) -> list[Way]:
    """Return what the menu of a line offers beside its button."""
    if item.kind == "moved":
        return [("done", "Done with it"), _BETWEEN, *_seen(item)]
    if len(item.draft_ids) > 1:
        return [("apart", "Ask one by one")]
    if item.approach_id is None:
        return [*_times(item), *_without_approach(item)]
    found: list[Way] = [*_times(item)]
    if item.state != "drafted":
        found += [*_came_of_it(item), _BETWEEN, *_OTHERWISE]
    elif item.kind == "returned":
        found += [("again", "It was sent again"), ("rest", "Let them rest until next term")]
    elif item.kind == "waiting":
        found.append(("yes", "It was sent"))
    found += [_BETWEEN, *((key, words) for key, words, _ in (*_SNOOZES, _LONGER)), _BETWEEN, *_seen(item)]
    return found[1:] if found[0] == _BETWEEN else found


def _times(item: Item) -> list[Way]:
    """Return the times that they propose beside the first one, and that one may be looked for."""
    others = item.slots[1:] if item.act == "use" else ()
    found = [(f"{_USE}{at}", f"Use {_words(slot)}") for at, slot in enumerate(others, 1)]
    if item.reply == ANOTHER_TIME:
        found.append(("find", "Find a time"))
    return [*found, _BETWEEN] if found else []


def _words(slot: Slot) -> str:
    return f"{day_words(slot.wall.date())}, {clock(slot.wall)}"


def _without_approach(item: Item) -> list[Way]:
    """Return what the menu offers of a letter of somebody who was not asked, or one of ours to them."""
    if item.kind == "answered":
        answer = [("answer", "Answer"), _BETWEEN] if item.act != "answer" else []
        return [*answer, *_OTHERWISE, _BETWEEN, *_seen(item)]
    if item.kind == "returned":
        return [("done", "Done by another way"), _BETWEEN, *_seen(item)]
    sent = [("yes", "It was sent"), _BETWEEN] if item.kind == "waiting" else []
    return [*sent, *_seen(item)]


def _came_of_it(item: Item) -> list[Way]:
    """Return what may have come of an approach whose letter was sent."""
    said = [("agree", "They agreed"), ("decline", "They declined")]
    if item.state == "sent":
        said.insert(0, ("replied", "They answered otherwise"))
    if item.state != "resting":
        said.append(("rest", "Let them rest until next term"))
    if item.state == "replied" or item.kind == "answered":
        said.insert(0, ("answer", "Answer"))
    return [each for each in said if each[0] != item.act and not item.state.startswith(each[0])]


def _seen(item: Item) -> list[Way]:
    letter = [("open", "Open the letter")] if len(item.draft_ids) == 1 and item.act != "open" else []
    contact = [("contact", "Show the contact")] if item.name and item.act != "contact" else []
    return [*letter, *contact]


def verb(key: str, item: Item, today: date) -> Callable[[Book], Changes] | None:
    """Return the verb of desk that a button or a menu's line stands for; None where it leads elsewhere.

    Args:
        key: what was asked.
        item: of which line.
        today: home's date.

    """
    from partnerdesk.desk import answers, approaches, project_slots

    if key in ("sent", "yes", "no"):
        return lambda book: approaches.sent(book, item.draft_ids, yes=key != "no")
    if item.kind == "moved" and key == "done":
        if (project_id := item.project_id) is not None:
            return lambda book: project_slots.settle(book, project_id, item.slots)
        text = item.slots[0].text()
        return lambda book: approaches.settle(book, item.contact_id, text)
    approach_id = item.approach_id
    if approach_id is None:
        of_letter = item.kind in ("answered", "returned") and key == "done"
        return (lambda book: answers.done(book, item.contact_id)) if of_letter else None
    days = {name: days for name, _, days in (*_SNOOZES, _LONGER)}
    if key in days:
        until = today + timedelta(days=days[key])
        return lambda book: approaches.snooze(book, approach_id, until)
    simple: dict[str, Callable[[Book, int], Changes]] = {
        "agree": approaches.agree,
        "decline": approaches.decline,
        "rest": approaches.let_rest,
        "replied": approaches.replied,
        "done": approaches.done,
        "again": approaches.sent_again,
    }
    does = simple.get(key)
    return (lambda book: does(book, approach_id)) if does else None


def written_with(key: str, item: Item) -> tuple[str, tuple[Slot, ...]]:
    """Return the key of the template and the times that a letter begins with.

    Args:
        key: what was asked: the item's own act, or a line of its menu.
        item: of which line.

    """
    if key == "answer":
        return item.reply or THANKS, item.reply_slots  # what they proposed stays theirs
    if key.startswith(_USE):
        at = int(key.removeprefix(_USE) or 0)
        return item.template, item.slots[at : at + 1]
    return item.template, ()
