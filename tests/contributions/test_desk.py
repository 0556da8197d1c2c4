"""The desk on a real store: proposals, checks, votes, decisions, races, and any interleaving of them."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.contributions.check import Checker
from bot.contributions.desk import Desk
from bot.contributions.rules import MOST_PER_PAPER, TRANSITIONS, Act, Actor, Outcome
from bot.errors import Refused, SourceUnavailable
from bot.models import (
    Claim,
    CommunityCode,
    Confidence,
    Contribution,
    ContributionKind,
    ContributionState,
    Decider,
    OwnLink,
    Paper,
    Repository,
    RepositoryState,
    ScanResult,
    Standing,
)
from bot.scanner import Known, Scanner
from bot.sources.crossref import Article
from bot.sources.hosts.html import PageLink
from bot.sources.hosts.pages import Page
from bot.status import Status
from bot.store import Store, open_store
from bot.store.contributions import new_contribution_id
from bot.store.reactions import FOR, Reaction
from bot.store.restrictions import EVERYWHERE
from tests.contributions.made import AUTHOR, NEW_ACCOUNT, NOW, PLACE, contribution
from tests.worded import worded

PAPER = Paper(
    arxiv_id="1706.03762",
    version=7,
    title="Attention",
    abstract="A model. Our code is at https://github.com/ada/engine.",
    authors=("Ada",),
    categories=("cs.CL",),
    published=NOW - timedelta(days=3000),
    updated=NOW,
    comment="NIPS 2017",
)
OWN, OTHER = "https://github.com/ada/engine", "https://github.com/ada/other"
MODERATOR, SECOND = Actor(50, PLACE, is_moderator=True), Actor(51, PLACE, is_moderator=True)
OWNER = Actor(52, is_owner=True)
LONG_AGO = NOW - timedelta(days=400)


def repository(url: str, state: RepositoryState = RepositoryState.CODE) -> Repository:
    return Repository(url, url.removeprefix("https://github.com/"), state, len(url), 9, n_files=5, n_code_files=3)


class World:
    """What stands where, as a host tells it: an error where it cannot be asked. `gate` holds every look up."""

    def __init__(self) -> None:
        self.places: dict[str, Repository | SourceUnavailable] = {
            OWN: repository(OWN),
            OTHER: repository(OTHER),
        }
        self.gate = asyncio.Event()
        self.gate.set()

    async def fetch(self, url: str) -> Any:
        await self.gate.wait()
        found = self.places.get(url, repository(url, RepositoryState.GONE))
        if isinstance(found, SourceUnavailable):
            raise found
        return found


class Pages:
    """The paper's page, where it can be read: with a button for code that leads to `linked`."""

    def __init__(self) -> None:
        self.linked = ""

    async def fetch(self, url: str) -> Page | None:
        if not self.linked:
            raise SourceUnavailable("the page", url=url)
        return Page(url, 200, "text/html", "Our paper", (PageLink(self.linked, "Code", "Paper Code"),))


class Library:
    """What Crossref and a bibliographic service say; None: they do not answer."""

    def __init__(self) -> None:
        self.of_doi: str | None = None
        self.of_paper: str | None = None

    async def fetch_article(self, doi: str) -> Article | None:
        if self.of_doi is None:
            raise SourceUnavailable("Crossref")
        return Article(doi, "A Title", self.of_doi)

    async def fetch_standing(self, arxiv_id: str) -> Standing | None:
        if self.of_paper is None:
            raise SourceUnavailable("OpenAlex")
        return Standing(7, self.of_paper, "OpenAlex")


class Nobody:
    """A source that is never asked here."""

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(name)


