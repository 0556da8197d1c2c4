"""The use case: contributions are taken in, checked, voted on, decided and undone. Free of Discord."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bot.contributions.check import Checked, Checker
from bot.contributions.parsing import code_key
from bot.contributions.rules import (
    TOLD,
    Act,
    Actor,
    Outcome,
    Tally,
    count_votes,
    judge_votes,
    lapses_at,
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
from bot.contributions.venues import parse_venue_name
from bot.errors import Refused, SourceUnavailable
from bot.history import TAKEN_OVER, says
from bot.models import (
    Claim,
    Contribution,
    ContributionEvent,
    ContributionKind,
    ContributionState,
    Decider,
    Repository,
    RepositoryState,
    Vote,
)
from bot.said import Words, said
from bot.scanner import Known, Scanner
from bot.status import Status
from bot.store import Store
from bot.store.restrictions import EVERYWHERE
from bot.words import in_english, say, word

log = logging.getLogger(__name__)

NO_AGAIN_FOR = timedelta(days=30)  # what a moderator rejected is not taken again
TRIES = 8

Listener = Callable[[Contribution, Act], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Received:
    """What became of a proposal: its own contribution, or the earlier one that it is a vote for."""

    contribution: Contribution
    is_vote: bool = False


class Desk:
    """Takes contributions in and brings them to a decision.

    `listeners` hear of every change, with the act.
    """

    def __init__(self, store: Store, scanner: Scanner, checker: Checker, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._scanner = scanner
        self._checker = checker
        self._clock = clock
        self._checking: dict[str, asyncio.Task[None]] = {}
        self._telling: set[str] = set()
        self.listeners: list[Listener] = []
        scanner.after_scan.append(self.review_scan)

    async def resume(self) -> None:
        """Goes on with the checks that an earlier life did not end."""
        for contribution in await self._store.contributions.get_in_state(ContributionState.CHECKING):
            self._start_check(contribution.contribution_id)

    async def close(self) -> None:
        """Ends the running checks; they go on in the next life."""
        tasks = list(self._checking.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    # --- in ---

    async def propose(self, proposed: Contribution, *, member_since: datetime | None = None) -> Received:
        """Takes a contribution in and has it checked. Raises Refused with the reason where it is not taken.

        The same value as somebody else's is a vote for that one; another value of the same person replaces their own.
        """
        await self.require_welcome(proposed.author_id, proposed.place_id, proposed.arxiv_id)
        proposed = replace(proposed, key=value_key(proposed.kind, proposed.value))
        proposed = replace(proposed, is_proven=await self._is_proven(proposed))
        await self._require_news(proposed)
        for _ in range(TRIES):
            received = await self._take(proposed, member_since)
            if received is not None:
                return received
        raise Refused(say("contribution-crowd"))

    async def require_welcome(self, user_id: int, place_id: int, arxiv_id: str) -> None:
        """Raises Refused where a person may not contribute, or nobody may."""
        if await self._store.restrictions.is_blocked(place_id, user_id):
            raise Refused(say("contribution-blocked"))
        if await self._store.restrictions.is_frozen(place_id, arxiv_id):
            raise Refused(say("contribution-frozen", arxiv_id=arxiv_id))

    async def _take(self, proposed: Contribution, member_since: datetime | None) -> Received | None:
        """One attempt; None when something changed meanwhile."""
        rows = self._store.contributions
        alike = await rows.get_undecided_like(proposed)
        if alike is not None and alike.author_id != proposed.author_id:
            return await self._second(alike, proposed, member_since)
        mine = await rows.get_undecided_by(proposed)
        if mine is not None:
            try:
                return Received(await self._replace(mine, proposed))
            except Refused:
                if await rows.get_undecided_by(proposed) is not None:
                    raise
                return None  # it was decided meanwhile: the new value is a contribution of its own
        activity = await rows.count_activity(proposed.author_id, proposed.arxiv_id, self._clock())
        require_within_limits(activity)
        event = self._event(proposed, "propose", Decider.AUTHOR, proposed.author_id)
        if not await rows.add(proposed, event):
            return None
        self._start_check(proposed.contribution_id)
        return Received(proposed)

    async def _second(
        self, first: Contribution, proposed: Contribution, member_since: datetime | None
    ) -> Received | None:
        """A second person says the same: a vote, and their evidence where the first gave none."""
        try:
            if proposed.evidence_url and not first.evidence_url:
                first = await self._apply(
                    first.contribution_id,
                    Act.SUPPORT,
                    Decider.AUTHOR,
                    proposed.author_id,
                    evidence_url=proposed.evidence_url,
                    is_proven=proposed.is_proven,
                )
            if first.guild_id:
                actor = Actor(proposed.author_id, proposed.place_id)
                first = await self.vote(first.contribution_id, actor, agrees=True, member_since=member_since)
        except Refused:
            return None  # it was decided meanwhile: what that leaves to propose is seen at the next attempt
        return Received(first, is_vote=True)

    async def _replace(self, mine: Contribution, proposed: Contribution) -> Contribution:
        """Another value is an edit; better evidence or another note for the same value keeps its votes."""
        if (mine.key, mine.claim) != (proposed.key, proposed.claim):
            return await self.edit(mine.contribution_id, Actor(mine.author_id), proposed)
        if not (proposed.evidence_url or proposed.note):
            return mine
        await self._apply(
            mine.contribution_id,
            Act.SUPPORT,
            Decider.AUTHOR,
            mine.author_id,
            evidence_url=proposed.evidence_url or mine.evidence_url,
            note=proposed.note or mine.note,
            is_proven=proposed.is_proven or mine.is_proven,
        )
        return await self.count(mine.contribution_id)

    async def _require_news(self, proposed: Contribution) -> None:
        """Raises Refused for what is accepted already, or was rejected by a moderator not long ago."""
        since = self._clock() - NO_AGAIN_FOR
        for decided in await self._store.contributions.get_decided_alike(proposed, since):
            if decided.state is ContributionState.ACCEPTED:
                raise Refused(say("contribution-known", contribution_id=decided.contribution_id))
            why = f": {word(decided.reason)}" if decided.reason else ""
            raise Refused(say("contribution-rejected-before", contribution_id=decided.contribution_id) + why)

    async def _is_proven(self, proposed: Contribution) -> bool:
        """Whether its evidence lies on the paper's own page or repository: then its authors have spoken."""
        if not proposed.evidence_url:
            return False
        known = await self._scanner.get_known(proposed.arxiv_id)
        links = known.result.links if known and known.result else ()
        evidence = code_key(proposed.evidence_url)
        own = [code_key(url) for link in links for url in _addresses(link.url, link.repository)]
        return any(evidence == key or evidence.startswith(f"{key}/") for key in own)

    async def edit(self, contribution_id: str, actor: Actor, proposed: Contribution) -> Contribution:
        """Lets its author change what it says; it is checked anew, and the votes were for something else."""
        changed = await self._apply(
            contribution_id,
            Act.EDIT,
            Decider.AUTHOR,
            actor.user_id,
            guard=lambda contribution: require_author(actor, contribution),
            value=proposed.value,
            key=value_key(proposed.kind, proposed.value),
            claim=proposed.claim,
            evidence_url=proposed.evidence_url,
            note=proposed.note,
            is_proven=await self._is_proven(proposed),
            source_id=proposed.source_id,
            finding="",
            repository=None,
        )
        self._start_check(contribution_id)
        return changed

    async def withdraw(self, contribution_id: str, actor: Actor) -> Contribution:
        """Lets its author take it back while it is undecided."""
        return await self._apply(
            contribution_id,
            Act.WITHDRAW,
            Decider.AUTHOR,
            actor.user_id,
            guard=lambda contribution: require_author(actor, contribution),
        )

    # --- votes ---

    async def vote(
        self, contribution_id: str, actor: Actor, *, agrees: bool, member_since: datetime | None, seen: str = ""
    ) -> Contribution:
        """Counts a member's word, in place of an earlier one, and decides where it is enough.

        `seen` is the mark of the value that they saw; for another one their word does not count.
        """
        contribution = await self.get(contribution_id)
        require_voter(actor, contribution)
        require_seen(contribution, seen)
        await self.require_welcome(actor.user_id, contribution.place_id, contribution.arxiv_id)
        vote = Vote(actor.user_id, agrees, self._clock(), member_since)
        await self._store.contributions.set_vote(contribution_id, vote)
        if value_mark(await self.get(contribution_id)) != value_mark(contribution):  # edited in between
            await self._store.contributions.drop_vote(contribution_id, actor.user_id)
            require_seen(await self.get(contribution_id), value_mark(contribution))
        return await self.count(contribution_id)

    async def tally(self, contribution: Contribution) -> Tally:
        """What the votes on it come to by now."""
        votes = list(await self._store.contributions.get_votes(contribution.contribution_id))
        if contribution.source_id:
            votes += await self._store.reactions.get_votes_on(contribution.source_id)
        if contribution.kind is ContributionKind.STATUS and contribution.evidence_url:
            status = Status(contribution.value)
            votes += await self._store.reactions.get_holders(contribution.arxiv_id, contribution.place_id, status)
        blocked = await self._store.restrictions.get_blocked(contribution.place_id)
        return count_votes(contribution, votes, self._clock(), blocked)

    async def outcome(self, contribution: Contribution) -> Outcome:
        """What its votes lead to by now."""
        threshold = self._store.guild_settings.get(contribution.guild_id).vote_threshold
        return judge_votes(contribution, await self.tally(contribution), threshold, self._clock())

    async def count(self, contribution_id: str) -> Contribution:
        """Decides by votes where there are enough; gives the contribution as it is then."""
        contribution = await self.get(contribution_id)
        if contribution.state is not ContributionState.OPEN or not contribution.guild_id:
            return contribution
        outcome = await self.outcome(contribution)
        act = {Outcome.AGREED: Act.AGREE, Outcome.DISAGREED: Act.DISAGREE}.get(outcome)
        if act is None:
            return contribution
        tally = await self.tally(contribution)
        reason = said("finding-votes", n_agree=tally.n_agree, n_disagree=tally.n_disagree)
        try:
            return await self._apply(contribution_id, act, Decider.VOTES, reason=reason)
        except Refused:
            return await self.get(contribution_id)  # somebody decided meanwhile

    async def count_emblems(self, arxiv_id: str, place_id: int) -> None:
        """Decides by votes after verdict emblems on an answer changed."""
        for contribution in await self._store.contributions.get_undecided(arxiv_id):
            if contribution.place_id == place_id and contribution.kind is ContributionKind.STATUS:
                await self.count(contribution.contribution_id)

    # --- decisions ---

    async def accept(
        self,
        contribution_id: str,
        actor: Actor,
        *,
        reason: str = "",
        value: str = "",
        claim: Claim | None = None,
        seen: str = "",
    ) -> Contribution:
        """Accepts it, with a better `value` or `claim` where one is given; or as it was `seen`, by the mark of that."""

        def guard(contribution: Contribution) -> None:
            require_decider(actor, contribution)
            require_seen(contribution, seen)

        before = await self.get(contribution_id)
        changes: dict[str, Any] = {}
        if claim is not None and claim is not before.claim:
            changes["claim"] = claim
        if value and value != before.value:
            changes |= {"value": value, "key": value_key(before.kind, value), "repository": None, "finding": ""}
        accepted = await self._apply(
            contribution_id,
            Act.ACCEPT,
            actor.decider,
            actor.user_id,
            reason=reason,
            guard=guard,
            **changes,
        )
        is_looked_at = accepted.repository is not None or (contribution_id in self._checking and "value" not in changes)
        if accepted.kind is ContributionKind.CODE and not is_looked_at:
            self._start_check(contribution_id)
        return accepted

    async def reject(self, contribution_id: str, actor: Actor, reason: str) -> Contribution:
        """Rejects it, with the reason that its author is told."""
        return await self._apply(
            contribution_id,
            Act.REJECT,
            actor.decider,
            actor.user_id,
            reason=reason,
            guard=lambda contribution: require_decider(actor, contribution),
        )

    async def undo(self, contribution_id: str, actor: Actor, reason: str = "") -> Contribution:
        """Takes a decision back: what held before holds again."""
        return await self._apply(
            contribution_id,
            Act.UNDO,
            actor.decider,
            actor.user_id,
            reason=reason,
            guard=lambda contribution: require_undoer(actor, contribution),
            is_shared=False,
            is_locked=False,
        )

    async def lock(self, contribution_id: str, actor: Actor, *, is_locked: bool) -> Contribution:
        """Fixes an accepted value against all others, or lets it go again."""

        def guard(contribution: Contribution) -> None:
            require_locker(actor)
            require_decider(actor, contribution)

        act = Act.LOCK if is_locked else Act.UNLOCK
        return await self._apply(contribution_id, act, actor.decider, actor.user_id, guard=guard, is_locked=is_locked)

    async def share(self, contribution_id: str, actor: Actor) -> Contribution:
        """Lets an accepted contribution hold everywhere, without names; the owner alone may."""
        if not actor.is_owner:
            raise Refused(say("contribution-sharers-only"))
        return await self._apply(contribution_id, Act.SHARE, Decider.OWNER, actor.user_id, is_shared=True)

    # --- restrictions ---

    async def block(self, actor: Actor, user_id: int, place_id: int, *, is_blocked: bool) -> None:
        """Blocks a person in a place, or (EVERYWHERE) in all; their votes count no more."""
        self._require_restricter(actor, place_id)
        if is_blocked:
            await self._store.restrictions.block(place_id, user_id, by=actor.user_id, at=self._clock())
        elif not await self._store.restrictions.unblock(place_id, user_id):
            raise Refused(say("contribution-not-blocked"))

    async def freeze(self, actor: Actor, arxiv_id: str, place_id: int, *, is_frozen: bool) -> None:
        """Closes a paper to contributions in a place, or (EVERYWHERE) in all."""
        self._require_restricter(actor, place_id)
        if is_frozen:
            await self._store.restrictions.freeze(place_id, arxiv_id, by=actor.user_id, at=self._clock())
        elif not await self._store.restrictions.thaw(place_id, arxiv_id):
            raise Refused(say("contribution-not-frozen"))

    @staticmethod
    def _require_restricter(actor: Actor, place_id: int) -> None:
        if not (actor.is_owner or (actor.is_moderator and place_id != EVERYWHERE)):
            raise Refused(say("contribution-moderators-only"))

    # --- what time and scans bring ---

    async def sweep(self) -> None:
        """Ends what nobody decided in time, and decides what had to wait."""
        now = self._clock()
        for contribution in await self._store.contributions.get_in_state(ContributionState.OPEN):
            if lapses_at(contribution) <= now:
                await self._apply(contribution.contribution_id, Act.LAPSE, Decider.TIME, reason=said("finding-lapsed"))
            elif takes_away(contribution):
                await self.count(contribution.contribution_id)

    async def review_scan(self, known: Known) -> None:
        """Reopens accepted links that a scan found dead or in other hands, and checks what could not be checked."""
        if known.result is None:
            return
        seen = {link.url: link.repository for link in known.result.contributed}
        for contribution in await self._store.contributions.get_accepted(known.paper.arxiv_id):
            found = seen.get(contribution.value)
            if contribution.kind is ContributionKind.CODE and contribution.claim is Claim.OWN and found:
                await self._reopen_if_dead(contribution, found)
        for contribution in await self._store.contributions.get_undecided(known.paper.arxiv_id):
            if _is_unchecked(contribution.finding):
                self._start_check(contribution.contribution_id)

    async def _reopen_if_dead(self, contribution: Contribution, found: Repository) -> None:
        if found.state is RepositoryState.CODE:
            return
        reason = TAKEN_OVER if says(found.notes, TAKEN_OVER) else said("finding-no-longer")
        try:
            await self._apply(
                contribution.contribution_id,
                Act.REOPEN,
                Decider.MACHINE,
                reason=reason,
                is_shared=False,
                is_locked=False,
            )
        except Refused as error:
            log.info("%s stays as it is: %s", contribution.contribution_id, error)

    # --- the machine check ---

    async def checked(self, contribution_id: str, timeout_s: float) -> Contribution:
        """The contribution after its check, or after `timeout_s` seconds as it is."""
        if task := self._checking.get(contribution_id):
            await asyncio.wait({task}, timeout=timeout_s)
        return await self.get(contribution_id)

    def _start_check(self, contribution_id: str) -> None:
        before = self._checking.get(contribution_id)
        task = asyncio.create_task(self._check(contribution_id, before), name=f"check {contribution_id}")
        self._checking[contribution_id] = task

        def forget(done: asyncio.Task[None]) -> None:
            if self._checking.get(contribution_id) is done:
                del self._checking[contribution_id]
            if not done.cancelled() and (error := done.exception()):
                log.error("the check of %s failed", contribution_id, exc_info=error)

        task.add_done_callback(forget)

    async def _check(self, contribution_id: str, before: asyncio.Task[None] | None) -> None:
        if before is not None:
            await asyncio.wait({before})
        contribution = await self.get(contribution_id)
        checked = await self._look(contribution)
        now = await self.get(contribution_id)
        says = (contribution.value, contribution.claim)
        if (now.value, now.claim) != says:
            return  # edited meanwhile: another check is on its way

        def require_same(found: Contribution) -> None:
            if (found.value, found.claim) != says:
                raise Refused(say("contribution-edited"))

        act = checked.act
        if now.state is ContributionState.ACCEPTED:
            act = Act.REOPEN if act is Act.REFUSE else Act.NOTE
        elif now.state is ContributionState.OPEN and act is Act.LEAVE_OPEN:
            return
        try:
            await self._apply(
                contribution_id,
                act,
                Decider.MACHINE,
                guard=require_same,
                reason=checked.finding if act in (Act.REFUSE, Act.CONFIRM, Act.REOPEN) else "",
                finding=checked.finding,
                repository=checked.repository,
                is_shared=now.is_shared or act is Act.CONFIRM,
            )
        except Refused as error:
            log.info("the check of %s came too late: %s", contribution_id, error)

    async def _look(self, contribution: Contribution) -> Checked:
        try:
            known = await self._scanner.get_known(contribution.arxiv_id)
            known = known or await self._scanner.scan(contribution.arxiv_id).outcome
        except SourceUnavailable as error:
            return Checked(Act.LEAVE_OPEN, said("finding-not-checked", source=error.source))
        if known is None or known.result is None:
            return Checked(Act.REFUSE, said("finding-no-paper", arxiv_id=contribution.arxiv_id))
        return await self._checker.check(contribution, known.paper, known.result)

    # --- who is told ---

    @contextmanager
    def telling(self, contribution_id: str) -> Iterator[bool]:
        """Around telling its author what became of it: gives False where somebody is at that already."""
        is_free = contribution_id not in self._telling
        self._telling.add(contribution_id)
        try:
            yield is_free
        finally:
            if is_free:
                self._telling.discard(contribution_id)

    # --- changes ---

    async def get(self, contribution_id: str) -> Contribution:
        """The contribution. Raises Refused when there is none."""
        contribution = await self._store.contributions.get(contribution_id)
        if contribution is None:
            raise Refused(say("contribution-none", contribution_id=contribution_id[:20]))
        return contribution

    async def _apply(
        self,
        contribution_id: str,
        act: Act,
        by: Decider,
        actor_id: int = 0,
        *,
        reason: Words = "",
        guard: Callable[[Contribution], None] | None = None,
        **changes: Any,
    ) -> Contribution:
        """Does `act`, if it may still be done when it comes to it; of two at once the second is Refused."""
        for _ in range(TRIES):
            before = await self.get(contribution_id)
            if guard is not None:
                guard(before)
            after = replace(before, state=next_state(before, act), **changes)
            if act not in _WITHOUT_DECISION:
                after = replace(after, decided_by=by, decider_id=actor_id, decided_at=self._clock(), reason=reason)
            owes = None if act in _WITHOUT_DECISION else act in TOLD and before.author_id not in (0, actor_id)
            event = self._event(after, act, by, actor_id, reason)
            kept = await self._store.contributions.change(after, event, owes_notice=owes)
            if kept is not None:
                await self._tell(kept, act)
                return kept
            if (await self.get(contribution_id)).revision == before.revision:
                raise Refused(say("contribution-same"))
        raise Refused(say("contribution-acts-crowd"))

    def _event(
        self, contribution: Contribution, act: str, by: Decider, actor_id: int, reason: Words = ""
    ) -> ContributionEvent:
        return ContributionEvent(
            contribution_id=contribution.contribution_id,
            happened_at=self._clock(),
            act=act,
            state=contribution.state,
            by=by,
            actor_id=actor_id,
            value=contribution.value,
            reason=reason,
        )

    async def _tell(self, contribution: Contribution, act: Act) -> None:
        for listener in self.listeners:
            try:
                await listener(contribution, act)
            except Exception:  # what is shown can fail; what is decided stands
                log.exception("%s could not be shown", contribution.contribution_id)


# Acts that change what is known of a contribution, and not by whom it came to its state.
_WITHOUT_DECISION = frozenset((Act.LEAVE_OPEN, Act.LOCK, Act.UNLOCK, Act.SHARE, Act.NOTE, Act.SUPPORT))


def value_key(kind: ContributionKind, value: str) -> str:
    """The form of a value by which two are compared."""
    match kind:
        case ContributionKind.CODE:
            return code_key(value)
        case ContributionKind.VENUE:
            return parse_venue_name(value).key
        case ContributionKind.STATUS:
            return value


def _is_unchecked(finding: Words) -> bool:
    """Whether the check could not ask; also one that was kept in English words."""
    return in_english(finding).startswith("Not checked yet")


def _addresses(url: str, repository: Repository | None) -> tuple[str, ...]:
    return (url, repository.url) if repository else (url,)
