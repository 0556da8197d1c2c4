"""Contributions for tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.models import Contribution, ContributionKind, ContributionState, ContributionWay, Vote

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
AUTHOR, PLACE = 40, 3
OLD_ACCOUNT, NEW_ACCOUNT = (
    1 << 40,
    (1796000000000 - 1420070400000 - 86_400_000) << 22,
)  # the second: of late November 2026


def contribution(**changes: Any) -> Contribution:
    """A venue, contributed in a guild and open, with evidence."""
    fields: dict[str, Any] = {
        "contribution_id": "4fk9tz",
        "arxiv_id": "1706.03762",
        "kind": ContributionKind.VENUE,
        "way": ContributionWay.FORM,
        "value": "NeurIPS 2017",
        "author_id": AUTHOR,
        "place_id": PLACE,
        "guild_id": PLACE,
        "channel_id": 2,
        "answer_id": 11,
        "created_at": NOW,
        "state": ContributionState.OPEN,
        "evidence_url": "https://example.org/proof",
    }
    return Contribution(**(fields | changes))


def vote(user_id: int, agrees: bool = True, *, age: timedelta = timedelta(days=400), at: datetime = NOW) -> Vote:
    """The word of somebody who has been a member for `age`."""
    return Vote(user_id, agrees, at, NOW - age)
