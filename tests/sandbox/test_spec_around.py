"""What happens around messages in a busy server: others who speak, publishing, blocks, uploads, voice, roles."""

from __future__ import annotations

import io
from datetime import timedelta

import discord
import pytest

from bot.sandbox import PersonCannot, Sandbox
from bot.sandbox.emojis import parse_emoji
from bot.sandbox.model import Channel, ChannelType, Guild
from tests.sandbox.probe import Probe


@pytest.fixture
def guild(sandbox: Sandbox) -> Guild:
    """The server of #papers."""
    found = sandbox.world.guild_of(sandbox.channels["papers"])
    assert found is not None
    return found


@pytest.fixture
def papers(bot: Probe, sandbox: Sandbox) -> discord.TextChannel:
    """#papers, as the bot has it."""
    return bot.get_channel(sandbox.channels["papers"].id)


# --- who speaks ---


async def test_a_webhook_speaks(sandbox: Sandbox, bot: Probe, papers: discord.TextChannel) -> None:
    """Its messages have a webhook_id, an author who is nobody's account, and no member; the bot can answer them."""
    said = sandbox.administration.speak_as_webhook(sandbox.channels["papers"], "arXiv feed", "arxiv.org/abs/1706.03762")
    heard = await bot.event("message")
    assert (heard.webhook_id, heard.author.bot, heard.author.name) == (said.author.id, True, "arXiv feed")
    assert isinstance(heard.author, discord.User)
    assert heard.author.discriminator == "0000"
    again = sandbox.administration.speak_as_webhook(sandbox.channels["papers"], "arXiv feed", embeds=[{"title": "new"}])
    assert again.author is said.author
    reply = await heard.reply("found")
    assert (reply.reference.message_id, reply.mentions) == (said.id, [])
    with pytest.raises(discord.NotFound) as caught:
        await bot.fetch_user(said.author.id)
    assert caught.value.code == 10013


async def test_another_bot_speaks(sandbox: Sandbox, bot: Probe, papers: discord.TextChannel) -> None:
    """Another bot is a member whose user says that it is one; it is nobody whom the page may act as."""
    other = sandbox.other_bot("rival")
    said = await other.say("papers", "arxiv.org/abs/1706.03762")
    heard = await bot.event("message")
    assert (heard.author.id, heard.author.bot, isinstance(heard.author, discord.Member)) == (other.id, True, True)
    assert (await heard.reply("me too")).reference.message_id == said.id
    assert sandbox.other_bot("rival").user is other.user
    assert "rival" not in sandbox.people


# --- publishing ---


@pytest.fixture
def news(sandbox: Sandbox, guild: Guild) -> Channel:
    """An announcement channel that #papers follows."""
    channel = sandbox.world.add_channel(guild, "news", kind=ChannelType.ANNOUNCEMENT)
    sandbox.administration.follow(channel, sandbox.channels["papers"], sandbox.person("ada").user)
    return channel


async def test_a_crosspost(sandbox: Sandbox, bot: Probe, news: Channel) -> None:
    """What is published comes to the followers by a webhook, changes with its source, and says when that is gone."""
    added = await bot.event("message")
    assert (added.type, added.content) == (discord.MessageType.channel_follow_add, "The Reading Room #news")
    ada = sandbox.person("ada")
    said = await ada.say("news", "arxiv.org/abs/1706.03762")
    await ada.publish(said)
    copy = await bot.event("message", 3)
    assert (copy.channel.name, copy.content, copy.flags.is_crossposted) == ("papers", "arxiv.org/abs/1706.03762", True)
    assert copy.webhook_id is not None
    assert (copy.reference.channel_id, copy.reference.message_id) == (news.id, said.id)
    source = await bot.get_channel(news.id).fetch_message(said.id)
    assert source.flags.crossposted
    await ada.edit(said, "arxiv.org/abs/1810.04805")
    assert (await bot.event("raw_message_edit", 3)).message_id == copy.id
    assert (await copy.channel.fetch_message(copy.id)).content == "arxiv.org/abs/1810.04805"
    with pytest.raises(PersonCannot, match="already been crossposted"):
        await ada.publish(said)
    await ada.delete(said)
    gone = await copy.channel.fetch_message(copy.id)
    assert gone.flags.source_message_deleted
    assert gone.content == "[Original Message Deleted]"


