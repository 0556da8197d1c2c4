"""Surveys, theory, and all the rest."""

from __future__ import annotations

import pytest

from bot.models import Nature
from bot.reading import read

SURVEY_TITLES = [
    "A Survey on World Models Grounded in Acoustic Physical Information",
    "Logical Reasoning over Natural Language: A Survey",
    "Machine Learning for Microcontroller-Class Hardware -- A Review",
    "Review of Extreme Multilabel Classification",
    "Edge Deep Learning in Computer Vision: A Comprehensive Survey",
    "Interpretable LLMs for Credit Risk: A Systematic Review and Taxonomy",
    "Mini-review on the production of Primordial Black Holes",
    "A tutorial on Bayesian optimisation",
    "Quantum error correction: an introductory overview",
    "Deep learning for proteins: state of the art, challenges and future directions",
    "Recent advances in topological insulators",
    "Federated learning: challenges and opportunities",
    "Lectures on gauge theory",
    "Lecture notes on stochastic processes",
    "A primer on graph neural networks",
    "Roadmap on neuromorphic computing",
    "An introduction to string field theory",
    "Past, present and future of dark matter searches",
    "LLM agents in education: a scoping review",
    "A brief history of gravitational lensing",
    "Systematic mapping study on microservices",
]
SURVEY_ABSTRACTS = [
    "This survey provides a comprehensive overview of the field.",
    "This paper reviews recent work on graph matching.",
    "We review the creation mechanism of primordial black holes.",
    "In this review, we provide an overview of the current landscape of quantum chemical data sets.",
    "This article gives an overview of methods for denoising.",
    "In this expository article we summarise what is known on Hopf algebras.",
    "These lecture notes introduce the theory of operads.",
    "We conducted a scoping review of studies published between 2022 and 2026.",
    "This chapter presents the foundations of spintronics and recent developments in the field.",
    "A systematic literature review on requirements engineering was carried out following PRISMA guidelines.",
    "Recent experiments on cold atoms are reviewed.",
    "This tutorial explains variational inference step by step.",
    "We conduct a comprehensive survey of retrieval-augmented generation and discuss open challenges.",
    "The paper surveys techniques for program repair.",
    "These are course notes on the application of SDEs to options pricing.",
    "In this chapter we survey the literature on auctions.",
]
THEORY = [
    (
        "Set-Theoretic Geology",
        "A ground of the universe V is a transitive proper class. We prove that every model of ZFC is"
        " the mantle of another model of ZFC.",
        ("math.LO",),
    ),
    (
        "On the Cauchy transform of the Bergman space",
        "The range of the Bergman space under the Cauchy transform K is described for a large class of domains.",
        ("math.CV",),
    ),
    (
        "An impossibility result",
        "We show that every discrimination procedure is bound to err; the theorem is tight.",
        ("math.PR", "cs.IT"),
    ),
    (
        "A family of Chern-Simons matter systems",
        "We investigate non-relativistic limits of the N=3 Chern-Simons matter"
        " system. The supersymmetric theory generates several inequivalent theories.",
        ("hep-th",),
    ),
    (
        "Deletion correcting codes",
        "We consider deletion correcting codes over a q-ary alphabet and prove an upper bound on their cardinality.",
        ("cs.IT", "math.IT"),
    ),
    (
        "Meeting at polynomial cost",
        "We present a deterministic rendezvous algorithm with cost polynomial in the size of the"
        " graph and prove a matching lower bound.",
        ("cs.DS",),
    ),
    (
        "Local well-posedness",
        "We prove local well-posedness of the Cauchy problem with initial data in a Sobolev space.",
        ("math.AP",),
    ),
    (
        "Black hole entropy",
        "We derive an exact expression for the entropy of a black hole in Lovelock gravity.",
        ("gr-qc",),
    ),
    ("Orderings", "We prove that orderability is decidable for graph classes and give characterizations.", ("cs.LO",)),
    ("Sans catégorie", "Nous démontrons un théorème sur les variétés kähleriennes et une conjecture.", ("math.AG",)),
    (
        "A theorem without categories",
        "We prove that every finite group of odd order is solvable; a conjecture follows.",
        (),
    ),
    (
        "On the least primitive root",
        "We improve the known upper bound on the least primitive root modulo a prime under the generalized Ri"
        "emann hypothesis.",
        ("math.NT",),
    ),
    (
        "Tur\\'an numbers of hypergraphs",
        "We determine the Turan number of the family of expansions of trees for all sufficiently large n, set"
        "tling a conjecture of Mubayi.",
        ("math.CO",),
    ),
    (
        "Moduli of sheaves on K3 surfaces",
        "We study moduli spaces of stable sheaves on K3 surfaces and compute their Hodge numbers.",
        ("math.AG",),
    ),
    (
        "Blow-up for the Keller-Segel system",
        "In this paper we consider the parabolic-elliptic Keller-Segel system with initial data in L^1. Solut"
        "ions blow up in finite time if the mass is large.",
        ("math.AP",),
    ),
    (
        "Ricci flow on noncompact manifolds",
        "We show short time existence of the Ricci flow starting from metrics with unbounded curvature.",
        ("math.DG",),
    ),
    (
        "Groups of small cohomological dimension",
        "A group is constructed with the property that all its proper subgroups are free.",
        ("math.GR",),
    ),
    (
        "Hopf algebras and tensor categories",
        "We introduce a notion of weak Hopf algebroid and investigate its category of modules.",
        ("math.QA",),
    ),
    (
        "Large deviations for random walks",
        "A large deviation principle is established for random walks in random environment. The rate function"
        " is identified.",
        ("math.PR",),
    ),
    (
        "Minimax rates for density deconvolution",
        "We derive minimax rates of convergence in Wasserstein distance and show that a kernel estimator attains them.",
        ("math.ST",),
    ),
    (
        "Entanglement entropy in CFT",
        "We compute the entanglement entropy of two disjoint intervals in the free boson CFT and discuss its "
        "symmetries.",
        ("hep-th",),
    ),
    (
        "Black holes in string theory",
        "We construct supersymmetric black hole solutions of five-dimensional supergravity and study their ne"
        "ar-horizon geometry.",
        ("hep-th",),
    ),
    (
        "Wormholes in f(R) gravity",
        "We present exact wormhole solutions in f(R) gravity and analyse the energy conditions.",
        ("gr-qc",),
    ),
    (
        "Quasi-local mass",
        "A definition of quasi-local mass is proposed and its positivity is shown under the dominant energy condition.",
        ("gr-qc",),
    ),
    (
        "Spectral gap of the AKLT model",
        "We prove a lower bound for the spectral gap of the AKLT Hamiltonian on the hexagonal lattice.",
        ("math-ph",),
    ),
    (
        "Monogamy of entanglement",
        "We prove a monogamy inequality for the squashed entanglement of multipartite states and characterize"
        " the states which saturate it.",
        ("quant-ph",),
    ),
    (
        "Uncertainty relations",
        "We derive an entropic uncertainty relation in the presence of quantum memory that is tighter than pr"
        "evious bounds.",
        ("quant-ph",),
    ),
    ("Circuit lower bounds", "We show that NEXP does not have ACC circuits of polynomial size.", ("cs.CC",)),
    (
        "Approximating the TSP",
        "We give a polynomial time 1.49-approximation algorithm for metric TSP path and prove its integrality gap.",
        ("cs.DS",),
    ),
    (
        "Decidability of FO2",
        "The satisfiability problem for two-variable logic over trees is shown to be EXPSPACE-complete.",
        ("cs.LO",),
    ),
    (
        "Truthful mechanisms",
        "We characterize truthful mechanisms for scheduling on unrelated machines and give a lower bound on t"
        "heir approximation ratio.",
        ("cs.GT",),
    ),
    (
        "Capacity of the relay channel",
        "We establish the capacity region of the degraded relay channel with feedback. An outer bound is derived.",
        ("cs.IT",),
    ),
    (
        "Dominating sets in graphs",
        "We prove that every connected cubic graph of order n has a dominating set of size at most 4n/11.",
        ("cs.DM",),
    ),
    (
        "State complexity of reversal",
        "We study the state complexity of reversal on regular languages and show the bound is tight.",
        ("cs.FL",),
    ),
    (
        "Auctions with budgets",
        "We study a mechanism design problem with budget constrained bidders and characterize the optimal mechanism.",
        ("econ.TH",),
    ),
    ("Lax pairs", "We construct a Lax pair for a discrete integrable system and its soliton solutions.", ("nlin.SI",)),
    (
        "On the nature of time",
        "A modification of special relativity is proposed in which the Lorentz transformations follow from tw"
        "o postulates.",
        ("physics.gen-ph",),
    ),
    (
        "Cardinal invariants",
        "It is consistent that the bounding number is smaller than the almost disjointness number.",
        ("math.LO",),
    ),
    (
        "Exact solution of a spin chain",
        "We obtain the exact solution of the XXZ chain with boundary fields by the algebraic Bethe ansatz and"
        " derive the partition function in closed form.",
        ("cond-mat.stat-mech",),
    ),
    (
        "Duality in convex optimisation",
        "We give necessary and sufficient conditions for strong duality in infinite-dimensional convex programming.",
        ("math.OC",),
    ),
    ("Consistency of posteriors", "We prove posterior consistency for a class of nonparametric priors.", ("stat.TH",)),
]
OTHER = [
    ("A sky survey", "We present the first data release of a photometric survey of 19 galaxies.", ("astro-ph.GA",)),
    ("The zCOSMOS Redshift Survey: how group environment alters galaxies", "We studied 10000 galaxies of the survey.",
     ("astro-ph.CO",)),
    ("The JWST EXCELS survey: ages and abundances", "We present spectroscopy of quiescent galaxies.", ("astro-ph.GA",)),
    ("Developers on code review", "We conducted a survey of 120 developers and interviewed participants.", ("cs.SE",)),
    ("Detecting fake product reviews", "We train a classifier on reviews and outperform baselines.", ("cs.CL",)),
    ("Peer review at scale", "We analyse data from a conference with 5000 submissions.", ("cs.DL",)),
    ("Overview of the CheckThat! lab", "The shared task attracted 20 teams; we report results on the test set.",
     ("cs.CL",)),
    ("A fast solver", "We prove convergence of the scheme. Numerical experiments and simulations on benchmarks show its"
     " performance.", ("math.NA",)),
    ("Regret bounds in practice", "We prove a regret bound. Experiments on real-world datasets show that our method"
     " outperforms baselines in accuracy.", ("cs.LG",)),
    ("A new telescope", "This paper gives an overview of the telescope and presents its current performance.",
     ("astro-ph.IM",)),
    ("Superconductivity in a cuprate", "We report measurements of samples by neutron spectroscopy.",
     ("cond-mat.supr-con",)),
    ("Lattice QCD", "We present results of a numerical simulation of QCD at physical quark masses.", ("hep-lat",)),
    ("Inflation and Planck data", "We compare models with observational data and derive constraints by MCMC.",
     ("astro-ph.CO", "gr-qc")),
    ("Masked language models", "We train a neural language model and evaluate it on benchmarks.", ("cs.CL",)),
    ("A discontinuous Galerkin method",
     "We propose a hybridizable discontinuous Galerkin method. Optimal error estimates are proved and nume"
     "rical experiments confirm the theory.", ("math.NA",)),
    ("Distributed optimisation",
     "We propose an accelerated algorithm and prove linear convergence. Numerical simulations illustrate i"
     "ts performance.", ("math.OC",)),
    ("Dark matter at the LHC",
     "We study constraints on simplified dark matter models from LHC data and project the sensitivity of t"
     "he high-luminosity phase.", ("hep-ph",)),
    ("Testing GR with binary black holes",
     "We use data from GWTC-3 to constrain deviations from general relativity.", ("gr-qc",)),
    ("Binary neutron star mergers",
     "We perform numerical relativity simulations of binary neutron star mergers with a new equation of st"
     "ate.", ("gr-qc",)),
    ("A trapped ion gate",
     "We demonstrate a two-qubit gate with fidelity 99.9% in a trapped-ion experiment.", ("quant-ph",)),
    ("Variational quantum eigensolver",
     "We propose a variational quantum algorithm and numerically simulate it for molecules, showing improv"
     "ed accuracy.", ("quant-ph",)),
    ("Hubbard model",
     "We study the Hubbard model using density matrix renormalization group simulations and find a striped"
     " phase.", ("cond-mat.str-el",)),
    ("Graphene devices",
     "We report transport measurements in graphene devices at low temperature.", ("cond-mat.mes-hall",)),
    ("Kepler binaries",
     "We present light curves of 40 eclipsing binaries from Kepler.", ("astro-ph.SR",)),
    ("Dark energy",
     "We use supernovae and BAO to constrain the equation of state of dark energy.", ("astro-ph.CO",)),
    ("Metasurfaces",
     "We design a metasurface and measure its transmission.", ("physics.optics",)),
    ("Regret bounds for bandits",
     "We propose a bandit algorithm with regret bound and show experiments on synthetic data and real data"
     "sets.", ("cs.LG",)),
    ("Object detection",
     "We propose a transformer based detector achieving state-of-the-art results on COCO.", ("cs.CV",)),
    ("Developers and tests",
     "We interviewed 20 developers about testing practice.", ("cs.SE",)),
    ("AI policy",
     "We argue that policy makers should regulate large models and propose a policy agenda.", ("cs.CY",)),
    ("A MAC protocol",
     "We propose a MAC protocol and evaluate it in ns-3 simulations.", ("cs.NI",)),
    ("A test for independence",
     "We propose a test for independence, derive its asymptotic distribution, and study its power in simul"
     "ations and a real data example.", ("stat.ME",)),
    ("Epidemic model",
     "We fit an SEIR model to COVID-19 case data of Italy.", ("q-bio.PE",)),
    ("Radar waveform design",
     "We design radar waveforms by convex optimization; numerical results show gains.", ("eess.SP",)),
    ("Mobility networks",
     "We analyse mobile phone data of a million users.", ("physics.soc-ph",)),
    ("A cryptosystem",
     "We propose a cryptosystem, implement it and report timings.", ("cs.CR",)),
    ("Search for the Higgs",
     "A search for the Higgs boson with 36 fb-1 of data recorded by ATLAS is presented.", ("hep-ex",)),
    ("Quark masses",
     "We determine the light quark masses from lattice QCD.", ("hep-lat",)),
    ("Nuclear structure",
     "We calculate ground states with the no-core shell model and compare with experiment.", ("nucl-th",)),
    ("Euler's notebooks",
     "We describe how Euler came to his theorem by reading his letters.", ("math.HO",)),
    ("", "", ()),
]  # fmt: skip

