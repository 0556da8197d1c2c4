"""What others say about a paper's code: Hugging Face's page of it, a search on GitHub, an imported archive."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from bot.errors import SourceUnavailable
from bot.models import CodeLink, Confidence, OwnLink, Repository, RepositoryState
from bot.said import said
from bot.sources.github_search import Found
from bot.sources.hosts.addresses import Host, parse_address
from bot.sources.huggingface_papers import PaperPage

T = TypeVar("T")

MOST_LOOKED_AT = 4


class PageSource(Protocol):
    """Gives Hugging Face's page of a paper."""

    async def fetch_page(self, arxiv_id: str) -> PaperPage | None: ...


class SearchSource(Protocol):
    """Finds repositories that name a paper."""

    async def find_repositories(self, arxiv_id: str) -> tuple[Found, ...]: ...


class LinkSource(Protocol):
    """Gives what an archive lists."""

    async def get(self, arxiv_id: str) -> tuple[CodeLink, ...]: ...


class RepositorySource(Protocol):
    """Gives what stands at an address."""

    async def fetch(self, url: str, *, with_copy: bool = True) -> Repository: ...


@dataclass(frozen=True, slots=True)
class Heard:
    """What was said. `claimed` is the repository on a page that one of the authors claimed; `looked_at` what stands at
    addresses that others named, by address; `failed` who could not be asked."""

    page: PaperPage | None = None
    found: tuple[Found, ...] = ()
    listed: tuple[CodeLink, ...] = ()
    claimed: OwnLink | None = None
    looked_at: tuple[tuple[str, Repository], ...] = ()
    failed: tuple[str, ...] = ()


class Hearsay:
    """Asks everybody at once. `search` is None without a token: then nothing else that others named is looked at."""

    def __init__(
        self, pages: PageSource, search: SearchSource | None, links: LinkSource, repositories: RepositorySource
    ) -> None:
        self._pages = pages
        self._search = search
        self._links = links
        self._repositories = repositories

    async def hear(self, arxiv_id: str) -> Heard:
        """What others say of the paper; who could not be asked is named in the answer and costs nothing else."""
        failed: set[str] = set()
        found, (page, listed, claimed, looked_at) = await asyncio.gather(
            self._find(arxiv_id, failed), self._follow(arxiv_id, failed)
        )
        return Heard(page, found, listed, claimed, looked_at, tuple(sorted(failed)))

    async def _find(self, arxiv_id: str, failed: set[str]) -> tuple[Found, ...]:
        if self._search is None:
            return ()
        return await _or_failed(self._search.find_repositories(arxiv_id), failed) or ()

    async def _follow(
        self, arxiv_id: str, failed: set[str]
    ) -> tuple[PaperPage | None, tuple[CodeLink, ...], OwnLink | None, tuple[tuple[str, Repository], ...]]:
        page, listed = await asyncio.gather(
            _or_failed(self._pages.fetch_page(arxiv_id), failed), self._links.get(arxiv_id)
        )
        named = [link.repository_url for link in listed]
        is_claimed = bool(page and page.claimed_by)
        if page and page.repository_url and not is_claimed:
            named.insert(0, page.repository_url)
        claimed, looked_at = await asyncio.gather(
            self._claimed(page, failed) if page and is_claimed else _nothing(),
            self._look(named, failed) if self._search else _no_places(),
        )
        return page, listed, claimed, looked_at

    async def _claimed(self, page: PaperPage, failed: set[str]) -> OwnLink | None:
        """What stands at the repository that the page names, or the code that its project page leads to.

        What cannot be looked at is left out: a page that the paper does not name never makes its verdict unknown.
        """
        url = page.repository_url or page.project_url
        repository = await _or_failed(self._repositories.fetch(url), failed) if url else None
        if url is None or repository is None:
            return None
        if not page.repository_url and repository.state is not RepositoryState.CODE:
            return None
        sure = Confidence.MEDIUM if repository.confidence is Confidence.HIGH else repository.confidence
        note = said("note-claimed", name=page.claimed_by[0])
        return OwnLink(url, replace(repository, confidence=sure, notes=(*repository.notes, note)))

    async def _look(self, named: list[str], failed: set[str]) -> tuple[tuple[str, Repository], ...]:
        """What stands at those on GitHub: one query for all of them."""
        addresses = [(url, parse_address(url)) for url in dict.fromkeys(named)]
        urls = [url for url, address in addresses if address and address.host is Host.GITHUB][:MOST_LOOKED_AT]
        places = await asyncio.gather(
            *(_or_failed(self._repositories.fetch(url, with_copy=False), failed) for url in urls)
        )
        return tuple((url, place) for url, place in zip(urls, places, strict=True) if place)


async def _or_failed(asked: Awaitable[T], failed: set[str]) -> T | None:
    try:
        return await asked
    except SourceUnavailable as error:
        failed.add(error.source)
        return None


async def _nothing() -> None:
    return None


async def _no_places() -> tuple[tuple[str, Repository], ...]:
    return ()
