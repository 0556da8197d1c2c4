"""What statistics read from the store: on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.models import Answer, Confidence, Paper, PaperLink, ScanResult
from bot.status import Status
from bot.store import Store

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


async def scan(store: Store, arxiv_id: str, status: Status, days: float) -> None:
    paper = Paper(arxiv_id, 1, f"Title {arxiv_id}", "", (), ("cs.LG", "cs.AI"), NOW, NOW)
    await store.papers.record([paper], NOW)
    at = NOW + timedelta(days=days)
    result = ScanResult(arxiv_id, status, Confidence.LOW, "why", (), (), at)
    await store.scans.record(result, due_at=at, watched_due_at=at)


async def test_newest_verdicts(store: Store) -> None:
    """Each paper once, with its newest verdict, its primary category, and its first look."""
    await scan(store, "2303.00001", Status.GHOSTED, 0)
    await scan(store, "2303.00001", Status.ALIVE, 5)
    await scan(store, "2303.00002", Status.FOG, 1)
    found = {paper.arxiv_id: paper for paper in await store.statistics.get_judged()}
    assert len(found) == 2
    one = found["2303.00001"]
    assert (one.category, one.status, one.first_at) == ("cs.LG", Status.ALIVE, NOW)


async def test_a_servers_papers(store: Store) -> None:
    """A server's statistics hold what was answered there, and nothing of others."""
    await scan(store, "2303.00001", Status.GHOSTED, 0)
    await scan(store, "2303.00002", Status.ALIVE, 0)
    answer = Answer(1, 2, 3, 4, (PaperLink("2303.00002"), PaperLink("2303.00009")), NOW)
    await store.answers.record_intention(answer)
    assert [paper.arxiv_id for paper in await store.statistics.get_judged(3)] == ["2303.00002"]
    assert await store.statistics.get_judged(99) == ()


async def test_changes(store: Store) -> None:
    """First scans and new verdicts since a moment; what stays the same, was fog, or is older, is no change."""
    await scan(store, "2303.00001", Status.GHOSTED, -10)
    for days, status in ((-3, Status.GHOSTED), (-2, Status.FOG), (-1.5, Status.GHOSTED), (-1, Status.ALIVE)):
        await scan(store, "2303.00001", status, days)
    await scan(store, "2303.00002", Status.ALIVE, -2)
    await scan(store, "2303.00003", Status.ALIVE, -20)
    changes = await store.statistics.get_changes(NOW - timedelta(days=7))
    assert [(change.arxiv_id, change.before, change.now) for change in changes] == [
        ("2303.00002", None, Status.ALIVE),
        ("2303.00001", Status.GHOSTED, Status.ALIVE),
    ]
    assert await store.statistics.get_changes(NOW - timedelta(days=7), 99) == ()
