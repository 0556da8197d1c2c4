"""Commands in a real browser: the panel of a server, pages of a list, a picture of every command's answer."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from bot.client import PwncBot
from bot.models import GuildSettings, Tone, WatchKind
from bot.sandbox import Sandbox
from bot.sandbox.library import Library
from bot.settings import Settings
from tests.e2e.conftest import running
from tests.e2e.test_browser import PICTURES, browser, open_page, picture
from tests.e2e.test_chats import guild_id
from tests.e2e.test_every_command import USES, Chat, Place
from tests.page.conftest import CHROMIUM

__all__ = ["browser"]  # a fixture

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason=f"the browser tests need Debian's chromium as {CHROMIUM}")


async def type_command(page: Page, name: str) -> None:
    """Types a slash command, and sends it off."""
    await page.get_by_label("Message", exact=True).press_sequentially(f"/{name}")
    await page.get_by_role("option", name=name).first.click()
    await page.keyboard.press("Enter")


async def command(page: Page, name: str) -> Locator:
    """Uses a slash command, and gives the answer."""
    await type_command(page, name)
    answer = page.get_by_role("article").last
    await expect(answer.locator(".embed")).to_be_visible()
    return answer


async def choose(page: Page, answer: Locator, select: str, *options: str) -> None:
    """Opens a select and takes options; one of several closes by Escape."""
    await answer.get_by_role("combobox", name=select).click()
    for option in options:
        await page.get_by_role("option", name=option).click()
    if await page.get_by_role("listbox").count():
        await page.keyboard.press("Escape")


async def test_the_panel_of_a_server(browser: Browser, discord_api: Sandbox, bot: PwncBot) -> None:
    """Opened, every kind of control used, and what is in force is read from it; a member is not offered it."""
    page = await open_page(browser, discord_api, "ada", height=1000)
    panel = await command(page, "settings")
    await picture(page, "settings")
    await choose(page, panel, "Answer only in", "#papers", "#bots")
    await expect(panel).to_contain_text("Answer only in: #papers #bots")
    await choose(page, panel, "Never answer in", "#reading-group")
    await expect(panel).to_contain_text("Never answer in: #reading-group")
    await choose(page, panel, "Choose", "How answers look")
    await choose(page, panel, "Tone", "Plain")
    await expect(panel).to_contain_text("Tone: Plain: 👻 No code found")
    await panel.get_by_role("button", name="In a thread: off").click()
    await expect(panel.get_by_role("button", name="In a thread: on")).to_be_visible()
    await picture(page, "settings-look")
    await choose(page, panel, "Choose", "Corrections")
    await choose(page, panel, "Roles that decide corrections", "@Moderator")
    await expect(panel).to_contain_text("Roles that decide corrections: @Moderator")
    await expect(panel.get_by_role("combobox", name="Roles that decide")).to_have_text("@Moderator")
    await choose(page, panel, "Members who must agree", "5 members")
    await expect(panel).to_contain_text("Members who must agree: 5 members")
    await picture(page, "settings-community")
    channels, guild = discord_api.channels, discord_api.world.guilds[guild_id(discord_api)]
    assert bot.store.guild_settings.get(guild.id) == GuildSettings(
        allowed_channels=(channels["papers"].id, channels["bots"].id),
        denied_channels=(channels["reading-group"].id,),
        tone=Tone.PLAIN,
        answer_in_thread=True,
        trusted_roles=tuple(role.id for role in guild.roles.values() if role.name == "Moderator"),
        vote_threshold=5,
    )
    member = await open_page(browser, discord_api, "grace")
    await type_command(member, "settings")
    await expect(member.get_by_role("alert")).to_contain_text("no command 'settings' here for Grace")


async def test_pages_of_a_list(browser: Browser, discord_api: Sandbox, bot_settings: Settings) -> None:
    """Next and previous turn the page, also when the bot was started anew in between."""
    grace, words = discord_api.person("grace"), {f"word{n:02}" for n in range(23)}

    async def shown(page_of_list: str) -> set[str]:
        await expect(listed.get_by_role("button", name=page_of_list)).to_be_visible()
        return {word for word in words if word in await listed.inner_text()}

    async with running(bot_settings) as bot:
        for word in words:
            await bot.watching.watch(grace.id, WatchKind.KEYWORD, word)
        page = await open_page(browser, discord_api, "grace")
        listed = await command(page, "watching")
        first = await shown("1 of 3")
        await picture(page, "pages")
        await listed.get_by_role("button", name="1 of 3").click()
        second = await shown("2 of 3")
    async with running(bot_settings):
        await listed.get_by_role("button", name="2 of 3").click()
        last = await shown("3 of 3")
        await expect(listed.get_by_role("button", name="3 of 3")).to_be_disabled()
        await listed.get_by_role("button", name="◀").click()
        assert await shown("2 of 3") == second
    assert (len(first), len(second), len(last), first | second | last) == (10, 10, 3, words)


async def test_every_answer_is_seen(browser: Browser, discord_api: Sandbox, bot: PwncBot, library: Library) -> None:
    """Each command's answer stands in the page whole; on a phone nothing in it is wider than the page."""
    chat = Chat(discord_api, library, Place.SERVER)
    await chat.begin()
    desks = {who: await open_page(browser, discord_api, who, 1280, 1000) for who in ("grace", "alan", "ada")}
    phone = await open_page(browser, discord_api, "grace", 390, 844)
    for n, use in enumerate(USES):
        answer = await chat.use(use)
        name = f"command-{n:02}-{re.sub(r'[^a-z]+', '-', use.command.lower()).strip('-')}"
        if answer.modal is not None:
            await expect(desks[use.who].get_by_role("dialog")).to_be_visible()
            await picture(desks[use.who], name)
            for page in (desks[use.who], phone):
                await page.keyboard.press("Escape")
                await expect(page.get_by_role("dialog")).to_have_count(0)
            continue
        assert answer.message
        if use.who == "grace" or use.is_public:
            on_phone = phone.locator(f"#message-{answer.message.id}")
            await expect(on_phone).to_be_visible()
            assert await on_phone.evaluate("each => each.scrollWidth <= each.clientWidth")
        on_desk = desks[use.who].locator(f"#message-{answer.message.id}")
        await on_desk.screenshot(path=PICTURES / f"{name}.png", animations="disabled")
