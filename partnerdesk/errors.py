"""The error family: each error carries a sentence for the user and an exit code.

A message names what is concerned (the file, the contact, the field), says what is wrong, and what to do next.
"""


class PartnerDeskError(Exception):
    """Base of every error that a user may see.

    Args:
        message: what is wrong, as a plain sentence, without a traceback's vocabulary.
        hint: what to do next, as a plain sentence; may be empty.
    """

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class Refused(PartnerDeskError):
    """What was asked for cannot be done as it stands; nothing was changed."""


class BadInput(Refused):
    """A value given by the user is not usable.

    Args:
        field: the name of the field the value was meant for, so that a page can put the message beside it.
    """

    def __init__(self, message: str, hint: str = "", field: str = "") -> None:
        super().__init__(message, hint)
        self.field = field


class NameTaken(BadInput):
    """Another record of the kind has the name already: the two may be one."""


class NotFound(Refused):
    """Something named does not exist (any more)."""


class BookError(PartnerDeskError):
    """The book's file cannot be used as it is."""


class NotABook(BookError):
    """The file is not a PartnerDesk book."""


class DamagedBook(BookError):
    """The book's file is damaged."""


class NewerBook(BookError):
    """The book was written by a newer version of the program."""


class LockedBook(BookError):
    """Another program holds the book; trying again may help."""


class ReadOnlyBook(BookError):
    """The book or its folder cannot be written."""


class DiskFull(BookError):
    """There is no room left on the disk; nothing was saved."""


class NotWritten(PartnerDeskError):
    """Files that are not the book, letters or a list, could not be written; none of them was."""


class TemplateError(PartnerDeskError):
    """A template cannot be used.

    Args:
        template: the template's name, as the user knows it.
        line: the line of the template, counted from 1; 0 where no line is to blame.
    """

    def __init__(self, message: str, hint: str = "", template: str = "", line: int = 0) -> None:
        where = f"{template}, line {line}: " if template and line else f"{template}: " if template else ""
        super().__init__(where + message, hint)
        self.template = template
        self.line = line


class NoScreen(PartnerDeskError):
    """The window cannot be shown on this machine."""
