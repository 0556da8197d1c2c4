"""Pure: what was read and seen, as evidence items. Every item names its source and where it was seen."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.models import (
    Contribution,
    Evidence,
    EvidenceKind,
    FullTextState,
    Offer,
    OwnLink,
    Paper,
    Quote,
    Reading,
    Repository,
    RepositoryState,
    ScanResult,
    Standing,
    TextField,
)

SCANNER = "PWNC Scanner"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a scan knows. `earlier`: this paper's scans before, oldest first.

    `links` are the own links; `asked_at` is when they were looked at. `unasked` are those who might know of code that
    the paper does not name, and could not be asked. `full_text` is how far the full text, which readers find at
    `full_text_url`, is read; what it says is in `reading`. `contributions` are those that hold where the
    verdict is shown, `contributed` what stands at the links among them.
    """

    paper: Paper
    reading: Reading
    asked_at: datetime
    links: tuple[OwnLink, ...] = ()
    standing: Standing = field(default_factory=Standing)
    earlier: tuple[ScanResult, ...] = ()
    unasked: tuple[str, ...] = ()
    full_text: FullTextState = FullTextState.OFF
    full_text_url: str = ""
    contributions: tuple[Contribution, ...] = ()
    contributed: tuple[OwnLink, ...] = ()


def of_statement(facts: Facts) -> tuple[Evidence, ...]:
    """The paper's own words about its code."""
    return _quoted(facts, facts.reading.statement_quotes)


def of_nature(facts: Facts) -> tuple[Evidence, ...]:
    """The words by which the paper is a survey or theory; a title is shown whole."""
    quotes = facts.reading.nature_quotes
    if any(quote.field is TextField.TITLE for quote in quotes):
        return (_fact(facts, f"Title-pattern auto-detect: {facts.paper.title}", SCANNER),)
    return _quoted(facts, quotes)


def of_silence(facts: Facts) -> tuple[Evidence, ...]:
    """All that was seen; that nothing was, where nothing was."""
    read = ["abstract", *(["comment"] if facts.paper.comment else [])]
    is_read = facts.full_text is FullTextState.READ
    read += ["full text"] if is_read else []
    where = " or ".join(filter(None, (", ".join(read[:-1]), read[-1])))
    return of_all(facts) or (
        _fact(facts, f"No code URL or promise found in {where}", SCANNER, facts.full_text_url if is_read else ""),
    )


def of_all(facts: Facts) -> tuple[Evidence, ...]:
    """The paper's words about its code and every own link; empty when there are none."""
    return (*of_statement(facts), *(item for link in facts.links for item in of_link(facts, link)))


def of_link(facts: Facts, link: OwnLink) -> tuple[Evidence, ...]:
    """What stands at an own link: its announcement in its own words, what it holds, what an archive kept of it."""
    found = link.repository
    if found is None:
        return (_fact(facts, f"{bare(link.url)}: {link.unknown_because}", SCANNER, link.url),)
    items = []
    if found.promise:
        where = f"README of {found.full_name}" if found.offer is Offer.FILES else found.source
        items.append(Evidence(EvidenceKind.QUOTE, found.promise, where, found.url, facts.asked_at))
    said = "; ".join((_holds(found), *found.notes))
    items.append(_fact(facts, f"{bare(found.url)}: {said}", found.source, found.url))
    if found.via:
        items.append(_fact(facts, f"linked on the page {bare(found.via)}", "project page", found.via))
    if found.copy:
        text = f"{found.copy.source} kept a copy of {found.copy.kept_at:%B %Y}"
        items.append(_fact(facts, text, found.copy.source, found.copy.url))
    return tuple(items)


def without_repeats(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """Each item once, in order."""
    return tuple({(item.text, item.source): item for item in evidence}.values())


def bare(url: str) -> str:
    """An address without scheme and last slash."""
    return url.partition("://")[2].rstrip("/") or url


def _holds(found: Repository) -> str:
    match found.offer:
        case Offer.NOTHING:
            return "a page that offers no code"
        case Offer.SOON:
            return "code is announced, none is offered"
        case Offer.RESTRICTED:
            return "its files are not for everyone"
    files = f"{'at least ' if found.is_partial else ''}{_count(found.n_files, 'file')}"
    return {
        RepositoryState.CODE: f"{files}, {found.n_code_files} of them code{_with(found)}"
        if found.n_files
        else "holds code",
        RepositoryState.NO_IMPLEMENTATION: f"{files}, no implementation among them",
        RepositoryState.README_ONLY: f"{files}, only what goes with a README",
        RepositoryState.EMPTY: "not a single file",
        RepositoryState.GONE: "gone or private",
    }[found.state]


def _with(found: Repository) -> str:
    """What helps whoever wants to run the code."""
    there = filter(None, (found.manifest.rpartition("/")[2], "tests" if found.has_tests else ""))
    said = " and ".join(there)
    return f", with {said}" if said else ""


def _quoted(facts: Facts, quotes: tuple[Quote, ...]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(EvidenceKind.QUOTE, " ".join(quote.text.split()), quote.source, _url_of(quote, facts), facts.asked_at)
        for quote in quotes
    )


def _url_of(quote: Quote, facts: Facts) -> str:
    return (quote.field is TextField.FULL_TEXT and facts.full_text_url) or facts.paper.url


def _fact(facts: Facts, text: str, source: str, url: str = "") -> Evidence:
    return Evidence(EvidenceKind.FACT, text, source, url, facts.asked_at)


def _count(n: int, noun: str) -> str:
    return f"1 {noun}" if n == 1 else f"{n} {noun}s"
