"""Full texts from arXiv: its pages (HTML), and where the operator wants them, PDFs and sources."""
