"""Models, datasets and Spaces on Hugging Face (huggingface.co/docs/hub/api; errors: huggingface_hub utils/_http.py).

Without a token an unknown repository answers 401, as a private one does. Weights are no code.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import msgspec

from bot.errors import SourceUnavailable
from bot.models import Confidence, Offer, Repository, RepositoryState
from bot.sources.hosts._api import HostApi
from bot.sources.hosts.addresses import Address
from bot.sources.hosts.files import ListedFile
from bot.sources.hosts.place import gone, parse_hex_id, to_spdx, with_files

SOURCE = "Hugging Face"
_BEFORE_DATES = "2022-03-02T23:29:04"  # stands for "created before dates were kept"
_WEB = "https://huggingface.co"


class _Sibling(msgspec.Struct):
    rfilename: str
    size: int | None = None


class _Card(msgspec.Struct):
    license: str | list[str] | None = None


class _Repository(msgspec.Struct, rename={"hex_id": "_id"}):
    id: str
    hex_id: str = ""
    private: bool = False
    gated: bool | str = False
    disabled: bool = False
    likes: int = 0
    siblings: list[_Sibling] | None = None
    created_at: datetime | None = msgspec.field(default=None, name="createdAt")
    last_modified: datetime | None = msgspec.field(default=None, name="lastModified")
    card: _Card | None = msgspec.field(default=None, name="cardData")


class HuggingFaceClient:
    """Asks for a repository with the list of its files: one call."""

    def __init__(self, api: HostApi, *, has_token: bool = False) -> None:
        self._api = api
        self._has_token = has_token

    async def fetch_repository(self, address: Address) -> Repository:
        """See HostClient. Gated files without code beside them are RESTRICTED."""
        try:
            found = await self._api.get(
                f"/api/{address.section or 'models'}/{address.full_name}", _Repository, {"blobs": "true"}
            )
        except SourceUnavailable as error:
            if error.http_status != 401 or self._has_token:
                raise
            found = None
        if found is None and not address.owner:
            raise SourceUnavailable(SOURCE, url=address.url, reason="the link names an account, or nothing")
        if found is None or found.disabled:
            confidence = Confidence.HIGH if self._has_token or found else Confidence.MEDIUM
            return gone(address, SOURCE, confidence=confidence)
        if found.siblings is None:
            raise SourceUnavailable(SOURCE, url=address.url, reason="it does not list the files")
        place = with_files(_place(found, address), _files(found.siblings), path=address.path)
        if found.gated and place.state is not RepositoryState.CODE:
            return replace(place, offer=Offer.RESTRICTED, notes=("gated: files are given on request",))
        return place


def _place(found: _Repository, address: Address) -> Repository:
    section = f"{address.section}/" if address.section else ""
    licence = found.card.license if found.card else None
    created_at = found.created_at
    if created_at and created_at.isoformat().startswith(_BEFORE_DATES):
        created_at = None
    return Repository(
        url=f"{_WEB}/{section}{found.id}",
        full_name=found.id,
        state=RepositoryState.EMPTY,
        repository_id=parse_hex_id(found.hex_id),
        stars=found.likes,
        licence=to_spdx(licence if isinstance(licence, str) else None),
        created_at=created_at,
        pushed_at=found.last_modified,
        source=SOURCE,
    )


def _files(siblings: list[_Sibling]) -> list[ListedFile]:
    """The files; .gitattributes stands in every new repository and is no file of anybody's."""
    return [ListedFile(file.rfilename, file.size) for file in siblings if file.rfilename != ".gitattributes"]
