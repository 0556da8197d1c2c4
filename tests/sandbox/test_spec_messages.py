"""Sending, editing and deleting over REST: Discord's limits and error codes, as discord.py meets them."""

from __future__ import annotations

import io
from typing import Any

import discord
import pytest

from bot.sandbox import PersonCannot, Sandbox
from bot.sandbox.permissions import Permission
from tests.sandbox.probe import Probe


@pytest.fixture
def papers(sandbox: Sandbox, bot: Probe) -> discord.TextChannel:
    """The channel #papers as the bot has it."""
    channel = bot.get_channel(sandbox.channels["papers"].id)
    assert isinstance(channel, discord.TextChannel)
    return channel


async def create(bot: Probe, sandbox: Sandbox, **body: Any) -> Any:
    """POST a message with exactly this body."""
    route = discord.http.Route("POST", "/channels/{channel_id}/messages", channel_id=sandbox.channels["papers"].id)
    return await bot.http.request(route, json=body)


async def refusal(bot: Probe, sandbox: Sandbox, **body: Any) -> discord.HTTPException:
    """The error that a body meets."""
    with pytest.raises(discord.HTTPException) as caught:
        await create(bot, sandbox, **body)
    return caught.value


def embed(**members: Any) -> dict[str, Any]:
    return {"embeds": [members]}


def row(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(parts)}


def button(custom_id: str = "x", **members: Any) -> dict[str, Any]:
    return {"type": 2, "style": 1, "label": "X", "custom_id": custom_id} | members


# --- create ---


@pytest.mark.parametrize("body", [{}, {"content": " \n "}, {"embeds": [{}]}, {"embeds": [{"title": " "}]}])
async def test_an_empty_message_is_refused(sandbox: Sandbox, bot: Probe, body: dict[str, Any]) -> None:
    """Nothing, blanks and blank embeds are no message: 50006."""
    assert (await refusal(bot, sandbox, **body)).code == 50006


async def test_the_body_must_be_json(sandbox: Sandbox, bot: Probe) -> None:
    """What is no JSON is 50109, a list where an object belongs 50035."""
    route = discord.http.Route("POST", "/channels/{channel_id}/messages", channel_id=sandbox.channels["papers"].id)
    with pytest.raises(discord.HTTPException) as caught:
        await bot.http.request(route, data="{", headers={"Content-Type": "application/json"})
    assert (caught.value.status, caught.value.code) == (400, 50109)
    with pytest.raises(discord.HTTPException) as caught:
        await bot.http.request(route, json=[])
    assert caught.value.code == 50035


async def test_faults_are_told_by_their_path(sandbox: Sandbox, bot: Probe) -> None:
    """All faults of a body are answered at once, each under its own path, and nothing is sent."""
    error = await refusal(bot, sandbox, content="x" * 2001, **embed(title="x" * 257, color=-1))
    assert (error.status, error.code) == (400, 50035)
    errors = sandbox.requests[-1].answered["errors"]
    assert errors["content"]["_errors"] == [
        {"code": "BASE_TYPE_MAX_LENGTH", "message": "Must be 2000 or fewer in length."}
    ]
    assert set(errors["embeds"]["0"]) == {"title", "color"}
    assert not sandbox.channels["papers"].messages


async def test_what_is_just_within_the_limits_is_sent(sandbox: Sandbox, bot: Probe) -> None:
    """Limits count code points, and the largest message of each kind passes."""
    await create(bot, sandbox, content="🪦" * 2000)
    fields = [{"name": "n" * 10, "value": "v" * 30}] * 25
    await create(bot, sandbox, **embed(title="t" * 256, description="d" * 4096, fields=fields, color=0xFFFFFF))
    rows = [row(*(button(f"{r}.{c}", label="l" * 80) for c in range(5))) for r in range(5)]
    await create(bot, sandbox, content="x", components=rows)
    assert len(sandbox.channels["papers"].messages) == 3


async def test_unknown_members_are_ignored_and_text_is_trimmed(sandbox: Sandbox, bot: Probe) -> None:
    """The server keeps what it knows of an embed, makes it rich, and gives components ids."""
    sent = await create(
        bot,
        sandbox,
        content="  hello  ",
        embeds=[{"title": " t ", "flags": 0, "provider": {"name": "x"}, "type": "image"}],
        components=[row(button(), {"type": 2, "style": 5, "label": "L", "url": "https://a.b", "emoji": None})],
    )
    assert sent["content"] == "hello"
    assert sent["embeds"] == [{"title": "t", "type": "rich"}]
    assert [each["id"] for each in (sent["components"][0], *sent["components"][0]["components"])] == [1, 2, 3]
    assert "emoji" not in sent["components"][0]["components"][1]


