"""Pure theory: theorems, proofs, bounds, derivations, where nobody would expect code.

A small sum: where the paper is listed, plus named groups of words that speak for theory or against it. Each different
word of a group counts once, up to the group's `most`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.models import Quote
from bot.reading.text import Text, sentence_at

ENOUGH = 3


@dataclass(frozen=True, slots=True)
class _Group:
    """Words that speak for theory (`weight` above 0) or against it; at most `most` different ones count."""

    weight: int
    most: int
    words: frozenset[str]


def _group(weight: int, most: int, words: str) -> _Group:
    return _Group(weight, most, frozenset(words.split()))


_PROOF = _group(3, 3, """
    prove proves proved proven proof proofs theorem theorems lemma lemmas corollary corollaries conjecture conjectures
    conjectured conjecturally counterexample counterexamples axiom axioms axiomatic axiomatization axiomatized
    characterization characterizations characterisation characterize characterizes characterise classify classifies
    théorème théorèmes démontrons démontre prouvons preuve теорема доказано
""")  # fmt: skip
_OBJECTS = _group(1, 4, """
    abelian algebra algebraic algebras antichain arithmetic asymptotically asymptotics automorphism automorphisms
    banach bijection bilinear birational bundle bundles cardinal cardinals category chromatic codimension
    cohomological cohomology combinatorial commutative compactness convex countable curvature decidability decidable
    derivations diffeomorphism diffeomorphisms digraph digraphs eigenvalues elliptic endomorphism ergodic exponents
    factorization fibration finitely foliation functor functorial functors galois generators geodesic geodesics
    groupoid groups hausdorff hermitian hilbert holomorphic homeomorphism homological homology homomorphism homotopy
    hyperbolic hypergraph hypergraphs hypersurface hypersurfaces ideals identities inequalities inequality infinite
    infinitely integer integers invariants involution irreducible isometric isometries isometry isomorphic isomorphism
    isomorphisms kähler lattices lebesgue lie lipschitz manifold manifolds martingale martingales matroid meromorphic
    modules moduli monoid monoidal morphism morphisms multiplicative nilpotent noetherian noncommutative operad
    operators orbits permutation permutations polynomial polynomials polytope poset primes projective
    pseudo-differential quasi-isometry quotient ramsey rational recursive regularity representations riemannian ring
    rings semigroup semigroups semisimple sheaf sheaves simplicial sobolev solvable subalgebra subgroup subgroups
    submanifold submanifolds subset subsets subspace subspaces surjective symplectic tensor topology toric torsion
    uncountable uniqueness unipotent varieties variety vertex vertices weakly well-posedness braid braids brauer
    cartan cauchy chern conjugacy coxeter curves cusp cyclotomic diophantine dirichlet divisor divisors endomorphisms
    enumerative equivariant fano fourier frobenius graded grassmannian hodge hyperplane k-theory knot knots
    l-functions laplacian matrices measures monodromy norms normed planar quantifier quantifiers quaternion
    quaternionic rigidity self-adjoint tilting triangulated triangulation ultrafilter unital zeros zeta group
    subsemigroup automata languages logic calculus lattice
""")  # fmt: skip
_CLAIMS = _group(1, 4, """
    analogue arbitrary bound bounded bounds class complexity conditions construct construction converges equivalence
    equivalent establish every exact existence exists explicit finite generalization generalize generalized
    generalizes implies interpretation formula invariant lower moreover necessary nontrivial non-trivial np-hard
    np-complete deciding intractable tractable obtain particular polynomial-time possible satisfies satisfying
    sufficient tight trivial undecidable unique upper whose asymptotic consequence consequences infinite-dimensional
    finite-dimensional dimensional soundness adequacy strict completeness dimensions constructions converse
    achievable achievability memoryless impossibility minimax admissible rigorous rigorously formalism formulation
    spaces space