class Office:
    """A desk with a clock to turn, and what it said to its listener."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.now = NOW
        self.world = World()
        self.library, self.pages = Library(), Pages()
        nobody: Any = Nobody()
        scanner = Scanner(
            store, nobody, nobody, self.world, lambda: self.now, hearsay=nobody, articles=nobody, full_texts=nobody
        )
        self.desk = Desk(
            store,
            scanner,
            Checker(self.world, self.pages, articles=self.library, standings=(self.library,)),
            lambda: self.now,
        )
        self.told: list[tuple[str, Act]] = []
        self.desk.listeners.append(self._hear)

    async def _hear(self, contribution: Contribution, act: Act) -> None:
        self.told.append((contribution.contribution_id, act))

    async def propose(self, author_id: int = AUTHOR, **changes: Any) -> Contribution:
        """A checked contribution; for the refused, Refused."""
        received = await self.desk.propose(make(author_id, created_at=self.now, **changes), member_since=LONG_AGO)
        return await self.desk.checked(received.contribution.contribution_id, 5.0)

    async def vote(self, contribution_id: str, user_id: int, *, agrees: bool = True) -> Contribution:
        return await self.desk.vote(contribution_id, Actor(user_id, PLACE), agrees=agrees, member_since=LONG_AGO)


def make(author_id: int = AUTHOR, **changes: Any) -> Contribution:
    fields = {
        "contribution_id": new_contribution_id(),
        "arxiv_id": PAPER.arxiv_id,
        "author_id": author_id,
        "state": ContributionState.CHECKING,
        "value": "Nature 2018",
    }
    return contribution(**(fields | changes))


def code(url: str, **changes: Any) -> dict[str, Any]:
    return {"kind": ContributionKind.CODE, "value": url} | changes


@asynccontextmanager
async def open_office(folder: Path) -> AsyncIterator[Office]:
    async with open_store(f"sqlite:///{folder / 'pwnc.db'}") as store:
        await store.papers.record([PAPER], NOW)
        links = (OwnLink(OWN, repository(OWN)),)
        result = ScanResult(PAPER.arxiv_id, Status.ALIVE, Confidence.HIGH, "", (), (), NOW, links=links)
        await store.scans.record(result, due_at=NOW, watched_due_at=NOW)
        office = Office(store)
        try:
            yield office
        finally:
            await office.desk.close()


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with open_office(tmp_path) as opened:
        yield opened


# --- the machine check ---

CHECKS = [
    (code(OWN), ContributionState.ACCEPTED, "The paper's own link: “Our code is at"),
    (code(OTHER), ContributionState.OPEN, "neither the paper nor a page that it names links it"),
    (code(OTHER, claim=Claim.COMMUNITY), ContributionState.OPEN, "holds 3 files of code"),
    (code("https://github.com/ada/gone"), ContributionState.REJECTED, "gone or private"),
    (code(OWN, claim=Claim.NOT_OWN), ContributionState.OPEN, "The paper itself names it"),
    (code(OTHER, claim=Claim.NOT_OWN), ContributionState.REJECTED, "does not rest on that link"),
    ({"value": "NeurIPS'17"}, ContributionState.ACCEPTED, "the comment says “NIPS 2017”"),
    ({"value": "NIPS 2018"}, ContributionState.OPEN, "another year"),
    ({"value": "ICML 2017"}, ContributionState.OPEN, "the comment says “NIPS 2017”"),
    ({"kind": ContributionKind.STATUS, "value": "alive"}, ContributionState.REJECTED, "the verdict already"),
    ({"kind": ContributionKind.STATUS, "value": "empty_tomb"}, ContributionState.REJECTED, "it holds code"),
    ({"kind": ContributionKind.STATUS, "value": "eternal_rest"}, ContributionState.REJECTED, "is not archived"),
    ({"kind": ContributionKind.STATUS, "value": "skeleton"}, ContributionState.OPEN, "by their names"),
    ({"kind": ContributionKind.STATUS, "value": "zombie"}, ContributionState.OPEN, "people do"),
    ({"kind": ContributionKind.STATUS, "value": "houdini"}, ContributionState.OPEN, "people do"),
]


@pytest.mark.parametrize(("changes", "state", "finding"), CHECKS)
async def test_the_check(office: Office, changes: dict[str, Any], state: ContributionState, finding: str) -> None:
    """The paper's own is accepted everywhere; others stay open; what is not there is refused, with a sentence why."""
    checked = await office.propose(**changes)
    assert checked.state is state
    assert finding in worded(checked.finding)
    assert checked.is_shared is (state is ContributionState.ACCEPTED)
    assert (checked.decided_by is Decider.MACHINE) is (state is not ContributionState.OPEN)