async def test_components_v2_carry_the_whole_message(sandbox: Sandbox, papers: discord.TextChannel) -> None:
    """A layout of texts, sections and containers is sent and stays one: the flag cannot be taken off."""
    layout = discord.ui.LayoutView()
    layout.add_item(
        discord.ui.Container(
            discord.ui.TextDisplay("# Attention"),
            discord.ui.Section("a section", accessory=discord.ui.Button(label="Go", custom_id="go")),
            discord.ui.Separator(),
            discord.ui.ActionRow(discord.ui.Button(label="More", custom_id="more")),
            accent_colour=0x9B6BDF,
        )
    )
    sent = await papers.send(view=layout)
    assert sent.flags.components_v2
    shown = sandbox.message(sent.id)
    assert shown is not None
    assert [each["label"] for each in shown.buttons] == ["Go", "More"]
    with pytest.raises(discord.HTTPException) as caught:
        await sent.edit(content="plain")
    assert caught.value.code == 50035


async def test_a_plain_message_becomes_v2_only_when_emptied(sandbox: Sandbox, papers: discord.TextChannel) -> None:
    """Setting the flag needs content and embeds gone."""
    layout = discord.ui.LayoutView()
    layout.add_item(discord.ui.TextDisplay("a layout"))
    sent = await papers.send("plain")
    with pytest.raises(discord.HTTPException):
        await sent.edit(view=layout)
    await sent.edit(content=None, view=layout)
    shown = sandbox.message(sent.id)
    assert shown is not None
    assert (shown.content, len(shown.components)) == ("", 1)


# --- files ---


async def test_files_are_uploaded_and_served(sandbox: Sandbox, papers: discord.TextChannel) -> None:
    """A file with its alternative text comes back by its address, byte for byte, and an edit can drop it."""
    sent = await papers.send("see", file=discord.File(io.BytesIO(b"\x89PNG..."), "chart.png", description="a chart"))
    [attached] = sent.attachments
    assert (attached.filename, attached.size, attached.description) == ("chart.png", 7, "a chart")
    assert await attached.read() == b"\x89PNG..."
    await sent.add_files(discord.File(io.BytesIO(b"second"), "notes.txt"))
    shown = sandbox.message(sent.id)
    assert shown is not None
    assert [each.filename for each in shown.attachments] == ["chart.png", "notes.txt"]
    await sent.edit(attachments=[])
    assert shown.attachments == []


async def test_files_that_are_too_large_are_refused(papers: discord.TextChannel) -> None:
    """More than 10 MiB in a file is 413 with 50045, more than 25 MiB in a request 40005."""
    eleven = b"\0" * (11 * 1024 * 1024)
    with pytest.raises(discord.HTTPException) as caught:
        await papers.send(file=discord.File(io.BytesIO(eleven), "big"))
    assert (caught.value.status, caught.value.code) == (413, 50045)
    with pytest.raises(discord.HTTPException) as caught:
        await papers.send(files=[discord.File(io.BytesIO(eleven), f"big{n}") for n in range(3)])
    assert (caught.value.status, caught.value.code) == (413, 40005)


# --- replies and mentions ---


async def test_a_reply_to_what_is_gone(sandbox: Sandbox, bot: Probe, papers: discord.TextChannel) -> None:
    """Answering a deleted message is refused, or without the wish that it exist, a plain message."""
    grace = sandbox.person("grace")
    said = await grace.say("papers", "soon gone")
    heard = await bot.event("message")
    await grace.delete(said)
    with pytest.raises(discord.HTTPException) as caught:
        await heard.reply("too late")
    assert caught.value.code == 50035
    errors = sandbox.requests[-1].answered["errors"]["message_reference"]["_errors"]
    assert errors[0]["code"] == "REPLIES_UNKNOWN_MESSAGE"
    sent = await papers.send("never mind", reference=heard.to_reference(fail_if_not_exists=False))
    assert (sent.type, sent.reference) == (discord.MessageType.default, None)


async def test_a_reply_whose_target_is_deleted_later(sandbox: Sandbox, bot: Probe, papers: discord.TextChannel) -> None:
    """The reference stays, and what it leads to is null."""
    grace = sandbox.person("grace")
    said = await grace.say("papers", "soon gone")
    sent = await (await bot.event("message")).reply("an answer")
    await grace.delete(said)
    fetched = await papers.fetch_message(sent.id)
    assert fetched.reference is not None
    assert fetched.reference.message_id == said.id
    assert isinstance(fetched.reference.resolved, discord.DeletedReferencedMessage)


