"""Full texts read behind the answers: what is kept of them, what waits in the queue, and who is told of its end."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Protocol, TypeAlias

from bot.errors import SourceUnavailable
from bot.models import Confidence, FullText, FullTextState, OwnLink, Paper, Repository, RepositoryState
from bot.sources.hosts.files import is_program
from bot.store import Store

log = logging.getLogger(__name__)

ANCILLARY = "arXiv's ancillary files"
RETRY_AFTER = timedelta(minutes=10)
MOST_FAILURES = 10_000
MOST_WAITING = 500  # two hours of queue; what comes then is asked for by a later scan

Then: TypeAlias = Callable[[], Awaitable[None]]


def ancillary_links(full_text: FullText) -> tuple[OwnLink, ...]:
    """The programs among the files that came with a paper's source, as an own link; empty where there is none."""
    files = full_text.reading.ancillary
    programs = [path for path in files if is_program(path)]
    if not programs:
        return ()
    url = f"https://arxiv.org/src/{full_text.arxiv_id}v{full_text.version}/anc"
    name = f"anc of {full_text.arxiv_id}"
    found = Repository(
        url,
        name,
        RepositoryState.CODE,
        n_files=len(files),
        n_code_files=len(programs),
        source=ANCILLARY,
        confidence=Confidence.MEDIUM,
    )
    return (OwnLink(url, found),)


class FullTextSource(Protocol):
    """Reads full texts, which may take its time."""

    async def read(self, paper: Paper) -> FullText: ...

    async def close(self) -> None: ...


class FullTexts:
    """What is known of full texts. `source` is None where they are switched off: only what was kept is known then."""

    def __init__(self, store: Store, source: FullTextSource | None, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._source = source
        self._clock = clock
        self._reading: dict[str, asyncio.Task[None]] = {}
        self._then: dict[str, Then] = {}
        self._failed_at: dict[str, datetime] = {}

    async def get(self, paper: Paper) -> tuple[FullTextState, FullText | None]:
        """How far the reading of the paper's newest version has come, and what was read: of an older version, until
        the newest is read."""
        kept = await self._store.full_texts.get(paper.arxiv_id)
        if kept and kept.version >= paper.version:
            return (FullTextState.READ if kept.form else FullTextState.ABSENT), kept
        if self._source is None:
            return FullTextState.OFF, kept
        return (FullTextState.FAILED if paper.arxiv_id in self._failed_at else FullTextState.WAITING), kept

    def is_reading(self, arxiv_id: str) -> bool:
        """Whether the paper is in the queue."""
        return arxiv_id in self._reading

    def read_behind(self, paper: Paper, then: Then) -> None:
        """Puts the paper in the queue; `then` is called when it is read, or could not be: `get` tells.

        Who asked for the same paper before is not called any more. What failed just now is left alone for a while, and
        a full queue takes nothing.
        """
        failed_at = self._failed_at.get(paper.arxiv_id)
        if self._source is None or (failed_at and self._clock() - failed_at < RETRY_AFTER):
            return
        if paper.arxiv_id not in self._reading and len(self._reading) >= MOST_WAITING:
            return
        self._then[paper.arxiv_id] = then
        if paper.arxiv_id not in self._reading:
            task = asyncio.create_task(self._read(self._source, paper), name=f"full text of {paper.arxiv_id}")
            self._reading[paper.arxiv_id] = task
            task.add_done_callback(lambda done: self._finished(paper.arxiv_id, done))

    async def wait(self, arxiv_id: str) -> None:
        """Waits until the paper is out of the queue, and whoever wanted to know of it knows."""
        if task := self._reading.get(arxiv_id):
            await asyncio.wait({task})

    async def close(self) -> None:
        """Reads no more; what waits then is asked for again by a later scan."""
        tasks = list(self._reading.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._source is not None:
            await self._source.close()

    async def _read(self, source: FullTextSource, paper: Paper) -> None:
        try:
            full_text = await source.read(paper)
        except SourceUnavailable as error:
            log.warning("full text of %s: %s", paper.arxiv_id, error)
            self._note_failure(paper.arxiv_id)
            await self._then.pop(paper.arxiv_id)()
            return
        self._failed_at.pop(paper.arxiv_id, None)
        await self._store.full_texts.record(full_text)
        await self._then.pop(paper.arxiv_id)()

    def _note_failure(self, arxiv_id: str) -> None:
        self._failed_at.pop(arxiv_id, None)
        self._failed_at[arxiv_id] = self._clock()
        while len(self._failed_at) > MOST_FAILURES:
            del self._failed_at[next(iter(self._failed_at))]

    def _finished(self, arxiv_id: str, task: asyncio.Task[None]) -> None:
        self._reading.pop(arxiv_id, None)
        self._then.pop(arxiv_id, None)
        if not task.cancelled() and (error := task.exception()):
            log.error("the full text of %s failed", arxiv_id, exc_info=error)
