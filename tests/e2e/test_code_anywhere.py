"""Code that people find on other hosts than GitHub: each is asked, and says what becomes of the contribution."""

from __future__ import annotations

import pytest

from bot.client import PwncBot
from bot.sandbox import Sandbox

OPEN, REFUSED = "🗳️", "✖️"


@pytest.mark.parametrize(
    ("arxiv_id", "found", "becomes"),
    [
        ("2605.11269", "https://pypi.org/project/gwbenchmarks/", OPEN),
        ("2603.15490", "https://ascl.net/2603.015", OPEN),
        ("2603.15490", "https://anaconda.org/conda-forge/idavie", OPEN),
        ("2312.02185", "https://osf.io/vf7k2/", OPEN),
        ("2404.00081", "https://figshare.com/articles/software/MolGAN/25610331", OPEN),
        ("2606.09287", "https://gist.github.com/vpandey/5f1c2b9e0a7d48c3b6e1f2a3d4c5b6a7", OPEN),
        ("1604.04935", "https://cran.r-project.org/package=mutantfreq", OPEN),
        ("2412.11596", "https://bitbucket.org/idia/idavie", OPEN),
        ("2507.05727", "https://zenodo.org/records/15820044", REFUSED),
        ("2510.24431", "https://huggingface.co/MiniOneRec/minionerec-7b", REFUSED),
        ("2504.21051", "https://gitlab.com/no/body", REFUSED),
        ("2504.21051", "https://anonymous.4open.science/r/Unishield-0000/", REFUSED),
    ],
)
async def test_a_link_to_any_host(discord_api: Sandbox, bot: PwncBot, arxiv_id: str, found: str, becomes: str) -> None:
    """What holds code is kept as community code; what is restricted, without code or gone is refused."""
    emmy = discord_api.person("emmy")
    answer = await discord_api.next_message(reply_to=await emmy.say("papers", f"https://arxiv.org/abs/{arxiv_id}"))
    reply = await emmy.say("papers", found, reply_to=answer)
    await discord_api.until(lambda: [each.name for each in discord_api.message(reply.id).reactions] == [becomes])
    shown = f"**Community code** `{found.partition('://')[2]}`"
    if becomes == OPEN:
        await discord_api.until(lambda: shown in discord_api.message(answer.id).embeds[0]["description"])
    else:
        assert shown not in discord_api.message(answer.id).embeds[0]["description"]
