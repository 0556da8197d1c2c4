"""Papers of many fields and years in a few sentences of our own making, by nature.

Each row is (title, the heart of the abstract, categories); several stand near a border.
"""

from __future__ import annotations

Row = tuple[str, str, tuple[str, ...]]

SURVEYS: list[Row] = [
    (
        "Sprays in combustion",
        "We first review the history of spray models, then discuss where measurements stand and what is open.",
        ("physics.flu-dyn",),
    ),
    (
        "Vision-language models for robotics: a survey",
        "Vision-language models are changing robotics. We categorize"
        " existing work by architecture and task, compare benchmarks, and discuss open challenges.",
        ("cs.RO",),
    ),
    (
        "Deep learning in radiology",
        "This article surveys the use of convolutional networks in radiology. We summarize"
        " more than 200 papers and outline where the field is heading.",
        ("eess.IV", "cs.CV"),
    ),
    (
        "Neutrino masses and mixing",
        "We review the present status of neutrino oscillation physics, theory and"
        " experiment, and discuss prospects for future facilities.",
        ("hep-ph",),
    ),
    (
        "Neutrino physics",
        "The basics of neutrino mass models are described in these lectures, given at a summer school"
        " for graduate students.",
        ("hep-ph",),
    ),
    (
        "Galaxy formation theory",
        "We review the current theory of how galaxies form within the cosmological framework of cold dark matter.",
        ("astro-ph.CO",),
    ),
    (
        "The physics of accretion discs",
        "Accretion discs are found around many objects. In this chapter we discuss"
        " their physics, from angular momentum transport to jets.",
        ("astro-ph.HE",),
    ),
    (
        "Exoplanet atmospheres",
        "Observations of exoplanet atmospheres have advanced rapidly. This review covers recent"
        " discoveries and the theory behind them.",
        ("astro-ph.EP",),
    ),
    (
        "Matrix models and their applications",
        "These notes give a pedagogical introduction to matrix models and their applications in string theory.",
        ("hep-th",),
    ),
    (
        "Introduction to conformal field theory",
        "We provide a self-contained introduction to two-dimensional conformal field theory for students.",
        ("hep-th",),
    ),
    (
        "Four lectures on supergravity",
        "We discuss the construction of supergravity theories and their solutions.",
        ("hep-th",),
    ),
    (
        "Mirror symmetry: a survey of recent results",
        "We survey what is known about homological mirror symmetry for toric varieties and prove nothing new.",
        ("math.AG",),
    ),
    (
        "The abc conjecture and its friends",
        "This is an expository article about the abc conjecture and its consequences.",
        ("math.NT",),
    ),
    (
        "Rigidity in geometric group theory",
        "This survey presents classical and recent rigidity theorems with sketches of their proofs.",
        ("math.GR",),
    ),
    (
        "Stochastic gradient methods",
        "We survey theoretical results on the convergence of stochastic gradient methods, with unified proofs.",
        ("math.OC", "cs.LG"),
    ),
    (
        "Causal inference in statistics",
        "This paper provides an overview of causal inference with an emphasis on counterfactuals.",
        ("stat.ME",),
    ),
    (
        "High-dimensional statistics: a tour",
        "A brief tour of high-dimensional inference is given, with historical remarks and open problems.",
        ("math.ST", "stat.TH"),
    ),
    (
        "Quantum key distribution",
        "This article reviews the theory and practice of quantum key distribution.",
        ("quant-ph",),
    ),
    (
        "Cavity optomechanics",
        "We review the field of cavity optomechanics, which explores the interaction between"
        " light and mechanical motion.",
        ("cond-mat.mes-hall",),
    ),
    (
        "Many-body localization",
        "Recent progress in theory and experiment on many-body localization is summarized.",
        ("cond-mat.dis-nn",),
    ),
    (
        "Spin glasses",
        "Colloquium: The theory of spin glasses and its links with neural networks are reviewed.",
        ("cond-mat.dis-nn",),
    ),
    (
        "Perovskite solar cells: challenges and perspectives",
        "Here, we discuss the materials, the stability and the future of perovskite solar cells.",
        ("cond-mat.mtrl-sci",),
    ),
    (
        "Roadmap on quantum thermodynamics",
        "Experts of the field summarise the state of the art and identify challenges.",
        ("quant-ph",),
    ),
    (
        "Computational social science: a perspective",
        "In this perspective article we discuss how data and models can change the social sciences.",
        ("cs.SI",),
    ),
    (
        "A tutorial on conformal prediction",
        "We explain conformal prediction with code examples and exercises.",
        ("stat.ML",),
    ),
    ("Tutorial: diffusion models", "This tutorial covers the mathematics of diffusion models.", ("cs.LG",)),
    (
        "Explainability in credit scoring",
        "A systematic literature review of 84 articles shows which methods are used.",
        ("cs.LG",),
    ),
    ("Technical debt: a systematic mapping study", "We analysed 120 primary studies and classified them.", ("cs.SE",)),
    ("Blockchain for health care", "Following PRISMA, we screened 1,200 articles and included 65 of them.", ("cs.CR",)),
    (
        "SoK: side channels in the cloud",
        "We systematize attacks and defences and derive research directions.",
        ("cs.CR",),
    ),
    (
        "Graph neural networks for traffic forecasting",
        "We conduct a comprehensive review of graph neural networks in"
        " traffic forecasting and collect datasets and source codes.",
        ("cs.LG",),
    ),
    (
        "Past, present and future of software architecture",
        "We look back at three decades of research on software architecture.",
        ("cs.SE",),
    ),
    (
        "A brief introduction to machine learning for engineers",
        "This monograph introduces key concepts of machine learning.",
        ("cs.LG",),
    ),
    (
        "The standard model and beyond",
        "An overview of the standard model and its extensions is presented.",
        ("hep-ph",),
    ),
    (
        "Heavy quark physics: a short review",
        "Recent experimental results on charm and beauty are reviewed.",
        ("hep-ex",),
    ),
    ("Status of lattice QCD", "I review recent lattice results for flavour physics.", ("hep-lat",)),
    (
        "Gravitational waves from binary black holes",
        "This review article describes the sources, the detectors and the first detections.",
        ("gr-qc",),
    ),
    (
        "Dark matter: a primer",
        "Dark matter makes up most of the matter of the universe. In this primer we discuss"
        " evidence, candidates and detection.",
        ("astro-ph.CO",),
    ),
    ("Random matrices in physics", "A pedagogical review of random matrix theory and its applications.", ("math-ph",)),
    (
        "Econophysics: progress and problems",
        "We give an overview of econophysics and discuss criticism.",
        ("q-fin.GN", "physics.soc-ph"),
    ),
    ("Market microstructure: a literature review", "The literature on limit order books is reviewed.", ("q-fin.TR",)),
    ("Mathematical models of cancer", "In this article we review mathematical models of tumour growth.", ("q-bio.TO",)),
    (
        "Gene regulatory networks",
        "This review summarizes computational approaches for inferring gene networks.",
        ("q-bio.MN",),
    ),
    (
        "The brain as a dynamical system",
        "We review recent work that views the brain as a dynamical system and outline future directions.",
        ("q-bio.NC",),
    ),
    (
        "Massive MIMO: ten myths",
        "Massive MIMO is a key technology. This overview article discusses its basics and open problems.",
        ("cs.IT",),
    ),
    (
        "6G networks: vision and research directions",
        "We provide an overview of use cases, enabling technologies and challenges of 6G.",
        ("cs.NI",),
    ),
    (
        "Large language model agents",
        "LLM agents have drawn much interest. This paper presents a comprehensive survey"
        " and a taxonomy; we maintain a list of papers.",
        ("cs.AI",),
    ),
    ("Trustworthy AI", "We review and categorize definitions of trust in AI and give guidelines.", ("cs.CY",)),
    ("Information retrieval: recent advances", "Recent advances in dense retrieval are discussed.", ("cs.IR",)),
    (
        "History of the Hubble constant",
        "We recount how the Hubble constant was measured over a century.",
        ("physics.hist-ph", "astro-ph.CO"),
    ),
    (
        "Machine learning and the physical sciences",
        "Machine learning encompasses a broad range of tools. We review in a"
        " selective way the recent research on the interface between machine learning and the physical sciences.",
        ("physics.comp-ph",),
    ),
    ("Turbulence: an overview", "The article gives an elementary overview of turbulence.", ("physics.flu-dyn",)),
    (
        "Survey propagation and beyond: an introduction",
        "These lecture notes introduce message passing algorithms for constraint satisfaction.",
        ("cond-mat.stat-mech",),
    ),
    (
        "Algebraic K-theory, a user's guide",
        "We give an introduction to algebraic K-theory for the working topologist.",
        ("math.KT",),
    ),
    (
        "Open problems in low-dimensional topology",
        "A list of open problems with commentary and references is presented.",
        ("math.GT",),
    ),
    (
        "Quantum Monte Carlo methods",
        "These are lecture notes of a course on quantum Monte Carlo methods; exercises are included.",
        ("cond-mat.str-el",),
    ),
    (
        "Reinforcement learning in finance",
        "This chapter is an introduction to reinforcement learning for readers in finance.",
        ("q-fin.CP",),
    ),
    (
        "Synthetic data in healthcare",
        "The aim of this review is to map methods that generate synthetic health data.",
        ("cs.LG",),
    ),
    ("Human-robot interaction", "We survey the literature on trust between humans and robots.", ("cs.RO",)),
    (
        "AI for mathematics",
        "We give a bird's-eye overview of machine learning in mathematics and discuss where it may lead.",
        ("math.HO", "cs.LG"),
    ),
    (
        "Un panorama de la théorie des nombres",
        "Nous présentons un survol des résultats récents sur les fonctions L.",
        ("math.NT",),
    ),
    (
        "Learning-based control: where do we stand?",
        "Learning-based control has made remarkable progress in recent"
        " years. We discuss the main approaches, from model learning to policy search, highlight theoretical guarantees"
        " and their assumptions, and identify gaps that future research should address.",
        ("eess.SY", "cs.SY"),
    ),
    (
        "Optical frequency combs",
        "Optical frequency combs were developed nearly two decades ago. They have since"
        " found many applications. In this article, we review the development of frequency combs and their use in"
        " spectroscopy, and discuss recent trends such as microresonators.",
        ("physics.optics",),
    ),
    (
        "Topics in string phenomenology",
        "Notes taken by students from lectures on string phenomenology given by the"
        " author. We cover compactification, moduli stabilization and model building.",
        ("hep-th", "hep-ph"),
    ),
    (
        "Ultracold Fermi gases",
        "This article reviews from a theoretical perspective recent advances in the physics of"
        " ultracold Fermi gases in the BCS-BEC crossover. We compare theory with experiments and Monte Carlo"
        " simulations.",
        ("cond-mat.quant-gas",),
    ),
    (
        "Neural approaches to code generation: what has been tried?",
        "The field of neural code generation grows fast."
        " We collect 120 papers published since 2017, classify them along five dimensions, summarise the datasets and"
        " metrics in use, and point out open problems.",
        ("cs.SE",),
    ),
    (
        "Machine learning in seismology",
        "Machine learning is changing seismology. We give an overview of tasks such"
        " as detection and phase picking, describe the data sets that drive them and suggest promising directions.",
        ("physics.geo-ph",),
    ),
    (
        "An invitation to tropical geometry",
        "Tropical geometry is a piecewise linear shadow of algebraic geometry."
        " This expository paper is meant for readers without background.",
        ("math.AG", "math.CO"),
    ),
    (
        "Combinatorial Hopf algebras and applications",
        "We survey combinatorial Hopf algebras with emphasis on the"
        " role of characters. Several old theorems are stated with new proofs and examples are worked out.",
        ("math.CO", "math.RA"),
    ),
    (
        "Federated learning for medical imaging",
        "This paper systematically reviews federated learning in medical"
        " imaging. From 1,012 records retrieved from four databases we included 49 studies.",
        ("eess.IV",),
    ),
    (
        "Large deviations and statistical physics",
        "The theory of large deviations has become a central tool of"
        " statistical mechanics. Here we present it in a pedagogical way, with applications to equilibrium and"
        " nonequilibrium systems.",
        ("cond-mat.stat-mech", "math-ph"),
    ),
    (
        "Perspectives on the proton radius",
        "The proton radius puzzle has spurred activity. We summarize the current"
        " experimental situation, review theoretical calculations and provide an outlook.",
        ("nucl-ex", "hep-ph"),
    ),
    (
        "Quantum simulation with cold atoms: an outlook",
        "Quantum simulators based on cold atoms are reaching regimes"
        " beyond classical computation. We describe the state of the art and the challenges ahead.",
        ("cond-mat.quant-gas", "quant-ph"),
    ),
    (
        "AI and law: a research agenda",
        "We review how AI is used by courts, summarise the debate on fairness and sketch a research agenda.",
        ("cs.CY",),
    ),
    (
        "A decade of graph databases",
        "We look back at ten years of research and practice in graph databases, and summarise lessons learned.",
        ("cs.DB",),
    ),
    (
        "Numerical methods for fractional PDEs",
        "This survey describes finite difference, finite element and spectral"
        " methods for fractional partial differential equations, compares them and lists open questions.",
        ("math.NA",),
    ),
    (
        "Sparse regression: a statistical tutorial",
        "We give a self-contained tutorial on the lasso and its variants, with exercises in R.",
        ("stat.ME",),
    ),
    (
        "The physics of glass: what we know and what we do not",
        "Despite decades of research glass remains mysterious."
        " Some of the main theoretical ideas and their experimental tests are reviewed.",
        ("cond-mat.soft",),
    ),
    (
        "Digital twins in manufacturing",
        "Digital twins are seen as key for Industry 4.0. This study conducts a"
        " systematic literature review to clarify definitions, characteristics and applications.",
        ("cs.CY",),
    ),
    (
        "Elliptic curves and cryptography, for the curious",
        "These notes grew out of a course for undergraduates. We"
        " introduce elliptic curves over finite fields and explain how they are used.",
        ("math.NT", "cs.CR"),
    ),
    (
        "Status and prospects of neutrinoless double beta decay",
        "Neutrinoless double beta decay would show that"
        " neutrinos are Majorana particles. We review the theory, nuclear matrix elements and present and future"
        " experiments.",
        ("hep-ex", "nucl-ex"),
    ),
    (
        "Spintronics with antiferromagnets",
        "Antiferromagnets have come into focus. We provide an overview of recent"
        " developments, including electrical switching and terahertz dynamics, and discuss open problems.",
        ("cond-mat.mtrl-sci",),
    ),
    (
        "Diffusion models for time series",
        "Diffusion models have become popular for time series. Yet a systematic"
        " account is missing. This paper fills the gap. We classify methods by conditioning and by task, compare their"
        " strengths, summarise data sets and evaluation protocols, and end with open questions.",
        ("cs.LG",),
    ),
    (
        "Graphene plasmonics: a status report",
        "Graphene plasmons can be tuned by gating. Here the theoretical and"
        " experimental status of the field is discussed. Emphasis is placed on losses, nonlocal effects, and"
        " applications in sensing.",
        ("cond-mat.mes-hall", "physics.optics"),
    ),
    (
        "From cells to tissues: modelling morphogenesis",
        "How tissues acquire their shape is a central question. We"
        " discuss continuum, vertex and cellular Potts models, and how they have been used to interpret experiments. We"
        " close with challenges for the field.",
        ("physics.bio-ph", "q-bio.TO"),
    ),
    (
        "Fifty years of the Kondo problem",
        "We recount the history of the Kondo problem, from early experiments on"
        " dilute alloys to the numerical renormalization group and quantum dots.",
        ("cond-mat.str-el",),
    ),
    (
        "What is a quantum field theory?",
        "A pedagogical account of axiomatic approaches to quantum field theory, written for mathematicians.",
        ("math-ph", "hep-th"),
    ),
    (
        "Algorithmic fairness in recommender systems",
        "Recommender systems can be unfair. In this work we review"
        " definitions, metrics and mitigation strategies for fairness in recommendation; we covered 130 papers from"
        " 2016 to 2023.",
        ("cs.IR",),
    ),
    (
        "Hardware security of embedded devices",
        "Embedded devices are exposed to physical attacks. We provide a"
        " taxonomy of attacks and countermeasures, discuss trade-offs, and outline future trends.",
        ("cs.CR",),
    ),
    (
        "Moment maps and GIT",
        "These are the notes of a mini-course given in Lisbon. After recalling the basics of"
        " symplectic geometry we explain the theorem of Kempf and Ness and several applications.",
        ("math.SG", "math.AG"),
    ),
    (
        "Multi-messenger astronomy",
        "The era of multi-messenger astronomy has begun. I summarise what was learned from"
        " GW170817 and TXS 0506+056, and what we may expect in the next decade.",
        ("astro-ph.HE",),
    ),
    (
        "Recent developments in the theory of heavy-quark hadrons",
        "A mini-review of exotic hadrons with heavy quarks"
        " is given. We describe models and lattice results and compare with data.",
        ("hep-ph",),
    ),
    (
        "Prompt engineering in practice",
        "As language models spread, prompting has become a skill. This article offers"
        " a practical guide to prompting techniques, collects best practices from the literature and highlights"
        " pitfalls.",
        ("cs.CL",),
    ),
    (
        "Computational models of attention in the brain",
        "Attention has been modelled in many ways. We survey"
        " normative, mechanistic and descriptive models and relate them to each other.",
        ("q-bio.NC",),
    ),
    (
        "Convex geometry in high dimension",
        "An overview of classical and recent results on isoperimetry and"
        " concentration in high-dimensional convex bodies, including the KLS conjecture.",
        ("math.MG", "math.FA"),
    ),
    (
        "The landscape of AutoML",
        "We examine over 80 systems for automated machine learning along the dimensions of"
        " search space, strategy and user control. Based on this analysis we identify research gaps.",
        ("cs.LG", "cs.SE"),
    ),
    (
        "Open quantum systems far from equilibrium: a tutorial",
        "Master equations are widely used. In this tutorial we"
        " derive them from first principles, discuss the approximations and illustrate them with examples, including"
        " code.",
        ("quant-ph",),
    ),
    (
        "Three score years of a statistic: a brief history",
        "The test was introduced in 1948. We tell how it came about and how it spread.",
        ("stat.OT",),
    ),
    (
        "Seismic hazard: state of knowledge and open questions",
        "Seismic hazard assessment rests on many assumptions."
        " We discuss what has been learned from recent earthquakes, outline current practice, and raise questions that"
        " remain open.",
        ("physics.geo-ph",),
    ),
    (
        "Software testing for scientific code",
        "Scientific code is often untested. This paper presents the results of"
        " a systematic literature review that was conducted on testing of scientific software. We found 62 studies.",
        ("cs.SE",),
    ),
    (
        "Nuclear astrophysics with radioactive beams",
        "The nucleosynthesis of heavy elements requires data on unstable"
        " nuclei. We review experimental approaches and highlight recent results.",
        ("nucl-ex", "astro-ph.SR"),
    ),
    (
        "Game theory for wireless engineers",
        "This tutorial paper introduces the concepts of game theory with examples from wireless networks.",
        ("cs.IT", "cs.GT"),
    ),
    (
        "Semantic web: past and present",
        "We summarize two decades of research on the semantic web and reflect on its future.",
        ("cs.AI",),
    ),
    (
        "Lattice gauge theory on quantum computers",
        "In these proceedings I review recent progress on simulating lattice gauge theories with quantum devices.",
        ("hep-lat", "quant-ph"),
    ),
]

