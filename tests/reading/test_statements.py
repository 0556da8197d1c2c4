"""What authors say of their own code, in every tense, and what is not said of it."""

from __future__ import annotations

import pytest

from bot.models import Statement
from bot.reading import read

URL, PROMISED, RELEASED, ON_REQUEST, NONE = (
    Statement.URL, Statement.PROMISED, Statement.RELEASED, Statement.ON_REQUEST, Statement.NONE
)  # fmt: skip

WITH_LINK = [
    "Code is available at https://github.com/a/b.",
    "Code: https://github.com/a/b",
    "Our code and data are available at https://github.com/a/b.",
    "The source code can be found at https://github.com/a/b.",
    "The source code and trained models are publicly released at\nhttps://github.com/a/b",
    "We release our code at https://github.com/a/b.",
    "An open-source implementation is available at https://gitlab.com/a/b.",
    "The implementation is made available under the MIT license (https://github.com/a/b).",
    "Software available at https://a-lab.org/deepquality",
    "Availability: https://a-lab.org/tool",
    "The package can be downloaded from http://www.uni.edu/~bob/pack.tar.gz.",
    "The Matlab toolbox is freely available from http://www.uni.edu/toolbox.",
    "See https://github.com/a/b for the code.",
    "https://github.com/a/b contains the code to reproduce all results.",
    "QUTest is available at https://github.com/a/qutest.",
    "Resources: https://github.com/a/b.",
    "All related resources are collected for the community at https://github.com/a/b.",
    "The related material is available at https://github.com/a/b.",
    "To support reproducibility, we open-source everything: https://github.com/a/b",
    "Repository is at https://github.com/a/b",
    r"The source code is available at~\url{https://github.com/a/b}.",
    r"Code is available \href{https://github.com/a/b}{here}.",
    "Our implementations are available on our project page https://a.github.io/b/.",
    "Code is released at github.com/a/b.",
    "Code & models: github. com/a/b",
    "Code is available at https: //github.com/a/b",
    "The code is at https://anonymous.4open.science/r/b-1234/.",
    "The CRAN package is at https://cran.r-project.org/package=b.",
    "Code for all experiments can be accessed via https://doi.org/10.1/x and https://github.com/a/b.",
    "The code is available at https://github.com/a/b and will be maintained.",
    "Code is freely available at https://github.com/a/b or upon request.",
    "The code (ascl:1701.002) is publicly available.",
    "Le code est disponible sur https://github.com/a/b.",
    "代码见 https://github.com/a/b",
]
WITHOUT_LINK = [
    "Our code is publicly available.",
    "The code is available online.",
    "Code is available at this https URL.",
    "Code available.",
    "The dataset and evaluation code have been released.",
    "Our code, data, and website are publicly available.",
    "The source code is open source and available on GitHub.",
    "We release our code and models.",
    "We open-source our code.",
    "We have made the source code publicly available.",
    "We make our code and data publicly available.",
    "We make publicly available the code used in this study.",
    "We publish all resources (benchmark suite, pre-trained models, code) under a permissive license.",
    "We provide an implementation in Python.",
    "We also provide R code for fitting the model.",
    "We provide an open-source implementation of the method.",
    "By releasing our code and benchmark, we hope to help others.",
    "We introduce MiniRec, the first fully open-source framework for generative recommendation.",
    "Here, we introduce TrainsPot, an automated, open-source, and user-friendly workflow.",
    "We present an open-source Python package for lensing.",
    "We present FOO, an R package for spatial statistics.",
    "We introduce an R package called ergm.graphlets that enables the use of graphlets.",
    "The R package foo is available on CRAN.",
    "The software is distributed under the GPL.",
    "The software can be installed from PyPI and is released under the MIT license.",
    "As an open-source, scalable platform, the tool supports continued development.",
    "The solvers have been implemented as a standalone open-source software package.",
    "Our framework is open source.",
    "Our tool is freely available to the community.",
    "All code and data are open-sourced.",
    "All scripts are included as ancillary files.",
    "Python code included as ancillary files",
    "12 pages, 3 figures, code available",
    "Source code attached as ancillary file",
    "The code is public.",
    "The code to reproduce our results is available in the supplementary material.",
    "We share our code with the community.",
    "Codes are available in the GitHub repository.",
    "The authors release the toolkit under an open license.",
    "This paper presents a new open-source C++ library for sparse matrices.",
    "Le code source est disponible.",
    "El código está disponible públicamente.",
    "O código está disponível publicamente.",
    "Der Quellcode ist frei verfügbar.",
    "Исходный код доступен.",
    "代码已开源。",
]
TO_COME = [
    "Code will be available.",
    "The code will be released.",
    "Code will be made publicly available.",
    "Our code will be released soon.",
    "The source code will be released upon acceptance of the paper.",
    "Code is to be released upon publication.",
    "Code and data will be made public.",
    "We will release the code upon acceptance to facilitate reproducibility.",
    "We will publicly release our code upon acceptance.",
    "We will make our code and models publicly available.",
    "We plan to release our code.",
    "We intend to open-source the toolkit.",
    "The authors plan to make the software publicly available.",
    "If the paper is accepted, we will open-source our code.",
    "Upon publication, the code will be made available on GitHub.",
    "Once the paper is accepted, our code will be public.",
    "Code will be available at https://github.com/a/b.",
    "Our code will be released at https://github.com/a/b.",
    "Our code will be publicly open in https://github.com/a/b.",
    "Code and pre-trained models will be available at this https URL.",
    "The code is going to be released.",
    "Our data pipeline, benchmark, and evaluation framework will be open-sourced.",
    "The scripts for data collection and analysis will be released to support reproducibility.",
    "Code coming soon.",
    "Code to be released.",
    "Code release is planned.",
    "Code will be uploaded to GitHub later.",
    "The code shall be made available after the review process.",
    "The implementation will be shared with the community in the near future.",
    "Codes will be published on GitHub.",
    "All code would be released after acceptance.",
    "Le code sera disponible.",
    "El código será publicado tras la aceptación.",
    "Der Code wird veröffentlicht.",
    "Код будет опубликован.",
    "代码将公开。",
]
BY_ASKING = [
    "Code is available upon request.",
    "Data and code are available upon reasonable request.",
    "The code is available from the authors upon request.",
    "The software is available from the authors.",
    "The program can be obtained from the authors.",
    "The code used in this study is available from the corresponding author on reasonable request.",
    "Supplementary Table 1 and MATLAB code available upon request",
    "Code on request.",
    "Please contact the authors for the code.",
    "Interested readers may request the source code by e-mail.",
    "The Fortran code can be obtained by e-mailing the first author.",
    "Code will be made available upon request.",
    "An online code in MATLAB that reproduces the results in this paper is available on request by emailing us.",
    "Le code est disponible sur demande.",
    "Der Code ist auf Anfrage erhältlich.",
    "El código está disponible bajo petición.",
]
NOT_SAID = [
    "",
    "We propose a new method.",
    # negation
    "The code is not available.",
    "Code is not publicly available due to licensing.",
    "However, no public code is available to generate radar labels.",
    "Their code has not been released.",
    "Existing methods rarely release their code.",
    "We cannot release the code.",
    # data alone
    "The dataset is available at https://github.com/a/data.",
    "The dataset will be released upon acceptance.",
    "Data will be made publicly available.",
    "C18O data will be available electronically",
    "We release a new dataset of 8,000 volumes.",
    "Data url will be released upon acceptance",
    "Supplementary materials available upon request",
    "The catalogue is available at http://cdsweb.u-strasbg.fr/x.",
    "An updatable resource is provided to track new data sets and databases at https://github.com/a/b.",
    # demo, video, papers
    "Video: https://youtu.be/abc",
    "A demo is available at https://a.github.io/demo.",
    "The demo page is available at https://a.github.io.",
    "Supporting information available at http://a.org/x.",
    "Published in at http://dx.doi.org/10.1214/08-AAP581 the Annals",
    "The Version of Record is available online at: https://doi.org/10.1038/s41550",
    # others' code
    "We use the official code of BERT.",
    "We use the open-source software SALTshaker.",
    "Simulations are performed using an open-source simulator (LAMMPS).",
    "It is implemented based on open source OpenAirInterface software.",
    "The Ethereum platform, an open-source blockchain-based platform, has been designed for contracts.",
    "Evaluation on several publicly available software packages shows its worth.",
    "Many software packages are available for this task.",
    "Recent work released code for similar tasks.",
    "The starlight code was used for the first time in this range.",
    "Benchmarking representative open-source VLMs reveals a bottleneck.",
    "We evaluate on 17 open-source Java projects.",
    "Publicly available TotalSegmentator served as the benchmark.",
    "The amount of publicly available Verilog code pales in comparison.",
    "We rely on PyTorch (https://pytorch.org).",
    "Our model is based on the implementation at https://github.com/other/model.",
    "When source code is available, the analysis is simpler.",
    # code in another sense
    "We construct error-correcting codes with new parameters.",
    "New quantum codes are provided from stabilizer codes.",
    "The genetic code is universal and available in all organisms.",
    "We release the assumption that the code is linear.",
    "Building codes are published every three years.",
    "ICD codes are available for all patients.",
    "Sparse coding provides codes for images.",
    "We prompt LLMs for code generation and provide generated code.",
    "We study code-mixed data in five languages.",
    "A spectral library is available for all stars.",
    "The research program is open to all.",
    "Drug release from micelles was controlled.",
    "We present VERIMED, a pipeline for software requirements on an open-source example.",
    # described, not offered
    "We have produced a new code, ontario, to address gas emission.",
    "We report on our implementation of the RHMC algorithm on GPUs.",
]


