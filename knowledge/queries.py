"""Named reads of what is public, for pages, feeds, open data and API alike."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, Q, When
from django.utils import timezone

from . import whole
from .models import EditorsChoice, Entry, EntryText, OldSlug, Tie


@dataclass(frozen=True)
class At:
    """What stands at an address: an entry; or the address it moved to; or nothing any more (``gone``)."""

    entry: Entry | None = None
    moved_to: str = ""
    gone: bool = False


def at(slug: str) -> At:
    """What is public at this address. An entry whole; an unknown address gives an empty answer."""
    entry = whole.at(slug)
    if entry is not None:
        return At(entry)
    row = Entry.objects.filter(slug=slug).only("pk").first()
    if row is not None:
        return At(gone=True)
    old = OldSlug.objects.filter(slug=slug).select_related("entry").first()
    if old is None:
        return At()
    return At(moved_to=old.entry.slug) if old.entry.is_public else At(gone=True)


def similar(entry: Entry, most: int = 4) -> list[int]:
    """Public entries that share the most ties with a public one, the newest among equals: one query."""
    shared = Q()
    for tie in entry.version.ties.all():  # type: ignore[union-attr]
        shared |= Q(list=tie.list, code=tie.code)
    if not shared:
        return []
    rows = (
        Tie.objects.filter(shared, version__in=Entry.objects.public().exclude(pk=entry.pk).values("version"))
        .values("version__entry")
        .annotate(common=Count("pk"))
        .order_by("-common", "-version__entry__published_at", "-version__entry")
    )
    return [row["version__entry"] for row in rows[:most]]


def chosen_for(page: str, where: str = "", today: date | None = None, most: int = 3) -> list[int]:
    """The entries the editors bring forward on a page today (UTC), in their order: one query."""
    day = today or timezone.now().date()
    rows = (
        EditorsChoice.objects.filter(page=page, where=where, starts_on__lte=day)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))
        .filter(entry__in=Entry.objects.public())
        .order_by("position", "-starts_on", "pk")
        .values_list("entry", flat=True)
    )
    return list(dict.fromkeys(rows))[:most]


def tied_to(list_name: str, code: str, most: int = 3) -> list[int]:
    """The newest public entries tied to a term: one query."""
    rows = (
        Entry.objects.public()
        .filter(version__ties__list=list_name, version__ties__code=code)
        .order_by("-published_at", "-pk")
    )
    return list(rows.values_list("pk", flat=True)[:most])


def of_country(iso3: str, most: int = 3) -> list[int]:
    """The newest public entries from or about a country, its own first: one query."""
    rows = (
        Entry.objects.public()
        .filter(Q(country__iso3=iso3) | Q(version__places__country=iso3))
        .annotate(own=Case(When(country__iso3=iso3, then=0), default=1))
        .order_by("own", "-published_at", "-pk")
    )
    return list(dict.fromkeys(rows.values_list("pk", flat=True)[: most * 3]))[:most]


def count_by_activity() -> dict[str, int]:
    """Activity → how many public entries are tied to it: one query."""
    rows = Tie.objects.filter(list="activity", version__in=Entry.objects.public().values("version"))
    return Counter(dict(rows.values_list("code").annotate(n=Count("pk"))))


def languages_of(entry: Entry) -> list[EntryText]:
    """Its texts that are public: those with a title, the original first."""
    texts = list(entry.version.texts.all())  # type: ignore[union-attr]
    return sorted(
        (text for text in texts if text.title),
        key=lambda text: (text.state != EntryText.State.ORIGINAL, text.language),
    )


def text_for(entry: Entry, language: str) -> EntryText:
    """The text shown to a reader of this language: in it; else the original."""
    texts = languages_of(entry)
    return next((text for text in texts if text.language == language), texts[0])
