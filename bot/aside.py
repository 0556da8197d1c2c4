"""What is asked beside a paper's record and its own links: standing, the published article, what others say.

All of it at once, as early as it can be asked; no verdict waits long for it, and a failure costs its own facts.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar

from bot.errors import SourceUnavailable
from bot.models import Paper, Standing
from bot.sources.crossref import Article
from bot.sources.hearsay import Heard

T = TypeVar("T")


class ArticleSource(Protocol):
    """Gives published articles."""

    async def fetch_article(self, doi: str) -> Article | None: ...


class HearsaySource(Protocol):
    """Gives what others say about a paper's code."""

    async def hear(self, arxiv_id: str) -> Heard: ...


class Aside:
    """One scan's questions beside; `standing`, `heard` and `article` are what is known of them so far.

    Names of those who could not be asked go to `unreachable`. Cancel it at the end.
    """

    def __init__(
        self,
        ask_standing: Callable[[], Awaitable[Standing | None]],
        hear: Callable[[], Awaitable[Heard]],
        articles: ArticleSource,
        unreachable: set[str],
    ) -> None:
        self.standing = Standing()
        self.heard = Heard()
        self.article: Article | None = None
        self.failed: set[str] = set()  # who might have told of code, or how often the paper is cited
        self._articles = articles
        self._unreachable = unreachable
        self._tasks = [asyncio.create_task(self._ask_standing(ask_standing)), asyncio.create_task(self._hear(hear))]

    @property
    def is_done(self) -> bool:
        """Whether everything is known that will be."""
        return all(task.done() for task in self._tasks)

    def follow(self, paper: Paper) -> None:
        """Asks what needs the record: the article of its DOI."""
        if paper.doi:
            self._tasks.append(asyncio.create_task(self._ask_article(paper.doi)))

    async def wait(self, timeout_s: float | None = None) -> None:
        """Waits until everything is known, or for `timeout_s` seconds."""
        _, late = await asyncio.wait(self._tasks, timeout=timeout_s)
        if not late:
            await asyncio.gather(*self._tasks)

    async def cancel(self) -> None:
        """Asks no more."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _ask_standing(self, ask: Callable[[], Awaitable[Standing | None]]) -> None:
        told = await self._or_none(ask(), self.failed)
        self.standing = told or Standing()

    async def _ask_article(self, doi: str) -> None:
        self.article = await self._or_none(self._articles.fetch_article(doi), set())  # it tells nothing of code

    async def _hear(self, hear: Callable[[], Awaitable[Heard]]) -> None:
        self.heard = await hear()
        self.failed.update(self.heard.failed)
        self._unreachable.update(self.heard.failed)

    async def _or_none(self, asked: Awaitable[T], failed: set[str]) -> T | None:
        try:
            return await asked
        except SourceUnavailable as error:
            failed.add(error.source)
            self._unreachable.add(error.source)
            return None
