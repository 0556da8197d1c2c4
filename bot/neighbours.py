"""Papers on the same subject: from the store by their titles, and from Semantic Scholar's recommendations."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.errors import SourceUnavailable
from bot.models import Neighbour, Paper
from bot.reading import read
from bot.store import Store

MOST_ASKED = 20  # records that are asked for together


class RecordSource(Protocol):
    """Gives records of papers; `patient`: it need not be soon."""

    async def fetch_paper(self, arxiv_id: str, *, patient: bool = False) -> Paper | None: ...


class SimilarSource(Protocol):
    """Gives similar papers."""

    async def fetch_similar(self, arxiv_id: str) -> tuple[Neighbour, ...]: ...


class Neighbours:
    """Finds papers of the same primary category, each with its verdict where it was scanned."""

    def __init__(
        self, store: Store, records: RecordSource, similar: SimilarSource, clock: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._records = records
        self._similar = similar
        self._clock = clock

    async def find(self, paper: Paper, most: int) -> tuple[tuple[Neighbour, ...], str]:
        """The neighbours, and the name of who could not be asked for them ("" where everybody was)."""
        failed = ""

        async def recommended() -> tuple[Neighbour, ...]:
            nonlocal failed
            try:
                return await self._similar.fetch_similar(paper.arxiv_id)
            except SourceUnavailable as error:
                failed = error.source
                return ()

        return await self.choose(paper, recommended(), most), failed

    async def choose(
        self, paper: Paper, recommended: Awaitable[Sequence[Neighbour]], most: int
    ) -> tuple[Neighbour, ...]:
        """At most `most` neighbours: those that the store finds come first, then the recommended ones.

        These do not name arXiv's categories: records that the store lacks are asked for together.
        """
        own = await self._store.search.find_similar(paper, most)
        others = (neighbour.arxiv_id for neighbour in await recommended if neighbour.arxiv_id != paper.arxiv_id)
        arxiv_ids = list(dict.fromkeys((*own, *others)))
        kept = {arxiv_id: await self._store.papers.get(arxiv_id) for arxiv_id in arxiv_ids[: max(MOST_ASKED, most)]}
        records = {arxiv_id: found[0] for arxiv_id, found in kept.items() if found}
        if len(_same_category(paper, arxiv_ids, records)) < most:
            missing = [arxiv_id for arxiv_id, found in kept.items() if found is None]
            records.update(await self._fetch_records(missing))
        same = _same_category(paper, arxiv_ids, records)
        return tuple([await self._neighbour(found) for found in same[:most]])

    async def _fetch_records(self, arxiv_ids: list[str]) -> dict[str, Paper]:
        fetched = await asyncio.gather(
            *(self._records.fetch_paper(arxiv_id, patient=True) for arxiv_id in arxiv_ids), return_exceptions=True
        )
        papers = [found for found in fetched if isinstance(found, Paper)]
        for error in fetched:
            # A crypt cut short is no news: the paper's own record has told already whether arXiv answers.
            if isinstance(error, BaseException) and not isinstance(error, SourceUnavailable):
                raise error
        await self._store.papers.record(papers, self._clock())
        return {paper.arxiv_id: paper for paper in papers}

    async def _neighbour(self, paper: Paper) -> Neighbour:
        scanned = await self._store.scans.get_newest(paper.arxiv_id)
        if scanned:
            return Neighbour(paper.arxiv_id, paper.title, scanned.status)
        reading = read(paper.title, paper.abstract, paper.comment or "", paper.categories)
        return Neighbour(paper.arxiv_id, paper.title, text_status=reading.text_status)


def _same_category(paper: Paper, arxiv_ids: Sequence[str], records: Mapping[str, Paper]) -> list[Paper]:
    found = [records[arxiv_id] for arxiv_id in arxiv_ids if arxiv_id in records]
    return [record for record in found if record.primary_category == paper.primary_category]
