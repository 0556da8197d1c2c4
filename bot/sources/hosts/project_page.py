"""Project pages, and any other page that a paper calls its own: followed to the repository they link.

A page on a host that names itself Gitea, Forgejo or GitLab, or that is a Dataverse's, is asked by that host's API,
through the guard.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Sequence
from dataclasses import replace

from yarl import URL

from bot.errors import SourceUnavailable
from bot.models import Confidence, Offer, Repository, RepositoryState
from bot.said import said
from bot.sources.hosts._api import StrangersApi
from bot.sources.hosts.addresses import Address, Host
from bot.sources.hosts.dataverse import DataverseClient, find_dataset
from bot.sources.hosts.files import is_archive, is_program
from bot.sources.hosts.gitea import GiteaClient
from bot.sources.hosts.gitlab import GitLabClient
from bot.sources.hosts.offers import find_in_scripts, find_offer
from bot.sources.hosts.pages import Page, Pages
from bot.sources.hosts.place import Follow, HostClient, gone

SOURCE = "project page"
_GITEA = re.compile(r"\b(?:gitea|forgejo)\b", re.IGNORECASE)
_GITLAB = re.compile(r"\bgitlab\b", re.IGNORECASE)
_POWERED_BY = re.compile(r"powered by (gitea|forgejo)", re.IGNORECASE)
_ARCHIVE_TYPES = frozenset(("application/zip", "application/gzip", "application/x-gzip", "application/x-tar",
                            "application/x-compressed-tar", "application/x-7z-compressed"))  # fmt: skip
MAX_SCRIPTS = 3  # of a page that are read
_LITTLE_TEXT = 200  # a page that scripts write shows less
_ORDER = tuple(RepositoryState)


class ProjectPageClient:
    """Reads a page and asks the hosts of what it links, at most three and all at once."""

    def __init__(self, pages: Pages, follow: Follow) -> None:
        self._pages = pages
        self._follow = follow

    async def fetch_repository(self, address: Address) -> Repository:
        """See HostClient. The best of the repositories that the page links, `via` the page; without one, what it offers
        is SOON or NOTHING; a program or source archive there is code, medium confidence."""
        page = await self._pages.fetch(address.url)
        if page is None:
            return replace(gone(address, URL(address.url).host or SOURCE), full_name=_name(address.url))
        if not page.is_html:
            return _of_file(page, address)
        forge = self._forge(page)
        return await self._of_page(page, address) if forge is None else _there(await forge, page)

    async def _of_page(self, page: Page, address: Address) -> Repository:
        offered = find_offer(page, address)
        if offered.addresses:
            return await self._best(offered.addresses, page)
        if offered.downloads:
            return _with_download(page, address, offered.downloads[0])
        if page.scripts and len(page.text) < _LITTLE_TEXT and not offered.promise:
            return await self._by_scripts(page, address)
        behind = await self._behind(address) if offered.offer is Offer.NOTHING else None
        return behind or replace(_bare(page, address), offer=offered.offer, promise=offered.promise)

    async def _by_scripts(self, page: Page, address: Address) -> Repository:
        """The own repository that the scripts name of a page which shows nothing without them."""
        written = await asyncio.to_thread(find_in_scripts, await self._scripts(page), address)
        if not written:
            raise SourceUnavailable(_host(page), url=page.url, reason="its page is made by scripts")
        best = await self._best(written, page)
        return replace(best, confidence=Confidence.MEDIUM, notes=(*best.notes, said("note-in-scripts")))

    async def _scripts(self, page: Page) -> str:
        """What the scripts of a page say, as far as they come from its own host."""
        host = URL(page.url).host
        urls = [url for url in page.script_urls if URL(url).host == host][:MAX_SCRIPTS]
        found = await asyncio.gather(*(self._pages.fetch(url) for url in urls), return_exceptions=True)
        texts = [script.text for script in found if isinstance(script, Page) and not script.is_html]
        for error in found:
            if isinstance(error, BaseException) and not isinstance(error, SourceUnavailable):
                raise error
        return "\n".join((page.script_text, *texts))

    async def _best(self, addresses: Sequence[Address], page: Page) -> Repository:
        """The best of several repositories; unknown while one that could be better is unknown."""
        found: list[Repository] = []
        failed: SourceUnavailable | None = None
        for answer in await asyncio.gather(*(self._follow(at) for at in addresses), return_exceptions=True):
            if isinstance(answer, SourceUnavailable):
                failed = answer
            elif isinstance(answer, BaseException):
                raise answer
            else:
                found.append(answer)
        best = min(found, key=lambda place: _ORDER.index(place.state), default=None)
        if best is None or (failed is not None and best.state is not RepositoryState.CODE):
            assert failed is not None  # noqa: S101 - there was an address, so an answer or a failure
            raise failed
        return replace(best, via=page.url)

    async def _behind(self, address: Address) -> Repository | None:
        """The repository that a page such as ada.github.io/engine is probably made of, if it holds code; else None."""
        if not (address.owner and address.name and URL(address.url).host == f"{address.owner}.github.io".lower()):
            return None
        url = f"https://github.com/{address.owner}/{address.name}"
        try:
            place = await self._follow(Address(url, Host.GITHUB, address.owner, address.name))
        except SourceUnavailable:
            return None
        if place.state is not RepositoryState.CODE:
            return None
        note = said("note-page-of")
        return replace(place, via=address.url, confidence=Confidence.MEDIUM, notes=(*place.notes, note))

    def _forge(self, page: Page) -> Awaitable[Repository] | None:
        """The answer of the host's own API, where the page is a repository's on a Gitea, Forgejo or GitLab, or a
        dataset's in a Dataverse."""
        url = URL(page.url)
        if dataset := find_dataset(url):
            api = StrangersApi(self._pages, str(url.origin()))
            address = Address(page.url, Host.PROJECT_PAGE, name=dataset)
            return DataverseClient(api, f"Dataverse at {url.host}").fetch_repository(address)
        segments = [segment for segment in url.path.split("/") if segment]
        if len(segments) < 2:
            return None
        client: HostClient
        if _GITLAB.fullmatch(page.generator):
            client = GitLabClient(StrangersApi(self._pages, str(url.origin() / "api/v4")), f"GitLab at {url.host}")
            end = segments.index("-") if "-" in segments else len(segments)
            *groups, name = segments[:end]
            owner = "/".join(groups)
        elif _GITEA.search(page.generator) or _POWERED_BY.search(page.text[-2000:]):
            client = GiteaClient(StrangersApi(self._pages, str(url.origin() / "api/v1")), f"Forgejo at {url.host}")
            owner, name = segments[:2]
        else:
            return None
        return client.fetch_repository(Address(page.url, Host.PROJECT_PAGE, owner, name.removesuffix(".git")))


