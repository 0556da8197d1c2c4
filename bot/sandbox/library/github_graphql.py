"""GitHub's GraphQL as far as this project asks it: many repositories in one query, an alias for each.

    query($o0: String!, $n0: String!) { r0: repository(owner: $o0, name: $n0) { nameWithOwner isArchived … } }

A repository that is not there is null under its alias, beside an error of type NOT_FOUND; the status stays 200. Each
repository is answered with those of its known fields that the query names anywhere.

    query($words: String!) { search(query: $words, type: REPOSITORY, first: 8) { nodes { … } } }

finds those whose name, description or README holds the words in quotation marks.
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
_SEARCH = re.compile(r"\bsearch\s*\(\s*query\s*:\s*\$(?P<words>\w+)[^)]*\bfirst\s*:\s*(?P<first>\d+)")
_MAX_DEPTH = 3  # of the folders whose files are listed


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
    if search := _SEARCH.search(asked.query):
        found_all = _search(str(asked.variables.get(search["words"])), repositories)
        nodes = [_describe(found, asked.query) for found in found_all[: int(search["first"])]]
        data["search"] = {"repositoryCount": len(found_all), "nodes": nodes}
    return {"data": data, "errors": errors} if errors else {"data": data}


def _search(words: str, repositories: Repositories) -> list[HeldRepository]:
    phrases = [phrase.lower() for phrase in re.findall(r'"([^"]+)"', words)]
    return [
        held
        for held in repositories.shown()
        if all(phrase in f"{held.full_name}\n{held.readme}".lower() for phrase in phrases)
    ]


def _not_found(alias: str, full_name: str) -> dict[str, object]:
    message = f"Could not resolve to a Repository with the name '{full_name}'."
    return {"type": "NOT_FOUND", "path": [alias], "message": message}


def _describe(repository: HeldRepository, query: str) -> Mapping[str, object]:
    known = _fields(repository)
    return _named_in(query, known)


def _named_in(query: str, value: Mapping[str, object]) -> Mapping[str, object]:
    """The fields that the query names, also of the entries of a folder."""
    named = {field: inner for field, inner in value.items() if re.search(rf"\b{field}\b", query)}
    if isinstance(tree := named.get("object"), dict):
        named["object"] = _named_in(query, tree)
    if isinstance(entries := named.get("entries"), list):
        unasked = set() if re.search(r"\bobject\s*\{", query) else {"object"}
        named["entries"] = [
            _named_in(query, {name: inner for name, inner in entry.items() if name not in unasked}) for entry in entries
        ]
    return named


def _fields(repository: HeldRepository) -> dict[str, object]:
    is_empty = not repository.files
    return {
        "databaseId": repository.repository_id,
        "nameWithOwner": repository.full_name,
        "url": f"https://github.com/{repository.full_name}",
        "description": None,
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
        "owner": {"databaseId": repository.owner_id},
        # Of object(expression: "HEAD:"): the newest commit's tree, as deep as it is asked for.
        "object": None if is_empty else {"entries": _list_entries(repository.files, _MAX_DEPTH)},
        "readme": {"text": repository.readme} if "README.md" in repository.files else None,
    }


def _list_entries(files: Mapping[str, int], depth: int) -> list[dict[str, object]]:
    """What stands in a folder, by name; folders without an object where the query goes no deeper."""
    folders: dict[str, dict[str, int]] = {}
    entries: dict[str, dict[str, object]] = {}
    for path, size in files.items():
        name, slash, rest = path.partition("/")
        if slash:
            folders.setdefault(name, {})[rest] = size
        else:
            entries[name] = {"name": name, "type": "blob", "size": size, "object": {}}
    for name, inner in folders.items():
        below = {"entries": _list_entries(inner, depth - 1)} if depth > 1 else {}
        entries[name] = {"name": name, "type": "tree", "size": 0, "object": below}
    return [entries[name] for name in sorted(entries)]
