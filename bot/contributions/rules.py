"""Pure: who may do what with a contribution, and what people's votes amount to.

| from               | act        | by                                  | to        |
| ------------------ | ---------- | ----------------------------------- | --------- |
| checking, open     | confirm    | machine: the paper's own            | accepted  |
| checking           | leave open | machine: cannot tell                | open      |
| checking, open     | refuse     | machine: dead, empty, not code      | rejected  |
| checking, open     | accept     | moderator, trusted role, owner      | accepted  |
| checking, open     | reject     | moderator, trusted role, owner      | rejected  |
| checking, open     | withdraw   | its author                          | withdrawn |
| checking, open     | edit       | its author                          | checking  |
| open               | agree      | votes                               | accepted  |
| open               | disagree   | votes                               | rejected  |
| open               | lapse      | time                                | lapsed    |
| accepted           | undo       | who may decide                      | undone    |
| rejected           | undo       | who may decide                      | open      |
| undone             | accept     | who may decide                      | accepted  |
| accepted           | reopen     | machine: its link died or changed   | open      |
| accepted           | lock       | moderator                           | accepted  |
| accepted           | unlock     | moderator                           | accepted  |
| accepted           | share      | owner                               | accepted  |
| accepted           | note       | machine: what stands there          | accepted  |
| checking, open     | support    | anybody's evidence for it           | the same  |

Nothing else happens: withdrawn and lapsed are the end. Who decides is never its author.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum, StrEnum, auto

from bot.errors import Refused
from bot.models import Claim, Contribution, ContributionKind, ContributionState, Decider, Vote
from bot.said import Words
from bot.status import Status
from bot.words import say

MEMBER_FOR = timedelta(days=3)
NEW_ACCOUNT = timedelta(days=30)
TAKING_AWAY_WAITS = timedelta(hours=24)
OBJECTION_ADDS = timedelta(hours=24)
LAPSES_AFTER = timedelta(days=30)
MOST_OPEN = 10
MOST_PER_HOUR = 10
MOST_PER_PAPER = 5
PER_PAPER_IN = timedelta(days=30)
# What the check finds of a link that we knew already: it is accepted, and nobody need have found it.
OWN_FINDING = "finding-own"  # begins the keys of findings that the paper itself gives the link
PAPERS_OWN = "The paper's own link"  # began them while they were kept in English

_DISCORD_EPOCH_MS = 1420070400000  # Discord API documentation, Snowflakes
_TAKES_AWAY = frozenset((Status.NOT_FOUND, Status.BURIED, Status.ZOMBIE))


class Act(StrEnum):
    """What happens to a contribution."""

    CONFIRM = "confirm"
    LEAVE_OPEN = "leave_open"
    REFUSE = "refuse"
    ACCEPT = "accept"
    REJECT = "reject"
    WITHDRAW = "withdraw"
    EDIT = "edit"
    AGREE = "agree"
    DISAGREE = "disagree"
    LAPSE = "lapse"
    UNDO = "undo"
    REOPEN = "reopen"
    LOCK = "lock"
    UNLOCK = "unlock"
    SHARE = "share"
    NOTE = "note"
    SUPPORT = "support"


# Acts that end in something its author is told; of what they did themselves they know.
TOLD = frozenset((Act.REFUSE, Act.ACCEPT, Act.REJECT, Act.AGREE, Act.DISAGREE, Act.UNDO, Act.REOPEN))
_S = ContributionState
_UNDECIDED = (_S.CHECKING, _S.OPEN)
TRANSITIONS: dict[tuple[ContributionState, Act], ContributionState] = {
    **{(state, Act.CONFIRM): _S.ACCEPTED for state in _UNDECIDED},
    (_S.CHECKING, Act.LEAVE_OPEN): _S.OPEN,
    **{(state, Act.REFUSE): _S.REJECTED for state in _UNDECIDED},
    **{(state, Act.ACCEPT): _S.ACCEPTED for state in (*_UNDECIDED, _S.UNDONE)},
    **{(state, Act.REJECT): _S.REJECTED for state in _UNDECIDED},
    **{(state, Act.WITHDRAW): _S.WITHDRAWN for state in _UNDECIDED},
    **{(state, Act.EDIT): _S.CHECKING for state in _UNDECIDED},
    (_S.OPEN, Act.AGREE): _S.ACCEPTED,
    (_S.OPEN, Act.DISAGREE): _S.REJECTED,
    (_S.OPEN, Act.LAPSE): _S.LAPSED,
    (_S.ACCEPTED, Act.UNDO): _S.UNDONE,
    (_S.REJECTED, Act.UNDO): _S.OPEN,
    (_S.ACCEPTED, Act.REOPEN): _S.OPEN,
    (_S.ACCEPTED, Act.LOCK): _S.ACCEPTED,
    (_S.ACCEPTED, Act.UNLOCK): _S.ACCEPTED,
    (_S.ACCEPTED, Act.SHARE): _S.ACCEPTED,
    (_S.ACCEPTED, Act.NOTE): _S.ACCEPTED,
    **{(state, Act.SUPPORT): state for state in _UNDECIDED},
}

STATE_KEYS = {state: f"contribution-is-{state}" for state in ContributionState}


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts in a place, with the rights of this moment there. `is_trusted`: has a role that it trusts."""

    user_id: int
    place_id: int = 0
    is_moderator: bool = False
    is_trusted: bool = False
    is_owner: bool = False

    @property
    def is_decider(self) -> bool:
        """Whether they decide on what others contributed here."""
        return self.is_owner or self.is_moderator or self.is_trusted

    @property
    def decider(self) -> Decider:
        """As what they decide."""
        return Decider.MODERATOR if self.is_moderator or self.is_trusted else Decider.OWNER


