"""The state machine, who may do what, and what votes amount to."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.contributions import rules
from bot.contributions.rules import (
    MOST_OPEN,
    MOST_PER_HOUR,
    MOST_PER_PAPER,
    TRANSITIONS,
    Act,
    Activity,
    Actor,
    Outcome,
    Tally,
    account_created_at,
    count_votes,
    judge_votes,
    next_state,
    require_author,
    require_decider,
    require_locker,
    require_seen,
    require_undoer,
    require_voter,
    require_within_limits,
    takes_away,
    value_mark,
)
from bot.errors import Refused
from bot.models import Claim, ContributionKind, ContributionState, Decider
from bot.status import Status
from tests.contributions.made import AUTHOR, NEW_ACCOUNT, NOW, OLD_ACCOUNT, PLACE, contribution, vote

_ROW = re.compile(r"\| ([\w, ]+?) +\| ([\w ]+?) +\| (.+?) +\| ([\w ]+?) +\|")


def documented() -> dict[tuple[ContributionState, Act], ContributionState]:
    """The transitions of the table in the module's docstring."""
    found = {}
    for froms, act, _, to in _ROW.findall(rules.__doc__ or ""):
        if froms == "from":
            continue
        for state in map(ContributionState, froms.split(", ")):
            found[state, Act(act.replace(" ", "_"))] = state if to == "the same" else ContributionState(to)
    return found


def test_the_table_is_the_machine() -> None:
    """What the docstring says is what happens, line for line."""
    assert documented() == TRANSITIONS


@pytest.mark.parametrize(("state", "act"), TRANSITIONS, ids=[f"{state} {act}" for state, act in TRANSITIONS])
def test_a_transition(state: ContributionState, act: Act) -> None:
    """Each act leads where the table says."""
    assert next_state(contribution(state=state), act) is documented()[state, act]


NO_WAY = [pair for pair in product(ContributionState, Act) if pair not in TRANSITIONS]


@pytest.mark.parametrize(("state", "act"), NO_WAY, ids=[f"{state} {act}" for state, act in NO_WAY])
def test_no_transition(state: ContributionState, act: Act) -> None:
    """Everything else is refused, in a sentence that says where it stands."""
    with pytest.raises(Refused, match="not possible"):
        next_state(contribution(state=state), act)


def test_the_end_is_the_end() -> None:
    """What was withdrawn or lapsed never comes back."""
    starts = {state for state, _ in TRANSITIONS}
    assert set(ContributionState) - starts == {ContributionState.WITHDRAWN, ContributionState.LAPSED}


MODERATOR = Actor(50, PLACE, is_moderator=True)
TRUSTED = Actor(51, PLACE, is_trusted=True)
OWNER = Actor(52, 99, is_owner=True)
MEMBER = Actor(53, PLACE)
STRANGER = Actor(54, 77, is_moderator=True)


@pytest.mark.parametrize("actor", [MODERATOR, TRUSTED, OWNER])
def test_who_decides(actor: Actor) -> None:
    """Moderators and trusted roles of the place, and the bot's owner."""
    require_decider(actor, contribution())


@pytest.mark.parametrize(
    "actor", [MEMBER, STRANGER, replace(MODERATOR, user_id=AUTHOR), replace(OWNER, user_id=AUTHOR)]
)
def test_who_does_not_decide(actor: Actor) -> None:
    """Members, moderators of other servers, and its author whoever they are."""
    with pytest.raises(Refused):
        require_decider(actor, contribution())


def test_in_direct_messages_the_owner_decides() -> None:
    """There are no moderators there."""
    with pytest.raises(Refused):
        require_decider(MODERATOR, contribution(guild_id=0))
    require_decider(OWNER, contribution(guild_id=0))


def test_what_holds_everywhere_is_the_owners_to_undo() -> None:
    """One server does not take it from the others."""
    shared = contribution(state=ContributionState.ACCEPTED, is_shared=True)
    with pytest.raises(Refused, match="every server"):
        require_undoer(MODERATOR, shared)
    require_undoer(OWNER, shared)
    require_undoer(MODERATOR, replace(shared, is_shared=False))


def test_who_locks() -> None:
    """Moderators, not every trusted role."""
    require_locker(MODERATOR)
    require_locker(OWNER)
    with pytest.raises(Refused):
        require_locker(TRUSTED)


def test_its_author_alone() -> None:
    """Nobody else takes back or edits it."""
    require_author(Actor(AUTHOR), contribution())
    with pytest.raises(Refused):
        require_author(MODERATOR, contribution())


def test_who_votes() -> None:
    """Members of the place, on what is undecided; not its author, nobody elsewhere, nobody in direct messages."""
    require_voter(MEMBER, contribution())
    for actor, changes in [
        (replace(MEMBER, user_id=AUTHOR), {}),
        (STRANGER, {}),
        (MEMBER, {"state": ContributionState.ACCEPTED}),
        (MEMBER, {"guild_id": 0}),
    ]:
        with pytest.raises(Refused):
            require_voter(actor, contribution(**changes))


