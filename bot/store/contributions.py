"""Contributions: what people proposed, where each stands, the votes on it, and how it came there."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.contributions.rules import OWN_FINDING, PAPERS_OWN, PER_PAPER_IN, Activity, is_papers_own
from bot.digest import Contributor
from bot.models import (
    Claim,
    Community,
    Contribution,
    ContributionEvent,
    ContributionKind,
    ContributionState,
    ContributionWay,
    Decider,
    Repository,
    Vote,
    without_words,
)
from bot.status import Status
from bot.store._codec import from_json, from_ms, from_text, load_queries, starts_like, to_json, to_ms, to_text
from bot.store._database import Database
from bot.store.reactions import AGREE, DOUBT, is_emblem

_queries = load_queries("contributions")
_reaction_queries = load_queries("reactions")
_restriction_queries = load_queries("restrictions")

SPEAKABLE = "23456789abcdefghjkmnpqrstuvwxyz"  # without 0, o, 1, i and l, which are hard to tell apart
MOST_LISTED = 25
_EVER = 2**63 - 1


def new_contribution_id() -> str:
    """A short id that can be read out: 6 of 31 signs, 887 million in all."""
    return "".join(secrets.choice(SPEAKABLE) for _ in range(6))


# How the findings begin that a paper's own link was given: nobody need have found that.
_KNOWN = {"known": starts_like(OWN_FINDING), "known_words": f"{PAPERS_OWN}%"}


class Contributions:
    """One row for each contribution, one undecided at most for each person, paper and kind, and for each value."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, contribution: Contribution, event: ContributionEvent) -> bool:
        """Keeps a new contribution; False when its author, or its value, has an undecided one there."""
        async with self._database.write() as connection:
            row = await _queries.add_contribution(
                connection,
                **_proposed(contribution),
                contribution_id=contribution.contribution_id,
                arxiv_id=contribution.arxiv_id,
                kind=contribution.kind,
                way=contribution.way,
                author_id=contribution.author_id,
                place_id=contribution.place_id,
                guild_id=contribution.guild_id,
                channel_id=contribution.channel_id,
                answer_id=contribution.answer_id,
                at=to_ms(contribution.created_at),
            )
            if row is not None:
                await _add_event(connection, event, step=1)
        return row is not None

    async def change(
        self, changed: Contribution, event: ContributionEvent, *, owes_notice: bool | None = None
    ) -> Contribution | None:
        """Keeps `changed`, with the act that changed it, and gives it with its new revision.

        `owes_notice`: whether its author is to be told of that; None where nothing was decided. Gives None when
        somebody was quicker (its revision is not the one kept any more), or when it would be undecided beside another
        of the same author or value. An edit drops the votes, which were for something else.
        """
        async with self._database.write() as connection:
            row = await _queries.change_contribution(
                connection,
                **_proposed(changed),
                contribution_id=changed.contribution_id,
                revision=changed.revision,
                finding=to_text(changed.finding),
                repository=to_json(changed.repository) if changed.repository else None,
                is_shared=int(changed.is_shared),
                is_locked=int(changed.is_locked),
                decided_by=changed.decided_by,
                decider_id=changed.decider_id,
                decided_at=to_ms(changed.decided_at) if changed.decided_at else None,
                reason=to_text(changed.reason),
                decides=int(owes_notice is not None),
                owes=int(bool(owes_notice)),
                at=to_ms(event.happened_at),
            )
            if row is None:
                return None
            await _add_event(connection, event, step=row["revision"])
            if event.act == "edit":
                await _queries.drop_votes(connection, contribution_id=changed.contribution_id)
        return replace(changed, revision=row["revision"], notice_owed=row["notice_owed"])

    async def get(self, contribution_id: str) -> Contribution | None:
        """The contribution, or None when there is none with that id."""
        async with self._database.read() as connection:
            row = await _queries.get_contribution(connection, contribution_id=contribution_id)
        return _contribution(row) if row else None

    async def get_events(self, contribution_id: str) -> tuple[ContributionEvent, ...]:
        """Its history, oldest first."""
        async with self._database.read() as connection:
            return tuple([_event(r) async for r in _queries.get_events(connection, contribution_id=contribution_id)])

    async def get_undecided_like(self, contribution: Contribution) -> Contribution | None:
        """The undecided contribution in the same place that says the same, or None."""
        async with self._database.read() as connection:
            row = await _queries.get_undecided_like(connection, **_alike(contribution))
        return _contribution(row) if row else None

    async def get_undecided_by(self, contribution: Contribution) -> Contribution | None:
        """Its author's undecided contribution to the same paper and of the same kind there, or None."""
        async with self._database.read() as connection:
            row = await _queries.get_undecided_by(
                connection,
                place_id=contribution.place_id,
                author_id=contribution.author_id,
                arxiv_id=contribution.arxiv_id,
                kind=contribution.kind,
            )
        return _contribution(row) if row else None

    async def get_decided_alike(self, contribution: Contribution, since: datetime) -> tuple[Contribution, ...]:
        """What says the same and is accepted for that place, or was rejected there by a moderator after `since`."""
        async with self._database.read() as connection:
            rows = _queries.get_decided_alike(connection, **_alike(contribution), since=to_ms(since))
            return await _all(rows)

    async def get_community(self, arxiv_id: str, place_id: int) -> Community:
        """What is to be shown of a paper in one guild or direct message."""
        async with self._database.read() as connection:
            shown = _seen_from(
                place_id, await _all(_queries.get_shown(connection, arxiv_id=arxiv_id, place_id=place_id))
            )
            signs = {
                row["sign"]: row["n"]
                async for row in _reaction_queries.count_signs(connection, place_id=place_id, arxiv_id=arxiv_id)
            }
            finders = [user_id for user_id in _finders(shown, place_id) if not await _is_hidden(connection, user_id)]
        emblems = tuple((Status(sign), n) for sign, n in signs.items() if is_emblem(sign))
        return Community(shown, emblems, signs.get(AGREE, 0), signs.get(DOUBT, 0), tuple(finders))

    async def get_accepted(self, arxiv_id: str) -> tuple[Contribution, ...]:
        """What is accepted of a paper anywhere, oldest first."""
        async with self._database.read() as connection:
            return await _all(_queries.get_accepted(connection, arxiv_id=arxiv_id))

    async def get_undecided(self, arxiv_id: str) -> tuple[Contribution, ...]:
        """What is undecided of a paper anywhere, oldest first."""
        async with self._database.read() as connection:
            return await _all(_queries.get_undecided(connection, arxiv_id=arxiv_id))

    async def get_by_source(self, source_id: int) -> tuple[Contribution, ...]:
        """What the reply `source_id` carried."""
        async with self._database.read() as connection:
            return await _all(_queries.get_by_source(connection, source_id=source_id))

    async def get_undecided_replies(self, since: datetime) -> tuple[Contribution, ...]:
        """What replies since then carried and is undecided, by channel and reply."""
        async with self._database.read() as connection:
            return await _all(_queries.get_undecided_replies(connection, since=to_ms(since)))

    async def get_by_author(self, author_id: int, place_id: int = 0) -> tuple[Contribution, ...]:
        """The newest contributions of a person, in one place or (0) in all."""
        async with self._database.read() as connection:
            rows = _queries.get_by_author(connection, author_id=author_id, place_id=place_id, most=MOST_LISTED)
            return await _all(rows)

    async def get_queue(self, place_id: int) -> tuple[Contribution, ...]:
        """What is undecided in a place: proven ones first, then the oldest."""
        async with self._database.read() as connection:
            return await _all(_queries.get_queue(connection, place_id=place_id, most=MOST_LISTED))

    async def get_decided(self, place_id: int) -> tuple[Contribution, ...]:
        """What was accepted or rejected in a place, what changed last first."""
        async with self._database.read() as connection:
            return await _all(_queries.get_decided(connection, place_id=place_id, most=MOST_LISTED))

    async def get_owner_queue(self) -> tuple[Contribution, ...]:
        """What waits for the bot's owner: open in direct messages, and accepted in one server only."""
        async with self._database.read() as connection:
            return await _all(_queries.get_owner_queue(connection, most=MOST_LISTED))

    async def get_of_paper(self, arxiv_id: str, place_id: int) -> tuple[Contribution, ...]:
        """The newest contributions to a paper in one place, in whatever state, and shared ones."""
        async with self._database.read() as connection:
            rows = _queries.get_of_paper(connection, arxiv_id=arxiv_id, place_id=place_id, most=MOST_LISTED)
            return _seen_from(place_id, await _all(rows))

    async def get_in_state(self, state: ContributionState) -> tuple[Contribution, ...]:
        """All contributions in a state, oldest first."""
        async with self._database.read() as connection:
            return await _all(_queries.get_in_state(connection, state=state))

    async def count_activity(self, author_id: int, arxiv_id: str, now: datetime) -> Activity:
        """How much a person has contributed."""
        async with self._database.read() as connection:
            row = await _queries.count_activity(
                connection,
                author_id=author_id,
                arxiv_id=arxiv_id,
                hour_ago=to_ms(now - timedelta(hours=1)),
                month_ago=to_ms(now - PER_PAPER_IN),
            )
        return Activity(row["n_open"], row["n_last_hour"], row["n_on_paper"])

    async def count_accepted(self, place_id: int = 0) -> tuple[tuple[int, int], ...]:
        """People and how many of their contributions are accepted, most first, in one place or (0) in all.

        Who does not want to be named is left out.
        """
        async with self._database.read() as connection:
            rows = _queries.count_accepted(connection, place_id=place_id, **_KNOWN)
            return tuple([(row["author_id"], row["n"]) async for row in rows])

    async def get_contributors(self, place_id: int, since: datetime) -> tuple[Contributor, ...]:
        """Whose contributions were accepted in a place since then, most first."""
        async with self._database.read() as connection:
            rows = _queries.get_contributors(connection, place_id=place_id, since=to_ms(since), **_KNOWN)
            return tuple([Contributor(None if row["hidden_at"] else row["author_id"], row["n"]) async for row in rows])

    async def count_accepted_of(self, author_id: int, place_id: int) -> tuple[int, int]:
        """How many contributions of one person are accepted: in the place, and everywhere."""
        async with self._database.read() as connection:
            row = await _queries.count_accepted_of(connection, author_id=author_id, place_id=place_id, **_KNOWN)
        return row["n_here"], row["n_everywhere"]

    async def place_review(self, contribution_id: str, channel_id: int, message_id: int) -> None:
        """Keeps which message asks for its review."""
        async with self._database.write_once() as connection:
            await _queries.place_review(
                connection,
                contribution_id=contribution_id,
                review_channel_id=channel_id,
                review_message_id=message_id,
            )

    async def mark_told(self, contribution: Contribution) -> None:
        """Keeps that its author is told what is owed to them by now; what was decided since then stays owed."""
        async with self._database.write_once() as connection:
            await _queries.mark_told(
                connection, contribution_id=contribution.contribution_id, revision=contribution.notice_owed
            )

    async def get_to_tell(self, before: datetime | None = None) -> tuple[Contribution, ...]:
        """Contributions whose authors are still to be told, oldest first; `before`: those that changed until then."""
        async with self._database.read() as connection:
            return await _all(_queries.get_to_tell(connection, before=to_ms(before) if before else _EVER))

    async def set_vote(self, contribution_id: str, vote: Vote) -> None:
        """Keeps a person's word on a contribution, in place of an earlier one."""
        async with self._database.write_once() as connection:
            await _queries.set_vote(
                connection,
                contribution_id=contribution_id,
                user_id=vote.user_id,
                agrees=int(vote.agrees),
                voted_at=to_ms(vote.voted_at),
                member_since=to_ms(vote.member_since) if vote.member_since else None,
            )

    async def drop_vote(self, contribution_id: str, user_id: int) -> None:
        """Takes a person's word back."""
        async with self._database.write_once() as connection:
            await _queries.drop_vote(connection, contribution_id=contribution_id, user_id=user_id)

    async def get_votes(self, contribution_id: str) -> tuple[Vote, ...]:
        """The words given on it by buttons, commands and the same value."""
        async with self._database.read() as connection:
            rows = _queries.get_votes(connection, contribution_id=contribution_id)
            return tuple([_vote(row) async for row in rows])


