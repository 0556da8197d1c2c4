"""Watches: each change is told once, never more than ten lines a day, and nothing is forgotten."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.errors import Refused, SourceUnavailable
from bot.models import Confidence, Paper, ScanResult, WatchKind
from bot.sources.arxiv import SearchField
from bot.status import Status
from bot.store import Store, open_store
from bot.watching import MOST_LINES_A_DAY, MOST_WATCHES, Watching

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
ADA, GRACE = 7, 8


class World:
    """A clock, arXiv's papers, and whether arXiv answers."""

    def __init__(self) -> None:
        self.now = NOW
        self.papers: list[Paper] = []
        self.is_down = False
        self.asked: list[tuple[SearchField, str]] = []

    async def search(self, field: SearchField, words: str, most: int) -> tuple[Paper, ...]:
        self.asked.append((field, words))
        if self.is_down:
            raise SourceUnavailable("arXiv")
        newest = sorted(self.papers, key=lambda paper: paper.published, reverse=True)
        return tuple(paper for paper in newest if words in paper.authors)[:most]

    def publish(self, arxiv_id: str, days_ago: float, author: str = "Ada Lovelace") -> None:
        at = self.now - timedelta(days=days_ago)
        self.papers.append(Paper(arxiv_id, 1, f"Title {arxiv_id}", "", (author,), ("cs.LG",), at, at))


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with open_store(f"sqlite:///{tmp_path / 'pwnc.db'}") as opened:
        yield opened


@pytest.fixture
def watching(store: Store, world: World) -> Watching:
    return Watching(store, world, lambda: world.now)


async def scan(store: Store, world: World, arxiv_id: str, status: Status) -> None:
    published = NOW - timedelta(days=400)
    paper = Paper(arxiv_id, 1, f"Title {arxiv_id}", "", (), ("cs.LG",), published, published)
    await store.papers.record([paper], world.now)
    result = ScanResult(arxiv_id, status, Confidence.LOW, "why", (), (), world.now)
    await store.scans.record(result, due_at=world.now, watched_due_at=world.now)


async def tell(watching: Watching, problem: str = "") -> list[tuple[int, list[str]]]:
    """What is due, told: the person and the papers."""
    notices = await watching.collect()
    for notice in notices:
        await watching.record_told(notice, problem)
    return [(notice.person_id, [item.arxiv_id for item in notice.news]) for notice in notices]


async def test_a_change_is_told_once(watching: Watching, store: Store, world: World) -> None:
    """A new verdict is told with the one before it; a verdict that stays, and fog, are no news."""
    await scan(store, world, "2303.00001", Status.GHOSTED)
    await watching.watch(ADA, WatchKind.PAPER, "2303.00001", told=Status.GHOSTED)
    assert await watching.collect() == ()
    for status in (Status.GHOSTED, Status.FOG, Status.ALIVE):
        world.now += timedelta(days=1)
        await scan(store, world, "2303.00001", status)
    (notice,) = await watching.collect()
    assert [(item.before, item.now) for item in notice.news] == [(Status.GHOSTED, Status.ALIVE)]
    assert await tell(watching) == [(ADA, ["2303.00001"])]
    assert await tell(watching) == []


async def test_what_is_not_told_stays_due(watching: Watching, store: Store, world: World) -> None:
    """A notice that was never recorded as told comes again."""
    await watching.watch(ADA, WatchKind.PAPER, "2303.00001", told=Status.GHOSTED)
    world.now += timedelta(days=1)
    await scan(store, world, "2303.00001", Status.ALIVE)
    assert await watching.collect() == await watching.collect() != ()


async def test_ten_lines_a_day(watching: Watching, store: Store, world: World) -> None:
    """More than ten changes are told over several days, and each once."""
    for n in range(25):
        await watching.watch(ADA, WatchKind.PAPER, f"2303.{n:05}", told=Status.GHOSTED)
    world.now += timedelta(hours=1)
    for n in range(25):
        await scan(store, world, f"2303.{n:05}", Status.ALIVE)
    told = []
    for _ in range(3):
        day = [arxiv_id for _, ids in await tell(watching) for arxiv_id in ids]
        assert len(day) <= MOST_LINES_A_DAY
        assert await tell(watching) == []
        told += day
        world.now += timedelta(days=1)
    assert sorted(told) == [f"2303.{n:05}" for n in range(25)]


async def test_places_are_told_apart_and_share_the_day(watching: Watching, store: Store, world: World) -> None:
    """The same paper watched in two places is told in both."""
    await watching.watch(ADA, WatchKind.PAPER, "2303.00001", told=Status.GHOSTED)
    await watching.watch(ADA, WatchKind.PAPER, "2303.00001", told=Status.GHOSTED, channel_id=5, guild_id=4)
    await watching.watch(GRACE, WatchKind.PAPER, "2303.00001", told=Status.GHOSTED)
    world.now += timedelta(hours=1)
    await scan(store, world, "2303.00001", Status.ALIVE)
    assert sorted(person for person, _ in await tell(watching)) == [ADA, ADA, GRACE]


