"""An empty store on either database."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.store import Store, open_store


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    """An empty store, open."""
    async with open_store(database_url) as opened:
        yield opened
