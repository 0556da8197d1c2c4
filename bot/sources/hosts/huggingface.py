"""Models, datasets and Spaces on Hugging Face (huggingface.co/docs/hub/api; errors: huggingface_hub utils/_http.py).

Without a token an unknown repository answers 401, as a private one does. Weights are no code.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime
from urllib.parse import quote

import msgspec

from bot.errors import SourceUnavailable
from bot.models import Confidence, Offer, Repository, RepositoryState
from bot.said import Said, Words, said
from bot.sources.hosts._api import HostApi
from bot.sources.hosts.addresses import Address
from bot.sources.hosts.files import ListedFile, path_if_there
from bot.sources.hosts.place import gone, parse_hex_id, to_spdx, with_files

SOURCE = "Hugging Face"
_BEFORE_DATES = "2022-03-02T23:29:04"  # stands for "created before dates were kept"
_WEB = "https://huggingface.co"
_SECTIONS = ("models", "datasets", "spaces")
MOST_COUNTED = 20  # of an account's repositories of a kind


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
        """See HostClient. Gated files without code beside them are RESTRICTED; an account is a page without code."""
        found = await self._find(address, address.ref)
        note: Words = ""
        if found is None and address.ref:
            found = await self._find(address, "")
            note = said("note-ref-gone", ref=address.ref) if found else ""
        if found is None and not address.owner:
            return await self._fetch_account(address)
        if found is None or found.disabled:
            confidence = Confidence.HIGH if self._has_token or found else Confidence.MEDIUM
            return gone(address, SOURCE, confidence=confidence)
        if found.siblings is None:
            raise SourceUnavailable(SOURCE, url=address.url, reason="it does not list the files")
        files = _files(found.siblings)
        path = path_if_there(files, address.path) if note else address.path
        place = with_files(_place(found, address), files, path=path)
        place = replace(place, notes=(note, *place.notes)) if note else place
        if found.gated and place.state is not RepositoryState.CODE:
            return replace(place, offer=Offer.RESTRICTED, notes=(said("note-gated"),))
        return place

    async def _find(self, address: Address, ref: str) -> _Repository | None:
        """The repository at a branch or tag; None where there is none, or none for us."""
        path = f"/api/{address.section or 'models'}/{address.full_name}"
        path += f"/revision/{quote(ref, safe='')}" if ref not in ("", "main") else ""
        try:
            return await self._api.get(path, _Repository, {"blobs": "true"})
        except SourceUnavailable as error:
            if error.http_status != 401 or self._has_token:
                raise
            return None

    async def _fetch_account(self, address: Address) -> Repository:
        """What an account shows: models, datasets and Spaces, none of which a link to it means. None at all: gone."""
        counts = await asyncio.gather(*(self._count(section, address.name) for section in _SECTIONS))
        if not any(counts):
            return gone(address, SOURCE, confidence=Confidence.MEDIUM)
        shown = [_count_of(n, section) for section, n in zip(_SECTIONS, counts, strict=True) if n]
        listed = shown[0]
        for other in shown[1:]:
            listed = said("separator-comma", first=listed, then=other)
        return Repository(
            url=address.url,
            full_name=address.name,
            state=RepositoryState.NO_IMPLEMENTATION,
            source=SOURCE,
            offer=Offer.NOTHING,
            notes=(said("note-account-holds", what=listed),),
        )

    async def _count(self, section: str, author: str) -> int:
        params = {"author": author, "limit": str(MOST_COUNTED)}
        return len(await self._api.get(f"/api/{section}", list[msgspec.Raw], params) or [])


def _count_of(n: int, section: str) -> Said:
    if n >= MOST_COUNTED:
        return said(AT_LEAST_KEYS[section], n=n)
    return said(COUNT_KEYS[section], n=n)


COUNT_KEYS = {"models": "note-models", "datasets": "note-datasets", "spaces": "note-spaces"}
AT_LEAST_KEYS = {section: f"{key}-at-least" for section, key in COUNT_KEYS.items()}


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