def _seen_from(place_id: int, contributions: tuple[Contribution, ...]) -> tuple[Contribution, ...]:
    return tuple(each if each.place_id == place_id else without_words(each) for each in contributions)


def _finders(contributions: tuple[Contribution, ...], place_id: int) -> list[int]:
    """Who found accepted code in the place, each once; 0 is somebody who took their name off.

    A link that the paper names itself, nobody need have found.
    """
    found = (c for c in contributions if c.author_id and c.kind is ContributionKind.CODE and c.claim is Claim.OWN)
    here = (c for c in found if c.state is ContributionState.ACCEPTED and c.place_id == place_id)
    here = (c for c in here if not is_papers_own(c.finding))
    return list(dict.fromkeys(contribution.author_id for contribution in here))


async def _is_hidden(connection: Any, user_id: int) -> bool:
    return await _restriction_queries.is_name_hidden(connection, user_id=user_id) is not None


async def _add_event(connection: Any, event: ContributionEvent, *, step: int) -> None:
    await _queries.add_event(
        connection,
        event_id=secrets.token_hex(8),
        contribution_id=event.contribution_id,
        step=step,
        happened_at=to_ms(event.happened_at),
        act=event.act,
        state=event.state,
        decided_by=event.by,
        actor_id=event.actor_id,
        value=event.value,
        reason=to_text(event.reason),
    )


