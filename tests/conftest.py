"""What tests of several folders share: a PostgreSQL server, where one is installed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.postgresql import PostgresServer, find_binaries, run_server


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgresServer]:
    """A PostgreSQL server for the whole run. Skips where none is installed."""
    binaries = find_binaries()
    if binaries is None:
        pytest.skip("PostgreSQL is not installed (package postgresql): the store is tested on SQLite alone")
    with run_server(binaries) as server:
        yield server
