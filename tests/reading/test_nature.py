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
]
OTHER = [
    ("A sky survey", "We present the first data release of a photometric survey of 19 galaxies.", ("astro-ph.GA",)),
    ("The zCOSMOS Redshift Survey: how group environment alters galaxies", "We studied 10000 galaxies of the survey.",
     ("astro-ph.CO",)),
    ("The JWST EXCELS survey: ages and abundances", "We present spectroscopy of quiescent galaxies.", ("astro-ph.GA",)),
    ("Developers on code review", "We conducted a survey of 120 developers and interviewed participants.", ("cs.SE",)),
    ("Detecting fake product reviews", "We train a classifier on reviews and outperform baselines.", ("cs.CL",)),
    ("Peer review at scale", "We analyse data from a conference with 5000 submissions.", ("cs.DL",)),
    ("Overview of the CheckThat! lab", "The shared task attracted 20 teams; we report results on the test set.", ("cs.CL",)),
    ("A fast solver", "We prove convergence of the scheme. Numerical experiments and simulations on benchmarks show its"
     " performance.", ("math.NA",)),
    ("Regret bounds in practice", "We prove a regret bound. Experiments on real-world datasets show that our method"
     " outperforms baselines in accuracy.", ("cs.LG",)),
    ("A new telescope", "This paper gives an overview of the telescope and presents its current performance.",
     ("astro-ph.IM",)),
    ("Superconductivity in a cuprate", "We report measurements of samples by neutron spectroscopy.", ("cond-mat.supr-con",)),
    ("Lattice QCD", "We present results of a numerical simulation of QCD at physical quark masses.", ("hep-lat",)),
    ("Inflation and Planck data", "We compare models with observational data and derive constraints by MCMC.",
     ("astro-ph.CO", "gr-qc")),
    ("Masked language models", "We train a neural language model and evaluate it on benchmarks.", ("cs.CL",)),
    ("", "", ()),
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


@pytest.mark.parametrize(("title", "abstract", "categories"), THEORY)
def test_theory(title: str, abstract: str, categories: tuple[str, ...]) -> None:
    reading = read(title, abstract, "", categories)
    assert reading.nature is Nature.THEORY
    assert reading.nature_quotes


@pytest.mark.parametrize(("title", "abstract", "categories"), OTHER)
def test_neither(title: str, abstract: str, categories: tuple[str, ...]) -> None:
    reading = read(title, abstract, "", categories)
    assert (reading.nature, reading.nature_quotes) == (Nature.OTHER, ())
