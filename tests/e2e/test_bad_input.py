"""What people might type into commands and forms: refused in one sentence, to them alone, and nothing is changed."""

from __future__ import annotations

from typing import Any

import pytest
from discord import AppCommandOptionType, app_commands

from bot.client import PwncBot
from bot.sandbox import Sandbox
from bot.sandbox.errors import PersonCannot
from bot.sandbox.library import Library
from bot.status import Status
from bot.store.tables import table_names
from tests.e2e.life import SEED, link
from tests.e2e.test_chats import paper_with
from tests.e2e.test_every_command import CODE, text_of

LONG = "x" * 6_000  # as much as Discord lets anybody type
UNSEEN = "\u200b\u202e \u2066\ufeff"
NOTHING = ("", "   ", UNSEEN, LONG)
LOOK_ALIKES = ("２５０４.２１０５１", "2504．21051", "٢٥٠٤.٢١٠٥١", "https://аrxiv.org/abs/2504.21051")
STRANGE = ("'); drop table papers; --", "<@1234>", "@everyone", "a\0b", "**", "{ $n }", "%s %(x)s {0}")
PAPERS = (
    *("x", "9" * 300, "1706.03762v0x", "0000.00000", "arxiv.org/abs/", "https://arxiv.org/list/cs.LG/recent"),
    *("https://evil.example/1706.03762", "https://arxiv.org.evil.example/abs/1706.03762", "2301.99999"),
)
LINKS = (
    *("code", "https://", "https://github.com", "https://github.com/ada", "javascript:alert(1)//github.com/a/b"),
    *("https://gіthub.com/ada/engine", "http://127.0.0.1/ada/engine", "file:///etc/passwd"),
)
IDS = ("zzzzzz", "4fk9tz4fk9tz", SEED, "https://arxiv.org/abs/2504.21051")
EVIDENCE = ("yes", "ftp://example.org/x", "javascript:alert(1)", "https://", f"https://example.org/{LONG}"[:6_000])

# What each option that takes text is given; None where any text will do, or Discord's client holds people to a list.
TRIED: dict[tuple[str, str], tuple[str, ...] | None] = {
    ("paper", "query"): (*NOTHING, *LOOK_ALIKES, *PAPERS, "zyzzyva quux"),
    **{(name, "query"): (*NOTHING, *LOOK_ALIKES, *STRANGE, *PAPERS) for name in ("similar", "history", "cite")},
    ("watch paper", "query"): (*NOTHING, *LOOK_ALIKES, *STRANGE, *PAPERS),
    ("watch author", "name"): (" ", UNSEEN, "??", "x" * 101, SEED, "@", "**"),
    ("watch keyword", "words"): (" ", UNSEEN, "??", "x" * 101, SEED, link(SEED), "**"),
    ("unwatch", "which"): (*NOTHING, *STRANGE, *IDS),
    **{(f"contribute {kind}", "paper"): (*NOTHING, *LOOK_ALIKES, *STRANGE, *PAPERS[:-1]) for kind in ("code", "venue")},
    ("contribute status", "paper"): (*NOTHING, *LOOK_ALIKES, *STRANGE, *PAPERS[:-1]),
    ("contribute code", "link"): (*NOTHING, *STRANGE, *LINKS),
    ("contribute venue", "venue"): (*NOTHING, "@everyone", "none", "?", "https://icml.cc", "2025", "**"),
    **{(f"contribute {kind}", "evidence"): (*EVIDENCE, *STRANGE) for kind in ("code", "venue", "status")},
    **{(f"contribute {kind}", "note"): None for kind in ("code", "status")},
    ("contribute code", "whose"): None,
    ("contribute status", "verdict"): None,
    ("contributions paper", "paper"): (*NOTHING, *LOOK_ALIKES, *STRANGE, *PAPERS[:-1]),
    ("contributions freeze", "paper"): (*NOTHING, *LOOK_ALIKES, *STRANGE, *PAPERS[:-1]),
    **{(f"contributions {act}", "contribution"): (*NOTHING, *STRANGE, *IDS) for act in ("withdraw", "edit", "undo")},
    **{(f"contributions {act}", "contribution"): (*NOTHING, *STRANGE, *IDS) for act in ("lock", "share")},
    ("contributions undo", "reason"): None,
    ("stats", "of"): None,
    ("leaderboard", "of"): None,
}  # fmt: skip
SOUND = {
    "contribute code": {"link": CODE},
    "contribute venue": {"venue": "ICML 2025"},
    "contribute status": {"verdict": "houdini"},
}


async def dump(bot: PwncBot) -> dict[str, list[tuple[Any, ...]]]:
    """All that is kept, but for the moment of the last sign of life."""
    async with bot.store.tables.snapshot() as snapshot:
        return {
            table: sorted(tuple(row) for rows in [r async for r in snapshot.read(table)] for row in rows)
            for table in table_names()
            if table != "shards"
        }


async def test_each_option_is_tried(bot: PwncBot) -> None:
    """Nothing that people can type into is left out."""
    leaves = [each for each in bot.tree.walk_commands() if isinstance(each, app_commands.Command)]
    typed = {
        (each.qualified_name, option.name)
        for each in leaves
        for option in each.parameters
        if option.type is AppCommandOptionType.string
    }
    assert set(TRIED) == typed


@pytest.mark.parametrize("command", sorted({command for command, option in TRIED if TRIED[command, option]}))
async def test_what_people_type(
    discord_api: Sandbox, bot: PwncBot, library: Library, command: str, caplog: pytest.LogCaptureFixture
) -> None:
    """One clear sentence for whatever is no paper, no link, no venue, no contribution; nothing is kept of it."""
    ada, before, unclear, n_refused = discord_api.person("ada"), await dump(bot), [], 0
    for option in [option for name, option in TRIED if name == command]:
        for value in TRIED[command, option] or ():
            sound = {"paper": paper_with(library, Status.GHOSTED)} if command.startswith("contribute ") else {}
            try:
                said = await ada.command(command, **{**sound, **SOUND.get(command, {}), option: value})
            except PersonCannot:
                continue  # Discord's client refuses it already
            n_refused += 1
            text = text_of(said).strip()
            if not said.ephemeral or not 20 < len(text) <= 200 or "\n" in text or "my side" in text:
                unclear.append((option, value[:60], text))
    assert unclear == []
    assert n_refused >= 6
    assert await dump(bot) == before
    assert [record.message for record in caplog.records if record.levelname in ("ERROR", "CRITICAL")] == []
