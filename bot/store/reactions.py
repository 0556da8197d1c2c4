"""Reactions that mean something: verdict emblems and marks on answers, votes on replies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.models import Vote
from bot.status import Status
from bot.store._codec import from_ms, load_queries, to_ms
from bot.store._database import Database

_queries = load_queries("reactions")

AGREE, DOUBT = "agree", "doubt"  # with the verdict shown, on an answer
FOR, AGAINST = "for", "against"  # what a reply contributes, on that reply


def is_emblem(sign: str) -> bool:
    """Whether the sign is a verdict's."""
    return sign not in (AGREE, DOUBT, FOR, AGAINST)


@dataclass(frozen=True, slots=True)
class Reaction:
    """One person's sign on one message: a Status, or one of the four marks."""

    message_id: int
    user_id: int
    sign: str
    place_id: int
    arxiv_id: str
    reacted_at: datetime
    member_since: datetime | None = None


class Reactions:
    """What stands under messages, as far as it counts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, reaction: Reaction) -> bool:
        """Keeps a reaction; False when it was there."""
        async with self._database.write_once() as connection:
            row = await _queries.add_reaction(
                connection,
                message_id=reaction.message_id,
                user_id=reaction.user_id,
                sign=reaction.sign,
                place_id=reaction.place_id,
                arxiv_id=reaction.arxiv_id,
                reacted_at=to_ms(reaction.reacted_at),
                member_since=to_ms(reaction.member_since) if reaction.member_since else None,
            )
        return row is not None

    async def drop(self, message_id: int, user_id: int, sign: str) -> bool:
        """Forgets a reaction that was taken back; False when there was none."""
        async with self._database.write_once() as connection:
            row = await _queries.drop_reaction(connection, message_id=message_id, user_id=user_id, sign=sign)
        return row is not None

    async def drop_all(self, message_id: int, sign: str | None = None) -> bool:
        """Forgets all reactions to a message, or all with one sign; False when there was none."""
        async with self._database.write_once() as connection:
            if sign is None:
                n_rows = await _queries.drop_reactions_to(connection, message_id=message_id)
            else:
                n_rows = await _queries.drop_reactions_with(connection, message_id=message_id, sign=sign)
        return bool(n_rows)

    async def get_votes_on(self, message_id: int) -> tuple[Vote, ...]:
        """The votes that stand as marks under a reply."""
        async with self._database.read() as connection:
            rows = [row async for row in _queries.get_reactions_to(connection, message_id=message_id)]
        return tuple(_vote(row, row["sign"] == FOR) for row in rows if row["sign"] in (FOR, AGAINST))

    async def get_holders(self, arxiv_id: str, place_id: int, status: Status) -> tuple[Vote, ...]:
        """Who holds a verdict right by their latest emblem, as votes for it."""
        async with self._database.read() as connection:
            rows = _queries.get_holders(connection, place_id=place_id, arxiv_id=arxiv_id, sign=status)
            return tuple([_vote(row, True) async for row in rows])


def _vote(row: Mapping[str, Any], agrees: bool) -> Vote:
    since = row["member_since"]
    return Vote(row["user_id"], agrees, from_ms(row["reacted_at"]), from_ms(since) if since is not None else None)
