"""Pure: facts -> verdict, with the evidence for it. The decision list is design section 2, in its order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from bot.contributions.effect import (
    contributed_code,
    decides_over_repositories,
    of_contribution,
    said_by,
    said_dead_at,
    status_in_force,
    with_contributions,
)
from bot.evidence import Facts, of_all, of_link, of_nature, of_silence, of_statement, without_repeats
from bot.history import earlier_absence
from bot.models import (
    Confidence,
    Contribution,
    Decider,
    Evidence,
    FullTextState,
    Nature,
    Offer,
    OwnLink,
    Paper,
    Repository,
    RepositoryState,
    Statement,
)
from bot.status import Family, Status

GRACE_DAYS = 90
REST_YEARS = 3
NEVER_EXPECTED_BEFORE = 2010
RARELY_EXPECTED_BEFORE = 2020
WELL_CITED = 100

_SURENESS = tuple(Confidence)  # the surest first
_HOLLOW = (RepositoryState.NO_IMPLEMENTATION, RepositoryState.README_ONLY, RepositoryState.EMPTY)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status with its reason in one line, evidence (never empty), notes, and what a grace period would be.

    `awaits_full_text`: it rests on nothing having been found, and the full text is still in the queue.
    """

    status: Status
    confidence: Confidence
    reason: str
    evidence: tuple[Evidence, ...]
    would_be: Status | None = None
    notes: tuple[str, ...] = ()
    awaits_full_text: bool = False


def judge(facts: Facts, on: date) -> Verdict:
    """The one verdict that fits `facts` on the day `on` (UTC)."""
    settled = status_in_force(facts)
    facts = with_contributions(facts)
    if settled and (decides_over_repositories(settled) or not _shows_something(facts)):
        return _judge_settled(facts, settled)
    verdict = _judge_code(facts, on) or _judge_absence(facts)
    verdict = replace(verdict, evidence=without_repeats(verdict.evidence))
    verdict = _less_sure(verdict, facts)
    verdict = _in_fog(verdict, facts)
    awaits = facts.full_text is FullTextState.WAITING and verdict.status in _BY_ABSENCE
    verdict = _in_grace(verdict, facts.paper, on)
    return _until_read(verdict) if awaits else verdict


def _judge_settled(facts: Facts, settled: Contribution) -> Verdict:
    """Line 2: people have settled it."""
    status = Status(settled.value)
    reason = f"{status.look.plain[:1].lower()}{status.look.plain[1:]}; {said_by(settled)}"
    evidence = without_repeats((of_contribution(settled), *of_all(facts)))
    return Verdict(status, Confidence.MEDIUM, reason, evidence)


def _judge_code(facts: Facts, on: date) -> Verdict | None:
    """Line 3: an own repository that holds code."""
    with_code = [(link, found) for link, found in _answered(facts) if found.state is RepositoryState.CODE]
    if not with_code:
        return None
    link, best = max(with_code, key=lambda pair: _worth(pair[1], on))
    others = (item for other in facts.links if other is not link for item in of_link(facts, other))
    evidence = (*of_statement(facts), *of_link(facts, link), *others)
    notes = _sentences(best.notes)
    contributed = contributed_code(facts, link)
    if contributed and (contributed.reason or contributed.decided_by is Decider.MACHINE):
        evidence = (of_contribution(contributed), *evidence)
    if not _is_maintained(best, on):
        why = "archived" if best.archived else f"no push since {_month(best.pushed_at)}"
        reason = f"the authors' code is there; {why}"
        return Verdict(Status.ETERNAL_REST, best.confidence, reason, evidence, None, notes)
    missed_at, was_seen_without = earlier_absence(facts.earlier, link.url, best, said_dead_at(facts.contributions))
    if was_seen_without:
        reason = f"the code came after {missed_at:%-d %B %Y}, when it was missing"
        return Verdict(Status.RESURRECTED, best.confidence, reason, evidence, None, notes)
    if missed_at:
        notes = ("We missed it: the code was there before our first look.", *notes)
    if contributed and contributed.decided_by is not Decider.MACHINE:
        reason = f"code found by the community; {said_by(contributed)}"
        return Verdict(Status.ALIVE, _least([best.confidence, Confidence.MEDIUM]), reason, evidence, None, notes)
    return Verdict(Status.ALIVE, best.confidence, "the authors' code is available", evidence, None, notes)


