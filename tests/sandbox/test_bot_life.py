"""The life of a plain discord.py bot in the sandbox, from login to modals, over real sockets."""

from __future__ import annotations

import discord
import pytest
from discord import app_commands

from bot.sandbox import NoAnswer, PersonCannot, Sandbox
from tests.sandbox.probe import Probe, running


async def test_start_asks_the_routes_in_discords_order(sandbox: Sandbox) -> None:
    """A bot logs in, asks for its application, registers its commands, and finds its guilds in READY."""
    bot = Probe()
    bot.hooks.append(lambda started: started.tree.sync())
    async with running(bot, sandbox):
        assert [(each.method, each.path) for each in sandbox.requests] == [
            ("GET", "/users/@me"),
            ("GET", "/oauth2/applications/@me"),
            ("PUT", f"/applications/{sandbox.application_id}/commands"),
        ]
        assert bot.user is not None
        assert (bot.user.name, bot.user.id) == ("PWNC", sandbox.bot_user.id)
        assert {guild.name for guild in bot.guilds} == {"The Reading Room", "Graveyard Shift"}
        room = discord.utils.get(bot.guilds, name="The Reading Room")
        assert room is not None
        assert [channel.name for channel in room.text_channels] == ["papers", "reading-group", "bots"]
        assert room.me.guild_permissions.send_messages
        assert not room.me.guild_permissions.manage_messages


async def test_a_message_is_answered_with_embed_buttons_and_reference(sandbox: Sandbox, bot: Probe) -> None:
    """What a person says reaches the bot; its reply with embed and buttons comes back to the person and to the bot."""
    asked = await sandbox.person("grace").say("papers", "  arxiv.org/abs/1706.03762 ")
    heard = await bot.event("message")
    assert (heard.content, heard.author.display_name, heard.channel.name) == (
        "arxiv.org/abs/1706.03762",
        "Grace",
        "papers",
    )
    view = discord.ui.View()
    view.add_item(discord.ui.Button(label="Abstract", custom_id="abstract"))
    embed = discord.Embed(title="Attention", colour=0x9B6BDF, url="https://arxiv.org/abs/1706.03762")
    embed.add_field(name="Authors", value="Vaswani")
    sent = await heard.reply("found", embed=embed, view=view, mention_author=False)

    answer = await sandbox.next_message(reply_to=asked)
    assert answer.id == sent.id
    assert answer.content == "found"
    assert answer.text_of_embed == "Attention\nAuthors\nVaswani"
    assert answer.buttons == [{"label": "Abstract", "custom_id": "abstract", "disabled": False}]
    assert answer.mentions == []
    echo = await bot.event("message", 2)
    assert echo.reference.message_id == asked.id
    assert echo.reference.resolved.content == "arxiv.org/abs/1706.03762"
    assert echo.embeds[0].fields[0].value == "Vaswani"


async def test_nonce_makes_a_send_happen_once(sandbox: Sandbox, bot: Probe) -> None:
    """The same enforced nonce gives the message that was sent before, and sends nothing."""
    channel = bot.get_channel(sandbox.channels["papers"].id)
    assert isinstance(channel, discord.TextChannel)
    first = await channel.send("once", nonce="answer-1")
    second = await channel.send("once more", nonce="answer-1")
    third = await channel.send("another", nonce="answer-2")
    assert second.id == first.id != third.id
    assert [each.content for each in sandbox.channels["papers"].messages.values()] == ["once", "another"]


async def test_edits_and_deletions_go_both_ways(sandbox: Sandbox, bot: Probe) -> None:
    """Edits and deletions of a person reach the bot, those of the bot reach the person."""
    grace = sandbox.person("grace")
    said = await grace.say("papers", "frist")
    await grace.edit(said, "first")
    update = await bot.event("raw_message_edit")
    assert (update.message_id, update.message.content) == (said.id, "first")
    await grace.delete(said)
    assert (await bot.event("raw_message_delete")).message_id == said.id
    assert sandbox.message(said.id) is None

    channel = bot.get_channel(sandbox.channels["papers"].id)
    own = await channel.send("draft")
    await own.edit(content="final", embed=discord.Embed(title="now with an embed"))
    seen = sandbox.message(own.id)
    assert seen is not None
    assert (seen.content, seen.text_of_embed, seen.edited_at is not None) == ("final", "now with an embed", True)
    await own.delete()
    assert sandbox.message(own.id) is None


