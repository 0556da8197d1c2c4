"""What the library holds, in the files *.jsonl beside this module: about.json describes it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

from bot.sandbox.library.faults import Service
from bot.status import Status

T = TypeVar("T")

_HERE = Path(__file__).parent

Listing = Literal["real", "composed"]
Copies = dict[Service, datetime]


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
    `copies` says which archives kept it, and when. Where the paper does not name it, a page of its authors does.
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
    copies: Copies = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPlace:
    """What stands anywhere but in a repository on GitHub, of the paper `arxiv_id`: one shape for every service.

    `name` is how the service finds it: owner and name, an id (a gist's below GitHub), an address (web); `url` is what
    people link. `text` is a README, a page's HTML, or a title; `release` is the page once the code is released. `files`
    by path, with their sizes in bytes, `kind` what a deposit calls itself ("software", "dataset") or a file's content
    type. `moved_to` is a name, or an address where another service has it now.
    """

    service: Service
    name: str
    url: str
    arxiv_id: str
    state: Literal["open", "restricted", "gone"] = "open"
    kind: str = ""
    moved_to: str = ""
    archived: bool = False
    stars: int = 0
    language: str | None = None
    licence: str | None = None
    default_branch: str = "main"
    created_at: datetime | None = None
    pushed_at: datetime | None = None
    text: str = ""
    release: str = ""
    files: dict[str, int] = field(default_factory=dict)
    copies: Copies = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldHubPage:
    """Hugging Face's page of the paper `arxiv_id`, which none of its authors claimed."""

    arxiv_id: str
    upvotes: int = 0
    repository_url: str = ""
    n_models: int = 0
    n_datasets: int = 0
    n_spaces: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldSection:
    """A section of a full text: its `number` ("" for one without), and words, of which "^{…}" is a footnote."""

    heading: str
    number: str = ""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldFullText:
    """A few invented sections that stand for the full text of the paper `arxiv_id`; `verdict` is what follows from
    reading them, too."""

    arxiv_id: str
    sections: tuple[HeldSection, ...]
    verdict: Status


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A paper to paste; `where` is where its code stands, where that is worth a word ("on its project page")."""

    arxiv_id: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Holdings:
    """All of it: papers by arXiv id; `suggestions` are papers to paste; `community` are repositories of others."""

    about: tuple[str, ...]
    as_of: datetime
    suggestions: tuple[Suggestion, ...]
    papers: dict[str, HeldPaper]
    repositories: tuple[HeldRepository, ...]
    places: tuple[HeldPlace, ...]
    community: tuple[HeldRepository, ...]
    hub_pages: tuple[HeldHubPage, ...]
    full_texts: tuple[HeldFullText, ...]

    def copies(self, archive: Service) -> dict[str, datetime]:
        """What `archive` kept, and when, by address."""
        repositories = {f"https://github.com/{held.full_name}": held.copies for held in self.repositories}
        kept = repositories | {held.url: held.copies for held in self.places}
        return {url: at for url, copies in kept.items() for name, at in copies.items() if name is archive}


@dataclass(frozen=True, slots=True)
class _About:
    about: tuple[str, ...]
    as_of: datetime
    suggestions: tuple[Suggestion, ...]


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
        places=_read_lines("places.jsonl", HeldPlace),
        community=_read_lines("community.jsonl", HeldRepository),
        hub_pages=_read_lines("hub_pages.jsonl", HeldHubPage),
        full_texts=_read_lines("full_texts.jsonl", HeldFullText),
    )


def _read_lines(name: str, kind: type[T]) -> tuple[T, ...]:
    return tuple(msgspec.json.Decoder(kind).decode_lines((_HERE / name).read_bytes()))
