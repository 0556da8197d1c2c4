"""SQLite where the disk or the file fails: it is said clearly, and what was kept stays."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.errors import CannotStart, StoreUnavailable
from bot.models import Answer, Paper, PaperLink
from bot.store import Store, open_store

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
PAPERS = [
    Paper(f"2401.{n:05}", 1, f"Title {n}", "An abstract. " * 400, ("A",), ("cs.LG",), NOW, NOW) for n in range(200)
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the store is."""
    return tmp_path / "pwnc.db"


@pytest.fixture
async def store(path: Path) -> AsyncIterator[Store]:
    """A store that holds the first paper and an answer."""
    async with open_store(f"sqlite:///{path}") as opened:
        await opened.papers.record(PAPERS[:1], NOW)
        await opened.answers.record_intention(Answer(1, 2, 3, 4, (PaperLink(PAPERS[0].arxiv_id),), NOW))
        yield opened


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for another program's transaction."""
    monkeypatch.setattr("bot.store._sqlite.BUSY_WITHIN_S", 0.05)


async def limit_pages(store: Store, n_pages: int) -> None:
    """Lets the file grow to so many pages and no further: SQLite's own way to a full disk."""
    async with store.papers._database.write_once() as connection:
        await connection.fetch_all(f"pragma max_page_count = {n_pages}", {})


async def test_a_full_disk(store: Store) -> None:
    """What does not fit is refused whole; what was kept is read, and once there is room, writing goes on."""
    await limit_pages(store, 1)
    with pytest.raises(StoreUnavailable, match="its disk is full"):
        await store.papers.record(PAPERS, NOW)
    with pytest.raises(StoreUnavailable, match="its disk is full"):
        await asyncio.gather(*(store.answers.record_intention(Answer(n, 2, 3, 4, (), NOW)) for n in range(10, 3000)))
    assert await store.papers.get(PAPERS[0].arxiv_id) == (PAPERS[0], NOW)
    assert await store.papers.get(PAPERS[1].arxiv_id) is None
    assert await store.search.find_by_title("title", 5) == ((PAPERS[0].arxiv_id, PAPERS[0].title),)
    await limit_pages(store, 100_000)
    await store.papers.record(PAPERS, NOW)
    assert await store.papers.get(PAPERS[-1].arxiv_id) == (PAPERS[-1], NOW)
    assert len(await store.search.find_by_title("title", 300)) == 200


async def test_a_file_that_turns_read_only(store: Store) -> None:
    """A write is refused and says why; reading goes on."""
    async with store.papers._database.write_once() as connection:
        await connection.fetch_all("pragma query_only = on", {})
    with pytest.raises(StoreUnavailable, match="may only be read"):
        await store.papers.record(PAPERS[1:], NOW)
    with pytest.raises(StoreUnavailable, match="may only be read"):
        await store.answers.record_intention(Answer(9, 2, 3, 4, (), NOW))
    assert await store.papers.get(PAPERS[0].arxiv_id) == (PAPERS[0], NOW)


@pytest.mark.usefixtures("impatient")
async def test_a_file_that_another_program_holds(path: Path) -> None:
    """A transaction of another program is waited for, for a while; then a write is refused, and the next one works."""
    async with open_store(f"sqlite:///{path}") as store:
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("begin immediate")
            with pytest.raises(StoreUnavailable, match="locked by another program"):
                await store.papers.record(PAPERS[:1], NOW)
            assert await store.papers.get(PAPERS[0].arxiv_id) is None
            with pytest.raises(CannotStart, match="stop the other program"):
                async with open_store(f"sqlite:///{path}"):
                    pass
            other.execute("rollback")
        await store.papers.record(PAPERS[:1], NOW)
        assert await store.papers.get(PAPERS[0].arxiv_id) is not None


def fill_and_damage(path: Path, pages: range) -> None:
    """A store with two hundred papers, of which some pages are then overwritten."""

    async def fill() -> None:
        async with open_store(f"sqlite:///{path}") as store:
            await store.papers.record(PAPERS, NOW)

    asyncio.run(fill())
    with path.open("r+b") as file:
        for page in pages:
            file.seek(page * 4096)
            file.write(os.urandom(4096))


async def test_a_damaged_file(path: Path) -> None:
    """A damaged page is an error that says so, never a paper that is not there."""
    await asyncio.to_thread(fill_and_damage, path, range(200, 340))  # tables begin before, papers fill it
    async with open_store(f"sqlite:///{path}") as store:
        looked = await asyncio.gather(*(store.papers.get(p.arxiv_id) for p in PAPERS), return_exceptions=True)
    for paper, kept in zip(PAPERS, looked, strict=True):
        assert kept == (paper, NOW) or (isinstance(kept, StoreUnavailable) and kept.reason == "the file is damaged")
    assert any(isinstance(kept, StoreUnavailable) for kept in looked)


REFUSED = {
    "a damaged beginning": (range(1), "is no SQLite file): restore a backup"),
    "damaged tables": (range(1, 40), "is damaged): restore a backup"),
}


@pytest.mark.parametrize(("pages", "sentence"), REFUSED.values(), ids=REFUSED)
async def test_a_file_that_is_damaged_at_the_start(path: Path, pages: range, sentence: str) -> None:
    """Where the schema itself cannot be read, the start is refused with what to do."""
    await asyncio.to_thread(fill_and_damage, path, pages)
    with pytest.raises(CannotStart) as raised:
        async with open_store(f"sqlite:///{path}"):
            pass
    assert sentence in str(raised.value)


async def test_a_folder_in_place_of_the_file(tmp_path: Path) -> None:
    """A folder is told as what cannot be opened."""
    with pytest.raises(CannotStart, match=r"cannot be opened\): let this user write it"):
        async with open_store(f"sqlite:///{tmp_path}"):
            pass


@pytest.fixture
def nobody() -> Iterator[None]:
    """As a user who may write nothing; only root can become one."""
    if os.geteuid() != 0:
        pytest.skip("only root can become somebody who may write nothing")
    os.seteuid(65534)
    yield
    os.seteuid(0)


async def test_a_file_of_somebody_else(path: Path, request: pytest.FixtureRequest) -> None:
    """A store that this user may read and not write is refused with what to do."""
    async with open_store(f"sqlite:///{path}"):
        pass
    for folder in (path, *path.parents):
        if folder.stat().st_mode & 0o055 != 0o055 and folder != Path("/"):
            folder.chmod(folder.stat().st_mode | 0o055)
    request.getfixturevalue("nobody")
    with pytest.raises(CannotStart, match="let this user write it and its folder"):
        async with open_store(f"sqlite:///{path}"):
            pass
