"""The letters in hand, and what is asked of them: to whom, from which template, about what, and when."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject

from partnerdesk.core.drafting import Party, Template
from partnerdesk.core.proposing import Before, dates_of, first_time, moved_words, still_open
from partnerdesk.core.times import Slot
from partnerdesk.desk import checking, drafts, project_slots, projects, templates
from partnerdesk.desk.book import Book, Changes
from partnerdesk.desk.drafts import Prepared
from partnerdesk.desk.kept import record_of
from partnerdesk.desk.parties import project_facts
from partnerdesk.desk.promises import given_up, promised_words, without
from partnerdesk.desk.templates import Listed
from partnerdesk.errors import PartnerDeskError
from partnerdesk.qt.drafts.composing import Asked, Edit, text_of, with_project
from partnerdesk.qt.drafts.in_hand import InHand
from partnerdesk.qt.runner import Runner

if TYPE_CHECKING:
    from partnerdesk.desk.projects import Project

_T = TypeVar("_T")
_Found = tuple[Party, tuple[Slot, ...], str]


class Letters(InHand):
    """The letters in hand, from their beginning on, following what is asked and what the book says."""

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(runner, parent)
        self._proposed: Before = (), 0

    def begin(
        self,
        contact_ids: tuple[int, ...],
        template: str | Template,
        project: int,
        slots: tuple[Slot, ...] = (),
    ) -> None:
        """Begin new letters with these times, or one that suits the first contact; older edits are kept."""
        self._clear()
        self._proposed = (), 0
        self.asked = Asked(contact_ids, template, "", project, slots, bilingual=self.asked.bilingual)
        self.timed = bool(slots)
        self._propose()

    def open(self, draft_id: int) -> None:
        """Open a letter of the book."""
        self._clear()

        def look(book: Book) -> tuple[Prepared, int, Listed | None, str, bool]:
            letter, project = with_project(book, draft_id)
            there = {each.key: each for each in templates.shelf(book).listed()}
            gone_out = bool(record_of(book, draft_id).exported_as)
            return letter, project, there.get(letter.template), promised_words(book, draft_id), gone_out

        def ready(found: tuple[Prepared, int, Listed | None, str, bool]) -> None:
            letter, project, template, self.moved, self.gone_out = found
            self._opened = letter
            self.timed = True
            self.keeper.hand.keys[letter.contact_id] = draft_id
            self.keeper.edits[letter.contact_id] = Edit(*text_of(letter), basis=None)
            self.asked = Asked(
                (letter.contact_id,),
                template.key if template and letter.draft.language in template.usable else None,
                letter.draft.language,
                project,
                letter.draft.slots,
                bilingual=bool(letter.draft.also),
            )

        self._learn(look, ready)

    def correct(self, draft_id: int) -> None:
        """Begin a letter that corrects the times of one in the book.

        At first they are as now; in the place of one outside the partner's hours stands one that suits both.
        """
        self._clear()

        def look(book: Book) -> tuple[Prepared, int, tuple[Slot, ...], str]:
            letter, project = with_project(book, draft_id)
            dates = dates_of(checking.facts_of(book, letter.project_id))
            return (
                letter,
                project,
                still_open(letter.draft.slots, letter.home, letter.party, book.now(), dates),
                promised_words(book, draft_id),
            )

        def ready(found: tuple[Prepared, int, tuple[Slot, ...], str]) -> None:
            letter, project, slots, self.moved = found
            self.timed = True
            to, both = (letter.contact_id,), bool(letter.draft.also)
            self.asked = Asked(
                to, "correction", letter.draft.language, project, slots, (draft_id,), bilingual=both
            )

        self._learn(look, ready)

    def ask(self, **changes: Any) -> None:
        """Ask for something else (the fields of ``Asked``); the letters follow in a moment."""
        self.asked = replace(self.asked, **changes)
        self._lag.start()

    def own_times(self, contact_id: int, slots: tuple[Slot, ...] | None) -> None:
        """Propose other times to one contact than to the others; None: the same again."""
        own = {key: each for key, each in self.asked.own_slots.items() if key != contact_id}
        self.ask(own_slots=own if slots is None else {**own, contact_id: slots})

    def add(self, contact_id: int) -> None:
        """Write to one more contact; the first one decides on the time proposed, if none was said."""
        if contact_id in self.asked.contact_ids:
            return
        self.asked = replace(self.asked, contact_ids=(*self.asked.contact_ids, contact_id))
        if len(self.asked.contact_ids) > 1 or self.timed:
            self._prepare()
        else:
            self._propose()

    def remove(self, contact_id: int) -> None:
        """Write to one contact less; what was edited stays in the book."""
        self.leave_out([contact_id])

    def leave_out(self, contact_ids: Collection[int]) -> None:
        """Write to these contacts no longer; what was edited stays in the book."""
        self.keeper.keep()
        left = tuple(each for each in self.asked.contact_ids if each not in contact_ids)
        self.asked = replace(self.asked, contact_ids=left)
        self._prepare()

    def follow(self, changes: Changes) -> None:
        """Follow a change in the book: of facts that letters are made of, or of the letters themselves."""
        self.keeper.follow(changes)
        every = not changes.touched
        if changes.touches("draft"):
            self._look_at_overrides()
        ours = changes.contacts & set(self.asked.contact_ids)
        facts = bool(ours) and changes.touches("contact", "email", "organisation")
        if self.home is None:
            return
        if not self.timed and (facts or changes.touches("home")):
            self._propose()  # hours may have been said that leave a better time
        elif every or facts or changes.touches("home", "project", "template"):
            self._lag.start()

    def _look_at_overrides(self) -> None:
        """Compose anew where a reason to send a letter in spite of a stop was kept, or undone."""
        keys = dict(self.keeper.hand.keys)
        known = {each: letter.overrides for each, letter in self._composed.items() if each in keys}

        def look(found: dict[int, tuple[tuple[str, str], ...]]) -> None:
            if any(found.get(keys[each], ()) != before for each, before in known.items()):
                self._lag.start()

        if known:
            self._runner.ask(lambda book: drafts.overrides_of(book, list(keys.values())), look, context=self)

    def about(self, project: int) -> None:
        """Write about this project, 0: none; unless the user has said a time, one for it is proposed."""
        self._turn_to(replace(self.asked, project=project))

    def write_with(self, template: str | Template) -> None:
        """Write with this template, in the best language for each; with a time if it needs one."""
        self._turn_to(replace(self.asked, template=template, language=""))

    def _turn_to(self, asked: Asked) -> None:
        self.asked = asked
        if self.timed and asked.slots:
            self._lag.start()
        else:
            self._propose()

    def _propose(self) -> None:
        """Propose the times kept with the project, else one for the first contact; then compose."""
        contact_ids, key, template = self.asked.contact_ids, self.asked.project, self.asked.template
        before = self._proposed

        def look(book: Book) -> _Found:
            project = next((each for each in projects.listed(book) if each.id == key), None)
            home, party, slots = proposal(book, project)
            title = project.title if project is not None else ""
            return home, slots, moved_words(before, (slots, key), home, party, title)

        def proposal(book: Book, project: Project | None) -> tuple[Party, Party | None, tuple[Slot, ...]]:
            home, people = drafts.parties(book, contact_ids[:1])
            party = next(iter(people.values()), None)
            if template is not None and not templates.shelf(book).proposes_times(template):
                return home, party, ()
            off = given_up(book, template, contact_ids[0]) if contact_ids else ()
            if project is not None and (kept := project_slots.to_propose(book, project.id, off)):
                return home, party, kept
            facts = project_facts(project) if project is not None else None
            minutes = facts.minutes if facts is not None else 45
            free = without(party, off) if party is not None else None
            slot = first_time(home, free, book.now(), minutes, dates_of(facts))
            return home, party, (slot,) if slot else ()

        def ready(found: _Found) -> None:
            self.home, slots, why = found
            if not self.timed:
                self.asked = replace(self.asked, slots=slots)
                self.moved = why or (self.moved if slots == before[0] else "")
                self._proposed = slots, key

        self._learn(look, ready)

    def _learn(self, look: Callable[[Book], _T], ready: Callable[[_T], None]) -> None:
        """Learn from the book what has to be known first, then compose; the newest question wins."""

        def done(found: _T) -> None:
            self._learning = False
            ready(found)
            self._prepare()

        def failed(error: PartnerDeskError) -> None:
            self._learning = False
            self._refuse(error)

        if self._first is not None:
            self._first.drop()
        self._learning = True
        self._first = self._runner.ask(look, done, context=self, failed=failed)
