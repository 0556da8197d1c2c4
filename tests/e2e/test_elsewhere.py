"""Links to other sites' pages of a paper: answered as the preprint where that is certain, else left alone."""

from __future__ import annotations

from bot.client import PwncBot
from bot.sandbox import Sandbox
from bot.sandbox.library import Library
from bot.sandbox.library.holdings import HeldPaper


def with_doi(library: Library) -> HeldPaper:
    return next(paper for paper in library.papers.values() if paper.doi)


async def test_a_publishers_doi(discord_api: Sandbox, bot: PwncBot, library: Library) -> None:
    """The preprint is answered and says of what; edits are followed; the same link asks nobody again."""
    grace, paper = discord_api.person("grace"), with_doi(library)
    asked = await grace.say("papers", f"published at last: https://doi.org/{paper.doi}")
    answer = await discord_api.next_message(reply_to=asked)
    assert f"arXiv {paper.arxiv_id}v" in answer.text_of_embed
    assert "The preprint of doi.org/10." in answer.text_of_embed.replace("\\", "").replace("<", "")
    n_asked = sum("/graph/v1/paper/DOI" in request.path_qs for request in library.requests)
    assert n_asked == 1
    await grace.edit(asked, f"published at last, really: https://doi.org/{paper.doi}")
    await discord_api.silence("papers")
    assert discord_api.message(answer.id) is not None
    assert sum("/graph/v1/paper/DOI" in request.path_qs for request in library.requests) == 1
    await grace.edit(asked, "never mind")
    await discord_api.until(lambda: discord_api.message(answer.id) is None)


async def test_what_nobody_knows_is_left_alone(discord_api: Sandbox, bot: PwncBot, library: Library) -> None:
    """A DOI that is on no arXiv, a title that only resembles, and a service that is down: silence."""
    grace = discord_api.person("grace")
    await grace.say("papers", "https://doi.org/10.9999/nowhere https://paperswithcode.com/paper/large-language-models")
    await discord_api.silence("papers")
    library.fault("semantic_scholar", status=503)
    await grace.say("papers", f"https://doi.org/{with_doi(library).doi}")
    await discord_api.silence("papers")


async def test_a_title_that_is_certain(discord_api: Sandbox, bot: PwncBot, library: Library) -> None:
    """The page of Papers with Code names its paper by the title, whole."""
    slug = "multimodal-large-language-models-for-medicine-a-comprehensive-survey"
    asked = await discord_api.person("grace").say("papers", f"https://paperswithcode.com/paper/{slug}")
    assert "arXiv 2504.21051" in (await discord_api.next_message(reply_to=asked)).text_of_embed
