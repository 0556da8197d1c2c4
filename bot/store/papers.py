"""Records of papers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.models import Paper, ScanResult
from bot.store._codec import from_json, from_ms, load_queries, to_json, to_ms
from bot.store._database import Connection, Database
from bot.store._titles import index_titles, make_title

_queries = load_queries("papers")


class Papers:
    """The records that arXiv gave, by id."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, arxiv_id: str) -> tuple[Paper, datetime] | None:
        """The paper and when its record was fetched, or None when it was never fetched."""
        async with self._database.read() as connection:
            row = await _queries.get_paper(connection, arxiv_id=arxiv_id)
        return (_paper(row), from_ms(row["fetched_at"])) if row else None

    async def get_with_scan(self, arxiv_id: str, place_id: int = 0) -> tuple[Paper, ScanResult, bool] | None:
        """The paper, its newest scan, and whether people said anything of it (anywhere, or by reactions in the place),
        in one look; None when paper or scan is missing."""
        async with self._database.read() as connection:
            row = await _queries.get_paper_with_scan(connection, arxiv_id=arxiv_id, place_id=place_id)
        if row is None or row["result"] is None:
            return None
        return _paper(row), from_json(row["result"], ScanResult), bool(row["has_community"])

    async def record(self, papers: Iterable[Paper], fetched_at: datetime) -> None:
        """Keeps the papers, in place of what was kept of them before."""
        newest = {paper.arxiv_id: paper for paper in papers}.values()
        if not newest:
            return
        async with self._database.write() as connection:
            await _queries.record_papers(connection, [_columns(paper, fetched_at) for paper in newest])
            await _index(connection, newest)


async def record_newer(connection: Connection, papers: Sequence[Paper], fetched_at: datetime) -> int:
    """Keeps the papers of which no newer record is kept, and gives how many of them were new or have changed."""
    newest = {paper.arxiv_id: paper for paper in papers}
    columns = [_columns(paper, fetched_at) for paper in newest.values()]
    changed = await connection.fetch_each(_queries.record_newer.sql, columns)
    await _index(connection, [newest[row["arxiv_id"]] for row in changed])
    return len(changed)


async def _index(connection: Connection, papers: Iterable[Paper]) -> None:
    await index_titles(connection, [make_title(p.arxiv_id, p.title, p.primary_category) for p in papers])


def _paper(row: Mapping[str, Any]) -> Paper:
    return Paper(
        arxiv_id=row["arxiv_id"],
        version=row["version"],
        title=row["title"],
        abstract=row["abstract"],
        authors=from_json(row["authors"], tuple[str, ...]),
        categories=from_json(row["categories"], tuple[str, ...]),
        published=from_ms(row["published_at"]),
        updated=from_ms(row["updated_at"]),
        comment=row["comment"],
        journal_ref=row["journal_ref"],
        doi=row["doi"],
    )


def _columns(paper: Paper, fetched_at: datetime) -> dict[str, Any]:
    return {
        "arxiv_id": paper.arxiv_id,
        "version": paper.version,
        "title": paper.title,
        "abstract": paper.abstract,
        "authors": to_json(paper.authors),
        "categories": to_json(paper.categories),
        "published_at": to_ms(paper.published),
        "updated_at": to_ms(paper.updated),
        "comment": paper.comment,
        "journal_ref": paper.journal_ref,
        "doi": paper.doi,
        "fetched_at": to_ms(fetched_at),
    }
