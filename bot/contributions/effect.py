"""Pure: what accepted contributions change in the facts of a paper (design: 2. Verdicts, lines 2 to 4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from bot.evidence import Facts
from bot.models import (
    Claim,
    Contribution,
    ContributionKind,
    ContributionState,
    Decider,
    Evidence,
    EvidenceKind,
    Nature,
    OwnLink,
    Repository,
    Standing,
)
from bot.said import Said, said
from bot.status import Family, Status

COMMUNITY = "community"
_EPOCH = datetime.fromtimestamp(0, UTC)
_NATURES = {Status.CARTOGRAPHER: Nature.SURVEY, Status.ETHEREAL: Nature.THEORY}
_OVER_REPOSITORIES = frozenset((Status.BURIED, Status.ZOMBIE))
SAID_BY_KEYS = {
    Decider.NOBODY: "accepted-by-somebody",
    Decider.MACHINE: "accepted-by-machine",
    Decider.MODERATOR: "accepted-by-moderator",
    Decider.VOTES: "accepted-by-votes",
    Decider.OWNER: "accepted-by-owner",
    Decider.AUTHOR: "accepted-by-somebody",
    Decider.TIME: "accepted-by-somebody",
}


def with_contributions(facts: Facts) -> Facts:
    """The facts with accepted links among the own ones, those that are not the authors' taken out, and the nature."""
    accepted = _strongest_first(facts.contributions, ContributionKind.CODE)
    claims: dict[str, Contribution] = {}
    for contribution in accepted:
        if contribution.claim is not Claim.COMMUNITY:
            claims.setdefault(_bare(contribution.value), contribution)
    links = tuple(link for link in facts.links if not _is_denied(link, claims))
    known = {_bare(address) for link in links for address in _addresses(link)}
    added = tuple(_as_link(facts, c) for key, c in claims.items() if c.claim is Claim.OWN and key not in known)
    status = status_in_force(facts)
    nature = _NATURES.get(Status(status.value)) if status else None
    reading = replace(facts.reading, nature=nature, nature_quotes=()) if nature else facts.reading
    return replace(facts, links=(*links, *added), reading=reading)


def status_in_force(facts: Facts) -> Contribution | None:
    """The status that people have settled: locked, or accepted with no own link changed since; None when none is."""
    for contribution in _strongest_first(facts.contributions, ContributionKind.STATUS):
        if contribution.is_locked or not _changed_since(facts, contribution.decided_at or contribution.created_at):
            return contribution
    return None


def decides_over_repositories(contribution: Contribution) -> bool:
    """Whether a settled status holds whatever own repositories show."""
    return contribution.is_locked or Status(contribution.value) in _OVER_REPOSITORIES


def contributed_code(facts: Facts, link: OwnLink) -> Contribution | None:
    """The accepted contribution that the link comes from, or None for one of the paper's own."""
    for contribution in _strongest_first(facts.contributions, ContributionKind.CODE):
        if contribution.claim is Claim.OWN and _bare(contribution.value) in map(_bare, _addresses(link)):
            return contribution
    return None


def of_contribution(contribution: Contribution) -> Evidence:
    """The contribution as evidence: who accepted it, and why."""
    why = contribution.reason or (contribution.finding if contribution.decided_by is Decider.MACHINE else "")
    by = said_by(contribution)
    text = said("evidence-at", address=by, said=why) if why else by
    at = contribution.decided_at or contribution.created_at
    return Evidence(EvidenceKind.FACT, text, COMMUNITY, contribution.evidence_url, at)


def said_by(contribution: Contribution) -> Said:
    """Who accepted it, in words."""
    return Said(SAID_BY_KEYS[contribution.decided_by])


def with_venue(standing: Standing, contributions: Iterable[Contribution]) -> Standing:
    """The standing with the venue that people have settled."""
    settled = _strongest_first(contributions, ContributionKind.VENUE)
    return replace(standing, venue=settled[0].value) if settled else standing


def said_dead_at(contributions: Iterable[Contribution]) -> tuple[datetime, ...]:
    """When people settled that the paper is a grave, oldest first."""
    graves = (c for c in _accepted(contributions) if c.kind is ContributionKind.STATUS)
    moments = (c.decided_at for c in graves if Status(c.value).look.family is Family.GRAVE and c.decided_at)
    return tuple(sorted(moments))


def _accepted(contributions: Iterable[Contribution]) -> Iterable[Contribution]:
    return (c for c in contributions if c.state is ContributionState.ACCEPTED)


def _strongest_first(contributions: Iterable[Contribution], kind: ContributionKind) -> list[Contribution]:
    """A locked value before all, machine-checked before what people decided, then the newest."""

    def strength(contribution: Contribution) -> tuple[bool, bool, datetime]:
        is_checked = contribution.decided_by is Decider.MACHINE
        return contribution.is_locked, is_checked, contribution.decided_at or _EPOCH

    return sorted((c for c in _accepted(contributions) if c.kind is kind), key=strength, reverse=True)


def _as_link(facts: Facts, contribution: Contribution) -> OwnLink:
    """The contributed link as it was seen last: by this scan, else by the check."""
    seen = next((link for link in facts.contributed if link.url == contribution.value), None)
    if seen is not None:
        return seen
    return OwnLink(contribution.value, contribution.repository, said("evidence-not-looked-at"))


def _is_denied(link: OwnLink, claims: dict[str, Contribution]) -> bool:
    said = [claims[key] for key in map(_bare, _addresses(link)) if key in claims]
    return any(contribution.claim is Claim.NOT_OWN for contribution in said)


def _addresses(link: OwnLink) -> tuple[str, ...]:
    return (link.url, link.repository.url) if link.repository else (link.url,)


def _bare(url: str) -> str:
    """An address by which two are compared."""
    rest = url.partition("://")[2] or url
    return rest.lower().removeprefix("www.").rstrip("/").removesuffix(".git")


def _changed_since(facts: Facts, moment: datetime) -> bool:
    """Whether an own link holds something else now than when it was last looked at before `moment`."""
    if facts.asked_at <= moment:
        return False
    before = next((scan for scan in reversed(facts.earlier) if scan.scanned_at <= moment), None)
    if before is None:
        return False
    seen = {link.url: link.repository for link in before.links}
    is_new = any(link.repository and link.url not in seen for link in facts.links)
    return is_new or any(_is_other(seen.get(link.url), link.repository) for link in facts.links)


def _is_other(before: Repository | None, now: Repository | None) -> bool:
    """Whether both are known and hold something else."""
    if before is None or now is None:
        return False
    return (before.offer, before.state) != (now.offer, now.state)
