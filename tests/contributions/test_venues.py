"""Venues have one name each."""

from __future__ import annotations

import pytest

from bot.contributions.venues import parse_venue_name

SAME = [
    ("NIPS 2017", "NeurIPS'17"),
    ("NeurIPS 2017", "Advances in Neural Information Processing Systems 30 (NIPS 2017)"),
    ("NeurIPS", "Neural Information Processing Systems"),
    ("NeurIPS 2023", "37th Conference on Neural Information Processing Systems (NeurIPS 2023)"),
    ("ICML", "International Conference on Machine Learning"),
    ("ICML 2025", "Proceedings of the 42nd International Conference on Machine Learning, 2025"),
    ("CVPR17", "CVPR 2017"),
    ("CVPR 2020", "IEEE/CVF Conference on Computer Vision and Pattern Recognition 2020"),
    ("TMLR", "Trans. Mach. Learn. Res."),
    ("JMLR 2003", "Journal of Machine Learning Research 2003"),
    ("nature  physics", "Nature Physics"),
    ("KDD", "Knowledge Discovery and Data Mining"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_venue(one: str, other: str) -> None:
    """However it is written."""
    assert parse_venue_name(one).key == parse_venue_name(other).key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ICML 2024", "ICML 2025"),
        ("ICML", "ICLR"),
        ("International Conference on Machine Learning", "Machine Learning (journal)"),
        ("ICCV", "CVPR"),
        ("会议", "期刊"),
    ],
)
def test_two_venues(one: str, other: str) -> None:
    """Another name or year is another venue."""
    assert parse_venue_name(one).key != parse_venue_name(other).key


def test_a_year_may_be_missing() -> None:
    """Bibliographic services name venues without it."""
    named, of_2017, of_2018 = map(parse_venue_name, ("NeurIPS", "NIPS 2017", "NIPS 2018"))
    assert named.fits(of_2017)
    assert of_2017.fits(named)
    assert not of_2017.fits(of_2018)
