"""The repositories as they stand in one running library: code may be released while it runs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from bot.sandbox.library.holdings import HeldRepository


class Repositories:
    """Finds repositories by name, former name and id, whatever the case of the letters."""

    def __init__(self, repositories: Iterable[HeldRepository]) -> None:
        self._by_id = {repository.repository_id: repository for repository in repositories}
        self._ids = {
            name.lower(): repository.repository_id
            for repository in self._by_id.values()
            for name in (repository.full_name, *repository.was)
        }

    def find(self, full_name: str) -> HeldRepository | None:
        """The repository that is, or was, called `full_name`; None where GitHub shows none."""
        repository_id = self._ids.get(full_name.lower())
        return None if repository_id is None else self.find_by_id(repository_id)

    def find_by_id(self, repository_id: int) -> HeldRepository | None:
        """The repository with that numeric id; None where GitHub shows none."""
        repository = self._by_id.get(repository_id)
        return None if repository is None or repository.gone else repository

    def shown(self) -> tuple[HeldRepository, ...]:
        """All that GitHub shows."""
        return tuple(repository for repository in self._by_id.values() if not repository.gone)

    def unreleased(self) -> tuple[HeldRepository, ...]:
        """Those whose authors have code that they have not pushed yet."""
        return tuple(repository for repository in self._by_id.values() if repository.release)

    def release(self, arxiv_id: str, at: datetime) -> bool:
        """Pushes the code that the authors of `arxiv_id` held back; False when they hold none back."""
        for repository in self.unreleased():
            if repository.arxiv_id == arxiv_id and (release := repository.release):
                self._by_id[repository.repository_id] = replace(
                    repository,
                    gone=False,
                    language=release.language,
                    listing=release.listing,
                    files=release.files,
                    created_at=repository.created_at or at,
                    pushed_at=at,
                    release=None,
                )
                return True
        return False
