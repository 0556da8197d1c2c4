"""Deposits in any Dataverse (guides.dataverse.org, Native API: Datasets), asked through the guard, as its page is."""

from __future__ import annotations

from datetime import datetime

import msgspec
from yarl import URL

from bot.models import Repository, RepositoryState
from bot.said import said
from bot.sources.hosts._api import Api
from bot.sources.hosts.addresses import Address
from bot.sources.hosts.deposits import judge_deposit, restricted
from bot.sources.hosts.files import ListedFile
from bot.sources.hosts.place import gone, parse_hex_id, to_spdx


class _DataFile(msgspec.Struct):
    filename: str
    filesize: int | None = None
    original: str | None = msgspec.field(default=None, name="originalFileName")


class _File(msgspec.Struct):
    data_file: _DataFile = msgspec.field(name="dataFile")
    directory: str | None = msgspec.field(default=None, name="directoryLabel")
    restricted: bool = False


class _Licence(msgspec.Struct):
    name: str | None = None
    spdx_id: str | None = msgspec.field(default=None, name="rightsIdentifier")


class _Version(msgspec.Struct, rename="camel"):
    dataset_persistent_id: str = ""
    create_time: datetime | None = None
    files: list[_File] = []
    license: _Licence | str | None = None


class _Dataset(msgspec.Struct, rename="camel"):
    id: int
    latest_version: _Version
    dataset_type: str = "dataset"
    persistent_url: str = ""


class _Answer(msgspec.Struct):
    data: _Dataset


def find_dataset(url: URL) -> str:
    """The persistent id of the dataset that a Dataverse's page is about ("doi:10.7910/DVN/TJCLKP"), or ""."""
    is_page = url.name in ("dataset.xhtml", "citation")
    return url.query.get("persistentId", "") if is_page else ""


class DataverseClient:
    """Asks for a dataset with the list of its files: one call. `source` names the host."""

    def __init__(self, api: Api, source: str) -> None:
        self._api = api
        self._source = source

    async def fetch_repository(self, address: Address) -> Repository:
        """See HostClient; the address's name is the persistent id. Files that are all kept back are RESTRICTED."""
        answer = await self._api.get("/api/datasets/:persistentId/", _Answer, {"persistentId": address.name})
        if answer is None:
            return gone(address, self._source)
        found, version = answer.data, answer.data.latest_version
        licence = version.license
        place = Repository(
            url=found.persistent_url or address.url,
            full_name=version.dataset_persistent_id or address.name,
            state=RepositoryState.EMPTY,
            repository_id=parse_hex_id(f"{found.id:x}"),
            licence=to_spdx(
                licence if isinstance(licence, str) or licence is None else licence.spdx_id or licence.name
            ),
            created_at=version.create_time,
            source=self._source,
        )
        if version.files and all(file.restricted for file in version.files):
            return restricted(place, said("note-on-request"))
        return judge_deposit(
            place, [_listed(file) for file in version.files], is_software=found.dataset_type == "software"
        )


def _listed(file: _File) -> ListedFile:
    """A file under the name that it was deposited with: tables are converted."""
    name = file.data_file.original or file.data_file.filename
    return ListedFile(f"{file.directory}/{name}" if file.directory else name, file.data_file.filesize)
