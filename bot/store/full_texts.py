"""What was read of full texts, so that no version is asked for twice."""

from __future__ import annotations

from bot.models import FullReading, FullText
from bot.store._codec import from_json, from_ms, load_queries, to_json, to_ms
from bot.store._database import Database

_queries = load_queries("full_texts")


class FullTexts:
    """The newest reading of each paper."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, arxiv_id: str) -> FullText | None:
        """What was read of the paper, or None when that was never looked at."""
        async with self._database.read() as connection:
            row = await _queries.get_full_text(connection, arxiv_id=arxiv_id)
        if row is None:
            return None
        return FullText(
            arxiv_id=row["arxiv_id"],
            version=row["version"],
            form=row["form"],
            url=row["url"],
            reading=from_json(row["reading"], FullReading),
            read_at=from_ms(row["read_at"]),
        )

    async def record(self, full_text: FullText) -> None:
        """Keeps a reading in place of an earlier one. The paper's record must be kept already."""
        async with self._database.write_once() as connection:
            await _queries.record_full_text(
                connection,
                arxiv_id=full_text.arxiv_id,
                version=full_text.version,
                form=full_text.form,
                url=full_text.url,
                reading=to_json(full_text.reading),
                read_at=to_ms(full_text.read_at),
            )
