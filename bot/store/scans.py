"""Scans with their evidence: the newest answers, the older ones tell what changed."""

from __future__ import annotations

import secrets
from datetime import datetime

from bot.models import ScanResult
from bot.store._codec import from_json, load_queries, to_json, to_ms
from bot.store._database import Database

_queries = load_queries("scans")
_rescans = load_queries("rescans")


class Scans:
    """Every scan of every paper, whole."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get_newest(self, arxiv_id: str) -> ScanResult | None:
        """The newest scan, or None when the paper was never scanned."""
        async with self._database.read() as connection:
            row = await _queries.get_newest_scan(connection, arxiv_id=arxiv_id)
        return from_json(row["result"], ScanResult) if row else None

    async def get_all(self, arxiv_id: str) -> tuple[ScanResult, ...]:
        """All scans of the paper, oldest first."""
        async with self._database.read() as connection:
            rows = [row async for row in _queries.get_scans(connection, arxiv_id=arxiv_id)]
        return tuple(from_json(row["result"], ScanResult) for row in rows)

    async def record(self, result: ScanResult, *, due_at: datetime, watched_due_at: datetime) -> None:
        """Keeps a scan, and when the paper is to be looked at again: at `due_at`, or at `watched_due_at` where that is
        earlier and somebody watches it. The paper's record must be kept already."""
        async with self._database.write() as connection:
            await _queries.record_scan(
                connection,
                scan_id=secrets.token_hex(8),
                arxiv_id=result.arxiv_id,
                status=result.status,
                scanned_at=to_ms(result.scanned_at),
                result=to_json(result),
            )
            await _rescans.record_due(
                connection,
                arxiv_id=result.arxiv_id,
                due_at=to_ms(due_at),
                watched_due_at=to_ms(watched_due_at),
            )
