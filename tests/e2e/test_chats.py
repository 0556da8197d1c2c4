"""Chats from end to end: someone says, the bot answers; where it should be silent, silence is asserted."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.client import PwncBot
from bot.sandbox import Sandbox
from bot.sandbox.drafts import read_draft
from bot.sandbox.library import Library
from bot.sandbox.permissions import Permission
from bot.settings import Settings
from bot.status import Status
from tests.e2e.conftest import running

SEED = "2504.21051"


def paper_with(library: Library, status: Status) -> str:
    """The first paper of the library that ends in this verdict."""
    return next(arxiv_id for arxiv_id, expected in library.expected_verdicts.items() if expected is status)


def guild_id(discord_api: Sandbox) -> int:
    """The server that #papers belongs to."""
    found = discord_api.channels["papers"].guild_id
    assert found is not None
    return found


async def test_the_seed_paper(discord_api: Sandbox, bot: PwncBot, library: Library) -> None:
    """The record page that everything comes from has every part in the answer."""
    grace = discord_api.person("grace")
    asked = await grace.say("papers", f"worth reading: https://arxiv.org/abs/{SEED}")
    answer = await discord_api.next_message(reply_to=asked)
    embed = answer.embeds[0]
    text = answer.text_of_embed
    assert embed["title"] == "Multimodal Large Language Models for Medicine: A Comprehensive Survey"
    assert embed["url"] == f"https://arxiv.org/abs/{SEED}"
    for part in (
        "🗺️ **The Cartographer**",
        "“No code URL or promise found in abstract”",
        "“Title-pattern auto-detect: Multimodal Large Language Models for Medicine: A Comprehensive Survey”",
        "Jiarui Ye, Hao Tang",
        "29 April 2025",
        "16 · arXiv.org",
        f"arXiv {SEED}v1",
        "cs.LG: Machine Learning",
        "Evidence collected by the PWNC Scanner",
        "last checked",
        "In the same crypt · Machine Learning",
    ):
        assert part in text
    crypt = next(field["value"] for field in embed["fields"] if "crypt" in field["name"])
    neighbours = [arxiv_id for arxiv_id in library.papers if f"arxiv.org/abs/{arxiv_id})" in crypt]
    assert len(neighbours) == 3
    assert {library.papers[arxiv_id].categories[0] for arxiv_id in neighbours} == {"cs.LG"}
    assert embed["timestamp"].startswith(library.as_of.date().isoformat())
    assert answer.content == "🗺️ The Cartographer · a survey; code is not expected"
    assert [button["label"] for button in answer.buttons] == [
        "Abstract", "Found code", "Know the venue", "Something wrong", "✕",
    ]  # fmt: skip
    abstract = await grace.press(answer, "Abstract")
    assert abstract.ephemeral
    assert "MLLMs have recently become a focal point" in abstract.message.text_of_embed
    assert "cs.CL: Computation and Language\ncs.MM: Multimedia" in abstract.message.text_of_embed


async def test_every_verdict_of_the_library(discord_api: Sandbox, bot: PwncBot, library: Library) -> None:
    """One paper of each verdict is answered with that verdict's emblem and colour; fog, with GitHub down."""
    emmy = discord_api.person("emmy")
    verdicts = {status: paper_with(library, status) for status in sorted(set(library.expected_verdicts.values()))}
    assert len(verdicts) >= 14
    _, unseen, *_ = (i for i, expected in library.expected_verdicts.items() if expected is Status.ETERNAL_REST)
    for status, arxiv_id in {**verdicts, Status.FOG: unseen}.items():
        library.control("github_down", status is Status.FOG)
        asked = await emmy.say("papers", f"https://arxiv.org/abs/{arxiv_id}")
        answer = await discord_api.next_message(reply_to=asked)
        assert f"{status.look.emblem} **{status.look.label}**" in answer.embeds[0]["description"]
        assert answer.embeds[0]["color"] == status.look.colour
        assert answer.content.startswith(status.heading)
        assert len(answer.content) <= 120


