"""The store on a real file and a real server: what is recorded is given back, also after it was closed."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.errors import CannotStart, StoreConflict
from bot.models import (
    Answer,
    Community,
    Confidence,
    Contribution,
    ContributionEvent,
    ContributionKind,
    ContributionState,
    ContributionWay,
    Decider,
    Evidence,
    EvidenceKind,
    Neighbour,
    OwnLink,
    Paper,
    PaperLink,
    Repository,
    RepositoryState,
    ScanResult,
    Standing,
)
from bot.status import Status
from bot.store import Store, open_store
from bot.store.store import open_database

NOW = datetime(2026, 11, 24, 12, 0, 0, 123000, tzinfo=UTC)
PAPER = Paper(
    arxiv_id="math/0309136",
    version=3,
    title="On “quotes”; drop table papers;--",
    abstract="Zeile eins\n𝔘𝔫𝔦𝔠𝔬𝔡𝔢",
    authors=("Ada Lovelace", "Émilie du Châtelet"),
    categories=("math.GT", "cs.LG"),
    published=NOW - timedelta(days=8000),
    updated=NOW - timedelta(days=10),
    comment=None,
    journal_ref="J. Top. 1 (2003)",
)
RESULT = ScanResult(
    arxiv_id=PAPER.arxiv_id,
    status=Status.GRACE_PERIOD,
    confidence=Confidence.LOW,
    reason="README only so far",
    evidence=(Evidence(EvidenceKind.QUOTE, "code “here”", "abstract", PAPER.url, NOW),),
    unreachable=("Semantic Scholar",),
    scanned_at=NOW,
    would_be=Status.DEATH_BY_README,
    links=(
        OwnLink(
            "https://github.com/a/b", Repository("https://github.com/a/b", "a/b", RepositoryState.README_ONLY, 7, 9)
        ),
        OwnLink("https://osf.io/x", None, "found, not checked yet"),
    ),
    standing=Standing(16, "arXiv.org", "Semantic Scholar"),
    neighbours=(Neighbour("1706.03762", "Attention", Status.ALIVE),),
    notes=("a note",),
)
DUE = {"due_at": RESULT.scanned_at + timedelta(days=30), "watched_due_at": RESULT.scanned_at + timedelta(days=7)}
ANSWER = Answer(
    trigger_id=10**18,
    channel_id=2,
    guild_id=3,
    asker_id=4,
    papers=(PaperLink(PAPER.arxiv_id, 2),),
    intended_at=NOW,
    spoiler=True,
)
CONTRIBUTION = Contribution(
    contribution_id="4fk9tz",
    arxiv_id=PAPER.arxiv_id,
    kind=ContributionKind.STATUS,
    way=ContributionWay.FORM,
    value=Status.GHOSTED,
    author_id=4,
    place_id=3,
    channel_id=2,
    answer_id=11,
    created_at=NOW,
)
EVENT = ContributionEvent("4fk9tz", NOW, "propose", ContributionState.CHECKING, Decider.AUTHOR, 4, Status.GHOSTED)


async def test_everything_is_there_after_the_store_was_closed(database_url: str) -> None:
    """Paper, scan, answer and contribution come back as they were recorded."""
    async with open_store(database_url) as store:
        await store.papers.record([PAPER], NOW)
        await store.scans.record(RESULT, **DUE)
        assert await store.answers.record_intention(ANSWER)
        await store.answers.record_sent(ANSWER.trigger_id, 11, NOW)
        assert await store.contributions.add(CONTRIBUTION, EVENT)
    async with open_store(database_url) as store:
        assert await store.papers.get(PAPER.arxiv_id) == (PAPER, NOW)
        assert await store.scans.get_newest(PAPER.arxiv_id) == RESULT
        assert await store.answers.get_by_reply(11) == replace(ANSWER, reply_id=11)
        assert await store.contributions.get_community(PAPER.arxiv_id, 3) == Community((CONTRIBUTION,))


async def test_a_null_character_does_no_harm(store: Store) -> None:
    """SQLite keeps the character NUL; PostgreSQL has no place for it and keeps its replacement. Ids find as written."""
    strange = replace(PAPER, arxiv_id="x\0y", abstract="a\0b")
    await store.papers.record([strange], NOW)
    kept = await store.papers.get("x\0y")
    assert kept is not None
    assert kept[0].abstract in ("a\0b", "a\ufffdb")


async def test_a_newer_record_replaces_the_older_one(store: Store) -> None:
    """A paper has one row, the one fetched last."""
    await store.papers.record([PAPER], NOW)
    newer = replace(PAPER, version=4, comment="Code: https://github.com/a/b")
    await store.papers.record([newer], NOW + timedelta(days=1))
    assert await store.papers.get(PAPER.arxiv_id) == (newer, NOW + timedelta(days=1))


async def test_scans_are_kept_oldest_first(store: Store) -> None:
    """The newest scan answers; the earlier ones stay for what changed since."""
    await store.papers.record([PAPER], NOW)
    assert await store.papers.get_with_scan(PAPER.arxiv_id) is None
    later = replace(RESULT, scanned_at=NOW + timedelta(days=1), status=Status.ALIVE)
    await store.scans.record(later, **DUE)
    await store.scans.record(RESULT, **DUE)
    assert await store.scans.get_newest(PAPER.arxiv_id) == later
    assert await store.papers.get_with_scan(PAPER.arxiv_id) == (PAPER, later, False)
    assert await store.scans.get_all(PAPER.arxiv_id) == (RESULT, later)


async def test_a_scan_needs_its_paper(store: Store) -> None:
    """Foreign keys hold: no scan without the record it judged."""
    with pytest.raises(StoreConflict):
        await store.scans.record(RESULT, **DUE)
    assert await store.scans.get_newest(PAPER.arxiv_id) is None


async def test_unknown_things_are_none(store: Store) -> None:
    """What was never recorded is None or empty, no error."""
    assert await store.papers.get("1706.03762") is None
    assert await store.scans.get_newest("1706.03762") is None
    assert await store.answers.get_by_reply(1) is None
    assert await store.contributions.get_community("1706.03762", 3) == Community()


async def test_a_message_is_answered_by_one_intention(store: Store) -> None:
    """Of many who want to answer the same message at once, exactly one may."""
    wins = await asyncio.gather(*(store.answers.record_intention(ANSWER) for _ in range(20)))
    assert wins.count(True) == 1
    await store.answers.forget(ANSWER.trigger_id)
    assert await store.answers.record_intention(ANSWER)


async def test_a_failed_transaction_leaves_nothing(store: Store) -> None:
    """When the second of two papers cannot be kept, the first is not kept either."""
    broken = replace(PAPER, arxiv_id="1706.03762", title=None)  # type: ignore[arg-type]
    with pytest.raises(StoreConflict):
        await store.papers.record([PAPER, broken], NOW)
    assert await store.papers.get(PAPER.arxiv_id) is None
    await store.papers.record([PAPER], NOW)


async def test_a_write_that_is_broken_off_holds_up_no_other(store: Store) -> None:
    """Whoever is cancelled at whatever moment of a transaction leaves all or nothing of it, and the next one works."""
    for n in range(40):
        paper, other = (replace(PAPER, arxiv_id=f"{month}.{n:05}") for month in ("2401", "2402"))
        writing = asyncio.create_task(store.papers.record([paper], NOW))
        for _ in range(n):
            await asyncio.sleep(0)
        writing.cancel()
        await asyncio.gather(writing, return_exceptions=True)
        await store.papers.record([other], NOW)
        assert await store.papers.get(other.arxiv_id) == (other, NOW)


async def test_a_newer_store_is_refused(database_url: str) -> None:
    """A store that a newer version wrote is left alone, with one sentence."""
    async with open_store(database_url):
        pass
    async with open_database(database_url) as database, database.write_once() as connection:
        await connection.execute("insert into migrations (number, ran_at) values (999, 0)", {})
    with pytest.raises(CannotStart, match="newer PWNC"):
        async with open_store(database_url):
            pass


@pytest.mark.parametrize("url", ["", "sqlite://", "sqlite:///", "mysql://localhost/x", "data/pwnc.db"])
async def test_other_addresses_are_refused(url: str) -> None:
    """What is no address of a store is told in one sentence that shows a right one."""
    with pytest.raises(CannotStart, match=r"sqlite:///data/pwnc\.db"):
        async with open_store(url):
            pass


async def test_a_file_that_is_no_store_is_refused(tmp_path: Path) -> None:
    """A file of another kind is not touched."""
    path = tmp_path / "letter.txt"
    path.write_bytes(b"Dear Ada, " * 500)
    with pytest.raises(CannotStart, match="cannot be"):
        async with open_store(f"sqlite:///{path}"):
            pass
    assert path.read_bytes() == b"Dear Ada, " * 500


async def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    """A path below a file cannot hold a store."""
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotStart, match="DATABASE_URL"):
        async with open_store(f"sqlite:///{tmp_path / 'file' / 'pwnc.db'}"):
            pass


def test_an_opening_cut_short_leaves_no_thread(tmp_path: Path) -> None:
    """Wherever a signal cuts the opening, no connection's thread outlives the event loop."""

    async def open_and_cancel(n_turns: int) -> None:
        async def use() -> None:
            async with open_store(f"sqlite:///{tmp_path / str(n_turns)}.db"):
                await asyncio.Event().wait()

        opening = asyncio.create_task(use())
        for _ in range(n_turns):
            await asyncio.sleep(0)
        opening.cancel()
        await asyncio.gather(opening, return_exceptions=True)

    for n_turns in range(40):
        asyncio.run(open_and_cancel(n_turns))
    workers = [thread for thread in threading.enumerate() if "_connection_worker_thread" in thread.name]
    for thread in workers:  # one that was told to end may still be on its way
        thread.join(timeout=5)
    assert not [thread.name for thread in workers if thread.is_alive()]