@pytest.mark.parametrize(
    ("state", "why"),
    [
        (RepositoryState.EMPTY, "it is empty"),
        (RepositoryState.README_ONLY, "a README and no code"),
        (RepositoryState.NO_IMPLEMENTATION, "no implementation"),
    ],
)
async def test_what_holds_no_code_is_refused(office: Office, state: RepositoryState, why: str) -> None:
    """And may be corrected by another link."""
    office.world.places[OTHER] = repository(OTHER, state)
    refused = await office.propose(**code(OTHER))
    assert (refused.state, why in worded(refused.reason)) == (ContributionState.REJECTED, True)
    assert (await office.propose(**code(OWN))).state is ContributionState.ACCEPTED


async def test_a_host_that_cannot_be_asked(office: Office) -> None:
    """Leaves it open, says so, and is asked again after the next scan."""
    office.world.places[OTHER] = SourceUnavailable("GitHub", http_status=503)
    waiting = await office.propose(**code(OTHER))
    assert (waiting.state, worded(waiting.finding)) == (
        ContributionState.OPEN,
        "Not checked yet: GitHub could not be asked.",
    )
    office.world.places[OTHER] = repository(OTHER, RepositoryState.EMPTY)
    await office.desk.review_scan(await known(office))
    assert (await office.desk.checked(waiting.contribution_id, 5)).state is ContributionState.REJECTED


async def known(office: Office, *contributed: OwnLink) -> Known:
    kept = await office.store.papers.get_with_scan(PAPER.arxiv_id)
    assert kept
    return Known(kept[0], replace(kept[1], contributed=contributed))


async def test_code_that_the_papers_page_links_is_its_own(office: Office) -> None:
    """A page that the paper names speaks for its authors."""
    office.pages.linked = OTHER
    checked = await office.propose(**code(OTHER))
    assert (checked.state, checked.is_shared) == (ContributionState.ACCEPTED, True)
    assert worded(checked.finding) == "The paper's page github.com/ada/engine links it as its code."


@pytest.mark.parametrize("source", ["Crossref", "OpenAlex"])
async def test_a_venue_that_only_a_service_knows(office: Office, source: str) -> None:
    """Crossref by the DOI and the bibliographic services are asked where nothing known confirms it."""
    await office.store.papers.record([replace(PAPER, doi="10.1/x")], NOW)
    office.library.of_doi = "Physical Review Letters" if source == "Crossref" else "A Book"
    office.library.of_paper = "Phys. Rev. Lett." if source == "OpenAlex" else None
    checked = await office.propose(value="PRL 2018")
    assert (checked.state, checked.is_shared) == (ContributionState.ACCEPTED, True)
    assert worded(checked.finding).startswith(f"{source} says")


async def test_code_that_others_connect_with_the_paper(office: Office) -> None:
    """Stays open; who connects it, and what it says itself, is told to who decides."""
    kept = await office.store.scans.get_newest(PAPER.arxiv_id)
    assert kept
    named = CommunityCode(OTHER, "ada/other", ("GitHub search",), disclaimer="not the official code")
    later = replace(kept, scanned_at=NOW + timedelta(minutes=1), community_code=(named,))
    await office.store.scans.record(later, due_at=NOW, watched_due_at=NOW)
    checked = await office.propose(**code(OTHER))
    assert checked.state is ContributionState.OPEN
    assert "connected with the paper by GitHub search, but says itself: “not the official code”" in worded(
        checked.finding
    )


async def test_a_check_goes_on_in_the_next_life(office: Office) -> None:
    """What was being checked when the process ended is checked when it starts."""
    office.world.gate.clear()
    received = await office.desk.propose(make(**code(OWN)))
    await office.desk.close()
    contribution_id = received.contribution.contribution_id
    assert (await office.desk.get(contribution_id)).state is ContributionState.CHECKING
    office.world.gate.set()
    await office.desk.resume()
    assert (await office.desk.checked(contribution_id, 5)).state is ContributionState.ACCEPTED


