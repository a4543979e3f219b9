"""What the Expert Facility aims at: 30 → 45 members, regions, gender and fields (CE/13/7.IGC/INF.4, para. 12).

The aims are terms of the vocabulary (list ``roster_aim``), so the Secretariat reads and changes them there.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from portal.reference.queries import term_map
from portal.reference.source_words import in_words

from .choices import Gender
from .matching import lacking
from .models import Expert
from .points import Balance
from .states import ON_ROSTER

LIST = "roster_aim"
Member = tuple[str, str]
"""Region and gender of a member."""


@dataclass(frozen=True, slots=True)
class Aim:
    """At least a number, or a share in per cent of those who declare it."""

    code: str
    kind: str
    of: str
    label: str
    source: str
    at_least: int | None = None
    percent: int | None = None


def aims(language: str = "en") -> list[Aim]:
    """Every aim, in the order of its list; an item without a figure is no aim."""
    return [
        Aim(
            code=term.code,
            kind=str(term.data.get("kind", "")),
            of=str(term.data.get("of", "")),
            label=term.text,
            source=in_words(term.source),
            at_least=term.data.get("at_least"),
            percent=term.data.get("percent"),
        )
        for term in term_map(LIST, language).values()
        if term.data.get("at_least") or term.data.get("percent")
    ]


def balance(members: Iterable[Member]) -> Balance:
    """Which regions and genders the members have fewer of than aimed at."""
    regions: Counter[str] = Counter()
    genders: Counter[str] = Counter()
    for region, gender in members:
        regions[region] += 1
        genders[gender] += 1
    wanted = aims()
    numbers = {aim.of: aim.at_least for aim in wanted if aim.kind == "region" and aim.at_least}
    return Balance(
        regions=lacking(regions, numbers),
        genders=frozenset(
            aim.of
            for aim in wanted
            if aim.kind == "gender" and aim.percent and share_of(aim.of, genders) < aim.percent
        ),
    )


def share_of(gender: str, genders: Counter[str]) -> int:
    """Per cent of those who declare a gender; 100 when nobody does (nothing can be said)."""
    declared = sum(genders[each] for each in Gender.values)
    return 100 * genders[gender] // declared if declared else 100


def members_now() -> list[Member]:
    """Region and gender of every member of the roster: one query."""
    return list(
        Expert.objects.filter(state__in=ON_ROSTER, erased_at__isnull=True).order_by().values_list("region", "gender")
    )