def _judge_absence(facts: Facts) -> Verdict:
    """Lines 4 to 9: no own repository with code is known."""
    best = _best_state(facts)
    offers = {found.offer for _, found in _answered(facts)}
    is_promised = facts.reading.statement is Statement.PROMISED or Offer.SOON in offers
    if best in _HOLLOW or (Offer.NOTHING in offers and not is_promised):
        if facts.reading.nature is not Nature.OTHER:
            return _judge_nature(facts)
        if best in _HOLLOW:
            return _judge_hollow(facts, best)
    if facts.links and all(link.repository and _is_gone(link.repository) for link in facts.links):
        return _judge_gone(facts)
    return _judge_words(facts, offers) or _judge_silence(facts)


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
    decisive = next(found for _, found in _answered(facts) if found.offer is Offer.FILES and found.state is state)
    confidence = _least([confidence, decisive.confidence])
    return Verdict(status, confidence, reason, of_all(facts), notes=_sentences(decisive.notes))


def _judge_gone(facts: Facts) -> Verdict:
    """Line 5: every own link is gone."""
    found = [repository for _, repository in _answered(facts)]
    copy = next((repository.copy for repository in found if repository.copy), None)
    kept = f"; {copy.source} kept a copy" if copy else ""
    reason = f"every address that the authors gave is gone or private{kept}"
    notes = _sentences(note for repository in found for note in repository.notes)
    confidence = _least(repository.confidence for repository in found)
    return Verdict(Status.NOT_FOUND, confidence, reason, of_all(facts), notes=notes)


def _judge_words(facts: Facts, offers: set[Offer]) -> Verdict | None:
    """Line 6: what the paper, or a page of its authors, says about code that is not there."""
    statement = facts.reading.statement
    if statement is Statement.PROMISED or Offer.SOON in offers:
        is_said = statement is Statement.PROMISED
        reason = "promised; nothing found yet" if is_said else "their page announces code; nothing is there yet"
        return Verdict(Status.COMING_SOON, Confidence.MEDIUM, reason, of_all(facts))
    if statement is Statement.RELEASED:
        reason = "said to be released, but no address is given"
        return Verdict(Status.UNMARKED_GRAVE, Confidence.MEDIUM, reason, of_all(facts))
    if Offer.NOTHING in offers:
        reason = "the page that they name offers no code"
        return Verdict(Status.UNMARKED_GRAVE, Confidence.MEDIUM, reason, of_all(facts))
    if statement is Statement.ON_REQUEST or Offer.RESTRICTED in offers:
        is_said = statement is Statement.ON_REQUEST
        reason = "available on request only" if is_said else "its files are given to some people only"
        return Verdict(Status.HOUDINI, Confidence.MEDIUM, reason, of_all(facts))
    return None


def _judge_nature(facts: Facts) -> Verdict:
    """Lines 4 and 7: a survey or pure theory, of which nobody expects code."""
    reading, evidence = facts.reading, (*of_silence(facts), *of_nature(facts))
    confidence = _least((reading.statement_confidence, reading.nature_confidence))
    if reading.nature is Nature.THEORY:
        return Verdict(Status.ETHEREAL, confidence, "pure theory; code is not expected", evidence)
    return Verdict(Status.CARTOGRAPHER, confidence, "a survey; code is not expected", evidence)


def _judge_silence(facts: Facts) -> Verdict:
    """Lines 7 to 9: nothing is said about code, and nothing was found."""
    if facts.reading.nature is not Nature.OTHER:
        return _judge_nature(facts)
    year, citations = facts.paper.published.astimezone(UTC).year, facts.standing.citations
    evidence = of_silence(facts)
    if year < NEVER_EXPECTED_BEFORE:
        return Verdict(Status.OLD_AGE, Confidence.MEDIUM, f"from {year}; sharing code was not yet expected", evidence)
    if year < RARELY_EXPECTED_BEFORE and (citations is None or citations >= WELL_CITED):
        reason = f"from {year}; cited {citations} times without code" if citations else f"from {year}; no code is named"
        return Verdict(Status.OLD_AGE, Confidence.LOW, reason, evidence)
    if facts.full_text is FullTextState.READ:
        reason = "no code is named; abstract, comment and full text were read"
        return Verdict(Status.GHOSTED, Confidence.MEDIUM, reason, evidence)
    is_waiting = facts.full_text is FullTextState.WAITING
    reason = "no code is named so far" if is_waiting else "no code is named; only abstract and comment were read"
    return Verdict(Status.GHOSTED, Confidence.LOW, reason, evidence)


