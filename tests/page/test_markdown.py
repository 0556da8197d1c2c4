"""The page's markdown: what each mark becomes, as a tree, and that no text is slow."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import Page

pytestmark = pytest.mark.asyncio(loop_scope="module")

BLOCKS = [
    ("plain words", "p(plain words)"),
    ("one\ntwo\n\nthree", "p(one\ntwo\n\nthree)"),
    ("", ""),
    ("**bold** and *italic* and _italic_", "p(bold(bold) and italic(italic) and italic(italic))"),
    ("__under__ ~~gone~~ ||secret||", "p(underline(under) strike(gone) spoiler(secret))"),
    ("***both***", "p(bold(italic(both)))"),
    ("**a *b* c**", "p(bold(a italic(b) c))"),
    ("*a **b** c*", "p(italic(a bold(b) c))"),
    ("**a *b** c*", "p(bold(a *b) c*)"),
    ("**never closed", "p(**never closed)"),
    ("2 * 3 * 4", "p(2 * 3 * 4)"),
    ("snake_case_name", "p(snake_case_name)"),
    ("_snake_case_", "p(_snakeitalic(case))"),
    ("****", "p(****)"),
    (r"\*not\* \_this\_ \\", r"p(*not* _this_ \)"),
    (r"\<@1>", "p(<@1>)"),
    ("`code **raw**`", "p(code[code **raw**])"),
    ("``a ` b``", "p(code[a ` b])"),
    ("an ` alone", "p(an ` alone)"),
    ("```py\nprint(1)\n```after", "p(block.py[print(1)]after)"),
    ("```\n# not a heading\n> nor a quote\n```", "p(block.[# not a heading\n> nor a quote])"),
    ("```one line```", "p(block.[one line])"),
    ("``` never closed", "p(``` never closed)"),
    ("> quoted\n> more\nafter", "quote(p(quoted\nmore))p(after)"),
    (">not quoted", "p(>not quoted)"),
    (">>> all\nthe rest", "quote(p(all\nthe rest))"),
    ("> > twice", "quote(p(> twice))"),
    ("> ```\n> code\n> ```", "quote(p(block.[code]))"),
    ("# One\n## Two\n### Three\n#### four", "h1(One)h2(Two)h3(Three)p(#### four)"),
    ("#hashtag", "p(#hashtag)"),
    ("-# small", "small(small)"),
    ("- a\n- b\n  - c\n- d", "ul(li(a)li(b ul(li(c)))li(d))"),
    ("3. a\n4. b", "ol3(li(a)li(b))"),
    ("- **bold**\n1. one", "ul(li(bold(bold)))ol1(li(one))"),
    ("-no list", "p(-no list)"),
    ("https://arxiv.org/abs/1706.03762.", "p(link<https://arxiv.org/abs/1706.03762>(same).)"),
    ("(https://a.org/x_(y))", "p((link<https://a.org/x_(y)>(same)))"),
    ("<https://a.org/x>", "p(link<https://a.org/x>(same))"),
    ("**https://a.org**", "p(bold(link<https://a.org>(same)))"),
    ("||https://a.org/1||", "p(spoiler(link<https://a.org/1>(same)))"),
    ("[text](https://a.org)", "p(link<https://a.org>(text))"),
    ('[**bold** text](<https://a.org> "title")', "p(link<https://a.org>(bold(bold) text))"),
    ("**[text](https://a.org/(x))**", "p(bold(link<https://a.org/(x)>(text)))"),
    ("[[1] paper](https://a.org)", "p(link<https://a.org>([1] paper))"),
    ("[https://b.org](https://a.org)", "p([link<https://b.org>(same)](link<https://a.org>(same)))"),
    ("[text](ftp://a.org) [text](javascript:x)", "p([text](ftp://a.org) [text](javascript:x))"),
    ("[](https://a.org)", "p([](link<https://a.org>(same)))"),
    ("<@12> <@!12> <#34> <@&56> @everyone @here", "p(user.12 user.12 channel.34 role.56 !@everyone !@here)"),
    ("</paper:12> <:skull:34> <a:wave:56>", "p(command.paper emoji:skull emoji:wave)"),
    ("<t:1618953630:R> <t:1618953630>", "p(time.R.1618953630 time.f.1618953630)"),
    ("<t:nonsense> <@x> < b > a@b.org", "p(<t:nonsense> <@x> < b > a@b.org)"),
    ("🗺️ Coming Soon™ ⚰️ ⚰ 👩‍🔬 🇩🇪", "p(:🗺️: Coming Soon™ :⚰️: :⚰: :👩‍🔬: :🇩🇪:)"),
]


PARSE = """async (sources) => {
    const { parseMarkdown } = await import("/page/markdown.js");
    return sources.map((source) => parseMarkdown(source));
}"""
SHORT = {
    "text": "{text}",
    "emoji": ":{text}:",
    "paragraph": "p({inside})",
    "heading": "h{level}({inside})",
    "subtext": "small({inside})",
    "lists": "{inside}",
    "code": "code[{text}]",
    "codeblock": "block.{language}[{text}]",
    "custom_emoji": "emoji:{name}",
    "command": "command.{name}",
    "everyone": "!{name}",
    "timestamp": "time.{style}.{unix}",
    "user": "user.{id}",
    "role": "role.{id}",
    "channel": "channel.{id}",
}


def short(nodes: list[dict[str, Any]]) -> str:
    """A tree in one line, as the table above writes it."""
    return "".join(short_one(node) for node in nodes)


def short_one(node: dict[str, Any]) -> str:
    """One node of it."""
    inside = short(node.get("children", []))
    if node["type"] == "link":
        return f"link<{node['url']}>({'same' if inside == node['url'] else inside})"
    if node["type"] == "list":
        items = [" ".join(filter(None, (short(item["children"]), short(item["lists"])))) for item in node["items"]]
        name = f"ol{node['start']}" if node["ordered"] else "ul"
        return f"{name}({''.join(f'li({item})' for item in items)})"
    return SHORT.get(node["type"], "{type}({inside})").format(inside=inside, **node)


async def test_every_mark_becomes_its_node(modules: Page) -> None:
    """The trees are those of the table, all asked for at once."""
    trees = await modules.evaluate(PARSE, [source for source, _ in BLOCKS])
    wrong = {
        source: (short(tree), wanted)
        for (source, wanted), tree in zip(BLOCKS, trees, strict=True)
        if short(tree) != wanted
    }
    assert not wrong
