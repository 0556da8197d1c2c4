"""When each scanned paper is due again."""

from __future__ import annotations

from datetime import datetime

from bot.store._codec import load_queries, to_ms
from bot.store._database import Database

_queries = load_queries("rescans")


class RescanRows:
    """One row for each scanned paper; `Scans.record` writes it with the scan."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get_due(self, now: datetime, most: int) -> tuple[str, ...]:
        """The papers whose time has come, the longest waiting first."""
        async with self._database.read() as connection:
            return tuple([row["arxiv_id"] async for row in _queries.get_due(connection, now=to_ms(now), most=most)])

    async def postpone(self, arxiv_id: str, until: datetime) -> None:
        """Puts a paper off."""
        async with self._database.write_once() as connection:
            await _queries.postpone(connection, arxiv_id=arxiv_id, due_at=to_ms(until))

    async def advance(self, arxiv_id: str, until: datetime) -> None:
        """Makes a paper due at `until` at the latest."""
        async with self._database.write_once() as connection:
            await _queries.advance_due(connection, arxiv_id=arxiv_id, due_at=to_ms(until))
