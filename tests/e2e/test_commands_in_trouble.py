"""Commands without the right to them, from another server, without services or store: told, nothing changed."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.client import PwncBot
from bot.sandbox import Sandbox
from bot.sandbox.library import Library
from bot.sandbox.people import Person
from bot.settings import Settings
from bot.status import Status
from tests.e2e.life import ALIVE, SEED, ask, link
from tests.e2e.test_bad_input import dump
from tests.e2e.test_chats import paper_with
from tests.e2e.test_every_command import CODE, text_of


async def contributed(discord_api: Sandbox, library: Library) -> str:
    """The id of what emmy contributed in #papers, which people have to decide."""
    paper = paper_with(library, Status.GHOSTED)
    taken = await discord_api.person("emmy").command("contribute code", paper=paper, link=CODE)
    found = re.search(r"\*\*(\w{6})\*\*", text_of(taken))
    assert found
    return found[1]


async def refused(person: Person, command: str, where: str, options: Mapping[str, Any]) -> str:
    """The one sentence that the person alone reads."""
    answer = await person.command(command, where, **options)
    text = text_of(answer).strip()
    assert answer.ephemeral
    assert "\n" not in text
    assert "my side" not in text
    return text


RIGHTS = [
    ("grace", "contributions lock", {"contribution": "{id}"}, "Only moderators"),
    ("grace", "contributions undo", {"contribution": "{id}"}, "Only moderators"),
    ("alan", "contributions share", {"contribution": "{id}"}, "Only my owner"),
    ("grace", "contributions withdraw", {"contribution": "{id}"}, "Only who contributed it"),
    ("alan", "contributions edit", {"contribution": "{id}"}, "Only who contributed it"),
    ("grace", "contributions freeze", {"paper": SEED}, "Only moderators"),
    ("alan", "contributions freeze", {"paper": SEED, "everywhere": True}, "only my owner"),
    ("alan", "contributions block", {"person": "grace", "everywhere": True}, "only my owner"),
    ("grace", "contributions block", {"person": "emmy"}, "Only moderators"),
    ("grace", "watch paper", {"query": SEED, "here": True}, "Only moderators"),
    ("grace", "watch author", {"name": "Jiarui Ye", "here": True}, "Only moderators"),
    ("emmy", "contributions lock", {"contribution": "{id}"}, "Only moderators"),
]  # fmt: skip


async def test_missing_rights(discord_api: Sandbox, bot: PwncBot, library: Library) -> None:
    """Who may not is told who may; the buttons of others say the same."""
    contribution_id = await contributed(discord_api, library)
    before = await dump(bot)
    for who, command, options, says in RIGHTS:
        filled = {
            name: discord_api.person(value).user if value in discord_api.people else value
            for name, value in options.items()
        } | ({"contribution": contribution_id} if "contribution" in options else {})
        assert says in await refused(discord_api.person(who), command, "papers", filled)
    queue = await discord_api.person("alan").command("contributions queue")
    assert queue.message
    alan = discord_api.person("alan")
    guild = discord_api.world.guilds[discord_api.channels["papers"].guild_id or 0]
    discord_api.administration.set_roles(guild, alan.user)
    for button in (f"Accept {contribution_id}", "Reject", "Improve and accept"):
        assert "Only moderators" in text_of(await alan.press(queue.message, button))
    assert await dump(bot) == before


async def test_ids_of_another_server(discord_api: Sandbox, bot: PwncBot, library: Library) -> None:
    """What one server has to decide is not there for a moderator of another, whatever they try."""
    contribution_id = await contributed(discord_api, library)
    before, alan = await dump(bot), discord_api.person("alan")
    for act in ("lock", "undo"):
        said = await refused(alan, f"contributions {act}", "general", {"contribution": contribution_id})
        assert said == f"There is no contribution {contribution_id} here."
    for command in ("contributions queue", "contributions paper"):
        options = {"paper": paper_with(library, Status.GHOSTED)} if command.endswith("paper") else {}
        assert contribution_id not in text_of(await alan.command(command, "general", **options))
    assert "maturk" not in text_of(await alan.command("paper", "general", query=paper_with(library, Status.GHOSTED)))
    after = await dump(bot)
    assert after["contributions"] == before["contributions"]