def statement_of(text: str) -> Statement:
    """Reads `text` as an abstract and as a comment, which must agree."""
    reading, as_comment = read("A study", text, ""), read("A study", "", text)
    assert reading.statement is as_comment.statement
    return reading.statement


@pytest.mark.parametrize("text", WITH_LINK)
def test_available_where_a_link_leads(text: str) -> None:
    assert statement_of(text) is URL


@pytest.mark.parametrize("text", WITHOUT_LINK)
def test_said_to_be_available(text: str) -> None:
    assert statement_of(text) is RELEASED


@pytest.mark.parametrize("text", TO_COME)
def test_promised(text: str) -> None:
    assert statement_of(text) is PROMISED


@pytest.mark.parametrize("text", BY_ASKING)
def test_available_on_request(text: str) -> None:
    assert statement_of(text) is ON_REQUEST


@pytest.mark.parametrize("text", NOT_SAID)
def test_nothing_said_of_own_code(text: str) -> None:
    assert statement_of(text) is NONE


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("SpiralMap: A Python library of the Milky Way's spiral arms", RELEASED),
        ("ergm.graphlets: A Package for ERG Modeling Based on Graphlet Statistics", RELEASED),
        ("MiniOneRec: An Open-Source Framework for Scaling Generative Recommendation", RELEASED),
        ("Catalight -- an open source automated photocatalytic reactor package", RELEASED),
        ("FOO: software for computing bar", RELEASED),
        ("Analysing survival data with an R package", NONE),
        ("Bugs in open-source software: an empirical study", NONE),
        ("A comparison of Python packages for optimisation", NONE),
        ("New bounds on deletion correcting codes", NONE),
    ],
)
def test_a_title_may_name_the_package(title: str, expected: Statement) -> None:
    assert read(title, "We consider a problem.", "").statement is expected


@pytest.mark.parametrize(
    ("abstract", "comment", "expected"),
    [
        ("Code will be released.", "Code: https://github.com/a/b", URL),
        ("Our code is publicly available.", "Code will be released at https://github.com/a/b", PROMISED),
        ("Code is available upon request.", "Our code is publicly available.", RELEASED),
        ("Code will be released.", "Project page: https://a.github.io/b", PROMISED),
        ("We propose a method.", "Project page: https://a.github.io/b", URL),
        ("We present FOO, a Python package for bars.", "The program can be obtained from the authors", ON_REQUEST),
        ("The code will be available at the journal or upon request by email", "", PROMISED),
        ("Code will be released at https://github.com/a/b. The demo page is at https://a.github.io.", "", PROMISED),
    ],
)
def test_the_strongest_statement_counts(abstract: str, comment: str, expected: Statement) -> None:
    assert read("A study", abstract, comment).statement is expected