async def test_a_proof_on_the_papers_own_page(office: Office) -> None:
    """Evidence at an own link goes first in the queue; a look-alike does not."""
    await office.propose(evidence_url="https://github.com/ada/engine2/issues/4")
    proven = await office.propose(5, value="ICML 2018", evidence_url=f"{OWN}/issues/4")
    queue = await office.store.contributions.get_queue(PLACE)
    assert [(c.contribution_id == proven.contribution_id, c.is_proven) for c in queue] == [(True, True), (False, False)]


# --- proposals ---


async def test_the_same_value_is_a_vote(office: Office) -> None:
    """From a second person; a third brings it over the threshold, however they write it."""
    first = await office.propose(value="ICML 2018")
    for author in (5, 6, 7):
        same = make(author, value="International Conference on Machine Learning (ICML 2018)")
        received = await office.desk.propose(same, member_since=LONG_AGO)
        assert received.is_vote
        assert received.contribution.contribution_id == first.contribution_id
    decided = await office.desk.get(first.contribution_id)
    assert (decided.state, decided.decided_by) == (ContributionState.ACCEPTED, Decider.VOTES)
    assert worded(decided.reason) == "3 members agree, 0 do not"
    assert not decided.is_shared
    with pytest.raises(Refused, match="known already"):
        await office.propose(8, value="ICML'18")


async def test_a_second_person_brings_the_evidence(office: Office) -> None:
    """Where the first gave none, votes decide once there is one."""
    first = await office.propose(value="ICML 2018", evidence_url="")
    for user_id in (5, 6, 7):
        assert (await office.vote(first.contribution_id, user_id)).state is ContributionState.OPEN
    received = await office.desk.propose(make(5, value="ICML 2018"), member_since=LONG_AGO)
    assert received.contribution.state is ContributionState.ACCEPTED
    assert received.contribution.evidence_url == "https://example.org/proof"


async def test_another_value_of_the_same_person_replaces_theirs(office: Office) -> None:
    """It keeps its id, is checked anew, and loses its votes, which were for something else."""
    first = await office.propose(value="ICML 2018")
    await office.vote(first.contribution_id, 5)
    second = await office.propose(value="NIPS 2017")
    assert second.contribution_id == first.contribution_id
    assert (second.state, second.value) == (ContributionState.ACCEPTED, "NIPS 2017")
    assert await office.store.contributions.get_votes(first.contribution_id) == ()


async def test_limits_blocks_and_freezes(office: Office) -> None:
    """Too much of one person, blocked people and frozen papers are refused; moderators lift it again."""
    for n in range(MOST_PER_PAPER):
        made = await office.propose(value=f"Letters x{n}")
        await office.desk.withdraw(made.contribution_id, Actor(AUTHOR))
    with pytest.raises(Refused, match="corrected this paper"):
        await office.propose(value="Letters y")
    await office.desk.block(MODERATOR, 5, PLACE, is_blocked=True)
    with pytest.raises(Refused, match="blocked"):
        await office.propose(5)
    await office.desk.block(MODERATOR, 5, PLACE, is_blocked=False)
    await office.desk.freeze(MODERATOR, PAPER.arxiv_id, PLACE, is_frozen=True)
    with pytest.raises(Refused, match="frozen"):
        await office.propose(5)
    await office.desk.freeze(MODERATOR, PAPER.arxiv_id, PLACE, is_frozen=False)
    assert (await office.propose(5)).state is ContributionState.OPEN
    with pytest.raises(Refused, match="only my owner"):
        await office.desk.block(MODERATOR, 5, EVERYWHERE, is_blocked=True)
    with pytest.raises(Refused, match="Only moderators"):
        await office.desk.freeze(Actor(7, PLACE), PAPER.arxiv_id, PLACE, is_frozen=True)
    await office.desk.block(OWNER, 5, EVERYWHERE, is_blocked=True)
    with pytest.raises(Refused, match="blocked"):
        await office.propose(5, place_id=77, guild_id=77)


