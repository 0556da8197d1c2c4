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
from bot.said import Said, Words, month_of, said
from bot.words import in_english

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
        return (_fact(facts, said("evidence-title", title=facts.paper.title), SCANNER),)
    return _quoted(facts, quotes)


def of_silence(facts: Facts) -> tuple[Evidence, ...]:
    """All that was seen; that nothing was, where nothing was."""
    is_read = facts.full_text is FullTextState.READ
    nothing = Said(NOTHING_KEYS[bool(facts.paper.comment), is_read])
    return of_all(facts) or (_fact(facts, nothing, SCANNER, facts.full_text_url if is_read else ""),)


NOTHING_KEYS = {  # whether there is a comment, and the full text was read
    (False, False): "evidence-nothing-in-abstract",
    (True, False): "evidence-nothing-in-comment",
    (False, True): "evidence-nothing-in-full-text",
    (True, True): "evidence-nothing-anywhere",
}


def of_all(facts: Facts) -> tuple[Evidence, ...]:
    """The paper's words about its code and every own link; empty when there are none."""
    return (*of_statement(facts), *(item for link in facts.links for item in of_link(facts, link)))


def of_link(facts: Facts, link: OwnLink) -> tuple[Evidence, ...]:
    """What stands at an own link: its announcement in its own words, what it holds, what an archive kept of it."""
    found = link.repository
    if found is None:
        return (
            _fact(facts, said("evidence-at", address=bare(link.url), said=link.unknown_because), SCANNER, link.url),
        )
    items = []
    if found.promise:
        is_readme = found.offer is Offer.FILES
        where: Words = said("source-readme", name=found.full_name) if is_readme else found.source
        items.append(Evidence(EvidenceKind.QUOTE, found.promise, where, found.url, facts.asked_at))
    seen = said("evidence-at", address=bare(found.url), said=(_holds(found), *found.notes))
    items.append(_fact(facts, seen, found.source, found.url))
    if found.via:
        items.append(_fact(facts, said("evidence-linked-on", address=bare(found.via)), "project page", found.via))
    if found.copy:
        text = said("evidence-copy", source=found.copy.source, month=month_of(found.copy.kept_at))
        items.append(_fact(facts, text, found.copy.source, found.copy.url))
    return tuple(items)


def without_repeats(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """Each item once, in order; also one that was kept in English words and is said now."""
    return tuple({(in_english(item.text), in_english(item.source)): item for item in evidence}.values())


def bare(url: str) -> str:
    """An address without scheme and last slash."""
    return url.partition("://")[2].rstrip("/") or url


def _holds(found: Repository) -> Said:
    if found.offer is not Offer.FILES:
        return Said(OFFER_KEYS[found.offer])
    match found.state:
        case RepositoryState.CODE:
            return _code_in(found)
        case RepositoryState.EMPTY:
            return said("evidence-empty")
        case RepositoryState.GONE:
            return said("evidence-gone")
        case RepositoryState.NO_IMPLEMENTATION:
            return said("evidence-no-implementation", files=_files_in(found))
        case RepositoryState.README_ONLY:
            return said("evidence-readme-only", files=_files_in(found))


OFFER_KEYS = {
    Offer.NOTHING: "evidence-no-offer",
    Offer.SOON: "evidence-announced",
    Offer.RESTRICTED: "evidence-restricted",
}


def _files_in(found: Repository) -> Said:
    if found.is_partial:
        return said("evidence-files-at-least", n=found.n_files)
    return said("evidence-files", n=found.n_files)


def _code_in(found: Repository) -> Said:
    """How much code there is, and what helps whoever wants to run it."""
    if not found.n_files:
        return said("evidence-code")
    files, n_code, manifest = _files_in(found), found.n_code_files, found.manifest.rpartition("/")[2]
    if manifest and found.has_tests:
        return said("evidence-code-files-with-both", files=files, n_code=n_code, manifest=manifest)
    if manifest:
        return said("evidence-code-files-with", files=files, n_code=n_code, manifest=manifest)
    if found.has_tests:
        return said("evidence-code-files-with-tests", files=files, n_code=n_code)
    return said("evidence-code-files", files=files, n_code=n_code)


def _quoted(facts: Facts, quotes: tuple[Quote, ...]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(EvidenceKind.QUOTE, " ".join(quote.text.split()), quote.source, _url_of(quote, facts), facts.asked_at)
        for quote in quotes
    )


def _url_of(quote: Quote, facts: Facts) -> str:
    return (quote.field is TextField.FULL_TEXT and facts.full_text_url) or facts.paper.url


def _fact(facts: Facts, text: Words, source: str, url: str = "") -> Evidence:
    return Evidence(EvidenceKind.FACT, text, source, url, facts.asked_at)
