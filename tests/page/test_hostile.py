"""No text can break out of the page, and none can keep it busy."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import Page, expect

from bot.sandbox import Sandbox
from tests.page.conftest import OpenPage
from tests.page.librarian import LibrarianBot

pytestmark = pytest.mark.asyncio(loop_scope="module")

ATTEMPTS = [
    "<script>window.broken = 1</script>",
    "<img src=x onerror='window.broken = 1'>",
    "<svg onload=window.broken=1>",
    "</div></article><iframe srcdoc='<script>parent.broken=1</script>'></iframe>",
    "&lt;script&gt;window.broken = 1&lt;/script&gt;",
    "[text](javascript:window.broken=1)",
    "[text](<javascript:window.broken=1>)",
    "[text](JaVaScRiPt:window.broken=1)",
    "[text](data:text/html,<script>parent.broken=1</script>)",
    "[text](vbscript:x) [text](file:///etc/passwd) [text](//evil.example)",
    '[text](https://evil.example" onmouseover="window.broken=1)',
    '[text](https://user:password@evil.example/ "onclick=window.broken=1")',
    "https://evil.example/'><script>window.broken=1</script>",
    '<https://evil.example/"onclick=window.broken=1>',
    "https://[not-an-address https://",
    "`</code><script>window.broken=1</script>`",
    "```html\n</code></pre><script>window.broken=1</script>\n```",
    "||<script>window.broken=1</script>||",
    "<t:99999999999999:F> <t:9999999999999:F> <t:-9999999999999:R>",
    '<a:x:1> <:"onerror=:1> </x" onclick=y:1>',
    "# <script>window.broken=1</script>\n> <b>x</b>\n- <i>y</i>\n-# <u>z</u>",
    "\u202ehttps://evil.example/gpj.exe\u202c \u0000\ufeff\ud83d",
]

DRAW = """async (sources) => {
    const { parseMarkdown } = await import("/page/markdown.js");
    const { drawNodes } = await import("/page/markdown_view.js");
    const names = { user: (id) => `user${id}`, channel: (id) => `channel${id}`, role: (id) => `role${id}` };
    const context = { names, now: () => 0, canOpen: () => false, openMessage: () => {} };
    return sources.map((source) => {
        const place = document.createElement("div");
        place.append(drawNodes(parseMarkdown(source), context));
        document.body.append(place);
        const all = [...place.querySelectorAll("*")];
        const links = all.filter((node) => node.localName === "a");
        return {
            tags: [...new Set(all.map((node) => node.localName))],
            attributes: [...new Set(all.flatMap((node) => node.getAttributeNames()))],
            targets: links.map((link) => link.protocol),
            careless: links.filter((link) => link.rel !== "noreferrer noopener").length,
            text: place.textContent,
        };
    });
}"""

HARMLESS_TAGS = set("a b blockquote code div em h3 h4 h5 li ol pre s small span strong time u ul".split())
HARMLESS_ATTRIBUTES = set("aria-label class data-relative href inert rel role start tabindex target title".split())


async def test_foreign_text_stays_text(modules: Page) -> None:
    """Whatever is written, only known elements come out of it, links lead to the web, and nothing runs."""
    drawn = await modules.evaluate(DRAW, ATTEMPTS)
    for source, seen in zip(ATTEMPTS, drawn, strict=True):
        assert set(seen["tags"]) <= HARMLESS_TAGS, source
        assert set(seen["attributes"]) <= HARMLESS_ATTRIBUTES, source
        assert set(seen["targets"]) <= {"http:", "https:"}, source
        assert seen["careless"] == 0, source
    assert drawn[0]["text"] == ATTEMPTS[0]
    assert await modules.evaluate("window.broken") is None


IN_THE_PAGE = """() => {
    const inside = [...document.querySelectorAll("body *")];
    const handlers = inside.flatMap((node) => node.getAttributeNames()).filter((name) => name.startsWith("on"));
    const foreign = inside.filter((node) => node.matches("script, style, iframe, object, embed, img, form, base"));
    const targets = [...document.links].map((link) => link.protocol);
    return { handlers, foreign: foreign.map((node) => node.localName), targets: [...new Set(targets)] };
}"""


async def test_foreign_text_stays_text_wherever_a_message_shows_it(
    open_page: OpenPage, sandbox: Sandbox, librarian: LibrarianBot
) -> None:
    """Messages, replies, embeds, buttons and selects with hostile words leave the page as it was."""
    page = await open_page("ada")
    sent = [text for text in ATTEMPTS if text.isprintable()]
    for text in sent:
        await sandbox.person("grace").say("papers", f"repeat {text}")
    await expect(page.locator(".embed")).to_have_count(len(sent))
    seen = await page.evaluate(IN_THE_PAGE)
    assert seen["handlers"] == []
    assert seen["foreign"] == []
    assert seen["targets"] == ["https:"]
    assert await page.evaluate("window.broken") is None


HOSTILE = {
    "stars": "*",
    "open stars": "*a ",
    "doubled": "**a ",
    "bars": "||",
    "bars and words": "|| a",
    "underscores": "_a",
    "underscored words": "a_b_ ",
    "all marks": "**__~~||*_",
    "crossing marks": "**a *b **c *d ",
    "brackets": "[",
    "bracket pairs": "[]",
    "half links": "[](",
    "half addresses": "[](https://a",
    "links in links": "[a](https://a.b [c",
    "closing brackets": "](https://a.b)",
    "parentheses": "[a](https://a.b/(((",
    "addresses": "https://a.b",
    "cut addresses": "**https://a**",
    "closing parentheses": "https://a.b/)))",
    "dots": "https://......",
    "backticks": "`a",
    "growing backticks": "`a``b```c````d",
    "fences": "```a",
    "fences by line": "```\n",
    "angles": "<",
    "half angles": "<https://a",
    "half times": "<t:1",
    "half commands": "</paper ",
    "escapes": "\\",
    "quotes": "> ",
    "quoted lines": "> a\n",
    "lines": "a\n",
    "empty lines": "\n",
    "spaces": " ",
    "headings": "# ",
    "list items": "- a\n",
    "deeper items": "- a\n  - b\n    - c\n",
    "numbers": "1. ",
    "emoji": "👩‍🔬",
    "flags": "🇩",
    "joiners": "\u200d",
    "marks of variation": "a\ufe0f",
    "at signs": "@everyone",
}

TIME = """async ([units, length]) => {
    const { parseMarkdown, parseInline, plainText } = await import("/page/markdown.js");
    const names = { user: String, channel: String, role: String };
    const timed = (text) => {
        const start = performance.now();
        parseMarkdown(text);
        plainText(parseInline(text), names);
        return performance.now() - start;
    };
    return Object.fromEntries(Object.entries(units).map(([name, unit]) => {
        const whole = unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
        const quarter = whole.slice(0, length / 4);
        const fastest = [Infinity, Infinity];
        for (let round = 0; round < 40; round += 1) {
            fastest[0] = Math.min(fastest[0], timed(quarter));
            fastest[1] = Math.min(fastest[1], timed(whole));
            if (fastest[1] < 6 * fastest[0]) break;
        }
        return [name, fastest];
    }));
}"""
LENGTH = 100_000
TOO_SHORT_TO_COMPARE_MS = 25


async def test_hostile_text_is_read_in_linear_time(modules: Page) -> None:
    """Four times the text takes about four times as long, up to 100,000 characters (quadratic would be sixteen)."""
    times: dict[str, tuple[float, float]] = await modules.evaluate(TIME, [HOSTILE, LENGTH])
    slow = {
        name: (quarter, whole)
        for name, (quarter, whole) in times.items()
        if whole > TOO_SHORT_TO_COMPARE_MS and whole > 10 * quarter
    }
    assert not slow


async def test_hostile_text_makes_no_deep_tree(modules: Page) -> None:
    """However often marks are opened, the tree stays shallow, so that drawing it cannot overflow the stack."""
    depth = """async (units) => {
        const { parseMarkdown } = await import("/page/markdown.js");
        const depthOf = (nodes) => Math.max(0, ...nodes.map((node) =>
            1 + depthOf([...(node.children ?? []), ...(node.items ?? []), ...(node.lists ?? [])])));
        return Object.values(units).map((unit) => depthOf(parseMarkdown(unit.repeat(500))));
    }"""
    depths: list[Any] = await modules.evaluate(depth, HOSTILE)
    assert max(depths) <= 20
