"""The parts of an entry's page that repeat, as finished pieces of HTML: a template takes three times as long."""

from collections.abc import Iterable
from html import escape
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from portal.ui.stitches import chip

from .facets import LEGENDS
from .shown import Shown


def answers(shown: Shown, spoken: str) -> SafeString:
    """The long answers, the figures after the results; ``spoken`` are the attributes that say their language."""
    pieces = []
    for part in shown.parts:
        pieces.append(
            f'<section class="sec" id="{part.name}"><div class="sec-head"><h2>{escape(str(part.label))}</h2></div>'
            f'<div class="sec-body prose"{spoken}>{part.html}</div></section>\n'
        )
        figures = shown.text.figures.all() if part.name == "results" else ()
        if figures:
            pieces.append(
                render_to_string("knowledge/public/parts/figures.html", {"figures": figures, "shown": shown})
            )
    return mark_safe("".join(pieces))  # labels escaped, answers cleaned


def ties(shown: Shown, address: str) -> SafeString:
    """Each list with the terms it is tied to; a term leads to the entries tied to it, below ``address``."""
    return mark_safe(  # everything in them is escaped where it is made
        "".join(
            f"<div><dt>{escape(str(LEGENDS[codes[0][0]]))}</dt>"
            f"<dd>{'<br>'.join(_tie(address, *one) for one in codes)}</dd></div>"
            for _list, codes in shown.ties
        )
    )


def _tie(address: str, facet: str, code: str, words: str) -> str:
    before = f"{chip(code)} " if facet == "activity" else f"{escape(code)} " if facet == "sdg" else ""
    return f'<a href="{address}?{facet}={escape(code)}">{before}{escape(words)}</a>'


def similar(found: Iterable[Any]) -> SafeString:
    """List items of entries as other pages show them."""
    return mark_safe("".join(_similar(one) for one in found))  # everything in them is escaped where it is made


def _similar(one: Any) -> str:
    spoken = f' lang="{escape(one.lang)}"' if one.lang else ""
    about = escape(" · ".join(str(words) for words in one.meta))
    link = f'<a href="{escape(one.url)}"{spoken}>{escape(one.title)}</a>'
    return f'<li>{link} <span class="soft small">{about}</span></li>'
