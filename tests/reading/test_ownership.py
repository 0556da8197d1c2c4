"""Whose link it is, by the words around it."""

from __future__ import annotations

import pytest

from bot.reading import read

OWN = [
    ("Code: https://github.com/a/b", "https://github.com/a/b"),
    ("https://github.com/a/b", "https://github.com/a/b"),
    ("Accepted by Interspeech 2025; https://github.com/a/b", "https://github.com/a/b"),
    ("Project page: https://a.github.io/b", "https://a.github.io/b"),
    ("Project website: https://www.a-lab.org/b", "https://www.a-lab.org/b"),
    ("Webpage: https://a-lab.org/b", "https://a-lab.org/b"),
    ("Our project page is at https://a-lab.org/b.", "https://a-lab.org/b"),
    ("Data and code are available at https://osf.io/abcde.", "https://osf.io/abcde"),
    ("Code and data can be found at https://doi.org/x https://zenodo.org/record/12.", "https://zenodo.org/record/12"),
    ("Code and models: https://huggingface.co/a/b", "https://huggingface.co/a/b"),
    ("artifacts: https://huggingface.co/datasets/a/b", "https://huggingface.co/datasets/a/b"),
    ("Our dataset and code are available at https://a.org/b.", "https://a.org/b"),
    ("The web server is freely available at http://a.org/server.", "http://a.org/server"),
    ("The tool is available at http://a.org/tool.", "http://a.org/tool"),
    ("A Python package is on https://pypi.org/project/b.", "https://pypi.org/project/b"),
    ("Software: http://www.uni.edu/~bob/b.html", "http://www.uni.edu/~bob/b.html"),
    ("12 pages, code: www.uni.edu/b", "www.uni.edu/b"),
    ("We introduce FOO (https://github.com/a/foo), a solver.", "https://github.com/a/foo"),
    ("We have implemented it using our open-source library (https://github.com/a/b).", "https://github.com/a/b"),
    ("Our code, built on top of PyTorch, is available at https://github.com/a/b.", "https://github.com/a/b"),
    ("Source code via https://github.com/a/b", "https://github.com/a/b"),
    ("Download the code from https://a.org/b", "https://a.org/b"),
    ("Source code https://bitbucket.org/a/b", "https://bitbucket.org/a/b"),
    ("Try it in the notebook: https://colab.research.google.com/x", "https://colab.research.google.com/x"),
    ("The program is in the CPC library, http://cpc.cs.qub.ac.uk/x", "http://cpc.cs.qub.ac.uk/x"),
    ("Code: https://anonymous.4open.science/r/b-12/", "https://anonymous.4open.science/r/b-12/"),
]
OTHERS = [
    "The dataset is available at https://github.com/a/data.",
    "Data: https://zenodo.org/record/12",
    "Dataset available on https://huggingface.co/datasets/a/b",
    "Video: https://youtu.be/abc",
    "Demo: https://a.github.io/demo",
    "Audio samples: https://a.github.io/samples",
    "Slides at https://a.org/slides.pdf",
    "The simulations use GADGET (http://www.mpa-garching.mpg.de/gadget).",
    "We rely on PyTorch (https://pytorch.org).",
    "We use the corpus from https://a.org/corpus.",
    "Published version: https://doi.org/10.1000/1",
    "See https://arxiv.org/abs/1706.03762",
    "Supporting information available at http://a.org/x.",
    "commentary concerning this article can be made at http://a.org/geology/",
    "For related papers, see http://www.prism.gatech.edu/~x/",
    "Survey website: www.a.cl",
    "Published in at http://www.imstat.org/aap/ by the Institute",
    "Animations at http://a.edu/~b/movies",
    "The catalogue can be downloaded from http://a.org/cat.",
    "Paper presented at http://a.org/conference",
    "The leaderboard is at https://a.org/board.",
    "Our model is based on the implementation at https://github.com/other/model.",
    "The ALMA data archive: https://almascience.org",
    "The journal version: https://www.sciencedirect.com/x",
]


@pytest.mark.parametrize(("text", "url"), OWN)
def test_own(text: str, url: str) -> None:
    assert url in read("FOO: a study", "", text).own_urls


@pytest.mark.parametrize("text", OTHERS)
def test_others(text: str) -> None:
    reading = read("A study", "", text)
    assert reading.own_urls == ()
    assert len(reading.other_urls) == 1


def test_each_link_of_a_sentence_has_its_own_owner() -> None:
    reading = read("A study", "Code: https://github.com/a/b, video: https://youtu.be/x, data: https://a.org/d.", "")
    assert reading.own_urls == ("https://github.com/a/b",)
    assert reading.other_urls == ("https://youtu.be/x", "https://a.org/d")


def test_links_on_one_list_share_their_owner() -> None:
    reading = read("A study", "Code is at https://github.com/a/b and https://gitlab.com/a/b.", "")
    assert reading.own_urls == ("https://github.com/a/b", "https://gitlab.com/a/b")


def test_a_link_is_named_once() -> None:
    """Abstract and comment often both name it; the first spelling stays."""
    reading = read("A study", "Code is at https://github.com/a/b.", "Code: http://www.github.com/a/b/")
    assert reading.own_urls == ("https://github.com/a/b",)


def test_what_is_own_once_is_not_anothers_elsewhere() -> None:
    reading = read("A study", "Data: https://github.com/a/b", "Code: https://github.com/a/b")
    assert (reading.own_urls, reading.other_urls) == (("https://github.com/a/b",), ())
