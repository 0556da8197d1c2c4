"""/privacy, /me and /leaderboard in the chat."""

from __future__ import annotations

import json

from bot.client import PwncBot
from bot.sandbox import Sandbox
from bot.settings import Settings
from tests.e2e.conftest import running

SEED = "2504.21051"


async def test_show_export_delete(discord_api: Sandbox, bot: PwncBot) -> None:
    """Somebody sees how much there is, gets all of it as a file, and ends it after one more question."""
    grace = discord_api.person("grace")
    asked = await grace.say("papers", f"https://arxiv.org/abs/{SEED}")
    await discord_api.next_message(reply_to=asked)
    await grace.command("watch keyword", words="state spaces")
    shown = await grace.command("privacy show")
    assert shown.ephemeral
    assert "answers: 1 · watches: 1" in shown.message.text_of_embed
    exported = await grace.command("privacy export")
    (file,) = exported.message.attachments
    assert file.filename == "pwnc-about-me.json"
    kept = await bot.store.people.export(grace.id)
    assert json.loads(json.dumps(kept))["answers"][0]["trigger_id"] == str(asked.id)
    question = await grace.command("privacy delete")
    assert "cannot be undone" in question.message.content
    await grace.press(question.message, "Delete it")
    assert question.message.content.startswith("Done")
    assert not any((await bot.store.people.export(grace.id)).values())


async def test_who_is_left_alone(discord_api: Sandbox, bot_settings: Settings) -> None:
    """Messages of somebody who asked to be left alone are not answered, also after a restart; others' are."""
    grace, emmy = discord_api.person("grace"), discord_api.person("emmy")
    async with running(bot_settings):
        panel = await grace.command("me")
        await grace.press(panel.message, "pwnc-me:ignore")
        assert "Read my messages: no" in str(panel.message.components)
    async with running(bot_settings):
        await grace.say("papers", f"https://arxiv.org/abs/{SEED}")
        await discord_api.silence("papers")
        asked = await emmy.say("papers", f"https://arxiv.org/abs/{SEED}")
        await discord_api.next_message(reply_to=asked)
        await grace.press(panel.message, "pwnc-me:ignore")
        again = await grace.say("reading-group", f"https://arxiv.org/abs/{SEED}")
        await discord_api.next_message(reply_to=again)


async def test_switches(discord_api: Sandbox, bot: PwncBot) -> None:
    """Each switch changes its own wish and shows it."""
    grace = discord_api.person("grace")
    panel = (await grace.command("me")).message
    await grace.press(panel, "pwnc-me:notices")
    await grace.press(panel, "pwnc-me:name")
    assert not bot.store.person_settings.get(grace.id).wants_notices
    assert await bot.store.restrictions.is_name_hidden(grace.id)
    await grace.press(panel, "pwnc-me:name")
    assert not await bot.store.restrictions.is_name_hidden(grace.id)


async def test_an_empty_leaderboard(discord_api: Sandbox, bot: PwncBot) -> None:
    """Where nothing was accepted that is said, to the asker."""
    refused = await discord_api.person("grace").command("leaderboard")
    assert refused.ephemeral
    assert refused.message.content.startswith("Nothing was accepted yet")
