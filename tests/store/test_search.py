"""Search by titles, on both databases: what is found, in which order, and that it keeps step with the papers."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.models import Paper
from bot.sandbox.library.holdings import load_holdings
from bot.store import Store, open_store
from bot.store._words import split_words
from bot.store.store import open_database

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)

TITLES = {
    "1801.01290": ("cs.LG", "Soft Actor-Critic: Off-Policy Maximum Entropy Deep Reinforcement Learning"),
    "1509.02971": ("cs.LG", "Continuous control with deep reinforcement learning"),
    "1602.01783": ("cs.LG", "Asynchronous Methods for Deep Reinforcement Learning"),
    "1910.07207": ("cs.LG", "Soft Actor-Critic for Discrete Action Settings"),
    "1910.00177": ("cs.RO", "Soft Actor-Critic on Real Robots"),
    "1706.03762": ("cs.CL", "Attention Is All You Need"),
    "2001.00001": ("cs.CL", "All We Need Is Attention Networks"),
    "1608.03983": ("cs.LG", "SGDR: Stochastic Gradient Descent with Warm Restarts"),
    "2112.00001": ("math.CO", "Éléments of Graph Theory: α-Critical Graphs"),
}


def paper(arxiv_id: str, category: str, title: str) -> Paper:
    """A paper of which only the title matters."""
    return Paper(arxiv_id, 1, title, "An abstract.", ("A. Author",), (category, "stat.ML"), NOW, NOW)


PAPERS = {arxiv_id: paper(arxiv_id, *about) for arxiv_id, about in TITLES.items()}


@pytest.fixture
async def filled(store: Store) -> Store:
    """A store that holds PAPERS, recorded in their order."""
    await store.papers.record(PAPERS.values(), NOW)
    return store


def ids(found: Iterable[tuple[str, str]]) -> list[str]:
    """The ids of what was found."""
    return [arxiv_id for arxiv_id, _ in found]


FOUND = {
    "the beginning of a title": ("soft actor", ["1910.07207", "1801.01290", "1910.00177"]),
    "a word half typed": ("attention is al", ["1706.03762", "2001.00001"]),
    "words in any order": ("learning deep", ["1602.01783", "1509.02971", "1801.01290"]),
    "one plural, one singular": ("attention network", ["2001.00001"]),
    "accents and capitals": ("ELEMENTS of", ["2112.00001"]),
    "a Greek letter": ("α-crit", ["2112.00001"]),
    "the beginning of an id": ("1910.0", ["1910.00177", "1910.07207"]),
    "a whole id": ("1706.03762", ["1706.03762"]),
    "a word that no title holds": ("attention is xylophone", []),
    "signs without a word": ("%_'\"--", []),
    "nothing": ("  ", None),
}


@pytest.mark.parametrize(("typed", "expected"), FOUND.values(), ids=FOUND)
async def test_find_by_title(filled: Store, typed: str, expected: list[str] | None) -> None:
    """Titles that begin so come first, then the newest that hold all words; while nothing is typed, the newest."""
    found = await filled.search.find_by_title(typed, 10)
    assert ids(found) == (list(PAPERS)[::-1] if expected is None else expected)
    assert dict(found).items() <= {i: p.title for i, p in PAPERS.items()}.items()


async def test_no_more_than_asked_for(filled: Store) -> None:
    """`most` bounds what is found, of the best first."""
    assert ids(await filled.search.find_by_title("soft actor", 2)) == ["1910.07207", "1801.01290"]


async def test_find_similar(filled: Store) -> None:
    """The paper that shares the rarest words comes first; another category, other subjects and itself never."""
    assert await filled.search.find_similar(PAPERS["1910.07207"], 5) == ("1801.01290",)
    similar = await filled.search.find_similar(PAPERS["1801.01290"], 5)
    assert similar[0] == "1910.07207"
    assert not {"1801.01290", "1910.00177", "1608.03983"} & set(similar)
    assert await filled.search.find_similar(PAPERS["1608.03983"], 5) == ()


async def test_find_similar_to_a_paper_that_is_not_kept(filled: Store) -> None:
    """A paper that was never recorded has neighbours all the same; a title without words has none."""
    stranger = paper("2401.00001", "cs.LG", "A Discrete Soft Actor-Critic")
    assert (await filled.search.find_similar(stranger, 1)) == ("1910.07207",)
    assert await filled.search.find_similar(paper("2401.00002", "cs.LG", "?!"), 5) == ()
    assert await filled.search.find_similar(paper("2401.00003", "", "Soft Actor-Critic"), 5) == ()


async def test_the_index_follows_the_papers(filled: Store) -> None:
    """A new title or category is found, the old one no longer."""
    renamed = replace(PAPERS["1608.03983"], title="Cosine Schedules for Actors", categories=("cs.RO",))
    await filled.papers.record([renamed], NOW)
    assert await filled.search.find_by_title("sgdr", 5) == ()
    assert await filled.search.find_by_title("restarts", 5) == ()
    assert ids(await filled.search.find_by_title("cosine", 5)) == ["1608.03983"]
    assert await filled.search.find_similar(paper("9", "cs.RO", "Cosine Schedules"), 5) == ("1608.03983",)
    assert await filled.search.find_similar(paper("9", "cs.LG", "Cosine Schedules"), 5) == ()


async def test_a_failed_record_leaves_no_trace_in_the_index(filled: Store) -> None:
    """The index changes in the transaction of the paper, or not at all."""
    broken = replace(PAPERS["1608.03983"], arxiv_id="2402.00001", title="Zebra", abstract=None)  # type: ignore[arg-type]
    with pytest.raises(Exception, match=r"(?i)null"):
        await filled.papers.record([paper("2402.00000", "cs.LG", "Zebra Stripes"), broken], NOW)
    assert await filled.search.find_by_title("zebra", 5) == ()


async def test_many_at_once(store: Store) -> None:
    """Papers that are recorded at the same moment are all found, also twice the same one."""
    await asyncio.gather(
        *(store.papers.record([paper(f"2403.{n % 15:05}", "cs.LG", f"Gnu {n % 15}")], NOW) for n in range(30))
    )
    assert len(await store.search.find_by_title("gnu", 30)) == 15


async def test_an_older_store_is_indexed_when_it_is_opened(database_url: str) -> None:
    """A store that was made before there was an index has one after the migration."""
    async with open_store(database_url) as store:
        await store.papers.record(PAPERS.values(), NOW)
    async with open_database(database_url) as database, database.write() as connection:
        for table in ("titles", "title_words", "title_index"):
            if table != "title_index" or connection.dialect == "sqlite":
                await connection.execute(f"drop table {table}", {})
        await connection.execute("delete from migrations where number = 8", {})
    async with open_store(database_url) as store:
        assert ids(await store.search.find_by_title("soft actor", 5)) == FOUND["the beginning of a title"][1]


async def test_the_library(store: Store) -> None:
    """Among real papers, those on the same subject are neighbours, and every title finds its paper first."""
    papers = [p for p in load_holdings().papers.values() if p.title]
    kept = [paper(p.arxiv_id, p.categories[0], p.title) for p in papers]
    await store.papers.record(kept, NOW)
    for one in kept:
        found = await store.search.find_by_title(one.title[:60], 10)
        assert one.arxiv_id in ids(found), one.title
    for typed in ("'; drop table titles; --", '"" OR words : *', "NEAR(a b)", "a:* & !b", "\x00", "𝔘𝔫𝔦", "\\' | 'x"):
        await store.search.find_by_title(typed, 10)
        await store.search.find_similar(paper("9", typed, typed), 3)


WORDS = {
    "hyphens, case, signs": ("Soft Actor-Critic: v2.0 (ours)", ["soft", "actor", "critic", "v2", "0", "our"]),
    "accents": ("Émilie du Châtelet", ["emilie", "du", "chatelet"]),
    "LaTeX": (r"$\alpha$-divergences of $\mathbb{R}^n$", ["alpha", "divergence", "of", "mathbb", "r", "n"]),
    "plurals": (
        "Studies of networks, classes, boxes and buses",
        ["study", "of", "network", "class", "box", "and", "buse"],
    ),
    "no plurals": ("analysis corpus bus gas class", ["analysis", "corpus", "bus", "gas", "class"]),
    "no spaces": ("注意力机制", ["注意力机制"]),
    "none": ("…!?", []),
}


@pytest.mark.parametrize(("text", "words"), WORDS.values(), ids=WORDS)
def test_split_words(text: str, words: list[str]) -> None:
    """What counts as a word of a title, and which are the same."""
    assert split_words(text) == words
