"""The entries of the knowledge base, as written in `entries/*.yaml`, told through the services everybody uses."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.utils import timezone

from knowledge.checks import CHECKS
from knowledge.models import Entry, EntryText
from knowledge.sections import FACTS, story_of
from knowledge.services import choosing, entries, review, upkeep, writing
from portal.accounts import standing
from portal.accounts.models import User
from portal.reference.models import Country

from . import clock
from .acting import Act, Posted, row_texts

FOLDER = Path(__file__).resolve().parent / "entries"
LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh")
# The short names of the files, and the questions they answer.
WORDS = {
    "ti": "title", "su": "summary", "pr": "problem", "do": "done", "ac": "actors", "st": "steps",
    "fu": "funding", "re": "results", "di": "difficulties", "ru": "reusable", "co": "conditions",
    "au": "audience", "so": "source_note",
}  # fmt: skip
SOURCES = {
    "peer": (
        "Guide de l’apprentissage par les pairs, UE/UNESCO, 2022",
        "https://fr.unesco.org/creativity/activities/appui-aux-nouveaux-cadres-reglementaires-visant-renforcer",
    ),
    "capacity": ("CE/13/7.IGC/INF.4", "https://www.unesco.org/creativity/"),
    "engagement": ("DCE/19/7.CP/INF.4", "https://www.unesco.org/creativity/"),
    "concept": ("DCE/21/14.IGC/14", "https://www.unesco.org/creativity/"),
}
POINTS = [code for code, _words in CHECKS]
# Those whose owners did not confirm them again, so that one sees how an entry ages.
NOT_CONFIRMED = {"civ-crowd", "m-kor-fund", "eng-fair", "sen-repertoire"}
REUSED = (
    ("uga-observatory", "focal.zwe", "We took the questionnaire and added two questions on radio."),
    ("uga-observatory", "focal.jam", "The agreement with the statistics office served as our model."),
    ("sen-repertoire", "focal.gab", "Nous avons repris le modèle de fiche pour notre répertoire."),
    ("m-gab-harass", "focal.mdg", "La définition du harcèlement en groupe a été reprise dans notre projet."),
    ("peer-guide", "focal.geo", "Our exchange on creative hubs followed its three phases."),
)
CHOSEN = (
    ("uga-observatory", "home", ""),
    ("m-can-open", "home", ""),
    ("story-jam", "home", ""),
    ("tun-discover", "activity", "2.4"),
    ("m-jor-freedom", "activity", "5.1"),
    ("uga-observatory", "country", "UGA"),
)


@lru_cache(maxsize=1)
def all_entries() -> tuple[dict[str, Any], ...]:
    """Every entry of the files, in the order of publication."""
    told = [entry for path in sorted(FOLDER.glob("*.yaml")) for entry in yaml.safe_load(path.read_text("utf-8"))]
    return tuple(sorted(told, key=lambda entry: (entry["day"], entry["id"])))


class Telling:
    """One entry, from its first line to its publication (or as far as it has come)."""

    def __init__(self, told: Mapping[str, Any], people: dict[str, User], made: dict[str, Entry]) -> None:
        self.told, self.people, self.made = told, people, made
        self.owner = people[told["by"]]
        self.spoken = [language for language in told if language in LANGUAGES]

    @property
    def name(self) -> str:
        return str(self.told["id"])

    @property
    def language(self) -> str:
        return "fr" if self.spoken[0] == "fr" else "en"

    @property
    def entry(self) -> Entry:
        """The entry as it stands now."""
        return Entry.objects.select_related("country", "version").get(pk=self.made[self.name].pk)

    @property
    def readers(self) -> tuple[User, User]:
        """Two who did not write it and have no tie to its country."""
        who = [self.people[name] for name in ("editor", "officer", "officer2") if name != self.told["by"]]
        return (who[0], who[2 if self.told.get("country") == "NOR" else 1])

    def acts(self) -> Iterator[tuple[datetime, Act]]:
        """(when, what) in the order of the story."""
        published = clock.moment(self.told["day"], hour=11)
        until = self.told.get("until", "published")
        yield published - timedelta(days=12), self.write
        if until == "draft":
            return
        yield published - timedelta(days=8), self.propose
        if until == "proposed":
            return
        yield published - timedelta(days=5), self.take_up
        if until == "asked":
            yield published - timedelta(days=4), self.ask
            return
        yield published - timedelta(days=3), self.read
        if until == "read":
            return
        yield published, self.publish
        yield from self._later(published)

    def _later(self, published: datetime) -> Iterator[tuple[datetime, Act]]:
        """It was confirmed within the last year, but for a few."""
        years = (clock.moment(clock.WRITTEN_ON) - published).days // 360
        if years and self.name not in NOT_CONFIRMED:
            yield published + timedelta(days=360 * years), self.confirm

    @transaction.atomic
    def write(self) -> None:
        told, by = self.told, self.owner
        standing.forget(by)  # who has become an expert meanwhile proposes as one
        iso3 = told.get("country") or (told["by"].removeprefix("focal.").upper() if "focal." in told["by"] else "")
        entry = entries.start(
            kind=told["kind"],
            country=Country.objects.get(iso3=iso3) if iso3 else None,
            by=by,
            language=self.spoken[0],
            is_illustration=told.get("ill", "src" not in told),
        )
        self.made[self.name] = entry
        facts = self._facts()
        for section in FACTS:
            writing.save_facts(
                entry=entry, section=section, posted=Posted(section, facts), read_rows=_rows(facts),
                expected_revision=0, by=by,
            )  # fmt: skip
        for language in self.spoken:
            self._say(entry, language)

    def _say(self, entry: Entry, language: str) -> None:
        text = (
            EntryText.objects.select_related("version__entry").get(version__entry=entry, language=language)
            if language == self.spoken[0]
            else writing.add_language(entry=entry, language=language, by=self.owner)
        )
        words: dict[str, Any] = {WORDS[short]: said for short, said in self.told[language].items()}
        words["translator"] = "Language services of the Secretariat"
        words["figures"] = self._figures() if language == self.spoken[0] else []
        section = story_of(entry.kind, translated=language != self.spoken[0])
        writing.save_text(
            text=text, posted=Posted(section, words), read_rows=_rows(words), expected_revision=0, by=self.owner
        )

    def _figures(self) -> list[dict[str, Any]]:
        names = ("name", "value", "unit", "year")
        return [dict(zip(names, row, strict=True)) for row in self.told.get("fig", [])]

    def _facts(self) -> dict[str, Any]:
        told = self.told
        years = told["y"]
        source = SOURCES.get(told.get("src", ""))
        return {
            "language": self.spoken[0],
            "organisation": told["org"],
            "period_from": years[0],
            "period_to": years[1] if len(years) > 1 else None,
            "licence": "CC-BY-SA-3.0-IGO" if "src" in told else "CC-BY-4.0",
            "takes_contact": True,
            "activities": told["a"].split(),
            "themes": told.get("t", "").split(),
            "domains": told.get("d", "").split(),
            "sectors": told.get("s", "").split(),
            "chain": told.get("c", "").split(),
            "sdg_targets": told.get("sdg", "").split(),
            "gender": told["g"],
            "places": [{"country": code} for code in told.get("places", [])],
            "cost": told.get("cost"),
            "evaluated": "yes" if "cost" in told else "no",
            "partners": [],
            "links": [{"title": source[0], "url": source[1], "language": "fr"}] if source else [],
            "adapted_entry": self.made[told["from"]].code if "from" in told else "",
            "adapted_work": told.get("work", ""),
            "adapted_url": told.get("work-url", ""),
            "adapted_for": [{"country": country, "language": spoken} for country, spoken in told.get("for", [])],
        }

    def propose(self) -> None:
        review.propose(entry=self.entry, by=self.owner)

    def take_up(self) -> None:
        review.take_up(entry=self.entry, by=self.readers[0])

    def ask(self) -> None:
        words = "Dites de combien les ventes ont augmenté, et sur quelle période."
        review.ask_changes(entry=self.entry, message=words, by=self.readers[0])

    def read(self) -> None:
        entry = self.entry
        if entry.country_id is not None and entry.consented_on is None:
            letter = f"Letter of the National Commission, {timezone.now():%Y-%m-%d} (invented)"
            review.note_consent(entry=entry, reference=letter, by=self.readers[0])
        review.read_first(entry=entry, checks=POINTS, by=self.readers[0])

    def publish(self) -> None:
        review.publish(entry=self.entry, checks=POINTS, by=self.readers[1])

    def confirm(self) -> None:
        upkeep.confirm(entry=self.entry, by=self.owner)


def _rows(told: Mapping[str, Any]) -> Any:
    return lambda rows: row_texts(rows, told)


class Afterwards:
    """What the editors and other Parties do with published entries."""

    name, language = "zz-knowledge", "en"

    def __init__(self, people: dict[str, User], made: dict[str, Entry]) -> None:
        self.people, self.made = people, made

    def acts(self) -> Iterator[tuple[datetime, Act]]:
        """(when, what), shortly before today."""
        today = clock.moment(clock.WRITTEN_ON)
        for number, (entry, who, words) in enumerate(REUSED):
            yield today - timedelta(days=40 - number * 7), self._reuse(entry, who, words)
        for number, (entry, page, where) in enumerate(CHOSEN):
            yield today - timedelta(days=9, minutes=-number), self._choose(entry, page, where, today)
        yield today - timedelta(days=1), upkeep.mark_all_outdated

    def _reuse(self, entry: str, who: str, words: str) -> Act:
        def tell() -> None:
            choosing.tell_reuse(
                entry=self.made[entry],
                country=Country.objects.get(iso3=who.removeprefix("focal.").upper()),
                text=words,
                by=self.people[who],
                language="fr" if who in {"focal.gab", "focal.mdg"} else "en",
            )

        return tell

    def _choose(self, entry: str, page: str, where: str, today: datetime) -> Act:
        def choose() -> None:
            choosing.choose(
                entry=self.made[entry], page=page, where=where, starts_on=(today - timedelta(days=9)).date(),
                ends_on=(today + timedelta(days=180)).date(), by=self.people["editor"],
            )  # fmt: skip

        return choose


def tellings(people: dict[str, User], made: dict[str, Entry]) -> list[Any]:
    """Every entry as a part of the demonstration, and what follows; ``made`` fills with them by their names."""
    return [*(Telling(told, people, made) for told in all_entries()), Afterwards(people, made)]