def _in_fog(verdict: Verdict, facts: Facts) -> Verdict:
    """A verdict of lines 4 to 9 is not known while an own link could not be looked at; one that rests on nothing
    having been found, neither while the full text could not be read."""
    if verdict.status.look.family is Family.LIVING:
        return verdict
    reasons = [link.unknown_because for link in facts.links if link.repository is None]
    if facts.full_text is FullTextState.FAILED and verdict.status in _BY_ABSENCE:
        reasons.append("the full text could not be read")
    if not reasons:
        return verdict
    reason = "; ".join(dict.fromkeys(reasons))
    evidence = without_repeats(of_silence(facts))
    return replace(verdict, status=Status.FOG, confidence=Confidence.LOW, reason=reason, evidence=evidence)


# Lines 6, 8 and 9: they rest on nothing having been found.
_BY_ABSENCE = frozenset({Status.COMING_SOON, Status.UNMARKED_GRAVE, Status.HOUDINI, Status.OLD_AGE, Status.GHOSTED})


def _less_sure(verdict: Verdict, facts: Facts) -> Verdict:
    """That nothing was found is less sure where somebody who might know could not be asked."""
    if not facts.unasked or verdict.status not in _BY_ABSENCE:
        return verdict
    lower = _SURENESS[min(_SURENESS.index(verdict.confidence) + 1, len(_SURENESS) - 1)]
    return replace(verdict, confidence=lower)


def _until_read(verdict: Verdict) -> Verdict:
    """The verdict by what was read so far."""
    reason = f"{verdict.reason}; full text still to be read"
    return replace(verdict, confidence=Confidence.LOW, reason=reason, awaits_full_text=True)


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


def _shows_something(facts: Facts) -> bool:
    """Whether an own repository shows code, or that there is none: lines 3 and 5."""
    is_gone = bool(facts.links) and all(link.repository and _is_gone(link.repository) for link in facts.links)
    return is_gone or _best_state(facts) not in (None, RepositoryState.GONE)


def _answered(facts: Facts) -> list[tuple[OwnLink, Repository]]:
    return [(link, link.repository) for link in facts.links if link.repository]


def _is_gone(found: Repository) -> bool:
    return found.offer is Offer.FILES and found.state is RepositoryState.GONE


def _best_state(facts: Facts) -> RepositoryState | None:
    """The best state among own links that offer files; what announces or withholds them has none."""
    states = {found.state for _, found in _answered(facts) if found.offer is Offer.FILES}
    return next((state for state in RepositoryState if state in states), None)


def _worth(found: Repository, on: date) -> tuple[bool, int, int]:
    """What is maintained first, then what is sure, then what people star."""
    return _is_maintained(found, on), -_SURENESS.index(found.confidence), found.stars


def _is_maintained(repository: Repository, on: date) -> bool:
    if repository.archived:
        return False
    if repository.pushed_at is None:
        return True
    pushed = repository.pushed_at.astimezone(UTC).date()
    return (on.year - pushed.year) - ((on.month, on.day) < (pushed.month, pushed.day)) < REST_YEARS


def _least(confidences: Iterable[Confidence]) -> Confidence:
    return max(confidences, key=_SURENESS.index)


def _sentences(notes: Iterable[str]) -> tuple[str, ...]:
    """Notes as sentences for readers, each once."""
    return tuple(dict.fromkeys(f"{note[:1].upper()}{note[1:].rstrip('.')}." for note in notes))


def _month(moment: datetime | None) -> str:
    return f"{moment:%B %Y}" if moment else "its creation"
