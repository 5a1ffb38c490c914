"""Paste-ready text beside each figure: Markdown, LaTeX, Quarto/MyST and Word, with the source."""

from __future__ import annotations

import json
import re

_LATEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "%": r"\%",
    "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "`": r"\textasciigrave{}", "<": r"\textless{}", ">": r"\textgreater{}",
}  # fmt: skip

_CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")


def latex(text: str) -> str:
    """Text on one line with LaTeX's own characters (percent, ampersand, underscore …) escaped.

    A caption may hold no empty line.
    """
    line = " ".join(part.strip() for part in text.splitlines() if part.strip())
    return "".join(_LATEX.get(character, character) for character in line)


def markdown(text: str) -> str:
    """Text on one line with Markdown's and HTML's own characters escaped.

    Pandoc and Quarto read more into a text than others: $math$, @citations, ~sub~ and ^super^.
    """
    line = " ".join(text.split())
    return re.sub(r"([\\`*_\[\]<>|$@^~{}])", r"\\\1", line)


def label(name: str, folder: str = "") -> str:
    """The label in cross-references, with the notebook's number: two may publish one figure.

    Example: incidence_zh of figures/04_compare_counties -> 04-incidence-zh.
    """
    number = re.match(r"\d+(?=_)", folder.rpartition("/")[2])
    own = name.lower().replace("_", "-")
    return f"{number[0]}-{own}" if number else own


def page(
    *,
    name: str,
    folder: str,
    caption: str,
    alt: str,
    source: str,
    width_mm: float,
    language: str,
    missing: tuple[str, ...] = (),
) -> str:
    """The Markdown file of a figure; paths are relative to the project's folder.

    Args:
        name: of the files, without their ending.
        folder: of the files inside the project, e.g. ``figures/04_compare_counties``.
        caption: in the figure's language.
        alt: for readers who do not see the picture.
        source: the note that names the reports.
        width_mm: printed width.
        language: zh or en; Chinese needs the package ctex in LaTeX, and so do the Chinese titles
            in an English caption (there with scheme=plain, which leaves "Figure" as it is).
        missing: what the reports do not give.
    """
    path = f"{folder}/{name}"
    full = f"{caption} {source}".strip()
    gaps = "".join(f"- {markdown(item)}\n" for item in missing)
    package = r"\usepackage{ctex}" if language == "zh" else r"\usepackage[scheme=plain]{ctex}"
    needed = language == "zh" or _CHINESE.search(full)
    chinese = f"% {package} in the preamble, compiled with XeLaTeX or LuaLaTeX\n" if needed else ""
    return f"""# {name}

![{markdown(alt)}]({name}.svg)

{markdown(full)}
{
        f'''
Not reported / 未报告:

{gaps}'''
        if gaps
        else ""
    }
Paths below are relative to the project's folder.

## Markdown

```markdown
![{markdown(alt)}]({path}.svg)

*{markdown(full)}*
```

Made into Word by pandoc it needs `{path}.png` in place of the SVG.

## LaTeX

```latex
{chinese}\\begin{{figure}}
  \\centering
  \\includegraphics[width={width_mm:g}mm]{{{path}.pdf}}
  \\caption{{{latex(full)}}}
  \\label{{fig:{label(name, folder)}}}
\\end{{figure}}
```

## Quarto

```markdown
![{markdown(full)}]({path}.svg){{#fig-{label(name, folder)} width={width_mm:g}mm fig-alt="{
        _quoted(alt)
    }"}}
```

## MyST

```markdown
:::{{figure}} {path}.svg
:name: fig-{label(name, folder)}
:width: {width_mm:g}mm
:alt: {json.dumps(" ".join(alt.split()), ensure_ascii=False)}

{markdown(full)}
:::
```

## Word

Insert > Pictures > `{path}.png` (300 dpi, {width_mm:g} mm wide), then References > Insert Caption:

```text
{" ".join(full.split())}
```

Alternative text (right click > Edit Alt Text):

```text
{" ".join(alt.split())}
```
"""


def _quoted(text: str) -> str:
    return " ".join(text.split()).replace("\\", "").replace('"', "'")
