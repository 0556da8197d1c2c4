"""The page fits phones and desktops, can be read in dark and light, and can be used by keyboard alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, expect

from bot.sandbox import Sandbox
from tests.page.conftest import OpenPage
from tests.page.librarian import LibrarianBot
from tests.page.test_chat import last, say

pytestmark = pytest.mark.asyncio(loop_scope="module")

PICTURES = Path(__file__).parent.parent / "screenshots"
WIDE_TEXTS = (
    "a paper with " + "averyveryverylongword" * 20,
    "```\n" + "a line of code that does not end " * 10 + "\n```",
    "https://example.org/" + "path/" * 60,
    "**bold** *italic* `code` ||spoiler|| <t:1764000000:R> @everyone\n> quote\n-# small\n# Heading\n- item",
)
OVERFLOW = """() => {
    const wide = [document.scrollingElement, ...document.querySelectorAll("#timeline, #drawer, #sidebar, #topbar")];
    return wide.filter((node) => node.scrollWidth > node.clientWidth + 1).map((node) => node.id || node.localName);
}"""
LOW_CONTRAST = """() => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
    const pen = canvas.getContext("2d", { willReadFrequently: true });
    const rgba = (colour) => {
        pen.clearRect(0, 0, 1, 1);
        pen.fillStyle = colour;
        pen.fillRect(0, 0, 1, 1);
        const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data;
        return [r, g, b, a / 255];
    };
    const over = ([r, g, b, a], below) => [r, g, b].map((value, n) => value * a + below[n] * (1 - a));
    const backdrop = (node) => {
        if (!node) return [255, 255, 255];
        const { backgroundColor, backgroundImage } = getComputedStyle(node);
        return backgroundImage === "none" ? over(rgba(backgroundColor), backdrop(node.parentElement)) : [40, 50, 75];
    };
    const linear = (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    const luminance = ([r, g, b]) => 0.2126 * linear(r / 255) + 0.7152 * linear(g / 255) + 0.0722 * linear(b / 255);
    const found = [];
    for (const node of document.querySelectorAll("body *")) {
        const texts = [...node.childNodes].filter((child) => child.nodeType === Node.TEXT_NODE);
        const words = texts.map((child) => child.data.trim()).join("");
        if (!words || !node.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
        if (node.closest(".emoji, :disabled, .spoiler:not(.revealed), [aria-checked=false] > .avatar")) continue;
        const below = backdrop(node);
        const ink = over(rgba(getComputedStyle(node).color), below);
        const [light, dark] = [luminance(ink), luminance(below)].sort((one, other) => other - one);
        const contrast = (light + 0.05) / (dark + 0.05);
        if (contrast < 4.5) found.push(`${words} (${node.className || node.localName}): ${contrast.toFixed(2)}`);
    }
    return found;
}"""


async def fill(page: Page, sandbox: Sandbox) -> None:
    """A chat with one of everything that can be seen at once."""
    grace = sandbox.person("grace")
    for text in WIDE_TEXTS:
        message = await grace.say("papers", text)
    await grace.react(message, "👻")
    await sandbox.person("ada").react(message, "✅")
    await grace.say("bots", f"<@{sandbox.person('ada').id}>")
    await say(page, "one more paper")
    await page.get_by_role("button", name="Abstract").last.click()
    await page.get_by_text("Only you can see this").wait_for()
    await last(page).hover()


@pytest.mark.parametrize("scheme", ["dark", "light"])
async def test_desktop_is_readable(open_page: OpenPage, sandbox: Sandbox, librarian: LibrarianBot, scheme: str) -> None:
    """All words stand out from what is behind them by at least 4.5 to 1 (WCAG 2.2, 1.4.3), and nothing sticks out."""
    page = await open_page("ada", color_scheme=scheme)
    await fill(page, sandbox)
    await page.screenshot(path=PICTURES / f"desktop-{scheme}.png")
    assert await page.evaluate(LOW_CONTRAST) == []
    assert await page.evaluate(OVERFLOW) == []
    await page.get_by_role("button", name="Found code").last.click()
    await page.get_by_role("dialog").wait_for()
    await page.screenshot(path=PICTURES / f"form-{scheme}.png")
    assert await page.evaluate(LOW_CONTRAST) == []


async def test_theme_can_be_chosen_against_the_system(open_page: OpenPage) -> None:
    """The switch goes through dark and light, whatever the system says, and the choice is kept."""
    page = await open_page("ada", color_scheme="light")
    colours: list[Any] = []
    for name in ("Theme: as the system", "Theme: dark", "Theme: light"):
        await expect(page.get_by_role("button", name=name)).to_be_visible()
        colours.append(await page.evaluate("getComputedStyle(document.body).backgroundColor"))
        await page.get_by_role("button", name=name).click()
    assert colours == ["rgb(255, 255, 255)", "rgb(49, 51, 56)", "rgb(255, 255, 255)"]
    await page.get_by_role("button", name="Theme: as the system").click()
    await page.reload()
    await expect(page.get_by_role("button", name="Theme: dark")).to_be_visible()


@pytest.mark.parametrize("scheme", ["dark", "light"])
async def test_phone_has_no_sideways_scroll(
    open_page: OpenPage, sandbox: Sandbox, librarian: LibrarianBot, scheme: str
) -> None:
    """At the width of a phone everything fits, and both panels come over the chat and go again."""
    page = await open_page("ada", width=390, height=844, color_scheme=scheme)
    await fill(page, sandbox)
    await page.screenshot(path=PICTURES / f"phone-{scheme}.png")
    assert await page.evaluate(OVERFLOW) == []
    assert await page.evaluate(LOW_CONTRAST) == []
    for name, panel in (("Channels", "#sidebar"), ("Try it", "#drawer")):
        button = page.get_by_role("button", name=name, exact=True)
        await button.click()
        await expect(button).to_have_attribute("aria-expanded", "true")
        await expect(page.locator(panel)).to_be_visible()
        assert await page.evaluate(OVERFLOW) == []
        await page.keyboard.press("Escape")
        await expect(page.locator(panel)).to_be_hidden()


async def test_everything_is_reached_by_keyboard(
    open_page: OpenPage, sandbox: Sandbox, librarian: LibrarianBot
) -> None:
    """Without a mouse: write, edit the last message, walk to an answer, press its button, open its menu, come back."""
    page = await open_page("ada")
    field = page.get_by_label("Message", exact=True)
    await expect(field).to_be_focused()
    await page.keyboard.type("frist")
    await page.keyboard.press("Enter")
    await expect(last(page)).to_contain_text("frist")
    await page.keyboard.press("ArrowUp")
    await expect(page.get_by_label("Edit message")).to_be_focused()
    await page.keyboard.press("Control+A")
    await page.keyboard.type("a paper")
    await page.keyboard.press("Enter")
    await expect(field).to_be_focused()
    await page.keyboard.type("another paper")
    await page.keyboard.press("Enter")
    await page.locator(".embed").wait_for()
    abstract = page.get_by_role("button", name="Abstract").last
    while not await abstract.evaluate("(button) => button === document.activeElement"):
        await page.keyboard.press("Shift+Tab")
    await page.keyboard.press("Enter")
    await expect(last(page)).to_contain_text("The abstract.")
    await expect(abstract).to_be_focused()
    await page.keyboard.press("ArrowDown")
    await expect(last(page)).to_be_focused()
    await page.keyboard.press("ContextMenu")
    await expect(page.get_by_role("menuitem").first).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(last(page)).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(field).to_be_focused()
    assert await page.evaluate("getComputedStyle(document.querySelector('.composer-box')).boxShadow") != "none"


FOCUS = """() => {
    const active = document.activeElement;
    const isMarked = (node) => {
        const { outlineStyle, boxShadow } = getComputedStyle(node);
        return outlineStyle !== "none" || boxShadow !== "none";
    };
    if (active === document.body) return null;
    const name = active.getAttribute("aria-label") ?? active.textContent;
    return [name, isMarked(active) || isMarked(active.parentElement)];
}"""


async def test_focus_is_always_visible(open_page: OpenPage, librarian: LibrarianBot) -> None:
    """Whatever the Tab key reaches has an outline, or a frame around it."""
    page = await open_page("ada")
    await say(page, "paper")
    await page.locator(".embed").wait_for()
    seen: dict[str, bool] = {}
    for _ in range(40):
        await page.keyboard.press("Tab")
        if focus := await page.evaluate(FOCUS):
            seen[focus[0]] = focus[1]
    assert len(seen) > 15
    assert [name for name, is_marked in seen.items() if not is_marked] == []