async def test_what_a_moderator_rejected_is_not_taken_again(office: Office) -> None:
    """Within thirty days, and only there."""
    rejected = await office.propose()
    await office.desk.reject(rejected.contribution_id, MODERATOR, "wrong paper")
    with pytest.raises(Refused, match="wrong paper"):
        await office.propose(5)
    assert (await office.propose(5, place_id=77, guild_id=77)).state is ContributionState.OPEN
    office.now += timedelta(days=31)
    assert (await office.propose(6)).state is ContributionState.OPEN


# --- votes ---


async def test_marks_under_the_reply_are_votes(office: Office) -> None:
    """As much as buttons; one person with both has one vote."""
    first = await office.propose(value="ICML 2018", source_id=9)
    for user_id in (5, 6, 7):
        await office.store.reactions.add(Reaction(9, user_id, FOR, PLACE, PAPER.arxiv_id, NOW, LONG_AGO))
    office.now += timedelta(seconds=1)
    await office.vote(first.contribution_id, 5, agrees=False)
    office.now += timedelta(seconds=1)
    assert (await office.desk.tally(first)).n_agree == 2
    await office.vote(first.contribution_id, 5)
    assert (await office.desk.get(first.contribution_id)).state is ContributionState.ACCEPTED


@pytest.mark.parametrize("evidence_url", ["https://example.org/proof", ""])
async def test_emblems_count_once_there_is_evidence(office: Office, evidence_url: str) -> None:
    """Alone they never decide."""
    houdini = {"kind": ContributionKind.STATUS, "value": Status.HOUDINI}
    first = await office.propose(**houdini, evidence_url=evidence_url)
    for user_id in (5, 6, 7):
        await office.store.reactions.add(Reaction(11, user_id, "houdini", PLACE, PAPER.arxiv_id, NOW, LONG_AGO))
    await office.desk.count_emblems(PAPER.arxiv_id, PLACE)
    state = (await office.desk.get(first.contribution_id)).state
    assert state is (ContributionState.ACCEPTED if evidence_url else ContributionState.OPEN)


async def test_emblems_without_a_contribution_decide_nothing(office: Office) -> None:
    """Reactions add up to a count, and to nothing else."""
    for user_id in range(5, 50):
        await office.store.reactions.add(Reaction(11, user_id, "houdini", PLACE, PAPER.arxiv_id, NOW, LONG_AGO))
    await office.desk.count_emblems(PAPER.arxiv_id, PLACE)
    assert await office.store.contributions.get_accepted(PAPER.arxiv_id) == ()


async def test_taking_away_waits_a_day_and_two_after_an_objection(office: Office) -> None:
    """It needs one more, and is decided when its time has come, without anybody's act."""
    zombie = await office.propose(kind=ContributionKind.STATUS, value=Status.ZOMBIE)
    for user_id in (5, 6, 7, 8, 9):
        await office.vote(zombie.contribution_id, user_id)
    await office.vote(zombie.contribution_id, 10, agrees=False)
    for hours, state in ((25, ContributionState.OPEN), (24, ContributionState.ACCEPTED)):
        office.now += timedelta(hours=hours)
        await office.desk.sweep()
        assert (await office.desk.get(zombie.contribution_id)).state is state


async def test_new_accounts_are_held(office: Office) -> None:
    """Their agreement is for a moderator to judge."""
    first = await office.propose(value="ICML 2018")
    for n in range(3):
        await office.vote(first.contribution_id, NEW_ACCOUNT + n)
    first = await office.desk.get(first.contribution_id)
    assert first.state is ContributionState.OPEN
    assert await office.desk.outcome(first) is Outcome.HELD


async def test_votes_of_people_who_are_blocked_later(office: Office) -> None:
    """Count no more."""
    first = await office.propose(value="ICML 2018")
    await office.vote(first.contribution_id, 5)
    await office.vote(first.contribution_id, 6)
    await office.desk.block(MODERATOR, 6, PLACE, is_blocked=True)
    assert (await office.vote(first.contribution_id, 7)).state is ContributionState.OPEN
    assert (await office.vote(first.contribution_id, 8)).state is ContributionState.ACCEPTED


