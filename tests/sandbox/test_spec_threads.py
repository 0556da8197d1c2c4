"""Threads, forum posts and forwards, as discord.py meets them."""

from __future__ import annotations

import discord
import pytest

from bot.sandbox import PersonCannot, Sandbox
from bot.sandbox.model import ChannelType
from bot.sandbox.permissions import Permission
from tests.sandbox.probe import Probe


async def test_a_thread_on_a_message(sandbox: Sandbox, bot: Probe) -> None:
    """The bot answers in a thread of its own making, which has the message's id; people talk on in it."""
    said = await sandbox.person("grace").say("papers", "1706.03762")
    heard = await bot.event("message")
    thread = await heard.create_thread(name="Attention")
    assert thread.id == said.id
    assert (await bot.event("thread_create")).name == "Attention"
    await thread.send("the answer")
    answer = await sandbox.next_message(channel="Attention")
    assert answer.content == "the answer"
    await sandbox.person("emmy").say("Attention", "thanks", reply_to=answer)
    await sandbox.until(lambda: any(each.content == "thanks" for each in bot.all("message")))
    thanks = next(each for each in bot.all("message") if each.content == "thanks")
    assert isinstance(thanks.channel, discord.Thread)
    assert (await thanks.channel.parent.fetch_message(said.id)).thread.id == thread.id
    with pytest.raises(discord.HTTPException) as caught:
        await heard.create_thread(name="Again")
    assert caught.value.code == 160004


async def test_a_person_starts_a_thread(sandbox: Sandbox, bot: Probe) -> None:
    """A thread that a person starts is told to the bot, which can write in it."""
    grace = sandbox.person("grace")
    thread = await grace.start_thread(await grace.say("papers", "let us talk"), "Talk")
    created = await bot.event("thread_create")
    assert (created.id, created.name, created.owner_id) == (thread.id, "Talk", grace.id)
    assert (await bot.fetch_channel(thread.id)).parent.name == "papers"
    await created.send("here I am")
    assert sandbox.bot_user.id in sandbox.channels["Talk"].thread.members
    await created.leave()
    assert sandbox.bot_user.id not in sandbox.channels["Talk"].thread.members
    await created.join()
    assert sandbox.bot_user.id in sandbox.channels["Talk"].thread.members


async def test_an_archived_thread_wakes_and_a_locked_one_does_not(sandbox: Sandbox, bot: Probe) -> None:
    """Sending opens an archived thread; edits and reactions in it are 50083; a locked one refuses: 160005."""
    grace = sandbox.person("grace")
    thread = await grace.start_thread(await grace.say("papers", "x"), "Talk")
    seen = await bot.event("thread_create")
    own = await seen.send("first")
    state = sandbox.channels["Talk"].thread
    state.archived = True
    for act in (own.edit(content="changed"), own.add_reaction("👻")):
        with pytest.raises(discord.HTTPException) as caught:
            await act
        assert caught.value.code == 50083
    await seen.send("second")
    assert not state.archived
    assert (await bot.event("raw_thread_update")).data["thread_metadata"]["archived"] is False
    state.locked = True
    with pytest.raises(discord.Forbidden) as forbidden:
        await seen.send("third")
    assert forbidden.value.code == 160005
    assert [each.content for each in thread.messages.values()] == ["", "first", "second"]


async def test_what_the_bot_may_change_of_a_thread(sandbox: Sandbox, bot: Probe) -> None:
    """Its own thread it may rename and archive; locking, and others' threads, are for moderators."""
    channel = bot.get_channel(sandbox.channels["papers"].id)
    own = await channel.create_thread(name="Mine", type=discord.ChannelType.public_thread)
    await own.edit(name="Renamed")
    assert sandbox.channels["Renamed"].id == own.id
    with pytest.raises(discord.Forbidden):
        await own.edit(locked=True)
    await own.edit(archived=True)
    assert sandbox.channels["Renamed"].thread.archived
    with pytest.raises(discord.HTTPException) as caught:
        await own.edit(name="Again")
    assert caught.value.code == 50083
    [announced] = sandbox.channels["papers"].messages.values()
    assert (announced.type, announced.content) == (18, "Mine")
    with pytest.raises(discord.HTTPException) as caught:
        await channel.get_partial_message(announced.id).edit(content="Mine!")
    assert caught.value.code == 50021
    grace = sandbox.person("grace")
    await grace.start_thread(await grace.say("papers", "x"), "Talk")
    with pytest.raises(discord.Forbidden):
        await (await bot.event("thread_create", 2)).edit(name="Taken")


