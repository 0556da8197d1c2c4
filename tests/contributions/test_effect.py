"""What accepted contributions change in a verdict: the decision list, lines 2 to 4, as a table."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.contributions.effect import with_venue
from bot.evidence import Facts
from bot.models import (
    Claim,
    Confidence,
    Contribution,
    ContributionKind,
    ContributionState,
    Decider,
    Nature,
    OwnLink,
    Paper,
    Reading,
    Repository,
    RepositoryState,
    ScanResult,
    Standing,
    Statement,
)
from bot.status import Status
from bot.verdict import judge
from tests.contributions.made import NOW, contribution
from tests.worded import worded

OWN, FOUND = "https://github.com/ada/engine", "https://github.com/ada/found"
PAPER = Paper(
    "2401.00001",
    1,
    "A Title",
    "An abstract.",
    ("Ada",),
    ("cs.LG",),
    NOW - timedelta(days=500),
    NOW - timedelta(days=500),
)


def repository(url: str, state: RepositoryState, **more: Any) -> Repository:
    name = url.removeprefix("https://github.com/")
    return Repository(url, name, state, repository_id=len(url), owner_id=7, n_files=9, n_code_files=5, **more)


def link(url: str = OWN, state: RepositoryState = RepositoryState.CODE, **more: Any) -> OwnLink:
    return OwnLink(url, repository(url, state, **more))


def accepted(kind: ContributionKind, value: str, by: Decider = Decider.MODERATOR, **more: Any) -> Contribution:
    fields = {"decided_at": NOW - timedelta(days=10), "decided_by": by, "state": ContributionState.ACCEPTED} | more
    return contribution(kind=kind, value=value, **fields)


def status(value: Status, by: Decider = Decider.MODERATOR, **more: Any) -> Contribution:
    return accepted(ContributionKind.STATUS, value, by, **more)


def code(url: str = FOUND, claim: Claim = Claim.OWN, **more: Any) -> Contribution:
    fields = {"repository": repository(url, RepositoryState.CODE)} | more
    return accepted(ContributionKind.CODE, url, claim=claim, **fields)


def facts(*contributions: Contribution, links: tuple[OwnLink, ...] = (), **more: Any) -> Facts:
    reading = more.pop("reading", Reading())
    return Facts(PAPER, reading, NOW, links, contributions=contributions, **more)


def verdict(*contributions: Contribution, **more: Any) -> Status:
    return judge(facts(*contributions, **more), NOW.date()).status


README_ONLY, GONE, CODE = (link(state=RepositoryState(state)) for state in ("readme_only", "gone", "code"))
PROMISED = Reading(statement=Statement.PROMISED)

TABLE = [
    # what is contributed, own links, what the paper says, the verdict
    ((), (), Reading(), Status.GHOSTED),
    ((status(Status.HOUDINI),), (), Reading(), Status.HOUDINI),
    ((status(Status.OLD_AGE),), (), PROMISED, Status.OLD_AGE),
    ((status(Status.ETHEREAL),), (), Reading(nature=Nature.SURVEY), Status.ETHEREAL),
    ((status(Status.HOUDINI),), (CODE,), Reading(), Status.ALIVE),
    ((status(Status.HOUDINI),), (README_ONLY,), Reading(), Status.DEATH_BY_README),
    ((status(Status.GHOSTED),), (GONE,), Reading(), Status.NOT_FOUND),
    ((status(Status.ZOMBIE),), (CODE,), Reading(), Status.ZOMBIE),
    ((status(Status.BURIED),), (CODE,), Reading(), Status.BURIED),
    ((status(Status.HOUDINI, is_locked=True),), (CODE,), Reading(), Status.HOUDINI),
    ((status(Status.CARTOGRAPHER),), (README_ONLY,), Reading(), Status.CARTOGRAPHER),
    ((status(Status.CARTOGRAPHER),), (CODE,), Reading(), Status.ALIVE),
    ((code(),), (), Reading(), Status.ALIVE),
    ((code(),), (README_ONLY,), Reading(), Status.ALIVE),
    ((code(claim=Claim.COMMUNITY),), (), Reading(), Status.GHOSTED),
    ((code(OWN, Claim.NOT_OWN),), (CODE,), Reading(), Status.GHOSTED),
    ((code(OWN, Claim.NOT_OWN),), (CODE,), PROMISED, Status.COMING_SOON),
    ((code(OWN.upper().replace("HTTPS", "https") + "/", Claim.NOT_OWN),), (CODE,), Reading(), Status.GHOSTED),
    ((code(repository=None),), (), Reading(), Status.FOG),
    ((replace(code(), state=ContributionState.OPEN),), (), Reading(), Status.GHOSTED),
    ((replace(status(Status.ZOMBIE), state=ContributionState.UNDONE),), (CODE,), Reading(), Status.ALIVE),
]


@pytest.mark.parametrize(("contributions", "links", "reading", "expected"), TABLE)
def test_the_table(
    contributions: tuple[Contribution, ...], links: tuple[OwnLink, ...], reading: Reading, expected: Status
) -> None:
    """A status decides over words and age; over repositories only zombie, buried and what is locked; code is judged."""
    assert verdict(*contributions, links=links, reading=reading) is expected


EARLIER, LATER = NOW - timedelta(days=20), NOW - timedelta(days=5)


def test_the_newer_beats_the_older_and_the_machine_beats_votes() -> None:
    """Whatever the order in which they are given; a locked value beats all."""
    old, new = status(Status.HOUDINI, decided_at=EARLIER), status(Status.UNMARKED_GRAVE, decided_at=LATER)
    assert verdict(old, new) is verdict(new, old) is Status.UNMARKED_GRAVE
    assert verdict(replace(old, is_locked=True), new) is Status.HOUDINI
    voted = code(OWN, Claim.NOT_OWN, by=Decider.VOTES, decided_at=LATER)
    checked = code(OWN, by=Decider.MACHINE, decided_at=EARLIER)
    assert verdict(voted, checked, links=(CODE,)) is Status.ALIVE
    assert verdict(replace(voted, is_locked=True), checked, links=(CODE,)) is Status.GHOSTED


def scan(at_days: int, *links: OwnLink, status: Status = Status.GHOSTED) -> ScanResult:
    at = NOW - timedelta(days=at_days)
    return ScanResult(PAPER.arxiv_id, status, Confidence.HIGH, "", (), (), at, links=links)


def test_a_status_holds_until_an_own_link_changes() -> None:
    """The same reading made again is no change; another state, or a new link, is; what is unknown is not."""
    zombie = status(Status.ZOMBIE)
    before = scan(12, CODE)
    assert verdict(zombie, links=(CODE,), earlier=(before,)) is Status.ZOMBIE
    assert verdict(zombie, links=(README_ONLY,), earlier=(before,)) is Status.DEATH_BY_README
    assert verdict(zombie, links=(CODE, link(FOUND)), earlier=(before,)) is Status.ALIVE
    assert verdict(zombie, links=(OwnLink(OWN, None, "GitHub could not be asked"),), earlier=(before,)) is Status.ZOMBIE
    assert verdict(zombie, links=(CODE,), earlier=(scan(12, README_ONLY), scan(9, CODE))) is not Status.ZOMBIE
    locked = replace(zombie, is_locked=True)
    assert verdict(locked, links=(README_ONLY,), earlier=(before,)) is Status.ZOMBIE


def test_resurrected_only_when_made_after_people_settled_a_grave() -> None:
    """Code that came after an accepted grave is resurrected, code that was there before it is alive."""
    grave = status(Status.COMING_SOON, decided_at=EARLIER)
    made_later = link(created_at=LATER)
    made_before = link(created_at=EARLIER - timedelta(days=30))
    assert verdict(grave, links=(made_later,)) is Status.RESURRECTED
    assert verdict(grave, links=(made_before,)) is Status.ALIVE
    assert verdict(links=(made_later,)) is Status.ALIVE
    assert verdict(status(Status.ETHEREAL, decided_at=EARLIER), links=(made_later,)) is Status.ALIVE


def test_the_newest_look_at_a_contributed_link_counts() -> None:
    """What a scan found there is newer than what the check saw."""
    dead = OwnLink(FOUND, repository(FOUND, RepositoryState.GONE))
    assert verdict(code(), contributed=(dead,)) is Status.NOT_FOUND


def test_the_evidence_says_who_accepted_it_and_why() -> None:
    """Without names."""
    settled = status(
        Status.HOUDINI, by=Decider.VOTES, reason="3 members agree", evidence_url="https://example.org/mail"
    )
    found = judge(facts(settled), NOW.date())
    assert worded(found.reason) == "on request only; accepted by members, with evidence"
    item = found.evidence[0]
    assert (worded(item.text), worded(item.source)) == (
        "accepted by members, with evidence: 3 members agree",
        "community",
    )
    assert item.url == "https://example.org/mail"
    assert str(settled.author_id) not in f"{worded(found.reason)}{found.evidence}"


def test_the_venue_that_people_settled() -> None:
    """The strongest stands in place of what the services say."""
    venues = [accepted(ContributionKind.VENUE, "ICML 2025"), accepted(ContributionKind.VENUE, "ICLR", decided_at=LATER)]
    assert with_venue(Standing(7, "arXiv.org"), venues) == Standing(7, "ICLR")
    assert with_venue(Standing(7, "arXiv.org"), []) == Standing(7, "arXiv.org")
