"""The facets of a page of results, joined here: a template takes three times as long for two hundred choices."""

from collections.abc import Mapping

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from portal.reference.queries import derived
from portal.ui.numbers import grouped
from portal.ui.stitches import hue

from .facets import LEGENDS, LONG, choices

_ONLY_THERE = frozenset({"country", "year"})
"""Facets of so many values that only those some entry has are listed."""


def facet_list(
    chosen: Mapping[str, tuple[str, ...]], counts: Mapping[str, Mapping[str, int]], language: str
) -> SafeString:
    """Every facet with its choices, how many each would show, and those chosen ticked."""
    parts = []
    for name in LEGENDS:
        numbers, ticked = counts.get(name, {}), chosen.get(name, ())
        items = _items(name, numbers, ticked, language)
        if not items:
            continue
        legend = conditional_escape(LEGENDS[name])
        if name == "activity":
            parts.append(f'<fieldset><legend>{legend}</legend><div class="facet-tiles">{items}</div></fieldset>')
        elif name in LONG:
            opened = " open" if ticked else ""
            many = f" ({len(ticked)})" if ticked else ""
            inner = f'<fieldset aria-label="{legend}">{items}</fieldset>'
            parts.append(f"<details{opened}><summary>{legend}{many}</summary>{inner}</details>")
        else:
            parts.append(f"<fieldset><legend>{legend}</legend>{items}</fieldset>")
    return mark_safe("\n".join(parts))  # words escaped in _labels


def _items(name: str, numbers: Mapping[str, int], ticked: tuple[str, ...], language: str) -> str:
    labels = _labels(name, language)
    if name == "year":
        years = sorted({*numbers, *ticked}, reverse=True)
        labels = [(year, *_parts(name, year, year)) for year in years]
    if name in _ONLY_THERE:
        listed = [label for label in labels if numbers.get(label[0]) or label[0] in ticked]
        known = {label[0] for label in listed}
        # A country no longer in use is still found by its code.
        listed += [(code, *_parts(name, code, code)) for code in sorted({*numbers} - known)]
    else:
        listed = labels
    return "".join(_choice(before, after, numbers.get(code, 0), code in ticked) for code, before, after in listed)


def _labels(name: str, language: str) -> list[tuple[str, str, str]]:
    """Code, and the HTML of its choice before and after the attributes that change; kept with the vocabulary."""
    return derived(
        f"knowledge.facet_labels.{name}",
        language,
        lambda: [(code, *_parts(name, code, words)) for code, words in choices(language)[name]],
    )


def _parts(name: str, code: str, words: str) -> tuple[str, str]:
    if name == "activity":  # twenty tiles; the full label is said, and stands in a tip
        return (
            f'<label class="{hue(code)}" title="{conditional_escape(words)}">'
            f'<input type="checkbox" name="{name}" value="{code}"',
            f'>{code}<span class="vh"> {conditional_escape(words.partition(" ")[2])} ',
        )
    return (
        f'<label><input type="checkbox" name="{name}" value="{conditional_escape(code)}"',
        f'> <span>{conditional_escape(words)}</span> <span class="count">',
    )


def _choice(before: str, after: str, number: int, chosen: bool) -> str:
    state = " checked" if chosen else "" if number else " disabled"
    return f"{before}{state}{after}{grouped(number)}</span></label>"
