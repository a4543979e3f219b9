"""The rows of the board, joined as text: sixty rows through templates would be the slow part."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from django.utils import translation
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.ui.dates import day
from portal.ui.stitches import stitch

from . import step_words
from .board import BoardRow
from .early_warnings import Warning
from .warning_words import address, link, sentence


def board_table(rows: Sequence[BoardRow], names: Mapping[str, str]) -> SafeString:
    """`<tr>` elements: Party, step now, state, next due, warnings, last sign of life, officer.

    `names`: the steps' names by code.
    """
    states = {code: str(stitch(step_words.STITCHES[code], words)) for code, words in step_words.STATES.items()}
    done, steps = escape(_("All done")), {code: escape(name) for code, name in names.items()}
    lines = []
    for row in rows:
        reference = row.assistance.reference
        step = done
        if row.step:
            there = escape(link("roadmaps:assistance_step", reference, row.step))
            step = f'<a href="{there}">{row.step}</a><small>{steps.get(row.step, "")}</small>'
        due = f'{row.due[0]}<small class="nowrap">{escape(day(row.due[1]))}</small>' if row.due else "–"
        page, officer = escape(link("admin:roadmaps_assistance", reference)), escape(row.assistance.officer or "–")
        lines.append(
            f'<tr><th scope="row"><a href="{page}">{escape(row.party)}</a>'
            f'<small class="nowrap">{escape(reference)}</small></th>'
            f"<td>{step}</td><td>{states[row.state]}{_late(row.late)}</td><td>{due}</td><td>{_warnings(row)}</td>"
            f'<td class="nowrap">{escape(day(row.last_sign))}</td><td>{officer}</td></tr>'
        )
    return mark_safe("\n".join(lines))  # escaped where they were made


def _late(days: int) -> str:
    if not days:
        return ""
    words = ngettext("%(days)s day late", "%(days)s days late", days) % {"days": days}
    return f'<small class="bad">{escape(words)}</small>'


def _warnings(row: BoardRow) -> str:
    about, language = row.assistance, translation.get_language() or "en"
    items = (_item(language, about.reference, row.iso3, row.party, one) for one in row.warnings)
    return f'<ul class="plain">{"".join(items)}</ul>' if row.warnings else "–"


@lru_cache(maxsize=2048)
def _item(language: str, reference: str, iso3: str, party: str, one: Warning) -> str:
    """A warning in words with its link; kept, as most say the same all day. `language` is that of the page."""
    return f'<li><a href="{escape(address(reference, iso3, party, one))}">{escape(sentence(one))}</a></li>'
