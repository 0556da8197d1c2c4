"""Papers by their title, as somebody types it: from the store, else from arXiv, else from Semantic Scholar."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.errors import SourceUnavailable
from bot.models import Paper
from bot.sources.arxiv import SearchField
from bot.store import Store

MOST_FOUND = 10
_SIGNS = re.compile(r"[\W_]+")


class PaperSearch(Protocol):
    """Searches all of arXiv, by title, author or word."""

    async def search(self, field: SearchField, words: str, most: int) -> tuple[Paper, ...]: ...


class TitleMatch(Protocol):
    """Knows the one paper that a title fits best."""

    async def match_title(self, words: str) -> tuple[str, str] | None: ...


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paper that may be meant."""

    arxiv_id: str
    title: str


class Titles:
    """Finds papers by title."""

    def __init__(self, store: Store, search: PaperSearch, match: TitleMatch, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._search = search
        self._match = match
        self._clock = clock

    async def get_exact(self, words: str) -> Candidate | None:
        """The one kept paper with exactly this title, or None: nobody is asked."""
        return _only(words, await self._kept(words))

    async def find(self, words: str) -> tuple[Candidate, ...]:
        """The papers that may be meant, best first, at most ten; only one where its title is exactly this.

        Empty when nobody knows one. Raises SourceUnavailable when nothing was found and somebody could not be asked.
        """
        if exact := await self.get_exact(words):
            return (exact,)
        failed: SourceUnavailable | None = None
        found = await self._kept(words)
        try:
            found += await self._on_arxiv(words)
        except SourceUnavailable as error:
            failed = error
        if not found:
            found = await self._at_semantic_scholar(words)
        if failed and not found:
            raise failed
        only = _only(words, found)
        return (only,) if only else tuple(dict.fromkeys(found))[:MOST_FOUND]

    async def _kept(self, words: str) -> list[Candidate]:
        return [Candidate(*found) for found in await self._store.search.find_by_title(words, MOST_FOUND)]

    async def _on_arxiv(self, words: str) -> list[Candidate]:
        papers = await self._search.search(SearchField.TITLE, words, MOST_FOUND)
        await self._store.papers.record(papers, self._clock())
        return [Candidate(paper.arxiv_id, paper.title) for paper in papers]

    async def _at_semantic_scholar(self, words: str) -> list[Candidate]:
        found = await self._match.match_title(words)
        return [Candidate(*found)] if found else []


def _only(words: str, found: Iterable[Candidate]) -> Candidate | None:
    """The one candidate whose title is what was typed, signs and case aside."""
    meant = _normal(words)
    exact = {candidate for candidate in found if meant and _normal(candidate.title) == meant}
    return exact.pop() if len(exact) == 1 else None


def _normal(title: str) -> str:
    return _SIGNS.sub(" ", title.casefold()).strip()
