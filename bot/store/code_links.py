"""Which repositories an imported archive lists for a paper."""

from __future__ import annotations

from collections.abc import Iterable

from bot.models import CodeLink
from bot.store._codec import from_ms, load_queries, to_ms
from bot.store._database import Database

_queries = load_queries("code_links")


class CodeLinks:
    """What the archive of Papers with Code lists, by paper."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, arxiv_id: str) -> tuple[CodeLink, ...]:
        """The links of a paper, those that are the authors' own first; empty when the archive lists none."""
        async with self._database.read() as connection:
            rows = [row async for row in _queries.get_code_links(connection, arxiv_id=arxiv_id)]
        return tuple(
            CodeLink(
                arxiv_id=row["arxiv_id"],
                repository_url=row["repository_url"],
                is_official=bool(row["is_official"]),
                is_in_paper=bool(row["is_in_paper"]),
                framework=row["framework"],
                archived_at=from_ms(row["archived_at"]),
            )
            for row in rows
        )

    async def record(self, links: Iterable[CodeLink]) -> None:
        """Keeps links, in place of what was kept of the same paper and repository before."""
        rows = [
            {
                "arxiv_id": link.arxiv_id,
                "repository_url": link.repository_url,
                "is_official": int(link.is_official),
                "is_in_paper": int(link.is_in_paper),
                "framework": link.framework,
                "archived_at": to_ms(link.archived_at),
            }
            for link in links
        ]
        async with self._database.write() as connection:
            await _queries.record_code_links(connection, rows)
