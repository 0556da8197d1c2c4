"""A person in a real browser talks to the real bot; the pictures are kept in tests/screenshots/."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from bot.client import PwncBot
from bot.sandbox import Sandbox
from bot.sandbox.library import Library
from bot.status import Status
from tests.e2e.life import ask, decide, link
from tests.e2e.test_chats import paper_with
from tests.page.conftest import CHROMIUM, FLAGS

SEED = "2504.21051"
TITLE = "Multimodal Large Language Models for Medicine: A Comprehensive Survey"
CODE = "https://github.com/maturk/dn-splatter"
PICTURES = Path(__file__).parent.parent / "screenshots"

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason=f"the browser tests need Debian's chromium as {CHROMIUM}")


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


async def open_page(browser: Browser, sandbox: Sandbox, username: str, width: int = 1280, height: int = 900) -> Page:
    """The chat, as somebody."""
    context = await browser.new_context(viewport={"width": width, "height": height}, color_scheme="dark")
    page = await context.new_page()
    await page.add_init_script(f"sessionStorage.setItem('person', '{sandbox.person(username).id}')")
    await page.goto(sandbox.page_url)
    await page.locator("body.ready").wait_for()
    return page


async def say(page: Page, text: str) -> None:
    await page.get_by_label("Message", exact=True).fill(text)
    await page.get_by_label("Message", exact=True).press("Enter")


async def picture(page: Page, name: str) -> None:
    PICTURES.mkdir(exist_ok=True)
    await page.screenshot(path=PICTURES / f"{name}.png")


def answer_in(page: Page) -> Locator:
    """The bot's first answer."""
    return page.get_by_role("article").filter(has=page.locator(".embed")).first


async def test_the_seed_paper_and_its_corrections(browser: Browser, discord_api: Sandbox, bot: PwncBot) -> None:
    """Paste a link, read the abstract, fill the form, reply with a link, react as two people, reconnect in between."""
    page = await open_page(browser, discord_api, "grace")
    await say(page, f"worth reading: https://arxiv.org/abs/{SEED}")
    answer = answer_in(page)
    await expect(answer.get_by_role("link", name=TITLE)).to_be_visible()
    await expect(answer).to_contain_text("No code URL or promise found in abstract")
    await expect(answer).to_contain_text("In the same crypt")
    await picture(page, "answer")

    await answer.get_by_role("button", name="Abstract").click()
    await expect(page.get_by_text("cs.CL: Computation and Language")).to_be_visible()
    await picture(page, "abstract")
    await page.get_by_role("button", name="Dismiss message").click()

    await answer.get_by_role("button", name="Found code").click()
    form = page.get_by_role("dialog", name="Found the code?")
    await picture(page, "form")
    await form.get_by_label("Link").fill("https://github.com/maturk/dn-splatter")
    await form.get_by_role("button", name="Submit").click()
    await expect(page.get_by_text("Thank you!")).to_be_visible()
    await expect(answer).to_contain_text("Community code github.com/maturk/dn-splatter")

    discord_api.gateway.drop()
    await discord_api.until(lambda: not discord_api.gateway.is_online)
    await discord_api.until(lambda: discord_api.gateway.is_online)

    reader = await open_page(browser, discord_api, "emmy")
    answer_there = answer_in(reader)
    await answer_there.hover()
    await answer_there.get_by_role("button", name="Reply").click()
    await say(reader, "no, https://github.com/JingyunLiang/SwinIR")
    await expect(answer).to_contain_text("Community code github.com/JingyunLiang/SwinIR")
    await expect(reader.get_by_role("article").last).to_contain_text("🗳️")

    seed = next(m for m in discord_api.channels["papers"].messages.values() if m.embeds)
    for name in ("ada", "emmy"):
        await discord_api.person(name).react(seed, "🔮")
    await expect(answer).to_contain_text("🔮 The Ethereal ×2")
    await picture(page, "corrected")


