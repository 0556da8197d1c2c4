"""Stores of every earlier schema: what was kept is there after they are brought to the newest."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.models import Evidence, EvidenceKind, PaperLink
from bot.status import Status
from bot.store import _migrations, open_store
from bot.store._database import Dialect
from bot.store._migrations import Migration, all_migrations
from bot.store.store import open_database

NUMBERS = [migration.number for migration in all_migrations(Dialect.SQLITE)]
AT = datetime(2026, 11, 24, 12, tzinfo=UTC)

STORES = Path(__file__).parent.parent / "data" / "stores"


def statements_of(name: str) -> list[str]:
    """What a store of that schema held."""
    script = (STORES / name).read_text(encoding="utf-8")
    return [statement for statement in script.split(";\n") if statement.strip()]


async def bring_to(database_url: str, number: int, monkeypatch: pytest.MonkeyPatch, *statements: str) -> None:
    """Opens the store as the version did whose newest schema was `number`."""

    def known(dialect: Dialect) -> list[Migration]:
        return [migration for migration in all_migrations(dialect) if migration.number <= number]

    with monkeypatch.context() as patched:
        patched.setattr(_migrations, "all_migrations", known)
        async with open_database(database_url) as database, database.write() as connection:
            for statement in statements:
                await connection.execute(statement, {"at": int(AT.timestamp() * 1000)})


@pytest.mark.parametrize("number", NUMBERS)
async def test_from_every_earlier_schema(database_url: str, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paper, scan, answer and contribution of the first version are given back, whichever version came between."""
    await bring_to(database_url, 1, monkeypatch, *statements_of("001.sql"))
    await bring_to(database_url, number, monkeypatch)
    async with open_store(database_url) as store:
        assert await store.tables.get_schema() == tuple(NUMBERS)
        known = await store.papers.get_with_scan("2401.00001")
        assert known is not None
        assert known[0].categories == ("cs.LG", "cs.AI")
        assert (known[1].status, known[1].scanned_at) == (Status.GHOSTED, AT)
        assert known[1].evidence == (Evidence(EvidenceKind.FACT, "t", "s", "", AT),)
        answer = await store.answers.get_by_reply(11)
        assert answer is not None
        assert (answer.papers, answer.intended_at) == ((PaperLink("2401.00001"),), AT)
        contribution = await store.contributions.get("def567")
        assert contribution is not None
        assert (contribution.arxiv_id, contribution.value) == ("2401.00001", "https://github.com/a/b")
        assert await store.answers.get_reactions(11) == {(4, "alive")}
        assert await store.search.find_by_title("soft act", 5) == (("2401.00001", "Soft Actors"),)


async def test_until_when_shards_were_there(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The shards of schema 11 are of as many as there were."""
    await bring_to(database_url, 11, monkeypatch, *statements_of("011.sql"))
    async with open_store(database_url) as store:
        assert await store.presence.get_alive(0, 2) == AT
        assert await store.presence.get_alive(1, 2) == AT + timedelta(seconds=5)
        assert await store.presence.get_alive(0, 1) == AT
