"""Pure: facts -> verdict, with the evidence for it. The decision list is design section 2, in its order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date

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
from bot.said import Said, Words, day_of, month_of, said
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
    reason: Words
    evidence: tuple[Evidence, ...]
    would_be: Status | None = None
    notes: tuple[Words, ...] = ()
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
    reason = said("verdict-settled", verdict=Said(SETTLED_KEYS[status]), by=said_by(settled))
    evidence = without_repeats((of_contribution(settled), *of_all(facts)))
    return Verdict(status, Confidence.MEDIUM, reason, evidence)


SETTLED_KEYS = {status: f"{status.look.key}-settled" for status in Status}


def _judge_code(facts: Facts, on: date) -> Verdict | None:
    """Line 3: an own repository that holds code."""
    with_code = [(link, found) for link, found in _answered(facts) if found.state is RepositoryState.CODE]
    if not with_code:
        return None
    link, best = max(with_code, key=lambda pair: _worth(pair[1], on))
    others = (item for other in facts.links if other is not link for item in of_link(facts, other))
    evidence = (*of_statement(facts), *of_link(facts, link), *others)
    notes = tuple(dict.fromkeys(best.notes))
    contributed = contributed_code(facts, link)
    if contributed and (contributed.reason or contributed.decided_by is Decider.MACHINE):
        evidence = (of_contribution(contributed), *evidence)
    if not _is_maintained(best, on):
        since = month_of(best.pushed_at) if best.pushed_at else said("verdict-eternal-rest-creation")
        reason = said("verdict-eternal-rest-archived")
        if not best.archived:
            reason = said("verdict-eternal-rest-reason", since=since)
        return Verdict(Status.ETERNAL_REST, best.confidence, reason, evidence, None, notes)
    missed_at, was_seen_without = earlier_absence(facts.earlier, link.url, best, said_dead_at(facts.contributions))
    if was_seen_without and missed_at:
        reason = said("verdict-resurrected-reason", missed_at=day_of(missed_at))
        return Verdict(Status.RESURRECTED, best.confidence, reason, evidence, None, notes)
    if missed_at:
        notes = (said("verdict-alive-missed"), *notes)
    if contributed and contributed.decided_by is not Decider.MACHINE:
        reason = said("verdict-alive-contributed", by=said_by(contributed))
        return Verdict(Status.ALIVE, _least([best.confidence, Confidence.MEDIUM]), reason, evidence, None, notes)
    return Verdict(Status.ALIVE, best.confidence, said("verdict-alive-reason"), evidence, None, notes)


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
            said("verdict-skeleton-reason"),
            Confidence.MEDIUM,
        ),
        RepositoryState.README_ONLY: (
            Status.DEATH_BY_README,
            said("verdict-death-by-readme-reason"),
            Confidence.HIGH,
        ),
        RepositoryState.EMPTY: (Status.EMPTY_TOMB, said("verdict-empty-tomb-reason"), Confidence.HIGH),
    }[state]
    decisive = next(found for _, found in _answered(facts) if found.offer is Offer.FILES and found.state is state)
    confidence = _least([confidence, decisive.confidence])
    return Verdict(status, confidence, reason, of_all(facts), notes=tuple(dict.fromkeys(decisive.notes)))


def _judge_gone(facts: Facts) -> Verdict:
    """Line 5: every own link is gone."""
    found = [repository for _, repository in _answered(facts)]
    copy = next((repository.copy for repository in found if repository.copy), None)
    reason = said("verdict-not-found-copy", source=copy.source) if copy else said("verdict-not-found-reason")
    notes = tuple(dict.fromkeys(note for repository in found for note in repository.notes))
    confidence = _least(repository.confidence for repository in found)
    return Verdict(Status.NOT_FOUND, confidence, reason, of_all(facts), notes=notes)


def _judge_words(facts: Facts, offers: set[Offer]) -> Verdict | None:
    """Line 6: what the paper, or a page of its authors, says about code that is not there."""
    statement = facts.reading.statement
    if statement is Statement.PROMISED or Offer.SOON in offers:
        is_said = statement is Statement.PROMISED
        reason = said("verdict-coming-soon-reason" if is_said else "verdict-coming-soon-announced")
        return Verdict(Status.COMING_SOON, Confidence.MEDIUM, reason, of_all(facts))
    if statement is Statement.RELEASED:
        reason = said("verdict-unmarked-grave-reason")
        return Verdict(Status.UNMARKED_GRAVE, Confidence.MEDIUM, reason, of_all(facts))
    if Offer.NOTHING in offers:
        reason = said("verdict-unmarked-grave-page")
        return Verdict(Status.UNMARKED_GRAVE, Confidence.MEDIUM, reason, of_all(facts))
    if statement is Statement.ON_REQUEST or Offer.RESTRICTED in offers:
        is_said = statement is Statement.ON_REQUEST
        reason = said("verdict-houdini-reason" if is_said else "verdict-houdini-restricted")
        return Verdict(Status.HOUDINI, Confidence.MEDIUM, reason, of_all(facts))
    return None


def _judge_nature(facts: Facts) -> Verdict:
    """Lines 4 and 7: a survey or pure theory, of which nobody expects code."""
    reading, evidence = facts.reading, (*of_silence(facts), *of_nature(facts))
    confidence = _least((reading.statement_confidence, reading.nature_confidence))
    if reading.nature is Nature.THEORY:
        return Verdict(Status.ETHEREAL, confidence, said("verdict-ethereal-reason"), evidence)
    return Verdict(Status.CARTOGRAPHER, confidence, said("verdict-cartographer-reason"), evidence)


def _judge_silence(facts: Facts) -> Verdict:
    """Lines 7 to 9: nothing is said about code, and nothing was found."""
    if facts.reading.nature is not Nature.OTHER:
        return _judge_nature(facts)
    year, citations = facts.paper.published.astimezone(UTC).year, facts.standing.citations
    evidence = of_silence(facts)
    if year < NEVER_EXPECTED_BEFORE:
        return Verdict(Status.OLD_AGE, Confidence.MEDIUM, said("verdict-old-age-reason", year=year), evidence)
    if year < RARELY_EXPECTED_BEFORE and (citations is None or citations >= WELL_CITED):
        reason = said("verdict-old-age-unnamed", year=year)
        if citations:
            reason = said("verdict-old-age-cited", year=year, citations=citations)
        return Verdict(Status.OLD_AGE, Confidence.LOW, reason, evidence)
    if facts.full_text is FullTextState.READ:
        reason = said("verdict-ghosted-read")
        return Verdict(Status.GHOSTED, Confidence.MEDIUM, reason, evidence)
    is_waiting = facts.full_text is FullTextState.WAITING
    reason = said("verdict-ghosted-so-far" if is_waiting else "verdict-ghosted-reason")
    return Verdict(Status.GHOSTED, Confidence.LOW, reason, evidence)


def _in_fog(verdict: Verdict, facts: Facts) -> Verdict:
    """A verdict of lines 4 to 9 is not known while an own link could not be looked at; one that rests on nothing
    having been found, neither while the full text could not be read."""
    if verdict.status.look.family is Family.LIVING:
        return verdict
    reasons = [link.unknown_because for link in facts.links if link.repository is None]
    if facts.full_text is FullTextState.FAILED and verdict.status in _BY_ABSENCE:
        reasons.append(said("verdict-fog-full-text"))
    if not reasons:
        return verdict
    reason = said("verdict-fog-reason", why=tuple(dict.fromkeys(reasons)))
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
    reason = said("verdict-until-read", reason=verdict.reason)
    return replace(verdict, confidence=Confidence.LOW, reason=reason, awaits_full_text=True)


# What a young grave is called before it is one: lines 5, 6 and 9.
SO_FAR_KEYS = {
    Status.SKELETON: "verdict-grace-period-skeleton",
    Status.DEATH_BY_README: "verdict-grace-period-death-by-readme",
    Status.EMPTY_TOMB: "verdict-grace-period-empty-tomb",
    Status.COMING_SOON: "verdict-grace-period-coming-soon",
    Status.UNMARKED_GRAVE: "verdict-grace-period-unmarked-grave",
    Status.HOUDINI: "verdict-grace-period-houdini",
    Status.GHOSTED: "verdict-grace-period-ghosted",
}


def _in_grace(verdict: Verdict, paper: Paper, on: date) -> Verdict:
    age_days = (on - paper.published.astimezone(UTC).date()).days
    if verdict.status not in SO_FAR_KEYS or age_days >= GRACE_DAYS:
        return verdict
    so_far = Said(SO_FAR_KEYS[verdict.status])
    reason = said("verdict-grace-period-reason", so_far=so_far, days=max(0, age_days))
    return replace(
        verdict, status=Status.GRACE_PERIOD, would_be=verdict.status, confidence=Confidence.LOW, reason=reason
    )


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
