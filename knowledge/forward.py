"""What the knowledge base brings forward on other pages: the choice of the editors first, then the newest."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.ui.pages import shelf
from portal.ui.ports import Entry as Shown
from portal.ui.ports import Part

from .found import address
from .listing import beside
from .models import Entry, EntryText, Tie
from .queries import chosen_for, of_country, tied_to

MOST = 3
_ALL = 5000


def about_activity(code: str, language: str) -> Iterator[Part]:
    """Entries tied to an activity."""
    found, count = shelf.get(
        ("knowledge.activity", code, language, timezone.now().date()),
        lambda: _with(chosen_for("activity", code), tied_to("activity", code, _ALL), language),
    )
    if found:
        yield _part(found, count, f"activity={code}")


def about_country(iso3: str, language: str) -> Iterator[Part]:
    """Entries from or about a country."""
    found, count = shelf.get(
        ("knowledge.country", iso3, language, timezone.now().date()),
        lambda: _with(chosen_for("country", iso3), of_country(iso3, _ALL), language),
    )
    if found:
        yield _part(found, count, f"country={iso3}")


def on_home(language: str) -> Sequence[Shown]:
    """What the editors chose for the home page: up to three entries."""
    found: Sequence[Shown] = shelf.get(
        ("knowledge.home", language, timezone.now().date()), lambda: shown(chosen_for("home"), language)
    )
    return found


def _with(chosen: list[int], newest: list[int], language: str) -> tuple[list[Shown], int]:
    every = list(dict.fromkeys([*chosen, *newest]))
    return shown(every[:MOST], language), len(every)


def _part(found: Sequence[Shown], count: int, query: str) -> Part:
    words = ngettext("%(count)s entry of the knowledge base", "%(count)s entries of the knowledge base", count)
    return Part(
        title=_("Practices"),
        entries=found,
        lead=words % {"count": count},
        count=len(found),
        more_url=f"{reverse('knowledge:practices')}?{query}",
        more=_("All of them"),
        order=40,
        total=count,
        figure="entries of the knowledge base",
    )


def shown(ids: Sequence[int], language: str, *, with_codes: bool = True) -> list[Shown]:
    """These entries as other pages show them, in their order: three queries, two without the codes of their
    activities; none without any."""
    return list(shown_by(ids, language, with_codes=with_codes).values())


def shown_by(ids: Sequence[int], language: str, *, with_codes: bool = True) -> dict[int, Shown]:
    """The same by their key."""
    if not ids:
        return {}
    about = beside(ids, language)
    versions = Entry.objects.filter(pk__in=ids).values("version")
    activities: dict[int, list[str]] = defaultdict(list)
    ties = Tie.objects.filter(version__in=versions, list="activity").order_by("code")
    for entry, code in ties.values_list("version__entry", "code") if with_codes else ():
        activities[entry].append(code)
    texts: dict[int, EntryText] = {}
    rows = EntryText.objects.filter(version__in=versions).exclude(title="")
    for text in rows.select_related("version").only("title", "summary", "language", "state", "version__entry"):
        known, pk = texts.get(text.version.entry_id), text.version.entry_id
        if known is None or _rank(text, language) < _rank(known, language):
            texts[pk] = text
    return {
        pk: Shown(
            title=texts[pk].title,
            url=address(about[pk].slug),
            meta=tuple(words for words in (about[pk].kind, about[pk].origin, about[pk].year) if words),
            text=texts[pk].summary,
            codes=tuple(activities[pk]),
            lang="" if texts[pk].language == language else texts[pk].language,
        )
        for pk in ids
        if pk in about and pk in texts
    }


def _rank(text: EntryText, language: str) -> int:
    """In the reader's language first, else the original."""
    return 0 if text.language == language else 1 if text.state == EntryText.State.ORIGINAL else 2