@pytest.mark.parametrize(
    ("arxiv_id", "words"),
    [
        ("2211.14306", ["[zenodo.7701182](https://zenodo.org/records/7701182) on Zenodo · via `rust-paper.github.io`"]),
        (
            "2303.16184",
            ["[bennyguo/vmesh](https://gitlab.com/bennyguo/vmesh) on GitLab · via `bennyguo.github.io/vmesh`"],
        ),
        ("2412.11596", ["their page announces code; nothing is there yet", "“Code (coming soon)”"]),
        ("2212.01206", ["the page that they name offers no code", "https://sirwyver.github.io/DiffRF/"]),
        ("0704.0292", ["(http://projects.hepforge.org/siscone/)", "siscone-3.0.5.tar.gz"]),
        ("2605.08709", ["on Anonymous GitHub", "Anonymised, may expire."]),
        ("2507.14643", ["Software Heritage kept a copy", "[copy of Aug 2025](https://archive.softwareheritage.org/"]),
    ],
)
async def test_code_that_is_not_on_github(discord_api: Sandbox, bot: PwncBot, arxiv_id: str, words: list[str]) -> None:
    """The answer says where the code stands and which page led there, what a page says, and who kept what is gone."""
    asked = await discord_api.person("grace").say("papers", f"https://arxiv.org/abs/{arxiv_id}")
    answer = await discord_api.next_message(reply_to=asked)
    for each in words:
        assert each in answer.embeds[0]["description"]


@pytest.mark.parametrize(
    "text",
    [
        "https://arxiv.org/pdf/{}v1.pdf",
        "arxiv.org/html/{}",
        "http://arxiv.org/abs/{}v1",
        "https://doi.org/10.48550/arXiv.{}",
        "**https://arxiv.org/abs/{}**, (see also page 3).",
    ],
)
async def test_every_way_to_link(discord_api: Sandbox, bot: PwncBot, text: str) -> None:
    """Abs, pdf, html, DOI, with or without version."""
    asked = await discord_api.person("grace").say("papers", text.format(SEED))
    answer = await discord_api.next_message(reply_to=asked)
    assert SEED in answer.text_of_embed


@pytest.mark.parametrize(
    "text",
    [
        "good morning",
        "`https://arxiv.org/abs/2504.21051`",
        "<https://arxiv.org/abs/2504.21051>",
        "https://arxiv.org/list/cs.LG/recent",
        "https://arxiv.org.evil.example/abs/2504.21051",
        "https://github.com/ada/engine",
        "",
    ],
)
async def test_silence(discord_api: Sandbox, bot: PwncBot, text: str) -> None:
    """What is no paper link, or is hidden on purpose, is left alone."""
    await discord_api.person("grace").say("papers", text or "\u200b")
    await discord_api.silence("papers")


async def test_a_reply_pings_nobody(discord_api: Sandbox, bot: PwncBot) -> None:
    """The answer is a reply without a ping, to one message once."""
    asked = await discord_api.person("grace").say("papers", f"arxiv.org/abs/{SEED} and arxiv.org/pdf/{SEED}")
    answer = await discord_api.next_message(reply_to=asked)
    assert answer.mentions == []
    await discord_api.silence("papers")


async def test_several_papers(discord_api: Sandbox, bot: PwncBot, library: Library) -> None:
    """Two or three papers are compact embeds, more are one list of ten lines and the rest counted."""
    ids = list(library.papers)[:12]
    say = discord_api.person("grace").say
    two = await discord_api.next_message(reply_to=await say("papers", " ".join(f"arxiv.org/abs/{i}" for i in ids[:2])))
    assert [embed["url"].removeprefix("https://arxiv.org/abs/") for embed in two.embeds] == ids[:2]
    many = await discord_api.next_message(
        reply_to=await say("reading-group", " ".join(f"arxiv.org/abs/{i}" for i in ids))
    )
    assert len(many.embeds) == 1
    lines = many.embeds[0]["description"].splitlines()
    assert len(lines) == 11
    assert lines[-1] == "+2 more"
    assert [i for i, line in zip(ids[:10], lines, strict=False) if i not in line] == []


