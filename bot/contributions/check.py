"""The machine check of a contribution: what its address holds, whose it is, whether a venue or verdict is known."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.contributions.parsing import code_key
from bot.contributions.rules import Act
from bot.contributions.venues import Venue, parse_venue_name
from bot.errors import SourceUnavailable
from bot.evidence import bare
from bot.models import (
    Claim,
    Contribution,
    ContributionKind,
    Nature,
    Offer,
    Paper,
    Reading,
    Repository,
    RepositoryState,
    ScanResult,
    Standing,
)
from bot.reading import read
from bot.said import Said, Words, day_of_year, month_of, said
from bot.sources.crossref import Article
from bot.sources.hosts.addresses import parse_own_address
from bot.sources.hosts.offers import find_offer
from bot.sources.hosts.pages import Page
from bot.status import Status

LATEST_OLD_AGE = 2019
VENUE_YEARS = (-1, 4)  # of a venue, counted from the first version
MOST_PAGES = 3
PREPRINT_SERVER = "arXiv.org"


class RepositorySource(Protocol):
    """Gives what stands at an address, whichever host it leads to."""

    async def fetch(self, url: str) -> Repository: ...


class ArticleSource(Protocol):
    """Gives published articles."""

    async def fetch_article(self, doi: str) -> Article | None: ...


class StandingSource(Protocol):
    """Gives the venue of a paper, with its citations."""

    async def fetch_standing(self, arxiv_id: str) -> Standing | None: ...


class PageSource(Protocol):
    """Gives web pages, or None for one that is gone."""

    async def fetch(self, url: str) -> Page | None: ...


@dataclass(frozen=True, slots=True)
class Checked:
    """What the check comes to: CONFIRM, REFUSE or LEAVE_OPEN, with a sentence, and what stands at the address."""

    act: Act
    finding: Words
    repository: Repository | None = None


class Checker:
    """Checks contributions against the world and the paper's own text."""

    def __init__(
        self,
        repositories: RepositorySource,
        pages: PageSource,
        *,
        articles: ArticleSource,
        standings: Sequence[StandingSource],
    ) -> None:
        """`articles` and `standings` are asked for a venue that nothing known confirms."""
        self._repositories = repositories
        self._pages = pages
        self._articles = articles
        self._standings = standings

    async def check(self, contribution: Contribution, paper: Paper, result: ScanResult) -> Checked:
        """What a machine can tell of it. A source that cannot be asked leaves it open, and is named."""
        record = (paper.title, paper.abstract, paper.comment or "", paper.categories)
        reading = result.basis.reading if result.basis else read(*record)
        match contribution.kind:
            case ContributionKind.CODE:
                return await self._check_code(contribution, reading, result)
            case ContributionKind.VENUE:
                return await self._check_venue(contribution, paper, reading, result)
            case ContributionKind.STATUS:
                return check_status(contribution, paper, reading, result)

    async def _check_code(self, contribution: Contribution, reading: Reading, result: ScanResult) -> Checked:
        if contribution.claim is Claim.NOT_OWN:
            return _check_denial(contribution, reading, result)
        try:
            found = await self._repositories.fetch(contribution.value)
        except SourceUnavailable as error:
            return Checked(Act.LEAVE_OPEN, said("finding-not-checked", source=error.source))
        if found.offer is not Offer.FILES or found.state is not RepositoryState.CODE:
            return Checked(Act.REFUSE, _why_no_code(found), found)
        address, n_files = bare(found.url), found.n_code_files
        holds = (
            said("finding-holds", address=address, n=n_files)
            if n_files
            else said("finding-holds-some", address=address)
        )
        if contribution.claim is Claim.COMMUNITY:
            return Checked(Act.LEAVE_OPEN, said("finding-alone", found=holds), found)
        why_own = _named_by_paper(contribution, found, reading, result) or await self._linked_by_page(found, reading)
        if why_own:
            return Checked(Act.CONFIRM, why_own, found)
        about = _named_by_others(contribution, found, result)
        why_open = about or said("finding-not-linked")
        return Checked(Act.LEAVE_OPEN, said("finding-open", found=holds, why=why_open), found)

    async def _check_venue(
        self, contribution: Contribution, paper: Paper, reading: Reading, result: ScanResult
    ) -> Checked:
        """By what is known, else by what the bibliographic services answer now."""
        known = tuple(_known_venues(paper, reading, result))
        checked = check_venue(contribution, paper, known)
        if checked.act is Act.CONFIRM:
            return checked
        asked = [self._venue_of_doi(paper.doi)] if paper.doi else []
        asked += [self._venue_by(source, paper.arxiv_id) for source in self._standings]
        answered = [pair for pair in await asyncio.gather(*asked) if pair and pair not in known]
        return check_venue(contribution, paper, (*known, *answered))

    async def _venue_of_doi(self, doi: str) -> tuple[str, str] | None:
        try:
            article = await self._articles.fetch_article(doi)
        except SourceUnavailable:
            return None  # one that does not answer confirms nothing; people decide
        return ("Crossref", article.venue) if article and article.venue else None

    async def _venue_by(self, source: StandingSource, arxiv_id: str) -> tuple[str, str] | None:
        try:
            standing = await source.fetch_standing(arxiv_id)
        except SourceUnavailable:
            return None  # as above
        named = standing.venue if standing and standing.venue != PREPRINT_SERVER else None
        return (standing.source, named) if standing and named else None

    async def _linked_by_page(self, found: Repository, reading: Reading) -> Said | None:
        """Which page of the paper links the repository as its code; None when none that can be read does."""
        for url in reading.own_urls[:MOST_PAGES]:
            address = parse_own_address(url)
            try:
                page = await self._pages.fetch(url) if address else None
            except SourceUnavailable:
                continue  # what a page that cannot be read links is not known: people decide
            if page is None or address is None:
                continue
            linked = {code_key(offered.url) for offered in find_offer(page, address).addresses}
            if code_key(found.url) in linked:
                return said("finding-linked-by-page", address=bare(url))
        return None