async def test_history_and_single_fetch(sandbox: Sandbox, bot: Probe) -> None:
    """History pages before and after a message, newest first; a single message is fetched by id."""
    said = [await sandbox.person("emmy").say("papers", f"line {n}") for n in range(7)]
    channel = bot.get_channel(sandbox.channels["papers"].id)
    assert [each.content async for each in channel.history(limit=2)] == ["line 6", "line 5"]
    before = [each.content async for each in channel.history(limit=2, before=discord.Object(said[3].id))]
    after = [each.content async for each in channel.history(limit=2, after=discord.Object(said[3].id))]
    around = [each.content async for each in channel.history(limit=3, around=discord.Object(said[3].id))]
    assert before == ["line 2", "line 1"]
    assert after == ["line 4", "line 5"]
    assert sorted(around) == ["line 2", "line 3", "line 4"]
    assert (await channel.fetch_message(said[0].id)).author.name == "emmy"


async def test_reactions_of_people_and_of_the_bot(sandbox: Sandbox, bot: Probe) -> None:
    """Reactions and their withdrawal reach the bot; its own reach the people; a second one is no event."""
    alan = sandbox.person("alan")
    said = await alan.say("papers", "look")
    await alan.react(said, "👻")
    added = await bot.event("raw_reaction_add")
    assert (str(added.emoji), added.user_id, added.member.display_name) == ("👻", alan.id, "Alan")
    await alan.unreact(said, "👻")
    assert (await bot.event("raw_reaction_remove")).user_id == alan.id

    message = await bot.event("message")
    await message.add_reaction("🗳️")
    await message.add_reaction("🗳️")
    assert [(each.name, each.count) for each in said.reactions] == [("🗳️", 1)]
    await message.remove_reaction("🗳️", bot.user)
    assert said.reactions == []
    assert len(bot.all("raw_reaction_add")) == 2


async def test_typing_is_shown_both_ways(sandbox: Sandbox, bot: Probe) -> None:
    """Typing of a person reaches the bot, and the bot's own is accepted."""
    await sandbox.person("ada").start_typing("papers")
    channel = await bot.event("typing")
    assert channel.name == "papers"
    async with channel.typing():
        pass
    assert sandbox.requests[-1].path.endswith("/typing")


async def test_slash_command_with_suggestions_and_a_private_answer(sandbox: Sandbox) -> None:
    """Suggestions while typing, then the command itself, answered to its user only."""
    bot = Probe()

    @bot.tree.command(name="paper", description="Look a paper up")
    async def paper(interaction: discord.Interaction, query: str) -> None:
        await interaction.response.send_message(f"looked up {query}", ephemeral=True)

    @paper.autocomplete("query")
    async def suggest(interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=f"{current}: Attention", value="1706.03762")]

    bot.hooks.append(lambda started: started.tree.sync())
    async with running(bot, sandbox):
        grace = sandbox.person("grace")
        choices = await grace.autocomplete("paper", focused="query", query="atten")
        assert choices == [{"name": "atten: Attention", "value": "1706.03762"}]
        used = await grace.command("paper", query=choices[0]["value"])
        assert used.message is not None
        assert (used.message.content, used.ephemeral) == ("looked up 1706.03762", True)
        assert used.message.id not in sandbox.channels["papers"].messages
        with pytest.raises(PersonCannot, match="does not see"):
            await sandbox.person("emmy").press(used.message, "any")
        with pytest.raises(PersonCannot, match="no command"):
            await grace.command("nothing")
        with pytest.raises(PersonCannot, match="required"):
            await grace.command("paper")


