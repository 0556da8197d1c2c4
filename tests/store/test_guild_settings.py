"""What servers decide: kept, read back, and never half changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.models import AnswerSize, GuildSettings, Tone
from bot.store import open_store

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


async def test_changes_outlive_the_process(tmp_path: Path) -> None:
    """One server's decisions are there after a restart, and are its own."""
    url = f"sqlite:///{tmp_path / 'pwnc.db'}"
    async with open_store(url) as store:
        assert store.guild_settings.get(3) == GuildSettings()
        await store.guild_settings.change(3, NOW, tone=Tone.PLAIN, denied_channels=(7, 8))
        changed = await store.guild_settings.change(3, NOW, size=AnswerSize.COMPACT)
        assert changed == store.guild_settings.get(3)
    async with open_store(url) as store:
        assert store.guild_settings.get(3) == changed
        assert changed == replace(GuildSettings(), tone=Tone.PLAIN, denied_channels=(7, 8), size=AnswerSize.COMPACT)
        assert store.guild_settings.get(4) == store.guild_settings.get(0) == GuildSettings()
        await store.guild_settings.forget(3)
        assert store.guild_settings.get(3) == GuildSettings()
    async with open_store(url) as store:
        assert store.guild_settings.get(3) == GuildSettings()


@pytest.mark.parametrize(
    ("change", "error"),
    [({"tone": "shouting"}, ValueError), ({"bare_ids": "perhaps"}, ValueError), ({"colour": 3}, TypeError)],
)
async def test_what_does_not_fit_is_refused(tmp_path: Path, change: dict[str, Any], error: type[Exception]) -> None:
    """A value or a name that there is not changes nothing."""
    async with open_store(f"sqlite:///{tmp_path / 'pwnc.db'}") as store:
        await store.guild_settings.change(3, NOW, bare_ids=True)
        with pytest.raises(error):
            await store.guild_settings.change(3, NOW, **change)
        assert store.guild_settings.get(3) == replace(GuildSettings(), bare_ids=True)
