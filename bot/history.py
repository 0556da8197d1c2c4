"""Pure: what earlier scans of a paper say about a repository of today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.models import Offer, OwnLink, Repository, RepositoryState, ScanResult
from bot.said import Said, Words, said
from bot.status import Family
from bot.words import in_english

NAME_GONE_AFTER = timedelta(hours=6)
NAME_LOST = said("note-name-lost")
TAKEN_OVER = said("note-taken-over")


def says(notes: Iterable[Words], what: Said) -> bool:
    """Whether one of the notes says so, also one that was kept in English words."""
    return any(note == what or in_english(note) == in_english(what) for note in notes)


def settled(links: Sequence[OwnLink], earlier: Sequence[ScanResult], now: datetime) -> tuple[OwnLink, ...]:
    """`links` in the light of earlier scans: names that strangers took, or that nobody finds any more, are gone."""
    return tuple(_gone_if_lost(link, earlier, now) for link in without_strangers(links, earlier))


def without_strangers(links: Sequence[OwnLink], earlier: Sequence[ScanResult]) -> tuple[OwnLink, ...]:
    """`links`, with those gone whose freed name was taken by others: another repository id and another owner id.

    One id alone proves nothing: a repository is made anew by its owner, or transferred to another.
    """
    return tuple(_gone_if_strange(link, earlier) for link in links)


def earlier_absence(
    earlier: Sequence[ScanResult], url: str, repository: Repository, said_dead_at: Sequence[datetime] = ()
) -> tuple[datetime | None, bool]:
    """When we last found no code before (None: never), and whether the code found at the own link `url` came after it.

    It did when an earlier scan saw this repository without code, or the page at `url` announcing it, or when the
    repository was made after a scan that found none, or after people settled that there is none (`said_dead_at`,
    oldest first); code that was there all along is one that we had overlooked. A scan whose full text was still to be
    read has overlooked nothing.
    """
    missed_at = None
    for scan in earlier:
        seen = [(link.url, link.repository) for link in (*scan.links, *scan.contributed) if link.repository]
        if any(_was_without(found, repository) or (at == url and found.offer is Offer.SOON) for at, found in seen):
            return scan.scanned_at, True
        status = scan.would_be or scan.status
        if not scan.awaits_full_text and status.look.family is Family.GRAVE:
            if repository.created_at and repository.created_at > scan.scanned_at:
                return scan.scanned_at, True
            missed_at = scan.scanned_at
    for moment in said_dead_at:
        if repository.created_at and repository.created_at > moment:
            return moment, True
    return missed_at, False


def _gone_if_lost(link: OwnLink, earlier: Sequence[ScanResult], now: datetime) -> OwnLink:
    """`link`, gone when its host's name was not found six hours ago either, and not found in between."""
    if not link.is_name_lost:
        return link
    for scan in reversed(earlier):
        seen = next((each for each in scan.links if each.url == link.url), None)
        was_gone = seen is not None and seen.repository is not None and says(seen.repository.notes, NAME_LOST)
        if seen is None or not (seen.is_name_lost or was_gone):
            break
        if was_gone or now - scan.scanned_at >= NAME_GONE_AFTER:
            name = link.url.partition("://")[2].rstrip("/") or link.url
            source = name.partition("/")[0]
            return replace(
                link, repository=Repository(link.url, name, RepositoryState.GONE, source=source, notes=(NAME_LOST,))
            )
    return link


def _gone_if_strange(link: OwnLink, earlier: Sequence[ScanResult]) -> OwnLink:
    now, before = link.repository, _last_seen(link.url, earlier)
    if now is None or before is None or None in (now.repository_id, now.owner_id, before.owner_id):
        return link
    if now.repository_id == before.repository_id or now.owner_id == before.owner_id:
        return link
    if now.via and before.via:  # a page is free to link another repository
        return link
    # The ids stay those of the owner that the paper named, so that the stranger is one in the next scan too.
    gone = replace(before, state=RepositoryState.GONE, notes=(TAKEN_OVER,), url=link.url)
    return replace(link, repository=gone)


def _last_seen(url: str, earlier: Sequence[ScanResult]) -> Repository | None:
    """What stood at `url` when it was last seen with an id."""
    return next((found for found in _seen(url, reversed(earlier)) if found.repository_id is not None), None)


def _seen(url: str, scans: Iterator[ScanResult]) -> Iterator[Repository]:
    for scan in scans:
        for link in (*scan.links, *scan.contributed):
            if link.url == url and link.repository:
                yield link.repository


def _was_without(before: Repository, now: Repository) -> bool:
    return before.state is not RepositoryState.CODE and _is_same(before, now)


def _is_same(before: Repository, now: Repository) -> bool:
    """Ids tell; where one was gone and had none, its name."""
    if before.repository_id is None or now.repository_id is None:
        return before.full_name.lower() == now.full_name.lower()
    return before.repository_id == now.repository_id