async def test_what_is_not_published(sandbox: Sandbox, news: Channel) -> None:
    """Others' messages need MANAGE_MESSAGES, and only announcement channels are followed."""
    said = await sandbox.person("emmy").say("news", "x")
    with pytest.raises(PersonCannot, match="Missing Permissions"):
        await sandbox.person("grace").publish(said)
    plain = await sandbox.person("emmy").say("papers", "x")
    with pytest.raises(PersonCannot, match="channel type"):
        await sandbox.person("emmy").publish(plain)
    with pytest.raises(ValueError, match="no announcement"):
        sandbox.administration.follow(sandbox.channels["papers"], news, sandbox.person("ada").user)


async def test_a_thread_in_an_announcement_channel(sandbox: Sandbox, bot: Probe, news: Channel) -> None:
    """It has a type of its own, and no private one is made there."""
    said = await sandbox.person("ada").say("news", "x")
    await sandbox.person("grace").start_thread(said, "Talk")
    thread = await bot.event("thread_create")
    assert thread.type is discord.ChannelType.news_thread
    await thread.send("here")
    with pytest.raises(discord.HTTPException):
        await bot.get_channel(news.id).create_thread(name="Hidden", type=discord.ChannelType.private_thread)


# --- voice ---


async def test_the_text_of_a_voice_channel(sandbox: Sandbox, bot: Probe, guild: Guild) -> None:
    """People and the bot write in it as elsewhere."""
    sandbox.world.add_channel(guild, "Lounge", kind=ChannelType.VOICE)
    created = await bot.event("guild_channel_create")
    assert isinstance(created, discord.VoiceChannel)
    said = await sandbox.person("grace").say("Lounge", "arxiv.org/abs/1706.03762")
    heard = await bot.event("message")
    await heard.reply("found")
    assert (await sandbox.next_message(reply_to=said)).content == "found"
    with pytest.raises(PersonCannot, match="channel type"):
        await sandbox.person("grace").start_thread(said, "no threads here")


# --- blocks, time-outs ---


async def test_somebody_blocked_the_bot(sandbox: Sandbox, bot: Probe) -> None:
    """The bot cannot react to what they wrote (90001) nor write to them (50007); until they end it."""
    grace = sandbox.person("grace")
    grace.block_bot(True)
    await grace.say("papers", "x")
    heard = await bot.event("message")
    with pytest.raises(discord.Forbidden) as caught:
        await heard.add_reaction("👻")
    assert caught.value.code == 90001
    with pytest.raises(discord.Forbidden) as caught:
        await heard.author.send("psst")
    assert caught.value.code == 50007
    grace.block_bot(False)
    await heard.add_reaction("👻")
    await heard.author.send("psst")


async def test_closed_direct_messages(sandbox: Sandbox, bot: Probe) -> None:
    """A person closes and opens their direct messages."""
    grace = sandbox.person("grace")
    grace.accept_dms(False)
    user = await bot.fetch_user(grace.id)
    with pytest.raises(discord.Forbidden) as caught:
        await user.send("psst")
    assert caught.value.code == 50007
    grace.accept_dms(True)
    await user.send("psst")


async def test_the_end_of_a_time_out(sandbox: Sandbox, bot: Probe, papers: discord.TextChannel, guild: Guild) -> None:
    """The bot in time-out only reads; afterwards it writes again."""
    sandbox.administration.time_out(guild, sandbox.bot_user, 3600)
    assert (await bot.event("member_update")).id == sandbox.bot_user.id
    assert papers.guild.me.is_timed_out()
    with pytest.raises(discord.Forbidden):
        await papers.send("x")
    sandbox.administration.end_time_out(guild, sandbox.bot_user)
    await papers.send("x")


# --- previews ---


async def test_previews_are_hidden(sandbox: Sandbox, bot: Probe) -> None:
    """A person takes the previews off an own message, a moderator off anybody's; no more come after that."""
    emmy, alan = sandbox.person("emmy"), sandbox.person("alan")
    said = await emmy.say("papers", "arxiv.org/abs/1706.03762")
    preview = {"type": "link", "url": "https://arxiv.org/abs/1706.03762", "title": "Attention"}
    sandbox.messages.preview(said, preview)
    with pytest.raises(PersonCannot):
        await sandbox.person("grace").hide_previews(said)
    await alan.hide_previews(said)
    sandbox.messages.preview(said, preview)
    shown = await (await bot.event("message")).fetch()
    assert (shown.embeds, shown.flags.suppress_embeds, shown.edited_at) == ([], True, None)


