"""Venue and retraction of a published article, by its DOI, from Crossref.

Source: the Crossref REST API. `updated-by` lists corrections and retractions, those of Retraction Watch included; that
nothing stands there is no proof. arXiv's own DOIs are DataCite's and unknown to Crossref.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

import msgspec

from bot.errors import SourceUnavailable
from bot.sources._http import Http

SOURCE = "Crossref"
INTERVAL_S = 0.25  # the public pool takes 5 requests a second, one at a time
_ARXIV_PREFIX = "10.48550/"
_RETRACTIONS = frozenset(("retraction", "withdrawal", "removal"))
_SOURCES = {"retraction-watch": "Retraction Watch"}


@dataclass(frozen=True, slots=True)
class Article:
    """An article as Crossref has it: `venue` None where it names none, `retracted_by` "" when nobody retracted it."""

    doi: str
    title: str
    venue: str | None
    retracted_by: str = ""


class _Update(msgspec.Struct):
    type: str = ""
    source: str = ""


class _Work(msgspec.Struct, rename={"doi": "DOI", "container": "container-title", "updates": "updated-by"}):
    doi: str
    title: list[str] = []
    container: list[str] = []
    updates: list[_Update] = []


class _Answer(msgspec.Struct):
    message: _Work


class CrossrefClient:
    """Asks for articles. `contact` moves us to the pool for those who say who they are."""

    def __init__(self, http: Http, api_url: str, *, contact: str = "") -> None:
        self._http = http
        self._api_url = api_url.rstrip("/")
        self._params = {"mailto": contact} if "@" in contact else {}

    async def fetch_article(self, doi: str) -> Article | None:
        """The article, or None when Crossref does not know the DOI. Raises SourceUnavailable."""
        if doi.lower().startswith(_ARXIV_PREFIX):
            return None
        url = f"{self._api_url}/works/{quote(doi, safe='')}"
        reply = await self._http.ask(SOURCE, "GET", url, params=self._params)
        if reply.http_status == 404:
            return None
        if reply.http_status != 200:
            raise SourceUnavailable(SOURCE, url=url, http_status=reply.http_status)
        work = reply.decode(_Answer, SOURCE).message
        retraction = next((update for update in work.updates if update.type in _RETRACTIONS), None)
        return Article(
            doi=work.doi,
            title=" ".join(work.title[0].split()) if work.title else "",
            venue=work.container[0] if work.container else None,
            retracted_by=_SOURCES.get(retraction.source, "its publisher") if retraction else "",
        )
