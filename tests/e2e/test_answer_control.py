"""Who may take an answer away or keep it as it is, and what becomes of answers whose messages change or go."""

from __future__ import annotations

import asyncio
import logging

import discord
import pytest

from bot.client import PwncBot
from bot.sandbox import Sandbox
from bot.sandbox.library import Library
from bot.sandbox.model import Message
from bot.sandbox.people import NoAnswer
from bot.settings import Settings
from tests.e2e.conftest import running
from tests.e2e.life import ALIVE, BENCH, SEED, ask, link
from tests.e2e.test_chats import guild_id


async def gone(discord_api: Sandbox, *messages: Message) -> None:
    """Waits until none of the messages stands."""
    await discord_api.until(lambda: all(discord_api.message(message.id) is None for message in messages))


async def n_kept(bot: PwncBot) -> int:
    """How many answers the store holds that stand in the chat."""
    return len(await bot.store.answers.get_since(bot.clock().replace(year=2020)))


async def test_the_basket(discord_api: Sandbox, bot: PwncBot) -> None:
    """🗑️ under an answer removes it for the asker and for moderators, in a direct message for the asker."""
    grace, emmy, alan = (discord_api.person(name) for name in ("grace", "emmy", "alan"))
    for remover in (grace, alan):
        _, answer = await ask(discord_api, link(SEED))
        await emmy.react(answer, "🗑️")
        await discord_api.silence("papers")
        assert discord_api.message(answer.id)
        await remover.react(answer, "🗑️")
        await gone(discord_api, answer)
    dm = await grace.open_dm()
    answer = await discord_api.next_message(reply_to=await grace.say(dm, link(SEED)))
    await grace.react(answer, "🗑️")
    await gone(discord_api, answer)
    assert await n_kept(bot) == 0


@pytest.mark.parametrize("on_the_answer", [True, False], ids=["on the answer", "on the message"])
async def test_remove_by_right_click(discord_api: Sandbox, bot: PwncBot, on_the_answer: bool) -> None:
    """The menu works on the answer and on the message that was answered; others are refused in one sentence."""
    emmy, alan = discord_api.person("emmy"), discord_api.person("alan")
    asked, answer = await ask(discord_api, link(SEED))
    target = answer if on_the_answer else asked
    refused = await emmy.menu("Remove answer", target)
    assert refused.ephemeral
    assert refused.message.content == "Only who asked, or a moderator, can remove this answer."
    assert (await alan.menu("Remove answer", target)).message.content == "The answer is removed."
    await gone(discord_api, answer)
    told = await alan.menu("Remove answer", asked)
    assert told.message.content.startswith("That is no answer of mine")


async def test_a_removed_answer_comes_back_with_other_papers_only(discord_api: Sandbox, bot: PwncBot) -> None:
    """Who mends a slip in the message does not get the answer again that was taken away."""
    grace = discord_api.person("grace")
    asked, answer = await ask(discord_api, link(SEED))
    await grace.press(answer, "✕")
    await gone(discord_api, answer)
    await grace.edit(asked, f"worth reading: {link(SEED)}")
    await discord_api.silence("papers")
    await grace.edit(asked, f"worth reading: {link(ALIVE)}")
    again = await discord_api.next_message(reply_to=asked)
    assert "Alive" in again.content


async def test_a_frozen_answer(discord_api: Sandbox, bot: PwncBot) -> None:
    """It follows neither edits nor contributions; it still goes with its message. Only asker and moderators may."""
    grace, emmy, alan = (discord_api.person(name) for name in ("grace", "emmy", "alan"))
    asked, answer = await ask(discord_api, link(SEED))
    assert "Only who asked" in (await emmy.menu("Freeze answer", answer)).message.content
    assert (await alan.menu("Freeze answer", answer)).message.content.startswith("The answer stays as it is now")
    before = (answer.content, answer.embeds)
    await grace.edit(asked, link(ALIVE))
    await grace.edit(asked, "never mind")
    await emmy.say("papers", "https://github.com/emmy/code", reply_to=answer)
    await emmy.react(answer, "🔮")
    await alan.react(answer, "🔮")
    await discord_api.silence("papers")
    assert (answer.content, answer.embeds) == before
    await grace.delete(asked)
    await gone(discord_api, answer)


async def test_a_spoiler_that_is_added(discord_api: Sandbox, bot: PwncBot) -> None:
    """The answer hides what its message comes to hide."""
    asked, answer = await ask(discord_api, link(SEED))
    await discord_api.person("grace").edit(asked, f"||{link(SEED)}||")
    await discord_api.until(lambda: answer.content.startswith("||"))
    assert "title" not in answer.embeds[0]


async def test_a_link_that_is_added_later(discord_api: Sandbox, bot: PwncBot) -> None:
    """One paper more turns the full answer into two compact ones, one less turns it back."""
    grace = discord_api.person("grace")
    asked, answer = await ask(discord_api, link(SEED))
    await grace.edit(asked, f"{link(SEED)} {link(ALIVE)}")
    await discord_api.until(lambda: len(answer.embeds) == 2 and "Alive" in answer.text_of_embed)
    await grace.edit(asked, link(SEED))
    await discord_api.until(lambda: len(answer.embeds) == 1 and answer.embeds[0].get("fields"))
    assert answer.content.startswith("🗺️ The Cartographer")


