"""Threads, direct messages, message menus and selects: what the bot gets, and what is refused.

Where one double differs, the other is right by Discord's documentation; docs/second-opinion.md has the sections.
"""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Any

import discord
import pytest

from tests.second_opinion.differing import simcord_errs
from tests.second_opinion.doubles import TIMEOUT_S, Double
from tests.second_opinion.test_rules import LINK, message, refused
from tests.second_opinion.wire import Json


async def started(double: Double) -> tuple[int, discord.Thread]:
    """A message of grace, and the thread that the bot made on it."""
    theirs = await double.say("grace", "let us talk")
    return theirs, await message(double, theirs).create_thread(name="Talk")


async def created(double: Double, message_id: int | None) -> Json:
    """The event that told the bot of a message."""

    def told() -> list[Json]:
        return [event for event in double.wire.payloads("MESSAGE_CREATE") if event["id"] == str(message_id)]

    (event,) = await double.wire.until(told, TIMEOUT_S)
    return event


async def refusal(act: Awaitable[object]) -> tuple[int, int] | None:
    """The HTTP status and Discord's code with which something is refused, None when it is not."""
    try:
        await act
    except discord.HTTPException as error:
        return error.status, error.code
    return None


# --- threads ---


async def test_a_thread_on_a_message(double: Double) -> None:
    """It has the message's id and type 11, its first word points to the message."""
    theirs, thread = await started(double)
    assert (thread.id, thread.parent_id, thread.type) == (theirs, double.channel_id, discord.ChannelType.public_thread)
    (told,) = await double.wire.until(lambda: double.wire.payloads("THREAD_CREATE"), TIMEOUT_S)
    user = double.bot.user
    assert user is not None
    assert (told["id"], told["newly_created"], told["owner_id"]) == (str(theirs), True, str(user.id))


@simcord_errs("makes a second one")
async def test_a_second_thread(double: Double) -> None:
    """A message has one thread."""
    theirs, _ = await started(double)
    assert await refused(message(double, theirs).create_thread(name="Again")) == (400, 160004)


@simcord_errs("leaves the flag HAS_THREAD out")
async def test_the_message_of_a_thread(double: Double) -> None:
    """The message under which it hangs says so, and carries it."""
    theirs, _ = await started(double)
    shown = await double.shown(theirs)
    assert shown is not None
    assert shown.payload["flags"] == 32
    assert shown.payload["thread"]["name"] == "Talk"


@simcord_errs("begins threads with nothing")
async def test_the_starter_of_a_thread(double: Double) -> None:
    """The first message in it is of type 21 and refers to the message, which comes along."""
    theirs, thread = await started(double)
    said = [each async for each in thread.history()]
    assert len(said) == 1
    starter = said[0]
    assert starter.type is discord.MessageType.thread_starter_message
    payload = dict(await double.bot.http.get_message(thread.id, starter.id))
    assert payload["message_reference"]["message_id"] == str(theirs)
    assert payload["referenced_message"]["content"] == "let us talk"


async def test_a_link_in_a_thread(double: Double) -> None:
    """It is answered there."""
    _, thread = await started(double)
    answer = await double.answer_to(await double.say("emmy", LINK, thread=thread.id))
    assert answer.payload["channel_id"] == str(thread.id)
    assert "2504.21051" in answer.embed_text


@simcord_errs("lets only moderators archive a thread")
async def test_an_archived_thread(double: Double) -> None:
    """Nothing is edited or reacted to in it; whoever writes opens it again, which is an event."""
    _, thread = await started(double)
    own = await thread.send("first")
    assert await refusal(thread.edit(archived=True)) is None
    assert await refused(own.edit(content="changed")) == (400, 50083)
    assert await refused(own.add_reaction("🗳️")) == (400, 50083)
    await double.say("emmy", "second", thread=thread.id)

    def opened() -> list[Json]:
        updates = double.wire.payloads("THREAD_UPDATE")
        return [each for each in updates[1:] if not each["thread_metadata"]["archived"]]

    assert await double.wire.until(opened, TIMEOUT_S)


@simcord_errs("lets only moderators rename a thread")
async def test_a_locked_thread_is_for_moderators(double: Double) -> None:
    """Whoever made a thread archives and renames it; locking needs MANAGE_THREADS."""
    _, thread = await started(double)
    assert await refusal(thread.edit(name="Long talk")) is None
    assert await refused(thread.edit(locked=True)) == (403, 50013)


# --- direct messages ---


async def test_a_link_in_a_direct_message(double: Double) -> None:
    """The bot hears it without server and member, and answers."""
    said = await double.write("grace", LINK)
    answer = await double.answer_to(said)
    assert "2504.21051" in answer.embed_text
    (heard,) = [event for event in double.wire.payloads("MESSAGE_CREATE") if event["id"] == str(said)]
    assert heard.keys() & {"guild_id", "member"} == set()
    assert heard["channel_id"] == answer.payload["channel_id"]


async def test_the_bot_writes_first(double: Double) -> None:
    """The channel is opened once, and names the other person alone."""
    user_id = double.id_of("emmy")
    opened = [dict(await double.bot.http.start_private_message(user_id)) for _ in range(2)]
    assert opened[0]["id"] == opened[1]["id"]
    assert opened[0]["type"] == 1
    assert [each["id"] for each in opened[0]["recipients"]] == [str(user_id)]


