"""What looks like a paper and is none."""

from __future__ import annotations

from datetime import date

import pytest

from bot.links import find_papers, parse_arxiv_id

TODAY = date(2026, 11, 24)
A = "1706.03762"

NEVER = {
    "other pages of arXiv": [
        "https://arxiv.org",
        "https://arxiv.org/",
        "arxiv.org",
        "https://arxiv.org/list/cs.CL/recent",
        "https://arxiv.org/list/hep-th/0703",
        "https://arxiv.org/list/math.GT/new?skip=25&show=50",
        "https://arxiv.org/list/cs/1706.03762",
        "https://arxiv.org/a/vaswani_a_1",
        "https://arxiv.org/a/0000-0002-1234-5678",
        "https://arxiv.org/a/0000-0002-1706.03762",
        "https://arxiv.org/year/hep-th/97",
        "https://arxiv.org/catchup/cs.CL/2017-06-12",
        "https://arxiv.org/catchup?archive=cs&smonth=6",
        "https://arxiv.org/archive/hep-th",
        f"https://arxiv.org/search/?query={A}&searchtype=all",
        "https://arxiv.org/search/cs?query=arXiv:1706.03762",
        "https://arxiv.org/find/all/1/all:+1706.03762/0/1/0/all/0/1",
        f"https://export.arxiv.org/api/query?search_query=id:{A}",
        "https://arxiv.org/help/arxiv_identifier",
        "https://info.arxiv.org/help/api/user-manual.html",
        "https://blog.arxiv.org/arxiv/2025/12/10/updated-policy",
        "https://rss.arxiv.org/rss/cs.CL",
        "https://arxiv.org/abs/",
        "https://arxiv.org/abs/cs.CL",
        "https://arxiv.org/user/",
        "https://arxiv.org/stats/monthly_submissions",
    ],
    "look-alikes": [
        f"https://notarxiv.org/abs/{A}",
        f"notarxiv.org/abs/{A}",
        f"https://my-arxiv.org/abs/{A}",
        f"my-arxiv.org/abs/{A}",
        f"my_arxiv.org/abs/{A}",
        f"https://arxiv.org.evil.com/abs/{A}",
        f"arxiv.org.evil.com/abs/{A}",
        f"https://arxiv-org.evil.com/abs/{A}",
        f"https://arxiv.org.proxy.evil.com/abs/{A}",
        f"https://arxiv-org.atlassian.net/abs/{A}",
        f"https://arxiv.org@evil.com/abs/{A}",
        f"https://arxiv.org:443@evil.com/abs/{A}",
        f"https://evil.com@arxiv.org/abs/{A}",
        f"arxiv.org@evil.com/abs/{A}",
        f"https://arxiv.org\\@evil.com/abs/{A}",
        f"https://arxiv.org%40evil.com/abs/{A}",
        f"https://arxiv.org%2Eevil.com/abs/{A}",
        f"https://arxiv.org:8080/abs/{A}",
        f"https://evil.com/arxiv.org/abs/{A}",
        f"evil.com/arxiv.org/abs/{A}",
        f"https://evil.com/https://arxiv.org/abs/{A}",
        f"https://evil.com?u=https://arxiv.org/abs/{A}",
        f"evil.com?u=arxiv.org/abs/{A}",
        f"https://evil.com/?u=https%3A%2F%2Farxiv.org%2Fabs%2F{A}",
        f"https://evil.com/#https://arxiv.org/abs/{A}",
        f"https://evil.com/share?text=Read%20https://arxiv.org/abs/{A}",
        f"https://twitter.com/intent/tweet?url=https://arxiv.org/abs/{A}&text=a",
        f"https://www.google.com/search?q=https://arxiv.org/abs/{A}",
        f"https://google.evil.com/url?q=https://arxiv.org/abs/{A}",
        f"https://web.archive.org.evil.com/web/2020/https://arxiv.org/abs/{A}",
        f"https://evil.com/login?url=https://arxiv.org/abs/{A}",
        f"https://arxiv.com/abs/{A}",
        f"https://arxiv.net/abs/{A}",
        f"https://arxiv.orgs/abs/{A}",
        f"https://arxivorg/abs/{A}",
        f"https://arxiv.org-evil.com/abs/{A}",
        f"https://axriv.org/abs/{A}",
        f"https://chemrxiv.org/abs/{A}",
        "https://www.biorxiv.org/content/10.1101/2020.03.22.002386v3",
        f"https://viXra.org/abs/{A}",
        f"https://vixra.org/abs/{A}",
        f"https://xxx.evil.com/abs/{A}",
        f"ftp://arxiv.org/abs/{A}",
        f"evil://arxiv.org/abs/{A}",
        f"someone@arxiv.org/abs/{A}",
        f"https://huggingface.co.evil.com/papers/{A}",
        f"https://evil.com/papers/{A}",
        f"https://notdoi.org/10.48550/arXiv.{A}",
        f"https://alphaxiv.org.evil.com/abs/{A}",
        f"https://ar5iv.org.evil.com/abs/{A}",
    ],
    "letters of other scripts": [
        f"https://\u0430rxiv.org/abs/{A}",  # Cyrillic a
        f"\u0430rxiv.org/abs/{A}",
        f"https://arx\u0456v.org/abs/{A}",  # Cyrillic i
        f"https://ar\u03c7iv.org/abs/{A}",  # Greek chi
        f"https://arx\u0131v.org/abs/{A}",  # dotless i
        f"https://arxiv.\u043erg/abs/{A}",  # Cyrillic o
        f"https://\uff41rxiv.org/abs/{A}",  # full-width a
        f"https://arxiv\uff0eorg/abs/{A}",  # full-width full stop
        f"https://arxiv.org\u2044abs/{A}",  # fraction slash
        f"\u00e9arxiv.org/abs/{A}",
        f"\u0430arxiv.org/abs/{A}",
        f"e\u0301arxiv.org/abs/{A}",
        f"\u0430rXiv:{A}",
        "arXiv:１７０６.０３７６２",
        "arXiv:١٧٠٦.٠٣٧٦٢",
    ],
    "ids that cannot be": [
        "https://arxiv.org/abs/1706.0376",
        "https://arxiv.org/abs/1706.037621",
        "https://arxiv.org/abs/1412.12345",
        "https://arxiv.org/abs/1501.1234",
        "https://arxiv.org/abs/1713.03762",
        "https://arxiv.org/abs/1700.03762",
        "https://arxiv.org/abs/0703.0001",
        "https://arxiv.org/abs/0700.0001",
        "https://arxiv.org/abs/0604.0001",
        "https://arxiv.org/abs/9912.0001",
        "https://arxiv.org/abs/1706.00000",
        "https://arxiv.org/abs/0704.0000",
        "https://arxiv.org/abs/2701.00001",
        "https://arxiv.org/abs/9999.99999",
        "https://arxiv.org/abs/0000.0000",
        "https://arxiv.org/abs/hep-th/9106001",
        "https://arxiv.org/abs/hep-th/0704001",
        "https://arxiv.org/abs/hep-th/9713001",
        "https://arxiv.org/abs/hep-th/9700001",
        "https://arxiv.org/abs/hep-th/9711000",
        "https://arxiv.org/abs/hep-th/971120",
        "https://arxiv.org/abs/hep-th/97112000",
        "https://arxiv.org/abs/hep-xx/9711200",
        "https://arxiv.org/abs/stat/0703001",
        "https://arxiv.org/abs/9711200",
        "https://arxiv.org/abs/1706.03762abc",
        "https://arxiv.org/abs/1706.03762v",
        "https://arxiv.org/abs/1706.03762v1234",
        "https://arxiv.org/abs/1706.03762.2",
        "https://arxiv.org/abs/1706-03762",
        "arXiv:1713.03762",
        "arXiv:1706.037",
        "arXiv:17061.03762",
        "arXiv:3706.03762",
        "10.48550/arXiv.1713.03762",
        "https://huggingface.co/papers/1713.03762",
    ],
    "numbers like ids": [
        "https://doi.org/10.1145/3340531.3412778",
        "10.1145/3340531.3412778",
        "doi:10.1103/PhysRevLett.1706.03762",
        "https://doi.org/10.1000/1706.03762",
        "https://doi.org/10.1000/arXiv.1706.03762",
        "10.48551/arXiv.1706.03762",
        "110.48550/arXiv.1706.03762",
        "it costs $1706.03762",
        "build 1706.03762 of arxiv-tools",
        "arxiv is down since 2017.06.12",
        "arxiv had 1706.03762 visits",
        "pip install arxiv==1.4.8",
        "arxiv 2.1.0",
        "192.168.17.06/arxiv",
        "http://192.168.1.1/abs/1706.03762 arxiv",
        "1706.03762",
        "hep-th/9711200",
        "math.GT/0309136",
        f"[{A}] Attention Is All You Need",
    ],
    "other sites": [
        "https://huggingface.co/papers",
        "https://huggingface.co/papers/trending",
        "https://huggingface.co/papers/month/2025-01",
        "https://huggingface.co/papers?date=2024-01-01",
        f"https://huggingface.co/models?other=arxiv:{A}",
        f"https://huggingface.co/datasets/x/papers/{A}",
        "https://scirate.com/arxiv/quant-ph",
        "https://papers.cool/arxiv/cs.CL",
        f"https://papers.cool/arxiv/search?query={A}",
        "https://www.alphaxiv.org/explore",
        "https://www.catalyzex.com/paper/attention-is-all-you-need",
        "https://www.semanticscholar.org/paper/Attention/204e3073870fae3d05bcbc2f6a8e263d9b72e776",
        f"https://www.semanticscholar.org/search?q=arXiv:{A}",
        f"https://inspirehep.net/literature?q=arxiv:{A}",
        f"https://ui.adsabs.harvard.edu/search/q=arXiv:{A}",
        f"https://scholar.google.com/scholar?q=arXiv:{A}",
        "https://dblp.org/rec/conf/nips/VaswaniSPUJGKP17",
        f"https://github.com/someone/arxiv-{A}",
        f"https://github.com/someone/papers/blob/main/{A}.pdf",
        f"https://github.com/search?q=arXiv+{A}",
        f"https://example.com/arXiv:{A}",
        f"example.com/arXiv:{A}",
        f"https://www.reddit.com/r/ml/comments/abc/arxiv_{A}/",
        "https://en.wikipedia.org/wiki/ArXiv",
        "https://paperswithcode.com/paper/attention-is-all-you-need",
        "https://openreview.net/forum?id=rkgNKkHtvB arxiv",
        "https://www.connectedpapers.com/main/204e3073870fae3d05bcbc2f6a8e263d9b72e776/arxiv",
    ],
    "nothing there": [
        "",
        " ",
        "arxiv",
        "arXiv:",
        "arXiv preprint",
        "new paper on arxiv tomorrow",
        "/papers/",
        "10.48550/",
    ],
}
ROWS = [pytest.param(text, id=f"{kind}: {text!r}") for kind, texts in NEVER.items() for text in texts]


@pytest.mark.parametrize("text", ROWS)
def test_never_a_paper(text: str) -> None:
    """It is left alone, alone and in the middle of a sentence."""
    for message in (text, f"have you read {text} yet?", f"({text})", f"**{text}**"):
        assert find_papers(message, today=TODAY) == (), message


@pytest.mark.parametrize("text", [row for row in ROWS if "like ids" not in str(row.id)])
def test_never_typed(text: str) -> None:
    """Nor is it taken for an id where a person is asked for one."""
    assert parse_arxiv_id(text, TODAY) is None
