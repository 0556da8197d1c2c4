"""Marks for what one of the doubles does otherwise than Discord's documentation says."""

from __future__ import annotations

import pytest


def simcord_errs(reason: str) -> pytest.MarkDecorator:
    """The test holds in the sandbox and fails in simcord; it speaks up once simcord is mended."""
    failures = (AssertionError, TimeoutError, pytest.fail.Exception)
    wrong = pytest.mark.xfail(strict=True, raises=failures, reason=f"simcord: {reason}")
    return pytest.mark.parametrize("double", ["sandbox", pytest.param("simcord", marks=wrong)], indirect=True)
