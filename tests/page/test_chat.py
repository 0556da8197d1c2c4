"""The page in a browser, a plain bot behind it: one person does something, and sees what came of it."""

from __future__ import annotations

import asyncio
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, Locator, Page, WebSocketRoute, expect

from bot.sandbox import Sandbox
from tests.page.conftest import OpenPage
from tests.page.librarian import LibrarianBot

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def say(page: Page, text: str) -> None:
    """Writes and sends."""
    await page.get_by_label("Message", exact=True).fill(text)
    await page.get_by_label("Message", exact=True).press("Enter")


def last(page: Page) -> Locator:
    """The newest message."""
    return page.get_by_role("article").last


async def left_and_top(field: Locator) -> tuple[float, float]:
    box = await field.bounding_box()
    assert box is not None
    return box["x"], box["y"]


async def test_answer_is_shown_as_discord_shows_it(open_page: OpenPage, librarian: LibrarianBot) -> None:
    """A message is answered by an embed: title link, quote, three columns, footer with the server's time, buttons."""
    page = await open_page("ada")
    await say(page, "a paper: https://arxiv.org/abs/2504.21051")
    embed = last(page).locator(".embed")
    title = embed.get_by_role("link", name="A Survey of <b>Everything</b>")
    await expect(title).to_have_attribute("href", "https://arxiv.org/abs/2504.21051")
    await expect(embed.locator("blockquote")).to_contain_text("“No code URL found” · abstract")
    await expect(embed).to_have_css("border-left-color", "rgb(63, 167, 214)")
    await expect(embed.locator(".embed-footer")).to_have_text("arXiv 2504.21051v1 · cs.LG • Today at 12:00")
    places = [await left_and_top(field) for field in await embed.locator(".embed-field").all()]
    (x1, y1), (x2, y2), (x3, y3), (x4, y4) = places
    assert x1 < x2 < x3
    assert y1 == y2 == y3 < y4
    assert x4 == x1
    await expect(last(page).locator(".above-preview")).to_have_text("a paper: https://arxiv.org/abs/2504.21051")
    await expect(last(page).get_by_role("button", name="Closed")).to_be_disabled()


async def test_private_answer_is_seen_by_one_person_until_dismissed(
    open_page: OpenPage, librarian: LibrarianBot
) -> None:
    """What only Ada can see is not shown to Grace, and is gone for good once it is dismissed."""
    page, other = await open_page("ada"), await open_page("grace")
    await say(page, "paper")
    await page.get_by_role("button", name="Abstract").click()
    note = page.get_by_text("Only you can see this")
    await expect(note).to_be_visible()
    await expect(last(page)).to_contain_text("The abstract.")
    await expect(other.get_by_role("article")).to_have_count(2)
    await page.get_by_role("button", name="Dismiss message").click()
    await expect(note).to_be_hidden()
    await page.reload()
    await expect(page.get_by_role("article")).to_have_count(2)


async def test_form_is_checked_filled_and_sent(open_page: OpenPage, librarian: LibrarianBot) -> None:
    """A form names what is missing, then goes off with what was typed, chosen and prefilled."""
    page = await open_page("ada")
    await say(page, "paper")
    await page.get_by_role("button", name="Found code").click()
    form = page.get_by_role("dialog", name="Found the code?")
    link = form.get_by_label("Link")
    await expect(link).to_be_focused()
    await form.get_by_role("button", name="Submit").click()
    await expect(form.get_by_text("This field is required.")).to_be_visible()
    await link.fill("abc")
    await form.get_by_role("button", name="Submit").click()
    await expect(form.get_by_text("At least 5 characters.")).to_be_visible()
    await link.fill("https://github.com/a/b")
    await form.get_by_role("combobox").click()
    await page.get_by_role("option", name="Others'").click()
    await form.get_by_role("button", name="Submit").click()
    await expect(form).to_be_hidden()
    await expect(last(page)).to_contain_text("https://github.com/a/b / other / seen")


async def test_slash_command_is_chosen_filled_and_sent_by_keyboard(
    open_page: OpenPage, librarian: LibrarianBot
) -> None:
    """A slash opens the commands; the option suggests what the bot offers; an optional one can be added."""
    page = await open_page("ada")
    await page.keyboard.type("/pa")
    await expect(page.get_by_role("option", name="/paper")).to_be_visible()
    await page.keyboard.press("Enter")
    query = page.get_by_role("combobox", name="query")
    await expect(query).to_be_focused()
    await page.keyboard.type("sgd")
    await expect(page.get_by_role("option")).to_have_text(["SGDR"])
    await page.keyboard.press("Enter")
    await expect(query).to_have_value("SGDR")
    await page.get_by_role("button", name="+ anew").click()
    await page.get_by_role("option", name="True").click()
    await page.keyboard.press("Enter")
    await expect(last(page)).to_contain_text("You asked for 1608.03983, anew: True")
    await expect(last(page).locator(".message-above")).to_have_text("AAda used /paper")


