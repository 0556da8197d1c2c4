"""What was read of full texts is given back as it was kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from bot.models import FullReading, FullText, Paper, Quote, Statement, TextField
from bot.store import Store

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
PAPER = Paper("2401.00001", 2, "Engines", "We turn.", ("Ada",), ("cs.LG",), NOW, NOW)
QUOTE = Quote("Our code is “here”.", TextField.FULL_TEXT, 7, "§2, footnote 1")
READ = FullText(
    "2401.00001",
    2,
    "HTML",
    "https://arxiv.org/html/2401.00001v2",
    FullReading(("https://github.com/a/b",), ("https://c.org",), Statement.URL, (QUOTE,), (QUOTE,)),
    NOW,
)


async def test_kept_once(store: Store) -> None:
    """The newest reading takes the place of an earlier one; a paper that was never read has none."""
    await store.papers.record([PAPER], NOW)
    assert await store.full_texts.get("2401.00001") is None
    await store.full_texts.record(READ)
    assert await store.full_texts.get("2401.00001") == READ
    newer = replace(READ, version=3, form="", url="", reading=FullReading())
    await store.full_texts.record(newer)
    assert await store.full_texts.get("2401.00001") == newer
