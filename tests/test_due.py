"""When papers are looked at again: by verdict, spread, and sooner where somebody watches."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.due import SPREAD, due_at, watched_due_at
from bot.models import Confidence, ScanResult
from bot.status import Status

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def scan(status: Status, arxiv_id: str = "2303.00001") -> ScanResult:
    return ScanResult(arxiv_id, status, Confidence.HIGH, "why", (), (), NOW)


@pytest.mark.parametrize(
    ("status", "before", "after"),
    [
        (Status.FOG, None, timedelta(hours=6)),
        (Status.FOG, Status.ALIVE, timedelta(hours=6)),
        (Status.FOG, Status.FOG, timedelta(days=1)),
        (Status.GRACE_PERIOD, None, timedelta(days=1)),
        (Status.COMING_SOON, None, timedelta(days=7)),
        (Status.NOT_FOUND, None, timedelta(days=15)),
        (Status.GHOSTED, None, timedelta(days=30)),
        (Status.ALIVE, None, timedelta(days=30)),
        (Status.CARTOGRAPHER, None, timedelta(days=30)),
    ],
)
def test_by_verdict(status: Status, before: Status | None, after: timedelta) -> None:
    """Fog soon and then daily, grace daily, promises weekly, dead links twice a month, all else monthly."""
    due = due_at(scan(status), scan(before) if before else None)
    assert after * (1 - SPREAD) <= due - NOW <= after * (1 + SPREAD)


def test_an_unread_full_text() -> None:
    """A paper whose full text was never read, for the queue was lost, comes back within hours."""
    due = due_at(replace(scan(Status.GHOSTED), awaits_full_text=True), None)
    assert timedelta(hours=5) < due - NOW < timedelta(hours=7)


def test_spread() -> None:
    """A hundred papers scanned at once do not all come back on one day, and each keeps its own time."""
    days = {due_at(scan(Status.GHOSTED, f"2303.{n:05}"), None).date() for n in range(100)}
    assert len(days) >= 5
    assert due_at(scan(Status.GHOSTED), None) == due_at(scan(Status.GHOSTED), None)


def test_watched() -> None:
    """A watched paper is looked at weekly."""
    assert timedelta(days=6) < watched_due_at(scan(Status.ALIVE)) - NOW < timedelta(days=8)