async def test_open_ones_lapse_quietly(office: Office) -> None:
    """After thirty days without a decision."""
    first = await office.propose()
    office.now += timedelta(days=29)
    await office.desk.sweep()
    assert (await office.desk.get(first.contribution_id)).state is ContributionState.OPEN
    office.now += timedelta(days=2)
    await office.desk.sweep()
    assert (await office.desk.get(first.contribution_id)).state is ContributionState.LAPSED


# --- decisions ---


async def test_undo_restores_what_held_before(office: Office) -> None:
    """An acceptance is undone, a rejection is open again; the history keeps all of it."""
    first = await office.propose()
    await office.desk.accept(first.contribution_id, MODERATOR, reason="seen")
    await office.desk.lock(first.contribution_id, MODERATOR, is_locked=True)
    undone = await office.desk.undo(first.contribution_id, SECOND, "not so")
    assert (undone.state, undone.is_locked, undone.decider_id) == (ContributionState.UNDONE, False, 51)
    second = await office.propose(5)
    await office.desk.reject(second.contribution_id, MODERATOR, "no")
    assert (await office.desk.undo(second.contribution_id, SECOND)).state is ContributionState.OPEN
    acts = [event.act for event in await office.store.contributions.get_events(first.contribution_id)]
    assert acts == ["propose", "leave_open", "accept", "lock", "undo"]


async def test_improve_and_accept(office: Office) -> None:
    """A moderator puts the value right; a link is looked at, and reopened when nothing is there."""
    first = await office.propose(value="ICML 2018")
    better = await office.desk.accept(first.contribution_id, MODERATOR, value="ICML 2019")
    assert (better.value, better.key, better.author_id) == ("ICML 2019", "icml 2019", AUTHOR)
    found = await office.propose(**code(OTHER, claim=Claim.COMMUNITY))
    own = await office.desk.accept(found.contribution_id, MODERATOR, claim=Claim.OWN)
    assert (own.claim, own.repository and own.repository.url) == (Claim.OWN, OTHER)
    dead = await office.propose(5, **code(OTHER, claim=Claim.COMMUNITY))
    await office.desk.accept(dead.contribution_id, MODERATOR, value="https://github.com/ada/gone")
    reopened = await office.desk.checked(dead.contribution_id, 5)
    assert (reopened.state, "gone or private" in worded(reopened.reason)) == (ContributionState.OPEN, True)


async def test_the_owner_shares(office: Office) -> None:
    """Nobody else does, and only what is accepted."""
    first = await office.propose()
    with pytest.raises(Refused, match="not possible"):
        await office.desk.share(first.contribution_id, OWNER)
    await office.desk.accept(first.contribution_id, MODERATOR)
    with pytest.raises(Refused, match="Only my owner"):
        await office.desk.share(first.contribution_id, MODERATOR)
    assert (await office.desk.share(first.contribution_id, OWNER)).is_shared
    assert (await office.store.contributions.get_community(PAPER.arxiv_id, 77)).contributions


async def test_a_dead_link_is_reopened(office: Office) -> None:
    """By the scan that finds it dead; one that still holds code stays."""
    first = await office.propose(**code(OWN))
    await office.desk.review_scan(await known(office, OwnLink(OWN, repository(OWN))))
    assert (await office.desk.get(first.contribution_id)).state is ContributionState.ACCEPTED
    await office.desk.review_scan(await known(office, OwnLink(OWN, None, "GitHub could not be asked")))
    assert (await office.desk.get(first.contribution_id)).state is ContributionState.ACCEPTED
    await office.desk.review_scan(await known(office, OwnLink(OWN, repository(OWN, RepositoryState.GONE))))
    reopened = await office.desk.get(first.contribution_id)
    assert (reopened.state, reopened.is_shared) == (ContributionState.OPEN, False)
    assert worded(reopened.reason) == "the code is no longer there"


# --- races ---


async def outcomes(*acts: Awaitable[Contribution]) -> list[str]:
    """ "done" or "refused" for each of the acts, which run at once."""
    results = await asyncio.gather(*acts, return_exceptions=True)
    assert all(isinstance(result, Contribution | Refused) for result in results)
    return sorted("refused" if isinstance(result, Refused) else "done" for result in results)


