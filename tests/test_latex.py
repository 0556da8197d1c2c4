"""LaTeX as Unicode."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.latex import to_unicode


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Attention Is All You Need", "Attention Is All You Need"),
        (r"$\alpha$-Divergence and $\beta$-VAE", "α-Divergence and β-VAE"),
        (r"Learning in $\mathcal{O}(n^2)$ time", "Learning in 𝒪(n²) time"),
        (r"$L_2$ and $\ell_{1}$ regularisation", "L₂ and ℓ₁ regularisation"),
        (r"Maps of $\mathbb{R}^n$ to $\mathbb{R}^{m+1}$", "Maps of ℝⁿ to ℝᵐ⁺¹"),
        (r"CO$_2$ capture at 10$^{-3}$", "CO₂ capture at 10⁻³"),
        (r"Sampling in $O(\sqrt{n}\log n)$", "Sampling in O(√nlog n)"),
        (r"$k$-means++ with $\tilde{O}(nk)$", "k-means++ with Õ(nk)"),
        (r"$\frac{1}{2}$-BPS states, $\frac{a+b}{c}$", "1/2-BPS states, (a+b)/c"),
        (r"$x_{i,j}$ and $y^{\ast}$", "x_(i,j) and y*"),
        (r"Schr\"odinger, Erd\H{o}s, G\"{o}del, Poincar\'e", "Schrödinger, Erdős, Gödel, Poincaré"),
        (r"{\L}ojasiewicz, S\o ren, Fran\c{c}ois, na\"{\i}ve", "Łojasiewicz, Søren, François, naïve"),
        (r"Ko\v{c}isk\'y and Mart\'{\i}nez", "Kočiský and Martínez"),
        (r"\emph{Really} \textbf{bold} {BERT}", "Really bold BERT"),
        (r"R\&D at 100\% of \#1", "R&D at 100% of #1"),
        ("``Quoted'' --- pages 1--3", "“Quoted” — pages 1–3"),
        (r"From 300\,K to $300^\circ$C", "From 300 K to 300°C"),
        (r"$A \to B$ implies $A \leq B$", "A → B implies A ≤ B"),
        ("It costs $5 and $10", "It costs $5 and $10"),
        ("A $1 million prize", "A $1 million prize"),
        (r"An \unknowncommand here", r"An \unknowncommand here"),
        (r"Ends with \ ".strip(), "Ends with \\"),
        (r"$\mathfrak{g}$-modules and $\mathscr{L}$", "𝔤-modules and ℒ"),
        ("sets {a, b} of things", "sets {a, b} of things"),
        ("~ about", "~ about"),
    ],
)
def test_as_people_write_it(written: str, shown: str) -> None:
    """Formulas, accents, letters, fonts, dashes; prices and what is not known stay."""
    assert to_unicode(written) == shown


@given(st.text(alphabet=r"\${}^_abc'`~ " + '"', max_size=300))
def test_anything_is_read(text: str) -> None:
    """No text fails, and what is shown is hardly longer than what was written."""
    assert len(to_unicode(text)) <= 3 * len(text) + 3


@pytest.mark.parametrize("piece", ["{", "$^{", "\\frac", "$\\sqrt{", '\\"', "$a", "\\emph{", "\\'\\", "^_", "$$"])
def test_the_worst_is_read(piece: str) -> None:
    """Deep nesting and endless openings come to an end, without a deep stack."""
    assert to_unicode(piece * 20_000 + "$")
