"""A few rounds of `make torture`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.torture.torture import torture


@pytest.mark.timeout(180)
async def test_a_killed_bot_loses_nothing_and_says_nothing_twice(tmp_path: Path) -> None:
    """After kills in the midst of answering, every recorded answer is there once, every contribution is kept."""
    report = await torture(tmp_path, n_rounds=3, seed=1)
    assert report.failures == {}
    assert report.cut_before_send | report.cut_after_send
    assert report.n_contributions > 0