async def test_who_is_pinged(sandbox: Sandbox, bot: Probe) -> None:
    """allowed_mentions decides who is pinged; the text keeps what was written."""
    grace, emmy = sandbox.person("grace"), sandbox.person("emmy")
    said = await grace.say("papers", "question")
    text = f"<@{grace.id}> <@!{emmy.id}> @everyone"
    reply = {"message_id": said.id}
    both = await create(bot, sandbox, content=text)
    assert [int(each["id"]) for each in both["mentions"]] == [grace.id, emmy.id]
    assert both["mention_everyone"] is False
    nobody = await create(bot, sandbox, content=text, allowed_mentions={"parse": []}, message_reference=reply)
    assert (nobody["content"], nobody["mentions"]) == (text, [])
    one = await create(bot, sandbox, content=text, allowed_mentions={"users": [emmy.id]})
    assert [int(each["id"]) for each in one["mentions"]] == [emmy.id]
    replied = await create(bot, sandbox, content="answer", message_reference=reply)
    assert [int(each["id"]) for each in replied["mentions"]] == [grace.id]
    allowed = {"parse": [], "replied_user": True}
    replied = await create(bot, sandbox, content="answer", message_reference=reply, allowed_mentions=allowed)
    assert [int(each["id"]) for each in replied["mentions"]] == [grace.id]


async def test_roles_and_everyone_are_pinged_by_right(sandbox: Sandbox, bot: Probe) -> None:
    """A role that is not mentionable and @everyone need MENTION_EVERYONE."""
    guild = sandbox.world.guild_of(sandbox.channels["papers"])
    assert guild is not None
    moderator = next(each for each in guild.roles.values() if each.name == "Moderator")
    text = f"<@&{moderator.id}> @here"
    sent = await create(bot, sandbox, content=text)
    assert (sent["mention_roles"], sent["mention_everyone"]) == ([], False)
    sandbox.administration.allow(sandbox.channels["papers"], sandbox.bot_user, Permission.MENTION_EVERYONE)
    sent = await create(bot, sandbox, content=text)
    assert (sent["mention_roles"], sent["mention_everyone"]) == ([str(moderator.id)], True)


# --- edit and delete ---


async def test_other_peoples_messages_are_not_for_the_bot(sandbox: Sandbox, bot: Probe) -> None:
    """Editing another's message is 50005, deleting it or suppressing its embeds needs MANAGE_MESSAGES."""
    said = await sandbox.person("grace").say("papers", "https://arxiv.org/abs/1706.03762")
    message = await bot.event("message")
    with pytest.raises(discord.Forbidden) as caught:
        await bot.http.edit_message(
            message.channel.id, message.id, params=discord.http.handle_message_parameters(content="mine now")
        )
    assert caught.value.code == 50005
    for act in (message.delete, lambda: message.edit(suppress=True)):
        with pytest.raises(discord.Forbidden) as caught:
            await act()
        assert caught.value.code == 50013
    sandbox.administration.allow(sandbox.channels["papers"], sandbox.bot_user, Permission.MANAGE_MESSAGES)
    await message.edit(suppress=True)
    assert (said.flags & 4, said.edited_at) == (4, None)
    await message.delete()
    assert sandbox.message(said.id) is None
    with pytest.raises(discord.NotFound) as gone:
        await message.edit(suppress=True)
    assert gone.value.code == 10008


async def test_an_edit_may_not_leave_nothing(papers: discord.TextChannel) -> None:
    """Null content empties it, and 50006 keeps a message from having nothing at all."""
    sent = await papers.send("text", embed=discord.Embed(title="e"))
    sent = await sent.edit(content=None)
    assert (sent.content, len(sent.embeds)) == ("", 1)
    with pytest.raises(discord.HTTPException) as caught:
        await sent.edit(embed=None)
    assert caught.value.code == 50006


async def test_many_old_edits_are_limited(sandbox: Sandbox, papers: discord.TextChannel) -> None:
    """Edits of messages older than an hour run out (30046) where that limit is switched on."""
    sandbox.limits.old_edits = (2, 0.1)
    sent = await papers.send("old")
    for text in ("fresh edits", "are", "free"):
        await sent.edit(content=text)
    sandbox.clock.advance(3601)
    for text in ("one", "two", "three"):
        await sent.edit(content=text)
    codes = [each.answered.get("code") for each in sandbox.requests if each.status == 429]
    assert codes == [30046]
    assert sandbox.message(sent.id).content == "three"


async def test_bulk_deletion(sandbox: Sandbox, papers: discord.TextChannel) -> None:
    """2 to 100 messages, none older than two weeks, with MANAGE_MESSAGES; told as one event."""
    grace = sandbox.person("grace")
    said = [discord.Object((await grace.say("papers", str(n))).id) for n in range(3)]
    with pytest.raises(discord.Forbidden):
        await papers.delete_messages(said)
    sandbox.administration.allow(sandbox.channels["papers"], sandbox.bot_user, Permission.MANAGE_MESSAGES)
    with pytest.raises(discord.HTTPException) as caught:
        await papers._state.http.delete_messages(papers.id, [said[0].id])
    assert caught.value.code == 50016
    await papers.delete_messages(said[:2])
    assert list(sandbox.channels["papers"].messages) == [said[2].id]
    await grace.say("papers", "3")
    sandbox.clock.advance(15 * 86400)
    with pytest.raises(discord.HTTPException) as caught:
        await papers._state.http.delete_messages(papers.id, list(sandbox.channels["papers"].messages))
    assert caught.value.code == 50034


