"""Pure theory: theorems, proofs, bounds, derivations, where nobody would expect code.

Named groups of cues are counted, each with a weight and a most; the categories tell where the paper comes from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.models import Quote
from bot.reading.text import Text, sentence_at

ENOUGH = 6


@dataclass(frozen=True, slots=True)
class _Group:
    """Words that speak for theory (`weight` above 0) or against it; at most `most` different ones count."""

    weight: int
    most: int
    words: frozenset[str]


def _group(weight: int, most: int, words: str) -> _Group:
    return _Group(weight, most, frozenset(words.split()))


_PROOF = _group(
    3,
    3,
    """
    prove proves proved proven proof proofs theorem theorems lemma lemmas corollary conjecture conjectures conjectured
    conjecturally counterexample counterexamples iff axioms axiomatic axiom axiomatization provable provably
    characterization characterisation characterizations characterise characterize classification classify
    théorème théorèmes démontrons montrons démontre prouvons preuve
""",
)
_OBJECTS = _group(
    1,
    5,
    """
    manifold manifolds algebra algebras algebraic cohomology homology homological functor functors morphism morphisms
    isomorphic isomorphism isomorphisms automorphism automorphisms bundle bundles sheaf sheaves variety varieties banach
    hilbert sobolev hausdorff polynomial polynomials prime primes integer integers subgroup subgroups group groups lie
    modules ring rings ideal ideals semigroup semigroups moduli homotopy ergodic martingale martingales asymptotics
    well-posedness uniqueness eigenvalues harmonic hyperbolic elliptic riemannian kähler symplectic hopf topology
    space spaces subspace subspaces metric metrizable compact convex dense bounded unbounded finite infinite infinitely countable
    uncountable cardinal cardinality dimensional dimension invariant invariants equivalence equivalent generalization
    generalize generalizes generalized necessary sufficient arbitrary every exists existence nontrivial non-trivial
    bijection poset lattices combinatorial graph graphs hypergraph vertices colouring coloring chromatic category
    categories simplicial holomorphic meromorphic analytic bergman hardy curvature geodesic geodesics connected
    decidable undecidable decidability complexity np-hard np-complete polynomial-time quantifier logic logics forcing
    tight bound bounds upper lower asymptotic asymptotically inequality inequalities constant constants norm norms
    operator operators kernel spectrum convergence converges converge estimate estimates regularity weak
    degenerate integrable irreducible representation representations quotient extension extensions embedding embeddings
    commutative noncommutative nilpotent solvable abelian galois torsion rational elliptic arithmetic
""",
)
_DERIVATION = _group(
    2,
    4,
    """
    derive derives derived derivation analytically lagrangian lagrangians hamiltonian hamiltonians supersymmetric
    supersymmetry superstring superstrings brane branes d-branes holographic holography ads/cft duality dualities gauge
    chern-simons conformal quantization quantized renormalization renormalisation one-loop two-loop spacetime spacetimes minkowski de-sitter
    sitter relativity einstein schwarzschild kerr supergravity gravity cosmological yang-mills calabi-yau instanton
    instantons worldsheet superconformal perturbative nonperturbative non-perturbative effective-action wess-zumino
    virasoro integrability soliton solitons closed-form axion scalar fermions bosonic worldline lorentz covariant
    postulate postulates ansatz exact rigorously rigorous heuristic formally
""",
)
_EXPERIMENT = _group(
    -4,
    4,
    """
    experiment experiments experimental experimentally dataset datasets benchmark benchmarks measured measurements
    telescope spectroscopy spectroscopic fabricated fabrication sample samples synthesized
    outperform outperforms outperforming accuracy training trained learning deep neural
    state-of-the-art participants users questionnaire patients clinical empirical empirically evaluation evaluated
    photometry photometric detector detectors luminosity laboratory prototype deployed deployment hardware gpu
    implementation implemented software dataset llm llms observational pretrained fine-tuning recognition segmentation
""",
)
_NUMERICAL = _group(-3, 3, """
    numerical numerically simulation simulations simulate simulated simulating monte carlo first-principles
    ab-initio dft computational computationally data-driven data code codes observations simulator molecular
    performance
