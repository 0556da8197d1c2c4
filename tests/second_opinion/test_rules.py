"""What Discord refuses, and with which code; what it remembers; which events come, in which order.

The bot acts here as any bot may, by discord.py itself. Where one double differs, the other is right by Discord's
documentation; docs/second-opinion.md has the sections.
"""

from __future__ import annotations

from collections.abc import Awaitable

import discord
import pytest
from discord.http import Route

from tests.second_opinion.differing import simcord_errs
from tests.second_opinion.doubles import TIMEOUT_S, Double, Shown
from tests.second_opinion.wire import Json

LINK = "https://arxiv.org/abs/2504.21051"


async def pasted(double: Double) -> Shown:
    """The answer to grace's link."""
    return await double.answer_to(await double.say("grace", LINK))


async def refused(act: Awaitable[object]) -> tuple[int, int]:
    """The HTTP status and Discord's code with which something is refused."""
    with pytest.raises(discord.HTTPException) as refusal:
        await act
    return refusal.value.status, refusal.value.code


def message(double: Double, message_id: int) -> discord.PartialMessage:
    """A message, as the bot acts on it."""
    return double.channel.get_partial_message(message_id)


def reply_to(double: Double, message_id: int, *, must_exist: bool = True) -> discord.MessageReference:
    """What makes a message a reply."""
    return discord.MessageReference(message_id=message_id, channel_id=double.channel_id, fail_if_not_exists=must_exist)


# --- messages ---


async def test_too_long(double: Double) -> None:
    """Texts end at 2000 characters, embeds at 6000 together."""
    assert await refused(double.channel.send("x" * 2001)) == (400, 50035)
    embeds = [discord.Embed(description="x" * 3001), discord.Embed(description="x" * 3000)]
    assert await refused(double.channel.send(embeds=embeds)) == (400, 50035)
    assert (await double.channel.send("x" * 2000)).content == "x" * 2000


async def test_equal_custom_ids(double: Double) -> None:
    """Buttons of a message have different custom ids."""
    view = discord.ui.View(timeout=None)
    for label in "ab":
        view.add_item(discord.ui.Button(label=label, custom_id="same"))
    assert await refused(double.channel.send("two buttons", view=view)) == (400, 50035)


@simcord_errs("50035 where Discord has a code of its own, 50006")
async def test_empty(double: Double) -> None:
    """A message needs something in it."""
    assert await refused(double.channel.send("")) == (400, 50006)


@simcord_errs("takes fields without a name")
async def test_a_blank_field(double: Double) -> None:
    """The fields of an embed have a name and a value."""
    embed = discord.Embed(description="a field").add_field(name="", value="without a name")
    assert await refused(double.channel.send(embed=embed)) == (400, 50035)


@simcord_errs("lists people whom nothing pings")
async def test_mentions(double: Double) -> None:
    """With mentions switched off the text keeps them, and nobody is mentioned."""
    text = f"hello <@{double.id_of('grace')}>"
    sent = await double.channel.send(text, allowed_mentions=discord.AllowedMentions.none())
    assert sent.content == text
    assert sent.mentions == []


async def test_messages_of_others(double: Double) -> None:
    """Others' messages cannot be edited, nor deleted without the right; what is gone is unknown."""
    theirs = await double.say("grace", "good morning")
    assert await refused(message(double, theirs).edit(content="good night")) == (403, 50005)
    assert await refused(message(double, theirs).delete()) == (403, 50013)
    await double.delete("grace", theirs)
    assert await refused(message(double, theirs).fetch()) == (404, 10008)
    assert await refused(message(double, theirs).edit(content="good night")) == (404, 10008)
    assert await refused(message(double, theirs).add_reaction("🗳️")) == (404, 10008)


@simcord_errs("makes a reply to nothing")
async def test_a_reply_to_nothing(double: Double) -> None:
    """A reply to a message that is gone is refused."""
    theirs = await double.say("grace", "good morning")
    await double.delete("grace", theirs)
    assert await refused(double.channel.send("hello", reference=reply_to(double, theirs))) == (400, 50035)


@simcord_errs("makes a reply to nothing")
async def test_a_reply_that_need_not_be_one(double: Double) -> None:
    """With `fail_if_not_exists` false it becomes a plain message."""
    theirs = await double.say("grace", "good morning")
    await double.delete("grace", theirs)
    sent = await double.channel.send("hello", reference=reply_to(double, theirs, must_exist=False))
    assert sent.type is discord.MessageType.default
    assert sent.reference is None


@simcord_errs("leaves referenced_message out, which means that nobody looked")
async def test_the_target_of_a_reply_is_deleted(double: Double) -> None:
    """A reply whose target is gone says so by null."""
    theirs = await double.say("grace", "good morning")
    sent = await double.channel.send("hello", reference=reply_to(double, theirs))
    await double.delete("grace", theirs)
    shown = await double.shown(sent.id)
    assert shown is not None
    assert shown.payload.get("referenced_message", "absent") is None


