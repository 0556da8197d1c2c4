"""Locks by name: what happens to one thing happens in the order in which it was heard of."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Turns:
    """One lock for each thing that anybody waits for; it is gone with the last of them."""

    def __init__(self) -> None:
        self._locks: dict[int, tuple[asyncio.Lock, int]] = {}

    @asynccontextmanager
    async def of(self, key: int) -> AsyncIterator[None]:
        """Waits until everybody who came before with the same key is through."""
        lock, n_waiting = self._locks.get(key) or (asyncio.Lock(), 0)
        self._locks[key] = lock, n_waiting + 1
        try:
            async with lock:
                yield
        finally:
            lock, n_waiting = self._locks.pop(key)
            if n_waiting > 1:
                self._locks[key] = lock, n_waiting - 1

    def is_taken(self, key: int) -> bool:
        """Whether anybody has the lock, or waits for it."""
        return key in self._locks
