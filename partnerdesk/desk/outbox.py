"""Letters to files: written beside their place, flushed, then given their names; all of a batch or none."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from partnerdesk.errors import BadInput, DiskFull, NotWritten
from partnerdesk.storage.file import MAGIC, refuse_book
from partnerdesk.storage.troubles import told_as_file

if TYPE_CHECKING:
    from partnerdesk.core.drafting import Draft

_Thing = TypeVar("_Thing")

FORMATS = ("eml", "mbox", "txt", "mailto")
CALENDARS = ("no", "beside", "attached")
_HOLD_CALENDARS = ("eml", "mbox")
_ENDINGS = {"mailto": "url"}
_FLUSHES_ALL = hasattr(os, "sync")  # Windows flushes file by file


def write(
    drafts: Sequence[Draft],
    folder: Path,
    kind: str,
    now: datetime,
    progress: Callable[[int, int], None] | None = None,
    *,
    calendars: Sequence[bytes] = (),
    ics: str = "no",
    day: date | None = None,
    file: Path | None = None,
) -> tuple[list[Path], list[Path]]:
    """Write drafts into ``folder``, which is made if it is missing; no other file there is written over.

    Args:
        drafts: the letters.
        folder: where to.
        kind: one of ``FORMATS``.
        now: the present instant, for the dates of an mbox.
        progress: called with the number done and the number in all; may raise to stop.
        calendars: for each draft its times as a calendar; empty bytes for one without any.
        ics: one of ``CALENDARS``: whether and where these go.
        day: today's date by home's calendar, for file names; that of ``now`` where nothing is said.
        file: in the folder, for one letter or an mbox: what it is to be called, over what has the name.

    Returns:
        For each draft its file, one and the same for all with ``mbox``; and the calendars beside them.

    Raises:
        BadInput: no such format, or it holds no calendar; or ``file`` must not be written over.
        DiskFull, NotWritten: nothing of the batch is left behind.

    """
    _refuse_unknown(kind, ics)
    if file and kind != "mbox" and len(drafts) != 1:
        raise BadInput("One file holds one letter.", "Choose a folder for several, or an mbox.", "file")
    file = replaceable(file) if file else None
    pages = list(calendars) if ics != "no" and calendars else [b""] * len(drafts)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        names = _Names(folder, day or now.date())
        inside = pages if ics == "attached" else [b""] * len(drafts)
        if kind == "mbox":
            from partnerdesk.formats import mail

            path = file or names.new("letters", "mbox")
            files = [path] * len(drafts)
            box = mail.mbox(_counted(drafts, len(drafts), progress), now, inside)
            contents: Iterator[tuple[Path, bytes]] = iter([(path, box)])
        else:
            beside = pages if ics == "beside" else [b""] * len(drafts)
            files = [file] if file else names.pairs(drafts, _ENDINGS.get(kind, kind), beside)
            made = (_content(draft, kind, page) for draft, page in zip(drafts, inside, strict=True))
            contents = _counted(zip(files, made, strict=True), len(files), progress)
        extra = [
            (names.new(draft.to.name, "ics") if kind == "mbox" or file else path.with_suffix(".ics"), page)
            for draft, page, path in zip(drafts, pages if ics == "beside" else [], files, strict=False)
            if page
        ]
        put(chain(contents, extra), over=file)
    except OSError as error:
        raise explained(error, folder) from error
    return files, [path for path, _ in extra]


class _Names:
    """Names for new files of a folder, none of which is there already."""

    def __init__(self, folder: Path, day: date) -> None:
        self._folder, self._day = folder, day
        self._used = {each.name.casefold() for each in folder.iterdir()}

    def pairs(self, drafts: Sequence[Draft], ending: str, pages: Sequence[bytes]) -> list[Path]:
        """Return a free name for each letter, one that is free with .ics too where it has a calendar."""
        found = []
        for draft, page in zip(drafts, pages, strict=True):
            path = self.new(draft.to.name, ending)
            while page and path.with_suffix(".ics").name.casefold() in self._used:
                path = self.new(draft.to.name, ending)
            if page:
                self._used.add(path.with_suffix(".ics").name.casefold())
            found.append(path)
        return found

    def new(self, person: str, ending: str) -> Path:
        """Return a free name for a person's file."""
        from partnerdesk.formats.filenames import file_name

        name = file_name(person, self._day, ending, self._used)
        self._used.add(name.casefold())
        return self._folder / name


def _refuse_unknown(kind: str, ics: str) -> None:
    if kind not in FORMATS:
        raise BadInput(f"There is no format “{kind}”.", f"Take one of {', '.join(FORMATS)}.", "format")
    if ics not in CALENDARS:
        raise BadInput(f"A calendar cannot go “{ics}”.", f"Take one of {', '.join(CALENDARS)}.", "ics")
    if ics == "attached" and kind not in _HOLD_CALENDARS:
        raise BadInput(f"A calendar cannot be attached to .{kind}.", "Put it beside the letter.", "ics")


def _counted(
    things: Iterable[_Thing], total: int, progress: Callable[[int, int], None] | None
) -> Iterator[_Thing]:
    """Pass things on, telling how many were done."""
    for done, each in enumerate(things, 1):
        yield each
        if progress:
            progress(done, total)


def _content(draft: Draft, kind: str, page: bytes) -> bytes:
    from partnerdesk.formats import mail

    if kind == "eml":
        return mail.write(draft, calendar=page)
    if kind == "mailto":
        return f"[InternetShortcut]\r\nURL={mail.mailto(draft).url}\r\n".encode()
    return mail.text(draft).encode()