async def test_a_spoiler_stays_hidden(discord_api: Sandbox, bot: PwncBot) -> None:
    """The answer to a link hidden as a spoiler shows nothing outside a spoiler."""
    asked = await discord_api.person("grace").say("papers", f"guess: ||https://arxiv.org/abs/{SEED}||")
    answer = await discord_api.next_message(reply_to=asked)
    (embed,) = answer.embeds
    assert {"title", "fields", "footer", "url"} & embed.keys() == set()
    for text in (answer.content, embed["description"]):
        assert text.startswith("||")
        assert text.endswith("||")
        assert text.count("||") == 2
    assert "Multimodal" in embed["description"]


async def test_a_known_paper_is_answered_from_the_store(discord_api: Sandbox, bot: PwncBot, library: Library) -> None:
    """The second asker gets the same answer with the time of the check, and no service is asked again."""
    first = await discord_api.next_message(
        reply_to=await discord_api.person("grace").say("papers", f"arxiv.org/abs/{SEED}")
    )
    n_requests = len(library.requests)
    asked = await discord_api.person("emmy").say("reading-group", f"https://arxiv.org/abs/{SEED}")
    second = await discord_api.next_message(reply_to=asked)
    assert second.embeds == first.embeds
    assert len(library.requests) == n_requests


async def test_a_paper_that_does_not_exist(discord_api: Sandbox, bot: PwncBot) -> None:
    """One clear sentence, and no verdict."""
    asked = await discord_api.person("grace").say("papers", "https://arxiv.org/abs/2301.99999")
    answer = await discord_api.next_message(reply_to=asked)
    assert answer.content == "arXiv has no paper 2301.99999: is there a slip in the number?"
    assert answer.embeds == []


ARXIV_FAULTS = {
    "empty": {"status": 200, "body": ""},
    "cut off": {"status": 200, "body": "<?xml version='1.0'?><feed><entry><id>http://arxiv.org/abs/2504"},
    "HTML": {"status": 200, "body": "<html>Just a moment</html>"},
    "429": {"status": 429, "body": "Rate exceeded."},
    "503": {"status": 503, "body": "busy"},
    "lost": {"drop": True},
}


@pytest.mark.parametrize("fault", ARXIV_FAULTS.values(), ids=ARXIV_FAULTS)
async def test_arxiv_fails(discord_api: Sandbox, bot: PwncBot, library: Library, fault: dict[str, object]) -> None:
    """Whatever arXiv answers in place of a feed, the asker is told, and the next paste is answered."""
    library.fault("arxiv", **fault)  # type: ignore[arg-type]
    say = discord_api.person("grace").say
    answer = await discord_api.next_message(reply_to=await say("papers", f"arxiv.org/abs/{SEED}"))
    assert answer.content.startswith(f"🌫️ In the Fog · arXiv could not be asked about {SEED}")
    assert "code" not in answer.content
    library.clear_faults()
    answer = await discord_api.next_message(reply_to=await say("papers", f"arxiv.org/abs/{SEED}"))
    assert "The Cartographer" in answer.content


async def test_a_slow_service_is_followed(discord_api: Sandbox, bot: PwncBot, library: Library) -> None:
    """What is known after two and a half seconds is sent, and completed by an edit."""
    library.fault("github", delay_s=3.0, times=1)
    alive = paper_with(library, Status.ALIVE)
    asked = await discord_api.person("grace").say("papers", f"arxiv.org/abs/{alive}")
    answer = await discord_api.next_message(reply_to=asked)
    assert "Looking" in answer.embeds[0]["description"]
    assert library.papers[alive].title[:40] in answer.embeds[0]["title"]
    await discord_api.until(lambda: "Alive" in discord_api.message(answer.id).content)


async def test_a_slow_arxiv_is_followed(discord_api: Sandbox, bot: PwncBot, library: Library) -> None:
    """Where nothing is known in time the asker is told that we look, and gets the answer in the same message."""
    library.fault("arxiv", delay_s=3.0, times=1)
    asked = await discord_api.person("grace").say("papers", f"arxiv.org/abs/{SEED}")
    answer = await discord_api.next_message(reply_to=asked)
    assert answer.content == f"🔎 Looking {SEED} up …"
    await discord_api.until(lambda: answer.embeds)
    assert "Cartographer" in answer.content
    assert len(answer.buttons) == 5


