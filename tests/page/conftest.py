"""A real browser on the sandbox's page, and a small plain bot to talk to."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import discord
import pytest
import pytest_asyncio
import yarl
from playwright.async_api import Browser, Page, async_playwright

from bot.sandbox import Sandbox
from tests.page.librarian import NOW, LibrarianBot

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()

OpenPage = Callable[..., Awaitable[Page]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skips the browser tests where there is no browser."""
    if CHROMIUM.exists():
        return
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.skip(reason=f"the browser tests need Debian's chromium as {CHROMIUM}"))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    """One browser for the tests of a file."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="module")
async def sandbox() -> AsyncIterator[Sandbox]:
    """A sandbox whose clock stands still at noon."""
    async with Sandbox(clock=lambda: NOW) as sandbox:
        yield sandbox


@pytest_asyncio.fixture(loop_scope="module")
async def open_page(browser: Browser, sandbox: Sandbox) -> AsyncIterator[OpenPage]:
    """Opens the chat as somebody: `open_page("ada", width=390, color_scheme="light")`; no page may log an error."""
    contexts, errors = [], []

    async def opened(username: str, *, width: int = 1280, height: int = 860, **options: Any) -> Page:
        size = {"width": width, "height": height}
        context = await browser.new_context(viewport=size, locale="en-GB", timezone_id="UTC", **options)
        contexts.append(context)
        page = await context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        person_id = sandbox.person(username).id
        await page.add_init_script(
            f"sessionStorage.getItem('person') ?? sessionStorage.setItem('person', '{person_id}')"
        )
        await page.goto(sandbox.page_url)
        await page.locator("body.ready").wait_for()
        await page.locator(".beginning, article").first.wait_for()
        return page

    yield opened
    for context in contexts:
        await context.close()
    assert errors == []


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def modules(browser: Browser) -> AsyncIterator[Page]:
    """A bare page, for all tests of a file, in which the page's modules can be imported one by one."""
    async with Sandbox() as sandbox:
        context = await browser.new_context(locale="en-GB", timezone_id="UTC")
        page = await context.new_page()
        await page.goto(f"{sandbox.page_url}page/style.css")
        yield page
        await context.close()


@pytest_asyncio.fixture(loop_scope="module")
async def librarian(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[LibrarianBot]:
    """The bot, connected to the sandbox and ready."""
    monkeypatch.setattr(discord.http.Route, "BASE", sandbox.api_url)
    monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(sandbox.gateway_url))
    async with LibrarianBot() as client:
        running = asyncio.create_task(client.start(sandbox.token), name="librarian")
        await asyncio.wait_for(client.wait_for("ready"), timeout=10)
        yield client
        await client.close()
        await running
    assert sandbox.refused_routes == []
