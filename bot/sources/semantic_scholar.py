"""Citations, venues and similar papers from Semantic Scholar (Academic Graph and Recommendations API)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote

import msgspec

from bot.errors import SourceUnavailable
from bot.models import Neighbour, Standing
from bot.sources._batching import Batches
from bot.sources._http import Http, Reply

SOURCE = "Semantic Scholar"
BATCH_SIZE = 500  # the batch route's own limit


class _Ids(msgspec.Struct, rename={"arxiv": "ArXiv"}):
    arxiv: str | None = None


class _Record(msgspec.Struct, rename="camel"):
    title: str | None = None
    citation_count: int | None = None
    venue: str | None = None
    external_ids: _Ids | None = None


class _Recommendations(msgspec.Struct, rename="camel"):
    recommended_papers: list[_Record] = []


class _Matches(msgspec.Struct):
    data: list[_Record] = []


class SemanticScholarClient:
    """Asks for standing in batches, for similar papers one by one."""

    def __init__(self, http: Http, api_url: str, *, api_key: str = "") -> None:
        self._http = http
        self._api_url = api_url.rstrip("/")
        self._headers = {"x-api-key": api_key} if api_key else {}
        self._batches: Batches[Standing] = Batches(self._fetch, max_size=BATCH_SIZE)

    async def fetch_standing(self, arxiv_id: str) -> Standing | None:
        """Citations and venue, or None when Semantic Scholar does not know the paper. May raise SourceUnavailable."""
        return await self._batches.get(arxiv_id)

    async def fetch_similar(self, arxiv_id: str, limit: int = 40) -> tuple[Neighbour, ...]:
        """Papers on arXiv that it recommends beside this one, best first; empty when it knows none."""
        url = f"{self._api_url}/recommendations/v1/papers/forpaper/ARXIV:{arxiv_id}"
        params = {"fields": "title,externalIds", "limit": str(limit), "from": "all-cs"}
        reply = await self._http.ask(SOURCE, "GET", url, params=params, headers=self._headers)
        if reply.http_status == 404:
            return ()
        found = _expect_ok(reply).decode(_Recommendations, SOURCE).recommended_papers
        return tuple(
            Neighbour(record.external_ids.arxiv, record.title)
            for record in found
            if record.external_ids and record.external_ids.arxiv and record.title
        )

    async def fetch_arxiv_id(self, paper_id: str) -> str | None:
        """The paper's id on arXiv, by its hash, "DOI:…", "CorpusId:…" or "ACL:…"; None for one that is not there."""
        url = f"{self._api_url}/graph/v1/paper/{quote(paper_id, safe=':')}"
        reply = await self._http.ask(SOURCE, "GET", url, params={"fields": "externalIds"}, headers=self._headers)
        if reply.http_status in (400, 404):  # 400: no such form of an id
            return None
        ids = _expect_ok(reply).decode(_Record, SOURCE).external_ids
        return ids.arxiv if ids else None

    async def match_title(self, words: str) -> tuple[str, str] | None:
        """Id and title of the paper on arXiv whose title fits best, or None when none fits, or it is not on arXiv."""
        url = f"{self._api_url}/graph/v1/paper/search/match"
        params = {"query": words, "fields": "title,externalIds"}
        reply = await self._http.ask(SOURCE, "GET", url, params=params, headers=self._headers)
        if reply.http_status == 404:  # "Title match not found"
            return None
        for record in _expect_ok(reply).decode(_Matches, SOURCE).data[:1]:
            if record.external_ids and record.external_ids.arxiv and record.title:
                return record.external_ids.arxiv, record.title
        return None

    async def close(self) -> None:
        """Stops asking."""
        await self._batches.close()

    async def _fetch(self, arxiv_ids: Sequence[str]) -> Mapping[str, Standing]:
        reply = await self._http.ask(
            SOURCE,
            "POST",
            f"{self._api_url}/graph/v1/paper/batch",
            params={"fields": "citationCount,venue,externalIds"},
            headers=self._headers,
            body={"ids": [f"ARXIV:{arxiv_id}" for arxiv_id in arxiv_ids]},
        )
        records = _expect_ok(reply).decode(list[_Record | None], SOURCE)
        if len(records) != len(arxiv_ids):
            raise SourceUnavailable(SOURCE, url=reply.url, reason="an answer of another length than the question")
        # The list has the order asked, with null for what is unknown.
        return {
            arxiv_id: Standing(record.citation_count, record.venue or None, SOURCE)
            for arxiv_id, record in zip(arxiv_ids, records, strict=True)
            if record is not None
        }


def _expect_ok(reply: Reply) -> Reply:
    if reply.http_status != 200:
        raise SourceUnavailable(SOURCE, url=reply.url, http_status=reply.http_status)
    return reply