async def test_two_moderators_at_once(office: Office) -> None:
    """One decides, the other is told what was decided."""
    for n in range(10):
        first = await office.propose(100 + n, value=f"Letters x{n}")
        desk, contribution_id = office.desk, first.contribution_id
        acts = [desk.accept(contribution_id, MODERATOR), desk.reject(contribution_id, SECOND, "no")]
        assert await outcomes(*acts[:: 1 if n % 2 else -1]) == ["done", "refused"]
        history = await office.store.contributions.get_events(contribution_id)
        assert [event.act for event in history][2:] in (["accept"], ["reject"])


async def test_vote_and_withdrawal_at_once(office: Office) -> None:
    """It is accepted or withdrawn, not both."""
    for n in range(10):
        first = await office.propose(100 + n, value=f"Letters x{n}")
        await office.vote(first.contribution_id, 5)
        await office.vote(first.contribution_id, 6)
        acts = [
            office.vote(first.contribution_id, 7),
            office.desk.withdraw(first.contribution_id, Actor(first.author_id)),
        ]
        await outcomes(*acts[:: 1 if n % 2 else -1])
        history = [event.state for event in await office.store.contributions.get_events(first.contribution_id)]
        assert history[2:] in ([ContributionState.ACCEPTED], [ContributionState.WITHDRAWN])


async def test_accepted_while_it_is_checked(office: Office) -> None:
    """The moderator's word stands; what the check saw is noted, and a dead link is reopened."""
    for url, state in ((OTHER, ContributionState.ACCEPTED), ("https://github.com/ada/gone", ContributionState.OPEN)):
        office.world.gate.clear()
        received = await office.desk.propose(make(len(url), **code(url)))
        contribution_id = received.contribution.contribution_id
        accepted = await office.desk.accept(contribution_id, MODERATOR)
        assert (accepted.state, accepted.repository) == (ContributionState.ACCEPTED, None)
        office.world.gate.set()
        checked = await office.desk.checked(contribution_id, 5)
        assert checked.state is state
        assert checked.repository
        assert checked.repository.url == url


