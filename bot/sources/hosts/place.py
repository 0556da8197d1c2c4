"""What is found at an address where code may be: one shape for every host."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from bot.models import Confidence, Repository, RepositoryState
from bot.sources.hosts.addresses import Address


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


def parse_hex_id(text: str) -> int | None:
    """A number for an id that is none (a UUID, an ObjectId): its last 60 bits, which keep what is random in it."""
    digits = "".join(sign for sign in text if sign in "0123456789abcdefABCDEF")
    return int(digits[-15:], 16) if digits else None
