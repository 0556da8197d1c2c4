"""The panel at the side in a browser: the library's switches, the connection, the log; and who types."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import expect

from bot.sandbox import Sandbox
from bot.sandbox.library import Library
from tests.page.conftest import OpenPage
from tests.page.librarian import NOW, LibrarianBot

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(loop_scope="module")
async def library() -> AsyncIterator[Library]:
    """Real papers."""
    async with Library() as library:
        yield library


@pytest_asyncio.fixture(loop_scope="module")
async def sandbox(library: Library) -> AsyncIterator[Sandbox]:
    """A sandbox with a library, whose clock stands still."""
    async with Sandbox(library=library, clock=lambda: NOW) as sandbox:
        yield sandbox


async def test_switches_of_the_library(open_page: OpenPage, library: Library) -> None:
    """GitHub goes down and up again for everybody, and the authors of a chosen paper release its code, once."""
    page, other = await open_page("ada"), await open_page("grace")
    github = page.get_by_role("switch", name="GitHub is down")
    await expect(github).to_have_attribute("aria-checked", "false")
    await github.click()
    await expect(other.get_by_role("switch", name="GitHub is down")).to_have_attribute("aria-checked", "true")
    [control] = [each for each in library.controls if each["label"] == "GitHub is down"]
    assert control["on"] is True
    await github.press("Space")
    await expect(github).to_have_attribute("aria-checked", "false")
    which = page.get_by_role("combobox", name="The authors release the code: which")
    await which.click()
    options = page.get_by_role("option")
    n_waiting = await options.count()
    title = await options.last.text_content()
    await options.last.click()
    await expect(which).to_have_text(title or "")
    await page.get_by_role("button", name="The authors release the code").click()
    await expect(page.get_by_text("The authors release the code: done.")).to_be_visible()
    if n_waiting > 1:
        await which.click()
        await expect(options).to_have_count(n_waiting - 1)
        await expect(page.get_by_role("option", name=title or "", exact=True)).to_have_count(0)


async def test_suggestion_is_said(open_page: OpenPage, library: Library) -> None:
    """A suggestion goes into the chat as whoever speaks."""
    page = await open_page("emmy")
    first = library.suggestions[0]
    await page.get_by_role("button", name=first["text"].removeprefix("https://")).click()
    await expect(page.get_by_role("article").last).to_contain_text(first["text"])
    await expect(page.get_by_role("article").last.locator(".message-author")).to_have_text("Emmy")


async def test_connection_is_dropped_and_comes_back(
    open_page: OpenPage, sandbox: Sandbox, librarian: LibrarianBot
) -> None:
    """The bot's connection breaks at a press, and it answers again afterwards."""
    page = await open_page("ada")
    resumed = librarian.wait_for("resumed", timeout=10)
    await page.get_by_role("button", name="Drop the bot's connection").click()
    await resumed
    await expect(page.get_by_role("status").filter(has_text="PWNC")).to_contain_text("online")
    await page.get_by_label("Message", exact=True).fill("a paper")
    await page.get_by_label("Message", exact=True).press("Enter")
    await expect(page.get_by_role("article").last.locator(".embed")).to_be_visible()


async def test_log_of_requests_opens(open_page: OpenPage, librarian: LibrarianBot) -> None:
    """Every request of the bot is there, newest first, and opens to what was asked and answered."""
    page = await open_page("ada", width=390)
    await page.get_by_role("button", name="Try it").click()
    await page.get_by_role("button", name="See what the bot asks Discord").click()
    log = page.get_by_role("dialog", name="Requests of the bot")
    rows = log.get_by_role("group")
    await expect(rows.last).to_contain_text("/users/@me")
    commands = rows.filter(has_text="PUT").first
    await commands.locator("summary").press("Enter")
    await expect(commands.locator("pre").first).to_contain_text('"Scan paper"')
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await page.keyboard.press("Escape")
    await expect(log).to_be_hidden()


async def test_who_types_is_seen_by_others(open_page: OpenPage) -> None:
    """While somebody writes, the others see it; not any more once it is said."""
    grace, emmy = await open_page("grace"), await open_page("emmy")
    await grace.get_by_label("Message", exact=True).press_sequentially("hel")
    await expect(emmy.get_by_text("Grace is typing")).to_be_visible()
    await expect(grace.get_by_text("is typing")).to_be_hidden()
    await grace.get_by_label("Message", exact=True).press("Enter")
    await expect(emmy.get_by_text("Grace is typing")).to_be_hidden()
