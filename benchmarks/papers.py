"""Documents: a national roadmap of 60 measures as a PDF, against bare WeasyPrint on the same HTML."""

import statistics
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from unittest.mock import patch

from portal.documents import pdf
from portal.reference.models import Country
from portal.reference.queries import terms
from roadmaps.models import Edition, Indicator, Item, Measure, Roadmap
from roadmaps.national.pdf import TEMPLATE, facts
from roadmaps.national.whole import read_whole

from .measure import Result

MEASURES = 60
PAIRS = 5
_TEXT = "Culture in the digital environment needs rules that protect those who create, and the means to apply them. "


def make_roadmap() -> Edition:
    """A roadmap of 60 measures in the twenty activities, of a country that has none yet."""
    free = Country.objects.filter(active=True).exclude(pk__in=Roadmap.objects.values("country"))
    roadmap = Roadmap.objects.create(country=free.order_by("iso3")[0])
    edition = Edition.objects.create(
        roadmap=roadmap, title="National roadmap", vision=_TEXT * 3, context=_TEXT * 6, governance=_TEXT * 3,
        period_from=2027, period_to=2031, language="en",
    )  # fmt: skip
    for place, activity in enumerate(terms("activity", "en")):
        item = Item.objects.create(
            edition=edition, activity=activity.code, situation=_TEXT * 2, aim=_TEXT, position=place
        )
        for number in range(MEASURES // 20):
            measure = Measure.objects.create(
                edition=edition, item=item, position=number, kind="law", title=f"Measure {number + 1}",
                description=_TEXT * 2, lead="Ministry of Culture", partners=_TEXT, starts_on=date(2027, 1, 1),
                ends_on=date(2029, 12, 31), cost=Decimal(120_000), cost_usd=Decimal(120_000), gender_marker="2",
            )  # fmt: skip
            Indicator.objects.create(measure=measure, name="Artists with a contract", unit="people", target=900)
    return edition


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def roadmap_pdf(label: str) -> Result:
    """The median of pairs: reading the edition and laying it out as the worker does, and WeasyPrint alone."""
    import weasyprint

    edition = make_roadmap()
    kept: list[str] = []
    laid_out = pdf._write

    def keeping(html: str, running: str) -> bytes:
        kept.append(html)
        return laid_out(html, running)

    def ours() -> bytes:
        whole = read_whole(edition)
        return pdf.render(
            TEMPLATE, facts(whole, "en"), language="en", title="National roadmap", date=date(2026, 1, 5)
        )

    with patch.object(pdf, "_write", keeping):
        size = len(ours())
    html = kept[0]
    weasyprint.HTML(string=html).write_pdf()
    pairs = [(_seconds(ours), _seconds(lambda: weasyprint.HTML(string=html).write_pdf())) for _pair in range(PAIRS)]
    return Result(
        name=f"roadmap_pdf@{label}",
        value=statistics.median(mine for mine, _bare in pairs) * 1000,
        reference=statistics.median(bare for _mine, bare in pairs) * 1000,
        ratio=statistics.median(mine / bare for mine, bare in pairs),
        rows=MEASURES,
        queries=None,
        bytes=size,
    )