def check_venue(contribution: Contribution, paper: Paper, known: Sequence[tuple[Words, str]]) -> Checked:
    """A venue against what sources say: `known` holds (who says, what)."""
    claimed = parse_venue_name(contribution.value)
    named = [(source, text, parse_venue_name(text)) for source, text in known]
    for source, text, venue in named:
        if claimed.fits(venue) and _is_in_time(claimed, paper):
            return Checked(Act.CONFIRM, said("finding-alone", found=_says(source, text)))
    for source, text, venue in named:
        if claimed.name == venue.name:
            return Checked(Act.LEAVE_OPEN, said("finding-another-year", found=_says(source, text)))
    others = tuple(_says(source, text) for source, text in known)
    return Checked(Act.LEAVE_OPEN, said("finding-alone", found=others) if others else said("finding-no-venue"))


def _says(source: Words, text: str) -> Said:
    return said("finding-says", source=source, text=text)


def check_status(contribution: Contribution, paper: Paper, reading: Reading, result: ScanResult) -> Checked:
    """A verdict against its rule, where it has one that can be looked at."""
    status = Status(contribution.value)
    if status is result.status:
        return Checked(Act.REFUSE, said("finding-verdict-already"))
    if status in _OF_STATES or status is Status.ETERNAL_REST:
        return _check_repository_status(status, result)
    if status is Status.OLD_AGE and paper.published.year > LATEST_OLD_AGE:
        return Checked(Act.REFUSE, said("finding-too-young", year=paper.published.year))
    if status in (Status.BURIED, Status.ZOMBIE) and not _answered(result):
        return Checked(Act.REFUSE, said("finding-nothing-to-run"))
    if status in _OF_NATURES and reading.nature is _OF_NATURES[status]:
        return Checked(Act.LEAVE_OPEN, said("finding-text-says-so"))
    return Checked(Act.LEAVE_OPEN, said("finding-no-rule"))


_OF_STATES = {
    Status.SKELETON: RepositoryState.NO_IMPLEMENTATION,
    Status.DEATH_BY_README: RepositoryState.README_ONLY,
    Status.EMPTY_TOMB: RepositoryState.EMPTY,
    Status.NOT_FOUND: RepositoryState.GONE,
}
_OF_NATURES = {Status.CARTOGRAPHER: Nature.SURVEY, Status.ETHEREAL: Nature.THEORY}


