"""Every form in which people link a paper: one group of rows per form."""

from __future__ import annotations

from datetime import date

import pytest

from bot.links import find_papers, parse_arxiv_id

TODAY = date(2026, 11, 24)

# Form: (text, the papers it names, as "id" or "idvN", with blanks between).
FORMS = {
    "arxiv.org abs": [
        ("https://arxiv.org/abs/1706.03762", "1706.03762"),
        ("http://arxiv.org/abs/1706.03762", "1706.03762"),
        ("https://arxiv.org/abs/1706.03762v5", "1706.03762v5"),
        ("https://arxiv.org/abs/1706.03762v12", "1706.03762v12"),
        ("https://arxiv.org/abs/1706.03762V2", "1706.03762v2"),
        ("https://arxiv.org/abs/1706.03762/", "1706.03762"),
        ("https://arxiv.org/abs/1706.03762?context=cs.LG", "1706.03762"),
        ("https://arxiv.org/abs/1706.03762v1#comments", "1706.03762v1"),
        ("https://arxiv.org/abs/arXiv:1706.03762", "1706.03762"),
        ("https://arxiv.org/abs/arxiv:1706.03762v3", "1706.03762v3"),
        ("https://arxiv.org/abs/0704.0001", "0704.0001"),
        ("https://arxiv.org/abs/2611.00001", "2611.00001"),
        ("https://arxiv.org//abs//1706.03762", "1706.03762"),
        ("HTTPS://ARXIV.ORG/ABS/1706.03762", "1706.03762"),
        ("arxiv.org/abs/1706.03762", "1706.03762"),
        ("ArXiv.org/abs/1706.03762", "1706.03762"),
        ("//arxiv.org/abs/1706.03762", "1706.03762"),
        ("ttps://arxiv.org/abs/1706.03762", "1706.03762"),
        ("https:/arxiv.org/abs/1706.03762", "1706.03762"),
        ("https//arxiv.org/abs/1706.03762", "1706.03762"),
        ("https://arxiv.org/1706.03762", "1706.03762"),
    ],
    "arxiv.org pdf": [
        ("https://arxiv.org/pdf/1706.03762", "1706.03762"),
        ("https://arxiv.org/pdf/1706.03762.pdf", "1706.03762"),
        ("https://arxiv.org/pdf/1706.03762v5.pdf", "1706.03762v5"),
        ("https://arxiv.org/pdf/1706.03762.PDF", "1706.03762"),
        ("https://arxiv.org/pdf/1706.03762v5.pdf#page=4", "1706.03762v5"),
        ("https://arxiv.org/pdf/1706.03762#section.3", "1706.03762"),
        ("arxiv.org/pdf/1706.03762.pdf", "1706.03762"),
        ("https://arxiv.org/pdf/hep-th/9711200.pdf", "hep-th/9711200"),
        ("https://arxiv.org/pdf/hep-th/9711200v3", "hep-th/9711200v3"),
    ],
    "arxiv.org html": [
        ("https://arxiv.org/html/1706.03762v7", "1706.03762v7"),
        ("https://arxiv.org/html/1706.03762v7#S3.F2", "1706.03762v7"),
        ("https://arxiv.org/html/1706.03762v7/extracted/1/Figures/net.png", "1706.03762v7"),
        ("https://arxiv.org/html/2401.00001v1/x1.png", "2401.00001v1"),
        ("arxiv.org/html/2401.00001", "2401.00001"),
    ],
    "arxiv.org format, ps, dvi": [
        ("https://arxiv.org/format/1706.03762", "1706.03762"),
        ("https://arxiv.org/ps/hep-th/9711200", "hep-th/9711200"),
        ("https://arxiv.org/ps/1201.0001v2", "1201.0001v2"),
        ("https://arxiv.org/dvi/math/0309136", "math/0309136"),
    ],
    "arxiv.org src, e-print": [
        ("https://arxiv.org/src/1706.03762", "1706.03762"),
        ("https://arxiv.org/src/1706.03762v5/anc/table.csv", "1706.03762v5"),
        ("https://arxiv.org/e-print/1706.03762v1", "1706.03762v1"),
        ("https://arxiv.org/e-print/hep-th/9711200", "hep-th/9711200"),
    ],
    "arxiv.org bibtex, tb, trackback, refs, cits": [
        ("https://arxiv.org/bibtex/1706.03762", "1706.03762"),
        ("https://arxiv.org/tb/1706.03762", "1706.03762"),
        ("https://arxiv.org/trackback/1706.03762", "1706.03762"),
        ("https://arxiv.org/refs/hep-th/9711200", "hep-th/9711200"),
        ("https://arxiv.org/cits/1706.03762", "1706.03762"),
    ],
    "arxiv.org query": [
        ("https://arxiv.org/abs?id=1706.03762", "1706.03762"),
        ("https://arxiv.org/abs/?id=1706.03762v2", "1706.03762v2"),
        ("https://arxiv.org/abs?context=cs&id=1706.03762", "1706.03762"),
        ("https://arxiv.org/abs?id=hep-th/9711200", "hep-th/9711200"),
        ("https://arxiv.org/abs?id=hep-th%2F9711200", "hep-th/9711200"),
        ("https://arxiv.org/abs?hep-th/9711200", "hep-th/9711200"),
        ("https://arxiv.org/abs?archive=hep-th&papernum=9711200", "hep-th/9711200"),
        ("https://arxiv.org/abs?papernum=0309136v1&archive=math", "math/0309136v1"),
    ],
    "arxiv.org files of earlier years": [
        ("https://arxiv.org/ftp/arxiv/papers/1308/1308.0661.pdf", "1308.0661"),
        ("http://arxiv.org/ftp/arxiv/papers/2208/2208.11544.pdf", "2208.11544"),
        ("https://arxiv.org/ftp/physics/papers/0605/0605197.pdf", "physics/0605197"),
        ("http://arxiv.org/PS_cache/arxiv/pdf/0704/0704.0001v1.pdf", "0704.0001v1"),
        ("http://arxiv.org/PS_cache/hep-th/pdf/9711/9711200v3.pdf", "hep-th/9711200v3"),
    ],
    "arxiv.org subdomains": [
        ("https://www.arxiv.org/abs/1706.03762", "1706.03762"),
        ("https://export.arxiv.org/abs/1706.03762", "1706.03762"),
        ("https://browse.arxiv.org/pdf/1706.03762.pdf", "1706.03762"),
        ("http://cn.arxiv.org/abs/1706.03762", "1706.03762"),
        ("http://de.arxiv.org/pdf/1706.03762v1", "1706.03762v1"),
        ("http://lanl.arxiv.org/abs/hep-th/9711200", "hep-th/9711200"),
        ("http://uk.arxiv.org/abs/1706.03762", "1706.03762"),
        ("export.arxiv.org/pdf/1706.03762", "1706.03762"),
        ("www.arxiv.org/abs/1706.03762", "1706.03762"),
    ],
    "hosts that only look unusual": [
        ("https://arxiv.org./abs/1706.03762", "1706.03762"),
        ("https://arxiv.org:443/abs/1706.03762", "1706.03762"),
        ("http://arxiv.org:80/abs/1706.03762", "1706.03762"),
        ("arxiv.org:443/abs/1706.03762", "1706.03762"),
    ],
    "xxx mirrors": [
        ("http://xxx.lanl.gov/abs/hep-th/9711200", "hep-th/9711200"),
        ("xxx.lanl.gov/pdf/0704.0001", "0704.0001"),
        ("http://xxx.itp.ac.cn/pdf/1709.01507", "1709.01507"),
        ("http://xxx.uni-augsburg.de/abs/cond-mat/0002177", "cond-mat/0002177"),
    ],
    "old ids": [
        ("https://arxiv.org/abs/math/0309136", "math/0309136"),
        ("https://arxiv.org/abs/math.GT/0309136", "math/0309136"),
        ("https://arxiv.org/abs/math.GT/0309136v1", "math/0309136v1"),
        ("https://arxiv.org/abs/cs.CL/0112017", "cs/0112017"),
        ("https://arxiv.org/abs/cond-mat.mes-hall/0309136", "cond-mat/0309136"),
        ("https://arxiv.org/abs/physics.acc-ph/0101001", "physics/0101001"),
        ("https://arxiv.org/abs/astro-ph/0601001", "astro-ph/0601001"),
        ("https://arxiv.org/abs/HEP-TH/9711200", "hep-th/9711200"),
        ("https://arxiv.org/abs/hep-th/9108028", "hep-th/9108028"),
        ("https://arxiv.org/abs/quant-ph/0703999", "quant-ph/0703999"),
        ("https://arxiv.org/abs/nlin.CD/0001001", "nlin/0001001"),
        ("https://arxiv.org/abs/q-bio.NC/0401001", "q-bio/0401001"),
    ],
    "ended archives": [
        (f"https://arxiv.org/abs/{archive}/9601001", f"{archive}/9601001")
        for archive in (
            "acc-phys adap-org alg-geom ao-sci atom-ph bayes-an chao-dyn chem-ph cmp-lg comp-gas dg-ga funct-an "
            "mtrl-th patt-sol plasm-ph q-alg solv-int supr-con"
        ).split()
    ],
    "percent-encoded": [
        ("https://arxiv.org/abs/hep-th%2F9711200", "hep-th/9711200"),
        ("https://arxiv.org/abs/hep-th%2f9711200v3", "hep-th/9711200v3"),
        ("https://arxiv.org/abs/1706%2E03762", "1706.03762"),
        ("https://arxiv.org/abs/arXiv%3A1706.03762", "1706.03762"),
        ("https%3A%2F%2Farxiv.org%2Fabs%2F1706.03762", "1706.03762"),
    ],
    "DOI": [
        ("10.48550/arXiv.1706.03762", "1706.03762"),
        ("10.48550/ARXIV.1706.03762", "1706.03762"),
        ("10.48550/arxiv.1706.03762v2", "1706.03762v2"),
        ("doi:10.48550/arXiv.1706.03762", "1706.03762"),
        ("DOI: 10.48550/arXiv.1706.03762", "1706.03762"),
        ("10.48550/arXiv.hep-th/9711200", "hep-th/9711200"),
        ("https://doi.org/10.48550/arXiv.1706.03762", "1706.03762"),
        ("http://dx.doi.org/10.48550/arXiv.1706.03762", "1706.03762"),
        ("https://www.doi.org/10.48550/arXiv.1706.03762", "1706.03762"),
        ("https://doi.org/10.48550/ARXIV.1706.03762", "1706.03762"),
        ("https://doi.org/10.48550%2FarXiv.1706.03762", "1706.03762"),
        ("https://doi.org/doi:10.48550/arXiv.1706.03762", "1706.03762"),
        ("https://doi.org/10.48550/arXiv.math/0309136", "math/0309136"),
        ("doi.org/10.48550/arXiv.1706.03762", "1706.03762"),
        ("https://hdl.handle.net/10.48550/arXiv.1706.03762", "1706.03762"),
    ],
    "alphaxiv.org": [
        ("https://www.alphaxiv.org/abs/1706.03762", "1706.03762"),
        ("https://alphaxiv.org/pdf/1706.03762v7", "1706.03762v7"),
        ("https://www.alphaxiv.org/overview/1706.03762", "1706.03762"),
        ("https://www.alphaxiv.org/zh/overview/1706.03762v7", "1706.03762v7"),
        ("alphaxiv.org/abs/1706.03762", "1706.03762"),
    ],
    "ar5iv": [
        ("https://ar5iv.labs.arxiv.org/html/1706.03762", "1706.03762"),
        ("https://ar5iv.org/abs/1706.03762", "1706.03762"),
        ("https://ar5iv.org/html/hep-th/9711200", "hep-th/9711200"),
        ("https://www.ar5iv.org/pdf/1706.03762", "1706.03762"),
        ("ar5iv.org/1706.03762", "1706.03762"),
    ],
    "Hugging Face papers": [
        ("https://huggingface.co/papers/1706.03762", "1706.03762"),
        ("https://hf.co/papers/1706.03762", "1706.03762"),
        ("https://huggingface.co/papers/1706.03762#community", "1706.03762"),
        ("https://huggingface.co/papers/2304.05653.md", "2304.05653"),
        ("huggingface.co/papers/1706.03762", "1706.03762"),
        ("hf.co/papers/1706.03762", "1706.03762"),
    ],
    "scirate.com": [
        ("https://scirate.com/arxiv/1706.03762", "1706.03762"),
        ("https://www.scirate.com/arxiv/quant-ph/0512258", "quant-ph/0512258"),
        ("scirate.com/arxiv/1706.03762", "1706.03762"),
    ],
    "arxiv-vanity.com": [
        ("https://www.arxiv-vanity.com/papers/1706.03762/", "1706.03762"),
        ("https://arxiv-vanity.com/papers/hep-th/9711200/", "hep-th/9711200"),
    ],
    "emergentmind.com": [
        ("https://www.emergentmind.com/papers/1706.03762", "1706.03762"),
        ("https://emergentmind.com/papers/1706.03762", "1706.03762"),
    ],
    "papers.cool": [
        ("https://papers.cool/arxiv/1706.03762", "1706.03762"),
        ("papers.cool/arxiv/1706.03762", "1706.03762"),
    ],
    "catalyzex.com": [
        ("https://www.catalyzex.com/paper/arxiv:1706.03762", "1706.03762"),
        ("https://www.catalyzex.com/paper/arxiv:1706.03762/code", "1706.03762"),
    ],
    "Semantic Scholar by id": [
        ("https://www.semanticscholar.org/arxiv/1706.03762", "1706.03762"),
        ("https://api.semanticscholar.org/arXiv:1706.03762", "1706.03762"),
        ("http://api.semanticscholar.org/arXiv:1802.05365", "1802.05365"),
        ("https://api.semanticscholar.org/graph/v1/paper/arXiv:1706.03762", "1706.03762"),
    ],
    "NASA ADS": [
        ("https://ui.adsabs.harvard.edu/abs/arXiv:1706.03762", "1706.03762"),
        ("https://ui.adsabs.harvard.edu/abs/arXiv%3A1706.03762/abstract", "1706.03762"),
        ("https://ui.adsabs.harvard.edu/#abs/arXiv:1706.03762", "1706.03762"),
        ("https://ui.adsabs.harvard.edu/abs/arXiv:astro-ph/0601001", "astro-ph/0601001"),
        ("https://ui.adsabs.harvard.edu/abs/2017arXiv170603762V/abstract", "1706.03762"),
        ("https://adsabs.harvard.edu/abs/2009arXiv0912.0001A", "0912.0001"),
    ],
    "INSPIRE": [
        ("https://inspirehep.net/arxiv/1706.03762", "1706.03762"),
        ("https://inspirehep.net/api/arxiv/hep-th/9711200", "hep-th/9711200"),
    ],
    "Google Scholar": [
        ("https://scholar.google.com/scholar_lookup?arxiv_id=1706.03762", "1706.03762"),
        ("https://scholar.google.co.uk/scholar_lookup?hl=en&arxiv_id=1706.03762", "1706.03762"),
        ("https://scholar.google.de/scholar_lookup?arxiv_id=1706.03762&hl=de", "1706.03762"),
    ],
    "dblp": [
        ("https://dblp.org/rec/journals/corr/abs-1706-03762", "1706.03762"),
        ("https://dblp.uni-trier.de/rec/html/journals/corr/abs-1412-6980", "1412.6980"),
        ("https://dblp.org/rec/journals/corr/abs-1706-03762.bib", "1706.03762"),
    ],
    "university proxies": [
        ("https://arxiv-org.ezproxy.uni.edu/abs/1706.03762", "1706.03762"),
        ("https://arxiv.org.proxy.uni.edu/abs/1706.03762", "1706.03762"),
        ("https://arxiv-org.proxy-ub.rug.nl/pdf/1906.11613.pdf", "1906.11613"),
        ("https://arxiv-org.ezproxy2.utwente.nl/abs/2001.07824", "2001.07824"),
        ("https://arxiv-org.stanford.idm.oclc.org/abs/1706.03762", "1706.03762"),
        ("https://arxiv-org.libproxy.mit.edu/pdf/1706.03762v5", "1706.03762v5"),
        ("https://www-arxiv-org.ezproxy.lib.cam.ac.uk/abs/1706.03762", "1706.03762"),
        ("https://arxiv-org.ezproxy.library.sydney.edu.au/abs/1706.03762", "1706.03762"),
        ("https://0-arxiv-org.pugwash.lib.warwick.ac.uk/abs/1706.03762", "1706.03762"),
        ("https://arxiv-org.eaccess.tum.edu/abs/1706.03762", "1706.03762"),
        ("https://doi-org.ezproxy.uni.edu/10.48550/arXiv.1706.03762", "1706.03762"),
        ("https://ezproxy.uni.edu/login?url=https://arxiv.org/abs/1706.03762", "1706.03762"),
        ("https://login.ezproxy.uni.edu/login?qurl=https%3A%2F%2Farxiv.org%2Fabs%2F1706.03762", "1706.03762"),
        ("https://arxiv-org.translate.goog/abs/1706.03762?_x_tr_sl=en", "1706.03762"),
    ],
    "addresses that carry one": [
        ("https://web.archive.org/web/20200101000000/https://arxiv.org/abs/1706.03762", "1706.03762"),
        ("https://web.archive.org/web/2020id_/http://arxiv.org/pdf/1706.03762v5.pdf", "1706.03762v5"),
        ("web.archive.org/web/2020/arxiv.org/abs/1706.03762", "1706.03762"),
        ("https://archive.ph/https://arxiv.org/abs/1706.03762", "1706.03762"),
        ("https://www.google.com/url?q=https%3A%2F%2Farxiv.org%2Fabs%2F1706.03762&sa=D", "1706.03762"),
        ("https://www.google.de/url?sa=t&url=https://arxiv.org/abs/1706.03762", "1706.03762"),
        ("https://scholar.google.com/scholar_url?url=https://arxiv.org/pdf/1706.03762&hl=en", "1706.03762"),
        ("https://docs.google.com/viewer?url=arxiv.org/pdf/1706.03762", "1706.03762"),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Farxiv.org%2Fabs%2F1706.03762&h=AT", "1706.03762"),
        ("https://link.zhihu.com/?target=https%3A//arxiv.org/abs/1706.03762", "1706.03762"),
        ("https://r.jina.ai/https://arxiv.org/abs/1706.03762", "1706.03762"),
        ("https://via.hypothes.is/https://arxiv.org/pdf/1706.03762", "1706.03762"),
        ("chrome-extension://efaidnbmnnnibpcajpcglclefindmkaj/https://arxiv.org/pdf/1706.03762", "1706.03762"),
        ("view-source:https://arxiv.org/abs/1706.03762", "1706.03762"),
    ],
    "text": [
        ("arXiv:2301.00001", "2301.00001"),
        ("arxiv:2301.00001v2", "2301.00001v2"),
        ("ARXIV:2301.00001", "2301.00001"),
        ("arXiv:2301.00001v2 [cs.CL] 5 Jan 2023", "2301.00001v2"),
        ("arXiv: 2301.00001", "2301.00001"),
        ("arXiv : 2301.00001", "2301.00001"),
        ("arXiv：2301.00001", "2301.00001"),
        ("arXiv 2301.00001", "2301.00001"),
        ("arXiv\u00a02301.00001", "2301.00001"),
        ("arXiv-2301.00001v1.tar.gz", "2301.00001v1"),
        ("arXiv.2301.00001", "2301.00001"),
        ("arxiv_2301.00001", "2301.00001"),
        ("arxiv/2301.00001", "2301.00001"),
        ("arXiv2301.00001", "2301.00001"),
        ("arXiv (2301.00001)", "2301.00001"),
        ("arXiv [2301.00001]", "2301.00001"),
        ("arXiv #2301.00001", "2301.00001"),
        ("arXiv.org 2301.00001", "2301.00001"),
        ("arXiv.org:2301.00001", "2301.00001"),
        ("arXiv preprint 2301.00001", "2301.00001"),
        ("arXiv preprint arXiv:2301.00001", "2301.00001"),
        ("arXiv preprint arXiv:2301.00001v2, 2023.", "2301.00001v2"),
        ("ArXiv e-prints, arXiv:2301.00001", "2301.00001"),
        ("arXiv e-print 2301.00001", "2301.00001"),
        ("arXiv ID 2301.00001", "2301.00001"),
        ("arxiv id: 2301.00001", "2301.00001"),
        ("arXiv identifier: 2301.00001", "2301.00001"),
        ("arXiv paper 2301.00001", "2301.00001"),
        ("arXiv:hep-th/9711200", "hep-th/9711200"),
        ("arXiv hep-th/9711200v3", "hep-th/9711200v3"),
        ("arXiv:math.GT/0309136v1 8 Sep 2003", "math/0309136v1"),
        ("arXiv:math/0309136v1 [math.GT] 8 Sep 2003", "math/0309136v1"),
        ("arXiv:cmp-lg/9404001", "cmp-lg/9404001"),
        ("arXiv [hep-th] 0704.0001", "0704.0001"),
    ],
}
ROWS = [pytest.param(text, papers, id=f"{form}: {text}") for form, rows in FORMS.items() for text, papers in rows]


@pytest.mark.parametrize(("text", "papers"), ROWS)
def test_form_in_a_sentence(text: str, papers: str) -> None:
    """A link counts alone and in the middle of a sentence."""
    for message in (text, f"have you read {text} yet?", f"({text})", f"Worth it: {text}."):
        found = find_papers(message, today=TODAY)
        assert " ".join(link.arxiv_id + (f"v{link.version}" if link.version else "") for link in found) == papers, (
            message
        )


@pytest.mark.parametrize(("text", "papers"), ROWS)
def test_form_typed_by_a_person(text: str, papers: str) -> None:
    """Where a person is asked for a paper, every form is understood, whatever stands around it."""
    for typed in (text, f"  <{text}> ", f"{text}."):
        link = parse_arxiv_id(typed, TODAY)
        assert (link.arxiv_id + (f"v{link.version}" if link.version else "") if link else "") == papers, typed
