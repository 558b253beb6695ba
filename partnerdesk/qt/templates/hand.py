"""The template in hand: what is typed into it, on its way into the book, and what a letter of it would be."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from partnerdesk.core.templates import rewritten
from partnerdesk.desk import own_templates
from partnerdesk.desk.own_templates import Text
from partnerdesk.desk.trying import Trial, Tried, tried
from partnerdesk.errors import NotFound, PartnerDeskError
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.worker import Task

KEEP_AFTER = 1500
"""Milliseconds from the first unkept key to keeping it."""
TRY_AFTER = 30
"""Milliseconds of quiet before the letter is made anew: the eye takes it for at once."""


class Hand(QObject):
    """The template in hand, in one language.

    Signals:
        opened(object): another ``Text`` is in hand, or it was changed elsewhere; None: there is none.
        tried(object): what comes of it: a ``Tried``.
        refused(object): what was typed is not in the book, and why.
    """

    opened = Signal(object)
    tried = Signal(object)
    refused = Signal(object)

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self.text: Text | None = None
        self.trial = Trial()
        self._unkept: dict[int, tuple[str, str]] = {}  # subject and body not in the book yet, by their key
        self._trying: Task[Tried] | None = None
        self._keep_lag = QTimer(self, singleShot=True, interval=KEEP_AFTER)
        self._keep_lag.timeout.connect(self.keep)
        self._try_lag = QTimer(self, singleShot=True, interval=TRY_AFTER)
        self._try_lag.timeout.connect(self.try_now)

    def open(self, key: str, language: str) -> None:
        """Take a template in one language in hand; what was typed before is kept in the book first."""
        self.keep()

        def ready(text: Text) -> None:
            if self._keep_lag.isActive():  # typed into the one before, while this one was on its way
                self.keep()
            unkept = self._typed_into(text)
            self.text = text if unkept is None else replace(text, template=rewritten(text.template, *unkept))
            self.opened.emit(self.text)
            self.try_now()

        self._runner.ask(
            lambda book: own_templates.text(book, key, language), ready, context=self, failed=self._lost
        )

    def follow(self) -> None:
        """Look at the book again: an undo may have changed what is in hand."""
        if self.text is None or self._typed_into(self.text) is not None:
            return
        was = self.text

        def ready(text: Text) -> None:
            if self.text is was and self._typed_into(was) is None and text != was:
                self.text = text
                self.opened.emit(text)
                self.try_now()

        key, language = was.template.key, was.template.language
        self._runner.ask(
            lambda book: own_templates.text(book, key, language), ready, context=self, failed=self._lost
        )

    def type(self, subject: str, body: str) -> None:
        """Take over what was typed."""
        text = self.text
        if text is None or text.template_id is None:
            return
        self._unkept[text.template_id] = (subject, body)
        if not self._keep_lag.isActive():
            self._keep_lag.start()
        self._try_lag.start()

    def ask(self, trial: Trial) -> None:
        """Try it on another contact, at another time."""
        self.trial = trial
        self._try_lag.start()

    def keep(self) -> None:
        """Put what was typed into the book now, each text into the template that it was typed into."""
        self._keep_lag.stop()
        text, unkept = self.text, self._unkept
        self._unkept = {}
        if text is not None and text.template_id in unkept:
            self.text = replace(text, template=rewritten(text.template, *unkept[text.template_id]))
        for template_id, typed in unkept.items():
            self._write(template_id, typed)

    def _write(self, template_id: int, typed: tuple[str, str]) -> None:
        def failed(error: PartnerDeskError) -> None:
            if not isinstance(error, NotFound):
                self._unkept.setdefault(
                    template_id, typed
                )  # still only here: tried again at the next keeping
            self.refused.emit(error)

        self._runner.do(
            lambda book: own_templates.edit(book, template_id, subject=typed[0], body=typed[1]),
            context=self,
            failed=failed,
            quiet=True,
        )

    def _typed_into(self, text: Text) -> tuple[str, str] | None:
        """Return what was typed into a text and is not in the book yet."""
        return self._unkept.get(text.template_id) if text.template_id is not None else None

    def try_now(self) -> None:
        """Make the letter anew; the newest question wins."""
        self._try_lag.stop()
        if self.text is None:
            return
        if self._trying is not None:
            self._trying.drop()
        template, trial = self.text.template, self.trial
        if (typed := self._typed_into(self.text)) is not None:
            template = rewritten(template, *typed)
        self._trying = self._runner.ask(
            lambda book: tried(book, template, trial), self.tried.emit, context=self, failed=self._untried
        )

    def _untried(self, error: PartnerDeskError) -> None:
        if self.trial.contact_id is not None:  # the contact went away meanwhile
            self.trial = replace(self.trial, contact_id=None)
            self.try_now()
        else:
            self.refused.emit(error)

    def _lost(self, error: PartnerDeskError) -> None:
        if not isinstance(error, NotFound):
            self.refused.emit(error)
            return
        self.text = None
        self.opened.emit(None)