SURVEYS = [
    ("Deep Reinforcement Learning: An Overview",
     "We give an overview of recent exciting achievements of deep reinforcement learning (RL).", ("cs.LG",)),
    ("Cosmology with the CMB",
     "I review the discovery of the temperature fluctuations in the cosmic microwave background radiation.",
     ("astro-ph.CO",)),
    ("Gamma-ray bursts: progress, problems and prospects",
     "The cosmological gamma-ray burst phenomenon is reviewed.", ("astro-ph.HE",)),
    ("Topological insulators",
     "This is a colloquium. We review the theoretical foundation for topological insulators and describe r"
     "ecent experiments.", ("cond-mat.str-el",)),
    ("Supersymmetry primer",
     "I provide a pedagogical introduction to supersymmetry.", ("hep-ph",)),
    ("TASI lectures on inflation",
     "In a series of five lectures I review inflationary cosmology.", ("hep-th",)),
    ("Derived categories: an introduction",
     "These are notes of lectures given at a summer school.", ("math.AG",)),
    ("Quantum computing in the NISQ era and beyond",
     "Noisy intermediate-scale quantum technology will be available in the near future. This article gives"
     " an overview of what we may expect of it and future prospects.", ("quant-ph",)),
    ("Machine learning testing: survey, landscapes and horizons",
     "This paper provides a comprehensive survey of machine learning testing.", ("cs.SE",)),
    ("SoK: decentralised finance",
     "We systematize the knowledge on decentralised finance and provide a taxonomy of attacks, identifying"
     " open research challenges.", ("cs.CR",)),
    ("Large language models: what we know",
     "The paper surveys over 150 studies and discusses open problems.", ("cs.CL",)),
    ("Turbulence modelling in the age of data",
     "Data from experiments and simulations have been used for decades. In this article we review how data"
     " may be used to inform turbulence models.", ("physics.flu-dyn",)),
    ("The free energy principle: a tutorial",
     "This tutorial provides a step by step guide.", ("q-bio.NC",)),
    ("6G wireless: vision, technologies and challenges",
     "This article provides an overview of 6G visions, discusses enabling technologies and identifies open"
     " challenges.", ("cs.IT",)),
    ("Loop quantum gravity",
     "This is an introduction to loop quantum gravity for non-experts; the status of the field is summaris"
     "ed and open problems are discussed.", ("gr-qc",)),
    ("Bibliometric analysis of blockchain",
     "We present a bibliometric analysis of the blockchain literature.", ("cs.DL",)),
    ("Explainable AI: state of the art and challenges",
     "Methods are categorised and directions for future research outlined.", ("cs.AI",)),
    ("Neutron stars and the equation of state",
     "We summarize the current status of the equation of state of dense matter and discuss recent progress"
     ".", ("nucl-th",)),
]  # fmt: skip


