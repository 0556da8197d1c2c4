"""Contributions, votes, reactions and restrictions in the store."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.contributions.rules import PAPERS_OWN
from bot.models import (
    Claim,
    Community,
    Contribution,
    ContributionEvent,
    ContributionKind,
    ContributionState,
    Decider,
    Repository,
    RepositoryState,
    Vote,
)
from bot.said import said
from bot.status import Status
from bot.store import Store
from bot.store.reactions import AGAINST, AGREE, DOUBT, FOR, Reaction
from tests.contributions.made import AUTHOR, NOW, PLACE, contribution

PAPER = "1706.03762"


def event(of: Contribution, act: str = "propose", **more: Any) -> ContributionEvent:
    fields = {"state": of.state, "by": Decider.AUTHOR, "actor_id": of.author_id, "value": of.value} | more
    return ContributionEvent(of.contribution_id, NOW, act, **fields)


def made(contribution_id: str, **changes: Any) -> Contribution:
    return contribution(contribution_id=contribution_id, key=str(changes.get("value", "neurips 2017")), **changes)


async def add(store: Store, *contributions: Contribution) -> list[bool]:
    return [await store.contributions.add(each, event(each)) for each in contributions]


async def test_one_undecided_of_a_person_and_of_a_value(store: Store) -> None:
    """A second of the same person, paper and kind, or of the same value, is not taken; other places are apart."""
    first = made("first2")
    assert await add(store, first) == [True]
    assert await add(store, made("secnd2", value="ICML"), made("thrd22", author_id=5)) == [False, False]
    assert await add(
        store,
        made("other2", author_id=5, value="ICML"),
        made("kind22", kind=ContributionKind.CODE),
        made("place2", place_id=77),
    ) == [True, True, True]
    assert await store.contributions.get_undecided_like(made("x", author_id=9)) == first
    assert await store.contributions.get_undecided_by(made("x", value="any")) == first
    assert await store.contributions.get_undecided_like(made("x", value="none")) is None


async def test_a_change_needs_the_revision_that_was_read(store: Store) -> None:
    """Of two who decide at once one wins; everything that changed is kept, with its history."""
    first = made("first2", state=ContributionState.CHECKING)
    await add(store, first)
    decided = replace(
        first,
        state=ContributionState.ACCEPTED,
        finding="it says so",
        repository=Repository("https://github.com/a/b", "a/b", RepositoryState.CODE, 7, 9),
        is_shared=True,
        is_locked=True,
        is_proven=True,
        decided_by=Decider.MODERATOR,
        decider_id=50,
        decided_at=NOW + timedelta(seconds=1),
        reason="seen “it”",
        claim=Claim.COMMUNITY,
    )
    won = await asyncio.gather(*(store.contributions.change(decided, event(decided, "accept")) for _ in range(5)))
    assert [each.revision for each in won if each] == [2]
    assert await store.contributions.get("first2") == replace(decided, revision=2)
    assert await store.contributions.change(first, event(first, "edit")) is None
    history = await store.contributions.get_events("first2")
    assert [(each.act, each.state) for each in history] == [
        ("propose", ContributionState.CHECKING),
        ("accept", ContributionState.ACCEPTED),
    ]


async def test_nothing_is_reopened_beside_its_like(store: Store) -> None:
    """A rejected one stays so while the same, or another of its author, is open."""
    rejected = made("first2", state=ContributionState.REJECTED)
    await add(store, rejected, made("secnd2", author_id=5))
    reopened = replace(rejected, state=ContributionState.OPEN)
    assert await store.contributions.change(reopened, event(reopened, "undo")) is None
    withdrawn = replace(made("secnd2", author_id=5), state=ContributionState.WITHDRAWN)
    assert await store.contributions.change(withdrawn, event(withdrawn, "withdraw"))
    assert await store.contributions.change(reopened, event(reopened, "undo"))


async def test_what_is_shown_where(store: Store) -> None:
    """In its place what is undecided or accepted; elsewhere only what is shared; finders are named at home."""
    shared = made("shared", kind=ContributionKind.CODE, state=ContributionState.ACCEPTED, is_shared=True, author_id=5)
    local = made("local2", state=ContributionState.ACCEPTED, value="ICML", author_id=6)
    await add(store, shared, local, made("open22"), made("gone22", state=ContributionState.LAPSED, author_id=7))
    changed = await store.contributions.change(shared, event(shared, "confirm"))
    assert changed
    here = await store.contributions.get_community(PAPER, PLACE)
    assert {each.contribution_id for each in here.contributions} == {"shared", "local2", "open22"}
    assert here.finders == (5,)
    elsewhere = await store.contributions.get_community(PAPER, 77)
    assert elsewhere == Community((replace(changed, author_id=0),))
    await store.restrictions.hide_name(5, NOW)
    assert (await store.contributions.get_community(PAPER, PLACE)).finders == ()
    await store.restrictions.show_name(5)
    assert (await store.contributions.get_community(PAPER, PLACE)).finders == (5,)


async def test_words_and_names_stay_at_home(store: Store) -> None:
    """What a moderator or member wrote shows in no other place, what the machine found does."""
    words = {"note": "ask Bob", "reason": "Bob says so", "decider_id": 50, "is_shared": True}
    first = made("first2", state=ContributionState.ACCEPTED)
    await add(store, first)
    for by, reason in ((Decider.MODERATOR, ""), (Decider.MACHINE, "Bob says so")):
        now = await store.contributions.get("first2")
        assert now
        decided = replace(now, decided_by=by, **words)
        await store.contributions.change(decided, event(decided, "accept"))
        (here,) = (await store.contributions.get_community(PAPER, PLACE)).contributions
        (there,) = (await store.contributions.get_community(PAPER, 77)).contributions
        (listed,) = await store.contributions.get_of_paper(PAPER, 77)
        assert (here.note, here.reason, here.author_id) == ("ask Bob", "Bob says so", AUTHOR)
        assert listed == there
        assert (there.note, there.reason, there.author_id, there.decider_id) == ("", reason, 0, 0)


async def test_links_that_the_paper_names_count_for_nobody(store: Store) -> None:
    """They are accepted, but nobody need have found them."""
    first = made("first2", kind=ContributionKind.CODE, state=ContributionState.ACCEPTED)
    await add(store, first)
    own = said("finding-own-leads", address="ada.org")  # and as it was kept in English words
    others = said("finding-linked-by-page", address="ada.org"), "The paper's page links it as its code."
    for finding, n in ((own, 0), (f"{PAPERS_OWN}: “code”.", 0), (others[0], 1), (others[1], 1)):
        now = await store.contributions.get("first2")
        assert now
        await store.contributions.change(replace(now, finding=finding), event(first, "note"))
        kept = await store.contributions.get("first2")
        assert kept
        assert kept.finding == finding
        assert len((await store.contributions.get_community(PAPER, PLACE)).finders) == n
        assert len(await store.contributions.count_accepted(PLACE)) == n
        assert await store.contributions.count_accepted_of(AUTHOR, PLACE) == (n, n)


async def test_lists(store: Store) -> None:
    """One's own, the queue with proven ones first, what was decided, the owner's, those of a paper, by the reply."""
    await add(
        store,
        made("first2", source_id=9),
        made("proven", author_id=5, value="ICML", is_proven=True, created_at=NOW + timedelta(hours=1)),
        made("direct", author_id=6, place_id=88, guild_id=0),
        made("taken2", author_id=7, value="KDD", state=ContributionState.ACCEPTED),
    )
    rows = store.contributions
    assert [c.contribution_id for c in await rows.get_by_author(AUTHOR)] == ["first2"]
    assert await rows.get_by_author(AUTHOR, 77) == ()
    assert [c.contribution_id for c in await rows.get_queue(PLACE)] == ["proven", "first2"]
    assert [c.contribution_id for c in await rows.get_decided(PLACE)] == ["taken2"]
    assert await rows.get_decided(77) == ()
    assert {c.contribution_id for c in await rows.get_owner_queue()} == {"direct", "taken2"}
    assert {c.contribution_id for c in await rows.get_of_paper(PAPER, PLACE)} == {"first2", "proven", "taken2"}
    assert [c.contribution_id for c in await rows.get_by_source(9)] == ["first2"]
    assert {c.contribution_id for c in await rows.get_undecided(PAPER)} == {"first2", "proven", "direct"}
    assert [c.contribution_id for c in await rows.get_accepted(PAPER)] == ["taken2"]
    assert len(await rows.get_in_state(ContributionState.OPEN)) == 3


async def test_activity_and_recognition(store: Store) -> None:
    """How much somebody contributes, and how much of it was accepted; hidden names are not counted out loud."""
    await add(
        store,
        made("first2"),
        made("older2", value="ICML", state=ContributionState.ACCEPTED, created_at=NOW - timedelta(days=2)),
        made("other2", value="KDD", state=ContributionState.ACCEPTED, place_id=77),
    )
    activity = await store.contributions.count_activity(AUTHOR, PAPER, NOW)
    assert (activity.n_open, activity.n_last_hour, activity.n_on_paper) == (1, 2, 3)
    assert await store.contributions.count_accepted_of(AUTHOR, PLACE) == (1, 2)
    assert await store.contributions.count_accepted(PLACE) == ((AUTHOR, 1),)
    assert await store.contributions.count_accepted() == ((AUTHOR, 2),)
    await store.restrictions.hide_name(AUTHOR, NOW)
    assert await store.contributions.count_accepted() == ()


async def test_what_was_decided_alike(store: Store) -> None:
    """Accepted here or everywhere; rejected by a moderator here, since then."""
    accepted = made("taken2", state=ContributionState.ACCEPTED)
    await add(store, accepted)
    alike = store.contributions.get_decided_alike
    assert [c.contribution_id for c in await alike(made("x", author_id=9), NOW)] == ["taken2"]
    assert await alike(made("x", place_id=77), NOW) == ()
    rejected = replace(
        accepted, state=ContributionState.REJECTED, decided_by=Decider.MODERATOR, decided_at=NOW + timedelta(hours=1)
    )
    await store.contributions.change(rejected, event(rejected, "reject"))
    assert len(await alike(made("x"), NOW)) == 1
    assert await alike(made("x"), NOW + timedelta(hours=2)) == ()


async def test_votes(store: Store) -> None:
    """One a person, changeable, taken back; an edit drops them all."""
    first = made("first2")
    await add(store, first)
    since = NOW - timedelta(days=9)
    await store.contributions.set_vote("first2", Vote(5, True, NOW, since))
    await store.contributions.set_vote("first2", Vote(5, False, NOW, None))
    await store.contributions.set_vote("first2", Vote(6, True, NOW, since))
    assert set(await store.contributions.get_votes("first2")) == {Vote(5, False, NOW), Vote(6, True, NOW, since)}
    await store.contributions.drop_vote("first2", 5)
    assert await store.contributions.get_votes("first2") == (Vote(6, True, NOW, since),)
    await store.contributions.change(first, event(first, "edit"))
    assert await store.contributions.get_votes("first2") == ()


async def test_what_its_author_is_told(store: Store) -> None:
    """A decision is owed from its own transaction on until it is told; what decides nothing changes nothing of that."""
    first = made("first2")
    await add(store, first)
    rows = store.contributions
    accepted = await rows.change(first, event(first, "accept"), owes_notice=True)
    assert accepted
    locked = await rows.change(accepted, event(first, "lock"))
    assert locked
    assert (accepted.notice_owed, locked.notice_owed, locked.revision) == (2, 2, 3)
    assert await rows.get_to_tell(NOW - timedelta(seconds=1)) == ()
    assert [each.notice_owed for each in await rows.get_to_tell(NOW)] == [2]
    undone = await rows.change(locked, event(first, "undo"), owes_notice=True)
    assert undone
    await rows.mark_told(locked)
    assert await rows.get("first2") == undone
    await rows.mark_told(undone)
    assert await rows.get_to_tell(NOW) == ()
    reopened = await rows.change(undone, event(first, "accept"), owes_notice=True)
    assert reopened
    withdrawn = await rows.change(reopened, event(first, "withdraw"), owes_notice=False)
    assert withdrawn
    assert withdrawn.notice_owed == 0


def sign(user_id: int, what: str, message_id: int = 1, *, second: int = 0, place_id: int = PLACE) -> Reaction:
    at = NOW + timedelta(seconds=second)
    return Reaction(message_id, user_id, what, place_id, PAPER, at, NOW - timedelta(days=9))


async def test_emblems_are_counted_by_person(store: Store) -> None:
    """A person's latest emblem counts, on whichever answer; the earlier one again when that is taken back."""
    for reaction in (
        sign(1, Status.ZOMBIE),
        sign(1, Status.BURIED, 2, second=5),
        sign(2, Status.BURIED),
        sign(3, Status.BURIED, place_id=77),
        sign(4, AGREE),
        sign(4, AGREE, 2),
        sign(5, DOUBT),
        sign(6, FOR, 8),
    ):
        assert await store.reactions.add(reaction)
    assert not await store.reactions.add(sign(2, Status.BURIED))
    community = await store.contributions.get_community(PAPER, PLACE)
    assert (community.emblems, community.n_agree, community.n_doubt) == (((Status.BURIED, 2),), 1, 1)
    holders = await store.reactions.get_holders(PAPER, PLACE, Status.BURIED)
    assert {vote.user_id for vote in holders} == {1, 2}
    assert await store.reactions.drop(2, 1, Status.BURIED)
    assert not await store.reactions.drop(2, 1, Status.BURIED)
    community = await store.contributions.get_community(PAPER, PLACE)
    assert dict(community.emblems) == {Status.BURIED: 1, Status.ZOMBIE: 1}
    await store.restrictions.block(PLACE, 2, by=50, at=NOW)
    assert (await store.contributions.get_community(PAPER, PLACE)).emblems == ((Status.ZOMBIE, 1),)


