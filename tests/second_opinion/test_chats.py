"""The main chats of the bot, the same in both doubles."""

from __future__ import annotations

import pytest

from bot.sandbox.library import Library
from bot.status import Status
from tests.second_opinion.doubles import Double, Shown

SEED = "2504.21051"
TITLE = "Multimodal Large Language Models for Medicine: A Comprehensive Survey"
LINK = f"https://arxiv.org/abs/{SEED}"
LABELS = ["Abstract", "Found code", "Know the venue", "Something wrong", "✕"]


async def pasted(double: Double) -> Shown:
    """The answer to grace's link."""
    return await double.answer_to(await double.say("grace", f"worth reading: {LINK}"))


async def test_a_pasted_link(double: Double) -> None:
    """A pasted link is answered by one reply with verdict, record and buttons, and nobody is pinged."""
    answer = await pasted(double)
    for part in (TITLE, "Jiarui Ye, Hao Tang", "29 April 2025", "16 · arXiv.org", f"arXiv {SEED}v1"):
        assert part in answer.embed_text
    assert [button["label"] for button in answer.buttons] == LABELS
    assert answer.payload["type"] == 19
    assert answer.payload["mentions"] == []
    assert answer.payload["flags"] == 0
    await double.silence()


@pytest.mark.parametrize("text", ["good morning", f"`{LINK}`", f"<{LINK}>", "https://github.com/ada/engine"])
async def test_silence(double: Double, text: str) -> None:
    """What is no paper link, or is hidden on purpose, is left alone."""
    await double.say("grace", text)
    await double.silence()


async def test_a_reply_with_a_repository(double: Double) -> None:
    """A reply that links a repository gets a ballot box and shows on the answer; other talk is left alone."""
    answer = await pasted(double)
    talk = await double.say("emmy", "thanks, nice paper!", reply_to=answer.id)
    found = await double.say("emmy", "it is here: https://github.com/maturk/dn-splatter.", reply_to=answer.id)
    await double.becomes(found, lambda shown: shown.reactions == {"🗳️": 1})
    edited = await double.becomes(answer.id, lambda shown: "not confirmed" in shown.embed_text)
    assert "**Community code** `github.com/maturk/dn-splatter`" in edited.embed_text
    assert edited.payload["edited_timestamp"] is not None
    assert [button["label"] for button in edited.buttons][:5] == LABELS
    chatter = await double.shown(talk)
    assert chatter is not None
    assert chatter.reactions == {}
    (kept,) = (await double.bot.store.contributions.get_community(SEED, double.guild_id)).contributions
    assert (kept.value, kept.author_id) == ("https://github.com/maturk/dn-splatter", double.id_of("emmy"))
    assert kept.source_id == found


async def test_reactions(double: Double) -> None:
    """A verdict's emblem shows from the second person on, and no more when one takes it back; other emoji never."""
    answer = await pasted(double)
    await double.react("emmy", answer.id, "🪦")
    await double.react("emmy", answer.id, "🎉")
    await double.silence()
    once = await double.shown(answer.id)
    assert once is not None
    assert once.reactions == {"🪦": 1, "🎉": 1}
    assert "×" not in once.embed_text
    await double.react("alan", answer.id, "🪦")
    await double.becomes(answer.id, lambda shown: "🪦 Buried in Dependencies ×2" in shown.embed_text)
    await double.unreact("emmy", answer.id, "🪦")
    last = await double.becomes(answer.id, lambda shown: "×" not in shown.embed_text)
    assert last.reactions == {"🪦": 1, "🎉": 1}


async def test_the_abstract(double: Double) -> None:
    """Abstract answers only whoever pressed, and the answer stays as it was."""
    answer = await pasted(double)
    told = await double.press("emmy", answer.id, "Abstract")
    assert told.ephemeral
    assert told.form is None
    assert "MLLMs have recently become a focal point" in told.embed_text
    assert told.message_id is not None
    assert await double.shown(told.message_id) is None
    assert await double.shown(answer.id) == answer