THEORIES: list[Row] = [
    (
        "Ample line bundles on abelian surfaces",
        "We classify ample line bundles of type (1,d) whose linear system is base point free.",
        ("math.AG",),
    ),
    (
        "Torsion in the cohomology of Bianchi groups",
        "Torsion classes in the homology of congruence subgroups are studied and shown to grow exponentially.",
        ("math.NT",),
    ),
    (
        "A note on sumsets",
        "Let A be a finite set of integers. We give a short argument for a lower bound on the size of A+A.",
        ("math.CO",),
    ),
    (
        "Nonlinear Schrödinger equations with potential",
        "The existence of standing waves is obtained by variational"
        " methods for a class of potentials which vanish at infinity.",
        ("math.AP",),
    ),
    ("Stable minimal hypersurfaces", "Complete stable minimal hypersurfaces in R^4 are flat.", ("math.DG",)),
    (
        "Amenability of ultraproducts",
        "It is shown that ultraproducts of full matrix algebras are not amenable.",
        ("math.OA",),
    ),
    (
        "Heegaard splittings",
        "We give a criterion for a Heegaard splitting to be strongly irreducible in terms of the curve complex.",
        ("math.GT",),
    ),
    (
        "Random walks on nilpotent groups",
        "We establish a local limit theorem without moment assumptions.",
        ("math.PR",),
    ),
    (
        "Ergodic averages along primes",
        "We prove pointwise convergence of ergodic averages along the primes.",
        ("math.DS",),
    ),
    (
        "Projective dimension of modules",
        "For a module over a Gorenstein ring we bound the projective dimension.",
        ("math.AC",),
    ),
    (
        "Frames and Riesz bases",
        "A necessary and sufficient condition for a Gabor system to be a frame is given.",
        ("math.FA",),
    ),
    ("Forcing axioms", "We separate two forcing axioms from large cardinals.", ("math.LO",)),
    (
        "Crossed modules and homotopy types",
        "We introduce a model category of crossed modules in groupoids.",
        ("math.CT",),
    ),
    ("The defocusing wave equation", "Global solutions scatter for data in the critical Sobolev space.", ("math.AP",)),
    ("Quantum groups at roots of unity", "We describe the center of a small quantum group.", ("math.QA",)),
    (
        "A variational problem with free boundary",
        "Regularity of the free boundary is proved near flat points.",
        ("math.AP",),
    ),
    ("Representations of p-adic groups", "We construct types for tame supercuspidal representations.", ("math.RT",)),
    (
        "Symmetry classification of evolution equations",
        "We carry out the Lie symmetry classification of a class of evolution equations and construct exact solutions.",
        ("math-ph",),
    ),
    (
        "Spectral theory of Jacobi operators",
        "The absolutely continuous spectrum of Jacobi matrices with slowly decaying perturbations is determined.",
        ("math.SP",),
    ),
    (
        "D-branes on orbifolds",
        "We analyse fractional D-branes on non-compact orbifolds and their boundary states.",
        ("hep-th",),
    ),
    (
        "Anomalies in six dimensions",
        "We compute the anomaly polynomial of six-dimensional superconformal theories.",
        ("hep-th",),
    ),
    (
        "Holographic superconductors",
        "We construct a gravity dual of a superconductor and study its phase diagram.",
        ("hep-th",),
    ),
    (
        "A new class of gauged supergravities",
        "We present a new class of N=4 gauged supergravities and discuss their vacua.",
        ("hep-th",),
    ),
    (
        "Scattering amplitudes from twistors",
        "Tree amplitudes of gauge theory are given as integrals over the moduli space of curves in twistor space.",
        ("hep-th",),
    ),
    (
        "Topological strings",
        "The topological string partition function on a local Calabi-Yau threefold is computed by the refined vertex.",
        ("hep-th", "math.AG"),
    ),
    (
        "Deformed special relativity",
        "We discuss the kinematics of deformed special relativity and the soccer ball problem.",
        ("gr-qc",),
    ),
    (
        "Cosmological solutions in teleparallel gravity",
        "We derive the field equations and find exact cosmological solutions.",
        ("gr-qc",),
    ),
    (
        "Quasinormal modes of extremal black holes",
        "We obtain analytic expressions for quasinormal frequencies in the near-extremal limit.",
        ("gr-qc", "hep-th"),
    ),
    (
        "Energy conditions in wormhole geometry",
        "Traversable wormholes are found in a modified theory of gravity"
        " whose matter satisfies the null energy condition.",
        ("gr-qc",),
    ),
    ("Entanglement witnesses", "We characterize optimal entanglement witnesses for two qutrits.", ("quant-ph",)),
    (
        "Bell inequalities with three settings",
        "A family of Bell inequalities is derived, and its quantum bound is proved to be tight.",
        ("quant-ph",),
    ),
    (
        "Resource theory of asymmetry",
        "We formulate a resource theory of asymmetry and derive monotones.",
        ("quant-ph",),
    ),
    (
        "On the measurement problem",
        "We argue that the collapse postulate follows from decoherence and unitarity.",
        ("quant-ph",),
    ),
    (
        "Quantum channel capacities",
        "We prove that the coherent information is superadditive for a class of channels.",
        ("quant-ph", "cs.IT"),
    ),
    (
        "PT-symmetric Hamiltonians",
        "The spectrum of a PT-symmetric Hamiltonian is shown to be real by a similarity transformation.",
        ("quant-ph",),
    ),
    (
        "Lower bounds for monotone circuits",
        "We prove superpolynomial lower bounds on monotone circuit depth.",
        ("cs.CC",),
    ),
    (
        "Parameterized complexity of colouring",
        "The problem is W[1]-hard when parameterized by treewidth and admits no polynomial kernel.",
        ("cs.CC", "cs.DS"),
    ),
    (
        "Online matching",
        "We present an algorithm with competitive ratio 0.6 for online matching with random arrivals.",
        ("cs.DS",),
    ),
    ("Streaming lower bounds", "Any streaming algorithm for this problem needs linear space.", ("cs.DS",)),
    ("A type theory with univalence", "We define a cubical type theory and show canonicity.", ("cs.LO",)),
    ("Bisimulation for probabilistic automata", "We characterise bisimulation by a modal logic.", ("cs.LO",)),
    ("Regular languages and monoids", "A variety of languages is described by a class of finite monoids.", ("cs.FL",)),
    (
        "Price of anarchy in routing games",
        "We bound the price of anarchy for routing games with polynomial latencies.",
        ("cs.GT",),
    ),
    (
        "Repair bandwidth of MDS codes",
        "We construct MDS codes with optimal repair bandwidth and prove a lower bound on the sub-packetization.",
        ("cs.IT", "math.IT"),
    ),
    (
        "Cyclic codes over finite rings",
        "The structure of cyclic codes over a finite chain ring is determined.",
        ("cs.IT", "math.IT"),
    ),
    ("Wiretap channel with feedback", "We derive inner and outer bounds on the secrecy capacity.", ("cs.IT",)),
    (
        "Matching with contracts",
        "We show that stable outcomes exist when choice functions are substitutable.",
        ("econ.TH",),
    ),
    (
        "Bayesian persuasion of many receivers",
        "We characterize the optimal information structure of a sender who faces many receivers.",
        ("econ.TH", "cs.GT"),
    ),
    (
        "Risk measures on Orlicz spaces",
        "We give a dual representation of convex risk measures on Orlicz spaces.",
        ("q-fin.MF", "math.PR"),
    ),
    (
        "Arbitrage with transaction costs",
        "A version of the fundamental theorem of asset pricing is proved for markets"
        " with proportional transaction costs.",
        ("q-fin.MF",),
    ),
    (
        "Rates of convergence of empirical measures",
        "We obtain sharp rates for the Wasserstein distance between the empirical and the true measure.",
        ("math.ST", "math.PR"),
    ),
    (
        "Admissibility of estimators",
        "We show that generalized Bayes estimators are admissible under quadratic loss.",
        ("math.ST", "stat.TH"),
    ),
    (
        "Second order conditions in vector optimization",
        "We establish second-order necessary conditions for weak efficiency.",
        ("math.OC",),
    ),
    (
        "Controllability of the heat equation",
        "Null controllability of the heat equation with a boundary control is proved.",
        ("math.OC", "math.AP"),
    ),
    (
        "Soliton solutions of the coupled KdV system",
        "Using the Hirota bilinear method we obtain N-soliton solutions.",
        ("nlin.SI",),
    ),
    (
        "Exact results for the TASEP",
        "We derive the exact stationary state by a matrix product ansatz.",
        ("cond-mat.stat-mech",),
    ),
    (
        "On the foundations of electrodynamics",
        "We show that Maxwell's equations follow from two postulates.",
        ("physics.class-ph",),
    ),
    (
        "Fluctuation theorems from time reversal",
        "A general fluctuation theorem is derived for Markov dynamics.",
        ("cond-mat.stat-mech",),
    ),
    (
        "Sur les groupes de Galois",
        "Nous montrons que le groupe de Galois absolu vérifie cette propriété.",
        ("math.NT",),
    ),
    (
        "Conformal invariants of hypersurfaces",
        "We define higher fundamental forms of conformally embedded hypersurfaces.",
        ("math.DG", "hep-th"),
    ),
    (
        "Boundedness of log Fano threefolds",
        "We show that the set of log Fano threefolds with klt singularities and"
        " bounded complements forms a bounded family in every characteristic larger than five. As an application we"
        " obtain results on their automorphism groups.",
        ("math.AG",),
    ),
    (
        "Maximal operators along curves",
        "Let gamma be a curve of finite type. We study L^p estimates for the"
        " associated maximal operator and obtain sharp results for p>2.",
        ("math.CA",),
    ),
    (
        "On the number of cycles in tournaments",
        "We determine asymptotically the maximum density of cycles of length"
        " divisible by four in tournaments. The proof uses spectral methods and flag algebras.",
        ("math.CO",),
    ),
    (
        "Hydrodynamic limit for the zero-range process",
        "We derive the hydrodynamic limit of an asymmetric zero-range"
        " process with site disorder by the relative entropy method.",
        ("math.PR", "math-ph"),
    ),
    (
        "Soft theorems and asymptotic symmetries",
        "We show that the subleading soft graviton theorem is equivalent to"
        " the Ward identity of superrotations. Loop corrections are discussed.",
        ("hep-th", "gr-qc"),
    ),
    (
        "Charged rotating black holes in Einstein-Gauss-Bonnet gravity",
        "New charged rotating solutions are"
        " constructed. Their thermodynamic quantities satisfy the first law, and we study stability in the canonical"
        " and grand canonical ensembles.",
        ("gr-qc", "hep-th"),
    ),
    (
        "An inequality for the trace distance",
        "An upper bound on the trace distance of two states in terms of a"
        " generalized fidelity is presented. We discuss when equality holds and give an application to state"
        " discrimination.",
        ("quant-ph",),
    ),
    (
        "Contextuality and nonlocality unified",
        "We show that contextuality and nonlocality are instances of one"
        " structure, described by sheaves, and derive inequalities for all scenarios.",
        ("quant-ph", "math-ph"),
    ),
    (
        "A monadic second order logic for infinite trees",
        "We prove that the logic is decidable by a translation to parity automata with counters.",
        ("cs.LO", "cs.FL"),
    ),
    (
        "Faster deterministic minimum cut",
        "We give a deterministic algorithm which finds a minimum cut of a weighted"
        " graph in almost linear time. It rests on a new derandomized sparsification.",
        ("cs.DS",),
    ),
    (
        "The communication complexity of set intersection",
        "We settle the randomized communication complexity of k-party set intersection up to a constant factor.",
        ("cs.CC",),
    ),
    (
        "Core stability in hedonic games",
        "We investigate the existence of core stable partitions in additively"
        " separable hedonic games and show that deciding it is Sigma-2-complete.",
        ("cs.GT",),
    ),
    (
        "Strategy-proof allocation with outside options",
        "We characterize strategy-proof, efficient and individually"
        " rational rules when agents have outside options. Our results imply an impossibility.",
        ("econ.TH",),
    ),
    (
        "Insider trading in continuous time",
        "We study a Kyle model in which the insider is risk averse. An"
        " equilibrium exists and is given in closed form through a Schrodinger bridge.",
        ("q-fin.MF", "math.PR"),
    ),
    (
        "Posterior contraction for deep Gaussian processes",
        "We show that posteriors of deep Gaussian process priors"
        " contract at near-minimax rates over compositional smoothness classes.",
        ("math.ST", "stat.TH"),
    ),
    (
        "Benign overfitting revisited",
        "We prove upper and lower bounds on the excess risk of the minimum norm"
        " interpolator in linear regression that hold for heavy-tailed covariates.",
        ("math.ST", "cs.LG", "stat.ML"),
    ),
    (
        "The universality of attention",
        "We prove that transformers with hard attention recognise exactly the"
        " star-free languages with unary predicates.",
        ("cs.FL", "cs.LG"),
    ),
    (
        "Lie algebras with triangular decomposition",
        "We develop highest weight theory for a class of Lie algebras"
        " with triangular decomposition, and classify their simple modules of finite length.",
        ("math.RT",),
    ),
    (
        "Optimal codes for two deletions",
        "We present a binary code of length n that corrects two deletions with"
        " redundancy 7 log n, together with linear time encoding and decoding. This improves the best known"
        " constructions.",
        ("cs.IT", "math.IT"),
    ),
    (
        "Self-force in a Kerr background",
        "A formalism for the gravitational self-force is developed in radiation"
        " gauge. We derive the equations of motion through second order.",
        ("gr-qc",),
    ),
    (
        "Nonabelian T-duality and special holonomy",
        "We study the action of nonabelian T-duality on backgrounds with"
        " special holonomy and find new AdS4 solutions in type IIA supergravity.",
        ("hep-th",),
    ),
    (
        "A quantum mechanical uncertainty for time",
        "A time operator is defined for systems with discrete spectrum. We"
        " derive the uncertainty relation and comment on Pauli's theorem.",
        ("quant-ph",),
    ),
    (
        "Symmetries of the Navier-Stokes equations in Lagrangian form",
        "The Lie point symmetries are computed and conservation laws follow from Noether's theorem.",
        ("math-ph", "physics.flu-dyn"),
    ),
    (
        "A field theory of active nematics",
        "We derive hydrodynamic equations of an active nematic from symmetry, and"
        " obtain the exponents by a dynamic renormalization group.",
        ("cond-mat.soft", "cond-mat.stat-mech"),
    ),
    (
        "On the meaning of probability in many worlds",
        "We examine attempts to derive the Born rule in Everett's interpretation and argue that they beg the question.",
        ("quant-ph", "physics.hist-ph"),
    ),
    (
        "Quasi-isometric rigidity of graphs of groups",
        "We study graphs of groups with two-ended edge groups. Under"
        " mild conditions the associated JSJ tree is a quasi-isometry invariant. We deduce rigidity for a class of"
        " right-angled Artin groups.",
        ("math.GR", "math.GT"),
    ),
    (
        "Sharp interface limit of a phase field model",
        "We consider a phase field model for two-phase flow with"
        " surfactant. As the interface width tends to zero, weak solutions converge to varifold solutions of a sharp"
        " interface problem.",
        ("math.AP",),
    ),
    (
        "Coulomb branches of three-dimensional gauge theories",
        "We propose a mathematical definition of the Coulomb"
        " branch of a three-dimensional N=4 gauge theory associated with a compact Lie group and a quaternionic"
        " representation.",
        ("math.RT", "hep-th", "math.AG"),
    ),
    (
        "Charges of asymptotically flat spacetimes",
        "We revisit the definition of angular momentum at null infinity. A"
        " prescription is given which is free of supertranslation ambiguity and consistent with the flux formula.",
        ("gr-qc", "hep-th"),
    ),
    (
        "The thermodynamic cost of measurement",
        "We analyse the minimal work required to perform a quantum"
        " measurement. The bound depends on the information gain and is saturated by a reversible protocol. This"
        " refines the second law with feedback.",
        ("quant-ph", "cond-mat.stat-mech"),
    ),
    (
        "Hidden symmetries of the hydrogen atom",
        "The Runge-Lenz vector generates an so(4) symmetry. We show that a"
        " larger algebra acts on all bound states and obtain the spectrum by purely algebraic means.",
        ("quant-ph", "math-ph"),
    ),
    (
        "Approximate counting of independent sets",
        "We give a fully polynomial-time approximation scheme for counting"
        " independent sets in bipartite graphs of bounded degree below a threshold, and show hardness above it.",
        ("cs.DS", "cs.CC", "math.CO"),
    ),
    (
        "Coinduction up to congruence",
        "We present sound up-to techniques for coinductive predicates in a fibrational"
        " setting. Compatibility is shown to be preserved by composition, which covers many known examples.",
        ("cs.LO", "math.CT"),
    ),
    (
        "Equilibria in queues with strategic customers",
        "Customers choose when to arrive at a queue. We prove that a"
        " symmetric equilibrium exists and is unique, and compute the price of anarchy.",
        ("cs.GT", "math.PR", "econ.TH"),
    ),
    (
        "Efficient influence functions under missing data",
        "We derive the efficient influence function of a functional"
        " under nonignorable missingness with a shadow variable, and show that the resulting estimator is doubly robust"
        " and attains the semiparametric bound.",
        ("math.ST", "stat.ME", "stat.TH"),
    ),
    (
        "On the stability of solitons in nonlocal media",
        "We use a variational approach to derive the existence curve"
        " of solitons in media with nonlocal nonlinearity, and establish a criterion for their stability analytically.",
        ("nlin.PS", "physics.optics"),
    ),
    (
        "Sampling discretization of norms",
        "We discuss the sampling discretization of the uniform norm for"
        " trigonometric polynomials with frequencies in a given set and obtain sharp inequalities.",
        ("math.NA", "math.CA"),
    ),
    (
        "Effective field theory of gravity with torsion",
        "The most general action with torsion up to mass dimension"
        " six is constructed. We discuss which terms can be removed by field redefinitions and derive positivity bounds"
        " on the coefficients.",
        ("hep-th", "gr-qc"),
    ),
    (
        "Supersymmetric index on lens spaces",
        "We compute the superconformal index on lens spaces by localization and"
        " show that it factorizes into holomorphic blocks. Dualities are checked.",
        ("hep-th",),
    ),
    (
        "Existence of pulsating fronts",
        "For reaction-diffusion equations in periodic media with ignition nonlinearity"
        " we show that pulsating fronts exist for all periods and study their limit.",
        ("math.AP", "math.DS"),
    ),
    (
        "Fair division with subsidies",
        "An allocation of indivisible goods is envy-freeable if payments make it"
        " envy-free. We prove that a subsidy of one per agent suffices, as was conjectured.",
        ("cs.GT",),
    ),
    (
        "Capacity bounds for the bosonic wiretap channel",
        "We bound the private capacity of thermal attenuators from"
        " above using the relative entropy of entanglement, and find the gap to be less than 1.45 bits.",
        ("quant-ph", "cs.IT", "math.IT"),
    ),
    (
        "A principle of general covariance for quantum reference frames",
        "We formulate a principle of covariance for"
        " transformations between quantum reference frames and discuss its consequences for the equivalence principle.",
        ("gr-qc", "quant-ph"),
    ),
    (
        "Gradient descent on two-layer networks converges",
        "We prove that gradient descent on two-layer neural"
        " networks converges to a global minimum at a linear rate if the width is polynomial in the number of samples."
        " The proof relies on a bound on the smallest eigenvalue of a Gram matrix.",
        ("cs.LG", "math.OC"),
    ),
    (
        "Sample complexity of offline reinforcement learning",
        "We establish a lower bound on the sample complexity of"
        " offline reinforcement learning with linear function approximation and show that it is tight up to logarithmic"
        " factors. The theorem holds for every policy.",
        ("cs.LG", "stat.ML"),
    ),
    (
        "Private selection",
        "We give an optimal algorithm for differentially private selection and prove a matching lower bound.",
        ("cs.CR", "cs.DS"),
    ),
    (
        "Types for effect handlers",
        "We define a type system for effect handlers, give a denotational semantics in"
        " terms of free monads, and prove soundness and adequacy.",
        ("cs.PL", "cs.LO"),
    ),
    (
        "On the expressive power of graph neural networks",
        "We characterise the expressive power of graph neural"
        " networks in terms of first-order logic with counting, and prove that the hierarchy is strict.",
        ("cs.LG", "cs.LO"),
    ),
    (
        "Input-to-state stability of infinite-dimensional systems",
        "Sufficient conditions for input-to-state stability"
        " are derived in terms of Lyapunov functions. We prove a converse theorem for systems with bounded input"
        " operators.",
        ("math.OC", "eess.SY"),
    ),
    (
        "Stability of interconnected systems",
        "We prove a small-gain theorem for networks of infinitely many systems"
        " and derive necessary and sufficient conditions for exponential stability.",
        ("eess.SY", "math.OC"),
    ),
    (
        "A field theory of fractons",
        "We construct a tensor gauge theory of fracton phases, derive its ground state"
        " degeneracy on the torus and discuss its symmetries and anomalies.",
        ("cond-mat.str-el", "hep-th"),
    ),
    (
        "Renormalization of dimension-six operators",
        "We derive the one-loop renormalization group equations of"
        " dimension-six operators with flavour symmetry, and study their structure with holomorphy.",
        ("hep-ph",),
    ),
    (
        "Signatures from lattices in the random oracle model",
        "We prove that the scheme is unforgeable in the quantum random oracle model. The reduction is tight.",
        ("cs.CR",),
    ),
    (
        "Impossibility of fair ranking",
        "We show that no ranking rule satisfies three axioms of fairness"
        " simultaneously, and characterize the rules that satisfy any two.",
        ("cs.GT", "cs.AI"),
    ),
    (
        "Universality for the elastic Brownian polymer",
        "We study a Brownian polymer in a random potential and show"
        " that its fluctuations obey the KPZ scaling relation. The argument is non-perturbative.",
        ("cond-mat.stat-mech", "math.PR"),
    ),
    (
        "An axiomatic approach to causal abstraction",
        "We give a categorical account of causal abstraction."
        " Abstraction is a natural transformation between functors, and composition theorems follow.",
        ("cs.AI", "math.CT"),
    ),
    (
        "A tutorial example of non-uniqueness",
        "We construct a vector field whose flow is not unique, and prove that every selection is discontinuous.",
        ("math.CA",),
    ),
    (
        "Notes on the Hodge conjecture for abelian fourfolds",
        "We prove the Hodge conjecture for a class of abelian fourfolds of Weil type.",
        ("math.AG",),
    ),
    (
        "Open problems on sumsets: a partial answer",
        "We answer a question of Erdos on sumsets by constructing a set with small doubling.",
        ("math.NT", "math.CO"),
    ),
    (
        "Recent progress on the union-closed conjecture",
        "We improve the constant in the union-closed sets conjecture by an entropy argument.",
        ("math.CO",),
    ),
    (
        "Revisiting the history of a lemma",
        "We give a new proof of the switching lemma and prove an optimal version.",
        ("cs.CC",),
    ),
    (
        "A survey sampling inequality",
        "We prove an exponential inequality for sampling without replacement.",
        ("math.ST",),
    ),
]

