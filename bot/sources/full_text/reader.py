"""What the full text of a paper says about its code, read from the forms that the operator allows.

Sources: arxiv.org/html/{id}v{n} exists for TeX papers since December 2023, and a page that is missing answers 404.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

import aiohttp

from bot.errors import SourceUnavailable
from bot.models import FullReading, FullText, Paper
from bot.reading.full_text import read_full_text
from bot.reading.passages import Passage
from bot.sources.full_text.html import NoPaper, parse_full_text
from bot.sources.full_text.pages import SOURCE, ArxivPages, read_bounded

MAX_HTML_BYTES = 20_000_000


class FullTextReader:
    """Reads full texts, one paper after the other."""

    def __init__(self, pages: ArxivPages, pages_url: str, clock: Callable[[], datetime]) -> None:
        self._pages = pages
        self._clock = clock
        self._pages_url = pages_url.rstrip("/")

    async def read(self, paper: Paper) -> FullText:
        """What the newest version's full text says. Waits its turn, which may take minutes.

        Raises SourceUnavailable when arXiv could not be asked.
        """
        url = f"{self._pages_url}/html/{paper.arxiv_id}v{paper.version}"
        passages = await self._pages.fetch(url, self._read_html)
        if passages is None:
            return FullText(paper.arxiv_id, paper.version, "", "", FullReading(), self._clock())
        reading = await asyncio.to_thread(read_full_text, paper.title, paper.abstract, passages)
        return FullText(paper.arxiv_id, paper.version, "HTML", url, reading, self._clock())

    async def close(self) -> None:
        """Stops reading."""
        await self._pages.close()

    async def _read_html(self, response: aiohttp.ClientResponse) -> tuple[Passage, ...]:
        if response.content_type not in ("text/html", "application/xhtml+xml"):
            raise SourceUnavailable(SOURCE, url=str(response.url), reason="an answer that is not what it should be")
        body = await read_bounded(response, MAX_HTML_BYTES)
        try:
            return await asyncio.to_thread(parse_full_text, body)
        except NoPaper as error:
            raise SourceUnavailable(
                SOURCE, url=str(response.url), reason="an answer that is not what it should be"
            ) from error