COMMUNITY_CODE = "https://github.com/maturk/dn-splatter"
FORMS = [
    (
        "Found code",
        {"address": COMMUNITY_CODE, "claim": "own", "note": "the first author's"},
        "github.com/maturk/dn-splatter",
    ),
    ("Know the venue", {"venue": "ICML  2025"}, "venue ICML 2025"),
    ("Something wrong", {"status": "ethereal", "evidence": "https://example.org/proof"}, "🔮 The Ethereal"),
]


@pytest.mark.parametrize(("button", "values", "shown"), FORMS, ids=[form[0] for form in FORMS])
async def test_forms(double: Double, button: str, values: dict[str, str], shown: str) -> None:
    """A button opens its form; what is sent is acknowledged privately, kept, and shown on the answer."""
    answer = await pasted(double)
    form = await double.press("emmy", answer.id, button)
    assert form.form is not None
    assert form.message_id is None
    told = await double.submit("emmy", form, values)
    assert told.ephemeral
    assert told.content.startswith("🗳️ Thank you!")
    await double.becomes(answer.id, lambda now: shown in now.embed_text)
    (kept,) = (await double.bot.store.contributions.get_community(SEED, double.guild_id)).contributions
    assert kept.contribution_id in told.content
    assert (kept.note, kept.evidence_url) == (values.get("note", ""), values.get("evidence", ""))


async def test_a_form_that_is_refused(double: Double) -> None:
    """A mistake is told in one private sentence; nothing is kept."""
    answer = await pasted(double)
    form = await double.press("emmy", answer.id, "Found code")
    told = await double.submit("emmy", form, {"address": "https://example.org/not-a-host", "claim": "own"})
    assert told.ephemeral
    assert told.content.startswith("⚠️ That is no link to a repository")
    assert (await double.bot.store.contributions.get_community(SEED, double.guild_id)).contributions == ()


async def test_the_command(double: Double) -> None:
    """`/paper` answers everybody, first with "thinking", and from then on at once; it takes contributions too."""
    for _ in ("new", "known"):
        told = await double.command("grace", "paper", query=SEED)
        assert not told.ephemeral
        assert TITLE in told.embed_text
    assert told.message_id is not None
    await double.say("emmy", COMMUNITY_CODE, reply_to=told.message_id)
    await double.becomes(told.message_id, lambda shown: "**Community code**" in shown.embed_text)


async def test_a_command_that_is_refused(double: Double) -> None:
    """What is no paper is told privately."""
    told = await double.command("grace", "paper", query="?")
    assert told.ephemeral
    assert "title" in told.content


async def test_suggestions(double: Double) -> None:
    """While one types, papers that are known are suggested."""
    await pasted(double)
    for typed in ("2504", "multimodal large"):
        assert await double.suggestions("emmy", "paper", "query", typed) == [
            {"name": f"{SEED} · {TITLE}", "value": SEED}
        ]
    assert await double.suggestions("emmy", "paper", "query", "zzz") == []


@pytest.mark.parametrize("remover", ["grace", "alan"], ids=["the asker", "a moderator"])
async def test_removal(double: Double, remover: str) -> None:
    """✕ removes the answer for the asker and for moderators; others are told so privately."""
    answer = await pasted(double)
    refused = await double.press("emmy", answer.id, "✕")
    assert refused.ephemeral
    assert "Only who asked" in refused.content
    await double.press(remover, answer.id, "✕")
    await double.vanishes(answer.id)


async def test_removal_of_a_command(double: Double) -> None:
    """✕ removes the answer to a command as well."""
    told = await double.command("grace", "paper", query=SEED)
    assert told.message_id is not None
    await double.press("grace", told.message_id, "✕")
    await double.vanishes(told.message_id)


async def test_verdicts(double: Double, library: Library) -> None:
    """Content line, emblem, label and colour of an answer are of one verdict."""
    for arxiv_id in list(library.papers)[:5]:
        answer = await double.answer_to(await double.say("emmy", f"arxiv.org/abs/{arxiv_id}"))
        (look,) = [status.look for status in Status if answer.content.startswith(status.heading)]
        assert answer.payload["embeds"][0]["color"] == look.colour
        assert f"{look.emblem} **{look.label}**" in answer.embed_text
