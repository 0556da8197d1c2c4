"""The closed set of verdicts: one table that names, colours and sorts them (design: 2. Verdicts)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.words import english


class Family(StrEnum):
    """What kind of news a verdict is; decides colour and statistics."""

    LIVING = "living"
    GRAVE = "grave"
    TWILIGHT = "twilight"
    NONE_EXPECTED = "none_expected"
    FOG = "fog"


class Status(StrEnum):
    """The verdict on a paper's code."""

    ALIVE = "alive"
    RESURRECTED = "resurrected"
    ETERNAL_REST = "eternal_rest"
    SKELETON = "skeleton"
    DEATH_BY_README = "death_by_readme"
    EMPTY_TOMB = "empty_tomb"
    NOT_FOUND = "not_found"
    COMING_SOON = "coming_soon"
    HOUDINI = "houdini"
    UNMARKED_GRAVE = "unmarked_grave"
    GHOSTED = "ghosted"
    GRACE_PERIOD = "grace_period"
    OLD_AGE = "old_age"
    ETHEREAL = "ethereal"
    CARTOGRAPHER = "cartographer"
    BURIED = "buried"
    ZOMBIE = "zombie"
    FOG = "fog"

    @property
    def look(self) -> StatusLook:
        """How the status is shown."""
        return STATUS_LOOKS[self]

    @property
    def heading(self) -> str:
        """Emblem and English label, as in “👻 Ghosted”."""
        return f"{self.look.emblem} {self.look.label}"


@dataclass(frozen=True, slots=True)
class StatusLook:
    """How a status is shown: `key` begins the keys of its words, `colour` is an RGB number."""

    emblem: str
    key: str
    colour: int
    family: Family

    @property
    def label(self) -> str:
        """Its English name, for operators, and as people may type it."""
        return english().say(f"{self.key}-label", {})

    @property
    def plain(self) -> str:
        """The same for servers with the plain tone."""
        return english().say(f"{self.key}-plain", {})


_LIVING, _GRAVE, _TWILIGHT, _NONE, _FOG = Family.LIVING, Family.GRAVE, Family.TWILIGHT, Family.NONE_EXPECTED, Family.FOG

STATUS_LOOKS: dict[Status, StatusLook] = {
    Status.ALIVE: StatusLook("🟢", "verdict-alive", 0x2ECC71, _LIVING),
    Status.RESURRECTED: StatusLook("🌱", "verdict-resurrected", 0x57D98A, _LIVING),
    Status.ETERNAL_REST: StatusLook("💤", "verdict-eternal-rest", 0x7FB69A, _LIVING),
    Status.SKELETON: StatusLook("🦴", "verdict-skeleton", 0xD9CFB8, _GRAVE),
    Status.DEATH_BY_README: StatusLook("📜", "verdict-death-by-readme", 0xC9A26B, _GRAVE),
    Status.EMPTY_TOMB: StatusLook("⚰️", "verdict-empty-tomb", 0x8B6F5C, _GRAVE),
    Status.NOT_FOUND: StatusLook("💀", "verdict-not-found", 0xB0B7BF, _GRAVE),
    Status.COMING_SOON: StatusLook("⏳", "verdict-coming-soon", 0xE0A030, _GRAVE),
    Status.HOUDINI: StatusLook("🎩", "verdict-houdini", 0x5B5F97, _GRAVE),
    Status.UNMARKED_GRAVE: StatusLook("🪨", "verdict-unmarked-grave", 0x8A8F98, _GRAVE),
    Status.GHOSTED: StatusLook("👻", "verdict-ghosted", 0xA7A9BE, _GRAVE),
    Status.GRACE_PERIOD: StatusLook("🕯️", "verdict-grace-period", 0xF2C96D, _TWILIGHT),
    Status.OLD_AGE: StatusLook("🌅", "verdict-old-age", 0xE8926A, _TWILIGHT),
    Status.ETHEREAL: StatusLook("🔮", "verdict-ethereal", 0x9B6BDF, _NONE),
    Status.CARTOGRAPHER: StatusLook("🗺️", "verdict-cartographer", 0x3FA7D6, _NONE),
    Status.BURIED: StatusLook("🪦", "verdict-buried", 0x6B705C, _GRAVE),
    Status.ZOMBIE: StatusLook("🧟", "verdict-zombie", 0x6A994E, _GRAVE),
    Status.FOG: StatusLook("🌫️", "verdict-fog", 0x95A5A6, _FOG),
}
LABEL_KEYS = {status: f"{look.key}-label" for status, look in STATUS_LOOKS.items()}
PLAIN_KEYS = {status: f"{look.key}-plain" for status, look in STATUS_LOOKS.items()}

_VARIATION_SELECTORS = dict.fromkeys((0xFE0E, 0xFE0F))


def parse_emblem(emoji: str) -> Status | None:
    """The status whose emblem `emoji` is, variation selectors aside ("🗺" and "🗺️" are one); None for any other."""
    return _BY_EMBLEM.get(emoji.translate(_VARIATION_SELECTORS))


_BY_EMBLEM = {look.emblem.translate(_VARIATION_SELECTORS): status for status, look in STATUS_LOOKS.items()}
