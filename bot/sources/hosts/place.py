"""What is found at an address where code may be: one shape for every host."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol, TypeAlias

from bot.errors import SourceUnavailable
from bot.models import Confidence, Repository, RepositoryState
from bot.sources.hosts.addresses import Address
from bot.sources.hosts.files import Contents, ListedFile, files_at, judge_files


class Offer(StrEnum):
    """What a place offers to whoever comes."""

    FILES = "files"  # its `state` says what they are
    NOTHING = "nothing"  # a page that offers no code
    SOON = "soon"  # a page that announces code
    RESTRICTED = "restricted"  # files for whoever is granted them


@dataclass(frozen=True, slots=True)
class Place(Repository):
    """A repository, deposit, package, model or page as its host describes it.

    `source` is the host as people know it. Where `offer` is not FILES, `state` is NO_IMPLEMENTATION and says nothing.
    `pushed_at` is None for what has no pushes (deposits, packages, pages). `confidence` is how sure the state is.
    `promise` holds the words, verbatim, in which a README or page announces code; `notes` are short sentences for
    readers ("anonymised, may expire"); `via` is the page that led here. `is_partial`: not all files were listed, so
    their numbers are at least. `manifest` is a file that names dependencies or builds it ("" none).
    """

    source: str = ""
    offer: Offer = Offer.FILES
    confidence: Confidence = Confidence.HIGH
    promise: str = ""
    notes: tuple[str, ...] = ()
    via: str = ""
    is_partial: bool = False
    manifest: str = ""
    has_tests: bool = False


class HostClient(Protocol):
    """Asks one host. Adding a host is a client and a line in the registry."""

    async def fetch_repository(self, address: Address) -> Place:
        """What stands at `address`; state GONE when its host says so. Raises SourceUnavailable when it cannot tell."""


Follow: TypeAlias = Callable[[Address], Awaitable[Place]]  # asks the host of another address


def gone(address: Address, source: str, *, confidence: Confidence = Confidence.HIGH, note: str = "") -> Place:
    """The place of an address that its host says is gone."""
    return Place(
        url=address.url,
        full_name=address.full_name,
        state=RepositoryState.GONE,
        source=source,
        confidence=confidence,
        notes=(note,) if note else (),
    )


def with_contents(place: Place, contents: Contents) -> Place:
    """`place` with what its files amount to; its own notes stay in front."""
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
    )


def with_files(
    place: Place, files: Sequence[ListedFile], *, path: str = "", is_complete: bool = True, readme: str = ""
) -> Place:
    """`place` judged by its files, or by those at `path` that a link means; a path that is not there is gone.

    Raises SourceUnavailable when a part of the list holds no code: then nothing is known.
    """
    meant = files_at(files, path)
    if meant is None and is_complete:
        note = f"the repository is there, its “{path}” is not"
        return replace(place, state=RepositoryState.GONE, confidence=Confidence.MEDIUM, notes=(*place.notes, note))
    contents = judge_files(meant or (), readme, name=place.full_name.rpartition("/")[2])
    if not is_complete and contents.state is not RepositoryState.CODE:
        raise SourceUnavailable(place.source, url=place.url, reason="it lists only a part of the files")
    return replace(with_contents(place, contents), is_partial=not is_complete)


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
