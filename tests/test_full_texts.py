"""The queue behind the answers: who is told, what is kept, what failed just now; on a real store."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot import full_texts
from bot.errors import SourceUnavailable
from bot.full_texts import RETRY_AFTER, FullTexts, ancillary_links
from bot.models import FullReading, FullText, FullTextState, Paper, RepositoryState
from bot.store import Store, open_store

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
PAPER = Paper("2401.00001", 2, "Engines", "We turn.", ("Ada",), ("cs.LG",), NOW, NOW)


class Source:
    """Gives `form` for every paper once `go` is set; fails while `fails`."""

    def __init__(self) -> None:
        self.go = asyncio.Event()
        self.asked: list[str] = []
        self.fails = False
        self.form = "HTML"

    async def read(self, paper: Paper) -> FullText:
        self.asked.append(paper.arxiv_id)
        await self.go.wait()
        if self.fails:
            raise SourceUnavailable("arXiv full text")
        return FullText(paper.arxiv_id, paper.version, self.form, "", FullReading(), NOW)

    async def close(self) -> None:
        """Holds nothing."""


class Told:
    """How often it was told."""

    def __init__(self) -> None:
        self.times = 0

    async def __call__(self) -> None:
        self.times += 1


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with open_store(f"sqlite:///{tmp_path / 'pwnc.db'}") as opened:
        await opened.papers.record([PAPER], NOW)
        yield opened


async def test_read_and_kept(store: Store) -> None:
    """The last who asked is told, once; the paper is asked for once, and known afterwards."""
    source, before, told = Source(), Told(), Told()
    texts = FullTexts(store, source, lambda: NOW)
    assert await texts.get(PAPER) == (FullTextState.WAITING, None)
    texts.read_behind(PAPER, before)
    texts.read_behind(PAPER, told)
    assert texts.is_reading(PAPER.arxiv_id)
    source.go.set()
    await texts.wait(PAPER.arxiv_id)
    assert (before.times, told.times) == (0, 1)
    assert not texts.is_reading(PAPER.arxiv_id)
    assert (await texts.get(PAPER))[0] is FullTextState.READ
    assert source.asked == [PAPER.arxiv_id]


async def test_a_newer_version_is_read_anew(store: Store) -> None:
    """What was read holds until the newer version is read."""
    texts = FullTexts(store, Source(), lambda: NOW)
    read = FullText(PAPER.arxiv_id, 2, "HTML", "", FullReading(("https://github.com/a/b",)), NOW)
    await store.full_texts.record(read)
    assert await texts.get(PAPER) == (FullTextState.READ, read)
    assert await texts.get(replace(PAPER, version=3)) == (FullTextState.WAITING, read)
    await store.full_texts.record(replace(read, form="", reading=FullReading()))
    assert (await texts.get(PAPER))[0] is FullTextState.ABSENT


async def test_what_failed_is_left_alone_for_a_while(store: Store) -> None:
    """A failure is told, stays one until it is read, and is tried again after a while."""
    now = NOW
    source, told = Source(), Told()
    source.fails = True
    source.go.set()
    texts = FullTexts(store, source, lambda: now)
    texts.read_behind(PAPER, told)
    await texts.wait(PAPER.arxiv_id)
    assert told.times == 1
    assert (await texts.get(PAPER))[0] is FullTextState.FAILED
    texts.read_behind(PAPER, told)
    assert not texts.is_reading(PAPER.arxiv_id)
    now, source.fails = NOW + RETRY_AFTER + timedelta(seconds=1), False
    texts.read_behind(PAPER, told)
    await texts.wait(PAPER.arxiv_id)
    assert told.times == 2
    assert (await texts.get(PAPER))[0] is FullTextState.READ


async def test_a_full_queue(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full queue is no failure: what it does not take stays to be read, and is taken later."""
    monkeypatch.setattr(full_texts, "MOST_WAITING", 1)
    source, told = Source(), Told()
    texts, other = FullTexts(store, source, lambda: NOW), replace(PAPER, arxiv_id="2401.00002")
    await store.papers.record([other], NOW)
    texts.read_behind(PAPER, told)
    texts.read_behind(other, told)
    assert not texts.is_reading(other.arxiv_id)
    assert await texts.get(other) == (FullTextState.WAITING, None)
    source.go.set()
    await texts.wait(PAPER.arxiv_id)
    texts.read_behind(other, told)
    await texts.wait(other.arxiv_id)
    assert (await texts.get(other))[0] is FullTextState.READ


async def test_switched_off(store: Store) -> None:
    """Nothing is asked then; what was kept is known all the same."""
    texts, told = FullTexts(store, None, lambda: NOW), Told()
    assert await texts.get(PAPER) == (FullTextState.OFF, None)
    texts.read_behind(PAPER, told)
    assert not texts.is_reading(PAPER.arxiv_id)
    await store.full_texts.record(FullText(PAPER.arxiv_id, 2, "HTML", "", FullReading(), NOW))
    assert (await texts.get(PAPER))[0] is FullTextState.READ


async def test_the_end_leaves_nothing_behind(store: Store) -> None:
    """Whoever waits when the bot stops is not told."""
    texts, told = FullTexts(store, Source(), lambda: NOW), Told()
    texts.read_behind(PAPER, told)
    await texts.close()
    assert told.times == 0
    assert await store.full_texts.get(PAPER.arxiv_id) is None


def test_ancillary_files() -> None:
    """Programs among them are code, found with medium confidence; data alone are none."""

    def links(*paths: str) -> list[tuple[str, RepositoryState]]:
        reading = FullReading(ancillary=paths)
        found = ancillary_links(FullText("2401.00001", 2, "source", "", reading, NOW))
        return [(link.url, link.repository.state) for link in found if link.repository]

    assert links("anc/run.py", "anc/data.csv") == [("https://arxiv.org/src/2401.00001v2/anc", RepositoryState.CODE)]
    assert links("anc/data.csv") == links() == []