async def test_threads_have_a_permission_of_their_own(sandbox: Sandbox, bot: Probe) -> None:
    """In a thread sending is SEND_MESSAGES_IN_THREADS, by the overwrites of its channel."""
    grace, admin, papers = sandbox.person("grace"), sandbox.administration, sandbox.channels["papers"]
    await grace.start_thread(await grace.say("papers", "x"), "Talk")
    seen = await bot.event("thread_create")
    admin.deny(papers, sandbox.bot_user, Permission.SEND_MESSAGES)
    await seen.send("still allowed")
    admin.deny(papers, sandbox.bot_user, Permission.SEND_MESSAGES_IN_THREADS)
    with pytest.raises(discord.Forbidden):
        await seen.send("no more")
    with pytest.raises(discord.Forbidden):
        await seen.typing()
    admin.deny(papers, grace.user, Permission.CREATE_PUBLIC_THREADS)
    with pytest.raises(PersonCannot, match="Missing Permissions"):
        await grace.start_thread(await grace.say("papers", "y"), "Another")


async def test_a_private_thread_is_for_its_members(sandbox: Sandbox, bot: Probe) -> None:
    """A private thread is unseen by others, and by people without MANAGE_THREADS."""
    papers = sandbox.channels["papers"]
    channel = bot.get_channel(papers.id)
    with pytest.raises(discord.Forbidden):
        await channel.create_thread(name="Secret")
    sandbox.administration.allow(papers, sandbox.bot_user, Permission.CREATE_PRIVATE_THREADS)
    secret = await channel.create_thread(name="Secret")
    with pytest.raises(PersonCannot, match="does not see"):
        await sandbox.person("grace").say("Secret", "hello?")
    await sandbox.person("alan").say("Secret", "moderators see it")
    assert secret.is_private()


async def test_active_threads_are_listed(sandbox: Sandbox, bot: Probe) -> None:
    """The threads of a guild that are not archived can be asked for."""
    grace = sandbox.person("grace")
    for name in ("One", "Two"):
        await grace.start_thread(await grace.say("papers", name), name)
    sandbox.channels["Two"].thread.archived = True
    guild = bot.get_channel(sandbox.channels["papers"].id).guild
    assert [each.name for each in await guild.active_threads()] == ["One"]


async def test_forum_posts(sandbox: Sandbox, bot: Probe) -> None:
    """A person's post comes as a thread whose first message has its id; the bot can answer and post itself."""
    guild = sandbox.world.guild_of(sandbox.channels["papers"])
    assert guild is not None
    forum = sandbox.world.add_channel(guild, "questions", kind=ChannelType.FORUM)
    await bot.event("guild_channel_create")
    thread, first = await sandbox.person("emmy").post("questions", "Is there code?", "for 1706.03762")
    assert thread.id == first.id
    heard = await bot.event("message")
    assert (heard.content, heard.channel.name, heard.channel.parent.name) == (
        "for 1706.03762",
        "Is there code?",
        "questions",
    )
    await heard.reply("there is")
    assert (await sandbox.next_message(reply_to=first)).content == "there is"
    own = await bot.get_channel(forum.id).create_thread(name="Digest", content="this week")
    assert (own.thread.id, own.message.id) == (own.thread.id, own.thread.id)
    with pytest.raises(PersonCannot, match="non-text channel"):
        await sandbox.person("emmy").say("questions", "no post")
    with pytest.raises(discord.HTTPException) as caught:
        await bot.http.send_message(forum.id, params=discord.http.handle_message_parameters(content="x"))
    assert caught.value.code == 50008


async def test_forwards_carry_a_snapshot(sandbox: Sandbox, bot: Probe) -> None:
    """A forwarded message has no text of its own but that of its snapshot, in both directions."""
    grace = sandbox.person("grace")
    said = await grace.say("general", "arxiv.org/abs/1706.03762")
    heard = await bot.event("message")
    await grace.forward(said, "papers")
    forwarded = await bot.event("message", 2)
    assert (forwarded.content, forwarded.flags.forwarded) == ("", True)
    assert forwarded.message_snapshots[0].content == "arxiv.org/abs/1706.03762"
    assert forwarded.reference.type is discord.MessageReferenceType.forward
    sent = await heard.forward(bot.get_channel(sandbox.channels["bots"].id))
    assert sandbox.message(sent.id).snapshots[0]["message"]["content"] == "arxiv.org/abs/1706.03762"
