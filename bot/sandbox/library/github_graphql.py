"""GitHub's GraphQL as far as this project asks it: many repositories in one query, an alias for each.

    query($o0: String!, $n0: String!) { r0: repository(owner: $o0, name: $n0) { nameWithOwner isArchived … } }

A repository that is not there is null under its alias, beside an error of type NOT_FOUND; the status stays 200. Each
repository is answered with those of its known fields that the query names anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from bot.sandbox.library.holdings import HeldRepository
from bot.sandbox.library.repositories import Repositories

_REPOSITORY = re.compile(
    r"(?P<alias>\w+)\s*:\s*repository\s*\(\s*owner\s*:\s*\$(?P<owner>\w+)\s*,?\s*name\s*:\s*\$(?P<name>\w+)[^)]*\)"
)


class _Query(msgspec.Struct):
    query: str
    variables: dict[str, object] = {}


def answer(body: bytes, repositories: Repositories) -> dict[str, object]:
    """The answer to the query in `body`: `data` by alias, and `errors` where there are any."""
    try:
        asked = msgspec.json.decode(body, type=_Query)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return {"message": "Problems parsing JSON", "documentation_url": "https://docs.github.com/graphql"}
    data: dict[str, object] = {}
    errors: list[dict[str, object]] = []
    for match in _REPOSITORY.finditer(asked.query):
        full_name = f"{asked.variables.get(match['owner'])}/{asked.variables.get(match['name'])}"
        found = repositories.find(full_name)
        data[match["alias"]] = found and _describe(found, asked.query)
        if found is None:
            errors.append(_not_found(match["alias"], full_name))
    return {"data": data, "errors": errors} if errors else {"data": data}


def _not_found(alias: str, full_name: str) -> dict[str, object]:
    message = f"Could not resolve to a Repository with the name '{full_name}'."
    return {"type": "NOT_FOUND", "path": [alias], "message": message}


def _describe(repository: HeldRepository, query: str) -> Mapping[str, object]:
    known = _fields(repository)
    return {field: known[field] for field in known if re.search(rf"\b{field}\b", query)}


def _fields(repository: HeldRepository) -> dict[str, object]:
    is_empty = not repository.files
    root = sorted({path.partition("/")[0]: "/" in path for path in repository.files}.items())
    return {
        "databaseId": repository.repository_id,
        "nameWithOwner": repository.full_name,
        "url": f"https://github.com/{repository.full_name}",
        "isArchived": repository.archived,
        "isDisabled": False,
        "isEmpty": is_empty,
        "isFork": False,
        "isPrivate": False,
        "createdAt": repository.created_at,
        "pushedAt": repository.pushed_at,
        "diskUsage": sum(repository.files.values()) // 1024,
        "stargazerCount": repository.stars,
        "licenseInfo": {"spdxId": repository.licence} if repository.licence else None,
        "primaryLanguage": {"name": repository.language} if repository.language else None,
        "defaultBranchRef": None if is_empty else {"name": repository.default_branch},
        # Of object(expression: "HEAD:"): the root of the newest commit's tree.
        "object": None
        if is_empty
        else {"entries": [{"name": name, "type": "tree" if is_tree else "blob"} for name, is_tree in root]},
    }
