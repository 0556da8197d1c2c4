"""What servers and people decided. All of it stays in memory, so that a look costs nothing."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Generic, TypeVar

import msgspec

from bot.store._codec import from_json, load_queries, to_json, to_ms
from bot.store._database import Database

S = TypeVar("S")


class Decided(Generic[S]):
    """One row for each owner that decided something; only what differs from the defaults is kept.

    `subject` names the queries, and the announcement by which other processes hear of changes.
    """

    def __init__(self, database: Database, subject: str, defaults: S) -> None:
        self._database = database
        self._subject = subject
        self._queries = load_queries(subject)
        self._defaults = defaults
        self._kept: dict[int, S] = {}

    async def load(self) -> None:
        """Reads what is kept, once, before anything is asked; from then on changes by other processes are followed."""
        self._database.coordination.listen(self._subject, self._follow)
        await self._load_all()

    def get(self, owner_id: int) -> S:
        """What the owner decided; the defaults where it decided nothing, and for 0 (no server)."""
        return self._kept.get(owner_id, self._defaults)

    def get_all(self) -> dict[int, S]:
        """Everybody who decided something, with all of their settings."""
        return dict(self._kept)

    async def change(self, owner_id: int, at: datetime, **changes: Any) -> S:
        """Keeps new values of the named fields and gives the whole. Raises TypeError for a field that there is not,
        ValueError for a value that does not fit it."""
        async with self._database.write() as connection:
            row = await self._queries.get_settings(connection, owner_id=owner_id)
            changed = self._changed(self._read(row["settings"]) if row else self._defaults, changes)
            settings = to_json(self._differing(changed))
            await self._queries.record_settings(connection, owner_id=owner_id, settings=settings, changed_at=to_ms(at))
        self._kept[owner_id] = changed
        await self._database.coordination.announce(self._subject, str(owner_id))
        return changed

    async def forget(self, owner_id: int) -> None:
        """Drops what an owner decided."""
        async with self._database.write_once() as connection:
            await self._queries.forget_settings(connection, owner_id=owner_id)
        self._kept.pop(owner_id, None)
        await self._database.coordination.announce(self._subject, str(owner_id))

    async def _load_all(self) -> None:
        async with self._database.read() as connection:
            rows = [row async for row in self._queries.get_all_settings(connection)]
        self._kept = {row["owner_id"]: self._read(row["settings"]) for row in rows}

    async def _follow(self, announced: str | None) -> None:
        if announced is None:
            await self._load_all()
            return
        async with self._database.read() as connection:
            row = await self._queries.get_settings(connection, owner_id=int(announced))
        if row:
            self._kept[int(announced)] = self._read(row["settings"])
        else:
            self._kept.pop(int(announced), None)

    def _read(self, settings: str) -> S:
        return from_json(settings, type(self._defaults))

    def _changed(self, settings: S, changes: dict[str, Any]) -> S:
        fields = msgspec.to_builtins(settings)
        if unknown := changes.keys() - fields.keys():
            raise TypeError(f"no such setting: {', '.join(sorted(unknown))}")
        try:
            return msgspec.convert(fields | msgspec.to_builtins(changes), type(self._defaults))
        except msgspec.ValidationError as error:
            raise ValueError(str(error)) from error

    def _differing(self, settings: S) -> dict[str, Any]:
        defaults = msgspec.to_builtins(self._defaults)
        return {name: value for name, value in msgspec.to_builtins(settings).items() if value != defaults[name]}
