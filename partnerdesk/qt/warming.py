"""What is loaded on the worker in the first quiet moment, so that nobody waits for it later."""

from __future__ import annotations

from partnerdesk.desk.book import Book


def load(book: Book) -> None:
    """Read the templates and the names of languages; SQLAlchemy, Jinja2 and Babel take long to load."""
    from partnerdesk.core.wording import languages
    from partnerdesk.desk.templates import built_in

    book.prepare()
    built_in()
    languages()


def loaded() -> None:
    """Keep what is loaded now for good."""
    import gc

    import partnerdesk.qt.drafts  # noqa: F401 - so that to make the page is all that is left to do

    # What is loaded now stays for good: Python's search for garbage, during which all stands still, may
    # leave it out from now on.
    gc.freeze()
