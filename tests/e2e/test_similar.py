"""/similar in the chat."""

from __future__ import annotations

from bot.client import PwncBot
from bot.sandbox import Sandbox
from bot.sandbox.library import Library

SEED = "2504.21051"


async def test_neighbours_and_a_scan(discord_api: Sandbox, bot: PwncBot, library: Library) -> None:
    """Ten papers of the same category for the asker; one that was not scanned is answered in the channel by a press."""
    grace = discord_api.person("grace")
    shown = await grace.command("similar", query=SEED)
    assert shown.ephemeral
    text = shown.message.text_of_embed
    assert "In the same crypt · cs.LG: Machine Learning" in text
    lines = [line for line in text.splitlines() if "arxiv.org/abs/" in line]
    assert 3 <= len(lines) <= 10
    named = [arxiv_id for arxiv_id in library.papers if f"/{arxiv_id})" in text]
    assert {library.papers[arxiv_id].categories[0] for arxiv_id in named} == {"cs.LG"}
    assert SEED not in named
    (select,) = shown.message.components[0]["components"]
    chosen = select["options"][0]["value"]
    scanned = await grace.select(shown.message, "pwnc-scan:similar", chosen)
    assert not scanned.ephemeral
    assert f"arXiv {chosen}" in scanned.message.text_of_embed
    if scan := bot.scanner.running(chosen):
        await scan.outcome
    again = (await grace.command("similar", query=SEED)).message.text_of_embed
    (line,) = [line for line in again.splitlines() if f"/{chosen})" in line]
    assert "not scanned" not in line


async def test_who_could_not_be_asked(discord_api: Sandbox, bot: PwncBot, library: Library) -> None:
    """Without Semantic Scholar the store's own papers are shown, and that is said."""
    grace = discord_api.person("grace")
    await grace.command("paper", query=SEED)
    library.fault("semantic_scholar", status=503)
    text = (await grace.command("similar", query=SEED)).message.text_of_embed
    assert "Could not be asked: Semantic Scholar" in text


async def test_no_paper(discord_api: Sandbox, bot: PwncBot) -> None:
    """What is no paper is refused."""
    grace = discord_api.person("grace")
    assert (await grace.command("similar", query="x")).message.content.startswith("That is no arXiv id")