async def test_github_is_down(discord_api: Sandbox, bot: PwncBot, library: Library) -> None:
    """An own link that cannot be looked at is fog, and the embed names the service; later the verdict is found."""
    library.control("github_down", True)
    alive = paper_with(library, Status.ALIVE)
    say = discord_api.person("grace").say
    answer = await discord_api.next_message(reply_to=await say("papers", f"arxiv.org/abs/{alive}"))
    assert "In the Fog" in answer.content
    assert "Could not be asked: GitHub." in answer.text_of_embed
    library.control("github_down", False)
    again = await discord_api.person("grace").command("paper", query=alive, rescan=True)
    await discord_api.until(lambda: "Alive" in again.message.content)


@pytest.mark.parametrize("openalex_too", [False, True])
async def test_semantic_scholar_is_down(
    discord_api: Sandbox, bot: PwncBot, library: Library, openalex_too: bool
) -> None:
    """OpenAlex counts then and is credited; without it citations are unknown, never zero. The verdict stands."""
    library.control("semantic_scholar_down", True)
    library.control("openalex_down", openalex_too)
    alive = paper_with(library, Status.ALIVE)
    answer = await discord_api.next_message(
        reply_to=await discord_api.person("grace").say("papers", f"arxiv.org/abs/{alive}")
    )
    # Who stays silent for a while is heard behind the first answer.
    await discord_api.until(lambda: "Could not be asked: Semantic Scholar." in answer.text_of_embed)
    assert "Alive" in answer.content
    assert ("unknown · " in answer.text_of_embed) == openalex_too
    assert ("Citations: OpenAlex" in answer.text_of_embed) != openalex_too


async def test_the_authors_release_the_code(discord_api: Sandbox, bot: PwncBot, library: Library) -> None:
    """A grave becomes resurrected when the code comes and somebody asks for a rescan."""
    release = next(control for control in library.controls if control["name"] == "release_code")
    arxiv_id = release["arguments"][0]["value"]  # type: ignore[index]
    grace = discord_api.person("grace")
    before = await discord_api.next_message(reply_to=await grace.say("papers", f"arxiv.org/abs/{arxiv_id}"))
    assert "Resurrected" not in before.content
    library.control("release_code", True, arxiv_id)
    after = await grace.command("paper", query=arxiv_id, rescan=True)
    assert "🌱 Resurrected" in after.message.content
    refused = await grace.command("paper", query=arxiv_id, rescan=True)
    assert refused.ephemeral
    assert "try again in 10 min" in refused.message.content


async def test_a_crowd_of_rescans(discord_api: Sandbox, bot_settings: Settings, library: Library) -> None:
    """Whoever asks too much starts no scan, however they ask; of several papers those are asked anew that may be."""
    grace, emmy = discord_api.person("grace"), discord_api.person("emmy")
    first, second, third = list(library.papers)[:3]
    async with running(replace(bot_settings, papers_per_person=2)) as bot:
        asked = await emmy.say("papers", f"arxiv.org/abs/{first} arxiv.org/abs/{second}")
        await discord_api.next_message(reply_to=asked)
        await grace.command("paper", query=first, rescan=True)
        both = await discord_api.person("ada").menu("Rescan", asked)
        assert first not in str(both.message.embeds)
        assert second in str(both.message.embeds)
        await grace.command("paper", query=second)
        refused = await grace.command("paper", query=third, rescan=True)
        assert refused.ephemeral
        assert bot.scanner.running(third) is None
        assert await bot.scanner.get_known(third) is None


async def test_the_command(discord_api: Sandbox, bot: PwncBot) -> None:
    """/paper answers an id or a link as a pasted link is answered."""
    grace = discord_api.person("grace")
    for query in (SEED, f" https://arxiv.org/pdf/{SEED}v1 "):
        answered = await grace.command("paper", query=query)
        assert not answered.ephemeral
        assert "The Cartographer" in answered.message.content
        assert len(answered.message.buttons) == 5