@simcord_errs("ignores nonces: the message is there twice")
async def test_a_nonce(double: Double) -> None:
    """A second send with the same nonce gives the first message; the event brings the nonce back."""
    first = await double.channel.send("once", nonce="the same")
    assert (await double.channel.send("once", nonce="the same")).id == first.id
    said = [event for event in double.wire.payloads("MESSAGE_CREATE") if event["content"] == "once"]
    assert [event["nonce"] for event in said] == ["the same"]


@simcord_errs("gives every component the id 0 that discord.py sends")
async def test_ids_of_components(double: Double) -> None:
    """Components have ids of their own; 0 counts as none."""
    answer = await pasted(double)
    ids = [button["id"] for button in answer.buttons]
    assert 0 not in ids
    assert len(set(ids)) == len(ids)


@simcord_errs("takes any text for an emoji")
async def test_an_unknown_emoji(double: Double) -> None:
    """A reaction is an emoji."""
    theirs = await double.say("grace", "good morning")
    assert await refused(message(double, theirs).add_reaction("no emoji")) == (400, 10014)


# --- interactions ---


async def callback(double: Double, interaction: Json, body: Json, *, token: str | None = None) -> Json:
    """Answers an interaction past discord.py's own bookkeeping."""
    route = Route(
        "POST",
        "/interactions/{interaction_id}/{webhook_token}/callback",
        interaction_id=int(interaction["id"]),
        webhook_token=token or interaction["token"],
    )
    return dict(await double.bot.http.request(route, json=body, params={"with_response": 1}))


async def test_a_second_answer(double: Double) -> None:
    """An interaction is answered once, and only by its token."""
    answer = await pasted(double)
    await double.press("emmy", answer.id, "Abstract")
    (interaction,) = double.wire.payloads("INTERACTION_CREATE")
    assert await refused(callback(double, interaction, {"type": 6})) == (400, 40060)
    assert await refused(callback(double, interaction, {"type": 6}, token="another")) == (404, 10062)


@simcord_errs("opens a form in answer to a form")
async def test_a_form_after_a_form(double: Double) -> None:
    """A submitted form cannot be answered with a form."""
    answer = await pasted(double)
    form = await double.press("emmy", answer.id, "Know the venue")
    outcomes: list[tuple[int, int]] = []

    async def answer_with_form(interaction: discord.Interaction) -> None:
        payload = double.wire.payloads("INTERACTION_CREATE")[-1]
        try:
            await callback(double, payload, {"type": 9, "data": form.form})
        except discord.HTTPException as error:
            outcomes.append((error.status, error.code))
            await callback(double, payload, {"type": 4, "data": {"content": "no form, then", "flags": 64}})

    await double.bot.unload_extension("cogs.contributions")
    double.bot.add_listener(answer_with_form, "on_interaction")
    await double.submit("emmy", form, {"venue": "ICML"})
    assert outcomes == [(400, 50035)]


@simcord_errs("404 10015, unknown webhook")
async def test_a_wrong_token(double: Double) -> None:
    """A follow-up by a token that never was is refused as unauthorized."""
    route = Route(
        "GET",
        "/webhooks/{webhook_id}/{webhook_token}/messages/@original",
        webhook_id=int(double.wire.payloads("READY")[0]["application"]["id"]),
        webhook_token="never",
    )
    assert await refused(double.bot.http.request(route)) == (401, 50027)


async def test_private_answers(double: Double) -> None:
    """What one person alone sees is not in the channel: not by id, not in its history."""
    answer = await pasted(double)
    told = await double.press("emmy", answer.id, "Abstract")
    assert told.message_id is not None
    assert await refused(message(double, told.message_id).fetch()) == (404, 10008)
    assert await refused(message(double, told.message_id).add_reaction("🗳️")) == (404, 10008)
    assert told.message_id not in [each.id async for each in double.channel.history()]


@simcord_errs("does not tell the bot of its private answers")
async def test_the_event_of_a_private_answer(double: Double) -> None:
    """The bot hears of a private answer as of a direct message: without server and member."""
    answer = await pasted(double)
    told = await double.press("emmy", answer.id, "Abstract")

    def heard() -> list[Json]:
        return [event for event in double.wire.payloads("MESSAGE_CREATE") if event["id"] == str(told.message_id)]

    (event,) = await double.wire.until(heard, double.silence_s)
    assert event.keys() & {"guild_id", "member"} == set()
    assert event["flags"] == 64


@simcord_errs("says that nothing authorized the application here")
async def test_who_installed(double: Double) -> None:
    """An interaction in a server names the server as what authorized it."""
    await double.command("grace", "paper", query="2504.21051")
    (interaction,) = double.wire.payloads("INTERACTION_CREATE")
    assert interaction["authorizing_integration_owners"] == {"0": str(double.guild_id)}


# --- the start, and the order of events ---


@simcord_errs("starts without servers and without flags")
async def test_the_start(double: Double) -> None:
    """READY names the servers as unavailable, and the switched-on intents in the application's flags."""
    (ready,) = double.wire.payloads("READY")
    assert {"id": str(double.guild_id), "unavailable": True} in ready["guilds"]
    assert discord.ApplicationFlags._from_value(ready["application"]["flags"]).gateway_message_content_limited


