"""/settings: one panel, changed at once, by those who may."""

from __future__ import annotations

import pytest

from bot.client import PwncBot
from bot.models import GuildSettings, Tone
from bot.sandbox import Sandbox
from bot.sandbox.errors import PersonCannot
from bot.sandbox.permissions import Permission
from bot.settings import Settings
from tests.e2e.conftest import running


def guild_of(discord_api: Sandbox) -> int:
    found = discord_api.channels["papers"].guild_id
    assert found is not None
    return found


async def test_each_control(discord_api: Sandbox, bot: PwncBot) -> None:
    """Every select and button of the panel changes what it says, and the panel shows it."""
    ada, guild_id = discord_api.person("ada"), guild_of(discord_api)
    papers, reading = discord_api.channels["papers"].id, discord_api.channels["reading-group"].id
    panel = await ada.command("settings")
    assert panel.ephemeral
    shown = panel.message
    await ada.select(shown, "pwnc:settings:where:allowed_channels", str(papers), str(reading))
    await ada.select(shown, "pwnc:settings:where:denied_channels", str(reading))
    await ada.select(shown, "pwnc:settings:where:topic", "look")
    await ada.select(shown, "pwnc:settings:look:tone", "plain")
    await ada.press(shown, "pwnc:settings:look:reaction_only")
    await ada.press(shown, "pwnc:settings:look:reaction_only")
    await ada.press(shown, "pwnc:settings:look:suppress_preview")
    await ada.select(shown, "pwnc:settings:look:topic", "links")
    await ada.select(shown, "pwnc:settings:links:repeat_window_h", "0")
    await ada.select(shown, "pwnc:settings:links:allowed_bots", str(discord_api.person("emmy").id))
    await ada.select(shown, "pwnc:settings:links:topic", "community")
    await ada.select(shown, "pwnc:settings:community:vote_threshold", "5")
    await ada.select(shown, "pwnc:settings:community:review_channel_id", str(reading))
    assert bot.store.guild_settings.get(guild_id) == GuildSettings(
        allowed_channels=(papers, reading),
        denied_channels=(reading,),
        tone=Tone.PLAIN,
        suppress_preview=True,
        repeat_window_h=0,
        allowed_bots=(discord_api.person("emmy").id,),
        vote_threshold=5,
        review_channel_id=reading,
    )
    text = shown.text_of_embed
    for part in (f"Answer only in: **<#{papers}> <#{reading}>**", "Tone: **Plain", "Emblem only: **off**", "5 members"):
        assert part in text


async def test_a_choice_is_taken_back(discord_api: Sandbox, bot: PwncBot) -> None:
    """An emptied select is the default again."""
    ada, guild_id = discord_api.person("ada"), guild_of(discord_api)
    shown = (await ada.command("settings")).message
    await ada.select(shown, "pwnc:settings:where:denied_channels", str(discord_api.channels["papers"].id))
    await ada.select(shown, "pwnc:settings:where:denied_channels")
    assert bot.store.guild_settings.get(guild_id) == GuildSettings()


async def test_rights_are_those_of_the_moment(discord_api: Sandbox, bot: PwncBot) -> None:
    """Others are not offered the command, and an open panel does nothing for who lost the right meanwhile."""
    grace, guild = discord_api.person("grace"), discord_api.world.guilds[guild_of(discord_api)]
    with pytest.raises(PersonCannot):
        await grace.command("settings")
    role = discord_api.world.add_role(guild, "organisers", Permission.MANAGE_GUILD)
    discord_api.administration.set_roles(guild, grace.user, role)
    shown = (await grace.command("settings")).message
    discord_api.administration.set_roles(guild, grace.user)
    refused = await grace.select(shown, "pwnc:settings:where:denied_channels", str(discord_api.channels["papers"].id))
    assert "Only who may manage this server" in refused.message.content
    assert bot.store.guild_settings.get(guild.id) == GuildSettings()


async def test_a_panel_outlives_the_process(discord_api: Sandbox, bot_settings: Settings) -> None:
    """What was chosen is there after a restart, and the old panel still works."""
    ada = discord_api.person("ada")
    async with running(bot_settings):
        shown = (await ada.command("settings")).message
        await ada.select(shown, "pwnc:settings:where:denied_channels", str(discord_api.channels["papers"].id))
    async with running(bot_settings) as bot:
        await ada.select(shown, "pwnc:settings:where:topic", "digest")
        settings = bot.store.guild_settings.get(guild_of(discord_api))
        assert settings.denied_channels == (discord_api.channels["papers"].id,)
        assert "Channel of the digest" in str(shown.components)


@pytest.mark.parametrize("query", ["", "not a paper", "1706.03762v0x", "https://evil.example/1706.03762", "9" * 300])
async def test_a_bad_paper_is_refused(discord_api: Sandbox, bot: PwncBot, query: str) -> None:
    """/cite says in one sentence what it wants."""
    refused = await discord_api.person("grace").command("cite", query=query)
    assert refused.ephemeral
    assert refused.message.content.startswith("That is no arXiv id or link.")


async def test_cite(discord_api: Sandbox, bot: PwncBot) -> None:
    """A paper that was never asked for is looked up, and its entry can be copied."""
    cited = await discord_api.person("grace").command("cite", query="2504.21051v1")
    assert cited.ephemeral
    assert cited.message.content.startswith("```bibtex\n@misc{ye2025multimodal,\n  title = {{Multimodal Large")
    missing = await discord_api.person("grace").command("cite", query="2301.99999")
    assert missing.message.content == "arXiv has no paper 2301.99999: is there a slip in the number?"
