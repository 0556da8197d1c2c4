"""What people in Discord call verdicts, in the language that holds."""

from __future__ import annotations

from bot.models import Tone
from bot.status import LABEL_KEYS, PLAIN_KEYS, Status
from bot.words import say

NAME_KEYS = {Tone.CRYPT: LABEL_KEYS, Tone.PLAIN: PLAIN_KEYS}


def name_status(status: Status, tone: Tone) -> str:
    """What a server calls a verdict: "Ghosted", or in the plain tone "No code found"."""
    return say(NAME_KEYS[tone][status])
