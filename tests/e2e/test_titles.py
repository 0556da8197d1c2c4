"""/paper by the words of a title: one paper is answered, several are offered, none is said."""

from __future__ import annotations

import pytest

from bot.client import PwncBot
from bot.sandbox import Sandbox
from bot.sandbox.library import Library

SEED = "2504.21051"
TITLE = "multimodal large language models for medicine: a comprehensive survey"


def asked_of(library: Library, service: str) -> int:
    return sum(request.service == service for request in library.requests)


async def refusal(discord_api: Sandbox, query: str) -> str:
    """What only the asker sees after "thinking", of which nothing stays in the channel."""
    grace = discord_api.person("grace")
    asked = grace.begin_command("paper", "papers", {"query": query})
    await discord_api.until(lambda: asked.follow_ups)
    assert asked.original is not None
    assert asked.original.deleted
    assert asked.follow_ups[0].shown_to == grace.id
    return asked.follow_ups[0].content


async def test_a_whole_title(discord_api: Sandbox, bot: PwncBot, library: Library) -> None:
    """A title, signs and case aside, is its paper; the second time nobody is asked for it."""
    grace = discord_api.person("grace")
    answer = await grace.command("paper", query=TITLE)
    assert not answer.ephemeral
    assert f"arXiv {SEED}v1" in answer.message.text_of_embed
    n_asked = asked_of(library, "arxiv")
    again = await grace.command("paper", query=TITLE.upper().replace(":", " -"))
    assert "🗺️ **The Cartographer**" in again.message.text_of_embed
    assert asked_of(library, "arxiv") == n_asked


async def test_several_may_be_meant(discord_api: Sandbox, bot: PwncBot, library: Library) -> None:
    """The asker chooses, nobody else; the question becomes the answer."""
    grace, emmy = discord_api.person("grace"), discord_api.person("emmy")
    asked = await grace.command("paper", query="models")
    assert asked.message.content == "Which one?"
    (select,) = asked.message.components[0]["components"]
    choices = [option["value"] for option in select["options"]]
    assert 2 <= len(choices) <= 10
    refused = await emmy.select(asked.message, select["custom_id"], choices[0])
    assert refused.ephemeral
    assert refused.message.content.startswith("Only who asked")
    await grace.select(asked.message, select["custom_id"], choices[1])
    await discord_api.until(lambda: f"arXiv {choices[1]}" in asked.message.text_of_embed)
    assert asked.message.content != "Which one?"


async def test_two_choices_at_once(
    discord_api: Sandbox, bot: PwncBot, library: Library, caplog: pytest.LogCaptureFixture
) -> None:
    """A question is answered once, by the first choice; the second is no failure."""
    grace = discord_api.person("grace")
    asked = await grace.command("paper", query="models")
    (select,) = asked.message.components[0]["components"]
    choices = [option["value"] for option in select["options"]][:2]
    both = [grace.begin_select(asked.message, select["custom_id"], [choice]) for choice in choices]
    for choice in both:
        await grace.outcome(choice)
    await discord_api.until(lambda: f"arXiv {choices[0]}" in asked.message.text_of_embed)
    await discord_api.silence("papers")
    assert f"arXiv {choices[0]}" in asked.message.text_of_embed
    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == []


async def test_signs_that_nobody_sees(discord_api: Sandbox, bot: PwncBot) -> None:
    """An id that was pasted with marks of direction and zero-width signs is the id."""
    answer = await discord_api.person("grace").command("paper", query=f"\u202e\u200b {SEED}\ufeff")
    assert f"arXiv {SEED}v1" in answer.message.text_of_embed


async def test_no_such_title(discord_api: Sandbox, bot: PwncBot) -> None:
    """Where nobody knows a title that is said, and nothing stays in the channel."""
    assert "No paper on arXiv has these words" in await refusal(discord_api, "zyzzyva quux")


async def test_arxiv_is_down(discord_api: Sandbox, bot: PwncBot, library: Library) -> None:
    """Semantic Scholar may know the title all the same; where nobody can be asked that is said."""
    library.fault("arxiv", status=503)
    library.fault("semantic_scholar", status=503)
    assert "could not be asked" in await refusal(discord_api, "large language models medicine")


@pytest.mark.parametrize(
    "query",
    ["https://evil.example/x", "evil.example/1706.03762", "12345", "1713.03762", "cs.LG/999", "??", "a" * 301],
)
async def test_no_title(discord_api: Sandbox, bot: PwncBot, library: Library, query: str) -> None:
    """Links and ids of nothing, signs, and what is longer than a title are refused, and nobody is asked."""
    refused = await discord_api.person("grace").command("paper", query=query)
    assert refused.ephemeral
    assert "arXiv id" in refused.message.content or "longer than a title" in refused.message.content
    assert asked_of(library, "arxiv") == 0
