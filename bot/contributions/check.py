"""The machine check of a contribution: what its address holds, whose it is, whether a venue or verdict is known."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.contributions.parsing import code_key
from bot.contributions.rules import PAPERS_OWN, Act
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
from bot.sources.crossref import Article
from bot.sources.hosts.addresses import parse_own_address
from bot.sources.hosts.offers import find_offer
from bot.sources.hosts.pages import Page
from bot.status import Status
from bot.words import in_english

NOT_CHECKED = "Not checked yet"
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
    finding: str
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
            return Checked(Act.LEAVE_OPEN, f"{NOT_CHECKED}: {error.source} could not be asked.")
        if found.offer is not Offer.FILES or found.state is not RepositoryState.CODE:
            return Checked(Act.REFUSE, _why_no_code(found), found)
        holds = f"{bare(found.url)} holds {found.n_code_files or 'some'} files of code"
        if contribution.claim is Claim.COMMUNITY:
            return Checked(Act.LEAVE_OPEN, f"{holds}.", found)
        why_own = _named_by_paper(contribution, found, reading, result) or await self._linked_by_page(found, reading)
        if why_own:
            return Checked(Act.CONFIRM, why_own, found)
        about = _named_by_others(contribution, found, result)
        why_open = about or "neither the paper nor a page that it names links it"
        return Checked(Act.LEAVE_OPEN, f"{holds}; {why_open}.", found)

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

    async def _linked_by_page(self, found: Repository, reading: Reading) -> str:
        """Which page of the paper links the repository as its code; "" when none that can be read does."""
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
                return f"The paper's page {bare(url)} links it as its code."
        return ""


def check_venue(contribution: Contribution, paper: Paper, known: Sequence[tuple[str, str]]) -> Checked:
    """A venue against what sources say: `known` holds (who says, what)."""
    claimed = parse_venue_name(contribution.value)
    named = [(source, text, parse_venue_name(text)) for source, text in known]
    for source, text, venue in named:
        if claimed.fits(venue) and _is_in_time(claimed, paper):
            return Checked(Act.CONFIRM, f"{source} says “{text}”.")
    for source, text, venue in named:
        if claimed.name == venue.name:
            return Checked(Act.LEAVE_OPEN, f"{source} says “{text}”: another year.")
    others = "; ".join(f"{source} says “{text}”" for source, text in known)
    return Checked(Act.LEAVE_OPEN, f"{others}." if others else "No source names a venue.")


def check_status(contribution: Contribution, paper: Paper, reading: Reading, result: ScanResult) -> Checked:
    """A verdict against its rule, where it has one that can be looked at."""
    status = Status(contribution.value)
    if status is result.status:
        return Checked(Act.REFUSE, "That is the verdict already.")
    if status in _OF_STATES or status is Status.ETERNAL_REST:
        return _check_repository_status(status, result)
    if status is Status.OLD_AGE and paper.published.year > LATEST_OLD_AGE:
        return Checked(Act.REFUSE, f"It is of {paper.published.year}; that verdict is for papers before 2020.")
    if status in (Status.BURIED, Status.ZOMBIE) and not _answered(result):
        return Checked(Act.REFUSE, "No code of the authors is known that could be run: contribute its link first.")
    if status in _OF_NATURES and reading.nature is _OF_NATURES[status]:
        return Checked(Act.LEAVE_OPEN, "Title or abstract say so too.")
    return Checked(Act.LEAVE_OPEN, "No rule decides that: people do.")


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
        return Checked(Act.REFUSE, "No repository of the authors is known: contribute its link, and I look at it.")
    best = min(answered, key=lambda found: tuple(RepositoryState).index(found.state))
    if status is Status.SKELETON and best.state is RepositoryState.CODE:
        return Checked(Act.LEAVE_OPEN, f"{bare(best.url)} holds {best.n_code_files} files of code by their names.")
    if status is Status.ETERNAL_REST and best.state is RepositoryState.CODE:
        pushed = f"the last push was in {best.pushed_at:%B %Y}" if best.pushed_at else "it has no pushes"
        return Checked(Act.REFUSE, f"{bare(best.url)} is not archived, and {pushed}.")
    if best.state is _OF_STATES.get(status):
        return Checked(Act.LEAVE_OPEN, f"{bare(best.url)} was seen so.")
    return Checked(Act.REFUSE, f"{bare(best.url)} was seen on {result.scanned_at:%-d %B}: {_seen_as(best)}.")


def _check_denial(contribution: Contribution, reading: Reading, result: ScanResult) -> Checked:
    """ "Not the authors' code" speaks of a link that the verdict rests on."""
    key = code_key(contribution.value)
    links = [link.url for link in (*result.links, *result.contributed)]
    at = [link.repository.url for link in (*result.links, *result.contributed) if link.repository]
    if key not in map(code_key, (*links, *at)):
        return Checked(Act.REFUSE, "The verdict does not rest on that link.")
    if key in map(code_key, reading.own_urls):
        return Checked(Act.LEAVE_OPEN, "The paper itself names it as its own.")
    return Checked(Act.LEAVE_OPEN, "The paper does not name it itself.")


def _named_by_paper(contribution: Contribution, found: Repository, reading: Reading, result: ScanResult) -> str:
    """How the paper names the repository as its own; "" when it does not."""
    keys = {code_key(contribution.value), code_key(found.url)}
    if keys & set(map(code_key, reading.own_urls)):
        quotes = [" ".join(quote.text.split()) for quote in reading.statement_quotes]
        return f"{PAPERS_OWN}: “{quotes[0]}”." if quotes else f"{PAPERS_OWN}."
    for link in result.links:
        at = link.repository
        if code_key(link.url) in keys or (at and (code_key(at.url) in keys or _is_same(at, found))):
            return f"{PAPERS_OWN} {bare(link.url)} leads there."
    return ""


def _named_by_others(contribution: Contribution, found: Repository, result: ScanResult) -> str:
    """Who connects the repository with the paper, and its own word against it; "" when nobody known does."""
    keys = {code_key(contribution.value), code_key(found.url)}
    for code in result.community_code:
        if code_key(code.url) in keys:
            own_word = f", but says itself: “{code.disclaimer}”" if code.disclaimer else ""
            return f"connected with the paper by {', '.join(map(in_english, code.named_by))}{own_word}"
    return ""


def _is_same(one: Repository, other: Repository) -> bool:
    return one.source == other.source and one.repository_id is not None and one.repository_id == other.repository_id


def _answered(result: ScanResult) -> list[Repository]:
    links = (*result.links, *result.contributed)
    return [link.repository for link in links if link.repository and link.repository.offer is Offer.FILES]


def _known_venues(paper: Paper, reading: Reading, result: ScanResult) -> Iterable[tuple[str, str]]:
    if reading.venue:
        yield "the comment", reading.venue
    venue = result.standing.venue
    if venue and venue not in (PREPRINT_SERVER, reading.venue):
        yield result.standing.source or "a bibliographic service", venue
    if paper.journal_ref:
        yield "the journal reference", paper.journal_ref


def _is_in_time(venue: Venue, paper: Paper) -> bool:
    first, last = VENUE_YEARS
    return venue.year is None or paper.published.year + first <= venue.year <= paper.published.year + last


def _why_no_code(found: Repository) -> str:
    return f"{bare(found.url)}: {_seen_as(found)}."


def _seen_as(found: Repository) -> str:
    match found.offer:
        case Offer.NOTHING:
            return "the page offers no code"
        case Offer.SOON:
            return "code is announced there, none is offered yet"
        case Offer.RESTRICTED:
            return "its files are given to some people only"
        case Offer.FILES:
            return _SEEN[found.state]


_SEEN = {
    RepositoryState.CODE: "it holds code",
    RepositoryState.NO_IMPLEMENTATION: "its files hold no implementation",
    RepositoryState.README_ONLY: "it holds a README and no code",
    RepositoryState.EMPTY: "it is empty",
    RepositoryState.GONE: "it is gone or private",
}
