"""How an entry is cited: as text, BibTeX and RIS. Pure, without Django."""

import re
from dataclasses import dataclass

PUBLISHER = "UNESCO, Secretariat of the 2005 Convention"
_TEX = str.maketrans({"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#",
                      "_": r"\_", "$": r"\$", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"})  # fmt: skip
_BREAKS = re.compile(r"[\r\n\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Work:
    """What is cited. ``key`` is the stable code, ``version`` counts from 1, ``language`` is a code, days are ISO."""

    key: str
    title: str
    author: str
    year: int
    collection: str
    address: str
    language: str
    licence: str
    version: int
    published: str


def as_text(work: Work) -> str:
    """One line, as in a list of references."""
    author = f"{work.author}. " if work.author else ""
    return f"{author}({work.year}). {work.title}. {work.collection}, {work.key}, v{work.version}. {work.address}"


def as_bibtex(work: Work) -> str:
    """A BibTeX record of the type ``misc``."""
    fields = {
        "title": "{" + _tex(work.title) + "}",
        "author": "{" + _tex(work.author or PUBLISHER) + "}",
        "year": str(work.year),
        "publisher": "{" + _tex(PUBLISHER) + "}",
        "howpublished": _tex(work.collection),
        "number": f"{work.key}, v{work.version}",
        "language": work.language,
        "note": _tex(work.licence),
        "url": work.address,
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{work.key.lower()},\n{lines}\n}}\n"


def as_ris(work: Work) -> str:
    """A RIS record; lines end as the format asks."""
    lines = [
        ("TY", "ELEC"),
        ("TI", work.title),
        ("AU", work.author or PUBLISHER),
        ("PY", str(work.year)),
        ("DA", work.published.replace("-", "/")),
        ("T2", work.collection),
        ("PB", PUBLISHER),
        ("ID", work.key),
        ("ET", str(work.version)),
        ("LA", work.language),
        ("C1", work.licence),
        ("UR", work.address),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {_BREAKS.sub(' ', value)}\r\n" for tag, value in lines)


def _tex(text: str) -> str:
    return _BREAKS.sub(" ", text).translate(_TEX)
