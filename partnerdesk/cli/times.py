"""``times``: when we can meet."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import timedelta

from partnerdesk.cli.common import Command, book_argument, day, document, opened, people


def _times_arguments(command: ArgumentParser) -> None:
    book_argument(command)
    command.add_argument(
        "--with", required=True, action="extend", nargs="+", metavar="ID|FOLDER", dest="people"
    )
    command.add_argument(
        "--from", default="", metavar="DATE", dest="first", help="as in 2027-03-08; else in a week"
    )
    command.add_argument("--until", default="", metavar="DATE", help="the last day; else eight weeks")
    command.add_argument("--minutes", type=int, default=45, metavar="N", help="45")
    command.add_argument("--most", type=int, default=20, metavar="N", help="how many times, at the most: 20")
    command.add_argument(
        "--project", default="", metavar="NAME", help="say who had the awkward hour at its earlier times"
    )
    command.add_argument("--json", action="store_true")


def _times(options: Namespace) -> int:
    from partnerdesk.desk import projects, times

    first, until = day(options.first, "from"), day(options.until, "until")
    with opened(options) as book:
        who = people(book, options.people, "with")
        project = projects.named(book, options.project).id if options.project else None
        soonest = None if first or until else book.now() + timedelta(days=times.NOTICE)
        found = times.plan(
            book,
            who,
            first,
            until,
            options.minutes,
            most=options.most,
            project_id=project,
            not_before=soonest,
        )
    if options.json:
        document(times.as_document(found))
    else:
        for line in times.lines(found):
            print(line)
    return 0


COMMANDS = {"times": Command(_times_arguments, _times)}
