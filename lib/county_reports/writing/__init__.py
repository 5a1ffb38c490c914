"""A written analysis whose numbers are references: ``{value}`longhui-2019 registry.incidence```.

One Markdown source gives pages (HTML), paper (PDF) and Word (DOCX). Every number in it is looked up
in the corpus when it is built, with a footnote to its sentence; what cannot be looked up stops the
build. The modules, from the source to the files: syntax, references, derived, footnotes, blocks,
by_hand, document, tools, pages, paper, build.
"""
