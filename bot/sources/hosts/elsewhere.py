"""Code that is not on a repository's default branch: in the archive of a release, or on another branch."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from bot.models import Repository, RepositoryState
from bot.said import Words, said
from bot.sources.hosts.files import Contents, ListedFile, judge_files

MAX_BRANCHES = 2  # looked at beside the default one
_NO_CODE_BRANCHES = frozenset("gh-pages pages website dependabot".split())


async def find_elsewhere(
    place: Repository,
    *,
    assets: Sequence[str],
    branches: Sequence[str],
    looked_at: str,
    list_files: Callable[[str], Awaitable[Sequence[ListedFile]]],
) -> Repository | None:
    """`place` with the code of a release's files (`assets`, by name) or of another branch than `looked_at`, or None.

    `list_files` gives the files of a branch. May raise SourceUnavailable.
    """
    released = judge_files([ListedFile(name) for name in assets])
    if released.state is RepositoryState.CODE:
        return _with_code(place, released, said("note-in-release"))
    others = [name for name in branches if name not in (looked_at, *_NO_CODE_BRANCHES)]
    for branch in others[:MAX_BRANCHES]:
        contents = judge_files(await list_files(branch), name=place.full_name.rpartition("/")[2])
        if contents.state is RepositoryState.CODE:
            return _with_code(place, contents, said("note-on-branch", branch=branch))
    return None


def _with_code(place: Repository, contents: Contents, note: Words) -> Repository:
    return replace(
        place,
        state=contents.state,
        n_files=max(place.n_files, contents.n_files),
        n_code_files=contents.n_code_files,
        confidence=contents.confidence,
        notes=(note,),
        manifest=contents.manifest or place.manifest,
        moved_to="",
    )
