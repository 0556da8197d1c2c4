"""What the full text of a paper says about its code, read from the forms that the operator allows.

Sources: arxiv.org/html/{id}v{n} exists for TeX papers since December 2023, and a page that is missing answers 404;
arxiv.org/robots.txt allows HTML and PDF to programs, the source not: it is asked of export.arxiv.org.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

import aiohttp

from bot.errors import SourceUnavailable
from bot.models import FullReading, FullText, Paper, Statement
from bot.reading.full_text import read_full_text
from bot.reading.passages import Passage
from bot.resting import Rest
from bot.sources.full_text.html import NoPaper, parse_full_text
from bot.sources.full_text.pages import SOURCE, ArxivPages, read_bounded
from bot.sources.full_text.worker import Finding
from bot.sources.full_text.working import read_apart

MAX_HTML_BYTES = 20_000_000
MAX_PDF_BYTES = 60_000_000
MAX_SOURCE_BYTES = 200_000_000


class FullTextReader:
    """Reads full texts, one paper after the other."""

    def __init__(
        self,
        pages: ArxivPages,
        pages_url: str,
        clock: Callable[[], datetime],
        *,
        forms: frozenset[str] = frozenset({"html"}),
        source_url: str = "",
    ) -> None:
        self._pages = pages
        self._pages_url = pages_url.rstrip("/")
        self._source_url = (source_url or pages_url).rstrip("/")
        self._clock = clock
        self._forms = forms

    @property
    def resting(self) -> Rest | None:
        """How long arXiv's pages are left alone; None when they are asked."""
        return self._pages.resting

    async def read(self, paper: Paper) -> FullText:
        """What the newest version's full text says: as HTML; where that names no code, or is not there, by its source;
        as PDF where neither was to be read. Waits its turn, which may take minutes.

        Raises SourceUnavailable when arXiv could not be asked.
        """
        name = f"{paper.arxiv_id}v{paper.version}"
        found = FullText(paper.arxiv_id, paper.version, "", "", FullReading(), self._clock())
        if "html" in self._forms:
            url = f"{self._pages_url}/html/{name}"
            passages = await self._pages.fetch(url, self._read_html)
            if passages is not None:
                reading = await asyncio.to_thread(read_full_text, paper.title, paper.abstract, passages)
                found = replace(found, form="HTML", url=url, reading=reading)
        if "source" in self._forms and not found.reading.own_urls:
            found = await self._with_source(paper, found, f"{self._source_url}/e-print/{name}")
        if "pdf" in self._forms and not found.form:
            url = f"{self._pages_url}/pdf/{name}"
            finding = await self._pages.fetch(url, partial(self._read_apart, "pdf", paper, MAX_PDF_BYTES))
            if finding is not None:
                found = replace(found, form="PDF", url=url, reading=finding.reading)
        return replace(found, read_at=self._clock())

    async def close(self) -> None:
        """Stops reading."""
        await self._pages.close()

    async def _with_source(self, paper: Paper, found: FullText, url: str) -> FullText:
        """`found` with what the source says beside it, or alone."""
        finding = await self._pages.fetch(url, partial(self._read_apart, "source", paper, MAX_SOURCE_BYTES))
        if finding is None or not finding.is_text:
            return found
        says_more = finding.reading.own_urls or found.reading.statement is Statement.NONE
        reading = finding.reading if says_more else replace(found.reading, ancillary=finding.reading.ancillary)
        if found.form:
            return replace(found, form=f"{found.form} and source", reading=reading)
        return replace(found, form="source", url=paper.url, reading=reading)

    async def _read_apart(self, kind: str, paper: Paper, max_bytes: int, response: aiohttp.ClientResponse) -> Finding:
        return await read_apart(kind, paper, response, max_bytes)

    async def _read_html(self, response: aiohttp.ClientResponse) -> tuple[Passage, ...]:
        if response.content_type not in ("text/html", "application/xhtml+xml"):
            raise _unreadable(response)
        body = await read_bounded(response, MAX_HTML_BYTES)
        try:
            return await asyncio.to_thread(parse_full_text, body)
        except NoPaper as error:
            raise _unreadable(response) from error


def _unreadable(response: aiohttp.ClientResponse) -> SourceUnavailable:
    return SourceUnavailable(SOURCE, url=str(response.url), reason="an answer that is not what it should be")