""")  # fmt: skip
_PHYSICS = _group(1, 4, """
    action ads anomalies anomaly ansatz bosonic brane branes calabi-yau chern-simons closed-form compactification
    conformal correlators cosmological covariant cft d-branes de-sitter derivation derive derived derives dirac
    duality dualities einstein einstein-hilbert entropy euclidean fermions fermionic fokker-planck gauge ghost gravity
    hamiltonian hamiltonians holographic holography horizon horizons inflation inflationary infrared instanton
    instantons integrability integrable kerr kinematics lagrangian lagrangians lorentz lorentzian maxwell minkowski
    moduli non-perturbative nonperturbative one-loop perturbation perturbative poincaré postulate postulates
    quantization quantized quantum relativistic relativity renormalisation renormalization scalar schwarzschild
    schrödinger singularities singularity sitter soliton solitons spacetime spacetimes superconformal supergravity
    supersymmetric supersymmetry superstring superstrings superspace symmetries symmetry tachyon twistor two-loop
    virasoro ward worldline worldsheet yang-mills analytic analytical analytically string strings field-theory
    effective-field-theory vacua vacuum unitary unitarity decoherence entanglement entangled nonlocality contextuality
    wavefunction monotones witnesses eigenstates
""")  # fmt: skip
_EXPERIMENT = _group(-3, 5, """
    experiment experiments experimental experimentally measured measurements detector detectors telescope spectroscopy
    spectroscopic fabricated fabrication sample samples synthesized laboratory prototype photometry photometric
    luminosity observing catalogue catalog spectra x-ray microscopy diffraction devices device patients clinical
    participants questionnaire interviews students trials empirical empirically case-study cells collider
    colliders lhc tevatron protein proteins genes tissue materials film films crystal crystals sensor sensors
""")  # fmt: skip
_LEARNING = _group(-3, 5, """
    accuracy achieves baseline baselines benchmark benchmarks benchmarking dataset datasets data deep fine-tune
    fine-tuned evaluate evaluated evaluation evaluations fine-tuning image images language learned learning llm llms
    neural outperform outperforming outperforms performance pretrained real-world recognition segmentation
    state-of-the-art task tasks train trained training transformer video robot robots
""")  # fmt: skip
_ENGINEERING = _group(-1, 4, """
    antenna antennas architecture beamforming bandwidth communications deployment design deployed energy-efficient
    fading gpu hardware implementation implemented industrial latency mimo optimization power receiver software
    throughput transmitter vehicles wireless workflow platform users simulator scheme
""")  # fmt: skip
_NUMERICAL = _group(-3, 3, """
    diagonalization dmrg qmc numerical numerically numerics simulation simulations simulate simulated simulating monte
    computational computationally dft ab-initio first-principles molecular-dynamics finite-element density-functional
    observations tabulate tabulation observational observed constraints forecasts mcmc bayesian statistics estimation