""")  # fmt: skip
_GROUPS = (_PROOF, _OBJECTS, _DERIVATION, _EXPERIMENT, _NUMERICAL)

_PHRASES: tuple[tuple[int, str], ...] = (
    (3, "we prove"), (3, "is proved"), (3, "are proved"), (3, "if and only if"), (3, "necessary and sufficient"),
    (2, "we show that"), (2, "we show how"), (2, "it is shown that"), (1, "we study"), (1, "we consider"), (2, "we construct"), (2, "we give a"), (2, "we obtain"),
    (2, "we derive"), (2, "closed form"), (2, "exact solution"), (2, "upper bound"), (2, "lower bound"), (2, "we establish"),
    (2, "a class of"), (2, "analytic expression"), (2, "analytical expression"), (2, "field theory"), (2, "string theory"), (2, "black hole"),
    (2, "quantum gravity"), (2, "we characterize"), (2, "we classify"), (2, "answers a question"), (3, "open question of"), (3, "a question of"), (2, "we discuss"),
    (-4, "ab initio"), (-4, "we report"), (-4, "density functional"), (-3, "real-world"), (-3, "real data"), (-3, "case study"),
    (-4, "observed with"), (-4, "results show that"), (-4, "we demonstrate the effectiveness"), (-4, "our method"), (-2, "novel"), (-3, "we propose a novel"),
)  # fmt: skip

_ORIGIN: tuple[tuple[str, int], ...] = (
    ("math.NA", -1), ("math.OC", 2), ("math.ST", 3), ("math.HO", -2), ("math", 6), ("hep-th", 6), ("gr-qc", 4), ("math-ph", 6),
    ("cs.CC", 5), ("cs.DM", 4), ("cs.LO", 3), ("cs.FL", 4), ("cs.DS", 3), ("cs.GT", 2), ("cs.IT", 1), ("cs.CG", 3), ("cs.SC", 0), ("cs.PL", -1),
    ("quant-ph", 1), ("hep-ph", 0), ("nlin.SI", 4), ("nlin", 0), ("stat.TH", 3), ("stat", -3), ("econ.TH", 4), ("q-fin.MF", 4), ("q-fin.PR", 2), ("q-fin", -2),
    ("astro-ph", -4), ("cond-mat.mtrl-sci", -6), ("cond-mat", -2), ("physics.gen-ph", 3), ("physics.class-ph", 2), ("physics.hist-ph", -2), ("physics", -3),
    ("q-bio", -5), ("eess", -5), ("hep-ex", -9), ("nucl-ex", -9), ("hep-lat", -5), ("nucl-th", -1), ("cs", -5),
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+(?:[-/'][^\W\d_]+)*")


def find_theory(title: Text, abstract: Text, categories: Sequence[str]) -> tuple[Quote, ...]:
    """The words by which the paper is pure theory; none when it is not."""
    words = set(_WORD.findall(title.flat))
    words.update(_WORD.findall(abstract.flat))
    points = _origin(categories)
    points += sum(group.weight * min(group.most, len(group.words & words)) for group in _GROUPS)
    points += sum(weight for weight, phrase in _PHRASES if phrase in abstract.flat)
    if points < ENOUGH:
        return ()
    return _quotes(title, abstract, words)


def score_theory(title: Text, abstract: Text, categories: Sequence[str]) -> int:
    words = set(_WORD.findall(title.flat))
    words.update(_WORD.findall(abstract.flat))
    points = _origin(categories)
    points += sum(group.weight * min(group.most, len(group.words & words)) for group in _GROUPS)
    points += sum(weight for weight, phrase in _PHRASES if phrase in abstract.flat)
    return points


def _origin(categories: Sequence[str]) -> int:
    """Points for where the paper is listed: the first category, and half a point for each mathematical one."""
    if not categories:
        return 0
    first = next((points for prefix, points in _ORIGIN if categories[0].startswith(prefix)), 0)
    return first + (2 if first < 4 and any(c.startswith(("math.", "hep-th", "stat.TH")) for c in categories[1:]) else 0)


def _quotes(title: Text, abstract: Text, words: set[str]) -> tuple[Quote, ...]:
    for group in (_PROOF, _DERIVATION, _OBJECTS):
        for text in (abstract, title):
            for found in _WORD.finditer(text.flat):
                if found[0] in group.words:
                    return (text.quote_around(found.start(), found.end(), sentence_at(text, found.start())),)
    return (title.quote(0, len(title.raw)),)
