"""What holds for any message whatever, pathological ones included."""

from __future__ import annotations

import re
import time
from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.discord_text import read_pieces
from bot.links import find_mentions, find_papers, parse_arxiv_id
from bot.models import PaperLink

TODAY = date(2026, 11, 24)
NEW_ID = re.compile(r"(?P<year>[0-9]{2})(?P<month>0[1-9]|1[0-2])\.(?P<number>[0-9]{4,5})")
OLD_ID = re.compile(r"[a-z-]{2,9}/(?:9[1-9]|0[0-7])(?:0[1-9]|1[0-2])[0-9]{3}")

FRAGMENTS = (
    *"https://arxiv.org/abs/1706.03762 https://arxiv.org/abs/ 1706.03762v5 math.GT/0309136 hep-th/ /9711200".split(),
    *"arXiv: arxiv arxiv\u00a0paper\u00a0 10.48550/ https:// http://a.b/ https://evil.com/?u= .evil.com @".split(" "),
    *"https://arxiv-org. ezproxy. proxy . .edu a. a- a/ https%3A%2F%2F %2F https://arxiv.org/abs?archive= &id=".split(),
    *"https://r.jina.ai/ web.archive.org/web/1/ ` `` ``` > >>> [ [a]( ]( ) <https:// <@ < > \\ || | ** _ #".split(),
    *", 。 é \u0301 看 🔥 \u200b \u202e \ud800 \x00 1 v".split(" "),
    *(" ", "\n", "\t", "\n> "),
)
messages = st.one_of(
    st.text(max_size=4000),
    st.text(alphabet=st.characters(categories=["Cs", "Cf", "Mn", "Po", "Nd"]), max_size=200),
    st.lists(st.sampled_from(FRAGMENTS), max_size=60).map("".join),
    st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=5)), max_size=60).map("".join),
)


def can_exist(link: PaperLink) -> bool:
    """Whether arXiv's rules allow the id, said in another way than the code says it."""
    if old := OLD_ID.fullmatch(link.arxiv_id):
        yymm = old[0].split("/")[1][:4]
        return (yymm >= "9107" or yymm <= "0703") and not old[0].endswith("000")
    new = NEW_ID.fullmatch(link.arxiv_id)
    if new is None or not int(new["number"]):
        return False
    yymm = new["year"] + new["month"]
    return "0704" <= yymm <= "2612" and len(new["number"]) == (4 if yymm <= "1412" else 5)


@given(messages, st.booleans())
@settings(max_examples=400)
def test_any_message(message: str, bare_ids: bool) -> None:
    """Nothing raises; every paper found can exist, is found once, and is found again behind its own link."""
    found = find_papers(message, bare_ids=bare_ids, today=TODAY)
    assert len({link.arxiv_id for link in found}) == len(found)
    for link in found:
        assert can_exist(link)
        assert link.version is None or 1 <= link.version <= 999
        assert find_papers(f"https://arxiv.org/abs/{link.arxiv_id}", today=TODAY) == (PaperLink(link.arxiv_id),)
    link = parse_arxiv_id(message, TODAY)
    assert link is None or can_exist(link)


@given(messages)
def test_code_hides_every_message(message: str) -> None:
    """Whatever stands in a code block names no paper."""
    hidden = message.replace("`", "")
    assert find_papers(f"```\n.{hidden}\n```", bare_ids=True, today=TODAY) == ()


@given(messages)
def test_spoiler_covers_every_message(message: str) -> None:
    """Whatever stands in a spoiler is a spoiler."""
    covered = message.replace("|", "").replace("\\", "")
    assert all(mention.spoiler for mention in find_mentions(f"||.{covered}||", bare_ids=True, today=TODAY))


@given(
    st.sampled_from(["", "see ", "看", "(", "\n", "🔥", "“"]),
    st.sampled_from(["", ".", ")", "。", " ok", "\n", "🔥", "'s"]),
)
def test_a_link_is_found_behind_and_before_anything(before: str, after: str) -> None:
    """What surrounds a link does not hide it."""
    message = f"{before}https://arxiv.org/abs/hep-th/9711200v3{after}"
    assert find_papers(message, today=TODAY) == (PaperLink("hep-th/9711200", 3),)


@given(st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=4).map("".join).filter(bool))
@example("https://arxiv-org.proxy")
@example("1706.03762v5arxiv")
@example("`" * 7)
@example("[a](")
@settings(max_examples=60, deadline=None)
def test_time_grows_with_length_only(pattern: str) -> None:
    """Eight times the characters of any pattern take about eight times as long, not sixty-four times."""
    short, long = _least_time_s(pattern, 5_000), _least_time_s(pattern, 40_000)
    assert long <= 24 * max(short, 0.001)


def _least_time_s(pattern: str, n_characters: int) -> float:
    """Processor time, the least of three looks, so that what else runs on the machine does not count."""
    message = "arxiv " + (pattern * (n_characters // len(pattern)))
    times = []
    for _ in range(3):
        started = time.process_time()
        find_papers(message, bare_ids=True, today=TODAY)
        times.append(time.process_time() - started)
    return min(times)


@given(messages)
def test_visible_text_comes_from_the_message(message: str) -> None:
    """What is read was written: no piece holds a character that its message does not."""
    assert set("".join(piece.text for piece in read_pieces(message))) <= set(message)
