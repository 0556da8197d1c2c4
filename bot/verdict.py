"""Pure: facts -> verdict, with the evidence for it. The decision list is design section 2, in its order."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from bot.models import (
    Confidence,
    Evidence,
    EvidenceKind,
    Nature,
    OwnLink,
    Paper,
    Quote,
    Reading,
    Repository,
    RepositoryState,
    ScanResult,
    Standing,
    Statement,
    TextField,
)
from bot.status import Family, Status

GRACE_DAYS = 90
REST_YEARS = 3
NEVER_EXPECTED_BEFORE = 2010
RARELY_EXPECTED_BEFORE = 2020
WELL_CITED = 100


@dataclass(frozen=True, slots=True)
class Facts:
    """What a scan knows. `earlier`: this paper's scans before, oldest first.

    `links` are the own links; `asked_at` is when they were looked at.
    """

    paper: Paper
    reading: Reading
    asked_at: datetime
    links: tuple[OwnLink, ...] = ()
    standing: Standing = field(default_factory=Standing)
    earlier: tuple[ScanResult, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status with its reason in one line, evidence (never empty), notes, and what a grace period would be."""

    status: Status
    confidence: Confidence
    reason: str
    evidence: tuple[Evidence, ...]
    would_be: Status | None = None
    notes: tuple[str, ...] = ()


def judge(facts: Facts, on: date) -> Verdict:
    """The one verdict that fits `facts` on the day `on` (UTC)."""
    verdict = _judge_code(facts, on) or _judge_absence(facts)
    verdict = replace(verdict, evidence=_without_repeats(verdict.evidence))
    verdict = _in_fog(verdict, facts)
    return _in_grace(verdict, facts.paper, on)


def _judge_code(facts: Facts, on: date) -> Verdict | None:
    """Line 3: an own repository that holds code."""
    with_code = [link for link in facts.links if _state(link) is RepositoryState.CODE]
    if not with_code:
        return None
    best = max(with_code, key=lambda link: (_is_maintained(_repository(link), on), _repository(link).stars))
    evidence = (*_quote_evidence(facts, facts.reading.statement_quotes), *_link_evidence(facts, best))
    if not _is_maintained(_repository(best), on):
        why = "archived" if _repository(best).archived else f"no push since {_month(_repository(best).pushed_at)}"
        return Verdict(Status.ETERNAL_REST, Confidence.HIGH, f"the authors' code is there; {why}", evidence)
    missed_at, was_seen_without = _earlier_absence(facts.earlier, _repository(best))
    if was_seen_without:
        reason = f"the code came after {missed_at:%-d %B %Y}, when it was missing"
        return Verdict(Status.RESURRECTED, Confidence.HIGH, reason, evidence)
    notes = ("We missed it: the code was there before our first look.",) if missed_at else ()
    return Verdict(Status.ALIVE, Confidence.HIGH, "the authors' code is available", evidence, notes=notes)


def _judge_absence(facts: Facts) -> Verdict:
    """Lines 4 to 9: no own repository with code is known."""
    reading, best = facts.reading, _best_state(facts.links)
    is_expected = reading.nature is Nature.OTHER
    if best in (RepositoryState.NO_IMPLEMENTATION, RepositoryState.README_ONLY, RepositoryState.EMPTY):
        return _judge_hollow(facts, best) if is_expected else _judge_nature(facts)
    if best is RepositoryState.GONE and all(link.repository for link in facts.links):
        reason = "every address that the authors gave is gone or private"
        return Verdict(Status.NOT_FOUND, Confidence.HIGH, reason, _all_evidence(facts))
    if reading.statement is Statement.PROMISED:
        return Verdict(Status.COMING_SOON, Confidence.MEDIUM, "promised; nothing found yet", _all_evidence(facts))
    if reading.statement is Statement.RELEASED:
        reason = "said to be released, but no address is given"
        return Verdict(Status.UNMARKED_GRAVE, Confidence.MEDIUM, reason, _all_evidence(facts))
    if reading.statement is Statement.ON_REQUEST:
        return Verdict(Status.HOUDINI, Confidence.MEDIUM, "available on request only", _all_evidence(facts))
    return _judge_silence(facts)


