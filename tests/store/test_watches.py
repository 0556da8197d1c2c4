"""Watches and re-scans as they are kept: on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.models import Confidence, Paper, ScanResult, Watch, WatchKind
from bot.status import Status
from bot.store import Store

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
WATCH = Watch("w1", 7, WatchKind.PAPER, "2303.00001", 0, 0, NOW, NOW, told=Status.GHOSTED)


def scan(status: Status, days: float = 0, arxiv_id: str = "2303.00001") -> ScanResult:
    return ScanResult(arxiv_id, status, Confidence.LOW, "why", (), (), NOW + timedelta(days=days))


async def keep(store: Store, result: ScanResult, due_in: float = 30) -> None:
    """A paper with one more scan, due in so many days, or in 7 where somebody watches it."""
    published = NOW - timedelta(days=400)
    paper = Paper(result.arxiv_id, 1, "A Title", "", (), ("cs.LG",), published, published)
    await store.papers.record([paper], NOW)
    due, watched = result.scanned_at + timedelta(days=due_in), result.scanned_at + timedelta(days=7)
    await store.scans.record(result, due_at=due, watched_due_at=watched)


async def test_due_in_order(store: Store) -> None:
    """What waits longest comes first; what was put off, and what is not due, does not come."""
    for n, due_in in enumerate((5, 3, 4, 90), start=1):
        await keep(store, scan(Status.GHOSTED, arxiv_id=f"2303.0000{n}"), due_in)
    later = NOW + timedelta(days=10)
    assert await store.rescans.get_due(NOW, 9) == ()
    assert await store.rescans.get_due(later, 2) == ("2303.00002", "2303.00003")
    await store.rescans.postpone("2303.00002", later + timedelta(hours=1))
    assert await store.rescans.get_due(later, 9) == ("2303.00003", "2303.00001")


async def test_a_new_scan_sets_a_new_time(store: Store) -> None:
    """A paper is due once, by its newest scan."""
    await keep(store, scan(Status.GHOSTED), 1)
    await keep(store, scan(Status.GHOSTED, days=1), 30)
    assert await store.rescans.get_due(NOW + timedelta(days=20), 9) == ()


async def test_watched_papers_are_due_weekly(store: Store) -> None:
    """Whatever the verdict; a watch on a paper scanned before it advances the paper too."""
    await store.watches.record(WATCH)
    await keep(store, scan(Status.ALIVE), 30)
    assert await store.rescans.get_due(NOW + timedelta(days=8), 9) == ("2303.00001",)
    await keep(store, scan(Status.ALIVE, arxiv_id="2303.00002"), 30)
    await store.rescans.advance("2303.00002", NOW + timedelta(days=7))
    await store.rescans.advance("2303.00002", NOW + timedelta(days=20))
    assert await store.rescans.get_due(NOW + timedelta(days=8), 9) == ("2303.00001", "2303.00002")


async def test_one_watch_a_thing_and_place(store: Store) -> None:
    """The same watch is kept once; another place or person is another watch."""
    assert await store.watches.record(WATCH)
    assert not await store.watches.record(replace(WATCH, watch_id="w2"))
    assert await store.watches.record(replace(WATCH, watch_id="w3", channel_id=9))
    assert await store.watches.record(replace(WATCH, watch_id="w4", person_id=8))
    assert await store.watches.count_of(7) == 2
    assert [watch.watch_id for watch in await store.watches.get_of(7)] == ["w1", "w3"]
    assert (await store.watches.get_of(7))[0] == WATCH


async def test_nobody_ends_a_strangers_watch(store: Store) -> None:
    """A watch ends by its owner only."""
    await store.watches.record(WATCH)
    assert not await store.watches.forget("w1", 8)
    assert await store.watches.forget("w1", 7)
    assert not await store.watches.forget("w1", 7)


async def test_a_verdict_that_awaits_its_full_text_is_no_news(store: Store) -> None:
    """It is told once the full text is read, when it may be another one."""
    await keep(store, scan(Status.ALIVE))
    await store.watches.record(replace(WATCH, told=Status.ALIVE))
    await keep(store, replace(scan(Status.GHOSTED, days=7), awaits_full_text=True))
    assert await store.watches.get_changed(9) == ()
    await keep(store, replace(scan(Status.GHOSTED, days=8), reason='said "awaits_full_text":true'))
    (changed,) = await store.watches.get_changed(9)
    assert changed.status is Status.GHOSTED


async def test_a_change_is_told_once(store: Store) -> None:
    """A watched paper is told when its newest verdict is another one than was told, and then no more."""
    await keep(store, scan(Status.GHOSTED))
    await store.watches.record(WATCH)
    await keep(store, scan(Status.GHOSTED, days=7))
    assert await store.watches.get_changed(9) == ()
    await keep(store, scan(Status.FOG, days=8))
    assert await store.watches.get_changed(9) == ()
    await keep(store, scan(Status.ALIVE, days=9))
    (changed,) = await store.watches.get_changed(9)
    assert (changed.watch, changed.status, changed.title) == (WATCH, Status.ALIVE, "A Title")
    await store.watches.record_told(WATCH, told=Status.ALIVE, told_at=changed.scanned_at, problem="closed")
    assert await store.watches.get_changed(9) == ()
    assert (await store.watches.get_of(7))[0].problem == "closed"


async def test_searches_are_shared(store: Store) -> None:
    """Ten people who watch an author are one search, from the earliest moment that one of them was told."""
    author = replace(WATCH, kind=WatchKind.AUTHOR, value="Ada Lovelace", told="")
    await store.watches.record(author)
    early = NOW - timedelta(days=3)
    await store.watches.record(replace(author, watch_id="w2", person_id=8, created_at=early, told_at=early))
    assert await store.watches.get_searches() == ((WatchKind.AUTHOR, "Ada Lovelace", early),)
    assert len(await store.watches.get_for(WatchKind.AUTHOR, "Ada Lovelace")) == 2


async def test_lines_of_a_day(store: Store) -> None:
    """Lines add up per person and day."""
    assert await store.watches.get_lines(7, 20_000) == 0
    await store.watches.add_lines(7, 20_000, 3)
    await store.watches.add_lines(7, 20_000, 4)
    await store.watches.add_lines(8, 20_001, 1)
    assert (await store.watches.get_lines(7, 20_000), await store.watches.get_lines(7, 20_001)) == (7, 0)
