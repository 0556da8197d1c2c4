"""The forms of an answer: by how many papers, how busy the channel, what the server wants, what was said before."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.client import PwncBot
from bot.models import AnswerForm, AnswerSize, Tone
from bot.sandbox import Sandbox
from bot.sandbox.library import Library
from bot.sandbox.model import ChannelType, MessageFlag
from bot.sandbox.permissions import Permission
from bot.settings import Settings
from bot.status import Status
from tests.e2e.conftest import running
from tests.e2e.life import ALIVE, BENCH, SEED, ask, decide, link
from tests.e2e.test_chats import guild_id, paper_with


async def test_the_same_paper_again(discord_api: Sandbox, bot: PwncBot) -> None:
    """In the same channel it gets one line with the verdict and the way to the answer; elsewhere an answer."""
    _, first = await ask(discord_api, link(SEED))
    _, second = await ask(discord_api, f"again {link(SEED)}", who="emmy")
    assert second.content.startswith("🗺️ The Cartographer · answered <t:")
    assert f"[↑](https://discord.com/channels/{guild_id(discord_api)}/{first.channel_id}/{first.id})" in second.content
    assert "\n" not in second.content
    assert second.embeds == []
    assert [button["label"] for button in second.buttons] == ["✕"]
    _, elsewhere = await ask(discord_api, link(SEED), "reading-group")
    assert elsewhere.embeds == first.embeds


async def test_an_answer_that_is_gone_is_not_pointed_to(discord_api: Sandbox, bot: PwncBot) -> None:
    """By ✕, by a moderator, or with its message: then there is a new answer."""
    grace, alan = discord_api.person("grace"), discord_api.person("alan")
    asked, answer = await ask(discord_api, link(SEED))
    await grace.press(answer, "✕")
    asked, answer = await ask(discord_api, link(SEED))
    assert answer.embeds
    await alan.delete(answer)
    asked, answer = await ask(discord_api, link(SEED))
    assert answer.embeds
    await grace.delete(asked)
    await discord_api.until(lambda: discord_api.message(answer.id) is None)
    _, answer = await ask(discord_api, link(SEED))
    assert answer.embeds


async def test_repeats_are_known_after_a_restart_and_forgotten_in_time(
    discord_api: Sandbox, bot_settings: Settings
) -> None:
    """A day long, or as long as the server says; a channel's earlier answers are read from the store."""
    async with running(bot_settings) as bot:
        _, first = await ask(discord_api, link(SEED))
    async with running(bot_settings) as bot:
        _, again = await ask(discord_api, link(SEED))
        assert str(first.id) in again.content
        await decide(discord_api, bot, repeat_window_h=0)
        _, answer = await ask(discord_api, link(SEED))
        assert answer.embeds
        await bot.answers.finish_sending()
        for kept in await bot.store.answers.get_since(bot.clock() - timedelta(days=1)):
            earlier = kept.intended_at - timedelta(hours=25)
            await bot.store.answers.forget(kept.trigger_id)
            await bot.store.answers.record_intention(replace(kept, intended_at=earlier))
            await bot.store.answers.record_sent(kept.trigger_id, kept.reply_id or 0, earlier)
    async with running(bot_settings) as bot:
        await decide(discord_api, bot, repeat_window_h=24)
        _, answer = await ask(discord_api, link(SEED))
        assert answer.embeds


async def test_some_papers_again(discord_api: Sandbox, bot: PwncBot) -> None:
    """Of several papers only the new ones are shown; a line points to each of the others."""
    _, first = await ask(discord_api, link(SEED))
    _, both = await ask(discord_api, f"{link(SEED)} {link(ALIVE)}")
    pointer, verdict = both.content.split("\n")
    assert pointer.startswith("🗺️ The Cartographer · Multimodal Large Language Models")
    assert str(first.id) in pointer
    assert verdict.startswith("🟢 Alive")
    assert [embed["url"] for embed in both.embeds] == [link(ALIVE)]