async def test_a_command_in_a_direct_message(double: Double) -> None:
    """The interaction has a user and no member, and its context says where it was."""
    told = await double.command_in_dm("grace", "paper", query="2504.21051")
    assert "2504.21051" in told.embed_text
    (interaction,) = double.wire.payloads("INTERACTION_CREATE")
    assert (interaction["user"]["id"], interaction["context"]) == (str(double.id_of("grace")), 1)
    assert interaction.keys() & {"guild_id", "member", "guild"} == set()
    assert interaction["channel"]["type"] == 1


@simcord_errs("says that nothing authorized the application, and that it may do nothing there")
async def test_rights_in_a_direct_message(double: Double) -> None:
    """The bot's own messages count as server 0, and files, embeds and emojis of elsewhere are allowed."""
    await double.command_in_dm("grace", "paper", query="2504.21051")
    (interaction,) = double.wire.payloads("INTERACTION_CREATE")
    assert interaction["authorizing_integration_owners"] == {"0": "0"}
    granted = discord.Permissions(int(interaction["app_permissions"]))
    assert granted.embed_links
    assert granted.attach_files
    assert granted.use_external_emojis


# --- message menus ---


async def test_a_message_menu(double: Double) -> None:
    """The bot gets the target whole, and what it answers is of type 23."""
    said = await double.say("grace", LINK)
    await double.answer_to(said)
    told = await double.menu("emmy", said, "Scan paper")
    assert "2504.21051" in told.embed_text
    interaction = double.wire.payloads("INTERACTION_CREATE")[-1]
    assert (interaction["data"]["type"], interaction["data"]["target_id"]) == (3, str(said))
    target = interaction["data"]["resolved"]["messages"][str(said)]
    assert (target["content"], target["author"]["id"]) == (LINK, str(double.id_of("grace")))
    answer = await created(double, told.message_id)
    assert answer["type"] == 23
    with pytest.raises(double.refusals):
        await double.menu("emmy", said, "Nothing")


@simcord_errs("names the target in neither place")
async def test_what_the_answer_of_a_menu_refers_to(double: Double) -> None:
    """Its metadata names the target, and its message_reference leads there."""
    said = await double.say("grace", LINK)
    await double.answer_to(said)
    told = await double.menu("emmy", said, "Scan paper")
    answer = await created(double, told.message_id)
    assert answer["interaction_metadata"].get("target_message_id") == str(said)
    assert answer.get("message_reference", {}).get("message_id") == str(said)
    assert answer["referenced_message"]["content"] == LINK


# --- selects ---


class Choices(discord.ui.View):
    """One select of each kind that the settings use."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        options = [discord.SelectOption(label=each, value=each) for each in ("crypt", "plain", "brief")]
        self.chosen: list[list[Any]] = []
        for select in (
            discord.ui.Select[Any](custom_id="words", options=options, max_values=2),
            discord.ui.RoleSelect[Any](custom_id="roles"),
            discord.ui.ChannelSelect[Any](custom_id="channels", channel_types=[discord.ChannelType.text]),
            discord.ui.UserSelect[Any](custom_id="anybody"),
            discord.ui.UserSelect[Any](custom_id="people", disabled=True),
        ):
            select.callback = self._remember(select)
            self.add_item(select)

    def _remember(self, select: Any) -> Any:
        async def remember(interaction: discord.Interaction) -> None:
            self.chosen.append(list(select.values))
            await interaction.response.edit_message(content=f"{len(select.values)} chosen")

        return remember


async def test_selects(double: Double) -> None:
    """What is chosen arrives as texts, roles, channels; wrong, too many and disabled ones are not chosen at all."""
    view = Choices()
    sent = await double.channel.send("choose", view=view)
    guild = double.bot.get_guild(double.guild_id)
    assert guild is not None
    (moderator,) = [role for role in guild.roles if role.name == "Moderator"]
    await double.select("grace", sent.id, "words", "plain", "brief")
    await double.select("grace", sent.id, "roles", moderator.id)
    await double.select("grace", sent.id, "channels", double.channel_id)
    words, roles, channels = view.chosen
    assert words == ["plain", "brief"]
    assert [each.name for each in roles] == ["Moderator"]
    assert [each.name for each in channels] == ["papers"]
    shown = await double.shown(sent.id)
    assert shown is not None
    assert shown.content == "1 chosen"
    for custom_id, *values in (("words", "crypt", "plain", "brief"), ("words", "none"), ("words",)):
        with pytest.raises(double.refusals):
            await double.select("grace", sent.id, custom_id, *values)
    with pytest.raises(double.refusals):
        await double.select("grace", sent.id, "people", double.id_of("emmy"))


async def test_what_a_select_sends(double: Double) -> None:
    """Values are ids as text, and the things themselves are resolved; a channel comes with the person's permissions."""
    sent = await double.channel.send("choose", view=Choices())
    await double.select("grace", sent.id, "channels", double.channel_id)
    (interaction,) = double.wire.payloads("INTERACTION_CREATE")
    data = interaction["data"]
    assert (data["component_type"], data["values"]) == (8, [str(double.channel_id)])
    channel = data["resolved"]["channels"][str(double.channel_id)]
    assert (channel["name"], channel["type"]) == ("papers", 0)
    granted = discord.Permissions(int(channel["permissions"]))
    assert (granted.send_messages, granted.manage_messages) == (True, False)
    await double.select("alan", sent.id, "channels", double.channel_id)
    channel = double.wire.payloads("INTERACTION_CREATE")[-1]["data"]["resolved"]["channels"][str(double.channel_id)]
    assert discord.Permissions(int(channel["permissions"])).manage_messages