# --- reactions and roles ---


async def test_moderators_clear_reactions(sandbox: Sandbox, bot: Probe) -> None:
    """All of one emoji, or all of them: two events of their own."""
    said = await sandbox.person("emmy").say("papers", "x")
    for who in ("grace", "emmy"):
        await sandbox.person(who).react(said, "👻")
        await sandbox.person(who).react(said, "🌱")
    with pytest.raises(PersonCannot, match="Missing Permissions"):
        await sandbox.person("grace").clear_reactions(said)
    await sandbox.person("alan").clear_reactions(said, "👻")
    assert str((await bot.event("raw_reaction_clear_emoji")).emoji) == "👻"
    assert [each.name for each in said.reactions] == ["🌱"]
    await sandbox.person("alan").clear_reactions(said)
    assert (await bot.event("raw_reaction_clear")).message_id == said.id
    with pytest.raises(PersonCannot, match="nobody has reacted"):
        await sandbox.person("alan").clear_reactions(said, "👻")


async def test_variation_selectors_make_two_reactions(sandbox: Sandbox, bot: Probe) -> None:
    """Discord keeps what it was sent: with and without U+FE0F are two reactions (discord/discord-api-docs#2782).

    Its own client sends the first; libraries and phones also the second. Whoever counts must take them for one.
    """
    said = await sandbox.person("emmy").say("papers", "x")
    for emoji in ("⚰️", "⚰"):
        assert parse_emoji(emoji) == (emoji, None)
        await sandbox.person("grace").react(said, emoji)
    message = await (await bot.event("message")).fetch()
    assert [(str(each.emoji), each.count) for each in message.reactions] == [("⚰️", 1), ("⚰", 1)]


async def test_a_role_is_deleted(sandbox: Sandbox, bot: Probe, guild: Guild) -> None:
    """Its members lose it and what it granted."""
    role = next(each for each in guild.roles.values() if each.name == "Moderator")
    sandbox.administration.delete_role(guild, role)
    assert (await bot.event("guild_role_delete")).id == role.id
    assert guild.members[sandbox.person("alan").id].roles == []


async def test_people_have_been_there_for_long(sandbox: Sandbox, bot: Probe) -> None:
    """Whoever is there at the start joined long ago with an old account; newcomers are new."""
    guild = bot.get_channel(sandbox.channels["papers"].id).guild
    grace = await guild.fetch_member(sandbox.person("grace").id)
    now = sandbox.clock.now()
    assert now - grace.joined_at > timedelta(days=300)
    assert now - grace.created_at > timedelta(days=1000)
    fresh = sandbox.world.add_user("mallory", "Mallory", 0)
    sandbox.world.add_member(sandbox.world.guilds[guild.id], fresh)
    member = await guild.fetch_member(fresh.id)
    assert now - member.joined_at < timedelta(minutes=5)
    assert now - member.created_at < timedelta(minutes=5)


# --- uploads ---


async def test_a_picture_in_an_embed(sandbox: Sandbox, papers: discord.TextChannel) -> None:
    """`attachment://` becomes an address that serves the picture, which is no attachment beside the embed."""
    picture = discord.File(io.BytesIO(b"\x89PNG\r\n\x1a\n"), "chart.png")
    table = discord.File(io.BytesIO(b"a,b\n"), "table.csv")
    embed = discord.Embed(title="stats").set_image(url="attachment://chart.png")
    embed.set_thumbnail(url="attachment://nothing.png")
    sent = await papers.send(embed=embed, files=[picture, table])
    assert [each.filename for each in sent.attachments] == ["table.csv"]
    [shown] = sent.embeds
    assert shown.image.url.startswith(sandbox.page_url)
    assert shown.image.proxy_url == shown.image.url
    assert shown.thumbnail.url is None
    assert await discord.Attachment.read(_served(sent, shown.image.url)) == b"\x89PNG\r\n\x1a\n"
    page = discord.File(io.BytesIO(b"\x89PNG2"), "chart.png")
    turned = await sent.edit(embed=embed, attachments=[page])
    assert turned.attachments == []
    assert turned.embeds[0].image.url != shown.image.url
    bare = await turned.edit(embed=discord.Embed(title="no picture"))
    assert [each.filename for each in bare.attachments] == ["chart.png"]


def _served(message: discord.Message, url: str) -> discord.Attachment:
    payload = {"id": 1, "filename": "chart.png", "size": 8, "url": url, "proxy_url": url}
    return discord.Attachment(data=payload, state=message._state)