async def test_an_authors_new_paper(watching: Watching, world: World) -> None:
    """What was there before is no news; a new paper is, once; arXiv is asked once a day."""
    world.publish("2611.00001", days_ago=3)
    await watching.watch(ADA, WatchKind.AUTHOR, "Ada  Lovelace")
    await watching.watch(GRACE, WatchKind.AUTHOR, "Ada Lovelace")
    world.now += timedelta(days=1)
    assert await tell(watching) == []
    world.publish("2611.00002", days_ago=0.1)
    assert await tell(watching) == []
    world.now += timedelta(days=1)
    assert sorted(await tell(watching)) == [(ADA, ["2611.00002"]), (GRACE, ["2611.00002"])]
    world.now += timedelta(days=1)
    assert await tell(watching) == []
    assert world.asked == [(SearchField.AUTHOR, "Ada Lovelace")] * 3


async def test_a_paper_announced_late(watching: Watching, world: World) -> None:
    """A paper submitted before the last look and announced after it is news."""
    await watching.watch(ADA, WatchKind.AUTHOR, "Ada Lovelace")
    world.now += timedelta(days=2)
    assert await tell(watching) == []
    world.now += timedelta(days=2)
    world.publish("2611.00003", days_ago=3)
    assert await tell(watching) == [(ADA, ["2611.00003"])]


async def test_news_beyond_the_day(watching: Watching, world: World) -> None:
    """Of thirty new papers ten are told a day; the others are not lost, and arXiv is still asked once a day."""
    await watching.watch(ADA, WatchKind.AUTHOR, "Ada Lovelace")
    world.now += timedelta(days=1)
    assert await tell(watching) == []
    for n in range(20):
        world.publish(f"2611.{n:05}", days_ago=0)
    told = []
    for _ in range(3):
        world.now += timedelta(days=1)
        told += [arxiv_id for _, ids in await tell(watching) for arxiv_id in ids]
        assert await tell(watching) == []
    assert sorted(told) == [f"2611.{n:05}" for n in range(20)]
    assert len(world.asked) == 4


async def test_arxiv_is_down(watching: Watching, world: World) -> None:
    """A look that fails is made again, and tells nothing wrong."""
    await watching.watch(ADA, WatchKind.AUTHOR, "Ada Lovelace")
    world.is_down = True
    world.now += timedelta(days=1)
    assert await tell(watching) == []
    world.is_down = False
    world.publish("2611.00001", days_ago=0.5)
    assert await tell(watching) == [(ADA, ["2611.00001"])]


async def test_what_cannot_be_delivered(watching: Watching, store: Store, world: World) -> None:
    """A closed door is remembered with its reason, and the notice is not sent for ever."""
    await watching.watch(ADA, WatchKind.PAPER, "2303.00001", told=Status.GHOSTED)
    world.now += timedelta(days=1)
    await scan(store, world, "2303.00001", Status.ALIVE)
    await tell(watching, problem="your direct messages are closed to me")
    assert await tell(watching) == []
    assert [watch.problem for watch in await store.watches.get_of(ADA)] == ["your direct messages are closed to me"]


@pytest.mark.parametrize("value", ["", "   ", '"()"', "\u202e\u200b", "x" * 101])
async def test_useless_values(watching: Watching, value: str) -> None:
    """What arXiv could not look for is refused."""
    with pytest.raises(Refused):
        await watching.watch(ADA, WatchKind.KEYWORD, value)


@pytest.mark.parametrize("value", ["https://arxiv.org/abs/1706.03762", "1706.03762v3", "arXiv:math/0309136"])
async def test_a_paper_is_no_word(watching: Watching, value: str) -> None:
    """Who names a paper is sent to the command for papers."""
    with pytest.raises(Refused, match="/watch paper"):
        await watching.watch(ADA, WatchKind.KEYWORD, value)


async def test_limits(watching: Watching) -> None:
    """The same thing twice, and more than fifty, are refused."""
    await watching.watch(ADA, WatchKind.KEYWORD, "graphs")
    with pytest.raises(Refused, match="already"):
        await watching.watch(ADA, WatchKind.KEYWORD, " graphs ")
    for n in range(MOST_WATCHES - 1):
        await watching.watch(ADA, WatchKind.KEYWORD, f"word {n}")
    with pytest.raises(Refused, match="50"):
        await watching.watch(ADA, WatchKind.KEYWORD, "one more")
