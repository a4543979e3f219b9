"""The parts of the look on paper. ``{% load pdf %}`` in templates that extend ``pdf/base.html``."""

from collections.abc import Iterable, Mapping

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.documents import edge

register = template.Library()


@register.simple_tag
def pdf_chip(code: str) -> SafeString:
    """An activity's code in its hue: ``{% pdf_chip "2.4" %}``."""
    return format_html('<span class="chip o{}">{}</span>', str(code)[:1], code)


@register.simple_tag
def pdf_chips(codes: Iterable[str]) -> SafeString:
    """Several of them, in the order given."""
    return format_html_join(" ", "{}", ((pdf_chip(code),) for code in codes))


@register.simple_tag
def pdf_strip(states: Mapping[str, str] | Iterable[str], label: str = "") -> SafeString:
    """The twenty stitches; a list of codes means those are chosen. ``label`` replaces the spoken text."""
    known = dict(states) if isinstance(states, Mapping) else dict.fromkeys(states, "full")
    marked = [code for code in edge.CODES if known.get(code, "thread") != "thread"]
    spoken = label or (
        _("Activities marked: %(codes)s") % {"codes": ", ".join(marked)} if marked else _("No activity is marked")
    )
    return format_html('<img class="strip" src="{}" alt="{}">', edge.strip_address(known), spoken)


@register.inclusion_tag("pdf/parts/terms.html")
def pdf_terms(title: str, rows: Iterable[tuple[object, object]]) -> dict[str, object]:
    """A box of terms: a heading and pairs of name and value."""
    return {"title": title, "rows": list(rows)}
