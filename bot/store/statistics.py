"""What statistics and digests are made of: verdicts of all papers, of one server's, and what changed."""

from __future__ import annotations

from datetime import datetime

from bot.models import PaperLink
from bot.statistics import JudgedPaper, PaperChange
from bot.status import Status
from bot.store._codec import from_json, from_ms, load_queries, to_ms
from bot.store._database import Database

_queries = load_queries("statistics")


class StatisticsRows:
    """Reads across papers, scans and answers; writes nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get_judged(self, guild_id: int | None = None) -> tuple[JudgedPaper, ...]:
        """Every scanned paper, or those that were answered in one server, each once."""
        wanted = None if guild_id is None else await self._papers_of(guild_id)
        async with self._database.read() as connection:
            rows = [row async for row in _queries.get_verdicts(connection)]
        papers = {row["arxiv_id"]: row for row in rows if wanted is None or row["arxiv_id"] in wanted}
        return tuple(
            JudgedPaper(
                arxiv_id,
                next(iter(from_json(row["categories"], tuple[str, ...])), ""),
                Status(row["status"]),
                from_ms(row["first_at"]),
            )
            for arxiv_id, row in papers.items()
        )

    async def get_changes(self, since: datetime, guild_id: int | None = None) -> tuple[PaperChange, ...]:
        """Verdicts that changed since a moment, in order; first scans count, fog in between does not."""
        wanted = None if guild_id is None else await self._papers_of(guild_id)
        async with self._database.read() as connection:
            rows = [row async for row in _queries.get_scans_since(connection, since=to_ms(since))]
        changes, last = [], dict[str, Status]()
        for row in rows:
            arxiv_id, status, at = row["arxiv_id"], Status(row["status"]), from_ms(row["scanned_at"])
            if status is Status.FOG or (wanted is not None and arxiv_id not in wanted):
                continue
            before = last.get(arxiv_id)
            if at >= since and before is not status:
                changes.append(PaperChange(arxiv_id, row["title"], before, status, at))
            last[arxiv_id] = status
        return tuple(changes)

    async def _papers_of(self, guild_id: int) -> set[str]:
        async with self._database.read() as connection:
            rows = [row async for row in _queries.get_papers_of_guild(connection, guild_id=guild_id)]
        return {link.arxiv_id for row in rows for link in from_json(row["papers"], tuple[PaperLink, ...])}
