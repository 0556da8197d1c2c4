"""The worker that looks at papers again: small batches, one after the other."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.errors import SourceUnavailable
from bot.scanner import Scanner
from bot.store import Store

log = logging.getLogger(__name__)

BATCH_SIZE = 5  # at most so many scans at once: the arXiv gate is everyone's
POSTPONED_FOR = timedelta(hours=1)


class Rescans:
    """Scans the papers that are due. What fails is tried again later and costs the others nothing."""

    def __init__(self, store: Store, scanner: Scanner, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._scanner = scanner
        self._clock = clock

    async def run_due(self) -> int:
        """Scans the next papers that are due, at once, and gives their number; 0 when none is due."""
        now = self._clock()
        arxiv_ids = await self._store.rescans.get_due(now, BATCH_SIZE)
        for arxiv_id in arxiv_ids:
            # Before the scan: a paper on which the process dies does not come first again and again.
            await self._store.rescans.postpone(arxiv_id, now + POSTPONED_FOR)
        scans = [self._scanner.scan(arxiv_id) for arxiv_id in arxiv_ids]
        outcomes = await asyncio.gather(*(scan.outcome for scan in scans), return_exceptions=True)
        for arxiv_id, outcome in zip(arxiv_ids, outcomes, strict=True):
            if isinstance(outcome, SourceUnavailable):
                log.info("%s is looked at later: %s", arxiv_id, outcome)
            elif isinstance(outcome, BaseException):
                log.error("the rescan of %s failed", arxiv_id, exc_info=outcome)
        return len(arxiv_ids)
