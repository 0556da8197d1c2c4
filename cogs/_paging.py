"""Long lists in pages. A page's buttons carry the list and the page in their custom ids, and outlive the process."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, TypeVar

import discord

from bot.errors import Refused
from bot.words import say
from cogs._asking import bot_of, tell_failure
from cogs._understood import Understood

LINES_A_PAGE = 10
T = TypeVar("T")


def take_page(lines: Sequence[T], page: int, *, most: int = LINES_A_PAGE) -> tuple[list[T], int, int]:
    """The lines of a page, which page that is (the nearest there is), and how many there are."""
    n_pages = max(1, -(-len(lines) // most))
    page = min(max(page, 0), n_pages - 1)
    return list(lines[page * most : (page + 1) * most]), page, n_pages


def page_view(kind: str, about: str, page: int, n_pages: int) -> discord.ui.View | None:
    """The buttons below a page; None where there is only one. `about`: what the list is of ("" where that is plain)."""
    if n_pages < 2:
        return None
    view = discord.ui.View(timeout=None)
    add_page_buttons(view, kind, about, page, n_pages)
    return view


def add_page_buttons(
    view: discord.ui.View, kind: str, about: str, page: int, n_pages: int, *, row: int | None = None
) -> None:
    """Adds the buttons of a page to what stands below it."""
    label = say("paging-next", page=page + 1, n_pages=n_pages)
    view.add_item(PageButton(kind, about, page - 1, "◀", disabled=page == 0, row=row))
    view.add_item(PageButton(kind, about, page + 1, label, disabled=page == n_pages - 1, row=row))


class PageButton(
    Understood,
    discord.ui.DynamicItem[discord.ui.Button[Any]],
    template=r"pwnc-page:(?P<kind>[a-z]+):(?P<about>[\w./-]*):(?P<page>-?\d{1,4})",
):
    """Turns to another page; the list is made anew, for who pressed."""

    def __init__(
        self, kind: str, about: str, page: int, label: str = "…", *, disabled: bool = False, row: int | None = None
    ) -> None:
        custom_id = f"pwnc-page:{kind}:{about}:{page}"
        super().__init__(discord.ui.Button(label=label, custom_id=custom_id, disabled=disabled, row=row))
        self.kind, self.about, self.page = kind, about, page

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, _item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> PageButton:
        """The button that was pressed."""
        return cls(match["kind"], match["about"], int(match["page"]))

    async def callback(self, interaction: discord.Interaction) -> None:
        """Shows the page in place of this one."""
        try:
            render = bot_of(interaction).pages.get(self.kind)
            if render is None:
                raise Refused(say("paging-old"))
            message = await render(interaction, self.about, self.page)
            await interaction.response.edit_message(**({"view": None} | message))
        except Exception as error:
            await tell_failure(interaction, error)


def page_of(embed: discord.Embed, view: discord.ui.View | None) -> dict[str, Any]:
    """A page as a message; without buttons where there is nothing to turn to."""
    return {"embed": embed, "view": view} if view else {"embed": embed}
