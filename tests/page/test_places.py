"""The page in a browser: selects of things, forums, threads, forwards, others who speak."""

from __future__ import annotations

import pytest
from playwright.async_api import Locator, Page, expect

from bot.sandbox import Sandbox
from bot.sandbox.model import ChannelType, Guild
from tests.page.conftest import OpenPage
from tests.page.librarian import LibrarianBot

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.fixture
def guild(sandbox: Sandbox) -> Guild:
    """The first server, with a forum and an announcement channel besides."""
    guild = next(iter(sandbox.world.guilds.values()))
    sandbox.world.add_channel(guild, "questions", kind=ChannelType.FORUM)
    sandbox.world.add_channel(guild, "news", kind=ChannelType.ANNOUNCEMENT)
    return guild


async def say(page: Page, text: str) -> None:
    """Writes and sends."""
    await page.get_by_label("Message", exact=True).fill(text)
    await page.get_by_label("Message", exact=True).press("Enter")


def last(page: Page) -> Locator:
    """The newest message."""
    return page.get_by_role("article").last


async def use_menu(page: Page, message: Locator, entry: str) -> None:
    """Opens a message's menu and takes an entry."""
    await message.hover()
    await message.get_by_role("button", name="More").click()
    await page.get_by_role("menuitem", name=entry).click()


async def test_selects_of_channels_roles_and_people(
    open_page: OpenPage, sandbox: Sandbox, guild: Guild, librarian: LibrarianBot
) -> None:
    """They offer what this server has, of the kinds asked for; what is chosen reaches the bot."""
    page = await open_page("ada")
    await say(page, "settings")
    answer = last(page)
    where = answer.get_by_role("combobox", name="Channels")
    await where.click()
    options = page.get_by_role("option")
    await expect(options).to_have_text(["#papers", "#reading-group", "#bots"])
    await page.get_by_role("option", name="#papers").click()
    await page.get_by_role("option", name="#bots").click()
    await page.keyboard.press("Escape")
    await expect(answer).to_contain_text("Channels: papers, bots")
    await answer.get_by_role("combobox", name="Trusted roles").click()
    await expect(options).to_have_text(["@everyone", "@PWNC", "@Moderator"])
    await page.get_by_role("option", name="@Moderator").click()
    await page.keyboard.press("Escape")
    await expect(answer).to_contain_text("Trusted roles: Moderator")
    await answer.get_by_role("combobox", name="People").click()
    await page.get_by_role("option", name="Emmy").click()
    await expect(answer).to_contain_text("People: emmy")
    await answer.get_by_role("combobox", name="Anybody").click()
    await expect(options).to_have_text(["Ada", "Grace", "Emmy", "Alan", "@everyone", "@PWNC", "@Moderator"])
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(answer).to_contain_text("Anybody: grace")


async def test_a_forum_takes_posts(open_page: OpenPage, guild: Guild, librarian: LibrarianBot) -> None:
    """Pressing a forum asks for title and text; the post opens, stands under the forum, and the bot answers in it."""
    page = await open_page("emmy")
    await page.get_by_role("button", name="questions, new post").click()
    dialog = page.get_by_role("dialog", name="New post in questions")
    await dialog.get_by_label("Title").fill("Is there code?")
    await dialog.get_by_role("button", name="Post").click()
    await expect(dialog).to_be_visible()
    await dialog.get_by_label("Message").fill("for this paper")
    await dialog.get_by_role("button", name="Post").click()
    await expect(page.get_by_role("heading", name="Is there code?", exact=True)).to_be_visible()
    await expect(page.get_by_label("Message", exact=True)).to_have_attribute("placeholder", "Message Is there code?")
    await expect(page.get_by_role("article")).to_have_count(2)
    await expect(last(page).locator(".embed")).to_be_visible()
    await expect(page.get_by_role("button", name="Is there code?")).to_have_attribute("aria-current", "page")


async def test_a_thread_is_renamed_closed_locked_and_opened(open_page: OpenPage, sandbox: Sandbox) -> None:
    """Its starter renames and closes it, whoever writes opens it; a moderator locks it, which everybody sees."""
    grace, alan = await open_page("grace"), await open_page("alan")
    await say(grace, "let us talk")
    await use_menu(grace, last(grace), "Create thread")
    await grace.get_by_role("dialog").get_by_label("Name").fill("Talk")
    await grace.get_by_role("dialog").get_by_role("button", name="Create").click()
    await grace.get_by_role("navigation").get_by_role("button", name="Talk").click()
    await grace.get_by_role("button", name="Thread", exact=True).click()
    await grace.get_by_role("menuitem", name="Rename thread").click()
    await grace.get_by_role("dialog").get_by_label("Name").fill("Long talk")
    await grace.get_by_role("dialog").get_by_role("button", name="Rename").click()
    await expect(grace.get_by_role("heading", name="Long talk", exact=True)).to_be_visible()
    await grace.get_by_role("button", name="Thread", exact=True).click()
    await grace.get_by_role("menuitem", name="Close thread").click()
    await expect(grace.get_by_text("archived", exact=True)).to_be_visible()
    await expect(alan.get_by_role("navigation").get_by_role("button", name="Long talk")).to_have_count(0)
    await say(grace, "still here")
    await expect(grace.get_by_text("archived", exact=True)).to_be_hidden()
    await alan.get_by_role("navigation").get_by_role("button", name="Long talk").click()
    await alan.get_by_role("button", name="Thread", exact=True).click()
    await alan.get_by_role("menuitem", name="Lock thread").click()
    await expect(grace.get_by_text("locked", exact=True)).to_be_visible()


