"""What the library holds: papers.jsonl and repositories.jsonl, described in about.json."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

from bot.status import Status

T = TypeVar("T")

_HERE = Path(__file__).parent

Listing = Literal["real", "composed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPaper:
    """A paper with all that the services say of it; `verdict` is what a scan at the library's date should find.

    `categories` holds the primary one first. `affiliations` is empty or runs beside `authors`. `venue` is "" where
    Semantic Scholar knows none.
    """

    arxiv_id: str
    version: int
    title: str
    authors: tuple[str, ...]
    affiliations: tuple[str | None, ...] = ()
    categories: tuple[str, ...]
    published: datetime
    updated: datetime
    comment: str | None = None
    journal_ref: str | None = None
    doi: str | None = None
    abstract: str
    citations: int
    venue: str = ""
    verdict: Status

    @property
    def primary_category(self) -> str:
        """The category that arXiv lists it under."""
        return self.categories[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """What a repository holds once its authors have released the code: `files` by path, with their sizes in bytes."""

    language: str
    listing: Listing
    files: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRepository:
    """A repository on GitHub, of the paper `arxiv_id`; `files` by path, with their sizes in bytes.

    `was` are names that it had before, `gone` says that GitHub does not show it, `release` is what its authors may yet
    push. `created_at` and `pushed_at` are None for one that is gone, `pushed_at` also where nothing was ever pushed.
    """

    full_name: str
    arxiv_id: str
    repository_id: int
    owner_id: int
    organisation: bool = False
    was: tuple[str, ...] = ()
    gone: bool = False
    stars: int = 0
    language: str | None = None
    licence: str | None = None
    archived: bool = False
    default_branch: str
    created_at: datetime | None = None
    pushed_at: datetime | None = None
    readme: str = ""
    listing: Listing
    files: dict[str, int]
    release: Release | None = None


@dataclass(frozen=True, slots=True)
class Holdings:
    """All of it: papers by arXiv id; `suggestions` are the ids of six papers that end in six verdicts."""

    about: tuple[str, ...]
    as_of: datetime
    suggestions: tuple[str, ...]
    papers: dict[str, HeldPaper]
    repositories: tuple[HeldRepository, ...]


@dataclass(frozen=True, slots=True)
class _About:
    about: tuple[str, ...]
    as_of: datetime
    suggestions: tuple[str, ...]


def load_holdings() -> Holdings:
    """The library's data, read from the files beside this module."""
    about = msgspec.json.decode((_HERE / "about.json").read_bytes(), type=_About)
    papers = _read_lines("papers.jsonl", HeldPaper)
    return Holdings(
        about=about.about,
        as_of=about.as_of,
        suggestions=about.suggestions,
        papers={paper.arxiv_id: paper for paper in papers},
        repositories=_read_lines("repositories.jsonl", HeldRepository),
    )


def _read_lines(name: str, kind: type[T]) -> tuple[T, ...]:
    return tuple(msgspec.json.Decoder(kind).decode_lines((_HERE / name).read_bytes()))
