"""Pure: what others say about a paper's code, as support for its own links, and as community code beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.evidence import bare
from bot.models import (
    CodeLink,
    CommunityCode,
    Evidence,
    EvidenceKind,
    OwnLink,
    Paper,
    Repository,
    RepositoryState,
)
from bot.reading.support import find_owner_among
from bot.said import Said, Words, month_of, said
from bot.sources.hearsay import Heard
from bot.sources.hosts.addresses import parse_address

MOST_KEPT = 5
ARCHIVE = "Papers with Code"
HUB = "Hugging Face"
SEARCH = "GitHub search"


@dataclass(slots=True)
class _Named:
    """A repository while it is put together from what several say."""

    url: str
    by: list[Words] = field(default_factory=list)
    repository: Repository | None = None
    disclaimer: str = ""
    is_official: bool = False


def find_community_code(heard: Heard, paper: Paper, links: Sequence[OwnLink]) -> tuple[CommunityCode, ...]:
    """The repositories that others name and the paper does not: what is listed as official first, then those whose
    owner may be an author, then by stars; those that say themselves that they are not the authors' last.
    """
    own = {_key(url) for link in links for url in _addresses(link)}
    looked_at = {_key(url): place for url, place in heard.looked_at}
    named: dict[str, _Named] = {}
    for url, by, one in _names(heard):
        entry = named.setdefault(_key(url), _Named(url))
        entry.by.append(by)
        entry.repository = entry.repository or (one if isinstance(one, Repository) else looked_at.get(_key(url)))
        entry.is_official |= isinstance(one, CodeLink) and _is_official(one)
    for found in heard.found:
        named[_key(found.repository.url)].disclaimer = found.disclaimer
    kept = [entry for key, entry in named.items() if key not in own and _holds_code(entry.repository)]
    codes = [(_to_code(entry, paper), entry.is_official) for entry in kept]
    return tuple(code for code, _ in sorted(codes, key=_rank)[:MOST_KEPT])


def with_claimed(links: Sequence[OwnLink], heard: Heard) -> tuple[OwnLink, ...]:
    """The own links, with the one of a page that an author claimed, where the paper does not name it itself."""
    own = {_key(url) for link in links for url in _addresses(link)}
    if heard.claimed is None or own & {_key(url) for url in _addresses(heard.claimed)}:
        return tuple(links)
    return (*links, heard.claimed)


def of_hearsay(heard: Heard, links: Sequence[OwnLink], at: datetime) -> tuple[Evidence, ...]:
    """What others say, as evidence: support for own links, what the archive holds to be official, who mentions it."""
    own = {_key(url): bare(link.url) for link in links for url in _addresses(link)}
    items: list[Evidence] = []

    def tell(text: Words, source: str, url: str) -> None:
        items.append(Evidence(EvidenceKind.FACT, text, source, url, at))

    for link in heard.listed:
        if _is_official(link) or _key(link.repository_url) in own:
            address, month = bare(link.repository_url), month_of(link.archived_at)
            listed = said(
                "hearsay-listed-own" if _is_official(link) else "hearsay-listed", address=address, month=month
            )
            tell(listed, ARCHIVE, link.repository_url)
    for found in heard.found:
        if _key(found.repository.url) in own:
            tell(said("hearsay-names", address=bare(found.repository.url)), "GitHub", found.repository.url)
    if page := heard.page:
        if page.repository_url and _key(page.repository_url) in own:
            tell(said("hearsay-linked", address=bare(page.repository_url)), HUB, page.url)
        if page.project_url and _key(page.project_url) not in own:
            tell(said("hearsay-page", address=bare(page.project_url)), HUB, page.url)
        if mentions := _counted(page.n_models, page.n_datasets, page.n_spaces):
            tell(mentions, HUB, page.url)
    return tuple(items)


def _names(heard: Heard) -> Iterator[tuple[str, Words, Repository | CodeLink | None]]:
    for link in heard.listed:
        yield link.repository_url, said("hearsay-archived", source=ARCHIVE, month=month_of(link.archived_at)), link
    if heard.page and heard.page.repository_url and not heard.page.claimed_by:
        yield heard.page.repository_url, HUB, None
    for found in heard.found:
        yield found.repository.url, SEARCH, found.repository


def _to_code(entry: _Named, paper: Paper) -> CommunityCode:
    url = entry.repository.url if entry.repository else entry.url
    address = parse_address(url)
    name = entry.repository.full_name if entry.repository else address.full_name if address else bare(url)
    author = find_owner_among(address.owner, paper.authors) if address else ""
    return CommunityCode(url, name, tuple(dict.fromkeys(entry.by)), entry.repository, author, entry.disclaimer)


def _rank(judged: tuple[CommunityCode, bool]) -> tuple[bool, bool, bool, int]:
    code, is_official = judged
    stars = code.repository.stars if code.repository else 0
    return bool(code.disclaimer), not is_official, not code.author, -stars


def _holds_code(repository: Repository | None) -> bool:
    return repository is None or repository.state is RepositoryState.CODE


def _is_official(link: CodeLink) -> bool:
    return link.is_official and link.is_in_paper


def _addresses(link: OwnLink) -> tuple[str, ...]:
    return (link.url, link.repository.url) if link.repository else (link.url,)


def _key(url: str) -> str:
    address = parse_address(url)
    return (address.url if address else url).lower().rstrip("/")


def _counted(n_models: int, n_datasets: int, n_spaces: int) -> Said | None:
    """ "2 models and 1 Space mention the paper"; None where nothing does."""
    parts = []
    if n_models > 0:
        parts.append(said("hearsay-models", n=n_models))
    if n_datasets > 0:
        parts.append(said("hearsay-datasets", n=n_datasets))
    if n_spaces > 0:
        parts.append(said("hearsay-spaces", n=n_spaces))
    if not parts:
        return None
    listed, *others = parts
    if len(others) > 1:
        listed = said("separator-comma", first=listed, then=others.pop(0))
    if others:
        listed = said("separator-and", first=listed, then=others[0])
    return said("hearsay-mentions", what=listed, n=sum(n for n in (n_models, n_datasets, n_spaces) if n > 0))
