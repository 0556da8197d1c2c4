"""Pure: when a scanned paper is looked at again (design section 4.4)."""

from __future__ import annotations

import zlib
from datetime import datetime, timedelta

from bot.models import ScanResult
from bot.status import Status

WATCHED_AFTER = timedelta(days=7)
UNREAD_AFTER = timedelta(hours=6)
FOG_AFTER = timedelta(hours=6)
OTHERS_AFTER = timedelta(days=30)
AFTER = {
    Status.FOG: timedelta(days=1),
    Status.GRACE_PERIOD: timedelta(days=1),
    Status.COMING_SOON: timedelta(days=7),
    Status.NOT_FOUND: OTHERS_AFTER / 2,
}
SPREAD = 0.1  # of the time, earlier or later, so that what was scanned together does not come back together


def due_at(result: ScanResult, before: ScanResult | None) -> datetime:
    """When a paper is to be looked at again after `result`, whose scan before was `before` (None: its first)."""
    was_fog = before is not None and before.status is Status.FOG
    if result.awaits_full_text:  # it is judged anew when that is read; this is for a queue that was lost
        return result.scanned_at + _spread(UNREAD_AFTER, result.arxiv_id)
    after = FOG_AFTER if result.status is Status.FOG and not was_fog else AFTER.get(result.status, OTHERS_AFTER)
    return result.scanned_at + _spread(after, result.arxiv_id)


def watched_due_at(result: ScanResult) -> datetime:
    """When a paper that somebody watches is looked at again at the latest."""
    return result.scanned_at + _spread(WATCHED_AFTER, result.arxiv_id)


def _spread(after: timedelta, arxiv_id: str) -> timedelta:
    part = zlib.crc32(arxiv_id.encode()) / 0xFFFFFFFF  # the same for the same paper, in every process
    return after * (1 + SPREAD * (2 * part - 1))
