"""Who is asked for a paper's standing, in which order: Semantic Scholar, else OpenAlex."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Protocol

from bot.errors import SourceUnavailable
from bot.models import Neighbour, Standing

PATIENCE_S = 1.0  # somebody waits in a chat: after it the other is asked beside


class Scholar(Protocol):
    """Gives citations, venues and similar papers."""

    async def fetch_standing(self, arxiv_id: str) -> Standing | None: ...

    async def fetch_similar(self, arxiv_id: str) -> tuple[Neighbour, ...]: ...


class Fallback(Protocol):
    """Gives citations and venues."""

    async def fetch_standing(self, arxiv_id: str) -> Standing | None: ...


class Standings:
    """One source of standing, made of two."""

    def __init__(self, scholar: Scholar, fallback: Fallback, *, patience_s: float = PATIENCE_S) -> None:
        self._scholar = scholar
        self._fallback = fallback
        self._patience_s = patience_s

    async def fetch_standing(self, arxiv_id: str) -> Standing | None:
        """Citations and venue, or None when both do not know the paper.

        Raises SourceUnavailable, of the first that failed, when neither tells and one of them could not be asked.
        """
        first = asyncio.create_task(self._scholar.fetch_standing(arxiv_id), name=f"standing of {arxiv_id}")
        try:
            await asyncio.wait({first}, timeout=self._patience_s)
            if _tells(first):
                return first.result()
            try:
                second = await self._fallback.fetch_standing(arxiv_id)
            except SourceUnavailable:
                if (found := await first) is None:
                    raise
                return found
            if _tells(first) or second is None:
                return await first
            return _merge(first, second)
        finally:
            first.cancel()
            await asyncio.gather(first, return_exceptions=True)

    async def fetch_similar(self, arxiv_id: str) -> tuple[Neighbour, ...]:
        """Similar papers, which only Semantic Scholar knows. Raises SourceUnavailable."""
        return await self._scholar.fetch_similar(arxiv_id)


def _tells(asked: asyncio.Task[Standing | None]) -> bool:
    if not asked.done() or asked.cancelled() or asked.exception() is not None:
        return False
    found = asked.result()
    return found is not None and found.citations is not None


def _merge(first: asyncio.Task[Standing | None], second: Standing) -> Standing:
    """The second's answer, with the venue of the first where it knew that alone."""
    found = first.result() if first.done() and not first.cancelled() and first.exception() is None else None
    return replace(second, venue=second.venue or found.venue) if found else second