FORMS = [
    ("Found code", {"address": "https://example.org"}, "no link to a repository"),
    ("Found code", {"address": CODE, "evidence": "see page 3"}, "web address"),
    ("Found code", {"address": "   "}, "no link to a repository"),
    ("Know the venue", {"venue": "?", "evidence": ""}, "name the venue"),
    ("Know the venue", {"venue": "ICML 2025", "evidence": "javascript:alert(1)"}, "web address"),
    ("Something wrong", {"status": "houdini", "evidence": "http://"}, "web address"),
]


async def test_forms_that_are_wrong(discord_api: Sandbox, bot: PwncBot, library: Library) -> None:
    """The error is named, what was typed is shown again and can be edited; nothing is kept."""
    grace = discord_api.person("grace")
    _, answer = await ask(discord_api, link(ALIVE))
    before = await dump(bot)
    for button, fields, says in FORMS:
        form = await grace.press(answer, button)
        shown = await grace.submit(form, fields)
        assert shown.ephemeral
        assert says in text_of(shown)
        assert "my side" not in text_of(shown)
        assert shown.message
        again = await grace.press(shown.message, "Edit")
        assert again.modal
        for value in filter(str.strip, fields.values()):
            assert value in str(again.modal)
    assert (await dump(bot))["contributions"] == before["contributions"]


async def test_arxiv_is_down(discord_api: Sandbox, bot: PwncBot, library: Library) -> None:
    """A paper that was never looked at: each command says who could not be asked; nothing is kept."""
    grace, before = discord_api.person("grace"), await dump(bot)
    library.control("arxiv_down", on=True)
    for command in ("similar", "history", "cite", "watch paper"):
        assert "arXiv could not be asked" in await refused(grace, command, "papers", {"query": SEED})
    assert await dump(bot) == before
    fog = await grace.command("paper", query=SEED)
    assert "arXiv" in text_of(fog)
    assert Status.FOG.look.emblem in text_of(fog)
    library.control("arxiv_down", on=False)


async def test_other_services_are_down(discord_api: Sandbox, bot: PwncBot, library: Library) -> None:
    """What does not rest on them is answered as ever."""
    for name in ("github_down", "semantic_scholar_down", "openalex_down", "web_down"):
        library.control(name, on=True)
    grace = discord_api.person("grace")
    assert Status.CARTOGRAPHER.look.label in text_of(await grace.command("paper", query=SEED))
    assert Status.FOG.look.label in text_of(await grace.command("paper", query=ALIVE))
    for command, says in (("cite", "@misc"), ("history", "looked at"), ("watch paper", "I shall tell you")):
        assert says in text_of(await grace.command(command, query=SEED))
    assert "Semantic Scholar" in text_of(await grace.command("similar", query=SEED))
    paper = paper_with(library, Status.GHOSTED)
    assert "Thank you" in text_of(await grace.command("contribute code", paper=paper, link=CODE))


WITH_STORE: list[tuple[str, dict[str, Any]]] = [
    ("paper", {"query": SEED}),
    ("paper", {"query": "multimodal large language models"}),
    ("similar", {"query": SEED}),
    ("history", {"query": SEED}),
    ("cite", {"query": SEED}),
    ("contribute code", {"paper": SEED, "link": CODE}),
    ("contribute venue", {"paper": SEED, "venue": "ICML 2025"}),
    ("contribute status", {"paper": SEED, "verdict": "houdini"}),
    ("contributions mine", {}),
    ("contributions queue", {}),
    ("contributions paper", {"paper": SEED}),
    ("contributions withdraw", {"contribution": "4fk9tz"}),
    ("contributions freeze", {"paper": SEED}),
    ("contributions name", {"shown": False}),
    ("watch paper", {"query": SEED}),
    ("watch keyword", {"words": "state spaces"}),
    ("watching", {}),
    ("unwatch", {"which": "state spaces"}),
    ("stats", {}),
    ("leaderboard", {}),
    ("me", {}),
    ("privacy show", {}),
    ("privacy export", {}),
]