async def _all(rows: AsyncIterator[Mapping[str, Any]]) -> tuple[Contribution, ...]:
    return tuple([_contribution(row) async for row in rows])


def _proposed(contribution: Contribution) -> dict[str, Any]:
    return {
        "value": contribution.value,
        "value_key": contribution.key,
        "claim": contribution.claim,
        "evidence_url": contribution.evidence_url,
        "note": contribution.note,
        "state": contribution.state,
        "is_proven": int(contribution.is_proven),
        "source_id": contribution.source_id,
    }


def _alike(contribution: Contribution) -> dict[str, Any]:
    return {
        "place_id": contribution.place_id,
        "arxiv_id": contribution.arxiv_id,
        "kind": contribution.kind,
        "claim": contribution.claim,
        "value_key": contribution.key,
    }


def _contribution(row: Mapping[str, Any]) -> Contribution:
    return Contribution(
        contribution_id=row["contribution_id"],
        arxiv_id=row["arxiv_id"],
        kind=ContributionKind(row["kind"]),
        way=ContributionWay(row["way"]),
        value=row["value"],
        author_id=row["author_id"],
        place_id=row["place_id"],
        channel_id=row["channel_id"],
        answer_id=row["answer_id"],
        created_at=from_ms(row["created_at"]),
        key=row["value_key"],
        claim=Claim(row["claim"]),
        guild_id=row["guild_id"],
        source_id=row["source_id"],
        evidence_url=row["evidence_url"],
        note=row["note"],
        state=ContributionState(row["state"]),
        finding=from_text(row["finding"]),
        repository=from_json(row["repository"], Repository) if row["repository"] else None,
        is_shared=bool(row["is_shared"]),
        is_locked=bool(row["is_locked"]),
        is_proven=bool(row["is_proven"]),
        decided_by=Decider(row["decided_by"]),
        decider_id=row["decider_id"],
        decided_at=from_ms(row["decided_at"]) if row["decided_at"] is not None else None,
        reason=from_text(row["reason"]),
        review_channel_id=row["review_channel_id"],
        review_message_id=row["review_message_id"],
        revision=row["revision"],
        notice_owed=row["notice_owed"],
    )


def _vote(row: Mapping[str, Any]) -> Vote:
    since = row["member_since"]
    return Vote(
        user_id=row["user_id"],
        agrees=bool(row["agrees"]),
        voted_at=from_ms(row["voted_at"]),
        member_since=from_ms(since) if since is not None else None,
    )


def _event(row: Mapping[str, Any]) -> ContributionEvent:
    return ContributionEvent(
        contribution_id=row["contribution_id"],
        happened_at=from_ms(row["happened_at"]),
        act=row["act"],
        state=ContributionState(row["state"]),
        by=Decider(row["decided_by"]),
        actor_id=row["actor_id"],
        value=row["value"],
        reason=from_text(row["reason"]),
    )