async def test_a_preview_is_no_edit(sandbox: Sandbox, bot: Probe) -> None:
    """Discord's own preview of a link comes as an update without a time of edit."""
    said = await sandbox.person("grace").say("papers", "https://arxiv.org/abs/1706.03762")
    sandbox.messages.preview(said, {"type": "link", "url": "https://arxiv.org/abs/1706.03762", "title": "Attention"})
    update = await bot.event("raw_message_edit")
    assert (update.message.edited_at, update.message.embeds[0].title) == (None, "Attention")
    sandbox.administration.allow(sandbox.channels["papers"], sandbox.bot_user, Permission.MANAGE_MESSAGES)
    message = await update.message.edit(suppress=True)
    assert (message.embeds, said.embeds[0]["title"]) == ([], "Attention")


# --- reactions and pins ---


async def test_what_is_no_emoji_is_refused(papers: discord.TextChannel) -> None:
    """A word is no emoji: 10014."""
    sent = await papers.send("x")
    with pytest.raises(discord.HTTPException) as caught:
        await papers._state.http.add_reaction(papers.id, sent.id, "ghost")
    assert (caught.value.status, caught.value.code) == (400, 10014)


async def test_the_limits_and_rights_of_reactions(sandbox: Sandbox, bot: Probe) -> None:
    """20 emojis per message; the first of its kind needs ADD_REACTIONS, joining it only the history."""
    grace, channel = sandbox.person("grace"), sandbox.channels["papers"]
    said = await grace.say("papers", "x")
    message = await bot.event("message")
    await grace.react(said, "👻")
    sandbox.administration.deny(channel, sandbox.bot_user, Permission.ADD_REACTIONS)
    await message.add_reaction("👻")
    with pytest.raises(discord.Forbidden) as forbidden:
        await message.add_reaction("🌱")
    assert forbidden.value.code == 50013
    for codepoint in range(0x1F400, 0x1F413):
        await grace.react(said, chr(codepoint))
    with pytest.raises(PersonCannot, match="20"):
        await grace.react(said, "🌱")
    sandbox.administration.deny(channel, sandbox.bot_user, Permission.READ_MESSAGE_HISTORY)
    with pytest.raises(discord.Forbidden):
        await message.add_reaction("👻")


async def test_reactors_and_clearing(sandbox: Sandbox, bot: Probe) -> None:
    """Who reacted can be asked; others' reactions are cleared with MANAGE_MESSAGES only."""
    said = await sandbox.person("grace").say("papers", "x")
    for name in ("grace", "emmy", "alan"):
        await sandbox.person(name).react(said, "👻")
        await sandbox.person(name).react(said, "🌱")
    message = await (await bot.event("message")).fetch()
    ghosts = message.reactions[0]
    assert (ghosts.count, ghosts.me) == (3, False)
    assert {each.name async for each in ghosts.users(limit=2)} == {"grace", "emmy"}
    emmy = discord.Object(sandbox.person("emmy").id)
    with pytest.raises(discord.Forbidden):
        await message.remove_reaction("👻", emmy)
    sandbox.administration.allow(sandbox.channels["papers"], sandbox.bot_user, Permission.MANAGE_MESSAGES)
    await message.remove_reaction("👻", emmy)
    assert (await bot.event("raw_reaction_remove")).user_id == emmy.id
    await message.clear_reaction("👻")
    assert str((await bot.event("raw_reaction_clear_emoji")).emoji) == "👻"
    await message.clear_reactions()
    await bot.event("raw_reaction_clear")
    assert said.reactions == []


async def test_pins_need_their_own_permission(sandbox: Sandbox, papers: discord.TextChannel) -> None:
    """PIN_MESSAGES pins; MANAGE_MESSAGES no longer does."""
    sent = await papers.send("keep this")
    sandbox.administration.allow(sandbox.channels["papers"], sandbox.bot_user, Permission.MANAGE_MESSAGES)
    with pytest.raises(discord.Forbidden):
        await sent.pin()
    sandbox.administration.allow(sandbox.channels["papers"], sandbox.bot_user, Permission.PIN_MESSAGES)
    await sent.pin()
    assert [each.id async for each in papers.pins()] == [sent.id]
    await sent.unpin()
    assert [each.id async for each in papers.pins()] == []
