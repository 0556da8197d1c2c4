"""A second language is one file: people are answered in theirs, a server in its own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.errors import CannotStart
from bot.sandbox import Sandbox
from bot.settings import Settings
from tests.e2e.conftest import running
from tests.e2e.life import ALIVE, ask, link

GERMAN = """
name-paper = aufsatz
name-paper-rescan = Nicht So
name-papier = papier
paper-command = Ob es den Code eines Aufsatzes gibt, mit den Belegen
paper-menu = Aufsatz ansehen
removing-refused = Nur wer gefragt hat oder moderiert, kann diese Antwort entfernen.
removing-removed = Die Antwort ist entfernt.
answer-code = **Quelltext** { $code }
answer-published = Erschienen
date-day = { $day }. { $month } { $year }
date-may = Mai
separator-thousands = .
button-abstract = Zusammenfassung, Vermerke, Zeitschrift, alle Belege und der Code von anderen Leuten
button-code = Code gefunden
form-venue-title = Wo ist dieser Aufsatz am Ende denn nun erschienen?
verdict-ghosted-label = Verschollen
verdict-alive-label = Lebendig
verdict-alive-reason = der Code der Autoren ist da
"""


@pytest.fixture
def german_settings(bot_settings: Settings, tmp_path: Path) -> Settings:
    """The bot's settings with German beside English."""
    folder = tmp_path / "languages"
    folder.mkdir()
    (folder / "de.ftl").write_text(GERMAN, encoding="utf-8")
    return replace(bot_settings, languages_folder=str(folder))


async def test_people_are_answered_in_their_language(discord_api: Sandbox, german_settings: Settings) -> None:
    """By menu, button and command; what the file lacks is English, and so are all others."""
    grace, emmy, alan = (discord_api.person(name) for name in ("grace", "emmy", "alan"))
    emmy.user.locale = "de"
    async with running(german_settings):
        asked, answer = await ask(discord_api, link(ALIVE))
        refused = "Nur wer gefragt hat oder moderiert, kann diese Antwort entfernen."
        assert (await emmy.menu("Remove answer", answer)).message.content == refused
        assert (await emmy.press(answer, "✕")).message.content == refused
        assert (await emmy.command("cite", query="hm")).message.content.startswith("That is no arXiv id or link.")
        assert (await alan.menu("Remove answer", asked)).message.content == "The answer is removed."
        mine, _ = await ask(discord_api, link(ALIVE), who="emmy")
        assert (await emmy.menu("Remove answer", mine)).message.content == "Die Antwort ist entfernt."
        assert (await grace.menu("Remove answer", mine)).message.content.startswith("That is no answer of mine")


async def test_a_server_is_answered_in_its_language(discord_api: Sandbox, german_settings: Settings) -> None:
    """By its primary language, whoever asks, also in what was found before anybody spoke it; direct messages apart."""
    grace, guild_id = discord_api.person("grace"), discord_api.channels["papers"].guild_id
    grace.user.locale = "fr"
    discord_api.world.guilds[guild_id or 0].locale = "de"
    async with running(german_settings):
        _, answer = await ask(discord_api, link(ALIVE))
        await discord_api.until(lambda: "🟢 Lebendig · der Code der Autoren ist da" in answer.content)
        shown = answer.text_of_embed
        assert "**Quelltext** " in shown
        assert "Erschienen" in shown
        assert "Authors" in shown
        buttons = [button["label"] for row in answer.components for button in row["components"]]
        assert "Code gefunden" in buttons
        assert "Something wrong" in buttons
        # What is longer than Discord takes is cut, and nothing fails.
        assert "Zusammenfassung, Vermerke, Zeitschrift, alle Belege und der Code von anderen Le…" in buttons
        grace.user.locale = "de"
        form = await grace.press(answer, "Know the venue")
        assert form.modal
        assert form.modal["title"] == "Wo ist dieser Aufsatz am Ende denn nun ersch…"
        by_command = await grace.command("paper", query=ALIVE)
        assert by_command.message.content.startswith("🟢 Lebendig")
        dm = await grace.open_dm()
        assert "🟢 Alive" in (await discord_api.next_message(reply_to=await grace.say(dm, link(ALIVE)))).content


async def test_discord_is_told_the_commands_in_every_language(
    discord_api: Sandbox, german_settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    """Names only where the file has them and Discord takes them."""
    async with running(german_settings) as bot:
        commands = {command.name: command for command in await bot.tree.fetch_commands()}
    paper = commands["paper"]
    assert {locale.value: name for locale, name in paper.name_localizations.items()} == {"de": "aufsatz"}
    told = {locale.value: text for locale, text in paper.description_localizations.items()}
    assert told == {"de": "Ob es den Code eines Aufsatzes gibt, mit den Belegen"}
    assert [option.name_localizations for option in paper.options] == [{}, {}]
    assert "Discord does not take 'Nicht So' for name-paper-rescan" in caplog.text
    assert "name-papier names no command or option" in caplog.text
    assert [str(name) for name in commands["Scan paper"].name_localizations.values()] == ["Aufsatz ansehen"]
    assert not commands["cite"].name_localizations
    status = next(option for option in commands["contribute"].options if option.name == "status")
    verdicts = next(option for option in status.options if option.name == "verdict").choices
    ghosted = next(choice for choice in verdicts if choice.value == "ghosted")
    assert [str(name) for name in ghosted.name_localizations.values()] == ["👻 Verschollen · No code found"]


async def test_a_broken_language_stops_the_start(german_settings: Settings) -> None:
    """In one sentence, before anything is opened."""
    (Path(german_settings.languages_folder) / "de.ftl").write_text("removing-removed Weg.\n")
    with pytest.raises(CannotStart, match=r"de\.ftl, line 1, cannot be used"):
        async with running(german_settings):
            pass