async def test_deferral_follow_up_and_changes_through_the_token(sandbox: Sandbox) -> None:
    """A deferred answer is filled by an edit; follow-ups come after it; all can be changed and deleted by token."""
    bot = Probe()

    @bot.tree.command(name="scan", description="Scan slowly")
    async def scan(interaction: discord.Interaction) -> None:
        await interaction.response.defer(thinking=True)
        await interaction.edit_original_response(content="first result")
        more = await interaction.followup.send("and more", wait=True)
        await more.edit(content="and more, corrected")
        gone = await interaction.followup.send("oops", wait=True)
        await gone.delete()

    bot.hooks.append(lambda started: started.tree.sync())
    async with running(bot, sandbox):
        used = await sandbox.person("ada").command("scan")
        assert used.message is not None
        assert (used.message.content, used.message.edited_at, used.ephemeral) == ("first result", None, False)
        await bot.event("raw_message_delete")
        shown = [each.content for each in sandbox.channels["papers"].messages.values()]
        assert shown == ["first result", "and more, corrected"]


async def test_message_menu_knows_its_target(sandbox: Sandbox) -> None:
    """An entry of the right-click menu gets the message it was used on, and the answer refers to that message."""
    bot = Probe()

    @bot.tree.context_menu(name="Scan paper")
    async def scan(interaction: discord.Interaction, message: discord.Message) -> None:
        await interaction.response.send_message(f"scanned {message.content!r} of {message.author.display_name}")
        await interaction.followup.send("and more")

    bot.hooks.append(lambda started: started.tree.sync())
    async with running(bot, sandbox):
        said = await sandbox.person("emmy").say("papers", "1706.03762")
        used = await sandbox.person("alan").menu("Scan paper", said)
        assert used.message is not None
        assert used.message.content == "scanned '1706.03762' of Emmy"
        answer = await bot.event("message", 2)
        assert answer.type is discord.MessageType.context_menu_command
        assert answer.interaction_metadata.target_message_id == said.id
        assert (answer.reference.message_id, answer.reference.resolved.content) == (said.id, "1706.03762")
        follow_up = await bot.event("message", 3)
        assert (follow_up.type, follow_up.reference.message_id) == (discord.MessageType.reply, answer.id)
        assert follow_up.interaction_metadata.original_response_message_id == answer.id


class _Row(discord.ui.View):
    def __init__(self) -> None:
        super().__init__(timeout=None)

    @discord.ui.button(label="Update", custom_id="update")
    async def update(self, interaction: discord.Interaction, button: discord.ui.Button[_Row]) -> None:
        button.disabled = True
        await interaction.response.edit_message(content="updated", view=self)

    @discord.ui.button(label="Form", custom_id="form")
    async def form(self, interaction: discord.Interaction, button: discord.ui.Button[_Row]) -> None:
        await interaction.response.send_modal(_Form())

    @discord.ui.select(
        placeholder="Verdict",
        custom_id="verdict",
        options=[discord.SelectOption(label="Alive", value="alive"), discord.SelectOption(label="Fog", value="fog")],
    )
    async def verdict(self, interaction: discord.Interaction, select: discord.ui.Select[_Row]) -> None:
        await interaction.response.defer()
        await interaction.followup.send(f"chose {select.values[0]}", ephemeral=True)


class _Form(discord.ui.Modal, title="Found code"):
    address = discord.ui.TextInput(label="Address", custom_id="address", max_length=40)

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"thanks for {self.address.value}", ephemeral=True)


async def test_buttons_selects_and_forms(sandbox: Sandbox) -> None:
    """A button updates its message, another opens a form that answers privately, a select is acknowledged silently."""
    bot = Probe()
    async with running(bot, sandbox):
        await bot.get_channel(sandbox.channels["papers"].id).send("an answer", view=_Row())
        shown = await sandbox.next_message()
        grace = sandbox.person("grace")

        opened = await grace.press(shown, "Form")
        assert opened.modal is not None
        assert opened.modal["title"] == "Found code"
        with pytest.raises(PersonCannot, match="must be filled in"):
            await grace.submit(opened, {})
        thanked = await grace.submit(opened, {"address": "https://github.com/a/b"})
        assert thanked.message is not None
        assert (thanked.message.content, thanked.ephemeral) == ("thanks for https://github.com/a/b", True)

        await grace.select(shown, "Verdict", "fog")
        await sandbox.until(lambda: any(each.content == "chose fog" for each in shown_to(sandbox, grace.id)))

        await grace.press(shown, "update")
        assert shown.content == "updated"
        with pytest.raises(PersonCannot, match="disabled"):
            await grace.press(shown, "update")