async def test_the_command_with_suggestions(browser: Browser, discord_api: Sandbox, bot: PwncBot) -> None:
    """`/paper` is offered, suggests known papers by the words of their title, and answers."""
    asked = await discord_api.person("ada").say("papers", f"arxiv.org/abs/{SEED}")
    await discord_api.next_message(reply_to=asked)
    page = await open_page(browser, discord_api, "grace")
    await page.get_by_label("Message", exact=True).press_sequentially("/paper", delay=20)
    await page.get_by_role("option", name="paper").first.click()
    await page.keyboard.type("multimodal large", delay=20)
    suggestion = page.get_by_role("option").filter(has_text=TITLE[:40])
    await expect(suggestion).to_be_visible()
    await picture(page, "suggestions")
    await suggestion.click()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("article").filter(has=page.locator(".embed"))).to_have_count(2)


async def test_on_a_phone(browser: Browser, discord_api: Sandbox, bot: PwncBot) -> None:
    """On a narrow screen the answer is whole, and the page does not scroll sideways."""
    page = await open_page(browser, discord_api, "grace", width=390, height=844)
    await say(page, f"https://arxiv.org/abs/{SEED}")
    await expect(answer_in(page).get_by_role("link", name=TITLE)).to_be_visible()
    await picture(page, "phone")
    assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


async def test_community_code_is_reviewed_and_accepted(
    browser: Browser, discord_api: Sandbox, bot: PwncBot, library: Library
) -> None:
    """A member's link shows as community code, a moderator accepts it in the review channel, the verdict changes."""
    await decide(discord_api, bot, review_channel_id=discord_api.channels["bots"].id)
    ghosted = paper_with(library, Status.GHOSTED)
    _, answer = await ask(discord_api, link(ghosted))
    page = await open_page(browser, discord_api, "grace", height=1000)
    await expect(answer_in(page)).to_contain_text("Ghosted")
    await picture(page, "contribution-before")
    await discord_api.person("emmy").say("papers", CODE, reply_to=answer)
    await discord_api.person("ada").react(answer, "❌")
    await expect(answer_in(page)).to_contain_text("not confirmed as the authors'")
    await expect(page.get_by_role("article").last).to_contain_text("🗳️")
    await picture(page, "contribution-community-code")

    desk = await open_page(browser, discord_api, "alan", height=1000)
    await desk.get_by_text("bots", exact=True).first.click()
    review = desk.get_by_role("article").filter(has=desk.locator(".embed")).last
    await expect(review).to_contain_text("@Emmy proposes code at")
    await picture(desk, "contribution-review")
    await review.get_by_role("button", name=re.compile("^Accept")).click()
    await expect(review).to_contain_text("accepted by a moderator")
    await picture(desk, "contribution-reviewed")

    await expect(answer_in(page)).to_contain_text("Code found by @Emmy")
    await expect(answer_in(page)).to_contain_text("Alive")
    await picture(page, "contribution-after")


async def test_what_people_see_of_their_own(
    browser: Browser, discord_api: Sandbox, bot: PwncBot, library: Library
) -> None:
    """The list of one's contributions, the form that moderators reject with, and a refused form."""
    ghosted = paper_with(library, Status.GHOSTED)
    _, answer = await ask(discord_api, link(ghosted))
    emmy = discord_api.person("emmy")
    await emmy.command("contribute venue", paper=ghosted, venue="ICML 2025", evidence="https://icml.cc/virtual/2025")
    page = await open_page(browser, discord_api, "alan", height=1000)
    shown = answer_in(page)
    await expect(shown.get_by_role("button", name="Reject")).to_be_visible()
    await shown.get_by_role("button", name="Reject").click()
    await picture(page, "contribution-reject")
    await page.keyboard.press("Escape")
    mine = await open_page(browser, discord_api, "emmy", height=1000)
    form = await emmy.press(answer, "Found code")
    await emmy.submit(form, {"address": "gitlab.org/typo"})
    await emmy.command("contributions mine")
    await expect(mine.get_by_text("Your contributions")).to_be_visible()
    await picture(mine, "contribution-mine")