def test_nobody_decides_on_what_they_never_saw() -> None:
    """The mark on a button fits the value that was shown beside it, and no other."""
    shown = contribution(key="icml 2018")
    require_seen(shown, value_mark(shown))
    require_seen(shown, "")
    for changed in (replace(shown, key="icml 2019"), replace(shown, claim=Claim.NOT_OWN)):
        with pytest.raises(Refused, match="changed a moment ago"):
            require_seen(changed, value_mark(shown))


@pytest.mark.parametrize(
    "activity", [Activity(MOST_OPEN, 0, 0), Activity(0, MOST_PER_HOUR, 0), Activity(0, 0, MOST_PER_PAPER)]
)
def test_limits(activity: Activity) -> None:
    """Of what is open, in an hour, to a paper; one less is taken."""
    with pytest.raises(Refused):
        require_within_limits(activity)
    require_within_limits(Activity(MOST_OPEN - 1, MOST_PER_HOUR - 1, MOST_PER_PAPER - 1))


def test_what_takes_away() -> None:
    """Not the code, dead, zombie, cannot be run."""
    code = contribution(kind=ContributionKind.CODE)
    assert [takes_away(replace(code, claim=claim)) for claim in Claim] == [False, False, True]
    away = {s for s in Status if takes_away(contribution(kind=ContributionKind.STATUS, value=s))}
    assert away == {Status.NOT_FOUND, Status.BURIED, Status.ZOMBIE}


def test_which_votes_count() -> None:
    """Each person's latest; of members for three days; not the author's, not those of blocked people."""
    later = NOW + timedelta(minutes=1)
    votes = [
        vote(1), vote(1, agrees=False, at=later), vote(2), vote(AUTHOR), vote(4, age=timedelta(days=2)), vote(5),
        replace(vote(6), member_since=None),
    ]  # fmt: skip
    assert count_votes(contribution(), votes, NOW, blocked={5}) == Tally(n_agree=1, n_disagree=1)


def test_new_accounts_are_told_apart() -> None:
    """By the moment in their id."""
    assert account_created_at(OLD_ACCOUNT).year == 2015
    assert NOW - account_created_at(NEW_ACCOUNT) < timedelta(days=30)
    tally = count_votes(contribution(), [vote(OLD_ACCOUNT), vote(NEW_ACCOUNT)], NOW)
    assert tally == Tally(n_agree=2, n_agree_new=1)


ZOMBIE = {"kind": ContributionKind.STATUS, "value": Status.ZOMBIE}


@pytest.mark.parametrize(
    ("changes", "tally", "after", "outcome"),
    [
        ({}, Tally(3), timedelta(), Outcome.AGREED),
        ({}, Tally(2), timedelta(), Outcome.WAIT),
        ({}, Tally(4, 2), timedelta(), Outcome.WAIT),
        ({}, Tally(5, 2), timedelta(), Outcome.AGREED),
        ({}, Tally(0, 3), timedelta(), Outcome.DISAGREED),
        ({}, Tally(1, 3), timedelta(), Outcome.WAIT),
        ({"evidence_url": ""}, Tally(9), timedelta(), Outcome.WAIT),
        ({"evidence_url": ""}, Tally(0, 3), timedelta(), Outcome.DISAGREED),
        ({}, Tally(3, 0, 1), timedelta(), Outcome.HELD),
        ({}, Tally(4, 0, 1), timedelta(), Outcome.AGREED),
        (ZOMBIE, Tally(3), timedelta(days=9), Outcome.WAIT),
        (ZOMBIE, Tally(4), timedelta(hours=23), Outcome.WAIT),
        (ZOMBIE, Tally(4), timedelta(hours=24), Outcome.AGREED),
        (ZOMBIE, Tally(5, 1), timedelta(hours=24), Outcome.WAIT),
        (ZOMBIE, Tally(5, 1), timedelta(hours=48), Outcome.AGREED),
    ],
)
def test_what_votes_decide(changes: dict[str, object], tally: Tally, after: timedelta, outcome: Outcome) -> None:
    """Three with evidence; one more and a day where something is taken away, two days after an objection."""
    assert judge_votes(contribution(**changes), tally, 3, NOW + after) is outcome


@given(st.lists(st.tuples(st.integers(1, 9), st.booleans(), st.integers(0, 99)), max_size=40))
def test_one_person_has_one_vote(said: list[tuple[int, bool, int]]) -> None:
    """However often and in whatever order people vote, each counts once, by the latest word."""
    votes = [vote(user_id, agrees, at=NOW + timedelta(seconds=second)) for user_id, agrees, second in said]
    tally = count_votes(contribution(), votes, NOW)
    latest: dict[int, tuple[int, bool]] = {}
    for user_id, agrees, second in said:
        if user_id not in latest or second >= latest[user_id][0]:
            latest[user_id] = (second, agrees)
    words = [agrees for _, agrees in latest.values()]
    assert (tally.n_agree, tally.n_disagree) == (words.count(True), words.count(False))


def test_deciders_are_named_by_their_right() -> None:
    """A moderator's decision is not the owner's, though one person be both."""
    assert MODERATOR.decider is TRUSTED.decider is Decider.MODERATOR
    assert OWNER.decider is Decider.OWNER