async def test_an_open_channel_that_is_deleted_is_left(open_page: OpenPage, sandbox: Sandbox) -> None:
    """Whoever looks at a channel that goes away stands in the first one."""
    page = await open_page("grace")
    await page.get_by_role("navigation").get_by_role("button", name="bots").click()
    await say(page, "hello")
    sandbox.administration.delete_channel(sandbox.channels["bots"])
    await expect(page.get_by_role("heading", name="papers", exact=True)).to_be_visible()
    await expect(page.get_by_role("navigation").get_by_role("button", name="bots")).to_have_count(0)
    await say(page, "here, then")
    await expect(last(page)).to_contain_text("here, then")


async def test_a_message_is_forwarded(open_page: OpenPage, sandbox: Sandbox) -> None:
    """The forward stands in the channel that was chosen, with the words of the original."""
    page = await open_page("grace")
    await say(page, "worth reading")
    await use_menu(page, last(page), "Forward")
    dialog = page.get_by_role("dialog", name="Forward message")
    await dialog.get_by_role("combobox", name="To").click()
    await page.get_by_role("option", name="#bots").click()
    await dialog.get_by_role("button", name="Forward").click()
    await expect(page.get_by_text("Forwarded.")).to_be_visible()
    await page.get_by_role("navigation").get_by_role("button", name="bots").click()
    await expect(last(page).locator(".forwarded")).to_contain_text("worth reading")


async def test_others_have_their_names(open_page: OpenPage, sandbox: Sandbox, guild: Guild) -> None:
    """A webhook and another bot are shown by name and as apps; published news come by name of their channel."""
    page = await open_page("ada")
    papers = sandbox.channels["papers"]
    sandbox.administration.speak_as_webhook(papers, "arXiv feed", "new today")
    await expect(last(page).locator(".message-author")).to_have_text("arXiv feed")
    await expect(last(page).locator(".app-badge")).to_be_visible()
    await sandbox.other_bot("rival").say(papers, "me too")
    await expect(last(page).locator(".message-author")).to_have_text("rival")
    sandbox.administration.follow(sandbox.channels["news"], papers, sandbox.person("ada").user)
    await page.get_by_role("navigation").get_by_role("button", name="news").click()
    await say(page, "big news")
    await use_menu(page, last(page), "Publish")
    await page.get_by_role("navigation").get_by_role("button", name="papers").click()
    await expect(last(page)).to_contain_text("big news")
    await expect(last(page).locator(".message-author")).to_have_text("The Reading Room #news")


async def test_moderators_tidy_up(open_page: OpenPage, sandbox: Sandbox, librarian: LibrarianBot) -> None:
    """They take reactions and embeds off; others are not offered it."""
    alan, emmy = await open_page("alan"), await open_page("emmy")
    await say(emmy, "paper")
    await expect(last(alan).locator(".embed")).to_be_visible()
    await sandbox.person("grace").react(sandbox.world.messages[max(sandbox.world.messages)], "👻")
    await expect(last(alan).get_by_role("button", name="👻")).to_be_visible()
    await last(emmy).hover()
    await last(emmy).get_by_role("button", name="More").click()
    await expect(emmy.get_by_role("menuitem", name="Remove all embeds")).to_have_count(0)
    await use_menu(alan, last(alan), "Remove all reactions")
    await expect(last(alan).get_by_role("button", name="👻")).to_have_count(0)
    await use_menu(alan, last(alan), "Remove all embeds")
    await expect(last(alan).locator(".embed")).to_have_count(0)


async def test_roles_are_mentioned_by_name(open_page: OpenPage, sandbox: Sandbox, guild: Guild) -> None:
    """A mention of a role shows its name, and one that is gone says so."""
    page = await open_page("ada")
    role = next(each for each in guild.roles.values() if each.name == "Moderator")
    await say(page, f"<@&{role.id}> and <@&123456789012345678>")
    await expect(last(page)).to_contain_text("@Moderator and @deleted-role")