async def forget_pages(bot: PwncBot, before: str) -> None:
    """Has SQLite do something, and keep nothing of the file in memory."""
    database = bot.store.papers._database
    async with database.write_once() as writer, database.read() as reader:
        for connection in (writer, reader):
            await connection.fetch_all(before, {})
            await connection.fetch_all("pragma shrink_memory", {})


@asynccontextmanager
async def lost_disk(bot: PwncBot, path: Path) -> AsyncIterator[None]:
    """The file is empty for a while: SQLite can neither read nor write."""
    await forget_pages(bot, "pragma wal_checkpoint(truncate)")
    kept = path.read_bytes()
    with path.open("r+b") as file:
        file.truncate(0)
        yield
        file.write(kept)
    await forget_pages(bot, "pragma cache_size")


async def test_the_store_is_down(discord_api: Sandbox, bot: PwncBot, bot_settings: Settings) -> None:
    """Whatever cannot be read or kept is told in one sentence; what is only explained is; later all goes on."""
    _, answer = await ask(discord_api, link(ALIVE))
    ada, before = discord_api.person("ada"), await dump(bot)
    async with lost_disk(bot, Path(bot_settings.database_url.removeprefix("sqlite:///"))):
        wrong = [
            (command, text)
            for command, options in WITH_STORE
            for text in [text_of(await ada.command(command, **options)).strip()]
            if "cannot be reached" not in text
        ]
        assert wrong == []
        assert await ada.autocomplete("paper", focused="query", query="multi") == []
        assert await ada.autocomplete("unwatch", focused="which", which="multi") == []
        assert await ada.autocomplete("contributions share", focused="contribution", contribution="") == []
        assert "cannot be reached" in text_of(await ada.press(answer, "Found code"))
        for command in ("help", "settings", "diagnose", "privacy delete"):
            assert "cannot be reached" not in text_of(await ada.command(command))
    assert await dump(bot) == before
    assert "looked at" in text_of(await ada.command("history", query=ALIVE))


async def test_things_that_are_gone_meanwhile(discord_api: Sandbox, bot: PwncBot, library: Library) -> None:
    """What was deleted, withdrawn or ended before it was used: one sentence, or the answer all the same."""
    grace, emmy = discord_api.person("grace"), discord_api.person("emmy")
    contribution_id = await contributed(discord_api, library)
    await emmy.command("contributions withdraw", contribution=contribution_id)
    before = await dump(bot)
    for act, says in (("withdraw", "took it back"), ("edit", "withdrawn")):
        assert says in await refused(emmy, f"contributions {act}", "papers", {"contribution": contribution_id})
    await grace.command("watch keyword", words="state spaces")
    await grace.command("unwatch", which="state spaces")
    assert "not watch" in await refused(grace, "unwatch", "papers", {"which": "state spaces"})
    assert (await dump(bot))["contributions"] == before["contributions"]
    message, answer = await ask(discord_api, link(ALIVE))
    form = await emmy.press(answer, "Know the venue")
    scan = grace.begin_menu("Scan paper", message)
    await grace.delete(message)
    assert Status.ALIVE.look.label in text_of(await grace.outcome(scan))
    await discord_api.until(lambda: discord_api.message(answer.id) is None)
    taken = await emmy.submit(form, {"venue": "ICML 2025", "evidence": ""})
    assert taken.ephemeral
    assert "Thank you" in text_of(taken)
