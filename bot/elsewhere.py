"""Which arXiv paper is meant by what other sites call it: asked once, answered only where it is certain."""

from __future__ import annotations

import asyncio
import re
from collections import OrderedDict
from typing import Protocol

from bot.errors import SourceUnavailable
from bot.links import PaperMention
from bot.links.elsewhere import Reference, find_elsewhere, may_name_elsewhere
from bot.models import PaperLink

MOST_KNOWN = 10_000
PATIENCE_S = 5.0
_SIGNS = re.compile(r"[\W_]+")


class ScholarSource(Protocol):
    """Knows papers by many names."""

    async def fetch_arxiv_id(self, paper_id: str) -> str | None: ...

    async def match_title(self, words: str) -> tuple[str, str] | None: ...


class Elsewhere:
    """Remembers what was asked, for as long as the process lives."""

    def __init__(self, scholar: ScholarSource) -> None:
        self._scholar = scholar
        self._known: OrderedDict[str, str] = OrderedDict()

    async def learn(self, text: str) -> bool:
        """Asks about what `text` names and nobody asked before; False when something is still not known."""
        if not may_name_elsewhere(text):
            return True
        unknown = [reference for reference in find_elsewhere(text) if reference.key not in self._known]
        try:
            async with asyncio.timeout(PATIENCE_S):
                await asyncio.gather(*(self._ask(reference) for reference in unknown))
        except (SourceUnavailable, TimeoutError):
            return False
        return True

    def find(self, text: str) -> tuple[PaperMention, ...]:
        """The papers on arXiv that `text` is known to name so; those that nobody knows are left alone."""
        if not may_name_elsewhere(text):
            return ()
        known = ((reference, self._known.get(reference.key)) for reference in find_elsewhere(text))
        return tuple(PaperMention(PaperLink(i, named_as=r.shown), r.spoiler) for r, i in known if i)

    async def _ask(self, reference: Reference) -> None:
        if reference.key.startswith("title:"):
            words = reference.key.removeprefix("title:")
            found = await self._scholar.match_title(words)
            arxiv_id = found[0] if found and _SIGNS.sub(" ", found[1].casefold()).strip() == words else None
        else:
            arxiv_id = await self._scholar.fetch_arxiv_id(reference.key)
        self._known[reference.key] = arxiv_id or ""
        if len(self._known) > MOST_KNOWN:
            self._known.popitem(last=False)