async def test_suggestions(discord_api: Sandbox, bot: PwncBot) -> None:
    """While one types, papers that are known are suggested by id and by title; marks of SQL are only text."""
    grace = discord_api.person("grace")
    await discord_api.next_message(reply_to=await grace.say("papers", f"arxiv.org/abs/{SEED}"))
    name = f"{SEED} · Multimodal Large Language Models for Medicine: A Comprehensive Survey"
    for typed in ("2504", SEED, "multimodal large", "MEDICINE: A "):
        for command in ("paper", "cite"):
            choices = await grace.autocomplete(command, focused="query", query=typed)
            assert choices[0] == {"name": name, "value": SEED}
    for typed in ("%", "_504", "'; drop table papers;--", "zzz"):
        assert await grace.autocomplete("paper", focused="query", query=typed) == []


async def test_remove(discord_api: Sandbox, bot: PwncBot) -> None:
    """✕ removes for the asker and for moderators; others are told so privately."""
    grace, emmy, alan = (discord_api.person(name) for name in ("grace", "emmy", "alan"))
    for remover in (grace, alan):
        answer = await discord_api.next_message(reply_to=await grace.say("papers", f"arxiv.org/abs/{SEED}"))
        refused = await emmy.press(answer, "✕")
        assert refused.ephemeral
        assert "Only who asked" in refused.message.content
        await remover.press(answer, "✕")
        await discord_api.until(lambda answer=answer: discord_api.message(answer.id) is None)


COMMUNITY_CODE = "https://github.com/maturk/dn-splatter"  # holds code, and is another paper's


async def test_a_reply_with_a_repository(discord_api: Sandbox, bot: PwncBot, library: Library) -> None:
    """A reply that links code of others is kept, acknowledged by a ballot box on it, and shown as open."""
    ghosted = paper_with(library, Status.GHOSTED)
    answer = await discord_api.next_message(
        reply_to=await discord_api.person("grace").say("papers", f"arxiv.org/abs/{ghosted}")
    )
    emmy = discord_api.person("emmy")
    talk = await emmy.say("papers", "thanks, nice paper!", reply_to=answer)
    found = await emmy.say("papers", f"it is here: {COMMUNITY_CODE}.", reply_to=answer)
    await discord_api.until(lambda: [each.name for each in discord_api.message(found.id).reactions] == ["🗳️"])
    await discord_api.until(lambda: "not confirmed" in discord_api.message(answer.id).text_of_embed)
    assert "**Community code** `github.com/maturk/dn-splatter`" in discord_api.message(answer.id).text_of_embed
    assert discord_api.message(talk.id).reactions == []
    (kept,) = (await bot.store.contributions.get_community(ghosted, guild_id(discord_api))).contributions
    assert (kept.value, kept.author_id, kept.source_id) == (COMMUNITY_CODE, emmy.id, found.id)


async def test_reactions(discord_api: Sandbox, bot: PwncBot, library: Library) -> None:
    """A verdict's emblem is kept; it shows from the second person on, and no more when one takes it back."""
    alive = paper_with(library, Status.ALIVE)
    answer = await discord_api.next_message(
        reply_to=await discord_api.person("grace").say("papers", f"arxiv.org/abs/{alive}")
    )

    async def emblems() -> object:
        return (await bot.store.contributions.get_community(alive, guild_id(discord_api))).emblems

    emmy, alan = discord_api.person("emmy"), discord_api.person("alan")
    await emmy.react(answer, "🪦")
    await emmy.react(answer, "🎉")
    await discord_api.silence("papers")
    assert await emblems() == ((Status.BURIED, 1),)
    assert "×" not in discord_api.message(answer.id).text_of_embed
    await alan.react(answer, "🪦")
    await discord_api.until(lambda: "🪦 Buried in Dependencies ×2" in discord_api.message(answer.id).text_of_embed)
    await emmy.unreact(answer, "🪦")
    await discord_api.until(lambda: "×" not in discord_api.message(answer.id).text_of_embed)
    assert await emblems() == ((Status.BURIED, 1),)


FORMS = [
    ("Found code", {"address": COMMUNITY_CODE, "note": "by the first author"}, "github.com/maturk/dn-splatter"),
    ("Know the venue", {"venue": "ICML  2025"}, "venue ICML 2025"),
    ("Something wrong", {"status": "ethereal", "evidence": "https://example.org/proof"}, "🔮 The Ethereal"),
]