def _judge_hollow(facts: Facts, state: RepositoryState) -> Verdict:
    """Line 5: the own repository is there and holds no implementation."""
    status, reason, confidence = {
        RepositoryState.NO_IMPLEMENTATION: (
            Status.SKELETON,
            "their repository holds no implementation",
            Confidence.MEDIUM,
        ),
        RepositoryState.README_ONLY: (
            Status.DEATH_BY_README,
            "their repository holds a README and no code",
            Confidence.HIGH,
        ),
        RepositoryState.EMPTY: (Status.EMPTY_TOMB, "their repository is empty", Confidence.HIGH),
    }[state]
    return Verdict(status, confidence, reason, _all_evidence(facts))


def _judge_nature(facts: Facts) -> Verdict:
    """Lines 4 and 7: a survey or pure theory, of which nobody expects code."""
    in_title = any(quote.field is TextField.TITLE for quote in facts.reading.nature_quotes)
    confidence = Confidence.HIGH if in_title else Confidence.MEDIUM
    if facts.reading.nature is Nature.SURVEY:
        return Verdict(
            Status.CARTOGRAPHER, confidence, "a survey; code is not expected", _silence_and_nature_evidence(facts)
        )
    return Verdict(
        Status.ETHEREAL, Confidence.MEDIUM, "pure theory; code is not expected", _silence_and_nature_evidence(facts)
    )


def _judge_silence(facts: Facts) -> Verdict:
    """Lines 7 to 9: nothing is said about code, and nothing was found."""
    if facts.reading.nature is not Nature.OTHER:
        return _judge_nature(facts)
    year, citations = facts.paper.published.astimezone(UTC).year, facts.standing.citations
    evidence = _silence_and_nature_evidence(facts)
    if year < NEVER_EXPECTED_BEFORE:
        return Verdict(Status.OLD_AGE, Confidence.MEDIUM, f"from {year}; sharing code was not yet expected", evidence)
    if year < RARELY_EXPECTED_BEFORE and (citations is None or citations >= WELL_CITED):
        reason = f"from {year}; cited {citations} times without code" if citations else f"from {year}; no code is named"
        return Verdict(Status.OLD_AGE, Confidence.LOW, reason, evidence)
    return Verdict(Status.GHOSTED, Confidence.LOW, "no code is named; only abstract and comment were read", evidence)


def _in_fog(verdict: Verdict, facts: Facts) -> Verdict:
    """A verdict of lines 4 to 9 is not known while an own link could not be looked at."""
    unknown = [link for link in facts.links if link.repository is None]
    if not unknown or verdict.status.look.family is Family.LIVING:
        return verdict
    reason = "; ".join(dict.fromkeys(link.unknown_because for link in unknown))
    return replace(verdict, status=Status.FOG, confidence=Confidence.LOW, reason=reason, evidence=_all_evidence(facts))


# What a young grave is called before it is one: lines 5, 6 and 9.
_SO_FAR = {
    Status.SKELETON: "no implementation so far",
    Status.DEATH_BY_README: "README only so far",
    Status.EMPTY_TOMB: "an empty repository so far",
    Status.COMING_SOON: "promised, not released so far",
    Status.UNMARKED_GRAVE: "claimed, without an address so far",
    Status.HOUDINI: "on request only so far",
    Status.GHOSTED: "no code found so far",
}


def _in_grace(verdict: Verdict, paper: Paper, on: date) -> Verdict:
    age_days = (on - paper.published.astimezone(UTC).date()).days
    if verdict.status not in _SO_FAR or age_days >= GRACE_DAYS:
        return verdict
    reason = f"{_SO_FAR[verdict.status]}; the paper is {_days(age_days)} old"
    return replace(
        verdict, status=Status.GRACE_PERIOD, would_be=verdict.status, confidence=Confidence.LOW, reason=reason
    )


def _days(n: int) -> str:
    return "less than a day" if n < 1 else "1 day" if n == 1 else f"{n} days"


def _repository(link: OwnLink) -> Repository:
    assert link.repository is not None  # noqa: S101 - only asked of links that were answered
    return link.repository


def _state(link: OwnLink) -> RepositoryState | None:
    return link.repository.state if link.repository else None


