"""Contributions: what people proposed, and where each stands."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.models import Contribution, ContributionKind, ContributionState, ContributionWay
from bot.status import Status
from bot.store._codec import from_ms, load_queries, to_ms
from bot.store._database import Database

_queries = load_queries("contributions")

SPEAKABLE = "23456789abcdefghjkmnpqrstuvwxyz"  # without 0, o, 1, i and l, which are hard to tell apart


def new_contribution_id() -> str:
    """A short id that can be read out: 6 of 31 signs, 887 million in all."""
    return "".join(secrets.choice(SPEAKABLE) for _ in range(6))


class Contributions:
    """One row for each contribution; one that is open is replaced by its author's next of the same kind and way."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def record(self, contribution: Contribution) -> str:
        """Keeps an open contribution and gives the id of its row: an earlier one where it replaces it."""
        async with self._database.write_once() as connection:
            row = await _queries.record_contribution(
                connection,
                contribution_id=contribution.contribution_id,
                arxiv_id=contribution.arxiv_id,
                kind=contribution.kind,
                way=contribution.way,
                value=contribution.value,
                evidence_url=contribution.evidence_url,
                note=contribution.note,
                author_id=contribution.author_id,
                place_id=contribution.place_id,
                channel_id=contribution.channel_id,
                answer_id=contribution.answer_id,
                source_id=contribution.source_id,
                state=ContributionState.OPEN,
                at=to_ms(contribution.created_at),
            )
        return str(row["contribution_id"])

    async def withdraw_reaction(
        self, arxiv_id: str, *, status: Status, author_id: int, place_id: int, at: datetime
    ) -> bool:
        """Withdraws the author's open reaction for `status`; False when there is none."""
        async with self._database.write_once() as connection:
            n_rows = await _queries.withdraw_reaction(
                connection, place_id=place_id, author_id=author_id, arxiv_id=arxiv_id, value=status, at=to_ms(at)
            )
        return bool(n_rows)

    async def get_open(self, arxiv_id: str, place_id: int) -> tuple[Contribution, ...]:
        """The open contributions to a paper in one guild or direct message, oldest first."""
        async with self._database.read() as connection:
            rows = _queries.get_open_contributions(connection, arxiv_id=arxiv_id, place_id=place_id)
            return tuple([_contribution(row) async for row in rows])


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
        source_id=row["source_id"],
        evidence_url=row["evidence_url"],
        note=row["note"],
        state=ContributionState(row["state"]),
    )
