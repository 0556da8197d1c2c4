"""The full text is read behind the answer: the first one says so, and is edited when it is read."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from bot.client import PwncBot
from bot.sandbox import Sandbox
from bot.sandbox.library import Library
from bot.sandbox.library.faults import Service
from bot.settings import Settings
from bot.status import Status
from tests.e2e.conftest import running

IN_A_FOOTNOTE = "2303.14078"
SILENT = "2410.09121"
WITHOUT_HTML = "2504.14004"
REPOSITORY = "sandbox-authors/distractflow"


def asked_for(library: Library, arxiv_id: str) -> int:
    """How often the paper's page was asked for."""
    return sum(request.service is Service.ARXIV_PAGES and arxiv_id in request.path_qs for request in library.requests)


async def test_a_link_in_a_footnote(discord_api: Sandbox, bot: PwncBot, library: Library) -> None:
    """The first answer says what is still to be read; the edited one shows the footnote's repository and quote."""
    library.fault(Service.ARXIV_PAGES, delay_s=0.5, times=1)
    asked = await discord_api.person("grace").say("papers", f"https://arxiv.org/abs/{IN_A_FOOTNOTE}")
    answer = await discord_api.next_message(reply_to=asked)
    assert answer.content == "👻 Ghosted · no code is named so far; full text still to be read"
    await discord_api.until(lambda: REPOSITORY in answer.text_of_embed)
    assert answer.embeds[0]["description"].startswith("🟢 **Alive**")
    assert "“Our code is publicly available.” · [full text, §2, footnote 2](http" in answer.text_of_embed
    assert "We missed it" not in answer.text_of_embed
    assert (
        answer.content == "🟢 Alive · the authors' code is available <https://github.com/sandbox-authors/distractflow>"
    )


async def test_read_once(discord_api: Sandbox, bot: PwncBot, library: Library) -> None:
    """Ghosted after the full text was read says so; the same version is not asked for again."""
    grace = discord_api.person("grace")
    asked = await grace.say("papers", f"https://arxiv.org/abs/{SILENT}")
    answer = await discord_api.next_message(reply_to=asked)
    await discord_api.until(lambda: "abstract, comment and full text were read" in answer.text_of_embed)
    known = await bot.scanner.get_known(SILENT)
    assert known
    assert known.result
    assert known.result.confidence == "medium"
    scan = bot.scanner.scan(SILENT, anew=True)
    known = await scan.outcome
    assert known
    assert known.result
    assert known.result.status is Status.GHOSTED
    assert not known.result.awaits_full_text
    assert asked_for(library, SILENT) == 1


async def test_no_html(discord_api: Sandbox, bot: PwncBot, library: Library) -> None:
    """That a paper has no HTML is no failure: the answer stands, and says what was read."""
    asked = await discord_api.person("grace").say("papers", f"https://arxiv.org/abs/{WITHOUT_HTML}")
    answer = await discord_api.next_message(reply_to=asked)
    await discord_api.until(lambda: "only abstract and comment were read" in answer.text_of_embed)
    assert answer.embeds[0]["description"].startswith("👻 **Ghosted**")


async def test_not_to_be_had(discord_api: Sandbox, bot: PwncBot, library: Library) -> None:
    """A full text that cannot be asked for makes fog of what rests on nothing having been found."""
    library.fault(Service.ARXIV_PAGES, status=503, times=1)
    asked = await discord_api.person("grace").say("papers", f"https://arxiv.org/abs/{IN_A_FOOTNOTE}")
    answer = await discord_api.next_message(reply_to=asked)
    await discord_api.until(lambda: "🌫️ **In the Fog**" in answer.text_of_embed)
    assert "the full text could not be read" in answer.text_of_embed


async def test_two_channels(discord_api: Sandbox, bot: PwncBot, library: Library) -> None:
    """Every answer that showed the paper is edited; the paper is asked for once."""
    library.fault(Service.ARXIV_PAGES, delay_s=0.5, times=1)
    grace, emmy = discord_api.person("grace"), discord_api.person("emmy")
    answers = []
    for person, channel in ((grace, "papers"), (emmy, "general")):
        asked = await person.say(channel, f"https://arxiv.org/abs/{IN_A_FOOTNOTE}")
        answers.append(await discord_api.next_message(reply_to=asked))
    for answer in answers:
        await discord_api.until(lambda answer=answer: REPOSITORY in answer.text_of_embed)  # type: ignore[misc]
    assert asked_for(library, IN_A_FOOTNOTE) == 1


async def test_a_restart_in_between(discord_api: Sandbox, bot_settings: Settings, library: Library) -> None:
    """What waited in the queue when the bot stopped is read when somebody asks again, and the old answer is edited."""
    library.fault(Service.ARXIV_PAGES, delay_s=60, times=1)
    grace = discord_api.person("grace")
    async with running(bot_settings):
        asked = await grace.say("papers", f"https://arxiv.org/abs/{IN_A_FOOTNOTE}")
        before = await discord_api.next_message(reply_to=asked)
        await discord_api.until(lambda: asked_for(library, IN_A_FOOTNOTE))
    async with running(bot_settings):
        asked = await grace.say("general", f"https://arxiv.org/abs/{IN_A_FOOTNOTE}")
        now = await discord_api.next_message(reply_to=asked)
        await discord_api.until(lambda: REPOSITORY in now.text_of_embed)
        await discord_api.until(lambda: REPOSITORY in before.text_of_embed)


async def test_a_survey_is_read_quietly(discord_api: Sandbox, bot: PwncBot, library: Library) -> None:
    """What does not rest on the full text says nothing of it."""
    asked = await discord_api.person("grace").say("papers", "https://arxiv.org/abs/2504.21051")
    answer = await discord_api.next_message(reply_to=asked)
    assert "full text" not in answer.content + answer.text_of_embed
    async with asyncio.timeout(5):
        await bot.scanner.finish_reading("2504.21051")
    assert asked_for(library, "2504.21051") == 1


async def test_switched_off(discord_api: Sandbox, bot_settings: Settings, library: Library) -> None:
    """Where the operator wants no full texts, none is asked for, and the answer says what was read."""
    async with running(replace(bot_settings, full_text="off")):
        asked = await discord_api.person("grace").say("papers", f"https://arxiv.org/abs/{IN_A_FOOTNOTE}")
        answer = await discord_api.next_message(reply_to=asked)
        assert answer.content == "👻 Ghosted · no code is named; only abstract and comment were read"
    assert asked_for(library, IN_A_FOOTNOTE) == 0
