"""Which starts a plan offers, and in which order. All times are whole seconds since 1970."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter

from partnerdesk.core.fairness import at_edge
from partnerdesk.core.hours import Span, begun
from partnerdesk.core.instants import DAY, datetime_at, offsets
from partnerdesk.core.plans import PlanParty
from partnerdesk.core.reasons import EDGE, far_from_school
from partnerdesk.core.spans import available, in_school, shared
from partnerdesk.core.turnofyear import may_be_closed

HOUR = 3600

# A score is 100 less these. Each is larger than all that follow it together, so that scores sort as the ranks
# do: all in school, then least far outside home's hours; confirmed; on a day that is likely to be one of
# school; not in a quarter of an hour at the edge.
STRETCHED = 2.0  # for each hour begun outside home's hours
ASSUMED = 1.4  # if all hours are assumed; else its share
DOUBTFUL = 1.0  # around New Year, of somebody whose breaks are not known
AT_EDGE = 0.5

Piece = tuple[int, int, Sequence[int]]
"""A date of home (days since 1970), its midnight, and starts of it. Pieces come in order and are made when
they are asked for: most plans have enough before they have gone through half of their days."""


class Search:
    """The starts that suit all parties.

    Args:
        parties: all of them.
        home: by whose clock and dates starts are told.
        since: the earliest start.
        until: the first second that is too late for a start.
        length: of the meeting.
        step: of home's clock, counted from its midnight.
        burdens: how often each party has had the awkward hour before; empty: nobody has.

    """

    def __init__(
        self,
        parties: Sequence[PlanParty],
        home: PlanParty,
        since: int,
        until: int,
        length: int,
        step: int,
        burdens: Sequence[int] = (),
    ) -> None:
        self._burdens = burdens if any(burdens) else ()
        self._home, self._since, self._until = home, since, until
        self._length, self._step = length, step
        # A day more on either side, so that no span is cut at midnight and seems to begin or end there.
        self._wide = since - DAY, max(since, until) + DAY
        self._offsets = offsets(home.zone, *self._wide)
        self.school = [in_school(party, *self._wide) for party in parties]
        self._doubtful = _doubtful_days(parties, since, until)
        ours = next(index for index, party in enumerate(parties) if party is home)
        self._ours = self.school[ours]
        self._theirs = shared([*self.school[:ours], *self.school[ours + 1 :]])
        self._in_school = shared([self._theirs, self._ours])
        self._base = 100 - ASSUMED * sum(not party.week.confirmed for party in parties) / len(parties)

    def ranked(self) -> Iterator[tuple[int, float, bool]]:
        """Yield each start with its score, and whether home is in school then; the best first."""
        offered = [0] * 26  # how often each hour from home's midnight on was offered; a day may have 25
        for doubtful in (False, True) if self._doubtful else (False,):
            for edge, pieces in ((False, self._calm()), (True, self._at_edges())):
                score = round(self._base - DOUBTFUL * doubtful - AT_EDGE * edge, 2)
                likely = pieces if not self._doubtful else self._on(pieces, doubtful=doubtful)
                for start in self._spread(likely, offered):
                    yield start, score, True
        for (hours, doubtful, edge), stretched in sorted(self._stretched().items()):
            score = round(self._base - STRETCHED * hours - DOUBTFUL * doubtful - AT_EDGE * edge, 2)
            for start in self._spread(stretched, offered):
                yield start, score, False

    def _on(self, pieces: Iterable[Piece], *, doubtful: bool) -> Iterator[Piece]:
        """Leave those of the days that are doubtful, or of the others."""
        return (each for each in pieces if (each[0] in self._doubtful) is doubtful)

    def _calm(self) -> Iterator[Piece]:
        """Starts in everybody's school hours, away from the first and last quarter of an hour."""
        margin = self._length + EDGE
        for opens, closes in self._in_school:
            yield from self._starts(opens + EDGE, closes - margin)

    def _at_edges(self) -> Iterator[Piece]:
        """Starts in everybody's school hours, in or up to the first or last quarter of an hour."""
        for opens, closes in self._in_school:
            last = closes - self._length
            if last - opens < 2 * EDGE:
                yield from self._starts(opens, last, opens)
            else:
                yield from self._starts(opens, opens + EDGE - 1, opens)
                yield from self._starts(last - EDGE + 1, last)

    def _stretched(self) -> dict[tuple[int, bool, bool], list[Piece]]:
        """Starts outside home's school hours: by how many hours, whether doubtful, and whether at an edge."""
        found: dict[tuple[int, bool, bool], list[Piece]] = {}
        if not (self._home.home and self._home.stretch):
            return found
        for opens, closes in shared([available(self._home, *self._wide, self._ours), self._theirs]):
            for day, midnight, starts in self._starts(opens, closes - self._length, opens):
                for start in starts:
                    end = start + self._length
                    if _around(self._in_school, start, end):
                        continue  # offered already
                    far = far_from_school(self._ours, self._home.zone, start, end)
                    begins, ends = _around(self._theirs, start, end) or (start, end)
                    edge = start - begins < EDGE or ends - end < EDGE
                    rank = -(-far.reach // HOUR), day in self._doubtful, edge
                    found.setdefault(rank, []).append((day, midnight, (start,)))
        return found

    def _starts(self, first: int, last: int, begin: int | None = None) -> Iterator[Piece]:
        """Yield the starts from ``first`` to ``last`` that lie at a step of home's clock, by home's date.

        Args:
            first: the earliest one.
            last: the latest one; there are none where it is before the first.
            begin: where a span of common time begins: a start even between two steps, if it is ``first``.

        """
        first = self._since if first < self._since else first
        last = self._until - 1 if last >= self._until else last
        if first > last:
            return
        step = self._step
        for begins, ends, offset in self._offsets:
            if first >= ends:
                continue
            low, high = max(first, begins), min(last, ends - 1)
            for day in range((low + offset) // DAY, (high + offset) // DAY + 1):
                midnight = day * DAY - offset
                least = low if low > midnight else midnight
                aligned = midnight - (midnight - least) // step * step
                if least == begin != aligned:
                    yield day, midnight, (begin,)
                if aligned <= high:
                    yield day, midnight, range(aligned, min(high, midnight + DAY - 1) + 1, step)
            if last < ends:
                break

    def _spread(self, pieces: Iterable[Piece], offered: list[int]) -> Iterator[int]:
        """Go round the days and take one start of each, at another time of the day than those before.

        Of a day that had its turn, a start is preferred that does not overlap those taken; then the hour that
        was offered least, a round time, and the middle of what is possible, away from all edges; then the one
        that does not ask again of those who have had the awkward hour before.
        """
        left: dict[int, list[int]] = {}
        taken: dict[int, list[int]] = {}
        midnights: dict[int, int] = {}
        for day, group in groupby(pieces, itemgetter(0)):
            for _, midnight, starts in group:
                left.setdefault(day, []).extend(starts)
                midnights.setdefault(day, midnight)
            yield self._take(left[day], taken.setdefault(day, []), midnights[day], offered)
        while any(left.values()):
            for day, those in left.items():
                if those:
                    yield self._take(those, taken[day], midnights[day], offered)

    def _take(self, starts: list[int], taken: list[int], midnight: int, offered: list[int]) -> int:
        """Move the best of the starts of a day from those that are left to those that are taken."""
        best = self._best(starts, taken, midnight, offered)
        offered[(best - midnight) // HOUR] += 1
        taken.append(best)
        starts.remove(best)
        return best

    def _best(self, starts: list[int], taken: list[int], midnight: int, offered: list[int]) -> int:
        if len(starts) == 1:
            return starts[0]
        middle = (starts[0] + starts[-1]) // 2
        if taken:
            length = self._length
            apart = [start for start in starts if all(abs(start - other) >= length for other in taken)]
            starts = apart or starts
        counts = [offered[(start - midnight) // HOUR] for start in starts]
        least = min(counts)
        if least != max(counts):
            starts = [start for start, count in zip(starts, counts, strict=True) if count == least]
        for each in _ROUND:
            round_ones = [start for start in starts if not (start - midnight) % each]
            if round_ones:
                starts = round_ones
                break
        best = min(starts, key=lambda start: abs(start - middle)) if len(starts) > 1 else starts[0]
        if self._burdens:
            nearest = abs(best - middle)
            best = min((start for start in starts if abs(start - middle) == nearest), key=self._asked_again)
        return best

    def _asked_again(self, start: int) -> int:
        """Count how often those for whom a start is awkward have had that before."""
        return sum(
            had
            for had, school in zip(self._burdens, self.school, strict=True)
            if had and at_edge(school, start, start + self._length)
        )


def _doubtful_days(parties: Sequence[PlanParty], since: int, until: int) -> frozenset[int]:
    """Return the days around New Year on which somebody may have no school, as days since 1970."""
    first, last = (datetime_at(each).date() for each in (since, until))
    found = set()
    for year in range(first.year - 1, last.year + 1):
        day, end = date(year, 12, 20), date(year + 1, 1, 6)
        if end < first or last < day:
            continue
        if any(may_be_closed(party.week, day) for party in parties):
            found |= {(day - _EPOCH).days + number for number in range((end - day).days + 1)}
    return frozenset(found)


_EPOCH = date(1970, 1, 1)
_ROUND = (HOUR, HOUR // 2, HOUR // 4)


def _around(spans: list[Span], start: int, end: int) -> Span | None:
    """Return the span that a time lies in as a whole; None where there is none."""
    index = begun(spans, start)
    return spans[index] if index >= 0 and spans[index][1] >= end else None