async def test_an_edit_before_the_answer(discord_api: Sandbox, bot: PwncBot, library: Library) -> None:
    """Who changes the message while its papers are looked up gets the answer to what it says in the end."""
    library.fault("arxiv", delay_s=0.5, times=1)
    grace = discord_api.person("grace")
    asked = await grace.say("papers", link(SEED))
    await grace.edit(asked, link(ALIVE))
    answer = await discord_api.next_message(reply_to=asked)
    await discord_api.until(lambda: "Alive" in answer.content)
    await discord_api.silence("papers")


async def test_an_edit_right_behind_the_deletion_of_the_answer(discord_api: Sandbox, bot: PwncBot) -> None:
    """A moderator deletes the answer, and in the same moment the message is edited: it is answered anew, once."""
    grace, alan = discord_api.person("grace"), discord_api.person("alan")
    for n in range(8):
        asked, answer = await ask(discord_api, f"{n} {link(SEED)}")
        await asyncio.gather(alan.delete(answer), grace.edit(asked, f"{n} again {link(SEED)}"))
        again = await discord_api.next_message(reply_to=asked)
        assert "The Cartographer" in again.content
        await discord_api.silence("papers", for_s=0.1)
        await grace.delete(asked)
        await gone(discord_api, again)


async def test_edits_without_a_pause(discord_api: Sandbox, bot: PwncBot) -> None:
    """Of many edits the last one counts."""
    grace = discord_api.person("grace")
    asked, answer = await ask(discord_api, link(SEED))
    for n in range(5):
        await grace.edit(asked, link((ALIVE, SEED)[n % 2]))
    await discord_api.until(lambda: answer.content.startswith("🟢 Alive"))
    await discord_api.silence("papers")
    assert answer.content.startswith("🟢 Alive")


async def test_deleted_together(discord_api: Sandbox, bot: PwncBot) -> None:
    """A moderation bot that deletes messages in bulk, some of the answers among them, leaves nothing behind."""
    pairs = [await ask(discord_api, link(arxiv_id)) for arxiv_id in (SEED, ALIVE, BENCH)]
    await bot.answers.finish_sending()
    discord_api.administration.delete_messages(*(asked for asked, _ in pairs), pairs[0][1])
    await gone(discord_api, *(answer for _, answer in pairs))
    await discord_api.silence("papers")
    assert await n_kept(bot) == 0


async def test_places_that_go(discord_api: Sandbox, bot: PwncBot) -> None:
    """With a thread, a channel, a server goes all that is kept of answers there, and what the server decided."""
    grace = discord_api.person("grace")
    thread = await grace.start_thread(await grace.say("papers", "let us talk"), "talk")
    await discord_api.next_message(reply_to=await grace.say(thread, link(SEED)))
    await ask(discord_api, link(SEED), "reading-group")
    await ask(discord_api, link(SEED))
    await ask(discord_api, link(SEED), "general")
    await bot.answers.finish_sending()
    await bot.store.guild_settings.change(guild_id(discord_api), bot.clock(), bare_ids=True)
    assert await n_kept(bot) == 4
    for place, left in ((thread, 3), (discord_api.channels["reading-group"], 2)):
        discord_api.administration.delete_channel(place)
        await discord_api.silence("papers")
        assert await n_kept(bot) == left
    discord_api.administration.remove_bot(discord_api.world.guilds[guild_id(discord_api)])
    await discord_api.silence("general")
    assert await n_kept(bot) == 1
    assert not bot.store.guild_settings.get(guild_id(discord_api)).bare_ids


async def test_a_server_that_sent_the_bot_away_meanwhile(discord_api: Sandbox, bot_settings: Settings) -> None:
    """What happened while it was not there is made up for at the next start."""
    async with running(bot_settings) as bot:
        await ask(discord_api, link(SEED))
        await ask(discord_api, link(SEED), "general")
        await bot.answers.finish_sending()
        assert await n_kept(bot) == 2
    discord_api.administration.remove_bot(discord_api.world.guilds[guild_id(discord_api)])
    async with running(bot_settings) as bot:
        await discord_api.silence("general")
        assert await n_kept(bot) == 1


async def test_a_press_that_nobody_waits_for_any_more(
    discord_api: Sandbox, bot: PwncBot, caplog: pytest.LogCaptureFixture
) -> None:
    """Who is answered too late is told by Discord; in the log it is no bug."""
    _, answer = await ask(discord_api, link(SEED))

    async def be_late(interaction: discord.Interaction, _about: str) -> None:
        discord_api.clock.advance(4)
        await interaction.response.defer()

    bot.button_acts["abstract"] = be_late
    caplog.set_level(logging.INFO, "cogs")
    with pytest.raises(NoAnswer):
        await discord_api.person("emmy").press(answer, "Abstract")
    await discord_api.until(lambda: "came to nobody" in caplog.text)
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


async def test_a_button_without_an_answer_behind_it(discord_api: Sandbox, bot: PwncBot) -> None:
    """✕ works for the asker even where the store has lost the answer."""
    asked, answer = await ask(discord_api, link(SEED))
    await bot.answers.finish_sending()
    await bot.store.answers.forget(asked.id)
    assert (await discord_api.person("emmy").press(answer, "✕")).ephemeral
    await discord_api.person("grace").press(answer, "✕")
    await gone(discord_api, answer)
