"""Deposits on figshare (docs.figshare.com, API v2: Articles)."""

from __future__ import annotations

import asyncio
from datetime import datetime

import msgspec

from bot.errors import SourceUnavailable
from bot.models import Repository, RepositoryState
from bot.said import said
from bot.sources.hosts._api import Api
from bot.sources.hosts.addresses import Address
from bot.sources.hosts.deposits import judge_deposit, restricted
from bot.sources.hosts.files import ListedFile
from bot.sources.hosts.place import gone, to_spdx

SOURCE = "figshare"
PAGE_SIZE = 1000
MAX_ARTICLES = 5  # of a collection that are looked at
_SOFTWARE = ("software", "code")
_ORDER = tuple(RepositoryState)


class _File(msgspec.Struct):
    name: str
    size: int | None = None


class _Licence(msgspec.Struct):
    name: str | None = None


class _Article(msgspec.Struct):
    id: int
    url_public_html: str = ""
    defined_type_name: str = ""
    is_confidential: bool = False
    is_embargoed: bool = False
    is_metadata_record: bool = False
    license: _Licence | None = None
    created_date: datetime | None = None


class _Listed(msgspec.Struct):
    id: int
    defined_type_name: str = ""


class FigshareClient:
    """Asks for an article and, at once, for all its files: the article itself shows ten."""

    def __init__(self, api: Api) -> None:
        self._api = api

    async def fetch_repository(self, address: Address) -> Repository:
        """See HostClient. A collection is as good as the best of its articles, software first."""
        if not address.name:
            raise SourceUnavailable(SOURCE, url=address.url, reason="the link names no article")
        if address.section == "collections":
            return await self._fetch_of_collection(address)
        path = f"/articles/{address.name}"
        found, listed = await asyncio.gather(
            self._api.get(path, _Article),
            self._api.get(f"{path}/files", list[_File], {"page_size": str(PAGE_SIZE)}),
        )
        if found is None:
            return gone(address, SOURCE)
        place = Repository(
            url=found.url_public_html or address.url,
            full_name=f"figshare.{found.id}",
            state=RepositoryState.EMPTY,
            repository_id=found.id,
            licence=to_spdx(found.license.name.replace(" ", "-") if found.license and found.license.name else None),
            created_at=found.created_date,
            source=SOURCE,
        )
        if found.is_confidential or found.is_embargoed or found.is_metadata_record:
            return restricted(place, said("note-kept-back"))
        files = [ListedFile(file.name, file.size) for file in listed or []]
        is_software = found.defined_type_name in _SOFTWARE
        return judge_deposit(place, files, is_software=is_software, is_complete=len(files) < PAGE_SIZE)

    async def _fetch_of_collection(self, address: Address) -> Repository:
        path = f"/collections/{address.name}/articles"
        listed = await self._api.get(path, list[_Listed], {"page_size": str(PAGE_SIZE)})
        if listed is None:
            return gone(address, SOURCE)
        listed.sort(key=lambda article: article.defined_type_name not in _SOFTWARE)
        articles = [Address(address.url, address.host, name=str(article.id)) for article in listed[:MAX_ARTICLES]]
        if not articles:
            return Repository(address.url, f"figshare.c.{address.name}", RepositoryState.EMPTY, source=SOURCE)
        found = await asyncio.gather(*(self.fetch_repository(article) for article in articles))
        best = min(found, key=lambda place: _ORDER.index(place.state))
        if best.state is not RepositoryState.CODE and len(listed) > MAX_ARTICLES:
            raise SourceUnavailable(SOURCE, url=address.url, reason="the collection has too many articles")
        return best