@pytest.mark.parametrize("title", SURVEY_TITLES)
def test_a_title_tells_a_survey(title: str) -> None:
    reading = read(title, "The field has seen much interest.", "")
    assert reading.nature is Nature.SURVEY
    assert reading.nature_quotes[0].text == title


@pytest.mark.parametrize("abstract", SURVEY_ABSTRACTS)
def test_an_abstract_tells_a_survey(abstract: str) -> None:
    reading = read("On the subject", abstract, "")
    assert reading.nature is Nature.SURVEY
    assert reading.nature_quotes


@pytest.mark.parametrize(
    "comment", ["Review article", "Invited review, 40 pages", "To appear in Reports on Progress in Physics"]
)
def test_a_comment_tells_a_survey(comment: str) -> None:
    assert read("On the subject", "The field has seen much interest.", comment).nature is Nature.SURVEY


@pytest.mark.parametrize(("title", "abstract", "categories"), SURVEYS)
def test_survey(title: str, abstract: str, categories: tuple[str, ...]) -> None:
    assert read(title, abstract, "", categories).nature is Nature.SURVEY


@pytest.mark.parametrize(("title", "abstract", "categories"), THEORY)
def test_theory(title: str, abstract: str, categories: tuple[str, ...]) -> None:
    reading = read(title, abstract, "", categories)
    assert reading.nature is Nature.THEORY
    assert reading.nature_quotes


@pytest.mark.parametrize(("title", "abstract", "categories"), OTHER)
def test_neither(title: str, abstract: str, categories: tuple[str, ...]) -> None:
    reading = read(title, abstract, "", categories)
    assert (reading.nature, reading.nature_quotes) == (Nature.OTHER, ())
