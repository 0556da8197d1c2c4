"""/stats in the chat."""

from __future__ import annotations

from bot.client import PwncBot
from bot.sandbox import Sandbox
from bot.sandbox.library import Library
from bot.status import Status


async def test_stats(discord_api: Sandbox, bot: PwncBot, library: Library) -> None:
    """This server's papers only, as figures and as a picture; nothing where nothing was looked at."""
    grace = discord_api.person("grace")
    nothing = await grace.command("stats")
    assert "No paper was looked at here yet" in nothing.message.content
    by_status = {status: arxiv_id for arxiv_id, status in library.expected_verdicts.items()}
    for status in (Status.ALIVE, Status.GHOSTED, Status.CARTOGRAPHER):
        asked = await grace.say("papers", f"https://arxiv.org/abs/{by_status[status]}")
        await discord_api.next_message(reply_to=asked)
        if scan := bot.scanner.running(by_status[status]):
            await scan.outcome
    await bot.scanner.scan(by_status[Status.ETHEREAL]).outcome
    here = (await grace.command("stats")).message
    assert "3 papers · this server" in here.text_of_embed
    assert "**50%** of the papers" in here.text_of_embed
    assert here.embeds[0]["image"]["url"]
    everywhere = (await grace.command("stats", of="all")).message
    assert "papers · all papers" in everywhere.text_of_embed
    assert Status.ETHEREAL.look.emblem in everywhere.text_of_embed
