"""The long tables of the state of play, joined as text: 160 rows through templates would be the slow part."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from portal.reference import ports
from portal.reference import queries as reference
from portal.ui import tilemap
from portal.ui.charts import map_key, tile_map
from portal.ui.dates import day as in_words
from portal.ui.numbers import grouped
from portal.ui.stitches import CODES as ACTIVITIES
from portal.ui.stitches import matrix, stitch, tag

from .asked import Asked
from .play import PartyRow, labels, only, source_words, stage_words, stitch_of
from .standing import CODES, by_stage


def page_of(iso3: str) -> str:
    """The page that gathers everything of a country; its stages while no upper floor has one."""
    return ports.country_page(iso3) or reverse("roadmaps:stages", args=[iso3.lower()])


def party_rows(rows: Sequence[PartyRow], language: str) -> SafeString:
    """`<tr>` elements: Party, region and groups, stage, since when, from which source; what it told beside it."""
    regions = {code: escape(text) for code, text in labels("region", language).items()}
    stages = {code: str(stitch(stitch_of(code), stage_words(code))) for code in CODES}
    heads = [escape(words) for words in (_("Region"), _("Group"), _("Stage"), _("Since"), _("Source"))]
    marks = {"ldc": str(tag("LDC")), "sids": str(tag("SIDS"))}
    lines = []
    for row in rows:
        country, shown, told = row.country, row.standing.shown, row.standing.told
        groups = " ".join(mark for name, mark in marks.items() if getattr(country, name))
        since = f'<a href="{_trace(country.iso3)}">{escape(in_words(shown.on))}</a>' if shown else ""
        source = escape(source_words(shown)) if shown else ""
        if told:
            source += f"<small>{_beside(row)}</small>"
        cells = (regions.get(country.region, ""), groups, stages[row.standing.stage], since, source)
        lines.append(
            f'<tr><th scope="row"><a href="{escape(page_of(country.iso3))}">{escape(country.name)}</a></th>'
            + "".join(f'<td data-label="{head}">{cell}</td>' for head, cell in zip(heads, cells, strict=True))
            + "</tr>"
        )
    return mark_safe("\n".join(lines))  # escaped where they were made


def names(rows: Sequence[PartyRow]) -> SafeString:
    """Parties one after the other, each leading to its page."""
    links = (f'<a href="{escape(page_of(row.country.iso3))}">{escape(row.country.name)}</a>' for row in rows)
    return mark_safe(" · ".join(links))  # escaped where they were made


def _beside(row: PartyRow) -> str:
    told = row.standing.told
    assert told is not None
    return escape(
        _("%(source)s on %(date)s: %(stage)s")
        % {"source": source_words(told), "date": in_words(told.on), "stage": stage_words(told.stage)}
    )


def _trace(iso3: str) -> str:
    return reverse("roadmaps:stages", args=[iso3.lower()])


def drawing(rows: Sequence[PartyRow]) -> SafeString:
    """The map: one tile each of these Parties, in the place it has on the map of all of them."""
    tiles = []
    everyone = [row for row in reference.country_rows("en") if row.party and row.lat is not None]
    cells = tilemap.layout({row.iso2: (row.lat or 0.0, row.lon or 0.0) for row in everyone})
    for row in rows:
        country = row.country
        if country.iso2 in cells:
            column, line = cells[country.iso2]
            tiles.append(
                {
                    "iso2": country.iso2, "name": country.name, "url": page_of(country.iso3),
                    "col": column, "row": line, "stage": row.standing.shade, "words": stage_words(row.standing.stage),
                }
            )  # fmt: skip
    return tile_map(tiles, label=_("Parties to the Convention by stage of their roadmap, one tile each"))


def key(rows: Sequence[PartyRow]) -> SafeString:
    """The shades in words, with how many of these Parties have each."""
    words = {
        None: _("Not known"),
        0: _("Not started"),
        1: _("Mapping to drafting"),
        2: _("Validated or presented"),
        3: _("Under implementation or completed"),
    }
    return map_key((shade, text, sum(row.standing.shade == shade for row in rows)) for shade, text in words.items())


def stage_lines(rows: Sequence[PartyRow], base: str) -> SafeString:
    """`<tr>` elements: each stage there is, how many of these Parties stand there, and which."""
    heads = [escape(words) for words in (_("Parties"), _("Which"))]
    lines = []
    for stage in CODES:
        own = [row for row in rows if row.standing.stage == stage]
        if own:
            number = f'<a href="{escape(base + only(Asked(), stage=stage))}#list">{grouped(len(own))}</a>'
            lines.append(
                f'<tr><th scope="row">{stitch(stitch_of(stage), stage_words(stage))}</th>'
                f'<td class="n" data-label="{heads[0]}">{number}</td>'
                f'<td data-label="{heads[1]}">{names(own)}</td></tr>'
            )
    return mark_safe("\n".join(lines))  # escaped where they were made


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the figures: all Parties (no name), a group or a region, and how many stand at each stage."""

    name: str
    code: str
    words: str
    counts: dict[str, int]