async def test_missing_option_is_named(open_page: OpenPage, librarian: LibrarianBot) -> None:
    """A command without its required option does not go off, and says why; Escape gives it up."""
    page = await open_page("ada")
    await say(page, "/paper")
    await page.get_by_role("button", name="Send command").click()
    await expect(page.get_by_text("query is required.")).to_be_visible()
    await page.keyboard.press("Escape")
    await page.keyboard.press("Escape")
    await expect(page.get_by_label("Message", exact=True)).to_be_focused()
    await expect(page.get_by_role("article")).to_have_count(0)


async def test_press_that_the_bot_leaves_unanswered_fails_visibly(
    open_page: OpenPage, sandbox: Sandbox, librarian: LibrarianBot
) -> None:
    """A button waits, and after three seconds without an answer the message says so."""
    page = await open_page("ada")
    await say(page, "paper")
    hang = page.get_by_role("button", name="Hang")
    await hang.click()
    await expect(page.locator("[aria-busy=true]")).to_have_count(1)
    sandbox.clock.advance(4)
    await expect(last(page).get_by_role("alert")).to_have_text("The application did not respond")
    await expect(page.locator("[aria-busy=true]")).to_have_count(0)


async def test_select_changes_the_message(open_page: OpenPage, librarian: LibrarianBot) -> None:
    """A choice in a select goes to the bot, and the message that it changes is marked as edited."""
    page = await open_page("ada")
    await say(page, "paper")
    await page.get_by_role("combobox", name="Which shelf?").click()
    await page.get_by_role("option", name="Cellar").press("Enter")
    await expect(last(page).locator(".message-content").first).to_have_text("Shelf: cellar (edited)")


async def test_reactions_are_counted_and_toggled(open_page: OpenPage, sandbox: Sandbox) -> None:
    """A picked emoji counts one and is one's own; a second person makes it two; a press takes it back."""
    page = await open_page("ada")
    message = await sandbox.person("grace").say("papers", "no code anywhere")
    await last(page).hover()
    await last(page).get_by_role("button", name="Add reaction").click()
    await page.get_by_role("button", name="Ghosted").click()
    reaction = last(page).get_by_role("button", name="👻")
    await expect(reaction).to_have_attribute("aria-pressed", "true")
    await sandbox.person("emmy").react(message, "👻")
    await expect(reaction).to_have_text("👻2")
    await reaction.click()
    await expect(reaction).to_have_text("👻1")
    await expect(reaction).to_have_attribute("aria-pressed", "false")
    assert [message.reactions[0].name, message.reactions[0].count] == ["👻", 1]


async def test_menu_replies_edits_and_deletes(open_page: OpenPage, sandbox: Sandbox) -> None:
    """The menu of an own message replies to it, changes it and deletes it; a foreign one offers neither change."""
    page = await open_page("grace")
    await say(page, "frist")
    await last(page).click(button="right")
    await page.get_by_role("menuitem", name="Edit message").click()
    await page.get_by_label("Edit message").fill("first")
    await page.keyboard.press("Enter")
    await expect(last(page)).to_contain_text("first (edited)")
    await last(page).click(button="right")
    await page.get_by_role("menuitem", name="Reply").click()
    await say(page, "second")
    await expect(last(page).locator(".message-above")).to_contain_text("Grace")
    await page.get_by_role("article").first.click(button="right")
    await page.get_by_role("menuitem", name="Delete message").click()
    await page.get_by_role("button", name="Delete", exact=True).click()
    await expect(page.get_by_role("article")).to_have_count(1)
    await expect(last(page)).to_contain_text("Original message was deleted")
    await sandbox.person("ada").say("papers", "not yours")
    await expect(page.get_by_role("article")).to_have_count(2)
    await last(page).click(button="right")
    await expect(page.get_by_role("menuitem", name="Reply")).to_be_visible()
    await expect(page.get_by_role("menuitem", name="Edit message")).to_be_hidden()
    await expect(page.get_by_role("menuitem", name="Delete message")).to_be_hidden()


async def test_nothing_that_is_being_written_is_lost(open_page: OpenPage, sandbox: Sandbox) -> None:
    """An open editor outlives a reaction to its message, and a draft waits in its channel."""
    page = await open_page("ada")
    await say(page, "frist")
    await last(page).hover()
    await last(page).get_by_role("button", name="Edit").click()
    await page.get_by_label("Edit message").fill("first of")
    message = await sandbox.next_message(by_bot=False)
    await sandbox.person("grace").react(message, "👻")
    await sandbox.person("grace").say("papers", "and now?")
    await expect(page.get_by_role("article")).to_have_count(2)
    await expect(page.get_by_label("Edit message")).to_have_value("first of")
    await page.get_by_label("Edit message").press("Enter")
    await expect(page.get_by_role("article").first).to_contain_text("first of (edited)")
    await expect(page.get_by_role("article").first.get_by_role("button", name="👻")).to_be_visible()
    field = page.get_by_label("Message", exact=True)
    await field.fill("half a thought")
    await page.get_by_role("button", name="bots").click()
    await expect(field).to_have_value("")
    await page.get_by_role("button", name="papers").click()
    await expect(field).to_have_value("half a thought")


