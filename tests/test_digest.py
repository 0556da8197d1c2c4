"""The week of a server: each paper once, by what became of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.digest import compose, week_of
from bot.statistics import PaperChange
from bot.status import Status

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)


def change(before: Status | None, now: Status, arxiv_id: str = "2303.00001", hours: int = 0) -> PaperChange:
    return PaperChange(arxiv_id, "A Title", before, now, MONDAY + timedelta(hours=hours))


@pytest.mark.parametrize(
    ("before", "now", "part"),
    [
        (None, Status.GHOSTED, "buried"),
        (Status.GRACE_PERIOD, Status.GHOSTED, "buried"),
        (Status.ALIVE, Status.NOT_FOUND, "buried"),
        (Status.GRACE_PERIOD, Status.COMING_SOON, "due"),
        (Status.GHOSTED, Status.RESURRECTED, "returned"),
        (Status.GRACE_PERIOD, Status.ALIVE, "returned"),
        (Status.GHOSTED, Status.ALIVE, "returned"),
        (None, Status.ALIVE, ""),
        (None, Status.GRACE_PERIOD, ""),
        (None, Status.CARTOGRAPHER, ""),
        (Status.ALIVE, Status.ETERNAL_REST, ""),
    ],
)
def test_where_a_paper_stands(before: Status | None, now: Status, part: str) -> None:
    """A first grave is a burial; a first find is no return."""
    digest = compose([change(before, now)])
    found = [name for name in ("buried", "returned", "due") if getattr(digest, name)]
    assert found == ([part] if part else [])
    assert digest.is_empty == (not part)


def test_each_paper_once() -> None:
    """What a paper was before the week and what it is after it count; back and forth is nothing."""
    back = [change(Status.GHOSTED, Status.ALIVE), change(Status.ALIVE, Status.GHOSTED, hours=1)]
    assert compose(back).is_empty
    steps = [change(Status.GHOSTED, Status.SKELETON), change(Status.SKELETON, Status.RESURRECTED, hours=1)]
    (returned,) = compose(steps).returned
    assert (returned.before, returned.now) == (Status.GHOSTED, Status.RESURRECTED)


@pytest.mark.parametrize(
    ("moment", "week"),
    [
        (MONDAY + timedelta(hours=8, minutes=59), None),
        (MONDAY + timedelta(hours=9), "2026-W48"),
        (MONDAY + timedelta(days=6, hours=23), "2026-W48"),
        (MONDAY - timedelta(hours=1), "2026-W47"),
        (datetime(2027, 1, 1, 12, tzinfo=UTC), "2026-W53"),
    ],
)
def test_weeks(moment: datetime, week: str | None) -> None:
    """A week's digest is due from Monday nine o'clock on; a bot that was away sends it later in the week."""
    assert week_of(moment) == week
