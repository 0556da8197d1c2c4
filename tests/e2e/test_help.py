"""/help, /diagnose and /history: what people ask when they wonder."""

from __future__ import annotations

import re

from bot.client import PwncBot
from bot.sandbox import Sandbox
from bot.sandbox.library import Library
from bot.sandbox.permissions import Permission
from bot.status import STATUS_LOOKS, Status
from cogs.diagnosis import WITHOUT_KEYS

PROMISED = "2508.17037"


def guild_id(discord_api: Sandbox) -> int:
    found = discord_api.channels["papers"].guild_id
    assert found is not None
    return found


async def test_help_in_one_screen(discord_api: Sandbox, bot: PwncBot) -> None:
    """Every emblem with its meaning, in 25 lines; managers see what only they may do; the tone is the server's."""
    text = (await discord_api.person("grace").command("help")).message.text_of_embed
    assert [look for look in STATUS_LOOKS.values() if f"{look.emblem} {look.label}" not in text] == []
    assert len(text.splitlines()) <= 25
    assert "/settings" not in text
    await bot.store.guild_settings.change(guild_id(discord_api), bot.clock(), tone="plain")
    plain = await discord_api.person("ada").command("help")
    assert plain.ephemeral
    assert "`/settings`" in plain.message.text_of_embed
    assert "👻 No code found" in plain.message.text_of_embed


async def test_help_in_a_direct_message(discord_api: Sandbox, bot: PwncBot) -> None:
    """There is nothing to manage there."""
    grace = discord_api.person("grace")
    text = (await grace.command("help", await grace.open_dm())).message.text_of_embed
    assert text.startswith("Does the paper's code exist?")
    assert "Send me an arXiv link" in text


async def test_diagnose(discord_api: Sandbox, bot: PwncBot) -> None:
    """Nothing is wrong at first; then each thing that is, with its fix; `everywhere` names channels with problems."""
    ada = discord_api.person("ada")
    fine = (await ada.command("diagnose")).message.text_of_embed
    assert "✓ I have every permission that I need." in fine
    assert "✓ I may read messages" in fine
    assert "GITHUB_TOKEN is not set" in fine
    channel = discord_api.channels["papers"]
    discord_api.administration.deny(
        channel, discord_api.bot_user, Permission.EMBED_LINKS, Permission.READ_MESSAGE_HISTORY
    )
    await bot.store.guild_settings.change(
        guild_id(discord_api), bot.clock(), suppress_preview=True, denied_channels=(channel.id,)
    )
    here = (await ada.command("diagnose")).message.text_of_embed
    for problem in (
        "plain text: give me **Embed Links**",
        "**Read Message History**",
        "**Manage Messages**",
        "Never answer",
    ):
        assert problem in here
    everywhere = (await ada.command("diagnose", everywhere=True)).message.text_of_embed
    assert f"<#{channel.id}>" in everywhere
    assert "Embed Links" in everywhere


async def test_diagnose_away_from_a_server(discord_api: Sandbox, bot: PwncBot) -> None:
    """In a direct message no permission counts, but what the person decided does; as a guest, what a guest may."""
    grace = discord_api.person("grace")
    dm = await grace.open_dm()
    text = (await grace.command("diagnose", dm)).message.text_of_embed
    assert "In direct messages\n✓ I answer every link that you send me here; that needs no permission." in text
    assert "channel" not in text
    assert "✓ I read full texts (html)" in text
    assert "✓ No service rests just now." in text
    await bot.store.person_settings.change(grace.id, bot.clock(), is_ignored=True, wants_notices=False)
    wishes = (await grace.command("diagnose", dm)).message.text_of_embed
    assert "✗ You asked me not to read what you write: `/me` changes that." in wishes
    assert "– You want no messages about your corrections" in wishes
    assert "I answer every link" not in wishes
    assert "✗ You asked me not to read" in (await grace.command("diagnose")).message.text_of_embed
    refused = await grace.command("diagnose", dm, everywhere=True)
    assert refused.message.content.startswith("I see channels only in a server")
    discord_api.administration.install_for(grace.user)
    guild = discord_api.world.add_guild("Elsewhere", discord_api.person("ada").user, has_bot=False)
    discord_api.world.add_member(guild, grace.user)
    lounge = discord_api.world.add_channel(guild, "lounge")
    guest = (await grace.command("diagnose", lounge)).message.text_of_embed
    assert "In this server\n– I am no member of this server" in guest
    assert "add me" in guest
    assert "external apps" not in guest
    discord_api.administration.deny(lounge, grace.user, Permission.USE_EXTERNAL_APPS)
    assert "You may not use external apps here" in (await grace.command("diagnose", lounge)).message.text_of_embed
    between = await grace.open_dm(discord_api.person("emmy"))
    assert (
        "In this conversation\n– I am not part of it"
        in (await grace.command("diagnose", between)).message.text_of_embed
    )


async def test_diagnose_services_that_rest(discord_api: Sandbox, bot: PwncBot, library: Library) -> None:
    """Which service is left alone, since when, until when and why, and what that means."""
    grace = discord_api.person("grace")
    library.fault("semantic_scholar", status=429, headers={"Retry-After": "1200"}, times=1)
    library.fault("github", status=403, headers={"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "600"}, times=1)
    for arxiv_id in (PROMISED, next(i for i, status in library.expected_verdicts.items() if status is Status.ALIVE)):
        await bot.scanner.scan(arxiv_id).outcome
    text = (await grace.command("diagnose")).message.text_of_embed
    when = r"since <t:(\d+):t>, until <t:(\d+):t>"
    scholar = re.search(rf"✗ \*\*Semantic Scholar\*\* is left alone {when} \(too many requests\): citations and", text)
    assert scholar
    assert 1190 <= int(scholar[2]) - int(scholar[1]) <= 1200
    assert re.search(rf"\*\*GitHub\*\* is left alone {when} \(.*spent.*\): links that lead there", text)


async def test_every_key_is_explained(bot: PwncBot) -> None:
    """A key that is missing is told with what that means."""
    assert bot.keys.keys() <= WITHOUT_KEYS.keys()


async def test_history(discord_api: Sandbox, bot: PwncBot, library: Library) -> None:
    """Each change of the verdict once, the newest first, with its reason; looks that changed nothing are counted."""
    grace = discord_api.person("grace")
    first = await grace.command("history", query=PROMISED)
    assert first.ephemeral
    assert "looked at once" in first.message.text_of_embed
    await bot.scanner.scan(PROMISED).outcome
    library.control("release_code", on=True, argument=PROMISED)
    await bot.scanner.scan(PROMISED).outcome
    text = (await grace.command("history", query=PROMISED)).message.text_of_embed
    emblems = [line.split()[1] for line in text.splitlines() if line.startswith("<t:")]
    assert len(emblems) == 2
    assert emblems[0] == "🌱"
    assert "looked at 3 times" in text
    await bot.store.guild_settings.change(guild_id(discord_api), bot.clock(), tone="plain")
    plain = (await grace.command("history", query=PROMISED)).message.text_of_embed
    assert [look.label for look in STATUS_LOOKS.values() if f"**{look.label}**" in plain] == []


async def test_history_of_nothing(discord_api: Sandbox, bot: PwncBot) -> None:
    """What is no paper is refused, what arXiv does not have too."""
    grace = discord_api.person("grace")
    assert (await grace.command("history", query="x")).message.content.startswith("That is no arXiv id")
    assert (await grace.command("history", query="2301.99999")).message.content.startswith("arXiv has no paper")
