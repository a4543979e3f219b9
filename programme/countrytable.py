"""The rows of the list of countries, joined as text: 198 rows through templates would be the slow part."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from portal.reference import queries as reference
from portal.reference.rows import CountryRow
from portal.ui.stitches import tag

from .facts import deposit_when


def rows(codes: Iterable[str], language: str) -> SafeString:
    """`<tr>` elements of these countries, in this order: name, region, date of deposit, groups."""
    made = reference.derived("country_table", language, lambda: _rows(language))
    return mark_safe("\n".join(made[code] for code in codes if code in made))  # escaped where they were made


def _rows(language: str) -> dict[str, str]:
    """Every row by the three-letter code; made once for each state of the reference data."""
    base = escape(reverse("programme:countries"))
    region, deposit, group = escape(_("Region")), escape(_("Deposit")), escape(_("Group"))
    regions = {code: escape(row.text) for code, row in reference.term_map("region", language).items()}
    made = {}
    for row in reference.country_rows(language):
        made[row.iso3] = (
            f'<tr><th scope="row"><a href="{base}{row.iso3.lower()}/">{escape(row.name)}</a></th>'
            f'<td data-label="{region}">{regions.get(row.region) or escape(row.region)}</td>'
            f'<td data-label="{deposit}">{_deposit(row)}</td><td data-label="{group}">{_groups(row)}</td></tr>'
        )
    return made


def _deposit(row: CountryRow) -> str:
    if row.party:
        return escape(deposit_when(row) or _("Party, day not known"))
    return f'<span class="soft">{escape(_("Not known") if row.party is None else _("Not a Party"))}</span>'


def _groups(row: CountryRow) -> str:
    words = ((escape(_("Developing")), row.developing), (str(tag("LDC")), row.ldc), (str(tag("SIDS")), row.sids))
    return " ".join(word for word, shown in words if shown)