@pytest.mark.parametrize(("button", "values", "shown"), FORMS, ids=[form[0] for form in FORMS])
async def test_forms(discord_api: Sandbox, bot: PwncBot, button: str, values: dict[str, str], shown: str) -> None:
    """Each form is kept, acknowledged privately with a short id, and shown on the answer as open."""
    answer = await discord_api.next_message(
        reply_to=await discord_api.person("grace").say("papers", f"arxiv.org/abs/{SEED}")
    )
    emmy = discord_api.person("emmy")
    form = await emmy.press(answer, button)
    told = await emmy.submit(form, values)
    assert told.ephemeral
    assert told.message.content.startswith("🗳️ Thank you!")
    await discord_api.until(lambda: shown in discord_api.message(answer.id).text_of_embed)
    (kept,) = (await bot.store.contributions.get_community(SEED, guild_id(discord_api))).contributions
    assert kept.contribution_id in told.message.content
    assert kept.note == values.get("note", "")
    assert kept.evidence_url == values.get("evidence", "")


@pytest.mark.parametrize(
    ("button", "values", "sentence"),
    [
        ("Found code", {"address": "https://example.org/not-a-host"}, "That is no link to a repository"),
        ("Found code", {"address": "javascript:alert(1)"}, "That is no link to a repository"),
        ("Know the venue", {"venue": " -- "}, "Please name the venue"),
        ("Know the venue", {"venue": "ICML", "evidence": "somewhere"}, "The evidence must be a web address"),
    ],
)
async def test_a_form_that_is_refused(
    discord_api: Sandbox, bot: PwncBot, button: str, values: dict[str, str], sentence: str
) -> None:
    """A mistake is told in one private sentence, and nothing is kept."""
    answer = await discord_api.next_message(
        reply_to=await discord_api.person("grace").say("papers", f"arxiv.org/abs/{SEED}")
    )
    emmy = discord_api.person("emmy")
    told = await emmy.submit(await emmy.press(answer, button), values)
    assert told.ephemeral
    assert told.message.content.startswith(f"⚠️ {sentence}")
    assert (await bot.store.contributions.get_community(SEED, guild_id(discord_api))).contributions == ()


async def test_everything_is_there_after_a_restart(
    discord_api: Sandbox, library: Library, bot_settings: Settings
) -> None:
    """Answers, contributions, buttons, and a form that was open meanwhile, outlive the process."""
    grace, emmy = discord_api.person("grace"), discord_api.person("emmy")
    async with running(bot_settings):
        answer = await discord_api.next_message(reply_to=await grace.say("papers", f"arxiv.org/abs/{SEED}"))
        await emmy.say("papers", "https://github.com/maturk/dn-splatter", reply_to=answer)
        await discord_api.until(lambda: "maturk/dn-splatter" in discord_api.message(answer.id).text_of_embed)
        form = await emmy.press(answer, "Know the venue")
    async with running(bot_settings):
        told = await emmy.submit(form, {"venue": "TMLR"})
        assert told.message.content.startswith("🗳️ Thank you!")
        await discord_api.until(lambda: "venue TMLR" in discord_api.message(answer.id).text_of_embed)
        assert "maturk/dn-splatter" in discord_api.message(answer.id).text_of_embed
        assert (await grace.press(answer, "Abstract")).ephemeral
        await emmy.react(answer, "🔮")
        await discord_api.person("ada").react(answer, "🔮")
        await discord_api.until(lambda: "🔮 The Ethereal ×2" in discord_api.message(answer.id).text_of_embed)
        await grace.press(answer, "✕")
        await discord_api.until(lambda: discord_api.message(answer.id) is None)