def _check_repository_status(status: Status, result: ScanResult) -> Checked:
    answered = _answered(result)
    if not answered:
        return Checked(Act.REFUSE, said("finding-no-repository"))
    best = min(answered, key=lambda found: tuple(RepositoryState).index(found.state))
    if status is Status.SKELETON and best.state is RepositoryState.CODE:
        holds = said("finding-holds-by-name", address=bare(best.url), n=best.n_code_files)
        return Checked(Act.LEAVE_OPEN, holds)
    if status is Status.ETERNAL_REST and best.state is RepositoryState.CODE:
        address = bare(best.url)
        if best.pushed_at is None:
            return Checked(Act.REFUSE, said("finding-alive-unpushed", address=address))
        return Checked(Act.REFUSE, said("finding-alive", address=address, month=month_of(best.pushed_at)))
    if best.state is _OF_STATES.get(status):
        return Checked(Act.LEAVE_OPEN, said("finding-seen-so", address=bare(best.url)))
    on = day_of_year(result.scanned_at)
    return Checked(Act.REFUSE, said("finding-seen", address=bare(best.url), day=on, what=_seen_as(best)))


def _check_denial(contribution: Contribution, reading: Reading, result: ScanResult) -> Checked:
    """ "Not the authors' code" speaks of a link that the verdict rests on."""
    key = code_key(contribution.value)
    links = [link.url for link in (*result.links, *result.contributed)]
    at = [link.repository.url for link in (*result.links, *result.contributed) if link.repository]
    if key not in map(code_key, (*links, *at)):
        return Checked(Act.REFUSE, said("finding-other-link"))
    if key in map(code_key, reading.own_urls):
        return Checked(Act.LEAVE_OPEN, said("finding-names-it"))
    return Checked(Act.LEAVE_OPEN, said("finding-names-it-not"))


def _named_by_paper(contribution: Contribution, found: Repository, reading: Reading, result: ScanResult) -> Said | None:
    """How the paper names the repository as its own; None when it does not."""
    keys = {code_key(contribution.value), code_key(found.url)}
    if keys & set(map(code_key, reading.own_urls)):
        quotes = [" ".join(quote.text.split()) for quote in reading.statement_quotes]
        return said("finding-own-quoted", quote=quotes[0].rstrip(".")) if quotes else said("finding-own-link")
    for link in result.links:
        at = link.repository
        if code_key(link.url) in keys or (at and (code_key(at.url) in keys or _is_same(at, found))):
            return said("finding-own-leads", address=bare(link.url))
    return None


def _named_by_others(contribution: Contribution, found: Repository, result: ScanResult) -> Said | None:
    """Who connects the repository with the paper, and its own word against it; None when nobody known does."""
    keys = {code_key(contribution.value), code_key(found.url)}
    for code in result.community_code:
        if code_key(code.url) in keys:
            names, *others = code.named_by
            for other in others:
                names = said("separator-comma", first=names, then=other)
            if code.disclaimer:
                return said("finding-connected-but", names=names, disclaimer=code.disclaimer)
            return said("finding-connected", names=names)
    return None


def _is_same(one: Repository, other: Repository) -> bool:
    return one.source == other.source and one.repository_id is not None and one.repository_id == other.repository_id


def _answered(result: ScanResult) -> list[Repository]:
    links = (*result.links, *result.contributed)
    return [link.repository for link in links if link.repository and link.repository.offer is Offer.FILES]


def _known_venues(paper: Paper, reading: Reading, result: ScanResult) -> Iterable[tuple[Words, str]]:
    if reading.venue:
        yield said("finding-the-comment"), reading.venue
    venue = result.standing.venue
    if venue and venue not in (PREPRINT_SERVER, reading.venue):
        yield result.standing.source or said("finding-a-service"), venue
    if paper.journal_ref:
        yield said("finding-the-journal"), paper.journal_ref


def _is_in_time(venue: Venue, paper: Paper) -> bool:
    first, last = VENUE_YEARS
    return venue.year is None or paper.published.year + first <= venue.year <= paper.published.year + last


def _why_no_code(found: Repository) -> Said:
    return said("finding-no-code", address=bare(found.url), what=_seen_as(found))


def _seen_as(found: Repository) -> Said:
    if found.offer is not Offer.FILES:
        return Said(OFFER_KEYS[found.offer])
    return Said(SEEN_KEYS[found.state])


OFFER_KEYS = {
    Offer.NOTHING: "finding-page-without-code",
    Offer.SOON: "finding-announced",
    Offer.RESTRICTED: "finding-restricted",
}


SEEN_KEYS = {
    RepositoryState.CODE: "finding-code",
    RepositoryState.NO_IMPLEMENTATION: "finding-no-implementation",
    RepositoryState.README_ONLY: "finding-readme-only",
    RepositoryState.EMPTY: "finding-empty",
    RepositoryState.GONE: "finding-gone",
}
