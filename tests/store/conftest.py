"""Every test that takes `database_url` or `store` runs on both databases."""

from __future__ import annotations

from collections.abc import AsyncIterator
from itertools import count
from pathlib import Path

import asyncpg
import pytest

from bot.store import Store, open_store
from tests.postgresql import PostgresServer

_numbers = count()


async def make_schema(server: PostgresServer) -> str:
    """The address of an empty place of its own: a schema, which is made faster than a database."""
    name = f"test_{next(_numbers)}"
    connection = await asyncpg.connect(server.url())
    await connection.execute(f"create schema {name}")
    await connection.close()
    return f"{server.url()}?search_path={name}"


@pytest.fixture(params=["sqlite", "postgresql"])
async def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty store."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'deep' / 'pwnc.db'}"
    return await make_schema(request.getfixturevalue("postgresql"))


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    """An empty store, open."""
    async with open_store(database_url) as opened:
        yield opened