def put(files: Iterable[tuple[Path, bytes]], *, over: Path | None = None) -> None:
    """Write new files, all or none: beside their places, flushed, then given their names; mode 0600.

    One flush serves the whole batch where the system can flush everything at once.

    Args:
        files: paths and contents.
        over: the one of them that takes the place of what has its name.

    Raises:
        FileExistsError: another name is taken; what has it stays as it is, and nothing was written.
        OSError: nothing was written.

    """
    beside: list[tuple[Path, Path]] = []
    named: list[Path] = []
    try:
        for path, content in files:
            beside.append((_beside(path, content), path))
        if _FLUSHES_ALL:
            os.sync()
        for made, path in beside:
            if path != over:
                _give_name(made, path)
                named.append(path)
        for made, path in beside:
            if path == over:  # the last one: nothing can fail after it, and what it replaces is gone
                made.replace(path)
    except BaseException:
        take_back(named)
        take_back(made for made, _ in beside)
        raise


def put_anew(path: Path, content: bytes) -> None:
    """Write one file as ``put`` does, in the place of the one that has the name.

    A link stays one: what it leads to is written.

    Raises:
        OSError: nothing was written; what stood there before still does.
        BadInput, NotWritten: likewise; what stands there is not to be written over.

    """
    place = replaceable(path)
    made = _beside(place, content)
    try:
        if _FLUSHES_ALL:
            os.sync()
        made.replace(place)
    except BaseException:
        made.unlink(missing_ok=True)
        raise


@contextmanager
def kept_aside(file: Path | None) -> Iterator[None]:
    """Keep what has a file's name while another takes its place; where the work fails, it is put back.

    What cannot be read is kept too, as it is only given a second name; where the file system knows no such
    names, it is copied.

    Raises:
        DiskFull, NotWritten: it cannot be kept; nothing was done yet.

    """
    if file is None or not file.is_file():
        yield
        return
    try:
        aside = _aside(file)
    except OSError as error:
        raise explained(error, file.parent) from error
    try:
        yield
    except BaseException:
        aside.replace(file)
        raise
    finally:
        aside.unlink(missing_ok=True)  # a second name of one file is not used up by replacing the first


def _aside(file: Path) -> Path:
    """Give a file a second name beside its own, else make a copy of it."""
    import shutil
    import tempfile

    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".partnerdesk-")
    os.close(handle)
    aside = Path(name)
    try:
        aside.unlink()
        os.link(file, aside)
    except OSError:
        try:
            shutil.copy2(file, aside)
        except OSError:
            aside.unlink(missing_ok=True)
            raise
    return aside


def replaceable(path: Path) -> Path:
    """Return where a file is to be written; of a link, where it leads to.

    What a slip of the hand would destroy is refused: a book above all, given twice on a command line. To give
    a finished file another one's name asks nothing of that, neither what it is nor whether it may be written.

    Raises:
        BadInput: it is a book that is open.
        NotWritten: it is another book, protected, no ordinary file, or its name is one that the system
            cannot look at: too long, in a folder that may not be searched, a circle of links.

    """
    try:
        return _replaceable(path)
    except RuntimeError as error:  # what pathlib makes of a circle of links, up to Python 3.12
        raise NotWritten(
            f"{path} leads in a circle; nothing was written.", "Give the file another name."
        ) from error
    except OSError as error:
        raise explained(error, path.parent) from error


def _replaceable(path: Path) -> Path:
    refuse_book(path)
    if not path.exists() or path.is_dir():  # the system refuses a folder by itself
        return path.resolve()
    why = ""
    if not path.is_file():
        why = "is no ordinary file"
    elif not path.stat().st_mode & 0o222 or not os.access(path, os.W_OK):
        why = "is protected from being written"
    else:
        with suppress(OSError), path.open("rb") as opened:  # what cannot be read can be replaced all the same
            if opened.read(len(MAGIC)) == MAGIC:
                why = "is a book, or another program’s database"
    if why:
        raise NotWritten(f"{path} {why}; nothing was written.", "Give the file another name.")
    return path.resolve()


def _beside(path: Path, content: bytes) -> Path:
    """Write a file without a name of its own into the folder of ``path``."""
    import tempfile

    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".partnerdesk-")
    made = Path(name)
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(content)
            if not _FLUSHES_ALL:
                opened.flush()
                os.fsync(opened.fileno())
    except BaseException:
        made.unlink(missing_ok=True)
        raise
    return made


def _give_name(made: Path, path: Path) -> None:
    """Name a finished file without ever replacing another."""
    try:
        os.link(made, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links (a FAT stick): reserve the name, then replace that
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        try:
            made.replace(path)
        except BaseException:
            path.unlink()
            raise
    else:
        made.unlink()


def take_back(files: Iterable[Path]) -> None:
    """Remove files that were written for nothing."""
    for path in set(files):
        path.unlink(missing_ok=True)


def explained(error: OSError, folder: Path) -> DiskFull | NotWritten:
    """Return the error of the family for an operating system's error on ``folder``."""
    if isinstance(told_as_file(folder, error), DiskFull):
        return DiskFull(
            f"There is no room left in {folder}; nothing was written.", "Free some space, then try again."
        )
    reason = error.strerror or "it cannot be written"
    return NotWritten(f"{folder}: {reason}; nothing was written.", "Choose another folder.")
