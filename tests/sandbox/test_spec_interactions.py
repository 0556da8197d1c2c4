"""Commands, components and forms as discord.py meets them: registration, all kinds of options, windows, tokens."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import discord
import pytest
from discord import app_commands

from bot.sandbox import NoAnswer, PersonCannot, Sandbox
from bot.sandbox.commands import Commands
from bot.sandbox.errors import ApiError, Reason
from bot.sandbox.model import ChannelType
from bot.sandbox.permissions import Permission
from tests.sandbox.probe import Probe, running

Handler = Callable[[discord.Interaction], Awaitable[Any]]


def probe_with(**handlers: Handler) -> Probe:
    """A bot with one slash command without options per handler, registered at the start."""
    bot = Probe()
    for name, handler in handlers.items():
        bot.tree.add_command(app_commands.Command(name=name, description=name, callback=_bare(handler)))
    bot.hooks.append(lambda started: started.tree.sync())
    return bot


def _bare(handler: Handler) -> Any:
    async def callback(interaction: discord.Interaction) -> None:
        await handler(interaction)

    return callback


def command(name: str = "paper", **members: Any) -> dict[str, Any]:
    return {"name": name, "description": "d", "type": 1} | members


def option(name: str = "query", **members: Any) -> dict[str, Any]:
    return {"name": name, "description": "d", "type": 3} | members


# --- registration ---


async def test_a_command_keeps_its_id(sandbox: Sandbox, bot: Probe) -> None:
    """Replacing the set keeps the id of what has the same type and name; the rest is gone."""

    @bot.tree.command(name="paper", description="one")
    async def paper(interaction: discord.Interaction) -> None: ...

    @bot.tree.context_menu(name="paper")
    async def menu(interaction: discord.Interaction, message: discord.Message) -> None: ...

    first = {each.type: each.id for each in await bot.tree.sync()}
    bot.tree.remove_command("paper", type=discord.AppCommandType.message)
    [second] = await bot.tree.sync()
    assert second.id == first[discord.AppCommandType.chat_input]
    [fetched] = await bot.tree.fetch_commands()
    assert (fetched.name, fetched.description) == ("paper", "one")
    assert (await bot.tree.fetch_command(second.id)).id == second.id
    with pytest.raises(discord.NotFound) as caught:
        await bot.tree.fetch_command(12345)
    assert caught.value.code == 10063


async def test_commands_of_one_guild_are_only_there(sandbox: Sandbox, bot: Probe) -> None:
    """A guild's commands are offered in it and nowhere else."""
    general = sandbox.channels["general"]
    guild = discord.Object(general.guild_id or 0)

    @bot.tree.command(name="night", description="after midnight", guild=guild)
    async def night(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("boo")

    await bot.tree.sync(guild=guild)
    used = await sandbox.person("grace").command("night", "general")
    assert used.message is not None
    with pytest.raises(PersonCannot, match="no command"):
        await sandbox.person("grace").command("night", "papers")
    await bot.http.delete_guild_command(sandbox.application_id, guild.id, int(used.data["id"]))
    with pytest.raises(PersonCannot, match="no command"):
        await sandbox.person("grace").command("night", "general")


async def test_a_single_command_is_added_and_replaced(sandbox: Sandbox, bot: Probe) -> None:
    """POST adds one command, or takes the place of its namesake."""
    first = await bot.http.upsert_global_command(sandbox.application_id, command(description="one"))
    second = await bot.http.upsert_global_command(sandbox.application_id, command(description="two"))
    assert (second["id"], second["description"]) == (first["id"], "two")
    await bot.http.delete_global_command(sandbox.application_id, int(first["id"]))
    assert await bot.http.get_global_commands(sandbox.application_id) == []


FAULTY = [
    ([command(name="")], "0.name"),
    ([command(name="n" * 33)], "0.name"),
    ([command(name="Upper")], "0.name"),
    ([command(name="two words")], "0.name"),
    ([command(description="")], "0.description"),
    ([command(description="d" * 101)], "0.description"),
    ([command(type=3)], "0.description"),
    ([command(type=9)], "0.type"),
    ([command(), command()], "1"),
    ([command(options=[option(name="Upper")])], "0.options.0.name"),
    ([command(), command("other", options=[option(), option("bad name")])], "1.options.1.name"),
    ([command(options=[option(type=12)])], "0.options.0.type"),
    ([command(options=[option(f"o{n}") for n in range(26)])], "0.options"),
    ([command(options=[option("a"), option("b", required=True)])], "0.options.1"),
    ([command(options=[option(), option()])], "0.options"),
    ([command(options=[option(choices=[{"name": "n", "value": str(n)} for n in range(26)])])], "0.options.0.choices"),
    ([command(options=[option(choices=[{"name": "n" * 101, "value": "v"}])])], "0.options.0.choices.0.name"),
    ([command(options=[option(choices=[{"name": "n", "value": "v" * 101}])])], "0.options.0.choices.0.value"),
    ([command(options=[option(autocomplete=True, choices=[{"name": "n", "value": "v"}])])], "0.options.0.choices"),
    ([command(options=[option(type=2, options=[option(type=2)])])], "0.options.0.options.0.type"),
    ([command(options=[option(type=1, options=[option(type=1)])])], "0.options.0.options.0.type"),
    (
        [
            command(
                options=[
                    option(f"o{n}", choices=[{"name": "n" * 80, "value": f"{c}"} for c in range(5)]) for n in range(25)
                ]
            )
        ],
        "0",
    ),
]


@pytest.mark.parametrize(("body", "path"), FAULTY, ids=[path for _, path in FAULTY])
async def test_faulty_commands_are_refused(sandbox: Sandbox, body: list[dict[str, Any]], path: str) -> None:
    """Every fault of a set of commands is 50035 under its path, and the set that was there stays."""
    commands = Commands(sandbox.world)
    commands.replace(None, [command("before")])
    with pytest.raises(ApiError) as caught:
        commands.replace(None, body)
    assert caught.value.reason is Reason.INVALID_FORM
    errors = caught.value.errors
    for step in path.split("."):
        errors = errors[step]
    assert "_errors" in errors
    assert [each["name"] for each in commands.listed(None)] == ["before"]


@pytest.mark.parametrize("name", ["paper", "quoi-de-neuf", "論文", "don't", "a_b", "สวัสดี", "हिन्दी"])
async def test_names_that_discord_takes(sandbox: Sandbox, name: str) -> None:
    """Small letters and digits of any script, dash, underscore, apostrophe."""
    assert Commands(sandbox.world).replace(None, [command(name)])[0]["name"] == name


async def test_too_many_commands_are_refused(sandbox: Sandbox, bot: Probe) -> None:
    """100 slash commands and 15 menus, then 30032."""
    hundred = [command(f"c{n}") for n in range(100)]
    await bot.http.bulk_upsert_global_commands(sandbox.application_id, hundred)
    menus = [{"name": f"m{n}", "type": 3} for n in range(16)]
    for body in ([*hundred, command("one-more")], menus):
        with pytest.raises(discord.HTTPException) as caught:
            await bot.http.bulk_upsert_global_commands(sandbox.application_id, body)
        assert caught.value.code == 30032


async def test_sync_tells_which_command_is_at_fault(sandbox: Sandbox, bot: Probe) -> None:
    """discord.py turns the tree of errors into one sentence about the command."""

    @bot.tree.command(name="paper", description="d")
    async def paper(interaction: discord.Interaction, query: str) -> None: ...

    paper._params["query"].description = "x" * 101
    with pytest.raises(app_commands.CommandSyncFailure, match="query"):
        await bot.tree.sync()


# --- what people may use ---


async def test_default_member_permissions_are_enforced(sandbox: Sandbox, bot: Probe) -> None:
    """A command for moderators is offered to nobody else."""

    @bot.tree.command(name="freeze", description="for moderators")
    @app_commands.default_permissions(manage_messages=True)
    async def freeze(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("frozen")

    await bot.tree.sync()
    assert (await sandbox.person("alan").command("freeze")).message is not None
    assert (await sandbox.person("ada").command("freeze")).message is not None
    with pytest.raises(PersonCannot, match="no command 'freeze' here for Grace"):
        await sandbox.person("grace").command("freeze")


async def test_without_the_right_to_use_commands_none_is_offered(sandbox: Sandbox) -> None:
    """USE_APPLICATION_COMMANDS can be taken from a channel."""
    async with running(probe_with(ping=lambda i: i.response.send_message("pong")), sandbox):
        channel, grace = sandbox.channels["papers"], sandbox.person("grace")
        await grace.command("ping")
        sandbox.administration.deny(channel, grace.user, Permission.USE_APPLICATION_COMMANDS)
        with pytest.raises(PersonCannot, match="no command"):
            await grace.command("ping")


async def test_answers_need_no_permission_to_send(sandbox: Sandbox) -> None:
    """An interaction is answered where the bot may not even speak."""
    async with running(probe_with(ping=lambda i: i.response.send_message("pong")), sandbox) as bot:
        channel = sandbox.channels["papers"]
        sandbox.administration.deny(channel, sandbox.bot_user, Permission.SEND_MESSAGES)
        with pytest.raises(discord.Forbidden):
            await bot.get_channel(channel.id).send("hello")
        assert (await sandbox.person("grace").command("ping")).message.content == "pong"


async def test_a_command_in_direct_messages(sandbox: Sandbox) -> None:
    """In a DM the interaction has a user and no guild; a command for guilds only is not offered there."""
    seen: list[discord.Interaction] = []

    async def ping(interaction: discord.Interaction) -> None:
        seen.append(interaction)
        await interaction.response.send_message("pong")

    bot = probe_with(ping=ping)

    @bot.tree.command(name="here", description="in guilds")
    @app_commands.guild_only()
    async def here(interaction: discord.Interaction) -> None: ...

    async with running(bot, sandbox):
        grace = sandbox.person("grace")
        used = await grace.command("ping", await grace.open_dm())
        assert used.message.content == "pong"
        [interaction] = seen
        assert (interaction.guild, interaction.user.name) == (None, "grace")
        assert interaction.context.dm_channel
        with pytest.raises(PersonCannot, match="no command"):
            await grace.command("here", await grace.open_dm())


async def test_a_user_installation_works_where_the_bot_is_not(sandbox: Sandbox, bot: Probe) -> None:
    """Whoever added the bot to their account uses it in a guild without it; others there may press."""
    seen: list[discord.Interaction] = []

    @bot.tree.command(name="paper", description="anywhere")
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def paper(interaction: discord.Interaction) -> None:
        seen.append(interaction)
        await interaction.response.send_message("found", view=view)

    view = discord.ui.View()
    more: discord.ui.Button[discord.ui.View] = discord.ui.Button(label="More", custom_id="more")

    async def press(interaction: discord.Interaction) -> None:
        seen.append(interaction)
        await interaction.response.send_message("more", ephemeral=True)

    more.callback = press
    view.add_item(more)
    await bot.tree.sync()
    world, grace, emmy = sandbox.world, sandbox.person("grace"), sandbox.person("emmy")
    elsewhere = world.add_guild("Elsewhere", grace.user, has_bot=False)
    world.add_member(elsewhere, emmy.user)
    lounge = world.add_channel(elsewhere, "lounge")
    sandbox.administration.install_for(grace.user)
    used = await grace.command("paper", lounge)
    assert used.message is not None
    assert used.message.interaction["authorizing_integration_owners"] == {"1": str(grace.id)}
    assert (await emmy.press(used.message, "More")).message.content == "more"
    assert [each.is_user_integration() for each in seen] == [True, False]
    assert [each.is_guild_integration() for each in seen] == [False, False]
    with pytest.raises(PersonCannot, match="no command"):
        await emmy.command("paper", lounge)


@pytest.fixture
async def anywhere(sandbox: Sandbox, bot: Probe) -> list[discord.Interaction]:
    """`/paper`, for servers and for people's own accounts, wherever they are; grace has added it to hers."""
    seen: list[discord.Interaction] = []

    @bot.tree.command(name="paper", description="anywhere")
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def paper(interaction: discord.Interaction) -> None:
        seen.append(interaction)
        await interaction.response.send_message("found")

    await bot.tree.sync()
    sandbox.administration.install_for(sandbox.person("grace").user)
    return seen


async def test_both_installations_allow_a_command(sandbox: Sandbox, anywhere: list[discord.Interaction]) -> None:
    """Where the app is added to the server and to the account, an interaction names both."""
    grace, guild_id = sandbox.person("grace"), sandbox.channels["papers"].guild_id
    for who in (grace, sandbox.person("emmy")):
        await who.command("paper", "papers")
    await grace.command("paper", await grace.open_dm())
    owners = [each._integration_owners for each in anywhere]
    assert owners == [{0: guild_id, 1: grace.id}, {0: guild_id}, {0: 0, 1: grace.id}]
    assert [each.context.dm_channel for each in anywhere] == [False, False, True]


async def test_a_user_installation_works_between_people(
    sandbox: Sandbox, bot: Probe, anywhere: list[discord.Interaction]
) -> None:
    """In two people's own messages only the account's installation counts, and the bot hears nothing else there."""
    grace, emmy = sandbox.person("grace"), sandbox.person("emmy")
    between = await grace.open_dm(emmy)
    await emmy.say(between, "arxiv.org/abs/1706.03762")
    used = await grace.command("paper", between)
    assert used.message is not None
    assert (used.message.content, used.ephemeral) == ("found", False)
    assert (anywhere[0].context.private_channel, anywhere[0]._integration_owners) == (True, {1: grace.id})
    assert anywhere[0].app_permissions.embed_links
    assert bot.all("message") == []
    with pytest.raises(PersonCannot, match="no command"):
        await emmy.command("paper", between)
    with pytest.raises(PersonCannot, match="does not see"):
        await sandbox.person("alan").say(between, "hello")


async def test_external_apps_may_be_made_private(sandbox: Sandbox, anywhere: list[discord.Interaction]) -> None:
    """Without USE_EXTERNAL_APPS the answer of an app that is not added to the server is for the asker alone."""
    grace, world = sandbox.person("grace"), sandbox.world
    elsewhere = world.add_guild("Elsewhere", sandbox.person("ada").user, has_bot=False)
    world.add_member(elsewhere, grace.user)
    lounge = world.add_channel(elsewhere, "lounge")
    assert not (await grace.command("paper", lounge)).ephemeral
    sandbox.administration.deny(lounge, grace.user, Permission.USE_EXTERNAL_APPS)
    assert (await grace.command("paper", lounge)).ephemeral
    sandbox.administration.deny(sandbox.channels["papers"], grace.user, Permission.USE_EXTERNAL_APPS)
    assert not (await grace.command("paper", "papers")).ephemeral


# --- options ---


async def test_every_kind_of_option_arrives(sandbox: Sandbox, bot: Probe) -> None:
    """Strings, numbers, truth, people, channels, roles arrive as what they are."""
    seen: dict[str, Any] = {}

    @bot.tree.command(name="all", description="everything")
    async def everything(  # noqa: PLR0917 a command's options are its parameters
        interaction: discord.Interaction,
        text: str,
        whole: app_commands.Range[int, 1, 5],
        number: float,
        truth: bool,
        member: discord.Member,
        channel: discord.TextChannel,
        role: discord.Role,
        anyone: discord.Member | discord.Role,
        optional: str = "none",
    ) -> None:
        seen.update(vars(interaction.namespace))
        await interaction.response.send_message("ok")

    await bot.tree.sync()
    grace, guild = sandbox.person("grace"), sandbox.world.guild_of(sandbox.channels["papers"])
    assert guild is not None
    moderator = next(each for each in guild.roles.values() if each.name == "Moderator")
    given = {
        "text": "x",
        "whole": 3,
        "number": 1.5,
        "truth": True,
        "member": sandbox.person("emmy"),
        "channel": sandbox.channels["bots"],
        "role": moderator,
        "anyone": str(moderator.id),
    }
    await grace.command("all", **given)
    assert (seen["text"], seen["whole"], seen["number"], seen["truth"]) == ("x", 3, 1.5, True)
    assert isinstance(seen["member"], discord.Member)
    assert (seen["member"].name, seen["role"].name, seen["anyone"].name) == ("emmy", "Moderator", "Moderator")
    assert seen["channel"].name == "bots"
    for wrong in ({"whole": 6}, {"whole": "3"}, {"truth": 1}, {"member": 12345}, {"text": 5}, {"unknown": 1}):
        with pytest.raises(PersonCannot):
            await grace.command("all", **(given | wrong))


async def test_groups_nest_and_choices_bind(sandbox: Sandbox, bot: Probe) -> None:
    """A subcommand is named with its group; only offered choices can be taken."""
    group = app_commands.Group(name="contribute", description="correct a verdict")

    @group.command(name="status", description="another verdict")
    async def status(interaction: discord.Interaction, verdict: discord.app_commands.Choice[str]) -> None:
        await interaction.response.send_message(f"{interaction.command.qualified_name}: {verdict.name}")

    status._params["verdict"].choices = [app_commands.Choice(name="Alive", value="alive")]
    bot.tree.add_command(group)
    await bot.tree.sync()
    grace = sandbox.person("grace")
    used = await grace.command("contribute status", verdict="alive")
    assert used.message.content == "contribute status: Alive"
    with pytest.raises(PersonCannot, match="not possible"):
        await grace.command("contribute status", verdict="dead")
    for name in ("contribute", "contribute venue"):
        with pytest.raises(PersonCannot, match="no subcommand"):
            await grace.command(name)


async def test_suggestions_know_what_is_typed(sandbox: Sandbox, bot: Probe) -> None:
    """Autocompletion gets the focused text and the other options; more than 25 choices are refused."""
    count = 25

    @bot.tree.command(name="paper", description="d")
    async def paper(interaction: discord.Interaction, year: int, query: str) -> None: ...

    @paper.autocomplete("query")
    async def suggest(interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        return [
            app_commands.Choice(name=f"{interaction.namespace.year} {current} {n}", value=str(n)) for n in range(count)
        ]

    await bot.tree.sync()
    grace = sandbox.person("grace")
    choices = await grace.autocomplete("paper", focused="query", year=2017, query="att")
    assert len(choices) == 25
    assert choices[0] == {"name": "2017 att 0", "value": "0"}
    with pytest.raises(PersonCannot, match="nothing is suggested"):
        await grace.autocomplete("paper", focused="year", year=1)
    count = 26
    asked = grace.begin_autocomplete("paper", "papers", {"query": ""}, "query")
    await sandbox.until(lambda: sandbox.requests[-1].status == 400)
    assert asked.choices is None
    assert "choices" in sandbox.requests[-1].answered["errors"]["data"]


# --- windows and tokens ---


async def test_the_callback_tells_what_became_of_the_answer(sandbox: Sandbox) -> None:
    """with_response gives the interaction and the message; the message knows its interaction."""
    seen: list[Any] = []

    async def ping(interaction: discord.Interaction) -> None:
        seen.append(await interaction.response.send_message("pong", ephemeral=True))

    async with running(probe_with(ping=ping), sandbox):
        used = await sandbox.person("grace").command("ping")
        await sandbox.until(lambda: seen)
        [callback] = seen
        assert (callback.message_id, callback.is_ephemeral(), callback.is_thinking()) == (used.message.id, True, False)
        assert callback.resource.type is discord.MessageType.chat_input_command
        metadata = callback.resource.interaction_metadata
        assert (metadata.id, metadata.user.name) == (used.id, "grace")


async def test_a_second_answer_is_refused(sandbox: Sandbox) -> None:
    """An interaction is answered once: 40060."""
    errors: list[discord.HTTPException] = []

    async def twice(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("one")
        interaction.response._response_type = None
        try:
            await interaction.response.send_message("two")
        except discord.HTTPException as error:
            errors.append(error)

    async with running(probe_with(twice=twice), sandbox):
        used = await sandbox.person("grace").command("twice")
        await sandbox.until(lambda: errors)
        assert (errors[0].status, errors[0].code) == (400, 40060)
        assert used.message.content == "one"


async def test_late_and_unknown_answers_are_refused(sandbox: Sandbox) -> None:
    """After three seconds the interaction is unknown, and so is any other id or token: 10062."""
    errors: list[discord.HTTPException] = []

    async def late(interaction: discord.Interaction) -> None:
        sandbox.clock.advance(3.2)
        for token in (interaction.token, "another"):
            interaction.token = token
            with pytest.raises(discord.NotFound) as caught:
                await interaction.response.send_message("too late")
            errors.append(caught.value)

    async with running(probe_with(late=late), sandbox):
        with pytest.raises(NoAnswer):
            await sandbox.person("grace").command("late")
        await sandbox.until(lambda: len(errors) == 2)
        assert [each.code for each in errors] == [10062, 10062]


async def test_the_token_lives_a_quarter_of_an_hour(sandbox: Sandbox) -> None:
    """Follow-ups and edits work for 15 minutes, then the token is invalid: 50027."""
    kept: list[discord.Interaction] = []

    async def ping(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("pong")
        kept.append(interaction)

    async with running(probe_with(ping=ping), sandbox):
        used = await sandbox.person("grace").command("ping")
        await sandbox.until(lambda: kept)
        sandbox.clock.advance(14 * 60)
        await kept[0].edit_original_response(content="pong again")
        assert used.message.content == "pong again"
        assert (await kept[0].original_response()).content == "pong again"
        sandbox.clock.advance(2 * 60)
        for act in (kept[0].edit_original_response(content="x"), kept[0].followup.send("x")):
            with pytest.raises(discord.HTTPException) as caught:
                await act
            assert (caught.value.status, caught.value.code) == (401, 50027)


async def test_no_follow_up_before_an_answer(sandbox: Sandbox) -> None:
    """Before the first answer the webhook does not exist: 10015."""
    errors: list[discord.HTTPException] = []

    async def eager(interaction: discord.Interaction) -> None:
        with pytest.raises(discord.NotFound) as caught:
            await interaction.followup.send("too early")
        errors.append(caught.value)
        await interaction.response.defer()
        await interaction.delete_original_response()

    async with running(probe_with(eager=eager), sandbox):
        used = sandbox.person("grace").begin_command("eager", "papers", {})
        await sandbox.until(lambda: used.original is not None and used.original.deleted)
        assert [each.code for each in errors] == [10015]
        assert used.message is None


async def test_thinking_is_seen_and_then_filled(sandbox: Sandbox) -> None:
    """A deferral shows "thinking"; the first follow-up fills it and keeps its privacy; the next is a new message."""
    go_on = asyncio.Event()

    async def slow(interaction: discord.Interaction) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await go_on.wait()
        await interaction.followup.send("first")
        await interaction.followup.send("second")

    async with running(probe_with(slow=slow), sandbox):
        grace = sandbox.person("grace")
        used = grace.begin_command("slow", "papers", {})
        await sandbox.until(lambda: used.original is not None)
        assert (used.original.loading, used.original.ephemeral, used.message) == (True, True, None)
        go_on.set()
        await grace.outcome(used)
        assert (used.message.content, used.message.loading, used.ephemeral) == ("first", False, True)
        second = await sandbox.next_message()
        assert (second.content, second.ephemeral, second.reply_to) == ("second", False, used.message.id)


async def test_thinking_is_taken_away(sandbox: Sandbox) -> None:
    """Where the bot deletes its public "thinking", what it says next is the answer, with a privacy of its own."""

    async def refuse(interaction: discord.Interaction) -> None:
        await interaction.response.defer(thinking=True)
        await interaction.delete_original_response()
        await interaction.followup.send("no such paper", ephemeral=True)

    async with running(probe_with(refuse=refuse), sandbox):
        used = await sandbox.person("grace").command("refuse")
        assert (used.message.content, used.ephemeral) == ("no such paper", True)
        assert sandbox.channels["papers"].messages == {}


async def test_private_answers_stay_private(sandbox: Sandbox) -> None:
    """An ephemeral message is in no history, cannot be fetched, reacted to or seen by others, and can be dismissed."""
    async with running(probe_with(ping=lambda i: i.response.send_message("psst", ephemeral=True)), sandbox) as bot:
        grace, channel = sandbox.person("grace"), bot.get_channel(sandbox.channels["papers"].id)
        used = await grace.command("ping")
        assert [each async for each in channel.history()] == []
        with pytest.raises(discord.NotFound) as caught:
            await channel.fetch_message(used.message.id)
        assert caught.value.code == 10008
        echo = await bot.event("message")
        assert (echo.content, echo.guild, echo.flags.ephemeral) == ("psst", None, True)
        with pytest.raises(PersonCannot, match="nobody can react"):
            await grace.react(used.message, "👻")
        with pytest.raises(PersonCannot, match="does not see"):
            await sandbox.person("alan").delete(used.message)
        await grace.delete(used.message)
        assert sandbox.message(used.original.id) is None


# --- components and forms ---


class Everything(discord.ui.View):
    """One select of every kind, and a counter of what was chosen."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        self.chosen: list[Any] = []
        for kind in (
            discord.ui.UserSelect,
            discord.ui.RoleSelect,
            discord.ui.MentionableSelect,
            discord.ui.ChannelSelect,
        ):
            item = kind(custom_id=kind.__name__, max_values=2)
            item.callback = self._remember(item)
            self.add_item(item)

    def _remember(self, item: Any) -> Any:
        async def callback(interaction: discord.Interaction) -> None:
            self.chosen.append(item.values)
            await interaction.response.send_message(str(len(item.values)), ephemeral=True)

        return callback


async def test_selects_of_things(sandbox: Sandbox, bot: Probe) -> None:
    """People, roles and channels are chosen by id and arrive as what they are."""
    view = Everything()
    await bot.get_channel(sandbox.channels["papers"].id).send("choose", view=view)
    shown = await sandbox.next_message()
    grace, emmy, bots = sandbox.person("grace"), sandbox.person("emmy"), sandbox.channels["bots"]
    moderator = next(each for each in sandbox.world.guilds[bots.guild_id].roles.values() if each.name == "Moderator")
    await grace.select(shown, "UserSelect", str(emmy.id), str(grace.id))
    await grace.select(shown, "RoleSelect", str(moderator.id))
    await grace.select(shown, "MentionableSelect", str(moderator.id), str(emmy.id))
    await grace.select(shown, "ChannelSelect", str(bots.id))
    names = [[each.name for each in values] for values in view.chosen]
    assert names[0] == ["emmy", "grace"]
    assert (names[1], sorted(names[2]), names[3]) == (["Moderator"], ["Moderator", "emmy"], ["bots"])
    with pytest.raises(PersonCannot, match="between 1 and 2"):
        await grace.select(shown, "UserSelect")
    with pytest.raises(PersonCannot, match="not there"):
        await grace.select(shown, "UserSelect", "12345")
    with pytest.raises(PersonCannot, match="once"):
        await grace.select(shown, "UserSelect", str(emmy.id), str(emmy.id))


async def test_selects_of_things_in_a_form(sandbox: Sandbox) -> None:
    """A form's selects arrive as what they are too, and a channel select offers only its kinds."""
    chosen: list[Any] = []

    class Form(discord.ui.Modal, title="Where to answer"):
        where: discord.ui.Label[Any] = discord.ui.Label(
            text="Where", component=discord.ui.ChannelSelect(channel_types=[discord.ChannelType.text])
        )
        trusted: discord.ui.Label[Any] = discord.ui.Label(
            text="Trusted", component=discord.ui.RoleSelect(required=False)
        )

        async def on_submit(self, interaction: discord.Interaction) -> None:
            labels = (self.where, self.trusted)
            chosen.extend([each.name for each in label.component.values] for label in labels)
            await interaction.response.send_message("set", ephemeral=True)

    async with running(probe_with(settings=lambda i: i.response.send_modal(Form())), sandbox):
        ada, papers = sandbox.person("ada"), sandbox.channels["papers"]
        guild = sandbox.world.guilds[papers.guild_id]
        moderator = next(each for each in guild.roles.values() if each.name == "Moderator")
        news = sandbox.world.add_channel(guild, "news", kind=ChannelType.ANNOUNCEMENT)
        form = await ada.command("settings")
        where, trusted = (each["component"]["custom_id"] for each in form.modal["components"])
        with pytest.raises(PersonCannot, match="#news is not among"):
            await ada.submit(form, {where: str(news.id)})
        await ada.submit(form, {where: str(papers.id), trusted: str(moderator.id)})
        assert chosen == [["papers"], ["Moderator"]]


async def test_what_cannot_be_pressed(sandbox: Sandbox, bot: Probe) -> None:
    """Links, disabled and unknown buttons, deleted messages and hidden channels are not for pressing."""
    view = discord.ui.View()
    view.add_item(discord.ui.Button(label="Link", url="https://arxiv.org"))
    view.add_item(discord.ui.Button(label="Off", custom_id="off", disabled=True))
    channel = sandbox.channels["papers"]
    sent = await bot.get_channel(channel.id).send("press", view=view)
    shown, grace = await sandbox.next_message(), sandbox.person("grace")
    for name, why in (("Link", "link"), ("Off", "disabled"), ("Other", "no 'Other'")):
        with pytest.raises(PersonCannot, match=why):
            await grace.press(shown, name)
    sandbox.administration.deny(channel, grace.user, Permission.VIEW_CHANNEL)
    with pytest.raises(PersonCannot, match="does not see #papers"):
        await grace.press(shown, "Off")
    await sent.delete()
    with pytest.raises(PersonCannot, match="gone"):
        await sandbox.person("ada").press(shown, "Off")


async def test_a_message_below_a_component_points_to_it(sandbox: Sandbox, bot: Probe) -> None:
    """An answer to a button is a reply to the button's message, and carries it as interacted."""
    view = discord.ui.View()
    item: discord.ui.Button[discord.ui.View] = discord.ui.Button(label="Go", custom_id="go")

    async def go(interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"pressed below {interaction.message.content}")

    item.callback = go
    view.add_item(item)
    await bot.get_channel(sandbox.channels["papers"].id).send("the message", view=view)
    shown = await sandbox.next_message()
    used = await sandbox.person("grace").press(shown, "Go")
    assert (used.message.content, used.message.reply_to) == ("pressed below the message", shown.id)
    assert used.message.interaction["interacted_message_id"] == str(shown.id)


class Rows(discord.ui.Modal, title="Rows"):
    """A form of rows, as older libraries send it."""

    address = discord.ui.TextInput(label="Address", custom_id="address")
    note = discord.ui.TextInput(label="Note", custom_id="note", required=False, max_length=5)


class Labels(discord.ui.Modal, title="Labels"):
    """A form of labels with a select."""

    note = discord.ui.Label(text="Note", component=discord.ui.TextInput(custom_id="note", min_length=2))
    verdict = discord.ui.Label(
        text="Verdict",
        description="What it should be",
        component=discord.ui.Select(
            custom_id="verdict", options=[discord.SelectOption(label="Alive", value="alive")], required=False
        ),
    )


@pytest.mark.parametrize(
    ("form", "values", "refused"),
    [
        (Rows, {"address": "https://a.b"}, {"address": "x", "note": "too long"}),
        (Labels, {"note": "ok", "verdict": "alive"}, {"note": "x"}),
        (Labels, {"note": "ok"}, {"note": "ok", "verdict": "dead"}),
    ],
)
async def test_forms_of_rows_and_of_labels(
    sandbox: Sandbox, form: type[discord.ui.Modal], values: dict[str, str], refused: dict[str, str]
) -> None:
    """A form comes back nested as it was sent; what it does not allow cannot be entered."""
    got: dict[str, Any] = {}

    async def opens(interaction: discord.Interaction) -> None:
        modal = form()

        async def on_submit(submitted: discord.Interaction) -> None:
            for item in modal.walk_children():
                if isinstance(item, discord.ui.TextInput):
                    got[item.custom_id] = item.value
                elif isinstance(item, discord.ui.Select):
                    got[item.custom_id] = "".join(item.values)
            await submitted.response.send_message("thanks")

        modal.on_submit = on_submit  # type: ignore[method-assign]
        await interaction.response.send_modal(modal)

    async with running(probe_with(form=opens), sandbox):
        grace = sandbox.person("grace")
        opened = await grace.command("form")
        for wrong in (refused, {"unknown": "x"}):
            with pytest.raises(PersonCannot):
                await grace.submit(opened, wrong)
        with pytest.raises(PersonCannot, match="no form"):
            await sandbox.person("emmy").submit(opened, values)
        used = await grace.submit(opened, values)
        assert used.message.content == "thanks"
        assert {key: value for key, value in got.items() if value} == values


async def test_a_form_cannot_answer_a_form(sandbox: Sandbox) -> None:
    """A modal in answer to a modal is refused, and so is an update where there is nothing to update."""
    errors: list[discord.HTTPException] = []

    class First(Rows):
        async def on_submit(self, interaction: discord.Interaction) -> None:
            for act in (interaction.response.send_modal(Rows()), interaction.response.edit_message(content="x")):
                try:
                    await act
                except discord.HTTPException as error:
                    errors.append(error)
            await interaction.response.send_message("done")

    async with running(probe_with(form=lambda i: i.response.send_modal(First())), sandbox):
        grace = sandbox.person("grace")
        await grace.submit(await grace.command("form"), {"address": "x"})
        assert [each.code for each in errors] == [50035, 50035]


@pytest.mark.parametrize(
    "data",
    [
        {"title": "t" * 46},
        {"title": ""},
        {"custom_id": "c" * 101},
        {"components": []},
        {"components": [{"type": 18, "label": "l" * 46, "component": {"type": 4, "custom_id": "a"}}]},
        {
            "components": [
                {"type": 18, "label": "l", "description": "d" * 101, "component": {"type": 4, "custom_id": "a"}}
            ]
        },
        {"components": [{"type": 18, "label": "l"}]},
        {"components": [{"type": 1, "components": [{"type": 4, "custom_id": "a", "label": "l", "value": "v" * 4001}]}]},
        {
            "components": [
                {"type": 1, "components": [{"type": 4, "custom_id": "a", "label": "l", "placeholder": "p" * 101}]}
            ]
        },
        {"components": [{"type": 1, "components": [{"type": 2, "custom_id": "a", "label": "l", "style": 1}]}]},
    ],
)
async def test_faulty_forms_are_refused(sandbox: Sandbox, data: dict[str, Any]) -> None:
    """Titles, labels and inputs have their limits, and the interaction stays open for a sound answer."""
    sound = {
        "title": "t",
        "custom_id": "c",
        "components": [{"type": 18, "label": "l", "component": {"type": 4, "custom_id": "a", "label": None}}],
    }
    Commands(sandbox.world).replace(None, [command("form")])
    opened = sandbox.person("grace").begin_command("form", "papers", {})
    interactions = sandbox.interactions
    with pytest.raises(ApiError) as caught:
        interactions.answer(opened.id, opened.token, {"type": 9, "data": sound | data}, [])
    assert caught.value.reason is Reason.INVALID_FORM
    assert list(caught.value.errors) == ["data"]
    assert opened.answered_with is None
    interactions.answer(opened.id, opened.token, {"type": 9, "data": sound}, [])
    assert opened.modal is not None
