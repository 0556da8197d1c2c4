"""What is kept of a person can be read whole and dropped whole: on both databases, and in every table."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.models import Answer, PaperLink, Watch, WatchKind
from bot.store import Store
from bot.store.reactions import AGREE, Reaction
from bot.store.tables import table_names

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
ADA, GRACE, GUILD, OTHER_GUILD = 7_000_000_000_000_000_001, 8, 3, 4
MIGRATIONS = Path("bot/store/migrations")


async def fill(store: Store, person_id: int, guild_id: int = GUILD) -> None:
    """One of each."""
    answer = Answer(person_id, 2, guild_id, person_id, (PaperLink("2303.00001"),), NOW)
    await store.answers.record_intention(answer)
    await store.watches.record(Watch(f"w{person_id}", person_id, WatchKind.KEYWORD, "x", 0, guild_id, NOW, NOW))
    await store.watches.add_lines(person_id, 20_000, 1)
    await store.reactions.add(Reaction(5, person_id, AGREE, guild_id, "2303.00001", NOW))
    await store.restrictions.hide_name(person_id, NOW)
    await store.restrictions.block(guild_id, person_id, by=GRACE, at=NOW)
    await store.person_settings.change(person_id, NOW, wants_notices=False)


async def test_export_names_one_person_only(store: Store) -> None:
    """Everything of one person, moments readable and ids whole; nothing of another."""
    await fill(store, ADA)
    await fill(store, GRACE)
    kept = await store.people.export(ADA)
    filled = {subject for subject, rows in kept.items() if rows}
    assert filled == {"answers", "reactions", "watches", "blocks", "settings", "hidden_name"}
    assert kept["answers"][0]["trigger_id"] == str(ADA)
    assert kept["watches"][0]["created_at"] == NOW.isoformat()
    assert len(kept["answers"]) == len(kept["watches"]) == 1
    assert await store.people.export(99) == {subject: [] for subject in kept}


async def test_forget(store: Store) -> None:
    """Nothing that names the person is left but a block; the other person's rows stay."""
    await fill(store, ADA)
    await fill(store, GRACE)
    await store.people.forget(ADA)
    left = {subject for subject, rows in (await store.people.export(ADA)).items() if rows}
    assert left == {"blocks", "settings"}
    assert await store.answers.get_to(ADA) is not None
    others = await store.people.export(GRACE)
    assert {subject for subject, rows in others.items() if rows} >= {"answers", "reactions", "watches", "hidden_name"}


async def test_retention(store: Store) -> None:
    """Answers go after ninety days; a server that was left goes after thirty, one that is back stays."""
    await fill(store, ADA, GUILD)
    await fill(store, GRACE, OTHER_GUILD)
    await store.people.record_left(GUILD, NOW)
    await store.people.record_left(OTHER_GUILD, NOW)
    await store.people.forget_left(OTHER_GUILD)
    assert await store.people.drop_old(NOW + timedelta(days=29)) == ()
    assert await store.people.drop_old(NOW + timedelta(days=31)) == (GUILD,)
    assert await store.people.drop_old(NOW + timedelta(days=31)) == ()
    gone, kept = await store.people.export(ADA), await store.people.export(GRACE)
    assert [subject for subject in ("answers", "reactions", "watches", "blocks") if gone[subject]] == []
    assert kept["answers"]
    assert kept["reactions"]
    await store.people.drop_old(NOW + timedelta(days=91))
    assert await store.answers.get_to(GRACE) is None


def test_no_table_is_left_out() -> None:
    """Every column that names a person stands in the statements that export, or says why it does not."""
    scripts = "\n".join(path.read_text() for path in MIGRATIONS.glob("*.sql"))
    statements = Path("bot/store/queries/people.sql").read_text()
    named = set()
    for table in table_names():
        body = re.search(rf"create table {table} \((.*?)\n\);", scripts, re.DOTALL)
        added = re.findall(rf"alter table {table} add column (\w+)", scripts)
        columns = re.findall(r"^    (\w+)", body[1], re.MULTILINE) if body else []
        named |= {(table, column) for column in [*columns, *added] if _names_a_person(column)}
    # Who blocked or froze acts as a moderator; that is told by contribution_events and stays with the block.
    acts = {("blocks", "blocked_by"), ("frozen_papers", "frozen_by")}
    missing = {
        (table, column) for table, column in named - acts if not re.search(rf"{table}\b[^;]*\b{column}\b", statements)
    }
    assert named
    assert missing == set()


PERSONS = ("asker_id", "author_id", "person_id", "user_id", "actor_id", "decider_id", "blocked_by", "frozen_by")


def _names_a_person(column: str) -> bool:
    return column in PERSONS