async def test_what_pointed_to_an_answer_that_is_gone(discord_api: Sandbox, bot: PwncBot) -> None:
    """Its newest pointer becomes the answer, the others lead there; also when that goes, or is about others by then."""
    grace = discord_api.person("grace")
    _, first = await ask(discord_api, link(SEED))
    _, older = await ask(discord_api, f"{link(SEED)} {link(ALIVE)}", who="emmy")
    newest_asked, newest = await ask(discord_api, link(SEED), who="alan")
    assert not newest.embeds
    await grace.press(first, "✕")
    await discord_api.until(lambda: "Multimodal" in newest.text_of_embed)
    await discord_api.until(lambda: str(newest.id) in older.content)
    assert "↓" in older.content
    assert [embed["url"] for embed in older.embeds] == [link(ALIVE)]
    _, again = await ask(discord_api, link(SEED))
    assert str(newest.id) in again.content
    await discord_api.person("alan").edit(newest_asked, link(BENCH))
    await discord_api.until(lambda: "Multimodal" in again.text_of_embed)
    await discord_api.until(lambda: str(again.id) in older.content)
    await discord_api.person("alan").delete(again)
    await discord_api.until(lambda: len(older.embeds) == 2)
    assert "discord.com" not in older.content


async def test_two_people_at_once(discord_api: Sandbox, bot: PwncBot, library: Library) -> None:
    """Who pastes a paper that is just being looked up for somebody else gets the pointer once that answer stands."""
    library.fault("arxiv", delay_s=0.5, times=1)
    grace, emmy = discord_api.person("grace"), discord_api.person("emmy")
    asked = await grace.say("papers", link(SEED))
    same = await emmy.say("papers", link(SEED))
    first = await discord_api.next_message(reply_to=asked)
    second = await discord_api.next_message(reply_to=same)
    assert first.embeds
    assert str(first.id) in second.content


async def test_a_busy_channel(discord_api: Sandbox, bot: PwncBot, library: Library) -> None:
    """From the third answer within ten minutes on they are compact; another channel is not disturbed."""
    ids = [paper_with(library, status) for status in (Status.GHOSTED, Status.ALIVE, Status.HOUDINI, Status.ETHEREAL)]
    answers = [(await ask(discord_api, link(arxiv_id)))[1] for arxiv_id in ids]
    assert [bool(answer.embeds[0].get("fields")) for answer in answers] == [True, True, False, False]
    assert all(answer.content and len(answer.buttons) == 5 for answer in answers)
    _, elsewhere = await ask(discord_api, link(ids[2]), "reading-group")
    assert elsewhere.embeds[0]["fields"]
    kept = await bot.answers.get_answer(answers[2].id)
    assert kept
    assert kept.form is AnswerForm.COMPACT
    await discord_api.person("emmy").say("papers", "https://github.com/emmy/houdini", reply_to=answers[2])
    await discord_api.until(lambda: "emmy/houdini" in answers[2].text_of_embed)
    assert "fields" not in answers[2].embeds[0]


async def test_what_a_server_wants(discord_api: Sandbox, bot: PwncBot) -> None:
    """The plain tone and the small size."""
    await decide(discord_api, bot, tone=Tone.PLAIN, size=AnswerSize.COMPACT)
    _, answer = await ask(discord_api, link(SEED))
    assert answer.content.startswith("🗺️ Survey, none expected")
    assert "**Survey, none expected**" in answer.text_of_embed
    assert "Cartographer" not in answer.content + answer.text_of_embed
    assert "fields" not in answer.embeds[0]
    _, again = await ask(discord_api, link(SEED))
    assert again.content.startswith("🗺️ Survey, none expected · answered")


async def test_always_in_full(discord_api: Sandbox, bot: PwncBot) -> None:
    """Where the server wants it so, however busy the channel is."""
    await decide(discord_api, bot, size=AnswerSize.FULL, repeat_window_h=0)
    for _ in range(4):
        _, answer = await ask(discord_api, link(SEED))
        assert answer.embeds[0]["fields"]


