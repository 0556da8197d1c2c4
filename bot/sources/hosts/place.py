"""What every host client gives, and what they share in making it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Protocol, TypeAlias

from bot.errors import SourceUnavailable
from bot.models import Confidence, Repository, RepositoryState
from bot.said import Words, said
from bot.sources.hosts.addresses import Address
from bot.sources.hosts.files import Contents, ListedFile, files_at, judge_files
from bot.sources.hosts.moves import find_new_home


class HostClient(Protocol):
    """Asks one host. Adding a host is a client and a line in the registry."""

    async def fetch_repository(self, address: Address) -> Repository:
        """What stands at `address`; state GONE when its host says so. Raises SourceUnavailable when it cannot tell."""


class TooManyLinks(SourceUnavailable):
    """One link led to another for too long."""


Follow: TypeAlias = Callable[[Address], Awaitable[Repository]]  # asks the host of another address


def gone(address: Address, source: str, *, confidence: Confidence = Confidence.HIGH, note: Words = "") -> Repository:
    """The place of an address that its host says is gone."""
    return Repository(
        url=address.url,
        full_name=address.full_name,
        state=RepositoryState.GONE,
        source=source,
        confidence=confidence,
        notes=(note,) if note else (),
    )


def with_contents(place: Repository, contents: Contents, readme: str = "") -> Repository:
    """`place` with what its files amount to; its own notes stay in front. `readme` is its text where it is at hand."""
    return replace(
        place,
        state=contents.state,
        n_files=contents.n_files,
        n_code_files=contents.n_code_files,
        confidence=contents.confidence,
        promise=contents.promise,
        notes=(*place.notes, contents.note) if contents.note else place.notes,
        manifest=contents.manifest,
        has_tests=contents.has_tests,
        moved_to="" if contents.state is RepositoryState.CODE else find_new_home(readme, place.full_name),
    )


def with_files(
    place: Repository, files: Sequence[ListedFile], *, path: str = "", is_complete: bool = True, readme: str = ""
) -> Repository:
    """`place` judged by its files, or by those at `path` that a link means; a path that is not there is gone.

    Raises SourceUnavailable when a part of the list holds no code: then nothing is known.
    """
    meant = files_at(files, path)
    if meant is None and is_complete:
        note = said("note-path-gone", path=path)
        return replace(place, state=RepositoryState.GONE, confidence=Confidence.MEDIUM, notes=(*place.notes, note))
    contents = judge_files(meant or (), readme, name=place.full_name.rpartition("/")[2])
    if not is_complete and contents.state is not RepositoryState.CODE:
        raise SourceUnavailable(place.source, url=place.url, reason="it lists only a part of the files")
    return replace(with_contents(place, contents, readme), is_partial=not is_complete)


def parse_hex_id(text: str) -> int | None:
    """A number for an id that is none (a UUID, an ObjectId): its last 60 bits, which keep what is random in it."""
    digits = "".join(sign for sign in text if sign in "0123456789abcdefABCDEF")
    return int(digits[-15:], 16) if digits else None


_SPDX = {
    name.lower(): name
    for name in (
        "MIT Apache-2.0 BSD-2-Clause BSD-3-Clause GPL-2.0 GPL-3.0 GPL-3.0-only GPL-3.0-or-later LGPL-2.1 LGPL-3.0 "
        "AGPL-3.0 MPL-2.0 ISC Unlicense CC0-1.0 CC-BY-4.0 CC-BY-SA-4.0 CC-BY-NC-4.0 CC-BY-NC-SA-4.0 OpenRAIL"
    ).split()
}


def to_spdx(name: str | None) -> str | None:
    """A licence by its SPDX id where the host writes it in lower case; others as they are, None for none."""
    return _SPDX.get(name.lower(), name) if name else None