def _there(found: Repository, page: Page) -> Repository:
    """What a stranger's API says of a page that stands. Raises SourceUnavailable when it says that nothing does."""
    if found.state is RepositoryState.GONE and not found.notes:
        reason = "its API does not know what its page shows"
        raise SourceUnavailable(found.source, url=page.url, reason=reason)
    return found


def _bare(page: Page, address: Address) -> Repository:
    return Repository(
        page.url, _name(page.url) or address.full_name, RepositoryState.NO_IMPLEMENTATION, source=_host(page)
    )


def _name(url: str) -> str:
    """A page has no name but its address."""
    return url.partition("://")[2].rstrip("/")


def _of_file(page: Page, address: Address) -> Repository:
    """A link that gives a file: a program or source archive is code, another archive may be, all else offers none."""
    name = URL(page.url).name
    if is_program(name):
        return _with_download(page, address, page.url)
    if is_archive(name) or page.content_type in _ARCHIVE_TYPES:
        raise SourceUnavailable(_host(page), url=page.url, reason="the link gives an archive that may hold anything")
    return replace(_bare(page, address), offer=Offer.NOTHING)


def _with_download(page: Page, address: Address, url: str) -> Repository:
    return replace(
        _bare(page, address),
        state=RepositoryState.CODE,
        confidence=Confidence.MEDIUM,
        n_files=1,
        n_code_files=1,
        notes=(said("note-offered-there", name=URL(url).name),),
    )


def _host(page: Page) -> str:
    return URL(page.url).host or SOURCE