def shown_to(sandbox: Sandbox, user_id: int) -> list[discord.Message]:
    """The messages of #papers that only one person sees."""
    return [each for each in sandbox.channels["papers"].whispers.values() if each.shown_to == user_id]


async def test_unanswered_use_fails_after_three_seconds(sandbox: Sandbox) -> None:
    """A command that the bot leaves unanswered fails for its user, by the sandbox's own clock."""
    bot = Probe()

    @bot.tree.command(name="sleepy", description="Never answers")
    async def sleepy(interaction: discord.Interaction) -> None:
        sandbox.clock.advance(3.1)

    bot.hooks.append(lambda started: started.tree.sync())
    async with running(bot, sandbox):
        with pytest.raises(NoAnswer, match="did not respond"):
            await sandbox.person("grace").command("sleepy")


async def test_direct_messages(sandbox: Sandbox, bot: Probe) -> None:
    """A person writes to the bot directly and is answered; the bot can open the conversation too."""
    emmy = sandbox.person("emmy")
    said = await emmy.say(await emmy.open_dm(), "psst")
    heard = await bot.event("message")
    assert (heard.guild, heard.content) == (None, "psst")
    await heard.channel.send("yes?")
    assert (await sandbox.next_message()).channel_id == said.channel_id
    user = await bot.fetch_user(sandbox.person("alan").id)
    await user.send("you have mail")
    assert (await sandbox.next_message()).content == "you have mail"


async def test_places_and_people_can_be_fetched(sandbox: Sandbox, bot: Probe) -> None:
    """Channels, guilds, members and users are fetched by id, and are unknown by any other."""
    channel = await bot.fetch_channel(sandbox.channels["general"].id)
    assert isinstance(channel, discord.TextChannel)
    guild = await bot.fetch_guild(channel.guild.id)
    assert guild.name == "Graveyard Shift"
    member = await guild.fetch_member(sandbox.person("alan").id)
    assert [role.name for role in member.roles] == ["@everyone", "Moderator"]
    for fetch in (bot.fetch_channel, bot.fetch_guild, bot.fetch_user, guild.fetch_member):
        with pytest.raises(discord.NotFound):
            await fetch(1234567890123456789)


async def test_silence_hears_late_answers(sandbox: Sandbox, bot: Probe) -> None:
    """Silence holds while the bot is quiet and fails as soon as it speaks, also if it spoke before."""
    await sandbox.person("grace").say("papers", "hello")
    await sandbox.silence("papers", 0.05)
    await (await bot.event("message")).channel.send("hello yourself")
    with pytest.raises(AssertionError, match="hello yourself"):
        await sandbox.silence("papers", 0.05)


async def test_a_restarted_bot_finds_everything(sandbox: Sandbox) -> None:
    """After the bot's process ended, its messages, buttons and commands are still there and still work."""
    async with running(Probe(), sandbox) as first:
        await first.get_channel(sandbox.channels["papers"].id).send("an answer", view=_Row())
    shown = await sandbox.next_message()
    second = Probe()

    async def listen(bot: Probe) -> None:
        bot.add_view(_Row())

    second.hooks.append(listen)
    async with running(second, sandbox):
        await sandbox.person("ada").press(shown, "update")
        assert shown.content == "updated"


async def test_unknown_routes_are_refused_and_noted(sandbox: Sandbox, bot: Probe) -> None:
    """A route that the sandbox does not have answers 404 and is kept for the test to see."""
    with pytest.raises(discord.NotFound):
        await bot.http.request(discord.http.Route("GET", "/voice/regions"))
    assert sandbox.refused_routes == ["GET /voice/regions"]
    sandbox.refused_routes.clear()


async def test_a_failure_of_the_sandbox_itself_is_loud(
    sandbox: Sandbox, bot: Probe, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bug in a route is kept for the test to see, and is not retried for half a minute."""
    monkeypatch.delattr(sandbox.world, "users")
    with pytest.raises(discord.DiscordServerError):
        await bot.fetch_user(1)
    [failure] = sandbox.refused_routes
    assert failure.startswith("GET /users/{user_id}: AttributeError")
    sandbox.refused_routes.clear()