async def test_a_forward_carries_the_files(sandbox: Sandbox, bot: Probe, papers: discord.TextChannel) -> None:
    """The snapshot has the attachments of what was forwarded, also when that is deleted afterwards."""
    file = discord.File(io.BytesIO(b"a,b\n"), "table.csv")
    sent = await papers.send("look", file=file)
    forwarded = await sent.forward(bot.get_channel(sandbox.channels["bots"].id))
    await sent.delete()
    [snapshot] = forwarded.message_snapshots
    [attachment] = snapshot.attachments
    assert attachment.filename == "table.csv"
    assert await attachment.read() == b"a,b\n"


# --- threads ---


async def test_a_locked_thread(sandbox: Sandbox, bot: Probe) -> None:
    """In a locked thread the bot may not write or edit; it may react and delete until it is archived as well."""
    grace, alan = sandbox.person("grace"), sandbox.person("alan")
    thread = await grace.start_thread(await grace.say("papers", "x"), "Talk")
    seen = await bot.event("thread_create")
    own, other = await seen.send("first"), await seen.send("second")
    with pytest.raises(PersonCannot, match="Missing Permissions"):
        await grace.change_thread("Talk", locked=True)
    await alan.change_thread("Talk", locked=True)
    for act in (seen.send("third"), own.edit(content="changed")):
        with pytest.raises(discord.Forbidden) as caught:
            await act
        assert caught.value.code == 160005
    await own.add_reaction("👻")
    await own.delete()
    await alan.change_thread("Talk", archived=True)
    with pytest.raises(discord.HTTPException) as refused:
        await other.delete()
    assert refused.value.code == 50083
    await alan.change_thread("Talk", archived=False, locked=False)
    await grace.change_thread("Talk", archived=True)
    await other.delete()
    assert (await bot.event("raw_thread_update", 4)).data["thread_metadata"]["archived"]
    assert [each.content for each in thread.messages.values()] == [""]


async def test_the_counts_of_a_thread(sandbox: Sandbox, bot: Probe) -> None:
    """`message_count` follows deletions, `total_message_sent` does not; archiving has its own moment."""
    grace = sandbox.person("grace")
    thread = await grace.start_thread(await grace.say("papers", "x"), "Talk")
    await grace.delete(await grace.say("Talk", "oops"))
    sandbox.clock.advance(60)
    await grace.change_thread("Talk", archived=True)
    payload = await bot.http.get_channel(thread.id)
    assert (payload["message_count"], payload["total_message_sent"]) == (1, 2)
    metadata = payload["thread_metadata"]
    assert metadata["archive_timestamp"] > metadata["create_timestamp"]


async def test_channels_tell_their_last_message(sandbox: Sandbox, bot: Probe, guild: Guild) -> None:
    """GUILD_CREATE has `last_message_id` of channels, voice channels, threads, and the newest post of a forum."""
    sandbox.administration.remove_bot(guild)
    sandbox.world.add_channel(guild, "questions", kind=ChannelType.FORUM)
    sandbox.world.add_channel(guild, "Lounge", kind=ChannelType.VOICE)
    grace = sandbox.person("grace")
    said = await grace.say("papers", "x")
    thread = await grace.start_thread(said, "Talk")
    spoken, replied = await grace.say("Lounge", "y"), await grace.say("Talk", "z")
    post, first = await grace.post("questions", "Code?", "for 1706.03762")
    sandbox.world.invite_bot(guild)
    joined = await bot.event("guild_join")
    last = {each.name: each.last_message_id for each in (*joined.channels, *joined.threads)}
    assert last == {
        "papers": said.id, "reading-group": None, "bots": None, "questions": post.id, "Lounge": spoken.id,
        "Talk": replied.id, "Code?": first.id,
    }  # fmt: skip
    assert thread.id == said.id


async def test_the_bot_reads_around_a_message(sandbox: Sandbox, papers: discord.TextChannel) -> None:
    """A page around a message has it in the middle; one after a message has the oldest that follow."""
    grace = sandbox.person("grace")
    said = [await grace.say("papers", f"m{n}") for n in range(9)]
    middle = discord.Object(said[4].id)
    around = [each.content async for each in papers.history(around=middle, limit=5)]
    assert around == ["m6", "m5", "m4", "m3", "m2"]
    after = [each.content async for each in papers.history(after=middle, limit=2)]
    assert after == ["m5", "m6"]
