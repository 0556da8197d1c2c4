"""Deposits on Zenodo (developers.zenodo.org, Records). Recorded: Retry-After comes with answers that are fine."""

from __future__ import annotations

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

SOURCE = "Zenodo"
_WEB = "https://zenodo.org/records"


class _File(msgspec.Struct):
    key: str
    size: int | None = None


class _Type(msgspec.Struct):
    type: str = ""


class _Licence(msgspec.Struct):
    id: str | None = None


class _Metadata(msgspec.Struct):
    access_right: str = "open"
    resource_type: _Type = msgspec.field(default_factory=_Type)
    license: _Licence | None = None


class _Record(msgspec.Struct):
    id: int
    metadata: _Metadata
    conceptrecid: str = ""
    created: datetime | None = None
    files: list[_File] | None = None


class ZenodoClient:
    """Asks for a record. The id that is kept is the family's, which all versions share; a deposit has no pushes."""

    def __init__(self, api: Api) -> None:
        self._api = api

    async def fetch_repository(self, address: Address) -> Repository:
        """See HostClient."""
        if not address.name:
            raise SourceUnavailable(SOURCE, url=address.url, reason="the link names no record")
        found = await self._api.get(f"/records/{address.name}", _Record)
        if found is None:
            return gone(address, SOURCE)
        family = found.conceptrecid
        place = Repository(
            url=f"{_WEB}/{found.id}",
            full_name=f"zenodo.{found.id}",
            state=RepositoryState.EMPTY,
            repository_id=int(family) if family.isdecimal() else found.id,
            licence=to_spdx(found.metadata.license.id if found.metadata.license else None),
            created_at=found.created,
            source=SOURCE,
        )
        if found.metadata.access_right != "open":
            return restricted(place, said("note-access", access=found.metadata.access_right))
        files = [ListedFile(file.key, file.size) for file in found.files or []]
        return judge_deposit(place, files, is_software=found.metadata.resource_type.type == "software")
