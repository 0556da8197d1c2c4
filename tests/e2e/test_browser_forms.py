"""Every form of an answer as the page shows it; the pictures are kept in tests/screenshots/."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from bot.client import PwncBot
from bot.sandbox import Sandbox
from bot.sandbox.library import Library
from bot.sandbox.permissions import Permission
from tests.e2e.life import ALIVE, BENCH, SEED, link
from tests.e2e.test_browser import browser, open_page, picture, say
from tests.page.conftest import CHROMIUM

__all__ = ["browser"]  # a fixture

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason=f"the browser tests need Debian's chromium as {CHROMIUM}")


def last_answer(page: Page) -> Locator:
    """The newest message that the bot wrote."""
    return page.get_by_role("article").filter(has=page.get_by_role("button", name="✕")).last


async def test_every_form(browser: Browser, discord_api: Sandbox, bot: PwncBot, library: Library) -> None:
    """Partial and full, compact, a list, a pointer, a spoiler; in plain text where embeds may not be shown."""
    page = await open_page(browser, discord_api, "grace", height=1000)
    library.fault("github", delay_s=4.0, times=1)
    await say(page, f"is there code? {link(ALIVE)}")
    await expect(last_answer(page)).to_contain_text("Looking …")
    await picture(page, "form-partial")
    await expect(last_answer(page)).to_contain_text("the authors' code is available", timeout=10_000)
    await picture(page, "form-full")

    await say(page, f"two more: {link(SEED)} {link(BENCH)}")
    await expect(last_answer(page).locator(".embed")).to_have_count(2)
    await expect(last_answer(page)).not_to_contain_text("Looking …")
    await picture(page, "form-compact")

    await say(page, f"again {link(SEED)}")
    await expect(last_answer(page)).to_contain_text("The Cartographer · answered")
    await picture(page, "form-pointer")

    ids = [arxiv_id for arxiv_id in library.papers if arxiv_id not in (ALIVE, SEED, BENCH)][:12]
    await say(page, "\n".join(link(arxiv_id) for arxiv_id in ids))
    await expect(last_answer(page)).to_contain_text("+2 more")
    await expect(last_answer(page)).not_to_contain_text("looking …")
    await picture(page, "form-list")

    await say(page, f"guess which ||{link('2508.17037')}||")
    await expect(last_answer(page).locator(".spoiler").first).to_be_visible()
    await picture(page, "form-spoiler")

    discord_api.administration.deny(discord_api.channels["papers"], discord_api.bot_user, Permission.EMBED_LINKS)
    await say(page, f"and {link('2601.21739')}")
    await expect(last_answer(page)).to_contain_text("arxiv.org/abs/2601.21739")
    await expect(last_answer(page).locator(".embed")).to_have_count(0)
    await picture(page, "form-plain")
