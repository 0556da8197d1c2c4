"""Deposits on figshare (docs.figshare.com, API v2: Articles)."""

from __future__ import annotations

import asyncio
from datetime import datetime

import msgspec

from bot.errors import SourceUnavailable
from bot.models import Repository, RepositoryState
from bot.sources.hosts._api import Api
from bot.sources.hosts.addresses import Address
from bot.sources.hosts.deposits import judge_deposit, restricted
from bot.sources.hosts.files import ListedFile
from bot.sources.hosts.place import gone, to_spdx

SOURCE = "figshare"
PAGE_SIZE = 1000


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


class FigshareClient:
    """Asks for an article and, at once, for all its files: the article itself shows ten."""

    def __init__(self, api: Api) -> None:
        self._api = api

    async def fetch_repository(self, address: Address) -> Repository:
        """See HostClient."""
        if not address.name:
            raise SourceUnavailable(SOURCE, url=address.url, reason="the link names no article")
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
            return restricted(place, "its files are kept back")
        files = [ListedFile(file.name, file.size) for file in listed or []]
        is_software = found.defined_type_name in ("software", "code")
        return judge_deposit(place, files, is_software=is_software, is_complete=len(files) < PAGE_SIZE)