def _best_state(links: tuple[OwnLink, ...]) -> RepositoryState | None:
    states = {_state(link) for link in links}
    return next((state for state in RepositoryState if state in states), None)


def _is_maintained(repository: Repository, on: date) -> bool:
    if repository.archived:
        return False
    if repository.pushed_at is None:
        return True
    pushed = repository.pushed_at.astimezone(UTC).date()
    return (on.year - pushed.year) - ((on.month, on.day) < (pushed.month, pushed.day)) < REST_YEARS


def _earlier_absence(earlier: tuple[ScanResult, ...], repository: Repository) -> tuple[datetime | None, bool]:
    """When we last found no code before (None: never), and whether this repository's code came after it.

    It did when an earlier scan saw this repository without code, or the repository was made after a scan that found
    none; code that was there all along is one that we had overlooked.
    """
    missed_at = None
    for scan in earlier:
        seen = [link.repository for link in scan.links if link.repository and _is_same(link.repository, repository)]
        if any(found.state is not RepositoryState.CODE for found in seen):
            return scan.scanned_at, True
        status = scan.would_be or scan.status
        if status.look.family is Family.GRAVE:
            if repository.created_at and repository.created_at > scan.scanned_at:
                return scan.scanned_at, True
            missed_at = scan.scanned_at
    return missed_at, False


def _is_same(before: Repository, now: Repository) -> bool:
    """Ids tell; where one was gone and had none, its name."""
    if before.repository_id is None or now.repository_id is None:
        return before.full_name.lower() == now.full_name.lower()
    return before.repository_id == now.repository_id


def _all_evidence(facts: Facts) -> tuple[Evidence, ...]:
    items = [*_quote_evidence(facts, facts.reading.statement_quotes)]
    for link in facts.links:
        items.extend(_link_evidence(facts, link))
    return tuple(items) or (_silence(facts),)


def _silence_and_nature_evidence(facts: Facts) -> tuple[Evidence, ...]:
    first = _all_evidence(facts)
    return (*first, *_nature_evidence(facts))


def _silence(facts: Facts) -> Evidence:
    where = "abstract or comment" if facts.paper.comment else "abstract"
    return _fact(facts, f"No code URL or promise found in {where}", "PWNC Scanner")


def _nature_evidence(facts: Facts) -> tuple[Evidence, ...]:
    quotes = facts.reading.nature_quotes
    if any(quote.field is TextField.TITLE for quote in quotes):
        return (_fact(facts, f"Title-pattern auto-detect: {facts.paper.title}", "PWNC Scanner"),)
    return _quote_evidence(facts, quotes)


def _quote_evidence(facts: Facts, quotes: tuple[Quote, ...]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(EvidenceKind.QUOTE, " ".join(quote.text.split()), quote.field.value, facts.paper.url, facts.asked_at)
        for quote in quotes
    )


def _link_evidence(facts: Facts, link: OwnLink) -> tuple[Evidence, ...]:
    repository = link.repository
    if repository is None:
        return (_fact(facts, f"{_bare(link.url)}: {link.unknown_because}", "PWNC Scanner", link.url),)
    what = {
        RepositoryState.CODE: f"{_count(repository.n_files, 'file')}, {repository.n_code_files} of them code",
        RepositoryState.NO_IMPLEMENTATION: f"{_count(repository.n_files, 'file')}, none of them code",
        RepositoryState.README_ONLY: f"{_count(repository.n_files, 'file')}, only what goes with a README",
        RepositoryState.EMPTY: "not a single file",
        RepositoryState.GONE: "gone or private",
    }[repository.state]
    return (_fact(facts, f"{_bare(repository.url)}: {what}", "GitHub", repository.url),)


def _fact(facts: Facts, text: str, source: str, url: str = "") -> Evidence:
    return Evidence(EvidenceKind.FACT, text, source, url, facts.asked_at)


def _count(n: int, noun: str) -> str:
    return f"1 {noun}" if n == 1 else f"{n} {noun}s"


def _bare(url: str) -> str:
    return url.partition("://")[2].rstrip("/") or url


def _month(moment: datetime | None) -> str:
    return f"{moment:%B %Y}" if moment else "its creation"


def _without_repeats(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    return tuple({(item.text, item.source): item for item in evidence}.values())