async def test_what_a_check_finds_holds_for_what_it_looked_at(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """An edit in the last moment, after the check's own last look: the new link is not taken for the one it saw."""
    office.world.gate.clear()
    received = await office.desk.propose(make(**code(OWN)))
    contribution_id, get = received.contribution.contribution_id, office.desk.get
    seen: list[Contribution] = []

    async def edited_behind(asked: str) -> Contribution:
        found = await get(asked)
        seen.append(found)
        if len(seen) == 2:  # what the check read before it looked, and after
            monkeypatch.setattr(office.desk, "get", get)
            await office.desk.edit(contribution_id, Actor(AUTHOR, PLACE), make(**code(OTHER)))
        return found

    monkeypatch.setattr(office.desk, "get", edited_behind)
    office.world.gate.set()
    await office.desk.checked(contribution_id, 5)
    checked = await office.desk.checked(contribution_id, 5)
    assert len(seen) == 2
    assert (checked.value, checked.state) == (OTHER, ContributionState.OPEN)
    history = await office.store.contributions.get_events(contribution_id)
    assert "confirm" not in [event.act for event in history]


async def test_the_earlier_one_is_decided_meanwhile(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another value comes while a person's earlier one is being rejected: it is taken as a new contribution."""
    office.world.gate.clear()
    first = (await office.desk.propose(make(**code("https://github.com/ada/gone")))).contribution
    rows, get = office.store.contributions, office.store.contributions.get_undecided_by

    async def decided_behind(proposed: Contribution) -> Contribution | None:
        mine = await get(proposed)
        monkeypatch.setattr(rows, "get_undecided_by", get)
        office.world.gate.set()
        await office.desk.checked(first.contribution_id, 5)
        return mine

    monkeypatch.setattr(rows, "get_undecided_by", decided_behind)
    received = await office.desk.propose(make(contribution_id="second", **code(OTHER)))
    assert (received.contribution.contribution_id, received.is_vote) == ("second", False)
    assert (await office.desk.get(first.contribution_id)).state is ContributionState.REJECTED
    assert (await office.desk.checked("second", 5)).state is ContributionState.OPEN


async def test_many_propose_the_same_at_once(office: Office) -> None:
    """One contribution, and as many votes as there are others."""
    proposals = (office.desk.propose(make(n, value="ICML 2018", evidence_url="")) for n in range(100, 130))
    received = await asyncio.gather(*proposals)
    assert len({each.contribution.contribution_id for each in received}) == 1
    assert sum(not each.is_vote for each in received) == 1
    votes = await office.store.contributions.get_votes(received[0].contribution.contribution_id)
    assert len(votes) == 29


# --- any interleaving ---

PEOPLE = st.integers(100, 105)
DO: dict[str, Callable[[Office, str, int], Awaitable[object]]] = {
    "agree": lambda office, one, who: office.vote(one, who),
    "disagree": lambda office, one, who: office.vote(one, who, agrees=False),
    "accept": lambda office, one, who: office.desk.accept(one, Actor(who, PLACE, is_moderator=True)),
    "reject": lambda office, one, who: office.desk.reject(one, Actor(who, PLACE, is_moderator=True), "no"),
    "undo": lambda office, one, who: office.desk.undo(one, Actor(who, PLACE, is_moderator=True)),
    "lock": lambda office, one, who: office.desk.lock(one, Actor(who, PLACE, is_moderator=True), is_locked=True),
    "withdraw": lambda office, one, who: office.desk.withdraw(one, Actor(who, PLACE)),
    "propose": lambda office, _, who: office.desk.propose(make(who, **code(OTHER)), member_since=LONG_AGO),
    "again": lambda office, _, who: office.desk.propose(make(who, **code(f"{OTHER}{who % 2}")), member_since=LONG_AGO),
    "block": lambda office, _, who: office.desk.block(MODERATOR, who, PLACE, is_blocked=True),
    "sweep": lambda office, _, __: office.desk.sweep(),
}


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.tuples(st.sampled_from(sorted(DO)), PEOPLE), min_size=1, max_size=5), max_size=8))
def test_any_interleaving(rounds: list[list[tuple[str, int]]]) -> None:
    """Acts of a round run at once: in the end every contribution is in one state, reached by allowed steps alone, and
    no person, and no value, has two that are undecided; every count is that of its votes."""

    async def act() -> None:
        with tempfile.TemporaryDirectory() as folder:
            async with open_office(Path(folder)) as office:
                first = await office.desk.propose(make(100, **code(OTHER)), member_since=LONG_AGO)
                one = first.contribution.contribution_id
                for acts in rounds:
                    done = await asyncio.gather(
                        *(DO[what](office, one, who) for what, who in acts), return_exceptions=True
                    )
                    strange = [each for each in done if isinstance(each, Exception) and not isinstance(each, Refused)]
                    assert strange == []
                    office.now += timedelta(hours=7)
                await check_all(office)

    asyncio.run(act())


async def check_all(office: Office) -> None:
    rows = office.store.contributions
    kept = [each for state in ContributionState for each in await rows.get_in_state(state)]
    for each in kept:
        await office.desk.checked(each.contribution_id, 5)
        now = await office.desk.get(each.contribution_id)
        history = await rows.get_events(each.contribution_id)
        assert history[-1].state is now.state
        for before, after in pairwise(history):
            assert TRANSITIONS[before.state, Act(after.act)] is after.state
        assert now.revision == len(history)
        votes = {vote.user_id: vote.agrees for vote in await rows.get_votes(each.contribution_id)}
        blocked = await office.store.restrictions.get_blocked(PLACE)
        counted = [agrees for user_id, agrees in votes.items() if user_id not in blocked and user_id != now.author_id]
        tally = await office.desk.tally(now)
        assert (tally.n_agree, tally.n_disagree) == (counted.count(True), counted.count(False))
    undecided = await rows.get_undecided(PAPER.arxiv_id)
    assert len({(c.author_id, c.kind) for c in undecided}) == len({(c.kind, c.claim, c.key) for c in undecided})
    assert len({c.author_id for c in undecided}) == len(undecided)
