"""Notebooks run for every report: strict parameters, only what changed, pages that need no network.

``parameters`` says what a notebook may be given, ``plan`` which runs there are, ``runner`` runs one
notebook, ``job`` runs all of them, ``site`` and ``index`` make the pages, ``session`` is what a
notebook itself calls. Only this package imports papermill.
"""
