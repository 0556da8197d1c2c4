"""Keeps the titles' words in step with the papers, in the transaction that changes the papers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.store._codec import from_json, load_queries
from bot.store._database import Connection
from bot.store._words import category_word, split_words

_queries = load_queries("titles")
BATCH_SIZE = 1000


@dataclass(frozen=True, slots=True)
class Title:
    """What is indexed of a paper: the words of its title, parted by spaces, and its primary category as a word."""

    arxiv_id: str
    words: str
    category: str


def make_title(arxiv_id: str, title: str, primary_category: str) -> Title:
    """A paper's title, to be indexed."""
    return Title(arxiv_id, " ".join(split_words(title)), category_word(primary_category))


async def index_titles(connection: Connection, titles: Sequence[Title]) -> None:
    """Brings the index to these titles; those that are kept so already cost a look. One title a paper."""
    asked = [{"arxiv_id": title.arxiv_id} for title in titles]
    rows = await connection.fetch_each(_queries.get_title.sql, asked)
    kept = {row["arxiv_id"]: Title(row["arxiv_id"], row["words"], row["category"]) for row in rows}
    changed = [title for title in titles if kept.get(title.arxiv_id) != title]
    if not changed:
        return
    counts: Counter[str] = Counter()
    for title in changed:
        counts.update(set(title.words.split()))
        if before := kept.get(title.arxiv_id):
            counts.subtract(set(before.words.split()))
    columns = [{"arxiv_id": t.arxiv_id, "words": t.words, "category": t.category} for t in changed]
    await _queries.record_titles(connection, columns)
    await _queries.count_words(connection, [{"word": word, "n": n} for word, n in sorted(counts.items()) if n])


async def index_after(connection: Connection, arxiv_id: str) -> str | None:
    """Indexes some of the papers that come after `arxiv_id`, and gives the last one's id; None when there are none."""
    rows = [row async for row in _queries.get_papers_after(connection, arxiv_id=arxiv_id, most=BATCH_SIZE)]
    titles = [
        make_title(row["arxiv_id"], row["title"], next(iter(from_json(row["categories"], tuple[str, ...])), ""))
        for row in rows
    ]
    await index_titles(connection, titles)
    return titles[-1].arxiv_id if titles else None


async def index_all(connection: Connection) -> None:
    """Indexes every paper of a store that was made before there was an index."""
    last: str | None = ""
    while last is not None:
        last = await index_after(connection, last)
