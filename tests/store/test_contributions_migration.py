"""A store from before contributions were checked becomes one of today, with nothing lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from bot.models import ContributionState
from bot.store import open_store

MIGRATIONS = Path(__file__).parents[2] / "bot" / "store" / "migrations"
OLD = [
    # id, kind, way, value, author, state, at
    ("aaaaaa", "status", "reaction", "zombie", 1, "open", 10),
    ("bbbbbb", "status", "reaction", "buried", 2, "withdrawn", 11),
    ("cccccc", "code", "reply", "https://github.com/a/b", 1, "open", 12),
    ("dddddd", "code", "form", "https://github.com/a/c", 1, "open", 13),
    ("eeeeee", "venue", "form", "ICML", 2, "open", 14),
]


async def test_an_old_store(tmp_path: Path) -> None:
    """Emblems are reactions now; of two open ones of a person the newer stays; what is open is checked."""
    path = tmp_path / "pwnc.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("create table migrations (number integer primary key, ran_at bigint)")
        for number in (1, 2):
            connection.executescript((MIGRATIONS / f"{number:03}.sql").read_text(encoding="utf-8"))
            connection.execute("insert into migrations values (?, 0)", (number,))
        for contribution_id, kind, way, value, author, state, at in OLD:
            row = (contribution_id, "1706.03762", kind, way, value, "", "", author, 3, 2, 11, 0, state, at, at)
            connection.execute("insert into contributions values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        connection.commit()
    async with open_store(f"sqlite:///{path}") as store:
        assert await store.answers.get_reactions(11) == {(1, "zombie")}
        kept = await store.contributions.get_of_paper("1706.03762", 3)
        assert {each.contribution_id: each.state for each in kept} == {
            "cccccc": ContributionState.WITHDRAWN,
            "dddddd": ContributionState.CHECKING,
            "eeeeee": ContributionState.CHECKING,
        }
        assert {each.guild_id for each in kept} == {3}
