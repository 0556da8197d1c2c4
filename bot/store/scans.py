"""Scans with their evidence: the newest answers, the older ones tell what changed."""

from __future__ import annotations

import secrets

from bot.models import ScanResult
from bot.store._codec import from_json, load_queries, to_json, to_ms
from bot.store._database import Database

_queries = load_queries("scans")


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

    async def record(self, result: ScanResult) -> None:
        """Keeps a scan. The paper's record must be kept already."""
        async with self._database.write_once() as connection:
            await _queries.record_scan(
                connection,
                scan_id=secrets.token_hex(8),
                arxiv_id=result.arxiv_id,
                status=result.status,
                scanned_at=to_ms(result.scanned_at),
                result=to_json(result),
            )
