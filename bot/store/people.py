"""What is kept of one person or one server, across all subjects: to show it, and to drop it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from bot.store._codec import from_ms, from_text, load_queries, to_ms
from bot.store._database import Database
from bot.words import word

_queries = load_queries("people")

ANSWERS_KEPT_FOR = timedelta(days=90)
LEFT_GUILDS_KEPT_FOR = timedelta(days=30)

EXPORTED = (
    "answers", "contributions", "decisions", "votes", "reactions", "watches", "blocks", "settings", "hidden_name",
)  # fmt: skip
# In this order: rows that refer to others go first.
_FORGOTTEN = (
    "unname_answers", "forget_votes", "forget_votes_on_open", "forget_events_of_open", "forget_contributions",
    "unname_contributions", "unname_decisions", "unname_events", "forget_reactions", "forget_watches", "forget_days",
    "forget_hidden_name",
)  # fmt: skip
_FORGOTTEN_WITH_GUILD = (
    "forget_guild_votes", "forget_guild_events", "forget_guild_contributions", "forget_guild_reactions",
    "forget_guild_answers", "forget_guild_watches", "forget_guild_restrictions", "forget_guild_frozen",
    "forget_guild_notices",
)  # fmt: skip


class People:
    """Works on every table that names people or servers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def export(self, person_id: int) -> dict[str, list[dict[str, Any]]]:
        """Everything kept that names the person, by subject; moments as ISO 8601."""
        async with self._database.read() as connection:
            found = {}
            for subject in EXPORTED:
                rows = getattr(_queries, f"export_{subject}")(connection, person_id=person_id)
                found[subject] = [_readable(dict(row)) async for row in rows]
        return found

    async def forget(self, person_id: int) -> None:
        """Drops what is kept of the person. Accepted facts stay, without name and note; a block stays: it protects."""
        async with self._database.write() as connection:
            for statement in _FORGOTTEN:
                await getattr(_queries, statement)(connection, person_id=person_id)

    async def record_left(self, guild_id: int, left_at: datetime) -> None:
        """Keeps since when the bot is gone from a server."""
        async with self._database.write_once() as connection:
            await _queries.record_left(connection, guild_id=guild_id, left_at=to_ms(left_at))

    async def forget_left(self, guild_id: int) -> None:
        """The bot is back in a server."""
        async with self._database.write_once() as connection:
            await _queries.forget_left(connection, guild_id=guild_id)

    async def drop_old(self, now: datetime) -> tuple[int, ...]:
        """Drops answers older than 90 days, and all of servers left for 30, whose ids it gives; shared facts stay."""
        async with self._database.read() as connection:
            before = to_ms(now - LEFT_GUILDS_KEPT_FOR)
            guild_ids = [row["guild_id"] async for row in _queries.get_left_before(connection, before=before)]
        async with self._database.write() as connection:
            await _queries.forget_old_answers(connection, before=to_ms(now - ANSWERS_KEPT_FOR))
            for guild_id in guild_ids:
                for statement in _FORGOTTEN_WITH_GUILD:
                    await getattr(_queries, statement)(connection, guild_id=guild_id)
                await _queries.forget_left(connection, guild_id=guild_id)
        return tuple(guild_ids)


def _readable(row: dict[str, Any]) -> dict[str, Any]:
    """Moments and what was said as people read them; Discord's ids as text, which JSON readers keep whole."""
    shown: dict[str, Any] = {}
    for name, value in row.items():
        if name.endswith("_at") and value is not None:
            shown[name] = from_ms(value).isoformat()
        elif name.endswith("_id") and isinstance(value, int):
            shown[name] = str(value)
        else:
            shown[name] = word(from_text(value)) if isinstance(value, str) else value
    return shown
