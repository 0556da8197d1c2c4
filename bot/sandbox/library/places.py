"""The places as they stand in one running library: a page may come to show its code while it runs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.sandbox.library.faults import Service
from bot.sandbox.library.holdings import HeldPlace


class Places:
    """Finds what is held outside GitHub's repositories, by service and name, whatever the case of the letters."""

    def __init__(self, places: Iterable[HeldPlace]) -> None:
        self._held = {(place.service, _key(place.name)): place for place in places}

    def find(self, service: Service, name: str) -> HeldPlace | None:
        """The place with that name, also one that is gone; None where nothing ever was."""
        return self._held.get((service, _key(name)))

    def of_owner(self, service: Service, owner: str) -> tuple[HeldPlace, ...]:
        """What `owner` shows on a service whose names are of the form owner/name."""
        start = f"{_key(owner)}/"
        return tuple(
            place for (at, name), place in self._held.items()
            if at is service and name.startswith(start) and place.state != "gone"
        )  # fmt: skip

    def release(self, arxiv_id: str) -> None:
        """Shows on the pages of `arxiv_id` what their authors held back."""
        for key, place in self._held.items():
            if place.arxiv_id == arxiv_id and place.release:
                self._held[key] = replace(place, text=place.release, release="")


def _key(name: str) -> str:
    """A name as it is looked up; an address without scheme, fragment and last slash."""
    return name.partition("#")[0].removeprefix("https://").removeprefix("http://").rstrip("/").lower()
