"""Many who ask for one key each, few requests: what is asked for while a gate is shut shares the next request."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Generic, TypeVar

from bot.sources._gates import Gate

V = TypeVar("V")

LULL_S, LONGEST_WINDOW_S = 0.002, 0.02


class Batches(Generic[V]):
    """Asks `fetch` for many keys at once, one request at a time, each when `gate` lets it through (None: at once).

    The first key waits only until no more come, a few milliseconds: keys that are asked for together, each after a look
    into the store, share a request. `fetch` maps keys to values; a key that it leaves out is None for whoever asked.
    When it raises, everybody in that request gets the error.
    """

    def __init__(
        self,
        fetch: Callable[[Sequence[str]], Awaitable[Mapping[str, V]]],
        *,
        max_size: int,
        gate: Gate | None = None,
    ) -> None:
        self._fetch = fetch
        self._max_size = max_size
        self._gate = gate or Gate(0.0)
        self._waiting: dict[str, asyncio.Future[V | None]] = {}
        self._task: asyncio.Task[None] | None = None

    async def get(self, key: str) -> V | None:
        """The value for `key`; None when the service does not know it. Raises what `fetch` raises."""
        future = self._waiting.get(key)
        if future is None:
            future = self._waiting[key] = asyncio.get_running_loop().create_future()
            if self._task is None or self._task.done():
                self._task = asyncio.create_task(self._work(), name="batches")
        return await asyncio.shield(future)

    async def close(self) -> None:
        """Stops; whoever still waits is cancelled."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        for future in self._waiting.values():
            future.cancel()

    async def _work(self) -> None:
        while self._waiting:
            try:
                async with self._gate.hold():
                    await self._gate.turn()
                    await self._gather()
                    await self._settle(self._take())
            except Exception as error:
                # The gate itself failed: whoever waits for it is told, and the next ones try again.
                _fail(self._take(), error)

    def _take(self) -> dict[str, asyncio.Future[V | None]]:
        batch = dict(list(self._waiting.items())[: self._max_size])
        for key in batch:
            del self._waiting[key]
        return batch

    async def _gather(self) -> None:
        """Waits for a lull among the keys that come, and not for long."""
        loop = asyncio.get_running_loop()
        end, n_waiting = loop.time() + LONGEST_WINDOW_S, 0
        while n_waiting < len(self._waiting) < self._max_size and loop.time() < end:
            n_waiting = len(self._waiting)
            await asyncio.sleep(LULL_S)

    async def _settle(self, batch: Mapping[str, asyncio.Future[V | None]]) -> None:
        try:
            values = await self._fetch(tuple(batch))
        except Exception as error:
            _fail(batch, error)
        except asyncio.CancelledError:
            for future in batch.values():
                future.cancel()
            raise
        else:
            for key, future in batch.items():
                if not future.cancelled():
                    future.set_result(values.get(key))


def _fail(batch: Mapping[str, asyncio.Future[V | None]], error: Exception) -> None:
    for future in batch.values():
        if not future.cancelled():
            future.set_exception(error)
            future.exception()  # the asker may have gone: an error that nobody awaits is no news
