"""Entries in numbers, for measuring: made in bulk with the words of the demonstration, the same for the same seed."""

import random
from datetime import timedelta
from typing import Any

from django.utils import timezone

from knowledge import states
from knowledge.choices import Kind, Licence
from knowledge.keys import KIND
from knowledge.models import Entry, EntryText, Place, Tie, Version
from portal.accounts.models import User
from portal.reference.models import Country, Term
from portal.search.services import refresh
from portal.ui.pages import bump_content

from .entries_told import WORDS, all_entries

BATCH = 500
LISTS = ("theme", "cultural_domain", "value_chain", "sdg_target")


def make_entries(count: int = 1000, *, owner: User, seed: int = 2005) -> list[Entry]:
    """Published entries with ties, a country and one text each, in English or French, and found by the search."""
    dice = random.Random(seed)
    countries = list(Country.objects.filter(party=True, kind="state").order_by("iso3"))
    codes = {
        name: list(Term.objects.filter(list=name, active=True).order_by("position").values_list("code", flat=True))
        for name in ("activity", *LISTS)
    }
    now = timezone.now()
    entries = [
        Entry(
            kind=dice.choice(Kind.values), state=states.PUBLISHED, slug=f"entry-{seed}-{number:06}",
            country=dice.choice(countries), proposer="secretariat", owner=owner, consented_on=now.date(),
            published_at=now - timedelta(hours=number), confirmed_on=now.date(),
        )
        for number in range(count)
    ]  # fmt: skip
    Entry.objects.bulk_create(entries, batch_size=BATCH)
    versions = [_version(dice, entry, now) for entry in entries]
    Version.objects.bulk_create(versions, batch_size=BATCH)
    for entry, version in zip(entries, versions, strict=True):
        entry.version = version
    Entry.objects.bulk_update(entries, ["version"], batch_size=BATCH)
    EntryText.objects.bulk_create((_text(dice, version) for version in versions), batch_size=BATCH)
    Tie.objects.bulk_create((tie for version in versions for tie in _ties(dice, version, codes)), batch_size=BATCH)
    Place.objects.bulk_create(
        (Place(version=version, country=dice.choice(countries).iso3) for version in versions), batch_size=BATCH
    )
    for start in range(0, count, BATCH):
        refresh(kind=KIND, records=[entry.pk for entry in entries[start : start + BATCH]])
    bump_content()
    return entries


def _version(dice: random.Random, entry: Entry, now: Any) -> Version:
    first = dice.randint(2012, 2024)
    return Version(
        entry=entry, language=dice.choice(("en", "fr")), organisation="Ministry of Culture", period_from=first,
        period_to=first + dice.randint(0, 3), licence=Licence.BY, gender=dice.choice("0123"), is_illustration=True,
        frozen_at=now,
    )  # fmt: skip


def _text(dice: random.Random, version: Version) -> EntryText:
    """Words of several entries of the demonstration put together."""
    told = [entry[version.language] for entry in all_entries() if version.language in entry]
    words: dict[str, str] = {}
    for short, name in WORDS.items():
        having = [one[short] for one in dice.sample(told, 20) if one.get(short)]
        words[name] = (having[0] if name == "title" else " ".join(having[:3])) if having else ""
    words["title"] = words["title"][:180] or "An entry"
    words["summary"] = words["summary"][:600]
    return EntryText(version=version, language=version.language, state=EntryText.State.ORIGINAL, **words)


def _ties(dice: random.Random, version: Version, codes: dict[str, list[str]]) -> list[Tie]:
    found = [Tie(version=version, list="activity", code=code) for code in dice.sample(codes["activity"], 2)]
    for name in LISTS:
        if codes[name] and dice.random() < 0.6:
            found.append(Tie(version=version, list=name, code=dice.choice(codes[name])))
    return found