async def test_bare_numbers(discord_api: Sandbox, bot: PwncBot) -> None:
    """A number alone is a link only where the server says so."""
    await discord_api.person("grace").say("papers", f"have you read {SEED}?")
    await discord_api.silence("papers")
    await decide(discord_api, bot, bare_ids=True)
    _, answer = await ask(discord_api, f"have you read {SEED}?")
    assert SEED in answer.text_of_embed


async def test_a_reaction_in_place_of_an_answer(discord_api: Sandbox, bot: PwncBot, library: Library) -> None:
    """The verdict's emblem on the message; it follows the message, and what is replied counts as to an answer."""
    await decide(discord_api, bot, reaction_only=True)
    grace = discord_api.person("grace")
    asked = await grace.say("papers", link(SEED))
    await discord_api.until(lambda: asked.reactions)
    assert [reaction.name for reaction in asked.reactions] == ["🗺️"]
    await grace.edit(asked, f"{link(ALIVE)} {link(SEED)}")
    await discord_api.until(lambda: [reaction.name for reaction in asked.reactions] == ["🗺️", "🟢"])
    await grace.edit(asked, link(ALIVE))
    await discord_api.until(lambda: [reaction.name for reaction in asked.reactions] == ["🟢"])
    await grace.menu("Remove answer", asked)
    await discord_api.until(lambda: not asked.reactions)
    await discord_api.silence("papers")


async def test_an_answer_in_a_thread(discord_api: Sandbox, bot: PwncBot) -> None:
    """Where the server wants it so; it is followed there, too. Where no thread can be, the answer stands beside."""
    await decide(discord_api, bot, answer_in_thread=True)
    grace = discord_api.person("grace")
    asked = await grace.say("papers", link(SEED))
    await discord_api.until(lambda: asked.thread_id)
    thread = discord_api.world.channels[asked.thread_id or 0]
    answer = await discord_api.next_message(channel=thread)
    assert thread.name.startswith("Multimodal Large Language Models")
    assert "The Cartographer" in answer.content
    await grace.edit(asked, link(ALIVE))
    await discord_api.until(lambda: "Alive" in answer.content)
    await grace.delete(asked)
    await discord_api.until(lambda: discord_api.message(answer.id) is None)
    discord_api.administration.deny(
        discord_api.channels["papers"], discord_api.bot_user, Permission.CREATE_PUBLIC_THREADS
    )
    await ask(discord_api, link(SEED))


async def test_the_preview_is_hidden(discord_api: Sandbox, bot: PwncBot) -> None:
    """Kept by default; hidden where the server says so and the bot may, again when it comes back, never in forums."""
    guild = discord_api.world.guilds[guild_id(discord_api)]
    papers, grace = discord_api.channels["papers"], discord_api.person("grace")
    asked, _ = await ask(discord_api, link(SEED))
    assert MessageFlag.SUPPRESS_EMBEDS not in asked.flags
    await decide(discord_api, bot, suppress_preview=True)
    asked, _ = await ask(discord_api, link(ALIVE))
    assert MessageFlag.SUPPRESS_EMBEDS not in asked.flags  # it may not
    discord_api.administration.allow(papers, discord_api.bot_user, Permission.MANAGE_MESSAGES)
    await grace.delete(asked)
    asked, _ = await ask(discord_api, link("2602.03045"))
    await discord_api.until(lambda: MessageFlag.SUPPRESS_EMBEDS in asked.flags)
    forum = discord_api.world.add_channel(guild, "posts", kind=ChannelType.FORUM)
    discord_api.administration.allow(forum, discord_api.bot_user, Permission.MANAGE_MESSAGES)
    _, first = await grace.post(forum, "What about this?", link(SEED))
    await discord_api.next_message(reply_to=first)
    assert MessageFlag.SUPPRESS_EMBEDS not in first.flags
