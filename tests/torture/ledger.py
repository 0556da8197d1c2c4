"""What stands in the store's file, read from outside while no bot runs, or beside one that does."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Contribution = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """Replies by the message that they answer (None: not known to be sent), and contributions by their id; `owed` are
    the messages whose answers are not complete. Verdict emblems are contributions, by message, person and verdict.
    `heard` is the moment until which everything was heard, None before the first session."""

    replies: dict[int, int | None]
    contributions: dict[str, Contribution]
    owed: frozenset[int] = frozenset()
    heard: int | None = None

    @property
    def unsent(self) -> set[int]:
        """The messages whose answers are intended and not known to be sent."""
        return {trigger_id for trigger_id, reply_id in self.replies.items() if reply_id is None}

    @property
    def sources(self) -> set[int]:
        """The messages that carried a contribution."""
        return {contribution[-1] for contribution in self.contributions.values()}


def read_ledger(path: Path) -> Ledger:
    """What is committed; nothing where the first bot was killed before it had made the tables.

    Read only, so that what a killed bot left beside the file is for the next one to see to.
    """
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        tables = {name for (name,) in connection.execute("select name from sqlite_master where type = 'table'")}
        if not {"answers", "contributions", "reactions", "shards"} <= tables:
            return Ledger({}, {})
        replies = connection.execute("select trigger_id, reply_id from answers where removed_at is null").fetchall()
        owed = connection.execute("select trigger_id from answers where shown_at = 0 and removed_at is null").fetchall()
        contributions = connection.execute(
            "select contribution_id, arxiv_id, kind, way, value, author_id, place_id, answer_id, source_id"
            " from contributions"
        )
        kept: dict[str, Contribution] = {row[0]: row for row in contributions}
        reactions = connection.execute("select message_id, user_id, sign, place_id, arxiv_id, 0 from reactions")
        kept |= {f"{row[0]} {row[1]} {row[2]}": row for row in reactions}
        (heard,) = connection.execute("select max(alive_at) from shards").fetchone()
        return Ledger(dict(replies), kept, frozenset(trigger_id for (trigger_id,) in owed), heard)