@pytest.mark.parametrize("age", [timedelta(), timedelta(minutes=10)], ids=["just now", "ten minutes ago"])
@pytest.mark.parametrize("was_sent", [True, False], ids=["sent", "not sent"])
async def test_an_intention_of_an_earlier_life(
    discord_api: Sandbox, bot_settings: Settings, age: timedelta, was_sent: bool
) -> None:
    """An answer that was intended before a crash is there once afterwards, whether it was sent or not."""
    grace = discord_api.person("grace")
    async with running(bot_settings) as bot:
        asked = await grace.say("papers", f"arxiv.org/abs/{SEED}")
        answer = await discord_api.next_message(reply_to=asked)
        kept = await bot.answers.get_answer(answer.id)
        assert kept is not None
        await bot.store.answers.forget(asked.id)
        await bot.store.answers.record_intention(replace(kept, reply_id=None, intended_at=kept.intended_at - age))
        if not was_sent:
            discord_api.messages.delete(answer, discord_api.bot_user)
            discord_api.clock.advance(timedelta(minutes=30).total_seconds())  # past the memory of nonces
    async with running(bot_settings) as bot:
        if not was_sent:
            await discord_api.next_message(reply_to=asked)
        await discord_api.silence("papers")
        (reply_id,) = _replies(discord_api, asked.id)
        assert (reply_id == answer.id) == was_sent
        assert await bot.answers.get_answer(reply_id)
        assert await bot.store.answers.get_unsent() == ()


def _replies(discord_api: Sandbox, message_id: int) -> list[int]:
    """The messages in #papers that reply to this one."""
    messages = discord_api.channels["papers"].messages.values()
    return [message.id for message in messages if message.reply_to == message_id]


async def test_contributions_stay_in_their_server(discord_api: Sandbox, bot: PwncBot) -> None:
    """What one server proposes does not show in another."""
    grace = discord_api.person("grace")
    here = await discord_api.next_message(reply_to=await grace.say("papers", f"arxiv.org/abs/{SEED}"))
    await grace.say("papers", "https://github.com/maturk/dn-splatter", reply_to=here)
    await discord_api.until(lambda: "maturk/dn-splatter" in discord_api.message(here.id).text_of_embed)
    there = await discord_api.next_message(reply_to=await grace.say("general", f"arxiv.org/abs/{SEED}"))
    assert "maturk/dn-splatter" not in there.text_of_embed


async def test_an_edited_message(discord_api: Sandbox, bot: PwncBot) -> None:
    """The answer follows its message: other papers, none, and one that was added later."""
    grace = discord_api.person("grace")
    asked = await grace.say("papers", f"arxiv.org/abs/{SEED}")
    answer = await discord_api.next_message(reply_to=asked)
    await grace.edit(asked, "no, I mean https://arxiv.org/abs/2303.16094")
    await discord_api.until(lambda: "LinK" in answer.text_of_embed and "Looking" not in answer.text_of_embed)
    await grace.edit(asked, "never mind")
    await discord_api.until(lambda: discord_api.message(answer.id) is None)
    await grace.edit(asked, f"well, arxiv.org/abs/{SEED}")
    again = await discord_api.next_message(reply_to=asked)
    assert "The Cartographer" in again.content


async def test_a_deleted_message(discord_api: Sandbox, bot_settings: Settings) -> None:
    """An answer goes with its message, also after a restart; one that a moderator deleted is forgotten."""
    grace, alan = discord_api.person("grace"), discord_api.person("alan")
    async with running(bot_settings) as bot:
        asked = await grace.say("papers", f"arxiv.org/abs/{SEED}")
        answer = await discord_api.next_message(reply_to=asked)
        other = await grace.say("papers", f"arxiv.org/abs/{SEED}")
        removed = await discord_api.next_message(reply_to=other)
        await alan.delete(removed)
        await discord_api.silence("papers")
        await grace.edit(other, f"again: arxiv.org/abs/{SEED}")
        await discord_api.next_message(reply_to=other)
    async with running(bot_settings) as bot:
        await grace.delete(asked)
        await discord_api.until(lambda: discord_api.message(answer.id) is None)
        await discord_api.silence("papers")
        assert await bot.answers.get_answer_to(asked.id) is None


async def test_a_direct_message(discord_api: Sandbox, bot: PwncBot) -> None:
    """In a direct message a link is answered, and what is contributed there stays there."""
    grace = discord_api.person("grace")
    private = await grace.open_dm()
    answer = await discord_api.next_message(reply_to=await grace.say(private, f"arxiv.org/abs/{SEED}"))
    await grace.say(private, "https://github.com/maturk/dn-splatter", reply_to=answer)
    await discord_api.until(lambda: "maturk/dn-splatter" in discord_api.message(answer.id).text_of_embed)
    public = await discord_api.next_message(reply_to=await grace.say("papers", f"arxiv.org/abs/{SEED}"))
    assert "maturk/dn-splatter" not in public.text_of_embed


