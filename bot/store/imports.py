"""Files that are imported in steps: what a step brings and how far the file was read are kept together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from bot.models import Paper
from bot.store._codec import load_queries
from bot.store._database import Database
from bot.store.papers import record_newer

_queries = load_queries("imports")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a file was imported.

    `source` tells the file from others, `position` counts its bytes that are done (unpacked), `n_lines` the lines in
    them, of which `n_changed` were new or changed something here and `n_left_out` could not be used.
    """

    source: str
    position: int = 0
    n_lines: int = 0
    n_changed: int = 0
    n_left_out: int = 0


class Imports:
    """One row for each file."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get_progress(self, source: str) -> Progress:
        """How far the file was imported; the beginning, when it never was."""
        async with self._database.read() as connection:
            row = await _queries.get_progress(connection, source=source)
        return Progress(**dict(row)) if row else Progress(source)

    async def record_papers(self, papers: Sequence[Paper], fetched_at: datetime, progress: Progress) -> Progress:
        """Keeps papers of a file and that it was read up to there; gives `progress` with what changed counted in."""
        async with self._database.write() as connection:
            n_changed = await record_newer(connection, papers, fetched_at)
            progress = replace(progress, n_changed=progress.n_changed + n_changed)
            await _queries.record_progress(connection, **asdict(progress))
        return progress
