"""What each server decided. All of it stays in memory, so that a look costs nothing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from bot.models import GuildSettings
from bot.store._codec import from_json, load_queries, to_json, to_ms
from bot.store._database import Database

_queries = load_queries("guild_settings")
DEFAULTS = GuildSettings()


class GuildSettingsRows:
    """One row for each server that decided something; only what differs from the defaults is kept."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._kept: dict[int, GuildSettings] = {}

    async def load(self) -> None:
        """Reads what is kept, once, before anything is asked; from then on changes by other processes are followed."""
        self._database.coordination.listen("guild_settings", self._follow)
        await self._load_all()

    async def _load_all(self) -> None:
        async with self._database.read() as connection:
            rows = [row async for row in _queries.get_all_settings(connection)]
        self._kept = {row["guild_id"]: from_json(row["settings"], GuildSettings) for row in rows}

    async def _follow(self, announced: str | None) -> None:
        if announced is None:
            await self._load_all()
            return
        guild_id = int(announced)
        async with self._database.read() as connection:
            row = await _queries.get_settings(connection, guild_id=guild_id)
        if row:
            self._kept[guild_id] = from_json(row["settings"], GuildSettings)
        else:
            self._kept.pop(guild_id, None)

    def get(self, guild_id: int) -> GuildSettings:
        """What the server decided; the defaults where it decided nothing, and in direct messages (`guild_id` 0)."""
        return self._kept.get(guild_id, DEFAULTS)

    def with_digest(self) -> tuple[tuple[int, int], ...]:
        """The servers that want a weekly digest, each with the channel for it."""
        return tuple(
            (guild_id, kept.digest_channel_id) for guild_id, kept in self._kept.items() if kept.digest_channel_id
        )

    async def change(self, guild_id: int, at: datetime, **changes: Any) -> GuildSettings:
        """Keeps new values of the named fields and gives the whole. Raises TypeError for a field that there is not,
        ValueError for a value that does not fit it."""
        async with self._database.write() as connection:
            row = await _queries.get_settings(connection, guild_id=guild_id)
            before = from_json(row["settings"], GuildSettings) if row else DEFAULTS
            changed = _changed(before, changes)
            settings = to_json(_differing(changed))
            await _queries.record_settings(connection, guild_id=guild_id, settings=settings, changed_at=to_ms(at))
        self._kept[guild_id] = changed
        await self._database.coordination.announce("guild_settings", str(guild_id))
        return changed

    async def forget(self, guild_id: int) -> None:
        """Drops what a server decided."""
        async with self._database.write_once() as connection:
            await _queries.forget_settings(connection, guild_id=guild_id)
        self._kept.pop(guild_id, None)
        await self._database.coordination.announce("guild_settings", str(guild_id))


def _changed(settings: GuildSettings, changes: dict[str, Any]) -> GuildSettings:
    fields = msgspec.to_builtins(settings)
    if unknown := changes.keys() - fields.keys():
        raise TypeError(f"no such setting: {', '.join(sorted(unknown))}")
    try:
        return msgspec.convert(fields | msgspec.to_builtins(changes), GuildSettings)
    except msgspec.ValidationError as error:
        raise ValueError(str(error)) from error


def _differing(settings: GuildSettings) -> dict[str, Any]:
    defaults = msgspec.to_builtins(DEFAULTS)
    return {name: value for name, value in msgspec.to_builtins(settings).items() if value != defaults[name]}
