"""Full-text search over titles: similar papers, and what somebody types. One face for both databases."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.models import Paper
from bot.store._codec import load_queries, to_json
from bot.store._database import Connection, Database, Dialect
from bot.store._words import STOP_WORDS, category_word, split_words

_queries = load_queries("titles")
_searches: Mapping[Dialect, Any] = {dialect: load_queries(f"search.{dialect}") for dialect in Dialect}

N_RAREST = 5
MOST_A_WORD = 200
N_COMPLETIONS = 8
LEAST_COMPLETED = 3  # letters of the last word
MOST_WORDS = 12  # typed; what comes after them is not looked at
LEAST_SIMILARITY = 0.2
LAST_SIGN = "\U0010ffff"  # comes after every text that begins alike


class Search:
    """Finds papers by the words of their titles."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def find_similar(self, paper: Paper, most: int) -> tuple[str, ...]:
        """Ids of papers on the same subject, most similar first: same primary category, titles that share rare words.

        The rarest words find them; how much of the title's rarity they share decides. The paper need not be kept.
        """
        words, category = set(split_words(paper.title)) - STOP_WORDS, category_word(paper.primary_category)
        if not words or not category:
            return ()
        async with self._database.read() as connection:
            rarity = await self._rarity(connection, words)
            rarest = sorted(rarity, key=lambda word: (-rarity[word], word))[:N_RAREST]
            asked = [{"query": _match(connection.dialect, [[w]], category), "most": MOST_A_WORD} for w in rarest]
            rows = await connection.fetch_each(_searches[connection.dialect].find_similar.sql, asked)
        found = {row["arxiv_id"]: row["words"].split() for row in rows if row["arxiv_id"] != paper.arxiv_id}
        # A word that no title holds counts as well: it is what sets this one apart.
        own = sum(rarity.values()) + max(rarity.values(), default=0.0) * len(words - rarity.keys())
        shared = {arxiv_id: sum(rarity.get(word, 0.0) for word in set(found[arxiv_id])) for arxiv_id in found}
        similar = [arxiv_id for arxiv_id in found if shared[arxiv_id] >= LEAST_SIMILARITY * own]
        return tuple(sorted(similar, key=lambda arxiv_id: (-shared[arxiv_id], _reversed(arxiv_id)))[:most])

    async def find_by_title(self, typed: str, most: int) -> tuple[tuple[str, str], ...]:
        """Ids and titles of papers for what somebody is typing: an id's beginning, or words of a title.

        Titles that begin with the words come first, then the newest that hold all of them in any order; the last word
        may be half typed. Where nothing is typed yet: the papers that were kept last. Empty when nothing fits.
        """
        words = split_words(typed)[:MOST_WORDS]
        if typed.strip() and not words:
            return ()
        async with self._database.read() as connection:
            if not words:
                return tuple(_titles([row async for row in _queries.get_newest_titles(connection, most=most)]).items())
            found = await self._find_by_beginning(connection, typed.strip().lower(), words, most)
            if len(found) < most:
                found |= await self._find_by_words(connection, words, most + len(found))
        return tuple(found.items())[:most]

    async def _find_by_beginning(
        self, connection: Connection, typed: str, words: Sequence[str], most: int
    ) -> dict[str, str]:
        rows = [row async for row in _queries.find_by_beginning(connection, **_range(" ".join(words)), most=most)]
        if typed[0].isdigit() or "/" in typed:
            search = _searches[connection.dialect]
            rows = [row async for row in search.find_by_id(connection, **_range(typed), most=most)] + rows
        return _titles(rows)

    async def _find_by_words(self, connection: Connection, words: Sequence[str], most: int) -> dict[str, str]:
        *whole, last = words
        # Words that stand in every other title narrow little and cost most; so does what two letters may become.
        groups = [[word] for word in whole if word not in STOP_WORDS] or [[word] for word in whole]
        if not groups or (len(last) >= LEAST_COMPLETED and last not in STOP_WORDS):
            rows = [row async for row in _queries.complete_word(connection, **_range(last), most=N_COMPLETIONS)]
            if not rows:
                return {}
            groups.append([row["word"] for row in rows])
        query = _match(connection.dialect, groups)
        search = _searches[connection.dialect]
        return _titles([row async for row in search.find_by_words(connection, query=query, most=most)])

    async def _rarity(self, connection: Connection, words: Iterable[str]) -> dict[str, float]:
        """For each word that some title holds: 0 where all hold it, growing as fewer do."""
        n_titles = await _queries.count_titles(connection)
        rows = _searches[connection.dialect].count_papers_with(connection, words=to_json(sorted(words)))
        return {row["word"]: math.log(1 + n_titles / row["n_papers"]) async for row in rows if row["n_papers"] > 0}


def _range(beginning: str) -> dict[str, str]:
    return {"low": beginning, "high": beginning + LAST_SIGN}


def _titles(rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    return {row["arxiv_id"]: row["title"] for row in rows}


def _reversed(arxiv_id: str) -> tuple[int, ...]:
    """A key by which later ids come first."""
    return tuple(-ord(sign) for sign in arxiv_id)


def _match(dialect: Dialect, groups: Sequence[Sequence[str]], category: str = "") -> str:
    """The question in the database's own language: one word of each group, and the category.

    Words are letters and digits only (`split_words`), so nothing in them can be an operator or a quote.
    """
    match dialect:
        case Dialect.SQLITE:
            wanted = " AND ".join("(" + " OR ".join(f'"{word}"' for word in group) + ")" for group in groups)
            return f"words : ({wanted})" + (f' AND category : "{category}"' if category else "")
        case Dialect.POSTGRESQL:
            wanted = " & ".join("(" + " | ".join(f"'{word}'" for word in group) + ")" for group in groups)
            return wanted + (f" & '/{category}'" if category else "")