THEORIES += [
    (
        "Renaming with anonymous registers",
        "Processes share anonymous registers and carry no names. We show that renaming is solvable if and only if the"
        " number of registers is odd, and that no memoryless algorithm exists for three; this impossibility holds for"
        " every finite number of rounds.",
        ("cs.DC",),
    ),
    (
        "Wiretap channels with two senders",
        "Two users send over a memoryless channel to one receiver while a third party listens. We give a"
        " characterization of the secrecy rates when users share no key, and an outer bound that is tight for"
        " degraded channels.",
        ("cs.IT",),
    ),
    (
        "Mixing of Metropolis chains on convex bodies",
        "We bound the mixing time of Markov chain Monte Carlo on a convex body, measured in total variation. Our proofs"
        " rest on isoperimetric inequalities and remove a factor of the dimension.",
        ("stat.ML", "math.PR"),
    ),
    (
        "Two-loop box integrals with one massive leg",
        "We derive the two-loop box with one massive leg in closed form. The analytic result is expressed through"
        " polylogarithms; infrared singularities are derived to all orders.",
        ("hep-ph", "hep-th"),
    ),
]

NEITHER: list[Row] = [
    # A review as the opening of work of one's own.
    (
        "Rejection without likelihoods for cluster counts",
        "We first review how rejection samplers work and discuss their cost. We test ours on a toy model and then"
        " apply it to simulated catalogues.",
        ("stat.ME",),
    ),
    (
        "Arcs behind ten clusters",
        "We briefly review the theory of strong lensing and present new images of ten clusters.",
        ("astro-ph.CO",),
    ),
    (
        "A limit on the coupling of light bosons",
        "We review the limits on this coupling and derive an improved bound from two years of running.",
        ("hep-ex",),
    ),
    # of the sky
    (
        "The ABCD survey: first data release",
        "We present the first data release of the ABCD survey, which covers 500 square degrees.",
        ("astro-ph.GA",),
    ),
    (
        "A survey of molecular clouds in the outer Galaxy",
        "We mapped 50 clouds in CO and derive their masses.",
        ("astro-ph.GA",),
    ),
    (
        "An overview of the ABCD mission",
        "We describe the spacecraft and its instruments and present first results.",
        ("astro-ph.IM",),
    ),
    (
        "A deep radio survey of the Lockman Hole",
        "We catalogue 3000 sources and study their spectral index.",
        ("astro-ph.CO",),
    ),
    ("Spectroscopic survey of white dwarfs", "We obtained spectra of 120 white dwarf candidates.", ("astro-ph.SR",)),
    (
        "Star formation in dwarf galaxies",
        "Using a survey of 90 galaxies we measure star formation rates.",
        ("astro-ph.GA",),
    ),
    ("Exoplanets in open clusters", "Our transit survey of five clusters found no planet.", ("astro-ph.EP",)),
    # of people
    (
        "How scientists use notebooks",
        "A survey of 200 scientists was conducted; respondents describe problems.",
        ("cs.SE",),
    ),
    ("Trust in autonomous vehicles", "We report an online survey with 1,500 participants.", ("cs.HC",)),
    ("Mobility after the pandemic", "We analyse data of a household travel survey.", ("physics.soc-ph",)),
    ("Wages and training", "Using panel survey data we estimate returns to training.", ("econ.EM",)),
    # other senses
    (
        "Survey propagation on random graphs",
        "We study survey propagation decimation numerically on random K-SAT.",
        ("cond-mat.dis-nn",),
    ),
    ("Learning from product reviews", "We train a model on online reviews to predict ratings.", ("cs.IR",)),
    ("Automating code review with LLMs", "We evaluate LLMs on code review and improve accuracy by 12%.", ("cs.SE",)),
    (
        "Peer review under scrutiny",
        "We model the peer review process with agents and simulate it.",
        ("physics.soc-ph",),
    ),
    (
        "Overview of the 2020 shared task on hate speech",
        "We describe the task, the data and the results of the participating teams.",
        ("cs.CL",),
    ),
    (
        "Generating survey papers automatically",
        "We propose a system of agents that writes literature reviews, and evaluate it on a benchmark.",
        ("cs.CL",),
    ),
    ("Robust perspective cropping", "We propose a network that rectifies perspective in images.", ("cs.CV",)),
    (
        "Roadmap-based motion planning",
        "We present a probabilistic roadmap planner and evaluate it in simulation.",
        ("cs.RO",),
    ),
    ("Road maps from satellite images", "We extract road maps from satellite images by a neural network.", ("cs.CV",)),
    # experiment
    (
        "Anomalous Hall effect in a kagome magnet",
        "We report transport experiments on single crystals and find a large anomalous Hall effect.",
        ("cond-mat.str-el",),
    ),
    (
        "Measurement of the top quark mass",
        "The top quark mass is measured in proton-proton collisions at 13 TeV.",
        ("hep-ex",),
    ),
    ("Search for dark photons", "We set limits on dark photons with data recorded by the detector.", ("hep-ex",)),
    ("A silicon photonic modulator", "We demonstrate a modulator with 50 GHz bandwidth.", ("physics.optics",)),
    (
        "Bose-Einstein condensation of dysprosium",
        "We report on the production of a Bose-Einstein condensate.",
        ("cond-mat.quant-gas",),
    ),
    ("Coherence of a superconducting qubit", "We observe coherence times above 100 microseconds.", ("quant-ph",)),
    ("Neutron scattering from spin ice", "Neutron scattering reveals the spin correlations.", ("cond-mat.str-el",)),
    ("Liquid argon detectors", "The performance of a prototype chamber is reported.", ("physics.ins-det",)),
    ("X-ray variability of a blazar", "We present XMM-Newton observations of a blazar.", ("astro-ph.HE",)),
    # numbers and computation
    (
        "Ground state of the Heisenberg model",
        "We study the Heisenberg antiferromagnet by quantum Monte Carlo.",
        ("cond-mat.str-el",),
    ),
    (
        "First-principles study of MoS2",
        "The band structure is calculated within density functional theory.",
        ("cond-mat.mtrl-sci",),
    ),
    ("Collapse of rotating stars", "We simulate core collapse in three dimensions.", ("astro-ph.SR",)),
    ("Nucleon form factors", "We compute nucleon form factors on a lattice with physical pion mass.", ("hep-lat",)),
    (
        "Inflation in the light of Planck",
        "We confront a class of inflationary models with Planck data.",
        ("astro-ph.CO", "hep-th"),
    ),
    ("Supersymmetry at the LHC", "We perform a global fit of the CMSSM to LHC data.", ("hep-ph",)),
    (
        "Gravitational waveforms",
        "We compare waveforms with numerical relativity simulations and find good agreement.",
        ("gr-qc",),
    ),
    (
        "A finite volume scheme",
        "We propose a well-balanced scheme for shallow water flows. Numerical tests show its accuracy.",
        ("math.NA",),
    ),
    (
        "A preconditioner for saddle point problems",
        "We propose a preconditioner, analyse the spectrum and give numerical results.",
        ("math.NA",),
    ),
    (
        "Sparse recovery by greedy methods",
        "We give guarantees for recovery, and experiments with images show that the method is competitive.",
        ("cs.IT",),
    ),
    (
        "Beamforming for intelligent surfaces",
        "We maximize the sum rate by alternating optimization. Simulation results show gains over benchmarks.",
        ("cs.IT", "eess.SP"),
    ),
    (
        "Privacy-preserving regression",
        "We prove differential privacy and evaluate the mechanism on census data.",
        ("cs.CR",),
    ),
    (
        "Optimal transport for domain adaptation",
        "We derive a generalization bound, which motivates an algorithm that we test on digits.",
        ("stat.ML", "cs.LG"),
    ),
    (
        "Change-point detection",
        "We propose a test, derive its limit distribution, and apply it to climate data.",
        ("stat.ME",),
    ),
    (
        "Portfolio choice with frictions",
        "We solve the problem numerically and calibrate the model to market data.",
        ("q-fin.PM",),
    ),
    ("Opinion dynamics on networks", "We simulate a voter model on empirical networks.", ("physics.soc-ph",)),
    ("Epidemics with vaccination", "We fit a compartment model to reported cases.", ("q-bio.PE",)),
    (
        "A graph algorithm in practice",
        "We engineer a shortest path algorithm; experiments on road networks show speed-ups.",
        ("cs.DS",),
    ),
    (
        "Solving SAT faster",
        "We implement new heuristics in a SAT solver and evaluate them on competition instances.",
        ("cs.LO",),
    ),
    (
        "Type inference for Python",
        "We design and implement a type inference tool and evaluate it on 50 programs.",
        ("cs.PL",),
    ),
    # systems, data, positions, reports
    ("A corpus of parliamentary debates", "We introduce a corpus of debates with annotations.", ("cs.CL",)),
    ("Position: benchmarks need maintenance", "We argue that benchmarks must be maintained.", ("cs.LG",)),
    (
        "Proceedings of the workshop on logic",
        "This volume contains the proceedings of the workshop, held in Rome.",
        ("cs.LO",),
    ),
    ("A data platform for hospitals", "We describe the architecture and the deployment of a platform.", ("cs.DB",)),
    ("Teaching quantum mechanics", "We report on a course for high school students.", ("physics.ed-ph",)),
    ("The energy cost of training", "We measure the energy used in training language models.", ("cs.CL",)),
    (
        "Comment on 'Anomalous diffusion'",
        "We comment on a recent paper and correct its data analysis.",
        ("cond-mat.stat-mech",),
    ),
    ("Erratum: measurement of cross sections", "Table 2 of the paper is corrected.", ("nucl-ex",)),
    ("Ethics of brain implants", "We discuss ethical questions raised by implants and propose a policy.", ("cs.CY",)),
    ("A chess engine", "We train a neural network to play chess by self-play.", ("cs.AI",)),
    (
        "Detecting exoplanets with transformers",
        "We train a transformer on light curves and recover known planets.",
        ("astro-ph.EP", "cs.LG"),
    ),
    (
        "Machine learning for knots",
        "We train neural networks to predict knot invariants, and discover a new relation.",
        ("math.GT", "cs.LG"),
    ),
    (
        "An Euler solver on moving meshes",
        "We present a scheme for the Euler equations on moving Voronoi meshes. It"
        " is second order accurate, as we show by test problems, and conserves angular momentum.",
        ("astro-ph.IM", "physics.comp-ph"),
    ),
    (
        "Regularized estimation of covariance matrices",
        "We propose a penalized estimator of large covariance"
        " matrices, derive its rate of convergence, and illustrate it with gene expression data.",
        ("stat.ME", "math.ST"),
    ),
    (
        "Stochastic gradient descent with momentum",
        "We analyse momentum methods, prove a new rate for nonconvex"
        " functions, and confirm our findings by training residual networks on CIFAR-10.",
        ("cs.LG", "math.OC"),
    ),
    (
        "Dynamics of a driven Ising chain",
        "We study the driven transverse-field Ising chain out of equilibrium by"
        " exact diagonalization and find prethermal plateaus.",
        ("cond-mat.stat-mech", "quant-ph"),
    ),
    (
        "Interacting dark energy",
        "We constrain a coupling in the dark sector with CMB, BAO and supernova data and find no evidence for it.",
        ("astro-ph.CO", "gr-qc"),
    ),
    (
        "Neutron star cooling",
        "Cooling curves of neutron stars with hyperons are computed and compared with observed temperatures.",
        ("nucl-th", "astro-ph.HE"),
    ),
    (
        "A global view of scientific collaboration",
        "We analyse 20 million papers to map collaboration between countries.",
        ("cs.DL", "physics.soc-ph"),
    ),
    (
        "What do developers discuss about energy?",
        "We mined questions on Stack Overflow and surveyed 50 developers about energy consumption.",
        ("cs.SE",),
    ),
    (
        "The ABC telescope: design and status",
        "This paper gives an overview of the telescope, its optics and the construction schedule.",
        ("astro-ph.IM",),
    ),
    (
        "Results from the first season of the XYZ survey",
        "The XYZ survey monitors a million stars. We present 300 new variables.",
        ("astro-ph.SR",),
    ),
    ("On user reviews of health apps", "We classify 10,000 user reviews and derive requirements.", ("cs.SE",)),
    (
        "Quantum advantage with trapped ions",
        "We report random circuit sampling on 56 ions and verify the output.",
        ("quant-ph",),
    ),
    (
        "Hall viscosity in a metamaterial",
        "We propose and realize an acoustic metamaterial with odd viscosity.",
        ("cond-mat.soft",),
    ),
    (
        "A dataset of mathematical proofs",
        "We collect formal proofs from textbooks and train models that predict the next step.",
        ("cs.LO", "cs.AI"),
    ),
    (
        "An overview of our submission to the IWSLT task",
        "We describe our systems for speech translation; the best gains 2 BLEU.",
        ("cs.CL",),
    ),
    (
        "Why open science matters",
        "We argue that institutions should reward open science and propose ten measures.",
        ("cs.DL",),
    ),
    (
        "Report of the working group on software training",
        "We report on the recommendations of a working group on training.",
        ("physics.ed-ph", "hep-ex"),
    ),
    (
        "Letter of intent for a muon experiment",
        "We propose a new experiment to search for muon to electron conversion, with a sensitivity of 10^-17.",
        ("hep-ex", "physics.ins-det"),
    ),
    (
        "Collective flow in heavy ion collisions",
        "Elliptic flow is calculated in a hydrodynamic model with"
        " fluctuating initial conditions and compared to RHIC data.",
        ("nucl-th",),
    ),
    (
        "Finite element analysis of a plate",
        "A mixed finite element is proposed; a priori error estimates are derived and numerical examples are given.",
        ("math.NA",),
    ),
    (
        "Learning theory meets practice",
        "We propose a kernel method with provable guarantees, and demonstrate its accuracy on ten datasets.",
        ("stat.ML",),
    ),
    (
        "Percolation on small-world networks",
        "Using simulations and scaling arguments we determine the percolation threshold.",
        ("cond-mat.stat-mech",),
    ),
    (
        "Higgs pair production at NLO",
        "We compute NLO QCD corrections to Higgs pair production and present distributions for the LHC at 14 TeV.",
        ("hep-ph",),
    ),
    (
        "A chaotic circuit",
        "We study a chaotic circuit by bifurcation diagrams and Lyapunov exponents and confirm it experimentally.",
        ("nlin.CD",),
    ),
    (
        "Flat bands in twisted trilayers",
        "We calculate the band structure of twisted trilayer graphene with a"
        " continuum model and identify angles at which bands become flat. The effect of displacement fields and"
        " relaxation is considered.",
        ("cond-mat.mes-hall",),
    ),
    (
        "Primordial black holes from hybrid inflation",
        "We study production of primordial black holes in hybrid"
        " inflation. The power spectrum is computed numerically with the full perturbation equations, and constraints"
        " from microlensing and CMB are taken into account.",
        ("astro-ph.CO", "hep-ph", "gr-qc"),
    ),
    (
        "Electroweak baryogenesis in the 2HDM",
        "We explore the parameter space of the two-Higgs-doublet model and find"
        " regions compatible with baryogenesis and collider bounds.",
        ("hep-ph",),
    ),
    (
        "Adaptive time stepping for stiff systems",
        "We develop an adaptive implicit-explicit integrator. Stability"
        " regions are computed, and experiments on combustion problems show speedups of up to five.",
        ("math.NA", "cs.NA"),
    ),
    (
        "Robust control of quadrotors",
        "A geometric controller is designed on SE(3) and its stability is shown by"
        " Lyapunov analysis. Flight tests confirm the performance.",
        ("eess.SY", "cs.RO"),
    ),
    (
        "Channel estimation for terahertz links",
        "We derive a low-complexity estimator, analyse its Cramer-Rao bound,"
        " and compare it to benchmarks in simulations.",
        ("eess.SP", "cs.IT", "math.IT"),
    ),
    (
        "Entanglement dynamics in disordered chains",
        "We investigate the growth of entanglement after a quench in a"
        " disordered XXZ chain using matrix product states.",
        ("cond-mat.dis-nn", "quant-ph"),
    ),
    (
        "Rydberg blockade with structured light",
        "We demonstrate Rydberg blockade between atoms in structured traps and measure the scaling of the interaction.",
        ("quant-ph", "physics.atom-ph"),
    ),
    (
        "Mean-field games for traffic",
        "We model route choice as a mean-field game and solve it numerically for the"
        " road network of a city. Tolls reduce delays by 15%.",
        ("math.OC", "cs.MA"),
    ),
    (
        "Semi-supervised learning on graphs: consistency",
        "We establish consistency of Laplacian learning as labels vanish, and test the theory on MNIST.",
        ("stat.ML", "math.ST"),
    ),
    (
        "Volatility and jumps",
        "We propose a nonparametric test for jumps. Its size and power are studied by Monte"
        " Carlo, and an application to stock returns is given.",
        ("econ.EM", "math.ST"),
    ),
    (
        "Sign problem mitigation by contour deformation",
        "We deform the contour of the path integral with neural networks and show results for the Thirring model.",
        ("hep-lat",),
    ),
    (
        "On the variability of a changing-look quasar",
        "Over 20 years this quasar dimmed by a factor of ten. We"
        " present new spectra, model them with an accretion disc and discuss possible reasons.",
        ("astro-ph.GA", "astro-ph.HE"),
    ),
    (
        "A survey for transiting planets around bright stars",
        "Our survey with a small robotic telescope observed"
        " 40,000 stars. We describe the instrument, the strategy and first candidates.",
        ("astro-ph.EP", "astro-ph.IM"),
    ),
    (
        "Public opinion on nuclear energy",
        "Using survey data from 28 countries we study attitudes towards nuclear energy.",
        ("physics.soc-ph",),
    ),
    (
        "AI tutors in classrooms",
        "We report a field study with 300 students who used an AI tutor. Scores improved.",
        ("cs.CY", "cs.HC"),
    ),
    (
        "The case for open hardware",
        "This position paper argues that open hardware accelerates science. We list"
        " obstacles and suggest policy changes.",
        ("cs.CY",),
    ),
    (
        "Towards a theory of software architecture decay",
        "We interviewed architects and derive a grounded theory of how architectures decay.",
        ("cs.SE",),
    ),
    (
        "Compiling tensor programs",
        "We present a compiler for tensor programs based on equality saturation. It outperforms hand-written kernels.",
        ("cs.PL",),
    ),
    (
        "Proof search with language models",
        "We fine-tune a language model for tactic prediction in Lean and prove 35% of theorems in a benchmark.",
        ("cs.LO", "cs.AI"),
    ),
    (
        "Vortex dynamics in superfluid films",
        "Using point vortex simulations we study relaxation to negative temperature states.",
        ("cond-mat.quant-gas", "physics.flu-dyn"),
    ),
    (
        "The impact of review scores on sales",
        "We use data of an online shop to estimate the effect of review scores.",
        ("econ.GN",),
    ),
    (
        "Reducing variance in policy gradients",
        "We derive an optimal baseline and show lower variance and faster learning in MuJoCo.",
        ("cs.LG", "stat.ML"),
    ),
    (
        "Dispersion engineering in silicon nitride waveguides",
        "We present waveguides with anomalous dispersion; measured losses are below 1 dB/m and combs span an octave.",
        ("physics.optics",),
    ),
    (
        "Regret of Thompson sampling",
        "We prove regret bounds for Thompson sampling with misspecified priors. Simulations corroborate the theory.",
        ("cs.LG", "stat.ML"),
    ),
    (
        "Scaling laws for transfer",
        "We derive scaling laws for transfer and confirm them on language models of up to a billion parameters.",
        ("cs.LG",),
    ),
    (
        "Wave packets in photonic lattices",
        "We study Bloch oscillations in photonic lattices analytically and observe"
        " them in femtosecond-written waveguides.",
        ("physics.optics",),
    ),
    (
        "Magnons in two-dimensional magnets",
        "We calculate the magnon spectrum of CrI3 with linear spin wave theory"
        " and parameters from first principles, and compare with neutron data.",
        ("cond-mat.mes-hall",),
    ),
    (
        "Beyond mean field for fission",
        "Fission barriers are computed in a microscopic approach with pairing fluctuations.",
        ("nucl-th",),
    ),
    (
        "Secure aggregation at scale",
        "We present a protocol for secure aggregation, prove it secure in the"
        " semi-honest model and measure its overhead for 10,000 clients.",
        ("cs.CR",),
    ),
    (
        "Turbulent convection at high Rayleigh number",
        "Direct simulations of convection show a transition in the heat transport.",
        ("physics.flu-dyn",),
    ),
    (
        "Policy gradient with function approximation",
        "We introduce a policy gradient method with guaranteed convergence; it outperforms PPO on control tasks.",
        ("cs.LG", "cs.AI"),
    ),
    (
        "Dark photons and cosmology",
        "Bounds on dark photons are derived from CMB and supernova observations.",
        ("hep-ph", "astro-ph.CO"),
    ),
    (
        "Leptogenesis in a seesaw model",
        "We solve the Boltzmann equations numerically and scan the parameter space consistent with neutrino data.",
        ("hep-ph",),
    ),
    (
        "Kinetics of vesicle fusion",
        "A kinetic model of vesicle fusion is fitted to fluorescence data.",
        ("q-bio.SC", "physics.bio-ph"),
    ),
    (
        "Lattice results for the muon g-2",
        "In these proceedings we present preliminary results for the hadronic contribution to the muon g-2.",
        ("hep-lat",),
    ),
    (
        "Searching for axions with haloscopes",
        "The status of the experiment is presented, and first results from a run at 4 GHz are shown.",
        ("hep-ex",),
    ),
    ("Reviewing the review process", "We analyse 10,000 referee reports with text mining.", ("cs.DL",)),
    (
        "An empirical overview of data augmentation",
        "We train 500 networks to compare augmentation policies.",
        ("cs.CV",),
    ),
    (
        "A tutorial system for algebra",
        "We built an intelligent tutoring system and tested it with 90 pupils.",
        ("cs.HC",),
    ),
    (
        "Introduction of cobalt into garnet films",
        "Cobalt was introduced into films by sputtering; the films were studied by XRD.",
        ("cond-mat.mtrl-sci",),
    ),
    (
        "Progress on the XYZ detector",
        "We report the progress in the construction of the detector and test beam results.",
        ("physics.ins-det",),
    ),
    (
        "Recent developments in the analysis of B decays at LHCb",
        "We present the latest results from LHCb on rare B decays.",
        ("hep-ex",),
    ),
    (
        "Lessons from deploying a chatbot",
        "We describe how we deployed a chatbot in a bank and report on user satisfaction.",
        ("cs.CL", "cs.HC"),
    ),
    (
        "Historical supernovae in Chinese records",
        "We searched Chinese chronicles for guest stars and identify three candidates.",
        ("astro-ph.SR", "physics.hist-ph"),
    ),
    ("A roadmap for our robot club", "We report on the robots which our club built for the competition.", ("cs.RO",)),
    (
        "Perspective-aware embeddings",
        "We learn embeddings that respect the speaker's perspective and improve retrieval.",
        ("cs.CL",),
    ),
]
