"""What was read of full texts is given back as it was kept, and the answers that show too little then are known."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.models import Answer, FullReading, FullText, Paper, PaperLink, Quote, Statement, TextField
from bot.store import Store

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
PAPER = Paper("2401.00001", 2, "Engines", "We turn.", ("Ada",), ("cs.LG",), NOW, NOW)
QUOTE = Quote("Our code is “here”.", TextField.FULL_TEXT, 7, "§2, footnote 1")
READ = FullText(
    "2401.00001",
    2,
    "HTML",
    "https://arxiv.org/html/2401.00001v2",
    FullReading(("https://github.com/a/b",), ("https://c.org",), Statement.URL, (QUOTE,), (QUOTE,)),
    NOW,
)


async def test_kept_once(store: Store) -> None:
    """The newest reading takes the place of an earlier one; a paper that was never read has none."""
    await store.papers.record([PAPER], NOW)
    assert await store.full_texts.get("2401.00001") is None
    await store.full_texts.record(READ)
    assert await store.full_texts.get("2401.00001") == READ
    newer = replace(READ, version=3, form="", url="", reading=FullReading())
    await store.full_texts.record(newer)
    assert await store.full_texts.get("2401.00001") == newer


def answer(number: int, *arxiv_ids: str, at: datetime = NOW) -> Answer:
    papers = tuple(PaperLink(arxiv_id) for arxiv_id in arxiv_ids)
    return Answer(number, channel_id=2, guild_id=3, asker_id=4, papers=papers, intended_at=at)


async def test_answers_that_show_too_little_now(store: Store) -> None:
    """Edits are owed to the newest answers about the paper, sent or not; not to others, frozen and removed ones."""
    answers = store.answers
    early = answer(1, "2401.00001", at=NOW - timedelta(days=2))
    for each in (
        early,
        answer(2, "2401.00001", "2401.00002", at=NOW - timedelta(hours=2)),
        answer(3, "2401.0000", at=NOW),
        answer(4, "2401.00001", at=NOW),
        answer(5, "math/0309136", "2401.00001", at=NOW - timedelta(hours=1)),
        answer(6, "2401.00001", at=NOW),
    ):
        await answers.record_intention(each)
    for number in (1, 2, 3, 5, 6):
        await answers.record_sent(number, number + 100, NOW, shown_at=NOW)
    await answers.freeze(6)
    await answers.remove(replace(early, reply_id=101), NOW)
    since = NOW - timedelta(days=3)
    owed = await answers.owe_edits("2401.00001", since, 50)
    assert {each.trigger_id: each.reply_id for each in owed} == {2: 102, 4: None, 5: 105}
    assert [each.trigger_id for each in await answers.get_owed(NOW)] == [2, 5]
    assert {each.trigger_id for each in await answers.owe_edits("2401.00001", since, 2)} == {4, 5}
    assert {each.trigger_id for each in await answers.owe_edits("2401.00001", NOW, 50)} == {4}
    assert [each.trigger_id for each in await answers.owe_edits("math/0309136", since, 50)] == [5]