async def test_a_channel_where_it_may_not_speak(discord_api: Sandbox, bot: PwncBot) -> None:
    """Without the right to send it stays silent there, and answers elsewhere."""
    channel = discord_api.channels["papers"]
    discord_api.administration.deny(channel, discord_api.bot_user, Permission.SEND_MESSAGES)
    say = discord_api.person("grace").say
    await say("papers", f"arxiv.org/abs/{SEED}")
    await discord_api.silence("papers")
    await discord_api.next_message(reply_to=await say("reading-group", f"arxiv.org/abs/{SEED}"))


async def test_a_message_deleted_before_its_answer(discord_api: Sandbox, bot: PwncBot, library: Library) -> None:
    """Nobody is answered who took the message back meanwhile."""
    library.fault("arxiv", delay_s=0.5, times=1)
    grace = discord_api.person("grace")
    asked = await grace.say("papers", f"arxiv.org/abs/{SEED}")
    await grace.delete(asked)
    await discord_api.silence("papers", for_s=1.0)
    await discord_api.next_message(reply_to=await grace.say("papers", f"arxiv.org/abs/{SEED}"))


async def test_the_answer_to_a_send_is_lost(discord_api: Sandbox, bot: PwncBot) -> None:
    """A reply whose acknowledgement is lost on the way is there once."""
    route = "POST /channels/{channel_id}/messages"
    discord_api.faults.lose_answer(route)
    asked = await discord_api.person("grace").say("papers", f"arxiv.org/abs/{SEED}")
    await discord_api.next_message(reply_to=asked)
    await discord_api.until(lambda: [request.route for request in discord_api.requests].count(route) == 2)
    await discord_api.silence("papers")


async def test_a_message_full_of_everything(discord_api: Sandbox, bot: PwncBot) -> None:
    """The longest message there is, full of links to nothing and odd signs, is answered once; the bot goes on."""
    odd = "||**_~`>\u202e🙂\u200b[x](https://arxiv.org/abs/2301.99998) "
    text = (odd + " ".join(f"https://arxiv.org/abs/2301.{n:05}" for n in range(90001, 90120)))[:4000]
    draft = read_draft({"content": "x"})
    draft.content = text  # what a subscriber may write
    asked = discord_api.messages.send(discord_api.channels["papers"], discord_api.person("grace").user, draft)
    answer = await discord_api.next_message(reply_to=asked)
    assert "+" in answer.embeds[0]["description"].splitlines()[-1]
    assert discord_api.refused_routes == []
    await discord_api.next_message(reply_to=await discord_api.person("grace").say("papers", f"arxiv.org/abs/{SEED}"))


async def test_checked_long_ago_is_refreshed(discord_api: Sandbox, library: Library, bot: PwncBot) -> None:
    """A stale answer is shown at once and refreshed behind."""
    say = discord_api.person("grace").say
    await discord_api.next_message(reply_to=await say("papers", f"arxiv.org/abs/{SEED}"))
    now = bot.clock
    bot.scanner._clock = lambda: now() + timedelta(days=3)
    n_requests = len(library.requests)
    await discord_api.next_message(reply_to=await say("papers", f"arxiv.org/abs/{SEED}"))
    await discord_api.until(lambda: len(library.requests) > n_requests)


async def test_community_code_is_one_line(discord_api: Sandbox, bot: PwncBot) -> None:
    """What somebody else wrote is shown with its host, as nobody's confirmed code; the paper stays without any."""
    asked = await discord_api.person("grace").say("papers", "arxiv.org/abs/2601.21739")
    answer = await discord_api.next_message(reply_to=asked)
    assert "Ghosted" in answer.content
    line = "**Community code** `github.com/sandbox-reader/adam-equal-betas` · not confirmed as the authors'"
    assert line in answer.text_of_embed.splitlines()
