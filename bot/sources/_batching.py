"""Many who ask for one key each, few requests: what is asked for while a gate is shut shares the next request."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.sources._gates import Gate

V = TypeVar("V")

LULL_S, LONGEST_WINDOW_S = 0.002, 0.02


@dataclass(slots=True)
class _Asked(Generic[V]):
    """A key that waits: for how many, and whether none of them is in a hurry."""

    future: asyncio.Future[V | None]
    is_patient: bool
    n_askers: int = 0


class Batches(Generic[V]):
    """Asks `fetch` for many keys at once, one request at a time, each when `gate` lets it through (None: at once).

    The first key waits only until no more come, a few milliseconds: keys that are asked for together, each after a look
    into the store, share a request. `fetch` maps keys to values; a key that it leaves out is None for whoever asked.
    When it raises, everybody in that request gets the error. A key that nobody waits for any more is not asked for.
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
        self._waiting: dict[str, _Asked[V]] = {}
        self._under_way: Mapping[str, asyncio.Future[V | None]] = {}
        self._task: asyncio.Task[None] | None = None

    async def get(self, key: str, *, patient: bool = False) -> V | None:
        """The value for `key`; None when the service does not know it. Raises what `fetch` raises.

        A `patient` asker lets the keys of all others go first.
        """
        if under_way := self._under_way.get(key):
            return await asyncio.shield(under_way)
        asked = self._waiting.get(key)
        if asked is None:
            asked = self._waiting[key] = _Asked(asyncio.get_running_loop().create_future(), patient)
            if self._task is None or self._task.done():
                self._task = asyncio.create_task(self._work(), name="batches")
        asked.is_patient &= patient
        asked.n_askers += 1
        try:
            return await asyncio.shield(asked.future)
        except asyncio.CancelledError:
            asked.n_askers -= 1
            if not asked.n_askers and self._waiting.get(key) is asked:
                del self._waiting[key]
            raise

    @property
    def n_waiting(self) -> int:
        """How many keys wait for the next request."""
        return len(self._waiting)

    async def close(self) -> None:
        """Stops; whoever still waits is cancelled."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        for asked in self._waiting.values():
            asked.future.cancel()

    async def _work(self) -> None:
        while self._waiting:
            try:
                async with self._gate.hold():
                    await self._gate.turn()
                    await self._gather()
                    if batch := self._take():
                        await self._settle(batch)
            except Exception as error:
                # The gate itself failed: whoever waits for it is told, and the next ones try again.
                _fail(self._take(), error)

    def _take(self) -> dict[str, asyncio.Future[V | None]]:
        """The next keys, which wait no longer: those of patient askers last."""
        first = sorted(self._waiting.items(), key=lambda item: item[1].is_patient)[: self._max_size]
        for key, _ in first:
            del self._waiting[key]
        return {key: asked.future for key, asked in first}

    async def _gather(self) -> None:
        """Waits for a lull among the keys that come, and not for long."""
        loop = asyncio.get_running_loop()
        end, n_waiting = loop.time() + LONGEST_WINDOW_S, 0
        while n_waiting < len(self._waiting) < self._max_size and loop.time() < end:
            n_waiting = len(self._waiting)
            await asyncio.sleep(LULL_S)

    async def _settle(self, batch: Mapping[str, asyncio.Future[V | None]]) -> None:
        self._under_way = batch
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
        finally:
            self._under_way = {}


def _fail(batch: Mapping[str, asyncio.Future[V | None]], error: Exception) -> None:
    for future in batch.values():
        if not future.cancelled():
            future.set_exception(error)
            future.exception()  # the asker may have gone: an error that nobody awaits is no news