async def test_the_order_of_events(double: Double) -> None:
    """A command for a known paper is one message; its removal is an event, and nothing is told twice."""
    await pasted(double)
    n_before = double.wire.n_heard
    told = await double.command("grace", "paper", query="2504.21051")
    assert told.message_id is not None
    await double.press("grace", told.message_id, "✕")
    await double.wire.until(lambda: double.wire.payloads("MESSAGE_DELETE"), TIMEOUT_S)
    assert double.wire.names[n_before:] == [
        "INTERACTION_CREATE", "MESSAGE_CREATE", "INTERACTION_CREATE", "MESSAGE_DELETE",
    ]  # fmt: skip
    (deleted,) = double.wire.payloads("MESSAGE_DELETE")
    expected = {"id": told.message_id, "channel_id": double.channel_id, "guild_id": double.guild_id}
    assert deleted == {name: str(value) for name, value in expected.items()}


async def test_thinking(double: Double) -> None:
    """A deferred answer is a message that is loading, and its edit is an event."""

    async def think(interaction: discord.Interaction, _: str) -> None:
        await interaction.response.defer(thinking=True)
        await interaction.edit_original_response(content="thought over")

    answer = await pasted(double)
    double.bot.button_acts["abstract"] = think
    n_before = double.wire.n_heard
    told = await double.press("emmy", answer.id, "Abstract")
    assert (told.content, told.ephemeral) == ("thought over", False)
    await double.wire.until(lambda: double.wire.payloads("MESSAGE_UPDATE"), TIMEOUT_S)
    assert double.wire.names[n_before:] == ["INTERACTION_CREATE", "MESSAGE_CREATE", "MESSAGE_UPDATE"]
    thinking, thought = double.wire.payloads("MESSAGE_CREATE")[-1], double.wire.payloads("MESSAGE_UPDATE")[-1]
    assert (thinking["flags"], thinking["content"]) == (128, "")
    assert (thought["flags"], thought["content"]) == (0, "thought over")


@simcord_errs("has no message behind a deferral, and gives 404 10008")
async def test_thinking_is_taken_away(double: Double) -> None:
    """The message that is loading can be deleted like any other answer; what is said next stands for itself."""
    refusals: list[int] = []

    async def think_no_more(interaction: discord.Interaction, _: str) -> None:
        await interaction.response.defer(thinking=True)
        try:
            await interaction.delete_original_response()
        except discord.NotFound as error:
            refusals.append(error.code)
        await interaction.followup.send("nothing found", ephemeral=True)

    answer = await pasted(double)
    double.bot.button_acts["abstract"] = think_no_more
    told = await double.press("emmy", answer.id, "Abstract")
    assert refusals == []
    assert (told.content, told.ephemeral) == ("nothing found", True)


async def test_the_same_reaction_twice(double: Double) -> None:
    """The second is no event, and the bot hears of its own reactions."""
    theirs = await double.say("grace", "good morning")
    for _ in range(2):
        await message(double, theirs).add_reaction("🗳️")
    await double.becomes(theirs, lambda shown: shown.reactions == {"🗳️": 1})
    await double.react("emmy", theirs, "🗳️")
    await double.wire.until(lambda: len(double.wire.payloads("MESSAGE_REACTION_ADD")) > 1, TIMEOUT_S)
    reacted = [event["user_id"] for event in double.wire.payloads("MESSAGE_REACTION_ADD")]
    assert double.bot.user is not None
    assert reacted == [str(double.bot.user.id), str(double.id_of("emmy"))]


# --- what people cannot do ---


async def test_people_and_messages(double: Double) -> None:
    """Nobody replies to what is gone, deletes for others without the right, or takes back what is not there."""
    theirs = await double.say("grace", "good morning")
    with pytest.raises(double.refusals):
        await double.delete("emmy", theirs)
    with pytest.raises(double.refusals):
        await double.unreact("emmy", theirs, "🗳️")
    await double.delete("alan", theirs)
    with pytest.raises(double.refusals):
        await double.say("emmy", "and you?", reply_to=theirs)
    with pytest.raises(double.refusals):
        await double.react("emmy", theirs, "🗳️")


async def test_people_and_the_bot(double: Double) -> None:
    """Nobody uses a command that is not registered, a button that is not there, another's form, another's message."""
    answer = await pasted(double)
    with pytest.raises(double.refusals):
        await double.command("emmy", "nothing")
    with pytest.raises(double.refusals):
        await double.command("emmy", "paper")
    with pytest.raises(double.refusals):
        await double.press("emmy", answer.id, "Nothing")
    form = await double.press("emmy", answer.id, "Know the venue")
    with pytest.raises(double.refusals):
        await double.submit("grace", form, {"venue": "ICML"})
    with pytest.raises(double.refusals):
        await double.submit("emmy", form, {"venue": ""})


@simcord_errs("lets people react to what only they see")
async def test_reactions_to_private_answers(double: Double) -> None:
    """A message that only one person sees takes no reactions."""
    told = await double.press("emmy", (await pasted(double)).id, "Abstract")
    assert told.message_id is not None
    with pytest.raises(double.refusals):
        await double.react("emmy", told.message_id, "🎉")
