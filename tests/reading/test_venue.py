"""Where a paper appeared, by its comment."""

from __future__ import annotations

import pytest

from bot.reading import read


@pytest.mark.parametrize(
    ("comment", "venue"),
    [
        ("Accepted to CVPR 2023", "CVPR 2023"),
        ("Accepted to CVPR2023", "CVPR 2023"),
        ("CVPR'25", "CVPR 2025"),
        ("CVPR 2023 Highlight. Project website: https://a.github.io/", "CVPR 2023"),
        ("EMNLP 2025 (Findings)", "EMNLP 2025"),
        ("Accepted by ACM CHI '2026", "CHI 2026"),
        ("14 pages, 4 figures. Accepted at IEEE ICDE 2022", "ICDE 2022"),
        ("Published at the GEMBio ICLR 2025 Workshop", "ICLR 2025"),
        ("neurips 2024", "NeurIPS 2024"),
        ("to appear in JHEP", "JHEP"),
        ("7 pages, accepted for publication in MNRAS", "MNRAS"),
        ("5 pages. MNRAS Letters in press", "MNRAS"),
        ("Accepted for publication in A&A. 16 pages", "A&A"),
        ("Accepted for publication in Astronomy & Astrophysics", "Astronomy & Astrophysics"),
        ("accepted by Phys. Rev. B", "Phys. Rev. B"),
        ("to appear in Advances in Mathematics", "Advances in Mathematics"),
        ("Accepted in Computer Physics Communications. The code will follow", "Computer Physics Communications"),
        ("Accepted for publication in the IEEE Transactions on CAS II", "IEEE Transactions on CAS II"),
        (
            "Published in at http://dx.doi.org/10.1214/08 the Annals of Statistics (http://x.org)",
            "Annals of Statistics",
        ),
        ("Published in COMTEL 2017 (http://www.comtel.pe/x.pdf)", "COMTEL 2017"),
        ("To be published in Journal of Physical Chemistry Au journal", "Journal of Physical Chemistry Au"),
        ("In Proceedings of ICALP 2019", "ICALP 2019"),
        ("", None),
        ("12 pages, 3 figures", None),
        ("Submitted to MNRAS", None),
        ("Submitted to NeurIPS 2024", None),
        ("Under review at ICML 2025", None),
        ("Extended version of our ICSE 2020 paper", None),
        ("published version", None),
        ("Code will be released upon acceptance", None),
        ("v2: accepted version", None),
    ],
)
def test_venue(comment: str, venue: str | None) -> None:
    reading = read("A study", "", comment)
    assert reading.venue == venue
    assert (reading.venue_quote is None) == (venue is None)
