"""`import`: what others collected, into the store."""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path

from bot.cli._steps import MAX_LINE_BYTES, open_lines
from bot.cli.export import import_export, parse_header
from bot.cli.snapshot import import_snapshot
from bot.errors import CannotStart
from bot.settings import Settings
from bot.sources.papers_with_code import Counts, read_links
from bot.store import open_store

SAID_EVERY = 50_000


async def import_file(settings: Settings, path: Path) -> int:
    """Imports what the file is by its first line: our own export, or a snapshot of arXiv's metadata.

    Raises CannotStart for anything else.
    """
    with open_lines(path) as file:
        first = file.readline(MAX_LINE_BYTES)
    if header := parse_header(first):
        return await import_export(settings, path, header)
    if first.startswith(b'{"') and b'"authors_parsed"' in first:
        return await import_snapshot(settings, path)
    raise CannotStart(
        f"{path} is nothing that can be imported: give what `python -m bot export` wrote, or a snapshot of arXiv's "
        "metadata (JSON lines)."
    )


async def import_pwc(settings: Settings, path: Path, archived: str) -> int:
    """Keeps the links of the archived Papers with Code; a second time changes nothing. `archived` is year and month."""
    archived_at = parse_month(archived)
    counts, said = Counts(), 0
    async with open_store(settings.database_url) as store:
        batches = read_links(path, archived_at, counts)
        while batch := await asyncio.to_thread(next, batches, None):
            await store.code_links.record(batch)
            if counts.n_links - said >= SAID_EVERY:
                said = counts.n_links
                print(f"{said:,} links …", file=sys.stderr, flush=True)
    print(f"Links kept: {counts.n_links:,}. Left out, without arXiv id or address: {counts.n_left_out:,}.")
    return 0


def parse_month(text: str) -> datetime:
    """The first moment of a month written "2025-07". Raises CannotStart."""
    try:
        return datetime.strptime(text, "%Y-%m").replace(tzinfo=UTC)
    except ValueError:
        raise CannotStart("The month of an archive is written as in --archived 2025-07.") from None
