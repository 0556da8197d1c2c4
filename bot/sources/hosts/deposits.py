"""What archives of deposits have in common: a list of files, a kind, and files that may be kept back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.models import Confidence, Offer, Repository, RepositoryState
from bot.said import Words, said
from bot.sources.hosts.files import ListedFile, is_archive
from bot.sources.hosts.place import with_files


def restricted(place: Repository, note: Words) -> Repository:
    """A deposit whose files are given to some only."""
    return replace(place, state=RepositoryState.NO_IMPLEMENTATION, offer=Offer.RESTRICTED, notes=(*place.notes, note))


def judge_deposit(
    place: Repository, files: Sequence[ListedFile], *, is_software: bool, is_complete: bool = True
) -> Repository:
    """`place` with the state of its files. What calls itself software holds code in its archives, whatever their names.

    In other deposits an archive counts only when its name says code.
    """
    archives = [file for file in files if is_archive(file.path)]
    if is_software and archives:
        note = said("note-deposited-archive", path=archives[0].path)
        return replace(
            place,
            state=RepositoryState.CODE,
            confidence=Confidence.HIGH,
            n_files=len(files),
            n_code_files=len(archives),
            notes=(*place.notes, note),
        )
    return with_files(place, files, is_complete=is_complete)