""")  # fmt: skip
_AMBIGUOUS = frozenset(
    "data image images scheme power crystal crystals cells film films sample samples estimation statistics"
    " constraints observations receiver platform empirical deep diagonalization evaluate evaluated measured".split()
)
"""Words that pure mathematics uses in a sense of its own (initial data, the image of a map, crystal bases)."""

_GROUPS = {
    "proof": _PROOF, "objects": _OBJECTS, "claims": _CLAIMS, "physics": _PHYSICS, "experiment": _EXPERIMENT,
    "learning": _LEARNING, "engineering": _ENGINEERING, "numerical": _NUMERICAL,
}  # fmt: skip

_PURE, _LEANING, _OPEN, _SELDOM, _EMPIRICAL, _NEVER = 6, 3, 0, -2, -5, -9
_ORIGIN = {
    category: points
    for points, categories in (
        (_PURE, "math math-ph hep-th nlin.SI cs.CC"),
        (
            _LEANING,
            "gr-qc math.ST cs.DM cs.LO cs.FL cs.DS cs.CG stat.TH econ.TH q-fin.MF physics.gen-ph physics.class-ph",
        ),
        (1, "math.OC cs.GT q-fin.PR"),
        (_OPEN, "quant-ph cs.IT cond-mat.stat-mech"),
        (-1, "math.NA hep-ph nlin cs.PL cs.SC"),
        (_SELDOM, "cond-mat nucl-th"),
        (-3, "stat q-fin econ physics astro-ph.CO"),
        (_EMPIRICAL, "cs math.HO astro-ph q-bio eess hep-lat"),
        (_NEVER, "hep-ex nucl-ex cond-mat.mtrl-sci"),
    )
    for category in categories.split()
}
"""Points by first category; an archive ("math") stands for its categories that are not named."""

_LEARNING_TOO = frozenset("cs.LG cs.AI cs.CL cs.CV stat.ML".split())
_OF_MATHEMATICS = ("math", "hep-th", "nlin.SI", "cs.CC", "stat.TH")
_UNTESTED = 2
_SUBJECTS = frozenset(
    "deep image images language learned learning neural robot robots sample samples task tasks train trained training"
    " transformer users monte mcmc measured estimation statistics bayesian".split()
)
"""What a proof may be about, where nothing is tried: "we prove that training converges"."""
_PROVING = frozenset(
    "prove proves theorem theorems lemma lemmas proof proofs impossibility undecidable np-hard np-complete".split()
)
_TRIALS = (_EXPERIMENT.words | _LEARNING.words | _NUMERICAL.words) - _SUBJECTS

_GROUP_OF = {word: name for name, group in reversed(_GROUPS.items()) for word in group.words}
_ALL_WORDS = frozenset(_GROUP_OF)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def find_theory(title: Text, abstract: Text, categories: Sequence[str]) -> tuple[int, tuple[Quote, ...]]:
    """The points beyond what is enough, and the words by which the paper is pure theory; none when it is not."""
    if "proceedings" in title.words:
        return -ENOUGH, ()
    origin = _origin(categories)
    words = (title.words & _ALL_WORDS) | (abstract.words & _ALL_WORDS)
    if origin >= _LEANING and categories[0].startswith(_OF_MATHEMATICS):
        words -= _AMBIGUOUS
    if (
        origin < _OPEN
        and not _PROVING.isdisjoint(words)
        and not _CLAIMS.words.isdisjoint(words)
        and _TRIALS.isdisjoint(words)
    ):
        origin, words = _OPEN, words - _SUBJECTS
    untested = _UNTESTED if origin >= 0 and _is_untested(words) else 0
    beyond = origin + _points(words) + untested - ENOUGH
    return beyond, _quotes(title, abstract) if beyond >= 0 else ()


def _is_untested(words: frozenset[str]) -> bool:
    """Whether there is something to be derived and nothing that speaks of trying it."""
    return len(words) > 1 and all(_GROUPS[_GROUP_OF[word]].weight > 0 for word in words)


def _points(words: frozenset[str]) -> int:
    """The sum over `words`, each of which is in a group."""
    found = Counter(map(_GROUP_OF.__getitem__, words))
    return sum(_GROUPS[name].weight * min(_GROUPS[name].most, number) for name, number in found.items())


def _origin(categories: Sequence[str]) -> int:
    """What the place where a paper is listed says; a cross-list to pure mathematics or field theory helps a little."""
    if not categories:
        return 0
    first = categories[0]
    points = _ORIGIN.get(first, _ORIGIN.get(first.partition(".")[0], 0))
    if points == _LEANING and not _LEARNING_TOO.isdisjoint(categories):
        return points - 2
    if points < _LEANING and any(category.startswith(("math", "hep-th", "stat.TH")) for category in categories[1:]):
        return points + 2
    return points


def _quotes(title: Text, abstract: Text) -> tuple[Quote, ...]:
    """The sentence with the most telling word; where there is none, the title, or what stands in its place."""
    words = [(text, _WORD.findall(text.flat)) for text in (abstract, title)]
    for group in (_PROOF, _PHYSICS, _CLAIMS, _OBJECTS):
        for text, in_text in words:
            if not group.words.isdisjoint(in_text):
                found = next(found for found in _WORD.finditer(text.flat) if found[0] in group.words)
                return (text.quote_around(*found.span(), sentence_at(text, found.start())),)
    whole = title if title.raw.strip() else abstract
    return (whole.quote(0, len(whole.raw)),) if whole.raw.strip() else ()