def next_state(contribution: Contribution, act: Act) -> ContributionState:
    """The state that `act` leads to. Raises Refused where it leads nowhere: somebody was quicker."""
    after = TRANSITIONS.get((contribution.state, act))
    if after is None:
        raise Refused(
            say(
                "contribution-too-late",
                contribution_id=contribution.contribution_id,
                state=say(STATE_KEYS[contribution.state]),
            )
        )
    return after


def require_decider(actor: Actor, contribution: Contribution) -> None:
    """Raises Refused unless `actor` may accept and reject: a moderator, a trusted role, the bot's owner."""
    if actor.user_id == contribution.author_id:
        raise Refused(say("contribution-own"))
    if actor.is_owner:
        return
    _require_same_place(actor, contribution)
    if contribution.guild_id and (actor.is_moderator or actor.is_trusted):
        return
    raise Refused(say("contribution-deciders-only"))


def require_undoer(actor: Actor, contribution: Contribution) -> None:
    """Raises Refused unless `actor` may take a decision back; what holds everywhere is the owner's."""
    require_decider(actor, contribution)
    if contribution.is_shared and not actor.is_owner:
        raise Refused(say("contribution-shared"))


def require_locker(actor: Actor) -> None:
    """Raises Refused unless `actor` may fix a value."""
    if not (actor.is_moderator or actor.is_owner):
        raise Refused(say("contribution-lockers-only"))


def require_author(actor: Actor, contribution: Contribution) -> None:
    """Raises Refused unless `actor` contributed it."""
    if actor.user_id != contribution.author_id:
        raise Refused(say("contribution-author-only"))


def require_voter(actor: Actor, contribution: Contribution) -> None:
    """Raises Refused unless `actor` may vote on it now."""
    _require_same_place(actor, contribution)
    if actor.user_id == contribution.author_id:
        raise Refused(say("contribution-own-vote"))
    if contribution.state not in _UNDECIDED:
        raise Refused(
            say(
                "contribution-no-more-votes",
                contribution_id=contribution.contribution_id,
                state=say(STATE_KEYS[contribution.state]),
            )
        )
    if not contribution.guild_id:
        raise Refused(say("contribution-no-votes"))


def value_mark(contribution: Contribution) -> str:
    """Signs that change with what it says: a button carries them, so that nobody decides on what they never saw."""
    said = f"{contribution.claim} {contribution.key}"
    return hashlib.blake2b(said.encode(), digest_size=8).hexdigest()


def require_seen(contribution: Contribution, seen: str) -> None:
    """Raises Refused when it says something else by now than where `seen` was read; "" has seen whatever it says."""
    if seen and seen != value_mark(contribution):
        raise Refused(say("contribution-changed", contribution_id=contribution.contribution_id))


@dataclass(frozen=True, slots=True)
class Activity:
    """How much one person has contributed: undecided now, in the last hour, to this paper in the last 30 days."""

    n_open: int
    n_last_hour: int
    n_on_paper: int