async def test_reactions_go_together(store: Store) -> None:
    """All of one sign, or all of a message."""
    for reaction in (sign(1, Status.ZOMBIE), sign(2, Status.ZOMBIE), sign(2, DOUBT), sign(2, Status.ZOMBIE, 2)):
        await store.reactions.add(reaction)
    assert await store.reactions.drop_all(1, Status.ZOMBIE)
    assert not await store.reactions.drop_all(1, Status.ZOMBIE)
    assert (await store.contributions.get_community(PAPER, PLACE)).emblems == ((Status.ZOMBIE, 1),)
    assert await store.reactions.drop_all(1)
    assert (await store.contributions.get_community(PAPER, PLACE)).n_doubt == 0


async def test_votes_as_marks(store: Store) -> None:
    """✅ and ❌ under a reply are words for and against what it carries."""
    for reaction in (sign(1, FOR, 9), sign(2, AGAINST, 9), sign(3, Status.ZOMBIE, 9)):
        await store.reactions.add(reaction)
    votes = await store.reactions.get_votes_on(9)
    assert {(vote.user_id, vote.agrees) for vote in votes} == {(1, True), (2, False)}


@pytest.mark.parametrize("place_id", [PLACE, 0], ids=["here", "everywhere"])
async def test_blocks_and_freezes(store: Store, place_id: int) -> None:
    """Here or everywhere, taken back once."""
    rows = store.restrictions
    await rows.block(place_id, 5, by=50, at=NOW)
    await rows.block(place_id, 5, by=51, at=NOW)
    await rows.freeze(place_id, PAPER, by=50, at=NOW)
    assert await rows.is_blocked(PLACE, 5)
    assert await rows.get_blocked(PLACE) == {5}
    assert await rows.is_frozen(PLACE, PAPER)
    assert await rows.is_blocked(77, 5) is await rows.is_frozen(77, PAPER) is (place_id == 0)
    assert not await rows.is_blocked(PLACE, 6)
    assert await rows.unblock(place_id, 5)
    assert await rows.thaw(place_id, PAPER)
    assert not await rows.unblock(place_id, 5)
    assert not await rows.thaw(place_id, PAPER)
    assert not await rows.is_blocked(PLACE, 5)
