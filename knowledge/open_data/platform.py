"""The measures of validated roadmaps in the fields of the UNESCO Policy Monitoring Platform (reference data,
"policy_measure_fields"). What a measure does not say (results, evaluation, cultural domains) comes from the
published entry that was begun from it, where there is one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.documents.spreadsheets import Column
from portal.reference.queries import country_rows, term_map
from portal.ui.dates import day
from roadmaps.api import public_measures
from roadmaps.models import Measure, MeasureProgress

from ..models import Entry, PlatformRecord
from .reading import records, text_of

TO_HAND_OVER, HANDED_OVER, ACCEPTED = "open", "handed_over", "accepted"
STATES = {
    TO_HAND_OVER: _("To be handed over"),
    HANDED_OVER: _("Handed over"),
    ACCEPTED: _("Accepted"),
}
_AT_ONCE = 200


@dataclass(frozen=True)
class Row:
    """A measure with where it stands on the platform."""

    measure: Measure
    record: PlatformRecord | None

    @property
    def state(self) -> str:
        """One of `STATES`."""
        if self.record is None:
            return TO_HAND_OVER
        return ACCEPTED if self.record.accepted_on else HANDED_OVER

    @property
    def is_changed(self) -> bool:
        """A newer edition than the one it was handed over from is in force."""
        frozen = self.measure.edition.frozen_at
        return bool(self.record and frozen and frozen.date() > self.record.handed_over_on)

    @property
    def iso3(self) -> str:
        return str(self.measure.edition.roadmap.country.iso3)


def rows(state: str = "", iso3: str = "") -> list[Row]:
    """The measures in force by country and activity, narrowed: two queries."""
    known = {(one.roadmap_id, one.measure): one for one in PlatformRecord.objects.all()}
    measures = public_measures()
    if iso3:
        measures = measures.filter(edition__roadmap__country__iso3=iso3)
    found = [Row(one, known.get((one.edition.roadmap_id, one.key))) for one in measures]
    return [row for row in found if not state or row.state == state]


def words_of(roadmap_id: int) -> dict[str, str]:
    """Key of a measure → where it stands on the platform, in words for everybody: one query."""
    found = {}
    for one in PlatformRecord.objects.filter(roadmap=roadmap_id):
        if one.accepted_on is None:
            words = gettext("handed over on %(day)s") % {"day": day(one.handed_over_on)}
        else:
            words = gettext("accepted on %(day)s") % {"day": day(one.accepted_on)}
            words += f" ({one.reference})" if one.reference else ""
        found[one.measure] = words
    return found


def columns() -> list[Column]:
    """The fields of the platform, then what helps to find the measure again."""
    return [
        Column(_("Country")), Column(_("Region")), Column(_("Title of the policy or measure"), width=40),
        Column(_("Main features of the policy or measure"), width=60),
        Column(_("Results achieved so far through its implementation"), width=60),
        Column(_("Financial resources allocated, in US dollars"), "money"),
        Column(_("Partners engaged (name, type of entity)"), width=40),
        Column(_("Has the implementation been evaluated?")), Column(_("Goals of the Convention"), width=40),
        Column(_("Cultural domains"), width=40), Column(_("Lead institution"), width=30), Column(_("Kind")),
        Column(_("From"), "date"), Column(_("To"), "date"), Column(_("Status declared by the Party")),
        Column(_("Activity of the Open Roadmap")), Column(_("Language")), Column(_("Key of the measure")),
        Column(_("Handed over on"), "date"), Column(_("Accepted on"), "date"), Column(_("Reference there")),
    ]  # fmt: skip


def table(found: Sequence[Row], language: str) -> Iterator[list[Any]]:
    """The rows of the file, in the words of a language."""
    names = {row.iso3: row for row in country_rows(language)}
    regions, domains = term_map("region", language), term_map("cultural_domain", language)
    activities, outputs, goals = (term_map(name, language) for name in ("activity", "output", "goal"))
    for start in range(0, len(found), _AT_ONCE):
        some = found[start : start + _AT_ONCE]
        told, entries = _told(some), _entries(some)
        for row in some:
            measure, country = row.measure, names.get(row.iso3)
            entry = entries.get((row.iso3, measure.key))
            text = text_of(entry, measure.edition.language) if entry else {}
            output = activities[measure.item.activity].parent_code if measure.item.activity in activities else ""
            goal = outputs[output].parent_code if output in outputs else ""
            region = country.region if country else ""
            yield [
                country.name if country else row.iso3,
                str(regions[region]) if region in regions else region,
                measure.title,
                measure.description,
                "\n".join(
                    filter(None, (text.get("results", ""), told.get((measure.edition.roadmap_id, measure.key))))
                ),
                measure.cost_usd,
                "; ".join(_partners(measure, entry)),
                {"yes": _("Yes"), "planned": _("Planned"), "no": _("No")}.get(entry["evaluated"], "")
                if entry
                else "",
                str(goals[goal]) if goal in goals else goal,
                "; ".join(str(domains[code]) for code in (entry["sectors"] if entry else ()) if code in domains),
                measure.lead,
                str(measure.get_kind_display()),
                measure.starts_on,
                measure.ends_on,
                str(measure.get_declared_display()),
                measure.item.activity,
                measure.edition.language,
                measure.key,
                row.record.handed_over_on if row.record else None,
                row.record.accepted_on if row.record else None,
                row.record.reference if row.record else "",
            ]


def _partners(measure: Measure, entry: dict[str, Any] | None) -> list[str]:
    if entry and entry["partners"]:
        kinds = term_map("stakeholder_kind", "en")
        return [
            f"{one['name']} ({kinds[one['kind']] if one['kind'] in kinds else one['kind']})"
            for one in entry["partners"]
        ]
    return [line.strip() for line in measure.partners.splitlines() if line.strip()]


def _told(some: Sequence[Row]) -> dict[tuple[int, str], str]:
    """(roadmap, key) → what the last progress report sent says: one query."""
    sent = MeasureProgress.objects.filter(
        report__sent_at__isnull=False, measure__key__in=[row.measure.key for row in some]
    ).order_by("report__sent_at")
    return {(roadmap, key): words for roadmap, key, words in sent.values_list(*_PROGRESS)}


_PROGRESS = ("report__roadmap_id", "measure__key", "happened")


def _entries(some: Sequence[Row]) -> dict[tuple[str, str], dict[str, Any]]:
    """(country, key) → the published entry begun from it."""
    pairs = dict(
        Entry.objects.public()
        .filter(from_measure__in=[row.measure.key for row in some])
        .values_list("pk", "from_measure")
    )
    by_code = dict(Entry.objects.filter(pk__in=pairs).values_list("code", "pk"))
    return {(found["country"], pairs[by_code[found["code"]]]): found for found in records(pairs)}