def require_within_limits(activity: Activity) -> None:
    """Raises Refused for whoever contributes more than can be looked at."""
    if activity.n_on_paper >= MOST_PER_PAPER:
        raise Refused(say("contribution-too-often", n=activity.n_on_paper))
    if activity.n_last_hour >= MOST_PER_HOUR:
        raise Refused(say("contribution-too-quick", n=activity.n_last_hour))
    if activity.n_open >= MOST_OPEN:
        raise Refused(say("contribution-too-many", n=activity.n_open))


def is_papers_own(finding: Words) -> bool:
    """Whether the check found that the paper itself gives the link."""
    return finding.startswith(PAPERS_OWN) if isinstance(finding, str) else finding.key.startswith(OWN_FINDING)


def takes_away(contribution: Contribution) -> bool:
    """Whether it takes something from the authors: their code, its life, its worth."""
    if contribution.kind is ContributionKind.CODE:
        return contribution.claim is Claim.NOT_OWN
    return contribution.kind is ContributionKind.STATUS and Status(contribution.value) in _TAKES_AWAY


@dataclass(frozen=True, slots=True)
class Tally:
    """What the votes that count come to. `n_agree_new` of those who agree have young accounts."""

    n_agree: int = 0
    n_disagree: int = 0
    n_agree_new: int = 0


class Outcome(Enum):
    """What a tally leads to."""

    WAIT = auto()
    AGREED = auto()
    DISAGREED = auto()
    HELD = auto()  # enough votes, but only with new accounts: a moderator decides


def count_votes(
    contribution: Contribution, votes: Iterable[Vote], now: datetime, blocked: Collection[int] = ()
) -> Tally:
    """The votes that count: each person's latest, of members for three days, never the author's or a blocked one's."""
    latest: dict[int, Vote] = {}
    for vote in sorted(votes, key=lambda vote: vote.voted_at):
        latest[vote.user_id] = vote
    counted = [vote for vote in latest.values() if _counts(vote, contribution, now, blocked)]
    agreeing = [vote for vote in counted if vote.agrees]
    n_new = sum(now - account_created_at(vote.user_id) < NEW_ACCOUNT for vote in agreeing)
    return Tally(len(agreeing), len(counted) - len(agreeing), n_new)


def judge_votes(contribution: Contribution, tally: Tally, threshold: int, now: datetime) -> Outcome:
    """What the votes decide by now; never anything without an evidence link."""
    needed = threshold + takes_away(contribution)
    if tally.n_disagree - tally.n_agree >= threshold:
        return Outcome.DISAGREED
    if not contribution.evidence_url or tally.n_agree - tally.n_disagree < needed:
        return Outcome.WAIT
    if tally.n_agree - tally.n_agree_new - tally.n_disagree < needed:
        return Outcome.HELD
    return Outcome.AGREED if now >= votes_decide_at(contribution, tally) else Outcome.WAIT


def votes_decide_at(contribution: Contribution, tally: Tally) -> datetime:
    """The earliest moment at which votes may decide: what takes something away waits, longer after an objection."""
    since = contribution.decided_at or contribution.created_at
    if not takes_away(contribution):
        return since
    return since + TAKING_AWAY_WAITS + (OBJECTION_ADDS if tally.n_disagree else timedelta())


def is_undecided(contribution: Contribution) -> bool:
    """Whether it is still to be decided."""
    return contribution.state in _UNDECIDED


def lapses_at(contribution: Contribution) -> datetime:
    """When an open contribution is over without a decision."""
    return (contribution.decided_at or contribution.created_at) + LAPSES_AFTER


def account_created_at(user_id: int) -> datetime:
    """When Discord made the account: its id says so."""
    return datetime.fromtimestamp(((user_id >> 22) + _DISCORD_EPOCH_MS) / 1000, UTC)


def _require_same_place(actor: Actor, contribution: Contribution) -> None:
    """What another server does is not even there."""
    if actor.place_id != contribution.place_id:
        raise Refused(say("contribution-none-here", contribution_id=contribution.contribution_id))


def _counts(vote: Vote, contribution: Contribution, now: datetime, blocked: Collection[int]) -> bool:
    if vote.user_id == contribution.author_id or vote.user_id in blocked:
        return False
    return vote.member_since is not None and now - vote.member_since >= MEMBER_FOR
