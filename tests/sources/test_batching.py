"""Batches of keys: who shares a request, who goes first, and who is left out."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from bot.sources._batching import Batches


class Service:
    """Gives each key in capitals, a request at a time; `batches` holds what was asked for together."""

    def __init__(self, *, max_size: int = 3) -> None:
        self.batches: list[list[str]] = []
        self.may_answer = asyncio.Event()
        self.begun = asyncio.Event()
        self.made = Batches(self._fetch, max_size=max_size)

    async def _fetch(self, keys: Sequence[str]) -> dict[str, str]:
        self.batches.append(list(keys))
        self.begun.set()
        await self.may_answer.wait()
        return {key: key.upper() for key in keys if key != "unknown"}

    def ask(self, *keys: str, patient: bool = False) -> list[asyncio.Task[str | None]]:
        return [asyncio.create_task(self.made.get(key, patient=patient)) for key in keys]


async def test_keys_that_come_within_a_moment_share_a_request() -> None:
    """Also where the second comes some turns of the loop later; the same key is asked for once."""
    service = Service()
    service.may_answer.set()
    first = service.ask("a", "b", "a")
    for _ in range(5):
        await asyncio.sleep(0)
    later = service.ask("unknown")
    assert await asyncio.gather(*first, *later) == ["A", "B", "A", None]
    assert service.batches == [["a", "b", "unknown"]]


async def test_patient_askers_let_others_go_first() -> None:
    """They fill what is left of a request; who asks for the same key in a hurry takes it along."""
    service = Service()
    begun = service.ask("first")
    await asyncio.wait_for(service.begun.wait(), 5)
    waiting = service.ask("p1", "p2", "p3", patient=True) + service.ask("u1", "p3")
    await asyncio.sleep(0)
    service.may_answer.set()
    assert await asyncio.gather(*begun, *waiting) == ["FIRST", "P1", "P2", "P3", "U1", "P3"]
    assert service.batches == [["first"], ["p3", "u1", "p1"], ["p2"]]


async def test_what_is_under_way_is_not_asked_again() -> None:
    """Who comes while a key is being asked for gets the same answer."""
    service = Service()
    begun = service.ask("a")
    await asyncio.wait_for(service.begun.wait(), 5)
    late = service.ask("a", "b")
    await asyncio.sleep(0)
    service.may_answer.set()
    assert await asyncio.gather(*begun, *late) == ["A", "A", "B"]
    assert service.batches == [["a"], ["b"]]


async def test_what_nobody_waits_for_is_not_asked_for() -> None:
    """A key whose askers have all gone is left out; one of two askers keeps it."""
    service = Service()
    begun = service.ask("first")
    await asyncio.wait_for(service.begun.wait(), 5)
    gone, stays, other = service.ask("gone", "both", "both")
    await asyncio.sleep(0)
    gone.cancel()
    stays.cancel()
    await asyncio.gather(gone, stays, return_exceptions=True)
    service.may_answer.set()
    assert await asyncio.gather(*begun, other) == ["FIRST", "BOTH"]
    assert service.batches == [["first"], ["both"]]


async def test_closing_ends_the_wait() -> None:
    """Whoever still waits is cancelled."""
    service = Service(max_size=1)
    asked = service.ask("a", "b")
    await asyncio.wait_for(service.begun.wait(), 5)
    await service.made.close()
    for one in asked:
        with pytest.raises(asyncio.CancelledError):
            await one
