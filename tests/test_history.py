"""What earlier scans say of today's repositories: strangers behind freed names are never celebrated."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.history import TAKEN_OVER, earlier_absence, settled, without_strangers
from bot.models import Confidence, Offer, OwnLink, Repository, RepositoryState, ScanResult
from bot.status import Status

URL = "https://github.com/ada/engine"
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
OURS = Repository(URL, "ada/engine", RepositoryState.README_ONLY, repository_id=1, owner_id=2)
GONE = Repository(URL, "ada/engine", RepositoryState.GONE)


def scan(*found: Repository, days_ago: int) -> ScanResult:
    links = tuple(OwnLink(URL, repository) for repository in found)
    at = NOW - timedelta(days=days_ago)
    return ScanResult("2303.00001", Status.DEATH_BY_README, Confidence.HIGH, "why", (), (), at, links=links)


@pytest.mark.parametrize(
    ("ids", "is_stranger"),
    [((1, 2), False), ((1, 9), False), ((8, 2), False), ((8, 9), True), ((8, None), False), ((None, 9), False)],
    ids=["the same", "transferred", "made anew", "taken over", "owner unknown", "repository unknown"],
)
def test_who_stands_there_now(ids: tuple[int | None, int | None], is_stranger: bool) -> None:
    """Only another repository of another owner is a stranger's."""
    now = replace(OURS, state=RepositoryState.CODE, repository_id=ids[0], owner_id=ids[1])
    links = without_strangers((OwnLink(URL, now),), (scan(OURS, days_ago=30), scan(GONE, days_ago=10)))
    found = links[0].repository
    assert found is not None
    assert (found.state is RepositoryState.GONE) == is_stranger
    assert (TAKEN_OVER in found.notes) == is_stranger


def test_a_page_may_link_another_repository() -> None:
    """Only a name can be taken over: what a page links is its authors' choice."""
    before, now = replace(OURS, via=URL), replace(OURS, repository_id=8, owner_id=9, via=URL)
    assert without_strangers((OwnLink(URL, now),), (scan(before, days_ago=30),)) == (OwnLink(URL, now),)


def test_a_stranger_stays_one() -> None:
    """What is kept of a taken name holds the first owner's ids: the next scan sees the stranger again."""
    stranger = replace(OURS, state=RepositoryState.CODE, repository_id=8, owner_id=9)
    earlier = [scan(OURS, days_ago=30)]
    for days_ago in (20, 10):
        found = without_strangers((OwnLink(URL, stranger),), earlier)[0].repository
        assert found is not None
        assert found.state is RepositoryState.GONE
        earlier.append(scan(found, days_ago=days_ago))
    back = without_strangers((OwnLink(URL, replace(OURS, state=RepositoryState.CODE)),), earlier)[0].repository
    assert back is not None
    assert back.state is RepositoryState.CODE


def test_what_could_not_be_asked_stays_unknown() -> None:
    """An unknown link is no stranger."""
    unknown = OwnLink(URL, None, "GitHub could not be asked")
    assert without_strangers((unknown,), (scan(OURS, days_ago=1),)) == (unknown,)


PAGE = Repository("https://ada.github.io/engine/", "ada.github.io/engine", RepositoryState.NO_IMPLEMENTATION)
CODE = replace(OURS, state=RepositoryState.CODE, created_at=NOW - timedelta(days=900), via=PAGE.url)


@pytest.mark.parametrize(
    ("before", "came_after"),
    [
        (replace(PAGE, offer=Offer.SOON), True),
        (replace(PAGE, offer=Offer.NOTHING), False),
        (OURS, True),
        (replace(OURS, state=RepositoryState.CODE), False),
    ],
    ids=["announced by its page", "a page without code", "a README only", "code"],
)
def test_what_came_after_we_looked(before: Repository, came_after: bool) -> None:
    """A page that announced code, or a repository without any, was no oversight of ours; an old repository is one."""
    missed_at, found = earlier_absence((scan(before, days_ago=30),), URL, CODE)
    assert found is came_after
    assert missed_at == NOW - timedelta(days=30)


LOST = OwnLink("https://ada.example.org/engine", None, "no host named ada.example.org is found", is_name_lost=True)


def looked(hours_ago: float, link: OwnLink) -> ScanResult:
    at = NOW - timedelta(hours=hours_ago)
    return ScanResult("2303.00001", Status.FOG, Confidence.LOW, "why", (), (), at, links=(link,))


@pytest.mark.parametrize(
    ("earlier", "is_gone"),
    [
        ((), False),
        ((looked(1, LOST),), False),
        ((looked(5.9, LOST),), False),
        ((looked(6, LOST),), True),
        ((looked(30, LOST), looked(0.1, LOST)), True),
        ((looked(30, LOST), looked(2, OwnLink(LOST.url, OURS))), False),
        ((looked(30, LOST), looked(2, OwnLink(LOST.url, None, "ada.example.org could not be asked"))), False),
        ((looked(30, OwnLink(LOST.url, OURS)), looked(2, LOST)), False),
        ((looked(30, replace(LOST, url="https://else.example.org/")),), False),
    ],
)
def test_a_name_that_is_lost(earlier: tuple[ScanResult, ...], is_gone: bool) -> None:
    """A host whose name is not found, twice at least six hours apart and not found in between, is gone."""
    link = settled((LOST,), earlier, NOW)[0]
    assert (link.repository is not None) == is_gone
    if link.repository:
        assert (link.repository.state, link.repository.source) == (RepositoryState.GONE, "ada.example.org")


def test_a_name_that_was_lost_stays_so() -> None:
    """Once told as gone it is gone in the next scan, however soon; when the name is back, so is the link."""
    gone = settled((LOST,), (looked(6, LOST),), NOW)[0]
    again = settled((LOST,), (looked(1, gone),), NOW)[0]
    assert again.repository is not None
    assert settled((OwnLink(LOST.url, OURS),), (looked(1, gone),), NOW)[0].repository == OURS
