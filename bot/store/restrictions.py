"""Who may not contribute, to what nobody may, and who does not want to be named. Place 0 stands for every place."""

from __future__ import annotations

from datetime import datetime

from bot.store._codec import load_queries, to_ms
from bot.store._database import Database

_queries = load_queries("restrictions")

EVERYWHERE = 0


class Restrictions:
    """Blocked people and frozen papers, for one place or for every place; names that are not shown."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def block(self, place_id: int, user_id: int, *, by: int, at: datetime) -> None:
        """Lets a person contribute and count no more."""
        async with self._database.write_once() as connection:
            await _queries.block(connection, place_id=place_id, user_id=user_id, blocked_by=by, blocked_at=to_ms(at))

    async def unblock(self, place_id: int, user_id: int) -> bool:
        """Takes a block back; False when there was none."""
        async with self._database.write_once() as connection:
            return bool(await _queries.unblock(connection, place_id=place_id, user_id=user_id))

    async def is_blocked(self, place_id: int, user_id: int) -> bool:
        """Whether a person is blocked there or everywhere."""
        async with self._database.read() as connection:
            return await _queries.is_blocked(connection, place_id=place_id, user_id=user_id) is not None

    async def get_blocked(self, place_id: int) -> frozenset[int]:
        """Everybody who is blocked there or everywhere."""
        async with self._database.read() as connection:
            return frozenset([row["user_id"] async for row in _queries.get_blocked(connection, place_id=place_id)])

    async def freeze(self, place_id: int, arxiv_id: str, *, by: int, at: datetime) -> None:
        """Lets nobody contribute to a paper."""
        async with self._database.write_once() as connection:
            await _queries.freeze(connection, place_id=place_id, arxiv_id=arxiv_id, frozen_by=by, frozen_at=to_ms(at))

    async def thaw(self, place_id: int, arxiv_id: str) -> bool:
        """Takes a freeze back; False when there was none."""
        async with self._database.write_once() as connection:
            return bool(await _queries.thaw(connection, place_id=place_id, arxiv_id=arxiv_id))

    async def is_frozen(self, place_id: int, arxiv_id: str) -> bool:
        """Whether contributions to a paper are closed there or everywhere."""
        async with self._database.read() as connection:
            return await _queries.is_frozen(connection, place_id=place_id, arxiv_id=arxiv_id) is not None

    async def hide_name(self, user_id: int, at: datetime) -> None:
        """Names a person no more beside what they found."""
        async with self._database.write_once() as connection:
            await _queries.hide_name(connection, user_id=user_id, hidden_at=to_ms(at))

    async def show_name(self, user_id: int) -> None:
        """Names them again."""
        async with self._database.write_once() as connection:
            await _queries.show_name(connection, user_id=user_id)

    async def is_name_hidden(self, user_id: int) -> bool:
        """Whether a person does not want to be named."""
        async with self._database.read() as connection:
            return await _queries.is_name_hidden(connection, user_id=user_id) is not None
