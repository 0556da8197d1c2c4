"""Pure: a server's week: what was buried, what came back, which promises fell due, who helped, and when it is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.statistics import PaperChange
from bot.status import Family, Status

WEEK = timedelta(days=7)
DUE_WEEKDAY = 0  # Monday
DUE_HOUR = 9  # UTC: morning in Europe, the day before it in America


@dataclass(frozen=True, slots=True)
class Contributor:
    """Somebody whose contributions were accepted, and how many; `user_id` is None where they want no name there."""

    user_id: int | None
    n_accepted: int


@dataclass(frozen=True, slots=True)
class Digest:
    """Each paper once, by what became of it at last, in the order in which that happened; and who contributed."""

    buried: tuple[PaperChange, ...]
    returned: tuple[PaperChange, ...]
    due: tuple[PaperChange, ...]
    contributors: tuple[Contributor, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.buried or self.returned or self.due or self.contributors)


def compose(changes: Iterable[PaperChange], contributors: Iterable[Contributor] = ()) -> Digest:
    """The digest of a week's changes, oldest first. A paper's first verdict is none, unless it is a grave."""
    last: dict[str, PaperChange] = {}
    for change in changes:
        # What it was before the week counts, not the steps between.
        first = last.pop(change.arxiv_id, change)
        last[change.arxiv_id] = PaperChange(change.arxiv_id, change.title, first.before, change.now, change.at)
    moved = [change for change in last.values() if change.before is not change.now]
    returned = [change for change in moved if _has_returned(change)]
    due = [change for change in moved if _fell_due(change)]
    buried = [change for change in moved if change.now.look.family is Family.GRAVE and change not in due]
    return Digest(tuple(buried), tuple(returned), tuple(due), tuple(contributors))


def week_of(now: datetime) -> str | None:
    """The week whose digest is due at `now` ("2026-W48", ISO), or None before Monday's hour."""
    moment = now.astimezone(UTC)
    if moment.weekday() == DUE_WEEKDAY and moment.hour < DUE_HOUR:
        return None
    year, week, _ = moment.isocalendar()
    return f"{year}-W{week:02}"


def _has_returned(change: PaperChange) -> bool:
    was_missing = change.before is not None and change.before.look.family in (Family.GRAVE, Family.TWILIGHT)
    return change.now is Status.RESURRECTED or (was_missing and change.now.look.family is Family.LIVING)


def _fell_due(change: PaperChange) -> bool:
    """A promise that outlived its grace."""
    return change.now is Status.COMING_SOON and change.before is Status.GRACE_PERIOD