async def test_message_command_runs_from_the_menu(open_page: OpenPage, librarian: LibrarianBot) -> None:
    """The bot's entries stand in the menu of a message and act on it."""
    page = await open_page("ada")
    await say(page, "look at this")
    await last(page).hover()
    await last(page).get_by_role("button", name="More").click()
    await page.get_by_role("menuitem", name="Scan paper").click()
    await expect(last(page)).to_contain_text("Scanned: look at this")


async def test_unread_channels_are_marked(open_page: OpenPage, sandbox: Sandbox) -> None:
    """What comes elsewhere marks its channel, with a number for pings, and a line where the new begins."""
    page = await open_page("ada")
    await sandbox.person("grace").say("bots", "old news")
    await page.get_by_role("button", name="bots, 1 unread").click()
    await page.get_by_role("button", name="papers").click()
    await sandbox.person("grace").say("bots", f"for <@{sandbox.person('ada').id}>")
    channel = page.get_by_role("button", name="bots, 1 unread")
    await expect(channel.locator(".badge")).to_have_text("1")
    await channel.click()
    await expect(page.get_by_role("separator", name="New")).to_be_visible()
    await expect(last(page).locator(".mention")).to_have_text("@Ada")
    await expect(page.get_by_role("button", name="bots", exact=True)).to_have_attribute("aria-current", "page")


async def test_other_people_speak_from_the_same_page(open_page: OpenPage, sandbox: Sandbox) -> None:
    """A press on another face speaks as that person from then on."""
    page = await open_page("ada")
    await page.get_by_role("radio", name="Speak as Emmy").click()
    await say(page, "hello")
    await expect(last(page).locator(".message-author")).to_have_text("Emmy")
    assert (await sandbox.next_message(by_bot=False)).author_id == sandbox.person("emmy").id


async def test_lost_connection_comes_back_with_what_was_missed(
    open_page: OpenPage, sandbox: Sandbox, librarian: LibrarianBot
) -> None:
    """While the connection is gone the page says so; when it is back, nothing is missing and talk goes on."""
    page = await open_page("ada")
    routes: asyncio.Queue[WebSocketRoute] = asyncio.Queue()
    is_open = asyncio.Event()

    async def carry(route: WebSocketRoute) -> None:
        await is_open.wait()
        route.connect_to_server()
        routes.put_nowait(route)

    is_open.set()
    await page.route_web_socket("**/control/events*", carry)
    await page.reload()
    route = await asyncio.wait_for(routes.get(), 5)
    is_open.clear()
    await route.close()
    await expect(page.get_by_text("The connection to the sandbox is lost.")).to_be_visible()
    await sandbox.person("grace").say("papers", "a paper while you were away")
    await sandbox.next_message(channel="papers")
    is_open.set()
    await expect(page.get_by_text("a paper while you were away").first).to_be_visible()
    await expect(page.get_by_text("The connection to the sandbox is lost.")).to_be_hidden()
    await say(page, "a second paper")
    await expect(page.locator(".embed")).to_have_count(2)


async def test_page_follows_a_sandbox_that_was_started_anew(browser: Browser) -> None:
    """Another sandbox at the same address has other people; the page finds them by itself."""
    page = await browser.new_page()
    async with Sandbox() as first:
        await page.goto(first.page_url)
        await say(page, "a word that goes")
        await expect(last(page)).to_contain_text("a word that goes")
    await expect(page.get_by_text("The connection to the sandbox is lost.")).to_be_visible()
    port = urlsplit(first.page_url).port
    assert port is not None
    async with Sandbox(port=port) as second:
        await expect(page.get_by_text("The connection to the sandbox is lost.")).to_be_hidden(timeout=10_000)
        await expect(page.get_by_role("article")).to_have_count(0)
        await say(page, "a word that stays")
        assert (await second.next_message(by_bot=False)).content == "a word that stays"
        await page.close()


async def test_bot_shows_whether_it_is_there(open_page: OpenPage, librarian: LibrarianBot) -> None:
    """The dot beside the bot goes out when it leaves."""
    page = await open_page("ada")
    await expect(page.locator(".bot-state")).to_have_text("online")
    await librarian.close()
    await expect(page.locator(".bot-state")).to_have_text("offline")


async def test_direct_messages_and_threads_open(open_page: OpenPage, sandbox: Sandbox, librarian: LibrarianBot) -> None:
    """One can write to the bot alone, and start a thread on a message."""
    page = await open_page("ada")
    await say(page, "let us talk")
    await last(page).click(button="right")
    await page.get_by_role("menuitem", name="Create thread").click()
    await page.get_by_label("Name").fill("aside")
    await page.get_by_role("button", name="Create", exact=True).click()
    await last(page).get_by_role("button", name="aside").click()
    await expect(page.get_by_role("heading", name="aside", exact=True)).to_be_visible()
    await page.get_by_role("navigation").get_by_role("button", name="PWNC").click()
    await expect(page.get_by_role("heading", name="PWNC", exact=True)).to_be_visible()
    await say(page, "my own paper")
    await expect(page.locator(".embed")).to_have_count(1)
