"""What the clients of hosts are tested with: the loopback service, and the web through a gateway to it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from bot.sources.hosts.pages import Pages, open_pages
from tests.sources.conftest import Service, http, service

__all__ = ["http", "service"]

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
async def pages(service: Service) -> AsyncIterator[Pages]:
    """The web, for which the service stands."""
    async with open_pages("test", lambda: NOW, gateway=f"{service.url}/web") as opened:
        yield opened