def columns(rows: Sequence[PartyRow], language: str) -> list[Column]:
    """How many of these Parties stand at each stage: all, in two groups, in each region."""
    heads = [
        ("", "", _("Parties")),
        ("group", "ldc", _("LDC")),
        ("group", "sids", _("SIDS")),
        *(("region", code, words) for code, words in labels("region", language).items()),
    ]
    return [
        Column(name, code, words, by_stage(row.standing.stage for row in rows if _inside(row, name, code)))
        for name, code, words in heads
    ]


def _inside(row: PartyRow, name: str, code: str) -> bool:
    if name == "region":
        return row.country.region == code
    return not name or bool(getattr(row.country, code))


def figures(rows: Sequence[PartyRow], asked: Asked, language: str, base: str) -> SafeString:
    """Stages × groups and regions; every figure opens the Parties it counts."""
    found = columns(rows, language)
    head = "".join(f'<th scope="col" class="n">{escape(one.words)}</th>' for one in found)
    lines = []
    for stage in CODES:
        cells = []
        for one in found:
            number = one.counts[stage]
            query = only(asked, stage=stage, **({one.name: one.code} if one.name else {}))
            shown = f'<a href="{escape(base + query)}#list">{grouped(number)}</a>' if number else "0"
            cells.append(f'<td class="n">{shown}</td>')
        lines.append(f'<tr><th scope="row">{stitch(stitch_of(stage), stage_words(stage))}</th>{"".join(cells)}</tr>')
    totals = "".join(f'<td class="n">{grouped(sum(one.counts.values()))}</td>' for one in found)
    caption = escape(_("Parties by stage, group and region"))
    first = f'<th scope="col">{escape(_("Stage"))}</th>'
    return mark_safe(  # words are escaped, the rest are codes and numbers
        f'<div class="scroll" tabindex="0" role="region" aria-label="{caption}"><table class="table">'
        f'<caption class="vh">{caption}</caption><thead><tr>{first}{head}</tr></thead>'
        f'<tbody>{"".join(lines)}<tr class="total"><th scope="row">{escape(_("All"))}</th>{totals}</tr></tbody>'
        "</table></div>"
    )


def matrix_of(rows: Sequence[PartyRow]) -> SafeString:
    """The Parties and the twenty activities: a table of stitches; a name leads to the roadmap, where it is public."""
    base = reverse("roadmaps:public", args=["aaa"])[: -len("aaa/")]
    return matrix(
        (
            (
                row.country.name,
                f"{base}{row.country.iso3.lower()}/" if row.public else page_of(row.country.iso3),
                {code: taken.state for code, taken in row.taken.items()},
            )
            for row in rows
        ),
        head=_("Party"),
        caption=_("The twenty activities in the roadmaps of the Parties"),
    )


@dataclass(frozen=True, slots=True)
class ActivitySums:
    """One activity in these roadmaps: how many Parties take it up, their measures, those begun, those done."""

    code: str
    parties: int
    measures: int
    begun: int
    done: int


def activity_sums(rows: Sequence[PartyRow]) -> list[ActivitySums]:
    """The twenty activities in order."""
    found = []
    for code in ACTIVITIES:
        own = [row.taken[code] for row in rows if code in row.taken]
        sums = (sum(one.measures for one in own), sum(one.begun for one in own), sum(one.done for one in own))
        found.append(ActivitySums(code, len(own), *sums))
    return found


def activity_table(rows: Sequence[PartyRow], asked: Asked, language: str, base: str) -> SafeString:
    """The twenty activities: roadmaps, measures, begun, done; each number of Parties opens them."""
    words = labels("activity", language)
    heads = (_("Parties"), _("Measures"), _("Begun"), _("Done"))
    lines = []
    for one in activity_sums(rows):
        label = escape(words.get(one.code, one.code))
        page = ports.activity_page(one.code)
        first = f'<a href="{escape(page)}">{label}</a>' if page else label
        query = escape(base + only(asked, activity=one.code))
        parties = f'<a href="{query}">{grouped(one.parties)}</a>' if one.parties else "0"
        numbers = (one.measures, one.begun, one.done)
        cells = "".join(
            f'<td class="n" data-label="{escape(head)}">{text}</td>'
            for head, text in zip(heads, (parties, *map(grouped, numbers)), strict=True)
        )
        lines.append(f'<tr><th scope="row">{first}</th>{cells}</tr>')
    caption = escape(_("Roadmaps and measures by activity"))
    numbered = "".join(f'<th scope="col" class="n">{escape(head)}</th>' for head in heads)
    return mark_safe(  # words are escaped, the rest are codes and numbers
        f'<table class="table unfold"><caption class="vh">{caption}</caption><thead><tr>'
        f'<th scope="col">{escape(_("Activity"))}</th>{numbered}</tr></thead><tbody>{"".join(lines)}</tbody></table>'
    )
